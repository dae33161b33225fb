// Where is a deployment on its way from one colour to the other?
import type { World } from '../../world.ts'
import type { Deployment, Service } from '../service.ts'
import { type Pace, planBack, planForward, type Sides, type Step, type Times } from './plan.ts'

export type Shift = {
  steps: Step[]
  /** Of the step it is in; -1 before the first one. */
  index: number
  /** AWS time at which that began. */
  since: number
  /** Who shares the traffic with it; none in a first deployment. */
  source: Deployment | undefined
  /** Whether it is a rollback. */
  back: boolean
}

/** The way of a new deployment to `source`'s place, `others` being all deployments before it. */
export function forwardShift(world: World, service: Service, source: Deployment | undefined, others: number): Shift {
  const leftover = others > (source ? 1 : 0)
  const steps = planForward(paceOf(service), timesOf(world, service), { source: source !== undefined, leftover })
  return { steps, index: -1, since: world.clock.now(), source, back: false }
}

/** The way back to `target` from a deployment that failed; rules that made it fail stay as they are. */
export function backShift(
  world: World,
  service: Service,
  target: Deployment,
  failed: Deployment,
  rulesFit: boolean,
): Shift {
  const running = service.members.filter(
    ({ deployment, task }) =>
      deployment === target && task.lastStatus === 'RUNNING' && task.desiredStatus === 'RUNNING',
  )
  const { production = 0, test = 0 } = failed.revision.traffic ?? {}
  const steps = planBack(timesOf(world, service), {
    up: running.length >= service.desiredCount,
    moved: rulesFit && (production > 0 || test > 0 || target.revision.traffic?.production !== 100),
  })
  return { steps, index: -1, since: world.clock.now(), source: failed, back: true }
}

export const stepOf = ({ steps, index }: Shift): Step | undefined => steps[index]

/** Of what a deployment's tasks are, in a shift to `target`. */
export function sideOf(target: Deployment, deployment: Deployment): keyof Sides {
  if (deployment === target) return 'target'
  return deployment === target.shift?.source ? 'source' : 'leftover'
}

/** How many tasks a deployment is to have now; before the first step all stay as they are. */
export function wantedOf(service: Service, target: Deployment, deployment: Deployment): number {
  const { shift } = target
  const tasks = shift && stepOf(shift)?.tasks
  const runs = tasks ? tasks[sideOf(target, deployment)] : deployment !== target || shift?.back
  return runs ? service.desiredCount : 0
}

/** The deployment that serves while a new one is on its way: the last that completed, or that is gone back to. */
export function servingOf({ deployments, completed }: Service): Deployment | undefined {
  const [primary] = deployments
  if (primary?.shift?.back) return primary
  return deployments.find(one => one === completed[0]) ?? primary?.shift?.source
}

function paceOf({ configuration: { strategy, linearConfiguration, canaryConfiguration } }: Service): Pace {
  if (strategy === 'LINEAR' && linearConfiguration)
    return {
      strategy,
      stepPercent: linearConfiguration.stepPercent,
      stepBakeMs: linearConfiguration.stepBakeTimeInMinutes * 60_000,
    }
  if (strategy === 'CANARY' && canaryConfiguration)
    return {
      strategy,
      percent: canaryConfiguration.canaryPercent,
      bakeMs: canaryConfiguration.canaryBakeTimeInMinutes * 60_000,
    }
  return { strategy: 'BLUE_GREEN' }
}

function timesOf({ durations }: World, { configuration }: Service): Times {
  return {
    stage: durations.staging,
    shift: durations.shifting,
    bake: configuration.bakeTimeInMinutes * 60_000,
  }
}
