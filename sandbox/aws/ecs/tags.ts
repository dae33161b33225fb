// Which tags does a resource carry?
import { reader } from '../check.ts'
import type { Fields, Operation } from '../service.ts'
import { invalid, refuse } from './refuse.ts'
import { type Realm, realmOf, type World } from './world.ts'

export type Tags = Map<string, string>

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-using-tags.html */
const mostTags = 50

/** Reads `tags` of an input. Throws `InvalidParameterException` for more than 50 or reserved keys. */
export function readTags(input: Fields): Tags {
  const entries = reader(input, invalid).structures('tags')
  if (entries.length > mostTags) throw refuse.parameter('Tags can not have more than 50 elements.')
  const tags = new Map(entries.map(({ key, value }) => [String(key), String(value ?? '')]))
  for (const key of tags.keys())
    if (/^aws:/i.test(key)) throw refuse.parameter(`Tag key '${key}' is reserved: keys cannot start with aws:`)
  return tags
}

export const shownTags = (tags: Tags) => [...tags].map(([key, value]) => ({ key, value }))

/** Whether an operation was asked to show tags. */
export const wantsTags = (input: Fields) => reader(input, invalid).texts('include').includes('TAGS')

/** Tags of clusters, services, task definitions and tasks, by ARN. */
export function tagOperations(world: World): Record<string, Operation> {
  const tagsOf = (input: Fields, realm: Realm) => tagsAt(realm, reader(input, invalid).text('resourceArn'))
  return {
    TagResource(input, caller) {
      const tags = tagsOf(input, realmOf(world, caller))
      for (const [key, value] of readTags(input)) tags.set(key, value)
      return {}
    },
    UntagResource(input, caller) {
      const tags = tagsOf(input, realmOf(world, caller))
      for (const key of reader(input, invalid).texts('tagKeys', { min: 1 })) tags.delete(key)
      return {}
    },
    ListTagsForResource: (input, caller) => ({ tags: shownTags(tagsOf(input, realmOf(world, caller))) }),
  }
}

function tagsAt(realm: Realm, arn: string): Tags {
  const clusters = [...realm.clusters.values()]
  const services = clusters.flatMap(({ services }) => [...services.values()])
  const definitions = [...realm.families.values()].flatMap(({ revisions }) => revisions)
  const found = [...clusters, ...services, ...definitions, ...realm.tasks.values()].find(one => one.arn === arn)
  if (!found) throw refuse.parameter(`The specified resource ${arn} was not found.`)
  return found.tags
}
