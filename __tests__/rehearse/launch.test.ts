// What is the caller told who starts the programs of the steps?
import { basename } from 'node:path'
import { expect, test } from '@jest/globals'
import { launchHere, type Program } from '../../rehearse/run/program.ts'
import { jobOf, stage } from './stage.ts'

const release = {
  event: { name: 'release', payload: { action: 'published', release: { tag_name: 'v1.2.3' } } },
  vars: { SERVICE: 'web' },
}

test('each program comes with its job, its step and its whole environment', async () => {
  const programs: Program[] = []
  await stage('release', {
    ...release,
    launch: program => {
      programs.push(program)
      return launchHere(program)
    },
  })
  expect(programs.map(({ kind, job, step, args }) => [kind, job, step, basename(args.at(-1) ?? '')])).toEqual([
    ['shell', 'build', 'digest', 'script_1.sh'],
    ['node', 'deploy', 'remember', 'index.js'],
    ['node', 'deploy', 'greet', 'index.js'],
    ['shell', 'deploy', '__run', expect.stringMatching(/^script_\d\.sh$/)],
    ['node', 'deploy', 'remember', 'after.js'],
  ])
  expect(programs[2]?.env).toMatchObject({
    INPUT_FIRST_NAME: 'web',
    INPUT_TOKEN: 'token-of-deploy',
    GITHUB_ACTION_REPOSITORY: 'acme/toolbox',
    GITHUB_ACTION_REF: 'v1',
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'oidc-secret',
  })
  expect(programs[4]?.env).toMatchObject({ STATE_name: 'web' })
})

test('a program that cannot be started fails its step, and the job goes on to its end', async () => {
  const staged = await stage('release', {
    ...release,
    launch: program => launchHere({ ...program, file: 'no-such-program' }),
  })
  const job = jobOf(staged, 'build')
  expect(job.result).toBe('failure')
  expect(job.steps.at(-1)?.annotations[0]?.message).toBe('spawn no-such-program ENOENT')
})
