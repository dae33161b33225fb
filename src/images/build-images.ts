// Are all images built, and if not, which are not and why?

import { type Builder, buildCommand, isIndex, type Recipe, readBuilt } from '../decisions/build-command.ts'
import { explainBuild, ownLines, stepFailed } from '../decisions/build-failure.ts'
import { judgeDocker } from '../decisions/docker-trouble.ts'
import { showDuration } from '../decisions/duration.ts'
import { Failure } from '../failure.ts'
import type { Docker, Ran } from '../io/docker.ts'
import type { Log } from '../log.ts'
import { inTurns } from '../turns.ts'
import type { World } from '../world.ts'
import { texts } from '../yaml.ts'
import { buildLogs } from './build-log.ts'

/** One image to be built. */
export type Work = { name: string; recipe: Recipe }

/** `id`: what the engine calls it; undefined when it was not built, or into the builder's cache. */
export type Built = { name: string; seconds: number; problem: string | undefined; id: string | undefined }

/** What is wrong with the machine or the registry, and not with the Dockerfile. */
const NOT_THE_DOCKERFILE = ['no-engine', 'disk-full', 'unreachable', 'expired', 'no-login', 'lost']

/**
 * Builds all, `parallel` at a time, to the end of each: who fails does not stop the others, so that all that is wrong is
 * known at once. An image with several platforms or attestations goes into the builder's cache. Answers in their order.
 */
export async function buildAll(
  work: Work[],
  { builder, docker, parallel }: { builder: Builder; docker: Docker; parallel: number },
  world: World,
  log: Log,
): Promise<Built[]> {
  const { runner, clock, cancel } = world
  const logs = buildLogs(runner.openGroup, runner.line)
  const done = new Map<Work, Built>()

  async function build(one: Work): Promise<void> {
    const { name, recipe } = one
    const to = isIndex(recipe) ? 'cache' : 'engine'
    const metadata = to === 'engine' ? await world.temporaryPath() : undefined
    const place = logs(`Build ${name}`)
    const startedAt = clock.now()
    const ran = await docker.build(buildCommand(builder, recipe, to, metadata), place.heard)
    const ms = clock.now() - startedAt
    if (cancel.aborted) return place.end(() => undefined)
    const id = ran.code === 0 && metadata !== undefined ? await idIn(metadata, docker, world) : undefined
    const problem = ran.code === 0 ? lost(id, metadata, recipe) : await explain(name, recipe, ran, world)
    done.set(one, { name, seconds: Math.round(ms / 1000), problem: problem?.line, id })
    const count = `${done.size} of ${work.length}`
    place.end(() => {
      log(name, problem ? `not built: ${problem.line} (${count} done)` : `built in ${showDuration(ms)} (${count} done)`)
      problem?.annotate()
    })
  }

  await inTurns(work, parallel, async one => {
    if (!cancel.aborted) await build(one)
  })
  if (cancel.aborted) throw new Failure('The job was cancelled while images were built: nothing was pushed.')
  return work.flatMap(one => done.get(one) ?? [])
}

async function idIn(metadata: string, docker: Docker, { files }: World): Promise<string | undefined> {
  const { ids } = readBuilt(await (await files()).readYaml(metadata, texts))
  return docker.idOf(ids)
}

/** What is tried and pushed is what was built, by the engine's own name of it: without it there is nothing to go on with. */
const lost = (id: string | undefined, metadata: string | undefined, { dockerfile }: Recipe) =>
  id !== undefined || metadata === undefined
    ? undefined
    : {
        line: `docker build of ${dockerfile} ended well, but the engine does not have what was built: run the job again`,
        annotate: () => undefined,
      }

async function explain(name: string, { dockerfile }: Recipe, { lines, code }: Ran, { runner, files }: World) {
  const trouble = judgeDocker(`docker build of ${dockerfile}`, ownLines(lines), code)
  if (!stepFailed(lines) && NOT_THE_DOCKERFILE.includes(trouble.kind))
    return { line: trouble.line, annotate: () => undefined }
  const text = await (await files()).read(dockerfile).catch(() => undefined)
  const { reason, line, last } = explainBuild(lines, text)
  const place = line === undefined ? dockerfile : `${dockerfile}:${line}`
  return {
    line: `docker build of ${place} failed: ${reason}`,
    annotate: () =>
      runner.annotate([reason, ...last].join('\n'), { file: dockerfile, line, title: `${name} was not built` }),
  }
}
