// Which tasks run, and how does a user start and stop them?
import { reader } from '../../check.ts'
import type { Fields, Operation } from '../../service.ts'
import { clusterOf } from '../clusters.ts'
import { findDefinition } from '../definitions/find.ts'
import { unassumable } from '../disorders.ts'
import { launchOf, onFargate, shownLaunch } from '../launch.ts'
import { listed } from '../pages.ts'
import { invalid, refuse } from '../refuse.ts'
import { readTags, wantsTags } from '../tags.ts'
import { type Realm, realmOf, type World } from '../world.ts'
import { begin, stop } from './life.ts'
import { checkOverrides, type TaskOverride } from './overrides.ts'
import { noCapacity, stops } from './reasons.ts'
import { newTask, type Task, type TaskObserver, type TaskSpec } from './task.ts'
import { shownTask } from './view.ts'

/** A task that no service started: nobody watches it, and it is no target. */
const alone: TaskObserver = { running() {}, leaving() {}, drain: (_, drained) => drained(), stopped() {} }

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/standalone-tasks.html */
export function taskOperations(world: World): Record<string, Operation> {
  return {
    RunTask(input, caller) {
      const read = reader(input, invalid)
      const realm = realmOf(world, caller)
      const token = read.maybeText('clientToken')
      const before = token === undefined ? undefined : realm.tokens.get(token)
      if (before) return before
      const count = read.maybeNumber('count') ?? 1
      if (count < 1 || count > 10) throw refuse.parameter('Count cannot be less than 1 or greater than 10.')
      const spec = specOf(realm, input)
      const why = unassumable(world, spec.definition)
      if (why) throw refuse.client(why)
      if (!world.capacity.available) return { tasks: [], failures: [{ reason: noCapacity }] }
      const tasks = Array.from({ length: count }, () => newTask(world, spec))
      for (const task of tasks) begin(world, task)
      const output = { tasks: tasks.map(task => shownTask(task, { tags: true })), failures: [] }
      if (token !== undefined) realm.tokens.set(token, output)
      return output
    },

    StopTask(input, caller) {
      const read = reader(input, invalid)
      const realm = realmOf(world, caller)
      const cluster = clusterOf(realm, input.cluster)
      const task = taskOf(realm, read.text('task'))
      if (!task || task.clusterArn !== cluster.arn) throw refuse.noTask()
      stop(world, task, stops.byUser(read.maybeText('reason')))
      return { task: shownTask(task) }
    },

    DescribeTasks(input, caller) {
      const read = reader(input, invalid)
      const realm = realmOf(world, caller)
      const cluster = clusterOf(realm, input.cluster)
      const asked = read.texts('tasks')
      if (asked.length === 0) throw refuse.parameter('Tasks cannot be empty.')
      if (asked.length > 100) throw refuse.parameter('Tasks cannot have more than 100 elements.')
      const found = asked.map(one => ({ one, task: taskOf(realm, one) }))
      const here = (task: Task | undefined): task is Task => task?.clusterArn === cluster.arn
      const arnOf = (one: string) =>
        one.startsWith('arn:') ? one : `${cluster.arn.replace(':cluster/', ':task/')}/${one}`
      return {
        tasks: found.flatMap(({ task }) => (here(task) ? [shownTask(task, { tags: wantsTags(input) })] : [])),
        failures: found.flatMap(({ one, task }) => (here(task) ? [] : [{ arn: arnOf(one), reason: 'MISSING' }])),
      }
    },

    ListTasks(input, caller) {
      const read = reader(input, invalid)
      const realm = realmOf(world, caller)
      const cluster = clusterOf(realm, input.cluster)
      const service = read.maybeText('serviceName')?.split('/').at(-1)
      if (service !== undefined && !cluster.services.has(service)) throw refuse.noService()
      const family = read.maybeText('family')
      const startedBy = read.maybeText('startedBy')
      const desired = read.maybeText('desiredStatus', { oneOf: ['RUNNING', 'PENDING', 'STOPPED'] }) ?? 'RUNNING'
      const wanted = [...realm.tasks.values()].filter(
        task =>
          task.clusterArn === cluster.arn &&
          task.desiredStatus === desired &&
          (service === undefined || task.group === `service:${service}`) &&
          (family === undefined || task.definition.family === family) &&
          (startedBy === undefined || task.startedBy === startedBy),
      )
      return listed(
        input,
        'taskArns',
        wanted.map(({ arn }) => arn),
      )
    },
  }
}

/** By id or ARN. */
const taskOf = ({ tasks }: Realm, wanted: string) => tasks.get(wanted.split('/').at(-1) ?? '')

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
  checkOverrides(overrides, definition.fields.containerDefinitions)
  return {
    cluster,
    definition,
    group: read.maybeText('group') ?? `family:${definition.family}`,
    startedBy: read.maybeText('startedBy'),
    settings: {
      ...shownLaunch(launch),
      platformVersion: '1.4.0',
      platformFamily: 'Linux',
      networkConfiguration,
      enableExecuteCommand: enableExecuteCommand ?? false,
    },
    overrides,
    tags: readTags(input),
    observer: alone,
    digests: new Map(),
  }
}
