// Which clusters are there?
import { reader } from '../check.ts'
import type { Fields, Operation } from '../service.ts'
import { listed } from './pages.ts'
import { invalid, refuse } from './refuse.ts'
import { readTags, shownTags, wantsTags } from './tags.ts'
import { type Cluster, ecsArn, type Realm, realmOf, type World } from './world.ts'

/** The cluster of a name, an ARN, or `default`; throws `ClusterNotFoundException`. */
export function clusterOf(realm: Realm, wanted: unknown): Cluster {
  const cluster = realm.clusters.get(nameOf(wanted ?? 'default'))
  if (cluster?.status !== 'ACTIVE') throw refuse.noCluster()
  return cluster
}

const nameOf = (wanted: unknown) => String(wanted).replace(/^arn:.*:cluster\//, '')

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/clusters.html */
export function clusterOperations(world: World): Record<string, Operation> {
  const shown = (realm: Realm, cluster: Cluster, { tags = false } = {}): Fields => {
    const tasks = [...realm.tasks.values()].filter(({ clusterArn }) => clusterArn === cluster.arn)
    return {
      clusterArn: cluster.arn,
      clusterName: cluster.name,
      status: cluster.status,
      registeredContainerInstancesCount: 0,
      runningTasksCount: tasks.filter(({ lastStatus }) => lastStatus === 'RUNNING').length,
      pendingTasksCount: tasks.filter(({ lastStatus }) =>
        ['PROVISIONING', 'PENDING', 'ACTIVATING'].includes(lastStatus),
      ).length,
      activeServicesCount: [...cluster.services.values()].filter(({ status }) => status === 'ACTIVE').length,
      statistics: [],
      tags: tags ? shownTags(cluster.tags) : [],
      settings: [{ name: 'containerInsights', value: 'disabled' }],
      capacityProviders: [],
      defaultCapacityProviderStrategy: [],
      ...cluster.settings,
    }
  }

  return {
    CreateCluster(input, caller) {
      const realm = realmOf(world, caller)
      const { clusterName, tags: _, ...settings } = input
      const name = reader(input, invalid).maybeText('clusterName') ?? 'default'
      if (!/^[A-Za-z0-9_-]{1,255}$/.test(name)) throw refuse.parameter('Identifier was unexpected length.')
      const before = realm.clusters.get(name)
      const cluster: Cluster =
        before?.status === 'ACTIVE'
          ? before
          : {
              arn: ecsArn(realm.place, `cluster/${name}`),
              name,
              place: realm.place,
              status: 'ACTIVE',
              settings,
              services: new Map(),
              tags: readTags(input),
            }
      realm.clusters.set(name, cluster)
      return { cluster: shown(realm, cluster, { tags: true }) }
    },

    DescribeClusters(input, caller) {
      const realm = realmOf(world, caller)
      const asked = reader(input, invalid).texts('clusters')
      if (asked.length > 100) throw refuse.parameter('Clusters cannot have more than 100 elements.')
      const wanted = asked.length > 0 ? asked : ['default']
      const found = wanted.map(one => ({ one, cluster: realm.clusters.get(nameOf(one)) }))
      return {
        clusters: found.flatMap(({ cluster }) => (cluster ? [shown(realm, cluster, { tags: wantsTags(input) })] : [])),
        failures: found.flatMap(({ one, cluster }) =>
          cluster ? [] : [{ arn: ecsArn(realm.place, `cluster/${nameOf(one)}`), reason: 'MISSING' }],
        ),
      }
    },

    ListClusters(input, caller) {
      const active = [...realmOf(world, caller).clusters.values()].filter(({ status }) => status === 'ACTIVE')
      return listed(
        input,
        'clusterArns',
        active.map(({ arn }) => arn),
      )
    },

    DeleteCluster(input, caller) {
      const realm = realmOf(world, caller)
      const cluster = clusterOf(realm, reader(input, invalid).text('cluster'))
      if ([...cluster.services.values()].some(({ status }) => status === 'ACTIVE')) throw refuse.clusterWithServices()
      if ([...realm.tasks.values()].some(task => task.clusterArn === cluster.arn && task.lastStatus !== 'STOPPED'))
        throw refuse.clusterWithTasks()
      cluster.status = 'INACTIVE'
      return { cluster: shown(realm, cluster) }
    },
  }
}
