// Which target group does green get, and is the one that is there the same?

/** Settings that a target group has from its making; members as Elastic Load Balancing names them. */
export type GroupSettings = {
  Protocol: string | undefined
  ProtocolVersion: string | undefined
  Port: number | undefined
  VpcId: string | undefined
  TargetType: string | undefined
  IpAddressType: string | undefined
  /** What may be changed later. */
  healthCheck: Record<string, unknown>
}

/** What a user asks for of green's group; the rest is as blue's has it. */
export type GroupWish = {
  name: string | undefined
  protocol: string | undefined
  port: number | undefined
  vpcId: string | undefined
  healthPath: string | undefined
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html */
const LONGEST_NAME = 32

/** The group's name: the given one, or the service's with `-tg`. */
export const groupNameFor = (service: string, { name }: Pick<GroupWish, 'name'>): string => name ?? `${service}-tg`

/** What is wrong with a name that AWS would refuse; undefined when nothing is. */
export function nameProblem(name: string): string | undefined {
  if (name.length > LONGEST_NAME)
    return `target group "${name}" has ${name.length} characters, and AWS allows ${LONGEST_NAME}: give a shorter target-group`
  if (!/^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/.test(name) || name.startsWith('internal-'))
    return `target group "${name}" may have letters, digits and hyphens only, none at its ends, and not begin with internal-`
  return undefined
}

/** Settings of a new group: blue's, with what is asked for in them. */
export const settingsFor = (blue: GroupSettings, wish: GroupWish): GroupSettings => ({
  ...blue,
  Protocol: wish.protocol ?? blue.Protocol,
  Port: wish.port ?? blue.Port,
  VpcId: wish.vpcId ?? blue.VpcId,
  healthCheck: { ...blue.healthCheck, ...(wish.healthPath ? { HealthCheckPath: wish.healthPath } : {}) },
})

/** What is different in a group that is there, as `Port is 8080, not 8002`; the health check only where it was asked for. */
export function settingsDifferences(there: GroupSettings, wanted: GroupSettings, wish: GroupWish): string[] {
  const members = ['Protocol', 'ProtocolVersion', 'Port', 'VpcId', 'TargetType', 'IpAddressType'] as const
  const found = members.flatMap(name =>
    there[name] === wanted[name] ? [] : [`${name} is ${there[name]}, not ${wanted[name]}`],
  )
  const path = there.healthCheck.HealthCheckPath
  return wish.healthPath !== undefined && path !== wish.healthPath
    ? [...found, `HealthCheckPath is ${path}, not ${wish.healthPath}`]
    : found
}
