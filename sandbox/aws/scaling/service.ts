// What is Application Auto Scaling to the sandbox?
import type { Clock } from '../../clock.ts'
import type { Ids } from '../../ids.ts'
import { arn, type Place } from '../arn.ts'
import { reader } from '../check.ts'
import type { Caller, Fields, Operation, Service } from '../service.ts'
import { act, beginLooking } from './acting.ts'
import {
  type Counts,
  described,
  dimension,
  invalid,
  keyOf,
  type Policy,
  paged,
  refuse,
  register,
  resourceOf,
  type ScalableTarget,
  shownTarget,
  type World,
} from './targets.ts'

/** So many tasks are asked for. */
export type Demand = { cluster: string; service: string; count: number }

export type Scaling = {
  service: Service
  /**
   * The load of a service asks for `count` tasks: it gets them now or, when it is suspended, once it is not any more;
   * within its bounds. Throws an `Error` of one line when it is no scalable target.
   */
  demand(place: Place, wanted: Demand): void
  close(): void
}

/** Services that scale by themselves: their bounds, policies and suspensions are kept; their load is ordered. */
export function scalingService(given: { clock: Clock; ids: Ids; counts: Counts }): Scaling {
  const world: World = { ...given, targets: new Map() }
  return {
    service: {
      name: 'application-autoscaling',
      protocol: { kind: 'json', target: 'AnyScaleFrontendService', version: '1.1' },
      operations: { ...targetOperations(world), ...policyOperations(world) },
    },
    demand({ account, region }, { cluster, service, count }) {
      const resource = `service/${cluster}/${service}`
      const target = world.targets.get(keyOf({ account, region }, resource))
      if (!target) throw new Error(`${resource} is no scalable target`)
      target.wanted = count
      act(world, target)
    },
    close() {
      for (const { planned } of world.targets.values()) planned?.()
    },
  }
}

function targetNamed({ targets }: World, input: Fields, caller: Caller): ScalableTarget {
  const resource = resourceOf(reader(input, invalid))
  const found = targets.get(keyOf(caller, resource))
  if (!found) throw refuse.noTarget(resource)
  return found
}

function targetOperations(world: World): Record<string, Operation> {
  return {
    RegisterScalableTarget(input, caller) {
      const target = register(world, input, caller)
      beginLooking(world, target)
      return { ScalableTargetARN: target.arn }
    },

    DescribeScalableTargets: (input, caller) =>
      paged(input, 'ScalableTargets', described(world, input, caller), shownTarget),

    DeregisterScalableTarget(input, caller) {
      const target = targetNamed(world, input, caller)
      target.planned?.()
      world.targets.delete(keyOf(caller, target.resource))
      return {}
    },

    DescribeScalingActivities(input, caller) {
      const resource = reader(input, invalid).maybeText('ResourceId')
      const all = described(world, { ...input, ResourceIds: resource === undefined ? [] : [resource] }, caller)
      const activities = all.flatMap(target => target.activities.map(one => ({ target, one })))
      return paged(input, 'ScalingActivities', activities, ({ target, one }) => ({
        ActivityId: one.id,
        ServiceNamespace: 'ecs',
        ResourceId: target.resource,
        ScalableDimension: dimension,
        Description: one.description,
        Cause: one.cause,
        StartTime: new Date(one.at),
        EndTime: new Date(one.at),
        StatusCode: 'Successful',
        StatusMessage: `Successfully ${one.description.replace('Setting', 'set')} Change successfully fulfilled by ecs.`,
      }))
    },
  }
}

function policyOperations(world: World): Record<string, Operation> {
  const { clock, ids } = world
  return {
    PutScalingPolicy(input, caller) {
      const target = targetNamed(world, input, caller)
      const name = reader(input, invalid).text('PolicyName', { min: 1, max: 256 })
      const known = target.policies.get(name)
      const type = reader(input, invalid).maybeText('PolicyType') ?? known?.type ?? 'StepScaling'
      const { TargetTrackingScalingPolicyConfiguration, StepScalingPolicyConfiguration } = input
      const path = `scalingPolicy:${[8, 4, 4, 4, 12].map(ids).join('-')}:resource/ecs/${target.resource}:policyName/${name}`
      const policy: Policy = {
        name,
        type,
        arn: known?.arn ?? arn('autoscaling', caller, path),
        createdAt: known?.createdAt ?? clock.now(),
        settings: { TargetTrackingScalingPolicyConfiguration, StepScalingPolicyConfiguration },
      }
      target.policies.set(name, policy)
      return { PolicyARN: policy.arn, Alarms: [] }
    },

    DescribeScalingPolicies(input, caller) {
      const read = reader(input, invalid)
      const names = read.texts('PolicyNames', { max: 50 })
      const resource = read.maybeText('ResourceId')
      const targets = described(world, { ...input, ResourceIds: resource === undefined ? [] : [resource] }, caller)
      const all = targets.flatMap(target =>
        [...target.policies.values()].map(policy => ({ policy, of: target.resource })),
      )
      const wanted = all.filter(({ policy }) => names.length === 0 || names.includes(policy.name))
      return paged(input, 'ScalingPolicies', wanted, ({ policy, of }) => ({
        PolicyARN: policy.arn,
        PolicyName: policy.name,
        ServiceNamespace: 'ecs',
        ResourceId: of,
        ScalableDimension: dimension,
        PolicyType: policy.type,
        ...policy.settings,
        Alarms: [],
        CreationTime: new Date(policy.createdAt),
      }))
    },

    DeleteScalingPolicy(input, caller) {
      const name = reader(input, invalid).text('PolicyName')
      if (!targetNamed(world, input, caller).policies.delete(name)) throw refuse.noPolicy(name)
      return {}
    },
  }
}
