// How are a service's tasks doing?

import type { Moment } from '../chronicle.ts'
import { isLeaving, isPending, type Task } from '../tasks/task.ts'
import type { World } from '../world.ts'
import { type Fit, judgeFit } from './fitness.ts'
import type { Deployment, LoadBalancing, Member, Service } from './service.ts'

/** Tasks that still take room; those that are only being cleaned up do not. */
export const present = ({ members }: Service) =>
  members.filter(({ task }) => task.lastStatus !== 'DEPROVISIONING' && task.lastStatus !== 'STOPPED')

/** RUNNING and pending tasks of one deployment, or of all. */
export function countsOf({ members }: Service, deployment?: Deployment) {
  const tasks = members.filter(one => deployment === undefined || one.deployment === deployment).map(({ task }) => task)
  return {
    running: tasks.filter(({ lastStatus }) => lastStatus === 'RUNNING').length,
    pending: tasks.filter(isPending).length,
  }
}

/** How fit a member is now; in the grace period of the service nothing makes it unhealthy. */
export function fitOf(world: World, service: Service, member: Member): Fit {
  const { task } = member
  return judgeFit(
    {
      pending: isPending(task),
      leaving: isLeaving(task) || task.desiredStatus === 'STOPPED',
      age: world.clock.now() - (task.times.startedAt ?? world.clock.now()),
      containers: containersOf(task),
      targets: targetStates(world, member).map(({ state }) => state),
    },
    { grace: service.gracePeriodSeconds * 1000, settling: world.durations.settling },
  )
}

/** The worst of its essential containers that have a health check. */
function containersOf({ containers }: Task) {
  const checked = containers.filter(({ definition }) => definition.essential && definition.healthCheck)
  if (checked.length === 0) return undefined
  const states = checked.map(({ health }) => health)
  if (states.includes('UNHEALTHY')) return 'UNHEALTHY'
  return states.includes('UNKNOWN') ? 'UNKNOWN' : 'HEALTHY'
}

/** Remembers what became of a member, and when. */
export function note({ chronicle }: World, { task, deployment }: Member, what: Moment['what'], at: number): void {
  chronicle.moments.push({ deployment: deployment.id, task: task.arn, at, what })
}

/** AWS time at which the last of a member's checks came to say what they say now. */
export function knownSince(world: World, member: Member): number {
  const { startedAt = world.clock.now() } = member.task.times
  const checked = member.task.containers.filter(({ definition }) => definition.essential && definition.healthCheck)
  const since = [
    ...checked.map(({ healthAt }) => healthAt ?? startedAt),
    ...targetStates(world, member).map(({ since: at }) => at ?? startedAt),
  ]
  return since.length === 0 ? startedAt + world.durations.settling : Math.max(...since)
}

type TargetState = {
  group: LoadBalancing
  state: string
  description: string | undefined
  since: number | undefined
}

function targetStates({ targets }: World, { task, groups }: Member): TargetState[] {
  return groups.map(group => {
    const found = targets.health(group.targetGroupArn, { ip: task.interface?.ip ?? '', port: group.containerPort })
    return { group, state: found?.state ?? 'unused', description: found?.description, since: found?.since }
  })
}

/** Which target group finds it unhealthy, and why; undefined when its own containers do. */
export function ailingTarget(world: World, member: Member): TargetState | undefined {
  return targetStates(world, member).find(({ state }) => state === 'unhealthy')
}
