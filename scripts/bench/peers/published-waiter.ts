// What does `aws ecs update-service && aws ecs wait services-stable` do, by its published definition?
// https://github.com/boto/botocore/blob/develop/botocore/data/ecs/2014-11-13/waiters-2.json ("ServicesStable")
import {
  DescribeServicesCommand,
  type DescribeServicesCommandOutput,
  ECSClient,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs'

const DELAY = 15_000
const MAX_ATTEMPTS = 40

const [cluster = '', service = '', taskDefinition = ''] = process.argv.slice(2)
// The AWS CLI tries a throttled call five times (version 1).
const client = new ECSClient({ maxAttempts: 5 })

const failed = ({ failures = [], services = [] }: DescribeServicesCommandOutput) =>
  failures.some(({ reason }) => reason === 'MISSING') ||
  services.some(({ status = '' }) => ['DRAINING', 'INACTIVE'].includes(status))

const stable = ({ services = [] }: DescribeServicesCommandOutput) =>
  services.every(one => one.deployments?.length === 1 && one.runningCount === one.desiredCount)

async function wait(): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    // An error that no acceptor names ends the waiter, as in botocore.
    const seen = await client.send(new DescribeServicesCommand({ cluster, services: [service] }))
    if (failed(seen)) throw new Error('Waiter ServicesStable failed: Waiter encountered a terminal failure state')
    if (stable(seen)) return
    if (attempt === MAX_ATTEMPTS) throw new Error('Waiter ServicesStable failed: Max attempts exceeded')
    await new Promise(resolve => setTimeout(resolve, DELAY))
  }
}

try {
  await client.send(new UpdateServiceCommand({ cluster, service, taskDefinition }))
  await wait()
} catch (error) {
  console.error(String(error))
  process.exitCode = 255
}
