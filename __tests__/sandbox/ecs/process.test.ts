// Does an image's program run as a plain process, and leave nothing behind?
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from '@jest/globals'
import { transformFile } from '@swc/core'
import { processRuntime } from '../../../sandbox/runtime/process.ts'
import { ask, clock, deferred, folderOf, forever, specOf, start } from './processes.ts'

/** Answers what it was asked, with what it runs in; prints one line on each stream once it listens. */
const server = `
const { createServer } = require('node:http')
const seen = { cwd: process.cwd(), arguments: process.argv.slice(2), env: process.env }
const answer = async (request, response) => {
  const chunks = await request.toArray()
  const { method, url, headers } = request
  if (url === '/gone') return response.destroy()
  response.writeHead(url === '/teapot' ? 418 : 200, { 'x-own': 'yes' })
  response.end(JSON.stringify({ method, url, headers, body: Buffer.concat(chunks).toString(), ...seen }))
}
createServer(answer).listen(process.env.PORT, '127.0.0.1', () => {
  console.log('listening')
  console.error('no newline at the end is no matter')
})
`

test('a server runs in its image’s folder with its own environment and is reached through its endpoint', async () => {
  const { container, line, lines } = await start(
    { 'server.js': server },
    ['node', '/server.js', '--fast', '/nowhere'],
    { FROM: 'task', MORE: '1' },
  )
  await line('listening')
  await line('no newline at the end is no matter')
  expect(lines).toHaveLength(2)
  const { status, headers, said } = await ask(container, '/teapot?x=1', 'earl grey')
  expect([status, headers['x-own']]).toEqual([200, 'yes'])
  expect(said).toMatchObject({
    method: 'POST',
    url: '/teapot?x=1',
    body: 'earl grey',
    arguments: ['--fast', '/nowhere'],
  })
  expect(said.headers['x-forwarded-for']).toBe('203.0.113.7')
  expect(said.cwd).toMatch(/image-\w+$/)
  expect(Object.keys(said.env).sort()).toEqual(['FROM', 'MORE', 'PATH', 'PORT'])
  expect([said.env.FROM, said.env.PORT]).not.toContain('8080')
  expect(said.env.FROM).toBe('task')
  expect((await ask(container, '/teapot')).status).toBe(418)
})

test('connections are refused before it listens, and reset when it hangs up', async () => {
  const waiting = await start({ 'wait.js': 'setInterval(() => {}, 1000)' }, ['node', 'wait.js'])
  await expect(ask(waiting.container, '/')).rejects.toThrow('connection refused')
  const { container, line } = await start({ 'server.js': server }, ['node', 'server.js'])
  await line('listening')
  await expect(ask(container, '/gone')).rejects.toThrow('connection reset')
})

test.each([
  ['process.exit(3)', 3],
  ['process.kill(process.pid, "SIGKILL")', 137],
  ['process.kill(process.pid, "SIGTERM")', 143],
  ['', 0],
])('a program %j ends with %i, after its last line', async (program, code) => {
  const { exit, lines } = await start({ 'main.js': `console.log('last words');${program}` }, ['node', 'main.js'])
  expect(await exit).toBe(code)
  expect(lines).toEqual(['last words'])
})

test('SIGTERM lets a program finish', async () => {
  const program = `process.on('SIGTERM', () => { console.log('bye'); process.exit(0) }); setInterval(() => {}, 1000); console.log('up')`
  const { container, exit, line, lines } = await start({ 'main.js': program }, ['node', 'main.js'])
  await line('up')
  container.stop(3_600_000)
  expect(await exit).toBe(0)
  expect(lines).toEqual(['up', 'bye'])
})

test('a program that will not end is killed after its grace, and what it started with it', async () => {
  const program = `trap '' TERM; sh -c "trap '' TERM; echo child; while :; do sleep 1; done"`
  const { container, exit, line } = await start({}, ['/bin/sh', '-c', program])
  await line('child')
  container.stop(30_000)
  // The child holds its output open: the exit is told only once it is gone, too.
  expect(await exit).toBe(137)
})

test('a health check runs in the image, and knocks where the program really listens', async () => {
  const knock = `fetch(process.argv[2]).then(({ status }) => process.exit(status === 200 ? 0 : 1), () => process.exit(7))`
  const { container, line } = await start({ 'server.js': server, 'knock.js': knock }, ['node', 'server.js'])
  await line('listening')
  const never = new AbortController().signal
  const check = async (...command: string[]) => (await container.check(command, never)).exitCode
  expect(await check('CMD', 'node', '/knock.js', 'http://localhost:8080/')).toBe(0)
  expect(await check('CMD', 'node', '/knock.js', 'http://127.0.0.1:8080/teapot')).toBe(1)
  expect(await check('CMD', 'node', '/knock.js', 'http://127.0.0.1:80801/')).toBe(7)
  expect(await check('CMD-SHELL', 'test -f server.js && test "$FROM" = image || exit 1')).toBe(0)
  expect(await check('CMD-SHELL', 'exit 5')).toBe(5)
})

test('a health check that takes too long is killed', async () => {
  const { container } = await start({}, forever)
  const patience = new AbortController()
  const checked = container.check(['CMD-SHELL', 'while :; do sleep 1; done'], patience.signal)
  patience.abort()
  expect((await checked).exitCode).toBe(137)
})

test('programs are those of the image before those of this machine', async () => {
  const hello = '#!/bin/sh\necho "hello from the image"\n'
  for (const command of ['hello', '/hello', './hello']) {
    const { exit, lines } = await start({ hello }, [command])
    expect([await exit, lines]).toEqual([0, ['hello from the image']])
  }
  const { exit, lines } = await start({}, ['expr', '2', '+', '2'])
  expect([await exit, lines]).toEqual([0, ['4']])
})

test.each([
  [['/server'], /exec: "\/server": stat \/server: no such file or directory: unknown$/],
  [['serve'], /exec: "serve": executable file not found in \$PATH: unknown$/],
  [[], /no command specified/],
])('a command %j cannot be started, in the words of runc', async (command, words) => {
  await expect(start({}, command)).rejects.toThrow(words)
})

test('nothing outlives a runtime that is closed', async () => {
  const { close, exit, line } = await start({ 'server.js': server }, ['node', 'server.js'])
  await line('listening')
  close()
  expect(await exit).toBe(137)
})

test('a program whose runtime is closed while it starts ends, too', async () => {
  const files = deferred<string>()
  const exit = deferred<number>()
  const { runtime, close } = processRuntime({ clock })
  const starting = runtime({ ...specOf(forever, () => files.promise), onExit: exit.resolve })
  close()
  files.resolve(await folderOf({}))
  await starting
  expect(await exit.promise).toBe(137)
})

test('nothing outlives a sandbox that is killed', async () => {
  const { code } = await transformFile('sandbox/runtime/reaper.ts', {
    jsc: { parser: { syntax: 'typescript' } },
    module: { type: 'es6' },
  })
  const parent = `
    import { spawn } from 'node:child_process'
    import { reaper } from './reaper.mjs'
    const orphan = spawn('/bin/sh', ['-c', 'while :; do sleep 1; done'], { detached: true, stdio: 'inherit' })
    reaper().watch(orphan.pid)
    console.log('up')
    setInterval(() => {}, 1000)
  `
  const folder = await folderOf({ 'reaper.mjs': code, 'parent.mjs': parent })
  const sandbox = spawn(process.execPath, [join(folder, 'parent.mjs')], { stdio: ['ignore', 'pipe', 'inherit'] })
  const said = text(sandbox.stdout)
  await once(sandbox.stdout, 'data')
  sandbox.kill('SIGKILL')
  // The orphan holds the pipe: it ends only once the orphan has.
  expect(await said).toBe('up\n')
})
