// What is the hash of these files?
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'

/** Why a pattern is not implemented; undefined when it is: relative paths with `*`, `**` and `?`. */
export function patternProblem(pattern: string): string | undefined {
  const plain = pattern !== '' && /^[\w.*?@+/ -]+$/.test(pattern) && !/^[/-]|(^|\/)\.\.(\/|$)/.test(pattern)
  return plain ? undefined : `hashFiles('${pattern}'): only relative patterns with *, ** and ? are implemented`
}

/**
 * SHA-256 over the SHA-256 of each file that matches, in order of their paths; empty when none does.
 * The runner takes the order of the folder instead, so the figure may differ from GitHub's; equal files give equal ones.
 * Throws on a pattern that is not implemented.
 */
export function hashFiles(workspace: string, patterns: readonly string[]): string {
  for (const pattern of patterns) {
    const problem = patternProblem(pattern)
    if (problem) throw new Error(problem)
  }
  const wanted = patterns.map(pattern => expressionOf(pattern.replace(/^\.\//, '')))
  const files = readdirSync(workspace, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .filter(file => wanted.some(one => one.test(file.slice(workspace.length + 1).replaceAll(sep, '/'))))
    .sort()
  if (files.length === 0) return ''
  const whole = createHash('sha256')
  for (const file of files) whole.update(createHash('sha256').update(readFileSync(file)).digest())
  return whole.digest('hex')
}

function expressionOf(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+@]/g, '\\$&')
    .replace(/\*\*\/?|\*|\?/g, part =>
      part.startsWith('**') ? (part.endsWith('/') ? '(?:.*/)?' : '.*') : part === '*' ? '[^/]*' : '[^/]',
    )
  return new RegExp(`^${source}$`)
}
