// What was released to a service before an action comes?

import type { Script } from '../sandbox/runtime/script.ts'
import type { Play } from './play.ts'
import { type Scene, type SceneOptions, scene } from './scene.ts'

export type Past = {
  web: Scene
  /** Releases a revision as somebody would, and waits until ECS is done with it, however that ends. */
  release(script: Script, container?: Record<string, unknown>): Promise<string>
  /** Asks for a deployment of a revision and waits for nothing. */
  update(revision: string): Promise<unknown>
  /** Waits until the service is at rest. */
  rest(): Promise<void>
  /** The revision of the primary deployment and how many of its tasks run; `alone` when no other deployment is left. */
  now(): Promise<{ revision: string; running: number; state: string; alone: boolean }>
  call(operation: string, input: Record<string, unknown>): Promise<Record<string, unknown>>
}

export const well = (body: string): Script => ({ answers: [{ body }] })
export const crashing: Script = { listenAfterSeconds: 60, exit: { atSecond: 1, code: 1 } }

/** A service with a history: its scene, and what is needed to add to it. */
export async function past({ sandbox, clock }: Play, options: SceneOptions = {}): Promise<Past> {
  const web = await scene(sandbox, options)
  const { account = 'staging', cluster = 'staging', service = 'web' } = options
  const call = (operation: string, input: Record<string, unknown>) => sandbox.call(account, 'ecs', operation, input)
  const update = (taskDefinition: string) => call('UpdateService', { cluster, service, taskDefinition })
  const now = async () => {
    const { deployments } = await web.describe()
    const primary = deployments.find(one => one.status === 'PRIMARY')
    return {
      revision: primary?.taskDefinition.split('/').at(-1) ?? '',
      running: primary?.runningCount ?? 0,
      state: primary?.rolloutState ?? '',
      alone: deployments.length === 1,
    }
  }
  const rest = async () => {
    for (let i = 0; i < 360; i++) {
      await clock.advance(5_000)
      const { alone, state } = await now()
      if (alone && state !== 'IN_PROGRESS') return
    }
    throw new Error('the service does not come to rest')
  }
  return {
    web,
    call,
    update,
    rest,
    now,
    async release(script, container) {
      const revision = await web.revise(script, container)
      await update(revision)
      await rest()
      return revision
    },
  }
}
