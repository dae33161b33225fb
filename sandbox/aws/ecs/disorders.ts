// What goes wrong in ECS's world for a while, and then no more?
import type { Fields } from '../service.ts'
import type { Definition } from './definitions/definition.ts'
import type { World } from './world.ts'

export type Disorders = {
  /** Roles (names or ARNs) that cannot be assumed, and the AWS time until which. */
  roles: Map<string, number>
  /** Pulls of images whose reference contains `image` that time out: so many more. */
  pulls: { image: string; left: number }[]
  shifts: ShiftDisorders
}

/** Of deployments that shift traffic. */
export type ShiftDisorders = {
  /** Rollbacks fail before any traffic is back. */
  rollbacksFail: boolean
  /** Names by which stages are shown in place of their own: AWS may know more of them than a client does. */
  stages: Record<string, string>
  /** How long (AWS ms) a deployment shows the weights that were before a change. */
  weightsLate: number
}

/**
 * ECS's own words when it cannot become one of a task's roles; undefined when it can.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
 */
export function unassumable(
  { clock, disorders, trusts }: World,
  { fields }: Definition,
  { executionRoleArn = fields.executionRoleArn, taskRoleArn = fields.taskRoleArn }: Fields = {},
): string | undefined {
  const roles = [executionRoleArn, taskRoleArn].filter(role => typeof role === 'string')
  const ordered = (role: string) =>
    [...disorders.roles].some(([name, until]) => (role === name || role.endsWith(`/${name}`)) && clock.now() < until)
  const wrong = roles.find(role => ordered(role) || trusts(role, 'ecs-tasks.amazonaws.com') === false)
  return (
    wrong &&
    `ECS was unable to assume the role '${wrong}' that was provided for this task. Please verify that the role being passed has the proper trust relationship and permissions and that your IAM user has permissions to pass this role.`
  )
}

/**
 * What a registry that does not answer leaves in the agent's log, when this pull is one of those that were ordered to fail.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html
 */
export function pullTimeout({ disorders }: World, reference: string): string | undefined {
  const order = disorders.pulls.find(({ image, left }) => left > 0 && reference.includes(image))
  if (!order) return undefined
  order.left--
  const [host = '', ...path] = reference.split('/')
  const [, name = '', target = 'latest'] = /^(.*?)[:@]([^/]+)$/.exec(path.join('/')) ?? [undefined, path.join('/')]
  return `failed to resolve ref ${reference}: failed to do request: Head "https://${host}/v2/${name}/manifests/${target}": dial tcp 10.0.0.2:443: i/o timeout`
}
