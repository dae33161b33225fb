// Does all traffic of two services go back to the one that was live before: traffic first, then sizes?
import { afterAll, afterEach, describe, expect, test } from '@jest/globals'
import rollback from '../../src/actions/rollback.ts'
import { type Colours, type ColoursOptions, colours, coloursIn } from '../colours.ts'
import { shortCredentials } from '../endings/interrupted.ts'
import { expectGolden } from '../golden.ts'
import type { Ended } from '../play.ts'

let web: Colours
const used = new Set<string>()
afterEach(async () => {
  // Who asks who they are needs no permission.
  for (const { service, operation, caller } of web.sandbox.journal.entries)
    if (caller && service !== 'github' && service !== 'sts') used.add(`${service}:${operation}`)
  await web.close()
})
afterAll(() => {
  const declared: string[] = rollback.permissions.aws.map(({ action }) => action)
  expect([...used].filter(one => !declared.includes(one))).toEqual([])
})

/** Somebody has shifted all traffic, or so many percent of it, to a new revision in green; blue keeps so many tasks. */
async function shifted({ share = 100, blue = 2, ...options }: ColoursOptions & { share?: number; blue?: number } = {}) {
  web = await colours(options)
  await shift(web, share, blue)
}
async function shift(pair: Colours, share: number, blue: number) {
  const revision = await pair.revise()
  await pair.ecs('UpdateService', { service: `${pair.name}-green`, taskDefinition: revision, desiredCount: 2 })
  await pair.clock.advance(180_000)
  await weigh(pair, share)
  if (blue !== 2) await pair.ecs('UpdateService', { service: `${pair.name}-blue`, desiredCount: blue })
  await pair.clock.advance(180_000)
}
const weigh = (pair: Colours, green: number, more: object = {}) =>
  pair.elb('ModifyRule', {
    RuleArn: pair.rule,
    Actions: [
      {
        Type: 'forward',
        ForwardConfig: {
          TargetGroups: [
            { TargetGroupArn: pair.groups.blue, Weight: 100 - green },
            { TargetGroupArn: pair.groups.green, Weight: green },
          ],
          ...more,
        },
      },
    ],
  })

const back = (inputs: Record<string, string> = {}) =>
  web.stage.run('rollback', { inputs: { ...web.inputs, 'github-token': '', ...inputs } })
const lastLine = ({ log }: Ended) => log.trimEnd().split('\n').at(-1)
const CHANGING =
  /^(ModifyRule|ModifyListener|UpdateService|CreateRule|DeleteRule|RegisterScalableTarget|AddTags|RemoveTags)$/
const changes = () => web.sandbox.journal.entries.filter(one => CHANGING.test(one.operation) && one.status === 200)
const sizes = async () => {
  await web.clock.advance(2_000)
  return [(await web.describe('blue'))?.desiredCount, (await web.describe('green'))?.desiredCount]
}

test.each<[string, ColoursOptions]>([
  ['the other one has no task', {}],
  ['both have tasks', { green: 2 }],
])('a pair to which nothing was released yet has nothing to undo: %s', async (_, options) => {
  web = await colours(options)
  const ended = await back()
  expect(lastLine(ended)).toBe('✓ Nothing to undo in web: web:1 is the first that was ever deployed to it.')
  expect(ended).toMatchObject({ code: 0, outputs: { verdict: 'nothing-to-do', remedy: 'none', alert: '' } })
  expect(changes()).toEqual([])
})

describe('a release that has all of the traffic', () => {
  test('is left by one write, and gives its tasks back when nobody can be on the way to it any more', async () => {
    await shifted()
    web.sandbox.traffic.order({ to: web.loadBalancer, rps: 40 })
    const ended = await back({ 'smoke-urls': web.url, 'smoke-expect-text': 'v1' })
    expect(ended).toMatchObject({
      code: 0,
      outputs: {
        verdict: 'succeeded',
        remedy: 'rolled-back',
        revision: 'web:1',
        'previous-revision': 'web:2',
        'live-service': 'web-blue',
        tasks: '2 of 2',
        targets: '2 of 2 healthy',
        smoke: 'answering',
      },
    })
    const [first, second, ...others] = changes()
    expect([first?.operation, second?.operation, others]).toEqual(['ModifyRule', 'UpdateService', []])
    expect((second?.time ?? 0) - (first?.time ?? 0)).toBeGreaterThanOrEqual(120_000)
    expect(await web.weights()).toEqual({ 'web-blue': 100 })
    expect(await sizes()).toEqual([2, 0])
    expectGolden('rollback/pair', ended.log)
  })

  /** So many seconds after the traffic was moved, once. */
  const afterTheMove = (seconds: number, act: () => unknown) => {
    let armed = true
    web.sandbox.faults.order({
      operation: 'ModifyRule',
      effect: 'drop',
      where() {
        if (armed) web.clock.after(seconds * 1000, async () => void (await act()))
        armed = false
        return false
      },
    })
  }

  test('is left for one that does not stand the traffic: that is for a person, and the tasks that were left stay', async () => {
    await shifted()
    afterTheMove(10, async () => {
      web.sandbox.worldFaults.begin('no-capacity')
      const { taskArns } = (await web.ecs('ListTasks', { serviceName: 'web-blue' })) as { taskArns: string[] }
      for (const task of taskArns) await web.ecs('StopTask', { task })
    })
    const ended = await back()
    expect(ended).toMatchObject({
      code: 1,
      outputs: { verdict: 'failed', remedy: 'needs-human', 'live-service': 'web-blue', 'live-verified': 'false' },
    })
    expect(lastLine(ended)).toMatch(
      /^Error: ✗ Rollback failed: web:1 failed, as web-blue has all the traffic, and 0 of the 2 healthy targets that it needs\. Nothing more was done: a person must look now\. web:1 is live with only 0 of 2 tasks\.$/,
    )
    expect(changes().map(one => one.operation)).toEqual(['ModifyRule'])
    expect(await sizes()).toEqual([2, 2])
  })

  test('is not fought for when somebody moves the traffic again', async () => {
    await shifted()
    afterTheMove(20, () => weigh(web, 50))
    const ended = await back()
    expect(ended).toMatchObject({ code: 1, outputs: { verdict: 'superseded', remedy: 'needs-human' } })
    expect(lastLine(ended)).toMatch(
      /^Error: ✗ Rollback overtaken: .*somebody moved the traffic again, 50 % to web-green\./,
    )
    expect(await web.weights()).toEqual({ 'web-blue': 50, 'web-green': 50 })
    expect(await sizes()).toEqual([2, 2])
  })

  test('keeps its tasks for as long as requests may take to end, also when the job’s first session ends before', async () => {
    await shifted({ deregistrationDelay: 1_000 })
    const ended = await web.stage.run('rollback', {
      inputs: { ...web.inputs, 'github-token': '' },
      env: await shortCredentials(web, true),
    })
    expect(ended).toMatchObject({ code: 0, outputs: { verdict: 'succeeded' } })
    expect(ended.log).not.toMatch(/Warning/)
    const [first, second] = changes()
    expect([first?.operation, second?.operation]).toEqual(['ModifyRule', 'UpdateService'])
    expect((second?.time ?? 0) - (first?.time ?? 0)).toBeGreaterThanOrEqual(1_000_000)
    expect(await sizes()).toEqual([2, 0])
  })

  test('loses its traffic within a second', async () => {
    await shifted()
    const began = web.clock.now()
    await back({ 'keep-green': 'true' })
    expect((changes()[0]?.time ?? 0) - began).toBeLessThanOrEqual(1_000)
    expect(await sizes()).toEqual([2, 2])
  })

  test.each<[string, ColoursOptions, number]>([
    ['too few tasks', {}, 1],
    ['no task', {}, 0],
    ['no task, and is scaled', { scaled: [0, 4] }, 0],
  ])('is left for one that has %s: these come first, with the traffic where it is', async (_, options, blue) => {
    await shifted({ ...options, blue })
    const ended = await back()
    expect(ended).toMatchObject({ code: 0, outputs: { verdict: 'succeeded', tasks: '2 of 2' } })
    expect(ended.log).toMatch(/web-blue has \d healthy targets and needs 2: its tasks come first, then the traffic/)
    const operations = changes().map(one => one.operation)
    expect(operations.indexOf('UpdateService')).toBeLessThan(operations.indexOf('ModifyRule'))
    expect([await web.weights(), await sizes()]).toEqual([{ 'web-blue': 100 }, [2, 0]])
  })

  test('is left for one whose tasks were told to end a moment ago, and are healthy still: new ones come first', async () => {
    await shifted()
    await web.ecs('UpdateService', { service: 'web-blue', desiredCount: 0 })
    await web.clock.advance(2000)
    const ended = await back()
    expect(ended).toMatchObject({ code: 0, outputs: { verdict: 'succeeded', tasks: '2 of 2' } })
    const operations = changes().map(one => one.operation)
    expect(operations.indexOf('UpdateService')).toBeLessThan(operations.indexOf('ModifyRule'))
    expect([await web.weights(), await sizes()]).toEqual([{ 'web-blue': 100 }, [2, 0]])
  })

  test.each([0, 500])('also when ECS still shows the tasks as wanted (%i ms): they are brought up again', async ms => {
    await shifted()
    await web.ecs('UpdateService', { service: 'web-blue', desiredCount: 0 })
    await web.clock.advance(ms)
    const ended = await back()
    expect(ended).toMatchObject({ code: 0, outputs: { verdict: 'succeeded', tasks: '2 of 2' } })
    expect(ended.log).toMatch(/web: web-blue wants 0 tasks only, and needs 2: they are brought up again/)
    expect(ended.log).toMatch(/web-blue: carries all traffic: 2 of 2 targets healthy/)
    expect([await web.weights(), await sizes()]).toEqual([{ 'web-blue': 100 }, [2, 0]])
  })

  test('and when they do not come up again, that is said', async () => {
    await shifted()
    await web.ecs('UpdateService', { service: 'web-blue', desiredCount: 0 })
    web.sandbox.ecs.capacity(false)
    const ended = await back({ 'wait-for-minutes': '5' })
    expect(ended).toMatchObject({ code: 1, outputs: { verdict: 'timed-out', remedy: 'needs-human' } })
    expect(lastLine(ended)).toMatch(/Rollback failed: web:1 .*Nothing more was done: a person must look now\./)
    expect(lastLine(ended)).not.toMatch(/No traffic was moved/)
    expect(await web.weights()).toEqual({ 'web-blue': 100 })
  })

  test('is left for one that is no part of the rule any more', async () => {
    await shifted({ blue: 0 })
    await web.elb('ModifyRule', { RuleArn: web.rule, Actions: [{ Type: 'forward', TargetGroupArn: web.groups.green }] })
    expect((await back()).code).toBe(0)
    expect([await web.weights(), await sizes()]).toEqual([{ 'web-blue': 100 }, [2, 0]])
  })

  test('keeps its traffic when what was before does not come up', async () => {
    await shifted({ blue: 0 })
    web.sandbox.ecs.capacity(false)
    const ended = await back({ 'wait-for-minutes': '5' })
    expect(ended).toMatchObject({
      code: 1,
      outputs: { verdict: 'timed-out', remedy: 'needs-human', 'live-revision': 'web:2', 'live-service': 'web-green' },
    })
    expect(lastLine(ended)).toMatch(
      /Rollback failed: web:1 .*No traffic was moved\. Nothing more was done: a person must look now\. web:2 is live \(2 of 2 tasks\)/,
    )
    expect(await web.weights()).toEqual({ 'web-blue': 0, 'web-green': 100 })
  })
})

test('a shift that was cut off halfway goes back, whoever has how much', async () => {
  await shifted({ share: 5 })
  expect(await back()).toMatchObject({ code: 0, outputs: { 'live-revision': 'web:1', 'previous-revision': 'web:2' } })
  expect([await web.weights(), await sizes()]).toEqual([{ 'web-blue': 100 }, [2, 0]])
})

describe('nothing is to be undone', () => {
  test('when the traffic has gone back: it is said, and nothing is sent', async () => {
    await shifted()
    await back({ 'keep-green': 'true' })
    const sent = changes().length
    const again = await back()
    expect(again).toMatchObject({ code: 0, outputs: { verdict: 'nothing-to-do', 'live-revision': 'web:1' } })
    expect(lastLine(again)).toBe('✓ web:1 is live already: 2 of 2 tasks, nothing to undo.')
    expect(changes()).toHaveLength(sent)
  })

  test('when green was tried and has no traffic', async () => {
    await shifted({ share: 0 })
    expect((await back()).outputs.verdict).toBe('nothing-to-do')
    expect([changes(), await sizes()]).toEqual([[], [2, 2]])
  })

  test.each([
    ['was refused before it changed anything', 60_000, 'nothing-to-do', { 'web-blue': 0, 'web-green': 100 }],
    ['released it', -600_000, 'succeeded', { 'web-blue': 100 }],
  ] as const)('or all of it, by a run that %s (undo: this-run)', async (_, began, verdict, weights) => {
    await shifted()
    const { github } = web.sandbox
    const repository = 'acme/address-api'
    github.repository(repository, { runs: { 7001: web.clock.now() + began } })
    const { token } = github.openJob({
      ...{ repository, ref: 'refs/heads/main', sha: '0'.repeat(40) },
      permissions: { actions: 'read' },
    })
    const ended = await back({ undo: 'this-run', 'github-token': token })
    expect(ended).toMatchObject({ code: 0, outputs: { verdict } })
    expect(await web.weights()).toEqual(weights)
    if (began > 0) expect(lastLine(ended)).toBe('✓ Nothing to undo in web: it runs web:2 since before this run began.')
  })

  test('when another revision is live than the one to get away from', async () => {
    await shifted()
    expect(lastLine(await back({ from: 'web:9' }))).toBe('✓ Nothing to undo in web: it runs web:2, not web:9.')
  })
})

describe('refused, and nothing is touched', () => {
  test.each<[string, Record<string, string>, RegExp]>([
    [
      'a revision that the other service does not run',
      { to: 'web:9', 'allow-skip': 'true' },
      /web:9, which was asked for, is not what web-blue runs \(web:1\): release it with blue-green-shift/,
    ],
    [
      'a digest that neither runs',
      { to: `sha256:${'9'.repeat(64)}` },
      /no deployment that ECS or the records remember ran sha256:9+/,
    ],
  ])('%s', async (_, inputs, line) => {
    await shifted()
    const ended = await back(inputs)
    expect(ended).toMatchObject({ code: 1, outputs: { verdict: 'refused', remedy: 'needs-human' } })
    expect(lastLine(ended)).toMatch(line)
    expect(changes()).toEqual([])
  })

  test('when there is no other service, so that what it ran is not known', async () => {
    web = await colours({ green: 'absent' })
    expect(lastLine(await back())).toMatch(/no release before web:1 is known to have been live and well/)
  })

  test('by the load balancer', async () => {
    await shifted()
    web.sandbox.faults.order({ operation: 'ModifyRule', effect: 'access-denied' })
    const ended = await back()
    expect(ended).toMatchObject({ code: 1, outputs: { verdict: 'refused', remedy: 'needs-human' } })
    expect(lastLine(ended)).toMatch(
      /elasticloadbalancing:ModifyRule .* is denied .* No traffic was moved\. web:2 is live/,
    )
    expect(await sizes()).toEqual([2, 2])
  })
})

test('the rest of the rule stays as it is, stickiness and all', async () => {
  await shifted()
  await weigh(web, 100, { TargetGroupStickinessConfig: { Enabled: true, DurationSeconds: 3600 } })
  await back({ 'keep-green': 'true' })
  const [rule] = (await web.elb('DescribeRules', { RuleArns: [web.rule] })) as { Actions: Record<string, unknown>[] }[]
  expect(rule?.Actions[0]).toMatchObject({
    ForwardConfig: { TargetGroupStickinessConfig: { Enabled: true, DurationSeconds: 3600 } },
  })
})

test('three pairs go back at once, and each traffic before any size', async () => {
  await shifted()
  const others = [await coloursIn(web.stage, { name: 'api' }), await coloursIn(web.stage, { name: 'worker' })]
  for (const one of others) await shift(one, 100, 2)
  const services = [web, ...others].map(one => `${one.name}: { listener-rule: '${one.rule}' }`).join('\n')
  const ended = await web.stage.run('rollback', { inputs: { cluster: 'staging', services, 'github-token': '' } })
  expect(ended).toMatchObject({ code: 0, outputs: { succeeded: 'web\napi\nworker' } })
  const operations = changes().map(one => one.operation)
  expect(operations).toEqual([...Array(3).fill('ModifyRule'), ...Array(3).fill('UpdateService')])
  for (const one of others) expect(await one.weights()).toEqual({ [`${one.name}-blue`]: 100 })
})

test('cancelled while it waits to take the tasks away, the traffic is back, and is told', async () => {
  await shifted()
  const begun = web.stage.start('rollback', { inputs: { ...web.inputs, 'github-token': '' } })
  web.clock.after(30_000, () => {
    begun.child.kill('SIGINT')
  })
  const ended = await begun.ended
  expect(ended.outputs).toMatchObject({ verdict: 'succeeded', 'live-revision': 'web:1' })
  expect([await web.weights(), await sizes()]).toEqual([{ 'web-blue': 100 }, [2, 2]])
})
