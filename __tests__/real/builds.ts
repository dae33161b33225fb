// How is an image built in these tests, and what does a registry say of it?
import { appendFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach } from '@jest/globals'
import type { Ended, Started } from '../step.ts'
import { buildContext } from './image.ts'

// Debian's client of 20.10 has BuildKit; a later one without buildx, before it in the path, has not.
export const PATH = `/usr/bin:${process.env.PATH}`

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

/** Removed after the test. */
export function kept(folder: string): string {
  folders.push(folder)
  return folder
}

/** A folder to build from; `dockerfile` is put behind what makes an image of a static busybox. */
export function context(script: string, dockerfile = ''): string {
  const folder = kept(buildContext(script))
  if (dockerfile) appendFileSync(join(folder, 'Dockerfile'), dockerfile)
  return folder
}

export const source = (folder: string) => ({ context: folder, dockerfile: join(folder, 'Dockerfile') })

export const lastLine = ({ log }: Ended) => log.trimEnd().split('\n').at(-1)

/** Resolves when a step has written what matches; one that ends without is an error. */
export const saying = ({ child, ended }: Started, what: RegExp): Promise<void> =>
  new Promise((resolve, reject) => {
    child.stdout?.on('data', chunk => what.test(String(chunk)) && resolve())
    ended.then(({ log }) => reject(new Error(`It did not say ${what}:\n${log}`)))
  })

const ACCEPT = ['oci.image.index.v1', 'oci.image.manifest.v1', 'docker.distribution.manifest.v2']

/** What a registry answers for a tag or digest. */
export function manifestAt(repository: string, reference: string): Promise<Response> {
  const [host = '', name = ''] = repository.split(/\/(.*)/s)
  const accept = ACCEPT.map(type => `application/vnd.${type}+json`).join(', ')
  const scheme = host.startsWith('127.') ? 'http' : 'https'
  return fetch(`${scheme}://${host}/v2/${name}/manifests/${reference}`, { headers: { accept } })
}

/** Null when there is none. */
export const digestAt = async (repository: string, tag: string): Promise<string | null> =>
  (await manifestAt(repository, tag)).headers.get('docker-content-digest')
