// What if the runner loses its patience: a second signal, or one while the job's end is under way?
import { afterEach, beforeAll, expect, test } from '@jest/globals'
import type { Colours } from '../colours.ts'
import { again, endOfJob, interruptedAt, standing, startEnd } from '../shift-points.ts'

let usual: Awaited<ReturnType<typeof standing>>
/** The calls after which green has 5 and 50 %. */
let weighed: number[]
let web: Colours | undefined
afterEach(() => web?.close())
beforeAll(async () => {
  const unbroken = await interruptedAt({ call: Number.POSITIVE_INFINITY, how: 'SIGINT' })
  weighed = unbroken.made.flatMap((one, i) => (one === 'ModifyRule' ? i + 1 : []))
  usual = await standing(unbroken.web)
  await unbroken.web.close()
})

/** What a cancelled shift must leave before the job's end: blue has all of the traffic, and nobody met an error. */
const onBlue = { 'web-blue': 100 }
const well = { failed: 0, lost: 0 }

test.each<['SIGINT' | 'SIGTERM', number]>([
  ['SIGINT', 5],
  ['SIGINT', 50],
  ['SIGTERM', 5],
  ['SIGTERM', 50],
])('%s while traffic is on its way back changes nothing of it (from %d %%)', async (then, share) => {
  const one = await interruptedAt({ call: weighed[share === 5 ? 0 : 1] as number, how: 'SIGINT', then })
  const { ended } = one
  web = one.web
  expect(ended.outputs).toMatchObject({ verdict: 'cancelled', remedy: 'reverted', 'live-service': 'web-blue' })
  expect(ended.log.match(/all traffic is back on web-blue/g)).toHaveLength(1)
  expect(await web.weights()).toEqual(onBlue)
  await endOfJob(one)
  const { services, requests, rules } = await standing(web)
  expect([services[1]?.slice(0, 2), rules.length, requests]).toEqual([[0, 0], 2, well])
  expect((await again(web)).outputs.verdict).toBe('finished')
  expect(await standing(web)).toEqual(usual)
})

test.each(['DescribeRules', 'RegisterScalableTarget', 'RemoveTags', 'UpdateService', 'DeleteRule'])(
  'SIGINT at %s of the job’s end leaves what the next run finishes',
  async operation => {
    const one = await interruptedAt({ call: weighed[1] as number, how: 'SIGINT' })
    web = one.web
    const end = startEnd(one)
    let met = 0
    const fault = web.sandbox.faults.order({
      operation,
      where() {
        met++
        end.child.kill('SIGINT')
        return true
      },
      effect: 'lost-answer',
    })
    await end.ended
    fault.cancel()
    expect([operation, met]).toEqual([operation, 1])
    expect([await web.weights(), (await standing(web)).requests]).toEqual([onBlue, well])
    const next = await again(web)
    expect(next.outputs).toMatchObject({ verdict: 'finished', 'live-service': 'web-green' })
    expect(await standing(web)).toEqual(usual)
  },
)
