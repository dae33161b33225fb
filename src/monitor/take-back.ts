// A watched revision does harm: is what was before live again?
import type { WantedPair } from '../decisions/pairs.ts'
import { isBack, remedyOf, sayRollback } from '../decisions/rollback-outcome.ts'
import type { Wanted } from '../decisions/services.ts'
import { type Serving, sayServing, type WatchOutcome } from '../decisions/watch-outcome.ts'
import { Failure } from '../failure.ts'
import type { Log } from '../log.ts'
import { type Result, undo } from '../rollback/undo.ts'
import { takePairsBack } from '../rollback/undo-pairs.ts'
import { takeServicesBack } from '../rollback/undo-services.ts'
import type { Smoke } from '../smoke/smoke-inputs.ts'
import type { World } from '../world.ts'
import type { Watched } from './find-watched.ts'

/** How to go back. */
export type TakingBack = {
  /** `last-good`, or what else the action rollback takes. */
  to: string
  /** Milliseconds that it may take. */
  limit: number
  /** Whether green keeps its tasks when it has lost its traffic. */
  keepGreen: boolean
  /** Without them nothing is recorded. */
  environment: string | undefined
  githubToken: string | undefined
  smoke(log: Log): Promise<Smoke>
}

export type TakenBack = Pick<WatchOutcome, 'remedy' | 'remedyNote' | 'live'>

/** Takes back what is watched, traffic first; `live` is what serves until then. Never throws a Failure: what fails is for a person. */
export async function takeBack(
  watched: Watched,
  how: TakingBack,
  { because, live }: { because: string; live: Serving | undefined },
  world: World,
  log: Log,
): Promise<TakenBack> {
  try {
    return told(await rollBack(watched, how, { reason: because, plan: false }, world, log), watched, live)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return cannotGoBack(`Going back failed: ${error.message}`, watched, live)
  }
}

/** Nothing was touched, for a reason that is a sentence, and `live` serves on. */
export const cannotGoBack = (why: string, { service }: Watched, live: Serving | undefined): TakenBack => ({
  remedy: 'needs-human',
  remedyNote: [why, sayServing(live, { service: service.name })].filter(Boolean).join(' '),
  live,
})

/** Why nothing could be taken back, so that it is known before it is needed; undefined when it could, as far as can be seen. */
export async function whyNoWayBack(
  watched: Watched,
  how: TakingBack,
  world: World,
  log: Log,
): Promise<string | undefined> {
  const planned = await rollBack(watched, how, { reason: '', plan: true }, world, log)
  return planned.refused[0]?.because ?? planned.idle[0]?.because
}

/** The action rollback without its contract; with `plan` nothing is changed. */
export function rollBack(
  { name, service, subject, way }: Watched,
  how: TakingBack,
  { reason, plan }: { reason: string; plan: boolean },
  world: World,
  log: Log,
): Promise<Result> {
  const wanted: Omit<Wanted, 'service'> = {
    ...{ name, taskDefinition: undefined, image: undefined, imageTag: undefined, container: undefined },
  }
  const order = {
    ...how,
    ...{ cluster: subject.cluster, from: [subject.revision], since: undefined, reason, plan },
    ...{ undo: 'latest' as const, allowSkip: false, allowZero: false, allowUndersized: false, again: false },
    ...{ waitFor: 'drained' as const },
  }
  if (way.by === 'ecs')
    return undo(
      order,
      takeServicesBack({ ...order, groups: [[{ ...wanted, service: service.name }]] }, world),
      world,
      log,
    )
  const pair: WantedPair = {
    ...wanted,
    ...{ services: [service.name, way.blue.service], listener: undefined, rule: way.rule },
    ...{
      testPriority: undefined,
      testHost: undefined,
      testHeader: undefined,
      testListener: undefined,
      group: undefined,
    },
  }
  return undo(order, takePairsBack({ ...order, pairs: [[pair]] }, world), world, log)
}

function told(result: Result, { service, way }: Watched, before: Serving | undefined): TakenBack {
  const [outcome] = result.outcomes
  const back = isBack(result) && remedyOf(result) !== 'none'
  const live = outcome?.live
  // What was not touched says what it runs.
  const untouched = result.idle[0] ?? result.refused[0]
  const stays = before?.revision === untouched?.revision ? before : undefined
  return {
    remedy: back ? (way.by === 'weights' ? 'reverted' : 'rolled-back') : 'needs-human',
    remedyNote: sayRollback(result),
    live: outcome
      ? live && {
          ...{ revision: live.revision, verified: live.verified },
          service: outcome.seen.at(-1)?.service?.name ?? service.name,
        }
      : (stays ?? (untouched && { revision: untouched.revision, service: service.name, verified: false })),
  }
}
