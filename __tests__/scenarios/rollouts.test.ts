import { afterEach, describe, expect, test } from '@jest/globals'
import type { Script } from '../../sandbox/runtime/script.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import { type Play, play } from '../play.ts'
import { type Scene, type SceneOptions, scene } from '../scene.ts'

let stage: Play
afterEach(() => stage.close())

const primary = async (web: Scene) => (await web.describe()).deployments.find(one => one.status === 'PRIMARY')
const revisionOf = (arn: string | undefined) => arn?.split('/').at(-1)
const updates = () => stage.sandbox.journal.calls({ service: 'ecs', operation: 'UpdateService' })
const breakerOff: SceneOptions = { breaker: { enable: false, rollback: false } }

type Story = {
  script?: Script
  scene?: SceneOptions
  /** What is ordered of the world before the step runs. */
  world?: (sandbox: Sandbox) => void
  inputs?: Record<string, string>
  verdict: string
  remedy?: string
  live: string
  cause: RegExp
  line: RegExp
  /** UpdateService calls of ours. */
  updates?: number
}

const crash = (code: number, reason?: 'oom'): Script => ({
  listenAfterSeconds: 60,
  exit: { atSecond: 1, code, ...(reason ? { reason } : {}) },
})

describe('a new revision', () => {
  test.each<[string, Story]>([
    [
      'that answers takes over',
      { verdict: 'succeeded', live: 'web:2', cause: /^$/, line: /^✓ web:2 is live: 2 of 2 tasks \(was web:1\)/ },
    ],
    [
      'without a load balancer takes over once it has run for half a minute',
      { scene: { balanced: false }, verdict: 'succeeded', live: 'web:2', cause: /^$/, line: /^✓ web:2 is live/ },
    ],
    [
      'that exits 1 is rolled back by ECS',
      {
        script: crash(1),
        verdict: 'rolled-back',
        live: 'web:1',
        cause: /container "app" exited with code 1$/,
        line: /by the circuit breaker: .* web:1 is live \(2 of 2 tasks\)/,
      },
    ],
    [
      'that exits 137 is told apart',
      {
        script: crash(137),
        verdict: 'rolled-back',
        live: 'web:1',
        cause: /exited with code 137 \(killed, SIGKILL\)/,
        line: /137/,
      },
    ],
    [
      'that runs out of memory is told apart from a kill',
      {
        script: crash(137, 'oom'),
        verdict: 'rolled-back',
        live: 'web:1',
        cause: /ran out of memory \(exit 137\)/,
        line: /Raise the memory/,
      },
    ],
    [
      'that exits 0 is told to stay in the foreground',
      {
        script: crash(0),
        verdict: 'rolled-back',
        live: 'web:1',
        cause: /exited with code 0/,
        line: /must keep running in the foreground/,
      },
    ],
    [
      'that answers 500 fails the load balancer',
      {
        script: { answers: [{ status: 500 }] },
        verdict: 'rolled-back',
        live: 'web:1',
        cause: /Health checks failed with these codes: \[500\]/,
        line: /Read its logs and open the health check path/,
      },
    ],
    [
      'that hangs fails the load balancer',
      {
        script: { answers: [{ hang: true }] },
        verdict: 'rolled-back',
        live: 'web:1',
        cause: /Request timed out/,
        line: /health check/,
      },
    ],
    [
      'without a rollback by ECS is brought back by us',
      {
        script: crash(1),
        scene: { breaker: { enable: true, rollback: false } },
        verdict: 'failed',
        remedy: 'rolled-back',
        live: 'web:1',
        cause: /code 1/,
        line: /given up by the circuit breaker.*It was rolled back to web:1\. web:1 is live \(2 of 2 tasks\)/,
        updates: 2,
      },
    ],
    [
      'is left alone when that is asked for',
      {
        script: crash(1),
        scene: { breaker: { enable: true, rollback: false } },
        inputs: { 'on-failure': 'keep' },
        verdict: 'failed',
        remedy: 'kept',
        live: 'web:1',
        cause: /code 1/,
        line: /It was left as it is/,
      },
    ],
    [
      'that never gets well is given up and brought back, though ECS goes on trying',
      {
        script: { answers: [{ status: 503 }] },
        scene: breakerOff,
        verdict: 'failed',
        remedy: 'rolled-back',
        live: 'web:1',
        cause: /\[503\]/,
        line: /It was rolled back to web:1/,
      },
    ],
    [
      'for which Fargate has no room by the limit is brought back',
      {
        world: ({ ecs }) => ecs.capacity(false),
        scene: breakerOff,
        inputs: { 'wait-for-minutes': '4' },
        verdict: 'timed-out',
        remedy: 'rolled-back',
        live: 'web:1',
        cause: /capacity/i,
        line: /did not take over within 4m .*It was rolled back to web:1/,
      },
    ],
    [
      'of a service that wants no task is not called live',
      {
        scene: { desired: 0, balanced: false },
        verdict: 'failed',
        remedy: 'needs-human',
        live: '',
        cause: /./,
        line: /desired count 0/,
      },
    ],
  ])('%s', async (_, story) => {
    stage = await play()
    const web = await scene(stage.sandbox, story.scene)
    const revision = await web.revise(story.script ?? { answers: [{ body: 'v2' }] })
    story.world?.(stage.sandbox)
    const ended = await stage.run('ecs-deploy-wait', {
      inputs: { cluster: 'staging', service: 'web', 'task-definition': revision, ...story.inputs },
    })
    const good = story.verdict === 'succeeded'
    expect(ended.outputs).toMatchObject({
      verdict: story.verdict,
      remedy: story.remedy ?? 'none',
      'live-revision': story.live,
    })
    expect(ended.outputs.cause).toMatch(story.cause)
    expect(ended.log.trimEnd().split('\n').at(-1)).toMatch(story.line)
    expect(ended.code).toBe(good ? 0 : 1)
    expect(updates()).toHaveLength(story.updates ?? 1)
    if (story.live)
      expect(revisionOf((await primary(web))?.taskDefinition)).toBe(story.remedy === 'kept' ? 'web:2' : story.live)
  })

  test('with an image that does not exist is rolled back, and the image is named', async () => {
    stage = await play()
    const web = await scene(stage.sandbox)
    const { id } = stage.sandbox.accounts.find('staging') as { id: string }
    const missing = `${web.repository}@sha256:${'0'.repeat(64)}`
    await stage.sandbox.call(id, 'ecs', 'RegisterTaskDefinition', {
      family: 'web',
      networkMode: 'awsvpc',
      requiresCompatibilities: ['FARGATE'],
      cpu: '256',
      memory: '512',
      executionRoleArn: `arn:aws:iam::${id}:role/ecsTaskExecutionRole`,
      containerDefinitions: [{ name: 'app', image: missing, portMappings: [{ containerPort: 8080 }] }],
    })
    const ended = await stage.run('ecs-deploy-wait', {
      inputs: { cluster: 'staging', service: 'web', 'task-definition': 'web' },
    })
    expect(ended.outputs).toMatchObject({ verdict: 'failed', remedy: 'rolled-back', 'live-revision': 'web:1' })
    expect(ended.outputs.cause).toBe(`its image does not exist: ${missing}`)
  })

  test('that is replaced by another deployer is superseded, and nothing is done about it', async () => {
    stage = await play()
    const web = await scene(stage.sandbox)
    const [ours, theirs] = [
      await web.revise({ answers: [{ body: 'v2' }] }),
      await web.revise({ answers: [{ body: 'v3' }] }),
    ]
    const { id } = stage.sandbox.accounts.find('staging') as { id: string }
    const begun = stage.start('ecs-deploy-wait', {
      inputs: { cluster: 'staging', service: 'web', 'task-definition': ours },
    })
    stage.clock.after(20_000, async () => {
      await stage.sandbox.call(id, 'ecs', 'UpdateService', {
        cluster: 'staging',
        service: 'web',
        taskDefinition: theirs,
      })
    })
    const ended = await begun.ended
    expect(ended.outputs).toMatchObject({ verdict: 'superseded', remedy: 'none', 'live-revision': 'web:1' })
    expect(ended.outputs.message).toMatch(
      /web:2 was superseded: a newer deployment of web:3 took its place\. web:1 is live/,
    )
    expect(ended.code).toBe(1)
    expect(updates()).toHaveLength(1)
  })
})

describe('the same step again', () => {
  const again = { cluster: 'staging', service: 'web', 'task-definition': 'web:2' }

  test('changes nothing when the revision serves already', async () => {
    stage = await play()
    const web = await scene(stage.sandbox)
    await web.revise({ answers: [{ body: 'v2' }] })
    await stage.run('ecs-deploy-wait', { inputs: again })
    const ended = await stage.run('ecs-deploy-wait', { inputs: again })
    expect(ended).toMatchObject({ code: 0, outputs: { verdict: 'nothing-to-do', 'live-revision': 'web:2' } })
    expect(ended.log).toMatch(/✓ web:2 was live already: 2 of 2 tasks, nothing to do\.\n$/)
    expect(updates()).toHaveLength(1)
  })

  test.each([5, 30, 60])(
    'after a kill %d seconds into the rollout takes it up again: one deployment, one end',
    async seconds => {
      stage = await play()
      const web = await scene(stage.sandbox)
      await web.revise({ answers: [{ body: 'v2' }] })
      const first = stage.start('ecs-deploy-wait', { inputs: again })
      stage.clock.after(seconds * 1000, () => {
        first.child.kill('SIGKILL')
      })
      expect((await first.ended).code).toBeNull()
      const ended = await stage.run('ecs-deploy-wait', { inputs: again })
      expect(ended.outputs).toMatchObject({
        verdict: 'succeeded',
        'previous-revision': 'web:1',
        'live-revision': 'web:2',
      })
      expect(ended.log).toMatch(/is under way already/)
      expect(updates()).toHaveLength(1)
      expect((await web.describe()).deployments).toHaveLength(1)
    },
  )
})

test('a cancelled job ends at once, says what still runs, and touches nothing', async () => {
  stage = await play()
  const web = await scene(stage.sandbox)
  await web.revise({ answers: [{ body: 'v2' }] })
  const begun = stage.start('ecs-deploy-wait', {
    inputs: { cluster: 'staging', service: 'web', 'task-definition': 'web:2' },
  })
  let cancelledAt = 0
  stage.clock.after(30_000, () => {
    cancelledAt = stage.clock.now()
    begun.child.kill('SIGINT')
  })
  const ended = await begun.ended
  expect(ended.outputs).toMatchObject({ verdict: 'cancelled', remedy: 'none', 'live-revision': 'web:1' })
  expect(ended.outputs.message).toMatch(
    /^Cancelled while web:2 was taking over\. web:1 is live \(2 of 2 tasks\)\. ECS goes on/,
  )
  expect(ended.code).toBe(1)
  expect(updates()).toHaveLength(1)
  expect(stage.clock.now() - cancelledAt).toBeLessThan(7_500)
})

test('several services are followed at once, and the one that fails is named', async () => {
  stage = await play()
  const api = await scene(stage.sandbox, { service: 'api' })
  await scene(stage.sandbox, { service: 'worker', balanced: false })
  const revision = await api.revise({ answers: [{ body: 'v2' }], exit: { atSecond: 5, code: 3 } })
  const ended = await stage.run('ecs-deploy-wait', {
    inputs: { cluster: 'staging', service: 'api, worker', 'task-definition': revision },
  })
  expect(ended.code).toBe(1)
  const results = JSON.parse(ended.outputs.results ?? '[]') as { service: string; verdict: string }[]
  expect(results.map(({ service, verdict }) => [service, verdict])).toEqual([
    ['api', 'rolled-back'],
    ['worker', 'rolled-back'],
  ])
  const calls = stage.sandbox.journal.calls({ service: 'ecs', operation: 'DescribeServices' })
  expect(calls.some(({ input }) => (input as { services: string[] }).services.length === 2)).toBe(true)
})
