// Does GitHub keep deployments as its documentation says?
import { getOctokit } from '@actions/github'
import { expect, test } from '@jest/globals'
import type { JobSpec } from '../../sandbox/github/jobs.ts'
import { sandboxForTest } from './setting.ts'

const commit = 'c0ffee'.padEnd(40, '0')
const repository = { owner: 'acme', repo: 'app' }
const main: JobSpec = { repository: 'acme/app', ref: 'refs/heads/main', sha: commit }

async function github(spec: JobSpec = main) {
  const sandbox = await sandboxForTest()
  sandbox.github.repository('acme/app', { refs: { main: commit, 'v1.0.0': commit } })
  const { token, close } = sandbox.github.openJob(spec)
  const { rest, paginate } = getOctokit(token, { baseUrl: sandbox.githubUrl })
  const deploy = async (environment: string, more: object = {}) => {
    const { data } = await rest.repos.createDeployment({ ...repository, ref: 'main', environment, ...more })
    return (data as { id: number }).id
  }
  const say = (deployment_id: number, state: 'success' | 'in_progress' | 'inactive', more: object = {}) =>
    rest.repos.createDeploymentStatus({ ...repository, deployment_id, state, ...more })
  const states = async (deployment_id: number) => {
    const { data } = await rest.repos.listDeploymentStatuses({ ...repository, deployment_id })
    return data.map(({ state }) => state)
  }
  return { sandbox, token, close, rest, paginate, deploy, say, states }
}

const refusal = async (call: Promise<unknown>) => {
  const error = await call.then(
    () => undefined,
    (thrown: { status: number; response: { data: { message: string } } }) => thrown,
  )
  return [error?.status, error?.response.data.message]
}

test('a deployment is created, found and read as GitHub shows it', async () => {
  const { sandbox, rest, deploy } = await github()
  const deployment_id = await deploy('staging', { payload: { digest: 'sha256:1' }, description: 'v1' })
  const { data } = await rest.repos.getDeployment({ ...repository, deployment_id })
  expect(data).toMatchObject({
    id: deployment_id,
    url: `${sandbox.githubUrl}/repos/acme/app/deployments/${deployment_id}`,
    sha: commit,
    ref: 'main',
    task: 'deploy',
    payload: { digest: 'sha256:1' },
    environment: 'staging',
    original_environment: 'staging',
    description: 'v1',
    transient_environment: false,
    production_environment: false,
    creator: { login: 'github-actions[bot]' },
    statuses_url: `${sandbox.githubUrl}/repos/acme/app/deployments/${deployment_id}/statuses`,
  })
  await deploy('production')
  const found = await rest.repos.listDeployments({ ...repository, environment: 'staging', sha: commit })
  expect(found.data.map(({ id }) => id)).toEqual([deployment_id])
  expect((await rest.repos.listDeployments({ ...repository, task: 'migrate' })).data).toEqual([])
})

test('a list comes latest first and in pages', async () => {
  const { rest, paginate, deploy } = await github()
  const made = []
  for (let count = 0; count < 5; count++) made.push(await deploy('staging'))
  const first = await rest.repos.listDeployments({ ...repository, per_page: 2 })
  expect(first.data.map(({ id }) => id)).toEqual(made.slice(3).reverse())
  expect(first.headers.link).toMatch(/page=2>; rel="next".*page=3>; rel="last"/)
  const all = await paginate(rest.repos.listDeployments, { ...repository, per_page: 2 })
  expect(all.map(({ id }) => id)).toEqual(made.reverse())
})

test('a status is kept with its addresses, and the latest comes first', async () => {
  const { rest, deploy, say, states } = await github()
  const deployment_id = await deploy('staging')
  await say(deployment_id, 'in_progress')
  const { data } = await say(deployment_id, 'success', {
    environment_url: 'https://staging.example.com',
    log_url: 'https://logs.example.com',
    description: 'web:57 is live',
  })
  expect(data).toMatchObject({
    state: 'success',
    environment: 'staging',
    environment_url: 'https://staging.example.com',
    log_url: 'https://logs.example.com',
    target_url: 'https://logs.example.com',
    description: 'web:57 is live',
  })
  expect(await states(deployment_id)).toEqual(['success', 'in_progress'])
  const one = await rest.repos.getDeploymentStatus({ ...repository, deployment_id, status_id: data.id })
  expect(one.data.id).toBe(data.id)
})

test('a success makes earlier successes of its environment inactive, except transient and production ones', async () => {
  const { deploy, say, states } = await github()
  const [old, elsewhere, transient] = [
    await deploy('staging'),
    await deploy('qa'),
    await deploy('staging', { transient_environment: true }),
  ]
  const [unfinished, live] = [await deploy('staging'), await deploy('production')]
  for (const id of [old, elsewhere, transient, live]) await say(id, 'success', { auto_inactive: false })
  await say(unfinished, 'in_progress')
  await say(await deploy('staging'), 'success')
  await say(await deploy('production'), 'success')
  expect(await Promise.all([old, elsewhere, transient, unfinished, live].map(states))).toEqual([
    ['inactive', 'success'],
    ['success'],
    ['success'],
    ['in_progress'],
    ['success'],
  ])
})

test('an active deployment can be deleted only when it is alone', async () => {
  const { rest, deploy, say } = await github()
  const first = await deploy('staging')
  const second = await deploy('staging')
  const remove = (deployment_id: number) => rest.repos.deleteDeployment({ ...repository, deployment_id })
  expect((await refusal(remove(first)))[0]).toBe(422)
  await say(first, 'inactive')
  expect((await remove(first)).status).toBe(204)
  expect((await remove(second)).status).toBe(204)
})

test('bad input is refused in GitHub’s words', async () => {
  const { rest, deploy } = await github()
  const deployment_id = await deploy('staging')
  const create = (more: object) => refusal(rest.repos.createDeployment({ ...repository, ref: 'main', ...more }))
  const say = (body: object) =>
    refusal(rest.repos.createDeploymentStatus({ ...repository, deployment_id, state: 'success', ...body }))
  expect(await create({ ref: 'nowhere' })).toEqual([422, 'No ref found for: nowhere'])
  expect((await create({ ref: undefined }))[1]).toMatch(/missing required key: ref/)
  expect((await create({ auto_merge: 'no' }))[1]).toMatch(/\/auto_merge: `no` is not of type `boolean`/)
  expect((await say({ state: 'done' }))[1]).toMatch(/`done` is not a possible value/)
  expect(await say({ description: 'x'.repeat(141) })).toEqual([422, 'Validation Failed'])
  expect(await refusal(rest.repos.getDeployment({ ...repository, deployment_id: 1 }))).toEqual([404, 'Not Found'])
})

test('while nobody says which refs there are, a job’s ref is its commit', async () => {
  const sandbox = await sandboxForTest()
  const { token } = sandbox.github.openJob(main)
  const { rest } = getOctokit(token, { baseUrl: sandbox.githubUrl })
  const create = async (ref: string) => (await rest.repos.createDeployment({ ...repository, ref })).data
  expect(await create('main')).toMatchObject({ sha: commit })
  expect(await create('f'.repeat(40))).toMatchObject({ sha: 'f'.repeat(40) })
  expect(await create('other')).toMatchObject({ sha: expect.stringMatching(/^[0-9a-f]{40}$/) })
})

test('a ref that does not merge is a conflict, unless merging was not wanted', async () => {
  const { sandbox, rest } = await github()
  sandbox.github.repository('acme/app', { conflicts: ['v1.0.0'] })
  const create = (auto_merge: boolean) => rest.repos.createDeployment({ ...repository, ref: 'v1.0.0', auto_merge })
  expect((await refusal(create(true)))[0]).toBe(409)
  expect((await create(false)).status).toBe(201)
})

test('a token may do what its job’s permissions say, in its own repository, while the job runs', async () => {
  const reading = await github({ ...main, permissions: { deployments: 'read' } })
  expect((await reading.rest.repos.listDeployments(repository)).data).toEqual([])
  expect(await refusal(reading.deploy('staging'))).toEqual([403, 'Resource not accessible by integration'])
  const blind = await github({ ...main, permissions: { contents: 'read' } })
  expect((await refusal(blind.rest.repos.listDeployments(repository)))[0]).toBe(403)
  const own = await github()
  own.sandbox.github.repository('acme/secret')
  expect(await refusal(own.rest.repos.listDeployments({ owner: 'acme', repo: 'secret' }))).toEqual([404, 'Not Found'])
  own.close()
  expect(await refusal(own.rest.repos.listDeployments(repository))).toEqual([401, 'Bad credentials'])
  expect((await fetch(`${own.sandbox.githubUrl}/repos/acme/app/deployments`)).status).toBe(401)
})

test('faults and the journal reach GitHub, and a misspelt field is remarked', async () => {
  const { sandbox, token, deploy } = await github()
  const operation = 'POST /repos/{owner}/{repo}/deployments'
  const fault = sandbox.faults.order({ service: 'github', operation, times: 1, effect: 'throttling' })
  const body = JSON.stringify({ ref: 'main', enviroment: 'staging' })
  const post = () =>
    fetch(`${sandbox.githubUrl}/repos/acme/app/deployments`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body,
    })
  const limited = await post()
  expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '60'])
  expect(fault.fired).toBe(1)
  expect((await post()).status).toBe(201)
  expect(sandbox.journal.calls({ service: 'github' }).at(-1)).toMatchObject({
    operation,
    caller: 'acme/app',
    status: 201,
    input: { ref: 'main' },
    remarks: ['unknown field: enviroment'],
  })
  await deploy('staging')
  expect(sandbox.journal.calls({ service: 'github' }).at(-1)?.remarks).toBeUndefined()
})
