// How does a task live, from its placement to its end?
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html
import { realmOf, type World } from '../world.ts'
import { startContainer, stopContainers } from './containers.ts'
import { newInterface } from './interface.ts'
import { readiness, type Seen } from './order.ts'
import { type Prepared, prepare } from './prepare.ts'
import { type Stop, stops } from './reasons.ts'
import type { LastStatus, Task, TaskContainer, TaskTime } from './task.ts'

/** Begins the life of a task that was just placed. */
export function begin(world: World, task: Task): void {
  const { durations } = world
  realmOf(world, task.cluster.place).tasks.set(task.id, task)
  step(world, task, durations.provisioning, () => {
    task.interface = newInterface(world, task.settings)
    enter(world, task, 'PENDING', 'connectivityAt')
    step(world, task, durations.placing, () => pull(world, task))
  })
}

/** Stops a task once; the first reason stays. A task that was RUNNING drains first, unless it died of itself. */
export function stop(world: World, task: Task, why: Stop): void {
  if (task.desiredStatus === 'STOPPED') return
  const { clock } = world
  task.desiredStatus = 'STOPPED'
  task.stop = why
  task.times.stoppingAt = clock.now()
  task.next?.()
  const wasRunning = task.lastStatus === 'RUNNING'
  const died = why.code === 'EssentialContainerExited'
  if (wasRunning && !died) enter(world, task, 'DEACTIVATING')
  task.observer.leaving(task)
  if (!wasRunning) finish(world, task)
  else if (died) {
    task.observer.drain(task, () => {})
    terminate(world, task)
  } else task.observer.drain(task, () => terminate(world, task))
}

/** A planned step of its life; none is taken any more once the task is to stop. */
function step({ clock }: World, task: Task, ms: number, act: () => void | Promise<void>): void {
  task.next = clock.after(ms, act)
}

function enter({ clock }: World, task: Task, status: LastStatus, time?: TaskTime): void {
  task.lastStatus = status
  task.version++
  if (time) task.times[time] = clock.now()
}

async function pull(world: World, task: Task): Promise<void> {
  const { durations, clock } = world
  task.times.pullStartedAt = clock.now()
  const prepared = await prepare(world, task)
  if (task.desiredStatus === 'STOPPED') return
  if (!(prepared instanceof Map)) {
    step(world, task, prepared.afterMs, () => {
      prepared.container.reason = prepared.stop.reason.startsWith('CannotPull') ? prepared.stop.reason : undefined
      stop(world, task, prepared.stop)
    })
    return
  }
  step(world, task, durations.pulling, () => {
    enter(world, task, 'ACTIVATING', 'pullStoppedAt')
    step(world, task, durations.activating, () => run(world, task, prepared))
  })
}

/**
 * Starts containers as soon as what they depend on allows; RUNNING is the task when all have been started. One that can
 * never start ends it.
 */
async function run(world: World, task: Task, prepared: Map<TaskContainer, Prepared>): Promise<void> {
  const waiting = new Map(prepared)
  let starting = 0
  const fail = (why: Stop) => {
    stop(world, task, why)
    stopContainers(world, task)
  }
  // Planned and not called, so that a clock that jumps waits for it.
  const again = () => void world.clock.after(0, go)
  const events = {
    ended() {
      const [died] = task.containers.filter(one => one.lastStatus === 'STOPPED' && one.definition.essential)
      if (died && waiting.size > 0) fail(stops.essentialExited)
      ended(world, task)
      if (waiting.size > 0) again()
    },
    checked() {
      if (waiting.size > 0) again()
    },
  }
  const go = async () => {
    for (const [container, needs] of waiting) {
      if (task.desiredStatus === 'STOPPED') return
      const ready = readiness(container.definition.dependsOn ?? [], task.containers.map(seen))
      if (ready === 'never') fail(stops.neverReady)
      if (ready !== 'now') continue
      waiting.delete(container)
      starting++
      const failure = await startContainer(world, task, container, needs, events)
      starting--
      if (failure) fail(failure)
    }
    if (task.desiredStatus === 'STOPPED') stopContainers(world, task)
    else if (waiting.size === 0 && starting === 0 && task.lastStatus === 'ACTIVATING') {
      enter(world, task, 'RUNNING', 'startedAt')
      task.observer.running(task)
      ended(world, task)
    }
  }
  await go()
}

const seen = ({ definition, lastStatus, exitCode, health }: TaskContainer): Seen => ({
  name: definition.name,
  started: lastStatus !== 'PENDING',
  stopped: lastStatus === 'STOPPED',
  exitCode,
  health,
})

/** A container ended: an essential one takes the task with it, the last one ends the task's execution. */
function ended(world: World, task: Task): void {
  const { containers, lastStatus, desiredStatus } = task
  const over = (container: TaskContainer) => container.lastStatus === 'STOPPED'
  if (lastStatus === 'RUNNING' && containers.some(one => over(one) && one.definition.essential))
    stop(world, task, stops.essentialExited)
  else if (lastStatus === 'STOPPING' && desiredStatus === 'STOPPED' && containers.every(over)) finish(world, task)
}

function terminate(world: World, task: Task): void {
  enter(world, task, 'STOPPING')
  stopContainers(world, task)
  ended(world, task)
}

/** Nothing runs any more: the network interface goes, and an hour later the memory of the task. */
function finish(world: World, task: Task): void {
  const { clock, durations } = world
  stopContainers(world, task)
  enter(world, task, 'DEPROVISIONING', 'executionStoppedAt')
  for (const container of task.containers) container.lastStatus = 'STOPPED'
  clock.after(durations.deprovisioning, () => {
    if (task.interface) task.interface.attached = false
    enter(world, task, 'STOPPED', 'stoppedAt')
    task.observer.stopped(task)
    clock.after(durations.remembering, () => {
      realmOf(world, task.cluster.place).tasks.delete(task.id)
    })
  })
}
