// Which services are there, and how does a user change them?
import { reader } from '../../check.ts'
import type { Fields, Operation } from '../../service.ts'
import { clusterOf } from '../clusters.ts'
import { listed } from '../pages.ts'
import { invalid, refuse } from '../refuse.ts'
import { shownTags, wantsTags } from '../tags.ts'
import { realmOf, type World } from '../world.ts'
import { createService } from './create.ts'
import { findService } from './find.ts'
import { remember, staleView } from './lag.ts'
import { retire } from './retire.ts'
import type { Service } from './service.ts'
import { updateService } from './update.ts'
import { shownService } from './view.ts'

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_services.html */
export function serviceOperations(world: World): Record<string, Operation> {
  const looked = (service: Service, tags: boolean): Fields => {
    const stale = staleView(world, service)
    if (!stale) return shownService(world, service, { tags })
    return { ...stale, tags: tags ? shownTags(service.tags) : undefined }
  }

  return {
    CreateService: (input, caller) => ({
      service: shownService(world, createService(world, input, caller), { tags: true }),
    }),

    UpdateService: (input, caller) => ({
      service: shownService(world, updateService(world, input, caller), { tags: true }),
    }),

    DescribeServices(input, caller) {
      const asked = reader(input, invalid).texts('services')
      if (asked.length === 0) throw refuse.parameter('Services cannot be empty.')
      if (asked.length > 10) throw refuse.parameter('Services cannot have more than 10 elements.')
      const realm = realmOf(world, caller)
      const cluster = clusterOf(realm, input.cluster)
      const found = asked.map(one => ({ one, service: findService(realm, cluster.name, one) }))
      const arnOf = (one: string) =>
        one.startsWith('arn:') ? one : `${cluster.arn.replace(':cluster/', ':service/')}/${one}`
      return {
        services: found.flatMap(({ service }) => (service ? [looked(service, wantsTags(input))] : [])),
        failures: found.flatMap(({ one, service }) => (service ? [] : [{ arn: arnOf(one), reason: 'MISSING' }])),
      }
    },

    ListServices(input, caller) {
      const read = reader(input, invalid)
      const launchType = read.maybeText('launchType')
      const { services } = clusterOf(realmOf(world, caller), input.cluster)
      const active = [...services.values()].filter(
        ({ status, revisions }) =>
          status === 'ACTIVE' && (launchType === undefined || revisions[0]?.settings.launchType === launchType),
      )
      return listed(
        input,
        'serviceArns',
        active.map(({ arn }) => arn),
        10,
      )
    },

    DeleteService(input, caller) {
      const read = reader(input, invalid)
      const service = findService(realmOf(world, caller), input.cluster, read.text('service'))
      if (!service || service.status === 'INACTIVE') throw refuse.noService()
      if (service.desiredCount > 0 && !read.maybeFlag('force') && service.status === 'ACTIVE')
        throw refuse.parameter('The service cannot be stopped while it is scaled above 0.')
      remember(world, service, shownService(world, service, { tags: true }))
      if (service.controller === 'ECS') service.status = 'DRAINING'
      else retire(world, service)
      service.desiredCount = 0
      return { service: shownService(world, service, { tags: true }) }
    },
  }
}
