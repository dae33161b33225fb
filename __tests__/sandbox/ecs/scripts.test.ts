// Does a scripted container do what its script says, and nothing a script cannot say?
import { afterEach, expect, test } from '@jest/globals'
import { jumpClock } from '../../../sandbox/clock.ts'
import { eitherRuntime } from '../../../sandbox/runtime/either.ts'
import { parseScript, type Script, scriptLabel, scriptVariable } from '../../../sandbox/runtime/script.ts'
import type { ContainerSpec } from '../../../sandbox/runtime.ts'

const open: (() => void)[] = []
afterEach(() => {
  for (const close of open.splice(0)) close()
})

/** A container of this script, and what it did so far, by the second it did it. */
async function play(script: Script, environment: Record<string, string> = {}) {
  const clock = jumpClock()
  const { runtime, close } = eitherRuntime({ clock })
  open.push(close)
  const did: string[] = []
  const note = (what: string) => did.push(`${(clock.now() - clock.start) / 1000} s: ${what}`)
  const spec: ContainerSpec = {
    image: {
      digest: `sha256:${'0'.repeat(64)}`,
      entrypoint: [],
      command: [],
      environment: {},
      workingDirectory: '/',
      architecture: 'amd64',
      labels: { [scriptLabel]: JSON.stringify(script) },
      files: () => Promise.reject(new Error('a script has no files')),
    },
    entrypoint: [],
    command: [],
    environment,
    port: 8080,
    onLine: note,
    onExit: (code, reason) => note(`exit ${code}${reason ? ` ${reason}` : ''}`),
  }
  const container = await runtime(spec)
  const ask = (path: string) =>
    container.endpoint({ method: 'GET', path, headers: {}, body: Buffer.alloc(0) }).then(
      ({ status, body, afterMs }) => `${status} ${body} after ${afterMs} ms`,
      ({ message }) => message,
    )
  const check = () => container.check(['CMD', 'whatever'], new AbortController().signal)
  return { clock, container, did, ask, check, pass: (seconds: number) => clock.advance(seconds * 1000) }
}

test('lines and exit come at their seconds, counted from the start of the program', async () => {
  const { did, pass } = await play({
    startAfterSeconds: 2,
    lines: [
      { atSecond: 0, text: 'up' },
      { atSecond: 3, text: 'ready' },
      { atSecond: 30, text: 'never said' },
    ],
    exit: { atSecond: 10, code: 137, reason: 'oom' },
  })
  await pass(60)
  expect(did).toEqual(['2 s: up', '5 s: ready', '12 s: exit 137 oom'])
})

test('the first answer that fits is given; nobody answers before it listens or after its end', async () => {
  const { ask, pass } = await play({
    listenAfterSeconds: 5,
    answers: [
      { path: '/slow', afterSeconds: 2 },
      { path: '/never', hang: true },
      { path: '/api/*', status: 404, body: 'none' },
      { status: 500, body: 'broken', fromSecond: 10, untilSecond: 20 },
    ],
    exit: { atSecond: 30, code: 0 },
  })
  expect(await ask('/')).toBe('connection refused')
  await pass(5)
  expect(await ask('/')).toBe('200 ok after 0 ms')
  expect(await ask('/slow?x=1')).toBe('200 ok after 2000 ms')
  expect(await ask('/never')).toBe('200 ok after Infinity ms')
  expect(await ask('/api/users')).toBe('404 none after 0 ms')
  await pass(5)
  expect(await ask('/')).toBe('500 broken after 0 ms')
  await pass(10)
  expect(await ask('/')).toBe('200 ok after 0 ms')
  await pass(10)
  expect(await ask('/')).toBe('connection refused')
})

test('health is what the script says, and else whether it listens', async () => {
  const silent = await play({ listenAfterSeconds: 5 })
  expect(await silent.check()).toEqual({ exitCode: 1, afterMs: 0 })
  await silent.pass(5)
  expect(await silent.check()).toEqual({ exitCode: 0, afterMs: 0 })
  const sick = await play({ health: [{ untilSecond: 5, exitCode: 3, afterSeconds: 1 }, { hang: true }] })
  expect(await sick.check()).toEqual({ exitCode: 3, afterMs: 1000 })
  await sick.pass(5)
  expect(await sick.check()).toEqual({ exitCode: 0, afterMs: Number.POSITIVE_INFINITY })
})

test.each<[string, Script, string]>([
  ['ends at once without a handler', {}, '0 s: exit 143'],
  ['takes the time it needs', { stop: { afterSeconds: 7, code: 0 } }, '7 s: exit 0'],
  ['is killed after its grace', { stop: { afterSeconds: 31, code: 0 } }, '30 s: exit 137'],
])('on SIGTERM it %s', async (_, script, end) => {
  const { container, did, pass } = await play(script)
  container.stop(30_000)
  await pass(60)
  expect(did).toEqual([end])
})

test('a task’s own script is played instead of its image’s', async () => {
  const own = { [scriptVariable]: JSON.stringify({ exit: { atSecond: 1, code: 4 } }) }
  const { did, pass } = await play({ exit: { atSecond: 1, code: 3 } }, own)
  await pass(1)
  expect(did).toEqual(['1 s: exit 4'])
})

test.each([
  ['[]', 'a script is a JSON object'],
  ['null', 'a script is a JSON object'],
  ['{"exits":1}', 'a script has no exits; it has startAfterSeconds, listenAfterSeconds, answers'],
])('%s is no script', (text, words) => {
  expect(() => parseScript(text)).toThrow(words)
})
