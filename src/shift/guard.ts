// How is it seen to that a cancelled job changes nothing any more?
import { Failure } from '../failure.ts'
import type { World } from '../world.ts'

/** What each port has that changes something. */
const MUTATING = {
  ecs: ['updateService', 'registerTaskDefinition', 'stopWithRollback'],
  listenerRules: ['write', 'create', 'remove', 'tag', 'untag'],
  targetGroups: ['create', 'copyAttributes'],
  scaling: ['suspend', 'atLeast'],
  serviceCopies: ['copy'],
} as const

/**
 * The same world, in which nothing can be changed once the job is cancelled: whatever is still on its way through the
 * code then stops at its next change. `onWrite` hears of each write of a rule, so that a last one can come after it.
 */
export function guarded(world: World, onWrite: (writing: Promise<unknown>) => void): World {
  const guard = async (name: keyof typeof MUTATING, ...given: [region?: string]) => {
    const port = (await world[name](...given)) as unknown as Record<string, (...words: unknown[]) => Promise<unknown>>
    const checked = MUTATING[name].map(method => [
      method,
      (...words: unknown[]) => {
        if (world.cancel.aborted) return Promise.reject(new Failure('The job was cancelled.'))
        const done = (port[method] as (...words: unknown[]) => Promise<unknown>)(...words)
        if (method === 'write') onWrite(done)
        return done
      },
    ])
    return { ...port, ...Object.fromEntries(checked) }
  }
  const ports = Object.keys(MUTATING) as (keyof typeof MUTATING)[]
  return { ...world, ...Object.fromEntries(ports.map(name => [name, (...given: [string?]) => guard(name, ...given)])) }
}
