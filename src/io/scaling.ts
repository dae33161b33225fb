// Does something else change how many tasks a service has, and how is it asked to keep still?
import {
  ApplicationAutoScalingClient,
  DescribeScalableTargetsCommand,
  RegisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling'
import type { Suspension } from '../decisions/suspension.ts'
import { call, clientSettings, regionOrFail } from './aws.ts'

/** A service that is scaled: between which sizes, and what of it is suspended. */
export type Scaled = { service: string; least: number; most: number; suspended: Suspension }

const OF_ECS = { ServiceNamespace: 'ecs', ScalableDimension: 'ecs:service:DesiredCount' } as const

/** Application Auto Scaling of ECS services in one region. */
export async function scaling(givenRegion?: string) {
  const region = regionOrFail(givenRegion)
  const client = new ApplicationAutoScalingClient(await clientSettings('application-autoscaling', region))
  const purpose = (permission: string, resource: string) => ({
    permission: `application-autoscaling:${permission}`,
    resource: `service ${resource}`,
    region,
  })
  const id = (cluster: string, service: string) => `service/${cluster.split('/').at(-1)}/${service}`

  return {
    /** Of these services those that are scaled; no more than fifty at a time. */
    async describe(cluster: string, services: string[]): Promise<Scaled[]> {
      const ResourceIds = services.map(service => id(cluster, service))
      const { ScalableTargets = [] } = await call(purpose('DescribeScalableTargets', services.join(', ')), () =>
        client.send(new DescribeScalableTargetsCommand({ ...OF_ECS, ResourceIds })),
      )
      return ScalableTargets.map(({ ResourceId, MinCapacity = 0, MaxCapacity = 0, SuspendedState }) => ({
        service: ResourceId?.split('/').at(-1) ?? '',
        least: MinCapacity,
        most: MaxCapacity,
        suspended: {
          in: SuspendedState?.DynamicScalingInSuspended ?? false,
          out: SuspendedState?.DynamicScalingOutSuspended ?? false,
          scheduled: SuspendedState?.ScheduledScalingSuspended ?? false,
        },
      }))
    },

    /** Suspends and resumes; what it scales between stays as it is. https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-suspend-resume-scaling.html */
    async suspend(cluster: string, service: string, suspended: Suspension): Promise<void> {
      const command = new RegisterScalableTargetCommand({
        ...OF_ECS,
        ResourceId: id(cluster, service),
        SuspendedState: {
          DynamicScalingInSuspended: suspended.in,
          DynamicScalingOutSuspended: suspended.out,
          ScheduledScalingSuspended: suspended.scheduled,
        },
      })
      await call(purpose('RegisterScalableTarget', service), () => client.send(command))
    },

    /** The least number of tasks; what is suspended stays so. */
    async atLeast(cluster: string, service: string, least: number): Promise<void> {
      const command = new RegisterScalableTargetCommand({
        ...OF_ECS,
        ResourceId: id(cluster, service),
        MinCapacity: least,
      })
      await call(purpose('RegisterScalableTarget', service), () => client.send(command))
    },
  }
}

export type Scaling = Awaited<ReturnType<typeof scaling>>
