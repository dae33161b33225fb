// Does the picture of the traffic count every answer, and can its labels be read?
import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { roundTop, stepFor, ticks } from '../../rehearse/report/axis.ts'
import { type Sample, spanOf, timelineOf } from '../../rehearse/report/traffic.ts'
import { placeMarks } from '../../rehearse/report/traffic-marks.ts'
import { trafficFigures } from '../../rehearse/report/traffic-picture.ts'

const start = Date.UTC(2026, 0, 28, 10, 30)
const sample = (more: Partial<Sample>): Sample => ({
  ...{ at: start, environment: 'production', status: 200, version: 'v1', ms: 10 },
  ...more,
})

const samples = fc.array(
  fc.record({
    at: fc.integer({ min: 0, max: 7_200_000 }).map(ms => start + ms),
    environment: fc.constant('production'),
    status: fc.constantFrom(undefined, 200, 204, 404, 502),
    version: fc.constantFrom('v1', 'v2', undefined),
    ms: fc.integer({ min: 1, max: 5000 }),
  }),
  { minLength: 1 },
)

test('every sample is in exactly one slice, as an answer or as an error', () => {
  fc.assert(
    fc.property(samples, all => {
      const { slices } = timelineOf(all, spanOf({ samples: all, marks: [] }))
      const answers = slices.flatMap(slice => [...slice.answers.values()]).reduce((a, b) => a + b, 0)
      const errors = slices.reduce((sum, slice) => sum + slice.errors, 0)
      expect(answers + errors).toBe(all.length)
      expect(errors).toBe(all.filter(one => (one.status ?? 500) >= 400).length)
      expect(slices.length).toBeLessThanOrEqual(120)
    }),
  )
})

test('labels of marks never lie on each other', () => {
  const marks = fc.array(
    fc.record({
      at: fc.integer({ min: 0, max: 800 }),
      environment: fc.constant('production'),
      kind: fc.constantFrom('start' as const, 'verdict' as const),
      label: fc.string({ minLength: 1, maxLength: 30 }),
    }),
  )
  fc.assert(
    fc.property(marks, all => {
      const width = (label: string) => (label.length + 3) * 6.6
      const spans = placeMarks(all, at => at, 864).map(({ mark, at, row, side }) => {
        const from = side === 'left' ? at - width(mark.label) : at
        return { row, from, to: from + width(mark.label) }
      })
      for (const a of spans) {
        for (const b of spans) expect(a === b || a.row !== b.row || a.to <= b.from || b.to <= a.from).toBe(true)
      }
    }),
  )
})

test('the picture says in words what it shows, for each environment', () => {
  const all = [
    sample({}),
    sample({ at: start + 30_000, version: 'v2' }),
    sample({ at: start + 60_000, status: 502, version: undefined }),
    sample({ environment: 'staging' }),
  ]
  const mark = { at: start + 20_000, environment: 'production', kind: 'start' as const, label: 'v2 <next>' }
  const figures = trafficFigures({ samples: all, marks: [mark] }).map(figure => figure.html)
  expect(figures).toHaveLength(2)
  expect(figures[0]).toContain('3 requests, 1 of them not answered well. v1 answered from 0:00 to 1:00.')
  expect(figures[0]).toContain('v2 &lt;next&gt; at 0:20')
  expect(figures[1]).toContain('1 requests, every one answered well')
})

test.each([
  [60_000, 120, 1000],
  [3_600_000, 120, 30_000],
  [900_000_000, 9, 172_800_000],
])('%d ms are cut into at most %d steps of %d', (span, most, step) => {
  expect(stepFor(span, most)).toBe(step)
  expect(ticks(span, most).length - 1).toBeLessThanOrEqual(most)
})

test.each([
  [0, 1],
  [1, 1],
  [7, 10],
  [21, 25],
  [260, 500],
])('a scale for %d ends at %d', (most, top) => {
  expect(roundTop(most)).toBe(top)
})
