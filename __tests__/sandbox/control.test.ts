// Can a sandbox be asked and told things from outside?
import { DescribeRepositoriesCommand, ECRClient } from '@aws-sdk/client-ecr'
import { expect, test } from '@jest/globals'
import { tell } from '../../sandbox/remote.ts'
import { clientOf, errorOf, sandboxForTest } from './setting.ts'

async function told() {
  const sandbox = await sandboxForTest()
  const port = Number(new URL(sandbox.awsUrl).port)
  const ecr = new ECRClient(clientOf(sandbox))
  return {
    sandbox,
    say: (...words: string[]) => tell(port, words),
    call: () => ecr.send(new DescribeRepositoriesCommand({})),
  }
}

test('a fault is ordered by a line, strikes, and says how often', async () => {
  const { say, call } = await told()
  expect(await say('faults')).toMatch(/^Nothing is ordered on the wire\.\nfault no-capacity: /)
  expect(await say('fault', 'ecr:DescribeRepositories:throttling:1')).toBe(
    'The next call of ecr DescribeRepositories: throttling\n',
  )
  expect(await errorOf(call())).toMatchObject({ name: 'ThrottlingException' })
  await call()
  expect(await say('faults')).toMatch(/^ecr:DescribeRepositories: throttling, has struck 1 time\n/)
  await say('no-faults')
  expect(await say('faults')).toMatch(/^Nothing is ordered on the wire\.\n/)
})

test.each([
  ['s3:*:drop', /no service is called s3; there are: ecr, /],
  ['ecr:DescribeNothing:drop', /ecr has no operation DescribeNothing; there are: .*DescribeImages/],
  ['github:POST /releases:drop', /github has no operation POST \/releases; there are: POST \/repos/],
  ['registry:GET /v2/:drop', /there are: GET \/v2\/{name}\/manifests/],
  ['ecr:*:boom', /no fault is called boom; there are: throttling, /],
  ['ecr:*:drop:never', /never is no number of times/],
  ['flood', /No fault of the world is called flood/],
])('the order %s is refused, since it could never strike', async (order, reason) => {
  const { say } = await told()
  expect((await errorOf(say('fault', order))).message).toMatch(reason)
})

test('a fault of the world is ordered by its name', async () => {
  const { sandbox, say } = await told()
  const water: string[] = []
  const begin = ({ cluster = '' }) => {
    water.push(`in ${cluster}`)
    return () => void water.push('gone')
  }
  sandbox.worldFaults.offer('flood', { summary: 'water everywhere', begin })
  expect(await say('faults')).toContain('fault flood: water everywhere')
  expect(await say('fault', 'flood', 'cluster=web')).toBe('Ordered: flood cluster=web\n')
  expect(water).toEqual(['in web'])
  await say('no-faults')
  expect(water).toEqual(['in web', 'gone'])
})

test('the journal has a line for every call', async () => {
  const { say, call } = await told()
  await call()
  expect(await say('journal')).toMatch(/^\d\d:\d\d:\d\d {2}127214192604 {2}ecr DescribeRepositories {2}200\n$/)
})

test('a command that is not one, and a sandbox that is not there, are said so', async () => {
  const { say } = await told()
  expect((await errorOf(say('dance'))).message).toBe(
    'There is no command dance: fault, faults, no-faults, journal or world',
  )
  expect((await errorOf(tell(1, ['journal']))).message).toMatch(/^No sandbox answers on port 1/)
})
