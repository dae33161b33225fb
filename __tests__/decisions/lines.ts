// What does ECS remember of a service, written on one line?
import type { Attempt, History, Told } from '../../src/decisions/release-line.ts'
import { lineUp } from '../../src/decisions/release-line.ts'
import { type Choice, chooseTarget, type Rules } from '../../src/decisions/rollback-target.ts'

const STATUS: Record<string, string> = {
  '': 'SUCCESSFUL',
  '!': 'ROLLBACK_SUCCESSFUL',
  '?': 'ROLLBACK_FAILED',
  x: 'STOPPED',
  '~': 'IN_PROGRESS',
}

export const digestOf = (name: string | number): string => `sha256:${String(name).padStart(64, '0')}`

/** When the nth of them began. */
export const at = (n: number): number => 1_000_000 * (n + 1)

/**
 * `1 2 3! 4x 5~`: deployments of `web:1` … in their order. Nothing behind it: ECS completed it; `!`: rolled it back; `?`:
 * could not; `x`: it was stopped; `~`: it is under way. What is primary is the last that was not rolled back.
 */
export function remembered(line: string, records: Partial<Told>[] = [], more: Partial<History> = {}): History {
  const attempts = line
    .split(' ')
    .filter(Boolean)
    .map((word, i): Attempt => {
      const [, n = '', mark = ''] = word.match(/^(\d+)(.?)$/) ?? []
      return {
        number: `n${i}`,
        revision: `web:${n}`,
        at: at(i),
        status: STATUS[mark] ?? '',
        images: [{ container: 'app', image: `r/web@${digestOf(n)}`, digest: digestOf(n) }],
      }
    })
  const primary = attempts.findLast(one => !one.status.startsWith('ROLLBACK_'))
  return {
    current: {
      id: `ecs-svc/${primary?.number}`,
      revision: primary?.revision ?? '',
      state: primary?.status === 'STOPPED' ? 'failed' : primary?.status === 'IN_PROGRESS' ? 'in-progress' : 'completed',
      createdAt: primary?.at ?? 0,
    },
    attempts,
    records: records.map((one, i) => told({ id: i + 1, ...one })),
    copies: {},
    ...more,
  }
}

export const told = (more: Partial<Told>): Told => ({
  ...{ id: 1, kind: 'release', state: 'good', at: at(0), endedAt: at(1_000), names: [], left: [] },
  ...{ digest: undefined, version: undefined, sha: undefined },
  ...more,
})

const usual: Rules = {
  ...{ wish: { kind: 'last-good' }, from: [], since: undefined, allowSkip: false, again: false },
  precedes: () => true,
}

export const choose = (history: History, rules: Partial<Rules> = {}): Choice =>
  chooseTarget(lineUp(history), { ...usual, ...rules })

/** The choice in a word or two: where it goes, or why not. */
export const shortly = (choice: Choice): string =>
  choice.go === 'back' ? choice.revision : choice.go === 'on' ? `on ${choice.revision}` : choice.go
