// How does a service get new tasks?
import { unassumable } from '../disorders.ts'
import { shownLaunch } from '../launch.ts'
import { begin } from '../tasks/life.ts'
import type { Stop } from '../tasks/reasons.ts'
import { newTask, type Task, type TaskObserver } from '../tasks/task.ts'
import type { World } from '../world.ts'
import { isThrottled, waitAfter } from './backoff.ts'
import { enrol, withdraw } from './balancing.ts'
import { countFailures } from './breaker.ts'
import { complain, tell } from './events.ts'
import { note } from './members.ts'
import { sentences } from './sentences.ts'
import { currentRecord, type Deployment, type Member, type Service } from './service.ts'

/** Starts `count` tasks of a deployment, `replaced` of them for unhealthy ones; as many as Fargate has room for, and none when ECS cannot assume a role. */
export function place(world: World, service: Service, deployment: Deployment, count: number, replaced: number): void {
  const why = unassumable(world, deployment.revision.definition)
  if (why) {
    countFailure(service, deployment)
    slowDown(world, service)
    complain(world, service, sentences.notLaunched(why))
    return
  }
  const room = Math.min(count, world.capacity.left)
  world.capacity.left -= room
  const ids = Array.from({ length: room }, () => placeOne(world, service, deployment).id)
  if (room > 0) tell(world, service, sentences.started(ids, Math.min(room, replaced)))
  if (room === count) return
  countFailure(service, deployment)
  slowDown(world, service)
  complain(world, service, sentences.noCapacity())
}

function placeOne(world: World, service: Service, deployment: Deployment): Task {
  const { cluster, name, settings } = service
  const { revision } = deployment
  const task = newTask(world, {
    cluster,
    definition: revision.definition,
    group: `service:${name}`,
    startedBy: deployment.id,
    settings: {
      ...shownLaunch(revision.settings),
      platformVersion: '1.4.0',
      platformFamily: 'Linux',
      networkConfiguration: revision.settings.networkConfiguration,
      enableExecuteCommand: settings.enableExecuteCommand ?? false,
    },
    overrides: { containerOverrides: [] },
    tags: tagsFor(service, revision.definition.tags),
    digests: revision.digests,
    observer: observerOf(world, service, () => member),
  })
  const member: Member = { task, deployment, proved: false, groups: [] }
  service.members.push(member)
  begin(world, task)
  return task
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-using-tags.html */
function tagsFor({ settings, tags, cluster, name }: Service, ofDefinition: Map<string, string>): Map<string, string> {
  const managed = settings.enableECSManagedTags
    ? [['aws:ecs:clusterName', cluster.name] as const, ['aws:ecs:serviceName', name] as const]
    : []
  const propagated = { SERVICE: tags, TASK_DEFINITION: ofDefinition }[String(settings.propagateTags)] ?? []
  return new Map([...managed, ...propagated])
}

function observerOf(world: World, service: Service, member: () => Member): TaskObserver {
  return {
    running(task) {
      const { deployment } = member()
      service.throttle = { failures: 0, until: 0 }
      for (const { definition, digest } of task.containers)
        if (digest) deployment.revision.digests.set(definition.name, digest)
      enrol(world, service, member())
    },
    leaving(task) {
      service.steady = false
      note(world, member(), 'stopping', world.clock.now())
      if (task.stop) judgeEnd(world, service, member(), task.stop)
    },
    drain: (_, drained) => withdraw(world, service, member(), drained),
    stopped: () => note(world, member(), 'stopped', world.clock.now()),
  }
}

/** A task that never ran slows the scheduler down; one that crashed before it was healthy counts as failed, too. */
function judgeEnd(world: World, service: Service, { deployment, proved }: Member, { code, reason }: Stop): void {
  if (code === 'TaskFailedToStart') {
    complain(world, service, sentences.notPlaced(reason))
    countFailure(service, deployment)
    slowDown(world, service)
  } else if (code === 'EssentialContainerExited' && !proved) countFailure(service, deployment)
}

/** One more failed task; only those of a deployment under way count. */
export function countFailure(service: Service, deployment: Deployment): void {
  if (deployment.rolloutState !== 'IN_PROGRESS') return
  const { deploymentCircuitBreaker } = service.configuration
  deployment.failedTasks = countFailures(deploymentCircuitBreaker, deployment.failedTasks, 'failure')
  const record = currentRecord(service)
  if (record) record.failureCount = deployment.failedTasks
}

/** Tasks that fail together are one round. */
function slowDown(world: World, service: Service): void {
  const now = world.clock.now()
  if (service.throttle.until > now) return
  const failures = service.throttle.failures + 1
  service.throttle = { failures, until: now + waitAfter(failures) }
  if (isThrottled(failures) && !isThrottled(failures - 1)) tell(world, service, sentences.throttled())
}
