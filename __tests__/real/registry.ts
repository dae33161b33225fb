// How does a registry that is not ECR come up?
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

export type Registry = {
  /** `127.0.0.1:5000` */
  host: string
  /** From now on these, lines of htpasswd, are let in, and nobody else. */
  admit(users: string): void
  /** Ends it, and begins it anew with what it held. */
  stop(): Promise<void>
  restart(): Promise<void>
  close(): Promise<void>
}

/** Who is let in by `users: HTPASSWD`: user name `ci` and password `right`. */
export const HTPASSWD = 'ci:$2b$05$abcdefghijklmnopqrstuu8xaCxxL82bnl.UY74PMksDxIJShppPC'

/** Docker's own registry on a port of the loopback; with `users`, lines of htpasswd, it lets nobody else in. */
export async function startRegistry(
  port: number,
  { users, readonly = false }: { users?: string; readonly?: boolean } = {},
): Promise<Registry> {
  const folder = mkdtempSync(join(tmpdir(), 'registry-'))
  const admit = (lines: string) => writeFileSync(join(folder, 'htpasswd'), `${lines}\n`)
  if (users !== undefined) admit(users)
  const config = {
    version: 0.1,
    storage: {
      filesystem: { rootdirectory: folder },
      maintenance: { readonly: { enabled: readonly } },
    },
    http: { addr: `127.0.0.1:${port}` },
    ...(users === undefined ? {} : { auth: { htpasswd: { realm: 'real', path: join(folder, 'htpasswd') } } }),
  }
  writeFileSync(join(folder, 'config.yml'), JSON.stringify(config))
  const host = `127.0.0.1:${port}`
  const answers = () =>
    fetch(`http://${host}/v2/`).then(
      () => true,
      () => false,
    )
  let stop: Registry['stop'] = async () => undefined
  const restart = async () => {
    const child = spawn('docker-registry', ['serve', join(folder, 'config.yml')], { stdio: 'ignore' })
    const closed = once(child, 'close')
    stop = async () => {
      child.kill()
      await closed
    }
    while (!(await answers())) {
      if (child.exitCode !== null) throw new Error(`docker-registry ended with ${child.exitCode}`)
      await setTimeout(50)
    }
  }
  await restart()
  return {
    host,
    admit,
    restart,
    stop: () => stop(),
    async close() {
      await stop()
      rmSync(folder, { recursive: true })
    },
  }
}

/** A way to a registry that is cut when bytes of a layer, or what else is asked by `sign`, come through, `times` times, and then is open. */
export async function cutting(port: number, to: number, times: number, sign = /^PATCH \/v2\//m) {
  let left = times
  const sockets = new Set<Socket>()
  const server = createServer(socket => {
    const way = connect(to, '127.0.0.1')
    for (const one of [socket, way]) {
      sockets.add(one)
      one.on('error', () => undefined)
      one.on('close', () => {
        socket.destroy()
        way.destroy()
      })
    }
    way.pipe(socket)
    socket.on('data', (chunk: Buffer) => {
      if (left > 0 && sign.test(chunk.toString('latin1'))) {
        left--
        socket.resetAndDestroy()
      } else way.write(chunk)
    })
  })
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
  return {
    host: `127.0.0.1:${port}`,
    cuts: () => times - left,
    close() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}
