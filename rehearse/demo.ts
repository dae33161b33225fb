// Does a release run? Three of one service and two by weights of another, on this machine, from GitHub's event to the verdict.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { runningClock } from '../sandbox/clock.ts'
import { type Sandbox, startSandbox } from '../sandbox/sandbox.ts'
import { newPrinter } from './console.ts'
import { endingOf, toldToEnd, unlessAborted } from './demo/ending.ts'
import { type Check, observeTraffic } from './demo/observe.ts'
import { type Played, playRelease } from './demo/play.ts'
import { commits, planned, shifted, shiftedCommits } from './demo/releases.ts'
import { SERVICE, setScene, writeRepository } from './demo/scene.ts'
import { playShift } from './demo/shifts.ts'
import type { Stage } from './demo/stage.ts'
import { startTraffic } from './demo/traffic.ts'
import { SHIFTED, setTwoColours, writeShiftedRepository } from './demo/two-colours.ts'
import { shown } from './read/places.ts'
import { type Release, renderReport, type Shift, type Traffic } from './report.ts'

/** AWS time passes this much faster than real time: a rollout of two minutes takes six seconds, a watch of five eight. */
const SPEED = 20
const SHIFT_SPEED = 40
/** Real milliseconds between two requests of a user. */
const EVERY = 50
const REPORT = 'report/index.html'

const say = (line: string) => process.stdout.write(`${line}\n`)

/** What came of releases, for the report and for the last word. */
type Shown = { releases: Release[]; checks: Check[]; traffic?: Traffic; shifts?: Shift[] }

/** Three releases through `examples/release.yml`, one service after the other. */
async function showReleases(sandbox: Sandbox, repository: string, signal: AbortSignal): Promise<Shown> {
  say(`A local AWS (two accounts) and GitHub are up; their time runs ${SPEED} times as fast as yours.`)
  const images = commits()
  const urls = await unlessAborted(setScene(sandbox, images), signal)
  writeRepository(repository, resolve('examples'), urls)
  for (const [name, url] of Object.entries(urls)) say(`${name} serves ${SERVICE} 0.0.9 at ${url}`)
  say('Users ask both of them all the time.\n')

  const traffic = startTraffic(urls, sandbox.clock.now, EVERY)
  const print = newPrinter(process.stdout)
  const stage: Stage = { sandbox, service: SERVICE, repository, workflow: 'release.yml', actions: resolve('.') }
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
  return {
    releases: played.map(one => one.release),
    checks: [...played.flatMap(one => one.checks), ...(await observeTraffic(samples))],
    traffic: { samples, marks: played.flatMap(one => one.marks) },
  }
}

/** Two releases to production through `examples/blue-green.yml`: the second one is harmful. */
async function showShifts(sandbox: Sandbox, repository: string, signal: AbortSignal): Promise<Shown> {
  const images = shiftedCommits()
  const scene = await unlessAborted(setTwoColours(sandbox, images), signal)
  writeShiftedRepository(repository, resolve('examples'), scene)
  say(
    `production serves ${SHIFTED} 1.0.0 at ${scene.url}, blue-green; time runs ${SHIFT_SPEED} times as fast as yours.\n`,
  )

  const print = newPrinter(process.stdout)
  const stage: Stage = { sandbox, service: SHIFTED, repository, workflow: 'blue-green.yml', actions: resolve('.') }
  const sides = [
    { before: '1.0.0', version: '1.1.0', free: 'green' },
    { before: '1.1.0', version: '1.2.0', free: 'blue' },
  ] as const
  const shown = { releases: [] as Release[], checks: [] as Check[], shifts: [] as Shift[] }
  for (const [i, side] of sides.entries()) {
    const one = shifted[i] as (typeof shifted)[number]
    const playing = { planned: one, commit: images[one.commit], number: i + 1, ...side }
    const played = await playShift(stage, scene, playing, { print, signal })
    shown.releases.push(played.release)
    shown.checks.push(...played.checks)
    shown.shifts.push(played.shift)
    say('')
  }
  return shown
}

function report({ releases, traffic, shifts }: Omit<Shown, 'checks'>): void {
  mkdirSync('report', { recursive: true })
  const page = renderReport({
    title: `Releases of ${SERVICE} and ${SHIFTED}`,
    lead: 'Each was carried from GitHub’s event through an example workflow and the bundles of these actions, against a local AWS and GitHub, while users asked all the time.',
    releases,
    ...(traffic ? { traffic } : {}),
    ...(shifts ? { shifts } : {}),
    madeAt: Date.now(),
  })
  writeFileSync(REPORT, page)
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

/** Plays one part in a sandbox and a repository of its own, of which nothing is left; an ending instead when it was cut off. */
async function act(
  speed: number,
  service: string,
  signal: AbortSignal,
  show: (sandbox: Sandbox, repository: string, signal: AbortSignal) => Promise<Shown>,
): Promise<Shown | { ending: NonNullable<ReturnType<typeof endingOf>> }> {
  const sandbox = await startSandbox({ clock: runningClock({ speed }) })
  const repository = mkdtempSync(join(tmpdir(), `${service}-`))
  try {
    return await show(sandbox, repository, signal)
  } catch (error) {
    const ending = endingOf(error, signal)
    if (!ending) throw error
    // The workflow was read from a copy, which is gone.
    const copy = shown(join(repository, '.github/workflows'))
    return { ending: { ...ending, lines: ending.lines.map(line => line.replace(copy, 'examples')) } }
  } finally {
    await sandbox.close()
    rmSync(repository, { recursive: true, force: true })
  }
}

const signal = toldToEnd()
const first = await act(SPEED, SERVICE, signal, showReleases)
const second = 'ending' in first ? first : await act(SHIFT_SPEED, SHIFTED, signal, showShifts)
if ('ending' in first || 'ending' in second) {
  const { lines, code } =
    'ending' in second ? second.ending : (first as { ending: { lines: string[]; code: number } }).ending
  for (const line of lines) say(line)
  // Something may still wait for a clock that stands still.
  process.exit(code)
}
report({ ...first, ...second, releases: [...first.releases, ...second.releases] })
process.exitCode = tell([...first.checks, ...second.checks])
