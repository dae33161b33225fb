// Are roles given to those who are trusted with them, and only as long as agreed?

import {
  AssumeRoleCommand,
  AssumeRoleWithWebIdentityCommand,
  GetCallerIdentityCommand,
  STSClient,
} from '@aws-sdk/client-sts'
import { expect, test } from '@jest/globals'
import { twoAccounts } from '../../sandbox/accounts.ts'
import type { JobSpec } from '../../sandbox/github/jobs.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import { clientOf, errorOf, sandboxForTest } from './setting.ts'

const role = 'arn:aws:iam::127214192604:role/deploy'
const commit = 'c0ffee'.padEnd(40, '0')
const job: JobSpec = { repository: 'acme/app', ref: 'refs/heads/main', sha: commit, environment: 'staging' }

async function identityToken(sandbox: Sandbox, spec: JobSpec, audience = 'sts.amazonaws.com'): Promise<string> {
  const { idTokenUrl, idTokenToken } = sandbox.github.openJob(spec)
  const answer = await fetch(`${idTokenUrl}&audience=${audience}`, {
    headers: { authorization: `bearer ${idTokenToken}` },
  })
  return ((await answer.json()) as { value: string }).value
}

const assumeWith = (token: string, seconds?: number) =>
  new AssumeRoleWithWebIdentityCommand({
    RoleArn: role,
    RoleSessionName: 'GitHubActions',
    WebIdentityToken: token,
    DurationSeconds: seconds,
  })

test('a job of the right environment gets credentials that work until they expire', async () => {
  const sandbox = await sandboxForTest()
  const anonymous = new STSClient({ ...clientOf(sandbox), credentials: { accessKeyId: 'x', secretAccessKey: 'x' } })
  const { Credentials, AssumedRoleUser, SubjectFromWebIdentityToken } = await anonymous.send(
    assumeWith(await identityToken(sandbox, job), 900),
  )
  expect(SubjectFromWebIdentityToken).toBe('repo:acme/app:environment:staging')
  expect(AssumedRoleUser?.Arn).toBe('arn:aws:sts::127214192604:assumed-role/deploy/GitHubActions')
  expect(Credentials?.Expiration).toEqual(new Date(sandbox.clock.now() + 900_000))

  const credentials = {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  }
  const client = () =>
    new STSClient({ ...clientOf(sandbox), credentials, systemClockOffset: sandbox.clock.now() - Date.now() })
  expect((await client().send(new GetCallerIdentityCommand({}))).Arn).toBe(AssumedRoleUser?.Arn)
  const withoutToken = new STSClient({ ...clientOf(sandbox), credentials: { ...credentials, sessionToken: '' } })
  expect(await errorOf(withoutToken.send(new GetCallerIdentityCommand({})))).toMatchObject({
    name: 'InvalidClientTokenId',
  })
  await sandbox.advance(900_000)
  expect(await errorOf(client().send(new GetCallerIdentityCommand({})))).toMatchObject({
    name: 'ExpiredToken',
    status: 403,
  })
})

test('a job of another environment is not let in', async () => {
  const sandbox = await sandboxForTest()
  const sts = new STSClient(clientOf(sandbox))
  const token = await identityToken(sandbox, { ...job, environment: 'production' })
  expect(await errorOf(sts.send(assumeWith(token)))).toMatchObject({
    name: 'AccessDenied',
    message: 'Not authorized to perform sts:AssumeRoleWithWebIdentity',
  })
  const branchToken = await identityToken(sandbox, { repository: 'acme/app', ref: 'refs/heads/main', sha: commit })
  expect(await errorOf(sts.send(assumeWith(branchToken)))).toMatchObject({ name: 'AccessDenied' })
})

test('a token that GitHub never signed, for somebody else, or too old is refused', async () => {
  const sandbox = await sandboxForTest()
  const sts = new STSClient({ ...clientOf(sandbox) })
  const token = await identityToken(sandbox, job)
  expect(await errorOf(sts.send(assumeWith(token.replace(/\.[^.]+$/, '.forged'))))).toMatchObject({
    name: 'InvalidIdentityTokenException',
  })
  const elsewhere = await identityToken(sandbox, job, 'vault')
  expect(await errorOf(sts.send(assumeWith(elsewhere)))).toMatchObject({ message: 'Incorrect token audience' })
  await sandbox.advance(301_000)
  expect(await errorOf(sts.send(assumeWith(token)))).toMatchObject({ name: 'ExpiredTokenException' })
})

test('a job without id-token: write has nowhere to ask', async () => {
  const sandbox = await sandboxForTest()
  const { idTokenUrl, idTokenToken } = sandbox.github.openJob({ ...job, permissions: { contents: 'read' } })
  expect([idTokenUrl, idTokenToken]).toEqual([undefined, undefined])
})

test('a role can be assumed from an account it trusts, within its longest session', async () => {
  const [staging, production] = twoAccounts
  if (!staging || !production) throw new Error('there are not two accounts')
  const read = { name: 'read-images', accounts: [production.id], allow: ['ecr:*'] }
  const sandbox = await sandboxForTest({ accounts: [{ ...staging, roles: [read] }, production] })
  const assume = (account: string, DurationSeconds?: number) =>
    new STSClient(clientOf(sandbox, account)).send(
      new AssumeRoleCommand({
        RoleArn: `arn:aws:iam::${staging.id}:role/read-images`,
        RoleSessionName: 'promote',
        DurationSeconds,
      }),
    )
  expect((await assume('production')).AssumedRoleUser?.Arn).toBe(
    `arn:aws:sts::${staging.id}:assumed-role/read-images/promote`,
  )
  expect((await errorOf(assume('staging'))).message).toMatch(/is not authorized to perform: sts:AssumeRole on resource/)
  expect((await errorOf(assume('production', 7200))).message).toMatch(/exceeds the MaxSessionDuration/)
  expect((await errorOf(assume('production', 60))).message).toBe(
    "1 validation error detected: Value '60' at 'DurationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900",
  )
})

test('sessions may end sooner than they are asked for, by order', async () => {
  const accounts = twoAccounts.map(({ roles, ...one }) => ({
    ...one,
    roles: roles.map(each => ({ ...each, endsAfterSeconds: 900 })),
  }))
  const sandbox = await sandboxForTest({ accounts })
  const sts = new STSClient(clientOf(sandbox))
  const expiration = async (seconds?: number) =>
    (await sts.send(assumeWith(await identityToken(sandbox, job), seconds))).Credentials?.Expiration
  expect([await expiration(), await expiration(3600)]).toEqual(
    Array.from({ length: 2 }, () => new Date(sandbox.clock.now() + 900_000)),
  )
})
