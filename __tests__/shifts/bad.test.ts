// What becomes of a revision that must not get, or keep, production's traffic?
import { describe, expect, test } from '@jest/globals'
import { allowed } from '../endings/good.ts'
import { shortCredentials } from '../endings/interrupted.ts'
import { canary, type Played, playShift, type Shift, withHooks } from './shift.ts'

const back = { revision: 'web:1', running: 2, state: 'COMPLETED', percent: 0, record: 'ROLLBACK_SUCCESSFUL', hooks: [] }
const broken = { answers: [{ path: '/healthz' }, { status: 500, body: 'broken' }] }
const percents = ({ shares }: Played) => shares.map(([, percent]) => percent)
const told = ({ ended }: Played) => [
  ended.code,
  ended.outputs.verdict,
  ended.outputs.remedy,
  ended.outputs['live-revision'],
]
const answers = ({ calls }: Played) =>
  calls.filter(one => one.operation === 'ContinueServiceDeployment').map(one => one.input.action)
const pausing = (lifecycleStages: string[], action: string, timeoutInMinutes: number) =>
  withHooks([{ targetType: 'PAUSE', lifecycleStages, timeoutConfiguration: { timeoutInMinutes, action } }])

test('it fails its test: the pause is answered ROLLBACK, and production sees nothing of it', async () => {
  const played = await playShift({ script: broken })
  expect(told(played)).toEqual([1, 'reverted', 'reverted', 'web:1'])
  expect([percents(played), answers(played)]).toEqual([[], ['ROLLBACK']])
  expect(played.after).toMatchObject(back)
  expect(played.last).toMatch(
    /web:2 went back: green failed its test: http.* answered 500.*It had no production traffic\. web:1 is live \(2 of 2 tasks\)/,
  )
})

test('while the load balancer still leads the test to blue, its good answers do not count for green', async () => {
  const played = await playShift({ script: broken, sandbox: { elb: { durations: { propagation: 60_000 } } } })
  expect(told(played)).toEqual([1, 'reverted', 'reverted', 'web:1'])
  expect(percents(played)).toEqual([])
})

test('its tasks exit again and again: the circuit breaker takes it back, with the cause', async () => {
  const played = await playShift({ script: { exit: { atSecond: 1, code: 3 } } })
  expect(told(played)).toEqual([1, 'reverted', 'none', 'web:1'])
  expect(played.ended.outputs.cause).toMatch(/container "app" exited with code 3/)
  expect(played.last).toMatch(/the circuit breaker of ECS took it back/)
  expect(played.after).toMatchObject(back)
})

test('and where no circuit breaker counts, it is sent back when nothing is left to hope for', async () => {
  const played = await playShift({
    script: { exit: { atSecond: 1, code: 3 } },
    scene: { breaker: { enable: false, rollback: false } },
  })
  expect(told(played)).toEqual([1, 'reverted', 'reverted', 'web:1'])
  expect(played.ended.outputs.cause).toMatch(/container "app" exited with code 3/)
  expect(played.after).toMatchObject(back)
})

test('ECS gets no further with it', async () => {
  const played = await playShift({
    world: ({ stage }) => stage.sandbox.ecs.capacity(false),
    scene: { breaker: { enable: false, rollback: false } },
    inputs: { 'wait-for-minutes': '6' },
  })
  expect(told(played)).toEqual([1, 'reverted', 'reverted', 'web:1'])
  expect(played.last).toMatch(/ECS got no further than scale up within 6 minutes/)
  expect(played.ended.outputs.cause).toMatch(/no capacity/)
})

test('an alarm goes off at 10 %: ECS takes it back', async () => {
  const played = await playShift({
    deployment: { ...canary, alarms: { alarmNames: ['web-5xx'], enable: true, rollback: true } },
    during: [[200, ({ stage }) => stage.sandbox.ecs.alarm('web-5xx', 'ALARM')]],
  })
  expect(told(played)).toEqual([1, 'reverted', 'none', 'web:1'])
  expect([percents(played), played.ended.outputs.cause]).toEqual([[10, 0], 'alarm "web-5xx" went off'])
})

test('ECS cannot take it back: that is red, and people have to look', async () => {
  const played = await playShift({
    script: broken,
    world: ({ stage }) => stage.sandbox.ecs.shifting({ rollbacksFail: true }),
  })
  expect(told(played)).toEqual([1, 'failed', 'needs-human', 'web:1'])
  expect(played.after.record).toBe('ROLLBACK_FAILED')
  expect(played.last).toMatch(/green failed its test.*and ECS could not take it back.*Look at the service/)
})

test('an undecided pause that would go on by itself is answered before: back', async () => {
  const played = await playShift({
    world: async given => {
      await pausing(['POST_TEST_TRAFFIC_SHIFT', 'PRE_PRODUCTION_TRAFFIC_SHIFT'], 'CONTINUE', 12)(given)
      given.stage.sandbox.traffic.order({ to: 'web', account: '127214192604', rps: 0.5 })
    },
    inputs: { hooks: 'keep', evidence: 'true', bake: '5m', 'max-bake': '11m' },
  })
  expect(told(played)).toEqual([1, 'reverted', 'reverted', 'web:1'])
  expect(percents(played)).toEqual([10, 0])
  expect(played.last).toMatch(/the pause at pre production traffic shift was about to end/)
})

test('too little is seen of it: it is held, and ECS takes it back when nobody answers', async () => {
  const played = await playShift({
    world: ({ stage }) => stage.sandbox.traffic.order({ to: 'web', account: '127214192604', rps: 0.5 }),
    inputs: { evidence: 'true', bake: '5m', 'max-bake': '10m' },
  })
  expect(told(played)).toEqual([1, 'held', 'none', 'web:1'])
  expect(played.ended.outputs.weights).toBe('blue=90 green=10')
  expect(played.last).toMatch(
    /web:2 is held at 10 %: .*Answer the pause at pre production traffic shift before \d\d:\d\d:\d\d UTC, or ECS goes back/,
  )
  // Whoever is alerted has the time, the command, and what stays.
  const { nextStep } = JSON.parse(played.ended.outputs.alert ?? '{}')
  expect(nextStep).toBe(played.ended.outputs['next-step'])
  expect(nextStep).toMatch(
    /^Answer the pause .* before \d\d:\d\d:\d\d UTC.*: aws ecs continue-service-deployment --region ap-south-1 --service-deployment-arn arn:\S+ --hook-id ecs-pause-\S+ --action CONTINUE \(or ROLLBACK\)\. The pause hooks .* stay/,
  )
  expect(played.ended.log).toMatch(/its pause hooks stay on the service, as deployment ecs-svc\/\d+ is under way/)
  expect(played.after).toMatchObject({ revision: 'web:1', percent: 0, record: 'ROLLBACK_SUCCESSFUL' })
})

test('what is held is said once, however its figures grow, and ends while people can still answer', async () => {
  const played = await playShift({
    world: ({ stage }) => stage.sandbox.traffic.order({ to: 'web', account: '127214192604', rps: 0.02 }),
    inputs: { evidence: 'true', bake: '2m', 'max-bake': '2h', 'on-insufficient-data': 'hold' },
  })
  expect(told(played)).toEqual([1, 'held', 'none', 'web:1'])
  expect(played.ended.log.match(/Warning: web is held/g)).toHaveLength(1)
  const [, ...until] = /before (\d\d):(\d\d):(\d\d) UTC/.exec(played.last)?.map(Number) ?? []
  const goesBackAt = [...played.ended.log.matchAll(/ECS goes back at (\d\d):(\d\d):(\d\d) UTC/g)].at(-1)?.slice(1)
  expect(until).toEqual(goesBackAt?.map(Number))
  const held = played.calls.findLast(one => one.operation === 'ContinueServiceDeployment')
  const looked = played.calls.filter(one => one.operation === 'GetMetricData').at(-1)
  // 137 minutes of a pause less 10 of them, from half a minute after the answer before it.
  expect((looked?.second ?? 0) - (held?.second ?? 0)).toBeLessThanOrEqual(128 * 60)
})

test('this role may not answer: that is said, and ECS takes it back by itself', async () => {
  const rights = ['DescribeServices', 'UpdateService', 'ListServiceDeployments', 'DescribeServiceDeployments']
  const played = await playShift({
    sandbox: allowed([...rights.map(one => `ecs:${one}`), 'iam:PassRole', 'elasticloadbalancing:*']),
  })
  expect(told(played)).toEqual([1, 'failed', 'needs-human', 'web:1'])
  expect(played.last).toMatch(/ecs:ContinueServiceDeployment .*is denied.*allow ecs:ContinueServiceDeployment/)
  expect([percents(played), played.after.record]).toEqual([[], 'ROLLBACK_SUCCESSFUL'])
})

describe('nothing is changed when', () => {
  const refused: Record<string, Shift & { says: RegExp }> = {
    'the service shifts no traffic': {
      deployment: { strategy: 'ROLLING' },
      says: /Service "web" deploys by ROLLING, which shifts no traffic: give steps/,
    },
    'ECS cannot shift by the steps': {
      inputs: { steps: '5, 50, 100' },
      says: /steps has 5, 50, 100, which ECS cannot shift by/,
    },
    'the service pauses by itself where it is to be judged': {
      world: pausing(['POST_TEST_TRAFFIC_SHIFT'], 'ROLLBACK', 60),
      says: /Service "web" has a pause hook of its own at POST_TEST_TRAFFIC_SHIFT.*hooks: keep/,
    },
    'its own pauses are too short': {
      world: pausing(['POST_TEST_TRAFFIC_SHIFT'], 'ROLLBACK', 5),
      inputs: { hooks: 'keep', bake: '10m' },
      says: /Service "web" pauses for 5 minutes only, and the judge may need 10/,
    },
    'it has none, and green is to be tried': {
      inputs: { hooks: 'keep' },
      says: /Service "web" has no pause hook, so green cannot be tried before it gets traffic/,
    },
    'the metrics may not be read': {
      inputs: { evidence: 'true' },
      world: ({ stage }) => stage.sandbox.faults.order({ operation: 'GetMetricData', effect: 'access-denied' }),
      says: /cloudwatch:GetMetricData.* is denied/,
    },
    'the credentials would end before it': {
      inputs: { bake: '15m, 60m', 'session-minutes': '60' },
      env: given => shortCredentials(given, false),
      says: /The plan may take 91 minutes and the AWS credentials hold for 60: 31 minutes are missing/,
    },
    'only the plan is asked for': {
      inputs: { plan: 'true', steps: '25, 50, 75, 100', bake: '10m', 'keep-blue-for': '30m' },
      says: /Plan: web goes from web:1 to web:2 by LINEAR \(2 more tasks meanwhile\): 25 % judged for 10m, .* at least 1h 10m in all\. Nothing was changed\.$/,
    },
  }
  test.each(Object.entries(refused))('%s', async (_, { says, ...shift }) => {
    const played = await playShift(shift)
    expect(played.last).toMatch(says)
    expect(played.calls.filter(one => one.operation === 'UpdateService')).toEqual([])
    expect(played.after).toMatchObject({ revision: 'web:1', percent: 0, records: 1 })
  })
})
