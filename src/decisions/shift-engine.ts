// Who moves the traffic: ECS by its strategies, or we by weights on a rule?

/** What says it, as a user wrote it. */
export type EngineWish = {
  engine: 'alb' | 'ecs' | undefined
  listener: string | undefined
  listenerRule: string | undefined
  /** A list or a map of services; entries may name rules of their own. */
  services: unknown
}

/** `alb` where a rule to put weights on is named, else ECS itself: it stays safe when nobody watches. */
export function engineOf({ engine, listener, listenerRule, services }: EngineWish): 'alb' | 'ecs' {
  const entries = services !== null && typeof services === 'object' ? Object.values(services) : []
  const named = entries.some(
    one => one !== null && typeof one === 'object' && ('listener' in one || 'listener-rule' in one),
  )
  return engine ?? (listener !== undefined || listenerRule !== undefined || named ? 'alb' : 'ecs')
}

const ONLY_WEIGHTS = [
  ...['services', 'blueService', 'greenService', 'listener', 'listenerRule', 'step', 'testRulePriority'],
  ...['testHeader', 'testHost', 'testListener', 'targetGroup', 'targetGroupProtocol', 'targetGroupPort', 'vpcId'],
  ...['healthPath'],
]

/** Names of inputs that mean nothing to ECS, and were given. */
export const notForEcs = (given: Record<string, unknown>): string[] => [
  ...ONLY_WEIGHTS.filter(name => given[name] !== undefined),
  ...['createTargetGroup', 'allowUndersized', 'keepGreen'].filter(name => given[name] === true),
  ...(given.createService === false ? ['createService'] : []),
  ...(given.resume === 'rollback' ? ['resume'] : []),
  ...(given.onCancel === 'keep' ? ['onCancel'] : []),
  ...(Array.isArray(given.service) && given.service.length > 1 ? ['service with several names'] : []),
]
