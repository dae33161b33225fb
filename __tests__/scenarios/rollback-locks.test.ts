// What does a way back find and leave where a shift has a test rule, its lock: one that died, and one that lives?
import { afterEach, describe, expect, test } from '@jest/globals'
import { type Colours, colours } from '../colours.ts'

let web: Colours
afterEach(() => web.close())
const back = (inputs: Record<string, string> = {}) =>
  web.stage.run('rollback', { inputs: { ...web.inputs, 'github-token': '', ...inputs } })
const priorities = async () => (await web.rules()).map(one => one.Priority)
const sizes = async () => {
  await web.clock.advance(2_000)
  return [(await web.describe('blue'))?.desiredCount, (await web.describe('green'))?.desiredCount]
}

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
})
