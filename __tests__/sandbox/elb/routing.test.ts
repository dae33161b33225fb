// Do the pure decisions of the load balancer decide as AWS documents it?
import { describe, expect, test } from '@jest/globals'
import { fits, readCondition } from '../../../sandbox/aws/elb/conditions.ts'
import { afterCheck, type Health, initialChecking, reasons } from '../../../sandbox/aws/elb/health.ts'
import { eligible, route, weighted } from '../../../sandbox/aws/elb/routing.ts'
import { matches } from '../../../sandbox/aws/elb/settings.ts'

const request = (path = '/', headers: Record<string, string> = {}, method = 'GET') => ({
  method,
  path,
  headers: { host: 'demo.example.com', ...headers },
  body: Buffer.alloc(0),
})
const forward = (...weights: [string, number][]) => ({
  type: 'forward' as const,
  groups: weights.map(([arn, weight]) => ({ arn, weight })),
  stickySeconds: undefined,
  order: undefined,
})

describe('weights decide which group a draw falls to', () => {
  test.each([
    [[95, 5], 0, 'blue'],
    [[95, 5], 0.9499, 'blue'],
    [[95, 5], 0.95, 'green'],
    [[95, 5], 0.9999, 'green'],
    [[0, 1], 0, 'green'],
    [[1, 0], 0.9999, 'blue'],
    [[0, 0], 0.5, undefined],
  ])('%j at %d: %s', ([blue = 0, green = 0], draw, arn) => {
    const groups = [
      { arn: 'blue', weight: blue },
      { arn: 'green', weight: green },
    ]
    expect(weighted(groups, draw)?.arn).toBe(arn)
  })
})

describe('the first rule that fits decides, else the default actions', () => {
  const rules = [
    { conditions: [readCondition({ Field: 'path-pattern', Values: ['/api/*'] })], actions: [forward(['api', 1])] },
    {
      conditions: [
        readCondition({ Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'X-Canary', Values: ['yes'] } }),
        readCondition({ Field: 'http-request-method', HttpRequestMethodConfig: { Values: ['GET'] } }),
      ],
      actions: [forward(['blue', 0], ['green', 1])],
    },
  ]
  const listener = { rules, defaultActions: [forward(['blue', 1])] }
  test.each([
    ['/', {}, 'GET', 'blue'],
    ['/api/users?x=1', {}, 'GET', 'api'],
    ['/API/users', {}, 'GET', 'blue'],
    ['/', { 'x-canary': 'yes' }, 'GET', 'green'],
    ['/', { 'x-canary': 'yes' }, 'POST', 'blue'],
  ])('%s %j %s: %s', (path, headers, method, arn) => {
    expect(route(listener, request(path, headers, method), 0.5)).toMatchObject({ kind: 'group', arn })
  })
})

test('a sticky client comes back to its group, as long as the group is there', () => {
  const sticky = { ...forward(['blue', 1], ['green', 999]), stickySeconds: 60 }
  const first = route({ rules: [], defaultActions: [sticky] }, request(), 0)
  expect(first).toMatchObject({ arn: 'blue', stickTo: { seconds: 60 } })
  const cookie = first?.kind === 'group' ? (first.stickTo?.cookie ?? '') : ''
  const back = request('/', { cookie: `theme=dark; ${cookie}` })
  expect(route({ rules: [], defaultActions: [sticky] }, back, 0.9)).toMatchObject({ arn: 'blue' })
  const without = { ...forward(['green', 1]), stickySeconds: 60 }
  expect(route({ rules: [], defaultActions: [without] }, back, 0.9)).toMatchObject({ arn: 'green' })
})

describe('conditions', () => {
  test.each([
    [{ Field: 'host-header', Values: ['*.EXAMPLE.com'] }, true],
    [{ Field: 'host-header', HostHeaderConfig: { Values: ['other.com', 'demo.example.com'] } }, true],
    [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/a?c'] } }, true],
    [{ Field: 'path-pattern', Values: ['/b'] }, false],
    [{ Field: 'query-string', QueryStringConfig: { Values: [{ Key: 'v', Value: '2*' }] } }, true],
    [{ Field: 'query-string', QueryStringConfig: { Values: [{ Value: '2*' }] } }, true],
    [{ Field: 'query-string', QueryStringConfig: { Values: [{ Key: 'w', Value: '2*' }] } }, false],
    [{ Field: 'source-ip', SourceIpConfig: { Values: ['0.0.0.0/0'] } }, true],
  ])('%j: %s', (condition, expected) => {
    expect(fits(readCondition(condition), request('/abc?v=2.1'))).toBe(expected)
  })
})

describe('who may get a request', () => {
  const target = (state: string, drainsUntil?: number) => ({
    health: { state },
    drainsUntil,
    is: `${state}${drainsUntil ?? ''}`,
  })
  test.each([
    [[target('healthy'), target('unhealthy'), target('initial')], ['healthy']],
    [[target('unhealthy'), target('initial')], ['unhealthy']],
    [[target('initial')], []],
    [[target('healthy', 9), target('unhealthy')], ['unhealthy']],
    [[target('healthy', 9)], []],
  ])('%j', (targets, expected) => {
    expect(eligible(targets).map(({ is }) => is)).toEqual(expected)
  })
})

describe('health after checks', () => {
  const thresholds = { healthyThreshold: 3, unhealthyThreshold: 2 }
  const after = (results: boolean[]) =>
    results.reduce<Health>(
      (health, passed) => afterCheck(health, passed ? undefined : reasons.failed, thresholds),
      initialChecking,
    )
  test.each([
    [[true], 'healthy'],
    [[false], 'initial'],
    [[false, true], 'healthy'],
    [[false, false], 'unhealthy'],
    [[true, false], 'healthy'],
    [[true, false, true, false], 'healthy'],
    [[true, false, false], 'unhealthy'],
    [[false, false, true, true], 'unhealthy'],
    [[false, false, true, true, true], 'healthy'],
    [[false, false, true, false, true, true], 'unhealthy'],
  ])('%j: %s', (results, state) => {
    expect(after(results).state).toBe(state)
  })
})

test.each([
  ['200', 200, true],
  ['200', 204, false],
  ['200,202', 202, true],
  ['200-299', 204, true],
  ['200-299,404', 404, true],
  ['200-299', 301, false],
])('matcher %s and status %i: %s', (matcher, status, expected) => {
  expect(matches(matcher, status)).toBe(expected)
})
