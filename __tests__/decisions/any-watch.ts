// Which of all the things that may be seen of a revision are seen next?
import fc from 'fast-check'
import { MINUTE, type Minute } from '../../src/decisions/minutes.ts'
import type { Sighting } from '../../src/decisions/sightings.ts'
import { START } from './watched.ts'

const anySize = fc.record({ size: fc.nat(10), luck: fc.double({ min: 0, max: 2, noNaN: true }) })

/** Minutes of traffic, some or all of forty: quiet or busy, well or ill, with gaps. */
const anyMinutes: fc.Arbitrary<Minute[]> = fc
  .record({
    scale: fc.constantFrom(1, 10, 100, 3000),
    ill: fc.constantFrom(0, 0, 0.001, 0.005, 0.02, 0.05, 0.5, 1),
    each: fc.oneof(fc.array(anySize, { maxLength: 40 }), fc.array(anySize, { minLength: 40, maxLength: 40 })),
  })
  .map(({ scale, ill, each }) =>
    each.flatMap(({ size, luck }, i) => {
      const requests = size * scale
      const bad = Math.min(requests, Math.round(requests * ill * luck))
      return requests > 0 ? [{ at: START + i * MINUTE, requests, errors: bad, slow: bad }] : []
    }),
  )

/** What each look of an hour shows of such traffic: minutes come late and grow, and some looks fail. */
export type Story = { green: Minute[]; control: Minute[]; sightings: Sighting[] }

const anyLook = fc.record({
  fails: fc.boolean(),
  partial: fc.boolean(),
  lag: fc.integer({ min: 30_000, max: 200_000 }),
  healthy: fc.nat(2),
  stops: fc.boolean(),
  probe: fc.constantFrom('well', 'ill', 'none'),
  alarm: fc.constantFrom('OK', 'OK', 'ALARM', 'INSUFFICIENT_DATA'),
})

export const anyStory: fc.Arbitrary<Story> = fc
  .record({
    green: anyMinutes,
    control: anyMinutes,
    looks: fc.array(anyLook, { maxLength: 40 }),
    facts: fc.boolean(),
  })
  .map(({ green, control, looks, facts }) => ({
    green,
    control,
    sightings: [
      ...looks.flatMap((look, i): Sighting[] => {
        const at = START + i * 45_000
        if (look.fails && i % 3 === 0) return [{ kind: 'trouble', at, channel: 'metrics', because: 'AWS throttled' }]
        const seen: Sighting[] = [readAt(at, look.lag, green, control, look.partial && i % 5 === 0)]
        if (!facts) return seen
        return [
          ...seen,
          { kind: 'targets', at, healthy: look.healthy, unhealthy: 2 - look.healthy },
          { kind: 'tasks', at, stopped: look.stops && i % 7 === 0 ? [{ id: `t${i}`, at, cause: 'it exited' }] : [] },
          ...(look.probe === 'none' ? [] : [probeAt(at, look.probe === 'ill')]),
          { kind: 'alarm', at, name: 'a', state: look.alarm, since: at, reason: '' },
        ]
      }),
      ...[0, 15_000].map(late => readAt(START + 40 * MINUTE + late, 0, green, control, false)),
      ...(facts ? [{ kind: 'targets' as const, at: START, healthy: 2, unhealthy: 0 }] : []),
    ],
  }))

const probeAt = (at: number, ill: boolean): Sighting => ({
  kind: 'probe',
  at,
  url: 'https://x.test/',
  ...(ill ? { fault: 'answered 500' } : {}),
})

/** One read: of a minute that ended less than `lag` ms ago only half is there. */
function readAt(at: number, lag: number, green: Minute[], control: Minute[], partial: boolean): Sighting {
  const to = Math.floor(at / MINUTE) * MINUTE
  const seen = (minutes: Minute[]) =>
    minutes
      .filter(one => one.at < to)
      .map(one => {
        if (at - one.at - MINUTE >= lag) return one
        const half = (value: number) => Math.floor(value / 2)
        return { at: one.at, requests: half(one.requests), errors: half(one.errors), slow: half(one.slow) }
      })
      .filter(one => one.requests > 0)
  return {
    ...{ kind: 'metrics' as const, at, from: START, to },
    ...(partial ? { partial: true as const } : { green: seen(green), control: seen(control) }),
  }
}
