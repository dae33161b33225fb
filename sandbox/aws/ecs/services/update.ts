// How does a service change?
import { reader } from '../../check.ts'
import type { Caller, Fields } from '../../service.ts'
import { invalid, refuse } from '../refuse.ts'
import { realmOf, type World } from '../world.ts'
import { readConfiguration } from './configuration.ts'
import { kept } from './create.ts'
import { beginDeployment } from './deployments.ts'
import { activeService } from './find.ts'
import { remember } from './lag.ts'
import { checkRevision, definitionFor, differs, newRevision, revisionSettings } from './revisions.ts'
import { primaryOf, type Service } from './service.ts'
import { checkPlayed } from './strategy.ts'
import { shownService } from './view.ts'

/**
 * Changes what `input` names and nothing else; a new deployment begins when what the tasks are made of changes, or when
 * it is forced. Throws what UpdateService answers, and has then changed nothing.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html
 */
export function updateService(world: World, input: Fields, caller: Caller): Service {
  const read = reader(input, invalid)
  const realm = realmOf(world, caller)
  const service = activeService(realm, input.cluster, read.text('service'))
  if (service.controller !== 'ECS') refuseElsewhere(service, input)
  const before = primaryOf(service)?.revision ?? service.revisions[0]
  const reference = read.maybeText('taskDefinition')
  const spec = before && {
    definition: reference === undefined ? before.definition : definitionFor(realm, reference),
    settings: revisionSettings(input, before.settings),
  }
  const force = read.maybeFlag('forceNewDeployment') ?? false
  const desiredCount = read.maybeNumber('desiredCount', { min: 0 }) ?? service.desiredCount
  const grace = read.maybeNumber('healthCheckGracePeriodSeconds', { min: 0 }) ?? service.gracePeriodSeconds
  const configuration = readConfiguration(input.deploymentConfiguration as Fields | undefined, service.configuration)
  const due = spec && (force || differs(spec, before)) ? spec : undefined
  if (spec) checkPlayed(configuration, spec.settings)
  if (due) checkRevision(world, due, configuration.strategy)

  remember(world, service, shownService(world, service, { tags: true }))
  service.desiredCount = desiredCount
  service.gracePeriodSeconds = grace
  service.configuration = configuration
  service.settings = { ...service.settings, ...kept(input) }
  if (due && service.controller === 'ECS')
    beginDeployment(world, service, newRevision(world, service.cluster, service.name, due))
  return service
}

/** Other controllers let UpdateService change counts and bounds only; AWS names what it will not do. */
function refuseElsewhere({ controller }: Service, input: Fields): void {
  const where = `on services with a ${controller} deployment controller.`
  const hint = controller === 'CODE_DEPLOY' ? ' Use AWS CodeDeploy to trigger a new deployment.' : ''
  if (input.taskDefinition !== undefined) throw refuse.parameter(`Unable to update task definition ${where}${hint}`)
  if (input.forceNewDeployment) throw refuse.parameter(`Cannot force a new deployment ${where}${hint}`)
  if (input.networkConfiguration !== undefined)
    throw refuse.parameter(`Unable to update network parameters ${where}${hint}`)
  if (input.platformVersion !== undefined) throw refuse.parameter(`Unable to update platform version ${where}${hint}`)
  if (input.loadBalancers !== undefined) throw refuse.parameter(`Unable to update load balancers ${where}${hint}`)
}
