import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { judgeLease, type Note, readNote, writeNote } from '../../src/decisions/lease.ts'

const run = 'https://github.com/acme/address-api/actions/runs/7001'
const note: Note = {
  ...{ run, attempt: 1, holder: 'h1', until: 1_000_000 },
  ...{ blue: 'web-blue', green: 'web-green', revision: 'web:2', weight: 5, since: 500_000 },
}
const me = { run, attempt: 1, holder: 'h2' }

describe('whose a test rule is', () => {
  test.each<[string, Partial<Note>, number, string]>([
    ['this process made it', { holder: 'h2' }, 0, 'ours'],
    ['this process made it, long ago', { holder: 'h2' }, 9e9, 'ours'],
    ['another run has it', { run: `${run}9` }, 999_999, 'theirs'],
    ['another run had it', { run: `${run}9` }, 1_000_000, 'over'],
    ['another job of this attempt has it', {}, 999_999, 'theirs'],
    ['an attempt of this run before', {}, 999_999, 'over'],
    ['it was let go of', { until: 0 }, 1, 'over'],
  ])('%s: %s', (name, more, now, whose) => {
    const mine = name === 'an attempt of this run before' ? { ...me, attempt: 2 } : me
    expect(judgeLease({ ...note, ...more }, mine, now)).toBe(whose)
  })
})

describe('what is noted', () => {
  const anyTime = fc.integer({ min: 0, max: 4e12 })
  test('is read as it was written, in tags that AWS takes', () => {
    fc.assert(
      fc.property(
        anyTime,
        anyTime,
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: 1, max: 99 }),
        (until, since, weight, attempt) => {
          const given: Note = { ...note, until, since, weight, attempt }
          const tags = writeNote(given)
          expect(readNote(tags)).toEqual(given)
          for (const [key, value] of Object.entries(tags))
            expect(`${key}${value}`).toMatch(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,256}$/u)
        },
      ),
    )
  })

  test('is nothing on a rule of somebody else', () => {
    expect(readNote({})).toBeUndefined()
    expect(readNote({ Name: 'web' })).toBeUndefined()
  })

  test('is what is there where some of it is broken', () => {
    expect(readNote({ 'ecs-release:holder': 'h1', 'ecs-release:since': 'yesterday' })).toMatchObject({
      since: 0,
      weight: 0,
      attempt: 1,
    })
  })
})
