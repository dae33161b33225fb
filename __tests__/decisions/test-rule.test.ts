import { describe, expect, test } from '@jest/globals'
import type { ListenerRule } from '../../src/decisions/listener-rule.ts'
import { testRoute } from '../../src/decisions/test-rule.ts'

const path = { Field: 'path-pattern', Values: ['/api/*'], PathPatternConfig: { Values: ['/api/*'] } }
const host = { Field: 'host-header', Values: ['web.example.com'], HostHeaderConfig: { Values: ['web.example.com'] } }
const production: ListenerRule = {
  ...{ arn: 'r', listener: 'l', isDefault: false, priority: 10 },
  ...{ actions: [{ Type: 'forward', TargetGroupArn: 'a' }], conditions: [host, path], transforms: [] },
}
const nothing = { testPriority: undefined, testHost: undefined, testHeader: undefined, testListener: undefined }
const hidden = { name: 'X-Test', value: 'secret' }
const byDefault = { isDefault: true, priority: undefined, conditions: [] }

describe('the way to green', () => {
  test('has the conditions of the production rule and a header, and comes right before it', () => {
    expect(testRoute(production, nothing, 'web')).toEqual({
      route: {
        ...{ listener: 'l', priority: 9, transforms: [], headers: { 'X-Ecs-Release': 'green' } },
        conditions: [
          { Field: 'host-header', HostHeaderConfig: { Values: ['web.example.com'] } },
          { Field: 'path-pattern', PathPatternConfig: { Values: ['/api/*'] } },
          { Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'X-Ecs-Release', Values: ['green'] } },
        ],
      },
    })
  })

  test('comes first before a default rule', () => {
    expect(testRoute({ ...production, ...byDefault }, nothing, 'web')).toMatchObject({ route: { priority: 1 } })
  })

  test('may be a host in place of the production rule’s', () => {
    expect(testRoute(production, { ...nothing, testHost: 'test.example.com' }, 'web')).toMatchObject({
      route: {
        headers: { Host: 'test.example.com' },
        conditions: [
          { Field: 'path-pattern' },
          { Field: 'host-header', HostHeaderConfig: { Values: ['test.example.com'] } },
        ],
      },
    })
  })

  test('may be a listener of its own', () => {
    expect(testRoute(production, { ...nothing, testListener: 't' }, 'web')).toMatchObject({
      route: { listener: 't', priority: 1, headers: {}, conditions: [{ PathPatternConfig: { Values: ['/*'] } }] },
    })
  })

  test.each<[string, Partial<ListenerRule>, Partial<typeof nothing> | object, RegExp]>([
    ['no priority is left', { priority: 1 }, {}, /no priority is left before the production rule of web/],
    ['it would come too late', {}, { testPriority: 11 }, /comes after its production rule \(10\)/],
    [
      'it would lead around a login',
      { actions: [{ Type: 'authenticate-oidc' }, ...production.actions] },
      {},
      /asks for a login, .* give a test-header that nobody can guess/,
    ],
  ])('%s', (_, rule, wish, problem) => {
    expect(testRoute({ ...production, ...rule }, { ...nothing, ...wish }, 'web')).toEqual({
      problem: expect.stringMatching(problem),
    })
  })

  test('leads around a login for those who know a header', () => {
    const guarded = { ...production, actions: [{ Type: 'authenticate-cognito' }, ...production.actions] }
    expect(testRoute(guarded, { ...nothing, testHeader: hidden }, 'web')).toMatchObject({
      route: { headers: { 'X-Test': 'secret' } },
    })
  })
})
