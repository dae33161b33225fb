// What is done for a step after the job?
import type { Expression } from '../expressions/parse.ts'
import type { Doing, Done } from './doing.ts'
import { takeTurn } from './turn.ts'

/** Puts work down for the end of the job; what is put down first is done last. */
export function afterJob(doing: Doing, condition: Expression, work: (later: Doing) => Promise<Done>): void {
  const { state, level, step, report } = doing
  level.posts.push(async postLevel => {
    const name = `Post ${report.name}`
    const after = await takeTurn(state, postLevel, { step, name, condition, work })
    return after.report.conclusion
  })
}
