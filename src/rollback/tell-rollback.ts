// How is a rollback told: outputs, log, summary, and whether the step is green?
import type { Ending, Tell } from '../action.ts'
import { cell, code } from '../decisions/markdown.ts'
import { isGood, type Outcome } from '../decisions/outcome.ts'
import { serviceLink } from '../decisions/region.ts'
import {
  alertOf,
  explainReturn,
  isBack,
  sayReturns,
  sayRollback,
  tellRollback,
  verdictOf,
} from '../decisions/rollback-outcome.ts'
import { summarizeRollouts } from '../decisions/rollout-summary.ts'
import type { World } from '../world.ts'
import { leftBy, nameOf, type Result } from './undo.ts'

type Outputs = ReturnType<typeof tellRollback> & { taskDefinitionArn: string; recordId: string; alert: string }

const RETURNED = { explain: explainReturn, isWell: (one: Outcome) => isGood(one.verdict) }

/** Where it was, for the alert. */
type Place = { environment: string | undefined; cluster: string }

/** What would be done; nothing was. */
export function tellPlanned(result: Result, tell: Tell<Record<keyof Outputs, string>>): Ending {
  const going = result.courses.filter(one => one.choice.go === 'back')
  const line = going.map(({ name, line, choice }) =>
    choice.go === 'back' ? `${name} would go back from ${line.current.revision} to ${nameOf(choice)}` : '',
  )
  const text = `Plan: ${line.length > 0 ? line.join(', ') : 'nothing to undo'}. Nothing was changed.`
  tellWays(result, tell)
  tell('verdict', 'planned')
  tell('remedy', 'none')
  tell('message', text)
  return { good: true, line: text }
}

/** Outputs, evidence, summary, and the alert when a person must look. */
export async function tellEnd(
  result: Result,
  { environment = '', cluster }: Place,
  world: World,
  tell: Tell<Record<keyof Outputs, string>>,
): Promise<Ending> {
  const { runner } = world
  const { outcomes, record, smoke } = result
  for (const [name, value] of Object.entries(tellRollback(result))) tell(name as keyof Outputs, value)
  tellWays(result, tell)
  tell('recordId', record === undefined ? '' : String(record))
  const server = `${runner.variable('GITHUB_SERVER_URL')}/${runner.variable('GITHUB_REPOSITORY')}`
  const run = `${server}/actions/runs/${runner.variable('GITHUB_RUN_ID')}`
  const alert = alertOf(result, { environment, cluster, run, record: record === undefined ? '' : String(record) })
  tell('alert', alert ? JSON.stringify(alert) : '')
  for (const one of outcomes) if (one.diagnosis) runner.group(`${one.service}: evidence`, one.diagnosis.evidence)
  const { region } = await world.ecs()
  const line = sayRollback(result)
  const answers = smoke.line
    ? ['| smoke test | |', '|---|---|', `| ${code(smoke.verdict)} | ${cell(smoke.line)} |`, '']
    : []
  const links = (one: Outcome) => serviceLink(region, one.cluster, one.service)
  await runner.summary(
    [
      `### ${isBack(result) ? '↩️' : '❌'} ${titleOf(result)}`,
      '',
      ...(outcomes.length === 1 ? [] : [cell(line), '']),
      ...answers,
      ...(outcomes.length > 0 ? [summarizeRollouts(outcomes, links, RETURNED)] : []),
    ].join('\n'),
  )
  const said = sayReturns(result)
  if (said.length > 1) for (const one of said) runner.line(one)
  return { good: isBack(result), line }
}

function tellWays({ courses }: Result, tell: Tell<Record<keyof Outputs, string>>): void {
  const lines = (values: string[]) => [...new Set(values.filter(Boolean))].join('\n')
  tell('revision', lines(courses.map(one => one.target?.revision ?? '')))
  tell('taskDefinitionArn', lines(courses.map(one => one.target?.taskDefinition ?? '')))
  tell('previousRevision', lines(courses.map(leftBy)))
}

function titleOf(result: Result): string {
  const verdict = verdictOf(result)
  if (verdict === 'nothing-to-do') return 'Nothing to undo'
  return isBack(result) ? 'Rolled back' : verdict === 'refused' ? 'Not rolled back' : 'The rollback failed'
}
