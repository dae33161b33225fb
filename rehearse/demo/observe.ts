// What can be seen from outside after a release, and is it what was promised?
import { DescribeServicesCommand, DescribeTaskDefinitionCommand, ECSClient } from '@aws-sdk/client-ecs'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import type { NothingStarted, RunReport, StepReport } from '../happening.ts'
import { messageOf } from '../message.ts'
import { repositoryOf } from './release-event.ts'
import type { Planned } from './releases.ts'
import { SERVICE } from './scene.ts'
import { get, type Sample } from './traffic.ts'

/** One thing that was promised, and what was seen. */
export type Check = { promise: string; seen: string; kept: boolean }

export type Look = () => unknown | Promise<unknown>

/** What cannot be looked at is a broken promise too, and says why. */
export async function check(promise: string, look: Look, kept: (seen: string) => boolean): Promise<Check> {
  try {
    const seen = String((await look()) ?? '')
    return { promise, seen, kept: kept(seen) }
  } catch (error) {
    return { promise, seen: messageOf(error), kept: false }
  }
}

export const is = (wanted: string) => (seen: string) => seen === wanted
export const something = (seen: string) => seen !== ''

/**
 * What load balancer, ECS and GitHub answer over HTTP after one release, and what the run itself told; `digest` is of the
 * image that was released. Never rejects.
 */
export async function observe(
  sandbox: Sandbox,
  url: string,
  release: Planned & { digest: string },
  report: RunReport | NothingStarted,
): Promise<Check[]> {
  const { tag, environment, ends, answers, digest } = release
  const record = () => recordOf(sandbox, SERVICE, environment)
  const said = outputsOf(report)
  const ended = () => (report.started ? report.result : report.why)
  const answer = async () => {
    const { status, version } = await get(`${url}/`)
    return `${status} ${version}`
  }
  const looks: [string, Look, (seen: string) => boolean][] = [
    [`the run ends in ${ends}`, ended, is(ends)],
    [`version ${answers} answers in ${environment}`, answer, is(`200 ${answers}`)],
    [`GitHub's deployment says ${ends}`, async () => (await record()).state, is(ends)],
  ]
  if (ends === 'success')
    looks.push([
      'ECS has completed it',
      () => completed(sandbox, environment),
      is(`COMPLETED, 2 of 2 tasks on ${short(digest)}`),
    ])
  else
    looks.push(
      ['the action says that it was rolled back', () => said.verdict, is('rolled-back')],
      ['what is live is verified', () => said['live-verified'], is('true')],
      ['the cause is named', () => said.cause, something],
      ['so is the next step', () => said['next-step'], something],
      ['the record gives the reason', async () => (await record()).description, seen => seen.startsWith('deploy:')],
    )
  const checks: Check[] = []
  for (const [promise, look, kept] of looks) checks.push(await check(`${tag}: ${promise}`, look, kept))
  return checks
}

/** What the users saw: every request was answered, by a version that was meant to be there. */
export function observeTraffic(samples: Sample[]): Promise<Check[]> {
  const failed = samples.filter(one => one.status !== 200)
  const versions = (environment: string) => () =>
    [...new Set(samples.filter(one => one.environment === environment).map(one => one.version))].sort().join(', ')
  const both = is('0.0.9, 0.1.0')
  return Promise.all([
    check(`all ${samples.length} requests of the users were answered`, () => `${failed.length} failed`, is('0 failed')),
    check('staging was served by two versions', versions('staging'), both),
    check('production was served by two versions', versions('production'), both),
  ])
}

/** Outputs of the step that deploys, wherever it is in the run; none when it did not run. */
export function outputsOf(report: RunReport | NothingStarted): Record<string, string> {
  const all = (steps: StepReport[]): StepReport[] => steps.flatMap(one => [one, ...all(one.steps)])
  const steps = report.started ? report.jobs.flatMap(job => all(job.steps)) : []
  return steps.find(one => one.id === 'deploy')?.outputs ?? {}
}

const short = (digest: string) => digest.slice(0, 'sha256:'.length + 12)

/** How far the newest deployment has come, and the image of its revision: what served before is complete as well. */
async function completed(sandbox: Sandbox, account: string): Promise<string> {
  const env = sandbox.env(account)
  const client = new ECSClient({
    endpoint: sandbox.awsUrl,
    region: env.AWS_REGION ?? '',
    credentials: { accessKeyId: env.AWS_ACCESS_KEY_ID ?? '', secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? '' },
  })
  const { services } = await client.send(new DescribeServicesCommand({ cluster: account, services: [SERVICE] }))
  const primary = services?.[0]?.deployments?.find(one => one.status === 'PRIMARY')
  const { taskDefinition } = await client.send(
    new DescribeTaskDefinitionCommand({ taskDefinition: primary?.taskDefinition }),
  )
  const [, digest = 'an image without a digest'] = taskDefinition?.containerDefinitions?.[0]?.image?.split('@') ?? []
  return `${primary?.rolloutState}, ${primary?.runningCount} of ${primary?.desiredCount} tasks on ${short(digest)}`
}

/** The newest status of the newest deployment of a service's environment; rejects when GitHub has none, or does not answer. */
export async function recordOf(
  sandbox: Sandbox,
  service: string,
  environment: string,
): Promise<{ state: string; description: string }> {
  const repository = repositoryOf(service)
  const { token, close } = sandbox.github.openJob({ repository, ref: 'refs/heads/main', sha: '' })
  const ask = async <T>(path: string): Promise<T> => {
    const headers = { authorization: `Bearer ${token}` }
    const answer = await fetch(`${sandbox.githubUrl}/repos/${repository}/deployments${path}`, { headers })
    if (!answer.ok) throw new Error(`GitHub answers ${answer.status}`)
    return (await answer.json()) as T
  }
  try {
    const [deployment] = await ask<{ id: number }[]>(`?environment=${environment}`)
    if (!deployment) throw new Error(`GitHub has no deployment of ${environment}`)
    const statuses = await ask<{ state: string; description: string }[]>(`/${deployment.id}/statuses`)
    // GitHub's own last status has no description; the reason stands in the one before it.
    return { state: statuses[0]?.state ?? '', description: statuses.find(one => one.description)?.description ?? '' }
  } finally {
    close()
  }
}
