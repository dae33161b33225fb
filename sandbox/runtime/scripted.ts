// How does a container run that is only a script?
import type { Cancel, Clock } from '../clock.ts'
import type { Endpoint } from '../network.ts'
import type { Container, ContainerSpec, ExitReason, Runtime } from '../runtime.ts'
import { coversPath, firstAt, parseScript, type Script, scriptLabel, scriptVariable } from './script.ts'

const second = 1000

/** The script an image or a task carries; undefined when neither does. Throws when it cannot be read. */
export function scriptOf({ image, environment }: Pick<ContainerSpec, 'image' | 'environment'>): Script | undefined {
  const text = environment[scriptVariable] ?? image.labels[scriptLabel]
  return text === undefined ? undefined : parseScript(text)
}

/** Runs scripts on the clock: no process, no port, the same each time. An image without one answers 200 to everything. */
export function scriptedRuntime({ clock }: { clock: Clock }): Runtime {
  return async spec => play(clock, spec, scriptOf(spec) ?? {})
}

function play(clock: Clock, spec: ContainerSpec, script: Script): Container {
  const begun = clock.now() + (script.startAfterSeconds ?? 0) * second
  const planned: Cancel[] = []
  let ended = false

  const plan = (atSecond: number, act: () => void) =>
    planned.push(clock.after(begun + atSecond * second - clock.now(), act))
  const end = (code: number, reason?: ExitReason) => {
    if (ended) return
    ended = true
    for (const cancel of planned) cancel()
    spec.onExit(code, reason)
  }
  const { exit, stop } = script
  for (const { atSecond, text } of script.lines ?? []) plan(atSecond, () => spec.onLine(text))
  if (exit) plan(exit.atSecond, () => end(exit.code, exit.reason))

  const age = () => (clock.now() - begun) / second
  const listens = () => !ended && age() >= (script.listenAfterSeconds ?? 0)

  const endpoint: Endpoint = async ({ path }) => {
    if (!listens()) throw new Error('connection refused')
    const answer = firstAt(script.answers, age(), ({ path: pattern }) => coversPath(pattern, path))
    return {
      status: answer?.status ?? 200,
      headers: { 'content-type': 'text/plain' },
      body: Buffer.from(answer?.body ?? 'ok'),
      afterMs: lateness(answer),
    }
  }

  return {
    endpoint,
    pid: undefined,
    async check() {
      const found = firstAt(script.health, age(), () => true)
      return { exitCode: found?.exitCode ?? (found || listens() ? 0 : 1), afterMs: lateness(found) }
    },
    stop(graceMs) {
      const wanted = (stop?.afterSeconds ?? 0) * second
      if (wanted > graceMs) planned.push(clock.after(graceMs, () => end(137)))
      else planned.push(clock.after(wanted, () => end(stop?.code ?? 143)))
    },
    kill: () => end(137),
  }
}

function lateness(entry: { hang?: boolean; afterSeconds?: number } | undefined): number {
  return entry?.hang ? Number.POSITIVE_INFINITY : (entry?.afterSeconds ?? 0) * second
}
