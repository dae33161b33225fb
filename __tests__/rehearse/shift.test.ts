// How do weights and errors of a shift become charts?
import { expect, test } from '@jest/globals'
import { shiftCharts } from '../../rehearse/report/shift.ts'

const sample = (at: number, version: string, status = 200) => ({
  at,
  environment: 'production',
  status,
  version,
  ms: 1,
})

test('weights, answers and errors of a shift stand over the same minutes', () => {
  const charts = shiftCharts({
    title: 'v2',
    start: 0,
    end: 60_000,
    weights: [
      { at: 30_000, percent: 50 },
      { at: 45_000, percent: 0 },
    ],
    version: '2',
    samples: [
      sample(500, '1'),
      sample(30_500, '1'),
      sample(30_600, '2', 500),
      sample(30_700, '2'),
      sample(45_500, '1'),
    ],
  })
  const [weights, errors] = charts.map(chart => chart.series.map(one => one.values))
  expect(charts.map(chart => [chart.x.to, chart.y.to])).toEqual([
    [1, 100],
    [1, 50],
  ])
  expect([0, 29, 30, 44, 45].map(slice => weights?.[0]?.[slice])).toEqual([0, 0, 50, 50, 0])
  expect([0, 30, 45].map(slice => weights?.[1]?.[slice])).toEqual([0, 66.7, 0])
  expect([0, 30, 45].map(slice => [errors?.[0]?.[slice], errors?.[1]?.[slice]])).toEqual([
    [0, 0],
    [50, 0],
    [0, 0],
  ])
})
