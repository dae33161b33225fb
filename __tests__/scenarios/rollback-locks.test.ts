// What does a way back find and leave where a shift has a test rule, its lock: one that died, and one that lives?
import { afterEach, describe, expect, test } from '@jest/globals'
import rollback from '../../src/actions/rollback.ts'
import { type Colours, colours } from '../colours.ts'
import type { Ended } from '../play.ts'

let web: Colours
afterEach(() => web.close())
const back = (inputs: Record<string, string> = {}) =>
  web.stage.run('rollback', { inputs: { ...web.inputs, 'github-token': '', ...inputs } })
const priorities = async () => (await web.rules()).map(one => one.Priority)
const sizes = async () => {
  await web.clock.advance(2_000)
  return [(await web.describe('blue'))?.desiredCount, (await web.describe('green'))?.desiredCount]
}
/** What was asked of AWS since then. */
const askedSince = (from: number) =>
  web.sandbox.journal.entries
    .slice(from)
    .flatMap(({ service, operation, caller }) => (caller && service !== 'github' ? [`${service}:${operation}`] : []))

describe('a shift that died on its way', () => {
  const quick = { 'max-error-rate': 'none', 'max-latency-p95': 'none', bake: '2m', 'keep-blue-for': '3m' }
  const shiftTo = (revision: string, run: string) => ({
    inputs: { ...web.inputs, ...quick, 'task-definition': revision },
    env: { GITHUB_RUN_ID: run },
  })
  /** Killed with half of the traffic on green: its test rule, which is its lock, stays. */
  async function killed() {
    web = await colours()
    const begun = web.stage.start('blue-green-shift', shiftTo(await web.revise(), '7001'))
    web.clock.after(240_000, () => {
      begun.child.kill('SIGKILL')
    })
    await begun.ended
    expect(await web.weights()).toEqual({ 'web-blue': 50, 'web-green': 50 })
    expect(await priorities()).toEqual(['9', '10', 'default'])
  }

  test('goes back by the listener alone: its test rule is not taken for a second rule of the pair', async () => {
    await killed()
    const ended = await back({ 'listener-rule': '', listener: web.listener })
    expect(ended).toMatchObject({ code: 0, outputs: { verdict: 'succeeded', 'live-revision': 'web:1' } })
    expect([await web.weights(), await sizes()]).toEqual([{ 'web-blue': 100 }, [2, 0]])
  })

  test.each(['false', 'true'])('leaves nothing that keeps the next release out (keep-green: %s)', async keepGreen => {
    await killed()
    const from = web.sandbox.journal.entries.length
    const ended = await back({ 'keep-green': keepGreen })
    expect(ended.code).toBe(0)
    const declared: string[] = rollback.permissions.aws.map(({ action }) => action)
    expect(askedSince(from).filter(one => !declared.includes(one))).toEqual([])
    expect(ended.log).toMatch(/the test rule of \S+\/runs\/7001, which is over, is taken away/)
    expect(await priorities()).toEqual(['10', 'default'])
    const next = await web.stage.run(
      'blue-green-shift',
      shiftTo(await web.revise({ answers: [{ body: 'v3' }] }), '7002'),
    )
    expect(next).toMatchObject({ code: 0, outputs: { verdict: 'finished', 'live-revision': 'web:3' } })
  })

  test('is well on its way back also where its test rule may not be taken away: that is a warning', async () => {
    await killed()
    web.sandbox.faults.order({ operation: 'DeleteRule', effect: 'access-denied' })
    const ended = await back()
    expect(ended).toMatchObject({ code: 0, outputs: { verdict: 'succeeded' } })
    expect(ended.log).toMatch(/The next release of web may have to wait, as a test rule is still there: .*DeleteRule/)
  })
})

describe('a shift that lives', () => {
  const inputs = () => ({ ...web.inputs, 'max-error-rate': 'none', 'max-latency-p95': 'none', bake: '10m' })

  test('sees that its traffic was taken, lets go of its lock and ends, before the lock is taken away', async () => {
    web = await colours()
    const revision = await web.revise()
    const begun = web.stage.start('blue-green-shift', { inputs: { ...inputs(), 'task-definition': revision } })
    const undone = new Promise<Ended>(resolve =>
      web.clock.after(240_000, () => {
        void back({ 'keep-green': 'true' }).then(resolve)
      }),
    )
    expect((await begun.ended).outputs).toMatchObject({ verdict: 'held', weights: 'blue=100 green=0' })
    expect((await undone).outputs).toMatchObject({ verdict: 'succeeded', 'live-revision': 'web:1' })
    expect(await priorities()).toEqual(['10', 'default'])
  })

  test('keeps its lock while it gets green ready: nothing is to be undone yet, and whose it is is said', async () => {
    web = await colours()
    const revision = await web.revise()
    const begun = web.stage.start('blue-green-shift', { inputs: { ...inputs(), 'task-definition': revision } })
    const undone = new Promise<Ended>(resolve => {
      const fault = web.sandbox.faults.order({
        operation: 'UpdateService',
        effect: 'drop',
        where() {
          fault.cancel()
          web.clock.after(5_000, () => void back().then(resolve))
          return false
        },
      })
    })
    const ended = await undone
    expect(ended.outputs.verdict).toBe('nothing-to-do')
    expect(ended.log).toMatch(/\/runs\/7001 holds the test rule until .*: nothing is taken from it/)
    expect(await priorities()).toEqual(['9', '10', 'default'])
    expect((await begun.ended).outputs.verdict).toBe('finished')
  })
})
