// How does all traffic of a pair go back to blue, and how is that told?
import { atMost } from '../at-most.ts'
import { fingerprint, type ListenerRule, withOnly } from '../decisions/listener-rule.ts'
import type { ListenerRules } from '../io/listener-rules.ts'
import { patiently } from '../patiently.ts'
import type { World } from '../world.ts'
import { revertTraffic } from './revert.ts'
import { arrived, heldEnd, type Shift, type ShiftEnd } from './shift.ts'
import { blueCanTakeIt } from './shift-sizes.ts'
import { type Foreign, readRule } from './weigh.ts'

/** How long (ms) the rule may take to be read before a way back, and how old a read may be that counts instead. */
const AT_A_GLANCE = 3_000
const RECENT = 60_000

/**
 * One write, of a rule that is as it was left; sizes come later. Not onto a blue without a healthy target, and not over what
 * somebody else wrote.
 */
export async function goBack(
  shift: Shift,
  because: string,
  world: World,
  { breach, next }: { breach?: ShiftEnd['breach']; next?: string | undefined } = {},
): Promise<ShiftEnd> {
  const { found, log } = shift
  const { blue, green, rule } = found
  const more = breach ? { breach } : {}
  const reference = { rule: rule.arn, blue: blue.group, green: green.group }
  const able = await blueCanTakeIt(shift, world)
  const fresh = !able || isFresh(shift, world)
  const went = await patiently(world, async () => {
    const before = await (fresh ? ruleAtAGlance(shift, world) : readRule(shift, world))
    if ('foreign' in before) return before
    return able ? revertTraffic(reference, world, shift.rules, expectBack(shift, before)) : undefined
  })
  if (!went)
    return {
      ...{ verdict: 'held', remedy: 'needs-human', ...more },
      because: `${because}; and ${blue.service.name} has no healthy target to go back to`,
      next: `Bring ${blue.service.name} up, then run again with resume: rollback.`,
    }
  if ('foreign' in went)
    return { ...heldEnd({ ...went, foreign: `${went.foreign}, when all was to go back: ${because}` }), ...more }
  const { verified, rule: now } = went
  if (verified) Object.assign(shift, { expected: fingerprint(now.actions), pending: undefined })
  arrived(shift, 0, world.clock.now())
  log(found.wanted.name, `all traffic goes back to ${blue.service.name}: ${because}`)
  world.runner.warn(
    `${found.wanted.name}: all traffic went back from ${found.revision} to ${blue.service.revision}: ${because}.`,
  )
  return {
    ...{ verdict: 'reverted', because, ...more },
    remedy: verified ? 'reverted' : 'needs-human',
    next: verified ? (next ?? 'Find the cause, then release again.') : 'The rule does not show it: look at it now.',
  }
}

/** Whether the rule was read so short a while ago that a way back need not wait for another look. */
export const isFresh = ({ seen }: Shift, { clock }: Pick<World, 'clock'>): boolean => clock.now() - seen.at <= RECENT

/** The rule as it is; as it was read last, where reading it fails or takes so long (`ms`) that traffic must not wait for it. */
export const ruleAtAGlance = async (
  shift: Shift,
  world: Pick<World, 'clock'>,
  rules?: ListenerRules,
  ms = AT_A_GLANCE,
): Promise<ListenerRule | Foreign> => (await atMost(ms, readRule(shift, world, rules), world)) ?? shift.seen.rule

/** Makes known what is about to be written, so that it is taken for ours also when the answer is lost. */
export function expectBack(shift: Shift, before: ListenerRule): ListenerRule {
  const { blue, green } = shift.found
  shift.pending = { print: fingerprint(withOnly(before.actions, blue.group, green.group)), green: 0 }
  return before
}
