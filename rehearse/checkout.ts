// What takes the place of actions/checkout?
import { cpSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { StandIn } from './stand-in.ts'

const inputs =
  'repository ref token ssh-key ssh-known-hosts ssh-strict ssh-user persist-credentials path clean filter ' +
  'sparse-checkout sparse-checkout-cone-mode fetch-depth fetch-tags show-progress lfs submodules set-safe-directory ' +
  'allow-unsafe-pr-checkout github-server-url'

/** Inputs that ask for other files than those of the run's own commit. */
const elsewhere = ['repository', 'sparse-checkout', 'submodules']

/** Not part of a commit. */
const leftOut = ['.git', 'node_modules']

/**
 * A stand-in that puts the files of a folder into the workspace, as they lie there now; without history.
 * It fails the step when the workflow asks for other files than those of the run's own commit.
 */
export function checkoutOf(folder: string): StandIn {
  return {
    inputs: inputs.split(' '),
    outputs: ['ref', 'commit'],
    run({ inputs: given, job, workspace }) {
      const own = ['', 'false', job.repository, job.ref, job.sha]
      for (const name of [...elsewhere, 'ref']) {
        const value = given[name] ?? ''
        if (!own.includes(value)) throw new Error(`\`${name}: ${value}\` asks for other files than those of this run`)
      }
      const target = join(workspace, given.path ?? '')
      cpSync(folder, target, { recursive: true, filter: source => !leftOut.includes(basename(source)) })
      return { outputs: { ref: job.ref, commit: job.sha }, lines: [`The files of ${job.sha}, without history.`] }
    },
  }
}
