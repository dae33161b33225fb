// How does a test run an image as a process, and see it end?
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from '@jest/globals'
import { runningClock } from '../../../sandbox/clock.ts'
import { processRuntime } from '../../../sandbox/runtime/process.ts'
import type { Container, ContainerSpec } from '../../../sandbox/runtime.ts'

/** A command that only a signal ends. */
export const forever = ['/bin/sh', '-c', 'while :; do sleep 1; done']
/** As good as no waiting for graces. */
export const clock = runningClock({ speed: 1000 })
const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const act of undo.splice(0).reverse()) await act()
})

/** A folder as an unpacked image; it is gone after the test. */
export async function folderOf(files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'image-'))
  undo.push(() => rm(folder, { recursive: true }))
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content, { mode: 0o755 })
  return folder
}

export type Running = {
  container: Container
  /** Resolves once this line was written. */
  line(wanted: string): Promise<void>
  lines: string[]
  /** Resolves with the exit code. */
  exit: Promise<number>
  close(): void
}

/** An image's program; nobody listens to it. */
export const specOf = (command: string[], files: () => Promise<string>): ContainerSpec => ({
  image: {
    digest: `sha256:${'0'.repeat(64)}`,
    entrypoint: [],
    command,
    environment: { FROM: 'image', PATH: '/usr/bin:/' },
    workingDirectory: '/',
    architecture: 'amd64',
    labels: {},
    files,
  },
  entrypoint: [],
  command: [],
  environment: {},
  port: 8080,
  onLine: () => {},
  onExit: () => {},
})

/** Runs an image of `files`; everything ends with the test. */
export async function start(
  files: Record<string, string>,
  command: string[],
  environment: Record<string, string> = {},
): Promise<Running> {
  const folder = await folderOf(files)
  const { runtime, close } = processRuntime({ clock })
  const lines: string[] = []
  const waiting = new Map<string, () => void>()
  const exit = deferred<number>()
  const container = await runtime({
    ...specOf(command, async () => folder),
    environment,
    onLine(line) {
      lines.push(line)
      waiting.get(line)?.()
    },
    onExit: exit.resolve,
  })
  undo.push(async () => {
    close()
    await exit.promise
  })
  const line = (wanted: string) =>
    new Promise<void>(resolve => (lines.includes(wanted) ? resolve() : waiting.set(wanted, resolve)))
  return { container, line, lines, exit: exit.promise, close }
}

/** A promise, and how to fulfil it. */
export function deferred<T>() {
  let resolve = (_: T) => {}
  const promise = new Promise<T>(settle => {
    resolve = settle
  })
  return { promise, resolve: (value: T) => resolve(value) }
}

/** A request to the container, and what its program said about it in JSON. */
export const ask = async ({ endpoint }: Container, path: string, body = '') => {
  const answer = await endpoint({
    method: 'POST',
    path,
    headers: { 'x-forwarded-for': '203.0.113.7' },
    body: Buffer.from(body),
  })
  return { ...answer, said: JSON.parse(answer.body.toString()) }
}
