// What went wrong when Docker says no?

export type Trouble = {
  kind: 'no-engine' | 'disk-full' | 'unreachable' | 'expired' | 'no-login' | 'denied' | 'immutable' | 'lost' | 'other'
  /** One line: what was found, and what to do. */
  line: string
  /** Whether the same try may go better in a moment. */
  passing: boolean
}

type Kind = { kind: Trouble['kind']; sign: RegExp; passing?: true; say(doing: string, said: string): string }

// The first that matches decides: Docker wraps one reason into another.
const KINDS: Kind[] = [
  {
    kind: 'no-engine',
    sign: /cannot connect to the docker daemon|error during connect|is the docker daemon running|permission denied while trying to connect to the docker/i,
    say: (_, said) =>
      /permission denied/i.test(said)
        ? 'This user may not speak to the Docker engine: add it to the group docker, or use a runner where it is.'
        : 'The Docker engine does not run: start it before this step.',
  },
  {
    kind: 'disk-full',
    sign: /no space left on device|disk quota exceeded/i,
    say: doing => `${doing} failed: the disk is full. Free some (docker system prune), or use a larger runner.`,
  },
  {
    kind: 'expired',
    sign: /authorization token has expired|token is expired|expired token/i,
    say: doing => `${doing} failed: the login expired. Run the job again.`,
  },
  {
    kind: 'immutable',
    sign: /tag.*(is immutable|because the tag is immutable)|TAG_INVALID|tag invalid/i,
    say: (doing, said) =>
      `${doing} was refused: the tag is there, and the repository does not let tags move (${said}).`,
  },
  {
    kind: 'denied',
    sign: /not authorized to perform|denied: (?!your authorization)|403 forbidden|requested access to the resource is denied|insufficient_scope/i,
    say: (doing, said) => `${doing} was denied: ${said}. Allow it in the role's policy and in the repository's.`,
  },
  {
    // Registries that are being kept, or swept, answer 405 to whoever sends something.
    kind: 'denied',
    sign: /\b405\b|method not allowed|unsupported: the operation is unsupported/i,
    say: (doing, said) => `${doing} was refused: the registry takes nothing, it can only be read now (${said}).`,
  },
  {
    kind: 'no-login',
    sign: /no basic auth credentials|401 unauthorized|unauthorized: |authentication required|incorrect username or password/i,
    say: (doing, said) =>
      `${doing} failed: the registry does not accept the login (${said}). Check the credentials of this job.`,
  },
  {
    kind: 'unreachable',
    passing: true,
    sign: /no such host|connection refused|network is unreachable|no route to host|i\/o timeout|TLS handshake timeout|server misbehaving|context deadline exceeded|certificate signed by unknown|failed to verify certificate/i,
    say: (doing, said) =>
      `${doing} failed: the registry cannot be reached (${said}). Check its name, the network and the proxy.`,
  },
  {
    // An engine that dies in a build leaves a client of 20.10 without the id it was to write down.
    kind: 'lost',
    passing: true,
    sign: /connection reset|broken pipe|unexpected EOF|\bEOF\b|use of closed network connection|toomanyrequests|too many requests|received unexpected HTTP status: 5\d\d|5\d\d (?:internal server error|bad gateway|service unavailable|gateway timeout)|blob upload (?:unknown|invalid)|retrying in|server did not provide an image ID/i,
    say: (doing, said) => `${doing} failed: the connection was lost (${said}).`,
  },
]

/** What the output of a `docker` command that failed means. `doing` begins the line: `docker push of app:v1`. */
export function judgeDocker(doing: string, output: string[], code: number | null): Trouble {
  const lines = output.map(line => line.trim()).filter(Boolean)
  for (const { kind, sign, passing = false, say } of KINDS) {
    const line = lines.findLast(one => sign.test(one))
    if (line !== undefined) return { kind, passing, line: say(doing, clean(line)) }
  }
  const said = lines.findLast(line => /error|denied|cannot|failed/i.test(line)) ?? lines.at(-1) ?? `exit code ${code}`
  return { kind: 'other', passing: false, line: `${doing} failed: ${clean(said)}` }
}

const clean = (line: string): string =>
  line
    .replace(/^(?:ERROR: |Error response from daemon: |error: )+/i, '')
    .replaceAll(/\s+/g, ' ')
    .replace(/[.\s]+$/, '')
