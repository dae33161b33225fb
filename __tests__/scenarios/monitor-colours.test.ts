// What if the new revision has its traffic by the weights of a rule?
import { describe, expect, test } from '@jest/globals'
import { type Colours, colours, weightsIn } from '../colours.ts'
import type { Ended } from '../play.ts'
import { expectDeclared } from '../watching.ts'

type Fields = Record<string, unknown>
type Told = {
  ended: Ended
  changes: { operation: string; at: number; input: Fields }[]
  since: number
  web: Colours
  last: string
}

/** `web-green` runs `web:2` and has the traffic, all or a share of it; `web-blue` has its tasks. */
async function watchGreen(
  options: {
    share?: number
    blue?: number
    behaviours: object[]
    inputs?: Record<string, string>
    before?: (web: Colours) => unknown
    /** Seconds after which the job is cancelled. */
    cancel?: number
  },
  then: (told: Told) => unknown,
): Promise<void> {
  const web = await colours({ desired: 2, green: 2 })
  const { stage, sandbox, clock } = web
  try {
    sandbox.traffic.order({ to: 'web', account: '127214192604', rps: 20, behaviours: options.behaviours as [] })
    await clock.advance(20 * 60_000)
    const revision = await web.revise()
    await web.ecs('UpdateService', { service: 'web-green', taskDefinition: revision })
    await clock.advance(180_000)
    const { share = 100 } = options
    await web.elb('ModifyRule', { RuleArn: web.rule, Actions: forward(web, 100 - share, share) })
    if (options.blue !== undefined) await web.ecs('UpdateService', { service: 'web-blue', desiredCount: options.blue })
    await clock.advance(120_000)
    await options.before?.(web)
    const [since, from] = [clock.now(), sandbox.journal.entries.length]
    const inputs = { cluster: 'staging', service: 'web', 'listener-rule': web.rule, ...options.inputs }
    const begun = stage.start('monitor-rollback', { inputs })
    if (options.cancel) clock.after(options.cancel * 1000, () => void begun.child.kill('SIGINT'))
    const ended = await begun.ended
    expectDeclared(sandbox.journal.entries.slice(from))
    const changes = sandbox.journal.entries
      .slice(from)
      .filter(({ operation }) => /^(Update|Modify|Create|Delete|Stop|Register|Put|Add)/.test(operation))
      .map(({ operation, time, input }) => ({
        operation,
        at: Math.round((time - since) / 1000),
        input: input as Fields,
      }))
    await then({ ended, changes, since, web, last: ended.log.trimEnd().split('\n').at(-1) ?? '' })
  } finally {
    await web.close()
  }
}

const forward = ({ groups }: Colours, blue: number, green: number) => [
  {
    Type: 'forward',
    ForwardConfig: {
      TargetGroups: [
        { TargetGroupArn: groups.blue, Weight: blue },
        { TargetGroupArn: groups.green, Weight: green },
      ],
    },
  },
]

const well = { errorRate: 0.001 }
const ill = { revision: 'web:2', errorRate: 0.05 }

test('harm at 100 % takes all traffic back with one write; green gives its tasks back later', async () => {
  await watchGreen({ behaviours: [well, ill] }, async ({ ended, changes, since, web, last }) => {
    expect(changes.map(one => one.operation)).toEqual(['ModifyRule', 'UpdateService'])
    const [back, empty] = changes as [Told['changes'][number], Told['changes'][number]]
    expect(Object.keys(weightsIn(back.input.Actions as Fields[]))).toEqual(['web-blue'])
    expect(back.at).toBeLessThanOrEqual(330)
    expect(empty.input).toMatchObject({ service: 'web-green', desiredCount: 0 })
    expect(empty.at - back.at).toBeGreaterThanOrEqual(120)
    expect(ended.outputs).toMatchObject({
      ...{
        verdict: 'harmful',
        remedy: 'reverted',
        revision: 'web:2',
        'live-revision': 'web:1',
        'live-service': 'web-blue',
      },
      ...{ 'live-verified': 'true', 'breached-metric': 'error rate', threshold: '0.5 %' },
    })
    expect(last).toMatch(
      /^Error: ✗ web:2 does harm: .* before the release it was 0\.\d+ %\. web:1 is live again: 2 of 2 tasks \(was web:2\), after \d+s\. Find the cause, then release again\.$/,
    )
    // Nobody is lost on the way back, nor when green's tasks go.
    const at = since + back.at * 1000
    expect(web.sandbox.traffic.ledger.sum({ from: at - 60_000 })).toMatchObject({ lost: 0 })
    expect(web.sandbox.traffic.ledger.sum({ from: at + 30_000, group: 'web-green' }).requests).toBe(0)
  })
})

/** Blue loses its tasks ten seconds after it got the traffic, and gets no others. */
function loseBlue(web: Colours): void {
  let armed = true
  const fail = async () => {
    web.sandbox.worldFaults.begin('no-capacity')
    const { taskArns } = (await web.ecs('ListTasks', { serviceName: 'web-blue' })) as { taskArns: string[] }
    for (const task of taskArns) await web.ecs('StopTask', { task })
  }
  web.sandbox.faults.order({
    operation: 'ModifyRule',
    effect: 'drop',
    where() {
      if (armed) web.clock.after(10_000, () => void fail())
      armed = false
      return false
    },
  })
}

test('a blue that does not stand the traffic is for a person, and green keeps its tasks', async () => {
  await watchGreen({ behaviours: [well, ill], before: loseBlue }, ({ ended, changes, last }) => {
    expect(changes.map(one => one.operation)).toEqual(['ModifyRule'])
    expect(ended.outputs).toMatchObject({
      ...{ verdict: 'harmful', remedy: 'needs-human', 'live-revision': 'web:1', 'live-service': 'web-blue' },
      'live-verified': 'false',
    })
    expect(last).toMatch(
      /web-blue has all the traffic, and 0 of the 2 healthy targets that it needs\..* Look at it now/,
    )
  })
})

describe('with `environment` a way back of a pair is recorded', () => {
  const repository = 'acme/address-api'
  const inputs = { environment: 'production', 'github-token': '' }
  const open = (web: Colours) => {
    const permissions = { deployments: 'write' } as const
    const spec = { repository, ref: 'refs/tags/v0.1.0', sha: 'a1b2c3d4'.repeat(5), permissions }
    inputs['github-token'] = web.sandbox.github.openJob(spec).token
  }
  /** All records: what of, from and to which revision, and how each ended. */
  const records = async (web: Colours) => {
    const address = `${web.sandbox.githubUrl}/repos/${repository}/deployments`
    const ask = async <T>(path: string) => {
      const headers = { authorization: `Bearer ${inputs['github-token']}` }
      return (await (await fetch(`${address}${path}`, { headers })).json()) as T
    }
    const told: unknown[] = []
    for (const { id, task, payload } of await ask<{ id: number; task: string; payload: Fields }[]>('')) {
      const [newest] = await ask<Fields[]>(`/${id}/statuses`)
      told.push([task, payload.from, payload.to, newest?.state])
    }
    return told
  }
  const release = (web: Colours) =>
    web.stage.run('deployment-record', { inputs: { ...inputs, state: 'RUNNING' }, env: { GITHUB_RUN_ID: '7002' } })

  test('as a success, and the next release may begin', async () => {
    await watchGreen({ behaviours: [well, ill], before: open, inputs }, async ({ ended, web }) => {
      expect(ended.outputs).toMatchObject({ verdict: 'harmful', remedy: 'reverted' })
      expect(await records(web)).toEqual([['rollback', 'web:2', 'web:1', 'success']])
      expect((await release(web)).code).toBe(0)
    })
  })

  test('as a failure where what comes back does not stand it, and the next release is refused', async () => {
    const before = (web: Colours) => {
      open(web)
      loseBlue(web)
    }
    await watchGreen({ behaviours: [well, ill], before, inputs }, async ({ ended, web }) => {
      expect(ended.outputs).toMatchObject({ verdict: 'harmful', remedy: 'needs-human' })
      expect(await records(web)).toEqual([['rollback', 'web:2', 'web:1', 'failure']])
      const refused = await release(web)
      expect(refused.code).toBe(1)
      expect(refused.log).toMatch(/rollback.*web:1.*failed/i)
    })
  })
})

test('while it has a share, blue beside it is the control: what fails for both is held', async () => {
  const inputs = { duration: '20m', 'max-duration': '20m' }
  await watchGreen(
    { share: 50, behaviours: [{ errorRate: 0.02 }], inputs: { ...inputs, service: 'web-green' } },
    ({ ended, changes, last }) => {
      expect(changes).toEqual([])
      expect(ended.outputs).toMatchObject({ verdict: 'insufficient', remedy: 'kept', 'live-service': 'web-green' })
      expect(last).toMatch(/blue had [12](\.\d+)? % in the same minutes, which is not significantly better/)
      expect(ended.summary).toMatch(/Lines, in order: green, its control, the limit\./)
    },
  )
})

test('and what fails for green alone goes back as fast as without', async () => {
  const inputs = { service: 'web-green' }
  await watchGreen({ share: 50, behaviours: [well, ill], inputs }, async ({ ended, changes, web }) => {
    expect(changes[0]?.operation).toBe('ModifyRule')
    expect(changes[0]?.at).toBeLessThanOrEqual(330)
    expect(ended.outputs).toMatchObject({ verdict: 'harmful', remedy: 'reverted' })
    expect(await web.weights()).toEqual({ 'web-blue': 100 })
  })
})

test('a blue without tasks gets them first, then the traffic', async () => {
  await watchGreen({ blue: 0, behaviours: [well, ill] }, async ({ ended, changes, web }) => {
    const moves = changes.map(({ operation, input }) =>
      `${operation} ${input.service ?? ''} ${input.desiredCount ?? ''}`.trim(),
    )
    expect(moves.slice(-3)).toEqual(['UpdateService web-blue 2', 'ModifyRule', 'UpdateService web-green 0'])
    expect(ended.outputs).toMatchObject({ verdict: 'harmful', remedy: 'reverted', 'live-service': 'web-blue' })
    expect(web.sandbox.traffic.ledger.sum()).toMatchObject({ lost: 0 })
  })
})

test('a cancelled watch takes the traffic back with one write, where that is wanted, and not to a blue without tasks', async () => {
  const inputs = { 'on-cancel': 'rollback' }
  await watchGreen({ behaviours: [well], inputs, cancel: 600 }, async ({ ended, changes, web, last }) => {
    expect(changes.map(one => [one.operation, one.at])).toEqual([['ModifyRule', 600]])
    expect(last).toMatch(
      /All traffic went back to web-blue: web:1 is live in web-blue \(2 of 2 tasks\)\. web-green keeps its tasks\./,
    )
    expect(ended.outputs).toMatchObject({ verdict: 'cancelled', remedy: 'reverted', 'live-service': 'web-blue' })
    expect(await web.weights()).toEqual({ 'web-blue': 100 })
  })
  await watchGreen({ behaviours: [well], inputs, cancel: 600, blue: 0 }, ({ ended, changes, last }) => {
    expect(changes).toEqual([])
    expect(ended.outputs).toMatchObject({ verdict: 'cancelled', remedy: 'needs-human', 'live-service': 'web-green' })
    expect(last).toMatch(/Nothing was touched, as web-blue has no healthy target\. web:2 is live \(2 of 2 tasks\)\./)
  })
})

test('a healthy hour leaves both as they are', async () => {
  await watchGreen({ behaviours: [well] }, async ({ ended, changes, web }) => {
    expect(ended).toMatchObject({ code: 0, outputs: { verdict: 'healthy', 'live-service': 'web-green' } })
    expect(changes).toEqual([])
    expect((await web.describe('blue'))?.desiredCount).toBe(2)
  })
})

test('somebody who takes the traffic away ends the watch, and is not fought', async () => {
  const before = (web: Colours) => {
    web.clock.after(400_000, async () => {
      await web.elb('ModifyRule', { RuleArn: web.rule, Actions: forward(web, 100, 0) })
    })
  }
  await watchGreen({ behaviours: [well], before }, ({ ended, changes, last }) => {
    expect(ended.outputs).toMatchObject({ verdict: 'superseded', remedy: 'none' })
    expect(last).toMatch(
      /web:2 is not watched any more: somebody took all traffic from web-green\. Nothing was changed\. web:1 is live in web-blue \(2 of 2 tasks\)\./,
    )
    expect(ended.outputs).toMatchObject({ 'live-revision': 'web:1', 'live-service': 'web-blue' })
    expect(changes).toEqual([])
  })
})

test.each<[string, Record<string, string>, number | undefined, object, RegExp]>([
  [
    'harm',
    {},
    undefined,
    { verdict: 'harmful', remedy: 'needs-human', 'live-service': 'web-green', 'live-verified': 'true' },
    /Nothing was touched, as web-blue runs web:3 by now, not web:1\. web:2 is live \(2 of 2 tasks\)\. Look at it now/,
  ],
  [
    'a cancel',
    { 'on-cancel': 'rollback' },
    150,
    { verdict: 'cancelled', remedy: 'needs-human', 'live-service': 'web-green' },
    /Nothing was touched, as web-blue runs web:3 by now, not web:1\. web:2 is live \(2 of 2 tasks\)\. Look at it now/,
  ],
])(
  'a blue that somebody deployed over is not gone back to, which is said before it is needed: %s',
  async (_, inputs, cancel, outputs, line) => {
    const before = async (web: Colours) => {
      await web.revise({ answers: [{ body: 'v3' }] })
      web.clock.after(40_000, () => void web.ecs('UpdateService', { service: 'web-blue', taskDefinition: 'web:3' }))
    }
    await watchGreen(
      { behaviours: [well, ill], before, inputs, ...(cancel ? { cancel } : {}) },
      ({ ended, changes, last }) => {
        expect(ended.log).toMatch(
          /^Warning: web-green: from now on harm could only be told, not undone: web-blue runs web:3 by now, not web:1\.$/m,
        )
        expect(ended.outputs).toMatchObject(outputs)
        expect(last).toMatch(line)
        expect(changes.filter(one => one.operation === 'ModifyRule')).toEqual([])
      },
    )
  },
)

test.each<[string, number, Record<string, string>, RegExp]>([
  [
    'a service without traffic',
    0,
    { service: 'web-green' },
    /web-green has no traffic by the rule, so there is nothing to watch/,
  ],
  [
    'a pair that shares its traffic',
    50,
    {},
    /web-blue and web-green share the traffic: give the one that is to be watched as service/,
  ],
  ['a pair that is not there', 100, { service: 'wbe' }, /Service "wbe-blue" was not found/],
])('%s is refused', async (_, share, inputs, line) => {
  await watchGreen({ share, behaviours: [well], inputs }, ({ ended, changes }) => {
    expect(ended.log).toMatch(line)
    expect([ended.code, changes]).toEqual([1, []])
  })
})
