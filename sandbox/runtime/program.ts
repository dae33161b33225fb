// Where on this machine is a program that an image names?
import { access, constants } from 'node:fs/promises'
import { basename, isAbsolute, join } from 'node:path'

/** An unpacked image: its folder, where its programs begin (below the folder), and its `PATH`. */
export type Root = { folder: string; cwd: string; path: string | undefined }

/**
 * The command line as it runs here: absolute paths that exist in the image lie in its folder, `node` is the node that
 * runs the sandbox, any other program is looked up in the image's PATH inside the folder and then in this machine's.
 * Rejects in the words of `runc` when there is no such program.
 */
export async function resolveProgram(line: string[], root: Root): Promise<string[]> {
  const [program, ...rest] = line
  if (!program) throw cannotStart('no command specified')
  return [await located(program, root), ...(await Promise.all(rest.map(word => inside(word, root.folder))))]
}

async function located(program: string, { folder, cwd, path: imagePath = '' }: Root): Promise<string> {
  if (basename(program) === 'node') return process.execPath
  if (program.includes('/')) {
    const path = join(isAbsolute(program) ? folder : cwd, program)
    if (await runs(path)) return path
    // Shells and the like: what a thin image takes from its base, this machine has at the same place.
    if (isAbsolute(program) && (await runs(program))) return program
    throw cannotStart(`exec: "${program}": stat ${program}: no such file or directory`)
  }
  const places = [
    ...imagePath.split(':').map(place => join(folder, place, program)),
    ...(process.env.PATH ?? '').split(':').map(place => join(place, program)),
  ]
  for (const place of places) if (await runs(place)) return place
  throw cannotStart(`exec: "${program}": executable file not found in $PATH`)
}

async function inside(word: string, folder: string): Promise<string> {
  if (!isAbsolute(word)) return word
  const path = join(folder, word)
  return (await reachable(path, constants.F_OK)) ? path : word
}

const runs = (path: string) => reachable(path, constants.X_OK)

const reachable = (path: string, mode: number) =>
  access(path, mode).then(
    () => true,
    () => false,
  )

const cannotStart = (cause: string) =>
  new Error(
    `failed to create new container runtime task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: ${cause}: unknown`,
  )
