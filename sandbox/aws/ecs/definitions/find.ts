// Which task definition does a call mean?
import type { Realm } from '../world.ts'
import type { Definition } from './definition.ts'

/** The one of an ARN, of `family:revision`, or of `family`: its newest ACTIVE revision. */
export function findDefinition(realm: Realm, reference: string): Definition | undefined {
  const [family = '', revision] = reference.replace(/^arn:.*:task-definition\//, '').split(':')
  const revisions = realm.families.get(family)?.revisions ?? []
  if (reference.startsWith('arn:')) return revisions.find(({ arn }) => arn === reference)
  if (revision !== undefined) return revisions.find(one => String(one.revision) === revision)
  return revisions.findLast(({ status }) => status === 'ACTIVE')
}
