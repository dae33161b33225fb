// What stands in the sandbox before a live revision is watched, and what came of the watch?

import { expect } from '@jest/globals'
import type { TrafficOrder } from '../sandbox/aws/elb/traffic/order.ts'
import type { Script } from '../sandbox/runtime/script.ts'
import monitor from '../src/actions/monitor-rollback.ts'
import { type Ended, type Play, play, type Step } from './play.ts'
import { type Scene, type SceneOptions, scene } from './scene.ts'

export type Watching = {
  scene?: SceneOptions
  /** What the container of `web:2` does. */
  script?: Script
  /** Requests a second, and what targets do with them; none: no traffic. */
  rps?: number
  behaviours?: TrafficOrder['behaviours']
  /** Before the release. */
  release?(given: Given): unknown
  /** Before the watch begins; `since` is then. */
  world?(given: Given): unknown
  /** So many seconds after the watch began. */
  during?: [seconds: number, act: (given: Given) => unknown][]
  /** `WEB` in them is the load balancer's address. */
  inputs?: Record<string, string>
  env?: Record<string, string> | ((given: Given) => Promise<Record<string, string>>)
  /** Minutes of traffic before the release. */
  before?: number
}

export type Given = {
  stage: Play
  web: Scene
  group: string
  loadBalancer: string
  child?: { kill(signal: 'SIGINT'): unknown }
}

export type Watched = {
  ended: Ended
  /** The last line. */
  last: string
  /** Calls since the watch began, by operation. */
  calls: Record<string, number>
  /** Those that change something, with the second after its begin. */
  changes: [operation: string, seconds: number][]
  /** Seconds from its begin to its end. */
  seconds: number
  /** AWS time at its begin. */
  since: number
  web: Scene
  /** Of the step. */
  workspace: string
}

/** Releases `web:2` over `web:1` in a sandbox of its own, watches it, and runs the assertions before all is gone. */
export async function watching(options: Watching, then: (watched: Watched, given: Given) => unknown = () => {}) {
  const stage = await play()
  try {
    const web = await scene(stage.sandbox, options.scene)
    const group = web.group ?? ''
    const given: Given = { stage, web, group, loadBalancer: await balancerOf(stage, group) }
    const { rps, behaviours = [] } = options
    if (rps !== undefined) stage.sandbox.traffic.order({ to: 'web', account: '127214192604', rps, behaviours })
    await stage.clock.advance((options.before ?? 0) * 60_000)
    await options.release?.(given)
    await stage.clock.advance(1000)
    await web.revise(options.script ?? { answers: [{ body: 'v2' }] })
    await update(stage)
    await options.world?.(given)
    const [since, from] = [stage.clock.now(), stage.sandbox.journal.entries.length]
    const asked = Object.entries(options.inputs ?? {}).map(([name, value]) => [name, value.replace('WEB', web.url)])
    const inputs = { cluster: 'staging', service: 'web', ...Object.fromEntries(asked) }
    const env = typeof options.env === 'function' ? await options.env(given) : options.env
    const begun = stage.start('monitor-rollback', { inputs, ...(env ? { env } : {}) } as Step)
    given.child = begun.child
    for (const [seconds, act] of options.during ?? [])
      stage.clock.after(seconds * 1000, async () => void (await act(given)))
    const ended = await begun.ended
    const entries = stage.sandbox.journal.entries.slice(from)
    expectDeclared(entries)
    const calls: Record<string, number> = {}
    for (const { operation } of entries) calls[operation] = (calls[operation] ?? 0) + 1
    const changes = entries
      .filter(({ operation }) => /^(Update|Modify|Create|Delete|Stop|Register|Put)/.test(operation))
      .map(({ operation, time }): [string, number] => [operation, Math.round((time - since) / 1000)])
    const last = ended.log.trimEnd().split('\n').at(-1) ?? ''
    const seconds = Math.round((stage.clock.now() - since) / 1000)
    await then({ ended, last, calls, changes, seconds, since, web, workspace: begun.workspace }, given)
  } finally {
    await stage.close()
  }
}

/** Whatever a watch asks is in the policy of its README. What needs no permission, or is not AWS's, is not. */
export function expectDeclared(entries: readonly { service: string; operation: string }[]): void {
  const names: Record<string, string> = { monitoring: 'cloudwatch' }
  const asked = entries
    .filter(({ service }) => !['github', 'sts'].includes(service))
    .map(({ service, operation }) => `${names[service] ?? service}:${operation}`)
  const declared: string[] = monitor.permissions.aws.map(({ action }) => action)
  expect([...new Set(asked)].filter(one => !declared.includes(one))).toEqual([])
}

async function update({ sandbox, clock }: Play): Promise<void> {
  const ecs = (operation: string, input: object) =>
    sandbox.call('staging', 'ecs', operation, { cluster: 'staging', ...input })
  await ecs('UpdateService', { service: 'web', taskDefinition: 'web:2' })
  for (let looks = 0; looks < 120; looks++) {
    const { services } = (await ecs('DescribeServices', { services: ['web'] })) as {
      services: { deployments: { taskDefinition: string; rolloutState?: string }[] }[]
    }
    const [service] = services
    const [only, ...others] = service?.deployments ?? []
    if (only?.taskDefinition.endsWith('/web:2') && only.rolloutState === 'COMPLETED' && others.length === 0) return
    await clock.advance(5000)
  }
  throw new Error('web:2 did not take over')
}

/** As metrics name it. */
async function balancerOf({ sandbox }: Play, group: string): Promise<string> {
  if (group === '') return ''
  const { TargetGroups } = (await sandbox.call('staging', 'elasticloadbalancing', 'DescribeTargetGroups', {
    TargetGroupArns: [group],
  })) as { TargetGroups: { LoadBalancerArns: string[] }[] }
  return TargetGroups[0]?.LoadBalancerArns[0]?.split(':loadbalancer/')[1] ?? ''
}

/** Puts one minute of a target group's metrics, to be seen at a moment (ms) of our choice. */
export function putMinute(
  { stage, group, loadBalancer }: Given,
  minute: { at: number; visibleAt?: number; requests: number; errors?: number; seconds?: number[] },
): void {
  const dimensions = { TargetGroup: group.split(':').at(-1) ?? '', LoadBalancer: loadBalancer }
  const { at, visibleAt = at, requests, errors = 0, seconds = [0.1] } = minute
  const put = (name: string, values: number[], counts: number[]) =>
    stage.sandbox.metrics.put('staging', {
      namespace: 'AWS/ApplicationELB',
      name,
      dimensions,
      at,
      values,
      counts,
      visibleAt,
    })
  put('RequestCount', [1], [requests])
  if (errors > 0) put('HTTPCode_Target_5XX_Count', [1], [errors])
  put(
    'TargetResponseTime',
    seconds,
    seconds.map(() => requests / seconds.length),
  )
}

export type { Ended } from './play.ts'
