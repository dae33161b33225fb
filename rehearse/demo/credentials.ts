// What takes the place of aws-actions/configure-aws-credentials?
import { AssumeRoleWithWebIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import type { StandIn } from '../stand-in.ts'

/**
 * A stand-in that does what the action does in its usual form: it asks GitHub for the job's identity token, and STS at
 * `endpoint` for credentials of the role. STS judges the token by the role's trust, so a job of the wrong environment, or
 * one without `id-token: write`, gets none.
 */
export const credentialsFrom = (endpoint: string): StandIn => ({
  inputs: ['role-to-assume', 'aws-region', 'role-session-name', 'role-duration-seconds', 'audience'],
  outputs: ['aws-account-id'],
  async run({ inputs, env }) {
    const region = inputs['aws-region']
    const role = inputs['role-to-assume']
    if (!region || !role) throw new Error('aws-region and role-to-assume are needed')
    const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer } = env
    if (!url || !bearer) throw new Error('the job has no identity token: add "id-token: write" to its permissions')
    const audience = inputs.audience ?? 'sts.amazonaws.com'
    const answer = await fetch(`${url}&audience=${encodeURIComponent(audience)}`, {
      headers: { authorization: `Bearer ${bearer}` },
    })
    const { value } = (await answer.json()) as { value: string }
    const sts = new STSClient({
      region,
      endpoint,
      // The call is unsigned; without these the SDK would look for credentials all over the machine.
      credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
    })
    const { Credentials, AssumedRoleUser } = await sts.send(
      new AssumeRoleWithWebIdentityCommand({
        RoleArn: role,
        RoleSessionName: inputs['role-session-name'] ?? 'GitHubActions',
        DurationSeconds: Number(inputs['role-duration-seconds'] ?? 3600),
        WebIdentityToken: value,
      }),
    )
    const secrets = [Credentials?.SecretAccessKey ?? '', Credentials?.SessionToken ?? '']
    return {
      env: {
        AWS_REGION: region,
        AWS_DEFAULT_REGION: region,
        AWS_ACCESS_KEY_ID: Credentials?.AccessKeyId ?? '',
        AWS_SECRET_ACCESS_KEY: secrets[0] ?? '',
        AWS_SESSION_TOKEN: secrets[1] ?? '',
      },
      outputs: { 'aws-account-id': role.split(':')[4] ?? '' },
      masks: secrets,
      lines: [`Assumed ${AssumedRoleUser?.Arn}.`],
    }
  },
})
