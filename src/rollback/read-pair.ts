// How do two services behind one rule stand, and which of them is to have all traffic again?
import { type ListenerRule, listenerOfRule } from '../decisions/listener-rule.ts'
import { chooseRule, judgeLive, type Side } from '../decisions/live-colour.ts'
import { type PairSide, pairHistory } from '../decisions/pair-line.ts'
import type { WantedPair } from '../decisions/pairs.ts'
import { lineUp, type Told } from '../decisions/release-line.ts'
import { type Choice, chooseTarget } from '../decisions/rollback-target.ts'
import { primaryOf, type Service } from '../decisions/snapshot.ts'
import { Failure } from '../failure.ts'
import { rulesUsing, testRulesAmong } from '../shift/hold-rule.ts'
import type { World } from '../world.ts'
import { imagesOf } from './read-line.ts'
import { askRegistry, precedes, type Wanting, wishOf } from './set-course.ts'
import type { Course } from './undo.ts'

/** A service of the pair and its target group in the rule. */
export type PairService = { service: Service; group: string }

/** A pair as it is found: what is to be left, and what is to have all traffic. */
export type PairCourse = Course & {
  rule: ListenerRule
  leaves: PairService
  /** Undefined where there is no other service, or none that has a target group. */
  comes: PairService | undefined
  /** ARNs of the other rules of the listener that forward to one of the two: test rules, as a rule. */
  besides: string[]
}

/** Looks at a pair and chooses. Throws a Failure that says in one line why nothing can be told of it. */
export async function readPair(
  wanted: WantedPair,
  wanting: Wanting,
  records: Told[],
  world: World,
): Promise<PairCourse> {
  const [ecs, rules] = await Promise.all([world.ecs(), world.listenerRules()])
  const listener = wanted.listener ?? listenerOfRule(wanted.rule as string)
  const [{ services }, all] = await Promise.all([
    ecs.describeServices(wanting.cluster, wanted.services),
    rules.rulesOf(listener),
  ])
  const there = services.filter(one => one.active)
  const pair = wanted.services.map(name => {
    const found = there.find(one => one.name === name)
    return { service: name, groups: found?.targetGroups ?? [], desired: found?.desired ?? 0 }
  })
  const [one, two] = pair as [(typeof pair)[0], (typeof pair)[0]]
  const tests = wanted.rule === undefined ? await testRulesAmong(all, pair, rules) : []
  const chosen = chooseRule(all, pair, wanted.rule, tests)
  if ('refusal' in chosen) throw new Failure(`${wanted.name}: ${chosen.refusal}.`)
  // Whether the live one is well does not matter: it may be what is to be left.
  const taken = new Map(pair.flatMap(each => each.groups.map(group => [group, 1] as const)))
  const colour = judgeLive(chosen.rule, [one, two], [], taken)
  if ('refusal' in colour) throw new Failure(`${wanted.name}: ${colour.refusal}.`)
  const found = 'live' in colour ? [colour.live, { ...colour.idle, share: 0 }] : colour.both
  const sides = await Promise.all(found.map(each => readSide(each, there, world)))
  const known = sides.filter(each => each !== undefined)
  const line = lineUp(
    pairHistory(
      known.map(each => each.side),
      records,
    ),
  )
  const leaves = known.find(each => each.service.name === line.current.number) as PairService
  const wish = await askRegistry(wishOf(wanted, wanting.to), leaves.service, wanted, world)
  const choice = chooseTarget(line, { ...wanting, wish, precedes })
  const comes = known.find(each => each !== leaves && each.group !== '')
  const besides = rulesUsing(all, pair).flatMap(({ arn }) => (arn === chosen.rule.arn ? [] : [arn]))
  return { ...settle(wanted.name, choice, leaves, comes), line, rule: chosen.rule, leaves, comes, besides }
}

async function readSide(
  { service: name, group, share }: Omit<Side, 'group'> & { group: string | undefined },
  there: Service[],
  world: World,
) {
  const service = there.find(one => one.name === name)
  const primary = primaryOf(service)
  if (!service || !primary) return undefined
  const images = await imagesOf(service.revision, await world.ecs())
  const { revision, createdAt: since } = primary
  const side: PairSide = { service: name, revision, since, share, images, began: service.createdAt }
  return { side, service, group: group ?? '' }
}

/** Only what the other service runs can have all traffic at once. */
function settle(
  name: string,
  choice: Choice,
  leaves: PairService,
  comes: PairService | undefined,
): Pick<PairCourse, 'name' | 'choice' | 'target'> {
  const refuse = (because: string) => ({ name, choice: { go: 'refused' as const, because }, target: undefined })
  if (choice.go === 'nowhere' || choice.go === 'refused') return { name, choice, target: undefined }
  if (choice.go === 'on') {
    const because = choice.because.replace(/^ECS rolled (\S+) back by itself$/, '$1 was given up for it already')
    return { name, choice: { ...choice, because }, target: targetOf(leaves) }
  }
  if (!comes) return refuse('there is no other service behind the rule to go back to')
  if (comes.service.revision !== choice.revision)
    return refuse(
      `${choice.revision}, ${choice.because}, is not what ${comes.service.name} runs (${comes.service.revision}): release it with blue-green-shift`,
    )
  return { name, choice, target: targetOf(comes) }
}

const targetOf = ({ service }: PairService): NonNullable<Course['target']> => ({
  taskDefinition: `${service.arn.split(':').slice(0, 5).join(':')}:task-definition/${service.revision}`,
  revision: service.revision,
  copy: undefined,
})
