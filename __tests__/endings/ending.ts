// How is one way for a release to end played, and what is then known of it?
import type { Decision, Moment } from '../../sandbox/aws/ecs/chronicle.ts'
import type { Script } from '../../sandbox/runtime/script.ts'
import type { SandboxOptions } from '../../sandbox/sandbox.ts'
import { type Ended, type Play, play, type Started } from '../play.ts'
import { type EcsService, type Scene, type SceneOptions, scene } from '../scene.ts'

/** What stands while a release is under way. `child` is the step's process. */
export type Given = { stage: Play; web: Scene; child?: Started['child'] }

export type Ending = {
  sandbox?: SandboxOptions
  scene?: SceneOptions
  /** Of the image that is released; by default it answers `v2`. */
  script?: Script
  container?: Record<string, unknown>
  /** The revision to release, where it is not a new one of `script`. */
  revision?: (given: Given) => Promise<string>
  /** What the world is before the step begins. */
  world?: (given: Given) => unknown
  /** What happens while it runs, by seconds from its start. */
  during?: [second: number, happens: (given: Given) => unknown][]
  inputs?: Record<string, string>
  env?: (given: Given) => Promise<Record<string, string>>

  verdict: string
  remedy?: string
  /** The output `cause`; every bad ending has one, with a next step, unless somebody else ended it. */
  cause?: RegExp
  /** The last line of the log. */
  line?: RegExp
  /** The output `live-revision`. */
  live: string
  /** What ECS has afterwards: the primary deployment's revision and its running tasks. Undefined: the service is gone. */
  after: { revision: string; running: number } | undefined
  /** AWS time (ms) at which the verdict could be known; undefined where nothing had to be waited for. */
  decidable?: (played: Played) => number
}

export type Played = {
  ended: Ended
  /** When the step began, and when ECS was asked for the first update (AWS ms). */
  startedAt: number
  updatedAt: number
  /** When the verdict was there. */
  verdictAt: number
  /** Of our deployment only. */
  decisions: Decision[]
  moments: Moment[]
  /** When our deployment's tasks began to run, the latest of those that still do. */
  upSince: number
  /** All calls to AWS until the end. */
  calls: { operation: string; time: number; status: number | undefined }[]
  after: { revision: string; running: number } | undefined
}

/** Plays an ending through the shipped bundle, in jump time. */
export async function playEnding(ending: Ending): Promise<Played> {
  const stage = await play(ending.sandbox)
  try {
    const web = await scene(stage.sandbox, ending.scene)
    const given: Given = { stage, web }
    const revision = ending.revision
      ? await ending.revision(given)
      : await web.revise(ending.script ?? { answers: [{ body: 'v2' }] }, ending.container)
    await ending.world?.(given)
    const startedAt = stage.clock.now()
    const step = {
      inputs: { cluster: 'staging', service: 'web', 'task-definition': revision, ...ending.inputs },
      env: (await ending.env?.(given)) ?? {},
    }
    const { child, ended: ending_ } = stage.start('ecs-deploy-wait', step)
    given.child = child
    for (const [second, happens] of ending.during ?? [])
      stage.clock.after(second * 1000, async () => {
        await happens(given)
      })
    return await told(given, await ending_, startedAt)
  } finally {
    await stage.close()
  }
}

async function told({ stage, web }: Given, ended: Ended, startedAt: number): Promise<Played> {
  const { sandbox, clock } = stage
  const [result] = JSON.parse(ended.outputs.results ?? '[]') as { deployment: string; endedAt: number }[]
  const verdictAt = result?.endedAt ?? clock.now()
  // What ECS shows follows what it did by a moment, and so does what the sandbox knows of it.
  await clock.advance(2000)
  const described = (await web.describe()) as EcsService | undefined
  const up = await upSince(stage, result?.deployment)
  await clock.advance(10_000)
  const mine = <T extends { deployment: string }>(all: T[]) => all.filter(one => one.deployment === result?.deployment)
  const calls = sandbox.journal
    .calls({})
    .filter(one => one.service !== 'github' && one.time >= startedAt)
    .map(({ operation, time, status }) => ({ operation, time, status }))
  const primary =
    described?.status === 'ACTIVE' ? described.deployments.find(one => one.status === 'PRIMARY') : undefined
  return {
    ended,
    startedAt,
    updatedAt: calls.find(one => one.operation === 'UpdateService')?.time ?? startedAt,
    verdictAt,
    decisions: mine(sandbox.ecs.decisions()),
    moments: mine(sandbox.ecs.moments()),
    upSince: up,
    calls,
    after: primary && {
      revision: primary.taskDefinition.split('/').at(-1) ?? '',
      running: primary.runningCount,
    },
  }
}

async function upSince({ sandbox }: Play, deployment: string | undefined): Promise<number> {
  const { taskArns } = await sandbox.call('staging', 'ecs', 'ListTasks', { cluster: 'staging' })
  if ((taskArns as string[]).length === 0) return 0
  const { tasks } = await sandbox.call('staging', 'ecs', 'DescribeTasks', { cluster: 'staging', tasks: taskArns })
  const ours = (tasks as { startedBy?: string; startedAt?: Date | string }[]).filter(
    one => one.startedBy === deployment,
  )
  return Math.max(0, ...ours.map(one => (one.startedAt ? new Date(one.startedAt).getTime() : 0)))
}

/** When ECS decided how our deployment ended. */
export const whenEcsDecided = ({ decisions }: Played): number => decisions[0]?.at ?? Number.NaN

/** When ECS called it complete and each task had been up for so many seconds. */
export const whenUpFor =
  (seconds: number) =>
  (played: Played): number =>
    Math.max(whenEcsDecided(played), played.upSince + seconds * 1000)

/** When the reason of the nth task that ended could be read. */
export const whenTasksEnded =
  (count: number) =>
  ({ moments }: Played): number =>
    moments.filter(one => one.what === 'stopping')[count - 1]?.at ?? Number.NaN

/** So many seconds after the update, or after the step began. */
export const afterUpdate =
  (seconds: number) =>
  ({ updatedAt }: Played): number =>
    updatedAt + seconds * 1000
export const afterStart =
  (seconds: number) =>
  ({ startedAt }: Played): number =>
    startedAt + seconds * 1000
