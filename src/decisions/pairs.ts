// Which two services are one, behind which rule, and what shall the new one run?

import { type Asked, planServices, type Wanted } from './services.ts'
import { groupNameFor, nameProblem } from './target-group.ts'

/** Two services that share the traffic of one rule. */
export type WantedPair = Omit<Wanted, 'service' | 'arn'> & {
  /** ECS's names; which of them is live is read from weights. */
  services: [string, string]
  listener: string | undefined
  rule: string | undefined
  /** Where its test rule stands; undefined: right before the production rule. */
  testPriority: number | undefined
  testHost: string | undefined
  testHeader: { name: string; value: string } | undefined
  testListener: string | undefined
  /** Name of a target group to make where the service that gets traffic has none. */
  group: string | undefined
}

export type AskedPairs = Asked & {
  blueService: string | undefined
  greenService: string | undefined
  listener: string | undefined
  listenerRule: string | undefined
  testRulePriority: number | undefined
  testHost: string | undefined
  testHeader: string | undefined
  testListener: string | undefined
  createTargetGroup: boolean
  targetGroup: string | undefined
}

/** Members of an entry that are of its pair; all others are of its service. */
const OWN = ['blue-service', 'green-service', 'listener', 'listener-rule', 'test-rule-priority', 'test-host'] as const
const MORE = ['test-listener', 'target-group'] as const
type Own = Partial<Record<(typeof OWN)[number] | (typeof MORE)[number], unknown>>

/** Groups of pairs in the order in which they are shifted, or every problem. */
export function planPairs(asked: AskedPairs): { groups: WantedPair[][] } | { problems: string[] } {
  const { entries, rest } = splitEntries(asked.services)
  const service =
    asked.service.length === 0 && rest === undefined && asked.blueService !== undefined
      ? [asked.blueService]
      : asked.service
  const planned = planServices({ ...asked, service, services: rest })
  const problems = 'problems' in planned ? planned.problems : []
  if (service.length === 0 && rest === undefined)
    problems.push('service is empty, and so are services and blue-service: say which two services share the traffic')
  if ((asked.blueService === undefined) !== (asked.greenService === undefined))
    problems.push('blue-service and green-service belong together: give both, or none')
  const header = readHeader(asked.testHeader)
  if (header && 'problem' in header) problems.push(header.problem)
  if ('problems' in planned || (header && 'problem' in header)) return { problems }
  const many = planned.groups.flat().length > 1
  if (many && asked.blueService !== undefined)
    problems.push('blue-service and green-service are for one pair: give them in services, one for each name')
  const groups = planned.groups.map(group =>
    group.map(wanted => pairOf(wanted, entries.get(wanted.name) ?? {}, asked, header as Header | undefined)),
  )
  for (const pair of groups.flat()) problems.push(...problemsOf(pair, asked))
  const rules = groups.flat().flatMap(one => one.rule ?? [])
  const twice = rules.find((rule, i) => rules.indexOf(rule) !== i)
  if (twice) problems.push(`listener-rule ${twice} is given for two pairs: each needs a rule of its own`)
  return problems.length > 0 ? { problems } : { groups }
}

type Header = { name: string; value: string }

function splitEntries(services: unknown): { entries: Map<string, Own>; rest: unknown } {
  const entries = new Map<string, Own>()
  if (services === null || typeof services !== 'object' || Array.isArray(services)) return { entries, rest: services }
  const rest = Object.entries(services as Record<string, unknown>).map(([name, value]) => {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return [name, value]
    const members = Object.entries(value as Record<string, unknown>)
    const isOwn = (key: string) => ([...OWN, ...MORE] as string[]).includes(key)
    entries.set(name, Object.fromEntries(members.filter(([key]) => isOwn(key))))
    return [name, Object.fromEntries(members.filter(([key]) => !isOwn(key)))]
  })
  return { entries, rest: Object.fromEntries(rest) }
}

function pairOf(
  { arn: _, service, ...wanted }: Wanted,
  own: Own,
  asked: AskedPairs,
  header: Header | undefined,
): WantedPair {
  const text = (key: keyof Own) => (own[key] === undefined || own[key] === null ? undefined : String(own[key]))
  const blue = text('blue-service') ?? asked.blueService ?? `${service}-blue`
  const green = text('green-service') ?? asked.greenService ?? `${service}-green`
  const priority = text('test-rule-priority')
  return {
    ...wanted,
    services: [blue, green],
    listener: text('listener') ?? (text('listener-rule') === undefined ? asked.listener : undefined),
    rule: text('listener-rule') ?? (text('listener') === undefined ? asked.listenerRule : undefined),
    testPriority: priority === undefined ? asked.testRulePriority : Number(priority),
    testHost: text('test-host') ?? asked.testHost,
    testHeader: header,
    testListener: text('test-listener') ?? asked.testListener,
    group: text('target-group') ?? asked.targetGroup,
  }
}

function problemsOf(
  { name, services, listener, rule, testPriority, testHost, testListener, group }: WantedPair,
  asked: AskedPairs,
): string[] {
  const problems: string[] = []
  const [blue, green] = services
  if (blue === green) problems.push(`blue-service and green-service of "${name}" are both "${blue}": two are wanted`)
  if (listener === undefined && rule === undefined)
    problems.push(`listener-rule of "${name}" is empty, and so is listener: say which rule carries its traffic`)
  if (listener !== undefined && !/:listener\/app\//.test(listener))
    problems.push(`listener of "${name}" is "${listener}": give the ARN of a listener of an Application Load Balancer`)
  if (rule !== undefined && !/:listener-rule\/app\//.test(rule))
    problems.push(`listener-rule of "${name}" is "${rule}": give the ARN of a rule of an Application Load Balancer`)
  if (testPriority !== undefined && !(Number.isInteger(testPriority) && testPriority >= 1 && testPriority <= 50_000))
    problems.push(`test-rule-priority of "${name}" is "${testPriority}": write a whole number from 1 to 50000`)
  if (testHost !== undefined && testListener !== undefined)
    problems.push(`test-host and test-listener of "${name}" are both set: give one of them`)
  if (asked.createTargetGroup)
    for (const one of group === undefined ? services : [group]) {
      const problem = nameProblem(groupNameFor(one, { name: group }))
      if (problem) problems.push(problem)
    }
  return [...new Set(problems)]
}

/** `Name: value`, as a request has it. */
function readHeader(text: string | undefined): Header | { problem: string } | undefined {
  if (text === undefined) return undefined
  const [, name, value] = text.match(/^([\w-]+)\s*[:=]\s*(\S.*)$/) ?? []
  return name && value ? { name, value } : { problem: `test-header is "${text}": write Name: value` }
}
