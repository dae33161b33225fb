// Which events start a workflow?
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { readDocument } from '../../rehearse/read/document.ts'
import type { Json } from '../../rehearse/run/github.ts'
import { passes } from '../../rehearse/run/ref-filter.ts'
import { whyNot } from '../../rehearse/run/trigger.ts'
import { stage } from './stage.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'trigger-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function why(on: string, name: string, payload: Json = {}, ref = 'refs/heads/main') {
  const file = join(folder, 'workflow.yml')
  writeFileSync(file, `on: ${on}\njobs: {a: {runs-on: x, steps: [{run: x}]}}\n`)
  return whyNot(readDocument('workflow', file, [])?.find('on'), { name, payload, ref })
}

const published = { action: 'published' }
const merged = { pull_request: { base: { ref: 'main' } }, action: 'closed' }

test.each([
  ['push', 'push', {}],
  ['[push, release]', 'release', { action: 'created' }],
  ['{release: {types: [published, edited]}}', 'release', published],
  ['{push: {branches: [main]}}', 'push', {}],
  ['{pull_request: {types: closed, branches: main}}', 'pull_request', merged],
  [
    '{workflow_run: {workflows: [Build], branches: [main]}}',
    'workflow_run',
    { workflow_run: { name: 'Build', head_branch: 'main' } },
  ],
  ['{schedule: [{cron: "0 5 * * *"}]}', 'schedule', { schedule: '0 5 * * *' }],
  ['{workflow_dispatch: }', 'workflow_dispatch', {}],
  ['{repository_dispatch: {types: [go]}}', 'repository_dispatch', { action: 'go' }],
])('on: %s starts on a %s', (on, name, payload) => {
  expect(why(on, name, payload)).toBeUndefined()
})

test.each([
  ['push', 'release', published, 'it starts on push, not on release'],
  [
    '{release: {types: [published]}}',
    'release',
    { action: 'created' },
    'it starts when a release is published, and this one is created',
  ],
  [
    'pull_request',
    'pull_request',
    merged,
    'it starts when a pull_request is opened or synchronize or reopened, and this one is closed',
  ],
  ['{push: {tags: ["v*"]}}', 'push', {}, 'its filters of branches and tags leave out main'],
  ['{push: {branches-ignore: ["**"]}}', 'push', {}, 'its filters of branches and tags leave out main'],
  [
    '{workflow_run: {workflows: [Build]}}',
    'workflow_run',
    { workflow_run: { name: 'Test' } },
    'it waits for Build, not for Test',
  ],
  [
    '{schedule: [{cron: "0 5 * * *"}]}',
    'schedule',
    { schedule: '0 6 * * *' },
    'its schedule is 0 5 * * *, not 0 6 * * *',
  ],
])('on: %s does not start on a %s of %j, and it is said why', (on, name, payload, reason) => {
  expect(why(on, name, payload)).toBe(reason)
})

test.each([
  ['feature/a', ['feature/*'], true],
  ['feature/a/b', ['feature/*'], false],
  ['feature/a/b', ['feature/**'], true],
  ['v1.2.3', ['v[0-9]+.[0-9]+.[0-9]+'], true],
  ['v1x2.3', ['v[0-9]+.[0-9]+.[0-9]+'], false],
  ['v1.2.3-rc', ['v*', '!v*-rc'], false],
  ['v1.2.3-rc', ['!v*-rc', 'v*'], true],
  ['main', ['mains?'], true],
])('%s and %j: %s', (name, only, passed) => {
  expect(passes(name, { only, ignore: undefined })).toBe(passed)
})

test('an event that starts nothing is no failure, and nothing is opened', async () => {
  const staged = await stage('release', { event: { name: 'release', payload: { action: 'created' } } })
  expect(staged.report).toMatchObject({ started: false, why: expect.stringContaining('published') })
  expect(staged.opened).toEqual([])
})
