// What may the token of a job do?
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { readDocument } from '../../rehearse/read/document.ts'
import { permissionsOf } from '../../rehearse/run/permissions.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'permissions-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function permissions(workflow: string | undefined) {
  const file = join(folder, 'workflow.yml')
  const line = workflow === undefined ? '' : `permissions: ${workflow}\n`
  writeFileSync(file, `on: push\n${line}jobs: {a: {runs-on: x, steps: [{run: x}]}}\n`)
  return permissionsOf(readDocument('workflow', file, [])?.find('permissions'), undefined)
}

test.each([
  [undefined, { contents: 'read', packages: 'read', metadata: 'read' }],
  ['{}', { metadata: 'read' }],
  ['{ id-token: write, contents: none }', { 'id-token': 'write', metadata: 'read' }],
])('permissions: %s', (text, expected) => {
  expect(permissions(text)).toEqual(expected)
})

test('read-all and write-all stop at what each permission can be', () => {
  const read = permissions('read-all')
  expect(read).toMatchObject({ contents: 'read', deployments: 'read', metadata: 'read' })
  expect(read).not.toHaveProperty('id-token')
  expect(permissions('write-all')).toMatchObject({ contents: 'write', 'id-token': 'write', models: 'read' })
})
