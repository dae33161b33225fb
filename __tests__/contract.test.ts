import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { contractOf, indexOf, readmeOf } from '../scripts/contract.ts'
import { policyOf } from '../scripts/policy.ts'
import type { Action } from '../src/action.ts'
import { kebab } from '../src/inputs.ts'
import { actions } from '../src/main.ts'

// One after the other: the test runner loses modules that it loads at the same time.
const specs: [string, Action][] = []
for (const [name, load] of Object.entries(actions)) specs.push([name, (await load()).default as Action])
type Contract = {
  inputs: Record<string, { description: string; required?: boolean; default?: string }>
  outputs: Record<string, { description?: string; value?: string }>
  runs: { main: string; steps: { id: string; uses: string; with: Record<string, string> }[] }
}
const contract = (path: string) => parse(readFileSync(path, 'utf8')) as Contract

test('every action has its three folders, and nothing is left of one that was deleted', () => {
  const names = Object.keys(actions).toSorted()
  expect(readdirSync('actions').toSorted()).toEqual(names)
  expect(
    readdirSync('dist')
      .filter(name => !['shared', 'package.json'].includes(name))
      .toSorted(),
  ).toEqual(names)
  expect(
    readdirSync('src/actions')
      .map(name => name.replace('.ts', ''))
      .toSorted(),
  ).toEqual(names)
})

describe.each(specs)('%s', (name, spec) => {
  test('its contract and README are what its spec says', () => {
    expect(readFileSync(`actions/${name}/action.yml`, 'utf8')).toBe(contractOf(name, spec))
    expect(readFileSync(`actions/${name}/README.md`, 'utf8')).toBe(readmeOf(name, spec))
  })

  test('its bundle starts, and without inputs says what is missing', () => {
    const main = resolve(`actions/${name}`, contract(`actions/${name}/action.yml`).runs.main)
    expect(existsSync(main)).toBe(true)
    let said = ''
    try {
      execFileSync(process.execPath, [main], { env: { PATH: process.env.PATH ?? '' }, encoding: 'utf8', stdio: 'pipe' })
    } catch (error) {
      said = (error as { stdout: string }).stdout
    }
    expect(said).toMatch(/^::error::/m)
    expect(said).not.toMatch(/bug in ecs-release/)
  })

  test('its example in the README uses inputs that it has', () => {
    const used = Object.keys(parse(spec.usage) as object)
    expect(Object.keys(spec.inputs).map(kebab)).toEqual(expect.arrayContaining(used))
  })

  test('its policy puts no action but iam:PassRole under a condition that only iam:PassRole has', () => {
    const { Statement } = policyOf(spec.permissions.aws)
    expect(Statement.flatMap(one => one.Action).toSorted()).toEqual(
      spec.permissions.aws.map(one => one.action).toSorted(),
    )
    for (const one of Statement)
      expect([one.Action, 'Condition' in one]).toEqual([one.Action, one.Action.includes('iam:PassRole')])
    for (const one of Statement.filter(each => 'Condition' in each)) expect(one.Action).toEqual(['iam:PassRole'])
  })

  test('its policy lets it tag what it registers or starts', () => {
    const actions: string[] = spec.permissions.aws.map(one => one.action)
    if (actions.some(one => ['ecs:RegisterTaskDefinition', 'ecs:RunTask'].includes(one)))
      expect(actions).toContain('ecs:TagResource')
  })

  test('no description holds an expression, which the runner would evaluate', () => {
    const texts = [
      ...Object.values(spec.inputs).map(one => one.description),
      ...Object.values(spec.outputs),
      spec.question,
    ]
    expect(texts.filter(text => text.includes('${{'))).toEqual([])
  })
})

test('a job downloads what it runs and reads, and nothing of what builds and tests it', () => {
  const given = ['LICENSE', 'README.md', 'action.yml', 'actions', 'dist', 'examples']
  const files = execFileSync('git', ['ls-files'], { encoding: 'utf8' }).split('\n').filter(Boolean)
  const names = [...new Set(files.map(path => path.split('/')[0] as string))]
  const asked = execFileSync('git', ['check-attr', 'export-ignore', '--', ...names], { encoding: 'utf8' })
  const kept = names.filter(name => !asked.includes(`${name}: export-ignore: set\n`))
  expect(kept.toSorted()).toEqual(given)
})

test('the front page lists the actions', () => {
  expect(readFileSync('README.md', 'utf8')).toContain(indexOf(specs))
})

test('the front page and the root action know every verdict', () => {
  const said = (text: string) => [...text.matchAll(/`([\w-]+)`/g)].map(([, verdict]) => verdict as string)
  const ofDeploy = said(new Map(specs).get('ecs-deploy-wait')?.outputs.verdict ?? '')
  const verdicts = ofDeploy.filter(one => one !== 'progressing')
  expect(verdicts).toContain('timed-out')
  expect(said(contract('action.yml').outputs.verdict?.description ?? '')).toEqual(verdicts)
  const rows = [...readFileSync('README.md', 'utf8').matchAll(/^\| `([\w-]+)` \|/gm)].map(([, verdict]) => verdict)
  expect(rows.toSorted()).toEqual(verdicts.filter(one => !['succeeded', 'nothing-to-do'].includes(one)).toSorted())
})

test.each([
  ['blue-green-shift', ['finished', 'nothing-to-do', 'planned']],
  ['monitor-rollback', ['healthy', 'planned']],
])('the front page knows every verdict of %s that is red', (name, green) => {
  const said = (text: string) => [...text.matchAll(/`([\w-]+)`/g)].map(([, verdict]) => verdict as string)
  const rows = [...readFileSync('README.md', 'utf8').matchAll(/^\| ([\w-]+) \| (`[^|]+) \|/gm)]
  const told = rows.flatMap(([, of, verdicts = '']) => (of === name ? said(verdicts) : []))
  const all = said(new Map(specs).get(name)?.outputs.verdict ?? '')
  expect(told.toSorted()).toEqual(all.filter(one => !green.includes(one)).toSorted())
})

test('the root action passes on only what its parts take, and gives only what they give', () => {
  const root = contract('action.yml')
  const known = new Map(specs)
  const byId = new Map(root.runs.steps.map(step => [step.id, step.uses.replace('$/actions/', '')]))
  for (const { uses, with: given } of root.runs.steps) {
    const part = contract(`${uses.replace('$/', '')}/action.yml`)
    expect(Object.keys(part.inputs)).toEqual(expect.arrayContaining(Object.keys(given)))
    const required = Object.entries(part.inputs).flatMap(([name, one]) => (one.required ? [name] : []))
    expect(Object.keys(given)).toEqual(expect.arrayContaining(required))
    // An input of the same name has the same default, wherever a user meets it.
    for (const [name, preset] of Object.entries(part.inputs))
      if (root.inputs[name]?.default !== undefined && preset.default !== undefined)
        expect([name, root.inputs[name].default]).toEqual([name, preset.default])
  }
  for (const { value = '' } of Object.values(root.outputs)) {
    const [, id = '', output = ''] = value.match(/steps\.([\w-]+)\.outputs\.([\w-]+)/) ?? []
    expect(Object.keys(known.get(byId.get(id) ?? '')?.outputs ?? {}).map(kebab)).toContain(output)
  }
})
