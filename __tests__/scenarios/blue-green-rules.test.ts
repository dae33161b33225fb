import { afterEach, expect, test } from '@jest/globals'
import { type Colours, type ColoursOptions, colours, type Rule, weightsIn } from '../colours.ts'
import type { Ended } from '../play.ts'

let web: Colours
afterEach(() => web.close())
const lastLine = ({ log }: Ended) => log.trimEnd().split('\n').at(-1)
const quick = { 'max-error-rate': 'none', 'max-latency-p95': 'none', bake: '1m', 'keep-blue-for': '2m' }

async function shift(options: ColoursOptions, inputs: Record<string, string> = {}, rps = 20) {
  web = await colours(options)
  const revision = await web.revise()
  if (rps > 0) web.sandbox.traffic.order({ to: web.loadBalancer, rps, clients: 200 })
  return web.stage.run('blue-green-shift', {
    inputs: { ...web.inputs, ...quick, 'task-definition': revision, ...inputs },
  })
}
const production = async () => (await web.rules()).find(one => one.RuleArn === web.rule) as Rule
const weights = () =>
  web.sandbox.journal
    .calls({ operation: 'ModifyRule' })
    .map(({ input }) => weightsIn((input as { Actions: [] }).Actions))
const unharmed = () => expect(web.sandbox.traffic.ledger.sum()).toMatchObject({ failed: 0, lost: 0 })

test('a bare target group becomes weighted, and the other group comes by the test rule', async () => {
  const ended = await shift({ form: 'scalar' })
  expect(ended.outputs.verdict).toBe('finished')
  expect(weights()).toEqual([
    { 'web-blue': 95, 'web-green': 5 },
    { 'web-blue': 50, 'web-green': 50 },
    { 'web-blue': 0, 'web-green': 100 },
  ])
  unharmed()
})

test('a default rule is its listener’s to change', async () => {
  const ended = await shift({ rule: 'default' })
  expect(ended.outputs.verdict).toBe('finished')
  expect(web.sandbox.journal.calls({ operation: 'ModifyRule' })).toEqual([])
  expect(web.sandbox.journal.calls({ operation: 'ModifyListener' })).toHaveLength(3)
  expect(await web.weights()).toEqual({ 'web-blue': 0, 'web-green': 100 })
  unharmed()
})

test('a listener is enough where only one of its rules forwards to the pair', async () => {
  web = await colours()
  const revision = await web.revise()
  const { 'listener-rule': _, ...inputs } = web.inputs
  const ended = await web.stage.run('blue-green-shift', {
    inputs: { ...inputs, ...quick, listener: web.listener, 'task-definition': revision },
  })
  expect(ended.outputs.verdict).toBe('finished')
})

test('logins, their order, stickiness, transforms and further groups are as they were, and traffic too', async () => {
  const login = {
    ...{ Issuer: 'https://login.example.com', AuthorizationEndpoint: 'https://login.example.com/authorize' },
    ...{ TokenEndpoint: 'https://login.example.com/token', UserInfoEndpoint: 'https://login.example.com/me' },
    ...{ ClientId: 'web', ClientSecret: 'hidden', SessionTimeout: 3600 },
  }
  const rewrite = { Type: 'url-rewrite', UrlRewriteConfig: { Rewrites: [{ Regex: '^/v1/(.*)$', Replace: '/$1' }] } }
  const options: ColoursOptions = {
    secure: true,
    more: { Transforms: [rewrite] },
    actions: ({ blue, green, third }) => [
      { Type: 'authenticate-oidc', Order: 10, AuthenticateOidcConfig: login },
      {
        ...{ Type: 'forward', Order: 20 },
        ForwardConfig: {
          TargetGroups: [
            { TargetGroupArn: third, Weight: 0 },
            { TargetGroupArn: blue, Weight: 1 },
            { TargetGroupArn: green, Weight: 0 },
          ],
          TargetGroupStickinessConfig: { Enabled: true, DurationSeconds: 60 },
        },
      },
    ],
  }
  web = await colours(options)
  const before = await production()
  const rest = ({ Actions, Transforms, ...more }: Rule) => ({
    ...{ ...more, Transforms },
    Actions: Actions.map(({ ForwardConfig, ...one }) => ({
      ...one,
      sticky: (ForwardConfig as Record<string, unknown> | undefined)?.TargetGroupStickinessConfig,
    })),
  })
  const revision = await web.revise()
  const inputs = { ...web.inputs, ...quick, 'task-definition': revision }
  const open = await web.stage.run('blue-green-shift', { inputs })
  expect(lastLine(open)).toMatch(/asks for a login, which a test rule would lead around: give a test-header/)
  const ended = await web.stage.run('blue-green-shift', { inputs: { ...inputs, 'test-header': 'X-Test: 5f3a9c' } })
  expect(ended.outputs.verdict).toBe('finished')
  expect(rest(await production())).toEqual(rest(before))
  // Clients that were kept with blue would find nobody there, so it left the rule before its tasks did.
  expect(await web.weights()).toEqual({ third: 0, 'web-green': 100 })
  const secrets = web.sandbox.journal
    .calls({ operation: 'ModifyRule' })
    .map(
      ({ input }) => (input as { Actions: { AuthenticateOidcConfig?: object }[] }).Actions[0]?.AuthenticateOidcConfig,
    )
  expect(secrets).toHaveLength(4)
  for (const one of secrets) expect(one).toMatchObject({ UseExistingClientSecret: true, ClientId: 'web' })
})

test('a third group keeps its share', async () => {
  const ended = await shift(
    {
      actions: ({ blue, green, third }) => [
        {
          Type: 'forward',
          ForwardConfig: {
            TargetGroups: [
              { TargetGroupArn: blue, Weight: 9 },
              { TargetGroupArn: third, Weight: 1 },
              { TargetGroupArn: green, Weight: 0 },
            ],
          },
        },
      ],
    },
    { steps: '50,100' },
    0,
  )
  expect(ended.outputs.verdict).toBe('finished')
  expect(weights()).toEqual([
    { 'web-blue': 9, third: 2, 'web-green': 9 },
    { 'web-blue': 0, third: 2, 'web-green': 18 },
  ])
})

test.each([true, false])('clients that are kept with a group lose nothing, renewed or not (%s)', async renews => {
  const sandbox = { elb: { stickiness: { renews, zero: true }, durations: { propagation: 60_000 } } }
  const ended = await shift({ sticky: 3600, sandbox }, { bake: '3m', 'keep-blue-for': '3m' })
  expect(ended.outputs.verdict).toBe('finished')
  expect(ended.log).toMatch(/web-blue: is no part of the rule any more, so that no client is kept with it/)
  expect(await web.weights()).toEqual({ 'web-green': 100 })
  await web.clock.advance(300_000)
  unharmed()
})

test('target groups that keep clients by themselves need a rule that does: said before anything is changed', async () => {
  web = await colours()
  const revision = await web.revise()
  for (const TargetGroupArn of Object.values(web.groups))
    await web.elb('ModifyTargetGroupAttributes', {
      TargetGroupArn,
      Attributes: [{ Key: 'stickiness.enabled', Value: 'true' }],
    })
  const ended = await web.stage.run('blue-green-shift', {
    inputs: { ...web.inputs, ...quick, 'task-definition': revision },
  })
  expect(lastLine(ended)).toMatch(
    /web-blue and web-green keeps clients with their targets .* and the rule does not keep them with their group/,
  )
  expect(weights()).toEqual([])
  expect((await web.describe('green'))?.desiredCount).toBe(0)
})

test('a hundred rules and four hundred target groups are read to their last page', async () => {
  const sandbox = { elb: { quotas: { rules: 500, uniqueGroups: 1000 } } }
  const ended = await shift({ others: { rules: 120, groups: 410 }, sandbox }, { 'test-rule-priority': '9' }, 0)
  expect(ended.outputs.verdict).toBe('finished')
  const listed = web.sandbox.journal
    .calls({ operation: 'DescribeRules' })
    .map(one => one.input as Record<string, unknown>)
  expect(listed.some(one => one.Marker !== undefined)).toBe(true)
})

test('the last of a hundred rules is found by its listener alone', async () => {
  web = await colours({ others: { rules: 120 }, sandbox: { elb: { quotas: { rules: 500 } } } })
  const { RuleArn } = await production()
  await web.elb('SetRulePriorities', { RulePriorities: [{ RuleArn, Priority: 40_000 }] })
  const revision = await web.revise()
  const { 'listener-rule': _, ...inputs } = web.inputs
  const ended = await web.stage.run('blue-green-shift', {
    inputs: { ...inputs, ...quick, listener: web.listener, 'task-definition': revision },
  })
  expect(ended.outputs.verdict).toBe('finished')
})

test('a priority that somebody else’s rule has is not ours to take', async () => {
  web = await colours()
  const revision = await web.revise()
  await web.elb('CreateRule', {
    ...{
      ListenerArn: web.listener,
      Priority: 9,
      Actions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404' } }],
    },
    Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/admin'] } }],
  })
  const inputs = { ...web.inputs, ...quick, 'task-definition': revision }
  const ended = await web.stage.run('blue-green-shift', { inputs })
  expect(lastLine(ended)).toMatch(/Priority 9 of the listener is taken by a rule that is not a test rule of ours/)
  expect(
    (await web.stage.run('blue-green-shift', { inputs: { ...inputs, 'test-rule-priority': '8' } })).outputs.verdict,
  ).toBe('finished')
})
