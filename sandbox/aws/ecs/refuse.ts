// In which words does ECS refuse?
// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Operations.html, "Errors" of each; the sentences are
// AWS's own where clients or users have published them.
import type { Refuse } from '../check.ts'
import { AwsError } from '../service.ts'

const parameter = (message: string) => new AwsError('InvalidParameterException', message)
const client = (message: string) => new AwsError('ClientException', message)

/** What a reader of inputs throws. */
export const invalid: Refuse = (member, value, constraint) =>
  parameter(value === undefined ? `${member} cannot be null or empty.` : `Invalid ${member}: ${constraint}`)

export const refuse = {
  parameter,
  client,
  conflict: (message: string, resourceIds: string[]) =>
    new AwsError('ConflictException', message, 400, { resourceIds }),
  noCluster: () => new AwsError('ClusterNotFoundException', 'Cluster not found.'),
  noService: () => new AwsError('ServiceNotFoundException', 'Service not found.'),
  inactiveService: () => new AwsError('ServiceNotActiveException', 'Service was not ACTIVE.'),
  noServiceDeployment: () =>
    new AwsError('ServiceDeploymentNotFoundException', 'The service deployment does not exist.'),
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/troubleshooting-blue-green.html
  hookForm: () => parameter('Invalid hookId: hookId must follow the format: ecs-{hookType}-{id}'),
  noHook: () =>
    parameter('Provided hookId is either completed, unavailable, or not associated with the given Resource ARN'),
  overAlready: () =>
    parameter('Continuing a service deployment is not allowed for service deployment in terminal states.'),
  noDefinition: () => client('TaskDefinition not found.'),
  undescribable: () => client('Unable to describe task definition.'),
  inactiveDefinition: () => client('TaskDefinition is inactive'),
  noTask: () => parameter('The referenced task was not found.'),
  clusterWithServices: () =>
    new AwsError('ClusterContainsServicesException', 'The Cluster cannot be deleted while Services are active.'),
  clusterWithTasks: () =>
    new AwsError('ClusterContainsTasksException', 'The Cluster cannot be deleted while Tasks are active.'),
  /** A strategy, launch type or feature that AWS has and the sandbox does not. */
  notPlayed: (what: string) => new AwsError('UnsupportedFeatureException', `The sandbox does not play ${what} yet`),
}
