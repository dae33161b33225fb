// What does RunTask start?
import { isDeepStrictEqual } from 'node:util'
import { reader } from '../../check.ts'
import type { Caller, Fields } from '../../service.ts'
import { clusterOf } from '../clusters.ts'
import type { Definition } from '../definitions/definition.ts'
import { findDefinition } from '../definitions/find.ts'
import { unassumable } from '../disorders.ts'
import { launchOf, onFargate, shownLaunch } from '../launch.ts'
import { invalid, refuse } from '../refuse.ts'
import { readTags, type Tags } from '../tags.ts'
import { type Cluster, type Realm, type Retry, realmOf, type World } from '../world.ts'
import { begin } from './life.ts'
import { checkOverrides, type TaskOverride } from './overrides.ts'
import { noCapacity } from './reasons.ts'
import { newTask, type TaskObserver, type TaskSpec } from './task.ts'
import { shownTask } from './view.ts'

/** A task that no service started: nobody watches it, and it is no target. */
const alone: TaskObserver = { running() {}, leaving() {}, drain: (_, drained) => drained(), stopped() {} }

/** Starts as many tasks as Fargate has room for; the others are failures. Throws what RunTask answers. */
export function runTask(world: World, input: Fields, caller: Caller): Fields {
  const read = reader(input, invalid)
  const realm = realmOf(world, caller)
  const token = read.maybeText('clientToken', { min: 1, max: 64 })
  const before = token === undefined ? undefined : realm.tokens.get(token)
  if (before && world.clock.now() < before.until) return again(before, input)
  const count = read.maybeNumber('count') ?? 1
  if (count < 1 || count > 10) throw refuse.parameter('Count cannot be less than 1 or greater than 10.')
  const spec = specOf(realm, input)
  const why = unassumable(world, spec.definition, spec.overrides)
  if (why) throw refuse.client(why)
  const room = Math.min(count, world.capacity.left)
  world.capacity.left -= room
  const tasks = Array.from({ length: room }, () => newTask(world, spec))
  for (const task of tasks) begin(world, task)
  const output = {
    tasks: tasks.map(task => shownTask(task, { tags: true })),
    failures: Array.from({ length: count - room }, () => ({ reason: noCapacity })),
  }
  const until = world.clock.now() + tokensLast
  if (token !== undefined) realm.tokens.set(token, { input, output, until })
  return output
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/ECS_Idempotency.html */
const tokensLast = 24 * 3600 * 1000

/** The answer to the call that had the same token. Throws `ConflictException` when it asked for something else. */
function again({ input: first, output }: Retry, input: Fields): Fields {
  if (isDeepStrictEqual(first, input)) return output
  const arns = (output.tasks as { taskArn: string }[]).map(({ taskArn }) => taskArn)
  throw refuse.conflict(
    'The request could not be processed because of conflict in the current state of the resource.',
    arns,
  )
}

function specOf(realm: Realm, input: Fields): TaskSpec {
  const read = reader(input, invalid)
  const cluster = clusterOf(realm, input.cluster)
  const definition = findDefinition(realm, read.text('taskDefinition'))
  if (!definition) throw refuse.noDefinition()
  if (definition.status === 'INACTIVE') throw refuse.parameter('TaskDefinition is inactive')
  const { networkMode, requiresCompatibilities } = definition.fields
  const { networkConfiguration, enableExecuteCommand } = input
  if (networkMode === 'awsvpc' && !networkConfiguration)
    throw refuse.parameter("Network Configuration must be provided when networkMode 'awsvpc' is specified.")
  const launch = launchOf(cluster, input)
  if (!onFargate(launch)) throw refuse.parameter('No Container Instances were found in your cluster.')
  if (!(requiresCompatibilities as string[] | undefined)?.includes('FARGATE'))
    throw refuse.parameter('Task definition does not support launch_type FARGATE.')
  const given = (input.overrides ?? {}) as Partial<TaskOverride>
  const overrides: TaskOverride = { ...given, containerOverrides: given.containerOverrides ?? [] }
  checkOverrides(overrides, definition.fields)
  return {
    cluster,
    definition,
    group: read.maybeText('group') ?? `family:${definition.family}`,
    startedBy: read.maybeText('startedBy', { max: 128 }),
    settings: {
      ...shownLaunch(launch),
      platformVersion: latestIs140(read.maybeText('platformVersion')),
      platformFamily: 'Linux',
      networkConfiguration,
      enableExecuteCommand: enableExecuteCommand ?? false,
    },
    overrides,
    tags: tagsOf(input, cluster, definition),
    observer: alone,
    digests: new Map(),
  }
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-fargate.html */
const latestIs140 = (wanted = 'LATEST') => (wanted === 'LATEST' ? '1.4.0' : wanted)

/** Tags of the call, of its task definition when they are to be propagated, and of ECS when it is to manage some. */
function tagsOf(input: Fields, { name }: Cluster, { tags }: Definition): Tags {
  const read = reader(input, invalid)
  const propagated = read.maybeText('propagateTags', { oneOf: ['TASK_DEFINITION', 'NONE'] }) === 'TASK_DEFINITION'
  const managed = read.maybeFlag('enableECSManagedTags') ? [['aws:ecs:clusterName', name] as const] : []
  return new Map([...managed, ...(propagated ? tags : []), ...readTags(input)])
}
