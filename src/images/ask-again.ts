// Is a registry asked again when a connection to it is lost?
import type { Repository } from '../decisions/image.ts'
import { Failure, mayPass } from '../failure.ts'
import type { Images } from '../io/images.ts'
import { watch } from '../watch.ts'
import type { World } from '../world.ts'

export type Again = <T>(ask: () => Promise<T>) => Promise<T>

/** How long a lost connection is tried again while much is copied, and for a question whose answer is a line (ms). */
const PATIENCE = 60_000
const LITTLE_PATIENCE = 10_000

/**
 * Asks until there is an answer, a refusal, or no patience left; each time that the connection is lost anew is told.
 * `meanwhile` is for a job that is cancelled: `an image was copied: no tag is set`.
 */
export const asker =
  ({ clock, cancel, runner }: World, meanwhile: string, patience = PATIENCE): Again =>
  async <T>(ask: () => Promise<T>) => {
    const { judgement, ended, blind } = await watch({
      clock,
      cancel,
      until: clock.now() + patience,
      look: async () => ({ value: await ask() }),
      judge: judgement => ({ judgement }),
      mayPass,
      onBlind: error => error !== undefined && runner.line(`${(error as Error).message} Trying again.`),
    })
    if (ended === 'cancelled') throw new Failure(`The job was cancelled while ${meanwhile}. Run the job again.`)
    if (!judgement) throw blind
    return judgement.value
  }

/** The images of a repository, asked for again when the connection is lost. */
export async function patientImages(repository: Repository, world: World): Promise<Images> {
  const images = await world.images(repository)
  const again = asker(world, `${repository.uri} was asked for its images`, LITTLE_PATIENCE)
  return {
    find: reference => again(() => images.find(reference)),
    blob: digest => again(() => images.blob(digest)),
    setTag: (manifest, tag) => again(() => images.setTag(manifest, tag)),
  }
}
