// Which of two services is blue and which is green, and what shall green run?
import type { LiveColour, Side } from '../decisions/live-colour.ts'
import type { WantedPair } from '../decisions/pairs.ts'
import { sidesToUndo, type Undo } from '../decisions/sides-to-undo.ts'
import type { Service } from '../decisions/snapshot.ts'
import { resolveTargets } from '../release/targets.ts'
import type { World } from '../world.ts'
import type { Standing } from './hold-rule.ts'

/** Blue serves, green is to; what green shall run, and percent of the traffic that it has. */
export type Sides = {
  blue: { service: Service; group: string }
  /** No service: it does not exist yet. No group: it has none yet. */
  green: { name: string; service: Service | undefined; group: string | undefined }
  share: number
  revision: string
}

/**
 * Who is blue and who is green: whoever is live is blue, unless it runs what is wanted; of two that have traffic, green
 * is the one that runs what is wanted. On a way back green is what the note of the interrupted shift says.
 */
export async function chooseSides(
  colour: Exclude<LiveColour, { refusal: string }>,
  there: (Service | undefined)[],
  wanted: WantedPair,
  { cluster, resume, standing }: { cluster: string; resume: 'continue' | 'rollback'; standing: Standing },
  world: World,
): Promise<Sides | { refusal: string }> {
  const serviceOf = (name: string) => there.find(one => one?.name === name) as Service
  const wantedOn = async (name: string) => (await resolveFor(wanted, name, cluster, world, true)).revision
  const side = ({ service, group }: Side) => ({ service: serviceOf(service), group })
  const undo = resume === 'rollback' ? sidesToUndo(colour, standing?.note?.green) : undefined
  if (undo) return 'refusal' in undo ? undo : undoing(undo, there, standing?.note?.revision)
  if ('live' in colour) {
    const { live, idle } = colour
    const revision = await wantedOn(live.service)
    if (serviceOf(live.service).revision === revision) {
      const before = serviceOf(idle.service)
      // It has all traffic already: what is left to do, if anything, is to watch it and to retire what was before.
      const blue = before ?? serviceOf(live.service)
      return {
        blue: { service: blue, group: idle.group ?? '' },
        green: { name: live.service, service: serviceOf(live.service), group: live.group },
        share: 100,
        revision,
      }
    }
    const green = { name: idle.service, service: serviceOf(idle.service) as Service | undefined, group: idle.group }
    return { blue: side(live), green, share: 0, revision }
  }
  const [first, second] = colour.both
  const running = []
  for (const one of colour.both)
    if ((await wantedOn(one.service)) === serviceOf(one.service).revision) running.push(one)
  const noted = running.find(one => one.service === standing?.note?.green)
  const green = running.length === 1 ? running[0] : noted
  if (!green)
    return {
      refusal: `traffic is shared by ${first.service} on ${serviceOf(first.service).revision} (${Math.round(first.share)} %) and ${second.service} on ${serviceOf(second.service).revision} (${Math.round(second.share)} %), and an earlier shift was left there: run it again with that revision, or with resume: rollback`,
    }
  const blue = green === first ? second : first
  const found = serviceOf(green.service)
  return {
    blue: side(blue),
    green: { name: green.service, service: found, group: green.group },
    share: green.share,
    revision: found.revision,
  }
}

/** The sides of a way back as they are; `noted`: the revision that was on its way. */
function undoing(
  { blue, green, share }: Undo,
  there: (Service | undefined)[],
  noted: string | undefined,
): Sides | { refusal: string } {
  const serviceOf = (name: string) => there.find(one => one?.name === name)
  const service = serviceOf(green.service)
  const before = serviceOf(blue.service)
  if (!before || blue.group === undefined)
    return { refusal: `${blue.service}, which had the traffic before, was not found, so nothing can go back to it` }
  return {
    blue: { service: before, group: blue.group },
    green: { name: green.service, service, group: green.group },
    share,
    // What has traffic is what it runs; what has none may not have come so far.
    revision: (share > 0 ? undefined : noted) || service?.revision || '',
  }
}

/** What is wanted, worked out from what a service runs; registered unless it is a `plan`. */
export async function resolveFor(
  { name, taskDefinition, image, imageTag, container }: WantedPair,
  service: string,
  cluster: string,
  world: World,
  plan: boolean,
): Promise<{ revision: string; taskDefinition: string }> {
  const one = { name, service, taskDefinition, image, imageTag, container }
  const [target] = (await resolveTargets([[one]], cluster, world, plan)).flat()
  if (!target) throw new Error(`${service} was not resolved`)
  return { revision: target.revision, taskDefinition: target.taskDefinition }
}
