// Is this run the only one that moves traffic on a rule?
import { type Holder, judgeLease, type Note, readNote, writeNote } from '../decisions/lease.ts'
import { type ListenerRule, tuplesOf } from '../decisions/listener-rule.ts'
import type { ServiceGroups } from '../decisions/live-colour.ts'
import type { TestRoute } from '../decisions/test-rule.ts'
import { Failure } from '../failure.ts'
import type { ListenerRules } from '../io/listener-rules.ts'
import type { World } from '../world.ts'

/** The test rule, which is the lock: nobody can make a second one at its priority. */
export type Held = {
  rule: ListenerRule
  /** What is noted on it, as it was written last. */
  note: Note
}

/** What stands at the test rule's priority: nothing, ours or another run's rule with its note, or somebody else's rule. */
export type Standing = { rule: ListenerRule; note: Note | undefined } | undefined

/** How long (ms) a lease holds without being renewed; and what must be left of it, so that no look is too late. */
export const LEASE = 10 * 60_000
const RENEW_BELOW = 5 * 60_000

/** Whoever this process is: its run, its attempt, and a word that no other process has. */
export function holderOf({ runner }: Pick<World, 'runner'>, holder: string): Holder {
  const of = (name: string) => runner.variable(name) ?? ''
  const run = `${of('GITHUB_SERVER_URL')}/${of('GITHUB_REPOSITORY')}/actions/runs/${of('GITHUB_RUN_ID')}`
  return { run, attempt: Number(of('GITHUB_RUN_ATTEMPT')) || 1, holder }
}

/** What stands at a priority, among the rules of a listener. */
export async function standingAt(priority: number, all: ListenerRule[], rules: ListenerRules): Promise<Standing> {
  const rule = all.find(one => one.priority === priority)
  if (!rule) return undefined
  const tags = await rules.tagsOf(rule.arn)
  return tags && { rule, note: readNote(tags) }
}

/** Rules of a listener that forward to a target group of the pair. */
export function rulesUsing(all: ListenerRule[], pair: readonly ServiceGroups[]): ListenerRule[] {
  const groups = pair.flatMap(one => one.groups)
  return all.filter(rule => tuplesOf(rule.actions).some(one => groups.includes(one.group)))
}

/** Rules (ARNs) of a listener that forward to the pair and are test rules of ours. Asks only where several forward to it. */
export async function testRulesAmong(
  all: ListenerRule[],
  pair: readonly ServiceGroups[],
  rules: Pick<ListenerRules, 'tagsOf'>,
): Promise<string[]> {
  const using = rulesUsing(all, pair)
  if (using.length < 2) return []
  const noted = await Promise.all(
    using.map(async ({ arn }) => ({ arn, note: readNote((await rules.tagsOf(arn)) ?? {}) })),
  )
  return noted.flatMap(({ arn, note }) => (note ? [arn] : []))
}

/**
 * Makes the test rule, or takes it over from a run that is over; its hints go with it. Throws a Failure that names the run
 * which has it otherwise. AWS decides between two who ask at once: it makes one rule at a priority, and deletes it once.
 */
export async function holdRule(
  route: TestRoute,
  group: string,
  about: Pick<Note, 'blue' | 'green' | 'revision'>,
  me: Holder,
  { rules, clock }: { rules: ListenerRules; clock: World['clock'] },
): Promise<Held & { taken: Note | undefined }> {
  const first: Note = { ...me, ...about, until: clock.now() + LEASE, weight: 0, since: 0 }
  let before: Note | undefined
  for (let tries = 0; tries < 3; tries++) {
    const hints = before && before.green === about.green && before.revision === about.revision ? before : undefined
    const note: Note = { ...first, ...(hints ? { weight: hints.weight, since: hints.since } : {}) }
    const { listener, priority, conditions, transforms } = route
    const actions = [{ Type: 'forward', TargetGroupArn: group }]
    const made = await rules.create({ listener, priority, conditions, transforms, actions, tags: writeNote(note) })
    if (made !== 'in-use') return { rule: made, note, taken: before }
    const standing = await standingAt(priority, await rules.rulesOf(listener), rules)
    if (!standing) continue
    const known = standing.note
    if (!known)
      throw new Failure(
        `Priority ${priority} of the listener is taken by a rule that is not a test rule of ours (${standing.rule.arn}): give another test-rule-priority.`,
      )
    const whose = judgeLease(known, me, clock.now())
    if (whose === 'ours') return { rule: standing.rule, note: known, taken: before }
    if (whose === 'theirs') throw heldBy(known)
    // Of several who find it over, AWS lets one delete it.
    if (await rules.remove(standing.rule.arn)) before = known
  }
  throw new Failure(`Priority ${route.priority} of the listener is taken again and again by others: try again later.`)
}

/** Another run has it. */
const heldBy = ({ run, until, revision }: Note): Failure =>
  new Failure(
    `Another run is moving this traffic, to ${revision}: ${run} (it holds the test rule until ${new Date(until).toISOString()}). Wait for its end, then run again; if it died, re-run that run, which takes over at once, or go back with rollback, which takes the test rule away.`,
  )

/** Whether it is still ours; what the lease lacks of time is added, for work that takes `ms`. */
export async function stillHeld(
  held: Held,
  { rules, clock }: { rules: ListenerRules; clock: World['clock'] },
  ms = 0,
): Promise<boolean> {
  const tags = await rules.tagsOf(held.rule.arn)
  const note = tags && readNote(tags)
  if (note?.holder !== held.note.holder) return false
  await renew(held, { rules, clock }, ms)
  return true
}

/** Makes the lease longer where little is left of it. */
export async function renew(held: Held, { rules, clock }: { rules: ListenerRules; clock: World['clock'] }, ms = 0) {
  if (held.note.until - clock.now() >= RENEW_BELOW + ms) return
  await writeDown(held, { until: clock.now() + LEASE + ms }, rules)
}

/** Notes something on the rule. */
export async function writeDown(held: Held, facts: Partial<Note>, rules: ListenerRules): Promise<void> {
  await rules.tag(held.rule.arn, writeNote(facts))
  Object.assign(held.note, facts)
}
