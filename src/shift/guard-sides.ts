// Are both sides still what the weights take them for?

import { primaryOf } from '../decisions/snapshot.ts'
import type { World } from '../world.ts'
import type { Shift } from './shift.ts'
import { mendBlue } from './shift-sizes.ts'
import type { Foreign } from './weigh.ts'

/** Milliseconds between two looks at the services themselves; what they serve is measured more often. */
const EVERY = 120_000

/**
 * A look that is due now and then, and before what cannot be taken back lightly (`now`): somebody may deploy something else to a side, which is held and never undone; and blue
 * may lose its tasks while it has traffic, which is said, and blue is brought up again.
 */
export function guardSides(shift: Shift, world: World): (asked?: 'now') => Promise<Foreign | undefined> {
  const { cluster, blue, green, wanted } = shift.found
  const before = blue.service.revision
  let due = 0
  let warned = false
  return async asked => {
    const now = world.clock.now()
    if (asked !== 'now' && now < due) return undefined
    due = now + EVERY
    const { services } = await (await world.ecs()).describeServices(cluster, [blue.service.name, green.name])
    const at = (name: string) => services.find(one => one.name === name)
    for (const [side, name, revision] of [
      ['green', green.name, shift.found.revision],
      ['blue', blue.service.name, before],
    ] as const) {
      const primary = primaryOf(at(name))
      if (!primary || primary.revision === revision) continue
      shift.runs = { ...shift.runs, [side]: primary.revision }
      return { foreign: `somebody deployed to ${name}: it is on ${primary.revision} now, and was on ${revision}` }
    }
    if (shift.share === 100 || at(blue.service.name)?.running !== 0) {
      warned = false
      return undefined
    }
    const ill = `${blue.service.name} has no task that runs, and ${100 - shift.share} % of the traffic: it is brought up again`
    if (!warned) world.runner.warn(`${wanted.name}: ${ill}.`)
    if (!warned) shift.log(wanted.name, ill)
    warned = true
    await mendBlue(shift, world)
    return undefined
  }
}
