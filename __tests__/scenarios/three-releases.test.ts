import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { planned } from '../../rehearse/demo/releases.ts'
import { SERVICE, setScene, writeRepository } from '../../rehearse/demo/scene.ts'
import { carryOut } from '../../rehearse/demo/stage.ts'
import type { RunReport, StepReport } from '../../rehearse/happening.ts'
import { jumpClock } from '../../sandbox/clock.ts'
import type { Script } from '../../sandbox/runtime/script.ts'
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts'
import { expectGolden } from '../golden.ts'
import { scripted } from '../scene.ts'

const serves = (version: string): Script => ({
  lines: [{ atSecond: 1, text: `address-api ${version} listens on 8080` }],
  listenAfterSeconds: 1,
  answers: [{ body: JSON.stringify({ version }) }],
})
const crashes: Script = {
  lines: [
    { atSecond: 0, text: 'address-api 0.2.0 starts' },
    { atSecond: 1, text: 'Error: DATABASE_URL is not set' },
  ],
  listenAfterSeconds: 60,
  exit: { atSecond: 1, code: 1 },
}
const commitOf = (digits: string, script: Script) => {
  const sha = digits.repeat(5)
  return { sha, image: scripted(script, sha) }
}
const commits = [
  commitOf('00000000', serves('0.0.9')),
  commitOf('a1b2c3d4', serves('0.1.0')),
  commitOf('e5f60718', crashes),
] as const

describe('three releases, through examples/release.yml and the root action', () => {
  let sandbox: Sandbox
  let repository: string
  beforeAll(async () => {
    sandbox = await startSandbox({ clock: jumpClock(), seed: 7 })
    repository = mkdtempSync(join(tmpdir(), 'address-api-'))
    writeRepository(repository, resolve('examples'), await setScene(sandbox, [...commits]))
  })
  afterAll(async () => {
    await sandbox.close()
    rmSync(repository, { recursive: true })
  })

  test.each(planned.map((release, i) => [release.tag, release, i] as const))('%s', async (tag, release, i) => {
    const { sha } = commits[release.commit]
    const at = new Date(sandbox.clock.now())
    const stage = { sandbox, service: SERVICE, repository, workflow: 'release.yml' as const, actions: resolve('.') }
    const report = (await carryOut(stage, { ...release, sha, at }, i + 1, () => {})) as RunReport
    expect(report.result).toBe(release.ends)
    expectGolden(`three-releases/${tag}`, [...logOf(report), '', ...summariesOf(report)].join('\n'))
  })
})

/** The log of a run as a user scrolls through it; what steps print of their inputs is left out. */
const logOf = (report: RunReport): string[] =>
  report.jobs.flatMap(job => [`=== ${job.name}: ${job.result}`, ...job.steps.flatMap(step => logOfStep(step, ''))])

function logOfStep(step: StepReport, indent: string): string[] {
  const lines = step.lines.filter(({ kind }) => kind !== 'command' && kind !== 'endgroup')
  return [
    `${indent}--- ${step.name}: ${step.conclusion}`,
    ...lines.map(({ kind, text }) => `${indent}    ${kind === 'plain' ? '' : `[${kind}] `}${text}`),
    ...step.steps.flatMap(one => logOfStep(one, `${indent}    `)),
  ]
}

const summariesOf = (report: RunReport): string[] => {
  const all = (steps: StepReport[]): StepReport[] => steps.flatMap(one => [one, ...all(one.steps)])
  const inner = report.jobs.flatMap(job => all(job.steps)).filter(step => step.steps.length === 0 && step.summary)
  return inner.flatMap(step => [`=== Summary of ${step.name}`, '', step.summary])
}
