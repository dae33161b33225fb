import { describe, expect, test } from '@jest/globals'
import { awslogsOf, logStream, stripReadOnly, withImage, withTexts } from '../../src/decisions/task-definition.ts'
import { app, change, described, written } from './definitions.ts'

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
