import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type DecisionLine, type Header, judgeSightings, replay } from '../../src/decisions/decision-lines.ts'
import type { Sighting } from '../../src/decisions/sightings.ts'
import { anyStory } from './any-watch.ts'
import { minute, reads, rules, START } from './watched.ts'

const header: Header = { kind: 'watch', version: 1, begun: START, rules }

/** A watch that judges after each sighting, as it is written down. */
function record(sightings: readonly Sighting[]): string {
  const lines = sightings.map((one, i): DecisionLine => {
    const bakeEndsAt = START + 3_600_000
    const said = judgeSightings(sightings.slice(0, i + 1), header, one.at, bakeEndsAt)
    return { kind: 'decision', at: one.at, bakeEndsAt, saw: [one], said }
  })
  return [header, ...lines].map(one => JSON.stringify(one)).join('\n')
}

describe('a watch that was written down', () => {
  test('is judged again as it was, whatever was seen', () => {
    fc.assert(
      fc.property(anyStory, ({ sightings }) => {
        const again = replay(record(sightings))
        expect('decisions' in again && again.decisions.every(one => one.same)).toBe(true)
        expect('decisions' in again && again.decisions).toHaveLength(sightings.length)
      }),
      { numRuns: 50 },
    )
  })

  test('can be judged by other rules', () => {
    const text = record(reads([minute(0, 60, 3), minute(1, 60, 3)]))
    const again = replay(text, { ...rules, maxErrorRate: 0.1 })
    expect('decisions' in again && again.decisions.at(-1)).toMatchObject({
      recorded: { state: 'harmful' },
      judged: { state: 'watching' },
      same: false,
    })
  })

  test.each([
    ['', 'it does not begin with the line of a watch that this version can read'],
    ['{"kind":"watch","version":2}', 'it does not begin with the line of a watch that this version can read'],
    ['{', 'line 1 is not JSON'],
    [`${JSON.stringify(header)}\n\nno`, 'line 3 is not JSON'],
    [`${JSON.stringify(header)}\n{"kind":"else"}`, 'decision 1 of it is not one'],
    [`${JSON.stringify(header)}\nnull`, 'decision 1 of it is not one'],
  ])('%j is refused', (text, problem) => {
    expect(replay(text)).toEqual({ problem })
  })
})
