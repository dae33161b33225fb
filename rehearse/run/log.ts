// What is written down about a step while it runs?
import type { Annotation, Happening, Line, LineKind, StepPlace, StepReport } from '../happening.ts'
import type { Masks } from './masks.ts'
import type { Clock } from './program.ts'

/** GitHub keeps ten annotations of a kind for each step; the log has them all. */
const kept = 10

/** The longest message GitHub keeps, in characters. */
const longest = 4096

/** A step's log. Everything that goes through it is masked. */
export type Log = {
  write(kind: LineKind, text: string): void
  annotate(annotation: Annotation): void
  error(message: string): void
  warning(message: string): void
}

export type LogKeeper = { clock: Clock; masks: Masks; report: (happening: Happening) => void }

export function newLog(step: StepReport, place: StepPlace, { clock, masks, report }: LogKeeper): Log {
  const write = (kind: LineKind, text: string) => {
    const line: Line = { at: clock.now(), kind, text: masks.hide(text) }
    step.lines.push(line)
    report({ what: 'line', place, step, line })
  }
  const annotate = (raw: Annotation) => {
    const annotation = { ...raw, message: masks.hide(raw.message).slice(0, longest) }
    if (raw.title !== undefined) annotation.title = masks.hide(raw.title)
    if (raw.file !== undefined) annotation.file = masks.hide(raw.file)
    for (const line of annotation.message.split('\n')) write(raw.level, line)
    if (step.annotations.filter(one => one.level === raw.level).length >= kept) return
    step.annotations.push(annotation)
    report({ what: 'annotation', place, step, annotation })
  }
  return {
    write,
    annotate,
    error: message => annotate({ level: 'error', message }),
    warning: message => annotate({ level: 'warning', message }),
  }
}
