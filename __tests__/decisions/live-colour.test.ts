import { describe, expect, test } from '@jest/globals'
import type { ListenerRule, RuleAction } from '../../src/decisions/listener-rule.ts'
import { chooseRule, judgeLive, type ServiceGroups } from '../../src/decisions/live-colour.ts'

const arn = (name: string) => `arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/${name}/1`
const weighted = (...tuples: [string, number][]): RuleAction[] => [
  {
    Type: 'forward',
    ForwardConfig: { TargetGroups: tuples.map(([name, Weight]) => ({ TargetGroupArn: arn(name), Weight })) },
  },
]
const bare = (name: string): RuleAction[] => [{ Type: 'forward', TargetGroupArn: arn(name) }]
const service = (name: string, ...groups: string[]): ServiceGroups => ({
  service: name,
  groups: groups.map(arn),
  desired: 2,
})
const blue = service('web-blue', 'a')
const green = service('web-green', 'b')

type Given = {
  actions: RuleAction[]
  pair?: [ServiceGroups, ServiceGroups]
  all?: ServiceGroups[]
  healthy?: Record<string, number>
}
const judge = ({ actions, pair = [blue, green], all = pair, healthy = { a: 2, b: 2 } }: Given) =>
  judgeLive({ actions }, pair, all, new Map(Object.entries(healthy).map(([name, count]) => [arn(name), count])))

const live = (name: string, group: string, idle: string | undefined = undefined) => ({
  live: expect.objectContaining({ service: name, group: arn(group) }),
  ...(idle === undefined ? {} : { idle: expect.objectContaining({ group: arn(idle) }) }),
})
const refused = (line: RegExp) => ({ refusal: expect.stringMatching(line) })
const swapped: [ServiceGroups, ServiceGroups] = [service('web-blue', 'b'), service('web-green', 'a')]

describe('twenty set-ups, told by their weights', () => {
  test.each<[string, Given, unknown]>([
    ['all on blue', { actions: weighted(['a', 100], ['b', 0]) }, live('web-blue', 'a', 'b')],
    ['all on green', { actions: weighted(['a', 0], ['b', 100]) }, live('web-green', 'b', 'a')],
    ['a bare target group', { actions: bare('a') }, live('web-blue', 'a', 'b')],
    ['the only one of a weighted form', { actions: weighted(['b', 1]) }, live('web-green', 'b', 'a')],
    [
      'names that say the opposite of weights',
      { actions: weighted(['a', 100], ['b', 0]), pair: swapped },
      live('web-green', 'a', 'b'),
    ],
    [
      'services that were renamed',
      { actions: bare('a'), pair: [service('north', 'b'), service('south', 'a')] },
      live('south', 'a', 'b'),
    ],
    ['odd weights', { actions: weighted(['a', 1], ['b', 0]) }, live('web-blue', 'a', 'b')],
    [
      'a login before it',
      { actions: [{ Type: 'authenticate-oidc', Order: 1 }, ...bare('a')] },
      live('web-blue', 'a', 'b'),
    ],
    [
      'a third group with traffic',
      { actions: weighted(['a', 50], ['b', 0], ['legacy', 50]) },
      live('web-blue', 'a', 'b'),
    ],
    [
      'an idle service with a group of its own elsewhere',
      { actions: bare('a'), pair: [blue, service('web-green', 'c')] },
      live('web-blue', 'a', 'c'),
    ],
    [
      'an idle service that does not exist yet',
      { actions: bare('a'), pair: [blue, service('web-green')] },
      {
        live: expect.objectContaining({ service: 'web-blue', share: 100 }),
        idle: { service: 'web-green', group: undefined },
      },
    ],
    [
      'both with traffic',
      { actions: weighted(['a', 95], ['b', 5]) },
      {
        both: [
          expect.objectContaining({ service: 'web-blue', share: 95 }),
          expect.objectContaining({ service: 'web-green', share: 5 }),
        ],
      },
    ],
    ['weights that are all zero', { actions: weighted(['a', 0], ['b', 0]) }, refused(/neither .* has any weight/)],
    [
      'a live service without a healthy target',
      { actions: bare('a'), healthy: { a: 0, b: 2 } },
      refused(/no healthy target in a: mend it first/),
    ],
    ['a rule that redirects', { actions: [{ Type: 'redirect' }] }, refused(/forwards to no target group/)],
    [
      'a target group of neither',
      { actions: bare('legacy') },
      refused(/forwards to legacy, and neither web-blue nor web-green is behind it/),
    ],
    [
      'a target group of both',
      { actions: bare('a'), pair: [blue, service('web-green', 'a')] },
      refused(/a is used by 2 services \(web-blue, web-green\)/),
    ],
    [
      'a target group that a third one uses too',
      { actions: bare('a'), all: [blue, green, service('admin', 'a')] },
      refused(/a is used by 2 services \(web-blue, admin\)/),
    ],
    [
      'a service twice in the rule',
      { actions: weighted(['a', 1], ['c', 1]), pair: [service('web-blue', 'a', 'c'), green] },
      refused(/several target groups of web-blue/),
    ],
    [
      'an idle service with two groups',
      { actions: bare('a'), pair: [blue, service('web-green', 'b', 'c')] },
      refused(/web-green has 2 target groups \(b, c\)/),
    ],
  ])('%s', (_, given, expected) => {
    expect(judge(given)).toEqual(expected)
  })

  test('every refusal is one line', () => {
    const { refusal } = judge({ actions: [] }) as { refusal: string }
    expect(refusal).not.toMatch(/\n/)
  })
})

describe('the production rule', () => {
  const rule = (id: string, actions: RuleAction[], priority?: number): ListenerRule => ({
    ...{ arn: id, listener: 'l', actions, conditions: [], transforms: [], priority, isDefault: priority === undefined },
  })
  const rules = [
    rule('test', bare('b'), 9),
    rule('own', weighted(['a', 1], ['b', 0]), 10),
    rule('other', bare('x'), 20),
    rule('default', bare('x')),
  ]

  test.each<[string, Parameters<typeof chooseRule>, unknown]>([
    ['is the only one that forwards to the pair', [rules, [blue, green], undefined, ['test']], { rule: rules[1] }],
    ['is the one that is given', [rules, [blue, green], 'default'], { rule: rules[3] }],
    [
      'may be the default rule',
      [[rule('default', bare('a'))], [blue, green], undefined],
      { rule: expect.objectContaining({ arn: 'default' }) },
    ],
    [
      'must be given where several do',
      [rules, [blue, green], undefined],
      refused(/2 rules of the listener .* \(priorities 9, 10\): give listener-rule/),
    ],
    [
      'is none where no rule does',
      [rules, [service('admin', 'z'), green].slice(0, 1), undefined],
      refused(/no rule of the listener forwards to a target group of admin/),
    ],
    ['is a rule of its listener', [rules, [blue, green], 'gone'], refused(/gone is not a rule of its listener/)],
  ])('%s', (_, given, expected) => {
    expect(chooseRule(...given)).toEqual(expected)
  })
})
