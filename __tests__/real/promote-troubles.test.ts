import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'
import { digestAt, kept, lastLine, PATH } from './builds.ts'
import { type Gate, type Keeper, openGate } from './gate.ts'
import { pushImage } from './image.ts'
import { type Ministack, startMinistack } from './ministack.ts'
import { type Registry, startRegistry } from './registry.ts'

const PRODUCTION = '444455556666.dkr.ecr.us-east-1.amazonaws.com'
let ministack: Ministack
let registry: Registry
let image: string
let gate: Gate | undefined
beforeAll(async () => {
  ministack = await startMinistack()
  registry = await startRegistry(5000)
  image = await pushImage(`${registry.host}/staging/web`, 'v1', 'echo v1')
})
afterEach(() => gate?.close())
afterAll(async () => {
  await registry?.close()
  await ministack?.close()
})

/** From the open registry through a gate into it, under another name. */
async function promote(keeper: Keeper, name: string, env: Record<string, string> = {}) {
  gate = await openGate(5004, `http://${registry.host}`, keeper)
  const inputs = { source: `${registry.host}/staging/web:v1`, destination: `${gate.host}/${name}`, 'image-tag': 'v1' }
  return ministack.run('promote-image', { inputs, env: { PATH, ...env } })
}

/** A folder for `DOCKER_CONFIG` that knows a login to the gate. */
function knowing(password: string): string {
  const folder = kept(mkdtempSync(join(tmpdir(), 'docker-')))
  const auth = Buffer.from(`ci:${password}`).toString('base64')
  writeFileSync(join(folder, 'config.json'), JSON.stringify({ auths: { '127.0.0.1:5004': { auth } } }))
  return folder
}
const asking = { 'www-authenticate': 'Basic realm="real"' }
const isRight = (authorization = '') => authorization === `Basic ${Buffer.from('ci:right').toString('base64')}`
const byLogin: Keeper = ({ headers }) =>
  isRight(headers.authorization)
    ? undefined
    : { status: 401, code: 'UNAUTHORIZED', message: 'authentication required', headers: asking }

test.each([
  ['none', {}, /asks for a login to read web\/none:v1: log in to it before this step\.$/],
  ['wrong', 'wrong', /would not read web\/wrong:v1 \(401, UNAUTHORIZED: .*\): it does not accept the login\.$/],
])('a login that is %s is said so', async (name, password, line) => {
  const env = typeof password === 'string' ? { DOCKER_CONFIG: knowing(password) } : {}
  const ended = await promote(byLogin, `web/${name}`, env)
  expect([ended.code, lastLine(ended)]).toEqual([1, expect.stringMatching(line)])
})

test('a login that ends in the middle of a layer is given again, and the layer is sent again', async () => {
  let ends = 2
  const keeper: Keeper = async request => {
    if (request.method === 'PATCH' && ends > 0) {
      ends--
      return { status: 401, code: 'UNAUTHORIZED', message: 'token expired', headers: asking }
    }
    return byLogin(request)
  }
  const ended = await promote(keeper, 'web/ends', { DOCKER_CONFIG: knowing('right') })
  expect([ended.code, ends, await digestAt(`${registry.host}/web/ends`, 'v1')]).toEqual([0, 0, image])
})

test('what may not be written shows both policies, and no tag is set', async () => {
  const message =
    'User: arn:aws:sts::111122223333:assumed-role/ci is not authorized to perform: ecr:InitiateLayerUpload'
  const headers = { 'www-authenticate': `Basic realm="https://${PRODUCTION}/",service="ecr.amazonaws.com"` }
  const ended = await promote(({ headers: asked, method }) => {
    if (asked.authorization === undefined)
      return { status: 401, code: 'UNAUTHORIZED', message: 'Not Authorized', headers }
    return method === 'POST' ? { status: 403, code: 'DENIED', message } : undefined
  }, 'web/denied')
  expect([ended.code, lastLine(ended)]).toEqual([
    1,
    expect.stringMatching(
      /would not begin a layer of web\/denied \(403, DENIED: User: .* Account 111122223333 must be let in by account 444455556666: both policies are shown above\.$/,
    ),
  ])
  expect(ended.log).toMatch(
    /The policy of the role\n[\s\S]*repository\/web\/denied"[\s\S]*The policy of repository 127/,
  )
  expect(ended.log).toContain('"AWS": "arn:aws:iam::111122223333:root"')
  expect(await digestAt(`${registry.host}/web/denied`, 'v1')).toBeNull()
})

test('a registry that keeps its layers elsewhere sends every question about them there', async () => {
  const first = await promote(() => undefined, 'web/away')
  gate?.close()
  let sent = 0
  const keeper: Keeper = ({ url = '', method = '' }) => {
    if (!['HEAD', 'GET'].includes(method) || !url.includes('/blobs/')) return undefined
    sent++
    return { status: 307, code: '', message: '', headers: { location: `http://${registry.host}${url}` } }
  }
  gate = await openGate(5004, `http://${registry.host}`, keeper)
  const inputs = { source: `${registry.host}/staging/web:v1`, destination: `${gate.host}/web/away`, 'image-tag': 'v2' }
  const ended = await ministack.run('promote-image', { inputs, env: { PATH } })
  expect([first.code, ended.code, await digestAt(`${registry.host}/web/away`, 'v2')]).toEqual([0, 0, image])
  expect(sent).toBeGreaterThan(1)
  expect(ended.log).not.toContain('pieces sent')
})

test('Docker is not asked: it need not be there', async () => {
  const ended = await promote(() => undefined, 'web/without', { PATH: '/nowhere' })
  expect([ended.code, ended.outputs.digest]).toEqual([0, await digestAt(`${registry.host}/web/without`, 'v1')])
})
