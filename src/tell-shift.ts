// How is a shift told: plan, outputs, log, summary, and whether the step is green?
import type { Ending } from './action.ts'
import { serviceLink } from './decisions/region.ts'
import { explainShift, isGood, type ShiftResult, tellResults } from './decisions/shift-outcome.ts'
import type { PlannedPair } from './decisions/shift-plan.ts'
import { summarizeShift } from './decisions/shift-summary.ts'
import type { Found } from './find-pair.ts'
import type { World } from './world.ts'

type Told = ReturnType<typeof tellResults>

/** Writes outputs and summary; green when every pair is. What held or went back is an alert of its own. */
export async function tellShift(
  results: ShiftResult[],
  world: World,
  tell: (name: keyof Told, value: string) => void,
): Promise<Ending> {
  const told = tellResults(results)
  for (const [name, value] of Object.entries(told)) tell(name as keyof Told, value)
  const { region } = await world.ecs()
  await world.runner.summary(summarizeShift(results, one => serviceLink(region, one.cluster, one.green.service)))
  const good = results.every(isGood)
  const [only] = results
  if (only && results.length === 1) return { good, line: explainShift(only) }
  for (const line of told.message.split('\n')) world.runner.line(line)
  const bad = results.filter(one => !isGood(one)).map(one => one.name)
  return {
    good,
    line: good
      ? `All ${results.length} pairs have their traffic on green: ${results.map(one => one.name).join(', ')}.`
      : `${bad.length} of ${results.length} pairs did not take over: ${bad.join(', ')}. Live now: ${told.liveRevision.replaceAll('\n', ', ')}.`,
  }
}

/** A pair in the words of the plan. */
export const plannedPair = ({ wanted, blue, green, revision, share }: Found): PlannedPair => ({
  name: wanted.name,
  blue: { service: blue.service.name, revision: blue.service.revision, size: blue.service.desired },
  green: { service: green.name, revision, exists: green.service !== undefined },
  share,
})
