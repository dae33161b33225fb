// Does the front door know its callers, and turn others away as AWS does?

import { DescribeRepositoriesCommand, ECRClient } from '@aws-sdk/client-ecr'
import { ECSClient, RegisterTaskDefinitionCommand, type Tag } from '@aws-sdk/client-ecs'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { expect, test } from '@jest/globals'
import { twoAccounts } from '../../sandbox/accounts.ts'
import { runningClock } from '../../sandbox/clock.ts'
import { clientOf, errorOf, sandboxForTest } from './setting.ts'

const describe = new DescribeRepositoriesCommand({})
const whoAmI = new GetCallerIdentityCommand({})

test('an access key belongs to one account', async () => {
  const sandbox = await sandboxForTest()
  const staging = await new STSClient(clientOf(sandbox, 'staging')).send(whoAmI)
  const production = await new STSClient(clientOf(sandbox, 'production')).send(whoAmI)
  expect(staging).toMatchObject({ Account: '127214192604', Arn: 'arn:aws:iam::127214192604:user/sandbox' })
  expect(production).toMatchObject({ Account: '429032495558' })
})

test('a wrong secret gives each protocol its own signature error', async () => {
  const sandbox = await sandboxForTest()
  const client = clientOf(sandbox)
  const forged = { ...client, credentials: { ...client.credentials, secretAccessKey: 'wrong' } }
  expect(await errorOf(new ECRClient(forged).send(describe))).toMatchObject({
    name: 'InvalidSignatureException',
    status: 400,
  })
  expect(await errorOf(new STSClient(forged).send(whoAmI))).toMatchObject({
    name: 'SignatureDoesNotMatch',
    status: 403,
  })
})

test('an unknown key gives each protocol its own error', async () => {
  const sandbox = await sandboxForTest()
  const stranger = { ...clientOf(sandbox), credentials: { accessKeyId: 'AKIAUNKNOWN', secretAccessKey: 'any' } }
  expect(await errorOf(new ECRClient(stranger).send(describe))).toMatchObject({ name: 'UnrecognizedClientException' })
  expect(await errorOf(new STSClient(stranger).send(whoAmI))).toMatchObject({ name: 'InvalidClientTokenId' })
})

test('a request without a signature is told so', async () => {
  const sandbox = await sandboxForTest()
  const json = await fetch(sandbox.awsUrl, {
    method: 'POST',
    headers: { 'x-amz-target': 'AmazonEC2ContainerRegistry_V20150921.DescribeRepositories' },
    body: '{}',
  })
  expect([json.status, await json.json()]).toMatchObject([400, { __type: 'MissingAuthenticationTokenException' }])
  const query = await fetch(sandbox.awsUrl, {
    method: 'POST',
    body: new URLSearchParams({ Action: 'GetCallerIdentity', Version: '2011-06-15' }),
  })
  expect(query.status).toBe(403)
  expect(await query.text()).toContain('<Code>MissingAuthenticationToken</Code>')
})

test('a clock that is more than fifteen minutes off is refused, and the SDK sets itself right by the answer', async () => {
  const sandbox = await sandboxForTest()
  await sandbox.advance(16 * 60_000)
  const once = await errorOf(new ECRClient(clientOf(sandbox)).send(describe))
  expect(once.message).toMatch(/^Signature expired: \d{8}T\d{6}Z is now earlier than \d{8}T\d{6}Z/)
  const again = await new ECRClient({ ...clientOf(sandbox), maxAttempts: 2 }).send(describe)
  expect(again.repositories).toEqual([])
})

test.each([
  ['long ago', -1],
  ['far ahead', 1],
])('where the sandbox has come %s of the wall, a signature may be of either time and of no other', async (_, sign) => {
  const hour = 60 * 60_000
  const clock = runningClock({ speed: 20, start: Date.now() + sign * hour })
  const sandbox = await sandboxForTest({ clock })
  const signedAt = (offset: number) => new ECRClient({ ...clientOf(sandbox), systemClockOffset: offset }).send(describe)
  expect((await signedAt(0)).repositories).toEqual([])
  expect((await signedAt(clock.now() - Date.now())).repositories).toEqual([])
  for (const offset of [-2 * hour, -20 * 60_000, 20 * 60_000, 2 * hour])
    expect((await errorOf(signedAt(offset))).message).toMatch(/^Signature (expired|not yet current): /)
})

test('a key with an allow list may do no more than it says', async () => {
  const [staging] = twoAccounts
  if (!staging) throw new Error('there is no staging account')
  const [key] = staging.keys
  if (!key) throw new Error('it has no key')
  const sandbox = await sandboxForTest({
    accounts: [{ ...staging, keys: [{ ...key, allow: ['ecr:Describe*', 'sts:GetCallerIdentity'] }] }],
  })
  const ecr = new ECRClient(clientOf(sandbox))
  expect((await ecr.send(describe)).repositories).toEqual([])
  const { CreateRepositoryCommand } = await import('@aws-sdk/client-ecr')
  const refused = await errorOf(ecr.send(new CreateRepositoryCommand({ repositoryName: 'app' })))
  expect(refused).toMatchObject({
    name: 'AccessDeniedException',
    message:
      'User: arn:aws:iam::127214192604:user/sandbox is not authorized to perform: ecr:CreateRepository on resource: arn:aws:ecr:ap-south-1:127214192604:repository/app because no identity-based policy allows the ecr:CreateRepository action',
  })
})

test('who creates something with tags must be allowed to tag it', async () => {
  const [staging] = twoAccounts
  const [key] = staging?.keys ?? []
  if (!staging || !key) throw new Error('there is no staging account with a key')
  const sandbox = await sandboxForTest({
    accounts: [{ ...staging, keys: [{ ...key, allow: ['ecs:RegisterTaskDefinition'] }] }],
  })
  const ecs = new ECSClient(clientOf(sandbox))
  const definition = { family: 'web', containerDefinitions: [{ name: 'app', image: 'web', memory: 64 }] }
  const register = (tags: Tag[]) => ecs.send(new RegisterTaskDefinitionCommand({ ...definition, tags }))
  expect(await errorOf(register([{ key: 'git-sha', value: '1' }]))).toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringContaining(
      'ecs:TagResource on resource: arn:aws:ecs:ap-south-1:127214192604:task-definition/web:* because',
    ),
  })
  expect((await register([])).taskDefinition).toMatchObject({ revision: 1 })
})

test('the partition follows the region', async () => {
  const sandbox = await sandboxForTest({
    accounts: [
      {
        name: 'beijing',
        id: '111122223333',
        region: 'cn-north-1',
        keys: [{ user: 'ci', accessKeyId: 'AKIABEIJING', secretAccessKey: 'secret' }],
        roles: [],
      },
    ],
  })
  await sandbox.call('beijing', 'ecr', 'CreateRepository', { repositoryName: 'app' })
  const { repositories } = await new ECRClient(clientOf(sandbox, 'beijing')).send(describe)
  expect(repositories?.[0]).toMatchObject({
    repositoryArn: 'arn:aws-cn:ecr:cn-north-1:111122223333:repository/app',
    repositoryUri: '111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn/app',
  })
})

test('an operation or a service that is not there is named', async () => {
  const sandbox = await sandboxForTest()
  const { DescribeRegistryCommand } = await import('@aws-sdk/client-ecr')
  const refused = await errorOf(new ECRClient(clientOf(sandbox)).send(new DescribeRegistryCommand({})))
  expect(refused).toMatchObject({
    name: 'UnknownOperationException',
    message: "The sandbox's ecr has no DescribeRegistry",
  })
  const nowhere = await fetch(sandbox.awsUrl, {
    method: 'POST',
    headers: { 'x-amz-target': 'DynamoDB_20120810.Query' },
  })
  expect(nowhere.status).toBe(404)
  expect(await nowhere.text()).toContain('DynamoDB_20120810.Query')
})
