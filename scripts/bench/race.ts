// What becomes of each contestant in each scenario, and when did ECS itself know?
import { type Ended, type Play, play } from '../../__tests__/play.ts'
import { scene } from '../../__tests__/scene.ts'
import type { Contestant } from './contestants.ts'
import type { Scenario } from './scenarios.ts'

/** One contestant in one scenario, once; times in milliseconds from its start. */
export type Run = {
  contestant: string
  scenario: string
  phase: number
  /** `gave up`: its time ran out. */
  answer: 'green' | 'red' | 'gave up'
  answeredAt: number
  /** When the program ended: later than its answer when it first brought the earlier revision back. */
  endedAt: number
  /** What ECS made of the deployment; nothing when it would go on trying for ever, or the contestant undid it before. */
  decided: { outcome: 'completed' | 'failed' | 'superseded'; at: number } | undefined
  /** When the last new task had become healthy, of a deployment that ECS completed. */
  servingAt: number | undefined
  /** Whether a scenario that ends badly was explained. */
  named: boolean | undefined
  /** AWS calls, when each was answered. */
  calls: number[]
  log: string
}

/** Starts at other places between two looks of ECS's scheduler, which looks every 5 s (ms). */
const PHASES = [0, 1300, 2600, 3900]

/** After a contestant has gone, ECS gets this long (ms) to decide. */
const PATIENCE = 3_600_000

/** Lets everybody deploy in every scenario, each alone in a sandbox of its own, once a phase. */
export async function race(all: Contestant[], scenarios: Scenario[], onRun: (run: Run) => void): Promise<Run[]> {
  const runs: Run[] = []
  for (const scenario of scenarios)
    for (const contestant of all)
      for (const phase of PHASES) {
        const run = await runOnce(contestant, scenario, phase)
        runs.push(run)
        onRun(run)
      }
  return runs
}

async function runOnce(contestant: Contestant, scenario: Scenario, phase: number): Promise<Run> {
  const stage = await play()
  try {
    const step = await prepare(stage, contestant, scenario, phase)
    const { clock, sandbox } = stage
    const earlier = new Set(sandbox.ecs.decisions().map(one => one.deployment))
    const startedAt = clock.now()
    const ended = await stage.run('', { ...step, env: { ...step.env, CHANCE: String(phase + 1) } })
    const endedAt = clock.now()
    const wayBackAt = wayBack(stage)
    const decided = await decision(stage, earlier, wayBackAt)
    const healthy = sandbox.ecs
      .moments()
      .filter(one => one.deployment === decided?.deployment && one.what === 'healthy')
    return {
      contestant: contestant.name,
      scenario: scenario.name,
      phase,
      answer: answerOf(ended),
      answeredAt: Math.min(wayBackAt, endedAt) - startedAt,
      endedAt: endedAt - startedAt,
      decided: decided && { outcome: decided.outcome, at: decided.at - startedAt },
      servingAt: decided?.outcome === 'completed' ? (healthy.at(-1)?.at ?? 0) - startedAt : undefined,
      named: scenario.cause?.test(ended.log),
      calls: sandbox.journal.entries.map(({ time }) => time - startedAt),
      log: ended.log,
    }
  } finally {
    await stage.close()
  }
}

/** Sets the scene up to the moment at which the contestant starts. */
async function prepare(stage: Play, contestant: Contestant, scenario: Scenario, phase: number) {
  const { clock, sandbox } = stage
  const web = await scene(sandbox, scenario.scene)
  const image = scenario.image?.(web)
  const revision = await web.revise(scenario.script ?? { answers: [{ body: 'v2' }] }, image ? { image } : {})
  await clock.advance(phase)
  // A change is shown at once, unless the scenario is about that: a waiter that asks within the instant would be lost.
  sandbox.ecs.propagation({ ms: 0 })
  await scenario.before?.(stage, web)
  for (const [second, act] of scenario.meanwhile ?? [])
    clock.after(second * 1000 + phase, async () => {
      await act(stage, web)
    })
  return contestant.step(revision, await definitionOf(stage, revision))
}

const REGISTERED = [
  'family',
  'networkMode',
  'requiresCompatibilities',
  'cpu',
  'memory',
  'executionRoleArn',
  'containerDefinitions',
]

/** The file that a revision was registered from. */
async function definitionOf({ sandbox }: Play, revision: string): Promise<Record<string, unknown>> {
  const { taskDefinition } = await sandbox.call('staging', 'ecs', 'DescribeTaskDefinition', {
    taskDefinition: revision,
  })
  return Object.fromEntries(Object.entries(taskDefinition as object).filter(([member]) => REGISTERED.includes(member)))
}

/** When the contestant itself began to undo its deployment: from then on ECS decides nothing of its own. */
function wayBack({ sandbox }: Play): number {
  const changes = sandbox.journal.entries.filter(
    ({ operation, status }) => ['UpdateService', 'StopServiceDeployment'].includes(operation) && status === 200,
  )
  return changes[1]?.time ?? Number.POSITIVE_INFINITY
}

/** ECS's own decision on the contestant's deployment, the first one that was new. */
async function decision({ clock, sandbox }: Play, earlier: Set<string>, before: number) {
  const own = () => sandbox.ecs.decisions().find(one => !earlier.has(one.deployment) && one.at < before)
  const until = Math.min(before, clock.now() + PATIENCE)
  while (!own() && clock.now() < until) await clock.advance(5000)
  return own()
}

function answerOf({ code, log, outputs }: Ended): Run['answer'] {
  if (code === 0) return 'green'
  return outputs.verdict === 'timed-out' || /Max attempts exceeded|Waiter has timed out/.test(log) ? 'gave up' : 'red'
}
