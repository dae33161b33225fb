// How does ECS show a service?
import { globalArn } from '../../arn.ts'
import type { Fields } from '../../service.ts'
import { shownTags } from '../tags.ts'
import type { World } from '../world.ts'
import { countsOf } from './members.ts'
import { isOpen } from './records.ts'
import { currentRecord, type Deployment, type Revision, type Service } from './service.ts'
import { wantedOf } from './shift/state.ts'
import { shownTraffic } from './shift/traffic.ts'

/** As CreateService, UpdateService and DescribeServices show it. */
export function shownService(world: World, service: Service, { tags = false } = {}): Fields {
  const { deployments, cluster, settings } = service
  const newest = deployments[0]?.revision ?? service.revisions[0]
  const record = currentRecord(service)
  const { running, pending } = countsOf(service)
  return {
    serviceArn: service.arn,
    serviceName: service.name,
    clusterArn: cluster.arn,
    serviceRegistries: [],
    ...newest?.settings,
    platformVersion: newest?.settings.platformVersion ?? 'LATEST',
    platformFamily: 'Linux',
    status: service.status,
    desiredCount: service.desiredCount,
    runningCount: running,
    pendingCount: pending,
    taskDefinition: newest?.definition.arn,
    deploymentConfiguration: service.configuration,
    deployments: deployments.map((deployment, index) => shownDeployment(world, service, deployment, index === 0)),
    taskSets: service.controller === 'ECS' ? undefined : [],
    roleArn: globalArn('iam', cluster.place, 'role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS'),
    events: service.events.map(({ id, createdAt, message }) => ({ id, createdAt: new Date(createdAt), message })),
    createdAt: new Date(service.createdAt),
    // Published answers of UpdateService lack it: the service deployment is still PENDING.
    currentServiceDeployment: isOpen(record) && record.status !== 'PENDING' ? record.arn : undefined,
    currentServiceRevisions: deployments.map(deployment => ({
      arn: deployment.revision.arn,
      ...requested(world, service, deployment, deployment === deployments[0]),
    })),
    placementConstraints: [],
    placementStrategy: [],
    healthCheckGracePeriodSeconds: service.gracePeriodSeconds,
    schedulingStrategy: 'REPLICA',
    deploymentController: { type: service.controller },
    createdBy: service.createdBy,
    enableECSManagedTags: false,
    propagateTags: 'NONE',
    enableExecuteCommand: false,
    availabilityZoneRebalancing: 'ENABLED',
    resourceManagementType: 'CUSTOMER',
    ...settings,
    tags: tags ? shownTags(service.tags) : undefined,
  }
}

function shownDeployment(world: World, service: Service, deployment: Deployment, primary: boolean): Fields {
  const { revision, rolloutState, rolloutStateReason, failedTasks, createdAt, updatedAt, id } = deployment
  const { settings } = revision
  const { requestedTaskCount, runningTaskCount, pendingTaskCount } = requested(world, service, deployment, primary)
  return {
    id,
    status: primary ? 'PRIMARY' : 'ACTIVE',
    taskDefinition: revision.definition.arn,
    desiredCount: requestedTaskCount,
    pendingCount: pendingTaskCount,
    runningCount: runningTaskCount,
    failedTasks,
    createdAt: new Date(createdAt),
    updatedAt: new Date(updatedAt),
    launchType: settings.launchType,
    capacityProviderStrategy: settings.capacityProviderStrategy,
    platformVersion: '1.4.0',
    platformFamily: 'Linux',
    networkConfiguration: settings.networkConfiguration,
    rolloutState,
    rolloutStateReason,
  }
}

/** A primary deployment asks for all tasks once it has begun; an old one for those that it still has. */
function requested({ clock }: World, service: Service, deployment: Deployment, primary: boolean) {
  const { running, pending } = countsOf(service, deployment)
  const begun = clock.now() >= deployment.beginsAt
  const wanted = deployment.shift ? wantedOf(service, deployment, deployment) : service.desiredCount
  return {
    requestedTaskCount: primary ? (begun ? wanted : 0) : running + pending,
    runningTaskCount: running,
    pendingTaskCount: pending,
  }
}

/** Counts and shares of traffic of one revision, as the service-deployments API shows them. */
export function revisionSummary(world: World, service: Service, revision: Revision): Fields {
  const traffic = shownTraffic(world, revision)
  return {
    ...revisionCounts(world, service, revision),
    requestedTestTrafficWeight: traffic?.test,
    requestedProductionTrafficWeight: traffic?.production,
  }
}

function revisionCounts(world: World, service: Service, revision: Revision) {
  const index = service.deployments.findIndex(one => one.revision === revision)
  const deployment = service.deployments[index]
  if (!deployment) return { requestedTaskCount: 0, runningTaskCount: 0, pendingTaskCount: 0 }
  return requested(world, service, deployment, index === 0)
}
