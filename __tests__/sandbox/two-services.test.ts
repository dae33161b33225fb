// Do two services behind one rule lose requests where AWS would lose them, and only there?
import { describe, expect, test } from '@jest/globals'
import type { Fields } from '../../sandbox/aws/service.ts'
import { buildImage } from '../../sandbox/oci/build.ts'
import { scriptLabel } from '../../sandbox/runtime/script.ts'
import type { SandboxOptions } from '../../sandbox/sandbox.ts'
import { seed } from '../../sandbox/seed.ts'
import { sandboxForTest } from './setting.ts'

const minute = 60_000

/** The sample service in blue, and a green one of `web:2` behind the same listener with weight 0. */
async function colours(options: SandboxOptions = {}, delaySeconds = 30) {
  const sandbox = await sandboxForTest({ elb: { durations: { propagation: minute } }, ...options })
  await seed(sandbox, buildImage({ files: {}, labels: { [scriptLabel]: '{}' } }))
  const elb = async (operation: string, input: Fields) =>
    Object.values(await sandbox.call('staging', 'elasticloadbalancing', operation, input))[0] as Fields[]
  const ecs = (operation: string, input: Fields) =>
    sandbox.call('staging', 'ecs', operation, { cluster: 'staging', ...input })
  const [{ LoadBalancerArn } = {}] = await elb('DescribeLoadBalancers', {})
  const [{ TargetGroupArn: blue, ...settings } = {}] = await elb('DescribeTargetGroups', {})
  const made = { ...settings, TargetGroupName: undefined, LoadBalancerArns: undefined, Name: 'green' }
  const [{ TargetGroupArn: green } = {}] = await elb('CreateTargetGroup', made)
  for (const TargetGroupArn of [blue, green])
    await elb('ModifyTargetGroupAttributes', {
      TargetGroupArn,
      Attributes: [{ Key: 'deregistration_delay.timeout_seconds', Value: String(delaySeconds) }],
    })
  const [{ ListenerArn } = {}] = await elb('DescribeListeners', { LoadBalancerArn })
  const weigh = (...weights: number[]) => {
    const groups = [blue, green].map((TargetGroupArn, index) => ({ TargetGroupArn, Weight: weights[index] }))
    const DefaultActions = [{ Type: 'forward', ForwardConfig: { TargetGroups: groups } }]
    return elb('ModifyListener', { ListenerArn, DefaultActions })
  }
  await weigh(100, 0)
  const { taskDefinition } = await ecs('DescribeTaskDefinition', { taskDefinition: 'web:1' })
  await sandbox.call('staging', 'ecs', 'RegisterTaskDefinition', taskDefinition as Fields)
  const { services } = await ecs('DescribeServices', { services: ['web'] })
  const [blueService] = services as Fields[]
  await ecs('CreateService', {
    serviceName: 'web-green',
    taskDefinition: 'web:2',
    desiredCount: 2,
    launchType: 'FARGATE',
    networkConfiguration: blueService?.networkConfiguration,
    loadBalancers: [{ targetGroupArn: green, containerName: 'app', containerPort: 8080 }],
  })
  await sandbox.advance(3 * minute)
  sandbox.traffic.order({ to: String(LoadBalancerArn), rps: 40 })
  const scale = (service: string, desiredCount: number) => ecs('UpdateService', { service, desiredCount })
  return { sandbox, ledger: sandbox.traffic.ledger, weigh, scale, ecs, blue: String(blue), green: String(green) }
}

const weights = [
  [95, 5],
  [50, 50],
  [0, 100],
] as const

describe('a release step by step', () => {
  test('loses nothing when the old side goes after all nodes have followed', async () => {
    const { sandbox, ledger, weigh, scale } = await colours()
    for (const step of weights) {
      await weigh(...step)
      await sandbox.advance(2 * minute)
    }
    expect(ledger.sum({ revision: 'web:2' }).requests).toBeGreaterThan(4000)
    await scale('web', 0)
    await sandbox.advance(5 * minute)
    expect(ledger.sum()).toMatchObject({ failed: 0, lost: 0 })
  })

  test('loses requests when the old side goes together with its weight', async () => {
    const { sandbox, ledger, weigh, scale } = await colours()
    await weigh(0, 100)
    await scale('web', 0)
    await sandbox.advance(5 * minute)
    const { causes } = ledger.sum({ group: 'web' })
    expect(causes['no-target']).toBeGreaterThan(100)
  })

  test('loses requests when weight goes to a side without tasks', async () => {
    const { sandbox, ledger, weigh, scale } = await colours()
    await scale('web-green', 0)
    await sandbox.advance(2 * minute)
    await weigh(50, 50)
    await sandbox.advance(2 * minute)
    expect(ledger.sum({ group: 'green' }).lost).toBeGreaterThan(1000)
    expect(ledger.sum({ group: 'web' }).lost).toBe(0)
  })
})

test('revisions behave by themselves, wherever their tasks are', async () => {
  const { sandbox, ledger, weigh } = await colours()
  sandbox.traffic.behave({ revision: 'web:2', errorRate: 0.5, after: 60 })
  await weigh(50, 50)
  await sandbox.advance(10 * minute)
  const greens = ledger.sum({ revision: 'web:2' })
  expect(greens.failed / greens.requests).toBeGreaterThan(0.35)
  expect(ledger.sum({ revision: 'web:1' }).failed).toBe(0)
  expect(ledger.sum().lost).toBe(0)
})

test('a task that is killed loses its share until the load balancer notices', async () => {
  const { sandbox, ledger } = await colours()
  sandbox.orderFault('kill-task account=staging service=web')
  await sandbox.advance(5 * minute)
  const { causes, lost } = ledger.sum()
  expect(causes.refused).toBe(lost)
  expect(lost).toBeLessThan(40 * 30)
})

test('a target that drains gets nothing new, and its task is there until it has drained', async () => {
  const { sandbox, ledger, scale, blue } = await colours({}, 120)
  await scale('web', 1)
  await sandbox.advance(minute)
  const { TargetHealthDescriptions } = await sandbox.call('staging', 'elasticloadbalancing', 'DescribeTargetHealth', {
    TargetGroupArn: blue,
  })
  const states = (TargetHealthDescriptions as { TargetHealth: Fields }[]).map(({ TargetHealth }) => TargetHealth.State)
  expect(states.toSorted()).toEqual(['draining', 'healthy'])
  expect(
    sandbox.ecs.tasks().filter(({ status, group }) => status === 'DEACTIVATING' && group === 'service:web'),
  ).toHaveLength(1)
  await sandbox.advance(5 * minute)
  expect(ledger.sum().lost).toBe(0)
})
