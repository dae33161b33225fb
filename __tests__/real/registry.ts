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
  close(): Promise<void>
}

/** Docker's own registry on a port of the loopback; with `users`, lines of htpasswd, it lets nobody else in. */
export async function startRegistry(port: number, users?: string): Promise<Registry> {
  const folder = mkdtempSync(join(tmpdir(), 'registry-'))
  if (users !== undefined) writeFileSync(join(folder, 'htpasswd'), `${users}\n`)
  const config = {
    version: 0.1,
    storage: { filesystem: { rootdirectory: folder } },
    http: { addr: `127.0.0.1:${port}` },
    ...(users === undefined ? {} : { auth: { htpasswd: { realm: 'real', path: join(folder, 'htpasswd') } } }),
  }
  writeFileSync(join(folder, 'config.yml'), JSON.stringify(config))
  const child = spawn('docker-registry', ['serve', join(folder, 'config.yml')], { stdio: 'ignore' })
  const closed = once(child, 'close')
  const host = `127.0.0.1:${port}`
  const answers = () =>
    fetch(`http://${host}/v2/`).then(
      () => true,
      () => false,
    )
  while (!(await answers())) {
    if (child.exitCode !== null) throw new Error(`docker-registry ended with ${child.exitCode}`)
    await setTimeout(50)
  }
  return {
    host,
    async close() {
      child.kill()
      await closed
      rmSync(folder, { recursive: true })
    },
  }
}

/** A way to a registry that is cut when bytes of a layer come through, `times` times, and then is open. */
export async function cutting(port: number, to: number, times: number) {
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
      if (left > 0 && chunk.toString('latin1').includes('PATCH /v2/')) {
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
