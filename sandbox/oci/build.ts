// How is a small image built without a container engine?
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Header } from 'tar'
import { digestOf, mediaTypes } from './manifest.ts'

/** A file's content; `mode` is 0o644 unless it says otherwise. */
export type FileSpec = string | Buffer | { content: string | Buffer; mode: number }

export type ImageSpec = {
  /** Files by their path in the image, or a folder whose content goes to the image's root. */
  files: Record<string, FileSpec> | string
  entrypoint?: string[]
  command?: string[]
  environment?: Record<string, string>
  workingDirectory?: string
  labels?: Record<string, string>
  /** `amd64` unless it says otherwise. */
  architecture?: string
}

/** A built image: its manifest, and config and layer as blobs. */
export type BuiltImage = {
  digest: string
  mediaType: string
  manifest: Buffer
  blobs: Buffer[]
}

/**
 * An OCI image of one layer. The same input gives the same digest, on every machine and Node: no times, no owners, files
 * in the order of their names, and a layer that is not compressed.
 */
export function buildImage(spec: ImageSpec): BuiltImage {
  const layer = archive(typeof spec.files === 'string' ? filesBelow(spec.files) : spec.files)
  const config = Buffer.from(
    JSON.stringify({
      architecture: spec.architecture ?? 'amd64',
      os: 'linux',
      config: {
        Entrypoint: spec.entrypoint ?? [],
        Cmd: spec.command ?? [],
        Env: Object.entries(spec.environment ?? {}).map(([name, value]) => `${name}=${value}`),
        WorkingDir: spec.workingDirectory ?? '/',
        Labels: spec.labels ?? {},
      },
      rootfs: { type: 'layers', diff_ids: [digestOf(layer)] },
    }),
  )
  const describe = (mediaType: string, blob: Buffer) => ({ mediaType, digest: digestOf(blob), size: blob.length })
  const manifest = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: mediaTypes.manifest,
      config: describe(mediaTypes.config, config),
      layers: [describe(mediaTypes.layer, layer)],
    }),
  )
  return { digest: digestOf(manifest), mediaType: mediaTypes.manifest, manifest, blobs: [config, layer] }
}

/** The files of `folder` by their path below it. Only whether a file is executable is kept of its mode. */
function filesBelow(folder: string, prefix = ''): Record<string, FileSpec> {
  const files: Record<string, FileSpec> = {}
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    const status = statSync(path)
    if (status.isDirectory()) Object.assign(files, filesBelow(path, `${prefix}${name}/`))
    else files[`${prefix}${name}`] = { content: readFileSync(path), mode: status.mode & 0o100 ? 0o755 : 0o644 }
  }
  return files
}

const block = 512
const epoch = new Date(0)

/** A tar archive of the files, ended by two empty blocks. Throws when a path is too long for a plain header. */
function archive(files: Record<string, FileSpec>): Buffer {
  const entries = Object.entries(files)
    .map(([path, file]) => [path.replace(/^\/+/, ''), file] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  const parts = entries.flatMap(([path, file]) => {
    const { content, mode } = typeof file === 'object' && 'content' in file ? file : { content: file, mode: 0o644 }
    const bytes = Buffer.from(content)
    const header = new Header({ path, mode, size: bytes.length, type: 'File', uid: 0, gid: 0, mtime: epoch })
    const encoded = Buffer.alloc(block)
    if (header.encode(encoded)) throw new Error(`${path}: too long a path for an image of the sandbox`)
    return [encoded, bytes, Buffer.alloc(-bytes.length & (block - 1))]
  })
  return Buffer.concat([...parts, Buffer.alloc(2 * block)])
}
