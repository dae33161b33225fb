// Which load balancers are there?
import { partition } from '../arn.ts'
import { reader } from '../check.ts'
import type { Fields, Operation } from '../service.ts'
import { balancerAttributes } from './attributes.ts'
import { checkName } from './names.ts'
import { paged } from './pages.ts'
import { invalid, refuse } from './refuse.ts'
import { beginReporting } from './reporting.ts'
import { elbArn, type LoadBalancer, realmOf, type World } from './state.ts'
import { readTags } from './tags.ts'

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html */
export function loadBalancerOperations(world: World): Record<string, Operation> {
  const { clock, ids, durations } = world

  const shown = ({ arn, name, createdAt, settings }: LoadBalancer): Fields => ({
    LoadBalancerArn: arn,
    CreatedTime: new Date(createdAt),
    LoadBalancerName: name,
    State: { Code: clock.now() - createdAt < durations.provisioning ? 'provisioning' : 'active' },
    ...settings,
  })

  return {
    CreateLoadBalancer(input, caller) {
      const read = reader(input, invalid)
      const realm = realmOf(world, caller)
      const name = read.text('Name')
      checkName('Load balancer', name)
      const type = read.maybeText('Type', { oneOf: ['application', 'network', 'gateway'] }) ?? 'application'
      if (type !== 'application')
        throw refuse.configuration(`The sandbox does not play load balancers of type '${type}'`)
      if (realm.loadBalancers.some(one => one.name === name)) throw refuse.duplicateLoadBalancer(name)
      const subnets = read.texts('Subnets')
      if (subnets.length < 2)
        throw refuse.value('At least two subnets in two different Availability Zones must be specified')
      const id = ids(16)
      const made: LoadBalancer = {
        arn: elbArn(realm.place, `loadbalancer/app/${name}/${id}`),
        name,
        place: realm.place,
        createdAt: clock.now(),
        settings: {
          DNSName: `${name}-${Number.parseInt(ids(8), 16)}.${realm.place.region}.elb.${partition(realm.place.region).domain}`,
          CanonicalHostedZoneId: `Z${ids(13).toUpperCase()}`,
          Scheme: read.maybeText('Scheme', { oneOf: ['internet-facing', 'internal'] }) ?? 'internet-facing',
          VpcId: `vpc-${ids(17)}`,
          Type: type,
          AvailabilityZones: subnets.map((SubnetId, index) => ({
            ZoneName: `${realm.place.region}${'abcdef'[index % 6]}`,
            SubnetId,
            LoadBalancerAddresses: [],
          })),
          SecurityGroups: read.texts('SecurityGroups'),
          IpAddressType: read.maybeText('IpAddressType') ?? 'ipv4',
        },
        attributes: balancerAttributes(),
        listeners: [],
        minutes: new Map(),
        reporting: undefined,
        tags: readTags(input),
      }
      realm.loadBalancers.push(made)
      beginReporting(world, made)
      return { LoadBalancers: [shown(made)] }
    },

    DescribeLoadBalancers(input, caller) {
      const read = reader(input, invalid)
      const { loadBalancers } = realmOf(world, caller)
      const arns = read.texts('LoadBalancerArns')
      const names = read.texts('Names')
      const wanted = loadBalancers.filter(({ arn, name }) =>
        arns.length + names.length === 0 ? true : arns.includes(arn) || names.includes(name),
      )
      const missing = [...arns, ...names].filter(
        asked => !wanted.some(({ arn, name }) => arn === asked || name === asked),
      )
      if (missing.length > 0) throw refuse.noLoadBalancer(missing)
      return paged(input, 'LoadBalancers', wanted, shown)
    },

    async DeleteLoadBalancer(input, caller) {
      const realm = realmOf(world, caller)
      const found = realm.loadBalancers.find(({ arn }) => arn === reader(input, invalid).text('LoadBalancerArn'))
      if (!found) return {}
      if (found.attributes.get('deletion_protection.enabled') === 'true')
        throw refuse.notPermitted(
          `Load balancer '${found.arn}' cannot be deleted because deletion protection is enabled`,
        )
      realm.loadBalancers = realm.loadBalancers.filter(one => one !== found)
      found.reporting?.()
      await Promise.all(found.listeners.map(({ listening }) => listening.close()))
      return {}
    },
  }
}
