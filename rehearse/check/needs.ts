// In which order can the jobs run?
import type { Job } from '../read/tree.ts'
import type { Problem } from '../refusal.ts'

/** The jobs, each after all that it needs, otherwise in the order of the file; and needs that cannot be met. */
export function orderOf(jobs: readonly Job[]): { order: Job[]; problems: Problem[] } {
  const ids = new Set(jobs.map(job => job.id))
  const unknown = jobs.flatMap(job => job.needs.filter(need => !ids.has(need.id)))
  if (unknown.length > 0) {
    return { order: [], problems: unknown.map(need => ({ ...need.at, text: `there is no job \`${need.id}\`` })) }
  }
  const order: Job[] = []
  let waiting = [...jobs]
  while (waiting.length > 0) {
    const next = waiting.find(job => job.needs.every(need => order.some(done => done.id === need.id)))
    if (!next) return { order: [], problems: waiting.map(cycleProblem) }
    order.push(next)
    waiting = waiting.filter(job => job !== next)
  }
  return { order, problems: [] }
}

const cycleProblem = (job: Job): Problem => ({
  ...job.at,
  text: `job \`${job.id}\` can never start: what it needs goes round in a circle`,
})

/** The ids of all jobs that must end before this one starts. */
export function ancestorsOf(job: Job, jobs: readonly Job[]): Set<string> {
  const found = new Set<string>()
  const visit = (one: Job | undefined) => {
    for (const { id } of one?.needs ?? []) {
      if (found.has(id)) continue
      found.add(id)
      visit(jobs.find(other => other.id === id))
    }
  }
  visit(job)
  return found
}
