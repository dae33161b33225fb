// What was live in a service, one release after the other, as far as ECS and the records know?
import { type Attempt, type Line, lineUp, type Ran, type Told } from '../decisions/release-line.ts'
import { primaryOf, type Revision, type Service } from '../decisions/snapshot.ts'
import { type Definition, pinned, sameDefinition } from '../decisions/task-definition.ts'
import { Failure, mayPass } from '../failure.ts'
import type { Ecs } from '../io/ecs.ts'
import { watch } from '../watch.ts'
import type { World } from '../world.ts'

/** How long (ms) ECS may be asked in vain, and how long its two answers may disagree about what is newest. */
const PATIENCE = 60_000
const COPIES_AGREE = 15_000

/** The service as it is and its line. What this role may not ask is left out, with a warning. */
export async function readLine(
  cluster: string,
  found: Service,
  records: Told[],
  { clock, cancel, ecs: port, runner }: World,
): Promise<{ service: Service; line: Line }> {
  const ecs = await port()
  const started = clock.now()
  let looks = 0
  const { judgement, blind } = await watch<{ service: Service; line: Line }, { service: Service; line: Line }>({
    clock,
    cancel,
    until: started + PATIENCE,
    async look() {
      const again = looks++ > 0 ? (await ecs.describeServices(cluster, [found.name])).services[0] : found
      const service = again ?? found
      const attempts = await attemptsOf(cluster, service.name, ecs, runner.warn)
      const current = primaryOf(service)
      if (!current) throw new Failure(`Service "${service.name}" has no deployment: release to it first.`)
      const copies = await copiesOf(attempts, current.revision, ecs)
      return { service, line: lineUp({ current, attempts, records, copies, began: service.createdAt }) }
    },
    judge: read => ({
      judgement: read,
      ...(read.line.begun !== undefined && clock.now() - started < COPIES_AGREE ? { lookAgainIn: 2_000 } : {}),
    }),
    mayPass,
  })
  if (judgement) return judgement
  throw blind ?? new Failure('Cancelled before it was known what was live before: nothing was touched.')
}

async function attemptsOf(cluster: string, service: string, ecs: Ecs, warn: (text: string) => void) {
  try {
    return await ecs.listAttempts(cluster, service)
  } catch (error) {
    if (!(error instanceof Failure) || !error.denied) throw error
    warn(`${error.message} Until then only records say what was live before.`)
    return []
  }
}

/** Revisions that are compared, newest first: what is older is no part of a way back. */
const COMPARED = 20

/**
 * Which revisions run with the same digests and in all else as an earlier one did: they were registered to go back to
 * that one, as it was not active any more.
 */
async function copiesOf(attempts: Attempt[], current: Revision, ecs: Ecs): Promise<Record<Revision, Revision>> {
  const ran = new Map<Revision, Ran[]>()
  for (const one of attempts.slice(-COMPARED)) if (!ran.has(one.revision)) ran.set(one.revision, one.images)
  if (!ran.has(current)) ran.set(current, await imagesOf(current, ecs))
  const definitions = new Map<Revision, Promise<Definition | undefined>>()
  const definitionOf = (revision: Revision) => {
    const known = definitions.get(revision) ?? describePinned(revision, ran.get(revision) ?? [], ecs)
    definitions.set(revision, known)
    return known
  }
  const copies: Record<Revision, Revision> = {}
  const all = [...ran]
  for (const [i, [revision, images]] of all.entries())
    for (const [earlier] of all.slice(0, i).filter(([, others]) => sameImages(images, others))) {
      const [one, other] = await Promise.all([revision, earlier].map(definitionOf))
      if (one && other && sameDefinition(one, other)) copies[revision] ??= copies[earlier] ?? earlier
    }
  return copies
}

async function describePinned(revision: Revision, images: Ran[], ecs: Ecs): Promise<Definition | undefined> {
  const registered = await ecs.describeTaskDefinition(revision)
  const digests = new Map(images.flatMap(({ container, digest }) => (digest ? [[container, digest] as const] : [])))
  return registered && pinned(registered.definition, digests)
}

/** Of one that ECS does not list yet: those that it names by digest. */
export async function imagesOf(revision: Revision, ecs: Ecs): Promise<Ran[]> {
  const registered = await ecs.describeTaskDefinition(revision)
  return (registered?.definition.containerDefinitions ?? []).map(({ name = '', image = '' }) => ({
    container: name,
    image,
    digest: image.match(/@(sha256:[0-9a-f]{64})$/)?.[1],
  }))
}

const sameImages = (one: Ran[], other: Ran[]): boolean =>
  one.length > 0 &&
  one.length === other.length &&
  one.every(
    ({ container, digest }) =>
      digest !== undefined && other.some(each => each.container === container && each.digest === digest),
  )
