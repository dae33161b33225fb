// Which page of a description does a call see?
import { reader } from '../check.ts'
import { page } from '../page.ts'
import type { Fields } from '../service.ts'
import { invalid, refuse } from './refuse.ts'

/** AWS gives 400 at most, and as many of most things when no `PageSize` is given. */
const most = 400

/** One page of `all` under the name `member`, with `NextMarker` when there is more. */
export function paged<T>(
  input: Fields,
  member: string,
  all: T[],
  shown: (entry: T) => Fields,
  usual: number = most,
): Fields {
  const read = reader(input, invalid)
  const size = read.maybeNumber('PageSize', { min: 1, max: most }) ?? usual
  const { entries, next } = page(all, size, read.maybeText('Marker'), () => refuse.value('Invalid marker'))
  return { [member]: entries.map(shown), NextMarker: next }
}
