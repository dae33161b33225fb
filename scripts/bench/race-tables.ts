// How does the race look in tables?
import { busiestMinute, callsBetween, grade, lag, median } from './judgement.ts'
import type { Run } from './race.ts'

const unique = (values: string[]) => [...new Set(values)]
const contestantsOf = (runs: Run[]) => unique(runs.map(one => one.contestant))
const row = (cells: (string | number)[]) => `| ${cells.join(' | ')} |`
const table = (head: string[], rows: (string | number)[][]) =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n')
const sign = (ms: number) => `${ms < 0 ? '−' : '+'}${(Math.abs(ms) / 1000).toFixed(1)} s`
const clockOf = (ms: number) =>
  `${Math.floor(ms / 60_000)}:${String(Math.floor((ms % 60_000) / 1000)).padStart(2, '0')}`
const defined = (values: (number | undefined)[]) => values.filter(value => value !== undefined)
const middle = (values: (number | undefined)[], show: (value: number) => string) => {
  const value = median(defined(values))
  return value === undefined ? '–' : show(value)
}

/** One line a contestant. */
export const standings = (runs: Run[]): string =>
  table(
    ['', 'right', 'wrong', 'no answer', 'cause named', 'lag: median', 'least', 'most', 'calls a run'],
    contestantsOf(runs).map(name => {
      const own = runs.filter(one => one.contestant === name)
      const count = (wanted: string) => own.filter(one => grade(one) === wanted).length
      const bad = own.filter(one => one.named !== undefined)
      const lags = lagsOf(own)
      return [
        name,
        `${count('right')} of ${own.length}`,
        count('wrong'),
        count('gave up'),
        `${bad.filter(one => one.named).length} of ${bad.length}`,
        middle(lags, sign),
        sign(Math.min(...lags)),
        sign(Math.max(...lags)),
        middle(
          own.map(one => one.calls.length),
          String,
        ),
      ]
    }),
  )

/** Lags (ms) of right answers where ECS decided. */
export const lagsOf = (runs: Run[]): number[] => defined(runs.filter(one => grade(one) === 'right').map(lag))

/** One line a scenario, one column a contestant. */
export const stories = (runs: Run[]): string =>
  table(
    ['the new revision …', 'ECS decides at', ...contestantsOf(runs)],
    unique(runs.map(one => one.scenario)).map(scenario => {
      const told = runs.filter(one => one.scenario === scenario)
      const decided = defined(told.map(one => one.decided?.at))
      return [
        scenario,
        decided.length > 0 ? middle(decided, clockOf) : 'never',
        ...contestantsOf(runs).map(name =>
          cell(
            told.filter(one => one.contestant === name),
            told,
          ),
        ),
      ]
    }),
  )

/** What one contestant made of one scenario: its answers, medians of lag and calls. */
function cell(own: Run[], told: Run[]): string {
  const answers = unique(own.map(one => `${one.answer} ${grade(one)}`)).map(answer => {
    const same = own.filter(one => `${one.answer} ${grade(one)}` === answer)
    const times = same.length < own.length ? ` (${same.length} of ${own.length})` : ''
    return `${shown(same[0] as Run)}${times}${when(same, told)}`
  })
  const named = own.every(one => one.named) ? ', named' : ''
  const calls = middle(
    own.map(one => one.calls.length),
    value => `${value} calls`,
  )
  return `${answers.join('; ')}${named}, ${calls}`
}

function shown(run: Run): string {
  const { answer, decided } = run
  if (answer === 'gave up') return '_no answer_'
  if (grade(run) === 'right') return answer
  return answer === 'green' && decided?.outcome === 'completed' ? '**green, too early**' : `**${answer}, wrong**`
}

/** Lag; from what ECS decides when it is left alone, where this contestant did not leave it alone. */
function when(same: Run[], told: Run[]): string {
  if (same[0]?.answer === 'gave up')
    return ` after ${middle(
      same.map(one => one.answeredAt),
      clockOf,
    )}`
  const lags = same.map(one => {
    const alone = told.find(other => other.phase === one.phase && other.decided)
    return lag(one.decided || !alone ? one : { ...one, decided: alone.decided })
  })
  return defined(lags).length > 0
    ? ` ${middle(lags, sign)}`
    : ` at ${middle(
        same.map(one => one.answeredAt),
        clockOf,
      )}`
}

/** Where nothing moves for minutes, and between which moments (ms). */
const REST = { scenario: /drain/, from: 120_000, to: 300_000 }
const STORM = /throttled/

/** What each asks of AWS a minute, for one service. */
export const rates = (runs: Run[]): string =>
  table(
    [
      '',
      'while it moves, on average',
      'in the hardest story',
      'in its busiest minute',
      'with what comes after',
      'while nothing moves',
    ],
    contestantsOf(runs).map(name => {
      const { moving, hardest, busiest, after, resting } = ratesOf(runs.filter(one => one.contestant === name))
      return [name, moving.toFixed(1), hardest.toFixed(1), busiest, after, resting.toFixed(1)]
    }),
  )

/**
 * Calls a minute: `moving` on average in a rollout that goes well, `hardest` in the one of all in which AWS answers that
 * asks most; `busiest` is the busiest minute of those, to the answer, and `after` to the end of the program.
 */
export function ratesOf(own: Run[]) {
  const plain = own.filter(one => one.scenario === own[0]?.scenario)
  const calm = own.filter(one => !STORM.test(one.scenario) && one.answeredAt > 0)
  const still = own.filter(one => REST.scenario.test(one.scenario))
  const average = (one: Run) => callsBetween(one, 0, one.answeredAt)
  return {
    moving: median(plain.map(average)) ?? Number.NaN,
    hardest: Math.max(...calm.map(average)),
    busiest: Math.max(
      ...calm.map(one => busiestMinute({ ...one, calls: one.calls.filter(at => at < one.answeredAt) })),
    ),
    after: Math.max(...calm.map(busiestMinute)),
    resting: median(still.map(one => callsBetween(one, REST.from, REST.to))) ?? Number.NaN,
  }
}
