// Has all traffic moved to green in steps, safely, or back to blue?
import { action } from '../action.ts'
import { tidyAfter } from '../cancel-shift.ts'
import type { ServiceGroups } from '../decisions/live-colour.ts'
import { planPairs, type WantedPair } from '../decisions/pairs.ts'
import { explainPlan, planProblems } from '../decisions/shift-plan.ts'
import type { Step } from '../decisions/traffic-shift.ts'
import { evidenceInputs, evidenceProblems, policyInputs } from '../evidence-inputs.ts'
import { Failure } from '../failure.ts'
import { type Found, findPair } from '../find-pair.ts'
import { startLog } from '../log.ts'
import { shiftPermissions } from '../permissions.ts'
import { greenInputs, ladderOf, pairInputs, smokeOf, smokeProblems, stepInputs } from '../shift-inputs.ts'
import type { KeptPair } from '../shift-pair.ts'
import { shiftServices } from '../shift-services.ts'
import { plannedPair, tellShift } from '../tell-shift.ts'
import type { World } from '../world.ts'

const HOUR = 60 * 60_000

export default action({
  question: 'Has all traffic moved to green in steps, safely, or back to blue?',
  about:
    'Releases a revision beside the one that is live and moves traffic to it step by step, each step watched. Green means that the new revision has all of the traffic and was well to the end of the last step. Red says why, where the traffic is now, and what to do. Run again after any interruption: it goes on from what the weights say.',
  usage: `cluster: production
service: web
listener-rule: arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener-rule/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2/9683b2d02a6cabee
image: \${{ steps.build.outputs.image }}
smoke-urls: https://web.example.com/healthz
`,
  inputs: { ...pairInputs, ...greenInputs, ...stepInputs, ...evidenceInputs, ...policyInputs('rollback') },
  outputs: {
    verdict:
      '`finished`, `reverted`, `nothing-to-do`, `planned`, `held`, `failed` or `cancelled`; of several pairs the worst.',
    remedy: 'What this action did about it: `none`, `reverted`, `kept` or `needs-human`.',
    revision: 'The revision that was released, `family:n`; of several pairs one a line, as all that follows.',
    previousRevision: 'The revision that was live before.',
    previousCount: 'How many tasks it had.',
    liveRevision: 'The revision that has most of the traffic now.',
    liveService: 'The service that runs it.',
    weights: 'Who has how much of the traffic, `blue=95 green=5`; blue is who was live before.',
    step: 'Percent of the traffic that green has.',
    cause: 'Why it ended badly, in one clause.',
    nextStep: 'What to do next, in one sentence.',
    message: 'The last line of the log; of several pairs a line each.',
    breachedMetric: 'The metric that called for going back.',
    value: 'What it was.',
    threshold: 'What it might have been.',
    decisions: 'Each judgement as a JSON line.',
    results: 'JSON: all of this for each pair.',
  },
  permissions: { aws: shiftPermissions, github: [] },
  rules(inputs) {
    const problems = [...smokeProblems(inputs), ...evidenceProblems(inputs)]
    const { image, imageTag, taskDefinition, services, step, resume } = inputs
    const ladder = ladderOf(inputs)
    if ('problem' in ladder) problems.push(ladder.problem)
    else if (step !== undefined && !ladder.some(one => one.weight === step))
      problems.push(`step is ${step}, which is not among steps: ${ladder.map(one => one.weight).join(', ')}`)
    if (image !== undefined && imageTag !== undefined)
      problems.push('image and image-tag are both set: give one of them')
    if (![image, imageTag, taskDefinition].some(one => one !== undefined) && !isMap(services) && resume !== 'rollback')
      problems.push('task-definition is empty: give the revision to release, or an image or image-tag to put into it')
    const planned = engineOf(inputs) === 'alb' ? planPairs(asked(inputs)) : undefined
    if (planned && 'problems' in planned) problems.push(...planned.problems)
    return problems
  },
  async run(inputs, world, tell) {
    const ladder = ladderOf(inputs) as Step[]
    const { groups } = planPairs(asked(inputs)) as { groups: WantedPair[][] }
    const { cluster, resume } = inputs
    const everybody = servicesOf(cluster, world)
    const found = await findAll(groups, { cluster, resume }, everybody, world)
    const schedule = {
      ...{ ladder: inputs.step === undefined ? ladder : ladder.filter(one => one.weight <= (inputs.step as number)) },
      ...{ keepBlueFor: inputs.keepBlueFor ?? HOUR, limit: inputs.waitForMinutes },
      ...{ turns: groups.length, services: groups.flat().length },
    }
    const log = startLog(world.clock, world.runner.line)
    for (const line of explainPlan(found.flat().map(plannedPair), schedule)) log('plan', line)
    const problems = planProblems(schedule, await sessionOf(inputs.sessionMinutes, world), inputs.jobLimit)
    if (problems.length > 0) throw new Failure(problems.join('\n'))
    if (inputs.plan) return tellPlanned(found.flat(), tell)
    const results = await shiftServices(
      {
        ...{ groups: found, cluster, resume, ladder, mode: inputs.mode, onCancel: inputs.onCancel },
        ...{ limit: inputs.waitForMinutes, patience: inputs.waitForMinutes, settle: undefined },
        ...{ stopAt: inputs.step ?? 100, keepBlueFor: schedule.keepBlueFor, keepGreen: inputs.keepGreen },
        ...{ allowUndersized: inputs.allowUndersized, createGroup: inputs.createTargetGroup, smoke: smokeOf(inputs) },
        group: {
          ...{ protocol: inputs.targetGroupProtocol, port: inputs.targetGroupPort },
          ...{ vpcId: inputs.vpcId, healthPath: inputs.healthPath },
        },
        maxBake: inputs.maxBake,
        evidence: inputs,
        policy: { ...inputs, onHarm: 'rollback', blindLimit: inputs.blindLimitMinutes },
      },
      everybody,
      world,
    )
    return tellShift(results, world, tell)
  },
  async after(world) {
    const kept = JSON.parse(world.runner.kept('pairs') || '[]') as KeptPair[]
    if (kept.length > 0) await tidyAfter(kept, startLog(world.clock, world.runner.line), world)
  },
})

/** `alb` where a rule to put weights on is named, else ECS itself. */
function engineOf(inputs: {
  engine: 'alb' | 'ecs' | undefined
  listener: string | undefined
  listenerRule: string | undefined
  services: unknown
}): 'alb' | 'ecs' {
  const named =
    inputs.listener ?? inputs.listenerRule ?? JSON.stringify(inputs.services ?? '').match(/"listener(-rule)?"/)
  return inputs.engine ?? (named ? 'alb' : 'ecs')
}

const isMap = (services: unknown): boolean =>
  services !== null && typeof services === 'object' && !Array.isArray(services)

/** The inputs in the words of a decision. */
const asked = <I extends { containerName: string | undefined }>(inputs: I) => ({
  ...inputs,
  aliases: {},
  container: inputs.containerName,
})

async function findAll(
  groups: WantedPair[][],
  how: { cluster: string; resume: 'continue' | 'rollback' },
  everybody: () => Promise<ServiceGroups[] | undefined>,
  world: World,
): Promise<Found[][]> {
  return Promise.all(groups.map(group => Promise.all(group.map(wanted => findPair(wanted, how, everybody, world)))))
}

/** All services of the cluster, asked for once. */
function servicesOf(cluster: string, world: World) {
  let asked: Promise<ServiceGroups[] | undefined> | undefined
  return () => {
    asked ??= world
      .serviceCopies()
      .then(copies => copies.list(cluster))
      .then(all =>
        all
          .filter(one => one.active)
          .map(({ name, targetGroups, desired }) => ({ service: name, groups: targetGroups, desired })),
      )
      .catch(error => {
        if (error instanceof Failure && error.denied) return undefined
        throw error
      })
    return asked
  }
}

/** How long the job's credentials hold: without a session token they do not end. */
async function sessionOf(given: number, world: World) {
  const { runner } = world
  const ends = runner.variable('AWS_SESSION_TOKEN') !== undefined
  return { renewable: ends && (await world.keepFresh()), holds: ends ? given : undefined }
}

function tellPlanned(
  found: Found[],
  tell: (
    name: 'verdict' | 'remedy' | 'revision' | 'liveRevision' | 'liveService' | 'weights' | 'message',
    value: string,
  ) => void,
) {
  const line = `Plan for ${found.length === 1 ? 'one pair' : `${found.length} pairs`}. Nothing was changed.`
  tell('verdict', 'planned')
  tell('remedy', 'none')
  tell('revision', found.map(one => one.revision).join('\n'))
  tell('liveRevision', found.map(one => one.blue.service.revision).join('\n'))
  tell('liveService', found.map(one => one.blue.service.name).join('\n'))
  tell('weights', found.map(one => `blue=${Math.round(100 - one.share)} green=${Math.round(one.share)}`).join('\n'))
  tell('message', line)
  return { good: true, line }
}
