// On what does a call act, as IAM's refusals name it?
// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html
import type { Caller, Fields } from '../service.ts'
import { ecsArn } from './world.ts'

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
const first = (value: unknown): string | undefined => (Array.isArray(value) ? text(value[0]) : undefined)

/** A cluster, service, task or task definition, by its ARN or name. */
function named(kind: 'cluster' | 'service' | 'task' | 'task-definition') {
  return (wanted: string | undefined, cluster: string, caller: Caller): string | undefined => {
    if (wanted === undefined || wanted.startsWith('arn:')) return wanted
    const below = kind === 'service' || kind === 'task' ? `${cluster}/` : ''
    return ecsArn(caller, `${kind}/${below}${wanted}`)
  }
}

const cluster = named('cluster')
const service = named('service')
const task = named('task')
const definition = named('task-definition')

/** By operation; those that are not here act on `*`: all about task definitions, and the lists. */
const acts: Record<string, (input: Fields, cluster: string, caller: Caller) => string | undefined> = {
  DescribeClusters: ({ clusters }, where, caller) => cluster(first(clusters) ?? where, where, caller),
  DeleteCluster: (_, where, caller) => cluster(where, where, caller),
  CreateService: ({ serviceName }, where, caller) => service(text(serviceName), where, caller),
  UpdateService: (input, where, caller) => service(text(input.service), where, caller),
  DeleteService: (input, where, caller) => service(text(input.service), where, caller),
  DescribeServices: ({ services }, where, caller) => service(first(services), where, caller),
  ListServiceDeployments: (input, where, caller) => service(text(input.service), where, caller),
  DescribeServiceDeployments: ({ serviceDeploymentArns }) => first(serviceDeploymentArns),
  DescribeServiceRevisions: ({ serviceRevisionArns }) => first(serviceRevisionArns),
  StopServiceDeployment: ({ serviceDeploymentArn }) => text(serviceDeploymentArn),
  ContinueServiceDeployment: ({ serviceDeploymentArn }) => text(serviceDeploymentArn),
  RunTask: ({ taskDefinition }, where, caller) => definition(text(taskDefinition), where, caller),
  StopTask: (input, where, caller) => task(text(input.task), where, caller),
  DescribeTasks: ({ tasks }, where, caller) => task(first(tasks), where, caller),
  TagResource: ({ resourceArn }) => text(resourceArn),
  UntagResource: ({ resourceArn }) => text(resourceArn),
  ListTagsForResource: ({ resourceArn }) => text(resourceArn),
}

/** The ARN, or `*`. Published refusals have RegisterTaskDefinition and DescribeTaskDefinition on `*`, whatever was asked. */
export function resourceOf(operation: string, input: Fields, caller: Caller): string {
  return acts[operation]?.(input, clusterName(input), caller) ?? '*'
}

const clusterName = (input: Fields) => (text(input.cluster) ?? 'default').replace(/^arn:.*:cluster\//, '')

/** What a call creates with tags, by its operation. */
const creates: Record<string, (input: Fields, cluster: string, caller: Caller) => string | undefined> = {
  CreateCluster: ({ clusterName }, where, caller) => cluster(text(clusterName) ?? 'default', where, caller),
  CreateService: ({ serviceName }, where, caller) => service(text(serviceName), where, caller),
  RegisterTaskDefinition: ({ family }, where, caller) => definition(`${family}:*`, where, caller),
  RunTask: (_, where, caller) => task('*', where, caller),
}

/**
 * Who creates something with tags must be allowed to tag it.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/supported-iam-actions-tagging.html
 */
export function taggingOf(operation: string, input: Fields, caller: Caller) {
  if (!Array.isArray(input.tags) || input.tags.length === 0) return undefined
  const resource = creates[operation]?.(input, clusterName(input), caller)
  return resource === undefined ? undefined : { action: 'ecs:TagResource', resource }
}
