// Which pause hooks does a service need for our judgement, and which of those it has are ours?
import type { Configuration, Hook } from './native-strategy.ts'

/** Where the judge is asked: green is tested, a step is to come, all traffic has moved. */
const AFTER_TEST = 'POST_TEST_TRAFFIC_SHIFT'
const BEFORE_STEP = 'PRE_PRODUCTION_TRAFFIC_SHIFT'
const AFTER_LAST = 'POST_PRODUCTION_TRAFFIC_SHIFT'

/** In LINEAR and CANARY there is a pause before every step; in BLUE_GREEN the one after the test is before the only one. */
export const ourStages = (strategy: string | undefined): string[] =>
  strategy === 'BLUE_GREEN' ? [AFTER_TEST, AFTER_LAST] : [AFTER_TEST, BEFORE_STEP, AFTER_LAST]

/** Beside what the judge needs (ms): so long nobody may be there to answer, a runner that is started again for example. */
const MARGIN = 10 * 60_000

/** A pause hook waits for 14 days at most. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/pause-lifecycle-hooks.html */
const LONGEST_MINUTES = 20_160

/** What a judge may need at most (ms), so that it has its answer before a pause ends. */
export const longestPause = LONGEST_MINUTES * 60_000 - MARGIN

/** The hook that pauses for the judge; when nobody answers in time, ECS goes back. `longest` (ms): what the judge may need. */
export const ourHook = (strategy: string | undefined, longest: number): Hook => ({
  targetType: 'PAUSE',
  lifecycleStages: ourStages(strategy),
  timeoutConfiguration: {
    timeoutInMinutes: Math.ceil((longest + MARGIN) / 60_000),
    action: 'ROLLBACK',
  },
})

/** Whether a hook is one that a run of this action has set: for all the stages of the judge, and back in doubt. */
export const isOurs = ({ targetType, lifecycleStages = [], timeoutConfiguration }: Hook): boolean =>
  targetType === 'PAUSE' &&
  timeoutConfiguration?.action === 'ROLLBACK' &&
  ['BLUE_GREEN', 'LINEAR'].some(strategy => ourStages(strategy).join() === lifecycleStages.join())

/** A service's hooks without those that this action has set. */
export const withoutOurs = ({ lifecycleHooks = [] }: Configuration): Hook[] =>
  lifecycleHooks.filter(hook => !isOurs(hook))

/** Hooks of others that pause where the judge does: of two at one stage nobody can tell which is whose. */
export const inTheWay = (configuration: Configuration, strategy: string | undefined): string[] => [
  ...new Set(
    withoutOurs(configuration)
      .filter(({ targetType }) => targetType === 'PAUSE')
      .flatMap(({ lifecycleStages = [] }) => lifecycleStages)
      .filter(stage => ourStages(strategy).includes(stage)),
  ),
]

/** How long (ms) the shortest of a service's own pauses waits, and whether it then goes on. */
export function shortestPause({ lifecycleHooks = [] }: Configuration): { waits: number; goesOn: boolean } | undefined {
  const pauses = lifecycleHooks.filter(({ targetType }) => targetType === 'PAUSE')
  if (pauses.length === 0) return undefined
  return {
    waits: 60_000 * Math.min(...pauses.map(one => one.timeoutConfiguration?.timeoutInMinutes ?? 1440)),
    goesOn: pauses.some(one => one.timeoutConfiguration?.action === 'CONTINUE'),
  }
}
