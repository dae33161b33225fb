// The job is cancelled: how is traffic safe in the few seconds that are left, and who does the rest?

import { writeNote } from './decisions/lease.ts'
import { greenShare } from './decisions/listener-rule.ts'
import { LEAST_KEPT } from './decisions/shift-plan.ts'
import { standingAt } from './hold-rule.ts'
import type { ListenerRules } from './io/listener-rules.ts'
import { letRest, restoreScaling } from './keep-size.ts'
import type { Log } from './log.ts'
import { revertTraffic } from './revert.ts'
import { arrived, type Shift, type ShiftEnd } from './shift.ts'
import type { KeptPair } from './take-up-pair.ts'
import { watch } from './watch.ts'
import type { World } from './world.ts'

/** How long (ms) a write that was under way may take to come to its end, before the one that counts. */
const SETTLED = 1_500

/** Resolves when the job is cancelled. */
export const cancelled = (cancel: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    if (cancel.aborted) resolve()
    else cancel.addEventListener('abort', () => resolve(), { once: true })
  })

/**
 * One write that puts all traffic on blue, verified; nothing else. The runner gives 7.5 seconds:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-cancellation
 */
export async function cancelShift(
  shift: Shift | undefined,
  onCancel: 'rollback' | 'keep',
  writing: Promise<unknown>,
  rules: ListenerRules,
  world: Pick<World, 'clock' | 'listenerRules'>,
): Promise<ShiftEnd> {
  const end = (remedy: ShiftEnd['remedy'], because: string, next: string): ShiftEnd => ({
    ...{ verdict: 'cancelled', remedy, because, next },
  })
  if (!shift) return end('none', 'cancelled before any traffic was moved', '')
  const { found, phase } = shift
  const { blue, green, rule } = found
  if (phase === 'accepted' || phase === 'retiring' || phase === 'over')
    return end(
      'kept',
      `cancelled; the traffic was on ${green.name} for good by then`,
      'Run again to bring the rest to its end.',
    )
  const settled = new AbortController()
  const over = writing.catch(() => undefined).then(() => settled.abort())
  await Promise.race([over, world.clock.sleep(SETTLED, settled.signal)])
  try {
    const pair = { blue: blue.group, green: green.group }
    const now = await rules.rule(rule.arn)
    const share = greenShare(now.actions, pair) ?? 0
    if (share === 0) return end('none', 'cancelled; green had no traffic', 'Run again to go on.')
    if (onCancel === 'keep')
      return end(
        'kept',
        `cancelled; ${Math.round(share)} % of the traffic stays on green (on-cancel: keep)`,
        'Run again to go on, or with resume: rollback.',
      )
    const { verified } = await revertTraffic({ rule: rule.arn, ...pair }, world, rules)
    arrived(shift, 0, world.clock.now())
    shift.log(found.wanted.name, `all traffic is back on ${blue.service.name}`)
    return verified
      ? end('reverted', 'cancelled, reverted', 'Run again to begin anew.')
      : end(
          'needs-human',
          'cancelled; the way back was written, and the rule does not show it',
          'Look at the rule now.',
        )
  } catch (error) {
    const why = (error as Error).message.replace(/\.$/, '')
    return end(
      'needs-human',
      `cancelled; traffic could not be brought back (${why})`,
      'Run again with resume: rollback.',
    )
  }
}

/**
 * What a cancelled run left: green without traffic gives its tasks back, scaling is as it was, the test rule goes. The
 * job's end has five minutes. Does nothing where the run came to its own end, or where another has taken over.
 */
export async function tidyAfter(pairs: KeptPair[], log: Log, world: World): Promise<void> {
  const rules = await world.listenerRules()
  for (const { name, cluster, rule, test, blue, green } of pairs) {
    const testRule = async () => {
      const standing = await standingAt(test.priority, await rules.rulesOf(test.listener), rules)
      return standing?.note?.holder === test.holder ? standing : undefined
    }
    const shareNow = async () =>
      greenShare((await rules.rule(rule)).actions, { blue: blue.group, green: green.group }) ?? 0
    const standing = await testRule()
    if (!standing) continue
    const share = await shareNow()
    const [resting] = share === 100 ? [blue.service] : share === 0 ? [green.service] : []
    await restoreScaling({ cluster, sides: [blue, green], world, log }, resting)
    if (share > 0) {
      log(name, `green has ${Math.round(share)} % of the traffic: run again to go on, or with resume: rollback`)
      await rules.tag(standing.rule.arn, writeNote({ until: world.clock.now() }))
      continue
    }
    // Green that never had traffic has nothing on its way to it.
    if (standing.note && standing.note.since > 0) await pass(LEAST_KEPT, world)
    if (!(await testRule()) || (await shareNow()) > 0) continue
    const { services } = await (await world.ecs()).describeServices(cluster, [green.service])
    // Asked for also where ECS shows none: what it shows may be older than what was asked for last.
    if (services[0]?.active) {
      await letRest({ cluster, sides: [green], world })
      await (await world.ecs()).updateService(cluster, green.service, { desiredCount: 0 })
    }
    await rules.remove(standing.rule.arn)
    log(green.service, 'has given its tasks back after the cancel')
  }
}

const pass = (ms: number, { clock, cancel }: World) =>
  watch<void, void>({
    ...{ clock, cancel, until: clock.now() + ms },
    look: async () => {},
    judge: () => ({ judgement: undefined, lookAgainIn: ms }),
    mayPass: () => false,
  })
