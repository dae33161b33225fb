// Which tags does a resource carry?
import { reader } from '../check.ts'
import type { Fields, Operation } from '../service.ts'
import { listenersOf } from './find.ts'
import { invalid, refuse } from './refuse.ts'
import { type Realm, realmOf, type Tags, type World } from './state.ts'

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-tags.html */
const mostTags = 50
const allowed = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u
const mostResources = 20

/** Reads `Tags` of an input. Throws `DuplicateTagKeys`, `TooManyTags` or `ValidationError`. */
export function readTags(input: Fields): Tags {
  const entries = reader(input, invalid).structures('Tags')
  const pairs = entries.map(({ Key, Value }) => [String(Key ?? ''), String(Value ?? '')] as const)
  for (const [key, value] of pairs) {
    if (key.length < 1 || key.length > 128) throw refuse.value(`Tag key '${key}' must be 1 to 128 characters long`)
    if (value.length > 256) throw refuse.value(`The value of tag '${key}' cannot be longer than 256 characters`)
    if (!allowed.test(key) || !allowed.test(value))
      throw refuse.value(`Tag '${key}' can only contain letters, spaces, numbers and the characters _ . : / = + - @`)
    if (key.toLowerCase().startsWith('aws:')) throw refuse.value(`Tag key '${key}' is reserved for system use`)
  }
  const tags = new Map(pairs)
  if (tags.size < pairs.length) throw refuse.duplicateTagKeys()
  if (tags.size > mostTags) throw refuse.tooManyTags()
  return tags
}

/** Tags of load balancers, target groups, listeners and rules, by ARN. */
export function tagOperations(world: World): Record<string, Operation> {
  const each = (input: Fields, realm: Realm) =>
    reader(input, invalid)
      .texts('ResourceArns', { min: 1, max: mostResources })
      .map(arn => ({ arn, tags: tagsOf(realm, arn) }))
  return {
    AddTags(input, caller) {
      const added = readTags(input)
      const all = each(input, realmOf(world, caller))
      if (all.some(({ tags }) => new Set([...tags.keys(), ...added.keys()]).size > mostTags)) throw refuse.tooManyTags()
      for (const { tags } of all) for (const [key, value] of added) tags.set(key, value)
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
