import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  fingerprint,
  greenShare,
  isOnly,
  listenerOfRule,
  type RuleAction,
  stickinessOf,
  tuplesOf,
  withOnly,
  withWeights,
} from '../../src/decisions/listener-rule.ts'

const pair = { blue: 'arn:blue', green: 'arn:green' }
const forward = (...tuples: [string, number?][]): RuleAction => ({
  Type: 'forward',
  Order: 2,
  ForwardConfig: {
    TargetGroups: tuples.map(([group, weight]) => ({
      TargetGroupArn: `arn:${group}`,
      ...(weight === undefined ? {} : { Weight: weight }),
    })),
    TargetGroupStickinessConfig: { Enabled: true, DurationSeconds: 600 },
  },
})
const oidc: RuleAction = {
  Type: 'authenticate-oidc',
  Order: 1,
  AuthenticateOidcConfig: { Issuer: 'https://login.example.com', ClientId: 'web', Scope: 'openid' },
}
const weights = (actions: RuleAction[]) => tuplesOf(actions).map(one => [one.group.slice(4), one.weight])
const weighed = (actions: RuleAction[], green: number): RuleAction[] => {
  const next = withWeights(actions, pair, green)
  if ('problem' in next) throw new Error(next.problem)
  return next.actions
}

describe('what a rule does', () => {
  test.each<[string, RuleAction[], unknown]>([
    ['a bare group', [{ Type: 'forward', TargetGroupArn: 'arn:blue' }], [['blue', 1]]],
    ['a bare group, shown in both forms', [{ ...forward(['blue', 1]), TargetGroupArn: 'arn:blue' }], [['blue', 1]]],
    [
      'weights',
      [forward(['blue', 95], ['green', 5])],
      [
        ['blue', 95],
        ['green', 5],
      ],
    ],
    ['a group without a weight', [forward(['blue'])], [['blue', 1]]],
    ['a login before', [oidc, forward(['blue', 1])], [['blue', 1]]],
    ['a redirect', [{ Type: 'redirect', RedirectConfig: {} }], []],
  ])('%s', (_, actions, tuples) => {
    expect(weights(actions)).toEqual(tuples)
  })

  test.each<[RuleAction[], number | undefined]>([
    [[forward(['blue', 95], ['green', 5])], 5],
    [[forward(['blue', 999], ['green', 1])], 0.1],
    [[forward(['blue', 1], ['green', 1], ['legacy', 8])], 50],
    [[{ Type: 'forward', TargetGroupArn: 'arn:blue' }], 0],
    [[{ Type: 'forward', TargetGroupArn: 'arn:green' }], 100],
    [[forward(['blue', 0], ['green', 0])], undefined],
    [[forward(['legacy', 1])], undefined],
  ])('green has its share %#', (actions, share) => {
    expect(greenShare(actions, pair)).toBe(share)
  })

  test('its stickiness, where it is on', () => {
    expect(stickinessOf([oidc, forward(['blue', 1])])).toBe(600)
    expect(stickinessOf([{ Type: 'forward', TargetGroupArn: 'arn:blue' }])).toBeUndefined()
  })

  test('its listener is in its ARN', () => {
    const listener =
      'arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2'
    expect(listenerOfRule(`${listener.replace(':listener/', ':listener-rule/')}/9683b2d02a6cabee`)).toBe(listener)
  })
})

describe('other weights', () => {
  test.each<[string, RuleAction[], number, unknown]>([
    [
      'a bare group becomes two',
      [{ Type: 'forward', TargetGroupArn: 'arn:blue' }],
      5,
      [
        ['blue', 95],
        ['green', 5],
      ],
    ],
    [
      'odd weights become percents',
      [forward(['green', 3], ['blue', 9])],
      50,
      [
        ['green', 50],
        ['blue', 50],
      ],
    ],
    [
      'a third group without weight keeps its nothing',
      [forward(['blue', 1], ['legacy', 0])],
      5,
      [
        ['blue', 95],
        ['legacy', 0],
        ['green', 5],
      ],
    ],
    [
      'a third group keeps its number where it can',
      [forward(['blue', 100], ['green', 0], ['legacy', 50])],
      5,
      [
        ['blue', 95],
        ['green', 5],
        ['legacy', 50],
      ],
    ],
    [
      'and its share where it cannot',
      [forward(['blue', 1], ['legacy', 1])],
      5,
      [
        ['blue', 19],
        ['legacy', 20],
        ['green', 1],
      ],
    ],
  ])('%s', (_, actions, green, tuples) => {
    expect(weights(weighed(actions, green))).toEqual(tuples)
  })

  test.each<[string, RuleAction[], RegExp]>([
    [
      'no room for a sixth group',
      [forward(['blue', 1], ['b', 0], ['c', 0], ['d', 0], ['e', 0])],
      /5 target groups already/,
    ],
    ['shares that no whole numbers give', [forward(['blue', 1], ['legacy', 997])], /cannot give 5 %/],
    ['a pair without weight beside others', [forward(['blue', 0], ['legacy', 1])], /cannot give 5 %/],
  ])('%s', (_, actions, problem) => {
    expect(withWeights(actions, pair, 5)).toEqual({ problem: expect.stringMatching(problem) })
  })

  test('all of it on one, and the other is no part of the rule', () => {
    const actions = withOnly([oidc, forward(['legacy', 20], ['blue', 95], ['green', 5])], pair.blue, pair.green)
    expect(weights(actions)).toEqual([
      ['legacy', 20],
      ['blue', 100],
    ])
    expect(isOnly(actions, pair.blue, pair.green)).toBe(true)
    expect(weights(withOnly([forward(['green', 1])], pair.blue, pair.green))).toEqual([['blue', 100]])
    expect(isOnly([forward(['blue', 100], ['green', 0])], pair.blue, pair.green)).toBe(false)
    expect(isOnly([forward(['blue', 0])], pair.blue, pair.green)).toBe(false)
  })
})

const anyJson = fc.dictionary(
  fc.constantFrom('Scope', 'Issuer', 'ClientId', 'SessionTimeout'),
  fc.oneof(fc.string(), fc.integer()),
)
const anyAuthentication = fc.oneof(
  fc.record({
    Type: fc.constant('authenticate-oidc'),
    Order: fc.integer({ min: 1, max: 9 }),
    AuthenticateOidcConfig: anyJson,
  }),
  fc.record({
    Type: fc.constant('authenticate-cognito'),
    Order: fc.integer({ min: 1, max: 9 }),
    AuthenticateCognitoConfig: anyJson,
  }),
  fc.record({ Type: fc.constant('jwt-validation'), JwtValidationConfig: anyJson }),
)
const anyForward = fc
  .record({
    order: fc.option(fc.integer({ min: 1, max: 50_000 }), { nil: undefined }),
    sticky: fc.constantFrom(undefined, { Enabled: false }, { Enabled: true, DurationSeconds: 300 }),
    weight: fc.integer({ min: 1, max: 9 }).map(one => one * 100),
    green: fc.option(fc.integer({ min: 0, max: 999 }), { nil: undefined }),
    others: fc.uniqueArray(fc.tuple(fc.constantFrom('x', 'y', 'z'), fc.integer({ min: 0, max: 999 })), {
      selector: one => one[0],
      maxLength: 3,
    }),
    first: fc.boolean(),
  })
  .map(({ order, sticky, weight, green, others, first }): RuleAction => {
    const own: [string, number][] = [
      ['blue', weight],
      ...(green === undefined ? [] : [['green', green] as [string, number]]),
    ]
    const tuples = first ? [...own, ...others] : [...others, ...own]
    const groups = tuples.map(([group, one]) => ({ TargetGroupArn: `arn:${group}`, Weight: one }))
    return {
      Type: 'forward',
      ...(order === undefined ? {} : { Order: order }),
      ...(groups.length === 1 ? { TargetGroupArn: groups[0]?.TargetGroupArn } : {}),
      ForwardConfig: { TargetGroups: groups, ...(sticky ? { TargetGroupStickinessConfig: sticky } : {}) },
    } as RuleAction
  })
const anyRule = fc
  .tuple(fc.array(anyAuthentication, { maxLength: 2 }), anyForward)
  .map(([before, last]): RuleAction[] => [...(before as RuleAction[]), last])

/** What must not change: everything but the weights of blue and green, and that a secret is kept. */
const rest = (actions: RuleAction[]) =>
  actions.map(({ TargetGroupArn: _, ForwardConfig, AuthenticateOidcConfig, ...more }) => {
    const { UseExistingClientSecret: __, ...config } = AuthenticateOidcConfig ?? {}
    return {
      ...more,
      ...(AuthenticateOidcConfig ? { config } : {}),
      ...(ForwardConfig ? { sticky: ForwardConfig.TargetGroupStickinessConfig } : {}),
    }
  })
const others = (actions: RuleAction[]) => tuplesOf(actions).filter(one => !Object.values(pair).includes(one.group))

describe('for every rule', () => {
  test('other weights leave everything else as it was, byte for byte', () => {
    fc.assert(
      fc.property(anyRule, fc.integer({ min: 0, max: 100 }), (actions, green) => {
        const next = withWeights(actions, pair, green)
        fc.pre(!('problem' in next))
        const { actions: written } = next as { actions: RuleAction[] }
        expect(rest(written)).toEqual(rest(actions))
        expect(greenShare(written, pair)).toBeCloseTo(green, 9)
        const all = tuplesOf(written)
        for (const { weight } of all) expect(Number.isInteger(weight) && weight >= 0 && weight <= 999).toBe(true)
        // Further groups keep their share of all of the traffic.
        const share = (of: RuleAction[]) => {
          const total = tuplesOf(of).reduce((sum, one) => sum + one.weight, 0)
          return others(of).map(one => [one.group, one.weight / total])
        }
        if (others(actions).some(one => one.weight > 0))
          for (const [i, [group, part]] of share(actions).entries()) {
            expect(share(written)[i]?.[0]).toBe(group)
            expect(share(written)[i]?.[1]).toBeCloseTo(part as number, 9)
          }
        else
          expect(
            all.filter(one => Object.values(pair).includes(one.group)).reduce((sum, one) => sum + one.weight, 0),
          ).toBe(100)
        for (const one of written)
          if (one.AuthenticateOidcConfig) expect(one.AuthenticateOidcConfig.UseExistingClientSecret).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  test('the way back leaves everything else as it was, and all of the pair’s traffic on blue', () => {
    fc.assert(
      fc.property(anyRule, actions => {
        const back = withOnly(actions, pair.blue, pair.green)
        expect(rest(back)).toEqual(rest(actions))
        expect(others(back)).toEqual(others(actions))
        expect(isOnly(back, pair.blue, pair.green)).toBe(true)
      }),
    )
  })

  test('a fingerprint is the same however the same is written, and another one for anything else', () => {
    fc.assert(
      fc.property(anyRule, fc.integer({ min: 1, max: 99 }), (actions, green) => {
        const shown = JSON.parse(JSON.stringify(actions)) as RuleAction[]
        for (const one of shown)
          if (one.Type === 'forward' && one.ForwardConfig) {
            one.ForwardConfig.TargetGroups?.reverse()
            one.ForwardConfig.TargetGroupStickinessConfig ??= { Enabled: false }
          }
        expect(fingerprint(shown)).toBe(fingerprint(actions))
        const next = withWeights(actions, pair, green)
        if (!('problem' in next) && greenShare(actions, pair) !== green)
          expect(fingerprint(next.actions)).not.toBe(fingerprint(actions))
        expect(fingerprint([...actions, oidc])).not.toBe(fingerprint(actions))
      }),
    )
  })
})
