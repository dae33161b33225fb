// What becomes of a release that takes over well, and then fails its smoke test?
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { SERVICE, setScene, writeRepository } from '../../rehearse/demo/scene.ts'
import { carryOut } from '../../rehearse/demo/stage.ts'
import type { RunReport, StepReport } from '../../rehearse/happening.ts'
import { type JumpClock, jumpClock } from '../../sandbox/clock.ts'
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts'
import { scripted } from '../scene.ts'

const commitOf = (digits: string, status: number) => {
  const sha = digits.repeat(5)
  const answers = [
    { path: '/api', status },
    { path: '/healthz', status: 200 },
  ]
  return { sha, image: scripted({ answers }, sha) }
}
/** Before, well, and healthy for the load balancer, but answering 503 where the smoke test asks. */
const commits = [commitOf('00000000', 200), commitOf('a1b2c3d4', 200), commitOf('e5f60718', 503)] as const
const TAGS = ['', 'v0.1.0', 'v0.2.0'] as const
const REPOSITORY = `acme/${SERVICE}`

let sandbox: Sandbox
let repository: string
beforeEach(async () => {
  sandbox = await startSandbox({ clock: jumpClock(), seed: 7 })
  repository = mkdtempSync(join(tmpdir(), 'address-api-'))
  writeRepository(repository, resolve('examples'), await setScene(sandbox, [...commits]))
})
afterEach(async () => {
  await sandbox.close()
  rmSync(repository, { recursive: true })
})

/** What the example says of smoke failures, and where it asks. */
function asks(onSmokeFailure: string | undefined): void {
  const path = join(repository, '.github/workflows/release.yml')
  const line = onSmokeFailure === undefined ? '' : `\n          on-smoke-failure: ${onSmokeFailure}`
  const text = readFileSync(path, 'utf8')
  expect(text).toMatch(/smoke-urls: .*\/healthz$/m)
  writeFileSync(path, text.replace(/(smoke-urls: .*)\/healthz$/m, `$1/api${line}`))
}

async function release(commit: 1 | 2, run: number): Promise<RunReport> {
  const at = new Date(sandbox.clock.now())
  const [tag, sha] = [TAGS[commit], commits[commit].sha]
  const stage = { sandbox, service: SERVICE, workflow: 'release.yml' as const, repository, actions: resolve('.') }
  const report = await carryOut(stage, { tag, sha, prerelease: false, title: tag, body: '', at }, run, () => {})
  await (sandbox.clock as JumpClock).advance(60_000)
  return report as RunReport
}

const all = (steps: StepReport[]): StepReport[] => steps.flatMap(one => [one, ...all(one.steps)])
const stepsOf = (report: RunReport) => report.jobs.flatMap(job => all(job.steps))
const fates = (report: RunReport) =>
  Object.fromEntries(stepsOf(report).flatMap(({ id, conclusion }) => (id ? [[id, conclusion]] : [])))

/** The revision that production runs, and how often somebody asked for one. */
async function live() {
  const { id, name } = sandbox.accounts.find('production') as { id: string; name: string }
  const { services } = await sandbox.call(id, 'ecs', 'DescribeServices', { cluster: name, services: [SERVICE] })
  const [service] = services as { taskDefinition: string; runningCount: number }[]
  const updates = sandbox.journal.calls({ operation: 'UpdateService' }).length
  return { revision: service?.taskDefinition.split('/').at(-1), running: service?.runningCount, updates }
}

/** The records of production, oldest first: what of, how it ended, and the last that our own steps said of it. */
async function records() {
  const { token, close } = sandbox.github.openJob({ repository: REPOSITORY, ref: 'refs/heads/main', sha: '' })
  const ask = async <T>(path: string): Promise<T> => {
    const headers = { authorization: `Bearer ${token}` }
    return (await (await fetch(`${sandbox.githubUrl}/repos/${REPOSITORY}/deployments${path}`, { headers })).json()) as T
  }
  const told: unknown[] = []
  for (const { id, task } of (await ask<{ id: number; task: string }[]>('')).toReversed()) {
    const statuses = await ask<{ state: string; description: string }[]>(`/${id}/statuses`)
    told.push([task, statuses[0]?.state, statuses.find(one => one.description)?.description])
  }
  close()
  return told
}

test('with `rollback` the revision before is live again, and the record says that the release failed', async () => {
  asks('rollback')
  expect((await release(1, 1)).result).toBe('success')
  const report = await release(2, 2)
  expect(report.result).toBe('failure')
  expect(fates(report)).toMatchObject({ deploy: 'success', verify: 'failure', result: 'success', back: 'success' })
  expect(await live()).toEqual({ revision: 'address-api:2', running: 2, updates: 3 })
  expect(await records()).toEqual([
    ['deploy', 'success', expect.stringMatching(/^v0\.1\.0 to production: .* \[address-api:2\]$/)],
    ['deploy', 'failure', expect.stringMatching(/^verify: .*503.* \[address-api:3\]$/)],
    ['rollback', 'success', expect.stringMatching(/\[address-api:2\]$/)],
  ])
  const outer = stepsOf(report).find(one => one.id === 'release')
  expect(outer?.outputs).toMatchObject({
    ...{ verdict: 'succeeded', revision: 'address-api:3', status: 'FAILED', 'failed-step': 'verify' },
    ...{ remedy: 'rolled-back', 'live-revision': 'address-api:2' },
  })

  // Released again it fails again, and the way back is open again.
  await release(2, 3)
  expect(await live()).toMatchObject({ revision: 'address-api:2', running: 2 })
})

test.each([
  ['by default', undefined],
  ['with `mark`', 'mark'],
])('%s the new revision stays, and the record says FAILED', async (_, onSmokeFailure) => {
  asks(onSmokeFailure)
  await release(1, 1)
  const report = await release(2, 2)
  expect(report.result).toBe('failure')
  expect(fates(report)).toMatchObject({ verify: 'failure', result: 'success', back: 'skipped' })
  expect(await live()).toEqual({ revision: 'address-api:3', running: 2, updates: 2 })
  expect((await records()).at(-1)).toEqual([
    'deploy',
    'failure',
    expect.stringMatching(/^verify: .*\[address-api:3\]$/),
  ])
})

test('a run that deployed nothing undoes nothing, whatever its smoke test says', async () => {
  asks('mark')
  await release(1, 1)
  await release(2, 2)
  const path = join(repository, '.github/workflows/release.yml')
  writeFileSync(path, readFileSync(path, 'utf8').replace('on-smoke-failure: mark', 'on-smoke-failure: rollback'))
  const report = await release(2, 3)
  expect(fates(report)).toMatchObject({ deploy: 'success', verify: 'failure', back: 'skipped' })
  expect(await live()).toMatchObject({ revision: 'address-api:3', updates: 2 })
})
