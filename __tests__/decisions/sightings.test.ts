import { describe, expect, test } from '@jest/globals'
import { MINUTE } from '../../src/decisions/minutes.ts'
import type { Sighting } from '../../src/decisions/sightings.ts'
import { gather, minute, reads, rules, START } from './watched.ts'

const trouble = (at: number, because = 'lost'): Sighting => ({
  kind: 'trouble',
  at: START + at,
  channel: 'metrics',
  because,
})
const alarm = (at: number, state: string): Sighting => ({
  ...{ kind: 'alarm', at: START + at, name: 'a', state, since: START + at, reason: 'so' },
})

describe('what was seen', () => {
  test('of a channel in trouble: since its first failed look, until one was complete', () => {
    expect(gather([trouble(10), trouble(20, 'still')]).troubles).toEqual([
      { channel: 'metrics', since: START + 10, because: 'still' },
    ])
    const partial: Sighting = { kind: 'metrics', at: START + 15, from: START, to: START, partial: true }
    expect(gather([trouble(10), partial, trouble(20)]).troubles[0]?.since).toBe(START + 10)
    const whole: Sighting = { kind: 'metrics', at: START + 15, from: START, to: START, green: [] }
    expect(gather([trouble(10), whole, trouble(20)]).troubles[0]?.since).toBe(START + 20)
    expect(gather([trouble(10), whole]).troubles).toEqual([])
    const targets: Sighting = { kind: 'targets', at: START + 15, healthy: 1, unhealthy: 0 }
    expect(gather([trouble(10), targets]).troubles).toHaveLength(1)
  })

  test('of an alarm: how it is, and whether it was ever well', () => {
    const seen = (...sightings: Sighting[]) => gather(sightings).alarms[0]
    expect(seen(alarm(1, 'ALARM'))).toMatchObject({ state: 'ALARM', wasWell: false })
    expect(seen(alarm(1, 'OK'), alarm(2, 'ALARM'))).toMatchObject({ state: 'ALARM', wasWell: true })
    expect(seen(alarm(1, 'OK'), alarm(2, 'ALARM'), alarm(3, 'ALARM'))).toMatchObject({
      wasWell: true,
      since: START + 3,
    })
  })

  test('of tasks: each once, however often it is shown', () => {
    const tasks = (at: number, ...ids: string[]): Sighting => ({
      kind: 'tasks',
      at: START + at,
      stopped: ids.map(id => ({ id, at: START, cause: 'it exited' })),
    })
    expect(gather([tasks(1, 'a'), tasks(2, 'a', 'b'), tasks(3, 'b')]).stopped.map(one => one.id)).toEqual(['a', 'b'])
  })

  test('before the first step does not count for the next one, nor does a control without traffic', () => {
    const seen = reads([minute(0, 10), minute(1, 20), minute(2, 30)], [minute(0, 100), minute(2, 300)])
    expect(gather(seen)).toMatchObject({ green: [{ requests: 10 }, { requests: 20 }, { requests: 30 }] })
    const step = (control: boolean): Sighting => ({ kind: 'step', at: START + 100_000, since: START + 90_000, control })
    expect(gather([...seen, step(true)])).toMatchObject({
      ...{ since: START + 2 * MINUTE, green: [{ requests: 30 }], control: [{ requests: 300 }] },
    })
    expect(gather([...seen, step(false)]).control).toEqual([])
  })

  test('while it settles does not count', () => {
    const seen = reads([minute(0, 10), minute(1, 20)])
    expect(gather(seen, { ...rules, settle: MINUTE }).green).toMatchObject([{ requests: 20 }])
  })
})
