// Which runtime runs an image?
import type { Clock } from '../clock.ts'
import type { Runtime } from '../runtime.ts'
import { processRuntime } from './process.ts'
import { scriptedRuntime, scriptOf } from './scripted.ts'

/** Scripts for images and tasks that carry one, processes for all others. `close` ends the processes. */
export function eitherRuntime({ clock }: { clock: Clock }): { runtime: Runtime; close(): void } {
  const scripted = scriptedRuntime({ clock })
  const { runtime, close } = processRuntime({ clock })
  return { runtime: spec => (scriptOf(spec) ? scripted(spec) : runtime(spec)), close }
}
