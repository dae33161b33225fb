// What is there before the demo's first release by weights?
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { registryHost } from '../../sandbox/aws/arn.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import { type Commit, first, pass, taskDefinition } from './scene.ts'

/** The service whose releases are shifted: `orders-api-blue` and `orders-api-green`. */
export const SHIFTED = 'orders-api'

export type TwoColours = {
  url: string
  /** ARN of the rule that shares the traffic. */
  rule: string
  groups: { blue: string; green: string }
}

type Call = (service: string, operation: string, input: Record<string, unknown>) => Promise<Record<string, unknown>>

/**
 * The production account with the service on the image of the first commit: blue with two tasks and all of the traffic,
 * green with none. Answers when blue serves.
 */
export async function setTwoColours(sandbox: Sandbox, commits: [Commit, ...Commit[]]): Promise<TwoColours> {
  const { id, name: cluster, region } = sandbox.accounts.find('production') ?? sandbox.accounts.all[0] ?? missing()
  const call: Call = (...asked) => sandbox.call(id, ...asked)
  const repository = `prod/${SHIFTED}`
  for (const { sha, image } of commits) sandbox.putImage(id, repository, image, [`sha-${sha.slice(0, 7)}`])
  await call('logs', 'CreateLogGroup', { logGroupName: `/ecs/${SHIFTED}` })

  const subnets = ['subnet-0a0a0a0a0a0a0a0a0', 'subnet-0b0b0b0b0b0b0b0b0']
  const made = await call('elasticloadbalancing', 'CreateLoadBalancer', { Name: SHIFTED, Subnets: subnets })
  const balancer = first(made.LoadBalancers).LoadBalancerArn ?? ''
  const groups = { blue: await createGroup('blue', call), green: await createGroup('green', call) }
  const shared = { blue: 100, green: 0 }
  const tuples = (['blue', 'green'] as const).map(one => ({ TargetGroupArn: groups[one], Weight: shared[one] }))
  const listening = await call('elasticloadbalancing', 'CreateListener', {
    LoadBalancerArn: balancer,
    Protocol: 'HTTP',
    Port: 80,
    DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404' } }],
  })
  const ruled = await call('elasticloadbalancing', 'CreateRule', {
    ListenerArn: first(listening.Listeners).ListenerArn,
    Priority: 100,
    Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/*'] } }],
    Actions: [{ Type: 'forward', ForwardConfig: { TargetGroups: tuples } }],
  })

  await call('ecs', 'CreateCluster', { clusterName: cluster })
  const image = `${registryHost({ account: id, region })}/${repository}@${commits[0].image.digest}`
  await call('ecs', 'RegisterTaskDefinition', taskDefinition(SHIFTED, image, region, id))
  for (const colour of ['blue', 'green'] as const)
    await call('ecs', 'CreateService', {
      cluster,
      serviceName: `${SHIFTED}-${colour}`,
      taskDefinition: SHIFTED,
      desiredCount: colour === 'blue' ? 2 : 0,
      launchType: 'FARGATE',
      loadBalancers: [{ targetGroupArn: groups[colour], containerName: 'app', containerPort: 8080 }],
      networkConfiguration: { awsvpcConfiguration: { subnets, assignPublicIp: 'DISABLED' } },
      healthCheckGracePeriodSeconds: 60,
      deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } },
    })
  while ((await healthy(groups.blue, call)) < 2) await pass(sandbox, 5000)
  return { url: sandbox.elb.urlOf(balancer) ?? '', rule: first(ruled.Rules).RuleArn ?? '', groups }
}

async function createGroup(colour: string, call: Call): Promise<string> {
  const made = await call('elasticloadbalancing', 'CreateTargetGroup', {
    Name: `${SHIFTED}-${colour}`,
    Protocol: 'HTTP',
    Port: 8080,
    VpcId: 'vpc-0c0c0c0c0c0c0c0c0',
    TargetType: 'ip',
    HealthCheckPath: '/healthz',
    // Time runs fast here: an answer has a quarter of a second of this machine.
    HealthCheckIntervalSeconds: 15,
    HealthCheckTimeoutSeconds: 10,
    HealthyThresholdCount: 2,
  })
  const group = first(made.TargetGroups).TargetGroupArn ?? ''
  await call('elasticloadbalancing', 'ModifyTargetGroupAttributes', {
    TargetGroupArn: group,
    Attributes: [{ Key: 'deregistration_delay.timeout_seconds', Value: '15' }],
  })
  return group
}

async function healthy(group: string, call: Call): Promise<number> {
  const answer = await call('elasticloadbalancing', 'DescribeTargetHealth', { TargetGroupArn: group })
  const all = answer.TargetHealthDescriptions as { TargetHealth: { State: string } }[]
  return all.filter(one => one.TargetHealth.State === 'healthy').length
}

function missing(): never {
  throw new Error('the sandbox has no account')
}

/**
 * The repository that is released: the example workflow with the sandbox's rule and address in it. An hour of the ladder
 * is a few minutes here, with so few users an error in twenty is the limit, and a second of AWS is too short to measure.
 */
export function writeShiftedRepository(folder: string, examples: string, { url, rule }: TwoColours): void {
  mkdirSync(join(folder, '.github/workflows'), { recursive: true })
  const map = readFileSync(join(examples, 'ecs-release.yml'), 'utf8')
    .replaceAll('address-api', SHIFTED)
    .replace(`https://${SHIFTED}.example.com`, url)
  writeFileSync(join(folder, '.github/ecs-release.yml'), map)
  const path = join(folder, '.github/workflows/blue-green.yml')
  cpSync(join(examples, 'blue-green.yml'), path)
  const quick = readFileSync(path, 'utf8')
    .replace(/(LISTENER_RULE: )\S+/, `$1${rule}`)
    .replace('bake: 15m, 30m, 60m', 'bake: 5m, 3m, 3m')
    .replace("max-error-rate: '0.5'", "max-error-rate: '5'")
    .replace('keep-blue-for: 60m', 'keep-blue-for: 3m\n          max-latency-p95: none')
  writeFileSync(path, quick)
  writeFileSync(join(folder, 'Dockerfile'), 'FROM scratch\n')
}
