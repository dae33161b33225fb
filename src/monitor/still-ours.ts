// Is what is watched still what is live, and what serves now?
import { greenShare } from '../decisions/listener-rule.ts'
import { primaryOf, type Service } from '../decisions/snapshot.ts'
import { type Serving, servingIn } from '../decisions/watch-outcome.ts'
import type { World } from '../world.ts'
import type { Watched } from './find-watched.ts'

export type Standing = {
  /** Why what is watched is not ours to judge any more, as a clause; undefined while it is. */
  notOurs: string | undefined
  /** What serves; undefined when no task does. */
  live: Serving | undefined
  /** Why there is nothing to go back to any more, as a clause; undefined while nothing is known against it. */
  noWayBack?: string
}

/** Looks at the service, and at its pair and their rule where there is one: one call, or two. */
export async function whatStands({ service, subject, way }: Watched, world: World): Promise<Standing> {
  const ecs = await world.ecs()
  if (way.by === 'ecs') {
    const { services } = await ecs.describeServices(subject.cluster, [service.name])
    const now = services.find(one => one.name === service.name)
    return { notOurs: whoseIsIt(now, service.name, subject.revision), live: now && servingIn(now) }
  }
  const names = [service.name, way.blue.service]
  const [{ services }, rule] = await Promise.all([
    ecs.describeServices(subject.cluster, names),
    world.listenerRules().then(rules => rules.rule(way.rule)),
  ])
  const [green, blue] = names.map(name => services.find(one => one.name === name))
  const share = greenShare(rule.actions, { green: way.green, blue: way.blue.group })
  if (!share) {
    const to = share === 0 ? '' : `, and ${way.blue.service} has none either`
    return {
      notOurs: `somebody took all traffic from ${service.name}${to}`,
      live: share === 0 && blue ? servingIn(blue) : undefined,
    }
  }
  const theirs = blue && primaryRevision(blue)
  return {
    notOurs: whoseIsIt(green, service.name, subject.revision),
    live: green && servingIn(green),
    ...(theirs === way.blue.revision
      ? {}
      : { noWayBack: `${way.blue.service} runs ${theirs ?? 'nothing'} by now, not ${way.blue.revision}` }),
  }
}

function whoseIsIt(now: Service | undefined, name: string, revision: string): string | undefined {
  const primary = primaryOf(now)
  if (!now?.active || !primary) return `service ${name} was deleted`
  if (primary.revision !== revision)
    return `${name} is on its way to ${primary.revision}, by a deployment that is not this job’s (${primary.id})`
  if (now.desired > 0) return undefined
  return `somebody set the desired count of ${name} to 0${servingIn(now) ? '' : ', so none of its tasks runs'}`
}

const primaryRevision = (service: Service): string | undefined => primaryOf(service)?.revision
