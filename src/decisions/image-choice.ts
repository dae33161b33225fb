// Is an image built, taken as it is, or refused?

/** What to do when the primary tag is taken; undefined: take the image of the same commit, refuse that of another. */
export type IfExists = 'skip' | 'fail' | 'overwrite' | undefined

/** What the registry holds under a tag; `commit` is what its label says, undefined when it has none. */
export type Held = { digest: string; commit: string | undefined }

export type Choice =
  | { do: 'build' }
  | { do: 'take'; why: string; warning: string | undefined }
  | { do: 'refuse'; line: string }

/** https://github.com/opencontainers/image-spec/blob/main/annotations.md */
export const COMMIT_LABEL = 'org.opencontainers.image.revision'

/** Whether two names of a commit, one of them perhaps cut short, mean the same one. */
export const sameCommit = (one: string, other: string): boolean =>
  one !== '' && other !== '' && (one.startsWith(other) || other.startsWith(one))

/** Decides from what is held under `reference`; a primary tag moves only with `overwrite`. */
export function chooseImage(held: Held | undefined, ifExists: IfExists, sha: string, reference: string): Choice {
  if (!held || ifExists === 'overwrite') return { do: 'build' }
  const { commit } = held
  const other = `${reference} is in the registry already, and is of commit ${commit?.slice(0, 7)}, not ${sha.slice(0, 7)}`
  if (ifExists === 'fail')
    return {
      do: 'refuse',
      line: `${reference} is in the registry already (if-exists: fail): release under another tag.`,
    }
  if (commit === undefined || commit === '')
    return {
      do: 'take',
      why: 'is there already',
      warning: `${reference} does not say which commit it is of: taken as it is.`,
    }
  if (sameCommit(commit, sha)) return { do: 'take', why: 'is there already', warning: undefined }
  if (ifExists === 'skip')
    return { do: 'take', why: 'is there already', warning: `${other}: taken as it is (if-exists: skip).` }
  return {
    do: 'refuse',
    line: `${other}: release under another tag, or set if-exists to skip (take it) or overwrite (move the tag).`,
  }
}
