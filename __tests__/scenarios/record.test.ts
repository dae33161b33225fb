import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { githubSide } from '../../rehearse/demo/github-side.ts'
import type { JobFacts } from '../../rehearse/hooks.ts'
import { namedIn } from '../../src/decisions/deployment-record.ts'
import { type Play, play, SHA } from '../play.ts'

const REPOSITORY = 'acme/address-api'
let stage: Play
let token: string
beforeEach(async () => {
  stage = await play()
  stage.sandbox.github.repository(REPOSITORY, { refs: { 'refs/tags/v0.1.0': SHA } })
  token = open({ deployments: 'write' })
})
afterEach(() => stage.close())

const open = (permissions: Record<string, 'read' | 'write'>) =>
  stage.sandbox.github.openJob({ repository: REPOSITORY, ref: 'refs/tags/v0.1.0', sha: SHA, permissions }).token
const get = async (path: string) => {
  const headers = { authorization: `Bearer ${token}` }
  return (await (
    await fetch(`${stage.sandbox.githubUrl}/repos/${REPOSITORY}/deployments${path}`, { headers })
  ).json()) as Record<string, unknown>[]
}
const record = (inputs: Record<string, string>) =>
  stage.run('deployment-record', { inputs: { environment: 'staging', 'github-token': token, ...inputs } })
const failing = JSON.stringify({
  build: { outcome: 'success', outputs: { digest: `sha256:${'a'.repeat(64)}` } },
  deploy: {
    outcome: 'failure',
    outputs: { message: `web:2 was rolled back: ${'container "app" exited with code 1, '.repeat(8)}` },
  },
})

describe('where the job has no environment', () => {
  test('a deployment is made of the commit, with what is known of the release', async () => {
    const ended = await record({
      state: 'RUNNING',
      service: 'address-api',
      'environment-url': 'https://staging.example.com',
    })
    expect(ended).toMatchObject({ code: 0, outputs: { status: 'RUNNING' } })
    const [deployment] = await get('')
    expect(deployment).toMatchObject({
      id: Number(ended.outputs['record-id']),
      sha: SHA,
      environment: 'staging',
      production_environment: false,
      payload: {
        serviceId: 'address-api',
        environment: 'staging',
        commitSha: SHA,
        repoFullName: REPOSITORY,
        stackId: '',
        serviceUrl: 'https://staging.example.com',
        actionsRunUrl: 'https://github.com/acme/address-api/actions/runs/7001',
        version: 'v0.1.0',
        initiator: 'octocat',
      },
    })
    expect(await get(`/${deployment?.id}/statuses`)).toMatchObject([
      {
        state: 'in_progress',
        environment_url: 'https://staging.example.com',
        log_url: 'https://github.com/acme/address-api/actions/runs/7001',
      },
    ])
  })

  test('one record goes through the release, and never steps back', async () => {
    const id = (await record({ state: 'QUEUED' })).outputs['record-id'] as string
    for (const state of ['RUNNING', 'SUCCEEDED']) expect((await record({ state, 'record-id': id })).code).toBe(0)
    const back = await record({ state: 'RUNNING', 'record-id': id })
    expect(back.log).toContain('Error: the record is success and cannot become RUNNING')
    expect(await get('')).toHaveLength(1)
    expect((await get(`/${id}/statuses`)).map(one => one.state)).toEqual(['success', 'in_progress', 'queued'])
  })

  test('production is marked as such', async () => {
    await record({ environment: 'production', state: 'RUNNING' })
    expect(await get('')).toMatchObject([{ environment: 'production', production_environment: true }])
  })
})

test('where the job has an environment, GitHub’s own record is used and none is made', async () => {
  const job = {
    id: 'release',
    name: 'release',
    number: 1,
    repository: REPOSITORY,
    ref: 'refs/tags/v0.1.0',
    sha: SHA,
    environment: 'staging',
    deployment: true,
    permissions: {},
    logUrl: 'https://github.com/acme/address-api/actions/runs/7001/job/3',
    runId: 7001,
    runAttempt: 1,
    workflow: '',
    actor: '',
    event: '',
  } satisfies JobFacts
  await githubSide(stage.sandbox).openJob(job)
  const ended = await record({ steps: failing })
  expect(ended).toMatchObject({ code: 0, outputs: { status: 'FAILED', 'failed-step': 'deploy' } })
  const [deployment, ...others] = await get('')
  expect(others).toEqual([])
  const [status] = await get(`/${deployment?.id}/statuses`)
  expect(status).toMatchObject({
    state: 'failure',
    description: expect.stringMatching(/^deploy: web:2 was rolled back: container "app".*…$/),
  })
  expect(String(status?.description).length).toBeLessThanOrEqual(140)
})

test.each([
  ['success', { outcome: 'success', outputs: { revision: 'web:2', message: 'web:2 is live (was web:1)' } }],
  ['failure', { outcome: 'failure', outputs: { revision: 'web:2', message: 'web:2 failed. '.repeat(20) } }],
])('the end of a release, %s, names its revision and no other', async (state, deploy) => {
  const build = { outcome: 'success', outputs: { digest: `sha256:${'a'.repeat(64)}` } }
  const { outputs } = await record({ steps: JSON.stringify({ build, deploy }) })
  const [status] = await get(`/${outputs['record-id']}/statuses`)
  expect(status).toMatchObject({ state, description: expect.stringMatching(/ \[web:2\]$/) })
  expect(namedIn(String(status?.description))).toEqual(['web:2'])
})

test('the summary shows the identities and which step failed', async () => {
  const { summary } = await record({ steps: failing, service: 'address-api' })
  expect(summary).toContain('### ❌ Not released: v0.1.0 to staging')
  expect(summary).toContain('| image | `sha256:aaaaaaaaaaaa` |')
  expect(summary).toContain('| deploy | ❌ failure |')
})

describe('one clear line', () => {
  test.each<[string, () => Record<string, string>, RegExp]>([
    [
      'a token that may not write',
      () => ({ state: 'RUNNING', 'github-token': open({ deployments: 'read' }) }),
      /The job's token may not make a deployment of staging: add "deployments: write" to the job's permissions\./,
    ],
    [
      'a token that is none',
      () => ({ state: 'RUNNING', 'github-token': 'nonsense' }),
      /GitHub does not accept the token to list the deployments of staging/,
    ],
    ['neither state nor steps', () => ({}), /Input state is empty, and so is steps: give one of them\./],
    ['steps that are none', () => ({ steps: '[1]' }), /Input steps is not the steps context/],
  ])('%s', async (_, inputs, line) => {
    const ended = await record(inputs())
    expect(ended.log.trimEnd().split('\n').at(-1)).toMatch(line)
    expect(ended.log).not.toMatch(/^\s+at /m)
    expect(ended.code).toBe(1)
  })
})

test('a GitHub that is out of order for a moment is asked again', async () => {
  const fault = stage.sandbox.faults.order({ service: 'github', times: 2, effect: 'server-error' })
  expect((await record({ state: 'RUNNING' })).code).toBe(0)
  expect(fault.fired).toBe(2)
})
