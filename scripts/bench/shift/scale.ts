// How do calls and cost of a shift grow with services, and between the engines?
import { colours, coloursIn } from '../../../__tests__/colours.ts'
import { playShift } from '../../../__tests__/shifts/shift.ts'

/** What a minute of watching costs: a runner's ($0.006, Linux, 2 cores) and CloudWatch's ($0.01 a thousand metrics). */
const [A_MINUTE, A_METRIC] = [0.006, 0.01 / 1000]

type Asked = { operation: string; input: unknown }

/** Pairs in one run, side by side, with the whole ladder of the defaults. */
async function pairs(many: number): Promise<{ minutes: number; calls: Asked[]; verdicts: string }> {
  const first = await colours({ name: 'web1' })
  try {
    const all = [first]
    for (let i = 2; i <= many; i++) all.push(await coloursIn(first.stage, { name: `web${i}` }))
    const services: Record<string, Record<string, string>> = {}
    for (const one of all) {
      services[one.name] = { 'listener-rule': one.rule, 'task-definition': await one.revise() }
      first.sandbox.traffic.order({ to: one.loadBalancer, rps: 40 })
    }
    await first.clock.advance(120_000)
    const begun = first.sandbox.journal.entries.length
    const start = first.clock.now()
    const ended = await first.stage.run('blue-green-shift', {
      inputs: { cluster: 'staging', services: JSON.stringify(services) },
      env: { AWS_SESSION_TOKEN: '' },
    })
    const calls = first.sandbox.journal.entries
      .slice(begun)
      .filter(one => one.account !== '' && one.service !== 'github')
    const verdicts = (JSON.parse(ended.outputs.results ?? '[]') as { verdict: string }[]).map(one => one.verdict)
    return {
      minutes: (first.clock.now() - start) / 60_000,
      calls,
      verdicts: [...new Set(verdicts)].join(', ') || (ended.log.trimEnd().split('\n').at(-1) ?? ''),
    }
  } finally {
    await first.close()
  }
}

async function byEcs(): Promise<{ minutes: number; calls: Asked[]; verdicts: string }> {
  const { ended, calls, seconds } = await playShift({
    inputs: { evidence: 'true', steps: '5, 100', bake: '45m, 60m', 'keep-blue-for': '60m' },
    world: ({ stage }) => void stage.sandbox.traffic.order({ account: '127214192604', to: 'web', rps: 40 }),
  })
  return { minutes: seconds / 60, calls, verdicts: ended.outputs.verdict ?? '' }
}

/** A line a way to shift; the most frequent calls, as quotas count them one by one. */
export async function scaleTable(): Promise<string> {
  const runs = [
    ['`alb`, one service', 1, await pairs(1)],
    ['`alb`, three side by side', 3, await pairs(3)],
    ['`alb`, ten side by side', 10, await pairs(10)],
    ['`ecs`, one service (5 %, then all)', 1, await byEcs()],
  ] as const
  return [
    '| engine | verdict | minutes | calls a minute | for one service | the most frequent, a minute | runner | CloudWatch |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...runs.map(([what, many, { minutes, calls, verdicts }]) => {
      const rate = (count: number) => (count / minutes).toFixed(1)
      const counts = new Map<string, number>()
      for (const one of calls) counts.set(one.operation, (counts.get(one.operation) ?? 0) + 1)
      const often = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 4)
      const metrics = calls
        .filter(one => one.operation === 'GetMetricData')
        .reduce(
          (sum, one) => sum + ((one.input as { MetricDataQueries?: unknown[] }).MetricDataQueries?.length ?? 0),
          0,
        )
      const words = often.map(([name, count]) => `${name} ${rate(count)}`).join(', ')
      return `| ${what} | ${verdicts} | ${minutes.toFixed(0)} | ${rate(calls.length)} | ${rate(calls.length / many)} | ${words} | $${(minutes * A_MINUTE).toFixed(2)} | $${(metrics * A_METRIC).toFixed(2)} |`
    }),
  ].join('\n')
}
