// Where does a deployment pause, and who lets it go on?
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/pause-lifecycle-hooks.html
import type { World } from '../../world.ts'
import type { DeploymentConfiguration, DeploymentRecord } from '../service.ts'
import type { Stage } from './plan.ts'

export type HookAction = 'CONTINUE' | 'ROLLBACK'

/** As the API takes and shows it. */
export type HookSettings = {
  targetType: 'PAUSE'
  lifecycleStages: string[]
  timeoutConfiguration?: { timeoutInMinutes?: number; action?: HookAction }
}

/** A hook at one stage of one deployment; in LINEAR and CANARY at one step. */
export type HookRun = {
  id: string
  stage: Stage
  status: 'AWAITING_ACTION' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT'
  expiresAt: number
  timeoutAction: HookAction
}

const usualMinutes = 1440

/** Opens the hooks of a stage that begins now, all at once. */
export function openHooks(
  { clock, ids }: World,
  { lifecycleHooks = [] }: DeploymentConfiguration,
  record: DeploymentRecord,
  stage: Stage,
): void {
  for (const { lifecycleStages, timeoutConfiguration = {} } of lifecycleHooks) {
    if (!lifecycleStages.includes(stage)) continue
    const { timeoutInMinutes = usualMinutes, action = 'ROLLBACK' } = timeoutConfiguration
    record.hooks.push({
      id: `ecs-pause-${Buffer.from(ids(64), 'hex').toString('base64url')}`,
      stage,
      status: 'AWAITING_ACTION',
      expiresAt: clock.now() + timeoutInMinutes * 60_000,
      timeoutAction: action,
    })
  }
}

export const awaiting = ({ hooks }: DeploymentRecord) => hooks.filter(({ status }) => status === 'AWAITING_ACTION')

/** Ends the hooks that nobody answered in time; answers one whose end is a rollback. */
export function expireHooks({ clock }: World, record: DeploymentRecord): HookRun | undefined {
  const expired = awaiting(record).filter(({ expiresAt }) => clock.now() >= expiresAt)
  for (const hook of expired) hook.status = 'TIMED_OUT'
  return expired.find(({ timeoutAction }) => timeoutAction === 'ROLLBACK')
}

/** Nobody can continue a deployment that fails or that a newer one replaces. */
export function closeHooks(record: DeploymentRecord): void {
  for (const hook of awaiting(record)) hook.status = 'FAILED'
}
