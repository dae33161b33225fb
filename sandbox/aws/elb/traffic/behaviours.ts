// How do targets behave now?
import type { TargetGroup } from '../state.ts'
import { type Acting, type Behaviour, usualBehaviour } from './order.ts'

/** Who runs at a target's address, as ECS knows it: `web:2`, that definition's ARN, and the service. */
export type Runner = { revision: string; definition: string; service: string | undefined }
export type WhoRuns = (ip: string) => Runner | undefined

/** An entry and the AWS time of the first request to whom it is about. */
export type Standing = { behaviour: Behaviour; firstAt: number | undefined }

/** What targets of a group that run `runner` do at `now`, in traffic that began at `begun`; takes note that there are such. */
export function actingNow(
  standing: Standing[],
  { group, runner, now, begun }: { group: TargetGroup; runner: Runner | undefined; now: number; begun: number },
): Acting {
  let acting = usualBehaviour
  for (const one of standing) {
    const { behaviour } = one
    if (!isAbout(behaviour, group, runner)) continue
    one.firstAt ??= now
    const { from = 0, until = Number.POSITIVE_INFINITY, after = 0 } = behaviour
    const second = (now - begun) / 1000
    if (second < from || second >= until || now - one.firstAt < after * 1000) continue
    acting = { ...acting, ...behaviour }
  }
  return acting
}

function isAbout(
  { revision, group, service }: Behaviour,
  { arn, name }: TargetGroup,
  runner: Runner | undefined,
): boolean {
  return (
    (group === undefined || group === name || group === arn) &&
    (service === undefined || service === runner?.service) &&
    (revision === undefined || revision === runner?.revision || revision === runner?.definition)
  )
}
