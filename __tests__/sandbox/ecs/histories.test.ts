// What holds, whatever happens to a service?
import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Fields } from '../../../sandbox/aws/service.ts'
import type { Script } from '../../../sandbox/runtime/script.ts'
import { type Bench, bench, register } from './bench.ts'
import { breaker, running } from './scenes.ts'

type Act = {
  kind: 'good' | 'crash' | 'late' | 'missing' | 'force' | 'desired' | 'kill' | 'capacity' | 'last'
  seconds: number
  count: number
}
type Bounds = { desired: number; minimumHealthyPercent: number; maximumPercent: number; rollback: 'same' | 'copy' }

const scripts: Record<'good' | 'crash' | 'late', Script> = {
  good: {},
  crash: { exit: { atSecond: 2, code: 1 } },
  late: { exit: { atSecond: 39, code: 1 } },
}
const bounds: fc.Arbitrary<Bounds> = fc.record({
  desired: fc.integer({ min: 1, max: 5 }),
  minimumHealthyPercent: fc.constantFrom(0, 50, 100),
  maximumPercent: fc.constantFrom(150, 200),
  rollback: fc.constantFrom('same', 'copy'),
})
const acts = (...kinds: Act['kind'][]) =>
  fc.array(
    fc.record({
      kind: fc.constantFrom(...kinds),
      seconds: fc.integer({ min: 0, max: 400 }),
      count: fc.integer({ min: 0, max: 4 }),
    }),
    { minLength: 1, maxLength: 5 },
  )

async function act(on: Bench, { kind, count }: Act): Promise<void> {
  const update = (input: Fields) => on.call('UpdateService', { service: 'web', ...input })
  if (kind === 'force') await update({ forceNewDeployment: true })
  else if (kind === 'desired') await update({ desiredCount: count })
  else if (kind === 'missing') await update({ taskDefinition: await register(on, 'nowhere:1') })
  else if (kind === 'capacity') on.ecs.capacity(count % 2 === 0)
  else if (kind === 'kill') {
    const victims = on.ecs.tasks().filter(({ status }) => status === 'RUNNING')
    const victim = victims[count % Math.max(1, victims.length)]
    if (victim) on.ecs.kill(victim.arn)
  } else if (kind === 'last') {
    // Bounds that round to the same count block every deployment, here as on AWS.
    const deploymentConfiguration = { maximumPercent: 200 }
    await update({ taskDefinition: await on.revision({}), deploymentConfiguration })
  } else await update({ taskDefinition: await on.revision(scripts[kind]) })
}

/** Plays a history and hands every 5 s of it to `check`. */
async function play({ desired, rollback, ...percents }: Bounds, history: Act[], check: (on: Bench) => Promise<void>) {
  const on = await bench({ rollback })
  on.ecs.propagation({ ms: 0 })
  await on.revision({})
  await running(on, { desiredCount: desired, deploymentConfiguration: { ...breaker, ...percents } })
  for (const one of history) {
    await act(on, one)
    for (let second = 0; second <= one.seconds; second += 5) {
      await check(on)
      await on.pass(5)
    }
  }
}

/** Tasks that are meant to run. */
async function meant(on: Bench): Promise<{ lastStatus: string; startedAt?: Date }[]> {
  const tasks = on.ecs.tasks().map(({ arn }) => arn)
  const described = tasks.length > 0 ? await on.call('DescribeTasks', { tasks: tasks.slice(-100) }) : { tasks: [] }
  return (described.tasks as { lastStatus: string; desiredStatus: string; startedAt?: Date }[]).filter(
    ({ desiredStatus }) => desiredStatus === 'RUNNING',
  )
}

const count = (on: Bench, ...statuses: string[]) =>
  on.ecs.tasks().filter(({ status }) => statuses.includes(status)).length

test('whatever is deployed, the scheduler keeps its bounds', async () => {
  await fc.assert(
    fc.asyncProperty(bounds, acts('good', 'crash', 'late', 'missing', 'force'), async (given, history) => {
      const ceiling = Math.floor((given.desired * given.maximumPercent) / 100)
      const floor = Math.ceil((given.desired * given.minimumHealthyPercent) / 100)
      await play(given, history, async on => {
        expect(count(on, 'PROVISIONING', 'PENDING', 'ACTIVATING', 'RUNNING', 'DEACTIVATING')).toBeLessThanOrEqual(
          ceiling,
        )
        const tasks = await meant(on)
        const old = (startedAt: Date | undefined) => on.clock.now() - (startedAt?.getTime() ?? on.clock.now()) >= 40_000
        const healthy = tasks.filter(({ lastStatus, startedAt }) => lastStatus === 'RUNNING' && old(startedAt))
        expect(healthy.length).toBeGreaterThanOrEqual(floor)
      })
    }),
    { numRuns: 20 },
  )
}, 60_000)

test('whatever happens, one deployment is primary, counts add up, events are in order and one record is open', async () => {
  await fc.assert(
    fc.asyncProperty(
      bounds,
      acts('good', 'crash', 'late', 'missing', 'force', 'desired', 'kill', 'capacity'),
      async (given, history) => {
        await play(given, history, async on => {
          const { deployments, runningCount, pendingCount, events, taskDefinition } = await on.service()
          expect(deployments.map(({ status }) => status)).toEqual([
            'PRIMARY',
            ...deployments.slice(1).map(() => 'ACTIVE'),
          ])
          expect(deployments[0].taskDefinition).toBe(taskDefinition)
          expect(new Set(deployments.map(({ id }) => id)).size).toBe(deployments.length)
          expect(runningCount).toBe(count(on, 'RUNNING'))
          expect(deployments.reduce((sum, one) => sum + one.runningCount, 0)).toBe(runningCount)
          expect(deployments.reduce((sum, one) => sum + one.pendingCount, 0)).toBe(pendingCount)
          const times = events.map(({ createdAt }) => createdAt.getTime())
          expect(times).toEqual([...new Set(times)].sort((a, b) => b - a))
          const { serviceDeployments } = (await on.call('ListServiceDeployments', { service: 'web' })) as {
            serviceDeployments: { status: string }[]
          }
          const open = serviceDeployments.filter(({ status }) => /PENDING|IN_PROGRESS|REQUESTED/.test(status))
          expect(open.length).toBeLessThanOrEqual(1)
          if (deployments[0].rolloutState === 'COMPLETED') expect(open).toEqual([])
        })
      },
    ),
    { numRuns: 20 },
  )
}, 60_000)

test('left alone with a good revision, every history ends COMPLETED with nothing but it', async () => {
  await fc.assert(
    fc.asyncProperty(
      bounds,
      acts('good', 'crash', 'missing', 'force', 'desired', 'kill', 'capacity'),
      async (given, history) => {
        const last: Bench[] = []
        await play(
          given,
          [...history, { kind: 'capacity', seconds: 0, count: 0 }, { kind: 'last', seconds: 900, count: 0 }],
          async on => {
            last[0] = on
          },
        )
        const { deployments, desiredCount, runningCount } = (await last[0]?.service()) ?? ({} as never)
        expect(deployments).toMatchObject([{ rolloutState: 'COMPLETED', runningCount: desiredCount }])
        expect(deployments).toHaveLength(1)
        expect(runningCount).toBe(desiredCount)
      },
    ),
    { numRuns: 20 },
  )
}, 60_000)

test('the same history with the same seed gives the same ids, times and words', async () => {
  const tell = async () => {
    const told: unknown[] = []
    await play(
      { desired: 3, minimumHealthyPercent: 50, maximumPercent: 150, rollback: 'same' },
      [
        { kind: 'crash', seconds: 200, count: 0 },
        { kind: 'good', seconds: 300, count: 0 },
      ],
      async on => void told.push(await on.service()),
    )
    return told
  }
  expect(await tell()).toEqual(await tell())
})
