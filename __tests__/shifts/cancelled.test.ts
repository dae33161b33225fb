// Does a shift that is cancelled at any call leave the traffic where it says?
import { describe, expect, test } from '@jest/globals'
import { someOf } from '../cut-off.ts'
import { interrupt } from './interrupted.ts'

const unbroken = await interrupt(0, undefined)
const points = Array.from({ length: unbroken.calls - 1 }, (_, index) => index + 1)

describe('cancelled after call', () => {
  test.each(someOf(points))('%i', async nth => {
    const { ended, after, later, seconds } = await interrupt(nth, 'SIGINT')
    const { verdict, 'live-revision': live } = ended.outputs
    const last = ended.log.trimEnd().split('\n').at(-1)
    // A few calls and seconds: the runner kills what takes more than seven and a half.
    expect([later.length <= 14, seconds <= 7, last]).toEqual([true, true, expect.any(String)])
    if (verdict === undefined) {
      expect([ended.code, last, after.records]).toEqual([1, expect.stringMatching(/cancelled before anything/), 1])
      return
    }
    expect(['cancelled', 'finished']).toContain(verdict)
    expect(ended.code).toBe(verdict === 'finished' ? 0 : 1)
    expect([live, after.running, after.state]).toEqual([after.revision, 2, 'COMPLETED'])
    expect(after.percent).toBe(after.revision === 'web:2' ? 100 : 0)
    if (after.revision === 'web:1') expect(after.hooks).toEqual([])
  })
})

test('run again, a cancelled one waits until ECS has taken it back, and then goes all the way', async () => {
  const { ended, again, after } = await interrupt(Math.floor(unbroken.calls / 2), 'SIGINT', { rerun: true })
  expect(ended.outputs).toMatchObject({ verdict: 'cancelled', remedy: 'reverted', 'live-revision': 'web:1' })
  expect(again?.outputs.verdict).toBe('finished')
  expect(after).toEqual({ ...unbroken.after, records: 3 })
})
