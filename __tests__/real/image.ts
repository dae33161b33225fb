// What image stands in for a program, and how does it get into a registry?
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { docker, forget } from './engine.ts'

/** A shell script that serves one line over HTTP at port 8080, and ends when told to. */
export const serving = (line: string): string =>
  `trap 'exit 0' TERM; mkdir /www; echo '${line}' > /www/index.html; echo 'serving ${line}'; httpd -f -p 8080 -h /www & wait`

/** A shell script that says a line on stderr and ends. */
export const dying = (line: string, code: number): string => `echo '${line}' >&2; exit ${code}`

/**
 * A folder with a Dockerfile for an image of nothing but a static busybox, whose first process is a shell with `script`.
 * The caller removes it.
 * @public
 */
export function buildContext(script: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'context-'))
  mkdirSync(join(folder, 'root/bin'), { recursive: true })
  copyFileSync(process.env.BUSYBOX as string, join(folder, 'root/bin/busybox'))
  for (const name of ['sh', 'mkdir', 'httpd', 'sleep', 'cat']) symlinkSync('busybox', join(folder, 'root/bin', name))
  const command = JSON.stringify(['/bin/sh', '-c', script])
  writeFileSync(join(folder, 'Dockerfile'), `FROM scratch\nCOPY root /\nENV PATH=/bin\nCMD ${command}\n`)
  return folder
}

/** Builds an image, pushes it as `repository:tag`, and answers its digest. The engine keeps no copy. */
export async function pushImage(repository: string, tag: string, script: string): Promise<string> {
  const folder = buildContext(script)
  const image = `${repository}:${tag}`
  try {
    await docker('build', '--tag', image, folder)
    await docker('push', image)
    const digests = await docker('image', 'inspect', '--format', '{{join .RepoDigests "\\n"}}', image)
    await forget(image)
    return digests
      .split('\n')
      .find(one => one.startsWith(`${repository}@`))
      ?.split('@')[1] as string
  } finally {
    rmSync(folder, { recursive: true })
  }
}
