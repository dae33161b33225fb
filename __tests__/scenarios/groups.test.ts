// Do several services in one release end as was asked: each by itself, together, or group after group?
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { type Play, play } from '../play.ts'
import { type Scene, scene, scripted } from '../scene.ts'

const NAMES = ['api', 'worker', 'frontend'] as const
type Name = (typeof NAMES)[number]

let stage: Play
let services: Record<Name, Scene>
beforeEach(async () => {
  stage = await play()
  const made: Partial<Record<Name, Scene>> = {}
  for (const service of NAMES) made[service] = await scene(stage.sandbox, { service, balanced: false, desired: 1 })
  services = made as Record<Name, Scene>
})
afterEach(() => stage.close())

const good = { answers: [{ body: 'v2' }] }
const bad = { exit: { atSecond: 1, code: 3 } }
/** A new revision of each, as `name=family:n` lines. */
const revise = async (failing: Name[]) => {
  const lines: string[] = []
  for (const name of NAMES) lines.push(`${name}=${await services[name].revise(failing.includes(name) ? bad : good)}`)
  return lines.join('\n')
}
const release = (inputs: Record<string, string>) =>
  stage.run('ecs-deploy-wait', { inputs: { cluster: 'staging', ...inputs } })
/** The revision of each service's primary deployment. */
const now = async () => {
  await stage.clock.advance(2000)
  const revisions: Record<string, string> = {}
  for (const name of NAMES) revisions[name] = (await services[name].describe()).taskDefinition.split('/').at(-1) ?? ''
  return revisions
}
const updated = () =>
  stage.sandbox.journal
    .calls({ service: 'ecs', operation: 'UpdateService', status: 200 })
    .map(({ input }) => (input as { service: string }).service)
const verdictsOf = (results: string | undefined) =>
  Object.fromEntries(
    (JSON.parse(results ?? '[]') as { service: string; verdict: string; remedy: string }[]).map(one => [
      one.service,
      `${one.verdict}, ${one.remedy}`,
    ]),
  )

describe('each by itself', () => {
  test('one failure brings back that service only, and the mixture is said', async () => {
    const ended = await release({ services: await revise(['worker']) })
    expect(verdictsOf(ended.outputs.results)).toEqual({
      api: 'succeeded, none',
      worker: 'rolled-back, none',
      frontend: 'succeeded, none',
    })
    expect(ended).toMatchObject({
      code: 1,
      outputs: { result: 'partial', succeeded: 'api\nfrontend', failed: 'worker', verdict: 'rolled-back' },
    })
    expect(ended.log.trimEnd().split('\n').at(-1)).toBe(
      'Error: ✗ 1 of 3 services did not take over: worker. Live now: api on api:2, worker on worker:1, frontend on frontend:2.',
    )
    expect(await now()).toEqual({ api: 'api:2', worker: 'worker:1', frontend: 'frontend:2' })
  })

  test('with fail-on all the step is red only when all have failed', async () => {
    expect((await release({ services: await revise(['worker']), 'fail-on': 'all' })).code).toBe(0)
    expect((await release({ services: await revise([...NAMES]), 'fail-on': 'all' })).code).toBe(1)
  })
})

describe('together', () => {
  test('when one fails the others are given up and brought back', async () => {
    const ended = await release({ services: await revise(['worker']), mode: 'together', 'hopeless-after': '1' })
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'failed', failed: 'api\nworker\nfrontend' } })
    expect(ended.outputs.message).toMatch(/api: api:2 was stopped: worker failed\. It was rolled back to api:1/)
    expect(await now()).toEqual({ api: 'api:1', worker: 'worker:1', frontend: 'frontend:1' })
  })

  test('one that ECS refuses keeps the others back, too', async () => {
    const lines = await revise([])
    stage.sandbox.faults.order({
      operation: 'UpdateService',
      effect: 'access-denied',
      where: ({ input }) => (input as { service: string }).service === 'worker',
    })
    const ended = await release({ services: lines, mode: 'together' })
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'failed' } })
    expect(ended.outputs.message).toMatch(
      /worker: worker:2 failed, as ecs:UpdateService on service worker .* is denied/,
    )
    expect(await now()).toEqual({ api: 'api:1', worker: 'worker:1', frontend: 'frontend:1' })
  })
})

describe('group after group', () => {
  const order = 'api\nworker\nfrontend'

  test('a group begins when the one before has taken over', async () => {
    const ended = await release({ services: await revise([]), order })
    expect(ended).toMatchObject({ code: 0, outputs: { result: 'succeeded' } })
    expect(updated()).toEqual(['api', 'worker', 'frontend'])
    const at = (text: string) => ended.log.split('\n').findIndex(line => line.includes(text))
    expect(at('worker: deployment')).toBeGreaterThan(at('api: ECS: (deployment'))
  })

  test('after a failure the later groups are not touched, and the earlier ones stay', async () => {
    const ended = await release({ services: await revise(['worker']), order })
    expect(verdictsOf(ended.outputs.results)).toEqual({
      api: 'succeeded, none',
      worker: 'rolled-back, none',
      frontend: 'skipped, none',
    })
    expect(ended.outputs.message).toMatch(/frontend: frontend:2 was not released: worker failed before it was its turn/)
    expect(updated()).toEqual(['api', 'worker'])
    expect(await now()).toEqual({ api: 'api:2', worker: 'worker:1', frontend: 'frontend:1' })
  })

  test('with rollback-scope all the earlier ones go back as well', async () => {
    const ended = await release({ services: await revise(['worker']), order, 'rollback-scope': 'all' })
    expect(verdictsOf(ended.outputs.results)).toEqual({
      api: 'succeeded, rolled-back',
      worker: 'rolled-back, none',
      frontend: 'skipped, none',
    })
    expect(ended).toMatchObject({ code: 1, outputs: { result: 'failed', succeeded: '' } })
    expect(ended.outputs.message).toMatch(/api: api:2 took over, after .* It was rolled back to api:1\. api:1 is live/)
    expect(await now()).toEqual({ api: 'api:1', worker: 'worker:1', frontend: 'frontend:1' })
  })
})

test('what somebody else deployed over an earlier group is not ours to bring back', async () => {
  const lines = await revise(['frontend'])
  const theirs = await services.api.revise({ answers: [{ body: 'v3' }] })
  const begun = stage.start('ecs-deploy-wait', {
    inputs: { cluster: 'staging', services: lines, order: 'api\nworker, frontend', 'rollback-scope': 'all' },
  })
  stage.clock.after(150_000, async () => {
    await stage.sandbox.call('staging', 'ecs', 'UpdateService', {
      cluster: 'staging',
      service: 'api',
      taskDefinition: theirs,
    })
  })
  const { outputs } = await begun.ended
  expect(verdictsOf(outputs.results)).toMatchObject({ api: 'succeeded, needs-human' })
  expect(outputs.message).toMatch(
    /api: .* api:3 was deployed over it meanwhile \(ecs-svc\/\d+\), so nothing was touched/,
  )
  expect((await now()).api).toBe('api:3')
})

describe('settings', () => {
  const settings = { 'circuit-breaker': 'rollback', 'desired-count': '1', 'maximum-percent': '200' }

  test('that a service has already are not sent, and nothing is deployed anew for them', async () => {
    const ended = await release({ service: 'api', 'task-definition': 'api:1', ...settings })
    expect(ended.outputs.verdict).toBe('nothing-to-do')
    expect(updated()).toEqual([])
  })

  test('that differ are sent without a new deployment, and the service comes to what it shall have', async () => {
    const { deployments } = await services.api.describe()
    const ended = await release({ service: 'api', 'task-definition': 'api:1', ...settings, 'desired-count': '3' })
    expect(ended).toMatchObject({ code: 0, outputs: { verdict: 'succeeded', 'deployment-id': deployments[0]?.id } })
    const [sent] = stage.sandbox.journal.calls({ service: 'ecs', operation: 'UpdateService' })
    expect(sent?.input).toEqual({ cluster: 'staging', service: 'api', taskDefinition: 'api:1', desiredCount: 3 })
    expect((await services.api.describe()).runningCount).toBe(3)
  })
})

test.each([{ order: 'api\nworker, frontend' }, { mode: 'together' }, { 'rollback-scope': 'all' }])(
  'nobody waits, so %j cannot be kept',
  async more => {
    const ended = await release({ service: 'api, worker, frontend', 'task-definition': 'x:1', wait: 'false', ...more })
    expect(ended.log).toMatch(/wait is false, so order, mode and rollback-scope cannot be kept/)
    expect(updated()).toEqual([])
  },
)

describe('what is released', () => {
  test('a revision that is missing is told before any service is touched', async () => {
    const ended = await release({ services: `api=${await services.api.revise(good)}\nworker=worker:99` })
    expect(ended.log).toMatch(/Task definition "worker:99" was not found or is not active: .* No service was touched/)
    expect(updated()).toEqual([])
  })

  test('services as YAML, each with its own image, by alias and in part', async () => {
    for (const name of NAMES) stage.sandbox.putImage('staging', name, scripted(good), ['v2'])
    const ended = await release({
      services: 'api:\n  image-tag: v2\n  aliases: [default, web]\nworker:\n  image-tag: v2\nfrontend: frontend:1\n',
      only: 'default, worker',
    })
    expect(ended).toMatchObject({ code: 0, outputs: { revision: 'api:2\nworker:2' } })
    expect(await now()).toEqual({ api: 'api:2', worker: 'worker:2', frontend: 'frontend:1' })
  })

  test('nobody waits: all are on their way', async () => {
    const ended = await release({ services: await revise([]), wait: 'false' })
    expect(ended).toMatchObject({ code: 0, outputs: { verdict: 'progressing' } })
    expect(updated()).toHaveLength(3)
    expect(await now()).toEqual({ api: 'api:2', worker: 'worker:2', frontend: 'frontend:2' })
  })

  test('a plan says what would move, and what would be set, and changes nothing', async () => {
    const ended = await release({
      services: await revise([]),
      plan: 'true',
      'maximum-percent': '150',
      'circuit-breaker': 'on',
    })
    expect(ended.code).toBe(0)
    expect(ended.log).toContain(
      'api: moves from api:1 to api:2 (min 100 %, max 200 %, circuit breaker with rollback, grace 0 s); maximum-percent is 200, not 150; circuit-breaker is rollback, not on',
    )
    expect(ended.log).toContain('Plan: 3 of 3 services would move. Nothing was changed.')
    expect(updated()).toEqual([])
  })
})
