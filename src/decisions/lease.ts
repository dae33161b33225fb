// Who may move traffic on a rule now? The one whose test rule stands, until its time is over.

/** Who runs: the workflow run by its address, its attempt, and whoever it is this time. */
export type Holder = { run: string; attempt: number; holder: string }

/** What a test rule says of itself. Weights are the truth; everything here but the lease is a hint. */
export type Note = Holder & {
  /** When it ends (ms). */
  until: number
  /** Names of the services that were blue and green, and the revision that is on its way. */
  blue: string
  green: string
  revision: string
  /** The weight that was written last, and when (ms). */
  weight: number
  since: number
}

const KEY = 'ecs-release:'
/** Longest value of a tag, and what it may have. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Tag.html */
const LONGEST = 256
const plain = (text: string): string => text.replaceAll(/[^\p{L}\p{Z}\p{N}_.:/=+\-@]/gu, '-').slice(0, LONGEST)

/** As tags, one fact each; those that are not given are left out. */
export function writeNote(note: Partial<Note>): Record<string, string> {
  const { until, since, attempt, weight, ...texts } = note
  const facts: Record<string, string | undefined> = {
    ...texts,
    until: until === undefined ? undefined : new Date(until).toISOString(),
    since: since === undefined ? undefined : new Date(since).toISOString(),
    attempt: attempt?.toString(),
    weight: weight?.toString(),
  }
  return Object.fromEntries(
    Object.entries(facts).flatMap(([name, value]) => (value === undefined ? [] : [[`${KEY}${name}`, plain(value)]])),
  )
}

/** Undefined for the tags of a rule that is none of ours. */
export function readNote(tags: Record<string, string>): Note | undefined {
  const text = (name: string) => tags[`${KEY}${name}`] ?? ''
  if (text('holder') === '') return undefined
  const time = (name: string) => Date.parse(text(name)) || 0
  return {
    ...{ run: text('run'), holder: text('holder'), attempt: Number(text('attempt')) || 1 },
    ...{ blue: text('blue'), green: text('green'), revision: text('revision') },
    ...{ until: time('until'), since: time('since'), weight: Number(text('weight')) || 0 },
  }
}

/**
 * Whose a test rule is. `over`: whoever made it has let go of it, did not renew it in time, or was an earlier attempt of
 * this very run, which GitHub ends before it begins the next.
 */
export function judgeLease(note: Note, me: Holder, now: number): 'ours' | 'over' | 'theirs' {
  if (note.holder === me.holder) return 'ours'
  if (note.until <= now) return 'over'
  return note.run === plain(me.run) && note.attempt < me.attempt ? 'over' : 'theirs'
}
