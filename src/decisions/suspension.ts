// What of a service's scaling is suspended while its traffic moves, and what was before?

/** What Application Auto Scaling is kept from: taking tasks away, adding some, doing either by its schedule. */
export type Suspension = { in: boolean; out: boolean; scheduled: boolean }

/**
 * While traffic moves no task may go: blue must stay able to take all of it back, and green's load is still to come.
 * Adding tasks stays allowed, since more of them harm nothing. What a user had suspended stays so.
 */
export const whileShifting = (before: Suspension): Suspension => ({ in: true, out: before.out, scheduled: true })

/** What it is to be after the shift: as before where it is still as the shift left it, as it is `now` where somebody else set it. */
export const afterShift = (before: Suspension, now: Suspension): Suspension => ({
  ...{ in: now.in && before.in, scheduled: now.scheduled && before.scheduled, out: now.out },
})

export const sameSuspension = (a: Suspension, b: Suspension): boolean =>
  a.in === b.in && a.out === b.out && a.scheduled === b.scheduled

/** As a tag's value: the letters of what is suspended, or `none`. Tags take neither commas nor braces. */
export function writeSuspension(one: Suspension): string {
  const words = [one.in ? 'in' : '', one.out ? 'out' : '', one.scheduled ? 'scheduled' : ''].filter(Boolean)
  return words.join(' ') || 'none'
}

/** Undefined for a text that `writeSuspension` did not write. */
export function readSuspension(text: string | undefined): Suspension | undefined {
  const words = text?.split(' ') ?? []
  if (words.length === 0 || !words.every(word => ['none', 'in', 'out', 'scheduled'].includes(word))) return undefined
  return { in: words.includes('in'), out: words.includes('out'), scheduled: words.includes('scheduled') }
}
