// How does a service tell what happened to it?
import { uuid, type World } from '../world.ts'
import type { Service } from './service.ts'

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Service.html */
const most = 100

/** Adds an event about the service, in one of the `sentences`. */
export function tell(world: World, service: Service, sentence: string): void {
  tellAll(world, service, `(service ${service.name}) ${sentence}`)
}

/**
 * Tells of a cause that may last, once until tasks were started again.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages.html ("duplicate event messages are
 * omitted until either the cause is resolved or six hours passes").
 */
export function complain(world: World, service: Service, sentence: string): void {
  const last = service.events.find(({ message }) => message.includes('has started') || message.endsWith(sentence))
  if (!last?.message.endsWith(sentence)) tell(world, service, sentence)
}

/** Adds an event, newest first; two of one instant are a millisecond apart, as AWS's are. */
export function tellAll({ clock, ids }: World, { events }: Service, message: string): void {
  const last = events[0]?.createdAt ?? 0
  events.unshift({ id: uuid(ids), createdAt: Math.max(clock.now(), last + 1), message })
  events.length = Math.min(events.length, most)
}
