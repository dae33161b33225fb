// How does a test rehearse a workflow of its own?
import { fileURLToPath } from 'node:url'
import { checkoutOf } from '../../rehearse/checkout.ts'
import type { Happening, JobReport, NothingStarted, RunReport, StepReport } from '../../rehearse/happening.ts'
import type { JobFacts } from '../../rehearse/hooks.ts'
import { Refusal } from '../../rehearse/refusal.ts'
import { type Rehearsal, rehearse } from '../../rehearse/rehearse.ts'
import { jumpClock } from '../../sandbox/clock.ts'

/** The folder of a fixture. */
export const fixture = (name: string): string => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url))

/** The workflow of a fixture. */
const workflowOf = (name: string): string => `${fixture(name)}/.github/workflows/${name}.yml`

export type Staged = {
  report: RunReport | NothingStarted
  /** What the hooks were told. */
  opened: JobFacts[]
  closed: { job: string; result: string; environmentUrl: string | undefined }[]
}

/** Rehearses the workflow of a fixture, in a time that stands still, and returns what is left of it. */
export async function stage(name: string, more: Partial<Rehearsal> = {}): Promise<Staged> {
  const opened: Staged['opened'] = []
  const closed: Staged['closed'] = []
  const report = await rehearse({
    workflow: workflowOf(name),
    event: { name: 'push', payload: {} },
    repository: { name: 'acme/shop', folder: fixture(name) },
    sha: '0123456789abcdef0123456789abcdef01234567',
    ref: 'refs/heads/main',
    actions: { 'acme/toolbox': fixture('toolbox') },
    standIns: { 'actions/checkout': checkoutOf(fixture(name)) },
    urls: { server: 'https://github.test', api: 'https://api.github.test' },
    hooks: {
      openJob: job => {
        opened.push(job)
        return { token: `token-of-${job.id}`, idToken: { url: 'https://oidc.test/?v=1', token: 'oidc-secret' } }
      },
      closeJob: (job, ending) => {
        closed.push({ job: job.id, ...ending })
      },
    },
    clock: jumpClock(),
    ...more,
  })
  return { report, opened, closed }
}

/** What a rehearsal is refused for, as `line: text`, or `file:line: text` in any file but the workflow's own. */
export async function refusalOf(name: string, more: Partial<Rehearsal> = {}): Promise<string[]> {
  const refusal = await stage(name, more).catch((error: unknown) => error)
  if (!(refusal instanceof Refusal)) throw new Error(`${name} was not refused`, { cause: refusal })
  return refusal.problems.map(({ file, line, text }) => {
    const short = file.replace(/^.*fixtures\//, '')
    return short.endsWith(`/${name}.yml`) ? `${line}: ${text}` : `${short}:${line}: ${text}`
  })
}

/** The report of a run that started. */
export function ran({ report }: Staged): RunReport {
  if (!report.started) throw new Error(`nothing started: ${report.why}`)
  return report
}

/** A job of a run by its id. */
export function jobOf(staged: Staged, id: string): JobReport {
  const job = ran(staged).jobs.find(one => one.id === id)
  if (!job) throw new Error(`there is no job ${id}`)
  return job
}

/** All steps of a job, each before the steps inside it. */
export const allSteps = (steps: readonly StepReport[]): StepReport[] =>
  steps.flatMap(step => [step, ...allSteps(step.steps)])

/** A step of a job by its id or its name, wherever it is. */
export function stepOf(staged: Staged, job: string, name: string): StepReport {
  const steps = allSteps(jobOf(staged, job).steps)
  const step = steps.find(one => one.id === name || one.name === name)
  if (!step) throw new Error(`there is no step ${name} among ${steps.map(one => one.name).join(', ')}`)
  return step
}

/** What a step said, without what the runner says of it. */
export const said = (step: StepReport): string[] =>
  step.lines.filter(line => line.kind === 'plain').map(line => line.text)

/** The errors of a step's log. */
export const errors = (step: StepReport): string[] =>
  step.lines.filter(line => line.kind === 'error').map(line => line.text)

/** Does something once, when a step says a line. */
export function whenSaid(line: string, act: () => void): (happening: Happening) => void {
  let done = false
  return happening => {
    if (done || happening.what !== 'line' || happening.line.text !== line) return
    done = true
    act()
  }
}
