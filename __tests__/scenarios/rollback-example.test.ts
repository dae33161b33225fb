import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { checkoutOf } from '../../rehearse/checkout.ts'
import { credentialsFrom } from '../../rehearse/demo/credentials.ts'
import { githubSide } from '../../rehearse/demo/github-side.ts'
import { type Release, repositoryOf } from '../../rehearse/demo/release-event.ts'
import { SERVICE, setScene, writeRepository } from '../../rehearse/demo/scene.ts'
import { carryOut, launchIn } from '../../rehearse/demo/stage.ts'
import type { RunReport, StepReport } from '../../rehearse/happening.ts'
import { rehearse } from '../../rehearse/rehearse.ts'
import { type JumpClock, jumpClock } from '../../sandbox/clock.ts'
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts'
import { scripted } from '../scene.ts'

const commitOf = (digits: string, version: string) => {
  const sha = digits.repeat(5)
  return { sha, image: scripted({ answers: [{ body: version }] }, sha) }
}
const commits = [commitOf('00000000', '0.0.8'), commitOf('a1b2c3d4', '0.0.9'), commitOf('e5f60718', '0.1.0')] as const

describe('releases to production, and examples/rollback.yml', () => {
  let sandbox: Sandbox
  let repository: string
  beforeAll(async () => {
    sandbox = await startSandbox({ clock: jumpClock(), seed: 7 })
    repository = mkdtempSync(join(tmpdir(), 'address-api-'))
    writeRepository(repository, resolve('examples'), await setScene(sandbox, [...commits]))
    cpSync(resolve('examples/rollback.yml'), join(repository, '.github/workflows/rollback.yml'))
    for (const [i, tag] of (['v0.0.9', 'v0.1.0'] as const).entries()) {
      const sha = commits[i + 1]?.sha as string
      const release: Release = { tag, sha, prerelease: false, title: tag, body: '', at: new Date(sandbox.clock.now()) }
      const stage = { sandbox, service: SERVICE, workflow: 'release.yml' as const, repository, actions: resolve('.') }
      const report = (await carryOut(stage, release, i + 1, () => {})) as RunReport
      expect(report.result).toBe('success')
      await (sandbox.clock as JumpClock).advance(60_000)
    }
  })
  afterAll(async () => {
    await sandbox.close()
    rmSync(repository, { recursive: true })
  })

  const dispatch = async (inputs: Record<string, string>, run: number) => {
    const report = (await rehearse({
      workflow: join(repository, '.github/workflows/rollback.yml'),
      event: { name: 'workflow_dispatch', payload: { inputs } },
      repository: { name: repositoryOf(SERVICE), folder: repository },
      sha: commits[2].sha,
      ref: 'refs/heads/main',
      run: { id: 7100 + run, number: run, attempt: 1 },
      actions: { 'ecs-release/ecs-release': resolve('.') },
      standIns: {
        'actions/checkout': checkoutOf(repository),
        'aws-actions/configure-aws-credentials': credentialsFrom(sandbox.awsUrl),
      },
      urls: { server: 'https://github.com', api: sandbox.githubUrl },
      hooks: githubSide(sandbox),
      clock: sandbox.clock,
      launch: launchIn(sandbox),
      machineEnv: { AWS_ENDPOINT_URL: sandbox.awsUrl, AWS_EC2_METADATA_DISABLED: 'true', NODE_NO_WARNINGS: '1' },
      report: () => {},
    })) as RunReport
    await (sandbox.clock as JumpClock).advance(60_000)
    return { result: report.result, lines: report.jobs.flatMap(job => job.steps.flatMap(linesOf)) }
  }
  const linesOf = ({ lines, steps }: StepReport): string[] => [...lines.map(one => one.text), ...steps.flatMap(linesOf)]

  test('what was live before v0.1.0 is live again, as the records of its release say', async () => {
    const { result, lines } = await dispatch({ environment: 'production', to: 'last-good', reason: 'slow' }, 1)
    expect(lines.filter(one => /goes back from/.test(one))).toEqual([
      '00:00  address-api: goes back from address-api:3 to address-api:2 (v0.0.9), the last that was live and well',
    ])
    expect(lines.at(-1)).toMatch(/^✓ address-api:2 is live again: 2 of 2 tasks .* answered well, 2 times in a row\.$/)
    expect(result).toBe('success')
  })

  test('asked again, it says that nothing is to be undone', async () => {
    const { result, lines } = await dispatch({ environment: 'production', to: 'last-good', reason: 'again' }, 2)
    expect([result, lines.some(one => one.includes('address-api:2 is live already'))]).toEqual(['success', true])
  })
})
