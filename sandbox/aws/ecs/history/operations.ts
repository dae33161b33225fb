// What did a service deploy, and how does a user stop that?
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-deployment.html
import { reader } from '../../check.ts'
import type { Fields, Operation } from '../../service.ts'
import { listed } from '../pages.ts'
import { invalid, refuse } from '../refuse.ts'
import { failDeployment } from '../services/failing.ts'
import { findService } from '../services/find.ts'
import { isOpen } from '../services/records.ts'
import { currentRecord, type Service } from '../services/service.ts'
import { awaiting } from '../services/shift/hooks.ts'
import { type Realm, realmOf, type World } from '../world.ts'
import { briefRecord, shownRecord, shownRevision } from './view.ts'

/** How long AWS remembers: 90 days. */
const remembered = 90 * 24 * 3600 * 1000

/** The service-deployments API, over what the scheduler recorded. */
export function historyOperations(world: World): Record<string, Operation> {
  const { clock, propagation } = world
  return {
    ListServiceDeployments(input, caller) {
      const read = reader(input, invalid)
      const service = findService(realmOf(world, caller), input.cluster, read.text('service'))
      if (!service) throw refuse.noService()
      const statuses = read.texts('status')
      const { before, after } = (input.createdAt ?? {}) as { before?: Date; after?: Date }
      const wanted = service.records.filter(
        ({ status, createdAt }) =>
          createdAt > clock.now() - remembered &&
          createdAt <= clock.now() - propagation.ms &&
          (statuses.length === 0 || statuses.includes(status)) &&
          (before === undefined || createdAt < before.getTime()) &&
          (after === undefined || createdAt > after.getTime()),
      )
      return listed(
        input,
        'serviceDeployments',
        wanted.map(record => briefRecord(service, record)),
        20,
      )
    },

    DescribeServiceDeployments(input, caller) {
      const found = arnsOf(input, 'serviceDeploymentArns').map(arn => ({
        arn,
        ...recordAt(realmOf(world, caller), arn),
      }))
      return {
        serviceDeployments: found.flatMap(({ service, record }) =>
          service && record ? [shownRecord(world, service, record)] : [],
        ),
        failures: found.flatMap(({ arn, record }) => (record ? [] : [{ arn, reason: 'MISSING' }])),
      }
    },

    DescribeServiceRevisions(input, caller) {
      const services = servicesOf(realmOf(world, caller))
      const found = arnsOf(input, 'serviceRevisionArns').map(arn => {
        const service = services.find(({ revisions }) => revisions.some(one => one.arn === arn))
        return { arn, service, revision: service?.revisions.find(one => one.arn === arn) }
      })
      return {
        serviceRevisions: found.flatMap(({ service, revision }) =>
          service && revision ? [shownRevision(service, revision)] : [],
        ),
        failures: found.flatMap(({ arn, revision }) => (revision ? [] : [{ arn, reason: 'MISSING' }])),
      }
    },

    StopServiceDeployment(input, caller) {
      const read = reader(input, invalid)
      const arn = read.text('serviceDeploymentArn')
      const type = read.maybeText('stopType', { oneOf: ['ABORT', 'ROLLBACK'] }) ?? 'ROLLBACK'
      const { service, record } = recordAt(realmOf(world, caller), arn)
      if (!service || !record) throw refuse.noServiceDeployment()
      if (!isOpen(record) || record !== currentRecord(service))
        throw refuse.conflict(`The service deployment cannot be stopped: it is ${record.status}.`, [arn])
      // One that stops or rolls back already goes on: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stop-service-deployment.html
      if (record.status === 'PENDING' || record.status === 'IN_PROGRESS')
        failDeployment(world, service, { kind: 'stop', rollback: type === 'ROLLBACK' })
      return { serviceDeploymentArn: arn }
    },

    ContinueServiceDeployment(input, caller) {
      const read = reader(input, invalid)
      const arn = read.text('serviceDeploymentArn')
      const hookId = read.text('hookId')
      const action = read.maybeText('action', { oneOf: ['CONTINUE', 'ROLLBACK'] }) ?? 'CONTINUE'
      if (!/^ecs-[a-z]+-./.test(hookId)) throw refuse.hookForm()
      const { service, record } = recordAt(realmOf(world, caller), arn)
      if (!service || !record) throw refuse.noServiceDeployment()
      if (!isOpen(record)) throw refuse.overAlready()
      const hook = awaiting(record).find(({ id }) => id === hookId)
      if (!hook) throw refuse.noHook()
      if (action === 'CONTINUE') hook.status = 'SUCCEEDED'
      else failDeployment(world, service, { kind: 'stop', rollback: true })
      return { serviceDeploymentArn: arn }
    },
  }
}

/** Throws `InvalidParameterException` for more than 20. */
function arnsOf(input: Fields, member: string): string[] {
  const arns = reader(input, invalid).texts(member, { min: 1 })
  if (arns.length > 20) throw refuse.parameter(`${member} cannot have more than 20 elements.`)
  return arns
}

const servicesOf = ({ clusters }: Realm): Service[] =>
  [...clusters.values()].flatMap(({ services }) => [...services.values()])

function recordAt(realm: Realm, arn: string) {
  const service = servicesOf(realm).find(({ records }) => records.some(one => one.arn === arn))
  return { service, record: service?.records.find(one => one.arn === arn) }
}
