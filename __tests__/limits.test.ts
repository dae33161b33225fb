import { describe, expect, test } from '@jest/globals'
import { evidenceInputs, evidenceProblems, rulesOf } from '../src/evidence/evidence-inputs.ts'
import { atLeast, atMost, milliseconds, percent, ratio } from '../src/evidence/limits.ts'
import { readInputs } from '../src/inputs.ts'

const d = { description: '' }

describe('limits', () => {
  test.each<[{ read(text: string): unknown }, string, unknown]>([
    [percent(d), '0.5', 0.005],
    [percent(d), '0.51 %', 0.0051],
    [percent(d), '99.9%', 0.999],
    [percent(d), 'none', 'none'],
    [milliseconds(d), '1000', 1000],
    [milliseconds(d), '1.5s', 1500],
    [milliseconds(d), '800ms', 800],
    [milliseconds(d), 'none', 'none'],
    [atMost(d), '0', 0],
    [atMost(d), 'none', 'none'],
    [atLeast(d), '2', { count: 2 }],
    [atLeast(d), '50%', { share: 0.5 }],
    [ratio(d), '3/5', { n: 3, of: 5 }],
    [ratio(d), '1 of 1', { n: 1, of: 1 }],
  ])('%# reads %j', (input, text, value) => {
    expect(input.read(text)).toEqual({ value })
  })

  test.each<[{ read(text: string): unknown }, string]>([
    [percent(d), '0'],
    [percent(d), '100'],
    [percent(d), '-1'],
    [percent(d), 'x'],
    [milliseconds(d), '0'],
    [milliseconds(d), 'soon'],
    [atMost(d), '1.5'],
    [atLeast(d), '120%'],
    [ratio(d), '6/5'],
    [ratio(d), '0/5'],
  ])('%# refuses %j', (input, text) => {
    expect(input.read(text)).toEqual({ problem: expect.stringMatching(/^is ".*": write /) })
  })
})

describe('inputs of the evidence', () => {
  test('have safe defaults', async () => {
    const { values, problems } = await readInputs(evidenceInputs, {})
    expect(problems).toEqual([])
    expect(evidenceProblems(values)).toEqual([])
    const subject = { name: 'web:2', control: 'blue', released: 7, traffic: true }
    expect(rulesOf(values, subject)).toMatchObject({
      ...{ rule: 'proof', maxErrorRate: 0.005, maxLatency: 1000, maxRestarts: 2, minHealthy: { share: 0.5 } },
      ...{ settle: 60_000, blindAfter: 300_000, sharedFault: 'hold', alarmAtStart: 'refuse', released: 7 },
    })
    expect(rulesOf(values, subject).alpha).toBeCloseTo(0.001, 12)
    const without = rulesOf(values, { ...subject, traffic: false })
    expect([without.maxErrorRate, without.maxLatency, without.minHealthy]).toEqual([undefined, undefined, undefined])
  })

  test('are all checked at once', async () => {
    const { values } = await readInputs(evidenceInputs, {
      confidence: '50',
      'probe-urls': '/health',
      'probe-expect-status': '2XX',
      metrics: '[{"namespace": "MPAC"}]',
    })
    expect(evidenceProblems(values)).toEqual([
      'metrics[0].metric-name is missing',
      'probe-urls has "/health": write whole addresses, https://…',
      'probe-expect-status has "2XX": write 200, 2xx or 200-299',
      'confidence is too low: write 90 to 99.9999',
    ])
  })
})
