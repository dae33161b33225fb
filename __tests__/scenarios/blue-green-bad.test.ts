import { afterEach, describe, expect, test } from '@jest/globals'
import { type Colours, type ColoursOptions, colours, weightsIn } from '../colours.ts'
import type { Ended, Started } from '../play.ts'

const MINUTE = 60_000
let web: Colours
afterEach(() => web.close())
const lastLine = ({ log }: Ended) => log.trimEnd().split('\n').at(-1)

/** Green is judged by targets and tasks alone, and minutes cost nothing. */
const quick = { 'max-error-rate': 'none', 'max-latency-p95': 'none', bake: '1m', 'keep-blue-for': '2m' }
const calls = (operation: string) =>
  web.sandbox.journal
    .calls({ operation })
    .map(({ time, input, status }) => ({ time, status, input: input as Record<string, unknown> }))
const weightsOf = () => calls('ModifyRule').map(({ input }) => weightsIn(input.Actions as []))
const emptied = (service: string) =>
  calls('UpdateService').filter(({ input }) => input.service === service && input.desiredCount === 0)

type During = [second: number, happens: (begun: Started) => unknown][]

/** Shifts to `web:2` while things happen, by seconds from the first weight. */
async function shift(
  options: ColoursOptions,
  inputs: Record<string, string>,
  during: During = [],
  rps = 40,
): Promise<Ended> {
  web = await colours(options)
  const revision = await web.revise()
  if (rps > 0) web.sandbox.traffic.order({ to: web.loadBalancer, rps })
  const begun = web.stage.start('blue-green-shift', {
    inputs: { ...web.inputs, 'task-definition': revision, ...inputs },
  })
  let shifted = false
  web.sandbox.faults.order({
    operation: 'ModifyRule',
    where() {
      if (shifted) return false
      shifted = true
      for (const [second, happens] of during)
        web.clock.after(second * 1000, async () => {
          await happens(begun)
        })
      return false
    },
    effect: 'drop',
  })
  return begun.ended
}

/** All of the traffic is on blue, whose tasks were never touched; green has none, and nothing of ours is left. */
async function expectBack() {
  await web.clock.advance(MINUTE)
  expect(await web.weights()).toEqual({ 'web-blue': 100 })
  expect((await web.rules()).map(one => one.Priority)).toEqual(['10', 'default'])
  expect((await web.describe('blue'))?.desiredCount).toBe(2)
  expect((await web.describe('green'))?.desiredCount).toBe(0)
  expect(emptied('web-blue')).toEqual([])
}

describe('harm', () => {
  test('of a twentieth of the requests is seen at 5 %, and everybody is back on blue', async () => {
    const ended = await shift({}, {}, [[0, () => web.sandbox.traffic.behave({ revision: 'web:2', errorRate: 0.2 })]])
    expect(ended.code).toBe(1)
    expect(lastLine(ended)).toMatch(
      /^Error: ✗ web:2 was reverted: web:2 served [\d,]+ requests in \d+ min, \d+ failed \(.*web:1 is live \(web-blue\)\. Find the cause/,
    )
    expect(ended.outputs).toMatchObject({
      ...{ verdict: 'reverted', remedy: 'reverted', 'live-revision': 'web:1', 'live-service': 'web-blue' },
      ...{ weights: 'blue=100 green=0', 'breached-metric': expect.stringMatching(/error/i) },
      ...{ value: expect.stringMatching(/\d/), threshold: expect.stringMatching(/0\.5/) },
    })
    expect(weightsOf()).toEqual([{ 'web-blue': 95, 'web-green': 5 }, { 'web-blue': 100 }])
    const [up, back] = calls('ModifyRule').map(one => one.time) as [number, number]
    expect((back - up) / MINUTE).toBeLessThan(8)
    // One write made traffic safe; sizes come two minutes later at the earliest.
    const [gone] = emptied('web-green')
    expect((gone?.time ?? 0) - back).toBeGreaterThanOrEqual(120_000)
    expect(web.sandbox.traffic.ledger.sum()).toMatchObject({ lost: 0 })
    await expectBack()
  })

  test('is left by tasks that stay for as long as requests may take to end', async () => {
    const inputs = { steps: '50,100', bake: '15m' }
    const ended = await shift({ deregistrationDelay: 300 }, inputs, [
      [60, () => web.sandbox.traffic.behave({ revision: 'web:2', errorRate: 0.5 })],
    ])
    expect(ended.outputs.verdict).toBe('reverted')
    const back = calls('ModifyRule').at(-1)?.time ?? 0
    const [gone] = emptied('web-green')
    expect(((gone?.time ?? 0) - back) / 1000).toBeGreaterThanOrEqual(300)
    expect(((gone?.time ?? 0) - back) / 1000).toBeLessThan(320)
    await expectBack()
  })

  test('at minute 3 of the 5 % step puts everybody on blue within one poll, and nobody ever sees 50 %', async () => {
    const metrics = [{ namespace: 'MPAC', 'metric-name': 'ErrorRate', statistic: 'Average', above: 0.5 }]
    let breach = 0
    const put = (value: number) => () => {
      // Of a minute that is over for a minute, so that it is complete.
      const at = Math.floor(web.clock.now() / MINUTE - 2) * MINUTE
      if (value > 0.5) breach = web.clock.now()
      web.sandbox.metrics.put('staging', { namespace: 'MPAC', name: 'ErrorRate', dimensions: {}, at, values: [value] })
    }
    const inputs = { rule: 'each', metrics: JSON.stringify(metrics), 'settle-seconds': '0' }
    const ended = await shift({}, inputs, [
      [60, put(0.1)],
      [120, put(0.5)],
      [180, put(0.51)],
    ])
    expect(ended.outputs).toMatchObject({
      verdict: 'reverted',
      'breached-metric': 'ErrorRate',
      value: '0.51',
      threshold: '0.5',
    })
    const back = calls('ModifyRule').at(-1)?.time ?? 0
    expect(back - breach).toBeGreaterThan(0)
    expect(back - breach).toBeLessThanOrEqual(20_000)
    expect(weightsOf()).toEqual([{ 'web-blue': 95, 'web-green': 5 }, { 'web-blue': 100 }])
    await expectBack()
  })

  test('that blue does too is nobody’s to go back for: it is held, and people decide', async () => {
    const inputs = { bake: '10m', 'max-bake': '15m', steps: '50,100' }
    const ended = await shift({}, inputs, [[0, () => web.sandbox.traffic.behave({ errorRate: 0.02 })]])
    expect(ended.outputs).toMatchObject({ verdict: 'held', remedy: 'needs-human', weights: 'blue=50 green=50' })
    expect(ended.log).toMatch(/^Warning: web: /m)
    expect(weightsOf()).toEqual([{ 'web-blue': 50, 'web-green': 50 }])
    expect(lastLine(ended)).toMatch(/^Error: ✗ Held: .* run again to go on, or with resume: rollback to go back\.$/)
    const back = await web.stage.run('blue-green-shift', {
      inputs: { ...web.inputs, 'task-definition': 'web:2', resume: 'rollback' },
    })
    expect(back.outputs).toMatchObject({ verdict: 'reverted', remedy: 'reverted', 'live-service': 'web-blue' })
    await expectBack()
  })

  test('at so little traffic that nothing is proved is never passed in silence', async () => {
    const inputs = { bake: '5m', 'max-bake': '10m' }
    const ended = await shift({}, inputs, [], 1)
    expect(ended.outputs).toMatchObject({ verdict: 'held', weights: 'blue=95 green=5' })
    expect(ended.outputs.cause).toMatch(/served \d+ requests/)
  })

  test('goes back from an empty blue only when that has been brought up', async () => {
    const scale = (desiredCount: number) => web.ecs('UpdateService', { service: 'web-blue', desiredCount })
    const inputs = { steps: '50,100', bake: '15m' }
    const ended = await shift({ deregistrationDelay: 0 }, inputs, [
      [60, () => scale(0)],
      [60, () => web.sandbox.traffic.behave({ revision: 'web:2', errorRate: 0.5 })],
    ])
    expect(ended.outputs).toMatchObject({ verdict: 'reverted', remedy: 'reverted' })
    const ups = calls('UpdateService').filter(({ input }) => input.service === 'web-blue' && input.desiredCount === 2)
    const [, back] = calls('ModifyRule').map(one => one.time) as [number, number]
    expect(ups[0]?.time).toBeLessThan(back)
    // From the moment all of it was on blue again nothing was lost.
    expect(web.sandbox.traffic.ledger.sum({ from: back + 10_000 })).toMatchObject({ lost: 0 })
  })
})

describe('before it has traffic green fails', () => {
  test('its smoke test: weights stay, and it gives its tasks back', async () => {
    const smoke = { 'smoke-urls': 'http://127.0.0.1:1/healthz', 'smoke-timeout-seconds': '10' }
    const ended = await shift({ scaled: [1, 8] }, { ...quick, ...smoke })
    expect(lastLine(ended)).toMatch(
      /^Error: ✗ web:2 got no traffic: the smoke test of green failed: .*refused the connection/,
    )
    expect(ended.outputs).toMatchObject({ verdict: 'failed', remedy: 'none', weights: 'blue=100 green=0' })
    expect(calls('ModifyRule')).toEqual([])
    await web.clock.advance(MINUTE)
    expect((await web.describe('green'))?.desiredCount).toBe(0)
    expect((await web.rules()).map(one => one.Priority)).toEqual(['10', 'default'])
  })

  test('its start: the cause is that of any deployment', async () => {
    web = await colours()
    const revision = await web.revise({ exit: { atSecond: 2, code: 137 } })
    const ended = await web.stage.run('blue-green-shift', {
      inputs: { ...web.inputs, ...quick, 'task-definition': revision },
    })
    expect(lastLine(ended)).toMatch(/^Error: ✗ web:2 got no traffic: web-green did not get well on web:2: .*exit.* 137/)
    expect(ended.outputs.verdict).toBe('failed')
    expect(calls('ModifyRule')).toEqual([])
  })

  test('a limit of 32 characters, before anything is asked', async () => {
    web = await colours()
    const inputs = {
      ...web.inputs,
      'task-definition': 'web:1',
      'create-target-group': 'true',
      'target-group': 'a'.repeat(33),
    }
    const ended = await web.stage.run('blue-green-shift', { inputs })
    expect(lastLine(ended)).toMatch(/has 33 characters, and AWS allows 32/)
    expect(web.sandbox.journal.entries).toEqual([])
  })

  test('all that is missing is said at once, before anything is asked', async () => {
    web = await colours()
    const ended = await web.stage.run('blue-green-shift', { inputs: { service: 'web', engine: 'alb', steps: '5,50' } })
    expect(ended.log).toMatch(/4 inputs are wrong:/)
    for (const name of [
      'cluster is empty',
      'steps ends at 50',
      'task-definition is empty',
      'listener-rule of "web" is empty',
    ])
      expect(ended.log).toContain(`- ${name}`)
    expect(web.sandbox.journal.entries).toEqual([])
  })
})

describe('in the middle', () => {
  test.each(['throttling', 'server-error', 'drop', 'unavailable'] as const)(
    'AWS answers with %s for minutes: traffic stays where it is, and the shift goes on',
    async effect => {
      const storm = () => web.sandbox.faults.order({ effect, where: call => call.service !== 'github' })
      let over: ReturnType<typeof storm>
      const ended = await shift({}, { ...quick, bake: '5m' }, [
        [90, () => (over = storm())],
        [240, () => over.cancel()],
      ])
      expect(ended.outputs.verdict).toBe('finished')
      expect(ended.log).toMatch(/cannot look: .*\n(.*\n)*?.*can look again/)
      expect(weightsOf().slice(0, 2)).toEqual([
        { 'web-blue': 95, 'web-green': 5 },
        { 'web-blue': 50, 'web-green': 50 },
      ])
      expect(web.sandbox.traffic.ledger.sum()).toMatchObject({ failed: 0, lost: 0 })
    },
  )

  test('AWS cannot be reached any more: it is held, says what was, and can be gone on with', async () => {
    const ended = await shift({}, { ...quick, bake: '5m' }, [
      [90, () => web.sandbox.faults.order({ effect: 'drop', where: call => call.service !== 'github' })],
    ])
    web.sandbox.faults.clear()
    expect(ended.outputs).toMatchObject({
      verdict: 'held',
      remedy: 'needs-human',
      weights: 'blue=95 green=5',
      'live-service': 'web-blue',
    })
    expect(lastLine(ended)).toMatch(
      /^Error: ✗ Held: AWS could not be asked for 15m \(AWS cannot be reached in .*\)\. web-blue on web:1 has 95 % .*\. Run again when AWS answers: it goes on from what the weights say\.$/,
    )
    expect(await web.weights()).toEqual({ 'web-blue': 95, 'web-green': 5 })
    const env = { GITHUB_RUN_ATTEMPT: '2' }
    const again = await web.stage.run('blue-green-shift', {
      inputs: { ...web.inputs, ...quick, 'task-definition': 'web:2' },
      env,
    })
    expect(again.outputs.verdict).toBe('finished')
  })

  test('the answer to a weight is lost: it is read, and not written twice', async () => {
    const ended = await shift({}, quick)
    expect(ended.outputs.verdict).toBe('finished')
    await web.close()
    web = await colours()
    const revision = await web.revise()
    web.sandbox.faults.order({ operation: 'ModifyRule', times: 2, effect: 'lost-answer' })
    const second = await web.stage.run('blue-green-shift', {
      inputs: { ...web.inputs, ...quick, 'task-definition': revision },
    })
    expect(second.outputs.verdict).toBe('finished')
    expect(await web.weights()).toEqual({ 'web-blue': 0, 'web-green': 100 })
  })

  test('the answers to a weight are lost for longer than anybody tries: what is there is known as ours', async () => {
    web = await colours()
    const revision = await web.revise()
    web.sandbox.faults.order({ operation: 'ModifyRule', times: 5, effect: 'lost-answer' })
    const inputs = { ...web.inputs, ...quick, 'task-definition': revision }
    const ended = await web.stage.run('blue-green-shift', { inputs })
    expect(ended.log).toMatch(/cannot look: AWS cannot be reached .* for elasticloadbalancing:ModifyRule/)
    expect(ended.outputs.verdict).toBe('finished')
    expect(await web.weights()).toEqual({ 'web-blue': 0, 'web-green': 100 })
  })

  test('a permission is missing that is needed to go on: traffic goes back', async () => {
    const ended = await shift({}, { ...quick, bake: '2m' }, [
      [60, () => web.sandbox.faults.order({ operation: 'DescribeServices', effect: 'access-denied' })],
    ])
    expect(ended.outputs).toMatchObject({ verdict: 'reverted', 'live-service': 'web-blue' })
    expect(lastLine(ended)).toMatch(/ecs:DescribeServices .* is denied/)
    expect(await web.weights()).toEqual({ 'web-blue': 100 })
  })

  test('a permission to measure is taken away: one cause, and one next step', async () => {
    const ended = await shift({}, { bake: '2m', 'keep-blue-for': '2m' }, [
      [60, () => web.sandbox.faults.order({ operation: 'GetMetricData', effect: 'access-denied' })],
    ])
    expect(lastLine(ended)).toMatch(
      /✗ web:2 was reverted: for 10m metrics cannot be read: cloudwatch:GetMetricData on metrics is denied to \S+, and that is too long\. web:1 is live \(web-blue\)\. Allow cloudwatch:GetMetricData in the role's policy \([^)]*\), then run again\.$/,
    )
    expect(ended.outputs.cause).not.toContain('allow')
    expect(await web.weights()).toEqual({ 'web-blue': 100 })
  })
})
