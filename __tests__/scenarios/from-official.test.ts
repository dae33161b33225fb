import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { checkoutOf } from '../../rehearse/checkout.ts'
import { credentialsFrom } from '../../rehearse/demo/credentials.ts'
import { githubSide } from '../../rehearse/demo/github-side.ts'
import { launchIn } from '../../rehearse/demo/stage.ts'
import type { JobReport, RunReport } from '../../rehearse/happening.ts'
import { rehearse } from '../../rehearse/rehearse.ts'
import type { Script } from '../../sandbox/runtime/script.ts'
import { example, officials, page, rowsOf } from '../official.ts'
import { type Play, play, SHA } from '../play.ts'
import { type Scene, scene, scripted } from '../scene.ts'

type Contract = { inputs: Record<string, { required?: boolean }>; outputs: Record<string, unknown> }
const contractOf = (action: string) => parse(readFileSync(`actions/${action}/action.yml`, 'utf8')) as Contract

describe.each(Object.entries(officials))('the page says of %s', (name, { version, source, ...contract }) => {
  test('which version it was read against', () => {
    expect(page.replaceAll('\n', ' ')).toContain(`${name} ${version}`)
    expect(source).toContain(`/${name}/blob/v${version}/`)
  })

  test.each(['input', 'output'] as const)('every %s, and none that it has not', kind => {
    const told = rowsOf(name, kind).map(row => row.official)
    expect(told.toSorted()).toEqual(contract[`${kind}s`].toSorted())
  })

  test.each(['input', 'output'] as const)('of each %s a counterpart that is there, or that there is none', kind => {
    for (const { official, mark, ours, action } of rowsOf(name, kind)) {
      const known = action === undefined ? [] : Object.keys(contractOf(action)[`${kind}s`])
      expect({ official, unknown: ours.filter(one => !known.includes(one)) }).toEqual({ official, unknown: [] })
      expect({ official, mark }).toEqual({ official, mark: expect.stringMatching(/^(as is|renamed|rewrite|gone)$/) })
      expect({ official, none: ours.length === 0 }).toEqual({ official, none: mark === 'gone' })
      if (mark === 'as is') expect(ours).toEqual([official])
    }
  })
})

const PLACES: Record<string, string> = {
  'amazon-ecs-render-task-definition': 'register-task-def',
  'amazon-ecs-deploy-task-definition': 'ecs-deploy-wait',
}

/** The workflow with its `uses:` lines changed and nothing else; throws when the page says that this is not enough. */
function changeUses(workflow: string): string {
  const { jobs } = parse(workflow) as { jobs: Record<string, { steps: { uses?: string; with?: object }[] }> }
  for (const { uses = '', with: given = {} } of Object.values(jobs).flatMap(job => job.steps)) {
    const name = uses.match(/^aws-actions\/([\w-]+)@/)?.[1] ?? ''
    const enough = name in PLACES ? rowsOf(name, 'input').filter(row => row.mark === 'as is') : undefined
    const others = Object.keys(given).filter(one => enough?.every(row => row.official !== one))
    if (others.length > 0)
      throw new Error(`the page does not say that ${others.join(', ')} of ${name} stay as they are`)
  }
  return workflow.replaceAll(/uses: aws-actions\/([\w-]+)@v\d+/g, (line, name: string) =>
    name in PLACES ? `uses: ecs-release/ecs-release/actions/${PLACES[name]}@v0` : line,
  )
}

/** A job as the official READMEs teach it, from the credentials on. */
const job = (steps: string) => `name: Deploy
on: { push: { branches: [main] } }
permissions: {}
jobs:
  deploy:
    runs-on: ubuntu-latest
    environment: staging
    permissions: { contents: read, id-token: write }
    outputs:
      arn: \${{ steps.deploy.outputs.task-definition-arn }}
    steps:
      - uses: actions/checkout@v6
      - uses: aws-actions/configure-aws-credentials@v6
        with:
          role-to-assume: \${{ vars.AWS_ROLE }}
          aws-region: \${{ vars.AWS_REGION }}
${steps.replaceAll(/^(?=.)/gm, '      ')}`

let stage: Play
let web: Scene
let folder: string
beforeEach(async () => {
  stage = await play()
  web = await scene(stage.sandbox)
  folder = mkdtempSync(join(tmpdir(), 'from-official-'))
  mkdirSync(join(folder, '.github/workflows'), { recursive: true })
  await writeDefinition(definition => definition)
  push({ answers: [{ body: 'v2' }] })
})
afterEach(async () => {
  await stage.close()
  rmSync(folder, { recursive: true })
})

type Definition = { containerDefinitions: Record<string, unknown>[] } & Record<string, unknown>
const describeDefinition = async (taskDefinition: string) =>
  (await stage.sandbox.call('staging', 'ecs', 'DescribeTaskDefinition', { taskDefinition }))
    .taskDefinition as Definition
const calls = (operation: string) => stage.sandbox.journal.calls({ service: 'ecs', operation, status: 200 })
/** What jobs asked of ECS, without what the scene did. */
const asked = (operation: string) => calls(operation).filter(({ caller }) => caller?.includes('assumed-role/deploy'))

/** Pushes an image under the commit's tag, as the job's earlier steps would. */
const push = (script: Script) => {
  const image = scripted(script)
  stage.sandbox.putImage('staging', 'web', image, [SHA])
  return `${web.repository}@${image.digest}`
}

/** `task-definition.json` as `aws ecs describe-task-definition --query taskDefinition` prints it, read-only members and all. */
async function writeDefinition(change: (definition: Definition) => Definition) {
  const text = JSON.stringify(change(await describeDefinition('web:1')), undefined, 2)
  writeFileSync(join(folder, 'task-definition.json'), text)
}

/** Rehearses a push to main; answers its one job. */
async function run(workflow: string): Promise<JobReport> {
  const { sandbox } = stage
  const path = join(folder, '.github/workflows/deploy.yml')
  writeFileSync(path, workflow)
  sandbox.github.repository('acme/web')
  const report = (await rehearse({
    workflow: path,
    event: { name: 'push', payload: {} },
    repository: { name: 'acme/web', folder },
    sha: SHA,
    ref: 'refs/heads/main',
    actions: { 'ecs-release/ecs-release': resolve('.') },
    standIns: {
      'actions/checkout': checkoutOf(folder),
      'aws-actions/configure-aws-credentials': credentialsFrom(sandbox.awsUrl),
    },
    vars: {
      AWS_ROLE: 'arn:aws:iam::127214192604:role/deploy',
      AWS_REGION: 'ap-south-1',
      REGISTRY: web.repository.replace(/\/web$/, ''),
    },
    urls: { server: 'https://github.com', api: sandbox.githubUrl },
    hooks: githubSide(sandbox),
    clock: sandbox.clock,
    launch: launchIn(sandbox),
    machineEnv: { AWS_ENDPOINT_URL: sandbox.awsUrl, AWS_EC2_METADATA_DISABLED: 'true', NODE_NO_WARNINGS: '1' },
  })) as RunReport
  return report.jobs[0] as JobReport
}

const warnings = (done: JobReport) =>
  done.steps.flatMap(step => step.lines.filter(({ kind }) => kind === 'warning').map(({ text }) => text))
const stepOf = (done: JobReport, id: string) => done.steps.find(step => step.id === id)
const arn = (revision: string) => `arn:aws:ecs:ap-south-1:127214192604:task-definition/${revision}`

/** What the service runs in the end, and that it is all there. */
const expectLive = async (revision: string) => {
  const { taskDefinition, deployments } = await web.describe()
  expect(taskDefinition).toBe(arn(revision))
  expect(deployments).toMatchObject([{ rolloutState: 'COMPLETED', runningCount: 2 }])
}

describe('with its `uses:` lines changed, a workflow', () => {
  test('that renders and deploys, as the page shows it, is green when the new revision serves', async () => {
    const { before, after } = example()
    expect(changeUses(before)).toBe(after)
    const image = push({ answers: [{ body: 'v2' }] })
    const done = await run(after)
    expect([done.result, warnings(done)]).toEqual(['success', []])
    expect(stepOf(done, 'render')?.outputs).toMatchObject({ 'task-definition': 'web:2', image })
    expect(stepOf(done, 'deploy')?.outputs).toMatchObject({ 'task-definition-arn': arn('web:2'), verdict: 'succeeded' })
    expect((await describeDefinition('web:2')).containerDefinitions).toMatchObject([
      { image, environment: [{ name: 'LOG_LEVEL', value: 'info' }] },
    ])
    await expectLive('web:2')
  })

  test('that renders two containers in a row and deploys', async () => {
    await writeDefinition(({ containerDefinitions, ...rest }) => ({
      ...rest,
      containerDefinitions: [
        ...containerDefinitions,
        { name: 'proxy', image: 'placeholder', essential: false, memory: 64 },
      ],
    }))
    const workflow = job(`
- id: app
  uses: aws-actions/amazon-ecs-render-task-definition@v1
  with:
    task-definition: task-definition.json
    container-name: app
    image: \${{ vars.REGISTRY }}/web:\${{ github.sha }}
    log-configuration-log-driver: awslogs
    log-configuration-options: |
      awslogs-create-group=true
      awslogs-group=/ecs/web
      awslogs-region=ap-south-1
      awslogs-stream-prefix=ecs
- id: proxy
  uses: aws-actions/amazon-ecs-render-task-definition@v1
  with:
    task-definition: \${{ steps.app.outputs.task-definition }}
    container-name: proxy
    image: \${{ vars.REGISTRY }}/web:\${{ github.sha }}
    docker-labels: |
      SERVICE=web
- id: deploy
  uses: aws-actions/amazon-ecs-deploy-task-definition@v2
  with:
    task-definition: \${{ steps.proxy.outputs.task-definition }}
    service: web
    cluster: staging
    wait-for-service-stability: true
    wait-for-minutes: 10`)
    const done = await run(changeUses(workflow))
    expect([done.result, warnings(done)]).toEqual(['success', []])
    const [app, proxy] = (await describeDefinition('web:3')).containerDefinitions
    expect(app).toMatchObject({ image: push({ answers: [{ body: 'v2' }] }) })
    expect(proxy).toMatchObject({ image: app?.image, dockerLabels: { SERVICE: 'web' } })
    await expectLive('web:3')
  })

  const deployFile = job(`
- id: deploy
  uses: aws-actions/amazon-ecs-deploy-task-definition@v2
  with:
    task-definition: task-definition.json
    service: web
    cluster: staging
    wait-for-service-stability: true
- run: echo "deployed \${{ steps.deploy.outputs.task-definition-arn }}"`)

  test('that deploys a file registers it and waits; the same file again changes nothing', async () => {
    const image = push({ answers: [{ body: 'v3' }] })
    await writeDefinition(definition => withImage(definition, image))
    const done = await run(changeUses(deployFile))
    expect([done.result, warnings(done)]).toEqual(['success', []])
    expect(done.outputs).toEqual({ arn: arn('web:2') })
    await expectLive('web:2')

    const again = await run(changeUses(deployFile))
    expect(stepOf(again, 'deploy')?.outputs).toMatchObject({
      'task-definition-arn': arn('web:2'),
      verdict: 'nothing-to-do',
    })
    expect([asked('RegisterTaskDefinition').length, asked('UpdateService').length]).toEqual([1, 1])
  })

  test('whose release is rolled back is red, says so, and tells what is live', async () => {
    const image = push({ listenAfterSeconds: 60, exit: { atSecond: 1, code: 1 } })
    await writeDefinition(definition => withImage(definition, image))
    const done = await run(changeUses(deployFile))
    expect(done.result).toBe('failure')
    expect(stepOf(done, 'deploy')?.outputs).toMatchObject({ verdict: 'rolled-back', 'live-revision': 'web:1' })
  })

  test('that does not wait is green as soon as ECS has taken the update', async () => {
    await writeDefinition(definition => withImage(definition, push({ answers: [{ body: 'v3' }] })))
    const done = await run(changeUses(deployFile).replace('stability: true', 'stability: false'))
    expect(done.result).toBe('success')
    expect(stepOf(done, 'deploy')?.outputs).toMatchObject({ verdict: 'progressing', revision: 'web:2' })
  })
})

const withImage = ({ containerDefinitions, ...rest }: Definition, image: string): Definition => ({
  ...rest,
  containerDefinitions: containerDefinitions.map(one => ({ ...one, image })),
})

describe('a deployment with a task before it', () => {
  /** A job that ends by itself, in the image of the service, by what official users override. */
  const overrides = (code: number) => [
    { name: 'app', environment: [{ name: 'SANDBOX_SCRIPT', value: JSON.stringify({ exit: { atSecond: 5, code } }) }] },
  ]
  const given = {
    'run-task': 'true',
    'run-task-subnets': 'subnet-0a0a0a0a0a0a0a0a0,subnet-0b0b0b0b0b0b0b0b0',
    'run-task-security-groups': 'sg-0d0d0d0d0d0d0d0d0',
    'run-task-assign-public-IP': 'DISABLED',
    'run-task-launch-type': 'FARGATE',
    'run-task-tags': '[{"key": "project", "value": "addresses"}]',
    'wait-for-task-stopped': 'true',
  }

  test('is refused when only `uses:` is changed, and nothing is deployed', async () => {
    const deploy = { 'task-definition': 'web:2', cluster: 'staging', service: 'web' }
    await web.revise({ answers: [{ body: 'v2' }] })
    const ended = await stage.run('ecs-deploy-wait', { inputs: { ...deploy, ...given } })
    expect(ended.code).toBe(1)
    expect(ended.log).toContain('Error: Input run-task is not done here: run the task in a step before this one')
    expect((await web.describe()).taskDefinition).toBe(arn('web:1'))
    const without = await stage.run('ecs-deploy-wait', { inputs: { ...deploy, 'run-task': 'false' } })
    expect(without.outputs.verdict).toBe('succeeded')
  })

  /** What the page has for the given inputs: other names, and the same values. */
  const renamed = Object.entries(given).flatMap(([name, value]) => {
    const row = rowsOf('amazon-ecs-deploy-task-definition', 'input').find(one => one.official === name)
    return row?.mark === 'renamed' && row.action === 'run-task' ? [[row.ours[0] as string, value] as const] : []
  })

  const threeSteps = (code: number) => {
    const [{ name, environment } = { name: '', environment: [] }] = overrides(code)
    const inputs = [
      ...renamed,
      ['container-name', name],
      ['environment-variables', JSON.stringify(environment)],
    ] as const
    return job(`
- id: register
  uses: ecs-release/ecs-release/actions/register-task-def@v0
  with:
    task-definition: task-definition.json
    image: \${{ vars.REGISTRY }}/web:\${{ github.sha }}
- id: migrate
  uses: ecs-release/ecs-release/actions/run-task@v0
  with:
    cluster: staging
    task-definition: \${{ steps.register.outputs.task-definition }}
${inputs.map(([input, value]) => `    ${input}: ${JSON.stringify(value)}`).join('\n')}
- id: deploy
  uses: ecs-release/ecs-release/actions/ecs-deploy-wait@v0
  with:
    cluster: staging
    service: web
    task-definition: \${{ steps.register.outputs.task-definition }}`)
  }

  test('keeps the values of all inputs that the page renames', () => {
    expect(renamed).toHaveLength(Object.keys(given).length - 1)
  })

  test('is three steps as the page says: the service is released when the task went well', async () => {
    const done = await run(threeSteps(0))
    expect([done.result, warnings(done)]).toEqual(['success', []])
    expect(stepOf(done, 'migrate')?.outputs).toMatchObject({
      verdict: 'succeeded',
      'exit-code': '0',
      'task-arns': expect.stringMatching(/^arn:aws:ecs:ap-south-1:127214192604:task\/staging\/[0-9a-f]{32}$/),
    })
    const [subnets, securityGroups] = ['run-task-subnets', 'run-task-security-groups'] as const
    expect(asked('RunTask')).toMatchObject([
      {
        input: {
          launchType: 'FARGATE',
          networkConfiguration: {
            awsvpcConfiguration: {
              subnets: given[subnets].split(','),
              securityGroups: [given[securityGroups]],
              assignPublicIp: 'DISABLED',
            },
          },
          overrides: { containerOverrides: overrides(0) },
          tags: [{ key: 'project', value: 'addresses' }],
        },
      },
    ])
    await expectLive('web:2')
  })

  test('is red when the task fails, and the service is not touched', async () => {
    const done = await run(threeSteps(3))
    expect(done.result).toBe('failure')
    expect(stepOf(done, 'migrate')?.outputs).toMatchObject({ verdict: 'failed', 'exit-code': '3' })
    expect(asked('UpdateService')).toEqual([])
    await expectLive('web:1')
  })
})
