// Has all traffic moved to green in steps, safely, or back to blue?
import { action } from '../action.ts'
import { chooseStrategy } from '../decisions/native-strategy.ts'
import { planPairs, type WantedPair } from '../decisions/pairs.ts'
import { planServices, type Wanted } from '../decisions/services.ts'
import { engineOf, notForEcs } from '../decisions/shift-engine.ts'
import type { Step } from '../decisions/traffic-shift.ts'
import { evidenceInputs, evidenceProblems, policyInputs } from '../evidence/evidence-inputs.ts'
import type { Values } from '../input.ts'
import { kebab } from '../inputs.ts'
import { startLog } from '../log.ts'
import { blueGreenPermissions } from '../release/permissions.ts'
import { resolveTargets } from '../release/targets.ts'
import { shiftByWeights } from '../shift/shift-by-weights.ts'
import { greenInputs, pairInputs, stepInputs } from '../shift/shift-inputs.ts'
import { bakesOf, evidenceOf, ladderOf, smokeOf, smokeProblems, weightsOf } from '../shift/shift-values.ts'
import type { KeptPair } from '../shift/take-up-pair.ts'
import { tidyAfter } from '../shift/tidy-after.ts'
import { planNatively, shiftNatively } from '../shift-by-ecs/shift-natively.ts'

const HOUR = 60 * 60_000

const inputs = { ...pairInputs, ...greenInputs, ...stepInputs, ...evidenceInputs, ...policyInputs('rollback') }
type Asked = Values<typeof inputs>

/** The inputs in the words of a decision. */
const asked = (given: Asked) => ({ ...given, aliases: {}, container: given.containerName })

export default action({
  question: 'Has all traffic moved to green in steps, safely, or back to blue?',
  about:
    'Releases a revision beside the one that is live and moves traffic to it step by step, each step watched. Green means that the new revision has all of the traffic and was well to the end of the last step. Red says why, where the traffic is now, and what to do. Run again after any interruption: it goes on from what the weights say. With `engine: alb` (given a listener or a listener rule) it moves weights on one rule between two services, in any steps; with `engine: ecs` ECS moves the traffic by its own strategies, and brings it back when nobody answers.',
  usage: `cluster: production
service: web
listener-rule: arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener-rule/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2/9683b2d02a6cabee
image: \${{ steps.build.outputs.image }}
smoke-urls: https://web.example.com/healthz
`,
  inputs,
  outputs: {
    verdict:
      '`finished`, `reverted`, `nothing-to-do`, `planned`, `held`, `failed` or `cancelled`; of several pairs the worst.',
    remedy: 'What this action did about it: `none`, `reverted`, `kept` or `needs-human`.',
    revision: 'The revision that was released, `family:n`; of several pairs one a line, as all that follows.',
    previousRevision: 'The revision that was live before.',
    previousCount: 'How many tasks it had.',
    liveRevision: 'The revision that has most of the traffic now.',
    liveVerified: '`true` when that was read back from where it is set.',
    liveService: 'The service that runs it.',
    weights: 'Who has how much of the traffic, `blue=95 green=5`; blue is who was live before.',
    step: 'Percent of the traffic that green has; with `engine: ecs` the largest share it had.',
    deploymentId: 'With `engine: ecs` the id of the ECS deployment, `ecs-svc/…`.',
    cause: 'Why it ended badly, in one clause.',
    nextStep: 'What to do next, in one sentence.',
    message: 'The last line of the log; of several pairs a line each.',
    breachedMetric: 'The metric that called for going back.',
    value: 'What it was.',
    threshold: 'What it might have been.',
    alert:
      'JSON, when it went back, is held or needs somebody: severity, title, message, metric, value, threshold and more.',
    decisions: 'JSON lines: the judgements.',
    results: 'JSON: all of this for each pair.',
  },
  permissions: { aws: blueGreenPermissions, github: [] },
  rules(given) {
    const problems = [...smokeProblems(given), ...evidenceProblems(given)]
    const { image, imageTag, taskDefinition, services, step, resume, steps } = given
    const ladder = ladderOf(given)
    if ('problem' in ladder) problems.push(ladder.problem)
    else if (step !== undefined && !ladder.some(one => one.weight === step))
      problems.push(`step is ${step}, which is not among steps: ${ladder.map(one => one.weight).join(', ')}`)
    if (image !== undefined && imageTag !== undefined)
      problems.push('image and image-tag are both set: give one of them')
    const named = services !== null && typeof services === 'object' && !Array.isArray(services)
    if (![image, imageTag, taskDefinition].some(one => one !== undefined) && !named && resume !== 'rollback')
      problems.push('task-definition is empty: give the revision to release, or an image or image-tag to put into it')
    if (engineOf(given) === 'alb') {
      const planned = planPairs(asked(given))
      return 'problems' in planned ? [...problems, ...planned.problems] : problems
    }
    const strategy = steps.length === 0 || 'problem' in ladder ? undefined : chooseStrategy(weightsOf(ladder))
    if (strategy && 'problem' in strategy) problems.push(strategy.problem)
    return [...problems, ...notForEcs(given).map(name => `${kebab(name)} is for engine: alb, and this is engine: ecs`)]
  },
  async run(given, world, tell) {
    const { cluster, resume, waitForMinutes: limit } = given
    const evidence = evidenceOf(given)
    if (engineOf(given) === 'ecs') {
      const { groups } = planServices(asked(given)) as { groups: Wanted[][] }
      const [target] = (await resolveTargets(groups, cluster, world, given.plan)).flat()
      const order = {
        ...{ session: given.sessionMinutes, jobLimit: given.jobLimit },
        ...{ cluster, limit, hooks: given.hooks, keepBlueFor: given.keepBlueFor, smoke: smokeOf(given) },
        ...{ target: target as NonNullable<typeof target>, bakes: bakesOf(given) },
        steps: given.steps.length === 0 ? [] : weightsOf(ladderOf(given) as Step[]),
        evidence: evidence && { options: evidence, policy: policyOf(given), longest: given.maxBake },
      }
      return (given.plan ? planNatively : shiftNatively)(order, world, tell)
    }
    const { groups } = planPairs(asked(given)) as { groups: WantedPair[][] }
    const order = {
      ...{ groups, cluster, resume, limit, evidence, patience: limit, settle: undefined },
      ...{ ladder: ladderOf(given) as Step[], stopAt: given.step ?? 100, maxBake: given.maxBake },
      ...{ keepBlueFor: given.keepBlueFor ?? HOUR, keepGreen: given.keepGreen, policy: policyOf(given) },
      ...{ mode: given.mode, onCancel: given.onCancel, allowUndersized: given.allowUndersized, plan: given.plan },
      ...{ createGroup: given.createTargetGroup, createService: given.createService, smoke: smokeOf(given) },
      ...{ session: given.sessionMinutes, jobLimit: given.jobLimit },
      group: {
        ...{ protocol: given.targetGroupProtocol, port: given.targetGroupPort },
        ...{ vpcId: given.vpcId, healthPath: given.healthPath },
      },
    }
    return shiftByWeights(order, world, tell)
  },
  async after(world) {
    const kept = JSON.parse(world.runner.kept('pairs') || '[]') as KeptPair[]
    if (kept.length === 0) return
    await world.keepRole()
    await tidyAfter(kept, startLog(world.clock, world.runner.line), world)
  },
})

const policyOf = (given: Asked) => ({ ...given, onHarm: 'rollback' as const, blindLimit: given.blindLimitMinutes })
