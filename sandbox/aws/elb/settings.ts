// How is a target group's health checked?
import { reader } from '../check.ts'
import type { Fields } from '../service.ts'
import { invalid, refuse } from './refuse.ts'

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html */
export type CheckSettings = {
  enabled: boolean
  protocol: string
  /** `traffic-port`, or one port for all targets. */
  port: string
  path: string
  intervalSeconds: number
  timeoutSeconds: number
  healthyThreshold: number
  unhealthyThreshold: number
  /** `200`, `200,202`, `200-299`. */
  matcher: string
}

const usual: CheckSettings = {
  enabled: true,
  protocol: 'HTTP',
  port: 'traffic-port',
  path: '/',
  intervalSeconds: 30,
  timeoutSeconds: 5,
  healthyThreshold: 5,
  unhealthyThreshold: 2,
  matcher: '200',
}

/** The settings with what `input` says about health checks. Throws `ValidationError` for figures out of their range. */
export function readCheck(input: Fields, before: CheckSettings = usual): CheckSettings {
  const read = reader(input, invalid)
  const matcher = input.Matcher as { HttpCode?: string } | undefined
  const settings: CheckSettings = {
    enabled: read.maybeFlag('HealthCheckEnabled') ?? before.enabled,
    protocol: read.maybeText('HealthCheckProtocol', { oneOf: ['HTTP', 'HTTPS', 'TCP'] }) ?? before.protocol,
    port: read.maybeText('HealthCheckPort', { pattern: /^(traffic-port|\d{1,5})$/ }) ?? before.port,
    path: read.maybeText('HealthCheckPath', { pattern: /^\//, max: 1024 }) ?? before.path,
    intervalSeconds: read.maybeNumber('HealthCheckIntervalSeconds', { min: 5, max: 300 }) ?? before.intervalSeconds,
    timeoutSeconds: read.maybeNumber('HealthCheckTimeoutSeconds', { min: 2, max: 120 }) ?? before.timeoutSeconds,
    healthyThreshold: read.maybeNumber('HealthyThresholdCount', { min: 2, max: 10 }) ?? before.healthyThreshold,
    unhealthyThreshold: read.maybeNumber('UnhealthyThresholdCount', { min: 2, max: 10 }) ?? before.unhealthyThreshold,
    matcher: matcher?.HttpCode ?? before.matcher,
  }
  if (!/^\d{3}([,-]\d{3})*$/.test(settings.matcher))
    throw refuse.value(`Health check matcher HTTP code '${settings.matcher}' must be within '200-499' inclusive`)
  if (settings.timeoutSeconds >= settings.intervalSeconds)
    throw refuse.value(
      `Health check interval '${settings.intervalSeconds}' must be greater than the timeout '${settings.timeoutSeconds}'`,
    )
  return settings
}

/** As DescribeTargetGroups shows them. */
export function shownCheck(check: CheckSettings): Fields {
  return {
    HealthCheckProtocol: check.protocol,
    HealthCheckPort: check.port,
    HealthCheckEnabled: check.enabled,
    HealthCheckIntervalSeconds: check.intervalSeconds,
    HealthCheckTimeoutSeconds: check.timeoutSeconds,
    HealthyThresholdCount: check.healthyThreshold,
    UnhealthyThresholdCount: check.unhealthyThreshold,
    HealthCheckPath: check.path,
    Matcher: { HttpCode: check.matcher },
  }
}

/** Whether a status is among the codes of a matcher. */
export function matches(matcher: string, status: number): boolean {
  return matcher.split(',').some(range => {
    const [from = '', to = from] = range.split('-')
    return status >= Number(from) && status <= Number(to)
  })
}
