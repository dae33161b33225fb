// Which page of a list does a call see?
import { reader } from '../check.ts'
import { page } from '../page.ts'
import type { Fields } from '../service.ts'
import { invalid, refuse } from './refuse.ts'

/**
 * One page of `all` under the name `member`, `usual` entries long unless `maxResults` (1 to 100) says otherwise.
 * Throws `InvalidParameterException` for a token that was never given.
 */
export function listed<T>(input: Fields, member: string, all: T[], usual = 100): Fields {
  const read = reader(input, invalid)
  const size = read.maybeNumber('maxResults', { min: 1, max: 100 }) ?? usual
  const token = read.maybeText('nextToken')
  const { entries, next } = page(all, size, token, () => refuse.parameter('Invalid token provided'))
  return { [member]: entries, nextToken: next }
}
