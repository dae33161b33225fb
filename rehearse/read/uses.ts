// Where does a `uses:` lead?
import { join } from 'node:path'
import type { StandIn } from '../stand-in.ts'
import type { Home } from './tree.ts'

/** A repository on this machine: its name, the version it stands for, and its folder. */
export type Repository = { name: string; ref: string; folder: string | undefined }

/** What the rehearsal was given: folders by `owner/repo`, stand-ins by `owner/repo` or `owner/repo/path`. */
export type Library = {
  actions: Record<string, string>
  standIns: Record<string, StandIn>
  /** The repository the workflow belongs to: what `./` and, in the workflow itself, `$/` mean. */
  own: Repository
}

/** A folder with an action.yml, a stand-in, or the reason why there is neither. */
type Lead =
  | { kind: 'action'; home: Home; folder: string; inside: Repository }
  | { kind: 'stand-in'; standIn: StandIn; repository: string; ref: string }
  | { kind: 'nowhere'; why: string }

const remote = /^(?<owner>[\w.-]+)\/(?<name>[\w.-]+)(?:\/(?<path>[^@]+))?@(?<ref>.+)$/

/**
 * Follows one `uses:`.
 * @param inside the repository of the file it stands in; `$/` starts there
 */
export function follow(uses: string, inside: Repository, library: Library): Lead {
  if (uses.startsWith('docker://')) return { kind: 'nowhere', why: 'a docker action is not implemented' }
  if (uses.startsWith('./')) return inWorkspace(uses.slice(2), library.own)
  if (uses.startsWith('$/')) return inSame(uses.slice(2), inside)
  const parts = remote.exec(uses)?.groups
  if (!parts) {
    return { kind: 'nowhere', why: `\`${uses}\` is neither owner/repository[/path]@ref nor ./path nor $/path` }
  }
  const repository = `${parts.owner}/${parts.name}`
  const path = parts.path ?? ''
  const ref = parts.ref ?? ''
  const standIn = library.standIns[path ? `${repository}/${path}` : repository]
  if (standIn) return { kind: 'stand-in', standIn, repository, ref }
  const folder = library.actions[repository]
  if (folder) return inFolder({ name: repository, ref, folder }, path)
  return { kind: 'nowhere', why: `\`${uses}\`: no folder and no stand-in was given for ${repository}` }
}

function inSame(path: string, inside: Repository): Lead {
  if (path.replaceAll('/', '') === '' || path.includes('@')) {
    return { kind: 'nowhere', why: '`$/` is followed by a path in the same repository, without a ref' }
  }
  if (!inside.folder) return { kind: 'nowhere', why: `the folder of ${inside.name} was not given` }
  return inFolder(inside, path)
}

function inFolder(repository: Repository, path: string): Lead {
  const folder = join(repository.folder ?? '', path)
  const home: Home = { kind: 'folder', folder, repository: repository.name, ref: repository.ref }
  return { kind: 'action', home, folder, inside: repository }
}

// Read now from the repository's folder; run later from the workspace, which a step must have filled by then.
function inWorkspace(path: string, own: Repository): Lead {
  if (!own.folder) return { kind: 'nowhere', why: `the folder of ${own.name} was not given, so ./ cannot be read` }
  return { kind: 'action', home: { kind: 'workspace', path }, folder: join(own.folder, path), inside: own }
}
