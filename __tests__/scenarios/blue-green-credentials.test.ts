import { afterEach, expect, test } from '@jest/globals'
import { type Colours, type ColoursOptions, colours } from '../colours.ts'
import { shortCredentials, shortSessions } from '../endings/interrupted.ts'
import type { Ended } from '../play.ts'
import { endOfJob, keepState, standing } from '../shift-points.ts'

let web: Colours
afterEach(() => web.close())
const lastLine = ({ log }: Ended) => log.trimEnd().split('\n').at(-1)
const quick = { 'max-error-rate': 'none', 'max-latency-p95': 'none' }

async function shift(identity: boolean, inputs: Record<string, string> = {}, options: ColoursOptions = {}) {
  web = await colours(options)
  const revision = await web.revise()
  const env = await shortCredentials(web, identity)
  return web.stage.run('blue-green-shift', {
    inputs: { ...web.inputs, ...quick, 'task-definition': revision, ...inputs },
    env,
  })
}

test('a ladder of 105 minutes ends well with sessions of 15, each renewed five minutes before it ends', async () => {
  const ended = await shift(true, {}, { sandbox: { accounts: shortSessions } })
  expect(ended.outputs).toMatchObject({ verdict: 'finished' })
  const calls = web.sandbox.journal.entries.filter(one => one.service !== 'github')
  expect(calls.filter(one => one.error?.startsWith('ExpiredToken'))).toEqual([])
  const renewed = calls.filter(one => one.operation === 'AssumeRoleWithWebIdentity').map(one => one.time / 60_000)
  expect(renewed.length).toBeGreaterThanOrEqual(8)
  // Nobody says when the first session ends, so it is not waited for.
  expect((renewed[0] ?? 0) - (calls[0]?.time ?? 0) / 60_000).toBeLessThan(1)
  const gaps = renewed.slice(1).map((at, i) => at - (renewed[i] ?? 0))
  for (const gap of gaps) expect(gap).toBeLessThanOrEqual(10)
  // And none is thrown away when it has hardly begun.
  for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(8)
})

test('without an identity it does not begin what it could not end, and says how many minutes are missing', async () => {
  const ended = await shift(false)
  expect(lastLine(ended)).toMatch(
    /^Error: The plan may take 120 minutes and the AWS credentials hold for 60: 60 minutes are missing\. Give the job permissions: id-token: write/,
  )
  const writes = web.sandbox.journal.entries.filter(one => !/^(Describe|List|Get|Assume)/.test(one.operation))
  expect(writes).toEqual([])
})

test('sessions that are long enough are taken at their word, and so is a short plan', async () => {
  expect((await shift(false, { 'session-minutes': '120', plan: 'true' })).outputs.verdict).toBe('planned')
  await web.close()
  const short = { bake: '1m', 'keep-blue-for': '2m', 'wait-for-minutes': '5', 'session-minutes': '15' }
  expect((await shift(false, short)).outputs.verdict).toBe('finished')
})

test('what AWS_CREDENTIAL_EXPIRATION says of a session counts more than what is usual', async () => {
  web = await colours()
  const revision = await web.revise()
  const shiftUntil = async (minutes: number, write = (at: Date) => at.toISOString()) =>
    web.stage.run('blue-green-shift', {
      inputs: { ...web.inputs, ...quick, 'task-definition': revision, plan: 'true' },
      env: {
        ...(await shortCredentials(web, false)),
        AWS_CREDENTIAL_EXPIRATION: write(new Date(web.clock.now() + minutes * 60_000)),
      },
    })
  expect(lastLine(await shiftUntil(90))).toMatch(/the AWS credentials hold for 90: 30 minutes are missing/)
  // An output that is a date is written as JSON.
  expect((await shiftUntil(120, JSON.stringify)).outputs.verdict).toBe('planned')
})

test('a step of which too little is seen is watched for no longer than the session allows, and then held', async () => {
  const low = { bake: '1m', 'keep-blue-for': '2m', 'wait-for-minutes': '3', 'session-minutes': '15' }
  const ended = await shift(false, { ...low, 'max-error-rate': '1' })
  expect(ended.outputs).toMatchObject({ verdict: 'held', weights: 'blue=95 green=5' })
  expect(lastLine(ended)).toMatch(
    /^Error: ✗ Held: .*and there is no time to see more, as the AWS credentials of this job end and cannot be renewed .* web-blue on web:1 has 95 % of the traffic and web-green on web:2 5 %\. Decide what to do: run again to go on/,
  )
  // Nothing of it was done with credentials that had expired.
  expect(web.sandbox.journal.entries.filter(one => one.error?.startsWith('ExpiredToken'))).toEqual([])
})

test('a session that ends midway: it is held as it is, and says what is live, what is left and how to go on', async () => {
  web = await colours({ scaled: [1, 8] })
  const revision = await web.revise()
  const env = await shortCredentials(web, false)
  const inputs = { ...web.inputs, ...quick, 'task-definition': revision, 'session-minutes': '200' }
  const ended = await web.stage.run('blue-green-shift', { inputs, env })
  expect(ended.outputs).toMatchObject({ verdict: 'held', remedy: 'needs-human', weights: 'blue=95 green=5' })
  expect(await web.weights()).toEqual({ 'web-blue': 95, 'web-green': 5 })
  expect(lastLine(ended)).toMatch(
    /^Error: ✗ Held: The AWS credentials expired during .*\. web-blue on web:1 has 95 % of the traffic and web-green on web:2 5 %\. Raise role-duration-seconds .*, then run again\.$/,
  )
  expect(ended.log).toMatch(
    /Warning: web: not all was tidied up: the test rule may still be there, and scaling of web-blue and web-green may still be suspended, until a later run puts that right/,
  )
  const suspended = async () =>
    (await standing(web)).scaling.map(([, , state]) => Object.values((state ?? {}) as object).some(Boolean))
  expect(await suspended()).toEqual([true, true])
  const next = await web.stage.run('blue-green-shift', {
    inputs: { ...inputs, bake: '1m' },
    env: { GITHUB_RUN_ATTEMPT: '2' },
  })
  expect(next.outputs).toMatchObject({ verdict: 'finished', weights: 'blue=0 green=100' })
  expect(await suspended()).toEqual([false, false])
})

test('a plan that the job would not live to see does not begin', async () => {
  const ended = await shift(true, { bake: '3h', 'keep-blue-for': '3h' })
  expect(lastLine(ended)).toMatch(
    /The plan may take 555 minutes and the job ends after 360: 195 minutes are missing\. Give each step a job/,
  )
})

test('a job that is cancelled when its first session is long over is tidied up all the same', async () => {
  web = await colours({ scaled: [1, 8] })
  const before = await standing(web)
  const revision = await web.revise()
  const env = await shortCredentials(web, true)
  const keeping = keepState()
  const begun = web.stage.start('blue-green-shift', {
    inputs: { ...web.inputs, ...quick, 'task-definition': revision },
    env: { ...env, ...keeping.env },
  })
  const startedAt = web.clock.now()
  const cancel = web.sandbox.faults.order({
    where() {
      if (web.clock.now() - startedAt < 30 * 60_000) return false
      cancel.cancel()
      return !begun.child.kill('SIGINT')
    },
    effect: 'drop',
  })
  expect((await begun.ended).outputs).toMatchObject({ verdict: 'cancelled', remedy: 'reverted' })
  const post = await endOfJob({ web, state: { ...env, ...keeping.end() } })
  expect(post.log).toMatch(/web-green: has given its tasks back after the cancel/)
  expect(post.log).not.toMatch(/Warning/)
  const { scaling, services, rules } = await standing(web)
  expect(services).toEqual([
    [2, 2, 'web:1'],
    [0, 0, 'web:2'],
  ])
  expect([rules.length, scaling]).toEqual([2, [before.scaling[0], [...(before.scaling[1] ?? [])].with(1, 0)]])
})

test('a step that begins with credentials that have expired says what helps, and AWS_ROLE_ARN does', async () => {
  web = await colours()
  const revision = await web.revise()
  const expired = await shortCredentials(web, true)
  await web.clock.advance(16 * 60_000)
  const run = (env: Record<string, string>) =>
    web.stage.run('blue-green-shift', {
      inputs: { ...web.inputs, ...quick, 'task-definition': revision, plan: 'true' },
      env: { ...expired, ...env },
    })
  expect(lastLine(await run({}))).toMatch(
    /^Error: The AWS credentials expired during ecs:DescribeServices on .*: run aws-actions\/configure-aws-credentials again before this step, or set AWS_ROLE_ARN to the role of this job/,
  )
  const role = (name: string) => ({ AWS_ROLE_ARN: `arn:aws:iam::127214192604:role/${name}` })
  expect(lastLine(await run(role('ecsTaskRole')))).toMatch(
    /: run aws-actions\/configure-aws-credentials again before this step; arn:\S+:role\/ecsTaskRole could not be assumed with the identity of this job \(Not authorized to perform sts:AssumeRoleWithWebIdentity\)\.$/,
  )
  expect((await run(role('deploy'))).outputs.verdict).toBe('planned')
})
