// What does ECS add to a task definition that it registers?
import type { Fields } from '../../service.ts'
import type { ContainerDefinition, HealthCheck } from './definition.ts'
import { cpuUnits, mebibytes } from './sizes.ts'

/** Members that only come out; clients that send them back are not refused, and not listened to. */
const ownMembers = [
  'taskDefinitionArn',
  'revision',
  'status',
  'requiresAttributes',
  'compatibilities',
  'registeredAt',
  'registeredBy',
  'deregisteredAt',
  'deleteRequestedAt',
  'tags',
]

/** A checked input as DescribeTaskDefinition will show it; members that the sandbox does not know stay as they are. */
export function withDefaults(input: Fields): Fields & { containerDefinitions: ContainerDefinition[] } {
  const given = Object.fromEntries(Object.entries(input).filter(([member]) => !ownMembers.includes(member)))
  const { containerDefinitions, ...rest } = given as Fields & { containerDefinitions: Partial<ContainerDefinition>[] }
  return {
    ...rest,
    ...sizeOf(rest),
    containerDefinitions: containerDefinitions.map(containerWithDefaults),
    volumes: rest.volumes ?? [],
    placementConstraints: rest.placementConstraints ?? [],
    enableFaultInjection: rest.enableFaultInjection ?? false,
  }
}

function sizeOf({ cpu, memory }: Fields): Fields {
  const units = cpu === undefined ? undefined : cpuUnits(String(cpu))
  const size = memory === undefined ? undefined : mebibytes(String(memory))
  return { ...(units !== undefined && { cpu: String(units) }), ...(size !== undefined && { memory: String(size) }) }
}

function containerWithDefaults(given: Partial<ContainerDefinition>): ContainerDefinition {
  const { name = '', image = '', portMappings = [], healthCheck, logConfiguration } = given
  return {
    ...given,
    name,
    image,
    cpu: given.cpu ?? 0,
    portMappings: portMappings.map(mapping => ({
      ...mapping,
      hostPort: mapping.hostPort ?? mapping.containerPort,
      protocol: mapping.protocol ?? 'tcp',
    })),
    essential: given.essential ?? true,
    environment: given.environment ?? [],
    mountPoints: given.mountPoints ?? [],
    volumesFrom: given.volumesFrom ?? [],
    systemControls: given.systemControls ?? [],
    ...(healthCheck && { healthCheck: checkWithDefaults(healthCheck) }),
    ...(logConfiguration && {
      logConfiguration: { ...logConfiguration, secretOptions: logConfiguration.secretOptions ?? [] },
    }),
  }
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html */
function checkWithDefaults(given: Partial<HealthCheck>): HealthCheck {
  return { command: [], interval: 30, timeout: 5, retries: 3, ...given }
}

/** What a container instance would have to offer: the part of it that depends on what the sandbox knows. */
export function requiredAttributes(fields: Fields & { containerDefinitions: ContainerDefinition[] }): Fields[] {
  const { containerDefinitions: containers } = fields
  const awslogs = containers.some(({ logConfiguration }) => logConfiguration?.logDriver === 'awslogs')
  const names = [
    awslogs && 'com.amazonaws.ecs.capability.logging-driver.awslogs',
    awslogs && 'ecs.capability.execution-role-awslogs',
    containers.some(({ image }) => image.includes('.dkr.ecr.')) && 'com.amazonaws.ecs.capability.ecr-auth',
    containers.some(({ secrets }) => secrets?.length) && 'ecs.capability.secrets.asm.environment-variables',
    containers.some(({ healthCheck }) => healthCheck) && 'ecs.capability.container-health-check',
    fields.taskRoleArn && 'com.amazonaws.ecs.capability.task-iam-role',
    'com.amazonaws.ecs.capability.docker-remote-api.1.18',
    fields.networkMode === 'awsvpc' && 'ecs.capability.task-eni',
  ]
  return names.filter(name => typeof name === 'string').map(name => ({ name }))
}
