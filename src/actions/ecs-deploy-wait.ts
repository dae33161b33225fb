// Did the new revision take over one or many services, and if not, why not?
import { action } from '../action.ts'
import { planServices, type Wanted } from '../decisions/services.ts'
import { differFrom, settingsChange } from '../decisions/settings.ts'
import { count, duration, flag, groups, list, map, namesOrMap, oneOf, text } from '../input.ts'
import { startLog } from '../log.ts'
import { createLook } from '../release/look.ts'
import { releasePermissions } from '../release/permissions.ts'
import { releaseServices } from '../release/release.ts'
import { settingsInputs, settingsOf } from '../release/settings.ts'
import { arnOf, resolveTargets } from '../release/targets.ts'
import { tellDeployment, tellPlan } from '../release/tell.ts'

export default action({
  question: 'Did the new revision take over one or many services, and if not, why not?',
  about:
    'Moves ECS services to a revision and follows each deployment to its verdict. Green means that the new revision runs with all its tasks, that they and their targets are healthy, and that the old tasks have drained. Red says why, what is live now, and what to do.',
  usage: `cluster: staging
service: web
task-definition: \${{ steps.register.outputs.revision }}
wait-for-minutes: 15
`,
  inputs: {
    cluster: text({ description: 'The name or ARN of the ECS cluster.', required: true }),
    service: list({ description: 'The name of the service, or several of them.' }),
    services: namesOrMap({
      description:
        'Several services: a list, lines of `name=task-definition`, or a YAML map of `name` to `service`, `task-definition`, `image`, `image-tag`, `container-name`, `aliases`.',
    }),
    only: list({ description: 'Release only these of them, by name or alias.' }),
    aliases: map({ description: 'Other names for services: `web=default`.' }),
    order: groups({
      description:
        'Groups of services, one a line. A group begins when the one before has taken over; when one fails, the later ones are not touched.',
    }),
    taskDefinition: text({
      description:
        'The revision to move to: an ARN, `family:revision`, a family (its newest active revision), or a file in the repository (JSON or YAML), which is then registered. Unset: what each service runs now, with `image` or `image-tag` in it.',
    }),
    image: text({ description: 'An image to put into the task definition, which is then registered.' }),
    imageTag: text({
      description: 'A tag in the repository that each service runs from now, to be put into its task definition.',
    }),
    containerName: text({ description: 'The container that gets the image. Unset: the only essential one.' }),
    wait: flag({ description: 'Whether to wait for the verdict.', default: 'true' }),
    waitForServiceStability: flag({
      description: 'What amazon-ecs-deploy-task-definition calls `wait`; given, it goes before `wait`.',
    }),
    waitForMinutes: duration('minutes')({
      description: 'How long the new revision may take to take over. The limit is used to the last second.',
      default: '15',
    }),
    waitFor: oneOf(
      'drained',
      'serving',
    )({
      description: '`serving`: the new tasks serve. `drained`: and the old ones are gone.',
      default: 'drained',
    }),
    settleSeconds: duration('seconds')({
      description:
        'How long each new task must have been up. Unset: 30 seconds where neither a load balancer nor a container health check vouches for a task, else none.',
    }),
    requireLogs: flag({
      description: 'Whether each new task must have written a line to CloudWatch Logs.',
      default: 'false',
    }),
    hopelessAfter: count(1)({
      description:
        'How many tasks that end for the same lasting reason, with none that is well, are enough to give up. Unset: as many as ECS’s circuit breaker (half of the desired count, at least 3).',
    }),
    onFailure: oneOf(
      'rollback',
      'keep',
    )({
      description:
        'What to do when the new revision failed or did not take over in time and ECS has not undone it: go back to the revision that served before, or leave everything as it is.',
      default: 'rollback',
    }),
    onRollback: oneOf(
      'report',
      'wait',
    )({
      description: 'A rollback of ECS’s is reported when ECS decides it. `wait`: then it is also followed to its end.',
      default: 'report',
    }),
    mode: oneOf(
      'independent',
      'together',
    )({
      description: '`independent`: each service goes on if another fails. `together`: when one fails, all go back.',
      default: 'independent',
    }),
    rollbackScope: oneOf(
      'failed',
      'all',
    )({
      description: 'Whether a failure brings back only its own service, or all that this release has changed.',
      default: 'failed',
    }),
    failOn: oneOf(
      'any',
      'all',
    )({ description: 'Whether the step is red when any service failed, or only when all did.', default: 'any' }),
    allowZero: flag({
      description: 'Whether a service that wants no task (desired count 0) may end green.',
      default: 'false',
    }),
    forceNewDeployment: flag({
      description: 'Deploy again although the service already runs this revision.',
      default: 'false',
    }),
    desiredCount: count()({ description: 'The number of tasks. Unset: left as it is.' }),
    ...settingsInputs,
    plan: flag({ description: 'Show what would change, and change nothing.', default: 'false' }),
  },
  outputs: {
    verdict:
      'What ECS did: `succeeded`, `nothing-to-do`, `failed`, `rolled-back`, `stopped`, `superseded`, `timed-out` or `cancelled` (`progressing` when not waited for); of several services the worst.',
    result: 'Of several services: `succeeded`, `partial` or `failed`.',
    remedy: 'What this action did about it: `none`, `rolled-back`, `kept` or `needs-human`.',
    revision: 'The revision that was released, `family:n`.',
    taskDefinitionArn: 'Its ARN; of several revisions one a line.',
    previousRevision: 'The revision that ran before.',
    liveRevision: 'The revision that serves now; empty when nothing does.',
    liveVerified: '`true` when as many of its tasks run as the service wants.',
    deploymentId: 'The id of the ECS deployment, `ecs-svc/…`; of several services one a line.',
    cause: 'Why it ended badly, in one clause.',
    nextStep: 'What to do next, in one sentence.',
    message: 'The last line of the log; of several services a line each.',
    succeeded: 'The services that took over, one a line.',
    failed: 'The services that did not, one a line.',
    results: 'JSON: all of this for each service.',
  },
  elsewhere: {
    'run-task':
      'run the task in a step before this one, with the action run-task, so that nothing is deployed when it fails',
  },
  permissions: {
    aws: releasePermissions,
    github: [],
  },
  rules(inputs) {
    const planned = planServices({ ...inputs, container: inputs.containerName })
    const problems = 'problems' in planned ? planned.problems : []
    if (inputs.service.length === 0 && inputs.services === undefined)
      problems.push('service is empty, and so is services: give the name of the service, or several of them')
    const { taskDefinition, image, imageTag, services, forceNewDeployment, desiredCount } = inputs
    const asked = [taskDefinition, image, imageTag, services, desiredCount].some(one => one !== undefined)
    const changes = inputs.deploymentSettings === 'set' && Object.keys(settingsChange(settingsOf(inputs))).length > 0
    if (!asked && !forceNewDeployment && !changes)
      problems.push(
        'task-definition is empty: give the revision to move to, an image or image-tag to put into it, or force-new-deployment',
      )
    const joint = inputs.order.length > 1 || inputs.mode === 'together' || inputs.rollbackScope === 'all'
    if (!inputs.wait && joint)
      problems.push('wait is false, so order, mode and rollback-scope cannot be kept: leave them out, or wait')
    if (inputs.waitForMinutes === 0 && inputs.wait)
      problems.push('wait-for-minutes is 0: give some time, or wait: false')
    if (desiredCount === 0 && !inputs.allowZero)
      problems.push('desired-count is 0, so nothing would run: add allow-zero: true if that is what you want')
    if (image !== undefined && imageTag !== undefined)
      problems.push('image and image-tag are both set: give one of them')
    return problems
  },
  async run(inputs, world, tell) {
    const { cluster } = inputs
    const settings = settingsOf(inputs)
    const { groups: wanted } = planServices({ ...inputs, container: inputs.containerName }) as { groups: Wanted[][] }
    const targets = await resolveTargets(wanted, cluster, world, inputs.plan)
    tell('revision', [...new Set(targets.flat().map(one => one.revision))].join('\n'))
    tell('taskDefinitionArn', [...new Set(targets.flat().map(arnOf))].join('\n'))
    if (inputs.plan) return tellPlan(targets.flat(), settings, { ...inputs, force: inputs.forceNewDeployment }, world)
    if (inputs.deploymentSettings === 'check')
      for (const { name, before } of targets.flat())
        for (const difference of differFrom(settings, before)) world.runner.warn(`${name}: ${difference}.`)
    const order = {
      ...inputs,
      wait: inputs.waitForServiceStability ?? inputs.wait,
      groups: targets,
      limit: inputs.waitForMinutes,
      settle: inputs.settleSeconds,
      force: inputs.forceNewDeployment,
      change: {
        ...(inputs.deploymentSettings === 'set' ? settingsChange(settings) : {}),
        ...(inputs.desiredCount === undefined ? {} : { desiredCount: inputs.desiredCount }),
      },
    }
    const log = startLog(world.clock, world.runner.line)
    const outcomes = await releaseServices(order, world, await createLook(cluster, log, world))
    return tellDeployment(outcomes, inputs.failOn, world, tell)
  },
})
