// What do the services of the sandbox need of each other?
// Each seam is offered by one service and taken by another as a parameter, so that a service can be added or left out alone.

import type { Distribution } from './cloudwatch/distribution.ts'

/** Offered by CloudWatch Logs: a container's lines. `open` throws CloudWatch's own words when the group is missing. */
export type LogSink = {
  /** Opens the stream `stream` in `group`; AWS creates the stream, never the group (unless asked to). */
  open(place: {
    account: string
    region: string
    group: string
    stream: string
    createGroup: boolean
  }): (line: string) => void
}

/** Offered by Elastic Load Balancing: a service's tasks as targets. `ip` and `port` are the task's private address. */
export type Targets = {
  register(targetGroupArn: string, target: { ip: string; port: number }): void
  /** Starts draining; `drained` is called when the deregistration delay is over. */
  deregister(targetGroupArn: string, target: { ip: string; port: number }, drained: () => void): void
  /** State, reason code and description as DescribeTargetHealth shows them, and since when; undefined when not registered. */
  health(
    targetGroupArn: string,
    target: { ip: string; port: number },
  ): { state: string; reason?: string; description?: string; since: number } | undefined
  exists(targetGroupArn: string): boolean
  /** Whether a listener or a rule forwards to the group. */
  attached(targetGroupArn: string): boolean
  /** The groups that a rule forwards to (a listener's default one, too); undefined without such a rule, or when it does anything else. */
  weightsOf(ruleArn: string): Weighted[] | undefined
  /** Has a rule forward to these groups, as ModifyRule and ModifyListener would; its stickiness stays. */
  weigh(ruleArn: string, groups: Weighted[]): void
}

/** A target group and its weight, 0 to 999. */
export type Weighted = { arn: string; weight: number }

/** Offered by CloudWatch: an alarm's state; undefined when there is none of that name. */
export type AlarmReader = (
  name: string,
  place: { account: string; region: string },
) => 'OK' | 'ALARM' | 'INSUFFICIENT_DATA' | undefined

/**
 * Offered by CloudWatch: what a service reports of itself. A minute may be reported in parts; each comes into view at its
 * own time.
 */
export type MetricSink = (
  place: { account: string; region: string },
  metric: { namespace: string; name: string; dimensions: Record<string, string> },
  report: { at: number; visibleAt: number; known: Distribution; unit?: string },
) => void

/** Offered by IAM: whether a role lets a service (`ecs-tasks.amazonaws.com`) assume it; undefined when it is not known. */
export type RoleReader = (roleArn: string, service: string) => boolean | undefined

/**
 * Offered by Secrets Manager and Parameter Store: the value behind a `valueFrom`, for a task of `place`. Rejects with the
 * service's own words, or with those of ECS's agent.
 */
export type SecretReader = (valueFrom: string, place: { account: string; region: string }) => Promise<string>
