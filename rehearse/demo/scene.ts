// What is there before the demo's first release?
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Account } from '../../sandbox/accounts.ts'
import { registryHost } from '../../sandbox/aws/arn.ts'
import type { BuiltImage } from '../../sandbox/oci/build.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'

export const SERVICE = 'address-api'

/** A commit of the service, and the image that was built of it. */
export type Commit = { sha: string; image: BuiltImage }

/** Repository of an account, as the map of environments in the examples names it. */
const REPOSITORIES: Record<string, string> = { staging: 'staging/address-api', production: 'prod/address-api' }

/**
 * Both accounts with a cluster, a load balancer and the service on the image of the first commit; the registries hold the
 * images of all commits under `sha-` and seven digits. Answers the address of each environment.
 */
export async function setScene(sandbox: Sandbox, commits: [Commit, ...Commit[]]): Promise<Record<string, string>> {
  const urls: Record<string, string> = {}
  for (const account of sandbox.accounts.all) urls[account.name] = await settle(sandbox, account, commits)
  for (const account of sandbox.accounts.all) await steady(sandbox, account)
  return urls
}

/** Waits, in the sandbox's time, until the service has completed its first deployment. */
async function steady(sandbox: Sandbox, { id, name }: Account): Promise<void> {
  for (;;) {
    const { services } = await sandbox.call(id, 'ecs', 'DescribeServices', { cluster: name, services: [SERVICE] })
    const [service] = services as { deployments: { rolloutState: string }[] }[]
    if (service?.deployments[0]?.rolloutState === 'COMPLETED') return
    await pass(sandbox, 5000)
  }
}

/** Lets AWS time pass. */
export const pass = ({ clock }: Sandbox, ms: number): Promise<void> =>
  'advance' in clock ? clock.advance(ms) : new Promise(resolve => clock.after(ms, resolve))

async function settle(sandbox: Sandbox, account: Account, commits: [Commit, ...Commit[]]): Promise<string> {
  const { id, name, region } = account
  const call = (service: string, operation: string, input: Record<string, unknown>) =>
    sandbox.call(id, service, operation, input)
  const repository = REPOSITORIES[name] ?? SERVICE
  for (const { sha, image } of commits) sandbox.putImage(id, repository, image, [`sha-${sha.slice(0, 7)}`])
  await call('logs', 'CreateLogGroup', { logGroupName: `/ecs/${SERVICE}` })

  const subnets = ['subnet-0a0a0a0a0a0a0a0a0', 'subnet-0b0b0b0b0b0b0b0b0']
  const balancers = await call('elasticloadbalancing', 'CreateLoadBalancer', { Name: SERVICE, Subnets: subnets })
  const balancer = first(balancers.LoadBalancers).LoadBalancerArn ?? ''
  const groups = await call('elasticloadbalancing', 'CreateTargetGroup', {
    Name: SERVICE,
    Protocol: 'HTTP',
    Port: 8080,
    VpcId: 'vpc-0c0c0c0c0c0c0c0c0',
    TargetType: 'ip',
    HealthCheckPath: '/healthz',
    HealthCheckIntervalSeconds: 10,
    HealthyThresholdCount: 2,
  })
  const group = first(groups.TargetGroups).TargetGroupArn ?? ''
  await call('elasticloadbalancing', 'ModifyTargetGroupAttributes', {
    TargetGroupArn: group,
    Attributes: [{ Key: 'deregistration_delay.timeout_seconds', Value: '15' }],
  })
  await call('elasticloadbalancing', 'CreateListener', {
    LoadBalancerArn: balancer,
    Protocol: 'HTTP',
    Port: 80,
    DefaultActions: [{ Type: 'forward', TargetGroupArn: group }],
  })

  await call('ecs', 'CreateCluster', { clusterName: name })
  const image = `${registryHost({ account: id, region })}/${repository}@${commits[0].image.digest}`
  await call('ecs', 'RegisterTaskDefinition', taskDefinition(SERVICE, image, region, id))
  await call('ecs', 'CreateService', {
    cluster: name,
    serviceName: SERVICE,
    taskDefinition: SERVICE,
    desiredCount: 2,
    launchType: 'FARGATE',
    loadBalancers: [{ targetGroupArn: group, containerName: 'app', containerPort: 8080 }],
    networkConfiguration: { awsvpcConfiguration: { subnets, assignPublicIp: 'DISABLED' } },
    healthCheckGracePeriodSeconds: 60,
    deploymentConfiguration: {
      minimumHealthyPercent: 100,
      maximumPercent: 200,
      deploymentCircuitBreaker: { enable: true, rollback: true },
    },
  })
  return sandbox.elb.urlOf(balancer) ?? ''
}

export const first = (list: unknown): Record<string, string> => (list as Record<string, string>[])[0] ?? {}

/** The task definition of a service of the demo. */
export const taskDefinition = (service: string, image: string, region: string, account: string) => ({
  family: service,
  networkMode: 'awsvpc',
  requiresCompatibilities: ['FARGATE'],
  cpu: '256',
  memory: '512',
  executionRoleArn: `arn:aws:iam::${account}:role/ecsTaskExecutionRole`,
  containerDefinitions: [
    {
      name: 'app',
      image,
      essential: true,
      portMappings: [{ containerPort: 8080, protocol: 'tcp' }],
      logConfiguration: {
        logDriver: 'awslogs',
        options: { 'awslogs-group': `/ecs/${service}`, 'awslogs-region': region, 'awslogs-stream-prefix': 'web' },
      },
    },
  ],
})

/** The repository that is released: the examples' map of environments, with the sandbox's addresses in it. */
export function writeRepository(folder: string, examples: string, urls: Record<string, string>): void {
  mkdirSync(join(folder, '.github/workflows'), { recursive: true })
  const map = readFileSync(join(examples, 'ecs-release.yml'), 'utf8')
    .replace('https://staging.address-api.example.com', urls.staging ?? '')
    .replace('https://address-api.example.com', urls.production ?? '')
  writeFileSync(join(folder, '.github/ecs-release.yml'), map)
  cpSync(join(examples, 'release.yml'), join(folder, '.github/workflows/release.yml'))
  writeFileSync(join(folder, 'Dockerfile'), 'FROM scratch\n')
}
