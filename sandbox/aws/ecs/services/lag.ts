// How long does a look at a service show what was?
import type { Fields } from '../../service.ts'
import type { World } from '../world.ts'
import type { Service } from './service.ts'

/** Keeps what the service looks like now, before it is changed. */
export function remember({ clock, propagation }: World, service: Service, view: Fields): void {
  service.stale = { view, until: clock.now() + propagation.ms, asked: 0 }
}

/**
 * What a look shows: the view from before the last change, all of it, or undefined for what is. Views ordered one by one
 * (`old`, `new`, `old`) go before the usual delay.
 */
export function staleView({ clock, propagation }: World, { stale }: Service): Fields | undefined {
  if (!stale) return undefined
  const ordered = propagation.views[stale.asked++]
  const old = ordered === undefined ? propagation.views.length === 0 && clock.now() < stale.until : ordered === 'old'
  return old ? stale.view : undefined
}
