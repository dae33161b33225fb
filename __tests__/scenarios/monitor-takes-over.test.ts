// What if the deployment of the revision that is to be watched has not taken over when the watch begins?
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import type { Script } from '../../sandbox/runtime/script.ts'
import { type Play, play, type Step } from '../play.ts'
import { type Scene, scene } from '../scene.ts'

let stage: Play
let web: Scene

beforeEach(async () => {
  stage = await play()
  web = await scene(stage.sandbox)
  stage.sandbox.traffic.order({ to: 'web', account: '127214192604', rps: 10 })
  await stage.clock.advance(5 * 60_000)
})
afterEach(() => stage.close())

/** A deployment is begun and not waited for; the watch begins ten seconds later. */
async function watchAfter(script: Script, more: object = {}, inputs: Record<string, string> = {}, later = 10_000) {
  const taskDefinition = await web.revise(script)
  const update = { cluster: 'staging', service: 'web', taskDefinition, ...more }
  await stage.sandbox.call('staging', 'ecs', 'UpdateService', update)
  await stage.clock.advance(later)
  const step: Step = { inputs: { cluster: 'staging', service: 'web', duration: '5m', ...inputs } }
  const ended = await stage.run('monitor-rollback', step)
  return { ...ended, last: ended.log.trimEnd().split('\n').at(-1) ?? '' }
}

test('it is followed first, and only what is served from then on is counted', async () => {
  const { code, outputs, log } = await watchAfter({ answers: [{ body: 'v2' }] })
  expect([code, outputs]).toMatchObject([0, { verdict: 'healthy', revision: 'web:2', 'live-revision': 'web:2' }])
  expect(log).toMatch(
    /^00:00 {2}web: the deployment of web:2 is still under way \(ecs-svc\/\d+, 0 of 2 tasks run\): the watch begins when it has taken over, within 15m$/m,
  )
  const [whole, seconds] = /(\d\d:\d\d) {2}web: web:2 of web is watched for 5m/.exec(log) ?? []
  expect(whole).toBeDefined()
  expect(seconds && seconds > '00:30').toBe(true)
})

test('a revision that never listens is not called well by what the one before serves', async () => {
  const { code, outputs, last } = await watchAfter(
    { listenAfterSeconds: 3000 },
    { healthCheckGracePeriodSeconds: 1200 },
  )
  expect(code).toBe(1)
  expect(outputs).toMatchObject({ verdict: 'insufficient', remedy: 'kept', 'live-revision': 'web:1', requests: '0' })
  expect(last).toMatch(
    /^Error: ✗ Too little was seen of web:2 in 15m: it has not taken over \(target 10\.\S+ is unhealthy \(Health checks failed\)\), so none of what was served is its own\. web:2 was left as it is\. web:1 is live \(2 of 2 tasks\)\. Follow its deployment with the action ecs-deploy-wait, then watch again\.$/,
  )
})

test('what ECS’s circuit breaker takes back is told as that, with its cause', async () => {
  const { code, outputs, last } = await watchAfter({ exit: { atSecond: 1, code: 1 } })
  expect(code).toBe(1)
  expect(outputs).toMatchObject({ verdict: 'harmful', remedy: 'none', revision: 'web:2', 'live-revision': 'web:1' })
  expect(last).toMatch(
    /^Error: ✗ web:2 does harm: it was rolled back by the circuit breaker: container "app" exited with code 1\. web:1 is live \(2 of 2 tasks\)\. Read the last log lines;/,
  )
  expect(JSON.parse(outputs.alert ?? '')).toMatchObject({ severity: 'critical', live: 'web:1' })
})

test('what nobody takes back is taken back here', async () => {
  const breaker = { deploymentConfiguration: { deploymentCircuitBreaker: { enable: false, rollback: false } } }
  const { outputs, last } = await watchAfter({ exit: { atSecond: 1, code: 1 } }, breaker)
  expect(outputs).toMatchObject({ verdict: 'harmful', remedy: 'rolled-back', 'live-revision': 'web:1' })
  expect(last).toMatch(/^Error: ✗ web:2 does harm: its deployment failed, as .*exited with code 1.*web:1 is live again/)
})

test('with on-harm: hold it is only told', async () => {
  const breaker = { deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: false } } }
  const { outputs } = await watchAfter({ exit: { atSecond: 1, code: 1 } }, breaker, { 'on-harm': 'hold' })
  expect(outputs).toMatchObject({ verdict: 'harmful', remedy: 'kept' })
})

test('what ECS goes back to is not watched in place of what was released', async () => {
  const { code, last } = await watchAfter({ exit: { atSecond: 1, code: 1 } }, {}, {}, 90_000)
  expect(code).toBe(1)
  expect(last).toMatch(
    /^Error: ECS is rolling service "web" back from web:2 to web:1 \(by the circuit breaker\), so there is nothing new to watch: look at its events for the cause\.$/,
  )
})

test('a plan waits for nothing', async () => {
  const { code, log } = await watchAfter({ answers: [{ body: 'v2' }] }, {}, { plan: 'true' })
  expect(code).toBe(0)
  expect(log).toMatch(
    /web:2 of web would be watched when it has taken over: the deployment of web:2 is still under way/,
  )
})
