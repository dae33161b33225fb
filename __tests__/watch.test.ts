import { describe, expect, test } from '@jest/globals'
import { Failure, mayPass } from '../src/failure.ts'
import { type Clock, type Watch, watch } from '../src/watch.ts'

/** A clock on which waiting takes no time but the time that is waited. */
function countingClock() {
  let now = 0
  const waits: number[] = []
  const clock: Clock = {
    now: () => now,
    sleep: async ms => {
      waits.push(ms)
      now += ms
    },
  }
  return { clock, waits, at: () => now }
}

const passing = new Failure('throttled', { passing: true })
const watching = (more: Partial<Watch<number, string>>) => {
  const time = countingClock()
  const cancel = new AbortController()
  const looks: number[] = []
  const options: Watch<number, string> = {
    clock: time.clock,
    cancel: cancel.signal,
    until: 60_000,
    look: async () => looks.push(time.at()),
    judge: seen => (seen === 3 ? { judgement: 'done' } : { judgement: 'not yet', lookAgainIn: 4000 }),
    mayPass,
    ...more,
  }
  return { ...time, looks, cancel, result: () => watch(options) }
}

describe('the loop', () => {
  test('looks until the judgement is final', async () => {
    const { result, waits } = watching({})
    expect(await result()).toEqual({ judgement: 'done', ended: 'judged' })
    expect(waits).toEqual([4000, 4000])
  })

  test('takes its last look at the limit itself', async () => {
    const { result, looks } = watching({ until: 10_000, judge: () => ({ judgement: 'not yet', lookAgainIn: 4000 }) })
    expect(await result()).toEqual({ judgement: 'not yet', ended: 'time-is-up' })
    expect(looks).toEqual([0, 4000, 8000, 10_000])
  })

  test('believes a good end that the last look shows', async () => {
    const { result } = watching({ until: 8000 })
    expect(await result()).toEqual({ judgement: 'done', ended: 'judged' })
  })

  test('waits longer while looks fail in passing, but never past its limit', async () => {
    const told: unknown[] = []
    const { result, waits } = watching({
      look: () => Promise.reject(passing),
      onBlind: error => told.push(error),
    })
    expect(await result()).toEqual({ judgement: undefined, ended: 'time-is-up', blind: passing })
    expect(waits).toEqual([2000, 4000, 8000, 15_000, 15_000, 15_000, 1000])
    expect(told).toEqual([passing])
  })

  test('says when it can look again, and goes on at the old pace', async () => {
    const told: unknown[] = []
    let tries = 0
    const { result, waits } = watching({
      look: async () => {
        tries++
        if (tries < 3) throw passing
        return tries === 3 ? 1 : 3
      },
      onBlind: error => told.push(error),
    })
    expect(await result()).toEqual({ judgement: 'done', ended: 'judged' })
    expect(told).toEqual([passing, undefined])
    expect(waits).toEqual([2000, 4000, 4000])
  })

  test('ends at once with a failure that will not pass', async () => {
    const denied = new Failure('denied', { denied: 'ecs:DescribeServices' })
    await expect(watching({ look: () => Promise.reject(denied) }).result()).rejects.toBe(denied)
  })

  test('ends at once when cancelled, with what it knew', async () => {
    const { result, cancel, waits } = watching({
      judge: () => {
        cancel.abort()
        return { judgement: 'not yet', lookAgainIn: 4000 }
      },
    })
    expect(await result()).toEqual({ judgement: 'not yet', ended: 'cancelled' })
    expect(waits).toHaveLength(1)
  })

  test('a look that was cut off by the cancel is not a failure', async () => {
    const { result, cancel } = watching({
      look: async () => {
        cancel.abort()
        throw new Error('aborted')
      },
    })
    expect(await result()).toEqual({ judgement: undefined, ended: 'cancelled' })
  })
})
