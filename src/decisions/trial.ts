// Does an image start, stay up and answer?

/** What was asked of a trial. */
export type TrialPlan = {
  /** A path that must be answered well; without one the container must end with exit code 0, or stay up. */
  path: string | undefined
  /** When it began, in milliseconds since the epoch. */
  startedAt: number
  /** How long it may take to answer, in milliseconds. */
  limit: number
}

/** One look at the container. */
export type TrialLook = {
  now: number
  running: boolean
  exitCode: number
  answer: { status: number } | { error: string } | undefined
}

export type Tried = { good: boolean; line: string }

/** How long a container without a path must stay up (ms). */
const STAY = 5_000
/** Good answers one after the other, so that a server that answers and dies is not taken for well. */
const ANSWERS = 2

/** What all looks so far mean, in their order; undefined: look again. */
export function judgeTrial({ path, startedAt, limit }: TrialPlan, looks: TrialLook[]): Tried | undefined {
  const last = looks.at(-1) as TrialLook
  const seconds = (ms: number) => `${Math.round(ms / 1000)} s`
  if (!last.running) {
    const after = `with exit code ${last.exitCode} after ${seconds(last.now - startedAt)}`
    if (path === undefined && last.exitCode === 0) return { good: true, line: `ended ${after}` }
    return {
      good: false,
      line: path === undefined ? `ended ${after}` : `ended ${after}, before ${path} was answered well`,
    }
  }
  if (path === undefined)
    return last.now - startedAt >= Math.min(STAY, limit)
      ? { good: true, line: `stays up (${seconds(last.now - startedAt)})` }
      : undefined
  const good = (look: TrialLook | undefined) =>
    look?.answer !== undefined && 'status' in look.answer && look.answer.status >= 200 && look.answer.status < 400
  const recent = looks.slice(-ANSWERS)
  if (recent.length === ANSWERS && recent.every(good) && last.answer && 'status' in last.answer)
    return { good: true, line: `answers ${path} with ${last.answer.status}` }
  if (last.now - startedAt < limit) return undefined
  const said = !last.answer ? 'nothing' : 'status' in last.answer ? `status ${last.answer.status}` : last.answer.error
  return { good: false, line: `did not answer ${path} well within ${seconds(limit)}: ${said}` }
}
