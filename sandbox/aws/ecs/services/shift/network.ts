// Can traffic be shifted with these rules and target groups?
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/troubleshooting-blue-green.html has the sentences.
import { refuse } from '../../refuse.ts'
import type { World } from '../../world.ts'
import type { LoadBalancing, Strategy } from '../service.ts'
import { ruleOf } from './traffic.ts'

/** Throws what CreateService and UpdateService answer at once. */
export function checkAdvanced({ targets }: World, all: LoadBalancing[], strategy: Strategy): void {
  const arns = all.flatMap(one => [one.targetGroupArn, one.advancedConfiguration?.alternateTargetGroupArn ?? []]).flat()
  const twice = arns.find((arn, index) => arns.indexOf(arn) !== index)
  if (twice) throw refuse.parameter(`Duplicate targetGroupArn found: ${twice}`)
  const advanced = all.filter(one => one.advancedConfiguration)
  if (advanced.length > 0 && advanced.length < all.length)
    throw refuse.parameter('Either all or none of the provided loadBalancers must have advancedConfiguration defined')
  if (strategy !== 'ROLLING' && advanced.length < all.length)
    throw refuse.parameter(
      'advancedConfiguration field is required for all loadBalancers when using a non-ROLLING deployment strategy',
    )
  for (const one of advanced) checkRules(one, targets.weightsOf)
}

function checkRules(one: LoadBalancing, weightsOf: World['targets']['weightsOf']): void {
  const { alternateTargetGroupArn, productionListenerRule, testListenerRule, roleArn } = one.advancedConfiguration ?? {}
  for (const [name, value] of Object.entries({ alternateTargetGroupArn, productionListenerRule, roleArn }))
    if (!value) throw refuse.parameter(`${name} cannot be null or empty.`)
  for (const [name, arn] of Object.entries({ productionListenerRule, testListenerRule }))
    if (arn && !arn.includes(':listener-rule/'))
      throw refuse.parameter(
        `${name} has an invalid ARN format. Must be RuleArn for ALB or ListenerArn for NLB. Got: ${arn}`,
      )
  if (productionListenerRule === testListenerRule)
    throw refuse.parameter(
      `The following rules cannot be used as both production and test listener rules: ${testListenerRule}`,
    )
  const associated = (weightsOf(productionListenerRule ?? '') ?? []).map(({ arn }) => arn)
  const all = [one.targetGroupArn, alternateTargetGroupArn ?? '']
  if (!testListenerRule && !all.every(arn => associated.includes(arn)))
    throw refuse.parameter(
      'For Application LoadBalancer, testListenerRule is required when productionListenerRule is not associated with both targetGroup and alternateTargetGroup',
    )
}

/** What is wrong once the deployment is under way; undefined when nothing is. */
export function misconfigured({ targets }: World, all: LoadBalancing[]): string | undefined {
  for (const one of all) {
    const rules = [ruleOf(one, 'production'), ruleOf(one, 'test')].filter(rule => rule !== undefined)
    const found = rules.map(rule => targets.weightsOf(rule))
    if (found.some(weights => weights === undefined)) return '. One or more rules not found'
    const pair = [one.targetGroupArn, one.advancedConfiguration?.alternateTargetGroupArn ?? '']
    const known = found.flatMap(weights => (weights ?? []).map(({ arn }) => arn))
    const missing = pair.find(arn => !known.includes(arn))
    if (missing)
      return `: Target group ${missing} is not associated with either productionListenerRule or testListenerRule.`
    const serving = (found[0] ?? []).filter(({ weight }) => weight > 0)
    const stranger = serving.find(({ arn }) => !pair.includes(arn))
    if (stranger)
      return `. Production listener rule is forwarding traffic to unexpected target group ${stranger.arn}. Expected traffic to be forwarded to either targetGroupArn: ${pair[0]} or alternateTargetGroupArn: ${pair[1]}`
    if (serving.length !== 1)
      return `. productionListenerRule ${rules[0]} should have exactly one target group serving traffic but found ${serving.length} target groups which are serving traffic`
  }
  return undefined
}
