// What becomes of requests that were sent to a target group in one second?
import type { Chance } from '../../../chance.ts'
import { eligible } from '../routing.ts'
import type { TargetGroup, World } from '../state.ts'
import { countAnswers, countError, type NodeMinute, tallyOf } from '../tally.ts'
import { actingNow, type Runner, type Standing, type WhoRuns } from './behaviours.ts'
import type { Cell } from './ledger.ts'
import type { Acting } from './order.ts'

/** Targets of a group that do the same. */
export type Kind = { runner: Runner | undefined; listens: boolean; targets: number; acting: Acting }

/** The targets of a group that may get requests now. */
export function kindsOf(
  world: World,
  group: TargetGroup,
  given: { whoRuns: WhoRuns; standing: Standing[]; now: number; begun: number },
): Kind[] {
  const kinds: Kind[] = []
  for (const { ip, port } of eligible([...group.targets.values()])) {
    const runner = given.whoRuns(ip)
    const listens = world.network.listens(`${ip}:${port}`)
    const found = kinds.find(
      kind =>
        kind.listens === listens &&
        kind.runner?.definition === runner?.definition &&
        kind.runner?.service === runner?.service,
    )
    if (found) found.targets++
    else kinds.push({ runner, listens, targets: 1, acting: actingNow(given.standing, { group, runner, ...given }) })
  }
  return kinds
}

/** Of one node in one second. */
export type Seen = { minute: NodeMinute; write(cell: Cell): void; chance: Chance; nodes: number }

/** Nobody may get the requests. */
export function loseAll(requests: number, group: string | undefined, { minute, write }: Seen): void {
  countError(minute, 503, requests)
  write({ ...blank(group, undefined), requests, failed: { 'no-target': requests } })
}

/** Each request goes to any of the targets. */
export function serve(requests: number, group: TargetGroup, kinds: Kind[], seen: Seen): void {
  let targets = kinds.reduce((sum, kind) => sum + kind.targets, 0)
  let left = requests
  for (const kind of kinds) {
    const share = seen.chance.binomial(left, kind.targets / targets)
    targets -= kind.targets
    left -= share
    if (share > 0) serveKind(share, group, kind, seen)
  }
}

function serveKind(
  requests: number,
  group: TargetGroup,
  { runner, listens, targets, acting }: Kind,
  { minute, write, chance, nodes }: Seen,
): void {
  const tally = tallyOf(minute, group.arn)
  tally.requests += requests
  const refused = listens ? 0 : requests
  const connection = listens ? chance.binomial(requests, acting.connectionErrors) : 0
  const reached = requests - refused - connection
  tally.refused += refused + connection
  countError(minute, 502, refused + connection)

  // A node knows only its own part of what a task is asked.
  const overload = Math.max(0, reached - Math.ceil((acting.perTask * targets) / nodes))
  const errors = chance.binomial(reached - overload, acting.errorRate)
  const clientErrors = chance.binomial(reached - overload - errors, acting.clientErrors)
  const slow = chance.binomial(reached, acting.slowShare)
  countAnswers(tally, 500, overload + errors)
  countAnswers(tally, 404, clientErrors)
  countAnswers(tally, 200, reached - overload - errors - clientErrors)
  const { latencyMs, slowMs } = acting
  const key = `${latencyMs} ${slowMs}`
  const pace = tally.paces.get(key) ?? { latencyMs, slowMs, answers: 0, slow: 0 }
  tally.paces.set(key, pace)
  pace.answers += reached
  pace.slow += slow

  const failed = { refused, connection, overload, 'target-5xx': errors }
  write({ ...blank(group.arn, runner?.revision), requests, clientErrors, slow, failed })
}

const blank = (group: string | undefined, revision: string | undefined): Cell => ({
  group,
  revision,
  requests: 0,
  clientErrors: 0,
  slow: 0,
  failed: {},
})
