// How did a rollback end, and in which words do we say it?
import { describe, expect, test } from '@jest/globals'
import type { Outcome } from '../../src/decisions/outcome.ts'
import {
  alertOf,
  isBack,
  recordState,
  sayRollback,
  tellRollback,
  type Undone,
} from '../../src/decisions/rollback-outcome.ts'

const live = (revision: string) => ({ revision, running: 2, desired: 2, verified: true })
const outcome = (verdict: Outcome['verdict'], more: Partial<Outcome> = {}): Outcome => ({
  ...{ service: 'web', cluster: 'production', revision: 'web:3', previous: 'web:5', deployment: 'ecs-svc/1', verdict },
  ...{
    because: 'it was so',
    remedy: 'none',
    remedyNote: '',
    diagnosis: undefined,
    startedAt: 0,
    endedAt: 90_000,
    seen: [],
  },
  live: live(verdict === 'succeeded' || verdict === 'nothing-to-do' ? 'web:3' : 'web:5'),
  ...more,
})
const asked = { verdict: 'not-asked' as const, line: '' }
const undone = (...outcomes: Outcome[]): Undone => ({ outcomes, idle: [], refused: [], smoke: asked })
const worker = { service: 'worker', revision: 'worker:7', previous: 'worker:8', live: live('worker:7') }
const answers = { verdict: 'answering' as const, line: 'https://x answered well.' }
const fails = { verdict: 'not-answering' as const, line: 'https://x answered 503.' }

test.each<[string, Undone, string, string, string, boolean]>([
  ['it is back', undone(outcome('succeeded')), 'succeeded', 'rolled-back', 'back', true],
  ['it was back', undone(outcome('nothing-to-do')), 'nothing-to-do', 'none', 'back', true],
  ['ECS gave it up', undone(outcome('failed')), 'failed', 'needs-human', 'failed', false],
  ['ECS undid it', undone(outcome('rolled-back')), 'rolled-back', 'needs-human', 'failed', false],
  ['it takes too long', undone(outcome('timed-out')), 'timed-out', 'needs-human', 'failed', false],
  ['somebody deployed over it', undone(outcome('superseded')), 'superseded', 'needs-human', 'overtaken', false],
  ['the job is cancelled', undone(outcome('cancelled')), 'cancelled', 'none', 'cancelled', false],
  ['ECS refuses it', undone(outcome('failed', { deployment: '' })), 'refused', 'needs-human', 'not-begun', false],
  [
    'it does not answer',
    { ...undone(outcome('succeeded')), smoke: fails },
    'not-answering',
    'needs-human',
    'failed',
    false,
  ],
  [
    'one of two is back',
    undone(outcome('succeeded'), outcome('failed', worker)),
    'failed',
    'needs-human',
    'failed',
    false,
  ],
  [
    'one is refused and one fails',
    undone(outcome('failed', { deployment: '' }), outcome('failed', worker)),
    'refused',
    'needs-human',
    'failed',
    false,
  ],
  [
    'nothing was to be undone',
    { ...undone(), idle: [{ service: 'web', revision: 'web:3', because: 'it runs web:3, not web:5' }] },
    'nothing-to-do',
    'none',
    'back',
    true,
  ],
  [
    'it cannot go back',
    { ...undone(), refused: [{ service: 'web', revision: 'web:5', because: 'there is none' }] },
    'refused',
    'needs-human',
    'not-begun',
    false,
  ],
])('%s', (_, given, verdict, remedy, state, good) => {
  const told = tellRollback(given)
  expect([told.verdict, told.remedy, isBack(given)]).toEqual([verdict, remedy, good])
  // Where nothing was touched, there is no record that could say it.
  if (given.refused.length === 0) expect(recordState(given)).toBe(state)
  const place = { environment: 'production', cluster: 'c', run: 'r', record: '7' }
  expect(alertOf(given, place)?.severity).toBe(remedy === 'needs-human' ? 'critical' : undefined)
})

describe('the last line', () => {
  test.each<[string, Undone, RegExp]>([
    ['of one', undone(outcome('succeeded')), /^web:3 is live again: 2 of 2 tasks \(was web:5\), after 1m 30s\.$/],
    [
      'with its smoke test',
      { ...undone(outcome('succeeded')), smoke: answers },
      /1m 30s\. https:\/\/x answered well\.$/,
    ],
    [
      'that does not answer',
      { ...undone(outcome('succeeded')), smoke: fails },
      /answered 503\. It is back, but does not answer well: a person must look now\.$/,
    ],
    [
      'of two',
      undone(outcome('succeeded'), outcome('succeeded', worker)),
      /^Live again: web on web:3, worker on worker:7\.$/,
    ],
    [
      'of two, one of which is not back',
      undone(outcome('succeeded'), outcome('failed', { ...worker, live: undefined })),
      /^Rollback failed: worker of 2 services is not back\. Live now: web on web:3, worker on nothing\. A person must look now\.$/,
    ],
    [
      'of one that ECS undid',
      undone(outcome('rolled-back', { because: 'by ECS' })),
      /^Rollback failed: web:3 was rolled back by ECS\. web:5 is live/,
    ],
    ['of one that was overtaken', undone(outcome('superseded')), /^Rollback overtaken: web:3 was superseded/],
    [
      'of one that goes on',
      undone(outcome('cancelled')),
      /^Cancelled while web:3 was coming back\. web:5 is live .*run the rollback again/,
    ],
  ])('%s', (_, given, line) => {
    expect(sayRollback(given)).toMatch(line)
  })
})

test('what somebody must be told names each service: from, to, what is live, and why', () => {
  const diagnosis = { class: 'unknown' as const, cause: 'exit 1', evidence: [], next: 'Read the log.' }
  const alert = alertOf(undone(outcome('succeeded'), outcome('failed', { ...worker, diagnosis })), {
    ...{ environment: '', cluster: 'production', run: 'r', record: '' },
  })
  expect(alert).toMatchObject({
    title: 'Rollback of production failed',
    services: [
      { service: 'web', from: 'web:5', to: 'web:3', live: 'web:3', verdict: 'succeeded' },
      {
        service: 'worker',
        from: 'worker:8',
        to: 'worker:7',
        verdict: 'failed',
        cause: 'exit 1',
        next: 'Read the log.',
      },
    ],
  })
})
