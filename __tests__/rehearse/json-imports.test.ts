// Does plain Node load GitHub's parser?
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@jest/globals'

const hook = fileURLToPath(new URL('../../rehearse/json-imports.js', import.meta.url))
const load = "await import('@actions/workflow-parser'); console.log('loaded')"

test('with the hook it does', () => {
  const { stdout, stderr } = spawnSync(process.execPath, ['--import', hook, '--input-type=module', '-e', load], {
    encoding: 'utf8',
  })
  expect([stdout, stderr]).toEqual(['loaded\n', ''])
})
