import { describe, expect, test } from '@jest/globals'
import { type AskedPairs, planPairs } from '../../src/decisions/pairs.ts'

const lb = 'arn:aws:elasticloadbalancing:eu-central-1:123456789012'
const rule = `${lb}:listener-rule/app/web/1/2/3`
const other = `${lb}:listener-rule/app/web/1/2/4`
const listener = `${lb}:listener/app/web/1/2`

const asked = (more: Partial<AskedPairs> = {}): AskedPairs => ({
  ...{ service: ['web'], services: undefined, only: [], aliases: {}, order: [] },
  ...{ taskDefinition: 'web:2', image: undefined, imageTag: undefined, container: undefined },
  ...{ blueService: undefined, greenService: undefined, listener: undefined, listenerRule: rule },
  ...{ testRulePriority: undefined, testHost: undefined, testHeader: undefined, testListener: undefined },
  ...{ createTargetGroup: false, targetGroup: undefined },
  ...more,
})
const pairs = (more: Partial<AskedPairs>) => {
  const planned = planPairs(asked(more))
  if ('problems' in planned) throw new Error(planned.problems.join('\n'))
  return planned.groups
}
const problems = (more: Partial<AskedPairs>) => (planPairs(asked(more)) as { problems: string[] }).problems

describe('a pair', () => {
  test('is called after its name', () => {
    expect(pairs({})[0]?.[0]).toMatchObject({ name: 'web', services: ['web-blue', 'web-green'], rule })
  })

  test('or has names of its own, and then needs no other', () => {
    const named = { service: [], blueService: 'web', greenService: 'web-next', listenerRule: undefined, listener }
    expect(pairs(named)[0]?.[0]).toMatchObject({ name: 'web', services: ['web', 'web-next'], listener })
  })

  test('of several has what its entry says, and else what all have', () => {
    const services = {
      web: { 'listener-rule': rule, 'task-definition': 'web:7', 'test-rule-priority': 3 },
      admin: { 'blue-service': 'admin-a', 'green-service': 'admin-b', 'listener-rule': other, image: 'admin@sha256:1' },
    }
    const [[web, admin] = []] = pairs({ service: [], services, listenerRule: undefined, testHeader: 'X-Test: secret' })
    expect(web).toMatchObject({
      taskDefinition: 'web:7',
      rule,
      testPriority: 3,
      testHeader: { name: 'X-Test', value: 'secret' },
    })
    expect(admin).toMatchObject({
      services: ['admin-a', 'admin-b'],
      rule: other,
      taskDefinition: 'web:2',
      image: 'admin@sha256:1',
    })
  })

  test('goes in the order that is asked for', () => {
    const services = { web: { 'listener-rule': rule }, admin: { 'listener-rule': other } }
    const groups = pairs({ service: [], services, order: [['admin'], ['web']] })
    expect(groups.map(group => group.map(one => one.name))).toEqual([['admin'], ['web']])
  })
})

describe('what is wrong is said, all of it at once', () => {
  test.each<[string, Partial<AskedPairs>, RegExp]>([
    ['no service', { service: [] }, /service is empty, and so are services and blue-service/],
    ['one of two', { blueService: 'web' }, /blue-service and green-service belong together/],
    ['the same twice', { blueService: 'web', greenService: 'web' }, /are both "web": two are wanted/],
    ['no rule', { listenerRule: undefined }, /listener-rule of "web" is empty, and so is listener/],
    [
      'a listener in place of a rule',
      { listenerRule: listener },
      /give the ARN of a rule of an Application Load Balancer/,
    ],
    [
      'a rule in place of a listener',
      { listenerRule: undefined, listener: rule },
      /give the ARN of a listener of an Application/,
    ],
    ['a network load balancer', { listenerRule: rule.replace('/app/', '/net/') }, /of an Application Load Balancer/],
    ['a header that is none', { testHeader: 'green' }, /test-header is "green": write Name: value/],
    [
      'two routes',
      { testHost: 'test.example.com', testListener: listener },
      /test-host and test-listener of "web" are both set/,
    ],
    [
      'a name that is too long',
      { createTargetGroup: true, targetGroup: 'a'.repeat(33) },
      /has 33 characters, and AWS allows 32/,
    ],
    [
      'a made up name that is too long',
      { createTargetGroup: true, service: ['a'.repeat(24)] },
      /has 33 characters, and AWS allows 32/,
    ],
    [
      'names of one pair for two',
      { service: ['web', 'admin'], blueService: 'a', greenService: 'b' },
      /are for one pair/,
    ],
    ['one rule for two', { service: ['web', 'admin'] }, /is given for two pairs/],
    [
      'a priority that is none',
      { service: [], services: { web: { 'test-rule-priority': 0 } } },
      /test-rule-priority of "web" is "0"/,
    ],
    ['an unknown member', { service: [], services: { web: { listner: 1 } } }, /services\.web\.listner is not known/],
  ])('%s', (_, more, problem) => {
    expect(problems(more).join('\n')).toMatch(problem)
  })

  test('several', () => {
    expect(problems({ listenerRule: undefined, greenService: 'x', service: [] })).toHaveLength(2)
  })
})
