// The job is cancelled: how is traffic safe in the few seconds that are left, and who does the rest?

import { greenShare } from '../decisions/listener-rule.ts'
import type { ListenerRules } from '../io/listener-rules.ts'
import { watch } from '../watch.ts'
import type { World } from '../world.ts'
import { countHealthy } from './find-pair.ts'
import { revertTraffic } from './revert.ts'
import { arrived, type Shift, type ShiftEnd } from './shift.ts'
import { mendBlue } from './shift-sizes.ts'
import { sayGone } from './weigh.ts'

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
export async function cancelShift(shift: Shift | undefined, given: Cancelling, world: World): Promise<ShiftEnd> {
  if (!shift) return cancelEnd('none', ' before any traffic was moved', '')
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

async function bringBack(shift: Shift, { onCancel, rules }: Cancelling, world: World): Promise<ShiftEnd> {
  const { blue, green, rule, wanted } = shift.found
  const pair = { blue: blue.group, green: green.group }
  const now = await rules.existing(rule.arn)
  shift.ruleGone = now === undefined
  if (!now) return cancelEnd('needs-human', `; ${sayGone(shift.found).foreign}`, sayGone(shift.found).next)
  const share = Math.round(greenShare(now.actions, pair) ?? 0)
  const goOn = 'Run again to go on from there (with resume: rollback all traffic goes back).'
  if (share === 0) return cancelEnd('none', '; green had no traffic', 'Run again to go on.')
  if (onCancel === 'keep') return cancelEnd('kept', '; the weights stay as they are (on-cancel: keep)', goOn)
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
  const { verified } = await revertTraffic({ rule: rule.arn, ...pair }, world, rules)
  arrived(shift, 0, world.clock.now())
  shift.log(wanted.name, `all traffic is back on ${blue.service.name}`)
  return verified
    ? cancelEnd('reverted', ', reverted', 'Run again to begin anew.')
    : cancelEnd('needs-human', '; the way back was written, and the rule does not show it', 'Look at the rule now.')
}

/** What comes of something within so many milliseconds; undefined when it takes longer or fails. */
async function atMost<T>(ms: number, coming: Promise<T>, { clock }: Pick<World, 'clock'>): Promise<T | undefined> {
  const over = new AbortController()
  try {
    return await Promise.race([coming.catch(() => undefined), clock.sleep(ms, over.signal).then(() => undefined)])
  } finally {
    over.abort()
  }
}
