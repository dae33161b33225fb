// What does a workflow see that somebody starts by hand?
import { expect, test } from '@jest/globals'
import { ran, refusalOf, said, stage, stepOf } from './stage.ts'

const by = (inputs: Record<string, string>) => ({ event: { name: 'workflow_dispatch', payload: { inputs } } })

test('inputs have the types the workflow declares; in the event they are texts', async () => {
  const staged = await stage('dispatch', by({ place: 'staging', 'dry-run': 'false' }))
  expect(ran(staged).name).toBe('Do 2 in staging')
  expect(said(stepOf(staged, 'tell', 'told'))).toEqual(['false true []', 'false 2'])
})

test('what GitHub would not take is refused', async () => {
  expect(await refusalOf('dispatch', by({ place: 'moon', speed: '3' }))).toEqual([
    '1: the input `speed` is not declared',
    '1: the input `place` is one of staging, production, not moon',
  ])
  expect(await refusalOf('dispatch', by({}))).toEqual(['1: the input `place` is required'])
})
