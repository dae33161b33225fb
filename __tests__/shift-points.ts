// Where can a shift be interrupted, and what stands afterwards?
import { type Colours, type ColoursOptions, colours } from './colours.ts'
import type { Ended } from './play.ts'

/** Short bakes: what is tried at each call is not how long they take. */
export const shortShift = {
  ...{ bake: '1m', 'keep-blue-for': '2m', 'smoke-request-timeout-seconds': '2' },
  ...{ 'max-error-rate': 'none', 'max-latency-p95': 'none', 'settle-seconds': '0' },
}

export type Point = { call: number; how: 'SIGKILL' | 'SIGINT' }

export type Interrupted = {
  web: Colours
  ended: Ended
  /** The operation at which it was interrupted; undefined when there were fewer calls. */
  operation: string | undefined
  /** AWS time (ms) of the interruption. */
  at: number
}

/** Opens a scene and starts a shift in it, which is interrupted right after its nth call to AWS was carried out. */
export async function interruptedAt(
  point: Point,
  options: ColoursOptions,
  inputs: Record<string, string>,
): Promise<Interrupted> {
  const web = await colours(options)
  const revision = await web.revise()
  const given = { ...web.inputs, ...inputs, 'task-definition': revision, 'smoke-urls': `${web.url}/healthz` }
  let calls = 0
  let operation: string | undefined
  let at = Number.NaN
  const begun = web.stage.start('blue-green-shift', { inputs: given })
  const fault = web.sandbox.faults.order({
    where(call) {
      if (call.service === 'github' || ++calls !== point.call) return false
      operation = call.operation
      at = web.clock.now()
      begun.child.kill(point.how)
      return point.how === 'SIGKILL'
    },
    effect: 'lost-answer',
  })
  const ended = await begun.ended
  fault.cancel()
  return { web, ended, operation, at }
}

/** The same step again, as a re-run of the job has it. */
export const again = (web: Colours, inputs: Record<string, string>, attempt = 2) =>
  web.stage.run('blue-green-shift', {
    inputs: { ...web.inputs, ...inputs, 'task-definition': `${web.name}:2`, 'smoke-urls': `${web.url}/healthz` },
    env: { GITHUB_RUN_ATTEMPT: String(attempt) },
  })

/** All that a shift may leave: rules, services, tags and scaling. */
export async function standing(web: Colours) {
  // What ECS shows follows what it did by moments.
  await web.clock.advance(30_000)
  const sides = await Promise.all(
    (['blue', 'green'] as const).map(async side => {
      const service = await web.describe(side)
      return { desired: service?.desiredCount, revision: service?.taskDefinition.split('/').at(-1) }
    }),
  )
  const tagged = await web.elb('DescribeTags', { ResourceArns: [web.groups.blue, web.groups.green] })
  const { ScalableTargets = [] } = await web.call('application-autoscaling', 'DescribeScalableTargets', {
    ServiceNamespace: 'ecs',
  })
  return {
    rules: (await web.rules()).map(one => [one.Priority, JSON.stringify(one.Actions)]),
    sides,
    tags: tagged.flatMap(one => (one as { Tags: { Key: string }[] }).Tags.map(tag => tag.Key)),
    suspended: (ScalableTargets as { SuspendedState?: Record<string, boolean> }[]).map(one =>
      Object.values(one.SuspendedState ?? {}).some(Boolean),
    ),
  }
}
