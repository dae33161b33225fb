// Which service does a call mean?
import { clusterOf } from '../clusters.ts'
import { refuse } from '../refuse.ts'
import type { Realm } from '../world.ts'
import type { Service } from './service.ts'

/** By name or ARN; an ARN tells its cluster, too. */
export function findService(realm: Realm, cluster: unknown, wanted: string): Service | undefined {
  const [name = '', ofArn] = wanted
    .replace(/^arn:.*:service\//, '')
    .split('/')
    .reverse()
  return clusterOf(realm, cluster ?? (wanted.startsWith('arn:') ? ofArn : undefined)).services.get(name)
}

/** The ACTIVE one; throws `ServiceNotFoundException` or `ServiceNotActiveException`. */
export function activeService(realm: Realm, cluster: unknown, wanted: string): Service {
  const service = findService(realm, cluster, wanted)
  if (!service) throw refuse.noService()
  if (service.status !== 'ACTIVE') throw refuse.inactiveService()
  return service
}
