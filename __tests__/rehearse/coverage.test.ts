// Has somebody thought about every key that GitHub's schemas allow?

import { getActionSchema } from '@actions/workflow-parser/actions/action-schema'
import type { TemplateSchema } from '@actions/workflow-parser/templates/schema/template-schema'
import { getWorkflowSchema } from '@actions/workflow-parser/workflows/workflow-schema'
import { expect, test } from '@jest/globals'
import { coverageOf } from '../../rehearse/read/coverage.ts'

/** What the parts of a definition are called that lead on to other definitions. */
type Leading = {
  oneOf?: string[]
  itemType?: string
  looseValueType?: string
  properties?: Record<string, { type: string }>
}

function keysOf(schema: TemplateSchema, root: string): [mapping: string, key: string][] {
  const seen = new Set<string>()
  const visit = (name: string | undefined): [string, string][] => {
    if (!name || seen.has(name)) return []
    seen.add(name)
    const { oneOf = [], itemType, looseValueType, properties = {} } = schema.getDefinition(name) as Leading
    const keys = Object.entries(properties)
    const next = [...oneOf, itemType, looseValueType, ...keys.map(([, property]) => property.type)]
    return [...keys.map(([key]): [string, string] => [name, key]), ...next.flatMap(visit)]
  }
  return visit(root)
}

test.each([
  ['workflow', keysOf(getWorkflowSchema(), 'workflow-root-strict')],
  ['action', keysOf(getActionSchema(), 'action-root-strict')],
])('every key of a %s file is implemented or refused by name', (_, keys) => {
  expect(keys.length).toBeGreaterThan(30)
  expect(keys.filter(([mapping, key]) => coverageOf(mapping, key) === undefined)).toEqual([])
})

test('a key that nobody has thought about is not taken for implemented', () => {
  expect(coverageOf('job-factory', 'colour')).toBeUndefined()
  expect(coverageOf('another-mapping', 'types')).toBeUndefined()
})
