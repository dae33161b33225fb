// Which IAM policy is just enough for an action?
import type { Action, Resource } from '../src/action.ts'

/** ARNs of each kind of resource, with capitals where a user's own names go. https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html */
const ARNS: Record<Resource, string> = {
  service: 'arn:aws:ecs:REGION:ACCOUNT:service/CLUSTER/SERVICE',
  tasks: 'arn:aws:ecs:REGION:ACCOUNT:task/CLUSTER/*',
  'task-definition': 'arn:aws:ecs:REGION:ACCOUNT:task-definition/FAMILY:*',
  roles: 'arn:aws:iam::ACCOUNT:role/TASK_ROLE_OR_EXECUTION_ROLE',
  'log-group': 'arn:aws:logs:REGION:ACCOUNT:log-group:LOG_GROUP:log-stream:*',
  repository: 'arn:aws:ecr:REGION:ACCOUNT:repository/REPOSITORY',
  any: '*',
}

/** One statement for each kind of resource; roles may be passed to ECS tasks only. */
export function policyOf(permissions: Action['permissions']['aws']) {
  const kinds = [...new Set(permissions.map(one => one.on))]
  return {
    Version: '2012-10-17',
    Statement: kinds.map(kind => ({
      Effect: 'Allow',
      Action: permissions.filter(one => one.on === kind).map(one => one.action),
      Resource: ARNS[kind],
      ...(kind === 'roles'
        ? { Condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } } }
        : {}),
    })),
  }
}
