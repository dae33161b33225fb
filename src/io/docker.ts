// How are images built, tried and pushed on this machine?
import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Builder, Command } from '../decisions/build-command.ts'
import type { Trouble } from '../decisions/docker-trouble.ts'
import { Failure } from '../failure.ts'
import { runner } from './runner.ts'

/** How a command ended: its exit code, null when it was killed, and the last of what it wrote. */
export type Ran = { code: number | null; lines: string[] }

/** What the last lines are read from; a build can write a hundred thousand. */
const KEPT = 2000

type How = { input?: string; env?: Record<string, string>; heard?: (line: string) => void; cancel?: AbortSignal }

/**
 * The Docker engine of this machine. Every word is an argument of its own: nothing passes through a shell. A command
 * ends when `cancel` is aborted; `judge` says what a failed one means.
 */
export function docker(cancel: AbortSignal, judge: (doing: string, lines: string[], code: number | null) => Trouble) {
  async function run(args: string[], { input, env = {}, heard, cancel: until = cancel }: How = {}): Promise<Ran> {
    const lines: string[] = []
    const keep = (line: string) => {
      lines.push(line)
      if (lines.length > KEPT) lines.shift()
      heard?.(line)
    }
    const child = spawn('docker', args, {
      env: { ...runner.environment(), ...env },
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      detached: true,
    })
    // The whole group: an older client ignores the signal for the sake of buildx, its child, which does not get it.
    const end = () => endGroup(child)
    until.addEventListener('abort', end)
    if (until.aborted) end()
    const ended = new Promise<Ran>((resolve, reject) => {
      child.once('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT')
          reject(new Failure('Docker was not found on this runner: use a runner with Docker, such as ubuntu-latest.'))
        else reject(error)
      })
      child.once('close', code => resolve({ code, lines }))
    }).finally(() => until.removeEventListener('abort', end))
    for (const stream of [child.stdout, child.stderr])
      if (stream) createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }).on('line', keep)
    // A program that ends before it has read its input is heard of by its exit code.
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(input)
    return ended
  }

  /** Runs to exit code 0 and answers the lines; else throws what went wrong. */
  async function must(doing: string, args: string[], how: How = {}): Promise<string[]> {
    const { code, lines } = await run(args, how)
    if (code === 0) return lines
    if (cancel.aborted && !how.cancel) throw new Failure(`${doing} was broken off: the job was cancelled.`)
    const { line, passing } = judge(doing, lines, code)
    throw new Failure(line, { passing })
  }

  /** `Driver: docker` is the engine's own BuildKit; what it can do hangs on where the engine keeps its images. */
  async function buildxOf(): Promise<Builder> {
    const lines = await must('docker buildx inspect', ['buildx', 'inspect'])
    if (!lines.some(line => /^Driver:\s+docker$/.test(line.trim()))) return 'buildx'
    const { lines: store } = await run(['info', '--format', '{{json .DriverStatus}}'])
    return store.join('').includes('io.containerd.snapshotter') ? 'buildx-containerd' : 'buildx-engine'
  }

  /** What must be done although the job is cancelled. */
  const anyway = new AbortController().signal

  return {
    /** Which builder there is, and the platform that this machine runs: `linux/amd64`. */
    async builder(): Promise<{ builder: Builder; native: string }> {
      const format = '{{.Client.Version}} {{.Server.Os}}/{{.Server.Arch}}'
      const [said = ''] = await must('docker version', ['version', '--format', format])
      const [, major = '0', native = 'linux/amd64'] = said.match(/^(\d+)\S* (\S+\/\S+)$/) ?? []
      // Whoever says so wants the classic builder: https://docs.docker.com/reference/cli/docker/#environment-variables
      if (runner.variable('DOCKER_BUILDKIT') === '0') return { builder: 'classic', native }
      const { code } = await run(['buildx', 'version'])
      if (code === 0) return { builder: await buildxOf(), native }
      // BuildKit was part of the client until 23.0: https://docs.docker.com/engine/release-notes/23.0/
      return { builder: Number(major) >= 19 && Number(major) < 23 ? 'buildkit' : 'classic', native }
    },
    /** The password goes over stdin, so that no list of running programs shows it. */
    login: (host: string, { username, password }: { username: string; password: string }) =>
      must(`docker login to ${host}`, ['login', '--username', username, '--password-stdin', host], { input: password }),
    logout: (host: string) => run(['logout', host], { cancel: anyway }),
    /** The engine's own name of an image: that of `names` which it knows; undefined when it knows none. */
    async idOf(names: string[]): Promise<string | undefined> {
      for (const name of names) {
        const { code, lines } = await run(['image', 'inspect', '--format', '{{.Id}}', name])
        if (code === 0) return lines.find(line => line.startsWith('sha256:'))
      }
      return undefined
    },
    tag: (image: string, reference: string) => must(`docker tag of ${reference}`, ['tag', image, reference]),
    /** Runs a build; `heard` gets each line as it comes. */
    build: ({ args, env }: Command, heard: (line: string) => void) => run(args, { env, heard }),
    /** Pushes and answers the digest that the engine says it sent; `sha256:…`. */
    async push(reference: string, heard: (line: string) => void): Promise<{ ran: Ran; digest: string | undefined }> {
      const ran = await run(['push', reference], { heard })
      const line = ran.lines.findLast(line => /digest: sha256:[0-9a-f]{64}/.test(line))
      return { ran, digest: line?.match(/sha256:[0-9a-f]{64}/)?.[0] }
    },
    /** Ports that an image says it listens on; TCP alone. */
    async exposedPorts(reference: string): Promise<number[]> {
      const format = '{{json .Config.ExposedPorts}}'
      const lines = await must(`docker image inspect of ${reference}`, [
        'image',
        'inspect',
        '--format',
        format,
        reference,
      ])
      const ports = Object.keys((JSON.parse(lines.join('') || 'null') as object | null) ?? {})
      return ports.filter(port => !port.endsWith('/udp')).map(port => Number.parseInt(port, 10))
    },
    /**
     * Starts a container under a name that is known before it is there; a port is bound to a free one of the loopback.
     * Variables come from a file (`NAME=value`, one a line): Docker's client itself must not take them for its own.
     */
    start: (container: string, image: { id: string; name: string }, port: number | undefined, variables: string) =>
      must(`docker run of ${image.name}`, [
        ...['run', '--detach', '--name', container, '--label', 'ecs-release.trial', '--env-file', variables],
        ...(port === undefined ? [] : ['--publish', `127.0.0.1::${port}`]),
        image.id,
      ]),
    async state(container: string): Promise<{ running: boolean; exitCode: number }> {
      const format = '{{.State.Running}} {{.State.ExitCode}}'
      const [said = ''] = await must('docker inspect', ['inspect', '--format', format, container])
      const [running, code] = said.split(' ')
      return { running: running === 'true', exitCode: Number(code) }
    },
    /** The address that a container's port is bound to: `127.0.0.1:49153`. */
    async address(container: string, port: number): Promise<string | undefined> {
      const { code, lines } = await run(['port', container, `${port}/tcp`])
      return code === 0 ? lines.find(line => line.startsWith('127.0.0.1:')) : undefined
    },
    lastLines: async (container: string, count: number) =>
      (await run(['logs', '--tail', String(count), container], { cancel: anyway })).lines,
    /** Whether a container is gone, or was never there. */
    async remove(container: string): Promise<boolean> {
      const { code, lines } = await run(['rm', '--force', '--volumes', container], { cancel: anyway })
      return code === 0 || lines.some(line => /no such container/i.test(line))
    },
  }
}

function endGroup(child: ChildProcess): void {
  try {
    process.kill(-(child.pid as number), 'SIGTERM')
  } catch {
    // It has ended by itself, or this system has no groups.
    child.kill()
  }
}

export type Docker = ReturnType<typeof docker>
