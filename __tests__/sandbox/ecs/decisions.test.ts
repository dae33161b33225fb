// Do the pure decisions decide as AWS documents it?
import { describe, expect, test } from '@jest/globals'
import { waitAfter } from '../../../sandbox/aws/ecs/services/backoff.ts'
import { countFailures, thresholdOf, trips } from '../../../sandbox/aws/ecs/services/breaker.ts'
import { type Fit, judgeFit, type TaskFacts } from '../../../sandbox/aws/ecs/services/fitness.ts'
import { planMoves } from '../../../sandbox/aws/ecs/services/rolling.ts'
import { afterCheck } from '../../../sandbox/aws/ecs/tasks/health.ts'

describe('the threshold of the circuit breaker', () => {
  const on = { enable: true, rollback: true }
  test.each([
    [on, 1, 3],
    [on, 25, 13],
    [on, 400, 200],
    [on, 800, 200],
    [{ ...on, thresholdConfiguration: { type: 'UNBOUNDED_PERCENT' as const, value: 50 } }, 800, 400],
    [{ ...on, thresholdConfiguration: { type: 'COUNT' as const, value: 5 } }, 800, 5],
  ])('%j of %i tasks: %i', (settings, desired, threshold) => {
    expect(thresholdOf(settings, desired)).toBe(threshold)
    expect(trips(settings, threshold, desired)).toBe(true)
    expect(trips(settings, threshold - 1, desired)).toBe(false)
    expect(trips({ ...settings, enable: false }, threshold, desired)).toBe(false)
  })
})

test('a healthy task resets the count, unless failures are to add up', () => {
  const settings = { enable: true, rollback: true }
  expect(countFailures(settings, 2, 'failure')).toBe(3)
  expect(countFailures(settings, 2, 'healthy')).toBe(0)
  expect(countFailures({ ...settings, resetOnHealthyTask: false }, 2, 'healthy')).toBe(2)
})

test('the wait between starts never shrinks, and ends at 27 minutes', () => {
  const waits = Array.from({ length: 12 }, (_, failures) => waitAfter(failures))
  expect(waits).toEqual([...waits].sort((a, b) => a - b))
  expect(waits.at(0)).toBe(0)
  expect(waits.at(-1)).toBe(27 * 60_000)
})

describe('how fit a task is', () => {
  const task: TaskFacts = { pending: false, leaving: false, age: 60_000, containers: undefined, targets: [] }
  test.each<[Partial<TaskFacts>, Fit]>([
    [{ pending: true }, 'starting'],
    [{ leaving: true }, 'leaving'],
    [{}, 'healthy'],
    [{ age: 39_000 }, 'settling'],
    [{ containers: 'UNKNOWN' }, 'settling'],
    [{ containers: 'HEALTHY', age: 1 }, 'healthy'],
    [{ containers: 'UNHEALTHY' }, 'unhealthy'],
    [{ containers: 'UNHEALTHY', age: 5_000 }, 'settling'],
    [{ targets: ['initial'] }, 'settling'],
    [{ targets: ['healthy', 'initial'] }, 'settling'],
    [{ targets: ['healthy'], age: 1 }, 'healthy'],
    [{ targets: ['healthy', 'unhealthy'] }, 'unhealthy'],
    [{ targets: ['healthy'], containers: 'UNKNOWN' }, 'settling'],
  ])('%j: %s', (facts, fit) => {
    expect(judgeFit({ ...task, ...facts }, { grace: 10_000, settling: 40_000 })).toBe(fit)
  })
})

describe('the next moves of a rolling update', () => {
  const letters: Record<string, Fit> = { s: 'starting', e: 'settling', h: 'healthy', u: 'unhealthy', l: 'leaving' }
  /** `old/new` tasks by their fit: `hh/s` is two healthy old ones and a new one that starts. */
  const candidates = (text: string) =>
    text.split('/').flatMap((side, index) =>
      [...side].map((letter, place) => ({
        id: `${index === 0 ? 'old' : 'new'}${place}`,
        current: index === 1,
        fit: letters[letter] ?? 'healthy',
      })),
    )
  test.each<[string, string, [number, number, number], number, string[]]>([
    ['start all at once when there is room', 'hh/', [2, 100, 200], 2, []],
    ['start what fits', 'hhhh/', [4, 100, 150], 2, []],
    ['wait while they start', 'hh/ss', [2, 100, 200], 0, []],
    ['wait while they settle', 'hh/ee', [2, 100, 200], 0, []],
    ['stop one for one', 'hh/he', [2, 100, 200], 0, ['old1']],
    ['stop all when all are replaced', 'hh/hh', [2, 100, 200], 0, ['old1', 'old0']],
    ['let draining tasks take room', 'hhll/hh', [4, 100, 150], 0, []],
    ['stop first when nothing else fits', 'hhhh/', [4, 50, 100], 0, ['old3', 'old2']],
    ['stop all first when nothing need stay', 'h/', [1, 0, 100], 0, ['old0']],
    ['start when room was made', 'hh/', [4, 50, 100], 2, []],
    ['replace an unhealthy task before it goes', '/hu', [2, 100, 200], 1, []],
    ['let it go when its replacement runs', '/hue', [2, 100, 200], 0, ['new1']],
    ['let it go at once while old ones serve', 'hh/uu', [2, 100, 200], 0, ['new0', 'new1']],
    ['make room for a replacement one by one', '/uu', [2, 0, 100], 0, ['new0']],
    ['scale in: the newest of equals', '/hhh', [2, 100, 200], 0, ['new2']],
    ['scale in: what has not started yet', '/hhs', [2, 100, 200], 0, ['new2']],
    ['drop old tasks that never started', 'hs/', [1, 100, 300], 1, ['old1']],
    ['stop everything at 0', 'hh/', [0, 100, 200], 0, ['old1', 'old0']],
  ])('%s: %s', (_, text, [desired, minimumHealthyPercent, maximumPercent], start, stops) => {
    const moves = planMoves({ desired, minimumHealthyPercent, maximumPercent }, 'now', candidates(text))
    expect({ start: moves.start, stops: [...moves.ill, ...moves.surplus] }).toEqual({ start, stops })
  })

  test('a failed deployment starts nothing and takes nothing from the old one', () => {
    const moves = planMoves(
      { desired: 2, minimumHealthyPercent: 100, maximumPercent: 200 },
      'never',
      candidates('hh/h'),
    )
    expect(moves).toMatchObject({ start: 0, ill: [], surplus: [] })
  })

  test('bounds that block every move are noticed', () => {
    const bounds = { desired: 3, minimumHealthyPercent: 100, maximumPercent: 125 }
    expect(planMoves(bounds, 'now', candidates('hhh/'))).toMatchObject({ start: 0, surplus: [], stuck: true })
  })
})

describe('a container by its health check', () => {
  const unknown = { health: 'UNKNOWN' as const, failures: 0 }
  test.each([
    ['one success is enough', [true], false, 'HEALTHY'],
    ['retries failures in a row', [false, false, false], false, 'UNHEALTHY'],
    ['not yet', [false, false], false, 'UNKNOWN'],
    ['failures within the start period are forgiven', [false, false, false, false], true, 'UNKNOWN'],
    ['but not after a success', [true, false, false, false], true, 'UNHEALTHY'],
    ['and it may recover', [false, false, false, true], false, 'HEALTHY'],
  ])('%s', (_, results, starting, health) => {
    const end = results.reduce<Parameters<typeof afterCheck>[0]>(
      (count, passed) => afterCheck(count, passed, starting, 3),
      unknown,
    )
    expect(end.health).toBe(health)
  })
})
