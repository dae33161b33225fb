// On what is the sandbox's load balancer tried alone?
import { afterEach } from '@jest/globals'
import { type Elb, type ElbOptions, elbService, type Observation } from '../../../sandbox/aws/elb/service.ts'
import type { MetricSink } from '../../../sandbox/aws/seams.ts'
import type { Caller, Fields } from '../../../sandbox/aws/service.ts'
import { chanceOf } from '../../../sandbox/chance.ts'
import { type JumpClock, jumpClock } from '../../../sandbox/clock.ts'
import { ids } from '../../../sandbox/ids.ts'
import { type Endpoint, type Network, network } from '../../../sandbox/network.ts'

const caller: Caller = { account: '127214192604', region: 'ap-south-1', arn: 'arn:aws:iam::127214192604:user/sandbox' }

export type Bench = {
  clock: JumpClock
  elb: Elb
  vpc: Network
  seen: Observation[]
  call(operation: string, input?: Fields): Promise<Fields>
  /** The only entry of the list that an operation answers. */
  one(operation: string, input?: Fields): Promise<Fields>
  group(name: string, more?: Fields): Promise<string>
  /** Registers `10.0.0.n:8080`, answering as `endpoint` does. */
  target(group: string, n: number, endpoint: Endpoint | string | number): Promise<void>
  /** Nobody answers at the n-th address any more. */
  hangUp(n: number): void
  /** ARNs of all listeners of the load balancer. */
  listeners(): Promise<string[]>
  /** State, or state and reason, of all targets of a group. */
  health(group: string): Promise<string[]>
  /** A load balancer with a listener on port 80 that does `actions`; answers where it listens. */
  serve(...actions: Fields[]): Promise<{ url: string; listener: string; balancer: string }>
}

const open: Elb[] = []
afterEach(async () => {
  for (const elb of open.splice(0)) await elb.close()
})

/** A load balancer service in jump time, without anything in it. It is closed after the test. */
export function bench({
  seed = 7,
  metrics,
  ...options
}: ElbOptions & { seed?: number; metrics?: MetricSink } = {}): Bench {
  const clock = jumpClock()
  const vpc = network()
  const chance = chanceOf(seed)
  const elb = elbService({ clock, ids: ids(11), network: vpc, chance, ...(metrics && { metrics }), ...options })
  const leave = new Map<number, () => void>()
  open.push(elb)
  const seen: Observation[] = []
  elb.watch(observation => seen.push(observation))
  const call: Bench['call'] = async (operation, input = {}) => {
    const act = elb.service.operations[operation]
    if (!act) throw new Error(`no ${operation}`)
    return act(input, caller)
  }
  const one: Bench['one'] = async (operation, input) => {
    const [list] = Object.values(await call(operation, input))
    return (list as Fields[])[0] as Fields
  }
  return {
    clock,
    elb,
    vpc,
    seen,
    call,
    one,
    async group(name, more = {}) {
      const input = { Name: name, Protocol: 'HTTP', Port: 8080, VpcId: 'vpc-1', TargetType: 'ip', ...more }
      return String((await one('CreateTargetGroup', input)).TargetGroupArn)
    },
    async target(group, n, endpoint) {
      const ip = `10.0.0.${n}`
      leave.set(n, vpc.listen(`${ip}:8080`, typeof endpoint === 'function' ? endpoint : answering(endpoint)))
      await call('RegisterTargets', { TargetGroupArn: group, Targets: [{ Id: ip }] })
    },
    hangUp: n => leave.get(n)?.(),
    async listeners() {
      const { LoadBalancerArn } = await one('DescribeLoadBalancers', { Names: ['demo'] })
      const { Listeners } = await call('DescribeListeners', { LoadBalancerArn })
      return (Listeners as Fields[]).map(({ ListenerArn }) => String(ListenerArn))
    },
    async health(group) {
      const { TargetHealthDescriptions } = await call('DescribeTargetHealth', { TargetGroupArn: group })
      return (TargetHealthDescriptions as { TargetHealth: { State: string; Reason?: string } }[]).map(
        ({ TargetHealth: { State, Reason } }) => (Reason ? `${State} ${Reason}` : State),
      )
    },
    async serve(...actions) {
      const { LoadBalancerArn } = await one('CreateLoadBalancer', { Name: 'demo', Subnets: ['subnet-1', 'subnet-2'] })
      const { ListenerArn } = await one('CreateListener', {
        LoadBalancerArn,
        Port: 80,
        Protocol: 'HTTP',
        DefaultActions: actions,
      })
      const listener = String(ListenerArn)
      return { url: elb.urlOf(listener) ?? '', listener, balancer: String(LoadBalancerArn) }
    },
  }
}

/** A status, or a body with 200. */
const answering =
  (what: string | number): Endpoint =>
  async () => ({
    status: typeof what === 'number' ? what : 200,
    headers: {},
    body: Buffer.from(String(what)),
  })

export const to = (...groups: [string, number][]) => ({
  Type: 'forward',
  ForwardConfig: { TargetGroups: groups.map(([TargetGroupArn, Weight]) => ({ TargetGroupArn, Weight })) },
})
