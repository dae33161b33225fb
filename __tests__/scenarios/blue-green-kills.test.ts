import { beforeAll, expect, test } from '@jest/globals'
import { again, boundariesOf, interruptedAt, PARTS, standing } from '../shift-points.ts'

let usual: Awaited<ReturnType<typeof standing>>
let calls: number
beforeAll(async () => {
  const unbroken = await interruptedAt({ call: Number.POSITIVE_INFINITY, how: 'SIGKILL' })
  calls = unbroken.calls
  usual = await standing(unbroken.web)
  await unbroken.web.close()
})

test('a shift that nobody interrupts leaves green with all of the traffic, and nothing of its own', () => {
  expect(calls).toBeGreaterThan(60)
  const awake = expect.objectContaining({ DynamicScalingInSuspended: false, ScheduledScalingSuspended: false })
  expect(usual).toMatchObject({
    rules: [
      ['10', expect.stringMatching(/web-blue[^}]*"Weight":0.*web-green[^}]*"Weight":100/)],
      ['default', expect.anything()],
    ],
    services: [
      [0, 0, 'web:1'],
      [2, 2, 'web:2'],
    ],
    scaling: [
      ['service/staging/web-blue', 0, awake],
      ['service/staging/web-green', 1, awake],
    ],
    requests: { failed: 0, lost: 0 },
  })
})

test.each(PARTS)('killed right after any call, and run again, it ends as if nothing had happened (%d)', async part => {
  const boundaries = boundariesOf(part, calls)
  expect(boundaries.length).toBeGreaterThan(2)
  for (const call of boundaries) {
    const { web, ended, operation } = await interruptedAt({ call, how: 'SIGKILL' })
    const second = await again(web)
    const { code, outputs } = second
    expect([call, operation, ended.code, code, outputs.verdict]).toEqual([
      ...[call, expect.any(String), null, 0],
      call === calls ? 'nothing-to-do' : 'finished',
    ])
    expect([call, operation, await standing(web)]).toEqual([call, operation, usual])
    await web.close()
  }
})
