// Are rules kept whole, shown whole, and refused as AWS does it?
import {
  type Action,
  CreateRuleCommand,
  DescribeRulesCommand,
  ElasticLoadBalancingV2Client,
  ModifyRuleCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { describe, expect, test } from '@jest/globals'
import type { Fields } from '../../../sandbox/aws/service.ts'
import { clientOf, sandboxForTest } from '../setting.ts'
import { bench, to } from './bench.ts'

const oidc = {
  Issuer: 'https://id.example.com',
  AuthorizationEndpoint: 'https://id.example.com/authorize',
  TokenEndpoint: 'https://id.example.com/token',
  UserInfoEndpoint: 'https://id.example.com/me',
  ClientId: 'web',
}
const login = (more: Fields = { ClientSecret: 'hush' }) => ({
  Type: 'authenticate-oidc',
  Order: 1,
  AuthenticateOidcConfig: { ...oidc, ...more },
})
const condition = (path: string) => ({ Field: 'path-pattern', Values: [path] })

/** Blue and green behind an HTTPS listener. */
async function served(options: Parameters<typeof bench>[0] = {}) {
  const on = bench(options)
  const [blue, green] = [await on.group('blue'), await on.group('green')]
  const { balancer, url: http } = await on.serve(to([blue, 1]))
  const { ListenerArn: listener } = await on.one('CreateListener', {
    LoadBalancerArn: balancer,
    Port: 443,
    Protocol: 'HTTPS',
    Certificates: [{ CertificateArn: 'arn:aws:acm:ap-south-1:127214192604:certificate/0' }],
    DefaultActions: [to([blue, 1])],
  })
  const rule = (Priority: number, Actions: Fields[], more: Fields = {}) =>
    on.one('CreateRule', { ListenerArn: listener, Priority, Conditions: [condition('/*')], Actions, ...more })
  const url = on.elb.urlOf(String(listener)) ?? ''
  return { on, blue, green, balancer, http, listener, url, rule, colours: to([blue, 95], [green, 5]) }
}

describe('a rule with a login', () => {
  test('shows all but the secret, and what was left out as it then is', async () => {
    const { rule, colours } = await served()
    const { Actions } = await rule(1, [{ ...colours, Order: 2 }, login()])
    expect(Actions).toEqual([
      {
        Type: 'authenticate-oidc',
        Order: 1,
        AuthenticateOidcConfig: {
          ...oidc,
          SessionCookieName: 'AWSELBAuthSessionCookie',
          Scope: 'openid',
          SessionTimeout: 604_800,
          OnUnauthenticatedRequest: 'authenticate',
        },
      },
      expect.objectContaining({ Type: 'forward', Order: 2 }),
    ])
  })

  test('is written again with the secret or with the one that is there, and not without', async () => {
    const { on, rule, colours } = await served()
    const { RuleArn, Actions } = await rule(1, [login(), { ...colours, Order: 2 }])
    const shown = (Actions as Fields[])[0]?.AuthenticateOidcConfig as Fields
    const write = (more: Fields) =>
      on.call('ModifyRule', { RuleArn, Actions: [login({ ...shown, ...more }), { ...colours, Order: 2 }] })
    await expect(write({})).rejects.toMatchObject({
      code: 'ValidationError',
      message: 'A client secret must be specified',
    })
    await expect(write({ ClientSecret: 'x', UseExistingClientSecret: true })).rejects.toMatchObject({
      code: 'ValidationError',
    })
    await write({ UseExistingClientSecret: true })
    await write({ UseExistingClientSecret: true })
    await expect(rule(2, [login({ UseExistingClientSecret: true }), { ...colours, Order: 2 }])).rejects.toMatchObject({
      message: 'There is no existing client secret to use',
    })
    await on.call('ModifyRule', { RuleArn, Actions: [colours] })
    await expect(write({ UseExistingClientSecret: true })).rejects.toMatchObject({ code: 'ValidationError' })
  })

  test('sends strangers to log in, and lets those in who did', async () => {
    const { on, url, rule, blue } = await served()
    await on.target(blue, 1, 'blue')
    await rule(1, [login(), { ...to([blue, 1]), Order: 2 }])
    await on.clock.advance(10_000)
    const stranger = await fetch(url, { redirect: 'manual' })
    expect([stranger.status, stranger.headers.get('location')]).toEqual([
      302,
      expect.stringMatching(/^https:\/\/id\.example\.com\/authorize\?client_id=web&/),
    ])
    const known = await fetch(url, { headers: { cookie: 'AWSELBAuthSessionCookie-0=yes' } })
    expect(await known.text()).toBe('blue')
  })

  test.each([
    [
      'Cognito',
      {
        Type: 'authenticate-cognito',
        AuthenticateCognitoConfig: { UserPoolArn: 'a', UserPoolClientId: 'b', UserPoolDomain: 'c' },
      },
      302,
    ],
    [
      'a token',
      { Type: 'jwt-validation', JwtValidationConfig: { JwksEndpoint: 'https://id.example.com/jwks', Issuer: 'me' } },
      401,
    ],
    ['a refusal', login({ ClientSecret: 'x', OnUnauthenticatedRequest: 'deny' }), 401],
  ])('may do so by %s', async (_, guard, status) => {
    const { on, url, rule, blue } = await served()
    const { Actions } = await rule(1, [
      { ...guard, Order: 1 },
      { ...to([blue, 1]), Order: 2 },
    ])
    expect((Actions as Fields[])[0]).toMatchObject({ Type: guard.Type })
    await on.clock.advance(5_000)
    expect((await fetch(url, { redirect: 'manual' })).status).toBe(status)
  })
})

describe('actions that are refused', () => {
  const fixed = { Type: 'fixed-response', FixedResponseConfig: { StatusCode: '200' } }
  test.each<[string, (colours: Fields) => Fields[], string]>([
    ['a login alone', () => [login()], 'InvalidLoadBalancerAction'],
    [
      'two ends',
      colours => [
        { ...colours, Order: 1 },
        { ...fixed, Order: 2 },
      ],
      'InvalidLoadBalancerAction',
    ],
    [
      'a login after the end',
      colours => [
        { ...colours, Order: 1 },
        { ...login(), Order: 2 },
      ],
      'InvalidLoadBalancerAction',
    ],
    ['several without an order', colours => [{ ...login(), Order: undefined }, colours], 'InvalidLoadBalancerAction'],
    ['one order twice', colours => [login(), { ...colours, Order: 1 }], 'InvalidLoadBalancerAction'],
    ['an order of 0', colours => [{ ...colours, Order: 0 }], 'ValidationError'],
    [
      'a login without its issuer',
      colours => [login({ Issuer: undefined }), { ...colours, Order: 2 }],
      'ValidationError',
    ],
    ['stickiness for ever', () => [stickyAction({ Enabled: true, DurationSeconds: 604_801 })], 'ValidationError'],
    ['stickiness for no time', () => [stickyAction({ Enabled: true })], 'ValidationError'],
    ['two different groups in both forms', colours => [{ ...colours, TargetGroupArn: 'other' }], 'ValidationError'],
  ])('%s', async (_, actions, code) => {
    const { rule, colours } = await served()
    await expect(rule(1, actions(colours))).rejects.toMatchObject({ code })
  })

  test('a login on a listener of HTTP', async () => {
    const { on, blue } = await served()
    const [plain] = await on.listeners()
    const action = { ListenerArn: plain, DefaultActions: [login(), { ...to([blue, 1]), Order: 2 }] }
    await expect(on.call('ModifyListener', action)).rejects.toMatchObject({ code: 'InvalidLoadBalancerAction' })
  })

  test('several groups without stickiness when one of them is sticky itself', async () => {
    const { on, rule, green, blue, colours } = await served()
    const Attributes = [{ Key: 'stickiness.enabled', Value: 'true' }]
    await on.call('ModifyTargetGroupAttributes', { TargetGroupArn: green, Attributes })
    await expect(rule(1, [colours])).rejects.toMatchObject({ code: 'InvalidLoadBalancerAction' })
    await rule(1, [stickyAction({ Enabled: true, DurationSeconds: 60 }, blue, green)])
    await rule(2, [to([green, 1])])
  })
})

const stickyAction = (TargetGroupStickinessConfig: Fields, ...groups: string[]) => ({
  Type: 'forward',
  ForwardConfig: {
    TargetGroups: groups.map(TargetGroupArn => ({ TargetGroupArn, Weight: 1 })),
    TargetGroupStickinessConfig,
  },
})

test('stickiness is shown as it was said, also when it is off', async () => {
  const { rule, blue } = await served()
  const off = { Enabled: false, DurationSeconds: 1200 }
  const { Actions } = await rule(1, [stickyAction(off, blue)])
  expect(Actions).toMatchObject([{ ForwardConfig: { TargetGroupStickinessConfig: off } }])
})

test('transforms rewrite what targets get, stay when a rule is written without them, and go when they are reset', async () => {
  const { on, url, rule, blue } = await served()
  await on.target(blue, 1, async ({ path, headers }) => ({
    status: 200,
    headers: {},
    body: Buffer.from(`${headers.host} ${path}`),
  }))
  const Transforms = [
    { Type: 'url-rewrite', UrlRewriteConfig: { Rewrites: [{ Regex: '^/api/(.*)$', Replace: '/$1' }] } },
    { Type: 'host-header-rewrite', HostHeaderRewriteConfig: { Rewrites: [{ Regex: '.*', Replace: 'inner' }] } },
  ]
  const made = await rule(1, [to([blue, 1])], { Transforms })
  await on.clock.advance(10_000)
  expect(made.Transforms).toEqual(Transforms)
  expect(await (await fetch(`${url}/api/users?x=1`)).text()).toBe('inner /users?x=1')
  const { RuleArn } = made
  expect(await on.one('ModifyRule', { RuleArn, Actions: [to([blue, 2])] })).toMatchObject({ Transforms })
  const both = { RuleArn, Transforms, ResetTransforms: true }
  await expect(on.call('ModifyRule', both)).rejects.toMatchObject({ code: 'ValidationError' })
  expect((await on.one('ModifyRule', { RuleArn, ResetTransforms: true })).Transforms).toBeUndefined()
})

test.each<[string, Fields[]]>([
  ['of one kind twice', [1, 2].map(() => ({ Type: 'url-rewrite', UrlRewriteConfig: { Rewrites: [{ Regex: 'a' }] } }))],
  ['of no kind', [{ Type: 'body-rewrite' }]],
  ['without a rewrite', [{ Type: 'url-rewrite' }]],
  ['that cannot be read', [{ Type: 'url-rewrite', UrlRewriteConfig: { Rewrites: [{ Regex: '(' }] } }]],
])('transforms %s are refused', async (_, Transforms) => {
  const { rule, colours } = await served()
  await expect(rule(1, [colours], { Transforms })).rejects.toMatchObject({ code: 'ValidationError' })
})

test('there are at most so many rules of a load balancer, and target groups behind it', async () => {
  const { rule, colours } = await served({ quotas: { rules: 3, uniqueGroups: 2 } })
  for (const n of [1, 2, 3]) await rule(n, [colours])
  await expect(rule(4, [colours])).rejects.toMatchObject({ code: 'TooManyRules' })
  const other = await served({ quotas: { uniqueGroups: 2 } })
  await other.rule(1, [other.colours])
  const third = await other.on.group('third')
  await expect(other.rule(2, [to([third, 1])])).rejects.toMatchObject({
    code: 'TooManyUniqueTargetGroupsPerLoadBalancer',
  })
})

test('more than 100 rules come in pages, unless more are asked for', async () => {
  const { on, listener, rule, colours } = await served({ quotas: { rules: 150 } })
  for (let n = 1; n <= 120; n++) await rule(n, [colours])
  const first = await on.call('DescribeRules', { ListenerArn: listener })
  expect(first.Rules).toHaveLength(100)
  const second = await on.call('DescribeRules', { ListenerArn: listener, Marker: first.NextMarker })
  expect((second.Rules as Fields[]).map(({ Priority }) => Priority).slice(-2)).toEqual(['120', 'default'])
  expect((await on.call('DescribeRules', { ListenerArn: listener, PageSize: 400 })).Rules).toHaveLength(121)
})

test('the default rule changes with its listener alone', async () => {
  const { on, listener, colours } = await served()
  const { RuleArn } = await on.one('DescribeRules', { ListenerArn: listener })
  const moved = { RulePriorities: [{ RuleArn, Priority: 1 }] }
  for (const call of [
    on.call('ModifyRule', { RuleArn, Actions: [colours] }),
    on.call('DeleteRule', { RuleArn }),
    on.call('SetRulePriorities', moved),
  ])
    await expect(call).rejects.toMatchObject({ code: 'OperationNotPermitted' })
})

test('priorities are swapped in one call, and none is given twice', async () => {
  const { on, listener, rule, colours } = await served()
  const [a, b] = [await rule(1, [colours]), await rule(2, [colours])]
  const set = (...pairs: [Fields, number][]) =>
    on.call('SetRulePriorities', {
      RulePriorities: pairs.map(([{ RuleArn }, Priority]) => ({ RuleArn, Priority })),
    })
  await set([a, 2], [b, 1])
  expect(await on.one('DescribeRules', { ListenerArn: listener })).toMatchObject({ RuleArn: b.RuleArn })
  await expect(set([a, 7], [b, 7])).rejects.toMatchObject({ code: 'PriorityInUse' })
  await expect(set([a, 50_001])).rejects.toMatchObject({ code: 'ValidationError' })
})

describe('tags', () => {
  test.each<[string, Fields[], string]>([
    ['with braces', [{ Key: 'state', Value: '{"step":1}' }], 'ValidationError'],
    ['longer than 256', [{ Key: 'state', Value: 'x'.repeat(257) }], 'ValidationError'],
    ['with a key longer than 128', [{ Key: 'x'.repeat(129), Value: '' }], 'ValidationError'],
    ['of AWS', [{ Key: 'aws:state', Value: '' }], 'ValidationError'],
    [
      'twice',
      [
        { Key: 'a', Value: '1' },
        { Key: 'a', Value: '2' },
      ],
      'DuplicateTagKeys',
    ],
    ['more than 50', Array.from({ length: 51 }, (_, n) => ({ Key: `k${n}`, Value: '' })), 'TooManyTags'],
  ])('%s are refused', async (_, Tags, code) => {
    const { rule, colours, on, blue } = await served()
    await expect(rule(1, [colours], { Tags })).rejects.toMatchObject({ code })
    await expect(on.call('AddTags', { ResourceArns: [blue], Tags })).rejects.toMatchObject({ code })
  })

  test('of a rule are there with it, and of 20 resources at a time', async () => {
    const { rule, colours, on } = await served()
    const Tags = [{ Key: 'step', Value: 'green=5 blue=95 run:12/3@main' }]
    const { RuleArn } = await rule(1, [colours], { Tags })
    expect(await on.one('DescribeTags', { ResourceArns: [RuleArn] })).toMatchObject({ Tags })
    const many = Array.from({ length: 21 }, () => RuleArn)
    await expect(on.call('DescribeTags', { ResourceArns: many })).rejects.toMatchObject({ code: 'ValidationError' })
  })
})

test('a target group made again as it is answers the same one', async () => {
  const { on, blue } = await served()
  expect(await on.group('blue')).toBe(blue)
  await expect(on.group('blue', { HealthCheckPath: '/other' })).rejects.toMatchObject({
    code: 'DuplicateTargetGroupName',
  })
})

test('what the SDK reads of a rule it can write again, and nothing is lost but what the API hides', async () => {
  const sandbox = await sandboxForTest()
  const client = new ElasticLoadBalancingV2Client(clientOf(sandbox))
  const elb = async (operation: string, input: Fields) =>
    (Object.values(await sandbox.call('staging', 'elasticloadbalancing', operation, input))[0] as Fields[])[0] as Fields
  const { LoadBalancerArn } = await elb('CreateLoadBalancer', { Name: 'web', Subnets: ['subnet-1', 'subnet-2'] })
  const group = async (Name: string) =>
    String(
      (await elb('CreateTargetGroup', { Name, Protocol: 'HTTP', Port: 80, VpcId: 'vpc-1', TargetType: 'ip' }))
        .TargetGroupArn,
    )
  const [blue, green] = [await group('blue'), await group('green')]
  const { ListenerArn } = await elb('CreateListener', {
    LoadBalancerArn,
    Port: 443,
    Protocol: 'HTTPS',
    DefaultActions: [to([blue, 1])],
  })
  const actions: Action[] = [
    {
      Type: 'authenticate-oidc',
      Order: 3,
      AuthenticateOidcConfig: {
        ...oidc,
        ClientSecret: 'hush',
        SessionTimeout: 3600,
        AuthenticationRequestExtraParams: { display: 'page', prompt: 'login' },
      },
    },
    { ...stickyAction({ Enabled: true, DurationSeconds: 90 }, blue, green), Type: 'forward', Order: 7 },
  ]
  const { Rules } = await client.send(
    new CreateRuleCommand({
      ListenerArn: String(ListenerArn),
      Priority: 5,
      Conditions: [
        { Field: 'host-header', HostHeaderConfig: { Values: ['a.example.com'] } },
        { Field: 'query-string', QueryStringConfig: { Values: [{ Key: 'v', Value: '2' }] } },
      ],
      Actions: actions,
      Transforms: [{ Type: 'url-rewrite', UrlRewriteConfig: { Rewrites: [{ Regex: '^/a', Replace: '/b' }] } }],
    }),
  )
  const RuleArn = Rules?.[0]?.RuleArn
  const read = async () => (await client.send(new DescribeRulesCommand({ RuleArns: [RuleArn ?? ''] }))).Rules?.[0]
  const before = await read()
  expect(before?.Actions?.[0]?.AuthenticateOidcConfig).toEqual({
    ...oidc,
    Scope: 'openid',
    SessionCookieName: 'AWSELBAuthSessionCookie',
    OnUnauthenticatedRequest: 'authenticate',
    SessionTimeout: 3600,
    AuthenticationRequestExtraParams: { display: 'page', prompt: 'login' },
  })
  const again = before?.Actions?.map(action =>
    action.AuthenticateOidcConfig
      ? { ...action, AuthenticateOidcConfig: { ...action.AuthenticateOidcConfig, UseExistingClientSecret: true } }
      : action,
  )
  await client.send(new ModifyRuleCommand({ RuleArn, Actions: again }))
  expect(await read()).toEqual(before)
})
