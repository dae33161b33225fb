// How does a step look, with its log?
import { stripVTControlCharacters } from 'node:util'
import { duration } from '../duration.ts'
import type { Annotation, Line, RunReport, StepReport } from '../happening.ts'
import { type Html, html } from './html.ts'
import { sign } from './signs.ts'

/** A row with a bar that shows when in the run the step ran; inside it the log, and the steps of a composite. */
export function stepRow(step: StepReport, run: RunReport): Html {
  const span = Math.max(run.end - run.start, 1)
  const percent = (ms: number) => ((ms / span) * 100).toFixed(2)
  const ran = step.conclusion !== 'skipped'
  const forgiven = step.outcome === 'failure' && step.conclusion === 'success'
  const row = html`${sign(forgiven ? 'failure' : step.conclusion)} <span class="name">${shortRef(step.name)}${
    step.standIn !== undefined && html` <span class="tag">stood in</span>`
  }${forgiven && html` <span class="tag">goes on</span>`}</span>${
    ran &&
    html`<span class="when" aria-hidden="true"><i style="left:${percent(step.start - run.start)}%;width:max(2px,${percent(step.end - step.start)}%)"></i></span>`
  }<span class="time">${ran && duration(step.end - step.start)}</span>`
  const inside = [
    annotationList(step.annotations),
    logOf(step.lines, run.start),
    step.steps.map(one => stepRow(one, run)),
  ]
  const empty = step.annotations.length + step.lines.length + step.steps.length === 0
  if (empty) return html`<div class="step ${step.stage}"><div class="row">${row}</div></div>`
  const open = step.steps.length > 0 || step.conclusion === 'failure' || forgiven
  return html`<details class="step ${step.stage}"${open && html` open`}><summary class="row">${row}</summary><div class="inside">${inside}</div></details>`
}

/** A full commit in a `uses:` is long, and nobody reads it. */
const shortRef = (name: string) => name.replace(/@([0-9a-f]{7})[0-9a-f]{33}\b/, '@$1')

/** The lines of a log; a group can be folded, and what a step prints of itself is. */
function logOf(lines: readonly Line[], start: number): Html | undefined {
  if (lines.length === 0) return undefined
  const blocks: Html[] = []
  let group: { title: string; lines: Line[] } | undefined
  const close = () => {
    if (group) blocks.push(groupOf(group, start))
    group = undefined
  }
  for (const line of lines) {
    if (line.kind === 'group' || line.kind === 'endgroup') close()
    if (line.kind === 'group') group = { title: line.text, lines: [] }
    else if (group) group.lines.push(line)
    else if (line.kind !== 'endgroup') blocks.push(lineOf(line, start))
  }
  close()
  return html`<div class="log">${blocks}</div>`
}

function groupOf({ title, lines }: { title: string; lines: Line[] }, start: number): Html {
  const own = lines.every(line => line.kind === 'command')
  return html`<details${!own && html` open`}><summary>${title}</summary>${lines.map(line => lineOf(line, start))}</details>`
}

const lineOf = ({ at, kind, text }: Line, start: number) =>
  html`<div class="${kind}"><time>${duration(at - start)}</time><span>${stripVTControlCharacters(text)}</span></div>`

/** Annotations, with where they point to. */
export function annotationList(annotations: readonly Annotation[]): Html | undefined {
  if (annotations.length === 0) return undefined
  return html`<ul class="annotations">${annotations.map(
    ({ level, title, message, file, line }) =>
      html`<li class="${level}"><strong>${title ?? level}</strong> ${message}${
        file !== undefined && html` <code>${file}${line !== undefined && `:${line}`}</code>`
      }</li>`,
  )}</ul>`
}
