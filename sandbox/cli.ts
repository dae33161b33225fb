// npm run sandbox: which sandbox does a person want to start, or ask?
import { parseArgs } from 'node:util'
import { runningClock } from './clock.ts'
import { tell } from './remote.ts'
import { type Sandbox, startSandbox } from './sandbox.ts'
import { usage, welcome } from './screen.ts'
import { seed } from './seed.ts'

const options = {
  port: { type: 'string', default: '4555' },
  speed: { type: 'string', default: '1' },
  empty: { type: 'boolean', default: false },
  'loopback-registries': { type: 'boolean', default: false },
  fault: { type: 'string', multiple: true },
  help: { type: 'boolean', default: false },
} as const

async function main(words: string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args: words, options, allowPositionals: true })
  if (values.help) return void process.stdout.write(usage)
  const port = numberIn('--port', values.port)
  if (positionals.length > 0) return void process.stdout.write(await tell(port, positionals))

  const sandbox = await start(port, numberIn('--speed', values.speed), values['loopback-registries'])
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => end(sandbox))
  try {
    for (const order of values.fault ?? []) sandbox.orderFault(order)
    if (!values.empty) await seed(sandbox)
    const { token } = sandbox.github.openJob({ repository: 'acme/app', ref: 'refs/heads/main', sha: '0'.repeat(40) })
    process.stdout.write(welcome(sandbox, await sandbox.world(), token))
  } catch (error) {
    await sandbox.close()
    throw error
  }
}

async function start(port: number, speed: number, loopback: boolean): Promise<Sandbox> {
  try {
    const registryHosts = loopback ? 'loopback' : 'aws'
    return await startSandbox({ port, clock: runningClock({ speed }), registryHosts })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    throw new Error(`Port ${port} is taken, perhaps by another sandbox: stop that one, or choose another --port`)
  }
}

function numberIn(option: string, text: string): number {
  const value = Number(text)
  if (value > 0) return value
  throw new Error(`${option} ${text}: not a number above 0`)
}

async function end(sandbox: Sandbox): Promise<void> {
  await sandbox.close()
  process.exit(0)
}

main(process.argv.slice(2)).catch((error: NodeJS.ErrnoException) => {
  const misspelt = error.code?.startsWith('ERR_PARSE_ARGS')
  process.stderr.write(misspelt ? `${error.message.split('. ')[0]}; --help lists them\n` : `${error.message}\n`)
  process.exitCode = 1
})
