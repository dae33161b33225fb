import { describe, expect, test } from '@jest/globals'
import {
  awslogsOf,
  type Definition,
  sameDefinition,
  stripReadOnly,
  withImage,
} from '../../src/decisions/task-definition.ts'

const written: Definition = {
  family: 'web',
  networkMode: 'awsvpc',
  cpu: '256',
  memory: '512',
  containerDefinitions: [
    {
      name: 'app',
      image: 'repo/app@sha256:1',
      portMappings: [{ containerPort: 8080 }],
      environment: [
        { name: 'B', value: '2' },
        { name: 'A', value: '' },
      ],
    },
    { name: 'proxy', image: 'repo/proxy:1', essential: false },
  ],
}
/** The same, as DescribeTaskDefinition gives it back. */
const described: Definition = {
  taskDefinitionArn: 'arn:aws:ecs:eu-west-1:1:task-definition/web:7',
  revision: 7,
  status: 'ACTIVE',
  family: 'web',
  memory: '512',
  cpu: '256',
  networkMode: 'awsvpc',
  volumes: [],
  placementConstraints: [],
  requiresAttributes: [{ name: 'ecs.capability.task-eni' }],
  compatibilities: ['EC2', 'FARGATE'],
  registeredAt: 1,
  registeredBy: 'arn:aws:iam::1:user/x',
  containerDefinitions: [
    {
      name: 'app',
      image: 'repo/app@sha256:1',
      cpu: 0,
      essential: true,
      portMappings: [{ containerPort: 8080, hostPort: 8080, protocol: 'tcp' }],
      environment: [
        { name: 'A', value: '' },
        { name: 'B', value: '2' },
      ],
      mountPoints: [],
      volumesFrom: [],
      systemControls: [],
    },
    {
      name: 'proxy',
      image: 'repo/proxy:1',
      cpu: 0,
      essential: false,
      environment: [],
      portMappings: [],
      mountPoints: [],
      volumesFrom: [],
      systemControls: [],
    },
  ],
}
const change = (member: object): Definition => ({ ...written, ...member })
const app = (member: object): Definition =>
  change({
    containerDefinitions: [{ ...written.containerDefinitions?.[0], ...member }, written.containerDefinitions?.[1]],
  })

describe('whether a definition is new', () => {
  test('what ECS fills in and adds makes no difference', () => {
    expect(sameDefinition(written, described)).toBe(true)
  })
  test('numbers and texts of cpu and memory are the same', () => {
    expect(sameDefinition(change({ cpu: 256, memory: 512 }), described)).toBe(true)
  })
  test.each<[string, Definition]>([
    ['another image', app({ image: 'repo/app@sha256:2' })],
    [
      'another value of a variable',
      app({
        environment: [
          { name: 'A', value: 'x' },
          { name: 'B', value: '2' },
        ],
      }),
    ],
    ['a variable less', app({ environment: [{ name: 'B', value: '2' }] })],
    ['another command', app({ command: ['serve'] })],
    ['a container less', change({ containerDefinitions: [written.containerDefinitions?.[0]] })],
    ['the other order of containers', change({ containerDefinitions: written.containerDefinitions?.toReversed() })],
    ['another port', app({ portMappings: [{ containerPort: 80 }] })],
    ['a member that nobody knows yet', change({ enableTimeTravel: true })],
    ['more memory', change({ memory: '1024' })],
  ])('%s makes it another', (_, definition) => {
    expect(sameDefinition(definition, described)).toBe(false)
  })
  test('a health check with the defaults said or not is the same', () => {
    const command = ['CMD', 'true']
    expect(
      sameDefinition(
        app({ healthCheck: { command } }),
        app({ healthCheck: { command, interval: 30, timeout: 5, retries: 3 } }),
      ),
    ).toBe(true)
  })
})

describe('the image in its container', () => {
  test('goes into the only essential one, and all else stays', () => {
    const next = withImage(written, 'repo/app@sha256:9', undefined)
    expect(next).toEqual({ container: 'app', definition: app({ image: 'repo/app@sha256:9' }) })
  })
  test('goes into the named one', () => {
    expect(withImage(written, 'repo/proxy:2', 'proxy')).toMatchObject({
      container: 'proxy',
      definition: { containerDefinitions: [{ image: 'repo/app@sha256:1' }, { image: 'repo/proxy:2' }] },
    })
  })
  test('a name that is not there is answered with those that are', () => {
    expect(withImage(written, 'x', 'ap')).toEqual({
      problem: expect.stringMatching(/container-name "ap" is not .* app, proxy/),
    })
  })
  test('with two essential ones it must be said which', () => {
    const two = change({ containerDefinitions: [{ name: 'a' }, { name: 'b' }] })
    expect(withImage(two, 'x', undefined)).toEqual({ problem: expect.stringMatching(/say which one of a, b/) })
  })
  test('a definition without containers is a problem, not a crash', () => {
    expect(withImage({ family: 'x' }, 'x', undefined)).toHaveProperty('problem')
  })
})

test('read-only members go, unknown ones stay', () => {
  expect(Object.keys(stripReadOnly({ ...described, enableTimeTravel: true }))).toEqual([
    'family',
    'memory',
    'cpu',
    'networkMode',
    'volumes',
    'placementConstraints',
    'containerDefinitions',
    'enableTimeTravel',
  ])
})

test('the log stream settings are found where there are any', () => {
  const options = { 'awslogs-group': '/ecs/web', 'awslogs-stream-prefix': 'web', 'awslogs-region': 'eu-west-1' }
  expect(awslogsOf(app({ logConfiguration: { logDriver: 'awslogs', options } }), 'app')).toEqual({
    group: '/ecs/web',
    prefix: 'web',
    region: 'eu-west-1',
  })
  expect(awslogsOf(app({ logConfiguration: { logDriver: 'splunk' } }), 'app')).toBeUndefined()
  expect(awslogsOf(written, 'app')).toBeUndefined()
})
