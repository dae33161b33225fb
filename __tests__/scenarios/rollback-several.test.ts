// Do several services go back together, by the names their users give them?
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { crashing, type Past, past, well } from '../past.ts'
import { type Ended, type Play, play } from '../play.ts'
import { scripted } from '../scene.ts'

const NAMES = ['default', 'scheduler', 'worker'] as const
let stage: Play
let services: Record<(typeof NAMES)[number], Past>
beforeEach(async () => {
  stage = await play()
  const made: Partial<Record<string, Past>> = {}
  for (const service of NAMES) made[service] = await past(stage, { service, balanced: false, desired: 1 })
  services = made as typeof services
})
afterEach(() => stage.close())

const back = (inputs: Record<string, string>) =>
  stage.run('rollback', { inputs: { cluster: 'staging', 'github-token': '', ...inputs } })
const lastLine = ({ log }: Ended) => log.trimEnd().split('\n').at(-1)
const updated = () =>
  stage.sandbox.journal
    .calls({ service: 'ecs', operation: 'UpdateService', status: 200 })
    .map(({ input }) => (input as { service: string }).service)
const live = async () => {
  const found: Record<string, string> = {}
  for (const name of NAMES) found[name] = (await services[name].now()).revision
  return found
}

/** A release of one tag to all of them: one image each, tagged in its repository. */
async function release(tag: string, failing: string[] = []) {
  for (const name of NAMES) {
    const script = failing.includes(name) ? crashing : well(`${name} ${tag}`)
    stage.sandbox.putImage('staging', name, scripted(script), [tag])
    await services[name].release(script)
  }
}

test('one version everywhere again: the two that took over go back to the tag of the one that did not', async () => {
  await release('v1.2.2')
  await release('v1.2.3', ['worker'])
  expect(await live()).toEqual({ default: 'default:3', scheduler: 'scheduler:3', worker: 'worker:2' })
  const ended = await back({
    services: 'default, scheduler, worker',
    aliases: 'web=default',
    only: 'web, scheduler',
    to: 'v1.2.2',
  })
  expect(ended).toMatchObject({
    code: 0,
    outputs: { verdict: 'succeeded', succeeded: 'default\nscheduler', failed: '', result: 'succeeded' },
  })
  expect(lastLine(ended)).toBe('✓ Live again: default on default:2, scheduler on scheduler:2.')
  expect(updated().toSorted()).toEqual(['default', 'scheduler'])
  expect(stage.sandbox.journal.calls({ operation: 'RegisterTaskDefinition' })).toEqual([])
  expect(await live()).toEqual({ default: 'default:2', scheduler: 'scheduler:2', worker: 'worker:2' })
})

test('each may have its own target', async () => {
  await release('v2')
  await release('v3')
  await back({ services: 'default=default:2\nworker=v2' })
  expect(await live()).toEqual({ default: 'default:2', scheduler: 'scheduler:3', worker: 'worker:2' })
})

test('they go back in the reverse of the order in which they were released', async () => {
  await release('v2')
  const ended = await back({ service: 'default, scheduler, worker', order: 'default\nscheduler\nworker' })
  expect(ended.code).toBe(0)
  expect(updated()).toEqual(['worker', 'scheduler', 'default'])
})

describe('when one cannot go', () => {
  test('none does, and why is said', async () => {
    for (const name of ['default', 'scheduler'] as const) await services[name].release(well('v2'))
    const from = 'default:2, scheduler:2, worker:1'
    const ended = await back({ service: 'default, scheduler, worker', from })
    expect(ended).toMatchObject({ code: 1, outputs: { verdict: 'refused', remedy: 'needs-human', failed: 'worker' } })
    expect(lastLine(ended)).toBe(
      'Error: ✗ worker cannot go back: worker:1 is the first that was ever deployed to it, so there is none to go back to: release a better one. Nothing was touched: it runs worker:1.',
    )
    expect(updated()).toEqual([])
  })

  test('one that is new has nothing to undo: the others go back, and that is said', async () => {
    for (const name of ['default', 'scheduler'] as const) await services[name].release(well('v2'))
    const ended = await back({ service: 'default, scheduler, worker' })
    expect(ended).toMatchObject({ code: 0, outputs: { verdict: 'succeeded', failed: '' } })
    expect(lastLine(ended)).toBe(
      '✓ Live again: default on default:1, scheduler on scheduler:1. Nothing to undo in worker: worker:1 is the first that was ever deployed to it.',
    )
    expect(updated().toSorted()).toEqual(['default', 'scheduler'])
  })

  test('those that have nothing to undo are no hindrance', async () => {
    await services.default.release(well('v2'))
    await services.worker.release(crashing)
    const ended = await back({ service: 'default, worker' })
    expect(ended).toMatchObject({ code: 0, outputs: { verdict: 'succeeded', succeeded: 'default\nworker' } })
    expect(lastLine(ended)).toBe('✓ Live again: default on default:1, worker on worker:1.')
  })
})

test('one that fails does not keep the others of its group from going back; later groups are not touched', async () => {
  await release('v2')
  stage.sandbox.faults.order({
    operation: 'UpdateService',
    effect: 'access-denied',
    where: ({ input }) => (input as { service: string }).service === 'scheduler',
  })
  const ended = await back({ service: 'default, scheduler, worker', order: 'default\nscheduler, worker' })
  expect(ended).toMatchObject({
    code: 1,
    outputs: { remedy: 'needs-human', succeeded: 'worker', failed: 'scheduler\ndefault' },
  })
  expect(ended.log).toMatch(/default: default:1 was not gone back to: scheduler failed before it was its turn/)
  expect(lastLine(ended)).toMatch(
    /^Error: ✗ Rollback failed: scheduler, default of 3 services are not back\. Live now: /,
  )
  expect(await live()).toEqual({ default: 'default:2', scheduler: 'scheduler:2', worker: 'worker:1' })
})
