// Can a sandbox be asked and told things from outside?
import { DescribeRepositoriesCommand, ECRClient } from '@aws-sdk/client-ecr'
import { expect, test } from '@jest/globals'
import { buildImage } from '../../sandbox/oci/build.ts'
import { tell } from '../../sandbox/remote.ts'
import { scriptLabel } from '../../sandbox/runtime/script.ts'
import { seed } from '../../sandbox/seed.ts'
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
  ['github:POST /releases:drop', /github has no operation POST \/releases; there are: .*POST \/repos/],
  ['registry:GET /v2/:drop', /there are: GET \/v2\/{name}\/manifests/],
  ['ecr:*:boom', /no fault is called boom; there are: throttling, /],
  ['ecr:*:drop:never', /never is no number of times/],
  ['ecr:*:drop:1:2', /a fault on the wire takes no 2; write SERVICE:OPERATION:FAULT\[:TIMES\]/],
  ['ecr:*:drop acount=staging', /a fault on the wire takes no acount=staging; write SERVICE/],
  ['ecr:*:drop:1 times=2', /a fault on the wire takes no times=2; write SERVICE/],
  ['kill-task srvice=web', /^kill-task: there is no key srvice; there are: account, service$/],
  ['kill-task toString=web', /there is no key toString; there are: account, service$/],
  ['kill-task account=stagin', /account=stagin is not an account; there are: staging, production$/],
  ['kill-task service', /service is no KEY=VALUE$/],
  ['kill-task service=a service=b', /service is given twice$/],
  ['no-capacity account=staging', /^no-capacity: there is no key account; there are: none$/],
  ['old-views ms=abc', /^old-views: ms=abc is not a number of milliseconds, 0 or more$/],
  ['old-views ms=', /ms= is not a number of milliseconds/],
  ['pull-timeout image=web times=0.5', /times=0\.5 is not a whole number above 0$/],
  ['unassumable-role role=x seconds=soon', /seconds=soon is not a number of seconds/],
  ['unassumable-role', /^unassumable-role: the key role is missing: write role=VALUE$/],
  ['alarm', /^alarm: the key name is missing/],
  ['behave error-rate=5', /^behave: error-rate=5 is not a share from 0 to 1$/],
  ['behave', /^behave: say what they do: error-rate, /],
  ['metrics-partial times=0', /times=0 is not a whole number above 0$/],
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
  const keys = { cluster: { takes: 'a text', fits: () => true } }
  sandbox.worldFaults.offer('flood', { summary: 'water everywhere', keys, begin })
  expect(await say('faults')).toContain('fault flood: water everywhere')
  expect(await say('fault', 'flood', 'cluster=web')).toBe('Ordered: flood cluster=web\n')
  expect(water).toEqual(['in web'])
  await say('no-faults')
  expect(water).toEqual(['in web', 'gone'])
})

test('traffic is ordered, behaves as ordered, is counted, and ends', async () => {
  const { sandbox, say } = await told()
  await seed(sandbox, buildImage({ files: {}, labels: { [scriptLabel]: '{}' } }))
  await sandbox.advance(180_000)
  expect((await errorOf(say('traffic', '{"to":"web","rps":10}'))).message).toMatch(
    /several load balancers are called web/,
  )
  const order = { to: 'web', account: '127214192604', rps: 10, behaviours: [{ revision: 'web:1', clientErrors: 1 }] }
  expect(await say('traffic', JSON.stringify(order))).toBe('Traffic flows to web\n')
  await sandbox.advance(10_000)
  expect(await say('traffic')).toMatch(/^all: \d+ requests, none failed\nweb: \d+ requests, none failed\n$/)
  const { requests, clientErrors } = sandbox.traffic.ledger.sum({ revision: 'web:1' })
  expect(clientErrors).toBe(requests)
  await say('fault', 'behave', 'revision=web:1', 'error-rate=1', 'service=web')
  await sandbox.advance(10_000)
  expect(await say('traffic')).toMatch(/\nweb: \d+ requests, \d+ failed: target-5xx \d+\n$/)
  await say('no-faults')
  const from = sandbox.clock.now()
  await sandbox.advance(10_000)
  expect(sandbox.traffic.ledger.sum({ from }).failed).toBe(0)
  await say('no-traffic')
  const before = sandbox.traffic.ledger.sum().requests
  await sandbox.advance(10_000)
  expect(sandbox.traffic.ledger.sum().requests).toBe(before)
})

test('a role may be named by its ARN', async () => {
  const { say } = await told()
  const order = 'unassumable-role role=arn:aws:iam::127214192604:role/deploy seconds=60'
  expect(await say('fault', ...order.split(' '))).toBe(`Ordered: ${order}\n`)
})

test('an image is put without a container engine: a script, or a folder and what runs in it', async () => {
  const { sandbox, say, call } = await told()
  const script = '{"exit":{"atSecond":2,"code":1}}'
  expect(await say('image', 'staging', 'team/web:v2', script)).toMatch(
    /^Put team\/web:v2 into the registry of staging: sha256:[0-9a-f]{64}\n$/,
  )
  await say('image', 'staging', 'team/web:v3', 'rehearse/demo/app', 'node', 'server.mjs')
  expect((await call()).repositories?.map(one => one.repositoryName)).toEqual(['team/web'])
  const [staging] = await sandbox.world()
  expect(staging?.repositories[0]?.tags.toSorted()).toEqual(['v2', 'v3'])
})

test.each<[string[], RegExp]>([
  [['staging', 'web:v1'], /^image: write ACCOUNT REPOSITORY:TAG, and then a script or a folder with its command$/],
  [['staging', 'web', '{}'], /^image: "web" is no REPOSITORY:TAG$/],
  [['stagin', 'web:v1', '{}'], /has no account stagin; there are: staging, production$/],
  [['staging', 'web:v1', '{"exits":1}'], /^image: the script cannot be read: a script has no exits; it has /],
  [['staging', 'web:v1', '{"exit":', '1}'], /is it one word, in quotes\?$/],
  [['staging', 'web:v1', 'no-such-folder', 'node'], /no-such-folder" is neither a script, which begins with {, nor/],
  [['staging', 'web:v1', 'rehearse/demo/app'], /after the folder comes the command that runs in it/],
])('the image %j is refused', async (words, reason) => {
  const { say } = await told()
  expect((await errorOf(say('image', ...words))).message).toMatch(reason)
})

test('the journal has a line for every call', async () => {
  const { say, call } = await told()
  await call()
  expect(await say('journal')).toMatch(/^\d\d:\d\d:\d\d {2}127214192604 {2}ecr DescribeRepositories {2}200\n$/)
})

test('a command that is not one, and a sandbox that is not there, are said so', async () => {
  const { say } = await told()
  expect((await errorOf(say('dance'))).message).toBe(
    'There is no command dance: fault, faults, no-faults, image, traffic, no-traffic, journal or world',
  )
  expect((await errorOf(tell(1, ['journal']))).message).toMatch(/^No sandbox answers on port 1/)
})
