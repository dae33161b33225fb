// What is a listener like that does one thing at a time, in an order that is drawn?
import type { ListenerRule, RuleAction } from '../src/decisions/listener-rule.ts'
import type { ListenerRules, NewRule } from '../src/io/listener-rules.ts'

export const route = { listener: 'l', priority: 9, conditions: [], transforms: [], headers: {} }
export const atOnce = async () => {}

/** What a rule does that shares its traffic between `blue` and `green`. */
const weights = (blue: number, green: number): RuleAction[] => [
  {
    Type: 'forward',
    ForwardConfig: {
      TargetGroups: [
        { TargetGroupArn: 'blue', Weight: blue },
        { TargetGroupArn: 'green', Weight: green },
      ],
    },
  },
]

/** A listener that does one thing at a time, and each of them when `turn` says so. */
export function listener(turn: () => Promise<void>, wrote: (actions: RuleAction[]) => void = () => {}) {
  let rules: (ListenerRule & { tags: Record<string, string> })[] = []
  const production: ListenerRule = {
    ...{ arn: 'production', listener: 'l', isDefault: false, priority: 10, conditions: [], transforms: [] },
    actions: weights(100, 0),
  }
  let made = 0
  const sleep = async (ms: number) => {
    clock.time += ms
  }
  const clock = { time: 1_000_000, now: () => clock.time, sleep }
  const rule = (arn: string) => rules.find(one => one.arn === arn)
  const port: Partial<ListenerRules> = {
    async create({ priority, conditions, transforms, actions, tags }: NewRule) {
      await turn()
      if (rules.some(one => one.priority === priority)) return 'in-use'
      const arn = `rule-${++made}`
      const one = { arn, listener: 'l', isDefault: false, priority, conditions, transforms, actions, tags: { ...tags } }
      rules.push(one)
      return one
    },
    async remove(arn) {
      await turn()
      const there = rule(arn) !== undefined
      rules = rules.filter(one => one.arn !== arn)
      return there
    },
    async rulesOf() {
      await turn()
      return rules.map(one => ({ ...one }))
    },
    async existing() {
      await turn()
      return { ...production }
    },
    async write(_, actions) {
      await turn()
      production.actions = actions
      wrote(actions)
    },
    async tagsOf(arn) {
      await turn()
      return rule(arn)?.tags
    },
    async tag(arn, tags) {
      await turn()
      Object.assign(rule(arn)?.tags ?? {}, tags)
    },
  }
  return { world: { rules: port as ListenerRules, clock }, clock, standing: () => rules, production }
}
/** Turns in the order that `draws` say: whoever wants to do something waits for theirs. */
export function interleaved(draws: number[]) {
  const waiting: (() => void)[] = []
  let drawn = 0
  const turn = () => new Promise<void>(resolve => waiting.push(resolve))
  const play = async (all: Promise<unknown>) => {
    let over = false
    void all.finally(() => {
      over = true
    })
    while (!over) {
      await new Promise(resolve => setImmediate(resolve))
      const draw = draws[drawn++ % draws.length] ?? 0
      waiting.splice(draw % Math.max(1, waiting.length), 1)[0]?.()
    }
  }
  return { turn, play }
}
