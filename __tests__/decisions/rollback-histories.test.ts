// Does a rollback go to the last known-good whatever came before, and never further when it is run again?
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { History, Told } from '../../src/decisions/release-line.ts'
import { at, choose, remembered, shortly } from './lines.ts'

/** What happens to a service, one after the other. */
type Happening = 'good' | 'bad-record' | 'undone-by-ecs' | 'stopped' | 'rollback' | 'left'

/** What truly is: the good ones behind, what is live, and whether that is a way back. */
type Truth = { behind: string[]; live: string; stopped: boolean; back: boolean; history: History }

/** Plays happenings, rollbacks as the choice says; `records` says whether GitHub is there to tell of all of it. */
function live(happenings: Happening[], records: boolean): Truth {
  const words: string[] = ['1']
  const told: Partial<Told>[] = []
  let [behind, now, good] = [[] as string[], '1', true]
  let [stopped, back, next] = [false, false, 2]
  const tell = (more: Partial<Told>) => {
    const n = words.length - 1
    if (records) told.push({ id: told.length + 1, at: at(n) - 5, endedAt: at(n) + 5, ...more })
  }
  const read = () => remembered(words.join(' '), told)
  for (const happening of happenings) {
    const rev = String(next)
    if (happening === 'rollback' || happening === 'left') {
      const choice = choose(read())
      if (choice.go !== 'back') continue
      const to = choice.revision.replace('web:', '')
      words.push(to)
      if (happening === 'rollback') tell({ kind: 'rollback', names: [choice.revision], left: [`web:${now}`] })
      behind = behind.slice(0, behind.indexOf(to))
      ;[now, good, stopped, back] = [to, true, false, true]
      continue
    }
    next++
    words.push(rev + { good: '', 'bad-record': '', 'undone-by-ecs': '!', stopped: 'x' }[happening])
    if (happening === 'undone-by-ecs') {
      tell({ state: 'bad', names: [`web:${rev}`] })
      // ECS goes back to what was completed last: of what was stopped nothing is left.
      if (stopped) now = behind.pop() ?? now
      ;[stopped, back] = [false, true]
      continue
    }
    if (good && !stopped) behind = [...behind, now]
    const isBad = happening === 'bad-record' && records
    tell({ state: happening === 'good' || !isBad ? 'good' : 'bad', names: [`web:${rev}`] })
    if (happening === 'stopped') told.pop()
    ;[now, good, stopped, back] = [rev, !isBad, happening === 'stopped', false]
  }
  return { behind, live: now, stopped, back, history: read() }
}

const anyHappenings = fc.array(
  fc.constantFrom<Happening>('good', 'good', 'bad-record', 'undone-by-ecs', 'stopped', 'rollback', 'left'),
  { maxLength: 12 },
)
const anyLife = fc.record({ happenings: anyHappenings, records: fc.boolean() })
/** ECS cannot go back while what it would leave was stopped: that way the model and ECS agree on what is primary. */
const possible = ({ happenings }: { happenings: Happening[] }) =>
  !happenings.some((one, i) => one === 'undone-by-ecs' && happenings[i - 1] === 'stopped')

describe('whatever has happened', () => {
  test('it goes to the last one that was good, or nowhere', () => {
    fc.assert(
      fc.property(anyLife.filter(possible), ({ happenings, records }) => {
        const truth = live(happenings, records)
        const last = truth.behind.at(-1)
        const expected = truth.back ? `on web:${truth.live}` : last === undefined ? 'refused' : `web:${last}`
        expect(shortly(choose(truth.history))).toBe(expected)
      }),
      { numRuns: 2000 },
    )
  })

  test('once it is there, running it again changes nothing, however often', () => {
    fc.assert(
      fc.property(anyLife.filter(possible), ({ happenings, records }) => {
        const once = live([...happenings, 'rollback'], records)
        const again = live([...happenings, 'rollback', 'rollback', 'left'], records)
        expect([again.live, again.history.attempts.length]).toEqual([once.live, once.history.attempts.length])
        expect(choose(once.history).go).not.toBe('back')
      }),
      { numRuns: 1000 },
    )
  })

  test('the order in which ECS and GitHub list things changes nothing', () => {
    fc.assert(
      fc.property(anyLife.filter(possible), fc.func(fc.nat()), ({ happenings, records }, chance) => {
        const { history } = live(happenings, records)
        const shuffled = <T>(all: T[]) => all.toSorted((a, b) => chance(a, 0) - chance(b, 0))
        const other = { ...history, attempts: shuffled(history.attempts), records: shuffled(history.records) }
        expect(choose(other)).toEqual(choose(history))
      }),
      { numRuns: 500 },
    )
  })

  test('what a record calls bad is never gone back to', () => {
    fc.assert(
      fc.property(anyLife.filter(possible), fc.nat(12), ({ happenings, records }, n) => {
        const { history } = live(happenings, records)
        const bad = `web:${n}`
        const record = { ...{ id: 99, kind: 'release' as const, state: 'bad' as const, at: at(999), endedAt: at(999) } }
        const told: Told = { ...record, names: [bad], left: [], digest: undefined, version: undefined, sha: undefined }
        const choice = choose({ ...history, records: [...history.records, told] })
        expect(choice).not.toMatchObject({ go: 'back', revision: bad })
      }),
      { numRuns: 1000 },
    )
  })

  test('it never goes further than one release, unless that is wanted', () => {
    fc.assert(
      fc.property(anyLife.filter(possible), fc.nat(12), ({ happenings, records }, n) => {
        const { history, behind, live: now } = live(happenings, records)
        const revision = `web:${n}`
        const choice = choose(history, { wish: { kind: 'revision', revision } })
        if (choice.go === 'back') expect(revision).toBe(`web:${behind.at(-1)}`)
        if (choice.go === 'on') expect(revision).toBe(`web:${now}`)
      }),
      { numRuns: 1000 },
    )
  })
})
