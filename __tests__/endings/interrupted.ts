// What if somebody or something else ends it: another deployer, a user, a cancel, or credentials that run out?
import { twoAccounts } from '../../sandbox/accounts.ts'
import { afterStart, afterUpdate, type Ending, type Given, whenEcsDecided } from './ending.ts'
import { update } from './good.ts'

const second = { answers: [{ body: 'v2' }] }

const stopDeployment = (stopType: 'ROLLBACK' | 'ABORT') => async (given: Given) => {
  const call = (operation: string, input: Record<string, unknown>) =>
    given.stage.sandbox.call('staging', 'ecs', operation, input)
  const { serviceDeployments } = await call('ListServiceDeployments', { cluster: 'staging', service: 'web' })
  const [newest] = serviceDeployments as { serviceDeploymentArn: string }[]
  await call('StopServiceDeployment', { serviceDeploymentArn: newest?.serviceDeploymentArn, stopType })
}

/** Accounts whose roles give out sessions of a quarter of an hour, however long ones are asked for. */
export const shortSessions = twoAccounts.map(({ roles, ...one }) => ({
  ...one,
  roles: roles.map(role => ({ ...role, endsAfterSeconds: 900 })),
}))

/** Credentials of the job's role that hold for 15 minutes, the shortest there are. */
export async function shortCredentials(
  { stage: { sandbox } }: Pick<Given, 'stage'>,
  identity: boolean,
): Promise<Record<string, string>> {
  const job = sandbox.github.openJob({
    repository: 'acme/address-api',
    ref: 'refs/tags/v0.1.0',
    sha: 'a1b2c3d4'.repeat(5),
    environment: 'staging',
  })
  const answer = await fetch(`${job.idTokenUrl}&audience=sts.amazonaws.com`, {
    headers: { authorization: `bearer ${job.idTokenToken}` },
  })
  const { value } = (await answer.json()) as { value: string }
  const { Credentials } = await sandbox.call('staging', 'sts', 'AssumeRoleWithWebIdentity', {
    RoleArn: 'arn:aws:iam::127214192604:role/deploy',
    RoleSessionName: 'GitHubActions',
    WebIdentityToken: value,
    DurationSeconds: 900,
  })
  const given = Credentials as Record<string, string>
  return {
    AWS_ACCESS_KEY_ID: given.AccessKeyId ?? '',
    AWS_SECRET_ACCESS_KEY: given.SecretAccessKey ?? '',
    AWS_SESSION_TOKEN: given.SessionToken ?? '',
    ...(identity
      ? { ACTIONS_ID_TOKEN_REQUEST_URL: job.idTokenUrl ?? '', ACTIONS_ID_TOKEN_REQUEST_TOKEN: job.idTokenToken ?? '' }
      : {}),
  }
}

/** A rollout of more than a quarter of an hour. */
const long: Partial<Ending> = {
  scene: { breaker: { enable: false, rollback: false } },
  world: ({ stage }) => stage.sandbox.ecs.capacity(false),
  during: [[960, ({ stage }) => stage.sandbox.ecs.capacity(true)]],
  inputs: { 'wait-for-minutes': '40' },
}

export const interrupted: Record<string, Ending> = {
  'somebody deploys another revision over it': {
    verdict: 'superseded',
    live: 'web:1',
    after: { revision: 'web:3', running: 0 },
    world: async ({ web }) => {
      await web.revise({ answers: [{ body: 'v3' }] })
    },
    during: [[20, given => update(given, { taskDefinition: 'web:3' })]],
    line: /a newer deployment of web:3 took its place\. web:1 is live .* Find out who deployed it/,
    decidable: afterStart(20),
  },
  'somebody deploys the old revision over it': {
    verdict: 'superseded',
    live: 'web:1',
    after: { revision: 'web:1', running: 0 },
    script: second,
    during: [[20, given => update(given, { taskDefinition: 'web:1' })]],
    decidable: afterStart(20),
  },
  'somebody stops it, and ECS goes back': {
    verdict: 'stopped',
    live: 'web:1',
    after: { revision: 'web:1', running: 2 },
    during: [[30, stopDeployment('ROLLBACK')]],
    line: /was stopped: somebody stopped the deployment/,
    decidable: whenEcsDecided,
  },
  'somebody stops it where it is': {
    verdict: 'stopped',
    live: 'web:1',
    after: { revision: 'web:2', running: 0 },
    during: [[20, stopDeployment('ABORT')]],
    line: /was stopped: somebody stopped the deployment/,
    decidable: whenEcsDecided,
  },
  'somebody deletes the service': {
    verdict: 'failed',
    remedy: 'needs-human',
    live: '',
    after: undefined,
    during: [
      [
        30,
        ({ stage }) =>
          stage.sandbox.call('staging', 'ecs', 'DeleteService', { cluster: 'staging', service: 'web', force: true }),
      ],
    ],
    cause: /the service was deleted/,
    line: /the service was deleted.*create it again/,
    decidable: afterStart(30),
  },
  'the job is cancelled': {
    verdict: 'cancelled',
    live: 'web:1',
    after: { revision: 'web:2', running: 0 },
    during: [[20, ({ child }) => child?.kill('SIGINT')]],
    line: /Cancelled while web:2 was taking over/,
  },
  'the credentials expire, and the job can get others': {
    ...long,
    verdict: 'succeeded',
    live: 'web:2',
    after: { revision: 'web:2', running: 2 },
    env: given => shortCredentials(given, true),
    decidable: whenEcsDecided,
  },
  'the credentials expire, and there are no others': {
    ...long,
    verdict: 'timed-out',
    remedy: 'needs-human',
    live: 'web:1',
    after: { revision: 'web:2', running: 0 },
    env: given => shortCredentials(given, false),
    cause: /AWS could not be asked any more/,
    line: /was lost sight of after 15m .*credentials expired .* raise role-duration-seconds/,
    decidable: afterStart(900),
  },
  'AWS cannot be reached any more': {
    verdict: 'timed-out',
    remedy: 'needs-human',
    live: 'web:1',
    after: { revision: 'web:2', running: 2 },
    during: [[20, ({ stage }) => stage.sandbox.faults.order({ effect: 'drop' })]],
    inputs: { 'wait-for-minutes': '4' },
    cause: /AWS could not be asked any more/,
    line: /was lost sight of after 4m .*AWS cannot be reached.* web:1 was live \(2 of 2 tasks\) when it was last seen/,
    decidable: afterUpdate(240),
  },
  'ECS refuses the update': {
    verdict: '',
    remedy: '',
    live: '',
    after: { revision: 'web:1', running: 2 },
    world: ({ stage }) => stage.sandbox.faults.order({ operation: 'UpdateService', effect: 'access-denied' }),
    line: /ecs:UpdateService on service web in cluster staging is denied/,
    decidable: afterStart(0),
  },
  'the answer to a forced update is lost': {
    verdict: 'succeeded',
    live: 'web:1',
    after: { revision: 'web:1', running: 2 },
    revision: async () => 'web:1',
    inputs: { 'force-new-deployment': 'true' },
    world: ({ stage }) => stage.sandbox.faults.order({ operation: 'UpdateService', times: 1, effect: 'lost-answer' }),
    line: /web:1 is live: 2 of 2 tasks/,
    decidable: whenEcsDecided,
  },
}
