// How does a test rehearse a workflow of its own?
import { cpSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Happening, JobReport, NothingStarted, RunReport, StepReport } from '../../rehearse/happening.ts'
import type { JobFacts } from '../../rehearse/hooks.ts'
import { type Rehearsal, rehearse } from '../../rehearse/rehearse.ts'
import { runningClock } from '../../sandbox/clock.ts'

/** The folder of a fixture. */
export const fixture = (name: string): string => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url))

/** The workflow of a fixture. */
export const workflowOf = (name: string): string => `${fixture(name)}/.github/workflows/${name}.yml`

/** What stands in for actions/checkout: the fixture's own files. */
export const checkout = (name: string) => ({
  outputs: ['ref'],
  run: ({ workspace }: { workspace: string }) => {
    cpSync(fixture(name), workspace, { recursive: true })
    return undefined
  },
})

export type Told = { happenings: Happening[]; opened: JobFacts[]; closed: unknown[] }

/** Rehearses the workflow of a fixture and returns what is left of it, with what was told on the way. */
export async function stage(name: string, more: Partial<Rehearsal> = {}): Promise<Told & { report: RunReport | NothingStarted }> {
  const told: Told = { happenings: [], opened: [], closed: [] }
  const report = await rehearse({
    workflow: workflowOf(name),
    event: { name: 'push', payload: {} },
    repository: { name: 'acme/shop', folder: fixture(name) },
    sha: '0123456789abcdef0123456789abcdef01234567',
    ref: 'refs/heads/main',
    actions: { 'acme/toolbox': fixture('toolbox') },
    standIns: { 'actions/checkout': checkout(name) },
    urls: { server: 'https://github.test', api: 'https://api.github.test' },
    hooks: {
      openJob: job => {
        told.opened.push(job)
        return { token: `job-token-${job.id}`, idToken: { url: 'https://oidc.test/?v=1', token: 'oidc-secret' } }
      },
      closeJob: (job, ending) => {
        told.closed.push({ job: job.id, ...ending })
      },
    },
    clock: runningClock(),
    report: happening => told.happenings.push(happening),
    ...more,
  })
  return { ...told, report }
}

/** The report of a run that started. */
export function ran(report: RunReport | NothingStarted): RunReport {
  if (!report.started) throw new Error(`nothing started: ${report.why}`)
  return report
}

/** A job of a run by its id. */
export function jobOf(report: RunReport | NothingStarted, id: string): JobReport {
  const job = ran(report).jobs.find(one => one.id === id)
  if (!job) throw new Error(`there is no job ${id}`)
  return job
}

/** A step by its id or name, wherever it is in a job. */
export function stepOf(steps: readonly StepReport[], name: string): StepReport {
  const all = (list: readonly StepReport[]): StepReport[] => list.flatMap(step => [step, ...all(step.steps)])
  const step = all(steps).find(one => one.id === name || one.name === name)
  if (!step) throw new Error(`there is no step ${name} among ${all(steps).map(one => one.name)}`)
  return step
}

/** The lines of a step that its program printed. */
export const plain = (step: StepReport): string[] =>
  step.lines.filter(line => line.kind === 'plain').map(line => line.text)
