// Does what all traffic went back to carry it?

/** One look: percent of the traffic that what was left has, and how many targets are healthy of so many that are needed. */
export type CarryLook = { at: number; left: number | undefined; healthy: number; needed: number }

export type Carrying = { state: 'looking' | 'carries' | 'too-few' | 'overtaken'; because: string }

/**
 * Looks that must be good, one after the other. Load balancers find out within a few checks whether targets stand the
 * traffic: two failed ones, 30 s apart by default, or as they are set.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
 */
const GOOD_LOOKS = 3

/** Judges looks in their order; `looking` is for the caller to end when it has waited long enough. */
export function judgeCarrying(looks: readonly CarryLook[], comes: string, leaves: string): Carrying {
  const last = looks.at(-1)
  if (!last) return { state: 'looking', because: `whether ${comes} carries the traffic was not seen` }
  if (last.left !== 0) {
    const what = last.left === undefined ? `none to ${comes}` : `${Math.round(last.left)} % to ${leaves}`
    return { state: 'overtaken', because: `somebody moved the traffic again, ${what}` }
  }
  const well = ({ healthy, needed }: CarryLook) => healthy >= needed
  const because = `${comes} has all the traffic, and ${last.healthy} of the ${last.needed} healthy targets that it needs`
  if (!well(last)) return { state: 'too-few', because }
  const good = looks.slice(looks.findLastIndex(one => !well(one)) + 1)
  return { state: good.length >= GOOD_LOOKS ? 'carries' : 'looking', because }
}
