// Which part of a long list does this call see?

/** One page, and the token with which to ask for the next one when there is more. */
export type Page<T> = { entries: T[]; next: string | undefined }

/**
 * The page of `all` that `token` points to, `size` entries long. The token is opaque to clients, as AWS's are; one that
 * the sandbox never gave throws what `invalid` makes, in the service's own words.
 */
export function page<T>(all: T[], size: number, token: string | undefined, invalid: () => Error): Page<T> {
  const start = token === undefined ? 0 : offsetOf(token)
  if (start === undefined) throw invalid()
  const end = start + size
  return { entries: all.slice(start, end), next: end < all.length ? tokenOf(end) : undefined }
}

const tokenOf = (offset: number) => Buffer.from(`page:${offset}`).toString('base64url')

function offsetOf(token: string): number | undefined {
  const match = /^page:(\d+)$/.exec(Buffer.from(token, 'base64url').toString())
  return match ? Number(match[1]) : undefined
}
