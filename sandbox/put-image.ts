// Which image does a line on the command line put into a registry, without a container engine?
import { statSync } from 'node:fs'
import { type BuiltImage, buildImage } from './oci/build.ts'
import { parseScript, scriptLabel } from './runtime/script.ts'

/** `target` is `repository:tag`; `what` is a script as JSON, or a folder and the command line that runs in it. */
export type ImageOrder = { account: string; target: string; what: string[] }

/**
 * Puts a scripted container, or the files of a folder, under a tag and answers it in words. Throws an `Error` of one line
 * that says what is wrong.
 */
export function putOrdered(
  { account, target, what }: ImageOrder,
  put: (account: string, repository: string, image: BuiltImage, tags: string[]) => void,
): string {
  const [, repository, tag] = /^([a-z0-9][a-z0-9._/-]*):([\w.-]+)$/.exec(target) ?? []
  if (!repository || !tag) throw new Error(`image: "${target}" is no REPOSITORY:TAG`)
  const image = imageOf(what)
  put(account, repository, image, [tag])
  return `Put ${target} into the registry of ${account}: ${image.digest}`
}

function imageOf([first = '', ...command]: string[]): BuiltImage {
  if (!first.trimStart().startsWith('{')) return folderImage(first, command)
  if (command.length > 0) throw new Error('image: after a script nothing may follow; is it one word, in quotes?')
  try {
    parseScript(first)
  } catch (error) {
    throw new Error(`image: the script cannot be read: ${(error as Error).message}`)
  }
  return buildImage({ files: {}, labels: { [scriptLabel]: first } })
}

function folderImage(folder: string, entrypoint: string[]): BuiltImage {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new Error(`image: "${folder}" is neither a script, which begins with {, nor a folder`)
  if (entrypoint.length === 0) throw new Error(`image: after the folder comes the command that runs in it: node …`)
  return buildImage({ files: folder, entrypoint })
}
