// What may load balancers and target groups be called?
import { refuse } from './refuse.ts'

/** At most 32 letters, digits and hyphens, no hyphen at either end. Throws `ValidationError` in AWS's words. */
export function checkName(kind: 'Load balancer' | 'Target group', name: string): void {
  if (name.length > 32) throw refuse.value(`${kind} name '${name}' cannot be longer than '32' characters`)
  if (!/^[A-Za-z0-9-]+$/.test(name))
    throw refuse.value(
      `${kind} name '${name}' can only contain characters that are alphanumeric characters and hyphens(-)`,
    )
  if (name.startsWith('-') || name.endsWith('-'))
    throw refuse.value(`${kind} name '${name}' cannot begin or end with '-'`)
}
