// What do an action's contract and README say? All of it comes from the action's own spec.
import { stringify } from 'yaml'
import type { Action } from '../src/action.ts'
import { kebab } from '../src/inputs.ts'
import { policyOf } from './policy.ts'

const REPOSITORY = 'ecs-release/ecs-release'

/** `action.yml` of a Node action. Throws when an input or output has no description. */
export function contractOf(name: string, action: Action): string {
  const inputs = Object.entries(action.inputs).map(([input, { description, required, default: preset }]) => [
    kebab(input),
    {
      description: described(name, input, description),
      ...(required ? { required: true } : {}),
      ...(preset === undefined ? {} : { default: preset }),
    },
  ])
  const outputs = Object.entries(action.outputs).map(([output, description]) => [
    kebab(output),
    { description: described(name, output, description) },
  ])
  const contract = {
    name: `ecs-release ${name}`,
    description: action.question,
    inputs: Object.fromEntries(inputs),
    outputs: Object.fromEntries(outputs),
    runs: {
      using: 'node24',
      main: `../../dist/${name}/index.js`,
      ...(action.after ? { post: `../../dist/${name}/post.js` } : {}),
    },
  }
  const header = `# Generated from src/actions/${name}.ts by npm run generate.\n`
  return header + stringify(contract, { lineWidth: 0, defaultStringType: 'QUOTE_SINGLE', defaultKeyType: 'PLAIN' })
}

/** README of an action: question, usage, inputs, outputs, permissions. */
export function readmeOf(name: string, action: Action): string {
  return [
    `<!-- Generated from src/actions/${name}.ts by npm run generate. -->`,
    `# ${name}`,
    '',
    `*${action.question}*`,
    '',
    action.about,
    '',
    '```yaml',
    `- uses: ${REPOSITORY}/actions/${name}@v0`,
    `  id: ${name.split('-')[0]}`,
    '  with:',
    ...action.usage
      .trimEnd()
      .split('\n')
      .map(line => `    ${line}`),
    '```',
    '',
    '## Inputs',
    '',
    ...table(
      ['input', 'takes', 'default', 'meaning'],
      Object.entries(action.inputs).map(([input, { kind, required, default: preset, description }]) => [
        `\`${kebab(input)}\``,
        kind,
        required ? '**required**' : preset === undefined ? '' : `\`${preset}\``,
        description,
      ]),
    ),
    '',
    '## Outputs',
    '',
    ...table(
      ['output', 'meaning'],
      Object.entries(action.outputs).map(([output, description]) => [`\`${kebab(output)}\``, description]),
    ),
    '',
    '## Permissions',
    '',
    ...permissionsOf(action),
    '',
  ].join('\n')
}

/** The index of all actions, for the front page. */
export const indexOf = (actions: [string, Action][]): string =>
  table(
    ['action', 'the question it answers'],
    actions.map(([name, { question }]) => [`[${name}](actions/${name}/README.md)`, question]),
  ).join('\n')

function permissionsOf({ permissions: { aws, github } }: Action): string[] {
  const scopes = github.map(({ scope, access, why }) => `- \`${scope}: ${access}\` ${why}`)
  if (aws.length === 0) return scopes.length > 0 ? ['Of the job’s token:', '', ...scopes] : ['None.']
  const optional = aws.filter(one => one.optional).map(one => `\`${one.action}\` (${one.why})`)
  return [
    ...(scopes.length > 0 ? ['Of the job’s token:', '', ...scopes, ''] : []),
    'Of the AWS role; put your own names in place of the capitals:',
    '',
    '```json',
    JSON.stringify(policyOf(aws), undefined, 2),
    '```',
    '',
    ...(optional.length > 0
      ? [`It works without these, and then explains less: ${optional.join(', ')}.`]
      : ['All of them are needed.']),
  ]
}

const table = (head: string[], rows: string[][]): string[] =>
  [head, head.map(() => '---'), ...rows].map(row => `| ${row.map(one => one.replaceAll('|', '\\|')).join(' | ')} |`)

function described(action: string, name: string, description: string): string {
  if (description.trim()) return description
  throw new Error(`${action}: "${name}" has no description`)
}
