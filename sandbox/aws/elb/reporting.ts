// What does a load balancer tell CloudWatch, and when?
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html

import type { Chance } from '../../chance.ts'
import { type Distribution, nothing, withValue } from '../cloudwatch/distribution.ts'
import type { LoadBalancer, TargetGroup, World } from './state.ts'
import { usersOf } from './state.ts'
import type { NodeMinute, Pace, Tally } from './tally.ts'

const minute = 60_000
const namespace = 'AWS/ApplicationELB'

/** From now on each minute is reported shortly after its end, node by node, as long as the load balancer is there. */
export function beginReporting(world: World, balancer: LoadBalancer): void {
  const next = () => {
    const now = world.clock.now()
    const end = Math.floor(now / minute) * minute + minute
    balancer.reporting = world.clock.after(end + 1000 - now, () => {
      next()
      reportMinutes(world, balancer, end)
    })
  }
  next()
}

/** Reports all minutes that are over at `end`. A minute without requests has nothing but the counts of hosts. */
function reportMinutes(world: World, balancer: LoadBalancer, end: number): void {
  const [least, most] = world.durations.reporting
  const chance = world.chance.apart(`${balancer.name} ${end}`)
  for (let node = 0; node < world.nodes; node++) {
    const delay = chance.between(least, most)
    const tell = tellerOf(world, balancer, end - minute, end + delay)
    for (const [begin, nodes] of balancer.minutes) {
      const seen = begin < end ? nodes.get(node) : undefined
      if (seen) reportNode(tellerOf(world, balancer, begin, end + delay), seen, chance)
    }
    for (const group of groupsBehind(world, balancer)) reportHosts(tell, group)
  }
  for (const begin of [...balancer.minutes.keys()]) if (begin < end) balancer.minutes.delete(begin)
}

type Tell = (name: string, known: Distribution, unit: string, group?: string) => void

function tellerOf({ metrics }: World, { arn, place }: LoadBalancer, at: number, visibleAt: number): Tell {
  const LoadBalancer = arn.split(':loadbalancer/')[1] ?? ''
  return (name, known, unit, group) => {
    if (known.count === 0) return
    const dimensions =
      group === undefined ? { LoadBalancer } : { TargetGroup: group.split(':').at(-1) ?? '', LoadBalancer }
    metrics(place, { namespace, name, dimensions }, { at, visibleAt, known, unit })
  }
}

/** `n` events: their sum is of use, and every other statistic is 1. */
const events = (n: number) => (n === 0 ? nothing() : withValue(nothing(), 1, n))

function reportNode(tell: Tell, { groups, errors }: NodeMinute, chance: Chance): void {
  const times = new Map([...groups].map(([arn, tally]) => [arn, timesOf(tally, chance)]))
  for (const [arn, tally] of groups) reportTally(tell, tally, times.get(arn) ?? nothing(), arn)
  const all = [...groups.values()]
  const sum = (of: (tally: Tally) => number) => all.reduce((total, tally) => total + of(tally), 0)
  const together = nothing()
  for (const { values } of times.values()) for (const [value, count] of values ?? []) withValue(together, value, count)
  tell('RequestCount', events(sum(({ requests }) => requests)), 'Count')
  tell('TargetResponseTime', together, 'Seconds')
  tell('TargetConnectionErrorCount', events(sum(tally => tally.refused)), 'Count')
  for (const digit of [2, 3, 4, 5] as const)
    tell(`HTTPCode_Target_${digit}XX_Count`, events(sum(({ codes }) => codes[digit])), 'Count')
  tell('HTTPCode_ELB_5XX_Count', events([...errors.values()].reduce((total, count) => total + count, 0)), 'Count')
  for (const [status, count] of errors) tell(`HTTPCode_ELB_${status}_Count`, events(count), 'Count')
}

function reportTally(tell: Tell, { requests, codes, refused }: Tally, times: Distribution, group: string): void {
  tell('RequestCount', events(requests), 'Count', group)
  tell('TargetResponseTime', times, 'Seconds', group)
  tell('TargetConnectionErrorCount', events(refused), 'Count', group)
  for (const digit of [2, 3, 4, 5] as const)
    tell(`HTTPCode_Target_${digit}XX_Count`, events(codes[digit]), 'Count', group)
}

function reportHosts(tell: Tell, { arn, targets }: TargetGroup): void {
  const staying = [...targets.values()].filter(({ drainsUntil }) => drainsUntil === undefined)
  if (staying.length === 0) return
  const of = (state: string) => staying.filter(({ health }) => health.state === state).length
  tell('HealthyHostCount', withValue(nothing(), of('healthy')), 'Count', arn)
  tell('UnHealthyHostCount', withValue(nothing(), of('unhealthy')), 'Count', arn)
}

const groupsBehind = (world: World, balancer: LoadBalancer): TargetGroup[] =>
  [...world.realms.values()]
    .flatMap(({ targetGroups }) => targetGroups)
    .filter(({ arn }) => usersOf(world, arn).includes(balancer))

/** In seconds. */
function timesOf({ times, paces }: Tally, chance: Chance): Distribution {
  const all = nothing()
  for (const [ms, count] of times) withValue(all, ms / 1000, count)
  for (const pace of paces.values()) draw(all, pace, chance)
  return all
}

/** How usual answers lie around their latency, and slow ones above theirs: by so much, in so many of all that are left. */
const usual = [
  [0.6, 0.1],
  [0.8, 0.25],
  [1, 0.45],
  [1.2, 0.5],
  [1.5, 0.65],
  [2, 0.75],
  [2.6, 1],
] as const
const slowly = [
  [1.05, 0.4],
  [1.3, 0.5],
  [1.7, 0.7],
  [2.5, 1],
] as const

function draw(to: Distribution, { latencyMs, slowMs, answers, slow }: Pace, chance: Chance): void {
  const share = (count: number, ms: number, around: readonly (readonly [number, number])[]) => {
    let left = count
    for (const [factor, portion] of around) {
      const drawn = chance.binomial(left, portion)
      if (drawn > 0) withValue(to, Math.round(ms * factor) / 1000, drawn)
      left -= drawn
    }
  }
  share(answers - slow, latencyMs, usual)
  share(slow, slowMs, slowly)
}
