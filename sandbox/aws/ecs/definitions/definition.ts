// What is a registered task definition?
import type { Fields } from '../../service.ts'
import type { Tags } from '../tags.ts'
import type { Dependency } from '../tasks/order.ts'

/** One revision, `family:n`. */
export type Definition = {
  arn: string
  family: string
  revision: number
  status: 'ACTIVE' | 'INACTIVE'
  /** Members as DescribeTaskDefinition shows them, those unknown to the sandbox included. */
  fields: Fields & { containerDefinitions: ContainerDefinition[] }
  tags: Tags
}

export type HealthCheck = {
  command: string[]
  interval: number
  timeout: number
  retries: number
  startPeriod?: number
}

/** The members that the sandbox acts on; all others are kept as they are. */
export type ContainerDefinition = {
  name: string
  image: string
  essential: boolean
  cpu: number
  memory?: number
  memoryReservation?: number
  portMappings: { containerPort: number; hostPort: number; protocol: string }[]
  environment: { name: string; value: string }[]
  secrets?: { name: string; valueFrom: string }[]
  entryPoint?: string[]
  command?: string[]
  dependsOn?: Dependency[]
  healthCheck?: HealthCheck
  logConfiguration?: { logDriver: string; options?: Record<string, string>; secretOptions?: unknown[] }
  stopTimeout?: number
  [member: string]: unknown
}
