// How is a shift told: plan, outputs, log, summary, and whether the step is green?
import type { Ending } from '../action.ts'
import { serviceLink } from '../decisions/region.ts'
import { explainShift, isGood, liveOf, type ShiftResult, tellResults } from '../decisions/shift-outcome.ts'
import type { PlannedPair } from '../decisions/shift-plan.ts'
import { summarizeShift } from '../decisions/shift-summary.ts'
import type { World } from '../world.ts'
import type { Found } from './find-pair.ts'

type Tell = (name: keyof ReturnType<typeof tellResults>, value: string) => void

/** Writes outputs and summary; green when every pair is. */
export async function tellShift(results: ShiftResult[], world: World, tell: Tell): Promise<Ending> {
  const told = tellResults(results)
  for (const [name, value] of Object.entries(told)) tell(name as keyof typeof told, value)
  const { region } = await world.ecs()
  await world.runner.summary(summarizeShift(results, one => serviceLink(region, one.cluster, liveOf(one).service)))
  const good = results.every(isGood)
  const [only] = results
  if (only && results.length === 1) return { good, line: explainShift(only) }
  for (const line of told.message.split('\n')) world.runner.line(line)
  const names = (some: ShiftResult[]) => some.map(one => one.name).join(', ')
  const bad = results.filter(one => !isGood(one))
  const live = results.map(one => `${one.name} on ${liveOf(one).revision}`).join(', ')
  return {
    good,
    line: good
      ? `All ${results.length} pairs have their traffic where it was wanted: ${names(results)}.`
      : `${bad.length} of ${results.length} pairs did not take over: ${names(bad)}. Live now: ${live}.`,
  }
}

/** A pair in the words of the plan. */
export const plannedPair = ({ wanted, blue, green, revision, share, standing }: Found): PlannedPair => ({
  name: wanted.name,
  blue: { service: blue.service.name, revision: blue.service.revision, size: blue.service.desired },
  green: {
    ...{ service: green.name, revision, exists: green.service !== undefined },
    size: green.service?.desired ?? 0,
  },
  share,
  unfinished: standing?.note !== undefined,
})

/** What would be done, and that nothing was. */
export function tellPlanned(found: Found[], tell: Tell): Ending {
  const line = `Plan for ${found.length === 1 ? 'one pair' : `${found.length} pairs`}. Nothing was changed.`
  const lines = (value: (one: Found) => string) => found.map(value).join('\n')
  const live = (one: Found) =>
    one.share > 50
      ? { service: one.green.name, revision: one.revision }
      : { ...one.blue.service, service: one.blue.service.name }
  tell('verdict', 'planned')
  tell('remedy', 'none')
  tell(
    'revision',
    lines(one => one.revision),
  )
  tell(
    'liveRevision',
    lines(one => live(one).revision),
  )
  tell(
    'liveService',
    lines(one => live(one).service),
  )
  tell(
    'weights',
    lines(one => `blue=${Math.round(100 - one.share)} green=${Math.round(one.share)}`),
  )
  tell('message', line)
  return { good: true, line }
}
