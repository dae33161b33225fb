import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Definition } from '../../src/decisions/task-definition.ts'
import {
  chooseMain,
  explainTask,
  further,
  hasBegun,
  isFinal,
  judgeTask,
  type Main,
  mayStartAnew,
  type OneOff,
  REST,
  type TaskSnapshot,
} from '../../src/decisions/task-run.ts'

type Container = OneOff['containers'][number]

const main: Main = { name: 'app', essential: true }
const container = (more: Partial<Container> = {}): Container => ({
  name: 'app',
  image: 'app:1',
  status: more.exitCode === undefined ? 'RUNNING' : 'STOPPED',
  exitCode: undefined,
  reason: undefined,
  ...more,
})
const task = (more: Partial<OneOff> = {}): OneOff => ({
  id: 'aaaaaaaabbbb',
  arn: 'arn:aws:ecs:eu-west-1:1:task/c/aaaaaaaabbbb',
  deployment: 'ecs-release/1/2/1',
  revision: 'web:5',
  status: 'RUNNING',
  stopping: false,
  health: 'unknown',
  createdAt: 0,
  startedAt: 10,
  stoppedAt: undefined,
  stopCode: undefined,
  stoppedReason: undefined,
  address: undefined,
  containers: [container()],
  ...more,
})
const over = (more: Partial<OneOff> = {}) =>
  task({ status: 'STOPPED', stopping: true, stopCode: 'EssentialContainerExited', ...more })
const judge = (...tasks: (OneOff | undefined)[]) =>
  judgeTask(
    tasks.map((one, i) => ({ at: i * 30_000, task: one })),
    main,
  )

describe('a task', () => {
  test.each<[string, (OneOff | undefined)[], string, number | null]>([
    ['that nobody has seen yet', [undefined], 'pending', null],
    ['that has not begun', [task({ status: 'PENDING', startedAt: undefined })], 'pending', null],
    ['that runs', [task()], 'running', null],
    ['that is being stopped and still runs', [task({ status: 'DEACTIVATING', stopping: true })], 'running', null],
    [
      'whose container has ended, and ECS has not said why it stops',
      [task({ containers: [container({ exitCode: 0 })] })],
      'running',
      0,
    ],
    [
      'whose container ended with 0',
      [task({ stopping: true, containers: [container({ exitCode: 0 })] })],
      'succeeded',
      0,
    ],
    ['that is over, its container ended with 3', [over({ containers: [container({ exitCode: 3 })] })], 'failed', 3],
    [
      'whose side container ended with 0 and its own with 3',
      [over({ containers: [container({ name: 'proxy', exitCode: 0 }), container({ exitCode: 3 })] })],
      'failed',
      3,
    ],
    [
      'whose side container ended with 9 and its own with 0',
      [over({ containers: [container({ name: 'proxy', exitCode: 9 }), container({ exitCode: 0 })] })],
      'succeeded',
      0,
    ],
    [
      'that ran out of memory',
      [
        over({
          containers: [container({ exitCode: 137, reason: 'OutOfMemoryError: Container killed due to memory usage' })],
        }),
      ],
      'out-of-memory',
      137,
    ],
    [
      'a part of which ran out of memory, and which ended well all the same',
      [
        over({
          containers: [container({ exitCode: 0, reason: 'OutOfMemoryError: container killed due to memory usage' })],
        }),
      ],
      'succeeded',
      0,
    ],
    ['that could not start', [over({ startedAt: undefined, stopCode: 'TaskFailedToStart' })], 'never-started', null],
    ['that ended before it began', [over({ startedAt: undefined, stopCode: undefined })], 'never-started', null],
    [
      'whose Spot capacity was taken away, and which said 0 to that',
      [over({ stopCode: 'SpotInterruption', containers: [container({ exitCode: 0 })] })],
      'stopped',
      0,
    ],
    [
      'whose host was lost, and which said 0 to that',
      [task({ stopping: true, stopCode: 'TerminationNotice', containers: [container({ exitCode: 0 })] })],
      'stopped',
      0,
    ],
    ['whose host was lost', [over({ stopCode: 'TerminationNotice' })], 'failed', null],
    [
      'that somebody stopped',
      [over({ stopCode: 'UserInitiated', containers: [container({ exitCode: 143 })] })],
      'stopped',
      143,
    ],
    [
      'that somebody stopped, and which said 0 to that',
      [over({ stopCode: 'UserInitiated', stoppedReason: 'why not', containers: [container({ exitCode: 0 })] })],
      'stopped',
      0,
    ],
    [
      'that somebody stopped before it began',
      [over({ stopCode: 'UserInitiated', startedAt: undefined })],
      'stopped',
      null,
    ],
    [
      'whose other containers we stopped once it was done',
      [over({ stopCode: 'UserInitiated', stoppedReason: REST, containers: [container({ exitCode: 0 })] })],
      'succeeded',
      0,
    ],
    ['that is not shown for a while', [task(), undefined, undefined, task()], 'running', null],
    ['that is not shown now and then', [undefined, task(), undefined, undefined], 'running', null],
    ['that is not shown any more', [task(), undefined, undefined, undefined], 'lost', null],
    [
      'that was shown running again after it had ended',
      [over({ containers: [container({ exitCode: 3 })] }), task()],
      'failed',
      3,
    ],
  ])('%s', (_, seen, verdict, exitCode) => {
    expect(judge(...seen)).toEqual({ verdict, exitCode: exitCode ?? undefined })
  })

  test('whose container is not essential has done its work when that ends', () => {
    const look = { at: 0, task: task({ containers: [container({ exitCode: 0 }), container({ name: 'proxy' })] }) }
    expect(judgeTask([look], { name: 'app', essential: false })).toEqual({ verdict: 'succeeded', exitCode: 0 })
  })
})

describe('a task with another essential container', () => {
  const two: Main = { name: 'app', essential: true, others: ['proxy'] }
  const both = (app: number | undefined, proxy: number | undefined, reason?: string) => [
    container({ exitCode: app }),
    container({ name: 'proxy', exitCode: proxy, reason }),
  ]
  const stopping = (containers: Container[]) =>
    task({ status: 'DEACTIVATING', stopping: true, stopCode: 'EssentialContainerExited', containers })
  test.each<[string, OneOff[], string]>([
    ['that failed, while its own said 0 to its end', [over({ containers: both(0, 1) })], 'failed'],
    ['that ran out of memory', [over({ containers: both(0, 137, 'OutOfMemoryError') })], 'failed'],
    ['that was stopped with it', [over({ containers: both(0, 143) })], 'succeeded'],
    ['that ended well with it', [over({ containers: both(0, 0) })], 'succeeded'],
    [
      'that failed when its own had ended',
      [stopping(both(0, undefined)), over({ containers: both(0, 1) })],
      'succeeded',
    ],
    ['that ended while its own still ran', [stopping(both(undefined, 0)), over({ containers: both(0, 0) })], 'failed'],
  ])('%s', (_, looks, verdict) => {
    const seen = looks.map((one, i) => ({ at: i * 4_000, task: one }))
    expect(judgeTask(seen, two).verdict).toBe(verdict)
  })

  test('may be tried anew when the other one failed', () => {
    expect(mayStartAnew([over({ containers: both(0, 1) })], two)).toBe(true)
  })
})

describe('the container that counts', () => {
  const definition = { containerDefinitions: [{ name: 'proxy', essential: false }, { name: 'app' }] }
  const two = { containerDefinitions: [{ name: 'proxy' }, { name: 'app' }] }
  test.each<[string, Definition, string | undefined, object]>([
    ['is the only essential one', definition, undefined, { main: { name: 'app', essential: true, others: [] } }],
    ['is the one that is named', definition, 'proxy', { main: { name: 'proxy', essential: false, others: ['app'] } }],
    [
      'must be named when two are essential',
      two,
      undefined,
      { problem: expect.stringMatching(/which one of proxy, app$/) },
    ],
    ['must be there', two, 'ap', { problem: 'container-name "ap" is not in the task definition; it has: proxy, app' }],
    ['must be there at all', {}, undefined, { problem: expect.stringMatching(/which one of none$/) }],
  ])('%s', (_, of, name, chosen) => {
    expect(chooseMain(of, name)).toEqual(chosen)
  })
})

describe('work that was tried before', () => {
  const dying = (stoppedReason: string) => task({ stopping: true, stopCode: 'UserInitiated', stoppedReason })
  const ended = (exitCode: number) => over({ containers: [container({ exitCode })] })
  test.each<[string, OneOff[], boolean]>([
    ['is left alone while it runs', [task()], false],
    ['is left alone while one of its tasks runs', [ended(3), task()], false],
    ['is left alone when it went well', [ended(0), ended(0)], false],
    ['may be tried anew when it ended badly', [ended(3)], true],
    ['may be tried anew when one of its tasks ended badly', [ended(0), ended(3)], true],
    [
      'may be tried anew when its Spot capacity was taken away',
      [over({ stopCode: 'SpotInterruption', containers: [container({ exitCode: 0 })] })],
      true,
    ],
    ['may be tried anew when we have told it to stop', [dying('ecs-release: the job was cancelled')], true],
    ['is left alone when somebody has told it to stop', [dying('why not')], false],
    ['is left alone when we stop what is left of it', [dying(REST)], false],
    ['may be tried anew when it was stopped', [over({ stopCode: 'UserInitiated' })], true],
  ])('%s', (_, tasks, anew) => {
    expect(mayStartAnew(tasks, main)).toBe(anew)
  })
})

describe('what is new', () => {
  test.each<[string, OneOff | undefined, OneOff, { coming: string[]; going: string[] }]>([
    ['at first', undefined, task({ status: 'PROVISIONING' }), { coming: ['provisioning'], going: [] }],
    ['when nothing is', task(), task(), { coming: [], going: [] }],
    ['when an older answer comes', task(), task({ status: 'PENDING' }), { coming: [], going: [] }],
    [
      'when it ends',
      task(),
      task({
        status: 'DEPROVISIONING',
        containers: [
          container({ exitCode: 3 }),
          container({ name: 'proxy', exitCode: 137, reason: 'OutOfMemoryError' }),
        ],
      }),
      {
        coming: [],
        going: [
          'container "app" exited with code 3',
          'container "proxy" exited with code 137: OutOfMemoryError',
          'deprovisioning',
        ],
      },
    ],
    [
      'when a side container ends',
      task(),
      task({ containers: [container(), container({ name: 'proxy', exitCode: 0 })] }),
      { coming: [], going: ['container "proxy" exited with code 0'] },
    ],
    [
      'when it is over',
      task({ status: 'STOPPING' }),
      over({ stoppedReason: 'because' }),
      { coming: [], going: ['stopped: because'] },
    ],
  ])('%s', (_, before, now, lines) => {
    expect(explainTask(before, now)).toEqual(lines)
  })

  test('a task has begun when ECS says so, or one of its containers has', () => {
    const waiting = { startedAt: undefined, containers: [container({ status: 'PENDING' })] }
    expect([
      hasBegun(task(waiting)),
      hasBegun(task()),
      hasBegun(task({ startedAt: undefined })),
      hasBegun(task({ startedAt: undefined, containers: [container({ exitCode: 1 })] })),
    ]).toEqual([false, true, true, true])
  })
})

describe('whatever is seen', () => {
  const exitCode = fc.constantFrom(undefined, 0, 3, 137, 143)
  const anyContainer = (name: fc.Arbitrary<string>): fc.Arbitrary<Container> =>
    fc.record({
      name,
      image: fc.constant('app:1'),
      status: fc.constantFrom('PENDING', 'RUNNING', 'STOPPED'),
      exitCode,
      reason: fc.constantFrom(undefined, 'OutOfMemoryError: killed'),
    })
  const side = anyContainer(fc.constantFrom('proxy', 'agent'))
  const anyTask: fc.Arbitrary<OneOff> = fc
    .record({
      status: fc.constantFrom(
        'PROVISIONING',
        'PENDING',
        'ACTIVATING',
        'RUNNING',
        'DEACTIVATING',
        'STOPPING',
        'DEPROVISIONING',
        'STOPPED',
        'NEW-ONE',
      ),
      stopping: fc.boolean(),
      startedAt: fc.constantFrom(undefined, 10),
      stopCode: fc.constantFrom(
        undefined,
        'EssentialContainerExited',
        'UserInitiated',
        'TaskFailedToStart',
        'SpotInterruption',
      ),
      stoppedReason: fc.constantFrom(undefined, 'because', REST),
      containers: fc.tuple(anyContainer(fc.constant('app')), side).map(both => both as Container[]),
    })
    .map(more => task(more))
  const anyMain: fc.Arbitrary<Main> = fc.record({ name: fc.constant('app'), essential: fc.boolean() })
  const history: fc.Arbitrary<TaskSnapshot[]> = fc
    .array(fc.tuple(fc.nat(90_000), fc.option(anyTask, { nil: undefined })), { minLength: 1, maxLength: 8 })
    .map(steps => {
      const times = steps.map(([ms]) => ms)
      const until = (i: number) => times.slice(0, i + 1).reduce((sum, ms) => sum + ms, 0)
      return steps.map(([, one], i) => ({ at: until(i), task: one }))
    })

  test('a final verdict stays final', () => {
    fc.assert(
      fc.property(history, history, anyMain, (before, after, of) => {
        const first = judgeTask(before, of)
        fc.pre(isFinal(first.verdict))
        const end = before.at(-1)?.at ?? 0
        expect(judgeTask([...before, ...after.map(one => ({ ...one, at: one.at + end }))], of)).toEqual(first)
      }),
    )
  })

  test('a look that is repeated, and the order of containers, change nothing', () => {
    fc.assert(
      fc.property(history, anyMain, (looks, of) => {
        const repeated = looks.flatMap(look => [look, look])
        const turned = looks.map(({ at, task: one }) => ({
          at,
          task: one && { ...one, containers: one.containers.toReversed() },
        }))
        expect(judgeTask(repeated, of)).toEqual(judgeTask(looks, of))
        expect(judgeTask(turned, of)).toEqual(judgeTask(looks, of))
      }),
    )
  })

  test('no other container has a say', () => {
    fc.assert(
      fc.property(history, side, anyMain, (looks, other, of) => {
        const changed = looks.map(({ at, task: one }) => ({
          at,
          task: one && { ...one, containers: one.containers.map(each => (each.name === 'app' ? each : other)) },
        }))
        expect(judgeTask(changed, of)).toEqual(judgeTask(looks, of))
      }),
    )
  })

  test('it succeeded only if its own container was seen to end with 0, and nobody else stopped it', () => {
    fc.assert(
      fc.property(history, anyMain, (looks, of) => {
        const { verdict, exitCode } = judgeTask(looks, of)
        const good = looks.some(
          ({ task: one }) =>
            one?.containers.some(each => each.name === 'app' && each.exitCode === 0) &&
            !(one.stopCode === 'UserInitiated' && one.stoppedReason !== REST),
        )
        if (verdict === 'succeeded') expect([exitCode, good]).toEqual([0, true])
        if (exitCode !== undefined && exitCode !== 0) expect(verdict).not.toBe('succeeded')
      }),
    )
  })

  test('each status is told once at most, and never backwards', () => {
    fc.assert(
      fc.property(history, looks => {
        let last: OneOff | undefined
        const told: string[] = []
        for (const { task: one } of looks) {
          if (!one) continue
          const { coming, going } = explainTask(last, one)
          told.push(
            ...[...coming, ...going]
              .filter(line => !line.startsWith('container'))
              .map(line => line.split(':')[0] as string),
          )
          last = further(last, one)
        }
        const order = [
          'provisioning',
          'pending',
          'activating',
          'running',
          'deactivating',
          'stopping',
          'deprovisioning',
          'stopped',
        ]
        const places = told.map(line => order.indexOf(line))
        expect(places).toEqual([...new Set(places)].toSorted((a, b) => a - b))
      }),
    )
  })
})
