// What should GitHub's deployment (and the summary) say now?
import { action } from '../action.ts'
import {
  describeRecord,
  findJobRecord,
  fitDescription,
  GITHUB_STATES,
  reckonSteps,
  refuseState,
  type State,
  type Steps,
  said,
} from '../decisions/deployment-record.ts'
import { summarizeRelease } from '../decisions/release-summary.ts'
import { Failure } from '../failure.ts'
import { count, json, oneOf, text, url } from '../input.ts'
import type { GitHub } from '../io/github.ts'
import { checkFailedRollback } from '../rollback/after-rollback.ts'
import type { World } from '../world.ts'

export default action({
  question: "What should GitHub's deployment (and the summary) say now?",
  about:
    'Keeps one GitHub deployment for a release. Where the job has an `environment:`, that is the one GitHub made for it; else a deployment is made. With `steps` it tells from their outcomes how the release ended, and writes the summary of the release.',
  usage: `environment: staging
environment-url: https://staging.example.com
steps: \${{ toJSON(steps) }}
`,
  inputs: {
    environment: text({ description: 'The environment that is released to.', required: true }),
    state: oneOf(
      'QUEUED',
      'RUNNING',
      'SUCCEEDED',
      'FAILED',
    )({
      description: 'What the record says now. Unset: what `steps` add up to.',
    }),
    steps: json({ description: 'The steps of the release so far: the expression `toJSON(steps)`.' }),
    environmentUrl: url({ description: 'The address of the service.' }),
    version: text({ description: 'The version that is released. Unset: the tag or branch of the run.' }),
    service: text({ description: 'The service that is released.' }),
    recordId: count(1)({
      description: 'The deployment to keep, as an earlier step gave it. Unset: the job’s own, or a new one.',
    }),
    afterFailedRollback: oneOf(
      'refuse',
      'allow',
    )({
      description:
        'What to do when a release begins (`QUEUED`, `RUNNING`) although a rollback of the environment failed and nobody has cleared it. `allow` clears it, once the release ends well.',
      default: 'refuse',
    }),
    githubToken: text({
      description: 'Writes the deployment (permission `deployments: write`).',
      default: '${{ github.token }}',
      secret: true,
    }),
  },
  outputs: {
    recordId: 'The id of the GitHub deployment.',
    status: '`QUEUED`, `RUNNING`, `SUCCEEDED` or `FAILED`.',
    failedStep: 'The id of the step that failed.',
    message: 'What it said.',
  },
  permissions: {
    aws: [],
    github: [{ scope: 'deployments', access: 'write', why: 'to write the deployment and its statuses' }],
  },
  rules: ({ state, steps }) => {
    if (state === undefined && steps === undefined) return ['state is empty, and so is steps: give one of them']
    const wrong = steps !== undefined && (typeof steps !== 'object' || steps === null || Array.isArray(steps))
    return wrong ? ['steps is not the steps context: write ${{ toJSON(steps) }}'] : []
  },
  async run(inputs, world, tell) {
    const { runner } = world
    const steps = (inputs.steps ?? {}) as Steps
    const reckoning = reckonSteps(steps)
    const state: State = inputs.state ?? reckoning.state
    tell('status', state)
    tell('failedStep', reckoning.failedStep)
    tell('message', reckoning.message)
    if (!inputs.githubToken) throw new Failure('github-token is empty: leave it out to use the job’s own token.')

    const server = `${runner.variable('GITHUB_SERVER_URL')}/${runner.variable('GITHUB_REPOSITORY')}`
    const runUrl = `${server}/actions/runs/${runner.variable('GITHUB_RUN_ID')}`
    const version = inputs.version ?? runner.variable('GITHUB_REF_NAME') ?? ''
    const sha = runner.variable('GITHUB_SHA') ?? ''
    const github = await world.github(inputs.githubToken)
    if (state === 'QUEUED' || state === 'RUNNING')
      await checkFailedRollback(inputs.environment, inputs.afterFailedRollback, github, world)
    const record =
      (await findRecord(github, inputs.environment, sha, runUrl, inputs.recordId)) ??
      (await makeRecord(github, world, { ...inputs, version, sha, runUrl }))
    tell('recordId', String(record.id))

    const refusal = refuseState(record.state, state)
    if (refusal) throw new Failure(`${refusal}: a release that is done begins a new record (record-id ${record.id}).`)
    await github.createStatus(record.id, {
      state: GITHUB_STATES[state],
      description: describeRecord(
        state,
        version,
        inputs.environment,
        reckoning,
        said(steps, 'digest'),
        said(steps, 'revision'),
      ),
      environmentUrl: inputs.environmentUrl,
      logUrl: runUrl,
    })
    if (inputs.steps !== undefined)
      await runner.summary(
        summarizeRelease({
          environment: inputs.environment,
          version,
          service: inputs.service ?? '',
          url: inputs.environmentUrl ?? '',
          sha,
          repositoryUrl: server,
          runUrl,
          recordUrl: `${server}/deployments`,
          state,
          reckoning,
          steps,
        }),
      )
    return {
      good: true,
      line: `The record of ${version} in ${inputs.environment} says ${state} (deployment ${record.id}).`,
    }
  },
})

type Found = { id: number; state: string | undefined }

/** Statuses are asked of the newest few only: GitHub makes the job's record when the job starts. */
const NEWEST = 5

async function findRecord(
  github: GitHub,
  environment: string,
  sha: string,
  runUrl: string,
  recordId: number | undefined,
): Promise<Found | undefined> {
  if (recordId !== undefined) {
    const [latest] = await github.listStatuses(recordId)
    return { id: recordId, state: latest?.state }
  }
  const records = await github.listDeployments(environment, { sha, limit: NEWEST })
  for (const record of records) record.statuses = await github.listStatuses(record.id)
  const own = findJobRecord(records, runUrl)
  return own && { id: own.id, state: own.statuses[0]?.state }
}

async function makeRecord(
  github: GitHub,
  { runner }: World,
  release: {
    environment: string
    version: string
    sha: string
    runUrl: string
    service?: string | undefined
    environmentUrl?: string | undefined
  },
): Promise<Found> {
  const { environment, version, sha, runUrl, service, environmentUrl } = release
  const id = await github.createDeployment({
    ref: sha,
    environment,
    description: fitDescription(`${version} to ${environment}`),
    production: environment === 'production',
    payload: {
      serviceId: service ?? '',
      environment,
      commitSha: sha,
      repoFullName: runner.variable('GITHUB_REPOSITORY') ?? '',
      stackId: '',
      serviceUrl: environmentUrl ?? '',
      actionsRunUrl: runUrl,
      version,
      initiator: runner.variable('GITHUB_ACTOR') ?? '',
    },
  })
  return { id, state: undefined }
}
