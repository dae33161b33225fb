// What do success(), failure(), cancelled(), always() and hashFiles() say here?
import { data as kinds } from '@actions/expressions'
import type { FunctionDefinition } from '@actions/expressions/funcs/info'
import { hashFiles } from './hash-files.ts'

/** How things stand; a job's `if` may ask about some of the jobs before it by their ids. */
export type Status = {
  success(jobs: readonly string[]): boolean
  failure(jobs: readonly string[]): boolean
  cancelled(): boolean
}

/**
 * The functions that GitHub leaves to the host.
 * @param workspace where hashFiles looks; undefined where GitHub does not allow it either
 */
export function functionsFor(status: Status, workspace?: string): Map<string, FunctionDefinition> {
  const functions: FunctionDefinition[] = [
    flag('always', () => true),
    flag('success', status.success),
    flag('failure', status.failure),
    flag('cancelled', status.cancelled),
    {
      name: 'hashFiles',
      minArgs: 1,
      maxArgs: 255,
      call: (...patterns) =>
        new kinds.StringData(
          hashFiles(
            workspace ?? '',
            patterns.map(pattern => pattern.coerceString()),
          ),
        ),
    },
  ]
  return new Map(functions.map(one => [one.name.toLowerCase(), one]))
}

const flag = (name: string, answer: (names: readonly string[]) => boolean): FunctionDefinition => ({
  name,
  minArgs: 0,
  maxArgs: 255,
  call: (...names) => new kinds.BooleanData(answer(names.map(one => one.coerceString()))),
})
