// What is there in the sandbox before anybody has done anything?
import type { Account } from './accounts.ts'
import { registryHost } from './aws/arn.ts'
import type { Fields } from './aws/service.ts'
import { type BuiltImage, buildImage } from './oci/build.ts'
import type { Sandbox } from './sandbox.ts'

const port = 8080

/** A tiny web server that says which version it is, and ends when it is told to. */
const server = `import { createServer } from 'node:http'
const { PORT = '${port}', VERSION = 'unknown' } = process.env
const server = createServer((request, response) => {
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify({ version: VERSION, path: request.url }) + '\\n')
})
server.listen(Number(PORT), () => console.log(\`listening on \${PORT}, version \${VERSION}\`))
process.on('SIGTERM', () => server.close(() => process.exit(0)))
`

/** The image of that server. */
export function webImage(version: string): BuiltImage {
  return buildImage({
    files: { 'app/server.mjs': server },
    entrypoint: ['node', 'server.mjs'],
    workingDirectory: '/app',
    environment: { PORT: String(port), VERSION: version },
  })
}

/**
 * In each account: a repository `<account>/web` with the image `v1`, a cluster `<account>` with a service `web` of two
 * tasks behind a load balancer `web`, and their log group `/ecs/web`. Made with the services' own operations.
 */
export async function seed(sandbox: Sandbox, image: BuiltImage = webImage('v1')): Promise<void> {
  for (const account of sandbox.accounts.all) await seedAccount(sandbox, account, image)
}

async function seedAccount(sandbox: Sandbox, { id, name, region }: Account, image: BuiltImage): Promise<void> {
  const ecs = (operation: string, input: Fields) => sandbox.call(id, 'ecs', operation, input)
  const elb = (operation: string, input: Fields) => sandbox.call(id, 'elasticloadbalancing', operation, input)
  const repository = `${name}/web`
  sandbox.putImage(id, repository, image, ['v1'])
  await sandbox.call(id, 'logs', 'CreateLogGroup', { logGroupName: '/ecs/web' })

  const subnets = ['subnet-0a0a0a0a0a0a0a0a0', 'subnet-0b0b0b0b0b0b0b0b0']
  const balancer = arnIn(await elb('CreateLoadBalancer', { Name: 'web', Subnets: subnets }), 'LoadBalancers')
  const group = arnIn(
    await elb('CreateTargetGroup', {
      Name: 'web',
      Protocol: 'HTTP',
      Port: port,
      VpcId: 'vpc-0c0c0c0c0c0c0c0c0',
      TargetType: 'ip',
      HealthCheckPath: '/',
      HealthCheckIntervalSeconds: 10,
    }),
    'TargetGroups',
  )
  await elb('CreateListener', {
    LoadBalancerArn: balancer,
    Protocol: 'HTTP',
    Port: 80,
    DefaultActions: [{ Type: 'forward', TargetGroupArn: group }],
  })

  await ecs('CreateCluster', { clusterName: name })
  await ecs('RegisterTaskDefinition', {
    family: 'web',
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    cpu: '256',
    memory: '512',
    executionRoleArn: `arn:aws:iam::${id}:role/ecsTaskExecutionRole`,
    containerDefinitions: [
      {
        name: 'app',
        image: `${registryHost({ account: id, region })}/${repository}:v1`,
        essential: true,
        portMappings: [{ containerPort: port, protocol: 'tcp' }],
        logConfiguration: {
          logDriver: 'awslogs',
          options: { 'awslogs-group': '/ecs/web', 'awslogs-region': region, 'awslogs-stream-prefix': 'web' },
        },
      },
    ],
  })
  await ecs('CreateService', {
    cluster: name,
    serviceName: 'web',
    taskDefinition: 'web',
    desiredCount: 2,
    launchType: 'FARGATE',
    loadBalancers: [{ targetGroupArn: group, containerName: 'app', containerPort: port }],
    networkConfiguration: { awsvpcConfiguration: { subnets, assignPublicIp: 'DISABLED' } },
    deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } },
  })
}

/** ARN of the first entry that an operation answers under `member` (`LoadBalancers` → `LoadBalancerArn`). */
function arnIn(output: Fields, member: string): string {
  const [first] = output[member] as Record<string, string>[]
  return first?.[`${member.replace(/s$/, '')}Arn`] ?? ''
}
