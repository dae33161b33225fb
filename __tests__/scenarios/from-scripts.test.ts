// Does the page for those who come from shell scripts name what is there, for all that the scripts take?
import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'

type Contract = { inputs: Record<string, unknown>; outputs: Record<string, unknown> }
const contractOf = (action: string) =>
  parse(readFileSync(action === 'root' ? 'action.yml' : `actions/${action}/action.yml`, 'utf8')) as Contract

/** The scripts, with the flags and variables that each takes. */
const SCRIPTS: Record<string, string[]> = {
  'deploy-blue-green.sh': [
    ...['--image-tag', '--cluster', '--services', 'IMAGE_TAG', 'CLUSTER', 'SERVICES', 'VPC_ID', 'ECR_REGISTRY'],
    ...['HOSTED_ZONE_ID', 'shift_traffic', '--desired-count 0'],
  ],
  'monitor-deployment.sh': [
    ...['--duration', '--alert-on-error-rate', '--alert-on-latency-p95', 'DURATION', 'ERROR_RATE_THRESHOLD'],
    ...['LATENCY_THRESHOLD', 'START_TIME', 'END_TIME'],
  ],
  'rollback-deployment.sh': ['--cluster', '--services', 'rollback-to-blue.json', '--desired-count 0'],
  'smoke-tests.sh': ['--target green'],
  'send-alert.sh': ['--message', '--severity'],
}

const page = readFileSync('docs/from-scripts.md', 'utf8')
const named = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name as string)

/** The rows of a script's table: what it takes, and the inputs or outputs of one of our actions. */
function rowsOf(script: string) {
  const [, section = ''] = page.split(`\n## ${script}\n`)
  const lines = (section.split('\n## ')[0] as string).split('\n').filter(line => /^\| (?!script \|)/.test(line))
  return lines.map(line => {
    const [theirs = '', ours = '', changes = ''] = line.slice(2).split(' | ')
    const action = ours
      .match(/ of (?:the (root) action|([\w-]+))$/)
      ?.slice(1)
      .find(Boolean)
    return { line, theirs: named(theirs), ours: named(ours), action, changes }
  })
}

test('it has a table for each script, and no other', () => {
  expect([...page.matchAll(/^## (.*)$/gm)].map(([, title]) => title)).toEqual(Object.keys(SCRIPTS))
})

describe.each(Object.entries(SCRIPTS))('the table of %s', (script, flags) => {
  test('has every flag and variable', () => {
    expect(rowsOf(script).flatMap(row => row.theirs)).toEqual(expect.arrayContaining(flags))
  })

  test('names inputs and outputs that are there, or says that there is none yet', () => {
    const rows = rowsOf(script)
    expect(rows).not.toEqual([])
    for (const { line, ours, action, changes } of rows) {
      if (action === undefined) {
        expect([line, ours, changes]).toEqual([line, [], expect.stringMatching(/^not yet: /)])
        continue
      }
      const { inputs, outputs } = contractOf(action)
      const known = Object.keys(script === 'send-alert.sh' ? outputs : inputs)
      expect([line, ours.length > 0, ours.filter(one => !known.includes(one))]).toEqual([line, true, []])
    }
  })
})
