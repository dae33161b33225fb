import { afterEach, describe, expect, test } from '@jest/globals'
import { type Colours, colours, weightsIn } from '../colours.ts'
import type { Ended } from '../play.ts'

let web: Colours
afterEach(() => web.close())
const lastLine = ({ log }: Ended) => log.trimEnd().split('\n').at(-1)
const quick = { 'max-error-rate': 'none', 'max-latency-p95': 'none', bake: '2m', 'keep-blue-for': '3m' }
const writes = () =>
  web.sandbox.journal
    .calls({ operation: 'ModifyRule' })
    .map(({ time, input }) => ({ time, weights: weightsIn((input as { Actions: [] }).Actions) }))

/** Somebody writes weights by another way than ours, for example an infrastructure tool. */
const weigh = (blue: number, green: number) =>
  web.elb('ModifyRule', {
    RuleArn: web.rule,
    Actions: [
      {
        Type: 'forward',
        ForwardConfig: {
          TargetGroups: [
            { TargetGroupArn: web.groups.blue, Weight: blue },
            { TargetGroupArn: web.groups.green, Weight: green },
          ],
        },
      },
    ],
  })

describe('two runs at once', () => {
  test('one shifts, and the other one says whose run it is', async () => {
    web = await colours()
    const first = await web.revise()
    const second = await web.revise({ answers: [{ body: 'v3' }] })
    web.sandbox.traffic.order({ to: web.loadBalancer, rps: 20 })
    const run = (revision: string, id: string) =>
      web.stage.run('blue-green-shift', {
        inputs: { ...web.inputs, ...quick, 'task-definition': revision },
        env: { GITHUB_RUN_ID: id },
      })
    const ended = await Promise.all([run(first, '7001'), run(second, '7002')])
    const verdicts = ended.map(one => one.outputs.verdict)
    expect(verdicts.toSorted()).toEqual(['finished', 'held'])
    const won = verdicts.indexOf('finished')
    const [winner, loser] = [ended[won], ended[1 - won]] as [Ended, Ended]
    expect(lastLine(loser)).toMatch(
      new RegExp(
        `Another run is moving this traffic, to .*: https://github.com/acme/address-api/actions/runs/700${won + 1} `,
      ),
    )
    expect(loser.code).toBe(1)
    expect(writes()).toHaveLength(3)
    expect(winner.outputs['live-service']).toBe('web-green')
    expect(web.sandbox.traffic.ledger.sum()).toMatchObject({ failed: 0, lost: 0 })
  })

  test('a later one finds the first one’s test rule, and leaves everything as it is', async () => {
    web = await colours()
    const revision = await web.revise()
    const inputs = { ...web.inputs, ...quick, 'task-definition': revision }
    const first = web.stage.start('blue-green-shift', { inputs })
    const later = new Promise<Ended>(resolve =>
      web.clock.after(120_000, () => {
        void web.stage.run('blue-green-shift', { inputs, env: { GITHUB_RUN_ID: '7002' } }).then(resolve)
      }),
    )
    expect((await later).outputs).toMatchObject({ verdict: 'held', weights: 'blue=95 green=5' })
    expect((await first.ended).outputs.verdict).toBe('finished')
  })

  test('one that vanished is taken over when its time is over, from what the weights say', async () => {
    web = await colours({ scaled: [1, 8] })
    const revision = await web.revise()
    const inputs = { ...web.inputs, ...quick, 'task-definition': revision }
    const first = web.stage.start('blue-green-shift', { inputs })
    web.clock.after(240_000, () => {
      first.child.kill('SIGKILL')
    })
    await first.ended
    expect(await web.weights()).toEqual({ 'web-blue': 50, 'web-green': 50 })
    const next = () => web.stage.run('blue-green-shift', { inputs, env: { GITHUB_RUN_ID: '7002' } })
    expect(lastLine(await next())).toMatch(/Another run is moving this traffic.*if it died, re-run that run/)
    await web.clock.advance(35 * 60_000)
    const ended = await next()
    expect(ended.log).toMatch(
      /goes on from https:\/\/github\.com\/acme\/address-api\/actions\/runs\/7001, which is over/,
    )
    expect(ended.outputs.verdict).toBe('finished')
    expect(writes().map(one => one.weights)).toEqual([
      { 'web-blue': 95, 'web-green': 5 },
      { 'web-blue': 50, 'web-green': 50 },
      { 'web-blue': 0, 'web-green': 100 },
    ])
  })
})

describe('a cancel', () => {
  /** Cancels at the first call after so many seconds, when also something else goes wrong. */
  async function cancelled(seconds: number, inputs: Record<string, string>, also: () => unknown = () => {}) {
    web = await colours()
    const revision = await web.revise()
    const begun = web.stage.start('blue-green-shift', {
      inputs: { ...web.inputs, ...quick, 'task-definition': revision, ...inputs },
    })
    const startedAt = web.clock.now()
    let at = 0
    web.sandbox.faults.order({
      where() {
        if (at > 0 || web.clock.now() - startedAt < seconds * 1000) return false
        at = web.clock.now()
        void also()
        begun.child.kill('SIGINT')
        return false
      },
      effect: 'drop',
    })
    const ended = await begun.ended
    return { ended, took: web.clock.now() - at }
  }

  test('leaves the weights where they are, if that is wanted', async () => {
    const { ended } = await cancelled(100, { 'on-cancel': 'keep' })
    expect(ended.outputs).toMatchObject({ verdict: 'cancelled', remedy: 'kept', weights: 'blue=95 green=5' })
    expect(await web.weights()).toEqual({ 'web-blue': 95, 'web-green': 5 })
  })

  test('does not bring traffic back to a blue that is gone', async () => {
    const { ended } = await cancelled(200, {}, async () => {
      const Targets = (await web.elb('DescribeTargetHealth', { TargetGroupArn: web.groups.blue })).map(
        one => one.Target,
      )
      await web.elb('DeregisterTargets', { TargetGroupArn: web.groups.blue, Targets })
    })
    expect(ended.outputs).toMatchObject({ verdict: 'cancelled', remedy: 'needs-human' })
    expect(lastLine(ended)).toMatch(/blue has no healthy target, so the weights stay as they are/)
    expect(await web.weights()).toEqual({ 'web-blue': 50, 'web-green': 50 })
  })

  test.each(['throttling', 'drop', 'lost-answer'] as const)(
    'is done in five seconds also while AWS answers with %s',
    async effect => {
      const { ended, took } = await cancelled(200, {}, () =>
        web.sandbox.faults.order({ operation: 'ModifyRule', times: 2, effect }),
      )
      expect(ended.outputs).toMatchObject({ verdict: 'cancelled', remedy: 'reverted' })
      expect(await web.weights()).toEqual({ 'web-blue': 100 })
      expect(took).toBeLessThan(7_000)
    },
  )

  test('says so when AWS cannot be reached in time, and the next run brings it back', async () => {
    const { ended, took } = await cancelled(200, {}, () =>
      web.sandbox.faults.order({ effect: 'hang', where: call => call.service !== 'github' }),
    )
    web.sandbox.faults.clear()
    expect(took).toBeLessThan(7_500)
    expect(ended.outputs).toMatchObject({ verdict: 'cancelled', remedy: 'needs-human', weights: 'blue=50 green=50' })
    expect(lastLine(ended)).toMatch(/traffic could not be brought back .* Run again with resume: rollback\.$/)
    const back = await web.stage.run('blue-green-shift', {
      inputs: { ...web.inputs, resume: 'rollback', 'task-definition': 'web:2' },
      env: { GITHUB_RUN_ATTEMPT: '2' },
    })
    expect(back.outputs.verdict).toBe('reverted')
    expect(await web.weights()).toEqual({ 'web-blue': 100 })
  })
})

describe('somebody else changes', () => {
  test.each<[string, () => Promise<unknown>, RegExp]>([
    [
      'the weights',
      () => weigh(80, 20),
      /somebody changed the weights: green has 20 %, and this run had left it at 5 %/,
    ],
    [
      'something else of the rule',
      async () => {
        const [rule] = (await web.elb('DescribeRules', { RuleArns: [web.rule] })) as {
          Actions: { ForwardConfig: object }[]
        }[]
        const [action] = rule?.Actions ?? []
        const TargetGroupStickinessConfig = { Enabled: true, DurationSeconds: 300 }
        return web.elb('ModifyRule', {
          RuleArn: web.rule,
          Actions: [{ Type: 'forward', ForwardConfig: { ...action?.ForwardConfig, TargetGroupStickinessConfig } }],
        })
      },
      /somebody changed the rule besides its weights/,
    ],
    [
      'the rule, so that it forwards elsewhere',
      () =>
        web.elb('ModifyRule', {
          RuleArn: web.rule,
          Actions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '503' } }],
        }),
      /somebody took both target groups out of the rule/,
    ],
  ])('%s: it is seen at the next look, said, and never written over', async (_, change, said) => {
    web = await colours({ scaled: [1, 8] })
    const revision = await web.revise()
    const begun = web.stage.start('blue-green-shift', {
      inputs: { ...web.inputs, ...quick, 'task-definition': revision },
    })
    let changedAt = 0
    web.clock.after(100_000, async () => {
      changedAt = web.clock.now()
      await change()
    })
    const ended = await begun.ended
    expect(ended.outputs).toMatchObject({ verdict: 'held', remedy: 'needs-human', 'live-verified': 'false' })
    expect(lastLine(ended)).toMatch(said)
    expect(web.clock.now() - changedAt).toBeLessThanOrEqual(17_000)
    expect(writes().filter(one => one.time >= changedAt)).toEqual([])
    // What was suspended for the shift is not left so.
    const { ScalableTargets } = await web.call('application-autoscaling', 'DescribeScalableTargets', {
      ServiceNamespace: 'ecs',
    })
    for (const { SuspendedState } of ScalableTargets as { SuspendedState: object }[])
      expect(Object.values(SuspendedState)).not.toContain(true)
  })

  test('the test rule, by taking it away: the lock is lost, and nothing is written any more', async () => {
    web = await colours()
    const revision = await web.revise()
    const begun = web.stage.start('blue-green-shift', {
      inputs: { ...web.inputs, ...quick, 'task-definition': revision },
    })
    web.clock.after(100_000, async () => {
      const rule = (await web.rules()).find(one => one.Priority === '9')
      await web.elb('DeleteRule', { RuleArn: rule?.RuleArn })
    })
    const ended = await begun.ended
    expect(ended.outputs).toMatchObject({ verdict: 'held', weights: 'blue=95 green=5' })
    expect(lastLine(ended)).toMatch(/another run has taken the test rule/)
  })

  test('what an earlier shift of another revision left is not gone on with, only gone back from', async () => {
    web = await colours()
    const revision = await web.revise()
    await web.revise({ answers: [{ body: 'v3' }] })
    const begun = web.stage.start('blue-green-shift', {
      inputs: { ...web.inputs, ...quick, 'task-definition': revision },
    })
    web.clock.after(100_000, () => {
      begun.child.kill('SIGKILL')
    })
    await begun.ended
    const env = { GITHUB_RUN_ATTEMPT: '2' }
    const run = (more: Record<string, string>) =>
      web.stage.run('blue-green-shift', { inputs: { ...web.inputs, ...quick, ...more }, env })
    const other = await run({ 'task-definition': 'web:3' })
    expect(lastLine(other)).toMatch(
      /traffic is shared by web-blue on web:1 \(95 %\) and web-green on web:2 \(5 %\), and an earlier shift was left there/,
    )
    const back = await run({ resume: 'rollback' })
    expect(back.outputs).toMatchObject({ verdict: 'reverted', 'live-service': 'web-blue' })
    expect(lastLine(back)).toMatch(
      /✗ web:2 was reverted: that was asked for \(resume: rollback\)\. web:1 is live \(web-blue\)\. Release again when it may have traffic\.$/,
    )
    expect(await web.weights()).toEqual({ 'web-blue': 100 })
    expect((await run({ 'task-definition': 'web:3' })).outputs.verdict).toBe('finished')
  })

  test('a way back where there is none is no failure', async () => {
    web = await colours()
    const inputs = { ...web.inputs, resume: 'rollback' }
    const ended = await web.stage.run('blue-green-shift', { inputs })
    expect(ended).toMatchObject({ code: 0, outputs: { verdict: 'nothing-to-do' } })
    expect(writes()).toEqual([])
    expect((await web.rules()).map(one => one.Priority)).toEqual(['10', 'default'])
  })
})
