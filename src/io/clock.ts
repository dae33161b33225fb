// What time is it, and how do we wait?
import type { Clock } from '../watch.ts'

/** The machine's clock. */
export const machineClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, cancel) =>
    new Promise(resolve => {
      if (cancel.aborted || ms <= 0) return resolve()
      const done = () => {
        clearTimeout(timer)
        cancel.removeEventListener('abort', done)
        resolve()
      }
      const timer = setTimeout(done, ms)
      cancel.addEventListener('abort', done)
    }),
}
