// Is what was live and well before live again?
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { crashing, type Past, past, well } from '../past.ts'
import { type Ended, type Play, play } from '../play.ts'

let stage: Play
let web: Past
beforeEach(async () => {
  stage = await play()
  web = await past(stage)
})
afterEach(() => stage.close())

const back = (inputs: Record<string, string> = {}) =>
  stage.run('rollback', { inputs: { cluster: 'staging', service: 'web', 'github-token': '', ...inputs } })
const lastLine = ({ log }: Ended) => log.trimEnd().split('\n').at(-1)
const sent = () =>
  stage.sandbox.journal.calls({ service: 'ecs', operation: 'UpdateService', status: 200 }).map(one => one.input)
const ARN = 'arn:aws:ecs:ap-south-1:127214192604:task-definition'

describe('the last known-good', () => {
  test('is what served before, and only the task definition is changed', async () => {
    await web.release(well('v2'))
    const before = sent().length
    const ended = await back()
    console.log(ended.log, ended.outputs, ended.summary)
    expect(ended).toMatchObject({ code: 0, outputs: { verdict: 'succeeded', 'live-revision': 'web:1' } })
    expect(sent().slice(before)).toEqual([{ cluster: 'staging', service: 'web', taskDefinition: `${ARN}/web:1` }])
  })

  test('passes over one that ECS rolled back', async () => {
    const good = await web.release(well('v2'))
    await web.release(crashing)
    await web.release(well('v4'))
    const ended = await back()
    console.log(ended.log)
    expect(ended.outputs['live-revision']).toBe(good)
  })
})
