// What is in a report that somebody is sent?
import { beforeAll, expect, test } from '@jest/globals'
import { renderReport } from '../../rehearse/report.ts'
import { type Staged, stage } from './stage.ts'

let staged: Record<'release' | 'composites' | 'jobs', Staged>
let page = ''
beforeAll(async () => {
  const event = { name: 'release', payload: { action: 'published', release: { tag_name: 'v1.2.3' } } }
  staged = {
    release: await stage('release', { event, ref: 'refs/tags/v1.2.3', vars: { SERVICE: '<web>' } }),
    composites: await stage('composites'),
    jobs: await stage('jobs', { event }),
  }
  page = renderReport({
    title: 'Releases of <web>',
    lead: 'What happened & why',
    madeAt: Date.UTC(2026, 0, 28, 10, 30),
    releases: [
      { title: 'v1.2.3', verdict: { text: 'succeeded', good: true }, run: staged.release.report },
      {
        title: 'within',
        about: 'steps within steps',
        verdict: { text: 'failed', good: false },
        run: staged.composites.report,
      },
      { title: 'nothing', verdict: { text: 'nothing started', good: true }, run: staged.jobs.report },
    ],
    traffic: {
      samples: [{ at: 0, environment: 'production', status: 200, version: 'v1', ms: 3 }],
      marks: [{ at: 0, environment: 'production', kind: 'start', label: 'v1' }],
    },
  })
})

test('it is one file that runs nothing and loads nothing', () => {
  expect(page).not.toMatch(/<script|<link|<img|\ssrc=|url\((?!#)|@import|\son\w+=/i)
  expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`)
})

test('what others wrote is text in it', () => {
  expect(page).toContain('<title>Releases of &lt;web&gt;</title>')
  expect(page).toContain('What happened &amp; why')
  expect(page).not.toContain('<web>')
})

test('it has every job, every step, every log and every summary', () => {
  for (const name of [
    'Build v1.2.3',
    'Take the digest',
    'Run $/actions/greet',
    'Post Run $/actions/remember',
    'failing',
  ]) {
    expect(page).toContain(name)
  }
  expect(page).toContain('version v1.2.3 of shop')
  expect(page).toContain('<h5>Hello &lt;web&gt;</h5>')
  expect(page).toContain('stood in')
})

test('an event that started nothing says so', () => {
  expect(page).toContain('How jobs follow each other: nothing starts, as it starts on push, not on release.')
})

test('its headings are in order, and every tag is closed', () => {
  const levels = [...page.matchAll(/<h([1-6])[ >]/g)].map(match => Number(match[1]))
  expect(levels[0]).toBe(1)
  expect(levels.filter((level, index) => level > (levels[index - 1] ?? level) + 1)).toEqual([])
  for (const name of ['div', 'section', 'details', 'span', 'ul', 'li', 'p', 'table', 'svg', 'figure']) {
    const count = (what: RegExp) => page.match(what)?.length ?? 0
    expect([name, count(new RegExp(`<${name}[ >]`, 'g'))]).toEqual([name, count(new RegExp(`</${name}>`, 'g'))])
  }
})
