// Did the new revision take over one or many services, and if not, why not?
import { action } from '../action.ts'
import { isGood, tellOutcomes } from '../decisions/outcome.ts'
import { serviceLink } from '../decisions/region.ts'
import { summarizeRollouts } from '../decisions/rollout-summary.ts'
import { Failure } from '../failure.ts'
import { duration, flag, list, oneOf, text } from '../input.ts'
import { startLog } from '../log.ts'
import { releaseServices } from '../release.ts'
import type { World } from '../world.ts'

export default action({
  question: 'Did the new revision take over one or many services, and if not, why not?',
  about:
    'Moves ECS services to a revision and follows the deployment to its verdict. Green means that the new revision runs with all its tasks, that they and their targets are healthy, and that the old tasks have drained. Red says why, what is live now, and what to do.',
  usage: `cluster: staging
service: web
task-definition: \${{ steps.register.outputs.revision }}
wait-for-minutes: 15
`,
  inputs: {
    cluster: text({ description: 'The name or ARN of the ECS cluster.', required: true }),
    service: list({ description: 'The name of the service, or several of them.', required: true }),
    taskDefinition: text({
      description: 'The revision to move to: an ARN, `family:revision`, or a family (its newest active revision).',
      required: true,
    }),
    waitForMinutes: duration('minutes')({
      description: 'How long the new revision may take to take over. The limit is used to the last second.',
      default: '15',
    }),
    onFailure: oneOf(
      'rollback',
      'keep',
    )({
      description:
        'What to do when the new revision failed or did not take over in time and ECS has not undone it: go back to the revision that served before, or leave everything as it is.',
      default: 'rollback',
    }),
    settleSeconds: duration('seconds')({
      description:
        'How long each new task must have been up. Unset: 30 seconds where neither a load balancer nor a container health check vouches for a task, else none.',
    }),
    allowZero: flag({
      description: 'Whether a service that wants no task (desired count 0) may end green.',
      default: 'false',
    }),
    forceNewDeployment: flag({
      description: 'Deploy again although the service already runs this revision.',
      default: 'false',
    }),
  },
  outputs: {
    verdict:
      'What ECS did: `succeeded`, `nothing-to-do`, `failed`, `rolled-back`, `superseded`, `timed-out` or `cancelled`; of several services the worst.',
    remedy: 'What this action did about it: `none`, `rolled-back`, `kept` or `needs-human`.',
    revision: 'The revision that was released, `family:n`.',
    previousRevision: 'The revision that ran before.',
    liveRevision: 'The revision that serves now; empty when nothing does.',
    liveVerified: '`true` when as many of its tasks run as the service wants.',
    deploymentId: 'The id of the ECS deployment, `ecs-svc/…`; of several services one a line.',
    cause: 'Why it ended badly, in one clause.',
    nextStep: 'What to do next, in one sentence.',
    message: 'The last line of the log.',
    results: 'JSON: all of this for each service.',
  },
  permissions: {
    aws: [
      { action: 'ecs:DescribeServices', on: 'service', why: 'to follow the deployment' },
      { action: 'ecs:UpdateService', on: 'service', why: 'to move the service, and back' },
      { action: 'iam:PassRole', on: 'roles', why: 'ECS asks for it when the task definition names roles' },
      { action: 'ecs:ListTasks', on: 'any', why: 'to find the tasks of the deployment', optional: true },
      { action: 'ecs:DescribeTasks', on: 'tasks', why: 'to see their health and why they stopped', optional: true },
      {
        action: 'ecs:DescribeTaskDefinition',
        on: 'any',
        why: 'to find the newest revision of a family, and log streams',
        optional: true,
      },
      {
        action: 'elasticloadbalancing:DescribeTargetHealth',
        on: 'any',
        why: "to see the load balancer's view of the tasks",
        optional: true,
      },
      {
        action: 'logs:GetLogEvents',
        on: 'log-group',
        why: 'to show the last lines of a failing container',
        optional: true,
      },
    ],
    github: [],
  },
  async run(inputs, world, tell) {
    const log = startLog(world.clock, world.runner.line)
    const { arn, revision } = await resolveRevision(inputs.taskDefinition, world)
    tell('revision', revision)
    const outcomes = await releaseServices(
      {
        cluster: inputs.cluster,
        services: inputs.service,
        taskDefinition: arn,
        revision,
        limit: inputs.waitForMinutes,
        settle: inputs.settleSeconds,
        allowZero: inputs.allowZero,
        force: inputs.forceNewDeployment,
        onFailure: inputs.onFailure,
      },
      world,
      log,
    )
    const region = (await world.ecs()).region
    await world.runner.summary(summarizeRollouts(outcomes, one => serviceLink(region, one.cluster, one.service)))
    for (const one of outcomes)
      if (one.diagnosis) world.runner.group(`${one.service}: evidence`, one.diagnosis.evidence)
    const told = tellOutcomes(outcomes)
    for (const [name, value] of Object.entries(told)) tell(name as keyof typeof told, value)
    return { good: outcomes.every(one => isGood(one.verdict)), line: told.message }
  },
})

/** ECS takes a family too, but only its answer says which revision that is now. */
async function resolveRevision(reference: string, world: World) {
  const named = reference.match(/(?:^|\/)([\w-]+:\d+)$/)?.[1]
  if (named) return { arn: reference, revision: named }
  const registered = await (await world.ecs()).describeTaskDefinition(reference)
  if (registered) return { arn: registered.arn, revision: registered.revision }
  throw new Failure(
    `Task definition "${reference}" was not found: check the input task-definition, the region and the account.`,
  )
}
