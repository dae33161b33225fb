// Does a good revision get all the traffic by each of ECS's strategies, with an answer to each pause?
import { expect, test } from '@jest/globals'
import { shortCredentials, shortSessions } from '../endings/interrupted.ts'
import { type Played, playShift, withHooks } from './shift.ts'

const taken = {
  revision: 'web:2',
  running: 2,
  state: 'COMPLETED',
  percent: 100,
  record: 'SUCCESSFUL',
  records: 2,
  hooks: [],
}
const answers = ({ calls }: Played) => calls.filter(one => one.operation === 'ContinueServiceDeployment')

test('CANARY: green is tested, has 10 % for its time, then all of it', async () => {
  const played = await playShift()
  expect([played.ended.code, played.ended.outputs]).toMatchObject([
    0,
    {
      verdict: 'finished',
      remedy: 'none',
      'live-revision': 'web:2',
      'live-verified': 'true',
      'previous-revision': 'web:1',
      weights: 'blue=0 green=100',
      cause: '',
    },
  ])
  expect(played.after).toEqual(taken)
  expect(played.shares.map(([, percent]) => percent)).toEqual([10, 100])
  const [[tenAt], [allAt]] = played.shares as [[number, number], [number, number]]
  expect(allAt - tenAt).toBeGreaterThanOrEqual(120)
  expect(answers(played).map(one => one.input.action)).toEqual(['CONTINUE', 'CONTINUE', 'CONTINUE', 'CONTINUE'])
  expect(played.last).toMatch(/^✓ web:2 has all traffic \(was web:1\), after .* web:2 is live \(2 of 2 tasks\)\.$/)
})

test('LINEAR: a pause before each step', async () => {
  const linear = { strategy: 'LINEAR' as const, linearConfiguration: { stepPercent: 25, stepBakeTimeInMinutes: 0 } }
  const played = await playShift({ deployment: linear })
  expect(played.shares.map(([, percent]) => percent)).toEqual([25, 50, 75, 100])
  expect(played.after).toEqual(taken)
  expect(answers(played)).toHaveLength(6)
})

test('BLUE_GREEN: green is tested, and judged with all the traffic while blue still stands', async () => {
  const played = await playShift({ deployment: { strategy: 'BLUE_GREEN', bakeTimeInMinutes: 3 } })
  expect(played.shares.map(([, percent]) => percent)).toEqual([100])
  expect(played.after).toEqual(taken)
  expect(answers(played)).toHaveLength(2)
})

test('steps are put into a strategy, all else of the configuration stays, and the hooks go again', async () => {
  const deployment = {
    strategy: 'ROLLING' as const,
    minimumHealthyPercent: 50,
    alarms: { alarmNames: ['web-5xx'], enable: true, rollback: true },
  }
  const played = await playShift({ deployment, inputs: { steps: '20, 100', bake: '1m, 3m', 'keep-blue-for': '2m' } })
  expect(played.ended.outputs.verdict).toBe('finished')
  expect(played.shares.map(([, percent]) => percent)).toEqual([20, 100])
  expect(played.after).toEqual(taken)
  const updates = played.calls.filter(one => one.operation === 'UpdateService').map(one => one.input)
  expect(updates).toMatchObject([
    {
      taskDefinition: expect.stringMatching('web:2'),
      deploymentConfiguration: {
        ...deployment,
        strategy: 'CANARY',
        canaryConfiguration: { canaryPercent: 20, canaryBakeTimeInMinutes: 0 },
        bakeTimeInMinutes: 2,
        maximumPercent: 200,
        deploymentCircuitBreaker: { enable: true, rollback: true },
        lifecycleHooks: [
          {
            targetType: 'PAUSE',
            lifecycleStages: [
              'POST_TEST_TRAFFIC_SHIFT',
              'PRE_PRODUCTION_TRAFFIC_SHIFT',
              'POST_PRODUCTION_TRAFFIC_SHIFT',
            ],
            timeoutConfiguration: { timeoutInMinutes: 17, action: 'ROLLBACK' },
          },
        ],
      },
    },
    { deploymentConfiguration: { alarms: deployment.alarms, strategy: 'CANARY', lifecycleHooks: [] } },
  ])
  expect(updates[1]).not.toHaveProperty('taskDefinition')
})

test('the pauses that a service has are answered, and stay', async () => {
  const hooks = [
    {
      targetType: 'PAUSE',
      lifecycleStages: ['PRE_SCALE_UP', 'POST_TEST_TRAFFIC_SHIFT'],
      timeoutConfiguration: { timeoutInMinutes: 30, action: 'ROLLBACK' },
    },
  ]
  const played = await playShift({ world: withHooks(hooks), inputs: { hooks: 'keep' } })
  expect(played.last).toMatch(/^✓ web:2 has all traffic/)
  expect(played.after).toEqual({ ...taken, hooks })
  expect(played.calls.filter(one => one.operation === 'UpdateService')).toHaveLength(1)
  expect(answers(played)).toHaveLength(2)
})

test('a revision that is live already is left alone', async () => {
  const played = await playShift({ inputs: { 'task-definition': 'web:1' } })
  expect([played.ended.code, played.ended.outputs.verdict, played.ended.outputs['live-revision']]).toEqual([
    0,
    'nothing-to-do',
    'web:1',
  ])
  expect(played.after).toEqual({ ...taken, revision: 'web:1', percent: 0, records: 1 })
})

test('it asks twelve times a minute at most while green is judged, of all services of AWS', async () => {
  const played = await playShift({
    inputs: { bake: '20m', evidence: 'true', 'keep-blue-for': '20m' },
    world: ({ stage }) => stage.sandbox.traffic.order({ to: 'web', account: '127214192604', rps: 40 }),
  })
  expect(played.ended.outputs.verdict).toBe('finished')
  const [[tenAt], [allAt]] = played.shares as [[number, number], [number, number]]
  const pace = (from: number, to: number) =>
    played.calls.filter(one => one.second > from && one.second <= to).length / ((to - from) / 60)
  expect(pace(tenAt + 60, allAt - 60)).toBeLessThanOrEqual(12)
  expect(pace(allAt + 120, played.seconds - 60)).toBeLessThanOrEqual(12)
})

test('an hour and a quarter with credentials that hold for 15 minutes each, renewed before they end', async () => {
  const played = await playShift({
    inputs: { bake: '15m, 60m', 'session-minutes': '15' },
    sandbox: { accounts: shortSessions },
    env: given => shortCredentials(given, true),
  })
  expect([played.ended.outputs.verdict, played.seconds > 75 * 60]).toEqual(['finished', true])
  expect(played.calls.filter(one => one.status !== 200)).toEqual([])
  const renewed = played.calls.filter(one => one.operation === 'AssumeRoleWithWebIdentity').map(one => one.second)
  expect(renewed.length).toBeGreaterThanOrEqual(7)
  for (const [i, second] of renewed.entries()) expect(second - (renewed[i - 1] ?? 0)).toBeLessThanOrEqual(600)
})
