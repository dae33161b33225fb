// Does ecs-deploy-wait keep to its budget?
import { grade, median } from './judgement.ts'
import type { Run } from './race.ts'
import { lagsOf, ratesOf } from './race-tables.ts'

/** Each promise, the figure, and whether it is kept. Seconds of lag; calls a minute for one service. */
export function budget(runs: Run[], name: string): string {
  const own = runs.filter(one => one.contestant === name)
  const lags = lagsOf(own).map(ms => ms / 1000)
  const { moving, hardest, busiest, resting } = ratesOf(own)
  const lines: [string, number, boolean][] = [
    [
      'wrong or missing answers: none',
      own.filter(one => grade(one) !== 'right').length,
      own.every(one => grade(one) === 'right'),
    ],
    ['lag at the median: at most 3 s', median(lags) ?? Number.NaN, (median(lags) ?? Number.NaN) <= 3],
    ['lag at worst: at most 6 s', Math.max(...lags), Math.max(...lags) <= 6],
    ['calls a minute while it moves, on average: at most 20', moving, moving <= 20],
    ['the same in the hardest story: at most 20', hardest, hardest <= 20],
    ['calls in the busiest minute: at most 20', busiest, busiest <= 20],
    ['calls a minute while nothing moves: fewer', resting, resting < moving],
  ]
  const rows = lines.map(
    ([promise, figure, kept]) => `| ${promise} | ${Number(figure.toFixed(1))} | ${kept ? 'yes' : '**no**'} |`,
  )
  return ['| budget | figure | kept |', '| --- | --- | --- |', ...rows].join('\n')
}
