// Does the first release run? Three releases on this machine, from GitHub's event to the verdict.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { runningClock } from '../sandbox/clock.ts'
import { startSandbox } from '../sandbox/sandbox.ts'
import { newPrinter } from './console.ts'
import { type Check, observe, observeTraffic } from './demo/observe.ts'
import { commits, planned } from './demo/releases.ts'
import { setScene, writeRepository } from './demo/scene.ts'
import { carryOut } from './demo/stage.ts'
import { startTraffic } from './demo/traffic.ts'
import { type Mark, type Release, renderReport } from './report.ts'

/** AWS time passes this much faster than real time: a rollout of two minutes takes six seconds. */
const SPEED = 20
/** Real milliseconds between two requests of a user. */
const EVERY = 50
const REPORT = 'report/index.html'

const say = (line: string) => process.stdout.write(`${line}\n`)

const sandbox = await startSandbox({ clock: runningClock({ speed: SPEED }) })
const repository = mkdtempSync(join(tmpdir(), 'address-api-'))
const checks: Check[] = []
try {
  say(`A local AWS (two accounts) and GitHub are up; their time runs ${SPEED} times as fast as yours.`)
  const images = commits()
  const urls = await setScene(sandbox, images)
  writeRepository(repository, resolve('examples'), urls)
  for (const [name, url] of Object.entries(urls)) say(`${name} serves version 0.0.9 at ${url}`)
  say('Users ask both of them all the time.\n')

  const releases: Release[] = []
  const marks: Mark[] = []
  const traffic = startTraffic(urls, sandbox.clock.now, EVERY)
  const print = newPrinter(process.stdout)
  const stage = { sandbox, repository, actions: resolve('.') }
  for (const [i, release] of planned.entries()) {
    const { tag, environment } = release
    const mark = (kind: Mark['kind'], label: string, good?: boolean) =>
      marks.push({
        at: sandbox.clock.now(),
        environment,
        kind,
        label,
        release: tag,
        ...(good === undefined ? {} : { good }),
      })
    const at = new Date(sandbox.clock.now())
    mark('start', tag)
    const run = await carryOut(stage, { ...release, sha: images[release.commit].sha, at }, i + 1, print)
    const good = run.started && run.result === 'success'
    mark('verdict', good ? 'live' : 'not live', good)
    releases.push({
      title: tag,
      about: `to ${environment}`,
      verdict: { text: good ? 'live' : 'rolled back', good },
      run,
    })
    checks.push(...(await observe(sandbox, urls[environment] ?? '', release, run)))
    say('')
  }
  const samples = await traffic.stop()
  checks.push(...observeTraffic(samples))

  mkdirSync('report', { recursive: true })
  const report = renderReport({
    title: 'Three releases of address-api',
    lead: 'Each was carried from GitHub’s event through the example workflow and the bundles of these actions, against a local AWS and GitHub, while users asked all the time.',
    releases,
    traffic: { samples, marks },
    madeAt: Date.now(),
  })
  writeFileSync(REPORT, report)
} finally {
  await sandbox.close()
  rmSync(repository, { recursive: true, force: true })
}

say('What was promised, and what was seen over HTTP:')
for (const { promise, seen, kept } of checks)
  say(`  ${kept ? '✓' : '✗'} ${promise}${kept ? '' : `: but ${seen || 'nothing'}`}`)
const broken = checks.filter(one => !one.kept).length
say(
  `\n${broken === 0 ? `All ${checks.length} promises were kept.` : `${broken} of ${checks.length} promises were broken.`}`,
)
say(`The report to look at, or to send: ${REPORT}`)
process.exitCode = broken === 0 ? 0 : 1
