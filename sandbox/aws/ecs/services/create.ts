// How does a service come to be?
import { reader } from '../../check.ts'
import type { Caller, Fields } from '../../service.ts'
import { clusterOf } from '../clusters.ts'
import { launchOf, onFargate } from '../launch.ts'
import { invalid, refuse } from '../refuse.ts'
import { readTags } from '../tags.ts'
import { type Cluster, ecsArn, type Realm, realmOf, type World } from '../world.ts'
import { readConfiguration } from './configuration.ts'
import { beginDeployment } from './deployments.ts'
import { checkRevision, definitionFor, newRevision, type RevisionSpec, revisionSettings } from './revisions.ts'
import { schedule } from './scheduler.ts'
import type { DeploymentConfiguration, Service } from './service.ts'
import { checkPlayed } from './strategy.ts'

/** Members whose change starts no deployment; of these, new tasks follow those about tags and ECS Exec. */
const keptMembers = [
  'enableExecuteCommand',
  'enableECSManagedTags',
  'propagateTags',
  'availabilityZoneRebalancing',
  'placementConstraints',
  'placementStrategy',
  'monitoring',
  'gatewayConnectors',
]

/** Those of them that `input` names. */
export const kept = (input: Fields): Fields =>
  Object.fromEntries(
    Object.entries(input).filter(([member, value]) => keptMembers.includes(member) && value !== undefined),
  )

/** A new service and its first deployment. Throws what CreateService answers. */
export function createService(world: World, input: Fields, caller: Caller): Service {
  const read = reader(input, invalid)
  const realm = realmOf(world, caller)
  const cluster = clusterOf(realm, input.cluster)
  const name = read.text('serviceName', { pattern: /^[A-Za-z0-9_-]{1,255}$/ })
  const before = cluster.services.get(name)
  if (before?.status === 'DRAINING') throw refuse.parameter('Unable to Start a service that is still Draining.')
  if (before?.status === 'ACTIVE') throw refuse.parameter('Creation of service was not idempotent.')
  if ((read.maybeText('schedulingStrategy') ?? 'REPLICA') !== 'REPLICA')
    throw refuse.parameter('The daemon scheduling strategy is not supported for Fargate tasks.')
  // Tasks in awsvpc mode are ECS's own business: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using-service-linked-roles.html
  if (input.role !== undefined && input.networkConfiguration !== undefined)
    throw refuse.parameter('You cannot specify an IAM role for services that require a service linked role.')
  const desiredCount = read.maybeNumber('desiredCount', { min: 0 })
  if (desiredCount === undefined) throw refuse.parameter('desiredCount cannot be null for REPLICA services.')
  const controller = controllerOf(input)
  const configuration = readConfiguration(input.deploymentConfiguration as Fields | undefined)
  const spec = specOf(world, realm, cluster, input, configuration, controller)
  const service: Service = {
    arn: ecsArn(cluster.place, `service/${cluster.name}/${name}`),
    name,
    cluster,
    status: 'ACTIVE',
    controller,
    desiredCount,
    configuration,
    gracePeriodSeconds: read.maybeNumber('healthCheckGracePeriodSeconds', { min: 0 }) ?? 0,
    settings: kept(input),
    deployments: [],
    members: [],
    completed: [],
    records: [],
    revisions: [],
    notes: new Map(),
    events: [],
    createdAt: world.clock.now(),
    createdBy: caller.arn,
    tags: readTags(input),
    steady: false,
    throttle: { failures: 0, until: 0 },
    stale: undefined,
  }
  cluster.services.set(name, service)
  const revision = spec && newRevision(world, cluster, name, spec)
  if (!revision) return service
  // Under other controllers ECS starts nothing by itself: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-external.html
  if (controller !== 'ECS') service.revisions.unshift(revision)
  else {
    beginDeployment(world, service, revision)
    schedule(world, service)
  }
  return service
}

/** What the service runs; under an EXTERNAL controller task sets say that, unless the service has a task definition. */
function specOf(
  world: World,
  realm: Realm,
  cluster: Cluster,
  input: Fields,
  configuration: DeploymentConfiguration,
  controller: Service['controller'],
): RevisionSpec | undefined {
  const reference = reader(input, invalid).maybeText('taskDefinition')
  if (controller === 'EXTERNAL' && reference === undefined) return undefined
  const definition = definitionFor(realm, reader(input, invalid).text('taskDefinition'))
  const launch = launchOf(cluster, input)
  if (!onFargate(launch)) throw refuse.notPlayed('services on machines of your own')
  const settings = revisionSettings({ ...input, ...launch })
  checkPlayed(configuration, settings)
  checkRevision(world, { definition, settings }, configuration.strategy)
  return { definition, settings }
}

function controllerOf({ deploymentController }: Fields): Service['controller'] {
  const { type = 'ECS' } = (deploymentController ?? {}) as { type?: string }
  if (type === 'ECS' || type === 'CODE_DEPLOY' || type === 'EXTERNAL') return type
  throw refuse.parameter(`Invalid deployment controller type ${type}.`)
}
