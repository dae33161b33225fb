import { afterEach, describe, expect, test } from '@jest/globals'
import type { Script } from '../../sandbox/runtime/script.ts'
import { between } from '../between.ts'
import { type Ended, type Play, play } from '../play.ts'
import { scene } from '../scene.ts'

let stage: Play
afterEach(() => stage.close())

const lastLine = ({ log }: Ended) => log.trimEnd().split('\n').at(-1)
const ours = () => stage.sandbox.ecs.tasks().filter(({ group }) => !group.startsWith('service:'))
const runTasks = () => stage.sandbox.journal.calls({ operation: 'RunTask' })

async function open(script: Script) {
  stage = await play()
  const web = await scene(stage.sandbox, { balanced: false })
  const inputs = { cluster: 'staging', service: 'web', 'task-definition': await web.revise(script) }
  return { ...inputs, command: 'alembic upgrade head' }
}

const job = (code: number, atSecond = 30): Script => ({
  lines: [{ atSecond: 1, text: 'on its way' }],
  exit: { atSecond, code },
})
/** The same job in its second attempt, where nothing else has changed. */
const secondAttempt = { GITHUB_RUN_ATTEMPT: '2' }

describe('whatever happens on the way, there is one task', () => {
  test.each(['lost-answer', 'drop', 'throttling', 'server-error'] as const)('%s', async effect => {
    const inputs = await open(job(0))
    const fault = stage.sandbox.faults.order({ service: 'ecs', operation: 'RunTask', times: 2, effect })
    const ended = await stage.run('run-task', { inputs })
    expect(fault.fired).toBe(2)
    expect(ended).toMatchObject({ code: 0, outputs: { verdict: 'succeeded' } })
    expect(ours()).toHaveLength(1)
  })

  test('every answer is lost for longer than the SDK tries', async () => {
    const inputs = await open(job(0))
    stage.sandbox.faults.order({ service: 'ecs', operation: 'RunTask', times: 7, effect: 'lost-answer' })
    expect((await stage.run('run-task', { inputs })).outputs.verdict).toBe('succeeded')
    expect(ours()).toHaveLength(1)
  })

  test('no answer at all comes, but a task did: it is found and followed', async () => {
    const inputs = await open(job(0))
    stage.sandbox.faults.order({ service: 'ecs', operation: 'RunTask', effect: 'lost-answer' })
    expect((await stage.run('run-task', { inputs })).outputs.verdict).toBe('succeeded')
    expect(ours()).toHaveLength(1)
  })

  test('nobody can start anything: one clear line', async () => {
    const inputs = await open(job(0))
    stage.sandbox.faults.order({ service: 'ecs', operation: 'RunTask', effect: 'throttling' })
    const ended = await stage.run('run-task', { inputs })
    expect(lastLine(ended)).toMatch(/^Error: AWS throttled ecs:RunTask on task definition web:2 in cluster staging/)
    expect(ours()).toEqual([])
  })

  test('looking is throttled now and then: that is said once, and the verdict is the same', async () => {
    const inputs = await open(job(0))
    stage.sandbox.faults.order({
      service: 'ecs',
      operation: 'DescribeTasks',
      after: 3,
      times: 12,
      effect: 'throttling',
    })
    const ended = await stage.run('run-task', { inputs })
    expect(ended.outputs.verdict).toBe('succeeded')
    expect(ended.log.match(/cannot look/g)).toHaveLength(1)
    expect(ended.log.match(/can look again/g)).toHaveLength(1)
    expect(ended.log.match(/on its way/g)).toHaveLength(1)
  })

  test('the job is cancelled while nobody knows whether a task was started: what was is stopped', async () => {
    const inputs = await open(job(0, 600))
    stage.sandbox.faults.order({ service: 'ecs', operation: 'RunTask', effect: 'lost-answer' })
    const begun = stage.start('run-task', { inputs })
    stage.clock.after(12_000, () => {
      begun.child.kill('SIGINT')
    })
    const ended = await begun.ended
    expect(ended.outputs.verdict).toBe('cancelled')
    expect(lastLine(ended)).toMatch(/Task \w{8} was told to stop/)
    await stage.clock.advance(60_000)
    expect(ours().map(({ status }) => status)).toEqual(['STOPPED'])
  })
})

describe('the same step again', () => {
  test.each([0.5, 20, 50, 62])('after a kill %d seconds into it takes the task up', async seconds => {
    const inputs = await open(job(0))
    const first = stage.start('run-task', { inputs })
    stage.clock.after(seconds * 1000, () => {
      first.child.kill('SIGKILL')
    })
    expect((await first.ended).code).toBeNull()
    await stage.clock.advance(2_000)
    const ended = await stage.run('run-task', { inputs, env: secondAttempt })
    expect(ended).toMatchObject({ code: 0, outputs: { verdict: 'succeeded', 'exit-code': '0' } })
    expect(ended.log).toMatch(/task \w{8}: an earlier try of this step started it: taking it up/)
    expect(lastLine(ended)).toMatch(/An earlier try of this step had started it, so nothing was started twice\.$/)
    expect(ended.log.match(/on its way/g)).toHaveLength(1)
    expect(ours()).toHaveLength(1)
    expect(runTasks()).toHaveLength(1)
  })

  test('right after RunTask, before its answer came, starts nothing twice', async () => {
    const inputs = await open(job(0))
    const fault = stage.sandbox.faults.order({ service: 'ecs', operation: 'RunTask', times: 1, effect: 'lost-answer' })
    const first = stage.start('run-task', { inputs })
    while (fault.fired === 0) await new Promise(resolve => setImmediate(resolve))
    first.child.kill('SIGKILL')
    await first.ended
    expect((await stage.run('run-task', { inputs })).outputs.verdict).toBe('succeeded')
    expect(ours()).toHaveLength(1)
  })

  test('after it went well starts nothing and says so', async () => {
    const inputs = await open(job(0))
    await stage.run('run-task', { inputs })
    const ended = await stage.run('run-task', { inputs, env: secondAttempt })
    expect(ended).toMatchObject({ code: 0, outputs: { verdict: 'succeeded' } })
    expect(runTasks()).toHaveLength(1)
  })

  test('after it ended badly starts it anew, once each time', async () => {
    const inputs = await open(job(3))
    await stage.run('run-task', { inputs })
    const second = await stage.run('run-task', { inputs, env: secondAttempt })
    expect(second.log).toMatch(/an earlier try of this step ended without success: starting anew/)
    expect(second.outputs).toMatchObject({ verdict: 'failed', 'exit-code': '3' })
    await stage.run('run-task', { inputs, env: { GITHUB_RUN_ATTEMPT: '3' } })
    expect(new Set(ours().map(({ startedBy }) => startedBy)).size).toBe(3)
    expect(ours()).toHaveLength(3)
  })

  test('when ECS has forgotten the first starts it anew, and says so', async () => {
    const inputs = await open(job(0))
    await stage.run('run-task', { inputs })
    await stage.clock.advance(2 * 3_600_000)
    const ended = await stage.run('run-task', { inputs, env: secondAttempt })
    expect(ended.log).toMatch(/so long ago that ECS has forgotten how/)
    expect(ended.outputs.verdict).toBe('succeeded')
    expect(ours()).toHaveLength(1)
  })

  test('counts on from the newest try when ECS has forgotten the ones before', async () => {
    const inputs = await open(job(3))
    await stage.run('run-task', { inputs })
    await stage.clock.advance(30 * 60_000)
    const second = stage.start('run-task', { inputs, env: secondAttempt })
    stage.clock.after(40_000, () => {
      second.child.kill('SIGKILL')
    })
    await second.ended
    await stage.clock.advance(50 * 60_000)
    await stage.run('run-task', { inputs, env: { GITHUB_RUN_ATTEMPT: '3' } })
    expect(runTasks()).toHaveLength(3)
    expect(ours().map(({ startedBy }) => startedBy?.split('/').at(-1))).toEqual(['2', '3'])
  })
})

describe('what was stopped halfway and says 0 to that', () => {
  const halfway = (afterSeconds: number): Script => ({ ...job(0, 300), stop: { afterSeconds, code: 0 } })

  test('by us, on cancel: the same step again waits for its end and starts it anew', async () => {
    const inputs = await open(halfway(60))
    const first = stage.start('run-task', { inputs })
    stage.clock.after(60_000, () => {
      first.child.kill('SIGINT')
    })
    expect((await first.ended).outputs.verdict).toBe('cancelled')
    const ended = await stage.run('run-task', { inputs, env: secondAttempt })
    expect(ended.log).toMatch(/task \w{8}: an earlier try of this step had stopped it: waiting for its end/)
    expect(ended).toMatchObject({ code: 0, outputs: { verdict: 'succeeded' } })
    const [before, after] = ours()
    expect(ours()).toHaveLength(2)
    expect(before?.startedBy).not.toBe(after?.startedBy)
  })

  test('by the loss of its Spot capacity: red, says so, and the same step again starts it anew', async () => {
    const inputs = await open(halfway(2))
    const first = stage.start('run-task', { inputs })
    stage.clock.after(60_000, () => {
      for (const { arn } of ours()) stage.sandbox.ecs.interrupt(arn)
    })
    const ended = await first.ended
    expect(ended).toMatchObject({ code: 1, outputs: { verdict: 'stopped', 'exit-code': '0' } })
    expect(lastLine(ended)).toMatch(/was stopped: AWS took its Spot capacity away before it had ended/)
    expect(await stage.run('run-task', { inputs, env: secondAttempt })).toMatchObject({
      code: 0,
      outputs: { verdict: 'succeeded' },
    })
    expect(ours()).toHaveLength(2)
  })
})

describe('other work', () => {
  test.each<[string, Record<string, string>, Record<string, string>]>([
    ['another command', { command: 'alembic check' }, {}],
    ['another environment', { 'environment-variables': 'MODE=check' }, {}],
    ['another step of the job', {}, { GITHUB_ACTION: '__ecs-release_ecs-release_2' }],
    ['another job', {}, { GITHUB_JOB: 'verify' }],
    ['another run', {}, { GITHUB_RUN_ID: '7002' }],
  ])('is not mistaken for it: %s', async (_, more, env) => {
    const inputs = await open(job(0))
    await stage.run('run-task', { inputs })
    await stage.run('run-task', { inputs: { ...inputs, ...more }, env })
    expect(ours()).toHaveLength(2)
  })

  test('the same work with another limit or another network is the same work', async () => {
    const inputs = await open(job(0))
    await stage.run('run-task', { inputs })
    await stage.run('run-task', { inputs: { ...inputs, subnets: 'subnet-1', 'wait-for-minutes': '5' } })
    expect(ours()).toHaveLength(1)
  })

  test('tasks that ECS knows by the token, and does not list, are taken up', async () => {
    const inputs = await open(job(0))
    await stage.run('run-task', { inputs: { ...inputs, wait: 'false' } })
    const [first] = ours()
    const conflict = { __type: 'ConflictException', message: 'clientToken in use', resourceIds: [first?.arn] }
    const proxy = await between(stage, (operation, said) => {
      if (operation === 'ListTasks') return { status: 200, body: { taskArns: [] } }
      return operation === 'RunTask' ? { status: 400, body: conflict } : said
    })
    const ended = await stage.run('run-task', { inputs, env: { AWS_ENDPOINT_URL: proxy.url } })
    proxy.close()
    expect(ended.outputs).toMatchObject({ verdict: 'succeeded', 'task-arns': first?.arn })
    expect(ended.log).toMatch(/an earlier try of this step started it: taking it up/)
  })

  test('a token that ECS knows with another request is one clear line when ECS does not say whose it is', async () => {
    const inputs = await open(job(0))
    const effect = { kind: 'error' as const, code: 'ConflictException', status: 400, message: 'clientToken in use' }
    stage.sandbox.faults.order({ service: 'ecs', operation: 'RunTask', effect })
    const ended = await stage.run('run-task', { inputs })
    expect(lastLine(ended)).toMatch(/^Error: ecs:RunTask on .* was refused: clientToken in use/)
  })
})
