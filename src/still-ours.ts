// Is what is watched still what is live?
import { greenShare } from './decisions/listener-rule.ts'
import type { Watched } from './find-watched.ts'
import type { World } from './world.ts'

/** Why it is not any more, as a clause; undefined while it is. */
export async function whyNotOurs({ service, subject, way }: Watched, world: World): Promise<string | undefined> {
  if (way.by === 'weights') {
    const rule = await (await world.listenerRules()).rule(way.rule)
    const share = greenShare(rule.actions, { green: way.green, blue: way.blue.group }) ?? 0
    if (share === 0) return `somebody took all traffic from ${service.name}`
  }
  const [now] = (await (await world.ecs()).describeServices(subject.cluster, [service.name])).services
  const primary = now?.deployments.find(one => one.primary)
  if (!now?.active || !primary) return `service ${service.name} was deleted`
  if (primary.revision === subject.revision) return undefined
  return `${service.name} is on its way to ${primary.revision}, by a deployment that is not this job’s (${primary.id})`
}
