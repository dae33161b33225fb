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

/** One statement for each kind of resource; but roles may be passed to ECS tasks only, a condition that no other action has. */
export function policyOf(permissions: Action['permissions']['aws']) {
  const groupOf = ({ action, on }: (typeof permissions)[number]) => (action === PASS ? PASS : on)
  return {
    Version: '2012-10-17',
    Statement: [...new Set(permissions.map(groupOf))].map(group => ({
      Effect: 'Allow',
      Action: permissions.filter(one => groupOf(one) === group).map(one => one.action),
      Resource: ARNS[group === PASS ? 'roles' : group],
      ...(group === PASS ? { Condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } } } : {}),
    })),
  }
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html */
const PASS = 'iam:PassRole'
