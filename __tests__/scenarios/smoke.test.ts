import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { type Play, play } from '../play.ts'

let stage: Play
let server: Server
let url: string
let answer: RequestListener
beforeEach(async () => {
  stage = await play()
  server = createServer((request, response) => stage.clock.hold(async () => answer(request, response)))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(async () => {
  server.closeAllConnections()
  server.close()
  await stage.close()
})

const ask = (inputs: Record<string, string> = {}) => stage.run('smoke-test', { inputs: { urls: url, ...inputs } })
const status =
  (...codes: number[]): RequestListener =>
  (_, response) => {
    response.statusCode = (codes.length > 1 ? codes.shift() : codes[0]) ?? 200
    response.end(`status ${response.statusCode}`)
  }

describe('an address', () => {
  test('that answers well twice is well', async () => {
    answer = status(200)
    expect(await ask()).toMatchObject({ code: 0, outputs: { verdict: 'answering', url } })
  })

  test('that comes up after a while is well, and the log says what was in the way, once', async () => {
    answer = status(503, 503, 503, 200)
    const ended = await ask()
    expect(ended.code).toBe(0)
    expect(ended.log.match(/answered 503/g)).toHaveLength(1)
  })

  test.each<[string, RequestListener, Record<string, string>, RegExp]>([
    ['that answers 503 to the end', status(503), {}, /answered 503 .*expected 2xx \(1m\)/],
    ['that answers 404', status(404), { 'timeout-seconds': '10' }, /answered 404/],
    [
      'that redirects in a circle',
      (_, response) => response.writeHead(302, { location: '/' }).end(),
      { 'timeout-seconds': '10' },
      /answered 302 in .* to \/, expected 2xx/,
    ],
    [
      'that has another text',
      status(200),
      { 'expect-text': 'v2', 'timeout-seconds': '10' },
      /its body has no "v2": status 200/,
    ],
    [
      'that cuts the connection',
      request => request.socket.destroy(),
      { 'timeout-seconds': '10' },
      /cut the connection/,
    ],
  ])('%s is not well', async (_, listener, inputs, line) => {
    answer = listener
    const ended = await ask(inputs)
    expect(ended).toMatchObject({ code: 1, outputs: { verdict: 'not-answering' } })
    expect(ended.log.trimEnd().split('\n').at(-1)).toMatch(line)
  })

  test('that nobody listens at is not well, in bounded time', async () => {
    const started = stage.clock.now()
    const ended = await ask({ urls: 'http://127.0.0.1:9/healthz' })
    expect(ended.log).toMatch(/✗ http:\/\/127\.0\.0\.1:9\/healthz refused the connection \(1m\)/)
    expect(stage.clock.now() - started).toBe(60_000)
  })
})

test('of two addresses the bad one is named, and the good one is reported too', async () => {
  answer = (request, response) => response.writeHead(request.url === '/health' ? 200 : 404).end()
  const ended = await ask({ urls: `${url}/health\n${url}/v1/health`, 'timeout-seconds': '10' })
  expect(ended.code).toBe(1)
  expect(ended.outputs.message).toContain('/v1/health answered 404')
  expect(ended.summary).toMatch(/\/health` \| ✅ answering .*\n.*\/v1\/health` \| ❌ not-answering/)
})

test('headers are sent and never shown', async () => {
  let seen: string | undefined
  answer = (request, response) => {
    seen = request.headers.authorization
    response.end()
  }
  const ended = await ask({ headers: 'Authorization=Bearer hunter2' })
  expect(seen).toBe('Bearer hunter2')
  expect(ended.log).not.toContain('hunter2')
})

test('all bad inputs come at once', async () => {
  const ended = await ask({ urls: 'example.com, https://ok.example.com', 'expect-status': 'fine' })
  expect(ended.log).toMatch(/2 inputs are wrong:\n- urls has "example\.com".*\n- expect-status has "fine"/)
})
