// Does the way back of an interrupted shift go back, and does it write over nobody?
import { afterEach, describe, expect, test } from '@jest/globals'
import { type Colours, type ColoursOptions, colours } from '../colours.ts'
import { quick, writesOf } from '../shift-while.ts'

let web: Colours
afterEach(() => web.close())

/** A shift from web:1 to web:2 that is killed after so many writes of the weights; 0: when green was asked for. */
async function left(writes: number, options: ColoursOptions = {}, rps = 20): Promise<void> {
  web = await colours(options)
  const revision = await web.revise()
  web.sandbox.traffic.order({ to: web.loadBalancer, rps })
  const begun = web.stage.start('blue-green-shift', {
    inputs: { ...web.inputs, ...quick, 'task-definition': revision },
  })
  let seen = 0
  const fault = web.sandbox.faults.order({
    where({ operation }) {
      if (operation !== (writes === 0 ? 'UpdateService' : 'ModifyRule')) return false
      seen++
      if (seen === Math.max(1, writes)) begun.child.kill('SIGKILL')
      return seen === Math.max(1, writes)
    },
    effect: 'lost-answer',
  })
  await begun.ended
  fault.cancel()
  await web.clock.advance(60_000)
}

async function next(inputs: Record<string, string>) {
  const ended = await web.stage.run('blue-green-shift', {
    inputs: { ...web.inputs, ...quick, 'task-definition': 'web:2', ...inputs },
    env: { GITHUB_RUN_ATTEMPT: '2' },
  })
  const lines = ended.log.trimEnd().split('\n')
  return { ended, lines, last: lines.at(-1) ?? '' }
}

const counts = async () => [(await web.describe('blue'))?.desiredCount, (await web.describe('green'))?.desiredCount]

describe('what a shift left is gone back from to what was before, whatever the inputs name', () => {
  test.each([
    [2, 'web:1', 50],
    [2, 'web:2', 50],
    [3, 'web:1', 100],
    [3, 'web:2', 100],
  ])('after %i weights, with %s', async (writes, named, share) => {
    await left(writes)
    expect((await web.weights())['web-green']).toBe(share)
    const { ended, last } = await next({ resume: 'rollback', 'task-definition': named })
    expect(await web.weights()).toEqual({ 'web-blue': 100 })
    expect(ended.outputs).toMatchObject({ verdict: 'reverted', revision: 'web:2', 'live-service': 'web-blue' })
    expect(last).toMatch(/✗ web:2 was reverted: that was asked for \(resume: rollback\)\. web:1 is live \(web-blue\)\./)
    await web.clock.advance(30_000)
    expect(await counts()).toEqual([2, 0])
  })

  test('also where what is named cannot be found any more', async () => {
    await left(2)
    const { ended } = await next({ resume: 'rollback', 'task-definition': 'gone:7' })
    expect(ended.outputs).toMatchObject({ verdict: 'reverted', 'live-service': 'web-blue' })
    expect(await web.weights()).toEqual({ 'web-blue': 100 })
  })

  test('also where the side that has all of it has no healthy target', async () => {
    await left(3)
    await web.ecs('UpdateService', { service: 'web-green', desiredCount: 0 })
    await web.clock.advance(60_000)
    const { ended } = await next({ resume: 'rollback' })
    expect(ended.outputs).toMatchObject({ verdict: 'reverted', 'live-service': 'web-blue' })
    expect(await web.weights()).toEqual({ 'web-blue': 100 })
  })
})

test.each(['web:1', 'web:2'])(
  'where nothing tells which side is old, nothing goes back, and that is said (%s)',
  async named => {
    await left(2)
    const rule = (await web.rules()).find(one => one.Priority === '9')
    await web.elb('DeleteRule', { RuleArn: rule?.RuleArn })
    const { ended, last } = await next({ resume: 'rollback', 'task-definition': named })
    expect(ended.code).toBe(1)
    expect(last).toMatch(
      /^Error: web: web-blue has 50 % and web-green has 50 % of the traffic, and no test rule with the note of a shift tells which/,
    )
    expect(await web.weights()).toEqual({ 'web-blue': 50, 'web-green': 50 })
    expect(writesOf(web)).toHaveLength(2)
  },
)

const weigh = (blue: number, green: number) => [
  {
    Type: 'forward',
    ForwardConfig: {
      TargetGroups: [
        { TargetGroupArn: web.groups.blue, Weight: blue },
        { TargetGroupArn: web.groups.green, Weight: green },
      ],
    },
  },
]
const somebody = (Actions: object[]) => web.elb('ModifyRule', { RuleArn: web.rule, Actions })
/** Once, so long (ms) after the first call of an operation from now on. */
function soonAfter(operation: string, ms: number, happens: () => Promise<unknown>): void {
  let seen = false
  web.sandbox.faults.order({
    operation,
    where() {
      if (!seen)
        web.clock.after(ms, async () => {
          await happens()
        })
      seen = true
      return false
    },
    effect: 'drop',
  })
}

/** A shift that is cancelled at its second look at 5 %, when also something else happens. */
async function cancelled(also: () => void) {
  web = await colours()
  const revision = await web.revise()
  const begun = web.stage.start('blue-green-shift', {
    inputs: { ...web.inputs, ...quick, 'task-definition': revision },
  })
  let at = 0
  web.sandbox.faults.order({
    operation: 'DescribeRules',
    where() {
      const [first] = web.sandbox.journal.calls({ operation: 'ModifyRule' })
      if (at > 0 || !first || web.clock.now() - first.time < 20_000) return false
      at = web.clock.now()
      also()
      begun.child.kill('SIGINT')
      return false
    },
    effect: 'drop',
  })
  const ended = await begun.ended
  // With a request that hangs for good, time may jump while the last line is written: what counts is what was asked for.
  const took = Math.max(...web.sandbox.journal.calls({}).map(one => one.time)) - at
  return { ended, at, took }
}

describe('what somebody else wrote before a way back is never written over', () => {
  const fixed = () => [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '503' } }]
  const bare = () => [{ Type: 'forward', TargetGroupArn: web.groups.green }]
  test.each<[string, () => object[], string, RegExp]>([
    [
      '80/20',
      () => weigh(80, 20),
      'blue=80 green=20',
      /green has 20 %, and this run had left it at 50 %.* 80 %.* 20 %/,
    ],
    ['0/100', () => weigh(0, 100), 'blue=0 green=100', /green has 100 %, and .* web:2 is live \(web-green\)/],
    ['only green', bare, 'blue=0 green=100', /green has 100 %, and .* web:2 is live \(web-green\)/],
    ['an answer of its own', fixed, '', /took both target groups out of the rule, .* What is live is not known/],
  ])('while blue is brought up for it: %s', async (_, actions, weights, said) => {
    await left(2)
    await web.ecs('UpdateService', { service: 'web-blue', desiredCount: 0 })
    await web.clock.advance(60_000)
    let theirs: unknown
    soonAfter('UpdateService', 15_000, async () => {
      await somebody(actions())
      theirs = await web.rules()
    })
    const { ended, last } = await next({ resume: 'rollback' })
    expect(ended.outputs).toMatchObject({ verdict: 'held', remedy: 'needs-human', weights })
    expect(last).toMatch(said)
    expect(last).toMatch(/all was to go back: that was asked for \(resume: rollback\)\. .*Nothing was written over it/)
    expect(await web.rules()).toEqual(theirs)
  })

  test('while green, which has some, does not get well', async () => {
    await left(2)
    await web.ecs('UpdateService', { service: 'web-blue', desiredCount: 3 })
    await web.clock.advance(60_000)
    soonAfter('UpdateService', 15_000, () => somebody(weigh(80, 20)))
    const { ended, last } = await next({ 'wait-for-minutes': '0.4' })
    expect(ended.outputs).toMatchObject({ verdict: 'held', remedy: 'needs-human', weights: 'blue=80 green=20' })
    expect(last).toMatch(/green has 20 %, .* when all was to go back: web-green did not get well/)
    expect(await web.weights()).toEqual({ 'web-blue': 80, 'web-green': 20 })
  })

  test('just before a cancel', async () => {
    const { ended } = await cancelled(() => void somebody(weigh(80, 20)))
    expect(ended.outputs).toMatchObject({ verdict: 'cancelled', remedy: 'needs-human', weights: 'blue=80 green=20' })
    expect(ended.log).toMatch(
      /Cancelled; somebody changed the weights: green has 20 %, and this run had left it at 5 %, and nothing was written over it/,
    )
    expect(await web.weights()).toEqual({ 'web-blue': 80, 'web-green': 20 })
  })
})

describe('a way back does not wait for a rule that cannot be read', () => {
  test.each(['throttling', 'hang', 'drop'] as const)('%s: the one write is made in time', async effect => {
    await left(2)
    const blind = web.sandbox.faults.order({
      operation: 'DescribeRules',
      where: () => web.sandbox.journal.calls({ operation: 'DescribeTargetGroupAttributes' }).length > reads,
      effect,
    })
    const reads = web.sandbox.journal.calls({ operation: 'DescribeTargetGroupAttributes' }).length
    const before = web.clock.now()
    soonAfter('ModifyRule', 0, async () => blind.cancel())
    const { ended } = await next({ resume: 'rollback' })
    expect(ended.outputs).toMatchObject({ verdict: 'reverted', remedy: 'reverted', weights: 'blue=100 green=0' })
    const [, , { time } = { time: Number.POSITIVE_INFINITY }, ...more] = web.sandbox.journal.calls({
      operation: 'ModifyRule',
    })
    expect([time - before < 15_000, more]).toEqual([true, []])
  })

  test.each(['throttling', 'hang', 'drop'] as const)('nor does a cancel (%s)', async effect => {
    const { ended, at, took } = await cancelled(() => {
      const blind = web.sandbox.faults.order({ operation: 'DescribeRules', effect })
      soonAfter('ModifyRule', 0, async () => blind.cancel())
    })
    expect(ended.outputs).toMatchObject({ verdict: 'cancelled', remedy: 'reverted', weights: 'blue=100 green=0' })
    expect(await web.weights()).toEqual({ 'web-blue': 100 })
    expect(took).toBeLessThan(7_000)
    for (const { time } of web.sandbox.journal.calls({ operation: 'ModifyRule' })) expect(time - at).toBeLessThan(5_000)
  })
})

describe('run again, it first looks whether green can keep what it has', () => {
  test.each([
    [2, 50],
    [3, 100],
  ])('without a healthy target it goes back at once (after %i weights)', async (writes, share) => {
    await left(writes)
    await web.ecs('UpdateService', { service: 'web-green', desiredCount: 0 })
    await web.clock.advance(40_000)
    const before = web.clock.now()
    const { ended, last } = await next({})
    expect(ended.outputs).toMatchObject({ verdict: 'reverted', remedy: 'reverted', 'live-service': 'web-blue' })
    expect(last).toMatch(
      new RegExp(
        `web:2 was reverted: web-green has no healthy target, and had ${share} % of the traffic\\. web:1 is live`,
      ),
    )
    const [back, ...more] = web.sandbox.journal.calls({ operation: 'ModifyRule' }).slice(writes)
    expect([(back?.time ?? 0) - before < 5_000, more]).toEqual([true, []])
    expect(await web.weights()).toEqual({ 'web-blue': 100 })
  })

  test('where blue has none either, nothing goes back before it is up', async () => {
    await left(2)
    for (const service of ['web-green', 'web-blue']) await web.ecs('UpdateService', { service, desiredCount: 0 })
    await web.clock.advance(60_000)
    await web.ecs('UpdateService', { service: 'web-blue', desiredCount: 2 })
    const before = web.clock.now()
    const { ended } = await next({})
    expect(ended.outputs).toMatchObject({ verdict: 'reverted', 'live-service': 'web-blue' })
    const [back] = web.sandbox.journal.calls({ operation: 'ModifyRule' }).slice(2)
    expect((back?.time ?? 0) - before).toBeGreaterThan(20_000)
    expect((await web.describe('blue'))?.runningCount).toBe(2)
  })
})

test.each(['DescribeTargetHealth', 'CreateRule', 'DeleteRule'])(
  'a run that is cancelled at %s, before it goes on, says what green has and how to go on',
  async operation => {
    await left(2)
    const begun = web.stage.start('blue-green-shift', {
      inputs: { ...web.inputs, ...quick, 'task-definition': 'web:2' },
      env: { GITHUB_RUN_ATTEMPT: '2' },
    })
    let seen = false
    let planned = false
    web.sandbox.faults.order({
      where(call) {
        // Until the plan is told nothing is known, and nothing is said.
        planned ||= call.operation === 'CreateRule'
        if (seen || !planned || call.operation !== operation) return false
        seen = true
        begun.child.kill('SIGINT')
        return false
      },
      effect: 'drop',
    })
    const ended = await begun.ended
    expect(ended.outputs).toMatchObject({ verdict: 'cancelled', remedy: 'kept', weights: 'blue=50 green=50' })
    expect(ended.log.trimEnd().split('\n').at(-1)).toBe(
      'Error: ✗ Cancelled before this run moved any traffic; web-green has the 50 % that an earlier shift left it. web-blue on web:1 has 50 % of the traffic and web-green on web:2 50 %. Run again to go on from there (with resume: rollback all traffic goes back).',
    )
    expect(await web.weights()).toEqual({ 'web-blue': 50, 'web-green': 50 })
  },
)

describe('a shift that was interrupted before its first weight', () => {
  const least = async () => {
    const { ScalableTargets } = await web.call('application-autoscaling', 'DescribeScalableTargets', {
      ServiceNamespace: 'ecs',
    })
    return (ScalableTargets as { MinCapacity: number; SuspendedState: object }[]).map(one => [
      one.MinCapacity,
      Object.values(one.SuspendedState).includes(true),
    ])
  }

  test('is put away by resume: rollback, as one that went back', async () => {
    await left(0, { scaled: [2, 8] })
    expect(await counts()).toEqual([2, 2])
    const { ended } = await next({ resume: 'rollback' })
    expect(ended).toMatchObject({ code: 0, outputs: { verdict: 'nothing-to-do', 'live-service': 'web-blue' } })
    expect(ended.log).toMatch(/web-green: gives its tasks back\n/)
    await web.clock.advance(120_000)
    expect([await counts(), await least()]).toEqual([
      [2, 0],
      [
        [2, false],
        [0, false],
      ],
    ])
    expect((await web.rules()).map(one => one.Priority)).toEqual(['10', 'default'])
  })

  test('keeps green where keep-green says so', async () => {
    await left(0)
    const { ended } = await next({ resume: 'rollback', 'keep-green': 'true' })
    expect(ended).toMatchObject({ code: 0, outputs: { verdict: 'nothing-to-do' } })
    expect(await counts()).toEqual([2, 2])
  })

  test('with no shift that was interrupted, tasks of the side without traffic are somebody’s own', async () => {
    web = await colours({ green: 2 })
    await web.revise()
    const { ended } = await next({ resume: 'rollback' })
    expect(ended).toMatchObject({ code: 0, outputs: { verdict: 'nothing-to-do' } })
    expect(await counts()).toEqual([2, 2])
  })
})

test('tasks that had traffic until a moment ago are kept for the requests on their way to them', async () => {
  await left(2)
  const before = web.clock.now()
  await somebody(weigh(100, 0))
  const { ended } = await next({ resume: 'rollback' })
  expect(ended.outputs).toMatchObject({ verdict: 'nothing-to-do', 'live-service': 'web-blue' })
  expect(web.clock.now() - before).toBeGreaterThanOrEqual(120_000)
  await web.clock.advance(60_000)
  expect(await counts()).toEqual([2, 0])
  expect(web.sandbox.traffic.ledger.sum()).toMatchObject({ failed: 0, lost: 0 })
})

test.each([
  [true, 'reverted', /web:2 was reverted: .* web-blue on web:1 has 80 % of the traffic and web-green on web:2 20 %\./],
  [
    false,
    'held',
    /Held: somebody changed the weights: green has 20 %, .*\. web-blue on web:1 has 80 % .* 20 %\. Nothing/,
  ],
])(
  'weights that somebody writes while green still has its tasks are those that are told (%s)',
  async (some, verdict, said) => {
    await left(2)
    if (!some) await somebody(weigh(100, 0))
    soonAfter('DescribeTargetGroupAttributes', 60_000, () => somebody(weigh(80, 20)))
    const { ended, last } = await next({ resume: 'rollback' })
    expect(ended.outputs).toMatchObject({ verdict, weights: 'blue=80 green=20', 'live-service': 'web-blue' })
    expect([ended.code, last]).toEqual([1, expect.stringMatching(said)])
    expect([await web.weights(), await counts()]).toEqual([{ 'web-blue': 80, 'web-green': 20 }, [2, 2]])
  },
)
