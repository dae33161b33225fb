// Which xycharts become pictures?
import { expect, test } from '@jest/globals'
import { renderSummary } from '../../rehearse/report/summary.ts'
import { readChart } from '../../rehearse/report/xychart.ts'
import { chartPicture } from '../../rehearse/report/xychart-picture.ts'

const errors = `xychart-beta
  title "Errors a minute"
  x-axis "minutes" 0 --> 4
  y-axis "percent" 0 --> 10
  line "green" [0, 5.5, 10, 0]
  line [0.1, 0.1, 0.1, 0.1]
  bar [1, 2, 3, 4]`

test('title, axes, lines and bars are read', () => {
  expect(readChart(errors)).toEqual({
    title: 'Errors a minute',
    x: { name: 'minutes', from: 0, to: 4 },
    y: { name: 'percent', from: 0, to: 10 },
    series: [
      { kind: 'line', name: 'green', values: [0, 5.5, 10, 0] },
      { kind: 'line', name: '', values: [0.1, 0.1, 0.1, 0.1] },
      { kind: 'bar', name: '', values: [1, 2, 3, 4] },
    ],
  })
})

test('an axis that is left out is as long as what is drawn', () => {
  const chart = readChart('xychart-beta\n x-axis [before, "at 5 %", after]\n line [1, 2, 8]')
  expect(chart).toMatchObject({ x: { labels: ['before', 'at 5 %', 'after'], from: 1, to: 3 }, y: { from: 0, to: 8 } })
})

test.each([
  ['another diagram', 'gantt\n  title a'],
  ['nothing drawn', 'xychart-beta\n  title "a"'],
  ['a value that is no number', 'xychart-beta\n  line [1, two]'],
  ['a line that we do not read', 'xychart-beta\n  pie [1]\n  line [1, 2]'],
  ['a scale without height', 'xychart-beta\n  y-axis 0 --> 0\n  line [0, 0]'],
])('%s stays text', (_, text) => {
  expect(readChart(text)).toBeUndefined()
})

test('a line goes up with its values and stays inside the picture', () => {
  const chart = readChart('xychart-beta\n y-axis 0 --> 100\n line [0, 50, 100, 400]')
  const path = /class="line l0"/.test(chartPicture(chart as never).html) ? chartPicture(chart as never).html : ''
  const heights = [...(/<path d="([^"]*)"/.exec(path)?.[1] ?? '').matchAll(/[ML][\d.]+ ([\d.]+)/g)].map(one =>
    Number(one[1]),
  )
  expect(heights).toEqual([180, 105, 30, 30])
})

test('in a summary it is a picture, and its texts are escaped', () => {
  const shown = renderSummary(`\`\`\`mermaid\n${errors.replace('Errors a minute', '<b>Errors</b>')}\n\`\`\``).html
  expect(shown).toContain('<svg')
  expect(shown).toContain('&lt;b&gt;Errors')
  expect(shown).not.toContain('<b>Errors')
})
