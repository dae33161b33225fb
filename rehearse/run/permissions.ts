// What may the token of a job do?
import { isMapping } from '@actions/workflow-parser'
import type { TemplateToken } from '@actions/workflow-parser/templates/tokens/index'
import { getWorkflowSchema } from '@actions/workflow-parser/workflows/workflow-schema'
import type { Permissions } from '../hooks.ts'
import { literalOf, pairsOf } from '../read/tokens.ts'

/** What a repository of an organisation gives when no workflow asks: GitHub's restricted default. */
const byDefault: Permissions = { contents: 'read', packages: 'read' }

/** The permissions of a job: its own, or else the workflow's, or else the default. What is not named is `none`. */
export function permissionsOf(workflow: TemplateToken | undefined, job: TemplateToken | undefined): Permissions {
  const token = job ?? workflow
  if (!token) return { ...byDefault, metadata: 'read' }
  const short = literalOf(token)
  const pairs = isMapping(token)
    ? pairsOf(token).map(({ key, value }) => [key.toString(), literalOf(value) ?? 'none'])
    : allNames().map(({ name, type }) => [name, short === 'write-all' ? mostOf(type) : leastOf(type)])
  return { ...Object.fromEntries(pairs.filter(([, level]) => level !== 'none')), metadata: 'read' }
}

function allNames(): { name: string; type: string }[] {
  const definition = getWorkflowSchema().getDefinition('permissions-mapping')
  if (!('properties' in definition)) return []
  const properties = definition.properties as Record<string, { type: string }>
  return Object.entries(properties).map(([name, { type }]) => ({ name, type }))
}

const mostOf = (type: string) => (type === 'permission-level-read-or-no-access' ? 'read' : 'write')
const leastOf = (type: string) => (type === 'permission-level-write-or-no-access' ? 'none' : 'read')
