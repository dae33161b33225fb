// Which requests get to green before anybody else does?
import type { ListenerRule } from './listener-rule.ts'

/** What marks a request as a test, and how it is sent. */
export type TestRoute = {
  listener: string
  priority: number
  conditions: Record<string, unknown>[]
  /** How requests are rewritten for the targets: as production's are. */
  transforms: Record<string, unknown>[]
  /** To be sent with each request. */
  headers: Record<string, string>
}

export type TestWish = {
  testPriority: number | undefined
  testHost: string | undefined
  testHeader: { name: string; value: string } | undefined
  testListener: string | undefined
}

const USUAL_HEADER = { name: 'X-Ecs-Release', value: 'green' }

/**
 * Conditions and priority of the test rule: those of the production rule and a header, or a host in place of its own; on a
 * test listener of its own, everything. Right before the production rule, unless a priority is given.
 */
export function testRoute(
  production: ListenerRule,
  wish: TestWish,
  name: string,
): { route: TestRoute } | { problem: string } {
  const { testHost, testListener, testHeader = USUAL_HEADER } = wish
  const priority =
    wish.testPriority ?? (testListener !== undefined || production.isDefault ? 1 : (production.priority ?? 1) - 1)
  const guarded = production.actions.some(one => /^(authenticate|jwt)/.test(one.Type ?? ''))
  if (guarded && wish.testHeader === undefined && testListener === undefined)
    return {
      problem: `the production rule of ${name} asks for a login, which a test rule would lead around: give a test-header that nobody can guess, or a test-listener that nobody else reaches`,
    }
  if (priority < 1)
    return {
      problem: `no priority is left before the production rule of ${name}, which has 1: give test-rule-priority`,
    }
  if (
    !production.isDefault &&
    testListener === undefined &&
    priority >= (production.priority ?? Number.POSITIVE_INFINITY)
  )
    return {
      problem: `test-rule-priority ${priority} of ${name} comes after its production rule (${production.priority}), which would take the test requests: give a smaller one`,
    }
  const own = production.conditions.map(conditionToSend)
  const { transforms } = production
  if (testListener !== undefined)
    return {
      route: {
        listener: testListener,
        priority,
        transforms,
        headers: {},
        conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/*'] } }],
      },
    }
  if (testHost !== undefined) {
    const rest = own.filter(one => one.Field !== 'host-header')
    const host = { Field: 'host-header', HostHeaderConfig: { Values: [testHost] } }
    return {
      route: {
        ...{ listener: production.listener, priority, transforms, headers: { Host: testHost } },
        conditions: [...rest, host],
      },
    }
  }
  const header = {
    Field: 'http-header',
    HttpHeaderConfig: { HttpHeaderName: testHeader.name, Values: [testHeader.value] },
  }
  return {
    route: {
      listener: production.listener,
      priority,
      transforms,
      headers: { [testHeader.name]: testHeader.value },
      conditions: [...own, header],
    },
  }
}

/** ELB shows hosts and paths in two forms and takes only one of them. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RuleCondition.html */
function conditionToSend({ Values, ...condition }: Record<string, unknown>): Record<string, unknown> {
  const long = Object.keys(condition).some(name => name.endsWith('Config'))
  return long ? condition : { ...condition, ...(Values ? { Values } : {}) }
}
