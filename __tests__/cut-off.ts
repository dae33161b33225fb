// What if a step is cut off at one of its calls?
import type { Ended, Play, Step } from './play.ts'

/** What a step asked of AWS and GitHub, in its order. */
export async function callsOf(stage: Play, action: string, step: Step): Promise<string[]> {
  const asked = () => stage.sandbox.journal.entries.filter(one => one.caller !== '' || one.service === 'github')
  const from = asked().length
  await stage.run(action, step)
  return asked()
    .slice(from)
    .map(one => one.operation)
}

/** Places of calls at which a step may be cut off; of those that only look again, the first. */
export const cuts = (calls: string[]): number[] =>
  calls.flatMap((operation, i) => (operation === calls[i - 1] && i > 12 ? [] : [i]))

/** Each place, where `CUT_POINTS=all` asks for it, or every fourth: all of them take minutes. */
export const someOf = (points: number[]): number[] =>
  process.env.CUT_POINTS === 'all' ? points : points.filter((_, i) => i % 4 === 3)

/**
 * Runs a step and sends it a signal when its nth call comes. With an effect that call meets it: `drop` is not carried out,
 * `lost-answer` is; without, it goes its way.
 */
export async function cutOff(
  stage: Play,
  [action, step]: [string, Step],
  n: number,
  signal: 'SIGKILL' | 'SIGINT',
  effect?: 'drop' | 'lost-answer',
): Promise<Ended> {
  let calls = 0
  const begun = stage.start(action, step)
  const fault = stage.sandbox.faults.order({
    effect: effect ?? 'drop',
    times: 1,
    where: () => {
      if (calls++ !== n) return false
      begun.child.kill(signal)
      return effect !== undefined
    },
  })
  const ended = await begun.ended
  fault.cancel()
  return ended
}
