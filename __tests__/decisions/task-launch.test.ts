import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { harmlessLines } from '../../src/decisions/log-lines.ts'
import {
  chooseLaunch,
  type Launch,
  nameTry,
  type Place,
  readStrategy,
  type TaskRequest,
  workOf,
} from '../../src/decisions/task-launch.ts'

const network = { subnets: ['subnet-s'], securityGroups: ['sg-s'], assignPublicIp: 'DISABLED' as const }
const service: Launch = { network, launchType: 'EC2', strategy: [], platformVersion: '1.4.0' }
const spot = [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }]
const none = {
  network: { subnets: [], securityGroups: [], assignPublicIp: undefined },
  launchType: undefined,
  strategy: [],
}
const awsvpc = { networkMode: 'awsvpc' }
type Asked = Parameters<typeof chooseLaunch>[0]

describe('where a task runs', () => {
  test.each<[string, Partial<Asked>, Launch | undefined, Partial<Launch>]>([
    ['is as the service runs', {}, service, service],
    ['is on Fargate when nothing is said', { network }, undefined, { network, launchType: 'FARGATE', strategy: [] }],
    [
      'is the launch type that was asked for, without the platform of the service',
      { launchType: 'FARGATE' },
      service,
      { launchType: 'FARGATE', platformVersion: undefined, network },
    ],
    ['is the strategy that was asked for', { strategy: spot }, service, { launchType: undefined, strategy: spot }],
    [
      'is the strategy of the service',
      {},
      { ...service, launchType: undefined, strategy: spot },
      { launchType: undefined, strategy: spot },
    ],
    [
      'is not the strategy of the service when a launch type was asked for',
      { launchType: 'FARGATE' },
      { ...service, launchType: undefined, strategy: spot },
      { launchType: 'FARGATE', strategy: [] },
    ],
    [
      'is the network of the service with what is given in its place',
      { network: { subnets: [], securityGroups: ['sg-1'], assignPublicIp: 'ENABLED' } },
      service,
      { network: { subnets: ['subnet-s'], securityGroups: ['sg-1'], assignPublicIp: 'ENABLED' } },
    ],
  ])('%s', (_, asked, of, launch) => {
    expect(chooseLaunch({ ...none, ...asked }, of, awsvpc)).toEqual({ launch: expect.objectContaining(launch) })
  })

  test('takes no network in another mode, and needs one in awsvpc', () => {
    expect(chooseLaunch(none, service, { networkMode: 'bridge' })).toEqual({
      launch: expect.objectContaining({ network: undefined }),
    })
    expect(chooseLaunch({ ...none, network }, undefined, {})).toEqual({
      problem: 'subnets is given, and network mode bridge of the task definition takes none',
    })
    expect(chooseLaunch(none, { ...service, network: undefined }, awsvpc)).toEqual({
      problem: expect.stringMatching(/^subnets is empty and the task definition has network mode awsvpc/),
    })
  })

  test.each<[unknown, boolean]>([
    [[{ capacityProvider: 'FARGATE_SPOT', weight: 1, base: 0 }], true],
    [[], false],
    [{ capacityProvider: 'FARGATE' }, false],
    [[{ weight: 1 }], false],
    [[{ capacityProvider: 'FARGATE', wieght: 1 }], false],
    [[{ capacityProvider: 'FARGATE', weight: '1' }], false],
    [[null], false],
  ])('%j is a strategy: %s', (value, is) => {
    expect(readStrategy(value)).toEqual(is ? value : undefined)
  })
})

describe('the same work', () => {
  const place: Place = { repository: 'acme/web', run: '7', job: 'deploy', step: '__run' }
  const request: TaskRequest = {
    ...service,
    cluster: 'staging',
    taskDefinition: 'arn:…/web:5',
    count: 1,
    container: 'app',
    command: ['a', 'b'],
    environment: { A: '1', B: '2' },
    cpu: undefined,
    memory: undefined,
    taskRole: undefined,
    tags: {},
  }
  const work = workOf(place, request)

  test('is known wherever and under whatever tags it runs', () => {
    const elsewhere = {
      network: undefined,
      launchType: 'EC2',
      strategy: spot,
      platformVersion: undefined,
      tags: { a: 'b' },
    }
    expect(workOf(place, { ...request, ...elsewhere, environment: { B: '2', A: '1' } })).toBe(work)
  })

  test.each<[string, Partial<TaskRequest & Place>]>([
    ['cluster', { cluster: 'production' }],
    ['revision', { taskDefinition: 'arn:…/web:6' }],
    ['count', { count: 2 }],
    ['container', { container: 'worker' }],
    ['command', { command: ['a b'] }],
    ['environment', { environment: { A: '1', B: '3' } }],
    ['size', { cpu: '512' }],
    ['memory', { memory: '512' }],
    ['role', { taskRole: 'r' }],
    ['repository', { repository: 'acme/api' }],
    ['run', { run: '8' }],
    ['job', { job: 'check' }],
    ['step', { step: '__run_2' }],
  ])('is other work with another %s', (_, more) => {
    expect(workOf({ ...place, ...more }, { ...request, ...more })).not.toBe(work)
  })

  test('has names that ECS takes, another for each try', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.stringMatching(/^[0-9a-f]{64}$/),
        fc.integer({ min: 1, max: 999 }),
        (run, digest, turn) => {
          const { startedBy, token } = nameTry(run.slice(0, 40), digest, turn)
          expect(startedBy).toMatch(/^[\w/-]{1,128}$/)
          expect(token).toMatch(/^[!-~]{1,64}$/)
          expect(nameTry(run, digest, turn + 1).token).not.toBe(token)
        },
      ),
    )
  })
})

test.each<[string, string[]]>([
  ['one', ['one']],
  ['two\nlines\r\nand\rmore', ['two', 'lines', 'and', 'more']],
  ['##[set-output name=a]b and ##[group]', ['## [set-output name=a]b and ## [group]']],
  ['', ['']],
])('what a container wrote, %j, is shown as %j', (message, lines) => {
  expect(harmlessLines(message)).toEqual(lines)
})
