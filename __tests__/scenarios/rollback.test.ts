// Is what was live and well before live again, and is nothing else touched?
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import rollback from '../../src/actions/rollback.ts'
import { expectGolden } from '../golden.ts'
import { crashing, type Past, past, well } from '../past.ts'
import { type Ended, type Play, play } from '../play.ts'

let stage: Play
let web: Past
beforeEach(async () => {
  stage = await play()
  web = await past(stage)
})
const used = new Set<string>()
afterEach(async () => {
  for (const { service, operation, caller } of stage.sandbox.journal.entries)
    if (caller && service !== 'github') used.add(`${service}:${operation}`)
  await stage.close()
})
afterAll(() => {
  const declared: string[] = rollback.permissions.aws.map(({ action }) => action)
  expect([...used].filter(one => !declared.includes(one))).toEqual([])
})

const back = (inputs: Record<string, string> = {}) =>
  stage.run('rollback', { inputs: { cluster: 'staging', service: 'web', 'github-token': '', ...inputs } })
const lastLine = ({ log }: Ended) => log.trimEnd().split('\n').at(-1)
const mutating = ['UpdateService', 'RegisterTaskDefinition', 'StopServiceDeployment']
/** What the steps have changed in ECS. */
const changes = () =>
  stage.sandbox.journal.entries
    .filter(one => mutating.includes(one.operation) && one.status === 200)
    .map(one => one.input)
const ARN = 'arn:aws:ecs:ap-south-1:127214192604:task-definition'
const only = (revision: string) => [{ cluster: 'staging', service: 'web', taskDefinition: `${ARN}/${revision}` }]

describe('the last known-good', () => {
  test('serves again by one call, in which only the task definition is changed', async () => {
    await web.release(well('v2'))
    const ended = await back({ 'smoke-urls': web.web.url, 'smoke-expect-text': 'v1', reason: 'checkout fails' })
    expect(ended).toMatchObject({
      code: 0,
      outputs: {
        verdict: 'succeeded',
        remedy: 'rolled-back',
        revision: 'web:1',
        'previous-revision': 'web:2',
        'live-revision': 'web:1',
        'task-definition-arn': `${ARN}/web:1`,
        tasks: '2 of 2',
        targets: '2 of 2 healthy',
        smoke: 'answering',
        alert: '',
      },
    })
    expect(changes()).toEqual(only('web:1'))
    expect(await web.now()).toEqual({ revision: 'web:1', running: 2, state: 'COMPLETED', alone: true })
    expectGolden('rollback/good', `${ended.log}\n\n=== Summary\n\n${ended.summary}`)
  })

  test('is asked for within a second, after seven looks', async () => {
    await web.release(well('v2'))
    const [began, from] = [stage.clock.now(), stage.sandbox.journal.entries.length]
    await back()
    const calls = stage.sandbox.journal.entries.slice(from)
    const at = calls.findIndex(one => one.operation === 'UpdateService')
    expect([at <= 7, (calls[at]?.time ?? 0) - began <= 1_000]).toEqual([true, true])
  })

  test('is not simply the one before: what failed between is passed over, and that is said', async () => {
    const good = await web.release(well('v2'))
    await web.release(crashing)
    await web.release(well('v4'))
    const ended = await back()
    expect(ended).toMatchObject({ code: 0, outputs: { 'live-revision': good } })
    expect(ended.log).toContain('web: passes over web:3: ECS rolled it back')
    expect(changes()).toEqual(only(good))
  })

  test('comes back by ECS’s own way while the new one is on its way', async () => {
    await web.update(await web.web.revise(crashing))
    await stage.clock.advance(20_000)
    const ended = await back()
    expect(ended).toMatchObject({ code: 0, outputs: { verdict: 'succeeded', 'live-revision': 'web:1' } })
    expect(ended.log).toMatch(/deployment ecs-svc\/\d+ of web:2 is stopped, and ECS rolls it back/)
    expect(changes()).toEqual([{ serviceDeploymentArn: expect.any(String), stopType: 'ROLLBACK' }])
  })

  test('is put in place of one that was stopped where it was', async () => {
    await web.update(await web.web.revise(crashing))
    await stage.clock.advance(20_000)
    const { serviceDeployments } = await web.call('ListServiceDeployments', { cluster: 'staging', service: 'web' })
    const [{ serviceDeploymentArn }] = serviceDeployments as [{ serviceDeploymentArn: string }]
    await web.call('StopServiceDeployment', { serviceDeploymentArn, stopType: 'ABORT' })
    await stage.clock.advance(20_000)
    expect(await back()).toMatchObject({ code: 0, outputs: { 'live-revision': 'web:1', 'previous-revision': 'web:2' } })
    expect(changes()).toEqual(only('web:1'))
  })
})

describe('nothing is to be undone', () => {
  test.each<[string, () => Promise<unknown>, Record<string, string>, RegExp]>([
    [
      'when ECS has rolled it back',
      () => web.release(crashing),
      {},
      /^✓ web:1 is live already: 2 of 2 tasks, nothing to undo\.$/,
    ],
    [
      'when an earlier run has gone back',
      async () => {
        await web.release(well('v2'))
        await web.update('web:1')
        await web.rest()
      },
      {},
      /^✓ web:1 is live already: 2 of 2 tasks, nothing to undo\.$/,
    ],
    [
      'when another revision is live than the one to get away from',
      () => web.release(well('v2')),
      { from: 'web:9' },
      /^✓ Nothing to undo in web: it runs web:2, not web:9\.$/,
    ],
    [
      'when what is asked for is live',
      () => web.release(well('v2')),
      { to: 'web:2' },
      /^✓ web:2 is live already: 2 of 2 tasks, nothing to undo\.$/,
    ],
  ])('%s: says so, green, and sends nothing', async (_, before, inputs, line) => {
    await before()
    const ended = await back(inputs)
    expect(lastLine(ended)).toMatch(line)
    expect(ended).toMatchObject({ code: 0, outputs: { verdict: 'nothing-to-do', remedy: 'none', alert: '' } })
    expect(changes()).toEqual([])
  })

  test('when nothing but what is live was ever deployed, as far as ECS alone knows', async () => {
    const ended = await back()
    expect(lastLine(ended)).toBe('✓ Nothing to undo in web: web:1 is the first that was ever deployed to it.')
    expect(ended).toMatchObject({
      code: 0,
      outputs: { verdict: 'nothing-to-do', remedy: 'none', alert: '', 'live-revision': 'web:1' },
    })
    const meant = await back({ from: 'web:1' })
    expect(lastLine(meant)).toBe(
      'Error: ✗ web cannot go back: web:1 is the first that was ever deployed to it, so there is none to go back to: release a better one. Nothing was touched: it runs web:1.',
    )
    expect(meant).toMatchObject({ code: 1, outputs: { verdict: 'refused', remedy: 'needs-human' } })
    expect(changes()).toEqual([])
  })

  test('when the run failed before it changed anything', async () => {
    await web.release(well('v2'))
    const { github } = stage.sandbox
    const repository = 'acme/address-api'
    github.repository(repository, { runs: { 7001: stage.clock.now() + 60_000 } })
    const { token } = github.openJob({
      repository,
      ref: 'refs/heads/main',
      sha: '0'.repeat(40),
      permissions: { actions: 'read' },
    })
    await stage.clock.advance(120_000)
    const ended = await back({ undo: 'this-run', 'github-token': token })
    expect(lastLine(ended)).toBe('✓ Nothing to undo in web: it runs web:2 since before this run began.')
    expect([ended.code, changes()]).toEqual([0, []])
  })
})

describe('one that is named', () => {
  test.each([
    ['a revision', () => 'web:2'],
    ['its ARN', () => `${ARN}/web:2`],
  ])('%s', async (_, to) => {
    await web.release(well('v2'))
    await web.release(well('v3'))
    expect(await back({ to: to() })).toMatchObject({ code: 0, outputs: { 'live-revision': 'web:2' } })
    expect(changes()).toEqual(only('web:2'))
  })

  test('two releases back is refused, and done when that is wanted', async () => {
    await web.release(well('v2'))
    await web.release(well('v3'))
    const refused = await back({ to: 'web:1' })
    expect(refused).toMatchObject({ code: 1, outputs: { verdict: 'refused', remedy: 'needs-human' } })
    expect(lastLine(refused)).toBe(
      'Error: ✗ web cannot go back: web:1 is 2 releases back, web:2 is between: go back one release at a time, or set allow-skip: true in the action rollback. Nothing was touched: it runs web:3.',
    )
    expect(changes()).toEqual([])
    expect(await back({ to: 'web:1', 'allow-skip': 'true' })).toMatchObject({ outputs: { 'live-revision': 'web:1' } })
  })
})

test('with plan it is shown and nothing is changed', async () => {
  await web.release(well('v2'))
  const ended = await back({ plan: 'true' })
  expect(ended).toMatchObject({
    code: 0,
    outputs: { verdict: 'planned', revision: 'web:1', 'previous-revision': 'web:2' },
  })
  expect(ended.log).toContain('web: would go back from web:2 to web:1, the last that was live and well')
  expect(lastLine(ended)).toBe('✓ Plan: web would go back from web:2 to web:1. Nothing was changed.')
  expect(changes()).toEqual([])
})

/** A revision that needs a secret, with that secret. */
async function needing(name: string) {
  const { ARN: valueFrom } = await stage.sandbox.call('staging', 'secretsmanager', 'CreateSecret', {
    Name: name,
    SecretString: 'x',
  })
  const revision = await web.release(well(name), { secrets: [{ name: 'DATABASE_URL', valueFrom }] })
  const forget = () =>
    stage.sandbox.call('staging', 'secretsmanager', 'DeleteSecret', {
      SecretId: name,
      ForceDeleteWithoutRecovery: true,
    })
  return { revision, forget }
}

describe('a rollback that fails', () => {
  test('stops: a person is called, nothing is piled on it, and a second one is refused', async () => {
    const { revision, forget } = await needing('db')
    await web.release(well('v3'))
    await forget()
    const ended = await back()
    expect(ended).toMatchObject({
      code: 1,
      outputs: { verdict: 'failed', remedy: 'needs-human', revision, 'live-revision': 'web:3', smoke: 'not-asked' },
    })
    expect(JSON.parse(ended.outputs.alert ?? '')).toMatchObject({
      severity: 'critical',
      title: 'Rollback of staging failed',
      services: [{ service: 'web', from: 'web:3', to: 'web:2', live: 'web:3', verdict: 'failed' }],
    })
    expect(changes()).toEqual(only(revision))
    expectGolden('rollback/failing', `${ended.log}\n\n=== Summary\n\n${ended.summary}`)

    await web.rest()
    const sent = changes()
    const second = await back()
    expect(second).toMatchObject({ code: 1, outputs: { verdict: 'refused', remedy: 'needs-human' } })
    expect(lastLine(second)).toMatch(
      /web cannot go back: going back to web:2 has failed already \(ECS undid it, so web:3 is live\), and nothing is piled on it/,
    )
    expect(changes()).toEqual(sent)
  })

  test('is tried again when somebody has looked and says so', async () => {
    await web.release(well('v2'))
    const mend = stage.sandbox.ecs.unassumable('ecsTaskExecutionRole')
    expect(await back()).toMatchObject({ code: 1, outputs: { remedy: 'needs-human', 'live-revision': 'web:2' } })
    await web.rest()
    mend()
    expect((await back()).code).toBe(1)
    const ended = await back({ 'after-failed-rollback': 'allow' })
    expect(ended).toMatchObject({ code: 0, outputs: { verdict: 'succeeded', 'live-revision': 'web:1' } })
  })

  test('that is back but does not answer is for a person, too', async () => {
    await web.release(well('v2'))
    const ended = await back({ 'smoke-urls': web.web.url, 'smoke-expect-text': 'v2', 'smoke-timeout-seconds': '10' })
    expect(ended).toMatchObject({
      code: 1,
      outputs: { verdict: 'not-answering', remedy: 'needs-human', smoke: 'not-answering', 'live-revision': 'web:1' },
    })
    expect(lastLine(ended)).toMatch(
      /^Error: ✗ web:1 is live again: 2 of 2 tasks .* but its body has no "v2": v1\. It is back, but does not answer well: a person must look now\.$/,
    )
    expect(JSON.parse(ended.outputs.alert ?? '')).toMatchObject({ severity: 'critical' })
  })
})
