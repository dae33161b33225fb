// What does a registry hold, and how is it given more?
// https://github.com/opencontainers/distribution-spec/blob/main/spec.md
import { createHash } from 'node:crypto'
import type { Descriptor, Manifest } from '../decisions/manifest.ts'
import { Failure } from '../failure.ts'
import { bytesOf, type OciRequest, type OciResponse, ociRequests } from './oci-request.ts'
import { credentialsFor, ecrOwner } from './registry-credentials.ts'

/** Images and indexes, as OCI and Docker call them. */
export const ACCEPTED = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
]

export const digestOf = (bytes: Buffer): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`

/** One registry by its host; `http` on the loopback, else `https`. Names are paths below the host. */
export function oci(host: string, cancel: AbortSignal) {
  const { send, realm } = ociRequests(host, credentialsFor, cancel)
  const ask = (method: string, name: string, rest: string, doing: string, more: Partial<OciRequest> = {}) => {
    const scope = `repository:${name}:${['GET', 'HEAD'].includes(method) && !rest.startsWith('blobs/uploads') ? 'pull' : 'pull,push'}`
    const path = rest.startsWith('http') ? rest : `/v2/${name}/${rest}`
    return (expected: number[]): Promise<OciResponse> => send({ method, path, doing, scope, ...more }, expected)
  }

  const registry = {
    host,
    /** The account and region of an ECR registry, once it has asked for a login; undefined of any other. */
    owner: () => ecrOwner(realm()),
    /** By tag or digest, byte for byte; undefined when it is not there. */
    async manifest(name: string, reference: string): Promise<Manifest | undefined> {
      const at = reference.startsWith('sha256:') ? '@' : ':'
      const headers = { accept: ACCEPTED.join(', ') }
      const answer = await ask('GET', name, `manifests/${reference}`, `read ${name}${at}${reference}`, { headers })([
        200, 404,
      ])
      const body = await bytesOf(answer)
      if (answer.statusCode === 404) return undefined
      const digest = digestOf(body)
      const told = answer.headers['docker-content-digest']
      if ((told ?? digest) !== digest || (at === '@' && digest !== reference))
        throw new Failure(`${host}/${name}${at}${reference} is not what it says: its bytes are ${digest}. Try again.`, {
          passing: true,
        })
      return { digest, mediaType: mediaTypeOf(answer.headers['content-type'], body), body }
    },

    /** Answers whether the registry lists it among the referrers of its subject by itself. */
    async putManifest(
      name: string,
      reference: string,
      { mediaType, body }: Omit<Manifest, 'digest'>,
    ): Promise<boolean> {
      const headers = { 'content-type': mediaType }
      const at = reference.startsWith('sha256:') ? '@' : ':'
      const answer = await ask('PUT', name, `manifests/${reference}`, `write ${name}${at}${reference}`, {
        headers,
        body,
      })([201])
      answer.resume()
      return answer.headers['oci-subject'] !== undefined
    },

    async hasBlob(name: string, digest: string): Promise<boolean> {
      const answer = await ask('HEAD', name, `blobs/${digest}`, `look for a layer of ${name}`)([200, 404])
      answer.resume()
      return answer.statusCode === 200
    },

    async blob(name: string, digest: string): Promise<OciResponse> {
      return ask('GET', name, `blobs/${digest}`, `read a layer of ${name}`)([200])
    },

    /** What refers to a manifest: signatures, attestations, bills of materials. */
    async referrers(name: string, digest: string): Promise<Descriptor[]> {
      const answer = await ask(
        'GET',
        name,
        `referrers/${digest}`,
        `list what refers to ${name}@${digest}`,
      )([200, 400, 404, 405])
      const body = await bytesOf(answer)
      // Registries from before OCI 1.1 keep the list under a tag.
      const index = answer.statusCode === 200 ? body : (await registry.manifest(name, referrersTag(digest)))?.body
      return index ? ((JSON.parse(index.toString('utf8')) as { manifests?: Descriptor[] }).manifests ?? []) : []
    },

    /** Begins an upload; answers where to send the blob, or undefined when it could be taken from the repository `mount`. */
    async beginUpload(name: string, digest: string, mount: string | undefined): Promise<string | undefined> {
      const query = mount === undefined ? '' : `?mount=${encodeURIComponent(digest)}&from=${encodeURIComponent(mount)}`
      const answer = await ask('POST', name, `blobs/uploads/${query}`, `begin a layer of ${name}`)([201, 202])
      answer.resume()
      return answer.statusCode === 201 ? undefined : answer.headers.location
    },

    /** Sends a blob of `size` bytes as it comes from elsewhere; the registry keeps it only if it has its digest. */
    async finishUpload(name: string, location: string, { digest, size }: Descriptor, blob: OciResponse): Promise<void> {
      const headers = { 'content-type': 'application/octet-stream', 'content-length': String(size) }
      const path = absolute(location)
      const sent = await ask('PATCH', name, path, `send a layer of ${name}`, { headers, body: blob })([202])
      sent.resume()
      const end = new URL(absolute(sent.headers.location ?? location))
      end.searchParams.set('digest', digest)
      const done = await ask('PUT', name, end.href, `finish a layer of ${name}`, {
        headers: { 'content-length': '0' },
      })([201])
      done.resume()
    },
  }
  const absolute = (location: string) =>
    new URL(location, `${/^(localhost|127\.)/.test(host) ? 'http' : 'https'}://${host}`).href
  return registry
}

export type Oci = ReturnType<typeof oci>

/** Where registries from before OCI 1.1 keep the list of what refers to a manifest. */
export const referrersTag = (digest: string): string => digest.replace(':', '-')

function mediaTypeOf(header: string | undefined, body: Buffer): string {
  const declared = (JSON.parse(body.toString('utf8')) as { mediaType?: string }).mediaType
  return declared ?? header?.split(';')[0] ?? 'application/vnd.oci.image.manifest.v1+json'
}
