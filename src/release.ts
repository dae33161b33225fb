// How does a revision get to its services, and what do we do when it does not?
import { liveNow, type Outcome } from './decisions/outcome.ts'
import type { Rules } from './decisions/rollout.ts'
import { type Deployment, previousRevision, type Revision, type Service } from './decisions/snapshot.ts'
import { diagnose } from './diagnose.ts'
import { Failure } from './failure.ts'
import { type Followed, followRollouts, type Look, type Rollout, startFollowing } from './follow.ts'
import type { Log } from './log.ts'
import { mend } from './mend.ts'
import type { World } from './world.ts'

export type Order = {
  cluster: string
  services: string[]
  /** `family:n` or ARN. */
  taskDefinition: string
  revision: Revision
  /** Milliseconds that the new revision has to take over. */
  limit: number
  /** Milliseconds each new task must have been up; undefined: by what vouches for them. */
  settle: number | undefined
  allowZero: boolean
  force: boolean
  onFailure: 'rollback' | 'keep'
}

/** A rollout, the service as it was before it, and whether it had ended well before we came. */
type Begun = Rollout & { before: Service; already: boolean }

/** A service whose update was refused, while others were updated. */
type Refused = { service: string; before: Service; refusal: Error }

/** Moves all services to the revision, follows them to their verdicts, and mends what ended badly; never throws once a service was changed. */
export async function releaseServices(order: Order, world: World, log: Log): Promise<Outcome[]> {
  const ecs = await world.ecs()
  const look: Look = {
    ecs,
    loadBalancer: world.loadBalancer,
    clock: world.clock,
    cancel: world.cancel,
    log,
    warn: world.runner.warn,
  }
  const startedAt = world.clock.now()
  const before = await findServices(order, ecs)
  const begun: Begun[] = []
  const refused: Refused[] = []
  for (const service of before)
    await begin(service, order, look, ecs).then(
      one => begun.push(one),
      refusal => refused.push({ service: service.name, before: service, refusal }),
    )
  if (begun.length === 0) throw refused[0]?.refusal

  const rules: Rules = { until: startedAt + order.limit, settle: order.settle, allowZero: order.allowZero }
  const followed = await followRollouts(order.cluster, begun, rules, look)
  const outcomes = refused.map(one => notBegun(one, order, startedAt, world.clock.now()))
  for (const [i, one] of followed.entries()) {
    const { before, already } = begun[i] as Begun
    outcomes.push(await conclude(one, before, already, startedAt, order, world, look))
  }
  return outcomes
}

/** All services as they are now, or one failure that names every one that cannot be released to. */
async function findServices({ cluster, services: names }: Order, ecs: Look['ecs']): Promise<Service[]> {
  const { services, missing } = await ecs.describeServices(cluster, names)
  const problems = [
    ...missing.map(
      name => `service "${name}" was not found in cluster "${cluster}": check the inputs service and cluster`,
    ),
    ...services.flatMap(one => unfit(one) ?? []),
  ]
  if (problems.length > 0)
    throw new Failure(
      problems.length === 1 ? `${upper(problems[0] as string)}.` : problems.map(one => `- ${upper(one)}.`).join('\n'),
    )
  return services
}

function unfit({ name, active, controller }: Service): string | undefined {
  if (!active) return `service "${name}" was deleted: create it again before releasing to it`
  if (controller === 'CODE_DEPLOY')
    return `service "${name}" is deployed by CodeDeploy (deployment controller CODE_DEPLOY): release it with CodeDeploy, or recreate it with the ECS controller`
  if (controller === 'EXTERNAL')
    return `service "${name}" has an EXTERNAL deployment controller: release it with the tool that owns its task sets`
  return undefined
}

const upper = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/**
 * Updates the service, unless it runs the revision already or is on its way there: then a run that was cut off here
 * before is taken up again, and no second deployment is made.
 */
async function begin(
  before: Service,
  order: Order,
  look: Look,
  ecs: Awaited<ReturnType<World['ecs']>>,
): Promise<Begun> {
  const primary = before.deployments.find(one => one.primary)
  if (primary?.revision === order.revision && primary.state !== 'failed' && !order.force) {
    const already = primary.state !== 'in-progress'
    if (!already) look.log(before.name, `deployment ${primary.id} of ${order.revision} is under way already`)
    return start(before, primary, before, look, already)
  }
  // A deployment of this revision that failed stays primary without a rollback: only force makes ECS try again.
  const force = order.force || primary?.revision === order.revision
  const after = await ecs.updateService(order.cluster, before.name, {
    taskDefinition: order.taskDefinition,
    ...(force ? { forceNewDeployment: true as const } : {}),
  })
  const ours = after.deployments.find(one => one.primary)
  if (!ours)
    throw new Failure(
      `ECS took the update of service ${before.name} but shows no deployment for it: look at the service's events.`,
    )
  const was = previousRevision(before, order.revision)
  look.log(before.name, `deployment ${ours.id} takes ${order.revision}${was ? ` (was ${was})` : ''}`)
  return start(before, ours, after, look, false)
}

const start = (before: Service, ours: Deployment, now: Service, look: Look, already: boolean): Begun => ({
  ...startFollowing(ours, now, look.clock),
  before,
  already,
})

/** The verdict, its cause, what we do about it, and what is live then. */
async function conclude(
  followed: Followed,
  before: Service,
  already: boolean,
  startedAt: number,
  order: Order,
  world: World,
  look: Look,
): Promise<Outcome> {
  const { service, judgement, following, seen } = followed
  const verdict = already && judgement.verdict === 'succeeded' ? 'nothing-to-do' : judgement.verdict
  const ill = verdict === 'failed' || verdict === 'rolled-back' || verdict === 'timed-out'
  const diagnosis = ill
    ? await diagnose(order.cluster, followed, {
        ecs: await world.ecs(),
        loadBalancer: world.loadBalancer,
        logs: world.logs,
      })
    : undefined
  const endedAt = world.clock.now()
  const { remedy, remedyNote, last } = await mend(followed, before, order, await world.ecs(), look)
  return {
    service,
    cluster: order.cluster,
    revision: following.revision,
    previous: previousRevision(before, following.revision),
    deployment: following.deployment,
    verdict,
    because: judgement.because,
    remedy,
    remedyNote,
    live: liveNow(following.revision, verdict, last ?? seen.at(-1)),
    diagnosis,
    startedAt,
    endedAt,
    seen,
  }
}

/** ECS refused the update of this service, so nothing of it changed. */
function notBegun({ service, before, refusal }: Refused, order: Order, startedAt: number, endedAt: number): Outcome {
  const seen = [{ at: startedAt, service: before }]
  return {
    service,
    cluster: order.cluster,
    revision: order.revision,
    previous: previousRevision(before, order.revision),
    deployment: '',
    verdict: 'failed',
    because: refusal.message.replace(/\.$/, ''),
    remedy: 'none',
    remedyNote: 'Nothing of it was changed.',
    live: liveNow(order.revision, 'failed', seen[0]),
    diagnosis: undefined,
    startedAt,
    endedAt,
    seen,
  }
}
