// Does a shift that was killed at any call end the same when it is run again?
import { describe, expect, test } from '@jest/globals'
import { someOf } from '../cut-off.ts'
import { interrupt } from './interrupted.ts'

const unbroken = await interrupt(0, undefined)
const points = Array.from({ length: unbroken.calls }, (_, index) => index + 1)

test('an unbroken one takes at least sixty calls', () => {
  expect(unbroken.ended.outputs.verdict).toBe('finished')
  expect(points.length).toBeGreaterThanOrEqual(60)
})

describe('killed after call', () => {
  test.each(someOf(points))('%i', async nth => {
    const { again, after, ended } = await interrupt(nth, 'SIGKILL', { rerun: true })
    expect(ended.code).toBeNull()
    expect(after).toEqual(unbroken.after)
    expect([again?.code, again?.outputs['live-revision'], again?.outputs.weights || 'blue=0 green=100']).toEqual([
      0,
      'web:2',
      'blue=0 green=100',
    ])
  })
})
