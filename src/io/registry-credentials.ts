// Which user name and password does a registry take from us?
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { Failure } from '../failure.ts'
import { registry } from './registry.ts'
import { runner } from './runner.ts'

export type Login = { username: string; password: string }

/** ECR names itself when it asks for a login: `Basic realm="https://127214192604.dkr.ecr.ap-south-1.amazonaws.com/",service="ecr.amazonaws.com"`. */
const ECR_REALM = /(\d{12})\.dkr[.-]ecr(?:-fips)?\.([a-z0-9-]+)\./

/** Whose ECR registry a host or realm names. */
export function ecrOwner(text: string): { account: string; region: string } | undefined {
  const [, account, region] = text.match(ECR_REALM) ?? []
  return account && region ? { account, region } : undefined
}

/** For ECR a fresh login; for any other what `docker login` has kept. Undefined when there is none. */
export async function credentialsFor(host: string, realm: string): Promise<Login | undefined> {
  const owner = ecrOwner(host) ?? ecrOwner(realm)
  if (!owner) return fromDocker(host)
  const login = await (await registry(owner.region)).login()
  runner.mask(login.password)
  return login
}

type DockerConfig = {
  auths?: Record<string, { auth?: string; username?: string; password?: string }>
  credHelpers?: Record<string, string>
  credsStore?: string
}

/** https://docs.docker.com/reference/cli/docker/login/#credential-stores */
async function fromDocker(host: string): Promise<Login | undefined> {
  const folder = runner.variable('DOCKER_CONFIG') ?? join(homedir(), '.docker')
  const text = await readFile(join(folder, 'config.json'), 'utf8').catch(() => '{}')
  const { auths = {}, credHelpers = {}, credsStore } = readConfig(text, join(folder, 'config.json'))
  const keys = host === 'docker.io' ? ['https://index.docker.io/v1/', host] : [host, `https://${host}`]
  for (const key of keys) {
    const { auth, username = '', password = '' } = auths[key] ?? {}
    const [user = '', ...rest] = auth ? Buffer.from(auth, 'base64').toString('utf8').split(':') : [username, password]
    if (rest.join(':')) return { username: user, password: rest.join(':') }
    const store = credHelpers[key] ?? (auths[key] ? credsStore : undefined)
    const kept = store && (await fromStore(store, key))
    if (kept) return kept
  }
  return undefined
}

function readConfig(text: string, path: string): DockerConfig {
  try {
    return JSON.parse(text) as DockerConfig
  } catch (error) {
    // Without the parser's words, which quote what stands there: it may be a password.
    throw new Failure(`${path} is not JSON, so its logins cannot be read: log in anew, or mend it.`, { cause: error })
  }
}

/** A credential store is a program of Docker's: it is told the host on stdin. */
const fromStore = (store: string, key: string): Promise<Login | undefined> =>
  new Promise(resolve => {
    const child = execFile(`docker-credential-${store}`, ['get'], (error, stdout) => {
      const { Username, Secret } = error ? {} : (JSON.parse(stdout) as { Username?: string; Secret?: string })
      resolve(Username && Secret ? { username: Username, password: Secret } : undefined)
    })
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(key)
  })
