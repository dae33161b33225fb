// Does CloudWatch keep alarms as AWS's own SDK and older clients expect, and does ECS heed them?
import {
  CloudWatchClient,
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  type DescribeAlarmsCommandInput,
  PutMetricAlarmCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch'
import { expect, test } from '@jest/globals'
import type { Fields } from '../../sandbox/aws/service.ts'
import { buildImage } from '../../sandbox/oci/build.ts'
import { scriptLabel } from '../../sandbox/runtime/script.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import { seed } from '../../sandbox/seed.ts'
import { sendForm } from './form.ts'
import { clientOf, errorOf, sandboxForTest } from './setting.ts'

const at = (sandbox: Sandbox) => new CloudWatchClient(clientOf(sandbox))
const put = (AlarmName: string, more = {}) =>
  new PutMetricAlarmCommand({
    AlarmName,
    Namespace: 'AWS/ApplicationELB',
    MetricName: 'HTTPCode_Target_5XX_Count',
    Statistic: 'Sum',
    Period: 60,
    EvaluationPeriods: 3,
    DatapointsToAlarm: 2,
    Threshold: 0.5,
    ComparisonOperator: 'GreaterThanThreshold',
    ...more,
  })
const set = (AlarmName: string, StateValue: 'OK' | 'ALARM') =>
  new SetAlarmStateCommand({ AlarmName, StateValue, StateReason: 'a test says so' })

test('an alarm is kept as it was put, and has no data at first', async () => {
  const client = at(await sandboxForTest())
  await client.send(put('web-5xx'))
  const { MetricAlarms, CompositeAlarms } = await client.send(new DescribeAlarmsCommand({}))
  expect(MetricAlarms).toMatchObject([
    {
      AlarmName: 'web-5xx',
      AlarmArn: 'arn:aws:cloudwatch:ap-south-1:127214192604:alarm:web-5xx',
      StateValue: 'INSUFFICIENT_DATA',
      StateReason: 'Unchecked: Initial alarm creation',
      ActionsEnabled: true,
      Period: 60,
      Threshold: 0.5,
      DatapointsToAlarm: 2,
      StateUpdatedTimestamp: expect.any(Date),
    },
  ])
  expect(CompositeAlarms).toEqual([])
})

test('a state that is set stays, also when the alarm is put again', async () => {
  const client = at(await sandboxForTest())
  await client.send(put('web-5xx'))
  await client.send(set('web-5xx', 'ALARM'))
  await client.send(put('web-5xx', { Threshold: 5 }))
  const { MetricAlarms } = await client.send(new DescribeAlarmsCommand({ AlarmNames: ['web-5xx'] }))
  expect(MetricAlarms).toMatchObject([{ StateValue: 'ALARM', StateReason: 'a test says so', Threshold: 5 }])
})

test('alarms are found by name, prefix and state, page by page in the order of their names', async () => {
  const client = at(await sandboxForTest())
  for (const name of ['web-c', 'web-a', 'api-a', 'web-b']) await client.send(put(name))
  await client.send(set('web-b', 'OK'))
  const names = async (input: DescribeAlarmsCommandInput) => {
    const { MetricAlarms = [], NextToken = '' } = await client.send(new DescribeAlarmsCommand(input))
    return { names: MetricAlarms.map(({ AlarmName }) => AlarmName), NextToken }
  }
  expect((await names({ AlarmNames: ['web-a', 'nobody'] })).names).toEqual(['web-a'])
  expect((await names({ StateValue: 'OK' })).names).toEqual(['web-b'])
  expect((await names({ AlarmTypes: ['CompositeAlarm'] })).names).toEqual([])
  const first = await names({ AlarmNamePrefix: 'web-', MaxRecords: 2 })
  expect(first.names).toEqual(['web-a', 'web-b'])
  const second = await names({ AlarmNamePrefix: 'web-', MaxRecords: 2, NextToken: first.NextToken })
  expect(second).toEqual({ names: ['web-c'], NextToken: '' })
})

test('what is wrong is said in the words of the query protocol, whatever protocol is spoken', async () => {
  const sandbox = await sandboxForTest()
  const client = at(sandbox)
  expect(await errorOf(client.send(set('nobody', 'OK')))).toMatchObject({ name: 'ResourceNotFound', status: 404 })
  expect(await errorOf(client.send(new DeleteAlarmsCommand({ AlarmNames: ['nobody'] })))).toMatchObject({
    name: 'ResourceNotFound',
  })
  expect(await errorOf(client.send(new DescribeAlarmsCommand({ NextToken: 'never given' })))).toMatchObject({
    name: 'InvalidNextToken',
  })
  sandbox.faults.order({ service: 'monitoring', times: 1, effect: 'throttling' })
  expect(await errorOf(client.send(new DescribeAlarmsCommand({})))).toMatchObject({ name: 'Throttling' })
  sandbox.faults.order({ service: 'monitoring', times: 1, effect: 'access-denied' })
  const denied = await errorOf(client.send(new DescribeAlarmsCommand({})))
  expect(denied.message).toContain(
    'cloudwatch:DescribeAlarms on resource: arn:aws:cloudwatch:ap-south-1:127214192604:alarm:* because',
  )
})

test('older clients ask for the same alarms in the query protocol', async () => {
  const sandbox = await sandboxForTest()
  const older = (fields: Record<string, string>) =>
    sendForm(sandbox, 'monitoring', { Version: '2010-08-01', ...fields })
  await older({
    Action: 'PutMetricAlarm',
    AlarmName: 'web-5xx',
    MetricName: 'Errors',
    Namespace: 'Web',
    ComparisonOperator: 'GreaterThanThreshold',
    EvaluationPeriods: '2',
    Threshold: '1.5',
  })
  const { MetricAlarms } = await at(sandbox).send(new DescribeAlarmsCommand({}))
  expect(MetricAlarms).toMatchObject([{ AlarmName: 'web-5xx', EvaluationPeriods: 2, Threshold: 1.5 }])
  const { xml } = await older({ Action: 'DescribeAlarms', 'AlarmNames.member.1': 'web-5xx' })
  expect(xml).toContain('<MetricAlarms><member><AlarmName>web-5xx</AlarmName>')
  expect(xml).toContain('<StateValue>INSUFFICIENT_DATA</StateValue>')
  expect(
    await older({ Action: 'SetAlarmState', AlarmName: 'nobody', StateValue: 'OK', StateReason: '' }),
  ).toMatchObject({
    status: 404,
    xml: expect.stringContaining('<Code>ResourceNotFound</Code>'),
  })
})

test('an alarm that goes off in CloudWatch fails the deployment that watches it', async () => {
  const sandbox = await sandboxForTest()
  await seed(sandbox, buildImage({ files: {}, labels: { [scriptLabel]: '{}' } }))
  await sandbox.advance(300_000)
  await at(sandbox).send(put('web-5xx'))
  const ecs = (operation: string, input: Fields) =>
    sandbox.call('staging', 'ecs', operation, { cluster: 'staging', ...input })
  await ecs('UpdateService', {
    service: 'web',
    forceNewDeployment: true,
    deploymentConfiguration: { alarms: { alarmNames: ['web-5xx'], enable: true, rollback: true } },
  })
  await sandbox.advance(120_000)
  await at(sandbox).send(set('web-5xx', 'ALARM'))
  await sandbox.advance(10_000)
  const { serviceDeployments } = await ecs('ListServiceDeployments', { service: 'web' })
  expect((serviceDeployments as Fields[])[0]).toMatchObject({
    statusReason: 'Service deployment rolled back because of one or more active alarms.',
  })
})

test('an alarm that is ordered to go off shows in CloudWatch, too', async () => {
  const sandbox = await sandboxForTest()
  await at(sandbox).send(put('web-5xx'))
  sandbox.orderFault('alarm name=web-5xx')
  const { MetricAlarms } = await at(sandbox).send(new DescribeAlarmsCommand({ StateValue: 'ALARM' }))
  expect(MetricAlarms).toMatchObject([{ AlarmName: 'web-5xx', StateValue: 'ALARM' }])
})
