// Do GitHub's records say what was good, and does a rollback leave its own?
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { type Past, past, well } from '../past.ts'
import { type Ended, type Play, play } from '../play.ts'

const REPOSITORY = 'acme/address-api'
const SHAS = { 'v0.0.9': '9'.repeat(40), 'v0.1.0-rc.1': '1'.repeat(40), 'v0.1.0': 'a'.repeat(40) }
type Version = keyof typeof SHAS

let stage: Play
let web: Past
let token: string
beforeEach(async () => {
  stage = await play()
  const refs = Object.fromEntries(Object.entries(SHAS).map(([tag, sha]) => [`refs/tags/${tag}`, sha]))
  stage.sandbox.github.repository(REPOSITORY, { refs: { ...refs, main: SHAS['v0.1.0'] } })
  token = open({ deployments: 'write' })
  web = await past(stage)
})
afterEach(() => stage.close())

const open = (permissions: Record<string, 'read' | 'write'>) =>
  stage.sandbox.github.openJob({ repository: REPOSITORY, ref: 'refs/tags/v0.1.0', sha: SHAS['v0.1.0'], permissions })
    .token
const environment = (version: Version) => ({
  GITHUB_SHA: SHAS[version],
  GITHUB_REF: `refs/tags/${version}`,
  GITHUB_REF_NAME: version,
})
const get = async (path: string) => {
  const answer = await fetch(`${stage.sandbox.githubUrl}/repos/${REPOSITORY}/deployments${path}`, {
    headers: { authorization: `Bearer ${open({ deployments: 'read' })}` },
  })
  return (await answer.json()) as Record<string, unknown>[]
}
const statuses = async (id: unknown) => (await get(`/${id}/statuses`)).map(one => [one.state, one.description])
let runs = 8000
/** Each release is a run of its own, which ends with the record that it began. */
const record = (version: Version, inputs: Record<string, string>) =>
  stage.run('deployment-record', {
    inputs: { environment: 'production', 'github-token': token, ...inputs },
    env: { ...environment(version), GITHUB_RUN_ID: String(++runs) },
  })
const post = async (path: string, body: Record<string, unknown>) => {
  const answer = await fetch(`${stage.sandbox.githubUrl}/repos/${REPOSITORY}/deployments${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  })
  return (await answer.json()) as { id: number }
}
/** A release and its record, as deployment-record words it: how its smoke test ended. */
async function release(version: Version, smoke: 'success' | 'failure'): Promise<string> {
  const payload = { environment: 'production', version, commitSha: SHAS[version] }
  const { id } = await post('', { ref: SHAS[version], environment: 'production', payload, required_contexts: [] })
  await post(`/${id}/statuses`, { state: 'in_progress' })
  const revision = await web.release(well(version))
  const said = smoke === 'success' ? `${version} to production: ${revision} is live` : 'verify: it answered 503'
  await stage.clock.advance(30_000)
  await post(`/${id}/statuses`, { state: smoke, description: `${said} [${revision}]` })
  await stage.clock.advance(60_000)
  return revision
}
const back = (inputs: Record<string, string> = {}, env: Record<string, string> = {}) =>
  stage.run('rollback', {
    inputs: { cluster: 'staging', service: 'web', environment: 'production', 'github-token': token, ...inputs },
    env: { ...environment('v0.1.0'), ...env },
  })
const lastLine = ({ log }: Ended) => log.trimEnd().split('\n').at(-1)
const updates = () => stage.sandbox.journal.calls({ service: 'ecs', operation: 'UpdateService', status: 200 })

describe('records v0.0.9 good, v0.1.0-rc.1, v0.1.0 bad', () => {
  let good: string
  beforeEach(async () => {
    good = await release('v0.0.9', 'success')
    await release('v0.1.0-rc.1', 'success')
    await release('v0.1.0', 'failure')
  })

  test('the target is v0.0.9, by version and record, with its exact ARN; that is recorded', async () => {
    const ended = await back({ reason: 'checkout fails' })
    expect(ended).toMatchObject({ code: 0, outputs: { verdict: 'succeeded', 'live-revision': good } })
    expect(ended.log).toContain('web: passes over web:3: v0.1.0-rc.1 does not come before v0.1.0')
    expect(ended.log).toContain(`web: goes back from web:4 to ${good} (v0.0.9), the last that was live and well`)
    expect(updates().map(one => one.input)).toEqual([
      {
        cluster: 'staging',
        service: 'web',
        taskDefinition: `arn:aws:ecs:ap-south-1:127214192604:task-definition/${good}`,
      },
    ])
    const [rollback] = await get('?environment=production')
    expect(rollback).toMatchObject({
      id: Number(ended.outputs['record-id']),
      task: 'rollback',
      sha: SHAS['v0.0.9'],
      payload: {
        kind: 'rollback',
        from: 'web:4',
        to: good,
        reason: 'checkout fails',
        actor: 'octocat',
        version: 'v0.0.9',
        environment: 'production',
        actionsRunUrl: 'https://github.com/acme/address-api/actions/runs/7001',
      },
    })
    expect(await statuses(rollback?.id)).toEqual([
      ['success', `web:2 is live again: 2 of 2 tasks (was web:4), after 1m 38s. [web:2]`],
      ['in_progress', 'goes back from web:4 [web:2]'],
    ])
  })

  test('v0.1.0 was the name of what failed: it is none to go back to', async () => {
    await back()
    const ended = await back({ to: 'v0.1.0', 'allow-skip': 'true' })
    expect(lastLine(ended)).toMatch(
      /^Error: ✗ web cannot go back: web:4 \(v0\.1\.0\) is none to go back to, as it was left for web:2 \(deployment \d+\): release it with ecs-deploy-wait/,
    )
  })

  test('one way back after another leaves what was live before it, not what the first one left', async () => {
    await back()
    const ended = await back({ to: 'web:1' })
    expect(ended).toMatchObject({ code: 0, outputs: { 'previous-revision': good, 'live-revision': 'web:1' } })
    const [rollback] = await get('?environment=production')
    expect(rollback).toMatchObject({ task: 'rollback', payload: { from: good, to: 'web:1' } })
    expect((await statuses(rollback?.id)).at(-1)).toEqual(['in_progress', `goes back from ${good} [web:1]`])
    const again = await back()
    expect(again.outputs).toMatchObject({ verdict: 'nothing-to-do', 'previous-revision': good })
  })

  test('a release by its version', async () => {
    expect(await back({ to: 'v0.0.9', 'allow-skip': 'true' })).toMatchObject({ outputs: { 'live-revision': good } })
    expect(await back({ to: 'v0.0.1' })).toMatchObject({ code: 1, outputs: { verdict: 'refused' } })
  })
})

test('a release whose smoke test failed is passed over, though ECS completed it', async () => {
  await release('v0.0.9', 'success')
  await release('v0.1.0-rc.1', 'failure')
  await web.release(well('v4'))
  const ended = await back()
  expect(ended.outputs['live-revision']).toBe('web:2')
  expect(ended.log).toMatch(/passes over web:3: it is recorded as failed \(deployment \d+\)/)
})

describe('after a rollback that failed', () => {
  const fail = async () => {
    await release('v0.0.9', 'success')
    await release('v0.1.0', 'success')
    const mend = stage.sandbox.ecs.unassumable('ecsTaskExecutionRole')
    const ended = await back()
    expect(ended).toMatchObject({ code: 1, outputs: { remedy: 'needs-human', 'live-revision': 'web:3' } })
    await web.rest()
    mend()
    return ended
  }

  test('the record says so, the alert names it, and the next release is refused until somebody says otherwise', async () => {
    const ended = await fail()
    const id = ended.outputs['record-id']
    expect(await statuses(id)).toEqual([
      ['failure', expect.stringMatching(/^Rollback failed: web:2 .*… \[web:2\]$/)],
      ['in_progress', 'goes back from web:3 [web:2]'],
    ])
    expect(JSON.parse(ended.outputs.alert ?? '')).toMatchObject({
      severity: 'critical',
      title: 'Rollback of production failed',
      environment: 'production',
      record: id,
      run: 'https://github.com/acme/address-api/actions/runs/7001',
    })
    const refused = await record('v0.1.0', { state: 'RUNNING' })
    expect(refused.code).toBe(1)
    expect(lastLine(refused)).toMatch(
      new RegExp(
        `^Error: Nothing is released to production: an earlier rollback failed \\(deployment ${id}: Rollback failed: web:2 .*\\), and nothing is piled on it: look at the service, then set after-failed-rollback: allow in the action deployment-record\\.$`,
      ),
    )
    expect((await record('v0.1.0', { state: 'RUNNING', environment: 'staging' })).code).toBe(0)
    const allowed = await record('v0.1.0', { state: 'RUNNING', 'after-failed-rollback': 'allow' })
    expect(allowed).toMatchObject({ code: 0 })
    expect(allowed.log).toMatch(/Warning: It is released to production although an earlier rollback failed/)
  })

  test('a release that was let through and ended well clears it', async () => {
    await fail()
    const begun = await record('v0.1.0', { state: 'RUNNING', 'after-failed-rollback': 'allow' })
    const revision = await web.release(well('v0.1.1'))
    const deploy = { outcome: 'success', outputs: { revision, message: `${revision} is live` } }
    await record('v0.1.0', { steps: JSON.stringify({ deploy }), 'record-id': begun.outputs['record-id'] ?? '' })
    await stage.clock.advance(5_000)
    expect((await record('v0.1.0', { state: 'RUNNING' })).code).toBe(0)
  })

  test('a second rollback is refused, and one that was let through and went well clears it', async () => {
    const before = (await fail()).outputs['record-id']
    const sent = updates().length
    const second = await back({ to: 'web:2' })
    expect(second).toMatchObject({ code: 1, outputs: { verdict: 'refused', remedy: 'needs-human', 'record-id': '' } })
    expect(lastLine(second)).toMatch(
      /then set after-failed-rollback: allow in the action rollback\. Nothing was touched/,
    )
    expect(updates()).toHaveLength(sent)
    const third = await back({ to: 'web:2', 'after-failed-rollback': 'allow' })
    expect(third.log).toContain('web:2 is live again')
    expect(third.outputs['record-id']).not.toBe(before)
    await stage.clock.advance(5_000)
    expect((await record('v0.1.0', { state: 'RUNNING' })).code).toBe(0)
  })
})

describe('GitHub does not stand in the way', () => {
  test.each<[string, () => Record<string, string>, () => void, RegExp]>([
    ['without a token', () => ({ 'github-token': '' }), () => {}, /✓ web:1 is live again/],
    [
      'with one that is none',
      () => ({ 'github-token': 'nonsense' }),
      () => {},
      /Warning: What the records say .* GitHub does not accept the token/,
    ],
    [
      'with one that may only read',
      () => ({ 'github-token': open({ deployments: 'read' }) }),
      () => {},
      /Warning: The rollback is not recorded\. The job's token may not make a deployment of production/,
    ],
    [
      'while GitHub is out of order',
      () => ({}),
      () => stage.sandbox.faults.order({ service: 'github', effect: 'server-error' }),
      /Warning: What the records say of earlier releases is not known\. GitHub cannot be reached/,
    ],
  ])('%s', async (_, inputs, disorder, line) => {
    await web.release(well('v2'))
    disorder()
    const ended = await back(inputs())
    expect(ended).toMatchObject({
      code: 0,
      outputs: { verdict: 'succeeded', 'live-revision': 'web:1', 'record-id': '' },
    })
    expect(ended.log).toMatch(line)
  })

  test('and ECS’s own history may be denied, when the records know', async () => {
    await release('v0.0.9', 'success')
    await release('v0.1.0', 'failure')
    stage.sandbox.faults.order({ operation: 'ListServiceDeployments', effect: 'access-denied' })
    const ended = await back()
    expect(ended).toMatchObject({ code: 0, outputs: { 'live-revision': 'web:2' } })
    expect(ended.log).toMatch(
      /Warning: ecs:ListServiceDeployments .* Until then only records say what was live before\./,
    )
  })
})
