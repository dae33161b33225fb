// What stands in the sandbox before traffic moves from one service to another?
import { registryHost } from '../sandbox/aws/arn.ts'
import type { Script } from '../sandbox/runtime/script.ts'
import type { SandboxOptions } from '../sandbox/sandbox.ts'
import { type Play, play } from './play.ts'
import { scripted } from './scene.ts'

type Fields = Record<string, unknown>

export type ColoursOptions = {
  sandbox?: SandboxOptions
  name?: string
  desired?: number
  /** How many tasks the idle service has; `undefined`: there is none. */
  green?: number | 'absent'
  /** The production rule: a rule of its own, or the listener's default one. */
  rule?: 'own' | 'default'
  /** Weighted, or a bare target group. */
  form?: 'weighted' | 'scalar'
  /** Seconds of the rule's stickiness. */
  sticky?: number
  deregistrationDelay?: number
  /** What the production rule does, instead of `form`. */
  actions?: (groups: { blue: string; green: string; third: string }) => Fields[]
  /** More members of the production rule. */
  more?: Fields
  /** A listener that may ask for a login. */
  secure?: boolean
  /** Rules beside the production rule, and target groups beside those of the pair. */
  others?: { rules?: number; groups?: number }
  /** Application Auto Scaling of both services: from, to. */
  scaled?: [number, number]
}

export type Rule = { RuleArn: string; Priority: string; Actions: Fields[]; IsDefault: boolean; Transforms?: Fields[] }

export type Colours = Awaited<ReturnType<typeof colours>>

const subnets = ['subnet-0a0a0a0a0a0a0a0a0', 'subnet-0b0b0b0b0b0b0b0b0']

/** A cluster `staging` with `web-blue`, which has served for a while, and `web-green`, which has no task. */
export async function colours(options: ColoursOptions = {}) {
  const stage: Play = await play(options.sandbox)
  return coloursIn(stage, options)
}

export async function coloursIn(stage: Play, options: ColoursOptions = {}) {
  const { name = 'web', desired = 2, green = 0, rule = 'own', form = 'weighted', deregistrationDelay = 30 } = options
  const { sandbox, clock } = stage
  const { id, region } = sandbox.accounts.find('staging') as { id: string; region: string }
  const call = (service: string, operation: string, input: Fields) => sandbox.call(id, service, operation, input)
  const ecs = (operation: string, input: Fields) => call('ecs', operation, { cluster: 'staging', ...input })
  const elb = async (operation: string, input: Fields) =>
    (Object.values(await call('elasticloadbalancing', operation, input))[0] ?? []) as Fields[]
  const repository = `${registryHost({ account: id, region })}/${name}`

  const revise = async (script: Script = { answers: [{ body: 'v2' }] }, family = name): Promise<string> => {
    const image = scripted(script)
    sandbox.putImage(id, name, image, [])
    const { taskDefinition } = await call('ecs', 'RegisterTaskDefinition', {
      family,
      networkMode: 'awsvpc',
      requiresCompatibilities: ['FARGATE'],
      ...{ cpu: '256', memory: '512', executionRoleArn: `arn:aws:iam::${id}:role/ecsTaskExecutionRole` },
      containerDefinitions: [
        { name: 'app', image: `${repository}@${image.digest}`, portMappings: [{ containerPort: 8080 }] },
      ],
    })
    return (taskDefinition as { taskDefinitionArn: string }).taskDefinitionArn.split('/').at(-1) as string
  }

  const group = async (Name: string): Promise<string> => {
    const [made] = await elb('CreateTargetGroup', {
      ...{ Name, Protocol: 'HTTP', Port: 8080, VpcId: 'vpc-0c0c0c0c0c0c0c0c0', TargetType: 'ip' },
      ...{ HealthCheckPath: '/healthz', HealthCheckIntervalSeconds: 10, HealthyThresholdCount: 2 },
    })
    const TargetGroupArn = String(made?.TargetGroupArn)
    const Attributes = [{ Key: 'deregistration_delay.timeout_seconds', Value: String(deregistrationDelay) }]
    await elb('ModifyTargetGroupAttributes', { TargetGroupArn, Attributes })
    return TargetGroupArn
  }

  await ecs('CreateCluster', { clusterName: 'staging' }).catch(() => undefined)
  const [balancer] = await elb('CreateLoadBalancer', { Name: name, Subnets: subnets })
  const LoadBalancerArn = String(balancer?.LoadBalancerArn)
  const groups = { blue: await group(`${name}-blue`), green: green === 'absent' ? '' : await group(`${name}-green`) }
  const third = options.actions || options.others ? await group('third') : ''
  for (let i = 0; i < (options.others?.groups ?? 0); i++) await group(`other-${i}`)
  const sticky = options.sticky
    ? { TargetGroupStickinessConfig: { Enabled: true, DurationSeconds: options.sticky } }
    : {}
  const forward = options.actions
    ? options.actions({ ...groups, third })
    : form === 'scalar' || green === 'absent'
      ? [{ Type: 'forward', TargetGroupArn: groups.blue }]
      : [
          {
            Type: 'forward',
            ForwardConfig: {
              TargetGroups: [
                { TargetGroupArn: groups.blue, Weight: 100 },
                { TargetGroupArn: groups.green, Weight: 0 },
              ],
              ...sticky,
            },
          },
        ]
  const refused = [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404' } }]
  const [listening] = await elb('CreateListener', {
    ...{ LoadBalancerArn, Protocol: options.secure ? 'HTTPS' : 'HTTP', Port: options.secure ? 443 : 80 },
    DefaultActions: rule === 'default' ? forward : refused,
  })
  const listener = String(listening?.ListenerArn)
  if (rule === 'own')
    await elb('CreateRule', {
      ListenerArn: listener,
      Priority: 10,
      Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/*'] } }],
      Actions: forward,
      ...options.more,
    })
  for (let i = 0; i < (options.others?.rules ?? 0); i++)
    await elb('CreateRule', {
      ...{ ListenerArn: listener, Priority: 1000 + i, Actions: [{ Type: 'forward', TargetGroupArn: third }] },
      Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: [`/other/${i}`] } }],
    })
  const rules = async () => (await elb('DescribeRules', { ListenerArn: listener })) as Rule[]
  const production = (await rules()).find(one => one.Priority === (rule === 'default' ? 'default' : '10')) as Rule

  const serve = async (colour: 'blue' | 'green', desiredCount: number) => {
    await ecs('CreateService', {
      ...{ serviceName: `${name}-${colour}`, taskDefinition: first, desiredCount, launchType: 'FARGATE' },
      networkConfiguration: { awsvpcConfiguration: { subnets } },
      deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } },
      loadBalancers: [{ targetGroupArn: groups[colour], containerName: 'app', containerPort: 8080 }],
      healthCheckGracePeriodSeconds: 60,
    })
    if (options.scaled)
      await call('application-autoscaling', 'RegisterScalableTarget', {
        ...{ ServiceNamespace: 'ecs', ScalableDimension: 'ecs:service:DesiredCount' },
        ...{ ResourceId: `service/staging/${name}-${colour}` },
        ...{ MinCapacity: options.scaled[0], MaxCapacity: options.scaled[1] },
      })
  }
  const first = await revise({ answers: [{ body: 'v1' }] })
  await serve('blue', desired)
  if (green !== 'absent') {
    // A group that a test rule once attached: ECS takes none that no load balancer knows.
    const attached = form === 'scalar' ? await attach(groups.green) : undefined
    await serve('green', green)
    if (attached) await elb('DeleteRule', { RuleArn: attached })
  }
  async function attach(TargetGroupArn: string): Promise<string> {
    const [made] = await elb('CreateRule', {
      ...{ ListenerArn: listener, Priority: 900, Actions: [{ Type: 'forward', TargetGroupArn }] },
      Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/attached'] } }],
    })
    return String(made?.RuleArn)
  }
  const describe = async (colour: 'blue' | 'green') => {
    const { services } = await ecs('DescribeServices', { services: [`${name}-${colour}`] })
    return (services as { desiredCount: number; runningCount: number; taskDefinition: string; status: string }[])[0]
  }
  await clock.advance(180_000)

  return {
    ...{ stage, sandbox, clock, name, call, ecs, elb, revise, rules, describe, first, listener, groups, repository },
    loadBalancer: LoadBalancerArn,
    rule: production.RuleArn,
    url: sandbox.elb.urlOf(LoadBalancerArn) ?? '',
    /** Groups and weights of the production rule now. */
    async weights(): Promise<Record<string, number>> {
      const [one] = (await elb('DescribeRules', { RuleArns: [production.RuleArn] })) as Rule[]
      return weightsIn(one?.Actions ?? [])
    },
    inputs: { cluster: 'staging', service: name, 'listener-rule': production.RuleArn } as Record<string, string>,
    close: () => stage.close(),
  }
}

/** Weights by the name of the target group. */
export function weightsIn(actions: Fields[]): Record<string, number> {
  const forward = actions.find(one => one.Type === 'forward') as
    | { ForwardConfig?: { TargetGroups?: { TargetGroupArn: string; Weight?: number }[] } }
    | undefined
  const tuples = forward?.ForwardConfig?.TargetGroups ?? []
  return Object.fromEntries(tuples.map(one => [one.TargetGroupArn.split('/')[1] as string, one.Weight ?? 1]))
}
