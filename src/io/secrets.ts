// Which secrets and parameters are there?
import { DescribeSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { GetParametersCommand, SSMClient } from '@aws-sdk/client-ssm'
import { inBatches } from '../turns.ts'
import { call, callOr, clientSettings, regionOrFail } from './aws.ts'

/** SSM answers ten parameters a call. https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html */
const PARAMETERS_A_CALL = 10

/** Secrets Manager and Parameter Store in one region; no value is ever asked for in clear. */
export async function secrets(givenRegion?: string) {
  const region = regionOrFail(givenRegion)
  return {
    /** Whether Secrets Manager has the secret of an ARN or name; what stands behind it (a JSON key, a version) is left off. */
    async exists(valueFrom: string): Promise<boolean> {
      const client = new SecretsManagerClient(await clientSettings('secretsmanager', region))
      const id = valueFrom.startsWith('arn:') ? valueFrom.split(':').slice(0, 7).join(':') : valueFrom
      const purpose = { permission: 'secretsmanager:DescribeSecret', resource: `secret ${id}`, region }
      const command = new DescribeSecretCommand({ SecretId: id })
      const answer = await callOr(purpose, ['ResourceNotFoundException'], () => client.send(command))
      // One that is to be deleted can no longer be read.
      return typeof answer !== 'string' && answer.DeletedDate === undefined
    },
    /** Those of the parameters that Parameter Store does not have. */
    async missingParameters(names: string[]): Promise<string[]> {
      const client = new SSMClient(await clientSettings('ssm', region))
      const missing: string[] = []
      for (const Names of inBatches(names, PARAMETERS_A_CALL)) {
        const purpose = { permission: 'ssm:GetParameters', resource: `parameters ${Names.join(', ')}`, region }
        const { InvalidParameters = [] } = await call(purpose, () => client.send(new GetParametersCommand({ Names })))
        missing.push(...InvalidParameters)
      }
      return missing
    },
  }
}

export type Secrets = Awaited<ReturnType<typeof secrets>>
