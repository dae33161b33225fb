// What can be seen from outside after a release, and is it what was promised?
import { DescribeServicesCommand, ECSClient } from '@aws-sdk/client-ecs'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import type { NothingStarted, RunReport, StepReport } from '../happening.ts'
import { REPOSITORY } from './release-event.ts'
import type { Planned } from './releases.ts'
import { SERVICE } from './scene.ts'
import { get, type Sample } from './traffic.ts'

/** One thing that was promised, and what was seen. */
export type Check = { promise: string; seen: string; kept: boolean }

const check = (promise: string, seen: unknown, wanted: unknown): Check => ({
  promise,
  seen: String(seen),
  kept: seen === wanted,
})

/** What load balancer, ECS and GitHub answer over HTTP after one release, and what the run itself told. */
export async function observe(
  sandbox: Sandbox,
  url: string,
  release: Planned,
  report: RunReport | NothingStarted,
): Promise<Check[]> {
  const { tag, environment, ends, answers } = release
  const { status, version } = await get(`${url}/`)
  const record = await recordOf(sandbox, environment)
  const checks = [
    check(`${tag}: the run ends in ${ends}`, report.started ? report.result : report.why, ends),
    check(`${tag}: version ${answers} answers in ${environment}`, `${status} ${version}`, `200 ${answers}`),
    check(`${tag}: GitHub's deployment says ${ends}`, record.state, ends),
  ]
  if (ends === 'success')
    return [
      ...checks,
      check(`${tag}: ECS has completed it`, await primaryState(sandbox, environment), 'COMPLETED 2 of 2'),
    ]
  const said = outputsOf(report)
  return [
    ...checks,
    check(`${tag}: the action says that it was rolled back`, said.verdict, 'rolled-back'),
    check(`${tag}: what is live is verified`, said['live-verified'], 'true'),
    { promise: `${tag}: the cause is named`, seen: said.cause ?? '', kept: Boolean(said.cause) },
    { promise: `${tag}: so is the next step`, seen: said['next-step'] ?? '', kept: Boolean(said['next-step']) },
    {
      promise: `${tag}: the record gives the reason`,
      seen: record.description,
      kept: record.description.startsWith('deploy:'),
    },
  ]
}

/** What the users saw: every request was answered, by a version that was meant to be there. */
export function observeTraffic(samples: Sample[]): Check[] {
  const failed = samples.filter(one => one.status !== 200)
  const versions = (environment: string) =>
    [...new Set(samples.filter(one => one.environment === environment).map(one => one.version))].sort().join(', ')
  return [
    check(`all ${samples.length} requests of the users were answered`, `${failed.length} failed`, '0 failed'),
    check('staging was served by two versions', versions('staging'), '0.0.9, 0.1.0'),
    check('production was served by two versions', versions('production'), '0.0.9, 0.1.0'),
  ]
}

/** Outputs of the step that deploys, wherever it is in the run. */
function outputsOf(report: RunReport | NothingStarted): Record<string, string> {
  const all = (steps: StepReport[]): StepReport[] => steps.flatMap(one => [one, ...all(one.steps)])
  const steps = report.started ? report.jobs.flatMap(job => all(job.steps)) : []
  return steps.find(one => one.id === 'deploy')?.outputs ?? {}
}

async function primaryState(sandbox: Sandbox, account: string): Promise<string> {
  const env = sandbox.env(account)
  const client = new ECSClient({
    endpoint: sandbox.awsUrl,
    region: env.AWS_REGION ?? '',
    credentials: { accessKeyId: env.AWS_ACCESS_KEY_ID ?? '', secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? '' },
  })
  const { services } = await client.send(new DescribeServicesCommand({ cluster: account, services: [SERVICE] }))
  const primary = services?.[0]?.deployments?.find(one => one.status === 'PRIMARY')
  return `${primary?.rolloutState} ${primary?.runningCount} of ${primary?.desiredCount}`
}

/** The newest status of the newest deployment of an environment. */
async function recordOf(sandbox: Sandbox, environment: string): Promise<{ state: string; description: string }> {
  const { token, close } = sandbox.github.openJob({ repository: REPOSITORY, ref: 'refs/heads/main', sha: '' })
  const ask = async (path: string) => {
    const headers = { authorization: `Bearer ${token}` }
    return (await fetch(`${sandbox.githubUrl}/repos/${REPOSITORY}/deployments${path}`, { headers })).json()
  }
  const [deployment] = (await ask(`?environment=${environment}`)) as { id: number }[]
  const statuses = (await ask(`/${deployment?.id}/statuses`)) as { state: string; description: string }[]
  close()
  // GitHub's own last status has no description; the reason stands in the one before it.
  return { state: statuses[0]?.state ?? '', description: statuses.find(one => one.description)?.description ?? '' }
}
