import { expect, test } from '@jest/globals'
import { expectGolden } from '../golden.ts'
import { putMinute, watching } from '../watching.ts'

const well = [{ errorRate: 0.001 }]
const ill = (errorRate: number) => [...well, { revision: 'web:2', errorRate }]
const MINUTE = 60_000

test('a healthy hour is green, with a table, a picture and few calls', async () => {
  await watching({ rps: 10, behaviours: well }, ({ ended, last, calls, changes, seconds }) => {
    expect(last).toMatch(
      /^✓ web:2 is well after 1h: web:2 served 3\d,\d+ requests in 57 min, \d+ failed \(0\.\d+ %, at most 0\.5 %\), 0 % took longer than 1000 ms \(at most 5 %\)\.$/,
    )
    expect(ended).toMatchObject({
      code: 0,
      outputs: {
        ...{ verdict: 'healthy', remedy: 'none', revision: 'web:2', 'live-revision': 'web:2', 'live-verified': 'true' },
        ...{ 'breached-metric': '', value: '', threshold: '', alert: '', cause: '', 'next-step': '' },
      },
    })
    expect(Number(ended.outputs.requests)).toBeGreaterThan(32_000)
    expect(seconds).toBe(3600)
    expect(changes).toEqual([])
    const all = Object.values(calls).reduce((sum, one) => sum + one, 0)
    expect(all / 60).toBeLessThanOrEqual(12)
    expect(calls.GetMetricData).toBeLessThanOrEqual(60 * 4 + 3)
    expect(ended.summary).toMatch(/\| web:2 \| ✅ healthy \| – \| none \| web:2 \(web\) \|/)
    expect(ended.summary).toMatch(/```mermaid\nxychart-beta\n {2}title "web: percent of requests that failed"/)
    expect(ended.log.split('\n').length).toBeLessThan(25)
    expectGolden('monitor/healthy', ended.log)
  })
})

test('each minute is read once with a look a minute, and the hour is sixty looks', async () => {
  await watching({ rps: 10, behaviours: well, inputs: { 'interval-seconds': '60' } }, ({ calls, ended }) => {
    expect(ended.code).toBe(0)
    // The hour before the release, the check, and a look at both ends.
    expect((calls.GetMetricData ?? 0) - 2).toBeLessThanOrEqual(61)
    expect((calls.GetMetricData ?? 0) - 2).toBeGreaterThanOrEqual(60)
  })
})

test('5 % errors are harm after one closed minute, and one call takes the service back', async () => {
  await watching({ rps: 10, before: 20, behaviours: ill(0.05) }, ({ ended, last, changes, seconds }) => {
    expect(last).toMatch(
      /^Error: ✗ web:2 does harm: web:2 served [\d,]+ requests in \d min, \d+ failed \(\d\.\d+ %\); if the true rate were your limit 0\.5 %, this many would occur about once in 10\^\d+; before the release it was 0\.\d+ %\. web:1 is live again: 2 of 2 tasks \(was web:2\), after 1m \d+s\. Find the cause, then release again\.$/,
    )
    expect(ended).toMatchObject({
      code: 1,
      outputs: {
        ...{
          verdict: 'harmful',
          remedy: 'rolled-back',
          revision: 'web:2',
          'live-revision': 'web:1',
          'live-service': 'web',
        },
        ...{
          'live-verified': 'true',
          'breached-metric': 'error rate',
          threshold: '0.5 %',
          value: expect.stringMatching(/^\d\.\d+ %$/),
        },
      },
    })
    expect(changes).toEqual([['UpdateService', expect.any(Number)]])
    const [[, after]] = changes as [[string, number]]
    expect(after).toBeLessThanOrEqual(330)
    expect(seconds).toBeLessThanOrEqual(after + 120)
    expect(JSON.parse(ended.outputs.alert ?? '')).toMatchObject({
      ...{
        severity: 'critical',
        title: 'web: web:2 does harm',
        service: 'web',
        cluster: 'staging',
        remedy: 'rolled-back',
      },
      ...{ from: 'web:2', live: 'web:1', metric: 'error rate', threshold: '0.5 %' },
    })
    expect(ended.log.match(/does harm/g)).toHaveLength(1)
    expectGolden('monitor/harmful', ended.log)
    expect(ended.log.match(/^Warning: .*It goes back\.$/gm)).toHaveLength(1)
  })
})

test.each([1, 4, 9, 14, 15])('harm is acted upon within 20 s of being readable, %i s after a look too', async late => {
  let readable = 0
  await watching(
    {
      // Four good minutes, each there in time, and a bad one that comes at a moment of our choice.
      world(given) {
        const since = given.stage.clock.now()
        const first = Math.ceil(since / MINUTE) * MINUTE
        readable = 420 + late
        for (const i of [0, 1, 2, 3, 4]) {
          const at = first + i * MINUTE
          const bad = i === 4
          const visibleAt = bad ? since + readable * 1000 : at + 130_000
          putMinute(given, { at, requests: 600, errors: bad ? 60 : 0, visibleAt })
        }
      },
    },
    ({ changes, ended }) => {
      expect(ended.outputs).toMatchObject({ verdict: 'harmful', 'breached-metric': 'error rate', value: '10 %' })
      expect(changes).toEqual([['UpdateService', expect.any(Number)]])
      const [[, acted]] = changes as [[string, number]]
      expect(acted).toBeGreaterThan(readable)
      expect(acted).toBeLessThanOrEqual(readable + 20)
    },
  )
})

test('a fault that the hour before had, too, is held, alerted once, and never called well', async () => {
  await watching(
    { rps: 10, before: 60, behaviours: [{ errorRate: 0.02 }], inputs: { 'max-duration': '60m' } },
    ({ ended, last, changes }) => {
      expect(ended).toMatchObject({
        code: 1,
        outputs: { verdict: 'insufficient', remedy: 'kept', 'live-revision': 'web:2' },
      })
      expect(ended.outputs).toMatchObject({ 'breached-metric': 'error rate', threshold: '0.5 %' })
      expect(last).toMatch(
        /web:2 is not called well, as something else is not: .* before the release it was [12]\.\d+ %, which is not significantly better\. web:2 was left as it is\./,
      )
      expect(changes).toEqual([])
      expect(ended.log.match(/^Warning: .*Nothing is changed\.$/gm)).toHaveLength(1)
    },
  )
})

test('slow requests are harm, told as such', async () => {
  await watching(
    { rps: 10, before: 20, behaviours: [...well, { revision: 'web:2', slowShare: 0.2, slowMs: 2000 }] },
    ({ ended }) => {
      expect(ended.outputs).toMatchObject({
        ...{ verdict: 'harmful', remedy: 'rolled-back', 'breached-metric': 'requests slower than 1000 ms' },
        ...{ threshold: '5 %', value: expect.stringMatching(/^(1|2)\d(\.\d)? %$/) },
      })
    },
  )
})

test('harm can be told and left', async () => {
  await watching({ rps: 10, behaviours: ill(0.5), inputs: { 'on-harm': 'hold' } }, ({ ended, last, changes }) => {
    expect(ended).toMatchObject({ code: 1, outputs: { verdict: 'harmful', remedy: 'kept', 'live-revision': 'web:2' } })
    expect(last).toMatch(
      /web:2 was left as it is\. web:2 is live.* Go back with the action rollback, or mend what web:2 does\.$/,
    )
    expect(changes).toEqual([])
  })
})

test('after going back the smoke test is asked, and its bad answer is for a person', async () => {
  const smoke = { 'smoke-urls': 'http://127.0.0.1:9/healthz', 'smoke-timeout-seconds': '4' }
  await watching({ rps: 10, behaviours: ill(0.5), inputs: smoke }, ({ ended, last }) => {
    expect(ended.outputs).toMatchObject({ verdict: 'harmful', remedy: 'needs-human', 'live-revision': 'web:1' })
    expect(last).toMatch(/http:\/\/127\.0\.0\.1:9\/healthz refused the connection.*a person must/)
  })
})

test('a plan says what would be watched, and what it takes', async () => {
  await watching({ rps: 10, inputs: { plan: 'true' } }, ({ ended, changes, seconds }) => {
    expect(ended).toMatchObject({ code: 0, outputs: { verdict: 'planned', remedy: 'none', revision: 'web:2' } })
    expect(ended.log).toContain('web: would go back from web:2 to web:1, the last that was live and well')
    expect(ended.log).toContain('web: compared with nothing, as nothing was served in the hour before the release')
    expect(ended.log).toMatch(/about 540 calls of AWS, \$0\.031 of CloudWatch/)
    expect([changes, seconds]).toEqual([[], 0])
  })
})
