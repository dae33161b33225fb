// What does a step find around it: variables, folders, commands?
import { beforeAll, expect, test } from '@jest/globals'
import { errors, type Staged, said, stage, stepOf } from './stage.ts'

let staged: Staged
beforeAll(async () => {
  process.env.LEAKED = 'from the caller'
  staged = await stage('environments', {
    event: { name: 'push', payload: { release: { tag_name: 'v1' } } },
    secrets: { KEY: 'hush-hush' },
    vars: { REGION: 'eu' },
    environments: { staging: { vars: { REGION: 'us' } } },
    machineEnv: { AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' },
  })
  delete process.env.LEAKED
})

const of = (id: string) => stepOf(staged, 'env', id)

test('a step outdoes the job, the job the workflow, the environment’s settings the repository’s; names differ by case', () => {
  expect(said(of('own'))).toEqual(['workflow step ***-us job lower []', '[]'])
})

test('what a step adds to the environment and the path is there for the next, but not NODE_OPTIONS', () => {
  expect(said(of('later'))).toEqual(['outdone job added outdone', 'a tool of ours'])
  expect(errors(of('own'))).toEqual(["Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command."])
})

test('a step finds what the runner and the workflow give it, and nothing else of this machine', () => {
  const names = said(of('all')).filter(name => !/^(GITHUB|RUNNER)_/.test(name))
  expect(names.join(' ')).toBe('A AWS_ENDPOINT_URL B C CI E HOME PATH PWD SHLVL _ path')
})

test('a job has a home of its own, empty, and works in a folder called as its repository', () => {
  const [tool, home, ...rest] = said(of('folders'))
  expect(tool).toBe('ours')
  expect(home).not.toBe(process.env.HOME)
  expect(rest).toEqual(['shop', '{', '  "release": {', '    "tag_name": "v1"', '  }', '}'])
})

test('the github context and its variables say the same, and what is not in the event is empty', () => {
  expect(said(of('github'))).toEqual([
    'acme/shop main branch 0123456789abcdef0123456789abcdef01234567 push env',
    'What steps see acme/shop/.github/workflows/environments.yml@refs/heads/main github https://api.github.test 1',
    'v1 |acme',
  ])
})

test.each([
  ['bad-file', ["Unable to process file command 'output' successfully.", "Invalid format 'no equals sign'"]],
  [
    'unfinished',
    ["Unable to process file command 'output' successfully.", "Invalid value. Matching delimiter not found 'end'"],
  ],
  ['wrong-env', ['A mapping was not expected']],
])('%s fails with the words of the runner', (id, words) => {
  expect(of(id).outcome).toBe('failure')
  expect(errors(of(id))).toEqual(words)
})
