// What if metrics come, but late, or stop midway?
import { expect, test } from '@jest/globals'
import { type Given, watching } from '../watching.ts'

const ill = [{ errorRate: 0.001 }, { revision: 'web:2', errorRate: 0.5 }]
const late =
  (seconds: string) =>
  ({ stage }: Given) =>
    stage.sandbox.worldFaults.begin('metrics-late', { seconds })

test.each(['300', '600'])('metrics that come %s s late are counted: harm is seen, and undone', async seconds => {
  await watching(
    { rps: 10, before: 5, behaviours: ill, world: late(seconds) },
    ({ ended, last, changes, ...watched }) => {
      expect(ended.outputs).toMatchObject({ verdict: 'harmful', remedy: 'rolled-back', 'live-revision': 'web:1' })
      expect(last).toMatch(/web:2 served [\d,]+ requests in \d+ min, [\d,]+ failed/)
      expect(changes.map(([operation]) => operation)).toEqual(['UpdateService'])
      // A minute, how late it is, and a second look at it.
      expect(watched.seconds).toBeLessThanOrEqual(Number(seconds) + 330)
    },
  )
})

test.each([240, 300])(
  'metrics that are all gone after %i s are blindness, though little was seen until then',
  async after => {
    const absent = ({ stage }: Given) => stage.sandbox.metrics.order({ status: 'absent' })
    const inputs = { duration: '40m', 'max-duration': '120m' }
    await watching({ rps: 10, behaviours: [{ errorRate: 0.001 }], during: [[after, absent]], inputs }, told => {
      const { ended, last, changes, seconds } = told
      expect(ended.outputs).toMatchObject({ verdict: 'blind', remedy: 'kept', 'live-revision': 'web:2' })
      expect(last).toMatch(
        /for 10m( \d+s)? no metric tells of web:2 .*any more, which served about \d+ requests a minute/,
      )
      expect(changes).toEqual([])
      expect(seconds).toBeLessThan(20 * 60)
    })
  },
)
