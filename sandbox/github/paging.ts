// Which page of a list does GitHub show, and where are the others?

/**
 * The page that `page` and `per_page` (30, at most 100) ask for, and a `Link` header when there are others.
 * https://docs.github.com/en/rest/using-the-rest-api/using-pagination-in-the-rest-api
 */
export function onePage<T>(all: T[], asked: URL): { list: T[]; link: string | undefined } {
  const size = Math.min(Number(asked.searchParams.get('per_page') ?? 30), 100)
  const page = Number(asked.searchParams.get('page') ?? 1)
  const last = Math.max(Math.ceil(all.length / size), 1)
  const to = (target: number, rel: string) => {
    const url = new URL(asked)
    url.searchParams.set('page', String(target))
    return `<${url}>; rel="${rel}"`
  }
  const before = page > 1 ? [to(page - 1, 'prev'), to(1, 'first')] : []
  const after = page < last ? [to(page + 1, 'next'), to(last, 'last')] : []
  const links = [...before, ...after]
  return { list: all.slice((page - 1) * size, page * size), link: links.length > 0 ? links.join(', ') : undefined }
}
