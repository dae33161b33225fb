// Do alarms follow their metrics, missing data included?
import { describe, expect, test } from '@jest/globals'
import { judge, type Rule } from '../../sandbox/aws/cloudwatch/judging.ts'
import type { Fields } from '../../sandbox/aws/service.ts'
import { buildImage } from '../../sandbox/oci/build.ts'
import { scriptLabel } from '../../sandbox/runtime/script.ts'
import { seed } from '../../sandbox/seed.ts'
import { sandboxForTest } from './setting.ts'

const minute = 60_000
const kept = undefined

/** `0` is well, `X` breaches, `-` is missing; oldest first. */
const read = (text: string) => [...text].map(one => (one === '-' ? undefined : one === 'X' ? 1 : 0))

describe('AWS’s own examples of missing data', () => {
  const rule = (toAlarm: number, missing: Rule['missing']): Rule => ({
    breaches: value => value > 0,
    evaluated: 3,
    toAlarm,
    missing,
  })
  test.each([
    ['0-X-X', 3, 'OK', 'OK', 'OK', 'OK'],
    ['0----', 3, 'OK', 'OK', 'OK', 'OK'],
    ['-----', 3, 'INSUFFICIENT_DATA', kept, 'ALARM', 'OK'],
    ['0XX-X', 3, 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
    ['--X--', 3, 'ALARM', kept, 'ALARM', 'OK'],
    ['0-X-X', 2, 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
    ['00X0X', 2, 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
    ['0-X--', 2, 'OK', 'OK', 'ALARM', 'OK'],
    ['----0', 2, 'OK', 'OK', 'ALARM', 'OK'],
    ['---X-', 2, 'ALARM', kept, 'ALARM', 'OK'],
    ['----X', 3, kept, kept, 'ALARM', 'OK'],
  ] as const)('%s, %i of 3', (values, toAlarm, missing, ignore, breaching, notBreaching) => {
    const states = (['missing', 'ignore', 'breaching', 'notBreaching'] as const).map(how =>
      judge(read(values), rule(toAlarm, how)),
    )
    expect(states).toEqual([missing, ignore, breaching, notBreaching])
  })
})

/** The sample service, traffic on it, and how to put and see an alarm. */
async function serving(rps = 20) {
  const sandbox = await sandboxForTest()
  await seed(sandbox, buildImage({ files: {}, labels: { [scriptLabel]: '{}' } }))
  await sandbox.advance(4 * minute - (sandbox.clock.now() % minute))
  const call = (service: string, operation: string, input: Fields = {}) =>
    sandbox.call('staging', service, operation, input)
  const { LoadBalancers } = await call('elasticloadbalancing', 'DescribeLoadBalancers')
  const arn = String((LoadBalancers as Fields[])[0]?.LoadBalancerArn)
  const metric = {
    Namespace: 'AWS/ApplicationELB',
    MetricName: 'HTTPCode_Target_5XX_Count',
    Dimensions: [{ Name: 'LoadBalancer', Value: arn.split(':loadbalancer/')[1] }],
  }
  sandbox.traffic.order({ to: arn, rps })
  return {
    sandbox,
    call,
    metric,
    put: (more: Fields) =>
      call('monitoring', 'PutMetricAlarm', {
        AlarmName: '5xx',
        EvaluationPeriods: 1,
        Threshold: 5,
        ComparisonOperator: 'GreaterThanThreshold',
        ...more,
      }),
    alarm: async () => {
      const { MetricAlarms } = await call('monitoring', 'DescribeAlarms')
      return (MetricAlarms as Fields[])[0] as Fields
    },
  }
}

const sum = { Statistic: 'Sum', Period: 60 }

test('an alarm goes off when its metric came into view, and goes back later', async () => {
  const { sandbox, metric, put, alarm } = await serving()
  await put({ ...metric, ...sum, TreatMissingData: 'notBreaching' })
  await sandbox.advance(5 * minute)
  expect(await alarm()).toMatchObject({ StateValue: 'OK' })
  const end = sandbox.traffic.behave({ errorRate: 0.5 })
  await sandbox.advance(minute)
  end()
  expect(await alarm()).toMatchObject({ StateValue: 'OK' })
  const from = sandbox.clock.now()
  while ((await alarm()).StateValue === 'OK') await sandbox.advance(5_000)
  expect(sandbox.clock.now() - from).toBeGreaterThanOrEqual(minute)
  expect(sandbox.clock.now() - from).toBeLessThanOrEqual(4 * minute)
  expect((await alarm()).StateReason).toMatch(
    /^Threshold Crossed: 1 out of the last 1 datapoints \[\d+\] were greater than the threshold \(5\)\.$/,
  )
  await sandbox.advance(6 * minute)
  expect(await alarm()).toMatchObject({ StateValue: 'OK' })
})

test('an alarm may watch a rate', async () => {
  const { sandbox, metric, put, alarm } = await serving()
  const query = (Id: string, MetricName: string) => ({
    Id,
    ReturnData: false,
    MetricStat: { Metric: { ...metric, MetricName }, Period: 60, Stat: 'Sum' },
  })
  await put({
    EvaluationPeriods: 3,
    DatapointsToAlarm: 2,
    Metrics: [
      { Id: 'rate', Expression: '100 * FILL(errors, 0) / requests', ReturnData: true },
      query('errors', 'HTTPCode_Target_5XX_Count'),
      query('requests', 'RequestCount'),
    ],
  })
  sandbox.traffic.behave({ errorRate: 0.04 })
  await sandbox.advance(6 * minute)
  expect(await alarm()).toMatchObject({ StateValue: 'OK' })
  sandbox.traffic.behave({ errorRate: 0.2 })
  await sandbox.advance(6 * minute)
  expect(await alarm()).toMatchObject({ StateValue: 'ALARM' })
})

test('a state that somebody sets lasts until the metric is looked at again', async () => {
  const { sandbox, metric, put, call, alarm } = await serving()
  await put({ ...metric, ...sum, TreatMissingData: 'notBreaching' })
  await sandbox.advance(3 * minute)
  await call('monitoring', 'SetAlarmState', { AlarmName: '5xx', StateValue: 'ALARM', StateReason: 'a test' })
  expect(await alarm()).toMatchObject({ StateValue: 'ALARM', StateReason: 'a test' })
  await sandbox.advance(minute)
  expect(await alarm()).toMatchObject({ StateValue: 'OK' })
})

test('an alarm on traffic fails the deployment that watches it', async () => {
  const { sandbox, metric, put, call } = await serving()
  await put({ ...metric, ...sum, TreatMissingData: 'notBreaching' })
  await sandbox.advance(2 * minute)
  sandbox.traffic.behave({ errorRate: 0.5, from: 240 })
  const ecs = (operation: string, input: Fields) => call('ecs', operation, { cluster: 'staging', ...input })
  await ecs('UpdateService', {
    service: 'web',
    forceNewDeployment: true,
    deploymentConfiguration: { alarms: { alarmNames: ['5xx'], enable: true, rollback: true } },
  })
  await sandbox.advance(10 * minute)
  const { serviceDeployments } = await ecs('ListServiceDeployments', { service: 'web' })
  expect((serviceDeployments as Fields[])[0]).toMatchObject({
    statusReason: 'Service deployment rolled back because of one or more active alarms.',
  })
})
