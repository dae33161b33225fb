// How does ECS show a task?
import type { Fields } from '../../service.ts'
import { shownTags } from '../tags.ts'
import { type Task, type TaskContainer, taskHealth } from './task.ts'

/** As DescribeTasks, RunTask and StopTask show it. */
export function shownTask(task: Task, { tags = false } = {}): Fields {
  const { definition, times, interface: eni, stop, settings, cluster } = task
  const date = (time: number | undefined) => (time === undefined ? undefined : new Date(time))
  const { networkConfiguration: _, ...shownSettings } = settings
  return {
    attachments: eni
      ? [
          {
            id: eni.attachmentId,
            type: 'ElasticNetworkInterface',
            status: eni.attached ? 'ATTACHED' : 'DELETED',
            details: [
              { name: 'subnetId', value: eni.subnet },
              { name: 'networkInterfaceId', value: eni.id },
              { name: 'macAddress', value: eni.mac },
              {
                name: 'privateDnsName',
                value: `ip-${eni.ip.replaceAll('.', '-')}.${cluster.place.region}.compute.internal`,
              },
              { name: 'privateIPv4Address', value: eni.ip },
            ],
          },
        ]
      : [],
    attributes: [{ name: 'ecs.cpu-architecture', value: architectureOf(task) }],
    availabilityZone: `${cluster.place.region}a`,
    clusterArn: task.clusterArn,
    connectivity: times.connectivityAt === undefined ? undefined : 'CONNECTED',
    containers: task.containers.map(container => shownContainer(task, container)),
    cpu: task.overrides.cpu ?? definition.fields.cpu,
    memory: task.overrides.memory ?? definition.fields.memory,
    desiredStatus: task.desiredStatus,
    group: task.group,
    healthStatus: taskHealth(task),
    lastStatus: task.lastStatus,
    overrides: { inferenceAcceleratorOverrides: [], ...task.overrides },
    ...shownSettings,
    startedBy: task.startedBy,
    stopCode: stop?.code,
    stoppedReason: stop?.reason,
    tags: tags ? shownTags(task.tags) : [],
    taskArn: task.arn,
    taskDefinitionArn: definition.arn,
    version: task.version,
    ephemeralStorage: { sizeInGiB: 20 },
    fargateEphemeralStorage: { sizeInGiB: 20 },
    ...Object.fromEntries(Object.entries(times).map(([name, time]) => [name, date(time)])),
  }
}

function shownContainer({ arn: taskArn, interface: eni }: Task, container: TaskContainer): Fields {
  const { arn, definition, digest, runtimeId, lastStatus, exitCode, reason, health } = container
  return {
    containerArn: arn,
    taskArn,
    name: definition.name,
    image: definition.image,
    imageDigest: digest,
    runtimeId,
    lastStatus,
    exitCode,
    reason,
    networkBindings: [],
    networkInterfaces: eni ? [{ attachmentId: eni.attachmentId, privateIpv4Address: eni.ip }] : [],
    healthStatus: health,
    cpu: String(definition.cpu),
    memory: definition.memory === undefined ? undefined : String(definition.memory),
    memoryReservation: definition.memoryReservation === undefined ? undefined : String(definition.memoryReservation),
  }
}

function architectureOf({ definition }: Task): string {
  const { cpuArchitecture = 'X86_64' } = (definition.fields.runtimePlatform ?? {}) as { cpuArchitecture?: string }
  return cpuArchitecture === 'ARM64' ? 'arm64' : 'x86_64'
}
