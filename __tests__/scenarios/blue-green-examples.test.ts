// Do the blue-green examples do what they say when people approve each step, and when a job ends badly?
import type { ChildProcess } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { checkoutOf } from '../../rehearse/checkout.ts'
import { credentialsFrom } from '../../rehearse/demo/credentials.ts'
import { githubSide } from '../../rehearse/demo/github-side.ts'
import { releaseEvent, repositoryOf } from '../../rehearse/demo/release-event.ts'
import { launchIn } from '../../rehearse/demo/stage.ts'
import { SHIFTED, setTwoColours, type TwoColours, writeShiftedRepository } from '../../rehearse/demo/two-colours.ts'
import type { RunReport, StepReport } from '../../rehearse/happening.ts'
import { rehearse } from '../../rehearse/rehearse.ts'
import type { Launch } from '../../rehearse/run/program.ts'
import { type JumpClock, jumpClock } from '../../sandbox/clock.ts'
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts'
import { weightsIn } from '../colours.ts'
import { scripted } from '../scene.ts'

const commitOf = (digits: string) => ({ sha: digits.repeat(5), image: scripted({}, digits.repeat(5)) })
const commits = [commitOf('00000000'), commitOf('a1b2c3d4')] as const

let sandbox: Sandbox
let repository: string
let scene: TwoColours
beforeEach(async () => {
  sandbox = await startSandbox({ clock: jumpClock(), seed: 7 })
  repository = mkdtempSync(join(tmpdir(), 'orders-api-'))
  scene = await setTwoColours(sandbox, [...commits])
  writeShiftedRepository(repository, resolve('examples'), scene)
})
afterEach(async () => {
  await sandbox.close()
  rmSync(repository, { recursive: true })
})

/** An example in the repository with the sandbox's rule, judged by targets alone as nobody asks; `change` changes it more. */
function write(workflow: string, change = (text: string) => text): void {
  const path = join(repository, '.github/workflows', workflow)
  cpSync(join('examples', workflow), path)
  const text = readFileSync(path, 'utf8')
    .replace(/(LISTENER_RULE: )\S+/, `$1${scene.rule}`)
    .replaceAll(/(blue-green-shift@v0\n +with:\n)/g, "$1          evidence: 'false'\n")
  expect(text).toContain("evidence: 'false'")
  writeFileSync(path, change(text))
}

/** Publishes v1.1.0; steps are started by what `around` makes of the usual way. */
async function publish(workflow: string, around: (launch: Launch) => Launch = launch => launch) {
  const now = sandbox.clock.now()
  sandbox.github.repository(repositoryOf(SHIFTED), { runs: { 7001: now } })
  const release = {
    tag: 'v1.1.0',
    sha: commits[1].sha,
    prerelease: false,
    title: 'v1.1.0',
    body: '',
    at: new Date(now),
  }
  const report = (await rehearse({
    workflow: join(repository, '.github/workflows', workflow),
    event: { name: 'release', payload: releaseEvent(SHIFTED, release) },
    repository: { name: repositoryOf(SHIFTED), folder: repository },
    sha: release.sha,
    ref: 'refs/tags/v1.1.0',
    run: { id: 7001, number: 1, attempt: 1 },
    actions: { 'ecs-release/ecs-release': resolve('.') },
    standIns: {
      'actions/checkout': checkoutOf(repository),
      'aws-actions/configure-aws-credentials': credentialsFrom(sandbox.awsUrl),
    },
    urls: { server: 'https://github.com', api: sandbox.githubUrl },
    hooks: githubSide(sandbox),
    clock: sandbox.clock,
    launch: around(launchIn(sandbox)),
    machineEnv: { AWS_ENDPOINT_URL: sandbox.awsUrl, AWS_EC2_METADATA_DISABLED: 'true', NODE_NO_WARNINGS: '1' },
    report: () => {},
  })) as RunReport
  await (sandbox.clock as JumpClock).advance(60_000)
  return { report, jobs: Object.fromEntries(report.jobs.map(({ id, result }) => [id, result])) }
}

const linesOf = ({ lines, steps }: StepReport): string[] => [...lines.map(one => one.text), ...steps.flatMap(linesOf)]
const linesIn = (report: RunReport, id: string) =>
  report.jobs.filter(job => job.id === id).flatMap(job => job.steps.flatMap(linesOf))

/** Green's shares, as they were written one after the other. */
const shares = () =>
  sandbox.journal
    .calls({ operation: 'ModifyRule' })
    .map(({ input }) => weightsIn((input as { Actions: [] }).Actions)[`${SHIFTED}-green`] ?? 0)

/** What GitHub shows of the environment, oldest first: what of, and how it stands. */
async function records(): Promise<[string, string][]> {
  const { token, close } = sandbox.github.openJob({
    ...{ repository: repositoryOf(SHIFTED), ref: 'refs/heads/main', sha: '' },
  })
  const ask = async <T>(path: string): Promise<T> => {
    const headers = { authorization: `Bearer ${token}` }
    const address = `${sandbox.githubUrl}/repos/${repositoryOf(SHIFTED)}/deployments${path}`
    return (await (await fetch(address, { headers })).json()) as T
  }
  const told: [string, string][] = []
  for (const { id, task } of await ask<{ id: number; task: string }[]>('')) {
    const [newest] = await ask<{ state: string }[]>(`/${id}/statuses`)
    told.unshift([task, newest?.state ?? ''])
  }
  close()
  return told
}

test('step by step, each job goes on where the one before has ended, and one record says the end', async () => {
  write('blue-green-steps.yml')
  const { report, jobs } = await publish('blue-green-steps.yml')
  expect(jobs).toEqual({ detect: 'success', five: 'success', fifty: 'success', all: 'success' })
  expect(shares()).toEqual([5, 50, 100])
  expect(await records()).toEqual([['deploy', 'success']])
  expect(report.jobs.slice(1).map(job => job.environment?.name)).toEqual(Array(3).fill('production'))
})

test('a release that is well is not followed by a way back', async () => {
  write('blue-green.yml')
  const { jobs } = await publish('blue-green.yml')
  expect(jobs).toEqual({ detect: 'success', release: 'success', 'roll-back': 'skipped' })
  expect(shares()).toEqual([5, 50, 100])
})

test('what fails after the shift takes all of it back', async () => {
  const step = [
    '- uses: ecs-release/ecs-release/actions/smoke-test@v0',
    '  with:',
    '    urls: ${{ needs.detect.outputs.url }}/nothing-that-is-there',
    "    expect-status: '404'",
  ].map(line => `      ${line}\n`)
  write('blue-green.yml', text => text.replace('      - name: Record how', `${step.join('')}$&`))
  const { jobs } = await publish('blue-green.yml')
  expect(jobs).toEqual({ detect: 'success', release: 'failure', 'roll-back': 'success' })
  expect(shares()).toEqual([5, 50, 100, 0])
  expect(await records()).toEqual([
    ['deploy', 'failure'],
    ['rollback', 'success'],
  ])
})

test('a shift that died on its way is taken back, and its test rule with it', async () => {
  write('blue-green.yml')
  /** Killed twenty minutes after its start, at 50 %. */
  const killing =
    (launch: Launch): Launch =>
    asked => {
      const child = launch(asked)
      if (asked.args.some(one => /blue-green-shift\/index\.js$/.test(one)))
        sandbox.clock.after(20 * 60_000, () => {
          ;(child as ChildProcess).kill('SIGKILL')
        })
      return child
    }
  const { report, jobs } = await publish('blue-green.yml', killing)
  expect(jobs).toEqual({ detect: 'success', release: 'failure', 'roll-back': 'success' })
  expect(shares()).toEqual([5, 50, 0])
  expect(linesIn(report, 'roll-back').join('\n')).toMatch(/the test rule of \S+, which is over, is taken away/)
})

test('a release that was refused before anything was changed has nothing to undo: that is said, and green', async () => {
  write('blue-green.yml', text => text.replace(/ {10}image: .*\n/, '          task-definition: orders-api:99\n'))
  const { report, jobs } = await publish('blue-green.yml')
  expect(jobs).toEqual({ detect: 'success', release: 'failure', 'roll-back': 'success' })
  expect(linesIn(report, 'roll-back').at(-1)).toMatch(/^✓ Nothing to undo in orders-api: it runs orders-api:1/)
  expect(shares()).toEqual([])
})

test('a shift that has gone back by itself is not followed by another way back, and the record says failure', async () => {
  write('blue-green.yml')
  let done = false
  sandbox.faults.order({
    operation: 'ModifyRule',
    effect: 'drop',
    where() {
      // Green loses its tasks once it has traffic.
      if (!done) sandbox.clock.after(30_000, () => loseGreen())
      done = true
      return false
    },
  })
  const { jobs } = await publish('blue-green.yml')
  expect(jobs).toEqual({ detect: 'success', release: 'failure', 'roll-back': 'skipped' })
  expect(shares()).toEqual([5, 0])
  expect(await records()).toEqual([['deploy', 'failure']])
})

async function loseGreen(): Promise<void> {
  const { id, name: cluster } = sandbox.accounts.find('production') as { id: string; name: string }
  sandbox.worldFaults.begin('no-capacity')
  const { taskArns } = await sandbox.call(id, 'ecs', 'ListTasks', { cluster, serviceName: `${SHIFTED}-green` })
  for (const task of taskArns as string[]) await sandbox.call(id, 'ecs', 'StopTask', { cluster, task })
}
