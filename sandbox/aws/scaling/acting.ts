// When is a service scaled?
import { partsOf, type ScalableTarget, type World } from './targets.ts'

const minute = 60_000

/** From now on it is looked at once a minute, as alarms of its policies would. */
export function beginLooking(world: World, target: ScalableTarget): void {
  if (target.planned) return
  target.planned = world.clock.after(minute, () => {
    target.planned = undefined
    beginLooking(world, target)
    act(world, target)
  })
}

/**
 * Gives a service the tasks that its load asks for, within its bounds, unless that direction is suspended. A service
 * with a policy that has less than its least count is brought back to it, sooner or later: AWS does so with the next
 * scaling out.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html ("If a service's desired count is set below")
 */
export function act({ clock, ids, counts }: World, target: ScalableTarget): void {
  const { place, resource, least, most, suspended, policies } = target
  const [cluster, service] = partsOf(resource)
  const now = counts.read(place, cluster, service)
  if (now === undefined) return
  const asked = target.wanted ?? (policies.size > 0 && now < least ? least : undefined)
  if (asked === undefined) return
  const next = Math.min(most, Math.max(least, asked))
  if (next === now) {
    target.wanted = undefined
    return
  }
  if (next > now ? suspended.out : suspended.in) return
  counts.write(place, cluster, service, next)
  target.activities.unshift({
    id: [8, 4, 4, 4, 12].map(ids).join('-'),
    at: clock.now(),
    description: `Setting desired count to ${next}.`,
    cause: target.wanted === undefined ? 'minimum capacity was breached' : 'monitor alarm was triggered',
  })
  target.wanted = undefined
}
