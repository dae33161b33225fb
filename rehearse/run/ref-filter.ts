// Does a branch or a tag match the filters of an event?

/** The patterns of one filter, and the same with `-ignore`; undefined where the workflow has none. */
export type RefFilter = { only: readonly string[] | undefined; ignore: readonly string[] | undefined }

/**
 * Whether a name passes. In `only` the last pattern that matches decides, and one that begins with `!` says no.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#filter-pattern-cheat-sheet
 */
export function passes(name: string, { only, ignore }: RefFilter): boolean {
  if (ignore?.some(pattern => expressionOf(pattern).test(name))) return false
  if (!only) return true
  const last = only.filter(pattern => expressionOf(pattern.replace(/^!/, '')).test(name)).at(-1)
  return last !== undefined && !last.startsWith('!')
}

// `?` and `+` count the character before them, as in a regular expression; `*` stops at a slash.
function expressionOf(pattern: string): RegExp {
  const source = pattern.replace(/\\.|\*\*|\*|[.^$(){}|]/g, part => {
    if (part === '**') return '.*'
    if (part === '*') return '[^/]*'
    return part.startsWith('\\') ? part : `\\${part}`
  })
  return new RegExp(`^${source}$`)
}
