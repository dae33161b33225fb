// Which of ECS's own strategies takes which steps, and where does it pause for us?

/** A lifecycle hook and a deployment configuration, names as ECS has them. */
export type Hook = {
  targetType?: string | undefined
  lifecycleStages?: string[] | undefined
  timeoutConfiguration?: { timeoutInMinutes?: number | undefined; action?: string | undefined } | undefined
}
export type Configuration = {
  strategy?: string | undefined
  linearConfiguration?: { stepPercent?: number | undefined; stepBakeTimeInMinutes?: number | undefined } | undefined
  canaryConfiguration?: { canaryPercent?: number | undefined; canaryBakeTimeInMinutes?: number | undefined } | undefined
  bakeTimeInMinutes?: number | undefined
  lifecycleHooks?: Hook[] | undefined
}

export type Strategy =
  | { strategy: 'BLUE_GREEN' }
  | { strategy: 'LINEAR'; stepPercent: number }
  | { strategy: 'CANARY'; canaryPercent: number }

/**
 * The strategy that shifts by these steps (percent of green after each). ECS knows equal steps of 3 % and more, two jumps
 * of which the first is 0.1 % at least, and one: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LinearConfiguration.html
 */
export function chooseStrategy(steps: number[]): Strategy | { problem: string } {
  const [first = 0, second] = steps
  const tenths = steps.every(one => Math.abs(one * 10 - Math.round(one * 10)) < 1e-9 && one > 0 && one <= 100)
  if (tenths && steps.length === 1 && first === 100) return { strategy: 'BLUE_GREEN' }
  if (tenths && steps.length === 2 && first < 100 && second === 100) return { strategy: 'CANARY', canaryPercent: first }
  if (tenths && first >= 3 && equal(steps, equalSteps(first))) return { strategy: 'LINEAR', stepPercent: first }
  return {
    problem: `steps has ${steps.join(', ')}, which ECS cannot shift by: it takes one step (100), two (5, 100) or equal ones (25, 50, 75, 100). Write one of these, or engine: alb for any other`,
  }
}

const equal = (some: number[], others: number[]) =>
  some.length === others.length && some.every((one, index) => one === others[index])

/** Percent after each step of so many, in tenths exactly; the last one is 100. */
const equalSteps = (percent: number): number[] => {
  const tenths = Math.round(percent * 10)
  return Array.from({ length: Math.ceil(1000 / tenths) }, (_, index) => Math.min(1000, (index + 1) * tenths) / 10)
}

/** Percent of green after each step, by a configuration; what it leaves out is as ECS has it by default. */
export function stepsOf({ strategy, linearConfiguration, canaryConfiguration }: Configuration): number[] {
  if (strategy === 'LINEAR') return equalSteps(linearConfiguration?.stepPercent ?? 10)
  const percent = canaryConfiguration?.canaryPercent ?? 5
  return strategy === 'CANARY' && percent < 100 ? [percent, 100] : [100]
}

/** How long (ms) ECS itself stands still after a step, and after the last one. */
export const ownBakes = (configuration: Configuration): { step: number; last: number } => ({
  step:
    60_000 *
    (configuration.strategy === 'LINEAR'
      ? (configuration.linearConfiguration?.stepBakeTimeInMinutes ?? 6)
      : configuration.strategy === 'CANARY'
        ? (configuration.canaryConfiguration?.canaryBakeTimeInMinutes ?? 10)
        : 0),
  last: 60_000 * (configuration.bakeTimeInMinutes ?? 0),
})

/** The strategy's members of a deployment configuration. We bake while it is paused, so ECS need not between steps. */
export function strategyMembers(chosen: Strategy): Configuration {
  const { strategy } = chosen
  return {
    strategy,
    linearConfiguration:
      chosen.strategy === 'LINEAR' ? { stepPercent: chosen.stepPercent, stepBakeTimeInMinutes: 0 } : undefined,
    canaryConfiguration:
      chosen.strategy === 'CANARY' ? { canaryPercent: chosen.canaryPercent, canaryBakeTimeInMinutes: 0 } : undefined,
  }
}
