import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { EvidenceJudgement } from '../../src/decisions/evidence.ts'
import { type EvidencePolicy, type Lead, whatFollows } from '../../src/decisions/reaction.ts'

const policy: EvidencePolicy = {
  onHarm: 'rollback',
  onInsufficientData: 'extend',
  onBlind: 'hold',
  blindLimit: 600_000,
}
const NOW = 10_000_000
const judged = (state: EvidenceJudgement['state'], more: object = {}): EvidenceJudgement => ({
  state,
  sentence: 'so it is',
  lookAgainIn: 15_000,
  ...more,
})

describe('what follows', () => {
  test.each<[string, EvidenceJudgement, Partial<EvidencePolicy>, number, Lead['lead']]>([
    ['watching', judged('watching'), {}, 0, 'wait'],
    ['watching, shared', judged('watching', { shared: true }), {}, 0, 'wait'],
    ['healthy', judged('healthy'), {}, 0, 'go'],
    ['harmful', judged('harmful'), {}, 0, 'back'],
    ['harmful, but leave it', judged('harmful'), { onHarm: 'hold' }, 0, 'hold'],
    ['blind, not long', judged('blind', { since: NOW - 599_999 }), {}, 0, 'wait'],
    ['blind for long', judged('blind', { since: NOW - 600_000 }), {}, 0, 'hold'],
    ['blind for long, in a shift', judged('blind', { since: NOW - 600_000 }), { onBlind: 'rollback' }, 0, 'back'],
    ['too little, and time left', judged('insufficient'), {}, 1, 'wait'],
    ['too little, and no time left', judged('insufficient'), {}, 0, 'hold'],
    ['too little is enough', judged('insufficient'), { onInsufficientData: 'accept' }, 1, 'go'],
    ['too little is too little', judged('insufficient'), { onInsufficientData: 'hold' }, 1, 'hold'],
    ['too little is harm', judged('insufficient'), { onInsufficientData: 'rollback' }, 1, 'back'],
    [
      'everyone’s fault is not accepted',
      judged('insufficient', { shared: true }),
      { onInsufficientData: 'accept' },
      1,
      'hold',
    ],
    ['nor gone back for', judged('insufficient', { shared: true }), { onInsufficientData: 'rollback' }, 1, 'hold'],
  ])('%s', (_, judgement, more, left, lead) => {
    expect(whatFollows(judgement, { now: NOW, latestAt: NOW + left }, { ...policy, ...more }).lead).toBe(lead)
  })

  test('nothing but harm leads back, unless it is asked for', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<EvidenceJudgement['state']>('watching', 'healthy', 'insufficient', 'blind'),
        fc.constantFrom<EvidencePolicy['onInsufficientData']>('extend', 'accept', 'hold'),
        fc.integer(),
        fc.boolean(),
        (state, onInsufficientData, left, shared) => {
          const judgement = judged(state, { since: 0, ...(shared ? { shared } : {}) })
          const { lead } = whatFollows(judgement, { now: NOW, latestAt: NOW + left }, { ...policy, onInsufficientData })
          expect(lead).not.toBe('back')
        },
      ),
    )
  })

  test('says how long it goes on', () => {
    expect(whatFollows(judged('insufficient'), { now: NOW, latestAt: NOW + 90_000 }, policy).because).toBe(
      'so it is; the watch goes on for at most 1m 30s',
    )
  })
})
