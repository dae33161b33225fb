import { afterEach, describe, expect, test } from '@jest/globals'
import { type Colours, type ColoursOptions, colours, weightsIn } from '../colours.ts'
import type { Ended } from '../play.ts'

const MINUTE = 60_000
let web: Colours
afterEach(() => web.close())
const lastLine = ({ log }: Ended) => log.trimEnd().split('\n').at(-1)

/** Calls of an operation with their time since the first weight, in seconds. */
const sinceFirst = (operation: string) => {
  const calls = (name: string) => web.sandbox.journal.calls({ operation: name })
  const [first] = calls('ModifyRule')
  return calls(operation).map(({ time, input }) => ({
    second: Math.round((time - (first?.time ?? 0)) / 1000),
    input: input as Record<string, unknown>,
  }))
}
const shifts = () => sinceFirst('ModifyRule').map(({ second, input }) => [second, weightsIn(input.Actions as [])])

/** Good answers of green's come before its first weight. */
const SMOKED = /smoke test of green, \S+: answered 200.*\n(?:.*\n)*.* 5 % of the traffic goes to web-green/

/** Without what is measured of requests: then green is judged by targets and tasks, and minutes cost nothing. */
const quick = { 'max-error-rate': 'none', 'max-latency-p95': 'none', bake: '1m', 'keep-blue-for': '2m' }

async function shift(options: ColoursOptions, inputs: Record<string, string>, rps = 20) {
  web = await colours(options)
  const revision = await web.revise()
  web.sandbox.traffic.order({ to: web.loadBalancer, rps })
  return web.stage.run('blue-green-shift', { inputs: { ...web.inputs, 'task-definition': revision, ...inputs } })
}

describe('a good release', () => {
  test('has the figures of its source: 5, 50 and 100 % at 0, 900 and 2700 s, and blue until 6300 s', async () => {
    const ended = await shift({}, {}, 40)
    expect(lastLine(ended)).toBe(
      '✓ web:2 is live: web-green has all of the traffic (was web:1 on web-blue), after 1h 45m 52s.',
    )
    expect(ended.code).toBe(0)
    expect(shifts()).toEqual([
      [0, { 'web-blue': 95, 'web-green': 5 }],
      [900, { 'web-blue': 50, 'web-green': 50 }],
      [2700, { 'web-blue': 0, 'web-green': 100 }],
    ])
    const sizes = sinceFirst('UpdateService').filter(({ input }) => input.service === 'web-blue')
    expect(sizes).toEqual([{ second: 6300, input: expect.objectContaining({ desiredCount: 0 }) }])
    expect(web.sandbox.traffic.ledger.sum()).toMatchObject({ failed: 0, lost: 0 })
    expect(ended.outputs).toMatchObject({
      ...{ verdict: 'finished', remedy: 'none', weights: 'blue=0 green=100', step: '100' },
      ...{ 'live-revision': 'web:2', 'live-service': 'web-green', 'previous-revision': 'web:1', 'previous-count': '2' },
    })
    expect(ended.summary).toMatch(/```mermaid\nxychart-beta\n {2}title "web: percent of the traffic on green"/)
    expect(ended.summary).toMatch(/title "web: percent of requests that failed"/)
    // Of a whole ladder: what is asked of AWS in a minute of watching, and what CloudWatch takes for it.
    const calls = web.sandbox.journal.entries.filter(one => one.service !== 'github')
    expect(calls.length / 106).toBeLessThanOrEqual(12)
    const asked = web.sandbox.journal.calls({ operation: 'GetMetricData' })
    const metrics = asked.reduce(
      (sum, one) => sum + (one.input as { MetricDataQueries: [] }).MetricDataQueries.length,
      0,
    )
    expect((metrics * 0.01) / 1000).toBeLessThanOrEqual(0.05)
  })

  test.each<[string, string, string, Record<string, number>[]]>([
    [
      'a canary',
      '5,100',
      'finished',
      [
        { 'web-blue': 95, 'web-green': 5 },
        { 'web-blue': 0, 'web-green': 100 },
      ],
    ],
    ['all at once', '100', 'finished', [{ 'web-blue': 0, 'web-green': 100 }]],
  ])('%s', async (_, steps, verdict, weights) => {
    const ended = await shift({}, { ...quick, steps })
    expect(ended.outputs.verdict).toBe(verdict)
    expect(shifts().map(([, one]) => one)).toEqual(weights)
  })

  test('keeps blue for as long as requests may take to end, however short it is to be kept', async () => {
    await shift({ deregistrationDelay: 300 }, { ...quick, steps: '100' })
    const [emptied] = sinceFirst('UpdateService').filter(
      ({ second, input }) => input.service === 'web-blue' && second > 0,
    )
    expect(emptied?.input.desiredCount).toBe(0)
    expect(emptied?.second).toBeGreaterThanOrEqual(300)
    expect(emptied?.second).toBeLessThan(320)
  })

  test('the next one goes the other way, since green is live now', async () => {
    await shift({}, quick)
    const next = await web.revise({ answers: [{ body: 'v3' }] })
    const ended = await web.stage.run('blue-green-shift', {
      inputs: { ...web.inputs, ...quick, 'task-definition': next },
    })
    expect(lastLine(ended)).toMatch(/^✓ web:3 is live: web-blue has all of the traffic \(was web:2 on web-green\)/)
    await web.clock.advance(MINUTE)
    expect(await web.weights()).toEqual({ 'web-blue': 100, 'web-green': 0 })
    expect((await web.describe('green'))?.desiredCount).toBe(0)
    expect(web.sandbox.traffic.ledger.sum()).toMatchObject({ failed: 0, lost: 0 })
  })

  test('again: there is nothing to do, and nothing is done', async () => {
    await shift({}, quick)
    const before = web.sandbox.journal.entries.length
    const ended = await web.stage.run('blue-green-shift', { inputs: { ...web.inputs, 'task-definition': 'web:2' } })
    expect(ended).toMatchObject({ code: 0, outputs: { verdict: 'nothing-to-do', 'live-service': 'web-green' } })
    const writes = web.sandbox.journal.entries.slice(before).filter(one => !/^(Describe|List|Get)/.test(one.operation))
    expect(writes).toEqual([])
  })

  test('of an image, which is put into what is live', async () => {
    web = await colours()
    const revision = await web.revise()
    const { taskDefinition } = (await web.ecs('DescribeTaskDefinition', { taskDefinition: revision })) as {
      taskDefinition: { containerDefinitions: { image: string }[] }
    }
    const image = taskDefinition.containerDefinitions[0]?.image as string
    const ended = await web.stage.run('blue-green-shift', { inputs: { ...web.inputs, ...quick, image } })
    // The newest of the family carries it already.
    expect(ended.outputs).toMatchObject({ verdict: 'finished', revision: 'web:2', 'live-revision': 'web:2' })
  })

  test('is only planned: minutes, cost and calls, and nothing is changed', async () => {
    const ended = await shift({}, { plan: 'true' })
    expect(ended.outputs).toMatchObject({ verdict: 'planned', 'live-revision': 'web:1', weights: 'blue=100 green=0' })
    expect(ended.log).toMatch(/at least 1h 45m of watching: \$0\.63 of runner time/)
    expect(lastLine(ended)).toBe('✓ Plan for one pair. Nothing was changed.')
    const writes = web.sandbox.journal.entries.filter(one => !/^(Describe|List|Get)/.test(one.operation))
    expect(writes.map(one => one.operation)).toEqual([])
  })

  test('whose steps are jobs of their own: each goes on from what the weights say', async () => {
    web = await colours({ scaled: [1, 8] })
    const revision = await web.revise()
    const job = (step: string) =>
      web.stage.run('blue-green-shift', { inputs: { ...web.inputs, ...quick, 'task-definition': revision, step } })
    const first = await job('5')
    expect(lastLine(first)).toMatch(/^✓ Step 5 is done: web:2 was well to its end, .* Go on with step 50\.$/)
    expect(first.outputs).toMatchObject({ verdict: 'finished', step: '5', weights: 'blue=95 green=5' })
    expect((await web.rules()).map(one => one.Priority)).toEqual(['9', '10', 'default'])
    expect((await job('50')).outputs).toMatchObject({ verdict: 'finished', step: '50' })
    const passed = await job('5')
    expect(passed.outputs).toMatchObject({ verdict: 'nothing-to-do', step: '50', weights: 'blue=50 green=50' })
    expect(passed.log).toMatch(/web-green on web:2 \(2 tasks\) 50 %: no step of this job is left to do\n/)
    expect(lastLine(passed)).toMatch(/^✓ Nothing to do: step 5 was passed before\. .* Go on with step 100\.$/)
    expect((await job('100')).outputs).toMatchObject({ verdict: 'finished', step: '100', 'live-service': 'web-green' })
    expect(shifts().map(([, weights]) => weights)).toEqual([
      { 'web-blue': 95, 'web-green': 5 },
      { 'web-blue': 50, 'web-green': 50 },
      { 'web-blue': 0, 'web-green': 100 },
    ])
    expect((await web.rules()).map(one => one.Priority)).toEqual(['10', 'default'])
    const late = await job('5')
    expect(lastLine(late)).toBe('✓ Nothing to do: this revision took over before. web:2 is live (web-green).')
    expect(late.log).toMatch(/web-green on web:2 \(2 tasks\) has all of the traffic already: nothing is left to do\n/)
  })

  test('of which a later one comes first does those before it too, each watched', async () => {
    const ended = await shift({}, { ...quick, step: '50' })
    expect(ended.outputs).toMatchObject({ verdict: 'finished', step: '50' })
    expect(shifts()).toEqual([
      [0, { 'web-blue': 95, 'web-green': 5 }],
      [60, { 'web-blue': 50, 'web-green': 50 }],
    ])
  })
})

describe('green', () => {
  test('is made where it is missing, and so is its target group', async () => {
    const made = { 'create-target-group': 'true', 'target-group': 'web-next-tg', 'health-path': '/health' }
    const ended = await shift({ green: 'absent' }, { ...quick, ...made })
    expect(ended.log).toMatch(/target group web-next-tg is made, HTTP 8080/)
    expect(ended.log).toMatch(/web-green: is made like web-blue, for 2 tasks/)
    expect(ended.outputs).toMatchObject({ verdict: 'finished', 'live-service': 'web-green' })
    const [group] = await web.elb('DescribeTargetGroups', { Names: ['web-next-tg'] })
    expect(group).toMatchObject({
      Protocol: 'HTTP',
      Port: 8080,
      VpcId: 'vpc-0c0c0c0c0c0c0c0c0',
      HealthCheckPath: '/health',
    })
    const Attributes = await web.elb('DescribeTargetGroupAttributes', { TargetGroupArn: group?.TargetGroupArn })
    expect(Attributes).toContainEqual({ Key: 'deregistration_delay.timeout_seconds', Value: '30' })
    expect(await web.weights()).toEqual({ 'web-blue': 0, 'web-next-tg': 100 })
    expect(web.sandbox.traffic.ledger.sum()).toMatchObject({ failed: 0, lost: 0 })
  })

  test('that is made has blue’s network, place, platform, tags and settings', async () => {
    web = await colours({ green: 'absent' })
    const network = {
      awsvpcConfiguration: {
        ...{ subnets: ['subnet-0d0d0d0d0d0d0d0d0'], securityGroups: ['sg-0e0e0e0e0e0e0e0e0'] },
        assignPublicIp: 'DISABLED',
      },
    }
    const settings = {
      ...{ enableExecuteCommand: true, enableECSManagedTags: true, propagateTags: 'SERVICE' },
      placementConstraints: [{ type: 'memberOf', expression: 'attribute:rack == a' }],
      placementStrategy: [{ type: 'spread', field: 'attribute:ecs.availability-zone' }],
    }
    await web.ecs('UpdateService', { service: 'web-blue', networkConfiguration: network, ...settings })
    const { serviceArn } = (await web.describe('blue')) as unknown as { serviceArn: string }
    await web.call('ecs', 'TagResource', { resourceArn: serviceArn, tags: [{ key: 'team', value: 'shop' }] })
    await web.clock.advance(3 * MINUTE)
    const revision = await web.revise()
    const inputs = { ...web.inputs, ...quick, 'create-target-group': 'true', 'task-definition': revision, step: '5' }
    expect((await web.stage.run('blue-green-shift', { inputs })).outputs.verdict).toBe('finished')
    const [made] = web.sandbox.journal.calls({ operation: 'CreateService' }).slice(-1)
    expect(made?.input).toMatchObject({
      ...{ serviceName: 'web-green', desiredCount: 2, launchType: 'FARGATE', platformVersion: 'LATEST' },
      ...{ networkConfiguration: network, healthCheckGracePeriodSeconds: 60 },
      deploymentConfiguration: { strategy: 'ROLLING', deploymentCircuitBreaker: { enable: true, rollback: true } },
      ...{ ...settings, availabilityZoneRebalancing: 'ENABLED', tags: [{ key: 'team', value: 'shop' }] },
      loadBalancers: [{ containerName: 'app', containerPort: 8080 }],
    })
    expect((await web.describe('green'))?.taskDefinition).toMatch(/web:2$/)
  })

  test('is not made under a misspelt name, where create-service is false', async () => {
    const misspelt = {
      'blue-service': 'web-blue',
      'green-service': 'web-gren',
      'create-service': 'false',
      'create-target-group': 'true',
    }
    const ended = await shift({}, { ...quick, ...misspelt })
    expect(lastLine(ended)).toBe(
      'Error: web: web-gren was not found in cluster "staging", and create-service is false: check blue-service and green-service, or create it.',
    )
    const writes = web.sandbox.journal.entries.filter(one => !/^(Describe|List|Get)/.test(one.operation))
    expect(writes).toEqual([])
    const spelt = { ...web.inputs, ...quick, 'create-service': 'false', 'task-definition': 'web:2', step: '5' }
    expect((await web.stage.run('blue-green-shift', { inputs: spelt })).outputs.verdict).toBe('finished')
  })

  test('has a target group that is there already, if it is the same', async () => {
    web = await colours({ green: 'absent' })
    const revision = await web.revise()
    const [like] = await web.elb('DescribeTargetGroups', { Names: ['web-blue'] })
    const { Protocol, Port, VpcId, TargetType } = like as Record<string, unknown>
    await web.elb('CreateTargetGroup', { Name: 'web-green-tg', Protocol, Port, VpcId, TargetType })
    await web.elb('CreateTargetGroup', { Name: 'other', Protocol, Port: 9000, VpcId, TargetType })
    const run = (more: Record<string, string>) =>
      web.stage.run('blue-green-shift', { inputs: { ...web.inputs, ...quick, 'task-definition': revision, ...more } })
    const other = await run({ 'target-group': 'other' })
    expect(lastLine(other)).toMatch(/Target group "other" is there and is another one: Port is 9000, not 8080/)
    const none = await run({ 'target-group': 'none' })
    expect(lastLine(none)).toMatch(
      /there is none called "none"\. .* Give target-group, or create-target-group: true, then run again\.$/,
    )
    expect((await run({})).outputs.verdict).toBe('finished')
  })

  test('gets blue’s size as it is now, and grows with it on the way', async () => {
    web = await colours({ desired: 3, scaled: [2, 8] })
    const revision = await web.revise()
    web.sandbox.traffic.order({ to: web.loadBalancer, rps: 20 })
    const begun = web.stage.start('blue-green-shift', {
      inputs: { ...web.inputs, ...quick, bake: '2m', 'task-definition': revision },
    })
    web.clock.after(2 * MINUTE, () =>
      web.sandbox.demand('staging', { cluster: 'staging', service: 'web-blue', count: 6 }),
    )
    const ended = await begun.ended
    expect(ended.outputs.verdict).toBe('finished')
    expect(ended.log).toMatch(/web-green: gets 6 tasks, as web-blue has/)
    await web.clock.advance(MINUTE)
    expect((await web.describe('green'))?.desiredCount).toBe(6)
  })

  test('is reached by its smoke test before anybody else reaches it', async () => {
    web = await colours()
    const revision = await web.revise({ answers: [{ path: '/version', body: 'v2' }] } as never)
    const smoke = { 'smoke-urls': `${web.url}/`, 'smoke-expect-text': 'v2' }
    const green = await web.revise({ answers: [{ body: 'v2' }] })
    expect(revision).not.toBe(green)
    const ended = await web.stage.run('blue-green-shift', {
      inputs: { ...web.inputs, ...quick, ...smoke, 'task-definition': green },
    })
    expect(ended.outputs.verdict).toBe('finished')
    expect(ended.log).toMatch(SMOKED)
  })

  describe('is asked by its smoke test', () => {
    /** A second listener of the same load balancer, which nobody uses. */
    const testListener = async () => {
      const [made] = await web.elb('CreateListener', {
        ...{ LoadBalancerArn: web.loadBalancer, Protocol: 'HTTP', Port: 8080 },
        DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404' } }],
      })
      return String(made?.ListenerArn)
    }
    test.each<[string, () => Promise<Record<string, string>>]>([
      ['header', async () => ({ 'test-header': 'X-Preview: yes' })],
      ['host', async () => ({ 'test-host': 'next.example.com' })],
      ['listener', async () => ({ 'test-listener': await testListener() })],
    ])('through a test rule with a %s, before any weight', async (_, route) => {
      web = await colours()
      const green = await web.revise({ answers: [{ body: 'v2' }] })
      const asked = await route()
      const url = asked['test-listener'] ? web.sandbox.elb.urlOf(web.loadBalancer, 8080) : web.url
      const smoke = { 'smoke-urls': `${url}/`, 'smoke-expect-text': 'v2' }
      const inputs = { ...web.inputs, ...quick, ...asked, ...smoke, 'task-definition': green, step: '5' }
      const ended = await web.stage.run('blue-green-shift', { inputs })
      expect(ended.outputs.verdict).toBe('finished')
      // Blue answers v1.
      expect(ended.log).toMatch(SMOKED)
    })
  })
})
