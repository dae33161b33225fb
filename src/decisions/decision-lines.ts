// How is a watch written down, so that it can be judged again?
import { type EvidenceJudgement, judgeEvidence } from './evidence.ts'
import type { EvidenceRules } from './harm.ts'
import { gatherEvidence, type Sighting } from './sightings.ts'

/** The first line: by which rules, and from when (ms since the epoch). */
export type Header = { kind: 'watch'; version: 1; begun: number; rules: EvidenceRules }

/** Each further line: what was seen since the one before, and what was said of all of it. */
export type DecisionLine = {
  kind: 'decision'
  /** When it was judged, and until when it was to bake. */
  at: number
  bakeEndsAt: number
  saw: readonly Sighting[]
  said: EvidenceJudgement
}

/** Judges all that was seen. */
export function judgeSightings(
  sightings: readonly Sighting[],
  { begun, rules }: Pick<Header, 'begun' | 'rules'>,
  at: number,
  bakeEndsAt: number,
): EvidenceJudgement {
  const periods = Object.fromEntries(rules.metrics.map(one => [one.id, one.period * 1000]))
  return judgeEvidence(gatherEvidence(sightings, begun, rules.settle, periods), rules, at, bakeEndsAt)
}

export type Replayed = { at: number; recorded: EvidenceJudgement; judged: EvidenceJudgement; same: boolean }

/** Judges a recorded watch again, line by line; by other rules where they are given. A problem names the line. */
export function replay(
  text: string,
  otherRules?: EvidenceRules,
): { header: Header; decisions: Replayed[] } | { problem: string } {
  const lines: unknown[] = []
  for (const [i, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    try {
      lines.push(JSON.parse(line))
    } catch {
      return { problem: `line ${i + 1} is not JSON` }
    }
  }
  const [header, ...decisions] = lines as [Header | undefined, ...DecisionLine[]]
  if (header?.kind !== 'watch' || header.version !== 1)
    return { problem: 'it does not begin with the line of a watch that this version can read' }
  const odd = decisions.findIndex(one => one?.kind !== 'decision' || !Array.isArray(one.saw))
  if (odd >= 0) return { problem: `decision ${odd + 1} of it is not one` }
  const seen: Sighting[] = []
  const by = { begun: header.begun, rules: otherRules ?? header.rules }
  return {
    header,
    decisions: decisions.map(({ at, bakeEndsAt, saw, said }) => {
      seen.push(...saw)
      const judged = judgeSightings(seen, by, at, bakeEndsAt)
      return { at, recorded: said, judged, same: JSON.stringify(judged) === JSON.stringify(said) }
    }),
  }
}
