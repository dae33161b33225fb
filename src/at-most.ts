// What if something that is good to know takes longer than there is time?
import type { World } from './world.ts'

/** What comes of something within so many milliseconds; undefined when it takes longer or fails. */
export async function atMost<T>(
  ms: number,
  coming: Promise<T>,
  { clock }: Pick<World, 'clock'>,
): Promise<T | undefined> {
  const over = new AbortController()
  try {
    return await Promise.race([coming.catch(() => undefined), clock.sleep(ms, over.signal).then(() => undefined)])
  } finally {
    over.abort()
  }
}
