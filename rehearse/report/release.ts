// How does one rehearsed release look?
import { duration } from '../duration.ts'
import type { JobReport, NothingStarted, RunReport, StepReport } from '../happening.ts'
import { type Html, html } from './html.ts'
import { link } from './link.ts'
import { pill, sign, type Verdict } from './signs.ts'
import { annotationList, stepRow } from './step.ts'
import { renderSummary } from './summary.ts'

/** One release of a report. */
export type Release = {
  title: string
  /** What it shows, in a sentence. */
  about?: string
  verdict: Verdict
  run: RunReport | NothingStarted
}

/** A section with the jobs and steps of a release, what they said of themselves, and their logs. */
export function releaseSection({ title, about, verdict, run }: Release, id: string): Html {
  const head = html`<header><h2>${title}</h2>${pill(verdict)}</header>${about !== undefined && html`<p class="about">${about}</p>`}`
  if (!run.started) {
    return html`<section id="${id}">${head}<p class="facts">${run.workflow}: nothing starts, as ${run.why}.</p></section>`
  }
  const summaries = run.jobs.flatMap(job => summariesOf(job, job.steps))
  const facts = [run.name, run.event, run.ref.replace(/^refs\/(heads|tags)\//, ''), run.sha.slice(0, 7), run.file]
  return html`<section id="${id}">${head}
<p class="facts">${facts.map(fact => html`<span>${fact}</span>`)}</p>
${run.notes.length > 0 && html`<ul class="notes">${run.notes.map(note => html`<li>${note}</li>`)}</ul>`}
<div class="jobs">${run.jobs.map(job => jobBlock(job, run))}</div>
${summaries.length > 0 && html`<h3>What the steps say</h3>${summaries}`}
</section>`
}

function jobBlock(job: JobReport, run: RunReport): Html {
  const { environment } = job
  const about = [
    job.runsOn,
    environment && html`environment ${link(environment.url ?? '', html`${environment.name}`)}`,
    ...job.notes,
  ].filter(one => one !== undefined && one !== '')
  return html`<div class="job ${job.result}">
<h3>${sign(job.result)} <span class="name">${job.name}</span><span class="time">${job.result !== 'skipped' && duration(job.end - job.start)}</span></h3>
${about.length > 0 && html`<p class="facts">${about.map(fact => html`<span>${fact}</span>`)}</p>`}
${annotationList(job.annotations)}
${job.steps.map(step => stepRow(step, run))}
</div>`
}

function summariesOf(job: JobReport, steps: readonly StepReport[]): Html[] {
  return steps.flatMap(step => [
    ...(step.summary.trim() === '' ? [] : [summaryBlock(job, step)]),
    ...summariesOf(job, step.steps),
  ])
}

const summaryBlock = (job: JobReport, step: StepReport) =>
  html`<article class="summary"><h4>${job.name} › ${step.name}</h4><div class="markdown">${renderSummary(step.summary)}</div></article>`
