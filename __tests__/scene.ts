// What stands in the sandbox before an action comes?
import { registryHost } from '../sandbox/aws/arn.ts'
import { type BuiltImage, buildImage } from '../sandbox/oci/build.ts'
import type { Script } from '../sandbox/runtime/script.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'

/** An image whose container does what a script says; the same script and commit give the same digest. */
export const scripted = (script: Script, sha?: string): BuiltImage =>
  buildImage({
    files: {},
    entrypoint: ['serve'],
    labels: {
      'sandbox.script': JSON.stringify(script),
      ...(sha === undefined ? {} : { 'org.opencontainers.image.revision': sha }),
    },
  })

export type SceneOptions = {
  account?: string
  cluster?: string
  service?: string
  desired?: number
  /** Behind a load balancer, unless said otherwise. */
  balanced?: boolean
  breaker?: { enable: boolean; rollback: boolean }
  /** More of the deployment configuration. With a strategy that shifts traffic there are two target groups. */
  deployment?: Record<string, unknown> & { strategy?: 'ROLLING' | 'BLUE_GREEN' | 'LINEAR' | 'CANARY' }
  /** Two target groups, also where the service has no such strategy yet; requests with the header `x-test` are for green. */
  colours?: boolean
  /** Of the revision that serves. */
  script?: Script
  /** More members of the container definition, and of the service. */
  container?: Record<string, unknown>
  more?: Record<string, unknown>
}

export type Scene = {
  /** Registers a revision with an image of this script and answers it: `web:2`. */
  revise(script: Script, container?: Record<string, unknown>): Promise<string>
  /** The image repository: `…/web`. */
  repository: string
  /** Deployments, tasks and so on as ECS shows them. */
  describe(): Promise<EcsService>
  group: string | undefined
  url: string
  /** Of two colours: the second target group, and the rule of production. */
  colours: { green: string; rule: string } | undefined
}

export type EcsService = {
  status: string
  taskDefinition: string
  desiredCount: number
  runningCount: number
  deployments: {
    id: string
    status: string
    taskDefinition: string
    rolloutState: string
    runningCount: number
    desiredCount: number
  }[]
}

/** A cluster with one service that has been serving for a while: `web` in `staging` with two tasks. */
export async function scene(sandbox: Sandbox, options: SceneOptions = {}): Promise<Scene> {
  const { account = 'staging', cluster = 'staging', service = 'web', desired = 2, balanced = true } = options
  const { id, region } = sandbox.accounts.find(account) as { id: string; region: string }
  const call = (name: string, operation: string, input: Record<string, unknown>) =>
    sandbox.call(id, name, operation, input)
  const repository = `${registryHost({ account: id, region })}/${service}`

  const register = async (image: string, container: Record<string, unknown> = {}) => {
    const { taskDefinition } = await call('ecs', 'RegisterTaskDefinition', {
      family: service,
      networkMode: 'awsvpc',
      requiresCompatibilities: ['FARGATE'],
      cpu: '256',
      memory: '512',
      executionRoleArn: `arn:aws:iam::${id}:role/ecsTaskExecutionRole`,
      containerDefinitions: [
        {
          name: 'app',
          image,
          portMappings: [{ containerPort: 8080 }],
          logConfiguration: {
            logDriver: 'awslogs',
            options: { 'awslogs-group': `/ecs/${service}`, 'awslogs-region': region, 'awslogs-stream-prefix': 'ecs' },
          },
          ...options.container,
          ...container,
        },
      ],
    })
    return (taskDefinition as { taskDefinitionArn: string }).taskDefinitionArn.split('/').at(-1) as string
  }
  const put = (script: Script) => {
    const image = scripted(script)
    sandbox.putImage(id, service, image, [])
    return `${repository}@${image.digest}`
  }

  await call('logs', 'CreateLogGroup', { logGroupName: `/ecs/${service}` })
  await call('ecs', 'CreateCluster', { clusterName: cluster })
  const subnets = ['subnet-0a0a0a0a0a0a0a0a0', 'subnet-0b0b0b0b0b0b0b0b0']
  const { group, url, listener } = balanced ? await balance(call, sandbox, service, subnets) : { url: '' }
  const shifting =
    group && listener && (options.colours || options.deployment?.strategy)
      ? await twoColours(call, service, group, listener, id, options.colours)
      : undefined
  await register(put(options.script ?? { answers: [{ body: 'v1' }] }))
  await call('ecs', 'CreateService', {
    cluster,
    serviceName: service,
    taskDefinition: service,
    desiredCount: desired,
    launchType: 'FARGATE',
    networkConfiguration: { awsvpcConfiguration: { subnets } },
    deploymentConfiguration: {
      deploymentCircuitBreaker: options.breaker ?? { enable: true, rollback: true },
      ...options.deployment,
    },
    ...(group
      ? {
          loadBalancers: [{ targetGroupArn: group, containerName: 'app', containerPort: 8080, ...shifting }],
          healthCheckGracePeriodSeconds: 60,
        }
      : {}),
    ...options.more,
  })
  const describe = async () => {
    const { services } = await call('ecs', 'DescribeServices', { cluster, services: [service] })
    return (services as EcsService[])[0] as EcsService
  }
  if (options.more?.deploymentController === undefined)
    while ((await describe()).deployments[0]?.rolloutState !== 'COMPLETED')
      await (sandbox.clock as { advance(ms: number): Promise<void> }).advance(5000)
  const advanced = shifting?.advancedConfiguration
  return {
    ...{ revise: (script, container) => register(put(script), container), repository, describe, group, url },
    colours: advanced
      ? { green: advanced.alternateTargetGroupArn, rule: advanced.productionListenerRule ?? '' }
      : undefined,
  }
}

type Call = (name: string, operation: string, input: Record<string, unknown>) => Promise<Record<string, unknown>>

const balancing = (call: Call) => async (operation: string, member: string, input: Record<string, unknown>) => {
  const answer = (await call('elasticloadbalancing', operation, input))[member]
  return (answer as Record<string, string>[])[0] as Record<string, string>
}

const targetGroup = (call: Call, Name: string) =>
  balancing(call)('CreateTargetGroup', 'TargetGroups', {
    Name,
    Protocol: 'HTTP',
    Port: 8080,
    VpcId: 'vpc-0c0c0c0c0c0c0c0c0',
    TargetType: 'ip',
    HealthCheckPath: '/healthz',
    HealthCheckIntervalSeconds: 10,
    HealthyThresholdCount: 2,
  })

async function balance(call: Call, sandbox: Sandbox, name: string, subnets: string[]) {
  const elb = balancing(call)
  const { LoadBalancerArn = '' } = await elb('CreateLoadBalancer', 'LoadBalancers', { Name: name, Subnets: subnets })
  const { TargetGroupArn = '' } = await targetGroup(call, name)
  const Attributes = [{ Key: 'deregistration_delay.timeout_seconds', Value: '15' }]
  await call('elasticloadbalancing', 'ModifyTargetGroupAttributes', { TargetGroupArn, Attributes })
  const { ListenerArn = '' } = await elb('CreateListener', 'Listeners', {
    LoadBalancerArn,
    Protocol: 'HTTP',
    Port: 80,
    DefaultActions: [{ Type: 'forward', TargetGroupArn }],
  })
  return { group: TargetGroupArn, url: sandbox.elb.urlOf(LoadBalancerArn) ?? '', listener: ListenerArn }
}

/** A second target group, and the rule whose weights ECS shifts from one to the other; with `test` one for green's test, too. */
async function twoColours(call: Call, name: string, blue: string, ListenerArn: string, account: string, test = false) {
  const { TargetGroupArn: green = '' } = await targetGroup(call, `${name}-green`)
  const Attributes = [{ Key: 'deregistration_delay.timeout_seconds', Value: '15' }]
  await call('elasticloadbalancing', 'ModifyTargetGroupAttributes', { TargetGroupArn: green, Attributes })
  const rule = async (Priority: number, Condition: Record<string, unknown>) => {
    const { RuleArn } = await balancing(call)('CreateRule', 'Rules', {
      ListenerArn,
      Priority,
      Conditions: [Condition],
      Actions: [
        {
          Type: 'forward',
          ForwardConfig: {
            TargetGroups: [
              { TargetGroupArn: blue, Weight: 1 },
              { TargetGroupArn: green, Weight: 0 },
            ],
          },
        },
      ],
    })
    return RuleArn
  }
  const header = { HttpHeaderName: 'x-test', Values: ['*'] }
  return {
    advancedConfiguration: {
      alternateTargetGroupArn: green,
      productionListenerRule: await rule(2, { Field: 'path-pattern', PathPatternConfig: { Values: ['/*'] } }),
      ...(test ? { testListenerRule: await rule(1, { Field: 'http-header', HttpHeaderConfig: header }) } : {}),
      roleArn: `arn:aws:iam::${account}:role/ecsInfrastructureRole`,
    },
  }
}
