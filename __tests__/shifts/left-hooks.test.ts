// What becomes of our pause hooks where a run ends that could not take them off, and of pauses that are not ours?
import { afterEach, expect, test } from '@jest/globals'
import type { Started } from '../play.ts'
import type { Scene } from '../scene.ts'
import { call, type Fields, type Given, newest, setScene, withHooks } from './shift.ts'

let given: Given

afterEach(() => given.stage.close())

const hooksNow = async () => {
  // A look may show for a moment what was before.
  await given.stage.clock.advance(5_000)
  const { services } = (await call(given, 'DescribeServices', { services: ['web'] })) as { services: Fields[] }
  return (services[0]?.deploymentConfiguration as Fields | undefined)?.lifecycleHooks
}
const run = (action: string, inputs: Record<string, string>) =>
  given.stage.run(action, { inputs: { cluster: 'staging', service: 'web', ...inputs } })
const third = (web: Scene) => web.revise({ answers: [{ body: 'v3' }] })

/** At the nth call of `operation` its process gets a signal; the call itself goes on. */
function signalAt(step: Started, signal: 'SIGKILL' | 'SIGINT', operation: string, nth: number) {
  let seen = 0
  given.stage.sandbox.faults.order({
    operation,
    where() {
      if (++seen === nth) step.child.kill(signal)
      return false
    },
    effect: 'drop',
  } as never)
}

/** A shift whose runner is gone once `operation` has been asked for, for the nth time. */
async function killedAt(operation: string, nth: number) {
  const shift = given.start()
  signalAt(shift, 'SIGKILL', operation, nth)
  await shift.ended
}

const SWEPT = /the pause hooks that an earlier shift had left on the service are taken off with this update/
const theirs = {
  targetType: 'PAUSE',
  lifecycleStages: ['POST_SCALE_UP'],
  timeoutConfiguration: { timeoutInMinutes: 1, action: 'CONTINUE' },
}

test('a rollback after a shift that was killed when all was answered waits for nobody', async () => {
  ;({ given } = await setScene({ world: withHooks([theirs]) }))
  // The one after the test, one before each of the two steps, and the last.
  await killedAt('ContinueServiceDeployment', 4)
  await given.stage.clock.advance(3600_000)
  expect((await newest(given)).record.status).toBe('SUCCESSFUL')
  expect(await hooksNow()).toHaveLength(2)
  const back = await run('rollback', { reason: 'it is slow' })
  expect(back.log).toMatch(SWEPT)
  expect([back.code, back.outputs['live-revision']]).toEqual([0, 'web:1'])
  expect(await hooksNow()).toEqual([theirs])
})

test('a release after a shift that was killed in the middle and went back waits for nobody', async () => {
  ;({ given } = await setScene({}))
  await killedAt('ContinueServiceDeployment', 2)
  await given.stage.clock.advance(3600_000)
  expect((await newest(given)).record.status).toBe('ROLLBACK_SUCCESSFUL')
  const released = await run('ecs-deploy-wait', { 'task-definition': await third(given.web) })
  expect(released.log).toMatch(SWEPT)
  expect([released.code, released.outputs['live-revision']]).toEqual([0, 'web:3'])
  expect(await hooksNow()).toEqual([])
})

test('a pause of others that nobody answers is what a release says it waits at, and what ended it', async () => {
  const pause = (timeoutInMinutes: number) =>
    withHooks([
      {
        targetType: 'PAUSE',
        lifecycleStages: ['POST_TEST_TRAFFIC_SHIFT'],
        timeoutConfiguration: { timeoutInMinutes, action: 'ROLLBACK' },
      },
    ])
  ;({ given } = await setScene({ world: pause(10) }))
  const revision = await third(given.web)
  const ended = await run('ecs-deploy-wait', { 'task-definition': revision })
  expect(ended.log).toMatch(
    /waits at the pause of stage post test traffic shift until somebody answers it; unanswered, ECS goes back at \d\d:\d\d:\d\d UTC/,
  )
  expect(ended.outputs).toMatchObject({
    cause: 'the pause hook at post test traffic shift timed out: nobody answered it, so ECS went back',
    'next-step': expect.stringMatching(/^Have whoever set that pause hook .* answer it/),
    'live-revision': 'web:1',
  })
  await pause(120)(given)
  const late = await run('ecs-deploy-wait', { 'task-definition': revision })
  expect(late.outputs).toMatchObject({
    verdict: 'timed-out',
    cause: expect.stringMatching(/^it is paused at post test traffic shift/),
  })
  expect(late.log).toMatch(
    /did not take over within 15m \(it is paused at post test traffic shift; unanswered, ECS goes back at/,
  )
  expect(await hooksNow()).toHaveLength(1)
})

test('the way back of a cancelled watch takes them off, too', async () => {
  ;({ given } = await setScene({}))
  given.stage.sandbox.traffic.order({ to: 'web', account: '127214192604', rps: 10 })
  await killedAt('ContinueServiceDeployment', 4)
  await given.stage.clock.advance(600_000)
  expect(await hooksNow()).toHaveLength(1)
  const watch = given.stage.start('monitor-rollback', {
    inputs: { cluster: 'staging', service: 'web', 'on-cancel': 'rollback' },
  })
  signalAt(watch, 'SIGINT', 'GetMetricData', 4)
  const ended = await watch.ended
  expect(ended.outputs).toMatchObject({ verdict: 'cancelled', remedy: 'rolled-back' })
  expect(ended.log).toMatch(SWEPT)
  expect(await hooksNow()).toEqual([])
})

test('a rollback of one that is paused has ECS go back, and says that the hooks stay', async () => {
  ;({ given } = await setScene({}))
  await killedAt('ContinueServiceDeployment', 2)
  await given.stage.clock.advance(60_000)
  expect((await newest(given)).record.status).toBe('IN_PROGRESS')
  const back = await run('rollback', { reason: 'the runner is gone' })
  expect([back.code, back.outputs['live-revision']]).toEqual([0, 'web:1'])
  expect(back.log).toMatch(/pause hooks that an earlier shift had left stay on the service, since nothing is updated/)
  expect(await hooksNow()).toHaveLength(1)
  const released = await run('ecs-deploy-wait', { 'task-definition': 'web:2' })
  expect([released.code, released.outputs['live-revision']]).toEqual([0, 'web:2'])
  expect(await hooksNow()).toEqual([])
})
