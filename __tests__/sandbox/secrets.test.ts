// Does Secrets Manager keep secrets as AWS's own SDK expects, and do tasks get them?
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  type ListSecretsCommandInput,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager'
import { describe, expect, test } from '@jest/globals'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import { clientOf, errorOf, sandboxForTest } from './setting.ts'
import { ending, stopped } from './stopped.ts'

const at = (sandbox: Sandbox, account = 'staging') => new SecretsManagerClient(clientOf(sandbox, account))
const notFound = {
  name: 'ResourceNotFoundException',
  message: "Secrets Manager can't find the specified secret.",
  status: 400,
}

test('a secret has six characters after its name, and is found by name, by ARN and by ARN without them', async () => {
  const client = at(await sandboxForTest())
  const { ARN, VersionId } = await client.send(new CreateSecretCommand({ Name: 'web/db', SecretString: 'hush' }))
  expect(ARN).toMatch(/^arn:aws:secretsmanager:ap-south-1:127214192604:secret:web\/db-[A-Za-z0-9]{6}$/)
  for (const SecretId of ['web/db', ARN, ARN?.slice(0, -7)])
    expect(await client.send(new GetSecretValueCommand({ SecretId }))).toMatchObject({
      SecretString: 'hush',
      VersionId,
    })
})

test('a new version is current, and the one before is previous', async () => {
  const client = at(await sandboxForTest())
  const SecretId = 'web/db'
  await client.send(new CreateSecretCommand({ Name: SecretId, SecretString: 'one' }))
  for (const SecretString of ['two', 'three']) await client.send(new PutSecretValueCommand({ SecretId, SecretString }))
  const read = async (VersionStage?: string) =>
    (await client.send(new GetSecretValueCommand({ SecretId, VersionStage }))).SecretString
  expect([await read(), await read('AWSPREVIOUS')]).toEqual(['three', 'two'])
  const { VersionIdsToStages } = await client.send(new DescribeSecretCommand({ SecretId }))
  expect(
    Object.values(VersionIdsToStages ?? {})
      .flat()
      .sort(),
  ).toEqual(['AWSCURRENT', 'AWSPREVIOUS'])
  expect(await errorOf(read('AWSPENDING'))).toMatchObject({
    name: 'ResourceNotFoundException',
    message: "Secrets Manager can't find the specified secret value for staging label: AWSPENDING",
  })
})

test('what is marked for deletion can be described and not read, and is gone when its time is over', async () => {
  const sandbox = await sandboxForTest()
  const client = at(sandbox)
  const SecretId = 'web/db'
  await client.send(new CreateSecretCommand({ Name: SecretId, SecretString: 'hush' }))
  const { DeletionDate } = await client.send(new DeleteSecretCommand({ SecretId, RecoveryWindowInDays: 7 }))
  expect(Math.round(((DeletionDate?.getTime() ?? 0) - sandbox.clock.now()) / 86_400_000)).toBe(7)
  expect(await client.send(new DescribeSecretCommand({ SecretId }))).toMatchObject({ DeletedDate: DeletionDate })
  expect(await errorOf(client.send(new GetSecretValueCommand({ SecretId })))).toMatchObject({
    name: 'InvalidRequestException',
    message: "You can't perform this operation on the secret because it was marked for deletion.",
  })
  expect(await errorOf(client.send(new CreateSecretCommand({ Name: SecretId })))).toMatchObject({
    name: 'InvalidRequestException',
    message: "You can't create this secret because a secret with this name is already scheduled for deletion.",
  })
  await sandbox.call('staging', 'secretsmanager', 'RestoreSecret', { SecretId })
  await client.send(new DeleteSecretCommand({ SecretId, ForceDeleteWithoutRecovery: true }))
  expect(await errorOf(client.send(new DescribeSecretCommand({ SecretId })))).toMatchObject(notFound)
})

test('secrets are listed page by page, those of this account, those that are to be deleted only on demand', async () => {
  const sandbox = await sandboxForTest()
  const client = at(sandbox)
  for (const Name of ['web/a', 'web/b', 'web/c', 'api/a']) await client.send(new CreateSecretCommand({ Name }))
  await client.send(new DeleteSecretCommand({ SecretId: 'web/c' }))
  const list = async (input: ListSecretsCommandInput) => {
    const { SecretList = [], NextToken } = await client.send(new ListSecretsCommand(input))
    return { names: SecretList.map(({ Name }) => Name), NextToken }
  }
  const first = await list({ MaxResults: 2 })
  expect(first.names).toEqual(['web/a', 'web/b'])
  expect((await list({ MaxResults: 2, NextToken: first.NextToken ?? '' })).names).toEqual(['api/a'])
  expect((await list({ IncludePlannedDeletion: true, Filters: [{ Key: 'name', Values: ['web/'] }] })).names).toEqual([
    'web/a',
    'web/b',
    'web/c',
  ])
  expect((await at(sandbox, 'production').send(new ListSecretsCommand({}))).SecretList).toEqual([])
})

test('a name is taken once, and values stay out of the journal', async () => {
  const sandbox = await sandboxForTest()
  const client = at(sandbox)
  await client.send(new CreateSecretCommand({ Name: 'web/db', SecretString: 'hush' }))
  expect(await errorOf(client.send(new CreateSecretCommand({ Name: 'web/db', SecretString: 'other' })))).toMatchObject({
    name: 'ResourceExistsException',
    message: 'The operation failed because the secret web/db already exists.',
  })
  expect(JSON.stringify(sandbox.journal.entries)).not.toContain('hush')
})

test('who may not read a secret is told which', async () => {
  const sandbox = await sandboxForTest()
  sandbox.faults.order({ service: 'secretsmanager', effect: 'access-denied' })
  expect((await errorOf(at(sandbox).send(new GetSecretValueCommand({ SecretId: 'web/db' })))).message).toContain(
    'is not authorized to perform: secretsmanager:GetSecretValue on resource: arn:aws:secretsmanager:ap-south-1:127214192604:secret:web/db because',
  )
})

describe('a task reads', () => {
  const retrieval =
    'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried 1 time(s)'
  const made = async () => {
    const sandbox = await sandboxForTest()
    const SecretString = JSON.stringify({ text: JSON.stringify(ending(4)), object: ending(5) })
    const { ARN = '' } = await at(sandbox).send(new CreateSecretCommand({ Name: 'web/db', SecretString }))
    return { sandbox, ARN }
  }

  test.each([
    ['one key of it', ':text::', 4],
    ['a key that is no text', ':object:AWSCURRENT:', 5],
  ])('%s', async (_, suffix, code) => {
    const { sandbox, ARN } = await made()
    expect(await stopped(sandbox, `${ARN}${suffix}`)).toBe(code)
  })

  test('the whole secret', async () => {
    const sandbox = await sandboxForTest()
    const SecretString = JSON.stringify(ending(3))
    const { ARN = '' } = await at(sandbox).send(new CreateSecretCommand({ Name: 'web/db', SecretString }))
    expect(await stopped(sandbox, ARN)).toBe(3)
  })

  test.each([
    ['a key that is missing', ':password::', 'retrieved secret from Secrets Manager did not contain json key password'],
    [
      'a stage that is missing',
      '::AWSPENDING:',
      "failed to fetch secret ARN from secrets manager: ResourceNotFoundException: Secrets Manager can't find the specified secret value for staging label: AWSPENDING",
    ],
  ])('%s, and does not start', async (_, suffix, words) => {
    const { sandbox, ARN } = await made()
    expect(await stopped(sandbox, `${ARN}${suffix}`)).toEqual({
      stopCode: 'TaskFailedToStart',
      stoppedReason: `${retrieval}: ${words.replace('ARN', ARN)}`,
    })
  })

  test('a secret that is not there, and does not start', async () => {
    const { sandbox, ARN } = await made()
    const valueFrom = ARN.replace('web/db', 'web/no')
    expect(await stopped(sandbox, valueFrom)).toMatchObject({
      stoppedReason: `${retrieval}: failed to fetch secret ${valueFrom} from secrets manager: ResourceNotFoundException: ${notFound.message}`,
    })
  })
})
