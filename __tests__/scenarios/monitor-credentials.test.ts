// Do the credentials of a long watch hold to its end?
import { expect, test } from '@jest/globals'
import { type Given, type Watching, watching } from '../watching.ts'

/** Credentials of the job's role that hold for 15 minutes, the shortest there are; with what GitHub gives to renew them, or without. */
async function session(
  { stage: { sandbox } }: Pick<Given, 'stage'>,
  identity: boolean,
): Promise<Record<string, string>> {
  const job = sandbox.github.openJob({
    ...{ repository: 'acme/address-api', ref: 'refs/tags/v0.1.0', sha: 'a1b2c3d4'.repeat(5), environment: 'staging' },
  })
  const headers = { authorization: `bearer ${job.idTokenToken}` }
  const { value } = (await (await fetch(`${job.idTokenUrl}&audience=sts.amazonaws.com`, { headers })).json()) as {
    value: string
  }
  const { Credentials } = await sandbox.call('staging', 'sts', 'AssumeRoleWithWebIdentity', {
    ...{ RoleArn: 'arn:aws:iam::127214192604:role/deploy', RoleSessionName: 'GitHubActions' },
    ...{ WebIdentityToken: value, DurationSeconds: 900 },
  })
  const given = Credentials as Record<string, string>
  return {
    ...{ AWS_ACCESS_KEY_ID: given.AccessKeyId ?? '', AWS_SECRET_ACCESS_KEY: given.SecretAccessKey ?? '' },
    AWS_SESSION_TOKEN: given.SessionToken ?? '',
    ...(identity
      ? { ACTIONS_ID_TOKEN_REQUEST_URL: job.idTokenUrl ?? '', ACTIONS_ID_TOKEN_REQUEST_TOKEN: job.idTokenToken ?? '' }
      : {}),
  }
}

const traffic: Watching = { rps: 10, behaviours: [{ errorRate: 0.001 }] }

test('a watch of two hours renews them in time, and no call ever meets expired ones', async () => {
  const env = (given: Given) => session(given, true)
  await watching({ ...traffic, env, inputs: { duration: '120m' } }, ({ ended }, { stage }) => {
    expect(ended).toMatchObject({ code: 0, outputs: { verdict: 'healthy' } })
    expect(stage.sandbox.journal.entries.filter(one => one.error?.includes('Expired'))).toEqual([])
    const assumed = stage.sandbox.journal.calls({ operation: 'AssumeRoleWithWebIdentity' }).map(one => one.time)
    // At the beginning, and then five minutes before each hour is over.
    expect(assumed).toHaveLength(3)
    const [first = 0, second = 0] = assumed
    expect((second - first) / 60_000).toBeGreaterThanOrEqual(54)
    expect((second - first) / 60_000).toBeLessThanOrEqual(55.5)
  })
})

test('without an identity a watch that they do not outlast is refused at once, with the minutes that are missing', async () => {
  const env = (given: Given) => session(given, false)
  const told =
    /^Error: This takes 65 minutes and the AWS credentials hold for 60 at most: 5 minutes are missing\. Give the job permissions: id-token: write/
  await watching({ ...traffic, env }, ({ ended, last, seconds, changes }) => {
    expect(last).toMatch(told)
    expect([ended.code, seconds, changes]).toEqual([1, 0, []])
  })
  const said = async (given: Given) => ({
    ...(await session(given, false)),
    AWS_CREDENTIAL_EXPIRATION: new Date(given.stage.clock.now() + 900_000).toISOString(),
  })
  await watching({ ...traffic, env: said, inputs: { duration: '20m', 'max-duration': '20m' } }, ({ last }) => {
    expect(last).toMatch(/takes 25 minutes and the AWS credentials hold for 15 at most: 10 minutes are missing/)
  })
})

test('a short watch needs no identity, and does not go on for longer than they hold', async () => {
  const env = (given: Given) => session(given, false)
  const inputs = { duration: '8m', 'session-minutes': '15' }
  await watching({ ...traffic, env, inputs }, ({ ended }) => {
    expect(ended.outputs.verdict).toBe('healthy')
    expect(ended.log).toMatch(/web: the watch can go on for 10m at most, as the credentials end then/)
  })
})
