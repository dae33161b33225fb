// How does a deleted service fade away?
import type { World } from '../world.ts'
import type { Service } from './service.ts'

/**
 * It is INACTIVE, and after a while it cannot be described any more.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeleteService.html ("In the future, INACTIVE services may be
 * cleaned up and purged"); an hour is a guess.
 */
export function retire({ clock, durations }: World, service: Service): void {
  service.status = 'INACTIVE'
  clock.after(durations.remembering, () => {
    const { services } = service.cluster
    if (services.get(service.name) === service) services.delete(service.name)
  })
}
