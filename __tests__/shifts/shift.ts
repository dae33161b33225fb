// How is a shift by ECS played, and what is then true of it?
import type { Script } from '../../sandbox/runtime/script.ts'
import type { SandboxOptions } from '../../sandbox/sandbox.ts'
import { type Ended, type Play, play, type Started } from '../play.ts'
import { type Scene, type SceneOptions, scene } from '../scene.ts'

export type Fields = Record<string, unknown>

/** What stands while a shift is under way. */
export type Given = {
  stage: Play
  web: Scene
  start(inputs?: Record<string, string>, env?: Record<string, string>): Started
  child?: Started['child']
}

export type Shift = {
  sandbox?: SandboxOptions
  /** More of the deployment configuration; by default 10 %, then all, and a minute of bake. */
  deployment?: NonNullable<SceneOptions['deployment']>
  scene?: SceneOptions
  /** Of the image that is released; by default it answers `v2`. */
  script?: Script
  inputs?: Record<string, string>
  env?: (given: Given) => Promise<Record<string, string>>
  /** What the world is before the step begins. */
  world?: (given: Given) => unknown
  /** When all has come to rest. */
  after?: (given: Given) => unknown
  /** What happens while it runs, by seconds from its start. */
  during?: [second: number, happens: (given: Given) => unknown][]
}

export type Played = {
  ended: Ended
  last: string
  /** Percent of production that the rule sent to the new revision, each time it changed, with seconds since the start. */
  shares: [second: number, percent: number][]
  /** What ECS has when all has come to rest. */
  after: After
  calls: { operation: string; second: number; input: Fields; status: number | undefined }[]
  seconds: number
}

export type After = {
  revision: string
  running: number
  state: string
  percent: number
  /** Status of the newest service deployment, and how many there are. */
  record: string
  records: number
  hooks: unknown[]
}

export const canary = {
  strategy: 'CANARY' as const,
  canaryConfiguration: { canaryPercent: 10, canaryBakeTimeInMinutes: 0 },
  bakeTimeInMinutes: 1,
}

export const call = ({ stage }: Pick<Given, 'stage'>, operation: string, input: Fields) =>
  stage.sandbox.call('staging', 'ecs', operation, { cluster: 'staging', ...input })

/** Pause hooks that the service has before the release comes. */
export const withHooks = (lifecycleHooks: Fields[]) => (given: Pick<Given, 'stage'>) =>
  call(given, 'UpdateService', { service: 'web', deploymentConfiguration: { lifecycleHooks } })

/** The newest service deployment. */
export async function newest(given: Pick<Given, 'stage'>) {
  const listed = (await call(given, 'ListServiceDeployments', { service: 'web' })).serviceDeployments as Fields[]
  const serviceDeploymentArns = listed.slice(0, 1).map(one => one.serviceDeploymentArn)
  const described = await given.stage.sandbox.call('staging', 'ecs', 'DescribeServiceDeployments', {
    serviceDeploymentArns,
  })
  const [record] = described.serviceDeployments as (Fields & {
    serviceDeploymentArn: string
    status: string
    lifecycleStage?: string
    lifecycleHookDetails: { hookId: string; status: string; expiresAt: Date }[]
  })[]
  return { record: record as NonNullable<typeof record>, count: listed.length }
}

/** Answers the pause that is open. */
export async function answer(given: Pick<Given, 'stage'>, action: 'CONTINUE' | 'ROLLBACK'): Promise<void> {
  const { serviceDeploymentArn, lifecycleHookDetails } = (await newest(given)).record
  const { hookId } = lifecycleHookDetails.find(one => one.status === 'AWAITING_ACTION') ?? {}
  await given.stage.sandbox.call('staging', 'ecs', 'ContinueServiceDeployment', {
    serviceDeploymentArn,
    hookId,
    action,
  })
}

/** Percent of production's weight that is not with the group in which the first revision is. */
async function percentOf({ stage, web }: Pick<Given, 'stage' | 'web'>, first: string): Promise<number> {
  const { Rules } = await stage.sandbox.call('staging', 'elasticloadbalancing', 'DescribeRules', {
    RuleArns: [web.colours?.rule],
  })
  const [
    {
      Actions: [action],
    },
  ] = Rules as [{ Actions: [{ ForwardConfig: { TargetGroups: Fields[] } }] }]
  const weights = action.ForwardConfig.TargetGroups
  const all = weights.reduce((sum, one) => sum + Number(one.Weight), 0)
  return (
    (100 * weights.filter(one => one.TargetGroupArn !== first).reduce((sum, one) => sum + Number(one.Weight), 0)) / all
  )
}

/** The group that has all the weight now. */
async function liveGroup({ stage, web }: Pick<Given, 'stage' | 'web'>): Promise<string> {
  const groups = [web.group, web.colours?.green] as string[]
  for (const group of groups) if ((await percentOf({ stage, web }, group)) === 0) return group
  throw new Error('two groups have weight')
}

/** A stage with a service of two colours, ready for a shift. */
export async function setScene({ sandbox, deployment = canary, scene: more, script, world }: Shift) {
  const stage = await play(sandbox)
  const web = await scene(stage.sandbox, { colours: true, deployment, ...more })
  const revision = await web.revise(script ?? { answers: [{ body: 'v2' }] })
  const first = await liveGroup({ stage, web })
  const usual = {
    cluster: 'staging',
    service: 'web',
    engine: 'ecs',
    bake: '2m',
    evidence: 'false',
    'task-definition': revision,
  }
  const smoke = { 'smoke-urls': web.url, 'smoke-headers': 'x-test=1' }
  const given: Given = {
    ...{ stage, web },
    start: (inputs = {}, env = {}) =>
      stage.start('blue-green-shift', { inputs: { ...usual, ...smoke, ...inputs }, env }),
  }
  await world?.(given)
  // A look may show for a moment what was before.
  await stage.clock.advance(5_000)
  return { given, first }
}

/** Plays a shift through the shipped bundle, in jump time, and waits until all has come to rest. */
export async function playShift(shift: Shift = {}): Promise<Played> {
  const { given, first } = await setScene(shift)
  const { stage } = given
  try {
    const startedAt = stage.clock.now()
    const seconds = () => Math.round((stage.clock.now() - startedAt) / 1000)
    const { child, ended } = given.start(shift.inputs, await shift.env?.(given))
    given.child = child
    const shares: Played['shares'] = []
    const note = async () => {
      const percent = await percentOf(given, first)
      if (percent !== (shares.at(-1)?.[1] ?? 0)) shares.push([seconds(), percent])
    }
    const ticking = tick(stage, note)
    for (const [second, happens] of shift.during ?? [])
      stage.clock.after(second * 1000, async () => {
        await happens(given)
      })
    const end = await ended
    const took = seconds()
    const after = await atRest(given, first)
    await shift.after?.(given)
    ticking.stop()
    await note()
    const calls = stage.sandbox.journal.calls({}).filter(one => one.service !== 'github' && one.time >= startedAt)
    return {
      ...{ ended: end, last: end.log.trimEnd().split('\n').at(-1) ?? '', shares, after, seconds: took },
      calls: calls.map(({ operation, time, input, status }) => ({
        ...{ operation, input: input as Fields, status },
        second: Math.round((time - startedAt) / 1000),
      })),
    }
  } finally {
    await stage.close()
  }
}

/** Does something each second of AWS time. */
function tick({ clock }: Play, act: () => Promise<void>): { stop(): void } {
  let stopped = false
  const next = () => {
    clock.after(1000, async () => {
      if (stopped) return
      await act()
      next()
    })
  }
  next()
  return {
    stop() {
      stopped = true
    },
  }
}

/** Lets time pass until no deployment is under way, and tells what ECS has then. */
export async function atRest(given: Given, first: string): Promise<After> {
  // What ECS shows follows what it did by a moment.
  await given.stage.clock.advance(5_000)
  for (let turn = 0; turn < 5_000; turn++) {
    const { record, count } = await newest(given)
    if (/SUCCESSFUL|STOPPED|ROLLBACK_FAILED/.test(record.status)) {
      const { services } = await call(given, 'DescribeServices', { services: ['web'] })
      const [service] = services as [Fields & { deployments: Fields[]; deploymentConfiguration: Fields }]
      const primary = service.deployments.find(one => one.status === 'PRIMARY')
      return {
        revision: String(primary?.taskDefinition).split('/').at(-1) ?? '',
        running: Number(primary?.runningCount),
        state: String(primary?.rolloutState),
        percent: await percentOf(given, first),
        ...{ record: record.status, records: count },
        hooks: (service.deploymentConfiguration.lifecycleHooks as unknown[]) ?? [],
      }
    }
    await given.stage.clock.advance(5_000)
  }
  throw new Error('it never comes to rest')
}
