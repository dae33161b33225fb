import { afterEach, describe, expect, test } from '@jest/globals'
import { type Colours, type ColoursOptions, colours, coloursIn } from '../colours.ts'
import type { Ended } from '../play.ts'
import { endOfJob, keepState, standing } from '../shift-points.ts'

const pairs: Colours[] = []
afterEach(async () => {
  await pairs[0]?.close()
  pairs.length = 0
})
const lastLine = ({ log }: Ended) => log.trimEnd().split('\n').at(-1)
const quick = { 'max-error-rate': 'none', 'max-latency-p95': 'none', bake: '1m', 'keep-blue-for': '2m' }

/** Pairs of services, each behind a load balancer of its own; the answer names them all. */
const open = (...names: string[]) => openAs(names)
async function openAs(names: string[], options: ColoursOptions = {}): Promise<string> {
  for (const name of names) {
    const [first] = pairs
    pairs.push(first ? await coloursIn(first.stage, { ...options, name }) : await colours({ ...options, name }))
  }
  const entries = await Promise.all(
    pairs.map(async one => {
      const revision = await one.revise()
      one.sandbox.traffic.order({ to: one.loadBalancer, rps: 20 })
      return [one.name, { 'listener-rule': one.rule, 'task-definition': revision }]
    }),
  )
  return JSON.stringify(Object.fromEntries(entries))
}
const stage = () => (pairs[0] as Colours).stage
const run = (services: string, more: Record<string, string> = {}) =>
  stage().run('blue-green-shift', { inputs: { cluster: 'staging', services, ...quick, ...more } })
const weights = () => Promise.all(pairs.map(one => one.weights()))
/** Writes of weights in order: whose, and green's. */
const writes = () =>
  stage()
    .sandbox.journal.calls({ operation: 'ModifyRule' })
    .map(({ input }) => pairs.find(one => one.rule === (input as { RuleArn: string }).RuleArn)?.name)
const unharmed = () => expect(stage().sandbox.traffic.ledger.sum()).toMatchObject({ failed: 0, lost: 0 })

describe('several pairs', () => {
  test('are shifted side by side', async () => {
    const ended = await run(await open('api', 'web', 'portal'))
    expect(lastLine(ended)).toBe('✓ All 3 pairs have their traffic where it was wanted: api, web, portal.')
    expect(ended.outputs).toMatchObject({ verdict: 'finished', 'live-service': 'api-green\nweb-green\nportal-green' })
    expect(await weights()).toEqual([
      { 'api-blue': 0, 'api-green': 100 },
      { 'web-blue': 0, 'web-green': 100 },
      { 'portal-blue': 0, 'portal-green': 100 },
    ])
    unharmed()
  })

  test('are shifted in order: the later ones begin when the first one has been watched', async () => {
    const ended = await run(await open('api', 'web'), { order: 'api\nweb' })
    expect(ended.outputs.verdict).toBe('finished')
    expect(writes()).toEqual(['api', 'api', 'api', 'web', 'web', 'web'])
    unharmed()
  })

  test('in order: when one fails, the later ones are not touched', async () => {
    const services = await open('api', 'web')
    stage().sandbox.traffic.behave({ service: 'api-green', errorRate: 0.5 })
    const ended = await run(services, { order: 'api\nweb', 'max-error-rate': '0.5', bake: '15m' })
    expect(ended.code).toBe(1)
    expect(ended.log).toMatch(/^web: web:2 was not shifted: api did not take over before its turn/m)
    expect(lastLine(ended)).toMatch(
      /^Error: ✗ 2 of 2 pairs did not take over: api, web\. Live now: api on api:1, web on web:1\.$/,
    )
    expect(writes()).toEqual(['api', 'api'])
  })

  test('together: when one fails, those that have all of their traffic go back too, before their blue is gone', async () => {
    const services = await open('api', 'web')
    stage().sandbox.traffic.behave({ service: 'web-green', errorRate: 0.5 })
    const harm = { order: 'api\nweb', mode: 'together', 'max-error-rate': '0.5', bake: '15m', steps: '50,100' }
    const ended = await run(services, harm)
    expect(ended.outputs).toMatchObject({ verdict: 'reverted', 'live-service': 'api-blue\nweb-blue' })
    expect(ended.log).toMatch(/api: all traffic goes back to api-blue: web did not take over/)
    expect(await weights()).toEqual([{ 'api-blue': 100 }, { 'web-blue': 100 }])
    expect(stage().sandbox.traffic.ledger.sum()).toMatchObject({ lost: 0 })
    await stage().clock.advance(60_000)
    for (const one of pairs)
      expect([(await one.describe('blue'))?.desiredCount, (await one.describe('green'))?.desiredCount]).toEqual([2, 0])
  })

  test.each(['api\nweb', ''])('together: those that are done with their step go back too (order %j)', async order => {
    const services = await open('api', 'web')
    stage().sandbox.traffic.behave({ service: 'web-green', errorRate: 0.5 })
    const harm = { mode: 'together', 'max-error-rate': '0.5', bake: '15m', steps: '50,100', step: '50' }
    const ended = await run(services, { ...harm, ...(order ? { order } : {}) })
    expect(ended.outputs).toMatchObject({
      verdict: 'reverted',
      remedy: 'reverted',
      'live-service': 'api-blue\nweb-blue',
    })
    expect(ended.outputs).toMatchObject({ weights: 'blue=100 green=0\nblue=100 green=0', step: '0\n0' })
    expect(ended.log).toMatch(/api: all traffic goes back to api-blue: web did not take over/)
    expect(ended.outputs.alert).toContain('api: api:2 was reverted')
    expect(ended.outputs['next-step']).not.toContain('Go on')
    expect(await weights()).toEqual([{ 'api-blue': 100 }, { 'web-blue': 100 }])
  })

  test('together: when one does harm while blue is kept, the others go back too', async () => {
    const services = await open('api', 'web')
    stage().clock.after(1_500_000, async () => {
      stage().sandbox.traffic.behave({ service: 'web-green', errorRate: 0.5 })
    })
    const keep = { mode: 'together', 'max-error-rate': '0.5', bake: '15m', steps: '100', 'keep-blue-for': '60m' }
    const ended = await run(services, keep)
    expect(ended.log).toMatch(/api-blue: is kept for another/)
    expect(ended.outputs).toMatchObject({ verdict: 'reverted', 'live-service': 'api-blue\nweb-blue' })
    expect(ended.log).toMatch(/api: all traffic goes back to api-blue: web did not take over/)
    expect(await weights()).toEqual([{ 'api-blue': 100 }, { 'web-blue': 100 }])
  })

  test('independent: each goes on if another one fails', async () => {
    const services = await open('api', 'web')
    stage().sandbox.traffic.behave({ service: 'web-green', errorRate: 0.5 })
    const ended = await run(services, { 'max-error-rate': '0.5', bake: '15m', steps: '50,100' })
    expect(ended.outputs).toMatchObject({ verdict: 'reverted', 'live-service': 'api-green\nweb-blue' })
    expect(lastLine(ended)).toMatch(/1 of 2 pairs did not take over: web\. Live now: api on api:2, web on web:1\.$/)
  })

  test('are all cancelled at once', async () => {
    const services = await open('api', 'web')
    const begun = stage().start('blue-green-shift', { inputs: { cluster: 'staging', services, ...quick, bake: '5m' } })
    let at = 0
    const startedAt = stage().clock.now()
    stage().sandbox.faults.order({
      where() {
        if (at > 0 || stage().clock.now() - startedAt < 600_000) return false
        at = stage().clock.now()
        begun.child.kill('SIGINT')
        return false
      },
      effect: 'drop',
    })
    const ended = await begun.ended
    expect(ended.outputs).toMatchObject({ verdict: 'cancelled', remedy: 'reverted' })
    expect(await weights()).toEqual([{ 'api-blue': 100 }, { 'web-blue': 100 }])
    expect(stage().clock.now() - at).toBeLessThan(5_000)
  })

  test('are all tidied up at the end of a cancelled job, which has five minutes, though one of them cannot be', async () => {
    const names = ['api', 'web', 'portal', 'shop', 'blog']
    const services = await openAs(names, { scaled: [1, 8] })
    const keeping = keepState()
    const inputs = { cluster: 'staging', services, ...quick, bake: '5m' }
    const begun = stage().start('blue-green-shift', { inputs, env: keeping.env })
    const startedAt = stage().clock.now()
    const cancel = stage().sandbox.faults.order({
      where() {
        if (stage().clock.now() - startedAt < 600_000) return false
        cancel.cancel()
        return !begun.child.kill('SIGINT')
      },
      effect: 'drop',
    })
    expect((await begun.ended).outputs).toMatchObject({ verdict: 'cancelled', remedy: 'reverted' })
    const portal = (pairs[2] as Colours).groups.blue
    stage().sandbox.faults.order({
      where: ({ operation, input }) => operation === 'DescribeTags' && JSON.stringify(input).includes(portal),
      effect: 'access-denied',
    })
    const endedAt = stage().clock.now()
    const post = await endOfJob({ web: pairs[0] as Colours, state: keeping.end() })
    expect((stage().clock.now() - endedAt) / 1000).toBeLessThan(150)
    expect(post.log).toMatch(/Warning: portal: not all was tidied up after the cancel: .* is denied/)
    stage().sandbox.faults.clear()
    for (const one of pairs) {
      const { services, rules, scaling } = await standing(one)
      const left = one.name === 'portal'
      const suspended = scaling
        .filter(([id]) => String(id).includes(`/${one.name}-`))
        .map(([, , state]) => Object.values((state ?? {}) as object).some(Boolean))
      expect([one.name, services, rules.length, suspended]).toEqual([
        one.name,
        [
          [2, 2, `${one.name}:1`],
          [left ? 2 : 0, left ? 2 : 0, `${one.name}:2`],
        ],
        left ? 3 : 2,
        left ? [true, true] : [false, false],
      ])
    }
  })
})
