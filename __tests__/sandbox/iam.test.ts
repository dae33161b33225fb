// Does IAM show the roles that an account has, and does ECS go by whom they trust?
import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam'
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts'
import { expect, test } from '@jest/globals'
import { type Account, type RoleSpec, twoAccounts } from '../../sandbox/accounts.ts'
import { clientOf, errorOf, sandboxForTest } from './setting.ts'
import { stopped } from './stopped.ts'

const withRoles = (...roles: RoleSpec[]): Account[] => {
  const names = roles.map(({ name }) => name)
  return twoAccounts.map(account => ({
    ...account,
    roles: [...account.roles.filter(({ name }) => !names.includes(name)), ...roles],
  }))
}
const trust = (Service: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole' }],
})

test('a role is shown with whom it trusts, as a URL-encoded document', async () => {
  const sandbox = await sandboxForTest()
  const client = new IAMClient(clientOf(sandbox))
  const { Role } = await client.send(new GetRoleCommand({ RoleName: 'ecsTaskExecutionRole' }))
  expect(Role).toMatchObject({
    Path: '/',
    RoleName: 'ecsTaskExecutionRole',
    RoleId: expect.stringMatching(/^AROA/),
    Arn: 'arn:aws:iam::127214192604:role/ecsTaskExecutionRole',
    CreateDate: expect.any(Date),
    MaxSessionDuration: 3600,
  })
  const document = Role?.AssumeRolePolicyDocument ?? ''
  expect(document).toMatch(/^%7B/)
  expect(JSON.parse(decodeURIComponent(document))).toMatchObject({
    Statement: [{ Effect: 'Allow', Principal: { Service: ['ecs-tasks.amazonaws.com'] }, Action: 'sts:AssumeRole' }],
  })
})

test('a role for GitHub’s jobs trusts its account and the provider', async () => {
  const client = new IAMClient(clientOf(await sandboxForTest()))
  const { Role } = await client.send(new GetRoleCommand({ RoleName: 'deploy' }))
  expect(JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ''))).toMatchObject({
    Statement: [
      { Principal: { AWS: ['arn:aws:iam::127214192604:root'] } },
      {
        Principal: { Federated: 'arn:aws:iam::127214192604:oidc-provider/token.actions.githubusercontent.com' },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          StringLike: { 'token.actions.githubusercontent.com:sub': ['repo:*:environment:staging'] },
        },
      },
    ],
  })
})

test('a role that is not there cannot be found', async () => {
  const client = new IAMClient(clientOf(await sandboxForTest()))
  expect(await errorOf(client.send(new GetRoleCommand({ RoleName: 'ecsTaskExecutionRoles' })))).toMatchObject({
    name: 'NoSuchEntityException',
    message: 'The role with name ecsTaskExecutionRoles cannot be found.',
    status: 404,
  })
})

test('who may not look at a role is told which', async () => {
  const accounts = twoAccounts.map(account => ({
    ...account,
    keys: account.keys.map(key => ({ ...key, allow: ['ecs:*'] })),
  }))
  const client = new IAMClient(clientOf(await sandboxForTest({ accounts })))
  expect(await errorOf(client.send(new GetRoleCommand({ RoleName: 'deploy' })))).toMatchObject({
    name: 'AccessDenied',
    message: expect.stringContaining('iam:GetRole on resource: arn:aws:iam::127214192604:role/deploy because'),
  })
})

test('a role for tasks is for nobody else', async () => {
  const sandbox = await sandboxForTest()
  const RoleArn = 'arn:aws:iam::127214192604:role/ecsTaskRole'
  const call = new STSClient(clientOf(sandbox)).send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'me' }))
  expect(await errorOf(call)).toMatchObject({ name: 'AccessDenied' })
})

test('ECS cannot assume a role that trusts somebody else', async () => {
  const accounts = withRoles({ name: 'ecsTaskExecutionRole', trust: trust('ec2.amazonaws.com') })
  const sandbox = await sandboxForTest({ accounts })
  await expect(stopped(sandbox, '/web/key')).rejects.toMatchObject({
    code: 'ClientException',
    message:
      "ECS was unable to assume the role 'arn:aws:iam::127214192604:role/ecsTaskExecutionRole' that was provided for this task. Please verify that the role being passed has the proper trust relationship and permissions and that your IAM user has permissions to pass this role.",
  })
})

test('and can assume one that trusts it', async () => {
  const accounts = withRoles({ name: 'ecsTaskExecutionRole', trust: trust('ecs-tasks.amazonaws.com') })
  const sandbox = await sandboxForTest({ accounts })
  sandbox.secrets.set('/web/key', '{"exit":{"atSecond":1,"code":3}}')
  expect(await stopped(sandbox, '/web/key')).toBe(3)
})
