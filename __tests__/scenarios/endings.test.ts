// Does every way for a release to end get its true verdict, early, with its cause?
import { describe, expect, test } from '@jest/globals'
import { type Ending, type Played, playEnding } from '../endings/ending.ts'
import { failed } from '../endings/failed.ts'
import { good } from '../endings/good.ts'
import { interrupted } from '../endings/interrupted.ts'
import { expectGolden } from '../golden.ts'

const endings: Record<string, Ending> = { ...good, ...failed, ...interrupted }
const played = new Map<string, Played>()

describe('a release ends', () => {
  test.each(Object.entries(endings))('%s', async (name, ending) => {
    const seen = await playEnding(ending)
    played.set(name, seen)
    const { ended } = seen
    const last = ended.log.trimEnd().split('\n').at(-1) ?? ''
    const { verdict = '', remedy = '', 'live-revision': live = '', cause = '' } = ended.outputs
    expect([verdict, remedy, live, last]).toEqual([
      ending.verdict,
      ending.remedy ?? 'none',
      ending.live,
      expect.stringMatching(ending.line ?? /./),
    ])
    expect(cause).toMatch(ending.cause ?? /^$/)
    if (ending.cause) expect(ended.outputs['next-step']).toMatch(/\.$/)
    expect(seen.after).toEqual(ending.after)
    expect(ended.code).toBe(['succeeded', 'nothing-to-do', 'progressing'].includes(ending.verdict) ? 0 : 1)
    if (ending.decidable) expect(lagOf(ending, seen)).toBeLessThanOrEqual(6)
    expect(pace(seen)).toBeLessThanOrEqual(20)
  })

  test('the verdict comes three seconds after it can be known, at the median', () => {
    const lags = [...played].flatMap(([name, seen]) => {
      const ending = endings[name] as Ending
      return ending.decidable ? [lagOf(ending, seen)] : []
    })
    expect(lags.toSorted((a, b) => a - b)[Math.floor(lags.length / 2)]).toBeLessThanOrEqual(3)
  })

  test('all of it on one page', () => {
    const rows = [...played].map(([name, seen]) => {
      const { outputs } = seen.ended
      const ending = endings[name] as Ending
      const minutes = ((seen.verdictAt - seen.startedAt) / 60_000).toFixed(1)
      // A signal comes at a moment of the machine's, not of AWS's, so what it interrupts has no figures.
      const figures = ending.decidable
        ? `; ${lagOf(ending, seen).toFixed(1)} s late; ${seen.calls.length} calls in ${minutes} min, ${pace(seen).toFixed(0)} a minute`
        : ''
      const { verdict = 'no verdict', remedy = 'none', 'live-revision': live = '', cause } = outputs
      return `${name}\n    ${verdict}, remedy ${remedy}, ${live || 'nothing'} is live${figures}\n${cause ? `    ${cause}\n` : ''}`
    })
    expectGolden('endings', rows.join('\n'))
  })
})

/** Seconds of AWS time from when it could be known until it was. */
const lagOf = ({ decidable }: Ending, seen: Played): number =>
  (seen.verdictAt - (decidable?.(seen) ?? Number.NaN)) / 1000

/** Answered calls a minute until the verdict, after those of the start: the service, its task definition, the update. */
function pace({ calls, startedAt, verdictAt }: Played): number {
  const until = calls.filter(one => one.time < verdictAt && one.status === 200).length
  return Math.max(0, until - 5) / Math.max(1, (verdictAt - startedAt) / 60_000)
}
