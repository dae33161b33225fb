// Is every member of a task definition of the kind that ECS's model says?
import { AwsError } from '../../service.ts'

type Kind = 'String' | 'Integer' | 'Boolean' | [Kind] | { [member: string]: Kind }

/** `*` stands for any member: a map. */
const texts = { '*': 'String' } as const

const container: Kind = {
  name: 'String',
  image: 'String',
  cpu: 'Integer',
  memory: 'Integer',
  memoryReservation: 'Integer',
  essential: 'Boolean',
  portMappings: [
    { containerPort: 'Integer', hostPort: 'Integer', protocol: 'String', name: 'String', appProtocol: 'String' },
  ],
  environment: [{ name: 'String', value: 'String' }],
  secrets: [{ name: 'String', valueFrom: 'String' }],
  entryPoint: ['String'],
  command: ['String'],
  workingDirectory: 'String',
  user: 'String',
  dockerLabels: texts,
  startTimeout: 'Integer',
  stopTimeout: 'Integer',
  readonlyRootFilesystem: 'Boolean',
  privileged: 'Boolean',
  dependsOn: [{ containerName: 'String', condition: 'String' }],
  healthCheck: {
    command: ['String'],
    interval: 'Integer',
    timeout: 'Integer',
    retries: 'Integer',
    startPeriod: 'Integer',
  },
  logConfiguration: { logDriver: 'String', options: texts },
}

const definition: Kind = {
  family: 'String',
  taskRoleArn: 'String',
  executionRoleArn: 'String',
  networkMode: 'String',
  cpu: 'String',
  memory: 'String',
  requiresCompatibilities: ['String'],
  runtimePlatform: { cpuArchitecture: 'String', operatingSystemFamily: 'String' },
  containerDefinitions: [container],
}

/** Throws `SerializationException` as AWS does: it tells the kinds and not the member. */
export function checkKinds(input: unknown): void {
  walk(input, definition)
}

function walk(value: unknown, kind: Kind): void {
  if (value === undefined || value === null) return
  if (Array.isArray(kind)) {
    if (!Array.isArray(value)) throw unexpected(value, 'list')
    for (const entry of value) walk(entry, kind[0])
  } else if (typeof kind === 'object') {
    if (typeof value !== 'object' || Array.isArray(value)) throw unexpected(value, 'structure')
    for (const [member, inner] of Object.entries(value)) {
      const known = kind[member] ?? kind['*']
      if (known) walk(inner, known)
    }
  } else if (!is[kind](value)) throw unexpected(value, kind)
}

const is: Record<'String' | 'Integer' | 'Boolean', (value: unknown) => boolean> = {
  String: value => typeof value === 'string',
  Integer: value => typeof value === 'number' && Number.isInteger(value),
  Boolean: value => typeof value === 'boolean',
}

function unexpected(value: unknown, wanted: string): AwsError {
  const refuse = (message: string) => new AwsError('SerializationException', message)
  if (Array.isArray(value)) return refuse('Start of list found where not expected')
  if (typeof value === 'object') return refuse('Start of structure or map found where not expected.')
  if (wanted === 'list' || wanted === 'structure') return refuse('Unexpected field type')
  const token = typeof value === 'boolean' ? `${value}`.toUpperCase() : typeof value === 'number' ? 'NUMBER' : 'STRING'
  return refuse(`${token}_VALUE cannot be converted to ${wanted}`)
}
