// Which fault does a line on the command line order?
import { type Faults, type Preset, presets } from './faults.ts'
import type { WorldFaults } from './world-faults.ts'

/** Short names that people know services by. */
const alias: Record<string, string> = {
  elb: 'elasticloadbalancing',
  elbv2: 'elasticloadbalancing',
  cloudwatchlogs: 'logs',
  cloudwatch: 'monitoring',
}

export type Orderable = {
  faults: Faults
  worldFaults: WorldFaults
  /** Names of the services, each with its operations. */
  services: Map<string, string[]>
}

/**
 * Carries out `service:Operation:preset[:times]` (`*` for every operation) or `world-fault key=value …`, and answers what
 * was ordered, in words. Throws an `Error` of one line that says what is wrong and what there is: an order that could
 * never fire must not pass for one.
 */
export function order(text: string, { faults, worldFaults, services }: Orderable): string {
  const [first = '', ...words] = text.trim().split(/\s+/)
  if (!first.includes(':')) {
    worldFaults.begin(first, whereOf(text, words))
    return `Ordered: ${text}`
  }
  const [given = '', operation = '', name = '', count, ...rest] = text.trim().split(':')
  const pair = words.find(word => word.includes('='))
  const tooMuch = pair ?? rest[0]
  if (tooMuch !== undefined)
    throw new Error(`${text}: a fault on the wire takes no ${tooMuch}; write SERVICE:OPERATION:FAULT[:TIMES]`)
  const service = alias[given] ?? given
  const operations = services.get(service)
  if (!operations)
    throw new Error(`${text}: no service is called ${given}; there are: ${[...services.keys()].join(', ')}`)
  if (operation !== '*' && !operations.includes(operation))
    throw new Error(`${text}: ${service} has no operation ${operation}; there are: ${operations.join(', ')}`)
  const preset = presets.find(one => one === name)
  if (!preset) throw new Error(`${text}: no fault is called ${name}; there are: ${presets.join(', ')}`)
  const times = count === undefined ? undefined : Number(count)
  if (times !== undefined && !(Number.isInteger(times) && times > 0))
    throw new Error(`${text}: ${count} is no number of times`)
  faults.order({
    service,
    ...(operation !== '*' && { operation }),
    ...(times !== undefined && { times }),
    effect: preset satisfies Preset,
  })
  const often = times === undefined ? 'Every call' : times === 1 ? 'The next call' : `The next ${times} calls`
  return `${often} of ${service} ${operation === '*' ? '(any operation)' : operation}: ${preset}`
}

/** `key=value` words; a value may hold `=` too. */
function whereOf(text: string, words: string[]): Record<string, string> {
  const where: Record<string, string> = {}
  for (const word of words) {
    const [, key, value] = /^([^=]+)=(.*)$/.exec(word) ?? []
    if (key === undefined || value === undefined) throw new Error(`${text}: ${word} is no KEY=VALUE`)
    if (Object.hasOwn(where, key)) throw new Error(`${text}: ${key} is given twice`)
    where[key] = value
  }
  return where
}
