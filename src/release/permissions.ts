// What must a role be allowed so that a release can be made, followed and explained?
import type { Action } from '../action.ts'

/** For releasing services: the first three are needed, the others make the verdict surer and its explanation richer. */
export const releasePermissions: Action['permissions']['aws'] = [
  { action: 'ecs:DescribeServices', on: 'service', why: 'to follow the deployment' },
  { action: 'ecs:UpdateService', on: 'service', why: 'to move the service, and back' },
  { action: 'iam:PassRole', on: 'roles', why: 'ECS asks for it when the task definition names roles' },
  { action: 'ecs:ListTasks', on: 'any', why: 'to find the tasks of the deployment', optional: true },
  { action: 'ecs:DescribeTasks', on: 'tasks', why: 'to see their health and why they stopped', optional: true },
  {
    action: 'ecs:DescribeTaskDefinition',
    on: 'any',
    why: 'to find the newest revision of a family, and log streams',
    optional: true,
  },
  {
    action: 'ecs:RegisterTaskDefinition',
    on: 'task-definition',
    why: 'for `image`, `image-tag` and a file',
    optional: true,
  },
  {
    action: 'ecs:TagResource',
    on: 'task-definition',
    why: 'to register a revision with the tags of the one before, or of the file',
    optional: true,
  },
  {
    action: 'ecs:ListServiceDeployments',
    on: 'service',
    why: 'to tell a stop from a rollback, and follow blue-green stages',
    optional: true,
  },
  {
    action: 'ecs:DescribeServiceDeployments',
    on: 'any',
    why: 'to tell a stop from a rollback, and follow blue-green stages',
    optional: true,
  },
  { action: 'ecs:StopServiceDeployment', on: 'any', why: 'to go back by ECS’s own rollback', optional: true },
  {
    action: 'elasticloadbalancing:DescribeTargetHealth',
    on: 'any',
    why: 'to see the load balancer’s view of the tasks',
    optional: true,
  },
  {
    action: 'logs:GetLogEvents',
    on: 'log-group',
    why: 'to show the last lines of a failing container',
    optional: true,
  },
  {
    action: 'ecr:DescribeImages',
    on: 'repository',
    why: 'to prove that an image is missing, and to pin a tag',
    optional: true,
  },
  { action: 'secretsmanager:DescribeSecret', on: 'any', why: 'to prove that a secret is missing', optional: true },
  { action: 'cloudwatch:DescribeAlarms', on: 'any', why: 'to say why an alarm rolled back', optional: true },
]

/** For moving traffic between two services by the weights of a listener rule. */
export const shiftPermissions: Action['permissions']['aws'] = [
  ...releasePermissions.map(one =>
    ['elasticloadbalancing:DescribeTargetHealth', 'ecs:DescribeTaskDefinition'].includes(one.action)
      ? { action: one.action, on: one.on, why: one.why }
      : one,
  ),
  { action: 'elasticloadbalancing:DescribeRules', on: 'any', why: 'to see which service is live' },
  { action: 'elasticloadbalancing:DescribeTargetGroups', on: 'any', why: 'to measure green' },
  {
    action: 'elasticloadbalancing:DescribeTargetGroupAttributes',
    on: 'any',
    why: 'to know how long requests may last',
  },
  { action: 'cloudwatch:GetMetricData', on: 'any', why: 'to judge green by what is measured' },
  { action: 'elasticloadbalancing:DescribeTags', on: 'any', why: 'to see who else moves traffic' },
  { action: 'elasticloadbalancing:AddTags', on: 'any', why: 'to say so, and what scaling was' },
  { action: 'elasticloadbalancing:RemoveTags', on: 'any', why: 'to leave nothing behind' },
  { action: 'elasticloadbalancing:CreateRule', on: 'any', why: 'for the test rule, which is the lock' },
  { action: 'elasticloadbalancing:DeleteRule', on: 'any', why: 'to take it away again' },
  { action: 'elasticloadbalancing:ModifyRule', on: 'any', why: 'to move traffic' },
  { action: 'application-autoscaling:DescribeScalableTargets', on: 'any', why: 'to see whether services are scaled' },
  {
    action: 'application-autoscaling:RegisterScalableTarget',
    on: 'any',
    why: 'to keep tasks while traffic moves',
    optional: true,
  },
  {
    action: 'elasticloadbalancing:ModifyListener',
    on: 'any',
    why: 'to move traffic on a default rule',
    optional: true,
  },
  { action: 'elasticloadbalancing:CreateTargetGroup', on: 'any', why: 'for `create-target-group`', optional: true },
  {
    action: 'elasticloadbalancing:ModifyTargetGroupAttributes',
    on: 'any',
    why: 'for `create-target-group`',
    optional: true,
  },
  { action: 'ecs:CreateService', on: 'service', why: 'to make a green service that is not there', optional: true },
  { action: 'ecs:ListServices', on: 'any', why: 'to see whether others use the target groups', optional: true },
]

/** For shifts by ECS, beside what a release and the evidence need. */
const shiftByEcsPermissions: Action['permissions']['aws'] = [
  ...releasePermissions.map(one =>
    /ServiceDeployment/.test(one.action)
      ? { action: one.action, on: one.on, why: 'to see where ECS stands and when it pauses, and to send it back' }
      : one,
  ),
  { action: 'ecs:ContinueServiceDeployment', on: 'any', why: 'to answer the pauses of ECS' },
  {
    action: 'ecs:DescribeServiceRevisions',
    on: 'any',
    why: 'to know which target group is green, and which rule has the weights',
    optional: true,
  },
  {
    action: 'elasticloadbalancing:DescribeRules',
    on: 'any',
    why: 'to read the weights that the rule really has',
    optional: true,
  },
  {
    action: 'elasticloadbalancing:DescribeListeners',
    on: 'any',
    why: 'to read them of a Network Load Balancer',
    optional: true,
  },
]

/** For either engine: what only one of them needs is not needed by all. */
export const blueGreenPermissions: Action['permissions']['aws'] = [
  ...shiftPermissions,
  ...shiftByEcsPermissions
    .filter(one => !shiftPermissions.some(known => known.action === one.action))
    .map(one => ({ ...one, why: `${one.why}, with \`engine: ecs\``, optional: true as const })),
]
