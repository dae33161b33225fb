// Which pause hooks does a service need for our judgement, and which of those it has are ours?
import type { Configuration, Hook } from './native-strategy.ts'
import type { Service } from './snapshot.ts'

/** Where the judge is asked: green is tested, a step is to come, all traffic has moved. */
const AFTER_TEST = 'POST_TEST_TRAFFIC_SHIFT'
const BEFORE_STEP = 'PRE_PRODUCTION_TRAFFIC_SHIFT'
const AFTER_LAST = 'POST_PRODUCTION_TRAFFIC_SHIFT'

/** In LINEAR and CANARY there is a pause before every step; in BLUE_GREEN the one after the test is before the only one. */
export const ourStages = (strategy: string | undefined): string[] =>
  strategy === 'BLUE_GREEN' ? [AFTER_TEST, AFTER_LAST] : [AFTER_TEST, BEFORE_STEP, AFTER_LAST]

/** Beside what the judge needs (ms): so long at least nobody may be there to answer, a runner that is started again for example. */
const MARGIN = 10 * 60_000

/** A pause hook waits for 14 days at most. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/pause-lifecycle-hooks.html */
const LONGEST_MINUTES = 20_160

/**
 * By this our hooks are told from those of others, which may have the same stages: a hook has no name, and nobody's own
 * waits for minutes that end in 7.
 */
const ENDS_IN = 7

/** What a judge may need at most (ms), so that it has its answer before a pause ends. */
export const longestPause = (LONGEST_MINUTES - 10) * 60_000 - MARGIN

/** The hook that pauses for the judge; when nobody answers in time, ECS goes back. `longest` (ms): what the judge may need. */
export const ourHook = (strategy: string | undefined, longest: number): Hook => ({
  targetType: 'PAUSE',
  lifecycleStages: ourStages(strategy),
  timeoutConfiguration: {
    timeoutInMinutes: signed(Math.ceil((longest + MARGIN) / 60_000)),
    action: 'ROLLBACK',
  },
})

/** The next number of minutes, from this one on, that only we have. */
const signed = (minutes: number): number => minutes + ((10 + ENDS_IN - (minutes % 10)) % 10)

/** Whether a hook is one that a run of this action has set: for all the stages of the judge, and back in doubt. */
export const isOurs = ({ targetType, lifecycleStages = [], timeoutConfiguration }: Hook): boolean =>
  targetType === 'PAUSE' &&
  timeoutConfiguration?.action === 'ROLLBACK' &&
  (timeoutConfiguration.timeoutInMinutes ?? 0) % 10 === ENDS_IN &&
  ['BLUE_GREEN', 'LINEAR'].some(strategy => ourStages(strategy).join() === lifecycleStages.join())

/** A service's hooks without those that this action has set. */
export const withoutOurs = ({ lifecycleHooks = [] }: Configuration): Hook[] =>
  lifecycleHooks.filter(hook => !isOurs(hook))

/**
 * What an update has to set besides, so that it does not wait for a judge that is not there: a run that was killed, or
 * left its release held, leaves its pause hooks on the service. Hooks of others stay; empty where none is ours.
 */
export const sweepHooks = ({ hooks = [] }: Pick<Service, 'hooks'>): { lifecycleHooks?: Hook[] } =>
  hooks.some(isOurs) ? { lifecycleHooks: hooks.filter(hook => !isOurs(hook)) } : {}

/** How that is said, beside the update. */
export const SWEPT = 'the pause hooks that an earlier shift had left on the service are taken off with this update'

/** And how it is said where nothing is updated. */
export const LEFT =
  'pause hooks that an earlier shift had left stay on the service, since nothing is updated: the next release or rollback that moves it takes them off'

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
