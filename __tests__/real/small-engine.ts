// How does an engine come up whose disk is too small?
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

/** A second engine, with a disk of so many MB. `host` is for `DOCKER_HOST`. */
export async function startSmallEngine(megabytes: number) {
  const disk = join(process.env.REAL as string, 'small')
  const host = 'unix:///run/small.sock'
  mkdirSync(disk, { recursive: true })
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'none', disk])
  const words = [
    ...['--config-file', join(process.env.REAL as string, 'daemon.json'), '--host', host],
    ...['--data-root', join(disk, 'engine'), '--exec-root', '/run/small', '--pidfile', '/run/small.pid'],
    ...['--exec-opt', 'native.cgroupdriver=cgroupfs'],
  ]
  // With a network of its own: it would take the first engine's bridge for its own.
  const child = spawn('unshare', ['--net', 'dockerd', ...words], { stdio: 'ignore' })
  const closed = once(child, 'close')
  const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
    child.kill(signal)
    await closed
  }
  const answers = () => {
    try {
      execFileSync('docker', ['--host', host, 'info'], { stdio: 'ignore' })
      return true
    } catch {
      return false
    }
  }
  while (!answers()) {
    if (child.exitCode !== null) throw new Error(`dockerd ended with ${child.exitCode}`)
    await setTimeout(100)
  }
  return {
    host,
    stop,
    async close() {
      if (child.exitCode === null && child.signalCode === null) await stop()
      execFileSync('umount', ['--lazy', disk])
    },
  }
}
