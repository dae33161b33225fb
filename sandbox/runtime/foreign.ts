// What does an image do that was built for another architecture?
import type { Clock } from '../clock.ts'
import type { Runtime } from '../runtime.ts'
import { commandLine } from './command-line.ts'

/** Its program cannot be executed: one line says so, and the container ends with 1. */
export function foreignRuntime({ clock }: { clock: Clock }): Runtime {
  return async spec => {
    clock.after(0, () => {
      spec.onLine(`exec ${commandLine(spec)[0]}: exec format error`)
      spec.onExit(1)
    })
    return {
      endpoint: () => Promise.reject(new Error('connection refused')),
      pid: undefined,
      check: async () => ({ exitCode: 1 }),
      stop: () => {},
      kill: () => {},
    }
  }
}
