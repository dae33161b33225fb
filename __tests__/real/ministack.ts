// How does ministack come up, and how is it asked?
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { type Ended, type Started, type Step, startStep } from '../step.ts'

/** ECR's hosts of these two accounts in this region lead to ministack (`enter.sh`). */
export const ACCOUNTS = { staging: '111122223333', production: '444455556666' } as const
export const REGION = 'us-east-1'
const ENDPOINT = 'https://localhost'

export type Account = keyof typeof ACCOUNTS

/** Settings of an SDK client that asks ministack in the name of an account; its key is the account's number. */
export const clientOf = (account: Account = 'staging') => ({
  region: REGION,
  endpoint: ENDPOINT,
  credentials: { accessKeyId: ACCOUNTS[account], secretAccessKey: 'secret' },
})

/** `111122223333.dkr.ecr.us-east-1.amazonaws.com/name`. */
export const repositoryOf = (name: string, account: Account = 'staging'): string =>
  `${ACCOUNTS[account]}.dkr.ecr.${REGION}.amazonaws.com/${name}`

export type Ministack = {
  /** Runs `dist/<action>/index.js` to its end, as the runner would. */
  run(action: string, step?: Step & { account?: Account }): Promise<Ended>
  /** Starts it, for those who want to interfere. */
  start(action: string, step?: Step & { account?: Account }): Started
  /** Takes everything away: what was made in AWS, and all containers. */
  reset(): Promise<void>
  close(): Promise<void>
}

/** A ministack of its own, with nothing in it. */
export async function startMinistack(): Promise<Ministack> {
  const real = process.env.REAL as string
  const child = spawn(process.env.MINISTACK as string, {
    env: {
      ...process.env,
      // With TLS it listens on 443 as well; asked for 443 itself, it takes it twice and ends.
      GATEWAY_PORT: '4600',
      BIND_HOST: '127.0.0.1',
      MINISTACK_REGION: REGION,
      USE_SSL: '1',
      MINISTACK_SSL_CERT: join(real, 'cert.pem'),
      MINISTACK_SSL_KEY: join(real, 'key.pem'),
      IOT_MTLS_ENABLED: '0',
      SFTP_ENABLED: '0',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => said.push(chunk))
  const closed = once(child, 'close')
  while (!(await answers())) {
    if (child.exitCode !== null) throw new Error(`ministack ended: ${Buffer.concat(said)}`)
    await setTimeout(50)
  }
  const folders: string[] = []
  const reset = async () => {
    await fetch(`${ENDPOINT}/_ministack/reset`, { method: 'POST' })
  }
  const start: Ministack['start'] = (action, { account = 'staging', env = {}, ...step } = {}) => {
    const started = startStep(action, {
      ...step,
      env: {
        AWS_ENDPOINT_URL: ENDPOINT,
        AWS_REGION: REGION,
        AWS_ACCESS_KEY_ID: ACCOUNTS[account],
        AWS_SECRET_ACCESS_KEY: 'secret',
        AWS_EC2_METADATA_DISABLED: 'true',
        NODE_EXTRA_CA_CERTS: process.env.NODE_EXTRA_CA_CERTS ?? '',
        ...env,
      },
    })
    folders.push(started.folder)
    return started
  }
  return {
    reset,
    start,
    run: (action, step) => start(action, step).ended,
    async close() {
      await reset()
      for (const folder of folders) rmSync(folder, { recursive: true })
      child.kill()
      await closed
    },
  }
}

const answers = () =>
  fetch(`${ENDPOINT}/_ministack/ready`).then(
    ({ ok }) => ok,
    () => false,
  )
