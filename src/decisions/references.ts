// What does a task definition refer to that must be there when a task starts?
import { awslogsOf, type Definition } from './task-definition.ts'

/** One reference, and where in the definition it stands. */
export type Reference = { where: string; value: string }

export type References = {
  images: Reference[]
  /** Of Secrets Manager: ARNs, perhaps with a JSON key behind. */
  secrets: Reference[]
  /** Of Parameter Store: names or ARNs. */
  parameters: Reference[]
  /** Log groups that awslogs does not create by itself. */
  logGroups: (Reference & { region: string | undefined })[]
  /** Task role and execution role. */
  roles: Reference[]
}

type Named = { name?: string; valueFrom?: string }

/** All that a definition refers to, in the order in which it stands there. */
export function referencesOf(definition: Definition): References {
  const containers = (definition.containerDefinitions ?? []).map(one => [`container "${one.name ?? ''}"`, one] as const)
  const values = containers.flatMap(([where, one]) =>
    [...((one.secrets as Named[] | undefined) ?? []), ...secretOptions(one.logConfiguration)].map(
      ({ name = '', valueFrom = '' }): Reference => ({ where: `${where}, secret ${name}`, value: valueFrom }),
    ),
  )
  const isSecret = ({ value }: Reference) => /^arn:aws[\w-]*:secretsmanager:/.test(value)
  const roles = (['executionRoleArn', 'taskRoleArn'] as const).flatMap(where => {
    const value = definition[where]
    return typeof value === 'string' && value !== '' ? [{ where, value }] : []
  })
  return {
    images: containers.flatMap(([where, { image }]) => (image ? [{ where, value: image }] : [])),
    secrets: values.filter(isSecret),
    parameters: values.filter(one => !isSecret(one)),
    logGroups: containers.flatMap(([where, one]) => {
      const awslogs = awslogsOf(definition, one.name ?? '')
      return awslogs && !createsGroup(one.logConfiguration)
        ? [{ where, value: awslogs.group, region: awslogs.region }]
        : []
    }),
    roles,
  }
}

const secretOptions = (logConfiguration: unknown): Named[] =>
  (logConfiguration as { secretOptions?: Named[] } | undefined)?.secretOptions ?? []

const createsGroup = (logConfiguration: unknown): boolean =>
  (logConfiguration as { options?: Record<string, string> }).options?.['awslogs-create-group'] === 'true'
