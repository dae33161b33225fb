// Which releases does the demo make, and what must come of each?
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type BuiltImage, buildImage } from '../../sandbox/oci/build.ts'
import type { Release } from './release-event.ts'
import { type Commit, SERVICE } from './scene.ts'
import { SHIFTED } from './two-colours.ts'

/** A commit's 40 digits, the same each time. */
const shaOf = (digits: string): string => digits.repeat(5)

/** An image of the demo's service: a folder beside this file, with a version of its own, labelled with its commit. */
function serviceImage(service: string, folder: string, version: string, sha: string): BuiltImage {
  // The sources lie beside this file, and two folders up when it runs compiled.
  const here = fileURLToPath(new URL('.', import.meta.url)).replace('/build/rehearse/', '/rehearse/')
  return buildImage({
    files: { 'app/server.mjs': readFileSync(`${here}${folder}/server.mjs`, 'utf8') },
    entrypoint: ['node', 'server.mjs'],
    workingDirectory: '/app',
    environment: { SERVICE: service, VERSION: version },
    labels: { 'org.opencontainers.image.revision': sha },
  })
}

/** What runs before the first release, and the two commits that are released. */
export const commits = (): [Commit, Commit, Commit] => [
  commitOf(SERVICE, '00000000', 'app', '0.0.9'),
  commitOf(SERVICE, 'a1b2c3d4', 'app', '0.1.0'),
  commitOf(SERVICE, 'e5f60718', 'app-next', '0.2.0'),
]

/** The same of the service whose releases are shifted by weights: the last one starts, is healthy, and is harmful. */
export const shiftedCommits = (): [Commit, Commit, Commit] => [
  commitOf(SHIFTED, '11111111', 'app', '1.0.0'),
  commitOf(SHIFTED, 'b2c3d4e5', 'app', '1.1.0'),
  commitOf(SHIFTED, 'f60718a9', 'app-harmful', '1.2.0'),
]

function commitOf(service: string, digits: string, folder: string, version: string): Commit {
  const sha = shaOf(digits)
  return { sha, image: serviceImage(service, folder, version, sha) }
}

/** The releases that go to production beside the version that is live. */
export const shifted: Planned[] = [
  {
    tag: 'v1.1.0',
    prerelease: false,
    title: 'v1.1.0 - Production Release',
    body: 'Orders can be paged.\n',
    commit: 1,
    environment: 'production',
    ends: 'success',
    answers: '1.1.0',
  },
  {
    tag: 'v1.2.0',
    prerelease: false,
    title: 'v1.2.0 - Production Release',
    body: 'Prices by region.\n',
    commit: 2,
    environment: 'production',
    ends: 'failure',
    answers: '1.1.0',
  },
]

/** A release of the demo: where it goes, how it must end, and which version must answer there afterwards. */
export type Planned = Omit<Release, 'at' | 'sha'> & {
  commit: 1 | 2
  environment: 'staging' | 'production'
  ends: 'success' | 'failure'
  answers: string
}

export const planned: Planned[] = [
  {
    tag: 'v0.1.0-rc.1',
    prerelease: true,
    title: 'v0.1.0-rc.1 - Staging Release',
    body: 'Addresses are answered as JSON.\n\n- `GET /addresses/:id` is new\n',
    commit: 1,
    environment: 'staging',
    ends: 'success',
    answers: '0.1.0',
  },
  {
    tag: 'v0.1.0',
    prerelease: false,
    title: 'v0.1.0 - Production Release',
    body: 'What staging has proved.\n',
    commit: 1,
    environment: 'production',
    ends: 'success',
    answers: '0.1.0',
  },
  {
    tag: 'v0.2.0-rc.1',
    prerelease: true,
    title: 'v0.2.0-rc.1 - Staging Release',
    body: 'Addresses move into a database.\n',
    commit: 2,
    environment: 'staging',
    ends: 'failure',
    answers: '0.1.0',
  },
]
