// Which environment, version, account and registry does this event deploy to?
import { action } from '../action.ts'
import { chooseEnvironment, readVersion } from '../decisions/environment.ts'
import { fillTemplate, readEnvironment } from '../decisions/environment-map.ts'
import { commitTag } from '../decisions/image.ts'
import { Failure } from '../failure.ts'
import { flag, map, oneOf, pattern, text } from '../input.ts'
import { checkOrder } from '../release/going-back.ts'
import type { World } from '../world.ts'
import { texts } from '../yaml.ts'

export default action({
  question: 'Which environment, version, account and registry does this event deploy to?',
  about:
    'Reads the event and the repository’s map of environments. It fails closed: a tag that is not clearly a staging or a production tag deploys nothing, and a tag that disagrees with the release’s pre-release box is refused.',
  usage: `environment: \${{ inputs.environment }}
`,
  inputs: {
    source: oneOf(
      'auto',
      'tag',
      'branch',
      'input',
    )({
      description:
        'What decides: the tag, the branch or the input `environment`. `auto`: the tag of a release or tag event, the branch of a push, the input for all others.',
      default: 'auto',
    }),
    environment: text({
      description:
        'The environment to deploy to, such as the input of a `workflow_dispatch`. If an event says another one, nothing is deployed.',
    }),
    config: text({
      description: 'The map of environments in the repository.',
      default: '.github/ecs-release.yml',
    }),
    service: text({ description: 'The service, when the map names none.' }),
    rcPattern: pattern({
      description: 'What follows `v1.2.3` in a staging tag, as a regular expression. Unset: `-rc.` and a number.',
    }),
    productionPattern: pattern({ description: 'A whole production tag, as a regular expression. Unset: `v1.2.3`.' }),
    stagingEnvironment: text({ description: 'The environment of staging tags.', default: 'staging' }),
    productionEnvironment: text({ description: 'The environment of production tags.', default: 'production' }),
    branchMap: map({
      description: 'Branches that are deployed, and where to: `main=production`. Any other branch deploys nothing.',
    }),
    unmatched: oneOf(
      'error',
      'skip',
    )({
      description: 'What a tag of neither form does: fail, or deploy nothing.',
      default: 'error',
    }),
    onMismatch: oneOf(
      'error',
      'warn',
      'ignore',
    )({
      description: 'What to do when the tag and the release’s pre-release box disagree.',
      default: 'error',
    }),
    deployEdited: flag({
      description:
        'Deploy a release again when it is saved again (`edited`), whatever was changed in it: a way to go back to an old release. Without, mending its notes deploys nothing.',
      default: 'false',
    }),
    requireIncreasing: flag({
      description: 'Fail, instead of warning, when a later version was deployed well to this environment before.',
      default: 'false',
    }),
    appTemplate: text({
      description: 'A name made of `{app}`, `{env}` and `{env-short}`.',
      default: '{app}-{env-short}',
    }),
    githubToken: text({
      description: 'Reads earlier deployments, to notice a release that goes back (permission `deployments: read`).',
      default: '${{ github.token }}',
      secret: true,
    }),
  },
  outputs: {
    shouldDeploy: '`true` when this event deploys something.',
    environment: 'Long name, the GitHub environment: `production`. Empty when nothing is deployed.',
    environmentShort: 'Short name: `prod`.',
    tag: 'The release’s tag.',
    version: 'The version without `v` and suffix: `0.1.0`.',
    rcNumber: 'The number of the release candidate.',
    isPrerelease: '`true` for a staging tag.',
    imageTag: 'The tag of the commit’s image: `sha-a1b2c3d`.',
    account: 'The AWS account.',
    region: 'The AWS region.',
    cluster: 'The ECS cluster.',
    registry: 'Host and repository of the image.',
    role: 'The IAM role to assume.',
    url: 'The address of the service.',
    serviceId: 'The service.',
    app: 'The name made by `app-template`.',
    sha: 'The commit, 40 digits.',
    repoFullName: '`owner/repository`.',
    releaseName: 'The title of the release.',
    releaseBody: 'The text of the release.',
  },
  permissions: {
    aws: [],
    github: [
      { scope: 'contents', access: 'read', why: 'to check out the map of environments' },
      { scope: 'deployments', access: 'read', why: 'to notice a release that goes back' },
    ],
  },
  async run(inputs, world, tell) {
    const { runner } = world
    // What is not decided to the end deploys nothing; of two values of an output the runner takes the later.
    tell('shouldDeploy', 'false')
    tell('environment', '')
    const { event, releaseName, releaseBody } = await world.event({ required: true })
    const choice = chooseEnvironment(event, {
      source: inputs.source,
      given: inputs.environment,
      rcPattern: inputs.rcPattern,
      productionPattern: inputs.productionPattern,
      staging: inputs.stagingEnvironment,
      production: inputs.productionEnvironment,
      branches: inputs.branchMap,
      unmatched: inputs.unmatched,
      onMismatch: inputs.onMismatch,
      deployEdited: inputs.deployEdited,
    })
    if ('problem' in choice) throw new Failure(`${choice.problem.charAt(0).toUpperCase()}${choice.problem.slice(1)}.`)
    if ('skip' in choice) return { good: true, line: `Nothing to deploy: ${choice.skip}.` }
    const { environment, tag, warnings } = choice.deploy
    for (const warning of warnings) runner.warn(warning)

    const place = await placeOf(environment, inputs.config, inputs.service, world)
    const short = place?.short ?? environment
    const service = place?.service ?? inputs.service ?? ''
    const app = fillTemplate(inputs.appTemplate, { app: service, env: environment, 'env-short': short })
    if ('problem' in app) throw new Failure(`app-template ${app.problem}.`)
    await checkOrder(choice.deploy, inputs.githubToken, inputs.requireIncreasing, world)

    const { version, rcNumber } = readVersion(tag)
    const sha = runner.variable('GITHUB_SHA') ?? ''
    const said = {
      shouldDeploy: 'true',
      environment,
      environmentShort: short,
      tag: tag ?? '',
      version,
      rcNumber,
      isPrerelease: String(environment === inputs.stagingEnvironment && tag !== undefined),
      imageTag: commitTag(sha),
      account: place?.account ?? '',
      region: place?.region ?? '',
      cluster: place?.cluster ?? '',
      registry: place?.registry ?? '',
      role: place?.role ?? '',
      url: place?.url ?? '',
      serviceId: service,
      app: app.text,
      sha,
      repoFullName: runner.variable('GITHUB_REPOSITORY') ?? '',
      releaseName,
      releaseBody,
    }
    for (const [name, value] of Object.entries(said)) tell(name as keyof typeof said, value)
    const where = place ? ` (account ${place.account}, ${place.region}, cluster ${place.cluster})` : ''
    return { good: true, line: `${tag ?? event.ref} deploys to ${environment}${where}.` }
  },
})

/** What the map says of the environment; without a map the service must be named, and nothing else is known. */
async function placeOf(name: string, config: string, service: string | undefined, world: World) {
  const content = await (await world.files()).readYaml(config, texts)
  if (content === undefined) {
    if (service === undefined)
      throw new Failure(
        `service is empty and there is no ${config}: check out the repository before this step and write the map, or give the input service.`,
      )
    return undefined
  }
  const reading = readEnvironment(content, name, service)
  if ('problems' in reading) throw new Failure(reading.problems.map(problem => `${config}: ${problem}.`).join('\n'))
  if (!reading.service) throw new Failure(`service is empty and ${config} has no key "service": write one of them.`)
  return reading.environment
}
