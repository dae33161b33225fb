// Does anybody who really asks over HTTP lose a request while traffic is shifted?
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type Started, startStep } from '../../../__tests__/step.ts'
import { shiftedCommits } from '../../../rehearse/demo/releases.ts'
import { startTraffic } from '../../../rehearse/demo/traffic.ts'
import { setTwoColours, type TwoColours } from '../../../rehearse/demo/two-colours.ts'
import { registryHost } from '../../../sandbox/aws/arn.ts'
import { keepTime } from '../../../sandbox/child-clock.ts'
import { runningClock } from '../../../sandbox/clock.ts'
import { type Sandbox, startSandbox } from '../../../sandbox/sandbox.ts'

/** AWS time runs this much faster than that of the clients; a request of theirs is a real one, over a connection of its own. */
const SPEED = 60
/** Real milliseconds between two requests: 200 a second. */
const EVERY = 5
/** A second of AWS time is a sixtieth of a second here, and so a second of a client's is a minute of AWS's. */
const LATENCY_LIMIT = `${1000 * SPEED}`

/** `because`: the last line of one that did not end as it should. */
export type Loaded = { kind: string; verdict: string; because?: string; requests: number; failed: string[] }

/** One sandbox with real tasks; every second shift is cancelled at a moment that the seed decides. */
export async function shiftUnderLoad(times: number, onRun: () => void): Promise<Loaded[]> {
  const sandbox = await startSandbox({ clock: runningClock({ speed: SPEED }), seed: 7 })
  try {
    const commits = shiftedCommits()
    const scene = await setTwoColours(sandbox, commits)
    const done: Loaded[] = []
    for (let i = 0; i < times; i++) {
      // What a shift has brought, a cancelled one would replace, and the next shift does.
      const cancelled = i % 2 === 1
      const next = (Math.floor(i / 2) + (cancelled ? 0 : 1)) % 2
      const image = `${repositoryOf(sandbox)}@${commits[next as 0 | 1].image.digest}`
      done.push(await once(sandbox, scene, image, cancelled ? 20 + ((i * 37) % 300) : undefined))
      onRun()
    }
    return done
  } finally {
    await sandbox.close()
  }
}

const repositoryOf = (sandbox: Sandbox): string => {
  const { id, region } = sandbox.accounts.find('production') ?? { id: '', region: '' }
  return `${registryHost({ account: id, region })}/prod/orders-api`
}

/** A shift; `cancelAfter` in AWS seconds after its first weight. */
async function once(
  sandbox: Sandbox,
  scene: TwoColours,
  image: string,
  cancelAfter: number | undefined,
): Promise<Loaded> {
  const traffic = startTraffic({ production: scene.url }, sandbox.clock.now, EVERY)
  const folder = mkdtempSync(join(tmpdir(), 'state-'))
  const kept = join(folder, 'state')
  writeFileSync(kept, '')
  const run = (file: 'index.js' | 'post.js', state: Record<string, string> = {}): Started => {
    const time = keepTime(sandbox.clock)
    const inputs = {
      ...{ cluster: 'production', service: 'orders-api', 'listener-rule': scene.rule, image },
      ...{ steps: '5, 50, 100', bake: '1m', 'keep-blue-for': '2m', 'min-requests': '5', 'settle-seconds': '0' },
      'max-latency-p95': LATENCY_LIMIT,
    }
    const places = { GITHUB_API_URL: sandbox.githubUrl, GITHUB_STATE: kept }
    const started = startStep(
      'blue-green-shift',
      {
        inputs,
        env: { ...sandbox.env('production'), ...places, ...time.env, ...state },
        command: execArgv => [process.execPath, ...execArgv, resolve('dist/blue-green-shift', file)],
      },
      time.execArgv,
    )
    time.attach(started.child)
    return started
  }
  const begun = run('index.js')
  if (cancelAfter !== undefined) await cancelIn(sandbox, begun, cancelAfter)
  const { outputs, log } = await begun.ended
  // As the runner does: what the step kept is given to its post.
  const state = readFileSync(kept, 'utf8').matchAll(/^([\w-]+)<<(\S+)\n([\s\S]*?)\n\2$/gm)
  const after = run(
    'post.js',
    Object.fromEntries([...state].map(([, name = '', , value = '']) => [`STATE_${name}`, value])),
  )
  await after.ended
  // What nodes of the load balancer still have to follow, they follow under load, too.
  await new Promise<void>(resolve => sandbox.clock.after(60_000, resolve))
  const samples = await traffic.stop()
  for (const one of [begun.folder, after.folder, folder]) rmSync(one, { recursive: true, force: true })
  const failed = samples.filter(one => one.status !== 200)
  const kind = cancelAfter === undefined ? 'shifted' : 'cancelled'
  const last = log.trimEnd().split('\n').at(-1) ?? ''
  const verdict = outputs.verdict ?? last
  return {
    kind,
    verdict,
    ...(verdict === (kind === 'shifted' ? 'finished' : 'cancelled') ? {} : { because: last }),
    requests: samples.length,
    failed: failed.map(one => `${one.status ?? ''} ${one.version}`.trim()),
  }
}

/** Sends SIGINT so many AWS seconds after the log said that traffic moves. */
function cancelIn(sandbox: Sandbox, { child, ended }: Started, seconds: number): Promise<unknown> {
  const moved = new Promise<void>(resolve => {
    let said = ''
    child.stdout?.on('data', chunk => {
      said += chunk
      if (/of the traffic goes to/.test(said)) resolve()
    })
  })
  const cancelled = moved
    .then(() => new Promise<void>(resolve => sandbox.clock.after(seconds * 1000, resolve)))
    .then(() => child.kill('SIGINT'))
  return Promise.race([cancelled, ended])
}

/** A line a kind, with every request that failed. */
export function loadTable(all: Loaded[]): string {
  const strange = all.flatMap(({ kind, because }) => (because ? [`- ${kind}: ${because}`] : []))
  const kinds = [...new Set(all.map(one => one.kind))]
  return [
    `| 200 requests a second, AWS time ${SPEED} times as fast | runs | verdicts | requests | failed |`,
    '| --- | --- | --- | --- | --- |',
    ...kinds.map(kind => {
      const runs = all.filter(one => one.kind === kind)
      const failed = runs.flatMap(one => one.failed)
      const verdicts = [...new Set(runs.map(one => one.verdict))]
        .sort()
        .map(verdict => `${verdict} ${runs.filter(one => one.verdict === verdict).length}`)
      const words = [...new Set(failed)].join('; ')
      return `| ${kind} | ${runs.length} | ${verdicts.join(', ')} | ${runs.reduce((sum, one) => sum + one.requests, 0)} | ${failed.length}${words ? ` (${words})` : ''} |`
    }),
    ...(strange.length > 0 ? ['', ...strange] : []),
  ].join('\n')
}
