// Which targets does a group have, and how are they?
import { reader } from '../check.ts'
import type { Targets } from '../seams.ts'
import type { Fields, Operation } from '../service.ts'
import { deregister, register, shownHealth } from './checking.ts'
import { targetGroup } from './find.ts'
import { invalid, refuse } from './refuse.ts'
import { groupAnywhere, realmOf, type Target, type TargetGroup, usersOf, type World } from './state.ts'
import { weigh, weightsOf } from './weights.ts'

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html */
const mostTargets = 1000

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-register-targets.html */
export function targetOperations(world: World): Record<string, Operation> {
  const zoneOf = ({ place }: TargetGroup) => `${place.region}a`

  const shown = (group: TargetGroup, asked: { ip: string; port: number }, target: Target | undefined): Fields => {
    const { state, reason, description } = shownHealth(world, group, target) as Record<string, string>
    return {
      Target: { Id: asked.ip, Port: asked.port, AvailabilityZone: target && zoneOf(group) },
      HealthCheckPort: target && (group.check.port === 'traffic-port' ? String(asked.port) : group.check.port),
      TargetHealth: { State: state, Reason: reason, Description: description },
    }
  }

  return {
    RegisterTargets(input, caller) {
      const read = reader(input, invalid)
      const group = targetGroup(realmOf(world, caller), read.text('TargetGroupArn'))
      const targets = readTargets(group, read.structures('Targets', { min: 1 }))
      if (group.targets.size + targets.length > mostTargets) throw refuse.tooManyTargets()
      for (const { ip, port } of targets) register(world, group, ip, port)
      return {}
    },

    DeregisterTargets(input, caller) {
      const read = reader(input, invalid)
      const group = targetGroup(realmOf(world, caller), read.text('TargetGroupArn'))
      for (const { ip, port } of readTargets(group, read.structures('Targets', { min: 1 })))
        deregister(world, group, ip, port, () => {})
      return {}
    },

    DescribeTargetHealth(input, caller) {
      const read = reader(input, invalid)
      const group = targetGroup(realmOf(world, caller), read.text('TargetGroupArn'))
      const asked = read.structures('Targets')
      const wanted = asked.length > 0 ? readTargets(group, asked) : [...group.targets.values()]
      return {
        TargetHealthDescriptions: wanted.map(one => shown(group, one, group.targets.get(`${one.ip}:${one.port}`))),
      }
    },
  }
}

/** Without a port of its own a target listens on the group's. */
function readTargets({ settings }: TargetGroup, targets: Fields[]): { ip: string; port: number }[] {
  return targets.map(({ Id, Port }) => {
    const ip = String(Id)
    if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(ip)) throw refuse.value(`The IP address '${ip}' is not a valid IPv4 address`)
    return { ip, port: Number(Port ?? settings.Port) }
  })
}

/** What ECS needs of the load balancer, for target groups of any account. */
export function targetsOf(world: World): Targets {
  const found = (arn: string) => groupAnywhere(world, arn)
  return {
    register(arn, { ip, port }) {
      const group = found(arn)
      if (group) register(world, group, ip, port)
    },
    deregister(arn, { ip, port }, drained) {
      const group = found(arn)
      if (group) deregister(world, group, ip, port, drained)
      else drained()
    },
    health(arn, { ip, port }) {
      const group = found(arn)
      const target = group?.targets.get(`${ip}:${port}`)
      return group && target && { ...shownHealth(world, group, target), since: target.since }
    },
    exists: arn => found(arn) !== undefined,
    attached: arn => usersOf(world, arn).length > 0,
    weightsOf: rule => weightsOf(world, rule),
    weigh: (rule, groups) => weigh(world, rule, groups),
  }
}
