// What can go wrong with traffic and its metrics, by name?
import type { Accounts } from './accounts.ts'
import type { MetricStatus } from './aws/cloudwatch/orders.ts'
import type { MetricControls } from './aws/cloudwatch/service.ts'
import type { Elb } from './aws/elb/service.ts'
import type { Scaling } from './aws/scaling/service.ts'
import { above, anyText, type Key, type WorldFaults } from './world-faults.ts'

const share = above(0, 'a share from 0 to 1', 1)
const seconds = above(0, 'a number of seconds, 0 or more')
const whole: Key = { takes: 'a whole number above 0', fits: value => /^[1-9]\d*$/.test(value) }

/** Keys of an order, and the members of a behaviour that they are. */
const whose = { revision: 'revision', group: 'group', service: 'service' }
const doing = {
  'error-rate': 'errorRate',
  'client-errors': 'clientErrors',
  'connection-errors': 'connectionErrors',
  'slow-share': 'slowShare',
  'slow-ms': 'slowMs',
  'latency-ms': 'latencyMs',
  'per-task': 'perTask',
} as const
const when = { from: 'from', until: 'until', after: 'after' }

/** Registers faults of tasks under ordered traffic, of metrics, and of the load balancer's nodes. */
export function offerTrafficFaults(
  { offer }: WorldFaults,
  elb: Pick<Elb, 'traffic' | 'propagation'>,
  metrics: Pick<MetricControls, 'order' | 'late'>,
): void {
  const shares = ['error-rate', 'client-errors', 'connection-errors', 'slow-share']
  offer('behave', {
    summary:
      'under ordered traffic tasks fail or are slow (revision=web:2 group=NAME service=NAME error-rate=0.05 slow-share=0.1 latency-ms=120 after=60 …)',
    keys: {
      ...Object.fromEntries(Object.keys(whose).map(key => [key, anyText])),
      ...Object.fromEntries(
        Object.keys(doing).map(key => [key, shares.includes(key) ? share : above(0, 'a number, 0 or more')]),
      ),
      ...Object.fromEntries(Object.keys(when).map(key => [key, seconds])),
    },
    begin(where) {
      if (!Object.keys(doing).some(key => where[key] !== undefined))
        throw new Error(`behave: say what they do: ${Object.keys(doing).join(', ')}`)
      const figures = Object.entries({ ...doing, ...when }).map(([key, member]) => [member, where[key]] as const)
      const names = Object.values(whose).map(key => [key, where[key]] as const)
      const given = [...names, ...figures.map(([member, text]) => [member, text && Number(text)] as const)]
      return elb.traffic.behave(Object.fromEntries(given.filter(([, value]) => value !== undefined)))
    },
  })

  const orders: [name: string, status: MetricStatus, summary: string][] = [
    ['metrics-absent', 'absent', 'a metric is as if it had never been reported'],
    ['metrics-forbidden', 'Forbidden', 'a metric must not be read'],
    ['metrics-partial', 'PartialData', 'an answer lacks the newest point of a metric'],
  ]
  for (const [name, status, summary] of orders)
    offer(name, {
      summary: `${summary} (metric=NAME times=N)`,
      keys: { metric: anyText, times: whole },
      begin: ({ metric, times }) =>
        metrics.order({
          status,
          ...(metric !== undefined && { metric }),
          ...(times !== undefined && { times: Number(times) }),
        }),
    })
  offer('metrics-late', {
    summary: 'metrics that are reported from now on come so much later (seconds=600)',
    keys: { seconds },
    begin({ seconds: by = '600' }) {
      metrics.late(Number(by) * 1000)
      return () => metrics.late(0)
    },
  })
  offer('slow-nodes', {
    summary: 'nodes of load balancers follow changes of rules within so long (seconds=60)',
    keys: { seconds },
    begin: ({ seconds: within = '60' }) => elb.propagation(Number(within) * 1000),
  })
}

/** Registers the load of services that scale by themselves. */
export function offerDemand({ offer }: WorldFaults, demand: Scaling['demand'], accounts: Accounts): void {
  const names = accounts.all.map(({ name }) => name).join(', ')
  const account: Key = { takes: `an account; there are: ${names}`, fits: value => accounts.find(value) !== undefined }
  const required = { ...anyText, required: true }
  offer('demand', {
    summary: 'a service that scales by itself asks for so many tasks (account=NAME cluster=NAME service=NAME count=6)',
    keys: {
      account: { ...account, required: true },
      cluster: required,
      service: required,
      count: { takes: 'a whole number, 0 or more', fits: value => /^\d+$/.test(value), required: true },
    },
    begin({ account: of = '', cluster = '', service = '', count }) {
      const found = accounts.find(of)
      if (found) demand({ account: found.id, region: found.region }, { cluster, service, count: Number(count) })
      return () => {}
    },
  })
}
