// What do shifts cost, how safe are they for those who ask, and how soon do they go back?
import { type Order, type Shifted, shiftOnce } from './run.ts'

/** The ladder of the defaults, with an hour to the end. */
const LADDER = { steps: '5, 50, 100', bake: '15m, 30m, 60m', keepBlueFor: '60m' }
/** A quick one, for many runs. */
const QUICK = { steps: '5, 50, 100', bake: '3m, 3m, 3m', keepBlueFor: '2m' }

const usual = { seed: 1, rps: 40, propagation: 60_000 }

/** The whole ladder of the defaults: when the weights change, what it asks of AWS, what it costs. */
export async function ladderTable(): Promise<string> {
  const one = await shiftOnce({ ...usual, ...LADDER })
  const all = [...one.calls.values()].reduce((sum, many) => sum + many, 0)
  const often = [...one.calls].sort((a, b) => b[1] - a[1]).slice(0, 8)
  return [
    '| | |',
    '| --- | --- |',
    `| verdict | ${one.verdict} |`,
    `| green’s weight, at seconds after the first one | ${one.weights.map(({ second, green }) => `${green} % at ${second}`).join(', ')} |`,
    `| minutes in all | ${one.minutes.toFixed(1)} |`,
    `| requests, lost, failed | ${one.requests}, ${one.lost}, ${one.failed} |`,
    `| calls of AWS | ${all}, ${(all / one.minutes).toFixed(1)} a minute |`,
    `| the most frequent | ${often.map(([name, many]) => `${name} ${many}`).join(', ')} |`,
    `| metrics asked for | ${one.metrics}, $${((one.metrics * 0.01) / 1000).toFixed(3)} at [$0.01 a thousand](https://aws.amazon.com/cloudwatch/pricing/) |`,
    `| blue’s tasks after it lost its traffic | kept for ${one.keptFor?.toFixed(0)} s |`,
  ].join('\n')
}

/** Many shifts and ways back, each with a seed of its own, and what those who asked have lost. */
export async function safetyTable(times: number, onRun: () => void): Promise<string> {
  const kinds: [string, (seed: number) => Omit<Order, 'seed' | 'rps' | 'propagation'>][] = [
    ['good', () => QUICK],
    ['good, sticky clients', () => ({ ...QUICK, sticky: 300 })],
    [
      'cancelled',
      seed => ({ ...QUICK, cancel: { at: [5, 50, 100][seed % 3] as number, seconds: 10 + ((seed * 37) % 160) } }),
    ],
    ['harmful', seed => ({ ...QUICK, harm: { errorRate: 0.2, after: (seed * 53) % 120 } })],
  ]
  const lines = await Promise.all(
    kinds.map(async ([kind, order], turn) => {
      const runs: Shifted[] = []
      for (let i = 0; i < times / kinds.length; i++) {
        const seed = 1 + i * kinds.length + turn
        runs.push(await shiftOnce({ seed, rps: 200, propagation: 60_000, ...order(seed) }))
        onRun()
      }
      const count = (of: (one: Shifted) => number) => runs.reduce((sum, one) => sum + of(one), 0)
      const verdicts = [...new Set(runs.map(one => one.verdict))].sort().join(', ')
      const kept = Math.min(...runs.flatMap(one => one.keptFor ?? []))
      return `| ${kind} | ${runs.length} | ${verdicts} | ${count(one => one.requests)} | ${count(one => one.lost)} | ${count(one => one.failed)} | ${Number.isFinite(kept) ? `${kept.toFixed(0)} s` : ''} |`
    }),
  )
  return [
    '| shifts | runs | verdicts | requests | lost | failed by green itself | least time a side kept its tasks |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...lines,
  ].join('\n')
}

/** How soon a fault is undone, by how bad it is and how much there is to see. */
export async function reactionTable(): Promise<string> {
  const cases: [string, Partial<Order>][] = [
    ['5 % of 200 rps, half of green’s answers fail from the start', { rps: 200, harm: { errorRate: 0.5, after: 0 } }],
    ['5 % of 200 rps, 5 % fail from minute 3', { rps: 200, harm: { errorRate: 0.05, after: 180 } }],
    ['5 % of 40 rps, 5 % fail from minute 3', { rps: 40, harm: { errorRate: 0.05, after: 180 } }],
    ['5 % of 10 rps, half fail from the start', { rps: 10, harm: { errorRate: 0.5, after: 0 } }],
  ]
  const lines: string[] = []
  for (const [what, more] of cases) {
    const one = await shiftOnce({ ...usual, ...LADDER, propagation: 5000, ...more })
    lines.push(
      `| ${what} | ${one.verdict} | ${one.reactedAfter?.toFixed(0)} s | ${one.writesUntilSafe} | ${one.failed} of ${one.requests} |`,
    )
  }
  return [
    '| fault | verdict | from the fault to the write | writes until all traffic is on blue | failed requests |',
    '| --- | --- | --- | --- | --- |',
    ...lines,
  ].join('\n')
}
