// How does buildx come up, with a BuildKit of its own?
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { docker } from './engine.ts'

const ADDRESS = 'unix:///run/buildkit/buildkitd.sock'

/** A client with buildx, by `DOCKER_CONFIG`: `engine` builds with the engine's BuildKit, `own` with one beside it. */
export type Buildx = {
  engine: string
  own: string
  /** The builder forgets all that it has built. */
  forget(): Promise<void>
  close(): Promise<void>
}

/** buildx is given as `BUILDX`, and buildkitd beside it: setup-buildx-action starts it in a container, here it runs without. */
export async function startBuildx(): Promise<Buildx> {
  const real = process.env.REAL as string
  const [engine, own] = ['engine', 'own'].map(name => join(real, `buildx-${name}`)) as [string, string]
  for (const folder of [engine, own]) {
    mkdirSync(join(folder, 'cli-plugins'), { recursive: true })
    symlinkSync(process.env.BUILDX as string, join(folder, 'cli-plugins/docker-buildx'))
    writeFileSync(join(folder, 'config.json'), '{}')
  }
  const words = ['--root', join(real, 'buildkit'), '--addr', ADDRESS, '--oci-worker-net', 'host']
  const child = spawn(join(process.env.BUILDX as string, '../buildkitd'), words, { stdio: 'ignore' })
  const closed = once(child, 'close')
  const create = ['buildx', 'create', '--use', '--driver', 'remote', ADDRESS]
  execFileSync('docker', ['--config', own, ...create], { stdio: 'ignore' })
  const answers = () =>
    docker('--config', own, 'buildx', 'inspect').then(
      said => said.includes('running'),
      () => false,
    )
  while (!(await answers())) {
    if (child.exitCode !== null) throw new Error(`buildkitd ended with ${child.exitCode}`)
    await setTimeout(100)
  }
  return {
    engine,
    own,
    async forget() {
      await docker('--config', own, 'buildx', 'prune', '--all', '--force')
    },
    async close() {
      // It would wait for a build that was not cancelled.
      child.kill('SIGKILL')
      await closed
    },
  }
}
