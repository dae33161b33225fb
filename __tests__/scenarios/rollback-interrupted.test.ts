// Does a rollback come to the same end, wherever it is cut off and whatever AWS does meanwhile?
import { afterEach, describe, expect, test } from '@jest/globals'
import { callsOf, cutOff, cuts, someOf } from '../cut-off.ts'
import { type Past, past, well } from '../past.ts'
import { type Ended, type Play, play } from '../play.ts'

const REPOSITORY = 'acme/address-api'
let stage: Play
let web: Past
let token: string
afterEach(() => stage.close())

/** web:2 is live and shall be left; what was before is not active any more, so that there is most to do. */
async function open() {
  stage = await play()
  token = stage.sandbox.github.openJob({
    repository: REPOSITORY,
    ref: 'refs/tags/v0.1.0',
    sha: 'a1b2c3d4'.repeat(5),
    permissions: { deployments: 'write' },
  }).token
  web = await past(stage)
  await web.release(well('v2'))
  await web.call('DeregisterTaskDefinition', { taskDefinition: 'web:1' })
  await stage.clock.advance(60_000)
}

const step = () => ({
  inputs: { cluster: 'staging', service: 'web', environment: 'production', 'github-token': token },
})
const lastLine = ({ log }: Ended) => log.trimEnd().split('\n').at(-1)

/** What is true when all is over. */
async function end() {
  const headers = { authorization: `Bearer ${token}` }
  const address = `${stage.sandbox.githubUrl}/repos/${REPOSITORY}/deployments`
  const records = (await (await fetch(address, { headers })).json()) as {
    id: number
    payload: { from: string; to: string }
  }[]
  const told: unknown[] = []
  for (const { id, payload } of records) {
    const [newest] = (await (await fetch(`${address}/${id}/statuses`, { headers })).json()) as { state: string }[]
    told.push([payload.from, payload.to, newest?.state])
  }
  const { taskDefinitionArns } = await web.call('ListTaskDefinitions', { familyPrefix: 'web' })
  await stage.clock.advance(30_000)
  return { service: await web.now(), registered: (taskDefinitionArns as string[]).length, records: told }
}
const GOOD = {
  service: { revision: 'web:3', running: 2, state: 'COMPLETED', alone: true },
  registered: 2,
  records: [['web:2', 'web:3', 'success']],
}

const CHANGING = /^(RegisterTaskDefinition|UpdateService|POST )/

async function unbroken() {
  await open()
  const calls = await callsOf(stage, 'rollback', step())
  await stage.close()
  return calls
}
const calls = await unbroken()
const points = cuts(calls)
const changing = points.filter(i => CHANGING.test(calls[i] as string))
/** After a look nothing else is true than before the next call. */
const tried = points.filter(n => changing.includes(n) || someOf(points).includes(n))

test('there are more than twenty of them, and five change something', () => {
  expect([points.length > 20, changing.length]).toEqual([true, 5])
})

async function again() {
  await stage.clock.advance(2_000)
  const ended = await stage.run('rollback', step())
  expect([ended.code, ended.outputs['live-revision']]).toEqual([0, 'web:3'])
  expect(await end()).toEqual(GOOD)
}

test.each(tried)('killed before call %d it comes to the same end when it is run again', async n => {
  await open()
  expect((await cutOff(stage, ['rollback', step()], n, 'SIGKILL', 'drop')).code).toBeNull()
  await again()
})

test.each(changing)('killed when call %d was carried out and not answered it does, too', async n => {
  await open()
  expect((await cutOff(stage, ['rollback', step()], n, 'SIGKILL', 'lost-answer')).code).toBeNull()
  await again()
})

test.each(tried)(
  'cancelled at call %d it says what is live, and comes to the same end when it is run again',
  async n => {
    await open()
    const ended = await cutOff(stage, ['rollback', step()], n, 'SIGINT')
    const updated = stage.sandbox.journal.calls({ operation: 'UpdateService', status: 200 }).length > 0
    if (ended.code !== 0) {
      expect(lastLine(ended)).toMatch(updated ? GOES_ON : /cancelled/i)
      expect(ended.outputs.alert ?? '').toBe('')
    }
    await again()
  },
)
const GOES_ON = /Cancelled while web:3 was coming back\. web:\d is live .*run the rollback again to follow it\.$/

describe('whatever AWS does', () => {
  test.each(['throttling', 'server-error', 'drop'] as const)('%s for a minute', async effect => {
    await open()
    const fault = stage.sandbox.faults.order({ service: 'ecs', effect })
    stage.clock.after(40_000, () => fault.cancel())
    const ended = await stage.run('rollback', step())
    expect(ended.code).toBe(0)
    expect(await end()).toEqual(GOOD)
  })

  test('a call a second is all that is let through', async () => {
    await open()
    const limit = stage.sandbox.faults.limit({ service: 'ecs', perSecond: 1, burst: 2 })
    const ended = await stage.run('rollback', step())
    expect([ended.code, limit.fired > 5]).toEqual([0, true])
    expect(await end()).toEqual(GOOD)
  })

  test.each(['UpdateService', 'RegisterTaskDefinition'])(
    'the answer to %s is lost: it is sent once',
    async operation => {
      await open()
      stage.sandbox.faults.order({ operation, times: 1, effect: 'lost-answer' })
      expect((await stage.run('rollback', step())).code).toBe(0)
      expect(stage.sandbox.journal.calls({ operation })).toHaveLength(1)
      expect(await end()).toEqual(GOOD)
    },
  )

  test('what ECS refuses is said, nothing is touched, and the record keeps no release from going on', async () => {
    await open()
    stage.sandbox.faults.order({ operation: 'UpdateService', effect: 'access-denied' })
    const ended = await stage.run('rollback', step())
    expect(ended).toMatchObject({
      code: 1,
      outputs: { verdict: 'refused', remedy: 'needs-human', 'live-revision': 'web:2' },
    })
    expect(lastLine(ended)).toMatch(
      /^Error: ✗ Rollback failed: web:3 failed, as ecs:UpdateService .* is denied .*Nothing of it was changed\. web:2 is live \(2 of 2 tasks\)\. Mend what is refused, then roll back again\.$/,
    )
    expect((await end()).records).toEqual([['web:2', 'web:3', 'error']])
  })
})

describe('somebody else deploys', () => {
  test('while it is chosen: theirs is not touched', async () => {
    await open()
    const theirs = await web.web.revise(well('v9'))
    stage.sandbox.faults.order({ operation: 'DescribeImages', effect: { kind: 'latency', ms: 4_000 } })
    const begun = stage.start('rollback', step())
    stage.clock.after(2_000, async () => {
      await web.update(theirs)
    })
    const ended = await begun.ended
    expect(ended).toMatchObject({ code: 1, outputs: { verdict: 'refused' } })
    expect(lastLine(ended)).toMatch(/somebody deployed web:3 to web meanwhile \(ecs-svc\/\d+\): nothing was touched/)
    await web.rest()
    expect((await web.now()).revision).toBe(theirs)
  })

  test('over it: that is said, and theirs is not touched', async () => {
    await open()
    const theirs = await web.web.revise(well('v9'))
    const begun = stage.start('rollback', step())
    stage.clock.after(30_000, async () => {
      await web.update(theirs)
    })
    const ended = await begun.ended
    expect(ended).toMatchObject({ code: 1, outputs: { verdict: 'superseded', remedy: 'needs-human' } })
    expect(lastLine(ended)).toMatch(
      /Rollback overtaken: web:4 was superseded: a newer deployment of web:3 took its place/,
    )
    await web.rest()
    expect((await end()).records).toEqual([['web:2', 'web:4', 'error']])
  })

  test('just before: it is waited for until ECS shows it, and not overwritten', async () => {
    await open()
    const theirs = await web.web.revise(well('v9'))
    stage.sandbox.ecs.propagation({ ms: 0, views: ['old', 'old', 'new', 'new', 'new'] })
    await web.update(theirs)
    const ended = await stage.run('rollback', { inputs: { ...step().inputs, from: 'web:2' } })
    expect(lastLine(ended)).toBe('✓ Nothing to undo in web: it runs web:3, not web:2.')
    await web.rest()
    expect((await web.now()).revision).toBe(theirs)
  })
})
