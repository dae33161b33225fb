// Which tags does a resource carry?
import { reader } from '../check.ts'
import type { Fields, Operation } from '../service.ts'
import { listenersOf } from './find.ts'
import { invalid, refuse } from './refuse.ts'
import { type Realm, realmOf, type Tags, type World } from './state.ts'

/** Reads `Tags` of an input. */
export function readTags(input: Fields): Tags {
  const entries = reader(input, invalid).structures('Tags')
  return new Map(entries.map(({ Key, Value }) => [String(Key), String(Value ?? '')]))
}

/** Tags of load balancers, target groups, listeners and rules, by ARN. */
export function tagOperations(world: World): Record<string, Operation> {
  const each = (input: Fields, realm: Realm) =>
    reader(input, invalid)
      .texts('ResourceArns', { min: 1 })
      .map(arn => ({ arn, tags: tagsOf(realm, arn) }))
  return {
    AddTags(input, caller) {
      for (const { tags } of each(input, realmOf(world, caller)))
        for (const [key, value] of readTags(input)) tags.set(key, value)
      return {}
    },
    RemoveTags(input, caller) {
      const keys = reader(input, invalid).texts('TagKeys', { min: 1 })
      for (const { tags } of each(input, realmOf(world, caller))) for (const key of keys) tags.delete(key)
      return {}
    },
    DescribeTags(input, caller) {
      const described = each(input, realmOf(world, caller))
      return {
        TagDescriptions: described.map(({ arn, tags }) => ({
          ResourceArn: arn,
          Tags: [...tags].map(([Key, Value]) => ({ Key, Value })),
        })),
      }
    },
  }
}

function tagsOf(realm: Realm, arn: string): Tags {
  const listeners = listenersOf(realm).map(({ listener }) => listener)
  const all = [...realm.loadBalancers, ...realm.targetGroups, ...listeners, ...listeners.flatMap(({ rules }) => rules)]
  const found = all.find(one => one.arn === arn)
  if (found) return found.tags
  if (arn.includes(':targetgroup/')) throw refuse.noTargetGroup()
  if (arn.includes(':listener-rule/')) throw refuse.noRule()
  throw arn.includes(':listener/') ? refuse.noListener() : refuse.noLoadBalancer([arn])
}
