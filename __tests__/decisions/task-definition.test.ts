import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  awslogsOf,
  type Definition,
  logStream,
  sameDefinition,
  stripReadOnly,
  withImage,
  withTexts,
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

  const same = (one: Definition, other: Definition) => [sameDefinition(one, other), sameDefinition(other, one)]
  const yes = [true, true]
  const no = [false, false]

  test('a health check with the defaults said or not is the same, one with others is not', () => {
    const command = ['CMD', 'true']
    const check = (more: object) => app({ healthCheck: { command, ...more } })
    expect(same(check({}), check({ interval: 30, timeout: 5, retries: 3 }))).toEqual(yes)
    for (const more of [
      { interval: 31 },
      { timeout: 6 },
      { retries: 4 },
      { startPeriod: 1 },
      { command: ['CMD', 'no'] },
    ])
      expect(same(check({}), check(more))).toEqual(no)
    expect(same(written, check({}))).toEqual(no)
  })

  test('what says nothing is nothing: null, empty lists, empty maps', () => {
    expect(same(written, change({ volumes: [], proxyConfiguration: {}, ipcMode: null }))).toEqual(yes)
    expect(same(written, app({ command: [], linuxParameters: { capabilities: { add: [] } }, user: null }))).toEqual(yes)
    expect(same(change({ cpu: null }), change({ cpu: undefined }))).toEqual(yes)
    // Nothing said, not said as a word.
    expect(same(change({ cpu: undefined }), change({ cpu: 'undefined' }))).toEqual(no)
    expect(same(change({ cpu: null }), change({ cpu: 'null' }))).toEqual(no)
  })

  test('an empty text, a zero and a no are something', () => {
    for (const value of ['', 0, false]) expect(same(app({ interactive: value }), written)).toEqual(no)
  })

  test('fault injection is off unless it is said to be on', () => {
    expect(same(change({ enableFaultInjection: false }), written)).toEqual(yes)
    expect(same(change({ enableFaultInjection: true }), written)).toEqual(no)
  })

  test('tags are of the revision, not of what it says', () => {
    expect(same(change({ tags: [{ key: 'team', value: 'web' }] }), written)).toEqual(yes)
  })

  test('the order of variables and secrets says nothing, that of members neither', () => {
    const secrets = [
      { name: 'B', valueFrom: 'b' },
      { name: 'A', valueFrom: 'a' },
    ]
    expect(same(app({ secrets }), app({ secrets: secrets.toReversed() }))).toEqual(yes)
    expect(same(app({ secrets }), app({ secrets: secrets.map(one => ({ ...one, valueFrom: 'c' })) }))).toEqual(no)
    const limits = { nofile: { soft: 1, hard: 2 } }
    expect(same(app({ limits }), app({ limits: { nofile: { hard: 2, soft: 1 } } }))).toEqual(yes)
  })

  test('the order of a command, of ports and of dependencies says something', () => {
    expect(same(app({ command: ['a', 'b'] }), app({ command: ['b', 'a'] }))).toEqual(no)
  })

  describe('a port of the host', () => {
    const port = (networkMode: string | undefined, hostPort: number | undefined, more: object = {}) => ({
      ...app({ portMappings: [{ containerPort: 8080, ...(hostPort === undefined ? {} : { hostPort }), ...more }] }),
      networkMode,
    })
    test('is that of the container in awsvpc mode, said or not', () => {
      expect(same(port('awsvpc', undefined), port('awsvpc', 8080))).toEqual(yes)
    })
    test('is any in other modes, unless one is said', () => {
      expect(same(port('bridge', undefined), port('bridge', 0))).toEqual(yes)
      expect(same(port('bridge', undefined), port('bridge', 8080))).toEqual(no)
      expect(same(port('bridge', 80), port('bridge', 8080))).toEqual(no)
      expect(same(port(undefined, 80), port(undefined, undefined))).toEqual(no)
    })
    test('speaks tcp unless udp is said', () => {
      expect(same(port('awsvpc', 8080), port('awsvpc', 8080, { protocol: 'tcp' }))).toEqual(yes)
      expect(same(port('awsvpc', 8080), port('awsvpc', 8080, { protocol: 'udp' }))).toEqual(no)
    })
  })

  test('definitions without containers are compared as well', () => {
    expect(same({ family: 'web' }, { family: 'web', containerDefinitions: [] })).toEqual(yes)
    expect(same({ family: 'web' }, { family: 'api' })).toEqual(no)
  })

  test('for every definition: copies with members in another order and defaults left out or said are the same', () => {
    const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.string()))
    const anyContainer = fc.dictionary(fc.string(), value).map(more => ({ ...more, name: 'app' }))
    const anyDefinition = fc
      .record({ more: fc.dictionary(fc.string(), value), containers: fc.array(anyContainer, { maxLength: 3 }) })
      .map(({ more, containers }): Definition => ({ ...more, cpu: 256, containerDefinitions: containers }))
    const turned = (one: object) => Object.fromEntries(Object.entries(one).toReversed())
    fc.assert(
      fc.property(anyDefinition, definition => {
        const containers = definition.containerDefinitions ?? []
        const copy = turned({ ...definition, cpu: '256', revision: 7, volumes: definition.volumes ?? [] })
        const said = containers.map(one => turned({ essential: true, cpu: 0, mountPoints: [], ...one }))
        expect(same(definition, { ...copy, containerDefinitions: said })).toEqual(yes)
        expect(same(definition, { ...copy, containerDefinitions: [...said, { name: 'more' }] })).toEqual(no)
      }),
    )
  })
})

describe('what YAML reads as numbers and flags', () => {
  test('becomes the text that ECS asks for, and all else stays', () => {
    const environment = [
      { name: 'PORT', value: 8080 },
      { name: 'DEBUG', value: true },
      { name: 'EMPTY', value: '' },
    ]
    expect(
      withTexts({
        family: 'web',
        cpu: 256,
        memory: 512,
        containerDefinitions: [{ name: 'app', cpu: 1, environment }, { name: 'proxy' }],
      }),
    ).toEqual({
      family: 'web',
      cpu: '256',
      memory: '512',
      containerDefinitions: [
        {
          name: 'app',
          cpu: 1,
          environment: [
            { name: 'PORT', value: '8080' },
            { name: 'DEBUG', value: 'true' },
            { name: 'EMPTY', value: '' },
          ],
        },
        { name: 'proxy' },
      ],
    })
  })
  test('adds nothing that is not there', () => {
    expect(Object.keys(withTexts({ family: 'web' }))).toEqual(['family'])
    expect(withTexts({ cpu: 256 })).toStrictEqual({ cpu: '256' })
    expect(withTexts({ memory: 512 })).toStrictEqual({ memory: '512' })
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
  test('the name wins over what is essential', () => {
    const two = change({ containerDefinitions: [{ name: 'a' }, { name: 'b' }] })
    expect(withImage(two, 'x', 'b')).toMatchObject({ container: 'b' })
    expect(withImage(two, 'x', 'a')).toMatchObject({ definition: { containerDefinitions: [{ image: 'x' }, {}] } })
  })
  test('a definition without containers is a problem, not a crash', () => {
    expect(withImage({ family: 'x' }, 'x', undefined)).toEqual({
      problem: 'container-name "" is not in the task definition; it has: none',
    })
  })
  test('a container without a name can be the only one', () => {
    expect(withImage({ containerDefinitions: [{}] }, 'x', undefined)).toEqual({
      container: '',
      definition: { containerDefinitions: [{ image: 'x' }] },
    })
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

test('all that ECS adds to a definition is read-only', () => {
  // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskDefinition.html
  const added = {
    taskDefinitionArn: 'arn',
    revision: 7,
    status: 'INACTIVE',
    requiresAttributes: [],
    compatibilities: [],
    registeredAt: 1,
    registeredBy: 'arn',
    deregisteredAt: 2,
    deleteRequestedAt: 3,
  }
  expect(stripReadOnly({ ...added, family: 'web' })).toEqual({ family: 'web' })
})

describe('where a container logs', () => {
  const options = { 'awslogs-group': '/ecs/web', 'awslogs-stream-prefix': 'web', 'awslogs-region': 'eu-west-1' }
  const logging = (logConfiguration: object) => app({ logConfiguration })

  test('is told by the settings of its awslogs driver', () => {
    const found = { group: '/ecs/web', prefix: 'web', region: 'eu-west-1' }
    expect(awslogsOf(logging({ logDriver: 'awslogs', options }), 'app')).toEqual(found)
    expect(logStream(found, 'app', '9f2')).toBe('web/app/9f2')
  })
  test('may leave out the region', () => {
    const { 'awslogs-region': _, ...rest } = options
    expect(awslogsOf(logging({ logDriver: 'awslogs', options: rest }), 'app')).toMatchObject({ region: undefined })
  })
  test.each<[string, object]>([
    ['another driver', { logDriver: 'splunk', options }],
    ['no group', { logDriver: 'awslogs', options: { ...options, 'awslogs-group': undefined } }],
    ['no prefix', { logDriver: 'awslogs', options: { ...options, 'awslogs-stream-prefix': '' } }],
    ['no options', { logDriver: 'awslogs' }],
  ])('is not known with %s', (_, configuration) => {
    expect(awslogsOf(logging(configuration), 'app')).toBeUndefined()
  })
  test('is asked of the container by its name', () => {
    expect(awslogsOf(logging({ logDriver: 'awslogs', options }), 'proxy')).toBeUndefined()
    expect(awslogsOf(written, 'app')).toBeUndefined()
    expect(awslogsOf({}, 'app')).toBeUndefined()
  })
})
