// What becomes of a task that reads a secret?
import type { Fields } from '../../sandbox/aws/service.ts'
import { buildImage } from '../../sandbox/oci/build.ts'
import { scriptLabel, scriptVariable } from '../../sandbox/runtime/script.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'

type Stopped = { stopCode: string; stoppedReason: string; containers: [{ exitCode?: number }] }

/** A script that ends with an exit code: proof that a task got it. */
export const ending = (code: number) => ({ exit: { atSecond: 1, code } })

/** Runs a task in the account `staging` whose script is the secret itself; answers its exit code, or why it did not start. */
export async function stopped(
  sandbox: Sandbox & { advance(ms: number): Promise<void> },
  valueFrom: string,
): Promise<number | Fields> {
  const call = (service: string, operation: string, input: Fields) => sandbox.call('staging', service, operation, input)
  sandbox.putImage('staging', 'web', buildImage({ files: {}, labels: { [scriptLabel]: '{}' } }), ['v1'])
  await call('ecs', 'CreateCluster', {})
  await call('ecs', 'RegisterTaskDefinition', {
    family: 'web',
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    cpu: '256',
    memory: '512',
    executionRoleArn: 'arn:aws:iam::127214192604:role/ecsTaskExecutionRole',
    containerDefinitions: [
      {
        name: 'app',
        image: '127214192604.dkr.ecr.ap-south-1.amazonaws.com/web:v1',
        secrets: [{ name: scriptVariable, valueFrom }],
      },
    ],
  })
  await call('ecs', 'RunTask', {
    taskDefinition: 'web',
    launchType: 'FARGATE',
    networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'] } },
  })
  await sandbox.advance(120_000)
  const { taskArns } = await call('ecs', 'ListTasks', { desiredStatus: 'STOPPED' })
  const { tasks } = await call('ecs', 'DescribeTasks', { tasks: taskArns })
  const [{ stopCode, stoppedReason, containers }] = tasks as [Stopped]
  return containers[0].exitCode ?? { stopCode, stoppedReason }
}
