// How shall a service be deployed, and how is it?
import type { Service } from './snapshot.ts'

/** Rolling settings as a user asks for them; what is undefined is left as it is. */
export type Settings = {
  minimumHealthyPercent: number | undefined
  maximumPercent: number | undefined
  circuitBreaker: 'rollback' | 'on' | 'off' | undefined
  /** Milliseconds. */
  gracePeriod: number | undefined
  alarms: string[]
}

/** One line for people: `min 100 %, max 200 %, circuit breaker with rollback, grace 60 s`. */
export function showSettings({
  minimumHealthyPercent: least,
  maximumPercent: most,
  breaker,
  gracePeriod,
  alarms,
  strategy,
}: Service): string {
  return [
    ...(strategy === 'ROLLING' ? [] : [strategy]),
    ...(least === undefined ? [] : [`min ${least} %`]),
    ...(most === undefined ? [] : [`max ${most} %`]),
    `circuit breaker ${showBreaker(breaker)}`,
    ...(gracePeriod === undefined ? [] : [`grace ${gracePeriod} s`]),
    ...(alarms.length > 0 ? [`alarms ${alarms.join(', ')}`] : []),
  ].join(', ')
}

const showBreaker = ({ enabled, rollback }: Service['breaker']): string =>
  enabled ? `with${rollback ? '' : 'out'} rollback` : 'off'

/** Where the service differs from what is asked for, a line each: `maximum-percent is 150, not 200`. */
export function differFrom(asked: Settings, service: Service): string[] {
  const is = {
    'minimum-healthy-percent': service.minimumHealthyPercent,
    'maximum-percent': service.maximumPercent,
    'circuit-breaker': service.breaker.enabled ? (service.breaker.rollback ? 'rollback' : 'on') : 'off',
    'health-check-grace-period-seconds': service.gracePeriod,
    alarms: service.alarms.toSorted().join(', ') || 'none',
  }
  const wanted: Record<keyof typeof is, string | number | undefined> = {
    'minimum-healthy-percent': asked.minimumHealthyPercent,
    'maximum-percent': asked.maximumPercent,
    'circuit-breaker': asked.circuitBreaker,
    'health-check-grace-period-seconds': asked.gracePeriod === undefined ? undefined : asked.gracePeriod / 1000,
    alarms: asked.alarms.length > 0 ? asked.alarms.toSorted().join(', ') : undefined,
  }
  return Object.entries(wanted).flatMap(([name, value]) => {
    const now = is[name as keyof typeof is]
    return value === undefined || value === now ? [] : [`${name} is ${now ?? 'not set'}, not ${value}`]
  })
}

/** What is to be sent: nothing that was not asked for. Names as ECS has them. */
export function settingsChange(asked: Settings) {
  const configuration = {
    ...(asked.minimumHealthyPercent === undefined ? {} : { minimumHealthyPercent: asked.minimumHealthyPercent }),
    ...(asked.maximumPercent === undefined ? {} : { maximumPercent: asked.maximumPercent }),
    ...(asked.circuitBreaker === undefined
      ? {}
      : {
          deploymentCircuitBreaker: {
            enable: asked.circuitBreaker !== 'off',
            rollback: asked.circuitBreaker === 'rollback',
          },
        }),
    ...(asked.alarms.length > 0 ? { alarms: { alarmNames: asked.alarms, enable: true, rollback: true } } : {}),
  }
  return {
    ...(Object.keys(configuration).length > 0 ? { configuration } : {}),
    ...(asked.gracePeriod === undefined ? {} : { healthCheckGracePeriodSeconds: Math.round(asked.gracePeriod / 1000) }),
  }
}

/** What else than its revision an update changes of a service. Names as ECS has them. */
export type Altered = {
  desiredCount?: number
  healthCheckGracePeriodSeconds?: number
  configuration?: object
}

/** What gives a service back what it had `before`: only of that which was changed. */
export function settingsBack(changed: Altered, before: Service) {
  const { minimumHealthyPercent = 100, maximumPercent = 200, breaker, alarms, gracePeriod = 0, desired } = before
  const had = {
    minimumHealthyPercent,
    maximumPercent,
    deploymentCircuitBreaker: { enable: breaker.enabled, rollback: breaker.rollback },
    alarms: { alarmNames: alarms, enable: alarms.length > 0, rollback: alarms.length > 0 },
  }
  const configuration = Object.fromEntries(
    Object.entries(had).filter(([name]) => name in (changed.configuration ?? {})),
  )
  return {
    ...(changed.desiredCount === undefined ? {} : { desiredCount: desired }),
    ...(changed.healthCheckGracePeriodSeconds === undefined ? {} : { healthCheckGracePeriodSeconds: gracePeriod }),
    ...(Object.keys(configuration).length > 0 ? { configuration } : {}),
  }
}

/** Of what is asked for, that which the service does not have already: what is the same is not sent. */
export function neededChange<A extends Altered>(asked: A, service: Service): Partial<A> {
  const same = settingsBack(asked, service) as Altered
  const known = (same.configuration ?? {}) as Record<string, unknown>
  const configuration = Object.fromEntries(
    Object.entries(asked.configuration ?? {}).filter(
      ([name, value]) => !(name in known) || !sameSetting(value, known[name]),
    ),
  )
  return {
    ...(asked.desiredCount === same.desiredCount ? {} : { desiredCount: asked.desiredCount }),
    ...(asked.healthCheckGracePeriodSeconds === same.healthCheckGracePeriodSeconds
      ? {}
      : { healthCheckGracePeriodSeconds: asked.healthCheckGracePeriodSeconds }),
    ...(Object.keys(configuration).length > 0 ? { configuration } : {}),
  } as Partial<A>
}

const sameSetting = (one: unknown, other: unknown): boolean => {
  const sorted = (value: unknown) =>
    JSON.stringify(value, (_, member) =>
      Array.isArray(member)
        ? member.toSorted()
        : member && typeof member === 'object'
          ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
          : member,
    )
  return sorted(one) === sorted(other)
}
