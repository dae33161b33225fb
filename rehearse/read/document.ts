// What does a workflow or action file say, and on which line?
import { readFileSync } from 'node:fs'
import { FeatureFlags } from '@actions/expressions'
import { NoOperationTraceWriter } from '@actions/workflow-parser'
import { getActionSchema } from '@actions/workflow-parser/actions/action-schema'
import { TemplateContext, TemplateValidationErrors } from '@actions/workflow-parser/templates/template-context'
import { readTemplate } from '@actions/workflow-parser/templates/template-reader'
import { MappingToken, StringToken } from '@actions/workflow-parser/templates/tokens/index'
import { getWorkflowSchema } from '@actions/workflow-parser/workflows/workflow-schema'
import { YamlObjectReader } from '@actions/workflow-parser/workflows/yaml-object-reader'
import type { Problem } from '../refusal.ts'
import { shown } from './places.ts'

const schemas = {
  workflow: { root: 'workflow-root-strict', schema: getWorkflowSchema },
  action: { root: 'action-root-strict', schema: getActionSchema },
}

/**
 * The token tree of a file, checked against GitHub's own schema (expressions included).
 * Undefined when the file is no such document; every schema error is added to `problems`.
 */
export function readDocument(kind: keyof typeof schemas, file: string, problems: Problem[]): MappingToken | undefined {
  const { root, schema } = schemas[kind]
  const name = shown(file)
  const errors = new TemplateValidationErrors()
  const context = new TemplateContext(errors, schema(), new NoOperationTraceWriter())
  // Without these, keys still in preview read as misspelt; with them they can be refused by name.
  context.state.featureFlags = new FeatureFlags({ all: true })
  const fileId = context.getFileId(name)
  const reader = readerOf(fileId, readFileSync(file, 'utf8'))
  for (const error of reader.errors) context.error(fileId, error.message, error.range)
  const token = reader.errors.length === 0 ? readTemplate(context, root, reader, fileId) : undefined
  for (const error of errors.getErrors()) {
    problems.push({ file: name, line: error.range?.start.line ?? 1, text: error.rawMessage })
  }
  return token instanceof MappingToken ? token : undefined
}

/**
 * GitHub's YAML reader, but each text is what YAML says it is. The package evaluates the expressions of a text of several
 * lines in its raw source, with the indentation of the file: right for an editor, wrong for a script that is to run.
 */
function readerOf(fileId: number, content: string): YamlObjectReader {
  const reader = new YamlObjectReader(fileId, content)
  const literal = reader.allowLiteral.bind(reader)
  reader.allowLiteral = () => {
    const token = literal()
    return token instanceof StringToken
      ? new StringToken(token.file, token.range, token.value, token.definitionInfo)
      : token
  }
  return reader
}
