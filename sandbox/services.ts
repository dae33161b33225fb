// Which services are there, and which of them need each other?
import type { Accounts } from './accounts.ts'
import type { AlarmState } from './aws/cloudwatch/judging.ts'
import { cloudWatchService, type MetricControls } from './aws/cloudwatch/service.ts'
import { type Ecr, ecrService } from './aws/ecr/service.ts'
import { type Ecs, ecsService } from './aws/ecs/service.ts'
import { type Elb, type ElbOptions, elbService } from './aws/elb/service.ts'
import { iamService } from './aws/iam.ts'
import { logsService } from './aws/logs/service.ts'
import { parameterStore } from './aws/parameters.ts'
import { type Scaling, scalingService } from './aws/scaling/service.ts'
import { secretsService } from './aws/secrets/service.ts'
import type { Service } from './aws/service.ts'
import { stsService } from './aws/sts.ts'
import type { Chance } from './chance.ts'
import type { Clock } from './clock.ts'
import type { Github } from './github/github.ts'
import type { Ids } from './ids.ts'
import type { Network } from './network.ts'
import { eitherRuntime } from './runtime/either.ts'
import { secretsIn } from './secrets.ts'
import type { Registries } from './wire/registries.ts'

/** How long things take in ECS, and how it rolls back, where that should differ from what is usual. */
export type EcsOptions = Pick<Parameters<typeof ecsService>[0], 'durations' | 'rollback'>

export type Services = {
  all: Service[]
  ecr: Ecr
  ecs: Ecs
  elb: Elb
  metrics: MetricControls
  scaling: Scaling
  /** Ends processes, frees ports, removes folders. */
  close(): Promise<void>
}

export type ServiceNeeds = {
  clock: Clock
  ids: Ids
  chance: Chance
  network: Network
  accounts: Accounts
  github: Pick<Github, 'verify'>
  registries: Registries
  registryHosts: 'aws' | 'loopback'
  /** Values behind `valueFrom`s, before Secrets Manager and Parameter Store are asked. */
  secrets: Map<string, string>
  ecsOptions: EcsOptions
  elbOptions: ElbOptions
}

/** Builds every service from what it needs. A further one is a further entry in `all`. */
export function servicesOf({
  clock,
  ids,
  chance,
  network,
  accounts,
  github,
  registries,
  registryHosts,
  secrets,
  ecsOptions,
  elbOptions,
}: ServiceNeeds): Services {
  const ecr = ecrService({ clock, ids, loopback: registries, hosts: registryHosts })
  const logs = logsService({ clock, ids })
  const ordered = new Map<string, AlarmState>()
  const cloudWatch = cloudWatchService({ clock, ordered })
  const metrics = cloudWatch.sink
  const elb = elbService({ clock, ids, network, chance, metrics, whoRuns: ip => ecs.whoRuns(ip), ...elbOptions })
  const iam = iamService({ accounts, clock, ids })
  const secretStore = secretsService({ clock, ids })
  const parameters = parameterStore({ clock })
  const { runtime, close: endProcesses } = eitherRuntime({ clock })
  const ecs: Ecs = ecsService({
    clock,
    ids,
    network,
    runtime,
    pull: ecr.pull,
    logs: logs.sink,
    targets: elb.targets,
    alarms: ordered,
    alarmState: cloudWatch.alarmState,
    trusts: iam.trusts,
    readSecret: secretsIn(secrets, { secrets: secretStore.read, parameters: parameters.read }),
    ...ecsOptions,
  })
  const scaling = scalingService({ clock, ids, counts: ecs.counts })
  const sts = stsService({ accounts, verify: github.verify })
  return {
    all: [
      ecr.service,
      ecs.service,
      elb.service,
      logs.service,
      ...cloudWatch.services,
      scaling.service,
      secretStore.service,
      parameters.service,
      iam.service,
      sts,
    ],
    ecr,
    ecs,
    elb,
    metrics: cloudWatch.controls,
    scaling,
    async close() {
      scaling.close()
      ecs.close()
      endProcesses()
      await Promise.all([ecr.close(), elb.close()])
    },
  }
}
