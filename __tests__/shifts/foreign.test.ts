// What if somebody else, or another run, answers, deploys or moves weights in the middle of it?
import { expect, test } from '@jest/globals'
import { answer, atRest, call, canary, type Given, newest, type Played, playShift, setScene } from './shift.ts'

const taken = {
  revision: 'web:2',
  running: 2,
  state: 'COMPLETED',
  percent: 100,
  record: 'SUCCESSFUL',
  records: 2,
  hooks: [],
}
const told = ({ ended }: Played) => [
  ended.code,
  ended.outputs.verdict,
  ended.outputs.remedy,
  ended.outputs['live-revision'],
]
const percents = ({ shares }: Played) => shares.map(([, percent]) => percent)

test('somebody lets a pause go on by hand: it is noticed and followed', async () => {
  const played = await playShift({ during: [[110, given => answer(given, 'CONTINUE')]] })
  expect(played.ended.log).toMatch(/web: somebody else let the pause at post test traffic shift go on/)
  expect(told(played)).toEqual([0, 'finished', 'none', 'web:2'])
  expect(played.after).toEqual(taken)
})

test('somebody sends it back by hand', async () => {
  const played = await playShift({ during: [[220, given => answer(given, 'ROLLBACK')]] })
  expect(told(played)).toEqual([1, 'reverted', 'none', 'web:1'])
  expect(played.last).toMatch(
    /web:2 went back: somebody else sent it back.* web:1 is live \(2 of 2 tasks\)\. Find out who/,
  )
  expect(percents(played)).toEqual([10, 0])
})

test('somebody deploys over it: nothing of theirs is touched', async () => {
  const played = await playShift({
    world: async ({ web }) => {
      await web.revise({ answers: [{ body: 'v3' }] })
    },
    during: [
      [
        220,
        given =>
          call(given, 'UpdateService', {
            service: 'web',
            taskDefinition: 'web:3',
            deploymentConfiguration: { lifecycleHooks: [] },
          }),
      ],
    ],
  })
  expect(told(played).slice(0, 3)).toEqual([1, 'failed', 'none'])
  expect(played.last).toMatch(/a newer deployment of web:3 took its place.*Find out who deployed/)
  expect(played.after).toMatchObject({ revision: 'web:3', record: 'SUCCESSFUL', records: 3 })
})

test('a service that is on its way to something else is left alone', async () => {
  const played = await playShift({
    world: async given => {
      await given.web.revise({ answers: [{ body: 'v3' }] })
      await call(given, 'UpdateService', { service: 'web', taskDefinition: 'web:3' })
    },
  })
  expect(played.last).toMatch(/Service "web" is on its way to web:3 .* Nothing was changed\.$/)
  expect(played.after).toMatchObject({ revision: 'web:3', record: 'SUCCESSFUL', records: 2 })
})

test('one that ECS still takes back is waited for', async () => {
  const played = await playShift({
    world: async given => {
      await given.web.revise({ answers: [{ body: 'v3' }] })
      await call(given, 'UpdateService', { service: 'web', taskDefinition: 'web:3' })
      await given.stage.clock.advance(30_000)
      const { serviceDeploymentArn } = (await newest(given)).record
      await given.stage.sandbox.call('staging', 'ecs', 'StopServiceDeployment', { serviceDeploymentArn })
    },
  })
  expect(played.ended.log).toMatch(/still goes back: that is waited for/)
  expect(told(played)).toEqual([0, 'finished', 'none', 'web:2'])
})

test('somebody moves the weights by hand: it is held and said, and never overwritten', async () => {
  const weigh = async ({ stage, web }: Given) => {
    await stage.sandbox.call('staging', 'elasticloadbalancing', 'ModifyRule', {
      RuleArn: web.colours?.rule,
      Actions: [
        {
          Type: 'forward',
          ForwardConfig: {
            TargetGroups: [
              { TargetGroupArn: web.group, Weight: 60 },
              { TargetGroupArn: web.colours?.green, Weight: 40 },
            ],
          },
        },
      ],
    })
  }
  const played = await playShift({ during: [[200, weigh]] })
  expect(told(played).slice(0, 3)).toEqual([1, 'held', 'none'])
  expect(played.ended.log).toMatch(
    /Warning: web is held: the listener rule sends \d+ % to green, and ECS asked for 10 %/,
  )
  expect(played.calls.filter(one => one.operation === 'ModifyRule' && one.second > 200)).toEqual([])
  expect(played.after).toMatchObject({ revision: 'web:1', percent: 0, record: 'ROLLBACK_SUCCESSFUL' })
})

test('a pause at another stage is somebody else’s to answer', async () => {
  const hooks = [{ targetType: 'PAUSE', lifecycleStages: ['POST_SCALE_UP'] }]
  const played = await playShift({
    world: given =>
      call(given, 'UpdateService', { service: 'web', deploymentConfiguration: { lifecycleHooks: hooks } }),
    during: [[1000, given => answer(given, 'CONTINUE')]],
  })
  expect(played.ended.log).toMatch(/waits: the pause at post scale up is not ours: somebody else has to answer it/)
  expect(played.shares[0]?.[0]).toBeGreaterThan(1000)
  expect(played.after).toEqual({ ...taken, hooks })
})

test('stages that nobody knows are judged like those that are known', async () => {
  const stages = {
    PRE_PRODUCTION_TRAFFIC_SHIFT: 'BEFORE_SHIFT',
    POST_PRODUCTION_TRAFFIC_SHIFT: 'AFTER_SHIFT',
    SCALE_UP: 'GROW',
  }
  const played = await playShift({ world: ({ stage }) => stage.sandbox.ecs.shifting({ stages }) })
  expect(told(played)).toEqual([0, 'finished', 'none', 'web:2'])
  const [[tenAt], [allAt]] = played.shares as [[number, number], [number, number]]
  expect([percents(played), allAt - tenAt >= 120]).toEqual([[10, 100], true])
})

test('weights that ECS shows late shorten no judgement', async () => {
  const played = await playShift({ world: ({ stage }) => stage.sandbox.ecs.shifting({ weightsLate: 90_000 }) })
  expect(told(played)).toEqual([0, 'finished', 'none', 'web:2'])
  const [[tenAt], [allAt]] = played.shares as [[number, number], [number, number]]
  expect(allAt - tenAt).toBeGreaterThanOrEqual(120)
})

test('the same where the rule itself may not be read', async () => {
  const played = await playShift({
    world: ({ stage }) => {
      stage.sandbox.ecs.shifting({ weightsLate: 90_000 })
      stage.sandbox.faults.order({ operation: 'DescribeServiceRevisions', effect: 'access-denied' })
    },
  })
  expect(told(played)).toEqual([0, 'finished', 'none', 'web:2'])
  const [[tenAt], [allAt]] = played.shares as [[number, number], [number, number]]
  expect(allAt - tenAt).toBeGreaterThanOrEqual(120)
})

test('two runs at once make one deployment, and both tell its end', async () => {
  const { given, first } = await setScene({ deployment: canary })
  try {
    const runs = await Promise.all([given.start().ended, given.start().ended])
    expect(runs.map(one => [one.code, one.outputs.verdict])).toEqual([
      [0, 'finished'],
      [0, 'finished'],
    ])
    expect(await atRest(given, first)).toEqual(taken)
  } finally {
    await given.stage.close()
  }
})

test('two runs of two revisions: one of them is live in the end, and the other one says that it is not', async () => {
  const { given, first } = await setScene({ deployment: canary })
  try {
    await given.web.revise({ answers: [{ body: 'v3' }] })
    const runs = await Promise.all([given.start().ended, given.start({ 'task-definition': 'web:3' }).ended])
    const after = await atRest(given, first)
    expect(after).toMatchObject({ running: 2, state: 'COMPLETED', percent: expect.any(Number) })
    const good = runs.filter(one => one.code === 0)
    expect(good.map(one => one.outputs['live-revision'])).toEqual([after.revision])
    expect(after.record).toBe('SUCCESSFUL')
  } finally {
    await given.stage.close()
  }
})

test('the runner dies while it is paused: ECS takes it back when the pause ends, with no help', async () => {
  const { given, first } = await setScene({ deployment: canary })
  try {
    const startedAt = given.stage.clock.now()
    const { child, ended } = given.start()
    given.stage.clock.after(200_000, () => void child.kill('SIGKILL'))
    await ended
    const { expiresAt } =
      (await newest(given)).record.lifecycleHookDetails.find(one => one.status === 'AWAITING_ACTION') ?? {}
    const after = await atRest(given, first)
    expect(after).toMatchObject({
      revision: 'web:1',
      running: 2,
      state: 'COMPLETED',
      percent: 0,
      record: 'ROLLBACK_SUCCESSFUL',
    })
    const paused = expiresAt?.getTime() ?? 0
    expect(paused - startedAt).toBeLessThanOrEqual((200 + 17 * 60) * 1000)
    const { startedAt: wentBackAt } = (await newest(given)).record.rollback as { startedAt: Date }
    expect(Math.abs(wentBackAt.getTime() - paused)).toBeLessThanOrEqual(5_000)
  } finally {
    await given.stage.close()
  }
})

test('a run that is started again takes up the open pause, and the time that green has had counts', async () => {
  const { given, first } = await setScene({ deployment: canary })
  try {
    const killed = given.start()
    given.stage.clock.after(220_000, () => void killed.child.kill('SIGKILL'))
    await killed.ended
    const again = await given.start().ended
    expect(again.log).toMatch(/deployment ecs-svc\/\d+ of web:2 is under way already: it is taken up/)
    expect(again.outputs).toMatchObject({ verdict: 'finished', 'previous-revision': 'web:1', 'live-revision': 'web:2' })
    expect(await atRest(given, first)).toEqual(taken)
  } finally {
    await given.stage.close()
  }
})
