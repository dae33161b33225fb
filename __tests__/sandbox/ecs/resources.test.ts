// What do IAM's refusals of ECS's operations name?
import { expect, test } from '@jest/globals'
import { resourceOf, taggingOf } from '../../../sandbox/aws/ecs/resources.ts'
import type { Fields } from '../../../sandbox/aws/service.ts'

const caller = { account: '127214192604', region: 'ap-south-1', arn: 'arn:aws:iam::127214192604:user/me' }
const ecs = (resource: string) => `arn:aws:ecs:ap-south-1:127214192604:${resource}`

test.each<[string, Fields, string]>([
  ['UpdateService', { cluster: 'demo', service: 'web' }, ecs('service/demo/web')],
  ['UpdateService', { cluster: ecs('cluster/demo'), service: 'web' }, ecs('service/demo/web')],
  ['UpdateService', { service: 'web' }, ecs('service/default/web')],
  ['DeleteService', { service: ecs('service/demo/web') }, ecs('service/demo/web')],
  [
    'CreateService',
    { cluster: 'demo', serviceName: 'web', taskDefinition: ecs('task-definition/web:1') },
    ecs('service/demo/web'),
  ],
  ['DescribeServices', { cluster: 'demo', services: ['web', 'api'] }, ecs('service/demo/web')],
  ['ListServiceDeployments', { cluster: 'demo', service: 'web' }, ecs('service/demo/web')],
  [
    'StopServiceDeployment',
    { serviceDeploymentArn: ecs('service-deployment/demo/web/1') },
    ecs('service-deployment/demo/web/1'),
  ],
  ['RegisterTaskDefinition', { family: 'web', executionRoleArn: 'arn:aws:iam::127214192604:role/x' }, '*'],
  ['DescribeTaskDefinition', { taskDefinition: ecs('task-definition/web:1') }, '*'],
  ['DeregisterTaskDefinition', { taskDefinition: ecs('task-definition/web:1') }, '*'],
  ['RunTask', { cluster: 'demo', taskDefinition: 'web:1' }, ecs('task-definition/web:1')],
  ['RunTask', { taskDefinition: 'web' }, ecs('task-definition/web')],
  ['StopTask', { cluster: 'demo', task: '0123' }, ecs('task/demo/0123')],
  ['DescribeTasks', { cluster: 'demo', tasks: ['0123'] }, ecs('task/demo/0123')],
  ['DescribeClusters', {}, ecs('cluster/default')],
  ['ListServices', { cluster: 'demo' }, '*'],
  ['ListTasks', { cluster: 'demo', serviceName: 'web' }, '*'],
  ['TagResource', { resourceArn: ecs('cluster/demo') }, ecs('cluster/demo')],
])('%s %j', (operation, input, resource) => {
  expect(resourceOf(operation, input, caller)).toBe(resource)
})

test.each<[string, Fields, string]>([
  ['CreateCluster', { clusterName: 'demo' }, ecs('cluster/demo')],
  ['CreateService', { cluster: 'demo', serviceName: 'web' }, ecs('service/demo/web')],
  ['RegisterTaskDefinition', { family: 'web' }, ecs('task-definition/web:*')],
  ['RunTask', { cluster: 'demo', taskDefinition: 'web' }, ecs('task/demo/*')],
])('%s with tags also asks for ecs:TagResource, and without does not', (operation, input, resource) => {
  const tagged = { ...input, tags: [{ key: 'git-sha', value: '1' }] }
  expect(taggingOf(operation, tagged, caller)).toEqual({ action: 'ecs:TagResource', resource })
  expect(taggingOf(operation, { ...input, tags: [] }, caller)).toBeUndefined()
  expect(taggingOf(operation, input, caller)).toBeUndefined()
})
