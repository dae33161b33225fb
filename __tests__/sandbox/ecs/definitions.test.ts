// Are task definitions registered, refused and shown as AWS does it?
import { describe, expect, test } from '@jest/globals'
import type { Fields } from '../../../sandbox/aws/service.ts'
import { type Bench, bench } from './bench.ts'

const image = 'nginx:1'
const fargate = {
  family: 'web',
  networkMode: 'awsvpc',
  requiresCompatibilities: ['FARGATE'],
  cpu: '256',
  memory: '512',
  containerDefinitions: [{ name: 'app', image }],
}
const role = { executionRoleArn: 'arn:aws:iam::127214192604:role/execution' }
const app = (more: Fields) => ({ containerDefinitions: [{ name: 'app', image, ...more }] })
const register = async ({ call }: Bench, input: Fields) =>
  (await call('RegisterTaskDefinition', { ...fargate, ...input })).taskDefinition as Fields

describe('RegisterTaskDefinition refuses', () => {
  test.each<[string, Fields, string, RegExp]>([
    ['a bad family', { family: 'bad name!' }, 'ClientException', /Invalid family/],
    ['no containers', { containerDefinitions: [] }, 'ClientException', /Container list cannot be empty/],
    ['a container without a name', { containerDefinitions: [{ image }] }, 'ClientException', /Container.name/],
    ['a container without an image', { containerDefinitions: [{ name: 'app' }] }, 'ClientException', /Container.image/],
    ['nothing essential', app({ essential: false }), 'ClientException', /at least one essential container/],
    ['another network mode on Fargate', { networkMode: 'bridge' }, 'ClientException', /network mode ‘awsvpc’/],
    [
      'a size that Fargate lacks',
      { cpu: '256', memory: '4096' },
      'ClientException',
      /No Fargate configuration exists for given values: 256 CPU, 4096 memory/,
    ],
    ['no size', { cpu: undefined }, 'ClientException', /'cpu' be defined at the task level/],
    [
      'secrets without an execution role',
      app({ secrets: [{ name: 'A', valueFrom: 'a' }] }),
      'ClientException',
      /specify a value for 'executionRoleArn'/,
    ],
    [
      'a secret and a variable of one name',
      { ...role, ...app({ environment: [{ name: 'A', value: '' }], secrets: [{ name: 'A', valueFrom: 'a' }] }) },
      'ClientException',
      /such as 'A'/,
    ],
    [
      'awslogs without an execution role',
      app({ logConfiguration: { logDriver: 'awslogs' } }),
      'ClientException',
      /log driver awslogs/,
    ],
    [
      'ECR images without an execution role',
      app({ image: '1.dkr.ecr.eu-west-1.amazonaws.com/a:1' }),
      'ClientException',
      /ECR images/,
    ],
    [
      'two ports of one mapping',
      app({ portMappings: [{ containerPort: 80, hostPort: 8080 }] }),
      'ClientException',
      /must match/,
    ],
    ['a number for a text', { cpu: 256 }, 'SerializationException', /^NUMBER_VALUE cannot be converted to String$/],
    [
      'a text for a number',
      app({ portMappings: [{ containerPort: '80' }] }),
      'SerializationException',
      /^STRING_VALUE cannot be converted to Integer$/,
    ],
    [
      'a flag for a text',
      app({ environment: [{ name: 'A', value: true }] }),
      'SerializationException',
      /^TRUE_VALUE cannot be converted to String$/,
    ],
    ['a list for a structure', { containerDefinitions: [[]] }, 'SerializationException', /Start of list/],
  ])('%s', async (_, input, code, message) => {
    const on = await bench()
    await expect(register(on, input)).rejects.toMatchObject({ code, message: expect.stringMatching(message) })
  })
})

test('what AWS fills in is filled in, and what nobody knows yet comes back', async () => {
  const on = await bench()
  const found = await register(on, {
    ...role,
    cpu: '0.25 vCPU',
    memory: '0.5 GB',
    ...app({
      portMappings: [{ containerPort: 8080 }],
      healthCheck: { command: ['CMD', 'true'] },
      logConfiguration: { logDriver: 'awslogs', options: {} },
      brandNew: { of: ['this', 'year'] },
    }),
    newestMember: 7,
    revision: 99,
    status: 'INACTIVE',
  })
  expect(found).toMatchObject({
    taskDefinitionArn: 'arn:aws:ecs:ap-south-1:127214192604:task-definition/web:1',
    family: 'web',
    revision: 1,
    status: 'ACTIVE',
    cpu: '256',
    memory: '512',
    volumes: [],
    placementConstraints: [],
    compatibilities: ['EC2', 'FARGATE'],
    registeredBy: 'arn:aws:iam::127214192604:user/sandbox',
    newestMember: 7,
    containerDefinitions: [
      {
        cpu: 0,
        essential: true,
        environment: [],
        mountPoints: [],
        volumesFrom: [],
        portMappings: [{ containerPort: 8080, hostPort: 8080, protocol: 'tcp' }],
        healthCheck: { command: ['CMD', 'true'], interval: 30, timeout: 5, retries: 3 },
        logConfiguration: { secretOptions: [] },
        brandNew: { of: ['this', 'year'] },
      },
    ],
  })
  expect(found.registeredAt).toBeInstanceOf(Date)
  expect(found.requiresAttributes).toContainEqual({ name: 'ecs.capability.task-eni' })
})

test('a family alone means its newest ACTIVE revision; numbers are never used twice', async () => {
  const on = await bench()
  const latest = async () =>
    ((await on.call('DescribeTaskDefinition', { taskDefinition: 'web' })).taskDefinition as Fields).revision
  await register(on, {})
  await register(on, {})
  await register(on, {})
  await on.call('DeregisterTaskDefinition', { taskDefinition: 'web:3' })
  expect(await latest()).toBe(2)
  await on.call('DeregisterTaskDefinition', { taskDefinition: 'web:2' })
  expect((await register(on, {})).revision).toBe(4)
  const { taskDefinition } = await on.call('DescribeTaskDefinition', { taskDefinition: 'web:2' })
  expect(taskDefinition).toMatchObject({ status: 'INACTIVE', revision: 2 })
})

test.each([
  ['DescribeTaskDefinition', 'nobody', 'Unable to describe task definition.'],
  ['DescribeTaskDefinition', 'web:9', 'Unable to describe task definition.'],
  ['DeregisterTaskDefinition', 'web', 'Revision is missing.'],
])('%s of %s: %s', async (operation, taskDefinition, message) => {
  const on = await bench()
  await register(on, {})
  await expect(on.call(operation, { taskDefinition })).rejects.toMatchObject({ code: 'ClientException', message })
})

test('tags come only when asked for', async () => {
  const on = await bench()
  const tags = [{ key: 'team', value: 'web' }]
  await register(on, { tags })
  expect(await on.call('DescribeTaskDefinition', { taskDefinition: 'web' })).toMatchObject({ tags: [] })
  expect(await on.call('DescribeTaskDefinition', { taskDefinition: 'web', include: ['TAGS'] })).toMatchObject({ tags })
})

test('definitions are listed by family and status, either way round, a hundred at a time', async () => {
  const on = await bench()
  for (let one = 0; one < 120; one++) await register(on, {})
  await register(on, { family: 'other' })
  await on.call('DeregisterTaskDefinition', { taskDefinition: 'web:7' })
  const first = await on.call('ListTaskDefinitions', { familyPrefix: 'web' })
  expect(first.taskDefinitionArns).toHaveLength(100)
  const second = await on.call('ListTaskDefinitions', { familyPrefix: 'web', nextToken: first.nextToken })
  expect(second.taskDefinitionArns).toHaveLength(19)
  expect(second.nextToken).toBeUndefined()
  const newest = await on.call('ListTaskDefinitions', { familyPrefix: 'web', sort: 'DESC', maxResults: 1 })
  expect(newest.taskDefinitionArns).toEqual(['arn:aws:ecs:ap-south-1:127214192604:task-definition/web:120'])
  const gone = await on.call('ListTaskDefinitions', { status: 'INACTIVE' })
  expect(gone.taskDefinitionArns).toEqual(['arn:aws:ecs:ap-south-1:127214192604:task-definition/web:7'])
  expect(await on.call('ListTaskDefinitionFamilies', {})).toMatchObject({ families: ['other', 'web'] })
})
