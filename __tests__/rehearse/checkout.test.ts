// What does the stand-in for actions/checkout put into a workspace?
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { checkoutOf } from '../../rehearse/checkout.ts'
import type { StandInStep } from '../../rehearse/stand-in.ts'
import { fixture } from './stage.ts'

let workspace = ''
beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'checkout-'))
})
afterEach(() => rmSync(workspace, { recursive: true }))

const step = (inputs: Record<string, string>): StandInStep => ({
  ...{ uses: 'actions/checkout@v4', inputs, env: {}, workspace, signal: new AbortController().signal },
  job: {
    ...{ id: 'a', name: 'a', number: 1, repository: 'acme/shop', workflow: 'w', ref: 'refs/heads/main', sha: '0123' },
    ...{ actor: 'a', event: 'push', runId: 1, runAttempt: 1, logUrl: '', permissions: {} },
    ...{ environment: undefined, deployment: false },
  },
})

test('it puts the files where the step wants them', async () => {
  await checkoutOf(fixture('release')).run(step({ path: 'here', ref: 'refs/heads/main' }))
  expect(readdirSync(join(workspace, 'here')).sort()).toEqual(['.github', 'VERSION', 'console.txt'])
})

test.each([
  ['ref', 'v0'],
  ['repository', 'acme/other'],
  ['submodules', 'true'],
])('it does not pretend to know %s: %s', (name, value) => {
  expect(() => checkoutOf(fixture('release')).run(step({ [name]: value }))).toThrow(`\`${name}: ${value}\``)
})
