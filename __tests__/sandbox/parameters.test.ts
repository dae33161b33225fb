// Does Parameter Store keep parameters as AWS's own SDK expects, and do tasks get them?
import {
  GetParameterCommand,
  GetParametersByPathCommand,
  GetParametersCommand,
  PutParameterCommand,
  SSMClient,
} from '@aws-sdk/client-ssm'
import { describe, expect, test } from '@jest/globals'
import { clientOf, errorOf, sandboxForTest } from './setting.ts'
import { ending, stopped } from './stopped.ts'

const put = (Name: string, Value: string, more = {}) =>
  new PutParameterCommand({ Name, Value, Type: 'String', ...more })
const parameterArn = 'arn:aws:ssm:ap-south-1:127214192604:parameter/web/key'

test('a parameter is found by name and ARN, in its newest version unless one is asked for', async () => {
  const client = new SSMClient(clientOf(await sandboxForTest()))
  expect(await client.send(put('/web/key', 'one'))).toMatchObject({ Version: 1, Tier: 'Standard' })
  expect(await errorOf(client.send(put('/web/key', 'two')))).toMatchObject({
    name: 'ParameterAlreadyExists',
    message: 'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
  })
  await client.send(put('/web/key', 'two', { Overwrite: true }))
  const read = async (Name: string) => (await client.send(new GetParameterCommand({ Name }))).Parameter
  expect(await read('/web/key')).toMatchObject({ Value: 'two', Version: 2, Type: 'String', ARN: parameterArn })
  expect([(await read(parameterArn))?.Value, (await read('/web/key:1'))?.Value]).toEqual(['two', 'one'])
  expect(await errorOf(read('/web/none'))).toMatchObject({ name: 'ParameterNotFound', status: 400 })
})

test('a SecureString is in clear only with decryption', async () => {
  const client = new SSMClient(clientOf(await sandboxForTest()))
  await client.send(put('/web/key', 'hush', { Type: 'SecureString' }))
  const read = async (WithDecryption: boolean) =>
    (await client.send(new GetParameterCommand({ Name: '/web/key', WithDecryption }))).Parameter?.Value
  expect([await read(true), await read(false)]).toEqual(['hush', expect.not.stringContaining('hush')])
})

test('of several parameters those that are not there are named', async () => {
  const client = new SSMClient(clientOf(await sandboxForTest()))
  await client.send(put('/web/key', 'value'))
  expect(await client.send(new GetParametersCommand({ Names: ['/web/none', parameterArn] }))).toMatchObject({
    Parameters: [{ Name: '/web/key', Value: 'value' }],
    InvalidParameters: ['/web/none'],
  })
  const Names = Array.from({ length: 11 }, (_, index) => `/web/${index}`)
  expect(await errorOf(client.send(new GetParametersCommand({ Names })))).toMatchObject({ name: 'ValidationException' })
})

test('a path shows what is right below it, or all', async () => {
  const client = new SSMClient(clientOf(await sandboxForTest()))
  for (const name of ['/web/b', '/web/a', '/web/db/user', '/api/a']) await client.send(put(name, 'value'))
  const below = async (Recursive: boolean) => {
    const { Parameters = [] } = await client.send(new GetParametersByPathCommand({ Path: '/web', Recursive }))
    return Parameters.map(({ Name }) => Name)
  }
  expect([await below(false), await below(true)]).toEqual([
    ['/web/a', '/web/b'],
    ['/web/a', '/web/b', '/web/db/user'],
  ])
})

test('values stay out of the journal', async () => {
  const sandbox = await sandboxForTest()
  await new SSMClient(clientOf(sandbox)).send(put('/web/key', 'hush'))
  expect(sandbox.journal.calls({ service: 'ssm' })).toMatchObject([{ input: { Name: '/web/key', Value: '(secret)' } }])
})

describe('a task reads', () => {
  test.each(['/web/key', parameterArn])('%s', async valueFrom => {
    const sandbox = await sandboxForTest()
    await new SSMClient(clientOf(sandbox)).send(put('/web/key', JSON.stringify(ending(3)), { Type: 'SecureString' }))
    expect(await stopped(sandbox, valueFrom)).toBe(3)
  })

  test.each(['/web/key', parameterArn])('%s when it is not there, and does not start', async valueFrom => {
    expect(await stopped(await sandboxForTest(), valueFrom)).toEqual({
      stopCode: 'TaskFailedToStart',
      stoppedReason:
        'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secrets from ssm: service call has been retried 1 time(s): invalid ssm parameters: /web/key',
    })
  })

  test('what the test put under the very name, first', async () => {
    const sandbox = await sandboxForTest()
    await new SSMClient(clientOf(sandbox)).send(put('/web/key', JSON.stringify(ending(3))))
    sandbox.secrets.set('/web/key', JSON.stringify(ending(4)))
    expect(await stopped(sandbox, '/web/key')).toBe(4)
  })
})
