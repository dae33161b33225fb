// In which stories do all contestants deploy?
import type { Play } from '../../__tests__/play.ts'
import type { Scene, SceneOptions } from '../../__tests__/scene.ts'
import type { Script } from '../../sandbox/runtime/script.ts'

export type Scenario = {
  name: string
  scene?: SceneOptions
  /** What the new revision's container does; by default it listens at once and answers 200. */
  script?: Script
  /** The new revision's image, when it is none of this script. */
  image?: (web: Scene) => string
  /** What is ordered before the contestant begins. */
  before?: (stage: Play, web: Scene) => unknown
  /** What happens to the world so many seconds (and the run's phase) after it began. */
  meanwhile?: [second: number, act: (stage: Play, web: Scene) => unknown][]
  /** What a log must say to have named the cause; for those that end badly. */
  cause?: RegExp
}

const SECOND = 1000
const v2: Script = { answers: [{ body: 'v2' }] }
const crash: Script = { listenAfterSeconds: 60, exit: { atSecond: 1, code: 3 } }
const crashed = /code:? 3\b/

const ecs = (stage: Play, operation: string, input: Record<string, unknown>) =>
  stage.sandbox.call('staging', 'ecs', operation, { cluster: 'staging', ...input })

async function stopDeployment(stage: Play): Promise<void> {
  const { serviceDeployments } = await ecs(stage, 'ListServiceDeployments', { service: 'web' })
  const [{ serviceDeploymentArn } = {}] = serviceDeployments as { serviceDeploymentArn?: string }[]
  await stage.sandbox.call('staging', 'ecs', 'StopServiceDeployment', { serviceDeploymentArn, stopType: 'ROLLBACK' })
}

/** Three calls of four, or all of them, are refused for so many seconds. */
const throttle = (stage: Play, seconds: number, often: 'every call' | 'three of four') => {
  let count = 0
  const storm = stage.sandbox.faults.order({
    service: 'ecs',
    effect: 'throttling',
    where: () => often === 'every call' || count++ % 4 < 3,
  })
  stage.clock.after(seconds * SECOND, storm.cancel)
}

/** As a load balancer has it unless told otherwise. */
async function usualDraining(stage: Play, { group = '' }: Scene): Promise<void> {
  const Attributes = [{ Key: 'deregistration_delay.timeout_seconds', Value: '300' }]
  await stage.sandbox.call('staging', 'elasticloadbalancing', 'ModifyTargetGroupAttributes', {
    TargetGroupArn: group,
    Attributes,
  })
}

export const scenarios: Scenario[] = [
  { name: 'takes over' },
  { name: 'takes over, without a load balancer', scene: { balanced: false } },
  { name: 'takes over; old tasks drain for 5 min, as is the default', before: usualDraining },
  {
    name: 'takes over after 12 min of starting',
    scene: { more: { healthCheckGracePeriodSeconds: 900 } },
    script: { ...v2, listenAfterSeconds: 690 },
  },
  {
    name: 'takes over; scaled from 2 to 4 tasks on the way',
    meanwhile: [[31, stage => ecs(stage, 'UpdateService', { service: 'web', desiredCount: 4 })]],
  },
  {
    name: 'takes over; no capacity for the first 3 min',
    before: ({ sandbox }) => sandbox.ecs.capacity(false),
    meanwhile: [[180, ({ sandbox }) => sandbox.ecs.capacity(true)]],
  },
  {
    name: 'takes over; 3 of 4 calls throttled for 1 min',
    meanwhile: [[20, stage => throttle(stage, 60, 'three of four')]],
  },
  {
    name: 'takes over; every call throttled for 30 s',
    meanwhile: [[20, stage => throttle(stage, 30, 'every call')]],
  },
  {
    name: 'takes over; for 5 s DescribeServices shows what was before',
    before: ({ sandbox }) => sandbox.ecs.propagation({ ms: 5 * SECOND }),
  },
  { name: 'crashes; circuit breaker with rollback', script: crash, cause: crashed },
  {
    name: 'crashes; circuit breaker without rollback',
    scene: { breaker: { enable: true, rollback: false } },
    script: crash,
    cause: crashed,
  },
  {
    name: 'crashes; no circuit breaker',
    scene: { breaker: { enable: false, rollback: false } },
    script: crash,
    cause: crashed,
  },
  {
    name: 'its image is missing',
    image: web => `${web.repository}@sha256:${'0'.repeat(64)}`,
    cause: /(image .*(not found|does not exist))|CannotPullContainerError/i,
  },
  {
    name: 'answers 500 to the load balancer',
    script: { answers: [{ status: 500 }] },
    cause: /\[500\]/,
  },
  {
    name: 'another deployer takes its place',
    meanwhile: [
      [
        23,
        async (stage, web) =>
          ecs(stage, 'UpdateService', {
            service: 'web',
            taskDefinition: await web.revise({ answers: [{ body: 'v3' }] }),
          }),
      ],
    ],
    cause: /superseded|newer deployment/i,
  },
  {
    name: 'somebody stops it (StopServiceDeployment)',
    meanwhile: [[41, stopDeployment]],
    cause: /stopped by (a )?user|somebody stopped/i,
  },
  {
    name: 'an alarm goes off while it bakes',
    scene: {
      more: {
        deploymentConfiguration: {
          deploymentCircuitBreaker: { enable: true, rollback: true },
          alarms: { alarmNames: ['web-5xx'], enable: true, rollback: true },
        },
      },
    },
    meanwhile: [[181, ({ sandbox }) => sandbox.ecs.alarm('web-5xx', 'ALARM')]],
    cause: /alarm/i,
  },
]
