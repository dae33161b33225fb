// All traffic went back: is it looked after for a while, until what has it is seen to carry it?
import { type Carrying, type CarryLook, judgeCarrying } from '../decisions/carrying.ts'
import { greenShare } from '../decisions/listener-rule.ts'
import { mayPass } from '../failure.ts'
import type { Log } from '../log.ts'
import { countHealthy } from '../shift/find-pair.ts'
import { watch } from '../watch.ts'
import type { World } from '../world.ts'
import type { PairService } from './read-pair.ts'

export type Carried = {
  rule: string
  comes: PairService
  leaves: PairService
  needed: number
  atOnce?: boolean
}

/** Milliseconds between two looks, and how long there may be too few healthy targets. */
const LOOK = 15_000
const PATIENCE = 90_000

/**
 * Looks at weights and targets until it is clear; `cancelled` when the job is. Throws nothing: what cannot be seen is said. With
 * `atOnce` it also ends with the first look that shows too few targets, for a caller who can do something about it.
 */
export async function seeItCarry(
  { rule, comes, leaves, needed, atOnce = false }: Carried,
  world: World,
  log: Log,
): Promise<Carrying | 'cancelled'> {
  const { clock, cancel } = world
  const rules = await world.listenerRules()
  const names = [comes.service.name, leaves.service.name] as const
  const looks: CarryLook[] = []
  const { judgement, ended, blind } = await watch<CarryLook, Carrying>({
    ...{ clock, cancel, mayPass },
    until: clock.now() + PATIENCE,
    async look() {
      const [now, healthy] = await Promise.all([rules.rule(rule), countHealthy([comes.group], world)])
      const left = greenShare(now.actions, { blue: comes.group, green: leaves.group })
      return { at: clock.now(), left, healthy: healthy.get(comes.group) ?? 0, needed }
    },
    judge(look) {
      looks.push(look)
      const judgement = judgeCarrying(looks, ...names)
      const { state } = judgement
      const final = state === 'carries' || state === 'overtaken' || (atOnce && state === 'too-few')
      return { judgement, ...(final ? {} : { lookAgainIn: LOOK }) }
    },
  }).catch(error => ({ judgement: undefined, ended: 'judged' as const, blind: error as unknown }))
  if (ended === 'cancelled') return 'cancelled'
  const last = looks.at(-1)
  if (judgement?.state === 'carries' && last)
    log(names[0], `carries all traffic: ${last.healthy} of ${needed} targets healthy, ${looks.length} looks`)
  if (!blind && judgement) return judgement
  const why = blind instanceof Error ? `: ${blind.message.replace(/\.$/, '')}` : ''
  return { state: 'looking', because: `whether ${names[0]} carries the traffic that it got could not be seen${why}` }
}
