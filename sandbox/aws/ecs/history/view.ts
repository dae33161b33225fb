// How does ECS show what a service deployed?
import type { Fields } from '../../service.ts'
import type { DeploymentRecord, Revision, Service } from '../services/service.ts'
import { revisionSummary } from '../services/view.ts'
import type { World } from '../world.ts'

const date = (time: number | undefined) => (time === undefined ? undefined : new Date(time))

/** As ListServiceDeployments shows it. */
export function briefRecord({ arn: serviceArn, cluster }: Service, record: DeploymentRecord): Fields {
  return {
    serviceDeploymentArn: record.arn,
    serviceArn,
    clusterArn: cluster.arn,
    startedAt: date(record.startedAt),
    createdAt: date(record.createdAt),
    finishedAt: date(record.finishedAt),
    targetServiceRevisionArn: record.target.arn,
    status: record.status,
    statusReason: record.statusReason,
  }
}

/** As DescribeServiceDeployments shows it. */
export function shownRecord(world: World, service: Service, record: DeploymentRecord): Fields {
  const { rollback, target, sources } = record
  const summary = (revision: Revision) => ({ arn: revision.arn, ...revisionSummary(world, service, revision) })
  const { targetServiceRevisionArn: _, ...brief } = briefRecord(service, record)
  return {
    ...brief,
    stoppedAt: date(record.stoppedAt),
    updatedAt: date(record.updatedAt),
    lifecycleStage: record.stage && (world.disorders.shifts.stages[record.stage] ?? record.stage),
    sourceServiceRevisions: sources.map(summary),
    targetServiceRevision: summary(target),
    deploymentConfiguration: service.configuration,
    rollback: rollback && {
      reason: rollback.reason,
      startedAt: new Date(rollback.startedAt),
      serviceRevisionArn: rollback.revision.arn,
    },
    deploymentCircuitBreaker: {
      status: record.breaker,
      failureCount: record.failureCount,
      threshold: record.threshold,
    },
    alarms: {
      status: record.alarms,
      alarmNames: service.configuration.alarms?.alarmNames,
      triggeredAlarmNames: record.triggeredAlarms,
    },
    lifecycleHookDetails: record.hooks.map(({ id, status, expiresAt, timeoutAction }) => ({
      hookId: id,
      targetType: 'PAUSE',
      status,
      expiresAt: new Date(expiresAt),
      timeoutAction,
    })),
  }
}

/** As DescribeServiceRevisions shows it. */
export function shownRevision({ arn: serviceArn, cluster }: Service, revision: Revision): Fields {
  const { definition, settings, groups, digests, createdAt, arn } = revision
  return {
    serviceRevisionArn: arn,
    serviceArn,
    clusterArn: cluster.arn,
    taskDefinition: definition.arn,
    ...settings,
    platformVersion: '1.4.0',
    platformFamily: 'Linux',
    containerImages: definition.fields.containerDefinitions.map(({ name, image }) => ({
      containerName: name,
      image,
      imageDigest: digests.get(name),
    })),
    guardDutyEnabled: false,
    createdAt: new Date(createdAt),
    resolvedConfiguration: {
      loadBalancers: groups.map(({ targetGroupArn, advancedConfiguration }) => ({
        targetGroupArn,
        productionListenerRule: advancedConfiguration?.productionListenerRule,
      })),
    },
  }
}
