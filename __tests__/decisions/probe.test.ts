import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type Expectation, isStatusPattern, judgeProbe, type Try } from '../../src/decisions/probe.ts'

const expected: Expectation = { statuses: ['2xx'], text: undefined, consecutive: 2 }
const answer = (status: number, body = ''): Try => ({ at: 0, ms: 5, status, body })
const lost: Try = { at: 0, ms: 5, error: 'refused the connection' }

describe('an address', () => {
  test.each<[string, Try[], Partial<Expectation>, string, string]>([
    ['two good answers in a row', [answer(200), answer(204)], {}, 'answering', 'answered 204'],
    ['a bad one between', [answer(200), answer(503), answer(200)], {}, 'trying', '1 of 2'],
    ['only bad ones', [answer(503)], {}, 'trying', 'answered 503 in 5 ms, expected 2xx'],
    ['no answer', [lost], {}, 'trying', 'refused the connection'],
    [
      'a redirect is not followed',
      [{ ...answer(301), location: 'https://x/' } as Try],
      {},
      'trying',
      'answered 301 in 5 ms to https://x/',
    ],
    ['a status that was asked for', [answer(401), answer(401)], { statuses: ['200', '401'] }, 'answering', '401'],
    ['a range', [answer(302), answer(302)], { statuses: ['200-399'] }, 'answering', '302'],
    ['a text that is missing', [answer(200, '{"ok": false}')], { text: '"ok": true' }, 'trying', 'its body has no'],
    ['a text that is there', [answer(200, 'v2 ok'), answer(200, 'v2 ok')], { text: 'v2' }, 'answering', '200'],
    ['nothing yet', [], {}, 'trying', 'not tried yet'],
  ])('%s', (_, tries, more, verdict, note) => {
    const judgement = judgeProbe(tries, { ...expected, ...more }, false)
    expect(judgement.verdict).toBe(verdict)
    expect(judgement.note).toContain(note)
  })

  test('is not answering once its time is up', () => {
    expect(judgeProbe([answer(200)], expected, true)).toMatchObject({ verdict: 'not-answering' })
  })

  test('is answering only after so many good answers in a row, whatever came before and after', () => {
    const anyTry = fc.oneof(
      fc.constantFrom(200, 201, 404, 503).map(status => answer(status)),
      fc.constant(lost),
    )
    fc.assert(
      fc.property(
        fc.array(anyTry, { maxLength: 12 }),
        fc.integer({ min: 1, max: 4 }),
        fc.boolean(),
        (tries, consecutive, up) => {
          const good = tries.map(one => ('status' in one && one.status < 300 ? 'g' : 'b')).join('')
          const { verdict } = judgeProbe(tries, { ...expected, consecutive }, up)
          expect(verdict === 'answering').toBe(good.includes('g'.repeat(consecutive)))
        },
      ),
    )
  })
})

test.each([
  ['200', true],
  ['2xx', true],
  ['200-399', true],
  ['ok', false],
  ['600', false],
  ['20x', false],
  ['', false],
])('%j as a status pattern: %s', (text, is) => {
  expect(isStatusPattern(text)).toBe(is)
})
