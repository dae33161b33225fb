// Where do an image's files lie once its layers are unpacked?
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { extract, list, type ReadEntry } from 'tar'

/** Unpacked images, one folder each, below one temporary folder. */
export type UnpackedImages = {
  /** The folder of the image `digest`; unpacks `layers` (lowest first) the first time it is asked for. */
  folder(digest: string, layers: Buffer[]): Promise<string>
  /** Removes everything. */
  close(): Promise<void>
}

/** Unpacks images below the machine's temporary folder. */
export function unpackedImages(): UnpackedImages {
  let root: Promise<string> | undefined
  const folders = new Map<string, Promise<string>>()
  let closed = false

  const unpack = async (digest: string, layers: Buffer[]) => {
    root ??= mkdtemp(join(tmpdir(), 'sandbox-images-'))
    const folder = join(await root, digest.replace(':', '-'))
    await mkdir(folder)
    for (const layer of layers) await apply(layer, folder)
    return folder
  }

  return {
    folder(digest, layers) {
      // A task that starts while everything ends would leave its files behind.
      if (closed) return Promise.reject(new Error('the sandbox has ended'))
      const folder = folders.get(digest) ?? unpack(digest, layers)
      folders.set(digest, folder)
      return folder
    },
    async close() {
      closed = true
      await Promise.allSettled(folders.values())
      if (root) await rm(await root, { recursive: true, force: true })
    },
  }
}

const whiteout = '.wh.'
const opaque = '.wh..wh..opq'

/**
 * Lays one layer (tar, plain or gzipped) over what lies in `folder`. Its whiteouts hide what lower layers brought:
 * https://github.com/opencontainers/image-spec/blob/main/layer.md#whiteouts
 */
async function apply(layer: Buffer, folder: string): Promise<void> {
  const hidden: string[] = []
  const onReadEntry = ({ path }: ReadEntry) => {
    if (basename(path).startsWith(whiteout)) hidden.push(path)
  }
  await pour(layer, list({ onReadEntry }))
  for (const path of hidden) {
    const parent = join(folder, safe(dirname(path)))
    const name = basename(path)
    if (name === opaque) await rm(parent, { recursive: true, force: true })
    else await rm(join(parent, name.slice(whiteout.length)), { recursive: true, force: true })
  }
  const filter = (path: string) => !basename(path).startsWith(whiteout)
  await pour(layer, extract({ cwd: folder, filter, preserveOwner: false }))
}

/** An archive is somebody else's: its paths must not lead out of the folder. */
const safe = (path: string) =>
  path
    .split('/')
    .filter(part => part !== '..')
    .join('/')

type Sink = {
  end(chunk: Buffer): unknown
  on(event: 'end' | 'error', heard: (error: Error) => void): unknown
}

/** Resolves when `sink` has dealt with every entry ('close' would come before the last file is written). */
const pour = (bytes: Buffer, sink: Sink) =>
  new Promise<void>((resolve, reject) => {
    sink.on('error', reject)
    sink.on('end', () => resolve())
    sink.end(bytes)
  })
