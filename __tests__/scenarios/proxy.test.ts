import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { type Play, play } from '../play.ts'

let stage: Play
let proxy: Server
let asked: string[]
beforeEach(async () => {
  stage = await play()
  asked = []
  proxy = createServer().on('connect', (request, socket) => {
    asked.push(request.url ?? '')
    socket.end('HTTP/1.1 503 Not today\r\n\r\n')
  })
  await new Promise<void>(resolve => proxy.listen(0, '127.0.0.1', resolve))
})
afterEach(async () => {
  proxy.close()
  await stage.close()
})

const through = (more: Record<string, string> = {}) => ({
  HTTPS_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
  AWS_ENDPOINT_URL: '',
  AWS_MAX_ATTEMPTS: '1',
  GITHUB_API_URL: 'https://api.github.com',
  ...more,
})
const deploy = { cluster: 'prod', service: 'web', 'task-definition': 'web:1' }
const record = { environment: 'staging', state: 'RUNNING', 'github-token': 'token' }
const smoke = { urls: 'https://example.com', 'timeout-seconds': '1' }

test.each([
  ['ecs-deploy-wait', deploy, 'ecs.ap-south-1.amazonaws.com:443'],
  ['deployment-record', record, 'api.github.com:443'],
  ['smoke-test', smoke, 'example.com:443'],
])('%s goes through HTTPS_PROXY', async (action, inputs, host) => {
  const ended = await stage.run(action, { inputs, env: through() })
  expect(new Set(asked)).toEqual(new Set([host]))
  expect(ended.code).toBe(1)
  expect(ended.log).not.toMatch(/bug in ecs-release/)
})

test.each([
  ['ecs-deploy-wait', deploy],
  ['deployment-record', record],
  ['smoke-test', smoke],
])('%s goes past it to what NO_PROXY names', async (action, inputs) => {
  const ended = await stage.run(action, {
    inputs,
    env: through({ NO_PROXY: '.amazonaws.com,api.github.com,example.com' }),
  })
  expect(asked).toEqual([])
  expect(ended.code).toBe(1)
})

test.each([
  ['ecs-deploy-wait', deploy],
  ['smoke-test', smoke],
])('%s says that HTTPS_PROXY is no address, and nothing of the password in it', async (action, inputs) => {
  const ended = await stage.run(action, { inputs, env: through({ HTTPS_PROXY: 's3cret@proxy host:8080' }) })
  expect(ended.code).toBe(1)
  expect(ended.log).toMatch(/HTTPS_PROXY is no address: write http:\/\/host:port/)
  expect(ended.log).not.toMatch(/s3cret|bug in ecs-release/)
})
