// Is a service still on its way to what it is to run, so that its revision says what was asked for and not what serves?
import { primaryOf, type Service } from './snapshot.ts'

/**
 * What is under way on a service, as the end of a sentence; undefined when what it was asked for is what it runs. Old tasks
 * that only drain serve nobody new, and a size that changes after a completed rollout is no rollout.
 */
export function underWay({ deployments }: Pick<Service, 'deployments'>): string | undefined {
  const primary = primaryOf({ deployments })
  if (!primary) return undefined
  const { state, running, desired, revision } = primary
  const others = deployments.filter(one => one !== primary && one.desired > 0)
  if (others.length === 0 && (state === 'completed' || running >= desired)) return undefined
  const tasks = [
    `${running} of ${desired} tasks of ${revision} run`,
    ...others.map(one => `${one.running} of ${one.revision}`),
  ].join(', and ')
  return state === 'failed' ? `its last deployment failed: ${tasks}` : `a deployment is under way on it: ${tasks}`
}
