import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Holder, Note } from '../src/decisions/lease.ts'
import { holdRule, LEASE, stillHeld } from '../src/shift/hold-rule.ts'
import { atOnce, interleaved, listener, route } from './listener.ts'

const MINUTE = 60_000
const about = { blue: 'web-blue', green: 'web-green', revision: 'web:2' }
const me = (name: string, run = name, attempt = 1): Holder => ({ run, attempt, holder: name })

const hold = (world: ReturnType<typeof listener>['world'], who: Holder, more: Partial<Note> = {}) =>
  holdRule(route, 'green', { ...about, ...more }, who, world)

describe('the lock', () => {
  test('is held by whoever made it, and named to everybody else', async () => {
    const { world } = listener(atOnce)
    const held = await hold(world, me('a', 'https://github.com/acme/web/actions/runs/1'))
    expect(held.taken).toBeUndefined()
    await expect(hold(world, me('b'))).rejects.toThrow(
      /Another run is moving this traffic, to web:2: https:\/\/github\.com\/acme\/web\/actions\/runs\/1/,
    )
    expect(await stillHeld(held, world)).toBe(true)
  })

  test('goes over once its time is over, with what was noted on it', async () => {
    const { world, clock } = listener(atOnce)
    const first = await hold(world, me('a'))
    await world.rules.tag(first.rule.arn, {
      'ecs-release:weight': '50',
      'ecs-release:since': new Date(42_000).toISOString(),
    })
    clock.time += LEASE - 1
    await expect(hold(world, me('b'))).rejects.toThrow(/Another run/)
    clock.time += 1
    const second = await hold(world, me('b'))
    expect(second).toMatchObject({ taken: { holder: 'a' }, note: { weight: 50, since: 42_000 } })
    expect(await stillHeld(first, world)).toBe(false)
  })

  test('goes over without what was noted of another release', async () => {
    const { world, clock } = listener(atOnce)
    const first = await hold(world, me('a'))
    await world.rules.tag(first.rule.arn, {
      'ecs-release:weight': '50',
      'ecs-release:since': new Date(42_000).toISOString(),
    })
    clock.time += LEASE
    expect((await hold(world, me('b'), { revision: 'web:3' })).note).toMatchObject({ weight: 0, since: 0 })
  })

  test('is renewed while it is used', async () => {
    const { world, clock } = listener(atOnce)
    const held = await hold(world, me('a'))
    for (let minute = 0; minute < 60; minute++) {
      clock.time += MINUTE
      expect(await stillHeld(held, world)).toBe(true)
    }
    await expect(hold(world, me('b'))).rejects.toThrow(/Another run/)
  })

  test('goes over to the next attempt of the same run at once, and not to another job of it', async () => {
    const { world } = listener(atOnce)
    await hold(world, me('a', 'run', 1))
    await expect(hold(world, me('b', 'run', 1))).rejects.toThrow(/Another run/)
    expect((await hold(world, me('c', 'run', 2))).taken).toMatchObject({ holder: 'a' })
  })

  test('is not taken from a rule of somebody else', async () => {
    const { world, standing } = listener(atOnce)
    await world.rules.create({ ...route, actions: [], tags: { Name: 'admin' } })
    await expect(hold(world, me('a'))).rejects.toThrow(/is taken by a rule that is not a test rule of ours/)
    expect(standing()).toHaveLength(1)
  })
})

test('two thousand interleavings of runs that want it at once: one has it, and whoever lost it knows', async () => {
  const anyPlay = fc.record({
    draws: fc.array(fc.nat(5), { minLength: 5, maxLength: 40 }),
    runs: fc.integer({ min: 2, max: 4 }),
    /** Whether a run that is over left its test rule there. */
    left: fc.boolean(),
  })
  let taken = 0
  await fc.assert(
    fc.asyncProperty(anyPlay, async ({ draws, runs, left }) => {
      let turn = atOnce
      const { world, clock, standing } = listener(() => turn())
      if (left) {
        await hold(world, me('before'))
        clock.time += LEASE
      }
      const order = interleaved(draws)
      turn = order.turn
      const all = Promise.allSettled(Array.from({ length: runs }, (_, i) => hold(world, me(`run-${i}`))))
      await order.play(all)
      turn = atOnce
      const got = (await all).flatMap(one => (one.status === 'fulfilled' ? [one.value] : []))
      const owning = []
      for (const one of got) if (await stillHeld(one, world)) owning.push(one)
      expect(owning).toHaveLength(1)
      expect(got).toHaveLength(1)
      expect(standing()).toHaveLength(1)
      if (left) taken++
    }),
    { numRuns: 2000 },
  )
  expect(taken).toBeGreaterThan(100)
})
