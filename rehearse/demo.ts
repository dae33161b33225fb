// Does the first release run? Three releases on this machine, from GitHub's event to the verdict.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { runningClock } from '../sandbox/clock.ts'
import { type Sandbox, startSandbox } from '../sandbox/sandbox.ts'
import { newPrinter } from './console.ts'
import { endingOf, toldToEnd, unlessAborted } from './demo/ending.ts'
import { type Check, observeTraffic } from './demo/observe.ts'
import { type Played, playRelease } from './demo/play.ts'
import { commits, planned } from './demo/releases.ts'
import { setScene, writeRepository } from './demo/scene.ts'
import { startTraffic } from './demo/traffic.ts'
import { shown } from './read/places.ts'
import { renderReport } from './report.ts'

/** AWS time passes this much faster than real time: a rollout of two minutes takes six seconds. */
const SPEED = 20
/** Real milliseconds between two requests of a user. */
const EVERY = 50
const REPORT = 'report/index.html'

const say = (line: string) => process.stdout.write(`${line}\n`)

/** Plays all releases, writes the report, and answers what was promised. */
async function show(sandbox: Sandbox, repository: string, signal: AbortSignal): Promise<Check[]> {
  say(`A local AWS (two accounts) and GitHub are up; their time runs ${SPEED} times as fast as yours.`)
  const images = commits()
  const urls = await unlessAborted(setScene(sandbox, images), signal)
  writeRepository(repository, resolve('examples'), urls)
  for (const [name, url] of Object.entries(urls)) say(`${name} serves version 0.0.9 at ${url}`)
  say('Users ask both of them all the time.\n')

  const traffic = startTraffic(urls, sandbox.clock.now, EVERY)
  const print = newPrinter(process.stdout)
  const stage = { sandbox, repository, actions: resolve('.') }
  const played: Played[] = []
  try {
    for (const [i, one] of planned.entries()) {
      const playing = { planned: one, commit: images[one.commit], number: i + 1, url: urls[one.environment] ?? '' }
      played.push(await playRelease(stage, playing, { print, signal }))
      say('')
    }
  } finally {
    await traffic.stop()
  }
  const { samples } = traffic

  mkdirSync('report', { recursive: true })
  const report = renderReport({
    title: 'Three releases of address-api',
    lead: 'Each was carried from GitHub’s event through the example workflow and the bundles of these actions, against a local AWS and GitHub, while users asked all the time.',
    releases: played.map(one => one.release),
    traffic: { samples, marks: played.flatMap(one => one.marks) },
    madeAt: Date.now(),
  })
  writeFileSync(REPORT, report)
  return [...played.flatMap(one => one.checks), ...(await observeTraffic(samples))]
}

/** Tells what was promised and seen; answers the exit code. */
function tell(checks: Check[]): number {
  say('What was promised, and what was seen over HTTP:')
  for (const { promise, seen, kept } of checks)
    say(`  ${kept ? '✓' : '✗'} ${promise}${kept ? '' : `: but ${seen || 'nothing'}`}`)
  const broken = checks.filter(one => !one.kept).length
  say(
    `\n${broken === 0 ? `All ${checks.length} promises were kept.` : `${broken} of ${checks.length} promises were broken.`}`,
  )
  say(`The report to look at, or to send: ${REPORT}`)
  return broken === 0 ? 0 : 1
}

const signal = toldToEnd()
const sandbox = await startSandbox({ clock: runningClock({ speed: SPEED }) })
const repository = mkdtempSync(join(tmpdir(), 'address-api-'))
let checks: Check[] | undefined
let ending: ReturnType<typeof endingOf>
try {
  checks = await show(sandbox, repository, signal)
} catch (error) {
  ending = endingOf(error, signal)
  if (!ending) throw error
} finally {
  await sandbox.close()
  rmSync(repository, { recursive: true, force: true })
}
if (checks) process.exitCode = tell(checks)
if (ending) {
  // The workflow was read from a copy, which is gone.
  for (const line of ending.lines) say(line.replace(shown(join(repository, '.github/workflows')), 'examples'))
  // Something may still wait for a clock that stands still.
  process.exit(ending.code)
}
