// Which tasks run, and how does a user stop them?
import { reader } from '../../check.ts'
import type { Operation } from '../../service.ts'
import { clusterOf } from '../clusters.ts'
import { listed } from '../pages.ts'
import { invalid, refuse } from '../refuse.ts'
import { wantsTags } from '../tags.ts'
import { type Realm, realmOf, type World } from '../world.ts'
import { stop } from './life.ts'
import { stops } from './reasons.ts'
import { runTask } from './run.ts'
import type { Task } from './task.ts'
import { shownTask } from './view.ts'

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/standalone-tasks.html */
export function taskOperations(world: World): Record<string, Operation> {
  return {
    RunTask: (input, caller) => runTask(world, input, caller),

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
