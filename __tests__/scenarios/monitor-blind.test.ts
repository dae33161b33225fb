// What if it cannot be seen how the revision does, or somebody ends the watch?
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { play } from '../play.ts'
import { type Given, watching } from '../watching.ts'

const well = [{ errorRate: 0.001 }]
const ill = (errorRate: number) => [...well, { revision: 'web:2', errorRate }]
const short = { duration: '20m', 'max-duration': '20m' }

describe('no data', () => {
  test('an hour without traffic is insufficient: neither a success nor a fault', async () => {
    await watching({ inputs: { 'max-duration': '60m' } }, ({ ended, last, changes }) => {
      expect(ended).toMatchObject({
        code: 1,
        outputs: { verdict: 'insufficient', remedy: 'kept', 'live-revision': 'web:2' },
      })
      expect(last).toMatch(
        /^Error: ✗ Too little was seen of web:2 in 1h: no request to web:2 was measured in 5\d min; 600 good ones are needed: nothing would have been seen\. web:2 was left as it is\./,
      )
      expect(changes).toEqual([])
    })
  })

  test('too little is watched longer, up to the maximum, and says what could have been seen', async () => {
    const inputs = { duration: '15m', 'max-duration': '30m' }
    await watching({ rps: 0.05, behaviours: [{ errorRate: 0 }], inputs }, ({ ended, last, seconds }) => {
      expect(seconds).toBe(1800)
      expect(ended.log).toMatch(
        /15:00 {2}web: .*600 good ones are needed: only an error rate of at least \d+(\.\d+)? % would have been seen; the watch goes on for at most 15m/,
      )
      expect(last).toMatch(/^Error: ✗ Too little was seen of web:2 in 30m/)
    })
  })

  test('too little becomes enough while it is watched longer', async () => {
    const inputs = { duration: '5m', 'max-duration': '60m' }
    await watching({ rps: 1, behaviours: [{ errorRate: 0 }], inputs }, ({ ended, seconds }) => {
      expect(ended).toMatchObject({ code: 0, outputs: { verdict: 'healthy' } })
      expect(seconds).toBeGreaterThan(12 * 60)
      expect(seconds).toBeLessThan(20 * 60)
    })
  })

  test('errors that are not reported are not taken for none', async () => {
    const absent = ({ stage }: Given) =>
      stage.sandbox.worldFaults.begin('metrics-absent', { metric: 'HTTPCode_Target_5XX_Count' })
    const behaviours = [...well, { revision: 'web:2', errorRate: 0.3, after: 300 }]
    await watching(
      { rps: 10, before: 5, behaviours, during: [[280, absent]], inputs: short },
      ({ ended, last, calls, changes }) => {
        expect(ended).toMatchObject({ code: 1, outputs: { verdict: 'insufficient', remedy: 'kept', errors: '0' } })
        expect(last).toMatch(/; of [\d,]{5} no answer is reported; no 5XX is reported, so that these may have failed\./)
        // More requests, or fewer that are needed, would tell no more of them.
        expect(last).toMatch(/ Look in the access logs of the load balancer how they ended;/)
        expect(last).not.toContain('min-requests')
        expect(changes).toEqual([])
        // All of it comes with the one call a look.
        expect(calls.GetMetricData).toBeLessThanOrEqual(20 * 4 + 3)
      },
    )
  })

  test('too little can be accepted, and is called what it is', async () => {
    const inputs = { ...short, 'on-insufficient-data': 'accept' }
    await watching({ rps: 0.05, behaviours: [{ errorRate: 0 }], inputs }, ({ ended, last }) => {
      expect(ended).toMatchObject({ code: 0, outputs: { verdict: 'insufficient', remedy: 'none', alert: '' } })
      expect(last).toMatch(/^✓ Too little was seen of web:2 in 20m, which is accepted: /)
    })
  })
})

describe('blindness', () => {
  const absent = ({ stage }: Given) => stage.sandbox.metrics.order({ status: 'absent' })

  test('metrics that stop are no fault: the watch holds, and says so', async () => {
    await watching(
      { rps: 10, behaviours: well, during: [[900, absent]], inputs: { duration: '40m' } },
      ({ ended, last, changes }) => {
        expect(ended).toMatchObject({
          code: 1,
          outputs: { verdict: 'blind', remedy: 'kept', 'live-revision': 'web:2' },
        })
        expect(last).toMatch(
          /^Error: ✗ web:2 cannot be judged: for 10m( \d+s)? no metric tells of web:2 any more, which served about \d+ requests a minute until then, and that is too long\./,
        )
        expect(changes).toEqual([])
      },
    )
  })

  test('or goes back, where that is wanted', async () => {
    const inputs = { duration: '40m', 'on-blind': 'rollback' }
    await watching({ rps: 10, behaviours: well, during: [[900, absent]], inputs }, ({ ended, changes }) => {
      expect(ended.outputs).toMatchObject({ verdict: 'blind', remedy: 'rolled-back', 'live-revision': 'web:1' })
      expect(changes.map(([operation]) => operation)).toEqual(['UpdateService'])
    })
  })

  test('throttled for some minutes it goes on as if nothing had been', async () => {
    const throttled = ({ stage }: Given) => {
      const fault = stage.sandbox.faults.order({ operation: 'GetMetricData', effect: 'throttling' })
      stage.clock.after(180_000, () => fault.cancel())
    }
    await watching({ rps: 10, behaviours: well, during: [[300, throttled]], inputs: short }, ({ ended }) => {
      expect(ended.outputs).toMatchObject({ verdict: 'healthy' })
      expect(ended.log).toMatch(/web: its metrics cannot be seen: AWS throttled cloudwatch:GetMetricData/)
      expect(ended.log).toMatch(/web: its metrics can be seen again/)
    })
  })

  test('answers that are not complete are no minutes without errors', async () => {
    const partial = ({ stage }: Given) =>
      stage.sandbox.metrics.order({ metric: 'HTTPCode_Target_5XX_Count', status: 'InternalError' })
    const inputs = { duration: '30m' }
    await watching({ rps: 10, behaviours: ill(0.05), during: [[1, partial]], inputs }, ({ ended, changes }) => {
      expect(ended.outputs).toMatchObject({ verdict: 'blind', remedy: 'kept' })
      expect(changes).toEqual([])
    })
  })

  test('a permission that is missing is said before anything is watched', async () => {
    const denied = ({ stage }: Given) =>
      stage.sandbox.faults.order({ operation: 'GetMetricData', effect: 'access-denied' })
    await watching({ rps: 10, world: denied }, ({ last, seconds, changes }) => {
      expect(last).toMatch(
        /^Error: cloudwatch:GetMetricData on metrics is denied to .*: allow cloudwatch:GetMetricData in the role's policy/,
      )
      expect([seconds, changes]).toEqual([0, []])
    })
    const forbidden = ({ stage }: Given) => stage.sandbox.metrics.order({ metric: 'RequestCount', status: 'Forbidden' })
    await watching({ rps: 10, world: forbidden }, ({ last, seconds }) => {
      expect(last).toMatch(/^Error: cloudwatch:GetMetricData is denied for AWS\/ApplicationELB RequestCount: allow/)
      expect(seconds).toBe(0)
    })
  })

  test('one that is taken away on the way is blindness, not a fault', async () => {
    const denied = ({ stage }: Given) =>
      stage.sandbox.faults.order({ operation: 'GetMetricData', effect: 'access-denied' })
    await watching({ rps: 10, behaviours: ill(0.05), during: [[30, denied]] }, ({ ended, changes }) => {
      expect(ended.outputs).toMatchObject({
        verdict: 'blind',
        remedy: 'kept',
        cause: expect.stringMatching(
          /metrics cannot be read: cloudwatch:GetMetricData on metrics is denied to \S+, and that is too long$/,
        ),
        'next-step': expect.stringMatching(
          /^Allow cloudwatch:GetMetricData in the role's policy .*, then run again\.$/,
        ),
      })
      expect(changes).toEqual([])
    })
  })

  test('a network that is gone is no probe that fails', async () => {
    const cut = ({ stage }: Given) => {
      stage.sandbox.faults.order({ effect: 'drop' })
    }
    const inputs = { 'probe-urls': 'http://127.0.0.1:9/', duration: '10m' }
    await watching({ during: [[1, cut]], inputs }, ({ ended, changes }) => {
      expect(ended.outputs.verdict).toBe('blind')
      expect(changes).toEqual([])
    })
  })
})

describe('others', () => {
  test('a service that is deployed over is not touched', async () => {
    const over = async ({ stage, web }: Given) => {
      await web.revise({ answers: [{ body: 'v3' }] })
      await stage.sandbox.call('staging', 'ecs', 'UpdateService', {
        cluster: 'staging',
        service: 'web',
        taskDefinition: 'web:3',
      })
    }
    await watching({ rps: 10, behaviours: ill(0.3), during: [[90, over]] }, ({ ended, last, changes }) => {
      expect(ended.outputs).toMatchObject({ verdict: 'superseded', remedy: 'none' })
      expect(ended.outputs).toMatchObject({ 'live-revision': 'web:2', 'live-service': 'web', 'live-verified': 'true' })
      expect(last).toMatch(
        /web:2 is not watched any more: web is on its way to web:3, by a deployment that is not this job’s \(.*\)\. Nothing was changed\. web:2 is live \(2 of 2 tasks\)\./,
      )
      expect(changes).toEqual([])
    })
  })

  test('what has taken over meanwhile is what is live', async () => {
    const over = ({ stage }: Given) =>
      stage.sandbox.call('staging', 'ecs', 'UpdateService', {
        ...{ cluster: 'staging', service: 'web', taskDefinition: 'web:1' },
      })
    await watching({ rps: 10, behaviours: well, during: [[70, over]] }, ({ ended, last }) => {
      expect(ended.outputs).toMatchObject({ 'live-revision': 'web:1', 'live-service': 'web', 'live-verified': 'true' })
      expect(last).toMatch(/web is on its way to web:1, .* Nothing was changed\. web:1 is live \(2 of 2 tasks\)\./)
    })
  })

  test('a service that somebody scales to nothing did no harm, and nothing of it is live', async () => {
    const scale = ({ stage }: Given) =>
      stage.sandbox.call('staging', 'ecs', 'UpdateService', { cluster: 'staging', service: 'web', desiredCount: 0 })
    await watching({ rps: 10, behaviours: well, during: [[90, scale]] }, ({ ended, last, changes }) => {
      expect(ended.outputs).toMatchObject({ verdict: 'superseded', 'live-revision': '', 'breached-metric': '' })
      expect(JSON.parse(ended.outputs.alert ?? '')).toMatchObject({ severity: 'critical' })
      expect(last).toMatch(
        /web:2 is not watched any more: somebody set the desired count of web to 0, so none of its tasks runs\. Nothing was changed\. Find out who changed it\.$/,
      )
      expect(changes).toEqual([])
    })
  })

  test('a service without tasks is not watched at all', async () => {
    const world = async ({ stage }: Given) => {
      await stage.sandbox.call('staging', 'ecs', 'UpdateService', {
        ...{ cluster: 'staging', service: 'web', desiredCount: 0 },
      })
      await stage.clock.advance(30_000)
    }
    await watching({ world }, ({ ended, last }) => {
      expect(ended.code).toBe(1)
      expect(last).toMatch(
        /Service "web" wants no task \(desired count 0\), so there is nothing to watch: scale it up first/,
      )
    })
  })

  test('a cancelled watch says how it stood, and changes nothing', async () => {
    const cancel = ({ child }: Given) => child?.kill('SIGINT')
    await watching({ rps: 10, behaviours: well, during: [[600, cancel]] }, ({ ended, last, changes }) => {
      expect(ended).toMatchObject({
        code: 1,
        outputs: { verdict: 'cancelled', remedy: 'kept', 'live-revision': 'web:2' },
      })
      expect(last).toMatch(
        /^Error: ✗ Cancelled after \d+m( \d+s)? of watching web:2: the job was cancelled; until then web:2 served .* Nothing was changed\. web:2 is live/,
      )
      expect(changes).toEqual([])
    })
  })

  test('or goes back with one call, where that is wanted', async () => {
    const cancel = ({ child }: Given) => child?.kill('SIGINT')
    const inputs = { 'on-cancel': 'rollback' }
    await watching(
      { rps: 10, behaviours: well, during: [[600, cancel]], inputs },
      async ({ ended, last, changes, seconds, web }, { stage }) => {
        expect(ended.outputs).toMatchObject({ verdict: 'cancelled', remedy: 'rolled-back', 'live-revision': 'web:2' })
        expect(last).toMatch(
          /ECS was told to go back to web:1, which was not followed: web:2 is live until web:1 serves\. Find the cause/,
        )
        expect(changes).toEqual([['UpdateService', 600]])
        expect(seconds).toBeLessThanOrEqual(605)
        await stage.clock.advance(2000)
        expect((await web.describe()).taskDefinition).toMatch(/web:1$/)
      },
    )
  })
})

describe('a watch that was recorded', () => {
  test('is judged again as it was, and by other limits, without a call', async () => {
    const stage = await play()
    let text = ''
    await watching(
      { rps: 10, behaviours: ill(0.02), env: { RUNNER_TEMP: '/nowhere' }, inputs: { record: 'watch.jsonl' } },
      ({ ended, workspace }) => {
        expect(ended.outputs).toMatchObject({ verdict: 'harmful', record: 'watch.jsonl' })
        text = readFileSync(join(workspace, 'watch.jsonl'), 'utf8')
      },
    )
    const files = { 'watch.jsonl': text }
    const same = await stage.run('monitor-rollback', { inputs: { replay: 'watch.jsonl' }, files, account: '' })
    expect(same).toMatchObject({
      code: 0,
      outputs: { verdict: 'harmful', 'breached-metric': 'error rate', threshold: '0.5 %' },
    })
    expect(same.log).toMatch(/^✓ \d+ judgements of web:2 again, all as they were\. In the end: harmful, /m)
    const inputs = { replay: 'watch.jsonl', 'replay-by': 'inputs', 'max-error-rate': '10' }
    const other = await stage.run('monitor-rollback', { inputs, files, account: '' })
    expect(other).toMatchObject({ code: 0, outputs: { verdict: 'watching' } })
    expect(other.log).toMatch(/again, \d+ otherwise than they were\. In the end: watching/)
    const none = await stage.run('monitor-rollback', { inputs: { replay: 'gone.jsonl' }, account: '' })
    expect(none.log).toMatch(/Error: replay is "gone\.jsonl", which does not exist/)
    expect(stage.sandbox.journal.entries).toEqual([])
    await stage.close()
  })
})

describe('what is around it', () => {
  test('a service without a load balancer is watched by what its tasks do, and that is said', async () => {
    await watching({ scene: { balanced: false }, inputs: { duration: '10m' } }, ({ ended, last }) => {
      expect(ended.log).toMatch(/errors and latency are not watched, as it is behind no Application Load Balancer/)
      expect(last).toBe('✓ web:2 is well after 10m: nothing speaks against web:2.')
    })
    const nothing = { 'max-restarts': 'none' }
    await watching({ scene: { balanced: false }, inputs: nothing }, ({ last, seconds }) => {
      expect(last).toMatch(/^Error: There is nothing to watch: the service is behind no load balancer/)
      expect(seconds).toBe(0)
    })
  })

  test('a file that cannot be written is said before anything is watched', async () => {
    await watching({ rps: 10, inputs: { record: '/dev/null/watch.jsonl' } }, ({ last, seconds }) => {
      expect(last).toMatch(/^Error: \/dev\/null\/watch\.jsonl cannot be written \(E\w+\): check the path\.$/)
      expect(seconds).toBe(0)
    })
  })

  test('a call that hangs does not keep a cancelled job from going back', async () => {
    const hang = ({ stage }: Given) => {
      stage.sandbox.faults.order({ operation: 'GetMetricData', effect: 'hang' })
    }
    const during: [number, (given: Given) => unknown][] = [
      [590, hang],
      [605, ({ child }) => child?.kill('SIGINT')],
    ]
    const inputs = { 'on-cancel': 'rollback' }
    await watching({ rps: 10, behaviours: well, during, inputs }, ({ ended, changes }) => {
      expect(ended.outputs).toMatchObject({ verdict: 'cancelled', remedy: 'rolled-back' })
      expect(changes.map(([operation]) => operation)).toEqual(['UpdateService'])
      // One answer that is late takes 20 s, and it is asked for five times.
      expect(changes[0]?.[1]).toBeLessThanOrEqual(625)
    })
  })

  test.each<[string, Record<string, string>, RegExp[]]>([
    [
      'what is missing',
      { cluster: '', service: '', duration: '0', 'interval-seconds': '1' },
      [/cluster is empty/, /service is empty/, /duration is 0/, /interval-seconds is less than 5/],
    ],
    ['a blue without its rule', { 'blue-service': 'web-blue' }, [/blue-service is given without listener-rule/]],
    [
      'limits that are none',
      { 'max-error-rate': '120', 'max-latency-p95': 'fast', 'n-of-m': '6/5', metrics: '[{"above": 1}]' },
      [/max-error-rate is "120": write a percentage/, /max-latency-p95 is "fast"/, /n-of-m is "6\/5"/],
    ],
  ])('all that is wrong with inputs is said at once: %s', async (_, inputs, lines) => {
    await watching({ inputs }, ({ ended, calls }) => {
      for (const line of lines) expect(ended.log).toMatch(line)
      expect([ended.code, calls]).toEqual([1, {}])
    })
  })
})
