// How are images built and pushed?
import { exec, getExecOutput } from '@actions/exec'
import { Failure } from '../failure.ts'

/** The Docker engine of this machine. Every word is an argument of its own: nothing passes through a shell. */
export function docker() {
  async function run(doing: string, args: string[], input?: string): Promise<string> {
    const lines: string[] = []
    const keep = (line: string) => {
      lines.push(line)
      if (lines.length > 20) lines.shift()
    }
    const options = {
      ignoreReturnCode: true,
      ...(input === undefined ? {} : { input: Buffer.from(input) }),
      listeners: { errline: keep, stdline: keep },
    }
    const code = await exec('docker', args, options).catch(error => {
      if (/unable to locate executable/i.test(error.message))
        throw new Failure('Docker was not found on this runner: use a runner with Docker, such as ubuntu-latest.')
      throw error
    })
    if (code === 0) return lines.join('\n')
    const reason =
      lines.findLast(line => /error|denied|cannot|failed/i.test(line)) ?? lines.at(-1) ?? `exit code ${code}`
    if (/cannot connect to the docker daemon/i.test(lines.join(' ')))
      throw new Failure('The Docker engine does not run: start it before this step.')
    throw new Failure(`${doing} failed: ${reason.trim()}`)
  }

  return {
    /** The password goes over stdin, so that no list of running programs shows it. */
    login: (host: string, { username, password }: { username: string; password: string }) =>
      run(`docker login to ${host}`, ['login', '--username', username, '--password-stdin', host], password),
    logout: (host: string) => run(`docker logout of ${host}`, ['logout', host]),
    build: (
      reference: string,
      { context, file, labels }: { context: string; file: string; labels: Record<string, string> },
    ) =>
      run(`docker build of ${file}`, [
        'build',
        '--file',
        file,
        '--tag',
        reference,
        ...Object.entries(labels).flatMap(([name, value]) => ['--label', `${name}=${value}`]),
        context,
      ]),
    push: (reference: string) => run(`docker push of ${reference}`, ['push', reference]),
    /** The digest under which this machine knows a pushed image: `sha256:…`. */
    async pushedDigest(reference: string, repository: string): Promise<string | undefined> {
      const format = '{{range .RepoDigests}}{{println .}}{{end}}'
      const { stdout } = await getExecOutput('docker', ['image', 'inspect', '--format', format, reference], {
        silent: true,
      })
      return stdout
        .split('\n')
        .find(line => line.startsWith(`${repository}@`))
        ?.split('@')[1]
    },
  }
}

export type Docker = ReturnType<typeof docker>
