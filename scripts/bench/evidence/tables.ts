// How do the simulated hours look in tables, and are the promises kept?
import { fewestUnlikely, visibleRate } from '../../../src/decisions/binomial.ts'
import { LEAST_BAD } from '../../../src/decisions/proof.ts'
import { EXPECTED, RATES, SLOW_RATES, SLOW_SHARES, TRUTHS } from './cells.ts'
import { quantile, share, type Tally } from './hours.ts'
import { HELD, OURS, UNGUARDED } from './rivals.ts'
import type { Cell, Simulations } from './run.ts'

const row = (cells: (string | number)[]) => `| ${cells.join(' | ')} |`
const table = (head: string[], rows: (string | number)[][]) =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n')

/** 0, 0.01 %, 4.6 %, 83 %. */
function percent(value: number): string {
  const shown = value * 100
  if (shown < 0.001) return '0'
  return `${shown >= 9.95 ? Math.round(shown) : shown >= 1 ? shown.toFixed(1) : Number(shown.toPrecision(1))} %`
}

/** How often it was rolled back and, where that is often, after how many minutes of it: median and 90th of a hundred. */
function show(tally: Tally): string {
  const found = percent(share(tally))
  const soon = share(tally) >= 0.01 ? ` (${quantile(tally, 0.5)}/${quantile(tally, 0.9)})` : ''
  const early = tally.early / tally.runs >= 0.01 ? `, ${percent(tally.early / tally.runs)} before` : ''
  return `${found}${soon}${early}`
}

const expected = ([often, median]: readonly [number, (number | undefined)?]): string =>
  `_${percent(often)}${median === undefined ? '' : ` (${median})`}_`

const find = (cells: Cell[], rate: number, truth: string): Cell =>
  cells.find(one => one.rate === rate && one.truth === truth) as Cell
const of = (cell: Cell, name: string): Tally => cell.tallies.get(name) as Tally

/** By requests a second on green: how often an hour is rolled back, of every rule, and what ours was designed to do. */
function hoursTable({ errors }: Simulations): string {
  const rates = RATES.filter(rate => errors.some(one => one.rate === rate))
  const rows = rates.flatMap(rate => {
    const cells = TRUTHS.map(truth => find(errors, rate, truth.title))
    const names = [...((cells[0] as Cell).tallies.keys() ?? [])]
    return [
      ...names.map((name, i) => [i === 0 ? `${rate}` : '', name, ...cells.map(cell => show(of(cell, name)))]),
      ['', '_designed_', ...TRUTHS.map(truth => expected(EXPECTED[rate]?.[truth.title] ?? [0]))],
    ]
  })
  return table(['requests a second', 'rule', ...TRUTHS.map(truth => truth.title)], rows)
}

/** With blue beside green, nineteen twentieths of the traffic. */
function controlTable({ shared, own }: Simulations): string {
  const rows = shared.map(cell => [
    cell.rate,
    show(of(cell, UNGUARDED)),
    show(of(cell, OURS)),
    percent(share(of(cell, HELD))),
    ...own.filter(one => one.rate === cell.rate).flatMap(one => [show(of(one, UNGUARDED)), show(of(one, OURS))]),
  ])
  const truths = [...new Set(own.map(one => one.truth))]
  return table(
    [
      'requests a second on green',
      'everybody 2 %, no control',
      'everybody 2 %, `proof`',
      'held and alerted',
      ...truths.flatMap(truth => [`${truth}, no control`, `${truth}, \`proof\``]),
    ],
    rows,
  )
}

/** 5 % of the requests may be slow. */
function slowTable({ slow }: Simulations): string {
  const rows = SLOW_RATES.flatMap(rate => {
    const cells = SLOW_SHARES.map(one => find(slow, rate, `${one * 100} %`))
    const names = [...(cells[0] as Cell).tallies.keys()]
    return names.map((name, i) => [i === 0 ? rate : '', name, ...cells.map(cell => show(of(cell, name)))])
  })
  return table(['requests a minute', 'rule', ...SLOW_SHARES.map(one => `${one * 100} % are slow`)], rows)
}

/** Each promise, the figure, and whether it is kept. */
function promisesTable({ errors, shared, own, slow }: Simulations): string {
  const ours = (rate: number, truth: string) => of(find(errors, rate, truth), OURS)
  const worst = (truth: string) => Math.max(...RATES.map(rate => share(ours(rate, truth))))
  const median = (rate: number, truth: string) => quantile(ours(rate, truth), 0.5)
  const slowest = (rate: number, truth: string) => quantile(of(find(slow, rate, truth), OURS), 0.5)
  const delays = own.map(one => quantile(of(one, OURS), 0.5) - quantile(of(one, UNGUARDED), 0.5))
  const late: [number, number][] = [
    [0.5, 5],
    [1, 4],
    [10, 3],
    [100, 3],
  ]
  const promises: [string, number, number, (value: number) => string][] = [
    ['hours at 0.1 % that are rolled back, at worst: at most 0.02 %', worst('healthy 0.1 %'), 0.0002, percent],
    ['the same at 0.25 %: at most 0.3 %', worst('0.25 %'), 0.003, percent],
    ['5 % errors, median minutes of data at 0.5 requests a second: at most 4', median(0.5, '5 %'), 4, String],
    ['at 1: at most 3', median(1, '5 %'), 3, String],
    ['at 10 and more: at most 2', Math.max(median(10, '5 %'), median(100, '5 %')), 2, String],
    ['1 % errors at 10: at most 6', median(10, '1 %'), 6, String],
    ['at 100: at most 2', median(100, '1 %'), 2, String],
    [
      '50 % errors at 0.5 and more: at most 1',
      Math.max(...RATES.slice(1).map(rate => median(rate, '50 %'))),
      1,
      String,
    ],
    [
      '5 % errors that begin at minute 30, beyond the figures above: at most 1',
      Math.max(...late.map(([rate, most]) => median(rate, '5 % from minute 30') - most + 1)),
      1,
      String,
    ],
    [
      'good releases taken back while everybody fails: at most 6 %',
      Math.max(...shared.map(one => share(of(one, OURS)))),
      0.06,
      percent,
    ],
    [
      'the same, where it was proven and neither held nor taken back: none',
      Math.max(...shared.map(one => share(of(one, UNGUARDED)) - share(of(one, HELD)))),
      0,
      percent,
    ],
    ['minutes that the control costs where green alone fails: none', Math.max(...delays), 0, String],
    [
      'hours with 3 % slow requests that are rolled back: at most 0.2 %',
      Math.max(...SLOW_RATES.map(rate => share(of(find(slow, rate, '3 %'), OURS)))),
      0.002,
      percent,
    ],
    ['10 % slow at 20 requests a minute, median minutes: at most 12', slowest(20, '10 %'), 12, String],
    ['at 200 and more: at most 3', Math.max(slowest(200, '10 %'), slowest(600, '10 %')), 3, String],
  ]
  return table(
    ['promise', 'figure', 'kept'],
    promises.map(([promise, figure, most, text]) => [promise, text(figure), figure <= most ? 'yes' : '**no**']),
  )
}

/** Cells of our rule that are not as designed: off by more than chance and the rounding of the design. */
export function unlikeDesigned({ errors }: Simulations): string[] {
  return errors.flatMap(cell => {
    const tally = of(cell, OURS)
    const [often, median] = EXPECTED[cell.rate]?.[cell.truth] ?? [0]
    const measured = share(tally)
    const rounding = often === 0 || often === 1 ? 0.0007 : often < 0.01 ? often / 2 : 0.006
    // Both are samples: the design's of 4,000 runs.
    const chance = 4 * Math.sqrt(Math.max(often * (1 - often), 1 / tally.runs) * (1 / tally.runs + 1 / 4000))
    const off = Math.abs(measured - often) > rounding + chance
    const slow = median !== undefined && Math.abs(quantile(tally, 0.5) - median) > Math.max(1, median * 0.25)
    return off || slow ? [`${cell.rate} rps, ${cell.truth}: ${show(tally)}, designed ${expected([often, median])}`] : []
  })
}

/** What so many requests on green can show, by the judge's own functions. */
function sightTable(): string {
  const rows = [45, 100, 300, 450, 600, 1000, 3000, 6000, 30_000].map(requests => {
    const needed = [0.01, 0.001, 0.0001].map(alpha => fewestUnlikely(requests, 0.005, alpha))
    const seen = visibleRate(requests, 0.005, 0.001, LEAST_BAD) ?? 1
    return [requests, needed.join(' / '), percent(seen), percent(0.995 ** requests)]
  })
  const head = [
    'requests',
    'errors that prove more than 0.5 %, at 99 / 99.9 / 99.99 %',
    'rate that is found nine times of ten',
    'chance of no error at the limit',
  ]
  return table(head, rows)
}

/** All of it, for the document. */
export const evidenceTables = (all: Simulations): string =>
  [
    '### An hour of errors, limit 0.5 %',
    hoursTable(all),
    '### With blue as a control',
    controlTable(all),
    '### An hour of slow requests, limit 5 %',
    slowTable(all),
    '### What so many requests can show',
    sightTable(),
    '### What is promised',
    promisesTable(all),
  ].join('\n\n')
