// Where can a shift be interrupted, and what stands afterwards?
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type Colours, type ColoursOptions, colours } from './colours.ts'
import { someOf } from './cut-off.ts'
import type { Ended } from './play.ts'

/** Short bakes, judged by targets and tasks alone: what is tried at each call is not how long they take. */
const shortShift = {
  ...{ bake: '1m', 'keep-blue-for': '2m', 'smoke-request-timeout-seconds': '2' },
  ...{ 'max-error-rate': 'none', 'max-latency-p95': 'none', 'settle-seconds': '0' },
}

/** `then`: another signal, at the next write of the weights, which brings them back. */
export type Point = { call: number; how: 'SIGKILL' | 'SIGINT'; then?: 'SIGINT' | 'SIGTERM' }

export type Interrupted = {
  web: Colours
  ended: Ended
  /** The operation at which it was interrupted; undefined when there were fewer calls. */
  operation: string | undefined
  /** How many calls there were, and which. */
  calls: number
  made: string[]
  /** AWS time (ms) of the interruption. */
  at: number
  /** What the step kept for its `post`. */
  state: Record<string, string>
}

const steps = (web: Colours, revision: string): Record<string, string> => ({
  ...{ ...web.inputs, ...shortShift, 'task-definition': revision, 'smoke-urls': `${web.url}/healthz` },
})

/** A shift of a scaled pair under traffic, which is interrupted right after its nth call to AWS was carried out. */
export async function interruptedAt(point: Point, options: ColoursOptions = { scaled: [1, 8] }): Promise<Interrupted> {
  const web = await colours(options)
  const revision = await web.revise()
  web.sandbox.traffic.order({ to: web.loadBalancer, rps: 20 })
  const keeping = keepState()
  const made: string[] = []
  let operation: string | undefined
  let at = Number.NaN
  const begun = web.stage.start('blue-green-shift', { inputs: steps(web, revision), env: keeping.env })
  const fault = web.sandbox.faults.order({
    where(call) {
      if (call.service === 'github') return false
      made.push(call.operation)
      if (made.length > point.call && call.operation === 'ModifyRule' && point.then) begun.child.kill(point.then)
      if (made.length !== point.call) return false
      operation = call.operation
      at = web.clock.now()
      begun.child.kill(point.how)
      return point.how === 'SIGKILL'
    },
    effect: 'lost-answer',
  })
  const ended = await begun.ended
  fault.cancel()
  return { web, ended, operation, calls: made.length, made, at, state: keeping.end() }
}

/** Where a step keeps what its `post` is told: `env` for the step; `end` answers the variables of its `post`, once. */
export function keepState() {
  const folder = mkdtempSync(join(tmpdir(), 'state-'))
  const file = join(folder, 'state')
  writeFileSync(file, '')
  return {
    env: { GITHUB_STATE: file },
    end(): Record<string, string> {
      const kept = readFileSync(file, 'utf8').matchAll(/^([\w-]+)<<(\S+)\n([\s\S]*?)\n\2$/gm)
      rmSync(folder, { recursive: true })
      return Object.fromEntries([...kept].map(([, name = '', , value = '']) => [`STATE_${name}`, value]))
    },
  }
}

/** The end of the job: the action's `post`. */
export const endOfJob = (one: Pick<Interrupted, 'web' | 'state'>) => startEnd(one).ended
export const startEnd = ({ web, state }: Pick<Interrupted, 'web' | 'state'>) =>
  web.stage.start('blue-green-shift', {
    env: state,
    command: execArgv => [process.execPath, ...execArgv, resolve('dist/blue-green-shift/post.js')],
  })

/** The same step again, as a re-run of the job has it. */
export const again = (web: Colours, attempt = 2) =>
  web.stage.run('blue-green-shift', {
    inputs: steps(web, `${web.name}:2`),
    env: { GITHUB_RUN_ATTEMPT: String(attempt) },
  })

/** All that a shift may leave: rules, services, tags and scaling; and what became of the traffic. */
export async function standing(web: Colours) {
  // What ECS shows follows what it did by moments.
  await web.clock.advance(120_000)
  const services = await Promise.all((['blue', 'green'] as const).map(web.describe))
  const tagged = await web.elb('DescribeTags', { ResourceArns: [web.groups.blue, web.groups.green] })
  const { ScalableTargets = [] } = await web.call('application-autoscaling', 'DescribeScalableTargets', {
    ServiceNamespace: 'ecs',
  })
  const { failed, lost } = web.sandbox.traffic.ledger.sum()
  return {
    rules: (await web.rules()).map(one => [one.Priority, JSON.stringify(one.Actions)]),
    services: services.map(one => [one?.desiredCount, one?.runningCount, one?.taskDefinition.split('/').at(-1)]),
    tags: tagged.flatMap(one => (one as { Tags: { Key: string; Value: string }[] }).Tags),
    scaling: (ScalableTargets as Record<string, unknown>[]).map(one => [
      one.ResourceId,
      one.MinCapacity,
      one.SuspendedState,
    ]),
    requests: { failed, lost },
  }
}

/** So many parts of the boundaries between calls, for a test each. */
export const PARTS = Array.from({ length: process.env.CUT_POINTS === 'all' ? 32 : 8 }, (_, i) => i)

/** Boundaries of a part, which come right after that many calls. */
export const boundariesOf = (part: number, calls: number): number[] =>
  someOf(Array.from({ length: calls }, (_, i) => i + 1)).filter((_, i) => i % PARTS.length === part)
