import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { type Ended, type Play, play } from '../play.ts'
import { scene } from '../scene.ts'

let stage: Play
beforeEach(async () => {
  stage = await play()
})
afterEach(() => stage.close())

const deploy = { cluster: 'staging', service: 'web', 'task-definition': 'web:1' }
const lastLine = ({ log }: Ended) => log.trimEnd().split('\n').at(-1)
const changes = () =>
  stage.sandbox.journal.entries.filter(({ operation }) => /^(Update|Register|Create|Put|POST|PUT)/.test(operation))

test('all bad inputs come in one message, before AWS is asked anything', async () => {
  const ended = await stage.run('ecs-deploy-wait', {
    inputs: { ...deploy, cluster: '', 'wait-for-minutes': 'soon', 'on-failure': 'panic' },
  })
  expect(ended.log.trimEnd()).toBe(
    [
      'Error: 3 inputs are wrong:',
      '- cluster is empty: give the name or ARN of the ECS cluster',
      '- wait-for-minutes is "soon": write a number of minutes, or a duration such as 90s or 15m',
      '- on-failure is "panic": write rollback or keep',
    ].join('\n'),
  )
  expect(ended.code).toBe(1)
  expect(stage.sandbox.journal.entries).toEqual([])
})

test('a misspelt input is a warning that names the nearest, and the action goes on', async () => {
  await scene(stage.sandbox)
  const ended = await stage.run('ecs-deploy-wait', { inputs: { ...deploy, 'wait-for-minuts': '5' } })
  expect(ended.log).toContain('Warning: There is no input "wait-for-minuts": did you mean "wait-for-minutes"?')
  expect(ended.code).toBe(0)
})

describe('one clear line, and nothing changed', () => {
  test.each<[string, Parameters<Play['run']>[1], RegExp]>([
    [
      'no credentials',
      { inputs: deploy, account: '' },
      /^Error: No AWS credentials were found: run aws-actions\/configure-aws-credentials/,
    ],
    [
      'no region',
      { inputs: deploy, env: { AWS_REGION: '', AWS_DEFAULT_REGION: '' } },
      /^Error: No AWS region is set: give aws-region/,
    ],
    [
      'wrong keys',
      { inputs: deploy, env: { AWS_SECRET_ACCESS_KEY: 'wrong' } },
      /^Error: AWS does not accept the credentials/,
    ],
    [
      'unknown keys',
      { inputs: deploy, env: { AWS_ACCESS_KEY_ID: 'AKIAUNKNOWN' } },
      /^Error: AWS does not accept the credentials/,
    ],
    [
      'an endpoint that cannot be reached',
      { inputs: deploy, env: { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' } },
      /^Error: AWS cannot be reached in ap-south-1 for ecs:DescribeServices on service web in cluster staging \(connect ECONNREFUSED/,
    ],
    [
      'a missing cluster',
      { inputs: { ...deploy, cluster: 'stagin' } },
      /^Error: Cluster "stagin" was not found in ap-south-1: check the input cluster/,
    ],
    [
      'a missing service',
      { inputs: { ...deploy, service: 'wbe' } },
      /^Error: Service "wbe" was not found in cluster "staging"/,
    ],
    [
      'a missing family',
      { inputs: { ...deploy, 'task-definition': 'wbe' } },
      /^Error: Task definition "wbe" was not found/,
    ],
    [
      'a service of CodeDeploy',
      { inputs: { ...deploy, service: 'by-codedeploy' } },
      /^Error: Service "by-codedeploy" is deployed by CodeDeploy/,
    ],
    [
      'a service of somebody else',
      { inputs: { ...deploy, service: 'external' } },
      /^Error: Service "external" has an EXTERNAL deployment controller/,
    ],
  ])('%s', async (_, step, line) => {
    const { id } = stage.sandbox.accounts.find('staging') as { id: string }
    await scene(stage.sandbox)
    const networkConfiguration = { awsvpcConfiguration: { subnets: ['subnet-0a0a0a0a0a0a0a0a0'] } }
    const theirs = { cluster: 'staging', desiredCount: 0, launchType: 'FARGATE', networkConfiguration }
    const create = (service: object) => stage.sandbox.call(id, 'ecs', 'CreateService', { ...theirs, ...service })
    await create({ serviceName: 'external', taskDefinition: 'web', deploymentController: { type: 'EXTERNAL' } })
    await create({
      serviceName: 'by-codedeploy',
      taskDefinition: 'web',
      deploymentController: { type: 'CODE_DEPLOY' },
    })
    const ended = await stage.run('ecs-deploy-wait', step)
    expect(lastLine(ended)).toMatch(line)
    expect(ended.log).not.toMatch(/^\s+at /m)
    expect(ended.code).toBe(1)
    expect(changes()).toEqual([])
  })

  test('several services of which two are missing: both are named', async () => {
    await scene(stage.sandbox)
    const ended = await stage.run('ecs-deploy-wait', { inputs: { ...deploy, service: 'a, web, b' } })
    expect(ended.log).toMatch(/- Service "a" was not found.*\n- Service "b" was not found/)
    expect(changes()).toEqual([])
  })

  test('a revision that does not exist', async () => {
    await scene(stage.sandbox)
    const ended = await stage.run('ecs-deploy-wait', { inputs: { ...deploy, 'task-definition': 'web:99' } })
    expect(lastLine(ended)).toMatch(/^Error: .*web:99|TaskDefinition not found/)
    expect(ended.code).toBe(1)
    expect(ended.outputs.revision).toBe('web:99')
  })
})

test('a permission that is denied is named, with who was denied and on what', async () => {
  await stage.close()
  stage = await play({
    accounts: [
      {
        name: 'staging',
        id: '127214192604',
        region: 'ap-south-1',
        keys: [{ user: 'ci', accessKeyId: 'AKIATEST', secretAccessKey: 'secret', allow: ['ecs:DescribeServices'] }],
        roles: [],
      },
    ],
  })
  const web = await scene(stage.sandbox)
  await web.revise({})
  const ended = await stage.run('ecs-deploy-wait', { inputs: { ...deploy, 'task-definition': 'web:2' } })
  expect(lastLine(ended)).toBe(
    "Error: ecs:UpdateService on service web in cluster staging is denied to arn:aws:iam::127214192604:user/ci: allow ecs:UpdateService in the role's policy (each action's README has the policy it needs).",
  )
})

describe('detect-env, through its bundle', () => {
  const map = `service: address-api
environments:
  staging: { cluster: staging, registry: 127214192604.dkr.ecr.ap-south-1.amazonaws.com/staging/address-api, url: "https://staging.example.com" }
  production: { short: prod, cluster: prod, registry: 429032495558.dkr.ecr.ap-south-1.amazonaws.com/prod/address-api, url: "https://example.com" }
`
  const event = (tag: string, prerelease: boolean, more: object = {}) => ({
    files: {
      '.github/ecs-release.yml': map,
      'event.json': JSON.stringify({
        action: 'published',
        release: { tag_name: tag, prerelease, draft: false, name: tag, body: '`x`\n$(y)' },
        ...more,
      }),
    },
    env: {
      GITHUB_EVENT_NAME: 'release',
      GITHUB_EVENT_PATH: 'event.json',
      GITHUB_REF: `refs/tags/${tag}`,
      GITHUB_REF_NAME: tag,
    },
  })

  test('says all that is known of the environment', async () => {
    const ended = await stage.run('detect-env', event('v0.1.0-rc.2', true))
    expect(ended).toMatchObject({
      code: 0,
      outputs: {
        'should-deploy': 'true',
        environment: 'staging',
        'environment-short': 'staging',
        version: '0.1.0',
        'rc-number': '2',
        'is-prerelease': 'true',
        account: '127214192604',
        region: 'ap-south-1',
        cluster: 'staging',
        registry: '127214192604.dkr.ecr.ap-south-1.amazonaws.com/staging/address-api',
        url: 'https://staging.example.com',
        'service-id': 'address-api',
        app: 'address-api-staging',
        'image-tag': 'sha-a1b2c3d',
        'release-body': '`x`\n$(y)',
      },
    })
  })

  test.each<[string, boolean]>([
    ['v0.1.0', true],
    ['v0.1.0-RC.1', true],
    ['v0.1.0-RC.1', false],
    ['$(touch x)', true],
    ['v0.1.0-rc.1; touch x', true],
    ['`touch x`', false],
  ])(
    'tag %j with the pre-release box %s is refused: no file, no AWS call, nothing to deploy',
    async (tag, prerelease) => {
      const begun = stage.start('detect-env', event(tag, prerelease))
      const ended = await begun.ended
      expect(ended.code).toBe(1)
      expect(lastLine(ended)).toMatch(/^Error: Tag ".*" (is neither|means production, but)/)
      expect(ended.outputs).toEqual({ 'should-deploy': 'false', environment: '' })
      expect(existsSync(join(begun.workspace, 'x'))).toBe(false)
      expect(stage.sandbox.journal.entries).toEqual([])
    },
  )

  test.each<[string, string, RegExp]>([
    [
      'an environment that the map does not have',
      map.replace('production:', 'prod:'),
      /\.github\/ecs-release\.yml: environments has no "production"; it has: staging, prod/,
    ],
    ['a map that is no YAML', 'a: [', /\.github\/ecs-release\.yml is neither JSON nor YAML: .* at line 1, column \d/],
    [
      'a map whose aliases would fill the memory',
      [
        'a: &a [x, x, x, x, x, x, x, x, x]',
        'b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]',
        'c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]',
        'd: [*c, *c, *c, *c, *c, *c, *c, *c, *c]',
      ].join('\n'),
      /^Error: \.github\/ecs-release\.yml is neither JSON nor YAML: Excessive alias count/,
    ],
    [
      'a map with an alias of nothing',
      'environments: *all',
      /^Error: \.github\/ecs-release\.yml is neither JSON nor YAML: Unresolved alias .*: all\.$/,
    ],
    ['a key that is missing', map.replace('cluster: prod, ', ''), /environments\.production\.cluster is missing/],
  ])('%s is one clear line', async (_, text, line) => {
    const step = event('v0.1.0', false)
    const ended = await stage.run('detect-env', { ...step, files: { ...step.files, '.github/ecs-release.yml': text } })
    expect(lastLine(ended)).toMatch(line)
    expect(ended).toMatchObject({ code: 1, outputs: { 'should-deploy': 'false', environment: '' } })
    expect(ended.log).not.toContain('bug in ecs-release')
  })

  test.each<[string, Parameters<Play['run']>[1], RegExp]>([
    [
      'no payload',
      { env: { GITHUB_EVENT_NAME: 'release', GITHUB_EVENT_PATH: '' } },
      /^Error: GITHUB_EVENT_PATH is not set, so which event this is cannot be told/,
    ],
    [
      'no name',
      { env: { GITHUB_EVENT_PATH: 'event.json' }, files: { 'event.json': '{}' } },
      /^Error: GITHUB_EVENT_NAME is not set/,
    ],
    [
      'a payload that is not there',
      { env: { GITHUB_EVENT_NAME: 'release', GITHUB_EVENT_PATH: 'gone.json' } },
      /^Error: The event's payload at GITHUB_EVENT_PATH \(gone\.json\) cannot be read: ENOENT/,
    ],
    [
      'a payload that is cut off',
      {
        env: { GITHUB_EVENT_NAME: 'release', GITHUB_EVENT_PATH: 'event.json' },
        files: { 'event.json': '{"action":' },
      },
      /^Error: The event's payload at GITHUB_EVENT_PATH \(event\.json\) cannot be read: Unexpected end/,
    ],
    [
      'a payload that is no object',
      { env: { GITHUB_EVENT_NAME: 'release', GITHUB_EVENT_PATH: 'event.json' }, files: { 'event.json': 'null' } },
      /^Error: .* cannot be read: it is no JSON object\.$/,
    ],
    [
      'a payload of something else',
      { env: { GITHUB_EVENT_NAME: 'release', GITHUB_EVENT_PATH: 'event.json' }, files: { 'event.json': '{}' } },
      /^Error: The payload of the release event has no release/,
    ],
  ])('an event with %s is a failure, and nothing to deploy', async (_, step, line) => {
    const ended = await stage.run('detect-env', step)
    expect(lastLine(ended)).toMatch(line)
    expect(ended).toMatchObject({ code: 1, outputs: { 'should-deploy': 'false', environment: '' } })
  })

  test('without a map the service must be given', async () => {
    const { env, files } = event('v0.1.0', false)
    const step = { env, files: { 'event.json': files['event.json'] } }
    expect(lastLine(await stage.run('detect-env', step))).toMatch(
      /service is empty and there is no \.github\/ecs-release\.yml/,
    )
    expect((await stage.run('detect-env', { ...step, inputs: { service: 'web' } })).outputs).toMatchObject({
      environment: 'production',
      'service-id': 'web',
    })
  })

  /** A token of a job, and the deployment of a version to staging with its statuses, oldest first. */
  async function deployed(version: string, ...states: string[]): Promise<string> {
    const { token } = stage.sandbox.github.openJob({
      repository: 'acme/address-api',
      ref: `refs/tags/${version}`,
      sha: 'b'.repeat(40),
    })
    const post = async (path: string, content: object) => {
      const answer = await fetch(`${stage.sandbox.githubUrl}/repos/acme/address-api/deployments${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}` },
        body: JSON.stringify(content),
      })
      return (await answer.json()) as { id: number }
    }
    const made = { ref: version, environment: 'staging', required_contexts: [], auto_merge: false }
    const { id } = await post('', made)
    for (const state of states) await post(`/${id}/statuses`, { state })
    return token
  }

  test('a release that goes back behind an earlier one is noticed, or refused where that is asked for', async () => {
    await deployed('v0.1.0-rc.2', 'in_progress', 'success')
    const token = await deployed('v9.0.0-rc.1', 'in_progress', 'failure')
    const inputs = { 'github-token': token }
    const back = event('v0.1.0-rc.1', true)
    const noticed = await stage.run('detect-env', { ...back, inputs })
    expect(noticed.log).toContain('Warning: v0.1.0-rc.1 goes back: v0.1.0-rc.2 was deployed to staging before.')
    expect(noticed.code).toBe(0)
    const refused = await stage.run('detect-env', { ...back, inputs: { ...inputs, 'require-increasing': 'true' } })
    expect(lastLine(refused)).toBe(
      'Error: v0.1.0-rc.1 goes back: v0.1.0-rc.2 was deployed to staging before. Release a later version; or, to go back on purpose, set require-increasing to false.',
    )
    expect(refused.log).not.toContain(token)
  })

  test('a later version that was replaced since was deployed, and one that failed or never ended was not', async () => {
    const ask = async (token: string) => {
      const inputs = { 'github-token': token, 'require-increasing': 'true' }
      return lastLine(await stage.run('detect-env', { ...event('v0.1.0-rc.1', true), inputs }))
    }
    await deployed('v0.9.0-rc.1', 'in_progress', 'error')
    expect(await ask(await deployed('v0.8.0-rc.1', 'in_progress'))).toMatch(/^✓ v0\.1\.0-rc\.1 deploys to staging/)
    expect(await ask(await deployed('v0.7.0-rc.1', 'in_progress', 'success', 'inactive'))).toMatch(
      /^Error: v0\.1\.0-rc\.1 goes back: v0\.7\.0-rc\.1 was deployed to staging before\./,
    )
  })

  test('earlier deployments that cannot be read are a warning, and a failure where the order is required', async () => {
    const inputs = { 'github-token': 'nonsense' }
    const step = event('v0.1.0-rc.1', true)
    const warned = await stage.run('detect-env', { ...step, inputs })
    expect(warned.log).toContain(
      'Warning: Whether v0.1.0-rc.1 goes back behind an earlier release to staging is not known. GitHub does not accept the token to list the deployments of staging: check the input github-token.',
    )
    expect(warned.code).toBe(0)
    const refused = await stage.run('detect-env', { ...step, inputs: { ...inputs, 'require-increasing': 'true' } })
    expect(lastLine(refused)).toMatch(/^Error: GitHub does not accept the token/)
  })

  test('mending the notes of an old release deploys nothing, unless the repository wants to go back that way', async () => {
    const step = event('v0.0.9', false, { action: 'edited' })
    expect(await stage.run('detect-env', step)).toMatchObject({
      code: 0,
      log: '✓ Nothing to deploy: a release that is edited is not deployed again, unless deploy-edited is true.\n',
      outputs: { 'should-deploy': 'false', environment: '' },
    })
    const wanted = await stage.run('detect-env', { ...step, inputs: { 'deploy-edited': 'true' } })
    expect(wanted.outputs).toMatchObject({ 'should-deploy': 'true', environment: 'production' })
  })
})
