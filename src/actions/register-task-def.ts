// Which task definition revision carries this image, and is it really new?
import { action } from '../action.ts'
import type { Edits } from '../decisions/definition-edits.ts'
import { healthCheckOf, refuseHealthCheck } from '../decisions/health-check.ts'
import { readImage, readRepository, shortDigest } from '../decisions/image.ts'
import { summarizeRevision } from '../decisions/revision-summary.ts'
import { Failure } from '../failure.ts'
import { command, count, definitionPatch, duration, flag, list, map, text, type Values } from '../input.ts'
import { draft, pinImage, registerOnce, startFrom } from '../release/revise.ts'
import { verifyDefinition } from '../release/verify.ts'
import type { World } from '../world.ts'

const spec = action({
  question: 'Which task definition revision carries this image, and is it really new?',
  about:
    'Takes a task definition from a file, from a revision, or from what a service runs now, changes in it only what is named, checks that all it refers to is there, and registers it. What is registered already is not registered again. The difference is shown; values of variables never are.',
  usage: `cluster: staging
service: web
image: \${{ steps.image.outputs.image }}
environment-variables: |
  LOG_LEVEL=info
`,
  inputs: {
    taskDefinition: text({
      description:
        'Where to start from: a file in the repository (JSON or YAML), an ARN, `family:revision`, or a family. Unset: the revision that `service` runs now.',
    }),
    cluster: text({ description: 'The cluster of `service`.' }),
    service: text({ description: 'The service whose task definition is taken when none is given.' }),
    family: text({ description: 'Register under this family instead of the definition’s own.' }),
    containerName: list({
      description: 'The container, or containers, that the following is for. Unset: the only essential one.',
    }),
    image: text({
      description:
        'The image: `repository@sha256:…`, or `repository:tag` of an ECR repository, which is pinned to its digest.',
    }),
    images: map({ description: 'Images of several containers: `container=image`.' }),
    environmentVariables: map({ description: 'Environment variables to add or change: `NAME=value`. Others stay.' }),
    removeEnvironmentVariables: list({ description: 'Environment variables to take out.' }),
    secrets: map({ description: 'Secrets to add or change: `NAME=ARN` of Secrets Manager or Parameter Store.' }),
    envFiles: list({ description: 'ARNs of environment files on S3; they replace those there are.' }),
    logConfigurationLogDriver: text({ description: 'The log driver.' }),
    logConfigurationOptions: map({ description: 'Options of the log driver to add or change: `name=value`.' }),
    dockerLabels: map({ description: 'Docker labels to add or change.' }),
    command: command({
      description: 'The command: a JSON list, or a line that is split as a shell would (no shell runs it).',
    }),
    healthCommand: text({
      description: 'The container health check: a JSON list (`["CMD", …]`), or a line for `CMD-SHELL`.',
    }),
    healthIntervalSeconds: duration('seconds')({ description: 'Time between two health checks, 5 to 300 s.' }),
    healthTimeoutSeconds: duration('seconds')({ description: 'Time a health check may take, 2 to 120 s.' }),
    healthRetries: count(1, 10)({ description: 'How many health checks in a row may fail.' }),
    healthStartPeriodSeconds: duration('seconds')({
      description: 'Time at the start in which failures do not count, up to 300 s.',
    }),
    cpu: text({ description: 'CPU units of the task.' }),
    memory: text({ description: 'Memory of the task, in MiB.' }),
    taskRoleArn: text({ description: 'The role of the task.' }),
    executionRoleArn: text({ description: 'The role that pulls images, reads secrets and writes logs.' }),
    tags: map({ description: 'Tags of the revision to add or change. `git-sha` is added by itself.' }),
    patch: definitionPatch({
      description:
        'Anything else, as a JSON merge patch (RFC 7396) of the task definition; its `containerDefinitions` may be a map by container.',
    }),
    verify: flag({
      description:
        'Check before registering that images (and their CPU architecture), secrets, log groups and roles are there.',
      default: 'true',
    }),
    plan: flag({ description: 'Show what would change, and register nothing.', default: 'false' }),
  },
  outputs: {
    taskDefinition: 'What the `task-definition` of a later step takes: the revision, `family:n`.',
    taskDefinitionArn: 'The ARN of the revision.',
    revision: 'The revision without an account: `family:n`.',
    changed: '`true` when a new revision was registered (or, with `plan`, would be).',
    image: 'The image by digest.',
    diff: 'What differs from where it started, a line each; no values of variables.',
  },
  permissions: {
    aws: [
      { action: 'ecs:DescribeTaskDefinition', on: 'any', why: 'to read what is registered' },
      { action: 'ecs:RegisterTaskDefinition', on: 'task-definition', why: 'to register a new revision' },
      { action: 'iam:PassRole', on: 'roles', why: 'ECS asks for it when the task definition names roles' },
      { action: 'ecs:TagResource', on: 'task-definition', why: 'to tag the new revision' },
      { action: 'ecs:DescribeServices', on: 'service', why: 'to find what the service runs', optional: true },
      {
        action: 'ecr:DescribeImages',
        on: 'repository',
        why: 'to pin a tag, and to see that the image is there',
        optional: true,
      },
      { action: 'ecr:BatchGetImage', on: 'repository', why: 'to see which architecture it is for', optional: true },
      {
        action: 'ecr:GetDownloadUrlForLayer',
        on: 'repository',
        why: 'to see which architecture it is for',
        optional: true,
      },
      { action: 'secretsmanager:DescribeSecret', on: 'any', why: 'to see that secrets are there', optional: true },
      { action: 'ssm:GetParameters', on: 'any', why: 'to see that parameters are there', optional: true },
      { action: 'logs:DescribeLogGroups', on: 'any', why: 'to see that log groups are there', optional: true },
      { action: 'iam:GetRole', on: 'roles', why: 'to see that roles are there and trust ECS', optional: true },
    ],
    github: [{ scope: 'contents', access: 'read', why: 'to check out the task definition' }],
  },
  rules(inputs) {
    const { taskDefinition, cluster, service, image, images, environmentVariables, secrets } = inputs
    const problems = [image, ...Object.values(images)].flatMap(one => {
      const reference = one === undefined ? undefined : readImage(one)
      const fine =
        one === undefined || (reference && readRepository(reference.repository) && (reference.digest || reference.tag))
      return fine ? [] : [`image is "${one}": write repository@sha256:… or repository:tag`]
    })
    if (taskDefinition === undefined && (cluster === undefined || service === undefined))
      problems.push(
        'task-definition is empty: give a file or a revision, or cluster and service to take what the service runs now',
      )
    for (const name of Object.keys(secrets).filter(one => one in environmentVariables))
      problems.push(`secrets and environment-variables both have "${name}": a variable is one or the other`)
    problems.push(...refuseHealthCheck(inputs))
    return problems
  },
  async run(inputs, world, tell) {
    const { runner } = world
    const ecs = await world.ecs()
    const [image, images] = await pinAll(inputs.image, inputs.images, world)
    if (image) tell('image', image)
    const base = await startFrom(inputs, ecs, world)
    const sha = runner.variable('GITHUB_SHA')
    const tags = { ...(sha ? { 'git-sha': sha } : {}), ...inputs.tags }
    const next = await draft(
      base,
      editsOf(inputs, image, images),
      Object.entries(tags).map(([key, value]) => ({ key, value })),
      ecs,
    )
    tell('diff', next.diff.join('\n'))
    tell('changed', String(!next.same))
    if (next.diff.length > 0) runner.group(`${next.definition.family}: what changes`, next.diff)

    if (inputs.verify && !next.same) {
      const { problems, unseen } = await verifyDefinition(next.definition, world)
      for (const what of unseen) runner.notice(`Not verified: ${what}.`)
      if (problems.length > 0)
        throw new Failure(`The task definition cannot start a task:\n${problems.map(one => `- ${one}`).join('\n')}`)
    }
    const registered = next.same ?? (inputs.plan ? undefined : await registerOnce(next, ecs, world))
    const revision = registered?.revision ?? `${next.definition.family} (next)`
    if (registered) {
      tell('taskDefinition', registered.revision)
      tell('taskDefinitionArn', registered.arn)
      tell('revision', registered.revision)
    }
    await runner.summary(summarizeRevision(revision, next.diff, !next.same, image))
    const what = image
      ? `${revision} has ${shortDigest(image.split('@')[1] as string)} in container "${next.containers.join(', ')}"`
      : revision
    const how = next.same ? 'is registered already, nothing to do' : inputs.plan ? 'would be registered' : 'registered'
    return {
      good: true,
      line: image ? `${what}: ${next.same ? `it ${how}` : how}.` : `${what} ${next.same ? how : `was ${how}`}.`,
    }
  },
})

async function pinAll(image: string | undefined, images: Record<string, string>, world: World) {
  const entries = Object.entries(images).map(async ([name, one]) => [name, await pinImage(one, world)] as const)
  return [image && (await pinImage(image, world)), Object.fromEntries(await Promise.all(entries))] as const
}

export default spec

type Given = Values<(typeof spec)['inputs']>

/** The inputs in the words of a definition. */
function editsOf(inputs: Given, image: string | undefined, images: Record<string, string>): Edits {
  const { family, cpu, memory, taskRoleArn, executionRoleArn, secrets, patch } = inputs
  return {
    ...{ family, cpu, memory, taskRoleArn, executionRoleArn, secrets, patch, image, images },
    containers: inputs.containerName,
    environment: inputs.environmentVariables,
    removeEnvironment: inputs.removeEnvironmentVariables,
    environmentFiles: inputs.envFiles,
    logDriver: inputs.logConfigurationLogDriver,
    logOptions: inputs.logConfigurationOptions,
    labels: inputs.dockerLabels,
    command: inputs.command,
    healthCheck: healthCheckOf(inputs),
  }
}
