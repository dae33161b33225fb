// How is a process of its own made to keep the sandbox's time?
import type { ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Clock, JumpClock } from './clock.ts'

/** What a Node process is started with so that its clock is the sandbox's. */
export type TimeKeeping = {
  /** Arguments of `node` before the script. */
  execArgv: string[]
  env: Record<string, string>
  /** Whether the process needs an IPC channel. */
  ipc: boolean
  /** Call right after the process was started. */
  attach(child: ChildProcess): void
}

// Beside this file in the sources, and two folders up when this file runs compiled.
const PRELOAD = fileURLToPath(
  new URL(import.meta.url.includes('/build/') ? '../../sandbox/preload.js' : './preload.js', import.meta.url),
)

let count = 0

/** Time keeping for one process. In jump time it takes part in the clock from now on until it ends. */
export function keepTime(clock: Clock | JumpClock): TimeKeeping {
  const execArgv = ['--import', PRELOAD]
  if (!('join' in clock)) {
    const { start, realStart, speed } = clock
    return { execArgv, env: { SANDBOX_CLOCK: `running:${start}:${realStart}:${speed}` }, ipc: false, attach: () => {} }
  }
  const who = `process ${++count}`
  clock.join(who)
  return {
    execArgv,
    env: { SANDBOX_CLOCK: `jump:${clock.now()}` },
    ipc: true,
    attach(child) {
      child.on('message', (message: { clock?: string; until: number; inFlight: number }) => {
        if (message.clock === 'wake') clock.wake(who)
        if (message.clock === 'sleep')
          void clock
            .sleep(who, message.until, message.inFlight)
            .then(now => child.connected && child.send({ clock: 'now', now }))
      })
      child.once('exit', () => clock.leave(who))
      child.once('error', () => clock.leave(who))
    },
  }
}
