// Which gantts become pictures?
import { expect, test } from '@jest/globals'
import { readGantt } from '../../rehearse/report/gantt.ts'
import { ganttPicture } from '../../rehearse/report/gantt-picture.ts'

const rollout = `gantt
  title web
  dateFormat x
  axisFormat %H:%M:%S
  section web 56
  2 running :active, 1000, 61000
  0 running :done, 61000, 121000
  section verdict
  succeeded :milestone, 121000, 0ms`

test('sections, bars and milestones are read', () => {
  expect(readGantt(rollout)).toEqual({
    title: 'web',
    sections: [
      {
        name: 'web 56',
        bars: [
          { label: '2 running', from: 1000, to: 61_000, tags: ['active'] },
          { label: '0 running', from: 61_000, to: 121_000, tags: ['done'] },
        ],
      },
      { name: 'verdict', bars: [{ label: 'succeeded', from: 121_000, to: 121_000, tags: ['milestone'] }] },
    ],
  })
})

test.each([
  ['another diagram', 'timeline\n  title a'],
  ['dates we do not read', 'gantt\n  dateFormat YYYY-MM-DD\n  section a\n  b :2026-01-01, 3d'],
  ['a bar after another', 'gantt\n  dateFormat x\n  section a\n  b :after c, 3d'],
  ['a bar without a section', 'gantt\n  dateFormat x\n  b :1, 2'],
  ['no bars', 'gantt\n  dateFormat x\n  section a'],
])('%s stays text', (_, text) => {
  expect(readGantt(text)).toBeUndefined()
})

test('the picture says in words what it shows', () => {
  const gantt = readGantt(rollout)
  const { html } = ganttPicture(gantt ?? { title: '', sections: [] })
  expect(html).toContain('<title>web</title>')
  expect(html).toContain('web 56: 2 running from 0:00 to 1:00, 0 running from 1:00 to 2:00. verdict: succeeded at 2:00')
})
