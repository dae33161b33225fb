import { beforeAll, expect, test } from '@jest/globals'
import type { Ended } from '../play.ts'
import { again, boundariesOf, endOfJob, type Interrupted, interruptedAt, PARTS, standing } from '../shift-points.ts'

const lastLine = ({ log }: Ended) => log.trimEnd().split('\n').at(-1) ?? ''

let usual: Awaited<ReturnType<typeof standing>>
let calls: number
beforeAll(async () => {
  const unbroken = await interruptedAt({ call: Number.POSITIVE_INFINITY, how: 'SIGINT' })
  calls = unbroken.calls
  usual = await standing(unbroken.web)
  await unbroken.web.close()
})

/** What must be when the process has ended: once the last step was watched and is well, traffic may stay where it is. */
async function expectSafe({ web, ended, at, operation }: Interrupted, call: number): Promise<boolean> {
  const weights = await web.weights()
  const well = /100 % is well/.test(ended.log)
  const stays = well && weights['web-green'] === 100
  const seen = [call, operation, ended.outputs.verdict, ended.outputs['live-service'], ended.code]
  if (stays && ended.outputs.verdict === 'finished') expect(ended.code).toBe(0)
  else {
    expect(seen).toEqual([call, operation, 'cancelled', stays ? 'web-green' : 'web-blue', 1])
    expect(lastLine(ended)).toMatch(/^Error: ✗ Cancelled/)
  }
  expect([call, weights]).toEqual([
    call,
    stays ? { 'web-blue': 0, 'web-green': 100 } : expect.objectContaining({ 'web-blue': 100 }),
  ])
  // The runner gives 7.5 seconds; what counts is done in five.
  expect(web.clock.now() - at).toBeLessThan(7_000)
  for (const { time } of web.sandbox.journal.calls({ operation: 'ModifyRule' })) expect(time - at).toBeLessThan(5_000)
  return stays
}

test.each(PARTS)(
  'cancelled right after any call, all traffic is on one side, and the rest is tidied up (%d)',
  async part => {
    const boundaries = boundariesOf(part, calls)
    expect(boundaries.length).toBeGreaterThan(2)
    for (const call of boundaries) {
      const one = await interruptedAt({ call, how: 'SIGINT' })
      const { web } = one
      const stays = await expectSafe(one, call)
      await endOfJob(one)
      const tidy = await standing(web)
      const suspended = (all: typeof usual) => all.scaling.map(([, , what]) => what)
      expect([call, tidy.requests, suspended(tidy)]).toEqual([call, { failed: 0, lost: 0 }, suspended(usual)])
      if (!stays)
        expect([call, tidy.services, tidy.rules.length]).toEqual([
          call,
          [
            [2, 2, 'web:1'],
            [0, 0, expect.any(String)],
          ],
          2,
        ])
      expect((await again(web)).code).toBe(0)
      expect([call, await standing(web)]).toEqual([call, usual])
      await web.close()
    }
  },
)
