import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { periodsToRead } from '../../src/decisions/metric-plan.ts'
import { closePeriods, MINUTE, nextPeriod, oldestAwaited, type Read } from '../../src/decisions/minutes.ts'
import { START } from './watched.ts'

type Value = { n: number }

/** A read so many seconds after the start, of the first so many minutes, with what it has by minute. */
const read = (seconds: number, minutes: number, has: Record<number, number>): Read<Value> => ({
  at: START + seconds * 1000,
  from: START,
  to: START + minutes * MINUTE,
  values: Object.entries(has).map(([i, n]) => ({ at: START + Number(i) * MINUTE, n })),
})
const shown = (values: readonly { at: number; n: number }[]) =>
  Object.fromEntries(values.map(({ at, n }) => [(at - START) / MINUTE, n]))

describe('a minute', () => {
  test.each<[string, Read<Value>[], closed: Record<number, number>, open: Record<number, number>, until: number]>([
    ['is not there before anything was read', [], {}, {}, 0],
    ['is nothing yet within a minute of its end', [read(110, 1, { 0: 5 }), read(119, 1, { 0: 5 })], {}, {}, 0],
    ['is open when it was read once', [read(120, 1, { 0: 5 })], {}, { 0: 5 }, 0],
    ['is closed when two reads had the same', [read(120, 1, { 0: 5 }), read(135, 1, { 0: 5 })], { 0: 5 }, {}, 1],
    ['is open when it grew', [read(120, 1, { 0: 5 }), read(135, 1, { 0: 9 })], {}, { 0: 9 }, 0],
    [
      'is closed when it has grown no more',
      [read(120, 1, { 0: 5 }), read(135, 1, { 0: 9 }), read(150, 1, { 0: 9 })],
      { 0: 9 },
      {},
      1,
    ],
    [
      'stays closed when it changes late, and is what was read last',
      [read(120, 1, { 0: 5 }), read(135, 1, { 0: 5 }), read(240, 1, { 0: 7 })],
      { 0: 7 },
      {},
      1,
    ],
    [
      'is not closed by having been nothing twice',
      [read(120, 1, {}), read(135, 1, {}), read(150, 1, { 0: 5 }), read(165, 1, { 0: 9 })],
      {},
      { 0: 9 },
      0,
    ],
    [
      'is what it was, when nothing more is told of it',
      [read(120, 1, { 0: 5 }), read(135, 1, { 0: 5 }), read(150, 1, {})],
      { 0: 5 },
      {},
      1,
    ],
    ['is closed without requests', [read(120, 1, {}), read(135, 1, {})], {}, {}, 1],
    ['may come after all', [read(120, 1, {}), read(135, 1, {}), read(150, 1, { 0: 5 })], {}, { 0: 5 }, 0],
    ['is not closed by the same read twice', [read(120, 1, { 0: 5 }), read(120, 1, { 0: 5 })], {}, { 0: 5 }, 0],
    [
      'is closed by itself, not by those before it',
      [read(185, 2, { 0: 5, 1: 3 }), read(200, 2, { 0: 6, 1: 3 })],
      { 1: 3 },
      { 0: 6 },
      2,
    ],
  ])('%s', (_, reads, closed, open, until) => {
    const found = closePeriods(reads, START)
    expect([shown(found.closed), shown(found.open), (found.until - START) / MINUTE]).toEqual([closed, open, until])
  })

  test('before the beginning does not count', () => {
    const reads = [read(300, 3, { 0: 1, 1: 2, 2: 3 }), read(315, 3, { 0: 1, 1: 2, 2: 3 })]
    expect(shown(closePeriods(reads, START + 2 * MINUTE).closed)).toEqual({ 2: 3 })
  })

  test('of five is closed like one of one', () => {
    const reads = [read(361, 5, { 0: 5 }), read(376, 5, { 0: 5 })]
    expect(shown(closePeriods(reads, START, 5 * MINUTE).closed)).toEqual({ 0: 5 })
    expect(closePeriods([read(359, 5, { 0: 5 }), read(361, 5, { 0: 5 })], START, 5 * MINUTE).closed).toEqual([])
  })

  test('that counts first begins after the release has settled', () => {
    expect(nextPeriod(START)).toBe(START)
    expect(nextPeriod(START + 1)).toBe(START + MINUTE)
    expect(nextPeriod(START + 61_000, 5 * MINUTE)).toBe(START + 5 * MINUTE)
  })
})

describe('what is late', () => {
  const awaited = (seconds: number, came: Record<number, number>) => {
    const known = new Map(Object.entries(came).map(([i, at]) => [START + Number(i) * MINUTE, START + at * 1000]))
    const oldest = oldestAwaited(known, { since: START, now: START + seconds * 1000 })
    return oldest === undefined ? undefined : (oldest - START) / MINUTE
  }

  test.each<[string, seconds: number, came: Record<number, number>, oldest: number | undefined]>([
    ['nothing before a minute is over', 59, {}, undefined],
    ['all that had nothing yet', 600, {}, 0],
    ['but no more after twenty minutes', 25 * 60, {}, 5],
    ['a gap in between', 1000, { 0: 130, 1: 190, 3: 310 }, 2],
    ['what came lately, as it may still grow', 600, { 0: 400, 1: 400, 2: 400, 3: 400, 4: 400 }, 0],
    ['nothing that has come and had its time', 600, { 0: 130, 1: 190, 2: 250, 3: 290, 4: 299 }, 5],
  ])('is %s', (_, seconds, came, oldest) => expect(awaited(seconds, came)).toBe(oldest))

  test('is counted, however late it is, up to quarter of an hour', () => {
    const look = fc.record({ late: fc.integer({ min: 0, max: 15 * 60 }), every: fc.integer({ min: 5, max: 60 }) })
    fc.assert(
      fc.property(look, ({ late, every }) => {
        const came = new Map<number, number>()
        const reads: Read<Value>[] = []
        const lasts = 40 * 60
        for (let now = START; now < START + lasts * 1000; now += every * 1000) {
          const usual = periodsToRead(now, reads.at(-2)?.to ?? START)
          const from = Math.min(usual.from, oldestAwaited(came, { since: START, now }) ?? usual.from)
          const values: { at: number; n: number }[] = []
          for (let at = Math.max(from, START); at < usual.to; at += MINUTE)
            if (at + MINUTE + late * 1000 <= now) values.push({ at, n: 1 })
          for (const { at } of values) if (!came.has(at)) came.set(at, now)
          reads.push({ at: now, from, to: usual.to, values })
        }
        const due = Math.floor((lasts - late) / 60) - 4
        expect(closePeriods(reads, START).closed.length).toBeGreaterThanOrEqual(due)
      }),
    )
  })
})
