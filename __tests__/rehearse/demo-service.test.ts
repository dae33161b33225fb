// Does the service of the demo answer what it knows, and nothing else?
import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { afterEach, expect, test } from '@jest/globals'
import { freePort } from '../../sandbox/runtime/loopback.ts'

let service: ChildProcess | undefined
afterEach(() => {
  service?.kill('SIGKILL')
})

test.each(['app', 'app-next'])('%s answers to its own paths, and 404 to any other', async name => {
  const port = await freePort()
  const env = { PORT: String(port), VERSION: '1.2.3', DATABASE_URL: 'somewhere' }
  service = spawn(process.execPath, [`rehearse/demo/${name}/server.mjs`], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = createInterface({ input: service.stdout as NonNullable<ChildProcess['stdout']> })
  for await (const line of lines) if (line.includes('listens')) break
  const answers: [string, number, unknown][] = []
  for (const path of ['/', '/healthz', '/healthz?deep=1', '/nope', '/healthz/nope']) {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`)
    answers.push([path, answer.status, ((await answer.json()) as { version: string }).version])
  }
  expect(answers).toEqual([
    ['/', 200, '1.2.3'],
    ['/healthz', 200, '1.2.3'],
    ['/healthz?deep=1', 200, '1.2.3'],
    ['/nope', 404, '1.2.3'],
    ['/healthz/nope', 404, '1.2.3'],
  ])
})
