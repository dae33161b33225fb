// How are the outcomes of a deployment told: outputs, log, summary, and whether the step is green?
import type { Ending } from '../action.ts'
import { type Outcome, resultOf, sayOutcomes, tellOutcomes, tookOver } from '../decisions/outcome.ts'
import { serviceLink } from '../decisions/region.ts'
import { summarizeRollouts } from '../decisions/rollout-summary.ts'
import { differFrom, type Settings, showSettings } from '../decisions/settings.ts'
import type { World } from '../world.ts'
import type { Target } from './order.ts'

type Told = ReturnType<typeof tellOutcomes>

/** Writes outputs, evidence and summary; the step is green when all services are, or with `failOn` all, when one is. */
export async function tellDeployment(
  outcomes: Outcome[],
  failOn: 'any' | 'all',
  world: World,
  tell: (name: keyof Told, value: string) => void,
): Promise<Ending> {
  const { runner } = world
  const told = tellOutcomes(outcomes)
  for (const [name, value] of Object.entries(told)) tell(name as keyof Told, value)
  for (const one of outcomes) if (one.diagnosis) runner.group(`${one.service}: evidence`, one.diagnosis.evidence)
  const { region } = await world.ecs()
  await runner.summary(summarizeRollouts(outcomes, one => serviceLink(region, one.cluster, one.service)))
  const good = failOn === 'all' ? outcomes.some(tookOver) : outcomes.every(tookOver)
  if (outcomes.length === 1) return { good, line: told.message }
  for (const line of sayOutcomes(outcomes)) runner.line(line)
  return { good, line: resultOf(outcomes).line }
}

/** What would be done to each service, a line each. */
export function tellPlan(
  targets: Target[],
  asked: Settings,
  { force, desiredCount }: { force: boolean; desiredCount: number | undefined },
  world: World,
): Ending {
  const redeploys = ({ before, revision }: Target) => force || before.revision !== revision
  for (const target of targets) {
    const { name, before, revision } = target
    const move =
      before.revision === revision
        ? `${force ? 'deploys' : 'stays on'} ${revision}${force ? ' anew' : ''}`
        : `moves from ${before.revision} to ${revision}`
    const counts =
      desiredCount === undefined || desiredCount === before.desired
        ? []
        : [`desired-count is ${before.desired}, not ${desiredCount}`]
    const differences = [...differFrom(asked, before), ...counts]
    world.runner.line(
      `${name}: ${move} (${showSettings(before)})${differences.length > 0 ? `; ${differences.join('; ')}` : ''}`,
    )
  }
  const moving = targets.filter(redeploys).length
  return { good: true, line: `Plan: ${moving} of ${targets.length} services would move. Nothing was changed.` }
}
