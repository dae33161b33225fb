// How does a container run as a plain process of this machine?
import { type ChildProcess, spawn } from 'node:child_process'
import { constants } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Cancel, Clock } from '../clock.ts'
import type { Container, ContainerSpec, Runtime } from '../runtime.ts'
import { commandLine, environmentOf } from './command-line.ts'
import { freePort, loopback } from './loopback.ts'
import { resolveProgram } from './program.ts'
import { killGroup, type Reaper, reaper } from './reaper.ts'

/**
 * Runs an image's files without isolation: in its unpacked folder, with its environment and nothing of this machine's
 * but `PATH`. The program listens on the loopback port in `PORT`, whatever port its task definition names. `close` ends
 * whatever still runs, and so does the end of this process, however it ends.
 */
export function processRuntime({ clock }: { clock: Clock }): { runtime: Runtime; close(): void } {
  let watching: Reaper | undefined
  return {
    async runtime(spec) {
      watching ??= reaper()
      return start(clock, watching, spec)
    },
    close() {
      watching?.close()
      watching = undefined
    },
  }
}

async function start(clock: Clock, watching: Reaper, spec: ContainerSpec): Promise<Container> {
  const { image, port } = spec
  const folder = await image.files()
  const listening = await freePort()
  const env = { ...environmentOf(spec), PORT: String(listening), PATH: process.env.PATH ?? '' }
  const cwd = join(folder, image.workingDirectory || '/')
  const run = async (line: string[], signal?: AbortSignal) => {
    const [program = '', ...rest] = await resolveProgram(line, { folder, cwd, path: image.environment.PATH })
    const child = spawn(program, rest, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
    const group = await groupOf(child)
    watching.watch(group)
    child.once('close', () => watching.forget(group))
    const giveUp = () => killGroup(group, 'SIGKILL')
    if (signal?.aborted) giveUp()
    signal?.addEventListener('abort', giveUp)
    return child
  }

  const child = await run(commandLine(spec))
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream }).on('line', spec.onLine)
  }
  let lastResort: Cancel | undefined
  // What the program started must not hold its output open.
  child.once('exit', () => killGroup(child.pid, 'SIGKILL'))
  child.once('close', (code, signal) => {
    lastResort?.()
    spec.onExit(exitCode(code, signal))
  })

  return {
    endpoint: loopback(listening),
    pid: child.pid,
    async check(command, signal) {
      const checking = await run(checkLine(command, port, listening), signal)
      checking.stdout?.resume()
      checking.stderr?.resume()
      return new Promise(resolve =>
        checking.once('close', (code, ended) => resolve({ exitCode: exitCode(code, ended) })),
      )
    },
    stop(graceMs) {
      killGroup(child.pid, 'SIGTERM')
      lastResort = clock.after(graceMs, () => killGroup(child.pid, 'SIGKILL'))
    },
    kill: () => killGroup(child.pid, 'SIGKILL'),
  }
}

/** A program in a group of its own, once it runs. */
const groupOf = (child: ChildProcess) =>
  new Promise<number>((resolve, reject) =>
    child.once('spawn', () => resolve(child.pid as number)).once('error', reject),
  )

/** As a shell shows it: 137 after SIGKILL, 143 after SIGTERM. */
const exitCode = (code: number | null, signal: NodeJS.Signals | null) =>
  code ?? 128 + (signal ? constants.signals[signal] : 0)

/** A check knocks at the container's port; here the program listens elsewhere. */
function checkLine([kind = '', ...words]: string[], port: number | undefined, listening: number): string[] {
  const own = new RegExp(`\\b(localhost|127\\.0\\.0\\.1):${port}\\b`, 'g')
  const meant = words.map(word => word.replace(own, `127.0.0.1:${listening}`))
  return kind === 'CMD-SHELL' ? ['/bin/sh', '-c', ...meant] : meant
}
