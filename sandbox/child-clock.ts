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
      let asleep = false
      let signals = 0
      let waiting: (() => void) | undefined
      // What they said before a signal counts no more.
      const stir = () => {
        signals++
        clock.wake(who)
        child.send({ clock: 'now', now: clock.now(), signals }, () => {})
      }
      const kill = child.kill.bind(child)
      // Who sleeps has an old time: they hear what time it is, and then the signal, before time goes on.
      child.kill = signal => {
        if (!asleep || !child.connected || signal === 'SIGKILL') return kill(signal)
        waiting = () => {
          kill(signal)
          stir()
        }
        stir()
        return true
      }
      child.on('message', (message: { clock?: string; until: number; inFlight: number; signals: number }) => {
        if (message.signals !== signals) return
        if (message.clock === 'wake') {
          asleep = false
          clock.wake(who)
        }
        if (message.clock !== 'sleep') return
        const act = waiting
        waiting = undefined
        if (act) return act()
        asleep = message.inFlight === 0
        void clock.sleep(who, message.until, message.inFlight).then(now => {
          asleep = false
          if (child.connected) child.send({ clock: 'now', now })
        })
      })
      child.once('exit', () => clock.leave(who))
      child.once('error', () => clock.leave(who))
    },
  }
}
