// Is there nothing to do for a pair, and is it well where it stands?
import type { Step } from '../decisions/traffic-shift.ts'
import { patiently } from '../patiently.ts'
import type { World } from '../world.ts'
import { countHealthy, type Found } from './find-pair.ts'
import type { ShiftEnd } from './shift.ts'

type Asked = { resume: 'continue' | 'rollback'; stopAt: number; ladder: Step[] }

export const done = (because: string, next = ''): ShiftEnd => ({
  ...{ verdict: 'nothing-to-do', remedy: 'none', because, next },
})

/** What to do after a step that is not the last one. */
export const goOn = (ladder: Step[], share: number): string => {
  const next = ladder.find(one => one.weight > share)
  return next ? `Go on with step ${next.weight}.` : ''
}

/** How a pair ends that is where it was wanted, or further; undefined when there is something to do. */
export async function nothingToDo(
  found: Found,
  { resume, stopAt, ladder }: Asked,
  world: World,
): Promise<ShiftEnd | undefined> {
  const { share, standing } = found
  if (share === 100 && standing?.note === undefined)
    return done(
      'this revision took over before',
      resume === 'rollback' ? 'To go back from it, use the action rollback.' : '',
    )
  if (share <= stopAt || resume === 'rollback') return undefined
  const passed = `step ${stopAt} was passed before`
  return (await illSides(found, passed, world)) ?? done(passed, goOn(ladder, share))
}

/** A side that has traffic, and no target to take it. */
async function illSides({ blue, green, share }: Found, passed: string, world: World): Promise<ShiftEnd | undefined> {
  const sides = [
    { name: blue.service.name, group: blue.group, has: 100 - share },
    { name: green.name, group: green.group ?? '', has: share },
  ].filter(one => one.has > 0)
  const healthy = await patiently(world, () =>
    countHealthy(
      sides.map(one => one.group),
      world,
    ),
  )
  const ill = sides.filter(one => healthy.get(one.group) === 0)
  if (ill.length === 0) return undefined
  const isIll = (name: string) => ill.some(one => one.name === name)
  const bring = isIll(blue.service.name) ? [`bring ${blue.service.name} up`] : []
  const back = isIll(green.name) ? ['run again with resume: rollback'] : []
  const next = [...bring, ...back].join(', then ')
  return {
    ...{ verdict: 'held', remedy: 'needs-human' },
    because: `${passed}, and ${ill.map(one => `${one.name} has ${Math.round(one.has)} % of the traffic and no healthy target`).join(', and ')}`,
    next: `${next.charAt(0).toUpperCase()}${next.slice(1)}.`,
  }
}
