import { resolve } from 'node:path'
import { expect, test } from '@jest/globals'
import type { Contestant } from '../scripts/bench/contestants.ts'
import { fill } from '../scripts/bench/document.ts'
import { busiestMinute, callsBetween, type Grade, grade, lag } from '../scripts/bench/judgement.ts'
import { type Run, race } from '../scripts/bench/race.ts'
import { stories } from '../scripts/bench/race-tables.ts'
import { scenarios } from '../scripts/bench/scenarios.ts'

const run: Run = {
  contestant: 'somebody',
  scenario: 'takes over',
  phase: 0,
  answer: 'green',
  answeredAt: 96_000,
  endedAt: 96_000,
  decided: { outcome: 'completed', at: 95_000 },
  servingAt: 50_000,
  named: undefined,
  calls: [0, 30_000, 59_999, 60_000, 96_000],
  log: '',
}
const failed: Run['decided'] = { outcome: 'failed', at: 95_000 }

test.each<[string, Partial<Run>, Grade]>([
  ['green when ECS completed it is right', {}, 'right'],
  ['green before ECS says completed is right when all tasks serve', { answeredAt: 60_000 }, 'right'],
  ['green before the new tasks serve is wrong', { answeredAt: 49_000 }, 'wrong'],
  ['green when ECS failed it is wrong', { decided: failed }, 'wrong'],
  ['green when ECS never decided is wrong', { decided: undefined }, 'wrong'],
  ['red when ECS failed it is right', { answer: 'red', decided: failed }, 'right'],
  ['red when ECS would try for ever is right', { answer: 'red', decided: undefined }, 'right'],
  ['red when ECS completed it is wrong', { answer: 'red' }, 'wrong'],
  ['time that ran out is no answer', { answer: 'gave up', decided: failed }, 'gave up'],
])('%s', (_, change, expected) => {
  expect(grade({ ...run, ...change })).toBe(expected)
})

test('lag counts from the decision, and calls by the minute', () => {
  expect(lag(run)).toBe(1000)
  expect(lag({ ...run, decided: undefined })).toBeUndefined()
  expect(busiestMinute(run)).toBe(3)
  expect(callsBetween(run, 0, 120_000)).toBe(2.5)
})

test('a table stands between its markers, and a missing marker is an error', () => {
  const document = 'a\n<!-- t -->\nold\n<!-- /t -->\nb'
  expect(fill(document, 't', 'new')).toBe('a\n<!-- t -->\n\nnew\n\n<!-- /t -->\nb')
  expect(() => fill(document, 'u', 'new')).toThrow('no <!-- u -->')
})

const ours: Contestant = {
  name: 'ours',
  step: revision => ({
    inputs: { cluster: 'staging', service: 'web', 'task-definition': revision },
    command: execArgv => [process.execPath, ...execArgv, resolve('dist/ecs-deploy-wait/index.js')],
  }),
}

test.each(['takes over', 'crashes; circuit breaker with rollback', 'another deployer takes its place'])(
  'ecs-deploy-wait answers right, and at most 6 s after ECS knew: %s',
  async name => {
    const runs = await race(
      [ours],
      scenarios.filter(one => one.name === name),
      () => {},
    )
    expect(runs.map(grade)).toEqual(runs.map(() => 'right'))
    expect(runs.map(one => one.named ?? true)).not.toContain(false)
    for (const one of runs) expect(lag(one)).toBeLessThanOrEqual(6000)
    expect(stories(runs)).toContain(`| ${name} |`)
  },
  60_000,
)
