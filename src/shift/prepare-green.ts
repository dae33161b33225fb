// How does green come to run what is wanted, at blue's size, and answer, before it gets any traffic?

import type { Outcome } from '../decisions/outcome.ts'
import { isGood } from '../decisions/outcome.ts'
import type { Service } from '../decisions/snapshot.ts'
import type { GroupWish } from '../decisions/target-group.ts'
import { groupNameFor, settingsDifferences, settingsFor } from '../decisions/target-group.ts'
import { Failure } from '../failure.ts'
import type { Log } from '../log.ts'
import { patiently } from '../patiently.ts'
import { createLook } from '../release/look.ts'
import type { Order } from '../release/order.ts'
import { releaseServices } from '../release/release.ts'
import { type ProbeAll, probe } from '../smoke/probe.ts'
import type { World } from '../world.ts'
import type { Found } from './find-pair.ts'
import type { Ready } from './shift.ts'

export type Preparing = {
  limit: number
  createGroup: boolean
  /** Whether green is made where it does not exist. */
  createService: boolean
  group: Omit<GroupWish, 'name'>
  /** Through green's test rule; undefined: none is wanted. */
  smoke: ProbeAll | undefined
  settle: number | undefined
}

/** The target group of green: the one that it has, one of the name that is there, or a new one like blue's. */
export async function groupOfGreen(
  found: Found,
  { createGroup, group: wish }: Preparing,
  world: World,
): Promise<string> {
  const { green, blue, wanted } = found
  if (green.group !== undefined) return green.group
  const groups = await world.targetGroups()
  const name = groupNameFor(green.name, { name: wanted.group })
  const there = await groups.named(name)
  const [like] = await groups.describe([blue.group])
  if (!like) throw new Failure(`Target group ${blue.group} was not found.`)
  const settings = settingsFor(like.settings, { ...wish, name })
  if (there) return same(there, settings, { ...wish, name })
  if (!createGroup)
    throw new Failure(
      `${green.name} has no target group, and there is none called "${name}": give target-group, or create-target-group: true.`,
    )
  const made = await groups.create(name, settings)
  const now = made === 'in-use' ? await groups.named(name) : made
  if (!now) throw new Failure(`Target group "${name}" could not be made: another one of this name came and went.`)
  const arn = same(now, settings, { ...wish, name })
  await groups.copyAttributes(blue.group, arn)
  world.runner.line(`${wanted.name}: target group ${name} is made, ${settings.Protocol} ${settings.Port}`)
  return arn
}

function same(
  there: { arn: string; name: string; settings: Parameters<typeof settingsDifferences>[0] },
  wanted: Parameters<typeof settingsDifferences>[1],
  wish: GroupWish,
): string {
  const differences = settingsDifferences(there.settings, wanted, wish)
  if (differences.length > 0)
    throw new Failure(
      `Target group "${there.name}" is there and is another one: ${differences.join(', ')}. Give another target-group, or ask for what it has.`,
    )
  return there.arn
}

/** Why green cannot have traffic, and what to do; undefined when it can. `serving`: its users judge it, no smoke test. */
export async function prepareGreen(
  found: Ready,
  target: { revision: string; taskDefinition: string },
  serving: boolean,
  order: Preparing,
  world: World,
  log: Log,
): Promise<{ because: string; next: string } | undefined> {
  const outcome = await deployGreen(found, target, serving, order, world, log)
  if (!isGood(outcome.verdict)) {
    const {
      cause = outcome.because,
      next = 'Find the cause, then release again.',
      evidence = [],
    } = outcome.diagnosis ?? {}
    if (evidence.length > 0) world.runner.group(`${found.green.name}: evidence`, evidence)
    return { because: `${found.green.name} did not get well on ${target.revision}: ${cause}`, next }
  }
  const ill = serving || !order.smoke ? undefined : await smokeGreen(found, order.smoke, world, log)
  return ill === undefined
    ? undefined
    : {
        because: `the smoke test of green failed: ${ill}`,
        next: 'Look at what runs there and what it depends on, then release again.',
      }
}

/** Green with the wanted revision at blue's size now, followed to its verdict like any other deployment. */
async function deployGreen(
  found: Ready,
  target: { revision: string; taskDefinition: string },
  serving: boolean,
  { limit, settle }: Preparing,
  world: World,
  log: Log,
): Promise<Outcome> {
  const { cluster, green, blue, wanted } = found
  const ecs = await world.ecs()
  const [now] = (await patiently(world, () => ecs.describeServices(cluster, [blue.service.name]))).services
  const size = now?.desired ?? blue.service.desired
  const service =
    green.service ?? (await patiently(world, () => makeGreen(found, target.taskDefinition, size, world, log)))
  const order: Order = {
    cluster,
    limit,
    settle,
    groups: [
      [
        {
          ...{ name: wanted.name, service: green.name, image: undefined, imageTag: undefined, container: undefined },
          // A side that was at rest a moment ago may be shown with the tasks that it had: its size is always sent.
          before: serving ? service : { ...service, desired: -1 },
          ...{ revision: target.revision, taskDefinition: target.taskDefinition },
        },
      ],
    ],
    ...{ allowZero: false, waitFor: 'serving', requireLogs: false, hopelessAfter: undefined, force: false, wait: true },
    change: { desiredCount: size },
    ...{ onFailure: 'keep', onRollback: 'report', mode: 'independent', rollbackScope: 'failed' },
  }
  const [outcome] = await releaseServices(
    order,
    world,
    await createLook(cluster, (_, fact) => log(green.name, fact), world),
  )
  return outcome as Outcome
}

/** A service like blue. When an answer was lost, a look tells whether ECS had made it. */
async function makeGreen(
  { cluster, green, blue }: Ready,
  taskDefinition: string,
  size: number,
  world: World,
  log: Log,
): Promise<Service> {
  const copies = await world.serviceCopies()
  const copy = { name: green.name, taskDefinition, desiredCount: size, group: green.group }
  const made = await copies.copy(cluster, blue.service.name, copy).catch(async error => {
    const { services } = await (await world.ecs()).describeServices(cluster, [green.name])
    const there = services.find(one => one.active && one.targetGroups.includes(green.group))
    if (!there) throw error
    return there
  })
  log(green.name, `is made like ${blue.service.name}, for ${size} tasks`)
  return made
}

/** What is wrong with green's answers through its test rule; undefined when nothing is. */
async function smokeGreen(
  { route, wanted }: Pick<Found, 'route' | 'wanted'>,
  { urls, headers, expected, interval, requestTimeout, timeout }: ProbeAll,
  world: World,
  log: Log,
): Promise<string | undefined> {
  const until = world.clock.now() + timeout
  const probed = await Promise.all(
    urls.map(url =>
      probe(
        { url, headers: { ...headers, ...route.headers }, expected, interval, requestTimeout, until },
        world,
        (on, fact) => log(wanted.name, `smoke test of green, ${on}: ${fact}`),
      ),
    ),
  )
  const bad = probed.filter(one => one.verdict !== 'answering')
  return bad.length === 0 ? undefined : bad.map(one => `${one.url} ${one.note}`).join('; ')
}
