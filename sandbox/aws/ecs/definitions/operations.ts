// Which task definitions are registered?
import { reader } from '../../check.ts'
import type { Fields, Operation } from '../../service.ts'
import { listed } from '../pages.ts'
import { invalid, refuse } from '../refuse.ts'
import { readTags, shownTags, wantsTags } from '../tags.ts'
import { ecsArn, type Realm, realmOf, type World } from '../world.ts'
import { checkDefinition } from './check.ts'
import { requiredAttributes, withDefaults } from './defaults.ts'
import type { Definition } from './definition.ts'
import { findDefinition } from './find.ts'

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definitions.html */
export function definitionOperations(world: World): Record<string, Operation> {
  const { clock } = world
  return {
    RegisterTaskDefinition(input, caller) {
      checkDefinition(input)
      const realm = realmOf(world, caller)
      const fields = withDefaults(input)
      const name = String(input.family)
      const family = realm.families.get(name) ?? { next: 1, revisions: [] }
      realm.families.set(name, family)
      const revision = family.next++
      const wanted = (fields.requiresCompatibilities as string[] | undefined) ?? []
      const made: Definition = {
        arn: ecsArn(realm.place, `task-definition/${name}:${revision}`),
        family: name,
        revision,
        status: 'ACTIVE',
        fields: {
          ...fields,
          requiresAttributes: requiredAttributes(fields),
          compatibilities: ['EC2', ...(wanted.includes('FARGATE') ? ['FARGATE'] : [])],
          registeredAt: new Date(clock.now()),
          registeredBy: caller.arn,
        },
        tags: readTags(input),
      }
      family.revisions.push(made)
      return { taskDefinition: shown(made), tags: shownTags(made.tags) }
    },

    DescribeTaskDefinition(input, caller) {
      const found = findDefinition(realmOf(world, caller), reader(input, invalid).text('taskDefinition'))
      if (!found) throw refuse.undescribable()
      return { taskDefinition: shown(found), tags: wantsTags(input) ? shownTags(found.tags) : [] }
    },

    DeregisterTaskDefinition(input, caller) {
      const reference = reader(input, invalid).text('taskDefinition')
      if (!reference.split('/').at(-1)?.includes(':')) throw refuse.client('Revision is missing.')
      const found = findDefinition(realmOf(world, caller), reference)
      if (!found) throw refuse.undescribable()
      found.status = 'INACTIVE'
      found.fields = { ...found.fields, deregisteredAt: new Date(clock.now()) }
      return { taskDefinition: shown(found) }
    },

    ListTaskDefinitions(input, caller) {
      const read = reader(input, invalid)
      const status = read.maybeText('status', { oneOf: ['ACTIVE', 'INACTIVE', 'DELETE_IN_PROGRESS'] }) ?? 'ACTIVE'
      const family = read.maybeText('familyPrefix')
      const sort = read.maybeText('sort', { oneOf: ['ASC', 'DESC'] }) ?? 'ASC'
      const arns = all(realmOf(world, caller))
        .filter(one => one.status === status && (family === undefined || one.family === family))
        .sort((a, b) => (a.family === b.family ? a.revision - b.revision : a.family < b.family ? -1 : 1))
        .map(({ arn }) => arn)
      return listed(input, 'taskDefinitionArns', sort === 'ASC' ? arns : arns.reverse())
    },

    ListTaskDefinitionFamilies(input, caller) {
      const read = reader(input, invalid)
      const prefix = read.maybeText('familyPrefix') ?? ''
      const status = read.maybeText('status', { oneOf: ['ACTIVE', 'INACTIVE', 'ALL'] }) ?? 'ACTIVE'
      const families = [...realmOf(world, caller).families]
        .filter(([name, { revisions }]) => {
          const active = revisions.some(one => one.status === 'ACTIVE')
          return name.startsWith(prefix) && (status === 'ALL' || active === (status === 'ACTIVE'))
        })
        .map(([name]) => name)
      return listed(input, 'families', families.sort())
    },
  }
}

const all = (realm: Realm) => [...realm.families.values()].flatMap(({ revisions }) => revisions)

function shown({ arn, revision, status, fields }: Definition): Fields {
  return { taskDefinitionArn: arn, ...fields, revision, status }
}
