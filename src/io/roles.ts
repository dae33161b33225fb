// Is a role there, and whom does it trust?
import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam'
import { callOr, clientSettings, regionOrFail } from './aws.ts'

/** IAM, which has no regions of its own. */
export async function roles() {
  const region = regionOrFail(undefined)
  const client = new IAMClient(await clientSettings('iam', region))
  return {
    /** The services that may assume the role of an ARN or name; undefined when there is no such role. */
    async trusted(arnOrName: string): Promise<string[] | undefined> {
      const name = arnOrName.split('/').at(-1) ?? arnOrName
      const purpose = { permission: 'iam:GetRole', resource: `role ${name}`, region }
      const command = new GetRoleCommand({ RoleName: name })
      const answer = await callOr(purpose, ['NoSuchEntity', 'NoSuchEntityException'], () => client.send(command))
      if (typeof answer === 'string') return undefined
      return servicesIn(decodeURIComponent(answer.Role?.AssumeRolePolicyDocument ?? '{}'))
    },
  }
}

type Statement = { Effect?: string; Principal?: { Service?: string | string[] } }

function servicesIn(document: string): string[] {
  const { Statement = [] } = JSON.parse(document) as { Statement?: Statement | Statement[] }
  return [Statement].flat().flatMap(one => (one.Effect === 'Allow' ? [one.Principal?.Service ?? []].flat() : []))
}

export type Roles = Awaited<ReturnType<typeof roles>>
