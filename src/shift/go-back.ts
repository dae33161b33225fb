// How does all traffic of a pair go back to blue, and how is that told?
import { fingerprint } from '../decisions/listener-rule.ts'
import { patiently } from '../patiently.ts'
import type { World } from '../world.ts'
import { revertTraffic } from './revert.ts'
import { arrived, type Shift, type ShiftEnd } from './shift.ts'
import { blueCanTakeIt } from './shift-sizes.ts'

/** One write, which nobody but us must have been before; sizes come later. Not onto a blue without a healthy target. */
export async function goBack(
  shift: Shift,
  because: string,
  world: World,
  breach?: ShiftEnd['breach'],
): Promise<ShiftEnd> {
  const { found, log } = shift
  const { blue, green, rule } = found
  const more = breach ? { breach } : {}
  if (!(await blueCanTakeIt(shift, world)))
    return {
      ...{ verdict: 'held', remedy: 'needs-human', ...more },
      because: `${because}; and ${blue.service.name} has no healthy target to go back to`,
      next: `Bring ${blue.service.name} up, then run again with resume: rollback.`,
    }
  const reference = { rule: rule.arn, blue: blue.group, green: green.group }
  const { verified, rule: now } = await patiently(world, () => revertTraffic(reference, world, shift.rules))
  shift.expected = fingerprint(now.actions)
  shift.pending = undefined
  arrived(shift, 0, world.clock.now())
  log(found.wanted.name, `all traffic goes back to ${blue.service.name}: ${because}`)
  world.runner.warn(
    `${found.wanted.name}: all traffic went back from ${found.revision} to ${blue.service.revision}: ${because}.`,
  )
  return {
    ...{ verdict: 'reverted', because, ...more },
    remedy: verified ? 'reverted' : 'needs-human',
    next: verified ? 'Find the cause, then release again.' : 'The rule does not show it: look at it now.',
  }
}
