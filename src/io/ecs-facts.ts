// What do ECS's answers say in our words?
import type {
  Deployment as AwsDeployment,
  Service as AwsService,
  ServiceDeployment as AwsServiceDeployment,
  Task as AwsTask,
  DeploymentLifecycleHookDetail,
} from '@aws-sdk/client-ecs'
import type { Deployment, Revision, Service, ServiceDeployment, TaskFacts } from '../decisions/snapshot.ts'

/** The last part of an ARN, or the name itself. */
export const nameOf = (arnOrName: string): string => arnOrName.split('/').at(-1) as string

/** `family:n` of a task definition's ARN. */
const revisionOf = (arn: string | undefined): Revision => nameOf(arn ?? '')

const STATES = { IN_PROGRESS: 'in-progress', COMPLETED: 'completed', FAILED: 'failed' } as const

const readDeployment = (one: AwsDeployment): Deployment => ({
  id: one.id ?? '',
  primary: one.status === 'PRIMARY',
  revision: revisionOf(one.taskDefinition),
  desired: one.desiredCount ?? 0,
  running: one.runningCount ?? 0,
  pending: one.pendingCount ?? 0,
  failed: one.failedTasks ?? 0,
  state: one.rolloutState && STATES[one.rolloutState],
  reason: one.rolloutStateReason ?? '',
  createdAt: one.createdAt?.getTime() ?? 0,
  updatedAt: one.updatedAt?.getTime() ?? 0,
})

/** A service in our words. */
export const readService = (one: AwsService): Service => ({
  arn: one.serviceArn ?? '',
  name: one.serviceName ?? '',
  cluster: nameOf(one.clusterArn ?? ''),
  active: one.status === 'ACTIVE',
  controller: one.deploymentController?.type ?? 'ECS',
  desired: one.desiredCount ?? 0,
  running: one.runningCount ?? 0,
  ...(one.createdAt ? { createdAt: one.createdAt.getTime() } : {}),
  revision: revisionOf(one.taskDefinition),
  deployments: (one.deployments ?? []).map(readDeployment),
  events: (one.events ?? [])
    .map(event => ({ id: event.id ?? '', at: event.createdAt?.getTime() ?? 0, text: event.message ?? '' }))
    .sort((a, b) => a.at - b.at),
  targetGroups: (one.loadBalancers ?? []).flatMap(each => each.targetGroupArn ?? []),
  alternates: Object.fromEntries(
    (one.loadBalancers ?? []).flatMap(({ targetGroupArn, advancedConfiguration }) =>
      targetGroupArn && advancedConfiguration?.alternateTargetGroupArn
        ? [[targetGroupArn, advancedConfiguration.alternateTargetGroupArn]]
        : [],
    ),
  ),
  strategy: one.deploymentConfiguration?.strategy ?? 'ROLLING',
  breaker: {
    enabled: one.deploymentConfiguration?.deploymentCircuitBreaker?.enable ?? false,
    rollback: one.deploymentConfiguration?.deploymentCircuitBreaker?.rollback ?? false,
  },
  minimumHealthyPercent: one.deploymentConfiguration?.minimumHealthyPercent,
  maximumPercent: one.deploymentConfiguration?.maximumPercent,
  gracePeriod: one.healthCheckGracePeriodSeconds,
  alarms: one.deploymentConfiguration?.alarms?.alarmNames ?? [],
  ...(one.deploymentConfiguration?.lifecycleHooks?.length ? { hooks: one.deploymentConfiguration.lifecycleHooks } : {}),
})

/** A task in our words. */
export const readTask = (one: AwsTask): TaskFacts => ({
  id: nameOf(one.taskArn ?? ''),
  deployment: one.startedBy ?? '',
  revision: revisionOf(one.taskDefinitionArn),
  status: one.lastStatus ?? '',
  health: one.healthStatus === 'HEALTHY' ? 'healthy' : one.healthStatus === 'UNHEALTHY' ? 'unhealthy' : 'unknown',
  createdAt: one.createdAt?.getTime(),
  startedAt: one.startedAt?.getTime(),
  stoppedAt: one.stoppedAt?.getTime(),
  stopCode: one.stopCode,
  stoppedReason: one.stoppedReason,
  address: one.attachments
    ?.flatMap(attachment => attachment.details ?? [])
    .find(detail => detail.name === 'privateIPv4Address')?.value,
  containers: (one.containers ?? []).map(container => ({
    name: container.name ?? '',
    image: container.image ?? '',
    exitCode: container.exitCode,
    reason: container.reason,
  })),
})

/** A lifecycle hook of a service deployment in our words. */
export const readHook = ({ hookId, status, expiresAt, timeoutAction }: DeploymentLifecycleHookDetail) => ({
  id: hookId ?? '',
  status: status ?? '',
  expiresAt: expiresAt?.getTime(),
  atTimeout: timeoutAction === 'CONTINUE' ? ('go-on' as const) : ('go-back' as const),
})

const openPause = ({ lifecycleHookDetails = [] }: AwsServiceDeployment): Pick<ServiceDeployment, 'pause'> => {
  const open = lifecycleHookDetails.map(readHook).find(({ status }) => status === 'AWAITING_ACTION')
  return open ? { pause: { id: open.id, expiresAt: open.expiresAt, atTimeout: open.atTimeout } } : {}
}

/** A service deployment in our words. */
export const readServiceDeployment = (one: AwsServiceDeployment): ServiceDeployment => ({
  ...openPause(one),
  arn: one.serviceDeploymentArn ?? '',
  status: one.status ?? '',
  reason: one.rollback?.reason ?? one.statusReason ?? '',
  stage: one.lifecycleStage,
  weight: one.targetServiceRevision?.requestedProductionTrafficWeight,
  alarms: one.alarms?.triggeredAlarmNames ?? [],
})
