// How does a script wait that uses the waiter of AWS's SDK for JavaScript?
import { ECSClient, UpdateServiceCommand, waitUntilServicesStable } from '@aws-sdk/client-ecs'

const [cluster = '', service = '', taskDefinition = '', maxWaitTime = ''] = process.argv.slice(2)
const client = new ECSClient({})
try {
  await client.send(new UpdateServiceCommand({ cluster, service, taskDefinition }))
  await waitUntilServicesStable({ client, maxWaitTime: Number(maxWaitTime) }, { cluster, services: [service] })
} catch (error) {
  console.error(String(error))
  process.exitCode = 1
}
