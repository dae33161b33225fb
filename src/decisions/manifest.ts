// What does an image's manifest say?

/** A manifest as a registry keeps it: its digest is that of exactly these bytes. */
export type Manifest = { digest: string; mediaType: string; body: Buffer }

/** https://github.com/opencontainers/image-spec/blob/main/descriptor.md */
export type Descriptor = {
  mediaType: string
  digest: string
  size: number
  artifactType?: string
  platform?: { os?: string; architecture?: string; variant?: string }
  annotations?: Record<string, string>
}

/** Config and layers of an image, or the images of an index. */
export type Content = {
  config: Descriptor | undefined
  layers: Descriptor[]
  children: Descriptor[]
  /** What it is about, when it is a signature, a bill of materials or the like. */
  subject: Descriptor | undefined
  artifactType: string | undefined
}

/** Takes a manifest apart; undefined when it is none. */
export function readManifest({ body }: Pick<Manifest, 'body'>): Content | undefined {
  try {
    const { config, layers, manifests, subject, artifactType } = JSON.parse(body.toString('utf8')) as {
      config?: Descriptor
      layers?: Descriptor[]
      manifests?: Descriptor[]
      subject?: Descriptor
      artifactType?: string
    }
    return { config, layers: layers ?? [], children: manifests ?? [], subject, artifactType }
  } catch {
    return undefined
  }
}

/** The images of an index that can be run; attestations are listed as of an unknown platform. */
export const runnable = ({ children }: Content): Descriptor[] =>
  children.filter(({ platform }) => platform?.os !== undefined && platform.os !== 'unknown')

/** Whether this is the image that an engine knows by `id`: the digest of its config, or, with containerd, of its manifest. */
export const isImage = (manifest: Manifest, id: string): boolean =>
  manifest.digest === id || readManifest(manifest)?.config?.digest === id

/** Bytes of config and layers, as they are stored. */
export const sizeOf = ({ config, layers }: Content): number =>
  [...(config ? [config] : []), ...layers].reduce((sum, { size }) => sum + size, 0)
