import { describe, expect, test } from '@jest/globals'
import { explainPlan, planProblems, readLadder, type Schedule, shiftTime } from '../../src/decisions/shift-plan.ts'
import type { Step } from '../../src/decisions/traffic-shift.ts'

const MINUTE = 60_000
const minutes = (...all: number[]) => all.map(one => one * MINUTE)
const usual = readLadder(['5', '50', '100'], []) as Step[]
const schedule: Schedule = {
  ladder: usual,
  keepBlueFor: 60 * MINUTE,
  limit: 15 * MINUTE,
  turns: 1,
  evidence: true,
  back: false,
}

describe('a ladder', () => {
  test.each<[string, string[], (number | undefined)[], [number, number][]]>([
    [
      'as the shell scripts had it',
      ['5', '50', '100'],
      [],
      [
        [5, 15],
        [50, 30],
        [100, 60],
      ],
    ],
    [
      'a canary',
      ['5%', '100'],
      [],
      [
        [5, 15],
        [100, 60],
      ],
    ],
    ['all at once', ['100 %'], [], [[100, 60]]],
    [
      'with bakes of its own',
      ['10', '100'],
      minutes(1, 2),
      [
        [10, 1],
        [100, 2],
      ],
    ],
    [
      'whose last bake goes on',
      ['10', '20', '100'],
      minutes(1),
      [
        [10, 1],
        [20, 1],
        [100, 1],
      ],
    ],
  ])('%s', (_, steps, bakes, ladder) => {
    expect(readLadder(steps, bakes)).toEqual(ladder.map(([weight, bake]) => ({ weight, bake: bake * MINUTE })))
  })

  test.each<[string, string[], (number | undefined)[], RegExp]>([
    ['falls', ['50', '5', '100'], [], /percents from 1 to 100 that rise/],
    ['stands', ['50', '50', '100'], [], /that rise/],
    ['is no number', ['a', '100'], [], /that rise/],
    ['goes over the top', ['101'], [], /from 1 to 100/],
    ['begins at nothing', ['0', '100'], [], /from 1 to 100/],
    ['has parts of a percent', ['0.5', '100'], [], /whole percents/],
    ['ends early', ['5', '50'], [], /ends at 50: the last step is 100/],
    ['is empty', [], [], /whole percents/],
    ['has too many bakes', ['100'], minutes(1, 2), /2 durations for 1 steps/],
    ['has a bake that is none', ['100'], [undefined], /cannot be read/],
  ])('that %s is refused', (_, steps, bakes, problem) => {
    expect(readLadder(steps, bakes)).toEqual({ problem: expect.stringMatching(problem) })
  })
})

test('the figures of the source: 105 minutes from the first weight to the end of blue', () => {
  expect(shiftTime(schedule)).toBe(6_300_000)
  expect(shiftTime(schedule, 5)).toBe(5_400_000)
  expect(shiftTime({ ladder: usual, keepBlueFor: 0 })).toBe(6_300_000)
  expect(shiftTime({ ladder: usual, keepBlueFor: 90 * MINUTE })).toBe(135 * MINUTE)
  expect(shiftTime({ ladder: readLadder(['100'], minutes(1)) as Step[], keepBlueFor: 0 })).toBe(2 * MINUTE)
})

test('the plan says what moves, how long it takes and what it costs', () => {
  const pair = {
    ...{ name: 'web', blue: { service: 'web-blue', revision: 'web:1', size: 4 }, share: 0 },
    green: { service: 'web-green', revision: 'web:2', exists: true, size: 0 },
    unfinished: false,
  }
  expect(explainPlan([pair], schedule)).toEqual([
    'web: web-blue on web:1 (4 tasks) is live; web-green gets web:2: 5 % for 15m, 50 % for 30m, 100 % for 1h; web-blue is kept for 1h without traffic',
    'at least 1h 45m of watching: $0.63 of runner time (Linux, 2 cores, private repository), about 1260 calls of AWS, $0.04 of CloudWatch',
  ])
  const [missing] = explainPlan([{ ...pair, green: { ...pair.green, exists: false } }], schedule)
  expect(missing).toMatch(/web-green \(made like web-blue\) gets web:2: 5 % for 15m/)
})

describe('the plan, from where it begins', () => {
  const kept = 'web-blue is kept for 1h without traffic'
  const shared = 'web-blue on web:1 (4 tasks) has 50 % of the traffic and web-green on web:2 (4 tasks) 50 %'
  const all = 'web-green on web:2 (4 tasks) has all of the traffic already'
  const to50 = usual.slice(0, 2)
  test.each<[string, number, boolean, Partial<Schedule>, string, boolean]>([
    ['half way', 50, true, {}, `${shared}; web-green gets 100 % for 1h; ${kept}`, true],
    [
      'half way, for a job of the first step',
      50,
      true,
      { ladder: usual.slice(0, 1) },
      `${shared}: no step of this job is left to do`,
      false,
    ],
    [
      'half way, for a job of that step',
      50,
      true,
      { ladder: to50 },
      `${shared}; that step is watched to its end`,
      true,
    ],
    ['half way, to go back', 50, true, { back: true }, `${shared}; all of it goes back to web-blue at once`, false],
    ['at the end of it', 100, false, {}, `${all}: nothing is left to do`, false],
    ['at the end of it, to go back', 100, false, { back: true }, `${all}: nothing is left to do`, false],
    ['in the last step', 100, true, {}, `${all}, and is watched to the end of that step; ${kept}`, true],
    [
      'before any step, to go back',
      0,
      false,
      { back: true },
      'web-blue on web:1 (4 tasks) is live, and nothing goes back',
      false,
    ],
    [
      'before any step, for a job of the first two',
      0,
      false,
      { ladder: to50 },
      'web-blue on web:1 (4 tasks) is live; web-green gets web:2: 5 % for 15m, 50 % for 30m',
      true,
    ],
  ])('%s', (_, share, unfinished, more, line, costs) => {
    const green = { service: 'web-green', revision: 'web:2', exists: true, size: 4 }
    const pair = { name: 'web', blue: { service: 'web-blue', revision: 'web:1', size: 4 }, green, share, unfinished }
    const [first, ...rest] = explainPlan([pair], { ...schedule, ...more })
    expect(first).toBe(`web: ${line}`)
    expect(rest.length).toBe(costs ? 1 : 0)
  })

  test('with one task, and a blue that was scaled to none', () => {
    const green = { service: 'web-green', revision: 'web:2', exists: true, size: 1 }
    const pair = { name: 'web', blue: { service: 'web-blue', revision: 'web:1', size: 0 }, green, share: 100 }
    expect(explainPlan([{ ...pair, unfinished: false }], schedule)).toEqual([
      'web: web-green on web:2 (1 task) has all of the traffic already: nothing is left to do',
    ])
  })
})

test('several pairs cost their own calls each, and one runner', () => {
  const pair = {
    ...{ blue: { service: 'b', revision: 'web:1', size: 1 }, share: 0, unfinished: false },
    green: { service: 'g', revision: 'web:2', exists: true, size: 0 },
  }
  const [, , costs] = explainPlan(
    [
      { ...pair, name: 'a' },
      { ...pair, name: 'b' },
    ],
    schedule,
  )
  expect(costs).toMatch(/^at least 1h 45m of watching: \$0\.63 .* about 2520 calls of AWS, \$0\.09 of CloudWatch$/)
  const [, blind] = explainPlan([{ ...pair, name: 'a' }], { ...schedule, evidence: false })
  expect(blind).toMatch(/about 557 calls of AWS, \$0\.00 of CloudWatch/)
})

describe('a plan must not begin', () => {
  const hour = 60 * MINUTE
  test.each<[string, Partial<Schedule>, { renewable: boolean; holds: number | undefined }, number, RegExp[]]>([
    ['fits', {}, { renewable: false, holds: 2 * hour }, 6 * hour, []],
    ['keys do not end', {}, { renewable: false, holds: undefined }, 6 * hour, []],
    ['credentials are renewed', {}, { renewable: true, holds: hour }, 6 * hour, []],
    [
      'credentials end before',
      {},
      { renewable: false, holds: hour },
      6 * hour,
      [/may take 120 minutes and the AWS credentials hold for 60: 60 minutes are missing/],
    ],
    [
      'the job ends before',
      { turns: 4 },
      { renewable: true, holds: hour },
      6 * hour,
      [/may take 480 minutes and the job ends after 360: 120 minutes are missing/],
    ],
    ['both', { turns: 4 }, { renewable: false, holds: hour }, 6 * hour, [/the job ends/, /the AWS credentials/]],
  ])('%s', (_, more, session, limit, problems) => {
    expect(planProblems({ ...schedule, ...more }, session, limit)).toEqual(
      problems.map(one => expect.stringMatching(one)),
    )
  })
})
