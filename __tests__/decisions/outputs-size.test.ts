// Can all outputs of a deployment be handed on to another step?
import { expect, test } from '@jest/globals'
import { type Outcome, tellOutcomes } from '../../src/decisions/outcome.ts'

const outcome = (service: string, evidence: string[], cause = 'it crashed'): Outcome => ({
  ...{ service, cluster: 'staging', revision: 'web:2', previous: 'web:1', deployment: `ecs-svc/${service}` },
  ...{ verdict: 'failed', because: 'it crashed', remedy: 'none', remedyNote: '', live: undefined },
  diagnosis: { class: 'exit-code', cause, evidence, next: 'Look at it.' },
  ...{ startedAt: 0, endedAt: 1000, seen: [] },
})
const lines = (count: number) => Array.from({ length: count }, (_, i) => `log: ${i} ${'ü'.repeat(1000)}`)
/** Linux gives one variable 128 KiB, and `toJSON(steps.x.outputs)` is one. */
const LIMIT = 128 * 1024

test('evidence of many services is left out line by line until all outputs fit into one variable', () => {
  const all = Array.from({ length: 25 }, (_, i) => outcome(`web-${i}`, lines(10), `saying "${'ü'.repeat(1000)}-${i}"`))
  const few = tellOutcomes([outcome('web', lines(3))])
  expect(JSON.parse(few.results)[0].diagnosis.evidence).toHaveLength(3)
  const told = tellOutcomes(all.slice(0, 12))
  expect(Buffer.byteLength(JSON.stringify(told))).toBeLessThan(LIMIT)
  const results = JSON.parse(told.results) as Outcome[]
  expect(results).toHaveLength(12)
  expect(results[0]?.diagnosis?.evidence[0]).toMatch(/^log: 0 /)
  expect(tellOutcomes(all).message).toMatch(/^web-0: [\s\S]*… \(cut\)$/)
})

test('the services are told all, however many they are', () => {
  const many = Array.from({ length: 500 }, (_, i) => outcome(`web-${i}`, lines(2)))
  const results = JSON.parse(tellOutcomes(many).results) as Outcome[]
  expect(results.map(one => one.service)).toEqual(many.map(one => one.service))
  expect(results.flatMap(one => one.diagnosis?.evidence)).toEqual([])
})
