// Does what was live before run again as it ran then, also when its definition or its image is not what it was?
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { between } from '../between.ts'
import { type Past, past, well } from '../past.ts'
import { type Ended, type Play, play } from '../play.ts'
import { scripted } from '../scene.ts'

let stage: Play
let web: Past
beforeEach(async () => {
  stage = await play()
  web = await past(stage)
})
afterEach(() => stage.close())

const back = (inputs: Record<string, string> = {}) =>
  stage.run('rollback', { inputs: { cluster: 'staging', service: 'web', 'github-token': '', ...inputs } })
const lastLine = ({ log }: Ended) => log.trimEnd().split('\n').at(-1)
const calls = (operation: string) => stage.sandbox.journal.calls({ service: 'ecs', operation, status: 200 })
const digestOf = (body: string) => scripted(well(body)).digest
/** What `family:n` is, without what ECS adds. */
const definitionOf = async (taskDefinition: string) => {
  const answer = await web.call('DescribeTaskDefinition', { taskDefinition, include: ['TAGS'] })
  const { containerDefinitions, cpu, memory } = answer.taskDefinition as Record<string, unknown>
  return { containers: containerDefinitions as { image: string }[], cpu, memory, tags: answer.tags }
}

/** Registers a revision that names its image by a tag, and releases it. */
async function byTag(tag: string, body: string): Promise<string> {
  stage.sandbox.putImage('staging', 'web', scripted(well(body)), [tag])
  return web.release(well(body), { image: `${web.web.repository}:${tag}` })
}

describe('a revision that is not active any more', () => {
  test('is registered again from its description, with the digest that ran', async () => {
    const tagged = await byTag('v2', 'two')
    await web.release(well('v3'))
    await web.call('DeregisterTaskDefinition', { taskDefinition: tagged })
    const ended = await back()
    expect(ended).toMatchObject({
      code: 0,
      outputs: { verdict: 'succeeded', revision: 'web:4', 'live-revision': 'web:4', 'previous-revision': 'web:3' },
    })
    expect(ended.log).toContain(`web: goes back from web:3 to ${tagged}, the last that was live and well`)
    expect(ended.log).toContain('web: runs it as web:4, since it is not active any more')
    const [was, is] = [await definitionOf(tagged), await definitionOf('web:4')]
    const image = `${web.web.repository}@${digestOf('two')}`
    expect(is).toEqual({ ...was, containers: was.containers.map(one => ({ ...one, image })) })
    expect(calls('UpdateService').at(-1)?.input).toEqual({
      cluster: 'staging',
      service: 'web',
      taskDefinition: 'arn:aws:ecs:ap-south-1:127214192604:task-definition/web:4',
    })
  })

  test('is not registered twice, and not left again, when the rollback is run again', async () => {
    await web.release(well('v2'))
    await web.release(well('v3'))
    await web.call('DeregisterTaskDefinition', { taskDefinition: 'web:2' })
    await back()
    const again = await back()
    expect(again).toMatchObject({ code: 0, outputs: { verdict: 'nothing-to-do', 'live-revision': 'web:4' } })
    expect(calls('RegisterTaskDefinition')).toHaveLength(1)
  })

  test('would be registered again, says the plan, and registers nothing', async () => {
    await web.release(well('v2'))
    await web.call('DeregisterTaskDefinition', { taskDefinition: 'web:1' })
    const ended = await back({ plan: 'true' })
    expect(ended.log).toContain('web: would run it as web (next), since it is not active any more')
    expect(calls('RegisterTaskDefinition')).toEqual([])
  })

  test('that was deleted cannot be run again: nothing is touched', async () => {
    await web.release(well('v2'))
    stage.sandbox.faults.order({
      operation: 'DescribeTaskDefinition',
      where: ({ input }) => (input as { taskDefinition: string }).taskDefinition === 'web:1',
      effect: { kind: 'error', code: 'ClientException', status: 400, message: 'Unable to describe task definition.' },
    })
    const ended = await back()
    expect(ended).toMatchObject({ code: 1, outputs: { verdict: 'refused', remedy: 'needs-human' } })
    expect(lastLine(ended)).toBe(
      'Error: ✗ web cannot go back: web:1, the last that was live and well, cannot be run again: its task definition was deleted: release its image with ecs-deploy-wait. Nothing was touched: it runs web:2.',
    )
    expect(calls('UpdateService')).toEqual([])
  })
})

test('a tag that has moved since is pinned to what it was', async () => {
  const tagged = await byTag('stable', 'two')
  await web.release(well('v3'))
  stage.sandbox.putImage('staging', 'web', scripted(well('something else')), ['stable'])
  const ended = await back({ 'smoke-urls': web.web.url, 'smoke-expect-text': 'two' })
  expect(ended).toMatchObject({ code: 0, outputs: { revision: 'web:4', smoke: 'answering' } })
  expect(ended.log).toContain(`goes back from web:3 to ${tagged}`)
  expect(ended.log).toContain(`runs it as web:4, since ${web.web.repository}:stable is another image by now`)
})

test.each([
  ['named by its digest', () => web.release(well('two')), () => `@${digestOf('two')}`],
  ['named by a tag', () => byTag('v2', 'two'), () => `@${digestOf('two')}`],
])('an image that is gone, %s: refused, nothing is touched', async (_, release, shown) => {
  await release()
  await web.release(well('v3'))
  await stage.sandbox.call('staging', 'ecr', 'BatchDeleteImage', {
    repositoryName: 'web',
    imageIds: [{ imageDigest: digestOf('two') }],
  })
  const ended = await back()
  expect(ended).toMatchObject({ code: 1, outputs: { verdict: 'refused', 'live-revision': 'web:3' } })
  expect(lastLine(ended)).toBe(
    `Error: ✗ web cannot go back: web:2, the last that was live and well, cannot be run again: its image ${web.web.repository}${shown()} is gone: push it again, or name another revision to go back to. Nothing was touched: it runs web:3.`,
  )
  expect(calls('UpdateService')).toEqual([])
  // The way that the line names.
  expect(await back({ to: 'web:1', 'allow-skip': 'true' })).toMatchObject({ code: 0 })
})

test('an image that this role may not look for is no reason to stay', async () => {
  await web.release(well('v2'))
  stage.sandbox.faults.order({ operation: 'DescribeImages', effect: 'access-denied' })
  const ended = await back()
  expect(ended).toMatchObject({ code: 0, outputs: { 'live-revision': 'web:1' } })
  expect(ended.log).toMatch(
    /Warning: Whether .*web@sha256:\w+ is still there is not known\. ecr:DescribeImages .* is denied/,
  )
})

test('its tags come along, but for those that AWS itself sets and takes from nobody', async () => {
  await web.release(well('v2'))
  await web.call('DeregisterTaskDefinition', { taskDefinition: 'web:1' })
  const tags = [
    { key: 'team', value: 'checkout' },
    { key: 'aws:cloudformation:stack-name', value: 'web' },
  ]
  const proxy = await between(stage, (operation, said) =>
    operation === 'DescribeTaskDefinition' ? { ...said, body: { ...said.body, tags } } : said,
  )
  const ended = await stage.run('rollback', {
    inputs: { cluster: 'staging', service: 'web', 'github-token': '' },
    env: { AWS_ENDPOINT_URL_ECS: proxy.url },
  })
  proxy.close()
  expect(ended).toMatchObject({ code: 0, outputs: { revision: 'web:3' } })
  expect((await definitionOf('web:3')).tags).toEqual([{ key: 'team', value: 'checkout' }])
})
