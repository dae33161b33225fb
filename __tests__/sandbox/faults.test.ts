// Do ordered faults hit what they are meant for, as often as they are meant to?

import { CreateRepositoryCommand, DescribeRepositoriesCommand, ECRClient } from '@aws-sdk/client-ecr'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { expect, test } from '@jest/globals'
import { runningClock } from '../../sandbox/clock.ts'
import { clientOf, errorOf, sandboxForTest } from './setting.ts'

const describe = () => new DescribeRepositoriesCommand({})
const create = (repositoryName: string) => new CreateRepositoryCommand({ repositoryName })

test('a throttled call is answered in the words of its protocol, as often as ordered', async () => {
  const sandbox = await sandboxForTest()
  const json = sandbox.faults.order({
    service: 'ecr',
    operation: 'DescribeRepositories',
    times: 1,
    effect: 'throttling',
  })
  const query = sandbox.faults.order({ service: 'sts', times: 1, effect: 'throttling' })
  const ecr = new ECRClient(clientOf(sandbox))
  expect(await errorOf(ecr.send(describe()))).toMatchObject({ name: 'ThrottlingException', message: 'Rate exceeded' })
  expect((await ecr.send(describe())).repositories).toEqual([])
  const sts = new STSClient(clientOf(sandbox))
  expect(await errorOf(sts.send(new GetCallerIdentityCommand({})))).toMatchObject({ name: 'Throttling', status: 400 })
  expect([json.fired, query.fired]).toEqual([1, 1])
})

test('a fault can skip the first calls, and choose by account and input', async () => {
  const sandbox = await sandboxForTest()
  const fault = sandbox.faults.order({
    service: 'ecr',
    operation: 'CreateRepository',
    account: '127214192604',
    after: 1,
    where: ({ input }) => (input as { repositoryName: string }).repositoryName.startsWith('web'),
    effect: { kind: 'error', code: 'ServerException', status: 500, message: 'broken' },
  })
  const staging = new ECRClient(clientOf(sandbox))
  await staging.send(create('web-1'))
  await staging.send(create('api'))
  await new ECRClient(clientOf(sandbox, 'production')).send(create('web-2'))
  expect(await errorOf(staging.send(create('web-2')))).toMatchObject({ name: 'ServerException', message: 'broken' })
  expect(fault.fired).toBe(1)
})

test('a lost answer leaves the operation carried out, a dropped call does not', async () => {
  const sandbox = await sandboxForTest()
  const ecr = new ECRClient(clientOf(sandbox))
  sandbox.faults.order({ service: 'ecr', operation: 'CreateRepository', times: 1, effect: 'drop' })
  sandbox.faults.order({ service: 'ecr', operation: 'CreateRepository', times: 1, effect: 'lost-answer' })
  expect((await errorOf(ecr.send(create('dropped')))).message).toMatch(/ECONNRESET|socket hang up/)
  expect((await errorOf(ecr.send(create('lost')))).message).toMatch(/ECONNRESET|socket hang up/)
  const { repositories } = await ecr.send(describe())
  expect(repositories?.map(({ repositoryName }) => repositoryName)).toEqual(['lost'])
})

test('a retrying client gets over a lost answer and meets what it has done', async () => {
  const sandbox = await sandboxForTest()
  sandbox.faults.order({ service: 'ecr', times: 1, effect: 'lost-answer' })
  const ecr = new ECRClient({ ...clientOf(sandbox), maxAttempts: 2 })
  expect(await errorOf(ecr.send(create('app')))).toMatchObject({ name: 'RepositoryAlreadyExistsException' })
})

test('latency is measured in AWS time', async () => {
  const clock = runningClock({ speed: 10_000, start: Date.now() })
  const sandbox = await sandboxForTest({ clock })
  sandbox.faults.order({ service: 'ecr', times: 1, effect: { kind: 'latency', ms: 60_000 } })
  const before = clock.now()
  await new ECRClient(clientOf(sandbox)).send(describe())
  expect(clock.now() - before).toBeGreaterThanOrEqual(60_000)
})

test('a hanging call ends when its client gives up', async () => {
  const sandbox = await sandboxForTest()
  const hang = sandbox.faults.order({ service: 'ecr', effect: 'hang' })
  const giveUp = new AbortController()
  const call = errorOf(new ECRClient(clientOf(sandbox)).send(describe(), { abortSignal: giveUp.signal }))
  while (hang.fired === 0) await new Promise(setImmediate)
  giveUp.abort()
  expect(await call).toMatchObject({ name: 'AbortError' })
})

test('a rate limit lets a burst through and then so many a second of AWS time', async () => {
  const sandbox = await sandboxForTest()
  const limit = sandbox.faults.limit({ service: 'ecr', perSecond: 1, burst: 2 })
  const ecr = new ECRClient(clientOf(sandbox))
  const tries = async (count: number) => {
    const names = []
    for (let at = 0; at < count; at++)
      names.push(
        await ecr.send(describe()).then(
          () => 'ok',
          ({ name }) => name,
        ),
      )
    return names
  }
  expect(await tries(3)).toEqual(['ok', 'ok', 'ThrottlingException'])
  await sandbox.advance(1000)
  expect(await tries(2)).toEqual(['ok', 'ThrottlingException'])
  expect(limit.fired).toBe(2)
})

test('a fault with a misspelt member would strike every call, and is refused', async () => {
  const { faults } = await sandboxForTest()
  const misspelt = { service: 'ecr', operatoin: 'DescribeRepositories', effect: 'drop' } as const
  expect(() => faults.order(misspelt)).toThrow(
    'A fault has no operatoin; it has: service, operation, account, after, times, where, effect',
  )
  expect(() => faults.order({ effect: 'boom' as 'drop' })).toThrow('No fault is called boom; there are: throttling, ')
  const limit = { service: 'ecr', perSecond: 1, burst: 1, acount: 'staging' }
  expect(() => faults.limit(limit)).toThrow('A fault has no acount; it has: service, operation, account, perSecond')
  expect(faults.all()).toEqual([])
})

test('the presets for denial and expiry speak as AWS does', async () => {
  const sandbox = await sandboxForTest()
  sandbox.faults.order({ times: 1, effect: 'access-denied' })
  sandbox.faults.order({ times: 1, effect: 'expired-token' })
  const ecr = new ECRClient(clientOf(sandbox))
  expect((await errorOf(ecr.send(create('app')))).message).toBe(
    'User: arn:aws:iam::127214192604:user/sandbox is not authorized to perform: ecr:CreateRepository on resource: arn:aws:ecr:ap-south-1:127214192604:repository/app because no identity-based policy allows the ecr:CreateRepository action',
  )
  expect(await errorOf(ecr.send(describe()))).toMatchObject({ name: 'ExpiredTokenException' })
})

test('the journal has every call with its outcome', async () => {
  const sandbox = await sandboxForTest()
  const ecr = new ECRClient(clientOf(sandbox))
  sandbox.faults.order({ service: 'ecr', operation: 'DescribeRepositories', times: 1, effect: 'drop' })
  await ecr.send(create('app'))
  await errorOf(ecr.send(create('app')))
  await errorOf(ecr.send(describe()))
  expect(sandbox.journal.calls({ service: 'ecr' })).toMatchObject([
    { operation: 'CreateRepository', account: '127214192604', status: 200, input: { repositoryName: 'app' } },
    { operation: 'CreateRepository', status: 400, error: 'RepositoryAlreadyExistsException' },
    { operation: 'DescribeRepositories', status: undefined, fault: 'drop' },
  ])
  expect(sandbox.journal.calls({ service: 'ecr', error: 'RepositoryAlreadyExistsException' })).toHaveLength(1)
})
