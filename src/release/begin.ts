// How is a service set on its way to a revision?
import { liveNow, type Outcome } from '../decisions/outcome.ts'
import { LEFT, SWEPT, sweepHooks } from '../decisions/pause-hooks.ts'
import type { Rules } from '../decisions/rollout.ts'
import { neededChange } from '../decisions/settings.ts'
import { previousRevision, primaryOf, type Service } from '../decisions/snapshot.ts'
import { Failure, mayPass } from '../failure.ts'
import type { Ecs } from '../io/ecs.ts'
import { watch } from '../watch.ts'
import { type Followed, startFollowing } from './follow.ts'
import type { Look, Rollout } from './look.ts'
import type { Order, Target } from './order.ts'

/** A service on its way: to the revision, back from it, or at its end. */
export type Begun = {
  target: Target
  /** Whether the revision had taken over before we came. */
  already: boolean
  /** What else of the service was changed. */
  change: Order['change']
  startedAt: number
  phase: 'releasing' | 'returning' | 'over'
  rollout: Rollout
  judgement?: Followed['judgement']
  outcome?: Outcome
}

/** All services as they are now, or one failure that names every one that cannot be released to. */
export async function findServices(
  cluster: string,
  names: string[],
  ecs: Pick<Ecs, 'describeServices'>,
): Promise<Service[]> {
  const { services, missing } = await ecs.describeServices(cluster, names)
  const problems = [
    ...missing.map(
      name => `Service "${name}" was not found in cluster "${cluster}": check the inputs service and cluster.`,
    ),
    ...services.flatMap(one => unfit(one) ?? []),
  ]
  if (problems.length > 0)
    throw new Failure(problems.length === 1 ? (problems[0] as string) : problems.map(one => `- ${one}`).join('\n'))
  return services
}

function unfit({ name, active, controller }: Service): string | undefined {
  if (!active) return `Service "${name}" was deleted: create it again before releasing to it.`
  if (controller === 'CODE_DEPLOY')
    return `Service "${name}" is deployed by CodeDeploy (deployment controller CODE_DEPLOY): release it with CodeDeploy, or recreate it with the ECS controller.`
  if (controller === 'EXTERNAL')
    return `Service "${name}" has an EXTERNAL deployment controller: release it with the tool that owns its task sets.`
  return undefined
}

/**
 * Updates the service, unless it runs the revision already or is on its way there: then a run that was cut off here
 * before is taken up again, and no second deployment is made. What ECS refuses is an outcome that changed nothing.
 */
export async function begin(
  target: Target,
  order: Order,
  startedAt: number,
  ecs: Ecs,
  look: Look,
): Promise<Begun | { refusal: Error; outcome: Outcome }> {
  const { before, name, service, revision } = target
  const { settle, allowZero, waitFor, requireLogs, hopelessAfter } = order
  const rules: Rules = { until: startedAt + order.limit, settle, allowZero, waitFor, requireLogs, hopelessAfter }
  const change = neededChange(order.change, before) as Order['change']
  const start = (rollout: Omit<Rollout, 'name'>, already: boolean): Begun => ({
    target,
    already,
    change,
    startedAt,
    phase: 'releasing',
    rollout: { ...rollout, name },
  })
  const primary = primaryOf(before)
  const swept = order.keepHooks || setsHooks(change) ? {} : sweepHooks(before)
  if (
    primary?.revision === revision &&
    primary.state !== 'failed' &&
    !order.force &&
    Object.keys(change).length === 0
  ) {
    const already = primary.state !== 'in-progress'
    if (!already) look.log(name, `deployment ${primary.id} of ${revision} is under way already`)
    if (swept.lifecycleHooks) look.log(name, LEFT)
    return start(startFollowing(primary, before, rules, look.clock), already)
  }
  try {
    const sent = 'lifecycleHooks' in swept ? withConfiguration(change, swept) : change
    const after = await update(target, { ...order, change: sent }, rules.until, ecs, look)
    if (sent !== change) look.log(name, SWEPT)
    const ours = primaryOf(after)
    if (!ours)
      throw new Failure(`ECS took the update of service ${service} but shows no deployment for it: look at its events.`)
    const was = previousRevision(before, revision)
    look.log(
      name,
      ours.id === primary?.id
        ? `settings are changed; deployment ${ours.id} of ${revision} goes on`
        : `deployment ${ours.id} takes ${revision}${was ? ` (was ${was})` : ''}`,
    )
    const rollout = startFollowing(ours, after, rules, look.clock)
    if (ours.id === primary?.id) rollout.following.answer = { at: look.clock.now(), desired: after.desired }
    return start(rollout, false)
  } catch (refusal) {
    return { refusal: refusal as Error, outcome: refused(target, order, refusal as Error, startedAt, look) }
  }
}

const setsHooks = ({ configuration = {} }: Order['change']): boolean => 'lifecycleHooks' in configuration

const withConfiguration = (change: Order['change'], configuration: object): Order['change'] => ({
  ...change,
  configuration: { ...change.configuration, ...configuration },
})

/** One update, tried again while it may pass; when an answer was lost, a look tells whether ECS had taken it. */
async function update(
  { before, service, revision, taskDefinition }: Target,
  order: Order,
  until: number,
  ecs: Ecs,
  look: Look,
): Promise<Service> {
  const primary = primaryOf(before)
  // A deployment of this revision that failed stays primary without a rollback: only force makes ECS try again.
  const force = order.force || (primary?.revision === revision && primary.state === 'failed')
  let tried = false
  const { judgement, blind, ended } = await watch<Service, Service>({
    clock: look.clock,
    cancel: look.cancel,
    until,
    async look() {
      if (tried || order.unchanged) {
        const { services } = await ecs.describeServices(order.cluster, [service])
        const now = primaryOf(services[0])
        const other = now !== undefined && now.id !== primary?.id
        if (tried && services[0] && other && now.revision === revision) return services[0]
        if (order.unchanged && other && now.createdAt > (primary?.createdAt ?? 0))
          throw new Failure(
            `somebody deployed ${now.revision} to ${service} meanwhile (${now.id}): nothing was touched`,
          )
      }
      tried = true
      return ecs.updateService(order.cluster, service, {
        taskDefinition,
        ...order.change,
        ...(force ? { forceNewDeployment: true as const } : {}),
      })
    },
    judge: updated => ({ judgement: updated }),
    mayPass,
  })
  if (judgement) return judgement
  if (ended !== 'cancelled') throw blind
  throw new Failure(
    tried
      ? 'the job was cancelled while ECS was asked, so whether ECS took it is not known'
      : 'the job was cancelled before ECS was asked',
  )
}

/** ECS refused the update of this service, so nothing of it changed. */
export function refused(
  { name, before, revision }: Target,
  order: Order,
  refusal: Error,
  startedAt: number,
  look: Look,
): Outcome {
  const seen = [{ at: startedAt, service: before }]
  const because = refusal.message.replace(/\.$/, '')
  return {
    service: name,
    cluster: order.cluster,
    revision,
    previous: previousRevision(before, revision),
    deployment: '',
    verdict: look.cancel.aborted ? 'cancelled' : 'failed',
    because,
    remedy: 'none',
    remedyNote: 'Nothing of it was changed.',
    live: liveNow(revision, 'failed', seen[0]),
    diagnosis: look.cancel.aborted
      ? undefined
      : { class: 'refused', cause: because, evidence: [], next: 'Mend what is refused, then release again.' },
    startedAt,
    endedAt: look.clock.now(),
    seen,
  }
}
