import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  afterShift,
  readSuspension,
  sameSuspension,
  whileShifting,
  writeSuspension,
} from '../../src/decisions/suspension.ts'

const any = fc.record({ in: fc.boolean(), out: fc.boolean(), scheduled: fc.boolean() })

test('is read as it was written, in a value that tags take', () => {
  fc.assert(
    fc.property(any, one => {
      expect(readSuspension(writeSuspension(one))).toEqual(one)
      expect(writeSuspension(one)).toMatch(/^[a-z ]+$/)
      expect(sameSuspension(one, { ...one })).toBe(true)
    }),
  )
})

test('while traffic moves no task goes, and tasks may come where they might before', () => {
  fc.assert(fc.property(any, one => expect(whileShifting(one)).toEqual({ in: true, out: one.out, scheduled: true })))
})

test('after it all is as before, but for what somebody has set meanwhile', () => {
  fc.assert(
    fc.property(any, any, (before, now) => {
      expect(afterShift(before, whileShifting(before))).toEqual(before)
      expect(afterShift(before, before)).toEqual(before)
      // Nobody's task is kept from coming, or going, by what a shift had set or somebody has lifted.
      expect(afterShift(before, now)).toEqual({
        ...{ in: now.in ? before.in : false, scheduled: now.scheduled ? before.scheduled : false, out: now.out },
      })
    }),
  )
})

test.each([undefined, '', 'yes', 'in maybe'])('%s is none', text => {
  expect(readSuspension(text)).toBeUndefined()
})
