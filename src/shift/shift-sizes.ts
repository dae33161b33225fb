// Do both sides have the tasks that their traffic needs?
import { mayPass } from '../failure.ts'
import { watch } from '../watch.ts'
import type { World } from '../world.ts'
import { countHealthy } from './find-pair.ts'
import type { Shift } from './shift.ts'

/** Healthy targets of both sides, now. */
export async function healthyNow({ found }: Shift, world: World): Promise<{ blue: number; green: number }> {
  const { blue, green } = found
  const healthy = await countHealthy([blue.group, green.group], world)
  return { blue: healthy.get(blue.group) ?? 0, green: healthy.get(green.group) ?? 0 }
}

/** Green gets as many tasks as blue has now: it may have been scaled since. */
export async function growGreen(shift: Shift, world: World): Promise<void> {
  const { cluster, blue, green } = shift.found
  const ecs = await world.ecs()
  const { services } = await ecs.describeServices(cluster, [blue.service.name, green.name])
  const desired = (name: string) => services.find(one => one.name === name)?.desired ?? 0
  shift.size = Math.max(shift.size, desired(blue.service.name))
  if (desired(green.name) >= shift.size) return
  shift.log(green.name, `gets ${shift.size} tasks, as ${blue.service.name} has`)
  await ecs.updateService(cluster, green.name, { desiredCount: shift.size })
}

/** Blue at its full size again; whether it had to be asked for. */
export async function mendBlue(shift: Shift, world: World): Promise<boolean> {
  const { cluster, blue } = shift.found
  const ecs = await world.ecs()
  const { services } = await ecs.describeServices(cluster, [blue.service.name])
  if ((services[0]?.desired ?? 0) >= shift.size) return false
  await ecs.updateService(cluster, blue.service.name, { desiredCount: shift.size })
  return true
}

/** How long (ms) blue may take to be up again. */
const BLUE_UP = 5 * 60_000

/** Whether blue has a healthy target; where it has none it is brought up first. */
export async function blueCanTakeIt(shift: Shift, world: World): Promise<boolean> {
  const { group } = shift.found.blue
  const { judgement } = await watch<boolean, boolean>({
    clock: world.clock,
    cancel: world.cancel,
    until: world.clock.now() + BLUE_UP,
    async look() {
      const up = ((await countHealthy([group], world)).get(group) ?? 0) > 0
      if (!up) await mendBlue(shift, world)
      return up
    },
    judge: up => ({ judgement: up, ...(up ? {} : { lookAgainIn: 5_000 }) }),
    mayPass,
  })
  return judgement ?? false
}
