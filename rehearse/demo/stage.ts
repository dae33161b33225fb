// How is one release of the demo carried through the example workflow?
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { keepTime } from '../../sandbox/child-clock.ts'
import { killGroup } from '../../sandbox/runtime/reaper.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import { checkoutOf } from '../checkout.ts'
import type { Happening, NothingStarted, RunReport } from '../happening.ts'
import { rehearse } from '../rehearse.ts'
import type { Launch } from '../run/program.ts'
import { credentialsFrom } from './credentials.ts'
import { githubSide } from './github-side.ts'
import { type Release, releaseEvent, repositoryOf } from './release-event.ts'

/** Where the demo plays: the sandbox, the service with the folder of its repository, and the checkout of these actions. */
export type Stage = {
  sandbox: Sandbox
  service: string
  repository: string
  /** The file of the example in `.github/workflows`. */
  workflow: 'release.yml' | 'blue-green.yml'
  actions: string
  node?: string
}

/**
 * Starts steps in the time of the sandbox: Node actions keep it; scripts of a workflow have no clock of their own. Once
 * `signal` is aborted, what runs is killed and nothing is started: whoever ends the demo waits for no release.
 */
export const launchIn =
  ({ clock }: Sandbox, signal?: AbortSignal): Launch =>
  ({ kind, file, args, folder, env }) => {
    signal?.throwIfAborted()
    const time = kind === 'node' ? keepTime(clock) : undefined
    const child = spawn(file, [...(time?.execArgv ?? []), ...args], {
      cwd: folder,
      env: { ...env, ...time?.env },
      stdio: time?.ipc ? ['ignore', 'pipe', 'pipe', 'ipc'] : ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    time?.attach(child)
    const kill = () => killGroup(child.pid, 'SIGKILL')
    signal?.addEventListener('abort', kill)
    child.once('exit', () => signal?.removeEventListener('abort', kill))
    return child
  }

/** Rehearses the example workflow, as it lies in the released repository, with the event of one published release. */
export function carryOut(
  { sandbox, service, repository, workflow, actions, node }: Stage,
  release: Release,
  run: number,
  report: (happening: Happening) => void,
  signal?: AbortSignal,
): Promise<RunReport | NothingStarted> {
  const id = 7000 + run
  sandbox.github.repository(repositoryOf(service), { runs: { [id]: sandbox.clock.now() } })
  return rehearse({
    workflow: join(repository, '.github/workflows', workflow),
    event: { name: 'release', payload: releaseEvent(service, release) },
    repository: { name: repositoryOf(service), folder: repository },
    sha: release.sha,
    ref: `refs/tags/${release.tag}`,
    run: { id, number: run, attempt: 1 },
    actions: { 'ecs-release/ecs-release': actions },
    standIns: {
      'actions/checkout': checkoutOf(repository),
      'aws-actions/configure-aws-credentials': credentialsFrom(sandbox.awsUrl),
    },
    urls: { server: 'https://github.com', api: sandbox.githubUrl },
    hooks: githubSide(sandbox),
    clock: sandbox.clock,
    launch: launchIn(sandbox, signal),
    // On GitHub these actions run on Node 24; here perhaps on 20, of which the SDK would say a word in every log.
    machineEnv: { AWS_ENDPOINT_URL: sandbox.awsUrl, AWS_EC2_METADATA_DISABLED: 'true', NODE_NO_WARNINGS: '1' },
    ...(node ? { node } : {}),
    report,
    ...(signal ? { signal } : {}),
  })
}
