// How long does an action take to start, and how much does it load?
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** One program to start: an action's bundle, and the inputs with which it gets as far as its first request. */
export type Contestant = { name: string; script: string; inputs: Record<string, string> }

/** Medians. `firstLine` with no inputs at all, `firstRequest` with good ones; milliseconds from the spawn. */
export type ColdStart = { name: string; firstLine: number; firstRequest: number | undefined; loadedKiB: number }

/** Runs of each; they take turns, so that a machine that slows down slows them all. */
const RUNS = 15

// Sums the files that the program loads, and says so when it ends. `registerHooks` came with Node 22.15.
const COUNT = `import module from 'node:module'
import { statSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
let bytes = 0
module.registerHooks?.({ load(url, context, next) { if (url.startsWith('file:') && !url.includes('count.mjs')) bytes += statSync(fileURLToPath(url)).size; return next(url, context) } })
process.on('exit', () => writeFileSync(process.env.BENCH_COUNT, String(bytes)))`

/** Measures all of them in turn. */
export async function coldStarts(contestants: Contestant[]): Promise<ColdStart[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  writeFileSync(join(folder, 'count.mjs'), COUNT)
  const results = contestants.map(one => ({ one, lines: [] as number[], requests: [] as number[], bytes: 0 }))
  try {
    for (let run = 0; run <= RUNS; run++)
      for (const result of results) {
        const line = await timeToFirstLine(result.one, folder)
        const request = await timeToFirstRequest(result.one, folder)
        // The first round only warms the disk up.
        if (run === 0) result.bytes = await loaded(result.one, folder)
        else {
          result.lines.push(line)
          if (request !== undefined) result.requests.push(request)
        }
      }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return results.map(({ one, lines, requests, bytes }) => ({
    name: one.name,
    firstLine: median(lines) ?? Number.NaN,
    firstRequest: median(requests),
    loadedKiB: Math.round(bytes / 1024),
  }))
}

const median = (values: number[]): number | undefined => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]

const environment = (folder: string, more: Record<string, string>) => ({
  PATH: process.env.PATH ?? '',
  HOME: folder,
  NODE_NO_WARNINGS: '1',
  GITHUB_WORKSPACE: folder,
  GITHUB_REPOSITORY: 'acme/web',
  ...more,
})

function timeToFirstLine({ script }: Contestant, folder: string): Promise<number> {
  return new Promise(resolve => {
    const began = performance.now()
    const child = spawn(process.execPath, [script], { cwd: folder, env: environment(folder, {}) })
    let first: number | undefined
    child.stdout.once('data', () => {
      first = performance.now() - began
    })
    child.once('close', () => resolve(first ?? Number.NaN))
  })
}

/** Undefined when it ends without having asked anybody. */
async function timeToFirstRequest(contestant: Contestant, folder: string): Promise<number | undefined> {
  let began = 0
  let first: number | undefined
  const server = createServer((_, response) => {
    first ??= performance.now() - began
    response.writeHead(400, { 'content-type': 'application/x-amz-json-1.1' }).end('{"__type":"ClientException"}')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  began = performance.now()
  await run(contestant, folder, url)
  server.close()
  server.closeAllConnections()
  return first
}

async function loaded(contestant: Contestant, folder: string): Promise<number> {
  const count = join(folder, 'count')
  await run(contestant, folder, 'http://127.0.0.1:9', ['--import', join(folder, 'count.mjs')], { BENCH_COUNT: count })
  const { readFileSync } = await import('node:fs')
  return Number(readFileSync(count, 'utf8'))
}

function run(
  { script, inputs }: Contestant,
  folder: string,
  url: string,
  execArgv: string[] = [],
  env = {},
): Promise<void> {
  const given = Object.entries(inputs).map(([name, value]) => [
    `INPUT_${name.toUpperCase()}`,
    value.replace('{url}', url),
  ])
  const child = spawn(process.execPath, [...execArgv, script], {
    cwd: folder,
    stdio: 'ignore',
    env: environment(folder, {
      AWS_ENDPOINT_URL: url,
      GITHUB_API_URL: url,
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'key',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_MAX_ATTEMPTS: '1',
      GITHUB_EVENT_NAME: 'push',
      GITHUB_REF: 'refs/heads/main',
      ...Object.fromEntries(given),
      ...env,
    }),
  })
  return new Promise(resolve => child.once('close', () => resolve()))
}
