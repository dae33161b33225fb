// What stands in the sandbox before a test looks at a release?
import type { Fields } from '../../../sandbox/aws/service.ts'
import type { Bench } from './bench.ts'

export const breaker = { deploymentCircuitBreaker: { enable: true, rollback: true } }
export const vpc = { awsvpcConfiguration: { subnets: ['subnet-1', 'subnet-2'], securityGroups: ['sg-1'] } }

/** A service `web` of `web:1`; waits until it is steady. */
export async function running(on: Bench, input: Fields = {}): Promise<void> {
  await on.call('CreateService', {
    serviceName: 'web',
    taskDefinition: 'web:1',
    desiredCount: 2,
    launchType: 'FARGATE',
    networkConfiguration: vpc,
    ...input,
  })
  await completed(on)
}

/** Waits until the primary deployment is COMPLETED. */
export async function completed(on: Bench): Promise<void> {
  await on.until(async () => (await on.service()).deployments[0].rolloutState === 'COMPLETED')
}

/** A load balancer with a target group on port 8080; answers its ARN as a service wants it, and where to send requests. */
export async function balanced(on: Bench, check: Fields = {}, delaySeconds = 30) {
  const { LoadBalancers } = await on.balance('CreateLoadBalancer', { Name: 'demo', Subnets: ['subnet-1', 'subnet-2'] })
  const { LoadBalancerArn } = (LoadBalancers as Fields[])[0] as Fields
  const group = await targetGroup(on, 'web', check, delaySeconds)
  await on.balance('CreateListener', {
    LoadBalancerArn,
    Port: 80,
    Protocol: 'HTTP',
    DefaultActions: [{ Type: 'forward', TargetGroupArn: group }],
  })
  return {
    group,
    loadBalancers: [{ targetGroupArn: group, containerName: 'app', containerPort: 8080 }],
    url: on.elb.urlOf('demo') ?? '',
  }
}

export async function targetGroup(on: Bench, name: string, check: Fields = {}, delaySeconds = 30): Promise<string> {
  const { TargetGroups } = await on.balance('CreateTargetGroup', {
    Name: name,
    Protocol: 'HTTP',
    Port: 8080,
    VpcId: 'vpc-1',
    TargetType: 'ip',
    HealthCheckPath: '/health',
    HealthCheckIntervalSeconds: 10,
    HealthyThresholdCount: 2,
    ...check,
  })
  const { TargetGroupArn } = (TargetGroups as Fields[])[0] as Fields
  await on.balance('ModifyTargetGroupAttributes', {
    TargetGroupArn,
    Attributes: [{ Key: 'deregistration_delay.timeout_seconds', Value: String(delaySeconds) }],
  })
  return String(TargetGroupArn)
}
