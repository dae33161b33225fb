// Which services does a cluster have, and how is one made that is like another?
import {
  CreateServiceCommand,
  type CreateServiceCommandInput,
  DescribeServicesCommand,
  ECSClient,
  ListServicesCommand,
} from '@aws-sdk/client-ecs'
import type { Service } from '../decisions/snapshot.ts'
import { Failure } from '../failure.ts'
import { inBatches, inTurns } from '../turns.ts'
import { call, clientSettings, regionOrFail } from './aws.ts'
import { nameOf, readService } from './ecs-facts.ts'

/** What a copy has that its model has not. */
export type Copy = { name: string; taskDefinition: string; desiredCount: number; group: string }

/** ListServices gives a hundred at most, DescribeServices takes ten: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ListServices.html */
const LISTED = 100
const DESCRIBED = 10

/** Services as models of others, in one region. */
export async function serviceCopies(givenRegion?: string) {
  const region = regionOrFail(givenRegion)
  const client = new ECSClient(await clientSettings('ecs', region))
  const purpose = (permission: string, resource: string) => ({ permission: `ecs:${permission}`, resource, region })
  const describe = async (cluster: string, services: string[], include?: ['TAGS']) =>
    (
      await call(purpose('DescribeServices', `cluster ${cluster}`), () =>
        client.send(new DescribeServicesCommand({ cluster, services, ...(include ? { include } : {}) })),
      )
    ).services ?? []

  return {
    /** All services of the cluster, over all pages. */
    async list(cluster: string): Promise<Service[]> {
      const names: string[] = []
      let nextToken: string | undefined
      do {
        const page = await call(purpose('ListServices', `cluster ${cluster}`), () =>
          client.send(new ListServicesCommand({ cluster, maxResults: LISTED, nextToken })),
        )
        names.push(...(page.serviceArns ?? []).map(nameOf))
        nextToken = page.nextToken
      } while (nextToken)
      const found: Service[] = []
      await inTurns(inBatches(names, DESCRIBED), 5, async some => {
        found.push(...(await describe(cluster, some)).map(readService))
      })
      return found
    },

    /** Makes a service with all that its model has of network, launch, discovery and settings, behind another target group. */
    async copy(cluster: string, model: string, { name, taskDefinition, desiredCount, group }: Copy): Promise<Service> {
      const [like] = await describe(cluster, [model], ['TAGS'])
      if (!like) throw new Failure(`Service "${model}" was not found in cluster "${cluster}".`)
      const [balanced, ...more] = like.loadBalancers ?? []
      if (!balanced || more.length > 0)
        throw new Failure(
          `Service "${name}" cannot be made like "${model}", which has ${more.length + (balanced ? 1 : 0)} target groups and not one: create it, then run again.`,
        )
      const primary = like.deployments?.find(one => one.status === 'PRIMARY')
      const input: CreateServiceCommandInput = {
        cluster,
        serviceName: name,
        taskDefinition,
        desiredCount,
        loadBalancers: [
          { targetGroupArn: group, containerName: balanced.containerName, containerPort: balanced.containerPort },
        ],
        serviceRegistries: like.serviceRegistries,
        ...(like.capacityProviderStrategy?.length
          ? { capacityProviderStrategy: like.capacityProviderStrategy }
          : { launchType: like.launchType }),
        platformVersion: like.launchType === 'EC2' ? undefined : like.platformVersion,
        networkConfiguration: like.networkConfiguration,
        deploymentConfiguration: like.deploymentConfiguration,
        placementConstraints: like.placementConstraints,
        placementStrategy: like.placementStrategy,
        healthCheckGracePeriodSeconds: like.healthCheckGracePeriodSeconds,
        availabilityZoneRebalancing: like.availabilityZoneRebalancing,
        enableECSManagedTags: like.enableECSManagedTags,
        enableExecuteCommand: like.enableExecuteCommand,
        propagateTags: like.propagateTags === 'NONE' ? undefined : like.propagateTags,
        volumeConfigurations: primary?.volumeConfigurations,
        tags: like.tags,
      }
      // A name in Service Connect can be one service's only.
      const connect = primary?.serviceConnectConfiguration
      if (connect?.enabled) input.serviceConnectConfiguration = { enabled: true, namespace: connect.namespace }
      const set = Object.fromEntries(
        Object.entries(input).filter(
          ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
        ),
      ) as CreateServiceCommandInput
      const { service } = await call(purpose('CreateService', `service ${name} in cluster ${cluster}`), () =>
        client.send(new CreateServiceCommand(set)),
      )
      if (!service) throw new Failure(`ECS answered the creation of service ${name} without a service.`)
      return readService(service)
    },
  }
}

export type ServiceCopies = Awaited<ReturnType<typeof serviceCopies>>
