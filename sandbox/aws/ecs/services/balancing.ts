// How do a service's tasks become targets, and cease to be?
import type { World } from '../world.ts'
import { tell, tellAll } from './events.ts'
import { draining, sentences } from './sentences.ts'
import type { Member, Service } from './service.ts'

/** Registers a running task with the target groups of its revision. */
export function enrol(world: World, service: Service, member: Member): void {
  const { task, deployment } = member
  const ip = task.interface?.ip ?? ''
  member.groups = deployment.revision.groups
  for (const { targetGroupArn, containerPort } of member.groups) {
    world.targets.register(targetGroupArn, { ip, port: containerPort })
    note(world, service, `registered ${targetGroupArn}`, count =>
      tell(world, service, sentences.registered(count, targetGroupArn)),
    )
  }
}

/** Takes a task out of its target groups; `drained` is told when all deregistration delays are over. */
export function withdraw(world: World, service: Service, member: Member, drained: () => void): void {
  const { task, deployment, groups } = member
  let left = groups.length
  if (left === 0) {
    drained()
    return
  }
  const ip = task.interface?.ip ?? ''
  const one = () => {
    if (--left === 0) drained()
  }
  world.clock.after(world.durations.deregistering, () => {
    for (const { targetGroupArn, containerPort } of groups) {
      world.targets.deregister(targetGroupArn, { ip, port: containerPort }, one)
      note(world, service, `deregistered ${targetGroupArn}`, count =>
        tell(world, service, sentences.deregistered(count, targetGroupArn)),
      )
    }
    note(world, service, `draining ${deployment.id}`, count =>
      tellAll(world, service, draining(service.name, deployment.id, count)),
    )
  })
}

/** Counts what happens to several tasks within a second, and tells it once. */
function note({ clock }: World, service: Service, what: string, say: (count: number) => void): void {
  const before = service.notes.get(what) ?? 0
  service.notes.set(what, before + 1)
  if (before > 0) return
  clock.after(gathering, () => {
    const count = service.notes.get(what) ?? 0
    service.notes.delete(what)
    say(count)
  })
}

/** AWS milliseconds; tasks that start together become targets within so much of each other. */
const gathering = 1000
