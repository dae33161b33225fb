// How is a file called in what a reader sees?
import { relative, resolve } from 'node:path'

/** The path from where the reader stands, or the whole path when the file lies elsewhere. */
export function shown(file: string): string {
  const near = relative(process.cwd(), file)
  return near.startsWith('..') ? resolve(file) : near
}
