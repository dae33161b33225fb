// What if AWS cannot answer just now?
import { Failure, mayPass } from './failure.ts'
import { watch } from './watch.ts'
import type { World } from './world.ts'

/** How long (ms) it is asked again. */
const PATIENCE = 60_000

/** Asks until there is an answer, for a minute: more than the SDK's own tries, which are over within seconds. Rejects with what stood in the way. */
export async function patiently<T>(
  { clock, cancel }: Pick<World, 'clock' | 'cancel'>,
  ask: () => Promise<T>,
): Promise<T> {
  const { judgement, blind } = await watch<{ answer: T }, { answer: T }>({
    clock,
    cancel,
    until: clock.now() + PATIENCE,
    look: async () => ({ answer: await ask() }),
    judge: judgement => ({ judgement }),
    mayPass,
  })
  if (judgement) return judgement.answer
  throw blind ?? new Failure('The job was cancelled before anything was touched.')
}
