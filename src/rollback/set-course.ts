// Where does a service go back to, and can that be run again?
import semver from 'semver'
import { readRepository } from '../decisions/image.ts'
import type { Told } from '../decisions/release-line.ts'
import { chooseTarget, type Rules, readWish, type Wish } from '../decisions/rollback-target.ts'
import type { Wanted } from '../decisions/services.ts'
import type { Service } from '../decisions/snapshot.ts'
import { Failure } from '../failure.ts'
import { patiently } from '../patiently.ts'
import { repositoryNow } from '../release/targets.ts'
import type { World } from '../world.ts'
import { readLine } from './read-line.ts'
import { restore } from './restore.ts'
import { type Course, nameOf } from './undo.ts'

/** What is wanted of all services alike. */
export type Wanting = Omit<Rules, 'wish' | 'precedes'> & {
  cluster: string
  to: string
  /** Whether a service that wants no task may go back. */
  allowZero: boolean
  plan: boolean
}

/** A service as it is found, and where it goes. */
export type ServiceCourse = Course & { wanted: Wanted; service: Service }

/** Looks at what was live before, chooses, and sees to it that it can be run again; nothing of the service is touched. */
export async function setCourse(
  wanted: Wanted,
  found: Service,
  wanting: Wanting,
  records: Told[],
  world: World,
): Promise<ServiceCourse> {
  const { service, line } = await readLine(wanting.cluster, found, records, world)
  const wish = await patiently(world, () => askRegistry(wishOf(wanted, wanting.to), service, wanted, world))
  const choice = chooseTarget(line, { ...wanting, wish, precedes })
  const course = { name: wanted.name, wanted, service, line, target: undefined }
  const cannot = (because: string): ServiceCourse => ({ ...course, choice: { go: 'refused', because } })
  if (choice.go === 'refused' || choice.go === 'nowhere') return { ...course, choice }
  if (service.desired === 0 && !wanting.allowZero)
    return cannot(
      'it wants no task (desired count 0), so nothing would run: scale it up, or set allow-zero: true in the action rollback',
    )
  if (choice.go === 'on') {
    const taskDefinition = `${service.arn.split(':').slice(0, 5).join(':')}:task-definition/${choice.revision}`
    return { ...course, choice, target: { taskDefinition, revision: choice.revision, copy: undefined } }
  }
  const restored = await patiently(world, () => restore(choice.revision, choice.images, world, wanting.plan))
  return 'refusal' in restored
    ? cannot(`${nameOf(choice)}, ${choice.because}, cannot be run again: ${restored.refusal}`)
    : { ...course, choice, target: restored }
}

/** A service's own target comes before that of all. */
export function wishOf({ taskDefinition, imageTag }: Pick<Wanted, 'taskDefinition' | 'imageTag'>, to: string): Wish {
  const text = taskDefinition ?? imageTag ?? to
  const wish = readWish(text)
  if (!wish) throw new Failure(`to is "${text}": write last-good, a revision (family:n), a digest, a version or a tag.`)
  return wish
}

/** A version of which another one is known to come before it, and no pre-release where the other is a release. */
export function precedes(version: string, other: string): boolean {
  const [one, two] = [semver.parse(version), semver.parse(other)]
  if (!one || !two) return true
  return semver.lt(one, two) && (one.prerelease.length === 0 || two.prerelease.length > 0)
}

/** What a tag is now, in the repository that the service runs from. */
export async function askRegistry(
  wish: Wish,
  service: Service,
  { container, name }: Pick<Wanted, 'container' | 'name'>,
  world: World,
): Promise<Wish> {
  if (wish.kind !== 'name') return wish
  const registered = await (await world.ecs()).describeTaskDefinition(service.revision)
  if (!registered) return wish
  const uri = repositoryNow(registered.definition, container, name)
  const repository = readRepository(uri)
  const image = `${uri}:${wish.name}`
  if (!repository?.ecr) return { ...wish, image }
  try {
    const found = await (await world.registry(repository.ecr.region)).describeImage(repository, { tag: wish.name })
    return { ...wish, image, digest: found?.digest }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    world.runner.warn(`What ${image} is now is not known. ${error.message}`)
    return { ...wish, image }
  }
}
