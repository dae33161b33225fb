// What would ECS do, and how long would it take?
import { showDuration } from './duration.ts'
import { type Configuration, ownBakes, stepsOf } from './native-strategy.ts'

/** As the end of a sentence: who goes where, by which steps, each judged for how long, and what that takes at least. */
export function explainNativePlan(
  { target, bakes }: { target: { name: string; revision: string }; bakes: readonly number[] },
  before: { revision: string; desired: number },
  configuration: Configuration,
): string {
  const { step, last } = ownBakes(configuration)
  const steps = stepsOf(configuration).map((percent, index) => ({
    percent,
    judged: Math.max(bakes[index] ?? bakes.at(-1) ?? 0, percent < 100 ? step : 0),
  }))
  const ladder = steps.map(({ percent, judged }) => `${percent} % judged for ${showDuration(judged)}`).join(', ')
  const least = steps.reduce((sum, { judged }) => sum + judged, last)
  return `${target.name} goes from ${before.revision} to ${target.revision} by ${configuration.strategy} (${before.desired} more tasks meanwhile): ${ladder}; ECS keeps ${before.revision} for ${showDuration(last)} after that; at least ${showDuration(least)} in all`
}
