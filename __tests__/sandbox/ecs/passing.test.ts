// Which troubles pass, so that whoever waits gets what they wanted?
import { expect, test } from '@jest/globals'
import { bench } from './bench.ts'
import { breaker, completed, running, vpc } from './scenes.ts'

const refused =
  "ECS was unable to assume the role 'arn:aws:iam::127214192604:role/execution' that was provided for this task. Please verify that the role being passed has the proper trust relationship and permissions and that your IAM user has permissions to pass this role."

test('a registry that does not answer at first: the first pulls time out, later ones work', async () => {
  const on = await bench()
  await on.revision({})
  await running(on, { deploymentConfiguration: breaker })
  on.ecs.pullTimeouts(':v2', 2)
  await on.call('UpdateService', { service: 'web', taskDefinition: await on.revision({}) })
  await on.pass(2)
  await completed(on)
  expect((await on.service()).taskDefinition).toMatch(/web:2$/)
  const { taskArns } = await on.call('ListTasks', { desiredStatus: 'STOPPED', serviceName: 'web' })
  const { tasks } = await on.call('DescribeTasks', { tasks: taskArns })
  const reason =
    'CannotPullContainerError: pull image manifest has been retried 7 time(s): failed to resolve ref 127214192604.dkr.ecr.ap-south-1.amazonaws.com/web:v2: failed to do request: Head "https://127214192604.dkr.ecr.ap-south-1.amazonaws.com/v2/web/manifests/v2": dial tcp 10.0.0.2:443: i/o timeout'
  const failed = (tasks as { stopCode: string; stoppedReason: string }[]).filter(
    ({ stopCode }) => stopCode === 'TaskFailedToStart',
  )
  expect(failed.map(({ stoppedReason }) => stoppedReason)).toEqual([reason, reason])
})

test('a role that cannot be assumed for a while keeps tasks from starting, and the service says why', async () => {
  const on = await bench()
  await on.revision({})
  await running(on)
  on.ecs.unassumable('execution', 30_000)
  await on.call('UpdateService', { service: 'web', taskDefinition: await on.revision({}) })
  await on.pass(20)
  const { deployments } = await on.service()
  expect(deployments[0]).toMatchObject({
    runningCount: 0,
    pendingCount: 0,
    failedTasks: 1,
    rolloutState: 'IN_PROGRESS',
  })
  expect(await on.story()).toContain(`failed to launch a task with (error ${refused}).`)
  await completed(on)
  expect((await on.service()).taskDefinition).toMatch(/web:2$/)
})

test('one that can never be assumed trips the circuit breaker', async () => {
  const on = await bench()
  await on.revision({})
  await running(on, { deploymentConfiguration: breaker })
  on.ecs.unassumable('arn:aws:iam::127214192604:role/task')
  const taskRoleArn = 'arn:aws:iam::127214192604:role/task'
  await on.call('UpdateService', { service: 'web', taskDefinition: await on.revision({}, {}, { taskRoleArn }) })
  await on.until(async () => (await on.service()).deployments.some(({ rolloutState }) => rolloutState === 'FAILED'))
  expect(await on.story()).toContain('rolling back to deployment ecs-svc/N.')
})

test('RunTask refuses at once', async () => {
  const on = await bench()
  await on.revision({})
  const end = on.ecs.unassumable('execution')
  const run = () => on.call('RunTask', { taskDefinition: 'web', launchType: 'FARGATE', networkConfiguration: vpc })
  await expect(run()).rejects.toMatchObject({ code: 'ClientException', message: refused })
  end()
  expect(await run()).toMatchObject({ failures: [] })
})
