// How does the demo end when it is stopped, or when its workflow cannot be rehearsed?
import { spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'

/** A checkout whose examples may be changed, and a place for temporary files of the demo alone. */
let folder: string
let temporary: string
beforeAll(() => {
  const tsc = resolve('node_modules/typescript/bin/tsc')
  expect(spawnSync(process.execPath, [tsc, '-p', 'tsconfig.rehearsal.json'], { encoding: 'utf8' }).stdout).toBe('')
})
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'demo-'))
  temporary = join(folder, 'temporary')
  mkdirSync(temporary)
  cpSync('examples', join(folder, 'examples'), { recursive: true })
  for (const name of ['action.yml', 'actions', 'dist']) symlinkSync(resolve(name), join(folder, name))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Runs the demo to its end; `heard` is told what it has said so far. */
function demo(heard: (said: string, kill: (signal: NodeJS.Signals) => void) => void) {
  const args = ['--import', resolve('rehearse/json-imports.js'), resolve('build/rehearse/demo.js')]
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', TMPDIR: temporary, NODE_NO_WARNINGS: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', chunk => {
      said += chunk
      heard(said, signal => child.kill(signal))
    })
  return new Promise<{ code: number | null; lines: string[] }>(done =>
    child.once('close', code => done({ code, lines: said.trimEnd().split('\n') })),
  )
}

test.each<[NodeJS.Signals, string, number, string[]]>([
  ['SIGTERM', 'GitHub are up', 143, ['address-api-']],
  ['SIGINT', 'takes address-api:2', 130, ['address-api-', 'rehearsal-', 'sandbox-images-']],
])('%s after "%s" ends it at once, and nothing is left behind', async (signal, line, code, before) => {
  let there: string[] | undefined
  const ended = await demo((said, kill) => {
    if (there || !said.includes(line)) return
    there = readdirSync(temporary)
    kill(signal)
  })
  expect(there?.map(name => name.replace(/[^-]*$/, '')).toSorted()).toEqual(before)
  expect([ended.code, ended.lines.at(-1)]).toEqual([code, `Stopped by ${signal}; nothing is left behind.`])
  expect(readdirSync(temporary)).toEqual([])
})

test('a workflow that is refused is one line, at its place in the example', async () => {
  const path = join(folder, 'examples/release.yml')
  const text = readFileSync(path, 'utf8').replace('needs.detect.outputs.environment', 'needs.detect.outputs.enviroment')
  writeFileSync(path, text)
  const line = text.split('\n').findIndex(one => one.includes('enviroment')) + 1
  const { code, lines } = await demo(() => {})
  expect(code).toBe(1)
  expect(lines.filter(one => /✗|^\s+at /.test(one))).toEqual([
    expect.stringMatching(new RegExp(`^✗ examples/release\\.yml:${line}: .needs\\.detect\\.outputs\\.enviroment.: `)),
  ])
  expect(readdirSync(temporary)).toEqual([])
})
