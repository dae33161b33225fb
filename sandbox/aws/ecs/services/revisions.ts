// What does a deployment of a service run?
import { isDeepStrictEqual } from 'node:util'
import type { Fields } from '../../service.ts'
import type { Definition } from '../definitions/definition.ts'
import { findDefinition } from '../definitions/find.ts'
import { refuse } from '../refuse.ts'
import { type Cluster, ecsArn, type Realm, type World } from '../world.ts'
import type { LoadBalancing, Revision, Strategy } from './service.ts'
import { checkAdvanced } from './shift/network.ts'

const launching = ['launchType', 'capacityProviderStrategy']

/**
 * Members whose change starts a new deployment.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html
 */
const deploying = [
  ...launching,
  'platformVersion',
  'platformFamily',
  'networkConfiguration',
  'serviceRegistries',
  'serviceConnectConfiguration',
  'volumeConfigurations',
  'vpcLatticeConfigurations',
]

/** What a revision consists of, before it has a number. */
export type RevisionSpec = Pick<Revision, 'definition' | 'settings'>

/** The members of `input` that make a revision, over those of the one before; what is sent replaces, lists too. */
export function revisionSettings(input: Fields, before?: Revision['settings']): Revision['settings'] {
  const sent = Object.fromEntries(
    Object.entries(input).filter(([member, value]) => deploying.includes(member) && value),
  )
  // A service has either a launch type or a strategy; the one that is sent replaces the other.
  const moves = launching.some(member => sent[member])
  const kept = Object.fromEntries(
    Object.entries(before ?? {}).filter(([member]) => !(moves && launching.includes(member))),
  )
  const loadBalancers = (input.loadBalancers as LoadBalancing[] | undefined) ?? before?.loadBalancers ?? []
  return { ...kept, ...sent, loadBalancers }
}

/** Whether a deployment is due; an empty list is as good as none. */
export function differs(a: RevisionSpec, b: RevisionSpec): boolean {
  return a.definition !== b.definition || !isDeepStrictEqual(withoutEmpty(a.settings), withoutEmpty(b.settings))
}

const withoutEmpty = (settings: Fields) =>
  Object.fromEntries(Object.entries(settings).filter(([, value]) => !(Array.isArray(value) && value.length === 0)))

/** A service revision with a number of its own. */
export function newRevision(world: World, cluster: Cluster, service: string, spec: RevisionSpec): Revision {
  const { clock } = world
  const number = revisionNumber(world)
  return {
    ...spec,
    number,
    arn: ecsArn(cluster.place, `service-revision/${cluster.name}/${service}/${number}`),
    createdAt: clock.now(),
    groups: spec.settings.loadBalancers,
    traffic: undefined,
    digests: new Map(),
  }
}

/** 19 digits, as AWS's; a leading zero is as good as any. */
export function revisionNumber({ ids }: World): string {
  return (BigInt(`0x${ids(16)}`) % 10n ** 19n).toString().padStart(19, '0')
}

/** The ACTIVE definition that a service is to run. Throws `ClientException`. */
export function definitionFor(realm: Realm, reference: string): Definition {
  const found = findDefinition(realm, reference)
  if (!found) throw refuse.noDefinition()
  if (found.status === 'INACTIVE') throw refuse.inactiveDefinition()
  return found
}

/**
 * Whether a service can run so. Throws `InvalidParameterException` as AWS does: for awsvpc without a network, for
 * target groups that are missing, belong to no load balancer, or name no port of a container.
 */
export function checkRevision(world: World, { definition, settings }: RevisionSpec, strategy: Strategy): void {
  const { targets } = world
  const { networkMode, containerDefinitions } = definition.fields
  if (networkMode === 'awsvpc' && !settings.networkConfiguration)
    throw refuse.parameter("Network Configuration must be provided when networkMode 'awsvpc' is specified.")
  for (const { targetGroupArn, containerName, containerPort } of settings.loadBalancers) {
    if (!targetGroupArn) throw refuse.parameter('targetGroupArn cannot be null or empty.')
    const container = containerDefinitions.find(({ name }) => name === containerName)
    if (!container) throw refuse.parameter(`The container ${containerName} does not exist in the task definition.`)
    if (!container.portMappings.some(mapping => mapping.containerPort === containerPort))
      throw refuse.parameter(`The container ${containerName} did not have a container port ${containerPort} defined.`)
    if (!targets.exists(targetGroupArn))
      throw refuse.parameter(
        `Unable to assume role and validate the specified targetGroupArn. Please verify that the ECS service role being passed has the proper permissions.`,
      )
    if (!targets.attached(targetGroupArn))
      throw refuse.parameter(
        `The target group with targetGroupArn ${targetGroupArn} does not have an associated load balancer.`,
      )
  }
  checkAdvanced(world, settings.loadBalancers, strategy)
}
