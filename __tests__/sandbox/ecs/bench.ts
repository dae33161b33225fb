// On what are the sandbox's ECS and load balancer tried?
import { afterEach } from '@jest/globals'

import type { Durations } from '../../../sandbox/aws/ecs/durations.ts'
import { type Ecs, ecsService } from '../../../sandbox/aws/ecs/service.ts'
import { type Elb, elbService } from '../../../sandbox/aws/elb/service.ts'
import type { Caller, Fields } from '../../../sandbox/aws/service.ts'
import { type JumpClock, jumpClock } from '../../../sandbox/clock.ts'
import { ids } from '../../../sandbox/ids.ts'
import type { Image } from '../../../sandbox/image.ts'
import { network } from '../../../sandbox/network.ts'
import { type Script, scriptLabel } from '../../../sandbox/runtime/script.ts'
import { scriptedRuntime } from '../../../sandbox/runtime/scripted.ts'

const caller: Caller = {
  account: '127214192604',
  region: 'ap-south-1',
  arn: 'arn:aws:iam::127214192604:user/sandbox',
}
const registry = '127214192604.dkr.ecr.ap-south-1.amazonaws.com/web'

export type Bench = {
  clock: JumpClock
  ecs: Ecs
  elb: Elb
  /** One ECS operation. */
  call(operation: string, input?: Fields): Promise<Fields>
  /** One of the load balancer's. */
  balance(operation: string, input?: Fields): Promise<Fields>
  /** Registers `web:n` that runs `script`, and answers `web:n`; `more` goes into the container definition. */
  revision(script: Script, more?: Fields, task?: Fields): Promise<string>
  /** Lets AWS time pass. */
  pass(seconds: number): Promise<void>
  /** Lets AWS time pass, 5 s at a time, until `done`; throws after an hour. */
  until(done: () => Promise<boolean>): Promise<void>
  /** The service as DescribeServices shows it. */
  service(): Promise<ServiceView>
  /** Messages of its events, oldest first, without `(service web) ` and ids. */
  story(): Promise<string[]>
  lines: string[]
  images: Map<string, Partial<Image>>
}

export type DeploymentView = {
  id: string
  status: string
  taskDefinition: string
  rolloutState: string
  rolloutStateReason: string
  runningCount: number
  pendingCount: number
  desiredCount: number
  failedTasks: number
}
export type ServiceView = Fields & {
  status: string
  deployments: [DeploymentView, ...DeploymentView[]]
  events: { message: string; createdAt: Date }[]
  runningCount: number
  pendingCount: number
  desiredCount: number
  taskDefinition: string
  currentServiceDeployment?: string
}

const open: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

/** A cluster `demo` in jump time; everything in it is scripted. It is closed after the test. */
export async function bench({
  seed = 7,
  ...options
}: {
  seed?: number
  durations?: Partial<Durations>
  rollback?: 'same' | 'copy'
} = {}): Promise<Bench> {
  const clock = jumpClock()
  const given = ids(seed)
  const vpc = network()
  const elb = elbService({ clock, ids: given, network: vpc })
  const lines: string[] = []
  const images = new Map<string, Partial<Image>>()
  const ecs = ecsService({
    clock,
    ids: given,
    network: vpc,
    ...options,
    targets: elb.targets,
    runtime: scriptedRuntime({ clock }),
    async pull(reference) {
      const [, name = ''] = /[:@]([^/]+)$/.exec(reference) ?? []
      const image = images.get(name) ?? [...images.values()].find(({ digest }) => digest === name)
      if (!image) throw new Error('manifest unknown: Requested image not found')
      return { ...plainImage, ...image }
    },
    logs: {
      open({ group, stream }) {
        if (group === '/missing') throw new Error('ResourceNotFoundException: The specified log group does not exist.')
        return line => lines.push(`${stream.replace(/[0-9a-f]{32}/, 'ID')}: ${line}`)
      },
    },
    async readSecret(valueFrom) {
      if (valueFrom.includes('missing'))
        throw new Error("ResourceNotFoundException: Secrets Manager can't find the specified secret.")
      return 'hush'
    },
  })
  const call = async (operation: string, input: Fields = {}) => {
    const act = ecs.service.operations[operation]
    if (!act) throw new Error(`no ${operation}`)
    return act(
      operation.includes('TaskDefinition') || 'cluster' in input ? input : { cluster: 'demo', ...input },
      caller,
    )
  }
  await call('CreateCluster', { clusterName: 'demo' })
  open.push(async () => {
    ecs.close()
    await elb.close()
  })
  let tags = 0

  const made: Bench = {
    clock,
    ecs,
    elb,
    lines,
    images,
    call,
    async balance(operation, input = {}) {
      const act = elb.service.operations[operation]
      if (!act) throw new Error(`no ${operation}`)
      return act(input, caller)
    },
    async revision(script, more = {}, task = {}) {
      const tag = `v${++tags}`
      images.set(tag, {
        digest: `sha256:${String(tags).padStart(64, '0')}`,
        labels: { [scriptLabel]: JSON.stringify(script) },
      })
      return register(made, `${registry}:${tag}`, more, task)
    },
    pass: seconds => clock.advance(seconds * 1000),
    async until(done) {
      for (let waited = 0; waited < 3600; waited += 5) {
        if (await done()) return
        await clock.advance(5000)
      }
      throw new Error('it never came to that')
    },
    async service() {
      const { services } = await call('DescribeServices', { services: ['web'] })
      return (services as ServiceView[])[0] as ServiceView
    },
    async story() {
      const { events } = await made.service()
      return events.map(({ message }) => plain(message)).reverse()
    },
  }
  return made
}

/** Ids out of a message, so that it can be compared. */
const plain = (message: string) =>
  message
    .replace(/^\(service web\) /, '')
    .replace(/\(task [0-9a-f]{32}\)/g, '(task)')
    .replace(/ecs-svc\/\d{19}/g, 'ecs-svc/N')
    .replace(/arn:aws:elasticloadbalancing:[^)]+/g, 'GROUP')

/** Registers `web` with any image; answers `web:n`. */
export async function register({ call }: Bench, image: string, more: Fields = {}, task: Fields = {}): Promise<string> {
  const { taskDefinition } = await call('RegisterTaskDefinition', {
    family: 'web',
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    cpu: '256',
    memory: '512',
    executionRoleArn: 'arn:aws:iam::127214192604:role/execution',
    containerDefinitions: [{ name: 'app', image, portMappings: [{ containerPort: 8080 }], ...more }],
    ...task,
  })
  const { family, revision } = taskDefinition as Fields
  return `${family}:${revision}`
}

const plainImage: Image = {
  digest: `sha256:${'0'.repeat(64)}`,
  entrypoint: [],
  command: ['/app'],
  environment: {},
  workingDirectory: '/',
  architecture: 'amd64',
  labels: {},
  files: () => Promise.reject(new Error('a script has no files')),
}
