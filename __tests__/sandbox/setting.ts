// How does a test get a sandbox, and clients that speak to it?
import { afterEach } from '@jest/globals'
import { jumpClock } from '../../sandbox/clock.ts'
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/sandbox.ts'

const running: Sandbox[] = []

/** A sandbox whose clock stands still until the test moves it; it ends with the test. */
export async function sandboxForTest(options: SandboxOptions = {}) {
  // The SDK's clients in this very process sign with the wall's time.
  const clock = jumpClock({ start: Date.now() })
  const sandbox = await startSandbox({ clock, seed: 7, ...options })
  running.push(sandbox)
  return Object.assign(sandbox, { advance: clock.advance })
}

afterEach(async () => {
  await Promise.all(running.splice(0).map(sandbox => sandbox.close()))
})

/** Configuration of an SDK client that calls as the first user of `account`. It does not retry. */
export function clientOf(sandbox: Sandbox, account = 'staging') {
  const env = sandbox.env(account)
  return {
    endpoint: sandbox.awsUrl,
    region: env.AWS_REGION ?? '',
    credentials: { accessKeyId: env.AWS_ACCESS_KEY_ID ?? '', secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? '' },
    maxAttempts: 1,
  }
}

/** Name and message of the error that a call ends in. Fails when it does not. */
export async function errorOf(call: Promise<unknown>): Promise<{ name: string; message: string; status?: number }> {
  try {
    await call
  } catch (error) {
    const { name, message, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } }
    return { name, message, ...($metadata?.httpStatusCode !== undefined && { status: $metadata.httpStatusCode }) }
  }
  throw new Error('The call did not fail')
}
