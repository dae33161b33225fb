// Whose credentials are these?
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { call, clientSettings, regionOrFail } from './aws.ts'

/** The account number of the credentials in use; needs no permission. */
export async function account(givenRegion?: string): Promise<string> {
  const region = regionOrFail(givenRegion)
  const client = new STSClient(await clientSettings('sts', region))
  const purpose = { permission: 'sts:GetCallerIdentity', resource: 'the caller', region }
  const { Account = '' } = await call(purpose, () => client.send(new GetCallerIdentityCommand({})))
  return Account
}
