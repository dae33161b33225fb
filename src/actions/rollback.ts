// Is the last known-good revision live again?
import { action } from '../action.ts'
import { type AskedPairs, planPairs, type WantedPair } from '../decisions/pairs.ts'
import { readWish } from '../decisions/rollback-target.ts'
import { planServices, type Wanted } from '../decisions/services.ts'
import { duration, flag, groups, list, map, namesOrMap, oneOf, text } from '../input.ts'
import type { Log } from '../log.ts'
import { rollbackPermissions } from '../rollback/rollback-permissions.ts'
import { tellEnd, tellPlanned } from '../rollback/tell-rollback.ts'
import { undo } from '../rollback/undo.ts'
import { takePairsBack } from '../rollback/undo-pairs.ts'
import { takeServicesBack } from '../rollback/undo-services.ts'
import { smokeInputs, smokeRules, smokeTest } from '../smoke/smoke-inputs.ts'

export default action({
  question: 'Is the last known-good revision live again?',
  about:
    'Takes ECS services back to the revision that was live and well before, or to one that is named, and follows that to its verdict. What was live and well is what ECS’s service deployments and, with `environment`, GitHub’s deployment records say: never simply the revision before. An earlier revision that is not active any more is registered again with the digests it ran with. Only the task definition of a service is changed; of two services that share the traffic of a `listener-rule`, only its weights, at once, and the sizes later. Green means that the earlier revision serves with all its tasks, and answers well where `smoke-urls` are given, or that nothing was to be undone. Red says why it does not, what is live, and that a person must look: nothing is piled on a rollback that failed, and with `environment` the next release is refused until somebody says otherwise.',
  usage: `cluster: production
service: web
environment: production
reason: checkout fails since v1.4.0
smoke-urls: https://example.com/healthz
`,
  inputs: {
    cluster: text({ description: 'The name or ARN of the ECS cluster.', required: true }),
    service: list({ description: 'The name of the service, or several of them.' }),
    services: namesOrMap({
      description:
        'Several services: a list, lines of `name=revision`, or a YAML map of `name` to `service`, `task-definition` or `image-tag` (where that one goes), `container-name`, `aliases`; of pairs also `blue-service`, `green-service`, `listener-rule`, `listener`.',
    }),
    listenerRule: text({
      description:
        'The ARN of the rule that shares traffic between two services: then all of it goes back to the one that was live before, by one write. Unset: the service itself goes back.',
    }),
    listener: text({
      description: 'The ARN of the listener, where only one of its rules forwards to the two services.',
    }),
    blueService: text({
      description: 'One of the two services. Unset: `web-blue` and `web-green` for the service `web`.',
    }),
    greenService: text({ description: 'The other one. Which of them is live is read from the weights of the rule.' }),
    keepGreen: flag({
      description: 'Leave the tasks of the service that lost its traffic running.',
      default: 'false',
    }),
    allowUndersized: flag({
      description: 'Move the traffic at once, though the service that gets it has too few healthy targets.',
      default: 'false',
    }),
    only: list({ description: 'Take back only these of them, by name or alias.' }),
    aliases: map({ description: 'Other names for services: `web=default`.' }),
    order: groups({
      description: 'Groups of services, one a line, as they were released: the last goes back first.',
    }),
    to: text({
      description:
        'Where to go back to: `last-good`, a revision (`family:n` or ARN), a digest, a version that was recorded, the `record-id` of a release, or a tag in the repository that the service runs from.',
      default: 'last-good',
    }),
    containerName: text({
      description: 'The container in whose repository a tag is looked up. Unset: the only essential one.',
    }),
    from: list({
      description:
        'The revision to get away from, as an earlier step gave it. When the service runs another one by now, nothing is undone.',
    }),
    undo: oneOf(
      'latest',
      'this-run',
    )({
      description:
        '`this-run`: undo only what was deployed since this run of the workflow began, so that a run that failed before it changed anything undoes nothing.',
      default: 'latest',
    }),
    allowSkip: flag({
      description: 'Whether `to` may be more than one release back, or a revision of which nothing is remembered.',
      default: 'false',
    }),
    waitForMinutes: duration('minutes')({
      description: 'How long the way back may take.',
      default: '15',
    }),
    waitFor: oneOf(
      'drained',
      'serving',
    )({
      description: '`serving`: the tasks of the earlier revision serve. `drained`: and the others are gone.',
      default: 'drained',
    }),
    allowZero: flag({
      description: 'Whether a service that wants no task (desired count 0) may go back.',
      default: 'false',
    }),
    ...smokeInputs,
    environment: text({
      description:
        'The GitHub environment: its deployments say what was good, and the rollback is recorded there. Unset: ECS alone says it, and nothing is recorded.',
    }),
    reason: text({ description: 'Why, for the record.' }),
    afterFailedRollback: oneOf(
      'refuse',
      'allow',
    )({
      description: 'What to do when an earlier rollback failed and nobody has cleared it.',
      default: 'refuse',
    }),
    plan: flag({ description: 'Show what would be done, and change nothing.', default: 'false' }),
    githubToken: text({
      description: 'Reads and writes deployments (permission `deployments: write`).',
      default: '${{ github.token }}',
      secret: true,
    }),
  },
  outputs: {
    verdict:
      'How it ended: `succeeded`, `nothing-to-do`, `planned`, `refused` (nothing was touched), `failed`, `rolled-back` (ECS undid it), `stopped`, `superseded`, `timed-out`, `cancelled`, or `not-answering` (it is back, and the smoke test fails); of several services the worst.',
    result: 'Of several services: `succeeded`, `partial` or `failed`.',
    remedy: 'What this action did: `rolled-back`, `none` or `needs-human`.',
    revision: 'The revision that was gone back to, `family:n`.',
    taskDefinitionArn: 'Its ARN; of several revisions one a line.',
    previousRevision: 'The revision that ran before.',
    liveRevision: 'The revision that serves now; empty when nothing does.',
    liveService: 'The ECS service that runs it.',
    liveVerified: '`true` when as many of its tasks run as the service wants.',
    deploymentId: 'The id of the ECS deployment, `ecs-svc/…`; of several services one a line.',
    tasks: 'How many tasks run, of how many that are wanted: `2 of 2`.',
    targets: 'What the load balancer says of them: `2 of 2 healthy`, `no load balancer` or `not seen`.',
    smoke: 'The smoke test: `answering`, `not-answering` or `not-asked`.',
    recordId: 'The id of the GitHub deployment that records the rollback.',
    alert: 'JSON, when a person must look: severity, title, message, and of each service from, to, live and cause.',
    cause: 'Why it ended badly, in one clause.',
    nextStep: 'What to do next, in one sentence.',
    message: 'The last line of the log; of several services a line each.',
    succeeded: 'The services that are back, one a line.',
    failed: 'The services that are not, one a line.',
    results: 'JSON: all of this for each service.',
  },
  permissions: {
    aws: rollbackPermissions,
    github: [
      { scope: 'deployments', access: 'write', why: 'to read what was good, and to record the rollback' },
      { scope: 'actions', access: 'read', why: 'to know when the run began, for `undo: this-run`' },
    ],
  },
  rules(inputs) {
    const { planned, pairs } = planOf(inputs)
    const problems = 'problems' in planned ? planned.problems : []
    if (!pairs && (inputs.blueService ?? inputs.greenService) !== undefined)
      problems.push('listener-rule is empty: say which rule shares the traffic of blue-service and green-service')
    if (inputs.service.length === 0 && inputs.services === undefined && inputs.blueService === undefined)
      problems.push('service is empty, and so is services: give the name of the service, or several of them')
    const form = 'write last-good, a revision (family:n), a digest (sha256:…), a version or a tag'
    if (!readWish(inputs.to)) problems.push(`to is "${inputs.to}": ${form}`)
    const wanted = 'groups' in planned ? planned.groups.flat() : []
    for (const { name, image, taskDefinition, imageTag } of wanted) {
      if (image !== undefined) problems.push(`services has an image for ${name}: give where it goes as task-definition`)
      const own = taskDefinition ?? imageTag
      if (own !== undefined && !readWish(own)) problems.push(`services has "${own}" for ${name}: ${form}`)
    }
    if (inputs.waitForMinutes === 0) problems.push('wait-for-minutes is 0: give some time')
    return [...new Set([...problems, ...smokeRules(inputs)])]
  },
  async run(inputs, world, tell) {
    const order = {
      ...inputs,
      from: inputs.from.map(one => one.split('/').at(-1) as string),
      again: inputs.afterFailedRollback === 'allow',
      limit: inputs.waitForMinutes,
      reason: inputs.reason ?? '',
      smoke: (log: Log) => smokeTest(inputs, world, log),
    }
    const { planned, pairs } = planOf(inputs)
    const groups = 'groups' in planned ? planned.groups : []
    const result = pairs
      ? await undo(order, takePairsBack({ ...order, pairs: groups as WantedPair[][] }, world), world)
      : await undo(order, takeServicesBack({ ...order, groups: groups as Wanted[][] }, world), world)
    if (result.planned) return tellPlanned(result, tell)
    return tellEnd(result, inputs, world, tell)
  },
})

type Asking = Pick<AskedPairs, 'service' | 'services' | 'only' | 'aliases' | 'order' | 'listener' | 'listenerRule'> &
  Pick<AskedPairs, 'blueService' | 'greenService'> & { containerName: string | undefined }

/** Services one by one; or pairs, where a listener or one of its rules is named. */
function planOf(inputs: Asking) {
  const asked = {
    ...inputs,
    ...{ taskDefinition: undefined, image: undefined, imageTag: undefined, container: inputs.containerName },
    ...{ testRulePriority: undefined, testHost: undefined, testHeader: undefined, testListener: undefined },
    ...{ createTargetGroup: false, targetGroup: undefined },
  }
  const named = /"listener(-rule)?":/.test(JSON.stringify(inputs.services ?? ''))
  const pairs = named || inputs.listener !== undefined || inputs.listenerRule !== undefined
  return { pairs, planned: pairs ? planPairs(asked) : planServices(asked) }
}
