// What do ECS's services, deployments and tasks look like, and how do we change them?
import {
  type DeploymentConfiguration,
  DescribeServiceDeploymentsCommand,
  DescribeServicesCommand,
  DescribeTasksCommand,
  ECSClient,
  ListServiceDeploymentsCommand,
  ListTasksCommand,
  StopServiceDeploymentCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs'
import type { Following, Service, ServiceDeployment } from '../decisions/snapshot.ts'
import { Failure } from '../failure.ts'
import { inBatches } from '../turns.ts'
import { call, clientSettings, regionOrFail } from './aws.ts'
import { nameOf, readService, readServiceDeployment, readTask } from './ecs-facts.ts'
import { serviceHistory } from './ecs-history.ts'
import { taskDefinitions } from './task-definitions.ts'

/** DescribeServices takes ten services, DescribeTasks a hundred tasks: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeServices.html */
const SERVICES_A_CALL = 10
const TASKS_A_CALL = 100

/** ECS in one region. */
export async function ecs(givenRegion?: string) {
  const region = regionOrFail(givenRegion)
  const client = new ECSClient(await clientSettings('ecs', region))
  const once = new ECSClient(await clientSettings('ecs', region, 1))

  /** As each service has it: an update replaces the whole of it, so what is not to change is sent as it is. */
  const configurations = new Map<string, DeploymentConfiguration>()
  /** ARNs of records, by the number of the deployment. */
  const records = new Map<string, string>()

  const purpose = (permission: string, cluster: string, service: string) => ({
    permission: `ecs:${permission}`,
    resource: `service ${service} in cluster ${cluster}`,
    region,
    known: {
      ClusterNotFoundException: () =>
        `Cluster "${cluster}" was not found in ${region}: check the input cluster, the region, and the account of the role.`,
      ServiceNotFoundException: () =>
        `Service "${service}" was not found in cluster "${cluster}" in ${region}: check the input service.`,
      ServiceNotActiveException: () =>
        `Service "${service}" in cluster "${cluster}" is not active: it was deleted. Create it again before releasing to it.`,
    },
  })

  async function describeTasks(cluster: string, service: string, desiredStatus: 'RUNNING' | 'STOPPED') {
    const arns: string[] = []
    let nextToken: string | undefined
    do {
      const page = await call(purpose('ListTasks', cluster, service), () =>
        client.send(new ListTasksCommand({ cluster, serviceName: service, desiredStatus, nextToken })),
      )
      arns.push(...(page.taskArns ?? []))
      nextToken = page.nextToken
    } while (nextToken)
    const batches = inBatches(arns, TASKS_A_CALL).map(tasks =>
      call(purpose('DescribeTasks', cluster, service), () => client.send(new DescribeTasksCommand({ cluster, tasks }))),
    )
    return (await Promise.all(batches)).flatMap(batch => (batch.tasks ?? []).map(readTask))
  }

  async function describeServices(
    cluster: string,
    names: string[],
  ): Promise<{ services: Service[]; missing: string[] }> {
    const batches = inBatches(names, SERVICES_A_CALL).map(services =>
      call(purpose('DescribeServices', cluster, services.join(', ')), () =>
        client.send(new DescribeServicesCommand({ cluster, services })),
      ),
    )
    const found = (await Promise.all(batches)).flatMap(batch => batch.services ?? [])
    for (const { serviceName, deploymentConfiguration } of found)
      if (serviceName && deploymentConfiguration) configurations.set(serviceName, deploymentConfiguration)
    const services = found.map(readService)
    return { services, missing: names.filter(name => !services.some(one => one.name === nameOf(name))) }
  }

  async function recordsSince(cluster: string, service: string, after: number): Promise<string[]> {
    const command = new ListServiceDeploymentsCommand({ cluster, service, createdAt: { after: new Date(after) } })
    const listed = await call(purpose('ListServiceDeployments', cluster, service), () => client.send(command))
    return (listed.serviceDeployments ?? []).flatMap(one => one.serviceDeploymentArn ?? []).slice(0, 20)
  }

  return {
    region,
    ...taskDefinitions(client, once, region),
    ...serviceHistory(client, purpose),

    /** Services by name; those ECS does not know are in `missing`. */
    describeServices,

    /**
     * Changes a service, asking once: when an answer is lost, only a look tells whether it was carried out. Sends nothing
     * that was not asked for. Answers the service with its new deployment.
     */
    async updateService(cluster: string, service: string, { configuration, ...change }: Change): Promise<Service> {
      if (configuration && !configurations.has(service)) await describeServices(cluster, [service])
      const deploymentConfiguration: DeploymentConfiguration | undefined = configuration && {
        ...configurations.get(service),
        ...configuration,
      }
      const command = { cluster, service, ...change, ...(deploymentConfiguration ? { deploymentConfiguration } : {}) }
      const asked = purpose('UpdateService', cluster, service)
      const known = {
        ...asked.known,
        ClientException: (message: string) =>
          /TaskDefinition/.test(message)
            ? `Task definition ${change.taskDefinition} was not taken by ECS (${message.replace(/\.$/, '')}): check the input task-definition, the region and the account.`
            : `ECS refuses the update of service ${service}: ${message}`,
      }
      const answer = await call({ ...asked, known }, () => once.send(new UpdateServiceCommand(command)))
      if (!answer.service) throw new Failure(`ECS answered the update of service ${service} without a service.`)
      return readService(answer.service)
    },

    /** ECS's newer record of a deployment; undefined where there is none. */
    async serviceDeployment(
      cluster: string,
      service: string,
      following: Following,
    ): Promise<ServiceDeployment | undefined> {
      const number = nameOf(following.deployment)
      const known = records.get(number)
      const arns = known ? [known] : await recordsSince(cluster, service, following.createdAt - 60_000)
      if (arns.length === 0) return undefined
      const { serviceDeployments = [] } = await call(purpose('DescribeServiceDeployments', cluster, service), () =>
        client.send(new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: arns })),
      )
      // A deployment and the service revision it brings have one number: ecs-svc/N and …:service-revision/cluster/service/N.
      const ours = serviceDeployments.find(one => nameOf(one.targetServiceRevision?.arn ?? '') === number)
      if (ours?.serviceDeploymentArn) records.set(number, ours.serviceDeploymentArn)
      return ours && readServiceDeployment(ours)
    },

    /** Stops a deployment that is under way, so that ECS returns the service to what it had. */
    async stopWithRollback(cluster: string, service: string, arn: string): Promise<void> {
      await call(purpose('StopServiceDeployment', cluster, service), () =>
        client.send(new StopServiceDeploymentCommand({ serviceDeploymentArn: arn, stopType: 'ROLLBACK' })),
      )
    },

    /** Tasks that run, or are on their way to. */
    runningTasks: (cluster: string, service: string) => describeTasks(cluster, service, 'RUNNING'),
    /** Tasks that stopped within the last hour, as long as ECS shows them. */
    stoppedTasks: (cluster: string, service: string) => describeTasks(cluster, service, 'STOPPED'),
  }
}

/** What an update may change; `configuration`, names as ECS has them, only in those members that are given. */
export type Change = {
  taskDefinition?: string
  forceNewDeployment?: true
  desiredCount?: number
  healthCheckGracePeriodSeconds?: number
  configuration?: object
}

export type Ecs = Awaited<ReturnType<typeof ecs>>
