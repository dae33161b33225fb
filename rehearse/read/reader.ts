// What does reading carry along from file to file?
import type { Place, Problem } from '../refusal.ts'
import type { Action } from './tree.ts'
import type { Library, Repository } from './uses.ts'

/** Where steps stand: in which file of which repository, and with how many composites around it. */
export type Around = { file: string; inside: Repository; depth: number }

export type Reader = {
  library: Library
  problems: Problem[]
  /** The action that a `uses:` leads to; undefined when it leads nowhere, which is then among the problems. */
  actionAt(uses: string, at: Place, around: Around): Action | undefined
}
