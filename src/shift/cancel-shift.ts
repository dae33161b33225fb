// The job is cancelled: how is traffic safe in the few seconds that are left, and who does the rest?

import { atMost } from '../at-most.ts'
import type { ListenerRules } from '../io/listener-rules.ts'
import { watch } from '../watch.ts'
import type { World } from '../world.ts'
import { countHealthy, type Found } from './find-pair.ts'
import { expectBack, isFresh, ruleAtAGlance } from './go-back.ts'
import { revertTraffic } from './revert.ts'
import { arrived, type Shift, type ShiftEnd } from './shift.ts'
import { mendBlue } from './shift-sizes.ts'
import { readRule } from './weigh.ts'

/** How long (ms) a write that was under way may take to come to its end, before the one that counts. */
const SETTLED = 1_500

/** Resolves when the job is cancelled. */
export const cancelled = (cancel: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    if (cancel.aborted) resolve()
    else cancel.addEventListener('abort', () => resolve(), { once: true })
  })

/** How long (ms) the way back is tried, and when it is not waited for any more. */
const IN_TIME = 4_500
const TOO_LATE = 6_000
/** How long (ms) it may take to see whether blue can take the traffic. */
const AT_A_GLANCE = 1_000

/** How long (ms) the rule may take to be read, with another look where it is not as it was left. */
const TO_READ = 2_000

const ANEW = 'Run again to begin anew.'
const GO_ON = 'Run again to go on from there (with resume: rollback all traffic goes back).'

type Cancelling = {
  onCancel: 'rollback' | 'keep'
  /** Writes of a rule that are under way, or were. */
  writing: Promise<unknown>
  /** With short time-outs. */
  rules: ListenerRules
}

const cancelEnd = (remedy: ShiftEnd['remedy'], because: string, next: string): ShiftEnd => ({
  ...{ verdict: 'cancelled', remedy, because: `cancelled${because}`, next },
})

/**
 * One write that puts all traffic on blue, verified; nothing else. The runner gives 7.5 seconds:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-cancellation
 */
export async function cancelShift(
  shift: Shift | undefined,
  found: Found,
  given: Cancelling,
  world: World,
): Promise<ShiftEnd> {
  if (!shift) return untouched(found)
  const { phase } = shift
  if (phase === 'accepted' || phase === 'retiring' || phase === 'over')
    return cancelEnd(
      'kept',
      '; the last step was well by then, so nothing goes back',
      'Run again to bring the rest to its end.',
    )
  const began = world.clock.now()
  await atMost(SETTLED, given.writing, world)
  const trying = watch<ShiftEnd, ShiftEnd>({
    clock: world.clock,
    cancel: new AbortController().signal,
    until: began + IN_TIME,
    look: () => bringBack(shift, given, world),
    judge: end => ({ judgement: end }),
    mayPass: () => true,
  })
  const tried = await atMost(TOO_LATE - (world.clock.now() - began), trying, world)
  const why = tried?.blind instanceof Error ? tried.blind.message.replace(/\.$/, '') : 'AWS did not answer in time'
  return (
    tried?.judgement ??
    cancelEnd('needs-human', `; traffic could not be brought back (${why})`, 'Run again with resume: rollback.')
  )
}

/** The lock of this traffic was not taken yet: what an earlier shift left is as it was, and somebody has to go on with it. */
function untouched({ green, share, standing }: Found): ShiftEnd {
  if (share === 0 || (share === 100 && !standing?.note)) return cancelEnd('none', ' before any traffic was moved', '')
  const because = ` before this run moved any traffic; ${green.name} has the ${Math.round(share)} % that an earlier shift left it`
  return cancelEnd('kept', because, GO_ON)
}

async function bringBack(shift: Shift, { onCancel, rules }: Cancelling, world: World): Promise<ShiftEnd> {
  const { blue, green, rule, wanted } = shift.found
  const { pending, seen } = shift
  // Where it was read a moment ago, traffic does not wait for a read that fails.
  const now = await (isFresh(shift, world)
    ? ruleAtAGlance(shift, world, rules, TO_READ)
    : readRule(shift, world, rules))
  // What was written last and cannot be read may be there.
  const unknown = pending !== undefined && shift.seen === seen
  if (shift.share === 0 && !shift.ruleGone && !unknown)
    return pending?.green === 0
      ? cancelEnd('reverted', ', reverted', ANEW)
      : cancelEnd('none', '; green had no traffic', 'Run again to go on.')
  if ('foreign' in now)
    return cancelEnd(
      'needs-human',
      `; ${now.foreign}, and nothing was written over it`,
      now.next ?? `Find out who did it. ${GO_ON}`,
    )
  if (onCancel === 'keep') return cancelEnd('kept', '; the weights stay as they are (on-cancel: keep)', GO_ON)
  const healthy = await atMost(AT_A_GLANCE, countHealthy([blue.group], world), world)
  if (healthy?.get(blue.group) === 0) {
    if (await atMost(AT_A_GLANCE, mendBlue(shift, world), world))
      shift.log(blue.service.name, `gets its ${shift.size} tasks back, as it has no healthy target`)
    return cancelEnd(
      'needs-human',
      '; blue has no healthy target, so the weights stay as they are',
      `Run again with resume: rollback, which takes all traffic back once ${blue.service.name} is well.`,
    )
  }
  const { verified } = await revertTraffic(
    { rule: rule.arn, blue: blue.group, green: green.group },
    world,
    rules,
    expectBack(shift, now),
  )
  arrived(shift, 0, world.clock.now())
  shift.log(wanted.name, `all traffic is back on ${blue.service.name}`)
  return verified
    ? cancelEnd('reverted', ', reverted', ANEW)
    : cancelEnd('needs-human', '; the way back was written, and the rule does not show it', 'Look at the rule now.')
}
