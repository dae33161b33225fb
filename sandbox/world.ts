// What is there, account by account?
import type { Account } from './accounts.ts'
import type { Fields } from './aws/service.ts'

/** One account's things, as their own services describe them. */
export type AccountWorld = {
  account: string
  name: string
  registry: string
  repositories: { name: string; uri: string; tags: string[] }[]
  /** `url` is where the load balancer listens on this machine. */
  loadBalancers: { name: string; url: string | undefined }[]
  services: { cluster: string; name: string; taskDefinition: string; running: number; desired: number; state: string }[]
}

export type Look = {
  accounts: Account[]
  /** Carries out a describing operation as an account. */
  call(account: string, service: string, operation: string, input?: Fields): Promise<Fields>
  registryOf(account: string): string
  urlOf(loadBalancer: string): string | undefined
}

/** Looks at every account through its services' own operations. */
export async function worldOf({ accounts, call, registryOf, urlOf }: Look): Promise<AccountWorld[]> {
  const list = async <T>(account: string, service: string, operation: string, member: string, input?: Fields) => {
    const output = await call(account, service, operation, input)
    return (output[member] ?? []) as T[]
  }

  const repositoriesOf = async (account: string) => {
    const found = await list<Repository>(account, 'ecr', 'DescribeRepositories', 'repositories')
    return Promise.all(
      found.map(async ({ repositoryName, repositoryUri }) => {
        const images = await list<ImageId>(account, 'ecr', 'ListImages', 'imageIds', { repositoryName })
        return { name: repositoryName, uri: repositoryUri, tags: images.flatMap(({ imageTag }) => imageTag ?? []) }
      }),
    )
  }

  const servicesOf = async (account: string) => {
    const clusters = await list<string>(account, 'ecs', 'ListClusters', 'clusterArns')
    const byCluster = clusters.map(async cluster => {
      const services = await list<string>(account, 'ecs', 'ListServices', 'serviceArns', { cluster })
      if (services.length === 0) return []
      const found = await list<EcsService>(account, 'ecs', 'DescribeServices', 'services', { cluster, services })
      return found.map(({ serviceName, taskDefinition, runningCount, desiredCount, deployments }) => ({
        cluster: lastPart(cluster),
        name: serviceName,
        taskDefinition: lastPart(taskDefinition),
        running: runningCount,
        desired: desiredCount,
        state: deployments[0]?.rolloutState ?? 'none',
      }))
    })
    return (await Promise.all(byCluster)).flat()
  }

  return Promise.all(
    accounts.map(async ({ id, name }) => {
      const balancers = await list<LoadBalancer>(id, 'elasticloadbalancing', 'DescribeLoadBalancers', 'LoadBalancers')
      return {
        account: id,
        name,
        registry: registryOf(id),
        repositories: await repositoriesOf(id),
        loadBalancers: balancers.map(one => ({ name: one.LoadBalancerName, url: urlOf(one.LoadBalancerArn) })),
        services: await servicesOf(id),
      }
    }),
  )
}

type Repository = { repositoryName: string; repositoryUri: string }
type ImageId = { imageTag?: string }
type LoadBalancer = { LoadBalancerName: string; LoadBalancerArn: string }
type EcsService = {
  serviceName: string
  taskDefinition: string
  runningCount: number
  desiredCount: number
  deployments: { rolloutState?: string }[]
}

const lastPart = (arn: string) => arn.split('/').at(-1) ?? arn
