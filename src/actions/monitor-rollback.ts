// Do metrics, alarms and task health call for going back, and did we?
import { action } from '../action.ts'
import { serviceLink } from '../decisions/region.ts'
import { whyNotYet } from '../decisions/taking-over.ts'
import { explainWatch, isWell, tellWatch, type WatchOutcome } from '../decisions/watch-outcome.ts'
import { summarizeWatch } from '../decisions/watch-summary.ts'
import { evidenceInputs, evidenceProblems, policyInputs } from '../evidence/evidence-inputs.ts'
import { duration, flag, oneOf, text } from '../input.ts'
import { startLog } from '../log.ts'
import { findWatched } from '../monitor/find-watched.ts'
import { concludeWatch, explainMonitor, type MonitorOrder, prepareMonitor, runMonitor } from '../monitor/monitor.ts'
import { monitorPermissions } from '../monitor/monitor-permissions.ts'
import { replayWatch } from '../monitor/replay-watch.ts'
import { awaitTakeOver, takenOver } from '../monitor/take-over.ts'
import { smokeInputs, smokeRules, smokeTest } from '../smoke/smoke-inputs.ts'

export default action({
  question: 'Do metrics, alarms and task health call for going back, and did we?',
  about:
    'Watches a revision that is live, from when its deployment has taken over: errors and slow requests of its target group, its tasks and targets, alarms, own metrics and probes. By default it goes back only for what is more than chance and more than what the version before shows. Green means that it was watched to the end, that enough was seen, and that it is well. Red says what was wrong, in which numbers, what was done about it and what is live; or that too little was seen, which is neither well nor harm.',
  usage: `cluster: production
service: web
duration: 60m
smoke-urls: https://example.com/healthz
`,
  inputs: {
    cluster: text({ description: 'The name or ARN of the ECS cluster. Needed but for `replay`.' }),
    service: text({
      description:
        'The name of the service that runs the new revision. With `listener-rule` also that of a pair: `web` is whichever of `web-blue` and `web-green` has the traffic. Needed but for `replay`.',
    }),
    listenerRule: text({
      description:
        'The ARN of the production rule, where traffic is shared by weights between two services. Then going back is one write of weights. Unset: the service itself goes back.',
    }),
    blueService: text({
      description:
        'With `listener-rule`: the service that traffic goes back to, where it is not called after the other one.',
    }),
    duration: duration('minutes')({ description: 'How long it is watched.', default: '60m' }),
    maxDuration: duration('minutes')({
      description: 'How long at most, when too little was seen by then. Unset: twice the duration.',
    }),
    intervalSeconds: duration('seconds')({
      description: 'Time between two looks. Only minutes that are complete are judged.',
      default: '15',
    }),
    onHarm: oneOf(
      'rollback',
      'hold',
    )({
      description: 'What to do when the revision does harm. `hold`: alert, and change nothing.',
      default: 'rollback',
    }),
    ...policyInputs('hold'),
    onCancel: oneOf(
      'keep',
      'rollback',
    )({ description: 'What to do when the job is cancelled while it watches.', default: 'keep' }),
    ...evidenceInputs,
    rollbackTo: text({
      description: 'Where a service goes back to: `last-good`, a revision (`family:n`), a digest, a version or a tag.',
      default: 'last-good',
    }),
    waitForMinutes: duration('minutes')({
      description:
        'How long the way back may take; and before the watch a deployment of the revision that is still under way.',
      default: '15',
    }),
    keepGreen: flag({
      description: 'With `listener-rule`: whether the service keeps its tasks when it has lost its traffic.',
      default: 'false',
    }),
    ...smokeInputs,
    environment: text({
      description:
        'The GitHub environment: its deployments say what was good, and going back is recorded there, of a service and of a pair alike; when that fails the next release is refused. Unset: ECS alone says it, and nothing is recorded.',
    }),
    record: text({
      description: 'A file for all that was seen and said, as JSON lines. Unset: one in the runner’s temporary folder.',
    }),
    replay: text({
      description: 'Such a file, to be judged again. Nothing is asked of AWS then, and nothing is changed.',
    }),
    replayBy: oneOf(
      'recorded',
      'inputs',
    )({
      description: 'By which rules it is judged again: those of then, or the inputs of this step.',
      default: 'recorded',
    }),
    sessionMinutes: duration('minutes')({
      description:
        'How long the AWS credentials hold from now on, where they cannot be renewed (permission `id-token: write`) and AWS_CREDENTIAL_EXPIRATION does not say it.',
      default: '60',
    }),
    plan: flag({ description: 'Show what would be watched, and do nothing.', default: 'false' }),
    githubToken: text({
      description: 'Reads and writes deployments, with `environment` (permission `deployments: write`).',
      default: '${{ github.token }}',
      secret: true,
    }),
  },
  outputs: {
    verdict:
      '`healthy`, `harmful`, `insufficient` (too little was seen, or it is not this revision’s fault), `blind`, `superseded`, `cancelled` or `planned`; of a replay the state in the end.',
    remedy:
      'What this action did about it: `none`, `reverted` (traffic), `rolled-back` (service), `kept` or `needs-human`.',
    revision: 'The revision that was watched, `family:n`.',
    liveRevision: 'The revision that is live now.',
    liveService: 'The service that runs it.',
    liveVerified: '`true` when that was seen.',
    breachedMetric: 'What was beyond its limit.',
    value: 'What it was.',
    threshold: 'What it might have been.',
    requests: 'How many requests were judged.',
    errors: 'How many of them failed.',
    cause: 'Why it ended badly, in one clause.',
    nextStep: 'What to do next, in one sentence.',
    message: 'The last line of the log.',
    decisions: 'Each change of the judgement as a JSON line.',
    alert:
      'JSON, when somebody must hear of it: severity, title, message, metric, value, threshold and more; once a watch.',
    record: 'The file with all that was seen and said, for `replay`.',
  },
  permissions: {
    aws: monitorPermissions,
    github: [
      { scope: 'id-token', access: 'write', why: 'to renew credentials that would end before the watch does' },
      { scope: 'deployments', access: 'write', why: 'to record a rollback, with `environment`' },
    ],
  },
  rules(inputs) {
    const problems = [...evidenceProblems(inputs), ...smokeRules(inputs)]
    if (inputs.replay !== undefined) return problems
    if (inputs.cluster === undefined) problems.push('cluster is empty: give the name of the ECS cluster')
    if (inputs.service === undefined) problems.push('service is empty: give the name of the service')
    if (inputs.duration === 0) problems.push('duration is 0: give some time')
    if (inputs.intervalSeconds < 5000) problems.push('interval-seconds is less than 5, and metrics come by the minute')
    if (inputs.blueService !== undefined && inputs.listenerRule === undefined)
      problems.push('blue-service is given without listener-rule: say which rule carries the traffic')
    return problems
  },
  async run(inputs, world, tell) {
    if (inputs.replay !== undefined)
      return replayWatch(inputs.replay, { by: inputs.replayBy, options: inputs }, world, tell)
    const log = startLog(world.clock, world.runner.line)
    const asked = { ...inputs, cluster: inputs.cluster ?? '', service: inputs.service ?? '' }
    const found = await findWatched(asked, world)
    const { revision } = found.subject
    tell('revision', revision)
    const folder = world.runner.variable('RUNNER_TEMP') ?? '.'
    const wanted: MonitorOrder = {
      ...{ duration: inputs.duration, longest: inputs.maxDuration ?? 2 * inputs.duration },
      ...{ interval: inputs.intervalSeconds, onCancel: inputs.onCancel, session: inputs.sessionMinutes },
      policy: { ...inputs, blindLimit: inputs.blindLimitMinutes },
      evidence: inputs,
      record: inputs.record ?? `${folder}/watch-${found.name}-${found.subject.since}.jsonl`,
      way: {
        ...{ to: inputs.rollbackTo, limit: inputs.waitForMinutes, keepGreen: inputs.keepGreen },
        ...{ environment: inputs.environment, githubToken: inputs.githubToken },
        smoke: about => smokeTest(inputs, world, about),
      },
    }
    const conclude = async (outcome: WatchOutcome, limit?: number) => {
      const told = tellWatch(outcome)
      for (const [name, value] of Object.entries(told)) tell(name as keyof typeof told, value)
      const { region } = await world.ecs()
      const link = serviceLink(region, outcome.cluster, outcome.service)
      await world.runner.summary(summarizeWatch(outcome, link, limit))
      return { good: isWell(outcome), line: explainWatch(outcome) }
    }
    const untaken = inputs.plan
      ? undefined
      : await awaitTakeOver(found, { ...inputs, limit: inputs.waitForMinutes }, world, log)
    if (untaken) {
      const nothing = () => ({ judgedFrom: untaken.at, minutes: { green: [], control: [] } })
      return conclude(await concludeWatch(untaken, found, wanted, nothing, world, log))
    }
    const watched = await takenOver(found, asked, world)
    const { measure, longest } = await prepareMonitor(watched, wanted, world, log)
    const order = { ...wanted, longest }
    for (const line of explainMonitor(watched, order, measure)) log(watched.name, line)
    if (inputs.plan) {
      const late = whyNotYet(watched.service)
      const line = `Plan: ${revision} of ${watched.name} would be watched${late ? ` when it has taken over: ${late}` : ''}. Nothing was changed.`
      tell('verdict', 'planned')
      tell('remedy', 'none')
      tell('message', line)
      return { good: true, line }
    }
    tell('record', order.record)
    return conclude(await runMonitor(watched, measure, order, world, log), measure.rules.maxErrorRate)
  },
})
