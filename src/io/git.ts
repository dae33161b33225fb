// When was a commit made?
import { execFile } from 'node:child_process'
import { runner } from './runner.ts'

/** Seconds since the epoch; undefined when git or the commit is not there. No shell is started. */
export const commitTime = (sha: string): Promise<number | undefined> =>
  new Promise(resolve => {
    const args = ['show', '--no-patch', '--format=%ct', '--end-of-options', sha]
    execFile('git', args, { cwd: runner.variable('GITHUB_WORKSPACE') ?? '.' }, (error, stdout) => {
      const seconds = Number(stdout.trim())
      resolve(error || !Number.isInteger(seconds) || seconds <= 0 ? undefined : seconds)
    })
  })
