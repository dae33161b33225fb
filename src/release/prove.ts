// Is what a task could not find proven absent, so that no new task can ever start?
import { classOf, secretIn } from '../decisions/causes.ts'
import { taskText } from '../decisions/diagnosis.ts'
import { readImage, readRepository } from '../decisions/image.ts'
import type { TaskFacts } from '../decisions/snapshot.ts'
import type { World } from '../world.ts'

/** The proof as a clause; undefined when there is none. Never throws: a question we may not ask is no proof. */
export type Proof = (stopped: TaskFacts[]) => Promise<string | undefined>

/** Asks ECR for images and Secrets Manager for secrets, each once. */
export function prover(world: Pick<World, 'registry' | 'secrets'>): Proof {
  const asked = new Map<string, Promise<string | undefined>>()
  const once = (what: string, ask: () => Promise<string | undefined>) => {
    const answer = asked.get(what) ?? ask().catch(() => undefined)
    asked.set(what, answer)
    return answer
  }

  async function imageIsAbsent(reference: string): Promise<string | undefined> {
    const image = readImage(reference)
    const repository = image && readRepository(image.repository)
    if (!repository?.ecr || !(image?.digest || image?.tag)) return undefined
    const registry = await world.registry(repository.ecr.region)
    const found = await registry.describeImage(
      repository,
      image.digest ? { digest: image.digest } : { tag: image.tag ?? '' },
    )
    return found ? undefined : `ECR does not have ${reference}`
  }

  async function secretIsAbsent(arn: string): Promise<string | undefined> {
    const region = arn.split(':')[3]
    const there = await (await world.secrets(region)).exists(arn)
    return there ? undefined : `Secrets Manager does not have ${arn}`
  }

  return async stopped => {
    for (const task of stopped) {
      const text = taskText(task)
      const kind = classOf(text)
      const image =
        kind === 'image-not-found' ? task.containers.map(one => one.image).find(one => text.includes(one)) : undefined
      const secret = kind === 'secret-missing' ? secretIn(text) : undefined
      const proof =
        (image && (await once(image, () => imageIsAbsent(image)))) ||
        (secret && (await once(secret, () => secretIsAbsent(secret))))
      if (proof) return proof
    }
    return undefined
  }
}
