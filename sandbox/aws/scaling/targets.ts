// What may be scaled, and within which bounds?
// https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html
import type { Cancel, Clock } from '../../clock.ts'
import type { Ids } from '../../ids.ts'
import { arn, globalArn, type Place } from '../arn.ts'
import { type Reader, reader, validation } from '../check.ts'
import { page } from '../page.ts'
import { AwsError, type Caller, type Fields } from '../service.ts'

/** Which directions are suspended. */
export type Suspended = { in: boolean; out: boolean; scheduled: boolean }

export type Activity = { id: string; at: number; description: string; cause: string }

export type Policy = { name: string; arn: string; type: string; createdAt: number; settings: Fields }

export type ScalableTarget = {
  arn: string
  place: Place
  /** `service/staging/web` */
  resource: string
  least: number
  most: number
  suspended: Suspended
  createdAt: number
  /** By name. */
  policies: Map<string, Policy>
  /** Newest first. */
  activities: Activity[]
  /** How many tasks its load asks for, until it has them; undefined when it asks for nothing. */
  wanted: number | undefined
  planned: Cancel | undefined
}

/** Offered by ECS: a service's desired count; undefined when there is no such service. */
export type Counts = {
  read(place: Place, cluster: string, service: string): number | undefined
  write(place: Place, cluster: string, service: string, count: number): void
}

export type World = { clock: Clock; ids: Ids; counts: Counts; targets: Map<string, ScalableTarget> }

export const dimension = 'ecs:service:DesiredCount'
export const invalid = validation('ValidationException')

export const refuse = {
  value: (message: string) => new AwsError('ValidationException', message),
  noTarget: (resource: string) =>
    new AwsError(
      'ObjectNotFoundException',
      `No scalable target found for service namespace: ecs, resource ID: ${resource}, scalable dimension: ${dimension}`,
    ),
  noPolicy: (name: string) =>
    new AwsError('ObjectNotFoundException', `No scaling policy found for policy name: ${name}`),
}

/** The cluster and the service of `service/cluster/name`. Throws `ValidationException` for anything else. */
export function partsOf(resource: string): [cluster: string, service: string] {
  const [kind, cluster, service, ...rest] = resource.split('/')
  if (kind === 'service' && cluster && service && rest.length === 0) return [cluster, service]
  throw refuse.value(`Unsupported service namespace, resource type or scalable dimension: ${resource}`)
}

export const keyOf = ({ account, region }: Place | Caller, resource: string) => `${account}/${region}/${resource}`

/** The resource that an input names; the sandbox scales services of ECS only. */
export function resourceOf(read: Reader): string {
  const namespace = read.text('ServiceNamespace')
  const resource = read.text('ResourceId')
  const wanted = read.text('ScalableDimension')
  if (namespace !== 'ecs' || wanted !== dimension)
    throw refuse.value(`The sandbox scales services of ECS (${dimension}), not ${namespace} (${wanted})`)
  partsOf(resource)
  return resource
}

/** Registers a resource, or changes what the input names. */
export function register({ clock, ids, counts, targets }: World, input: Fields, caller: Caller): ScalableTarget {
  const read = reader(input, invalid)
  const resource = resourceOf(read)
  const known = targets.get(keyOf(caller, resource))
  const least = read.maybeNumber('MinCapacity', { min: 0 }) ?? known?.least
  const most = read.maybeNumber('MaxCapacity', { min: 0 }) ?? known?.most
  if (least === undefined || most === undefined)
    throw refuse.value('MinCapacity and MaxCapacity must be specified for a new scalable target')
  if (most < least) throw refuse.value('Maximum capacity cannot be less than minimum capacity')
  const [cluster, service] = partsOf(resource)
  if (counts.read(caller, cluster, service) === undefined) throw refuse.value(`ECS service doesn't exist: ${resource}`)
  const given = (input.SuspendedState ?? {}) as Record<string, boolean | undefined>
  const before: Suspended = known?.suspended ?? { in: false, out: false, scheduled: false }
  const suspended: Suspended = {
    in: given.DynamicScalingInSuspended ?? before.in,
    out: given.DynamicScalingOutSuspended ?? before.out,
    scheduled: given.ScheduledScalingSuspended ?? before.scheduled,
  }
  const { account, region } = caller
  const made: ScalableTarget = known ?? {
    arn: arn('application-autoscaling', caller, `scalable-target/${ids(26)}`),
    place: { account, region },
    resource,
    least,
    most,
    suspended,
    createdAt: clock.now(),
    policies: new Map(),
    activities: [],
    wanted: undefined,
    planned: undefined,
  }
  Object.assign(made, { least, most, suspended })
  targets.set(keyOf(caller, resource), made)
  return made
}

/** Those of an account in a region whose resources are asked for; all when none is. */
export function described(world: World, input: Fields, caller: Caller): ScalableTarget[] {
  const read = reader(input, invalid)
  read.text('ServiceNamespace')
  const wanted = read.texts('ResourceIds', { max: 50 })
  return [...world.targets.values()].filter(
    ({ place, resource }) =>
      place.account === caller.account &&
      place.region === caller.region &&
      (wanted.length === 0 || wanted.includes(resource)),
  )
}

/** One page, 50 at most. */
export function paged<T>(input: Fields, member: string, all: T[], shown: (one: T) => Fields): Fields {
  const read = reader(input, invalid)
  const size = read.maybeNumber('MaxResults', { min: 1, max: 50 }) ?? 50
  const refused = () => new AwsError('InvalidNextTokenException', 'The specified next token is invalid')
  const { entries, next } = page(all, size, read.maybeText('NextToken'), refused)
  return { [member]: entries.map(shown), NextToken: next }
}

export const shownTarget = ({
  arn: itsArn,
  place,
  resource,
  least,
  most,
  suspended,
  createdAt,
}: ScalableTarget): Fields => ({
  ServiceNamespace: 'ecs',
  ResourceId: resource,
  ScalableDimension: dimension,
  MinCapacity: least,
  MaxCapacity: most,
  RoleARN: globalArn(
    'iam',
    place,
    'role/aws-service-role/ecs.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_ECSService',
  ),
  CreationTime: new Date(createdAt),
  SuspendedState: {
    DynamicScalingInSuspended: suspended.in,
    DynamicScalingOutSuspended: suspended.out,
    ScheduledScalingSuspended: suspended.scheduled,
  },
  ScalableTargetARN: itsArn,
})
