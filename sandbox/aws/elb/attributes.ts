// Which attributes does a load balancer or a target group have?
import { reader } from '../check.ts'
import type { Fields, Operation } from '../service.ts'
import { loadBalancer, targetGroup } from './find.ts'
import { invalid, refuse } from './refuse.ts'
import { type Attributes, realmOf, type World } from './state.ts'

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupAttribute.html */
export const groupAttributes = (): Attributes =>
  new Map([
    ['deregistration_delay.timeout_seconds', '300'],
    ['stickiness.enabled', 'false'],
    ['stickiness.type', 'lb_cookie'],
    ['stickiness.lb_cookie.duration_seconds', '86400'],
    ['stickiness.app_cookie.cookie_name', ''],
    ['stickiness.app_cookie.duration_seconds', '86400'],
    ['slow_start.duration_seconds', '0'],
    ['load_balancing.algorithm.type', 'round_robin'],
    ['load_balancing.algorithm.anomaly_mitigation', 'off'],
    ['load_balancing.cross_zone.enabled', 'use_load_balancer_configuration'],
    ['target_group_health.dns_failover.minimum_healthy_targets.count', '1'],
    ['target_group_health.dns_failover.minimum_healthy_targets.percentage', 'off'],
    ['target_group_health.unhealthy_state_routing.minimum_healthy_targets.count', '1'],
    ['target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage', 'off'],
  ])

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html */
export const balancerAttributes = (): Attributes =>
  new Map([
    ['access_logs.s3.enabled', 'false'],
    ['access_logs.s3.bucket', ''],
    ['access_logs.s3.prefix', ''],
    ['idle_timeout.timeout_seconds', '60'],
    ['client_keep_alive.seconds', '3600'],
    ['deletion_protection.enabled', 'false'],
    ['routing.http2.enabled', 'true'],
    ['routing.http.drop_invalid_header_fields.enabled', 'false'],
    ['routing.http.xff_header_processing.mode', 'append'],
    ['routing.http.preserve_host_header.enabled', 'false'],
    ['load_balancing.cross_zone.enabled', 'true'],
  ])

/** Seconds that AWS allows. */
const ranges: Record<string, [number, number]> = {
  'deregistration_delay.timeout_seconds': [0, 3600],
  'slow_start.duration_seconds': [0, 900],
  'idle_timeout.timeout_seconds': [1, 4000],
}

/** Attributes that the API knows; of these the sandbox acts on the idle time-out, the deregistration delay and deletion protection. */
export function attributeOperations(world: World): Record<string, Operation> {
  const shown = (attributes: Attributes): Fields => ({
    Attributes: [...attributes].map(([Key, Value]) => ({ Key, Value })),
  })
  const change = (attributes: Attributes, input: Fields) => {
    for (const { Key, Value } of reader(input, invalid).structures('Attributes', { min: 1 })) {
      const key = String(Key)
      if (!attributes.has(key)) throw refuse.configuration(`Attribute key '${key}' is not recognized`)
      const [least, most] = ranges[key] ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
      if (ranges[key] && !(Number(Value) >= least && Number(Value) <= most))
        throw refuse.value(`'${key}' must be between '${least}' and '${most}' inclusive`)
      attributes.set(key, String(Value))
    }
    return shown(attributes)
  }
  const groupOf: (...call: Parameters<Operation>) => Attributes = (input, caller) =>
    targetGroup(realmOf(world, caller), reader(input, invalid).text('TargetGroupArn')).attributes
  const balancerOf: (...call: Parameters<Operation>) => Attributes = (input, caller) =>
    loadBalancer(realmOf(world, caller), reader(input, invalid).text('LoadBalancerArn')).attributes
  return {
    DescribeTargetGroupAttributes: (input, caller) => shown(groupOf(input, caller)),
    ModifyTargetGroupAttributes: (input, caller) => change(groupOf(input, caller), input),
    DescribeLoadBalancerAttributes: (input, caller) => shown(balancerOf(input, caller)),
    ModifyLoadBalancerAttributes: (input, caller) => change(balancerOf(input, caller), input),
  }
}
