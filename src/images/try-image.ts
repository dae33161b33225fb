// Does a built image start, stay up and answer, here and now?
import { randomUUID } from 'node:crypto'
import { judgeTrial, type TrialLook, type Tried } from '../decisions/trial.ts'
import { Failure } from '../failure.ts'
import type { Docker } from '../io/docker.ts'
import { watch } from '../watch.ts'
import type { World } from '../world.ts'

/** What is started is known by its id, as a name could be moved to another image; the name is for people. */
export type Tryable = { id: string; name: string }

export type Trial = {
  path: string | undefined
  /** In the container; the only one that it says it listens on when undefined. */
  port: number | undefined
  environment: Record<string, string>
  /** How long it may take to answer, in milliseconds. */
  limit: number
}

const LOOK_AGAIN = 1_000
/** Lines of a container that did not do well. */
const LAST_LINES = 20

/** Starts the image, follows it to an answer, and removes it, also when the job is cancelled. */
export async function tryImage(image: Tryable, trial: Trial, docker: Docker, world: World): Promise<Tried> {
  const { clock, cancel, runner } = world
  const port = trial.path === undefined ? undefined : (trial.port ?? (await onlyPort(image, docker)))
  const container = `ecs-release-trial-${randomUUID()}`
  // Before it is there: a job that is killed leaves it to post.
  runner.keep(TRIAL, container)
  try {
    const variables = Object.entries(trial.environment).map(([name, value]) => `${name}=${value}\n`)
    const { withSecretFile } = await world.secretFiles()
    await withSecretFile(variables.join(''), file => docker.start(container, image, port, file))
    const startedAt = clock.now()
    const address = port === undefined ? undefined : await docker.address(container, port)
    const looks: TrialLook[] = []
    const { judgement, ended } = await watch({
      clock,
      cancel,
      until: startedAt + trial.limit,
      async look(): Promise<TrialLook> {
        const { running, exitCode } = await docker.state(container)
        const answer = running && address ? await ask(`http://${address}${trial.path}`, world) : undefined
        return { now: clock.now(), running, exitCode, answer }
      },
      judge(look) {
        looks.push(look)
        const judgement = judgeTrial({ path: trial.path, startedAt, limit: trial.limit }, looks)
        return judgement ? { judgement } : { judgement, lookAgainIn: LOOK_AGAIN }
      },
      mayPass: () => false,
    })
    if (ended === 'cancelled') throw new Failure('The job was cancelled while an image was tried: nothing was pushed.')
    const tried = judgement ?? { good: false, line: 'did not come to an end' }
    const lines = tried.good ? [] : await docker.lastLines(container, LAST_LINES)
    if (lines.length > 0) {
      const close = runner.openGroup(`Last lines of ${image.name}`)
      for (const line of lines) runner.line(line)
      close()
    }
    return tried
  } finally {
    if (await docker.remove(container)) runner.keep(TRIAL, '')
  }
}

/** What `post` has to remove. */
const TRIAL = 'trial'

/** Removes the container of a trial that was killed. */
export async function removeTrial(world: World): Promise<void> {
  const left = world.runner.kept(TRIAL)
  if (!left) return
  if (!(await (await world.docker()).remove(left))) throw new Failure(`Container ${left} of a trial is still there.`)
  world.runner.line(`Container ${left} of a trial was removed.`)
}

async function ask(address: string, { http, cancel }: World): Promise<{ status: number } | { error: string }> {
  const answer = await (await http()).get(address, { headers: {}, timeout: 5_000, cancel })
  return 'error' in answer ? { error: answer.error } : { status: answer.status }
}

async function onlyPort({ id, name }: Tryable, docker: Docker): Promise<number> {
  const ports = await docker.exposedPorts(id)
  if (ports.length === 1) return ports[0] as number
  throw new Failure(
    `${name} ${ports.length === 0 ? 'exposes no port' : `exposes several ports (${ports.join(', ')})`}: give verify-port.`,
  )
}
