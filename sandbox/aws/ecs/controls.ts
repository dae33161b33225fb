// What can whoever runs the sandbox do to ECS that no API can?

import { globalArn, type Place } from '../arn.ts'
import type { Decision, Moment } from './chronicle.ts'
import type { ShiftDisorders } from './disorders.ts'
import { updateService } from './services/update.ts'
import { stop } from './tasks/life.ts'
import { stops } from './tasks/reasons.ts'
import type { Task, TaskContainer } from './tasks/task.ts'
import { type Propagation, realmOf, type World } from './world.ts'

/** Who scales services. */
const scaler =
  'role/aws-service-role/ecs.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_ECSService'

/** What runs at an address: `web:2`, that definition's ARN, and the service, if any. */
export type Runner = { revision: string; definition: string; service: string | undefined }

/** A task as the sandbox knows it; `pid` where a process runs. */
export type TaskSight = {
  arn: string
  account: string
  group: string
  startedBy: string | undefined
  status: Task['lastStatus']
  ip: string | undefined
  containers: { name: string; status: TaskContainer['lastStatus']; pid: number | undefined }[]
}

export type Controls = {
  /** All tasks of all accounts that ECS still remembers, oldest first. */
  tasks(): TaskSight[]
  /** How deployments ended and when that was decided, in the order in which it was. */
  decisions(): Decision[]
  /** When services' tasks became healthy, fell ill and stopped, in the order in which ECS noticed. */
  moments(): Moment[]
  /** Kills a container from outside, as the kernel would: exit code 137. Without a name, the first one. */
  kill(taskArn: string, container?: string): void
  /** Takes a Spot task's capacity away. */
  interrupt(taskArn: string): void
  /** Whether Fargate has room for new tasks, or for how many more; without room "Capacity is unavailable at this time". */
  capacity(room: boolean | number): void
  /** Puts an alarm into a state, in all accounts, whatever CloudWatch says. */
  alarm(name: string, state: 'OK' | 'ALARM'): void
  /**
   * How long DescribeServices shows what was before a change (AWS ms, 1000 by default), or in which order the next looks
   * after each change show old and new views.
   */
  propagation(order: Partial<Propagation>): void
  /** A role (name or ARN) cannot be assumed, for `ms` of AWS time or until the answered function is called. */
  unassumable(role: string, ms?: number): () => void
  /** The next `times` pulls of images whose reference contains `image` time out. Answers how that ends before. */
  pullTimeouts(image: string, times: number): () => void
  /**
   * Whether RECONCILE_SERVICE puts rules in order that an unfinished shift left split. Without, the next deployment fails
   * over them, and so does every later one, as it happened to people whose second canary came too early.
   */
  reconciliation(works: boolean): void
  /** Which revision of which service has a private address, or had it. */
  whoRuns(ip: string): Runner | undefined
  /** Desired counts of services; a change is as if somebody called UpdateService. */
  counts: {
    read(place: Place, cluster: string, service: string): number | undefined
    write(place: Place, cluster: string, service: string, count: number): void
  }
  /** What goes wrong in deployments that shift traffic, from now on; members that are left out stay as they are. */
  shifting(order: Partial<ShiftDisorders>): void
  killAll(): void
}

/** `alarms` are the states that were ordered. */
export function controls(world: World, alarms: Map<string, 'OK' | 'ALARM' | 'INSUFFICIENT_DATA'>): Controls {
  const all = () => [...world.realms.values()].flatMap(({ tasks }) => [...tasks.values()])
  const find = (arn: string) => {
    const task = all().find(one => one.arn === arn)
    if (!task) throw new Error(`the sandbox has no task ${arn}`)
    return task
  }
  return {
    tasks: () =>
      all().map(({ arn, cluster, group, startedBy, lastStatus, interface: eni, containers }) => ({
        arn,
        account: cluster.place.account,
        group,
        startedBy,
        status: lastStatus,
        ip: eni?.ip,
        containers: containers.map(({ definition, lastStatus: status, running }) => ({
          name: definition.name,
          status,
          pid: running?.pid,
        })),
      })),
    decisions: () => [...world.chronicle.decisions],
    moments: () => [...world.chronicle.moments],
    kill(arn, container) {
      const { containers } = find(arn)
      const wanted = containers.find(({ definition }) => container === undefined || definition.name === container)
      wanted?.running?.kill()
    },
    interrupt: arn => stop(world, find(arn), stops.spot),
    capacity(room) {
      world.capacity.left = typeof room === 'number' ? room : room ? Number.POSITIVE_INFINITY : 0
    },
    alarm: (name, state) => alarms.set(name, state),
    propagation(order) {
      Object.assign(world.propagation, order)
    },
    unassumable(role, ms = Number.POSITIVE_INFINITY) {
      world.disorders.roles.set(role, world.clock.now() + ms)
      return () => world.disorders.roles.delete(role)
    },
    pullTimeouts(image, times) {
      const order = { image, left: times }
      world.disorders.pulls.push(order)
      return () => {
        order.left = 0
      }
    },
    reconciliation(works) {
      world.reconciles = works
    },
    whoRuns: runnersOf(all),
    counts: {
      read(place, cluster, name) {
        const service = realmOf(world, place).clusters.get(cluster)?.services.get(name)
        return service?.status === 'ACTIVE' ? service.desiredCount : undefined
      },
      write: (place, cluster, service, desiredCount) =>
        void updateService(
          world,
          { cluster, service, desiredCount },
          { ...place, arn: globalArn('iam', place, scaler) },
        ),
    },
    shifting(order) {
      Object.assign(world.disorders.shifts, order)
    },
    killAll() {
      for (const { containers } of all()) for (const { running } of containers) running?.kill()
    },
  }
}

/** Addresses are unique, and no task changes what it runs: what was found once stays so. */
function runnersOf(all: () => Task[]): Controls['whoRuns'] {
  const known = new Map<string, Runner>()
  return ip => {
    const found = known.get(ip)
    if (found) return found
    const task = all().find(one => one.interface?.ip === ip)
    if (!task) return undefined
    const { definition, group } = task
    const revision = definition.arn.split('/').at(-1) ?? ''
    const service = group.startsWith('service:') ? group.slice('service:'.length) : undefined
    const runner = { revision, definition: definition.arn, service }
    known.set(ip, runner)
    return runner
  }
}
