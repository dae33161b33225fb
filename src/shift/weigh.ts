// How is a weight written so that nothing else of the rule changes, and nobody else is overwritten?
import { fingerprint, greenShare, type ListenerRule, type RuleAction, withWeights } from '../decisions/listener-rule.ts'
import { Failure } from '../failure.ts'
import type { ListenerRules } from '../io/listener-rules.ts'
import { watch } from '../watch.ts'
import type { World } from '../world.ts'
import { stillHeld, writeDown } from './hold-rule.ts'
import { arrived, type Shift } from './shift.ts'

/** Somebody else changed what we move; `share`: percent that green has now; `gone`: there is no rule any more, or it sends neither of them anything; `next`: what to do then. */
export type Foreign = { foreign: string; share?: number; next?: string; gone?: true }

/** How long (ms) ELB may take to show what it took, and what it had before somebody else's change is believed. */
const PATIENCE = 10_000
const DOUBT = 1_500

/**
 * The rule as it is now, if it is as we left it; what else it is, otherwise. Looks twice, since an answer may be old. A write
 * of ours whose answer was lost is ours all the same.
 */
export async function readRule(
  shift: Shift,
  world: Pick<World, 'clock'>,
  rules: Pick<ListenerRules, 'existing'> = shift.rules,
): Promise<ListenerRule | Foreign> {
  const { pending } = shift
  const rule = await readUntil(shift, [shift.expected, ...(pending ? [pending.print] : [])], DOUBT, world, rules)
  if ('foreign' in rule || fingerprint(rule.actions) !== pending?.print) return rule
  settle(shift, pending, world.clock.now())
  return rule
}

/** What was written is there. */
function settle(shift: Shift, { print, green }: NonNullable<Shift['pending']>, at: number): void {
  shift.expected = print
  shift.pending = undefined
  arrived(shift, green, at)
}

async function readUntil(
  shift: Shift,
  wanted: string[],
  ms: number,
  { clock }: Pick<World, 'clock'>,
  rules: Pick<ListenerRules, 'existing'> = shift.rules,
) {
  const { judgement, blind } = await watch<ListenerRule | undefined, ListenerRule | Foreign>({
    clock,
    cancel: new AbortController().signal,
    until: clock.now() + ms,
    look: () => rules.existing(shift.found.rule.arn),
    judge: rule =>
      rule && wanted.includes(fingerprint(rule.actions))
        ? { judgement: rule }
        : { judgement: rule ? sayForeign(rule, shift) : sayGone(shift.found), lookAgainIn: 1_000 },
    mayPass: () => true,
  })
  if (blind !== undefined || !judgement) throw blind
  // What is said of the traffic from now on is what the rule says, whoever wrote it.
  if ('share' in judgement && judgement.share !== undefined) shift.share = Math.round(judgement.share)
  shift.ruleGone = 'foreign' in judgement && judgement.gone === true
  if (!('foreign' in judgement)) shift.seen = { rule: judgement, at: clock.now() }
  return judgement
}

/** Nothing is written where there is no rule; a new one would be another one, and whoever deleted it may have meant it. */
const sayGone = ({ rule, blue, wanted }: Shift['found']): Foreign & { next: string } => ({
  foreign: `the listener rule ${rule.arn} is gone (somebody deleted it), so the listener's next rule that fits, or its default one, decides where the traffic of ${wanted.name} goes now`,
  gone: true,
  next: `Make the rule again with all of its traffic to ${blue.service.name}, then run again with the new rule's ARN as listener-rule.`,
})

function sayForeign(rule: ListenerRule, { found, history, share: now }: Shift): Foreign {
  const share = greenShare(rule.actions, { blue: found.blue.group, green: found.green.group })
  if (share === undefined) return { foreign: 'somebody took both target groups out of the rule', gone: true }
  const ours = Math.round(history.at(-1)?.green ?? now)
  return Math.round(share) === ours
    ? { foreign: 'somebody changed the rule besides its weights', share }
    : {
        foreign: `somebody changed the weights: green has ${Math.round(share)} %, and this run had left it at ${ours} %`,
        share,
      }
}

/** Writes green's percent, having read the lock and the rule before, and reading the rule afterwards. */
export function weigh(shift: Shift, green: number, world: World): Promise<Foreign | undefined> {
  const { found } = shift
  const pair = { blue: found.blue.group, green: found.green.group }
  return writeActions(shift, green, world, actions => {
    const next = withWeights(actions, pair, green)
    if ('problem' in next) throw new Failure(`${found.wanted.name}: ${next.problem}.`)
    return next.actions
  })
}

/** Writes what the rule does; `green` is its share then. */
export async function writeActions(
  shift: Shift,
  green: number,
  world: World,
  change: (actions: RuleAction[]) => RuleAction[],
): Promise<Foreign | undefined> {
  const { rules, held } = shift
  if (!(await stillHeld(held, { rules, clock: world.clock })))
    return { foreign: 'another run has taken the test rule, which is the lock of this traffic' }
  const before = await readRule(shift, world)
  if ('foreign' in before) return before
  const actions = change(before.actions)
  const wanted = fingerprint(actions)
  if (wanted !== shift.expected) {
    // Noted first: whoever comes after an interruption must know that requests may be on their way to green.
    await writeDown(held, { weight: green, since: world.clock.now() }, rules)
    shift.pending = { print: wanted, green }
    await rules.write(before, actions)
    const after = await readUntil(shift, [wanted], PATIENCE, world)
    if ('foreign' in after) return after
  }
  settle(shift, { print: wanted, green }, world.clock.now())
  return undefined
}
