// Do ECR's scans let these images through?
import { readManifest, runnable } from '../decisions/manifest.ts'
import { judgeScan, type Scanned, type Severity } from '../decisions/scan.ts'
import { Failure, mayPass } from '../failure.ts'
import type { Log } from '../log.ts'
import { watch } from '../watch.ts'
import type { World } from '../world.ts'
import { nameOf } from './plan-images.ts'
import type { Held } from './tag-images.ts'

const LOOK_AGAIN = 5_000

/** Waits for the findings on each image, of an index on each of its platforms. Throws when one is not let through. */
export async function scanAll(held: Held[], allowed: Severity, limit: number, world: World, log: Log): Promise<void> {
  const refused: string[] = []
  for (const one of held) {
    const content = readManifest(one.manifest)
    const platforms = content ? runnable(content) : []
    const digests = platforms.length > 0 ? platforms.map(({ digest }) => digest) : [one.manifest.digest]
    for (const digest of digests) {
      const { verdict, line } = await scanOne(one, digest, allowed, limit, world)
      log(nameOf(one.place.spec), line)
      if (verdict !== 'clean') refused.push(`${one.place.reference} ${line}.`)
    }
  }
  if (refused.length > 0)
    throw new Failure(`${refused.join('\n')}\nIt is pushed, but is not released: max-severity is ${allowed}.`)
}

async function scanOne(
  { place }: Held,
  digest: string,
  allowed: Severity,
  limit: number,
  world: World,
): Promise<Scanned> {
  const { clock, cancel } = world
  const { repository } = place.spec
  const region = await world.ecrRegion(repository)
  if (region === undefined) throw new Failure(`max-severity is for ECR, and ${repository.uri} is not in it.`)
  const ecr = await world.ecr(region)
  let asked = false
  const { judgement, ended, blind } = await watch({
    clock,
    cancel,
    until: clock.now() + limit,
    async look() {
      const scanned = judgeScan(await ecr.scan(repository, digest), allowed)
      // Repositories that do not scan on push are asked to, once.
      if (scanned.verdict === 'not-begun' && !asked) await ecr.startScan(repository, digest)
      asked = true
      return scanned
    },
    judge: scanned =>
      ['waiting', 'not-begun'].includes(scanned.verdict)
        ? { judgement: scanned, lookAgainIn: LOOK_AGAIN }
        : { judgement: scanned },
    mayPass,
  })
  if (ended === 'cancelled')
    throw new Failure('The job was cancelled while a scan was waited for: further tags are not set.')
  if (blind !== undefined) throw blind
  if (ended === 'time-is-up')
    return { verdict: 'blind', line: `${judgement?.line ?? 'was not scanned'} and was not done in time` }
  return judgement as Scanned
}
