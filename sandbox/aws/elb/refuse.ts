// In which words does Elastic Load Balancing refuse?
// https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Operations.html, "Errors" of each
import { validation } from '../check.ts'
import { AwsError } from '../service.ts'

export const invalid = validation('ValidationError')

const missing = (code: string, what: string) => () => new AwsError(code, `One or more ${what} not found`)

export const refuse = {
  configuration: (message: string) => new AwsError('InvalidConfigurationRequest', message),
  action: (message: string) => new AwsError('InvalidLoadBalancerAction', message),
  value: (message: string) => new AwsError('ValidationError', message),
  noLoadBalancer: (arns: string[]) =>
    new AwsError('LoadBalancerNotFound', `Load balancers '[${arns.join(', ')}]' not found`),
  noTargetGroup: missing('TargetGroupNotFound', 'target groups'),
  noListener: missing('ListenerNotFound', 'listeners'),
  noRule: missing('RuleNotFound', 'rules'),
  duplicateLoadBalancer: (name: string) =>
    new AwsError(
      'DuplicateLoadBalancerName',
      `A load balancer with the same name '${name}' exists, but with different settings`,
    ),
  duplicateTargetGroup: (name: string) =>
    new AwsError(
      'DuplicateTargetGroupName',
      `A target group with the same name '${name}' exists, but with different settings`,
    ),
  duplicateListener: () =>
    new AwsError('DuplicateListener', 'A listener already exists on this port for this load balancer'),
  priorityInUse: (priority: number) => new AwsError('PriorityInUse', `Priority '${priority}' is currently in use`),
  groupInUse: (arn: string) =>
    new AwsError('ResourceInUse', `Target group '${arn}' is currently in use by a listener or a rule`),
  associationLimit: (arns: string[]) =>
    new AwsError(
      'TargetGroupAssociationLimit',
      `The following target groups cannot be associated with more than one load balancer: ${arns.join(', ')}`,
    ),
  notPermitted: (message: string) => new AwsError('OperationNotPermitted', message),
  tooManyRules: () => new AwsError('TooManyRules', 'The maximum number of rules per load balancer has been reached'),
  tooManyGroups: () =>
    new AwsError(
      'TooManyUniqueTargetGroupsPerLoadBalancer',
      'The maximum number of unique target groups per load balancer has been reached',
    ),
  tooManyTags: () => new AwsError('TooManyTags', 'The maximum number of tags has been reached for this resource'),
  duplicateTagKeys: () => new AwsError('DuplicateTagKeys', 'A tag key was specified more than once'),
  tooManyTargets: () =>
    new AwsError('TooManyTargets', 'The maximum number of targets per target group has been reached'),
}
