// How does a step's program run, and how is it stopped?
import { type ChildProcess, spawn } from 'node:child_process'
import { constants } from 'node:os'
import type { Readable } from 'node:stream'
import { linesOf } from './lines.ts'

/** Time as the rehearsal sees it, in milliseconds since the epoch; `after` plans an act and returns how to drop it. */
export type Clock = { now(): number; after(ms: number, act: () => void): () => void }

/** What is to be started for a step. */
export type Program = {
  /** `node` runs an action of ours or of others; `shell` runs a script of the workflow. */
  kind: 'node' | 'shell'
  file: string
  args: readonly string[]
  folder: string
  /** The whole environment; nothing of this process's own is to be added. */
  env: Record<string, string>
  /** Id of the job, and `github.action` of the step. */
  job: string
  step: string
}

/** Starts a program; its stdout and stderr must be pipes. */
export type Launch = (program: Program) => ChildProcess

/** Starts it in a process group of its own, so that all of it can be stopped, and so that Ctrl-C reaches only us. */
export const launchHere: Launch = ({ file, args, folder, env }) =>
  spawn(file, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true })

/** After an interrupt, a termination; after that, the end. Milliseconds, as in the runner's ProcessInvoker. */
const patience = { interrupt: 7500, terminate: 2500 }

/** How long the runner listens on when a program has ended but something it left behind still holds its output. */
const drainMs = 5000

type Running = {
  launch: Launch
  clock: Clock
  signal: AbortSignal
  hear(line: string): void
  /** Told the pid of what was started, to clean up after it. */
  started(pid: number): void
}

/**
 * Runs a program to its end and returns its exit code (128 + n after signal n). An abort of the signal stops it: SIGINT,
 * 7.5 s later SIGTERM, 2.5 s later SIGKILL to all of it. Rejects when it cannot be started.
 */
export async function runProgram(program: Program, { launch, clock, signal, hear, started }: Running): Promise<number> {
  const child = launch(program)
  if (child.pid !== undefined) started(child.pid)
  const streams = [child.stdout, child.stderr].filter(stream => stream !== null)
  for (const stream of streams) linesOf(stream, hear)
  const ladder = stopping(child, clock)
  signal.addEventListener('abort', ladder.start, { once: true })
  if (signal.aborted) ladder.start()
  try {
    const code = await exitOf(child)
    await drained(streams)
    return code
  } finally {
    signal.removeEventListener('abort', ladder.start)
    ladder.drop()
  }
}

/** Ends everything that the program started in its process group and left behind. */
export function endGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // Nothing is left of it.
  }
}

function stopping(child: ChildProcess, clock: Clock) {
  let drop = () => {}
  const kill = () => {
    if (child.pid !== undefined) endGroup(child.pid)
    child.kill('SIGKILL')
  }
  const terminate = () => {
    child.kill('SIGTERM')
    drop = clock.after(patience.terminate, kill)
  }
  const start = () => {
    child.kill('SIGINT')
    drop = clock.after(patience.interrupt, terminate)
  }
  return { start, drop: () => drop() }
}

function exitOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)))
  })
}

// Wall time, not the clock's: nobody who keeps the rehearsal's time takes part in this.
async function drained(streams: readonly Readable[]): Promise<void> {
  const open = streams.filter(stream => !stream.closed)
  const limit = setTimeout(() => {
    for (const stream of open) stream.destroy()
  }, drainMs)
  await Promise.all(open.map(stream => new Promise(resolve => stream.once('close', resolve))))
  clearTimeout(limit)
}
