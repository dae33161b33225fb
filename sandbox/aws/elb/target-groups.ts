// Which target groups are there?
import { isDeepStrictEqual } from 'node:util'
import { reader } from '../check.ts'
import type { Fields, Operation } from '../service.ts'
import { groupAttributes } from './attributes.ts'
import { forget } from './checking.ts'
import { loadBalancer, targetGroup } from './find.ts'
import { checkName } from './names.ts'
import { paged } from './pages.ts'
import { invalid, refuse } from './refuse.ts'
import { readCheck, shownCheck } from './settings.ts'
import { elbArn, realmOf, type TargetGroup, usersOf, type World } from './state.ts'
import { readTags } from './tags.ts'

/**
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html; creating one again
 * with the same settings answers the one that is there.
 */
export function targetGroupOperations(world: World): Record<string, Operation> {
  const { ids } = world

  const shown = ({ arn, name, settings, check }: TargetGroup): Fields => ({
    TargetGroupArn: arn,
    TargetGroupName: name,
    ...settings,
    ...shownCheck(check),
    LoadBalancerArns: usersOf(world, arn).map(balancer => balancer.arn),
  })

  return {
    CreateTargetGroup(input, caller) {
      const read = reader(input, invalid)
      const realm = realmOf(world, caller)
      const name = read.text('Name')
      checkName('Target group', name)
      const protocol = read.maybeText('Protocol', { oneOf: ['HTTP', 'HTTPS'] })
      const port = read.maybeNumber('Port', { min: 1, max: 65_535 })
      if (!protocol) throw refuse.value('A protocol must be specified')
      if (port === undefined) throw refuse.value('A port must be specified')
      const vpc = read.maybeText('VpcId')
      if (!vpc) throw refuse.value('A VPC ID must be specified')
      const type = read.maybeText('TargetType', { oneOf: ['instance', 'ip', 'lambda', 'alb'] }) ?? 'instance'
      if (type !== 'ip') throw refuse.configuration(`The sandbox does not play targets of type '${type}', only 'ip'`)
      const settings = {
        Protocol: protocol,
        Port: port,
        VpcId: vpc,
        TargetType: type,
        ProtocolVersion: read.maybeText('ProtocolVersion', { oneOf: ['HTTP1', 'HTTP2', 'GRPC'] }) ?? 'HTTP1',
        IpAddressType: read.maybeText('IpAddressType') ?? 'ipv4',
      }
      const check = readCheck(input)
      const tags = readTags(input)
      const known = realm.targetGroups.find(one => one.name === name)
      if (known && !isDeepStrictEqual([known.settings, known.check], [settings, check]))
        throw refuse.duplicateTargetGroup(name)
      if (known) return { TargetGroups: [shown(known)] }
      const made: TargetGroup = {
        arn: elbArn(realm.place, `targetgroup/${name}/${ids(16)}`),
        name,
        place: realm.place,
        settings,
        check,
        attributes: groupAttributes(),
        targets: new Map(),
        turn: 0,
        tags,
      }
      realm.targetGroups.push(made)
      return { TargetGroups: [shown(made)] }
    },

    ModifyTargetGroup(input, caller) {
      const group = targetGroup(realmOf(world, caller), reader(input, invalid).text('TargetGroupArn'))
      group.check = readCheck(input, group.check)
      return { TargetGroups: [shown(group)] }
    },

    DescribeTargetGroups(input, caller) {
      const read = reader(input, invalid)
      const realm = realmOf(world, caller)
      const balancer = read.maybeText('LoadBalancerArn')
      const arns = read.texts('TargetGroupArns')
      const names = read.texts('Names')
      if (balancer !== undefined) {
        loadBalancer(realm, balancer)
        const used = realm.targetGroups.filter(({ arn }) => usersOf(world, arn).some(one => one.arn === balancer))
        return paged(input, 'TargetGroups', used, shown)
      }
      const wanted = realm.targetGroups.filter(({ arn, name }) =>
        arns.length + names.length === 0 ? true : arns.includes(arn) || names.includes(name),
      )
      const missing = [...arns, ...names].filter(
        asked => !wanted.some(({ arn, name }) => arn === asked || name === asked),
      )
      if (missing.length > 0) throw refuse.noTargetGroup()
      return paged(input, 'TargetGroups', wanted, shown)
    },

    DeleteTargetGroup(input, caller) {
      const realm = realmOf(world, caller)
      const arn = reader(input, invalid).text('TargetGroupArn')
      if (usersOf(world, arn).length > 0) throw refuse.groupInUse(arn)
      for (const target of realm.targetGroups.find(one => one.arn === arn)?.targets.values() ?? []) forget(target)
      realm.targetGroups = realm.targetGroups.filter(one => one.arn !== arn)
      return {}
    },
  }
}
