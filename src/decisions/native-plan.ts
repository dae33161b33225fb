// What would ECS do, and how long would it take?
import { showDuration } from './duration.ts'
import { type Configuration, ownBakes, stepsOf } from './native-strategy.ts'
import { LEAST_KEPT } from './shift-plan.ts'

/** Steps with how long (ms) each is judged at least: ECS's own stand is part of it. */
function judgedSteps({ bakes }: { bakes: readonly number[] }, configuration: Configuration) {
  const { step, last } = ownBakes(configuration)
  return stepsOf(configuration).map((percent, index) => ({
    percent,
    judged: Math.max(bakes[index] ?? bakes.at(-1) ?? 0, percent < 100 ? step : LEAST_KEPT - last),
  }))
}

/** How long (ms) it takes at least, from the first share to the end of blue. */
export const planTime = (order: { bakes: readonly number[] }, configuration: Configuration): number =>
  judgedSteps(order, configuration).reduce((sum, { judged }) => sum + judged, ownBakes(configuration).last)

/** As the end of a sentence: who goes where, by which steps, each judged for how long, and what that takes at least. */
export function explainNativePlan(
  order: { target: { name: string; revision: string }; bakes: readonly number[] },
  before: { revision: string; desired: number },
  configuration: Configuration,
): string {
  const { name, revision } = order.target
  const steps = judgedSteps(order, configuration).map(
    ({ percent, judged }) => `${percent} % judged for ${showDuration(judged)}`,
  )
  const kept = showDuration(ownBakes(configuration).last)
  return `${name} goes from ${before.revision} to ${revision} by ${configuration.strategy} (${before.desired} more tasks meanwhile): ${steps.join(', ')}; ECS keeps ${before.revision} for ${kept} after that; at least ${showDuration(planTime(order, configuration))} in all`
}
