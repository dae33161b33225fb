// What does an alarm do to a deployment?
import { expect, test } from '@jest/globals'
import { bench } from './bench.ts'
import { completed, running } from './scenes.ts'

const alarms = { alarms: { alarmNames: ['web-5xx', 'web-slow'], enable: true, rollback: true } }

async function updating() {
  const on = await bench()
  await on.revision({})
  await running(on, { deploymentConfiguration: alarms })
  return { ...on, next: await on.revision({}) }
}

test('an alarm that goes off during the bake time fails the deployment, and the old tasks come back', async () => {
  const on = await updating()
  await on.call('UpdateService', { service: 'web', taskDefinition: on.next })
  await on.pass(180)
  const { deployments } = await on.service()
  expect(deployments).toMatchObject([
    { rolloutState: 'IN_PROGRESS', runningCount: 2 },
    { rolloutState: 'COMPLETED', runningCount: 0 },
  ])
  on.ecs.alarm('web-5xx', 'ALARM')
  await on.pass(5)
  expect((await on.story()).slice(-3, -1)).toEqual([
    '(deployment ecs-svc/N) deployment failed: alarm detected.',
    'rolling back to deployment ecs-svc/N.',
  ])
  await completed(on)
  const { taskDefinition, runningCount } = await on.service()
  expect({ runs: taskDefinition.at(-1), runningCount }).toEqual({ runs: '1', runningCount: 2 })
  const { serviceDeployments } = await on.call('ListServiceDeployments', { service: 'web' })
  const [{ serviceDeploymentArn }] = serviceDeployments as [{ serviceDeploymentArn: string }]
  const described = await on.call('DescribeServiceDeployments', { serviceDeploymentArns: [serviceDeploymentArn] })
  expect(described.serviceDeployments).toMatchObject([
    { status: 'ROLLBACK_SUCCESSFUL', alarms: { status: 'TRIGGERED', triggeredAlarmNames: ['web-5xx'] } },
  ])
})

test('a deployment with alarms completes only after it has baked', async () => {
  const on = await updating()
  const begun = on.clock.now()
  await on.call('UpdateService', { service: 'web', taskDefinition: on.next })
  await on.pass(2)
  await completed(on)
  expect(on.clock.now() - begun).toBeGreaterThan(300_000)
})

test('an alarm that rings before the deployment begins is ignored', async () => {
  const on = await updating()
  on.ecs.alarm('web-slow', 'ALARM')
  await on.call('UpdateService', { service: 'web', taskDefinition: on.next })
  await on.pass(2)
  await completed(on)
  expect((await on.service()).taskDefinition).toMatch(/web:2$/)
})
