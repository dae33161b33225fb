// How far has ECS shifted a service's traffic, and how is it told to go on or back?
import {
  type ServiceDeployment as AwsServiceDeployment,
  ContinueServiceDeploymentCommand,
  type DeploymentLifecycleHookAction,
  DescribeServiceDeploymentsCommand,
  DescribeServiceRevisionsCommand,
  DescribeServicesCommand,
  ECSClient,
  ListServiceDeploymentsCommand,
  StopServiceDeploymentCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs'
import {
  DescribeListenersCommand,
  DescribeRulesCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Configuration } from '../decisions/native-strategy.ts'
import type { ShiftRecord } from '../decisions/pause.ts'
import { Failure } from '../failure.ts'
import { call, callOr, clientSettings, regionOrFail } from './aws.ts'
import { nameOf, readHook, readServiceDeployment } from './ecs-facts.ts'

/** A record with what it moves from and to: ARNs of service revisions, and the number of its deployment. */
export type Shift = ShiftRecord & { number: string; target: string; sources: string[]; createdAt: number }

/** Where the tasks of a revision are, and which rule (of an NLB: listener) routes production to them. */
export type Route = { group: string; rule: string | undefined }

/** Statuses of a service deployment that is not over; so many are asked for at a time. */
const OPEN = ['PENDING', 'IN_PROGRESS', 'STOP_REQUESTED', 'ROLLBACK_REQUESTED', 'ROLLBACK_IN_PROGRESS'] as const

/** ECS's service deployments in one region. */
export async function ecsShift(givenRegion?: string) {
  const region = regionOrFail(givenRegion)
  const client = new ECSClient(await clientSettings('ecs', region))
  const once = new ECSClient(await clientSettings('ecs', region, 1))
  const elb = new ElasticLoadBalancingV2Client(await clientSettings('elasticloadbalancing', region))

  const purpose = (permission: string, resource: string) => ({ permission: `ecs:${permission}`, resource, region })

  async function describeService(cluster: string, service: string) {
    const { services = [] } = await call(purpose('DescribeServices', `service ${service} in cluster ${cluster}`), () =>
      client.send(new DescribeServicesCommand({ cluster, services: [service] })),
    )
    return services[0]
  }

  const configurationOf = async (cluster: string, service: string) =>
    ((await describeService(cluster, service))?.deploymentConfiguration ?? {}) as Configuration

  async function routesOf(revisions: string[]): Promise<Map<string, Route[]>> {
    const { serviceRevisions = [] } = await call(purpose('DescribeServiceRevisions', revisions.join(', ')), () =>
      client.send(new DescribeServiceRevisionsCommand({ serviceRevisionArns: revisions })),
    )
    return new Map(
      serviceRevisions.map(({ serviceRevisionArn = '', resolvedConfiguration }) => [
        serviceRevisionArn,
        (resolvedConfiguration?.loadBalancers ?? []).flatMap(({ targetGroupArn: group, productionListenerRule }) =>
          group ? [{ group, rule: productionListenerRule }] : [],
        ),
      ]),
    )
  }

  async function describe(arn: string): Promise<Shift | undefined> {
    const { serviceDeployments = [] } = await call(purpose('DescribeServiceDeployments', nameOf(arn)), () =>
      client.send(new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: [arn] })),
    )
    return serviceDeployments[0] && readShift(serviceDeployments[0])
  }

  return {
    /** How a service is set to deploy, all of it, names as ECS has them. */
    configurationOf,

    /** Sets how a service deploys and starts no deployment: all of it is sent, as it is read now but for the change. */
    async configure(cluster: string, service: string, change: (now: Configuration) => Configuration): Promise<void> {
      const now = await configurationOf(cluster, service)
      const command = { cluster, service, deploymentConfiguration: { ...now, ...change(now) } }
      await call(purpose('UpdateService', `service ${service} in cluster ${cluster}`), () =>
        client.send(new UpdateServiceCommand(command as object as UpdateServiceCommand['input'])),
      )
    },

    /** The service deployment that is under way; undefined when none is. */
    async underWay(cluster: string, service: string): Promise<Shift | undefined> {
      const asked = purpose('ListServiceDeployments', `service ${service} in cluster ${cluster}`)
      const { serviceDeployments = [] } = await call(asked, () =>
        client.send(new ListServiceDeploymentsCommand({ cluster, service, status: [...OPEN] })),
      )
      const newest = serviceDeployments.toSorted((a, b) => Number(b.createdAt) - Number(a.createdAt))[0]
      return newest?.serviceDeploymentArn ? describe(newest.serviceDeploymentArn) : undefined
    },

    /** A service deployment as it is now; undefined when ECS does not know it. */
    describe,

    /** Routes of service revisions, by their ARNs. */
    routesOf,

    /** Routes of the revisions that a service runs now. */
    async routesNow(cluster: string, service: string): Promise<Route[]> {
      const revisions = (await describeService(cluster, service))?.currentServiceRevisions ?? []
      const arns = revisions.flatMap(({ arn }) => arn ?? [])
      return arns.length === 0 ? [] : [...(await routesOf(arns)).values()].flat()
    },

    /** Percent of a rule's traffic that goes to a target group; undefined where the rule says nothing of weights. */
    async percentOf({ group, rule }: Route): Promise<number | undefined> {
      if (rule === undefined) return undefined
      const weights = await weightsIn(rule)
      const all = weights.reduce((sum, one) => sum + one.weight, 0)
      if (all === 0) return undefined
      return (100 * weights.filter(one => one.group === group).reduce((sum, one) => sum + one.weight, 0)) / all
    },

    /** Answers a pause; `gone` when it is no longer open, because somebody else or its end was first. */
    async answer(arn: string, hookId: string, action: DeploymentLifecycleHookAction): Promise<'taken' | 'gone'> {
      const asked = purpose('ContinueServiceDeployment', `the pause of service deployment ${nameOf(arn)}`)
      const command = new ContinueServiceDeploymentCommand({ serviceDeploymentArn: arn, hookId, action })
      const answered = await callOr(asked, ['InvalidParameterException', 'ClientException'], () => once.send(command))
      return typeof answered === 'string' ? 'gone' : 'taken'
    },

    /** Has ECS roll a deployment back; `over` when it is over or on its way back already. */
    async stop(arn: string): Promise<'taken' | 'over'> {
      const asked = purpose('StopServiceDeployment', `service deployment ${nameOf(arn)}`)
      const command = new StopServiceDeploymentCommand({ serviceDeploymentArn: arn, stopType: 'ROLLBACK' })
      const stopped = await callOr(asked, ['ConflictException'], () => once.send(command))
      return typeof stopped === 'string' ? 'over' : 'taken'
    },
  }

  async function weightsIn(arn: string): Promise<{ group: string; weight: number }[]> {
    const ofListener = arn.includes(':listener/')
    const asked = {
      permission: `elasticloadbalancing:Describe${ofListener ? 'Listeners' : 'Rules'}`,
      resource: nameOf(arn),
      region,
    }
    const actions = await call(asked, async () =>
      ofListener
        ? (await elb.send(new DescribeListenersCommand({ ListenerArns: [arn] }))).Listeners?.[0]?.DefaultActions
        : (await elb.send(new DescribeRulesCommand({ RuleArns: [arn] }))).Rules?.[0]?.Actions,
    )
    if (!actions) throw new Failure(`The listener rule ${nameOf(arn)}, by which ECS shifts traffic, is gone.`)
    const forward = actions.find(({ Type }) => Type === 'forward')
    const groups = forward?.ForwardConfig?.TargetGroups ?? []
    if (groups.length === 0 && forward?.TargetGroupArn) return [{ group: forward.TargetGroupArn, weight: 1 }]
    return groups.map(one => ({ group: one.TargetGroupArn ?? '', weight: one.Weight ?? 1 }))
  }
}

export type EcsShift = Awaited<ReturnType<typeof ecsShift>>

const readShift = (one: AwsServiceDeployment): Shift => ({
  ...readServiceDeployment(one),
  testWeight: one.targetServiceRevision?.requestedTestTrafficWeight,
  hooks: (one.lifecycleHookDetails ?? []).map(readHook),
  // A deployment and the service revision it brings have one number.
  number: nameOf(one.targetServiceRevision?.arn ?? ''),
  target: one.targetServiceRevision?.arn ?? '',
  sources: (one.sourceServiceRevisions ?? []).flatMap(({ arn }) => arn ?? []),
  createdAt: one.createdAt?.getTime() ?? 0,
})
