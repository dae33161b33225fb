// How much may be asked at once, and what is said of what is not there?
import { describe, expect, test } from '@jest/globals'
import type { Fields } from '../../../sandbox/aws/service.ts'
import { bench } from './bench.ts'
import { running, vpc } from './scenes.ts'

const names = (count: number) => Array.from({ length: count }, (_, index) => `web-${index}`)

describe('too many, too few, or not there', () => {
  test.each<[string, Fields, string]>([
    ['DescribeServices', { services: names(11) }, 'InvalidParameterException'],
    ['DescribeServices', { services: [] }, 'InvalidParameterException'],
    ['DescribeTasks', { tasks: names(101) }, 'InvalidParameterException'],
    ['DescribeServiceDeployments', { serviceDeploymentArns: names(21) }, 'InvalidParameterException'],
    ['DescribeServiceRevisions', { serviceRevisionArns: names(21) }, 'InvalidParameterException'],
    [
      'RunTask',
      { taskDefinition: 'web', count: 11, launchType: 'FARGATE', networkConfiguration: vpc },
      'InvalidParameterException',
    ],
    ['RunTask', { taskDefinition: 'nobody', launchType: 'FARGATE' }, 'ClientException'],
    ['RunTask', { taskDefinition: 'web', networkConfiguration: vpc }, 'InvalidParameterException'],
    ['RunTask', { taskDefinition: 'web', launchType: 'FARGATE' }, 'InvalidParameterException'],
    ['ListServices', { maxResults: 101 }, 'InvalidParameterException'],
    ['ListServices', { nextToken: 'never given' }, 'InvalidParameterException'],
    ['ListTasks', { cluster: 'nowhere' }, 'ClusterNotFoundException'],
    ['ListTasks', { serviceName: 'nobody' }, 'ServiceNotFoundException'],
    ['UpdateService', { service: 'nobody' }, 'ServiceNotFoundException'],
    ['UpdateService', { service: 'web', taskDefinition: 'web:99' }, 'ClientException'],
    [
      'UpdateService',
      { service: 'web', deploymentConfiguration: { maximumPercent: 100, minimumHealthyPercent: 100 } },
      'InvalidParameterException',
    ],
    ['DeleteService', { service: 'web' }, 'InvalidParameterException'],
    ['StopTask', { task: 'nobody' }, 'InvalidParameterException'],
    ['StopServiceDeployment', { serviceDeploymentArn: 'nobody' }, 'ServiceDeploymentNotFoundException'],
    ['TagResource', { resourceArn: 'nobody', tags: [] }, 'InvalidParameterException'],
    [
      'CreateService',
      { serviceName: 'web', taskDefinition: 'web', desiredCount: 1, launchType: 'FARGATE', networkConfiguration: vpc },
      'InvalidParameterException',
    ],
    [
      'CreateService',
      {
        serviceName: 'blue',
        taskDefinition: 'web',
        desiredCount: 1,
        launchType: 'FARGATE',
        networkConfiguration: vpc,
        deploymentConfiguration: { strategy: 'LINEAR' },
      },
      'UnsupportedFeatureException',
    ],
  ])('%s %j: %s', async (operation, input, code) => {
    const on = await bench()
    await on.revision({})
    await running(on, { desiredCount: 1 })
    await expect(on.call(operation, input)).rejects.toMatchObject({ code, status: 400 })
  })
})

test('what is missing comes as a failure with HTTP 200', async () => {
  const on = await bench()
  expect(await on.call('DescribeServices', { services: ['nobody'] })).toEqual({
    services: [],
    failures: [{ arn: 'arn:aws:ecs:ap-south-1:127214192604:service/demo/nobody', reason: 'MISSING' }],
  })
  expect(await on.call('DescribeTasks', { tasks: ['nobody'] })).toEqual({
    tasks: [],
    failures: [{ arn: 'arn:aws:ecs:ap-south-1:127214192604:task/demo/nobody', reason: 'MISSING' }],
  })
  expect(await on.call('DescribeClusters', { clusters: ['nobody'], cluster: 'demo' })).toEqual({
    clusters: [],
    failures: [{ arn: 'arn:aws:ecs:ap-south-1:127214192604:cluster/nobody', reason: 'MISSING' }],
  })
})

test('services are listed ten at a time, tasks a hundred', async () => {
  const on = await bench()
  await on.revision({})
  const more = { taskDefinition: 'web', desiredCount: 0, launchType: 'FARGATE', networkConfiguration: vpc }
  for (const serviceName of names(12)) await on.call('CreateService', { ...more, serviceName })
  const first = await on.call('ListServices')
  expect(first.serviceArns).toHaveLength(10)
  const second = await on.call('ListServices', { nextToken: first.nextToken })
  expect(second.serviceArns).toHaveLength(2)
  expect(second.nextToken).toBeUndefined()
  for (let call = 0; call < 11; call++)
    await on.call('RunTask', { taskDefinition: 'web', count: 10, launchType: 'FARGATE', networkConfiguration: vpc })
  const tasks = await on.call('ListTasks')
  expect(tasks.taskArns).toHaveLength(100)
  expect((await on.call('ListTasks', { nextToken: tasks.nextToken })).taskArns).toHaveLength(10)
})

test('another account and another region see nothing of it', async () => {
  const on = await bench()
  await on.revision({})
  const { ListClusters } = on.ecs.service.operations
  expect(await ListClusters?.({}, { account: '429032495558', region: 'ap-south-1', arn: '' })).toMatchObject({
    clusterArns: [],
  })
  expect(await ListClusters?.({}, { account: '127214192604', region: 'eu-west-1', arn: '' })).toMatchObject({
    clusterArns: [],
  })
})
