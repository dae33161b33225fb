import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { type Played, playRelease } from '../../rehearse/demo/play.ts'
import { type Planned, planned } from '../../rehearse/demo/releases.ts'
import { SERVICE, setScene, writeRepository } from '../../rehearse/demo/scene.ts'
import { Refusal } from '../../rehearse/refusal.ts'
import { renderReport } from '../../rehearse/report.ts'
import { jumpClock } from '../../sandbox/clock.ts'
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts'
import { scripted } from '../scene.ts'

const serves = (version: string) => scripted({ answers: [{ body: JSON.stringify({ version }) }] })
const before = { sha: '00000000'.repeat(5), image: serves('0.0.9') }
const commit = { sha: 'a1b2c3d4'.repeat(5), image: serves('0.1.0') }
const short = ({ image }: typeof commit) => image.digest.slice(0, 19)
const [first, , third] = planned as [Planned, Planned, Planned]

let sandbox: Sandbox
let repository: string
let actions: string
let urls: Record<string, string>
beforeEach(async () => {
  // Who looks from outside signs with the wall's time.
  sandbox = await startSandbox({ clock: jumpClock({ start: Date.now() }), seed: 7 })
  repository = mkdtempSync(join(tmpdir(), 'address-api-'))
  actions = mkdtempSync(join(tmpdir(), 'actions-'))
  for (const name of ['action.yml', 'actions', 'dist']) cpSync(name, join(actions, name), { recursive: true })
  urls = await setScene(sandbox, [before, commit])
  writeRepository(repository, resolve('examples'), urls)
})
afterEach(async () => {
  await sandbox.close()
  for (const folder of [repository, actions]) rmSync(folder, { recursive: true })
})

function play(one: Planned, around: { print?: () => void; signal?: AbortSignal } = {}): Promise<Played> {
  const playing = { planned: one, commit, number: 1, url: urls[one.environment] ?? '' }
  const usual = { print: () => {}, signal: new AbortController().signal }
  return playRelease({ sandbox, service: SERVICE, repository, workflow: 'release.yml', actions }, playing, {
    ...usual,
    ...around,
  })
}

function inWorkflow(from: string, to: string): void {
  const path = join(repository, '.github/workflows/release.yml')
  const text = readFileSync(path, 'utf8')
  expect(text).toContain(from)
  writeFileSync(path, text.replace(from, to))
}

const broken = ({ checks }: Played) => checks.filter(one => !one.kept).map(({ promise, seen }) => [promise, seen])

test('a release that keeps every promise is live', async () => {
  const played = await play(first)
  expect(broken(played)).toEqual([])
  expect(played.release.verdict).toEqual({ text: 'live', good: true })
  expect(played.checks.at(-1)?.seen).toBe(`COMPLETED, 2 of 2 tasks on ${short(commit)}`)
})

test('that ECS is content with what served before is no release', async () => {
  writeFileSync(join(actions, 'dist/ecs-deploy-wait/index.js'), 'process.exit(0)\n')
  const played = await play(first)
  expect(broken(played)).toEqual([
    ['v0.1.0-rc.1: version 0.1.0 answers in staging', '200 0.0.9'],
    ['v0.1.0-rc.1: ECS has completed it', `COMPLETED, 2 of 2 tasks on ${short(before)}`],
  ])
  expect(played.release.verdict).toEqual({ text: 'not live', good: false })
})

test('a release whose job never runs breaks its promises, and stands in the report', async () => {
  inWorkflow("should-deploy == 'true'", "should-deploy == 'no'")
  const good = await play(first)
  expect(broken(good)).toContainEqual([
    "v0.1.0-rc.1: GitHub's deployment says success",
    'GitHub has no deployment of staging',
  ])
  const bad = await play(third)
  expect(broken(bad)).toContainEqual([
    'v0.2.0-rc.1: the record gives the reason',
    'GitHub has no deployment of staging',
  ])
  const report = renderReport({ title: '', releases: [good.release, bad.release], madeAt: 0 })
  expect(report).toContain('v0.2.0-rc.1')
})

test('a run that breaks off is told as broken promises', async () => {
  const print = () => {
    throw new Error('the screen is gone')
  }
  const played = await play(first, { print })
  expect(played.release.run).toMatchObject({ started: false, why: 'the screen is gone' })
  expect(broken(played)).toContainEqual(['v0.1.0-rc.1: the run ends in success', 'the screen is gone'])
})

test('a world that answers no more is told as broken promises', async () => {
  await sandbox.close()
  expect(broken(await play(first))).toHaveLength(4)
})

test('a workflow that cannot be rehearsed promises nothing, and is thrown', async () => {
  inWorkflow('timeout-minutes: 5', 'strategy: { matrix: { a: [1] } }')
  await expect(play(first)).rejects.toThrow(Refusal)
})

test('once the demo is stopped no step is started', async () => {
  await expect(play(first, { signal: AbortSignal.abort('SIGINT') })).rejects.toBe('SIGINT')
  expect(sandbox.journal.calls({ service: 'ecs', operation: 'UpdateService' })).toEqual([])
})
