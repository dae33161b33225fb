// Is a role there, and whom does it trust?
import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam'
import { call, clientSettings, regionOrFail } from './aws.ts'

/** IAM, which has no regions of its own. */
export async function roles() {
  const region = regionOrFail(undefined)
  const client = new IAMClient(await clientSettings('iam', region))
  return {
    /** The services that may assume the role of an ARN or name; undefined when there is no such role. */
    async trusted(arnOrName: string): Promise<string[] | undefined> {
      const name = arnOrName.split('/').at(-1) ?? arnOrName
      const known = { NoSuchEntity: () => '', NoSuchEntityException: () => '' }
      const purpose = { permission: 'iam:GetRole', resource: `role ${name}`, region, known }
      try {
        const { Role } = await call(purpose, () => client.send(new GetRoleCommand({ RoleName: name })))
        return servicesIn(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '{}'))
      } catch (error) {
        if ((error as Error).message === '') return undefined
        throw error
      }
    },
  }
}

type Statement = { Effect?: string; Principal?: { Service?: string | string[] } }

function servicesIn(document: string): string[] {
  const { Statement = [] } = JSON.parse(document) as { Statement?: Statement | Statement[] }
  return [Statement].flat().flatMap(one => (one.Effect === 'Allow' ? [one.Principal?.Service ?? []].flat() : []))
}

export type Roles = Awaited<ReturnType<typeof roles>>
