import { describe, expect, test } from '@jest/globals'
import {
  type GroupSettings,
  groupNameFor,
  nameProblem,
  settingsDifferences,
  settingsFor,
} from '../../src/decisions/target-group.ts'

const blue: GroupSettings = {
  ...{
    Protocol: 'HTTP',
    ProtocolVersion: 'HTTP1',
    Port: 8080,
    VpcId: 'vpc-1',
    TargetType: 'ip',
    IpAddressType: 'ipv4',
  },
  healthCheck: { HealthCheckPath: '/healthz', HealthCheckIntervalSeconds: 10 },
}
const nothing = { name: undefined, protocol: undefined, port: undefined, vpcId: undefined, healthPath: undefined }

test.each<[string, string | undefined]>([
  ['svc-portal-green-tg', undefined],
  ['a'.repeat(32), undefined],
  ['a'.repeat(33), 'has 33 characters, and AWS allows 32'],
  ['web_green', 'letters, digits and hyphens only'],
  ['-web', 'letters, digits and hyphens only'],
  ['internal-web', 'not begin with internal-'],
])('the name %s', (name, problem) => {
  expect(nameProblem(name)).toEqual(problem === undefined ? undefined : expect.stringContaining(problem))
})

test('its name is the service’s unless one is given', () => {
  expect(groupNameFor('svc-portal-green', nothing)).toBe('svc-portal-green-tg')
  expect(groupNameFor('svc-portal-green', { name: 'portal' })).toBe('portal')
})

describe('settings', () => {
  test('are blue’s, with what is asked for in them', () => {
    expect(settingsFor(blue, nothing)).toEqual(blue)
    expect(
      settingsFor(blue, { ...nothing, protocol: 'HTTP', port: 8002, vpcId: 'vpc-2', healthPath: '/health' }),
    ).toEqual({
      ...blue,
      ...{ Port: 8002, VpcId: 'vpc-2', healthCheck: { HealthCheckPath: '/health', HealthCheckIntervalSeconds: 10 } },
    })
  })

  test.each<[string, Partial<GroupSettings>, Partial<typeof nothing> | object, string[]]>([
    ['the same', {}, {}, []],
    ['another port', { Port: 8002 }, {}, ['Port is 8002, not 8080']],
    [
      'another everything',
      { Protocol: 'HTTPS', Port: 443 },
      {},
      ['Protocol is HTTPS, not HTTP', 'Port is 443, not 8080'],
    ],
    ['another health check that nobody asked for', { healthCheck: { HealthCheckPath: '/' } }, {}, []],
    [
      'another health check',
      { healthCheck: { HealthCheckPath: '/' } },
      { healthPath: '/health' },
      ['HealthCheckPath is /, not /health'],
    ],
  ])('of a group that is there: %s', (_, there, wish, differences) => {
    const asked = { ...nothing, ...wish }
    expect(settingsDifferences({ ...blue, ...there }, settingsFor(blue, asked), asked)).toEqual(differences)
  })
})
