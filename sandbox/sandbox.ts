// How does a whole sandbox start, and how is it used?
import { type Account, type Accounts, accountsOf, environmentOf, twoAccounts } from './accounts.ts'
import { globalArn } from './aws/arn.ts'
import type { MetricControls, Reported } from './aws/cloudwatch/service.ts'
import type { Ecs } from './aws/ecs/service.ts'
import type { Elb, ElbOptions } from './aws/elb/service.ts'
import type { Demand } from './aws/scaling/service.ts'
import type { Fields } from './aws/service.ts'
import { chanceOf } from './chance.ts'
import { type Clock, type JumpClock, runningClock } from './clock.ts'
import { offerEcsFaults } from './ecs-faults.ts'
import { type Faults, faultsOf } from './faults.ts'
import { type Github, githubOf } from './github/github.ts'
import { ids as idsOf } from './ids.ts'
import { type Journal, journalOf } from './journal.ts'
import { type Network, network as networkOf } from './network.ts'
import type { BuiltImage } from './oci/build.ts'
import { order } from './order.ts'
import { type EcsOptions, servicesOf } from './services.ts'
import { offerDemand, offerTrafficFaults } from './traffic-faults.ts'
import { type Controlled, control, controlPath } from './wire/control.ts'
import { frontDoor } from './wire/front-door.ts'
import { type Answer, type Listening, listen } from './wire/listen.ts'
import { registriesOf } from './wire/registries.ts'
import { registryOperations } from './wire/registry-routes.ts'
import { type AccountWorld, worldOf } from './world.ts'
import { type WorldFaults, worldFaultsOf } from './world-faults.ts'

export type SandboxOptions = {
  /** A clock at the wall's speed unless given: `runningClock({ speed: 60 })`, `jumpClock()`. */
  clock?: Clock | JumpClock
  /** Makes all ids, and all that chance decides, the same each time. */
  seed?: number
  /** A staging and a production account unless given. */
  accounts?: Account[]
  /** Port of AWS; any free one unless given. */
  port?: number
  /** What ECR calls its registries: by AWS's hosts (as usual), or by addresses a container engine here can push to. */
  registryHosts?: 'aws' | 'loopback'
  ecs?: EcsOptions
  elb?: ElbOptions
}

export type Sandbox = {
  /** For `AWS_ENDPOINT_URL`. */
  awsUrl: string
  /** For `GITHUB_API_URL`. */
  githubUrl: string
  clock: Clock | JumpClock
  accounts: Accounts
  network: Network
  journal: Journal
  faults: Faults
  worldFaults: WorldFaults
  github: Github
  /** Tasks as they really run, and what no API can do to them. */
  ecs: Omit<Ecs, 'service' | 'close'>
  /** Where load balancers listen, and what comes through them. */
  elb: Pick<Elb, 'urlOf' | 'watch' | 'settledAt' | 'propagation'>
  /** Traffic in numbers instead of requests, and what became of it. */
  traffic: Elb['traffic']
  /** Metrics beyond what any API can do. */
  metrics: Omit<MetricControls, 'put'> & { put(account: string, metric: Reported): void }
  /** What to export so that AWS's tools speak to this sandbox as a user of `account` (name or id). */
  env(account: string, region?: string): Record<string, string>
  /** `127.0.0.1:PORT` of an account's registry. */
  registryOf(account: string): string
  /** Puts an image under its tags; makes the repository when there is none. */
  putImage(account: string, repository: string, image: BuiltImage, tags: string[]): void
  /** The load of an ECS service that is a scalable target asks for so many tasks. Throws when it is none. */
  demand(account: string, wanted: Demand): void
  /** Values behind `valueFrom`s, for tasks, before Secrets Manager and Parameter Store are asked. */
  secrets: Map<string, string>
  /** Carries out an operation as the account itself, past the wire, keys, faults and journal: for setting a scene. */
  call(account: string, service: string, operation: string, input?: Fields): Promise<Fields>
  /** What is there, account by account. */
  world(): Promise<AccountWorld[]>
  /** Orders a fault as the command line does, `ecs:DescribeServices:throttling:3`; answers it in words. Throws when there is no such thing. */
  orderFault(text: string): string
  /** Ends everything and removes what lies in temporary folders. */
  close(): Promise<void>
}

/** Starts AWS, GitHub and a registry for every account, each on a port of the loopback. Rejects with `EADDRINUSE` when `port` is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const clock = options.clock ?? runningClock()
  const ids = idsOf(options.seed)
  const accounts = accountsOf(options.accounts ?? twoAccounts, { clock, ids })
  const network = networkOf()
  const journal = journalOf({ clock })
  const faults = faultsOf({ clock })
  const worldFaults = worldFaultsOf()
  const secrets = new Map<string, string>()
  const listening: Listening[] = []

  const open = async (port: number, answer: Answer): Promise<Listening> => {
    const one = await listen(clock, port, answer)
    listening.push(one)
    return one
  }

  const registries = registriesOf(accounts)
  const github: Github = githubOf({ clock, ids, faults, journal, url: () => githubAt.url })
  const services = servicesOf({
    clock,
    ids,
    chance: chanceOf(options.seed),
    network,
    accounts,
    github,
    registries,
    secrets,
    registryHosts: options.registryHosts ?? 'aws',
    ecsOptions: options.ecs ?? {},
    elbOptions: options.elb ?? {},
  })
  const { all, ecr, ecs, elb } = services
  offerEcsFaults(worldFaults, ecs, accounts)
  offerTrafficFaults(worldFaults, elb, services.metrics)
  offerDemand(worldFaults, services.scaling.demand, accounts)

  const aws = frontDoor({ services: all, accounts, faults, journal, clock, ids: idsOf(options.seed) })
  const orderable = new Map(all.map(({ name, operations }) => [name, Object.keys(operations)]))
    .set('registry', registryOperations(ecr, clock))
    .set('github', github.operations)
  const controlled: Controlled = {
    faults,
    worldFaults,
    services: orderable,
    journal,
    clock,
    world: () => world(),
    putImage: (...image) => putImage(...image),
    traffic: elb.traffic,
  }

  const awsAt = await open(options.port ?? 0, async request =>
    request.path.startsWith(controlPath) ? { response: await control(request, controlled) } : aws(request),
  )
  const githubAt = await open(0, github.answer)
  await registries.start({ ecr, accounts, clock, faults, journal }, answer => open(0, answer))

  const accountOf = (nameOrId: string): Account => {
    const account = accounts.find(nameOrId)
    if (account) return account
    throw new Error(
      `The sandbox has no account ${nameOrId}; there are: ${accounts.all.map(({ name }) => name).join(', ')}`,
    )
  }

  const placeOf = (nameOrId: string) => {
    const { id, region } = accountOf(nameOrId)
    return { account: id, region }
  }

  const registryOf = (nameOrId: string) => registries.of({ account: accountOf(nameOrId).id })

  const putImage: Sandbox['putImage'] = (nameOrId, repository, image, tags) => {
    ecr.put(placeOf(nameOrId), repository, image, tags)
  }

  const call: Sandbox['call'] = async (nameOrId, service, operation, input = {}) => {
    const { id, region } = accountOf(nameOrId)
    const act = all.find(({ name }) => name === service)?.operations[operation]
    if (!act) throw new Error(`The sandbox has no ${service} ${operation}`)
    return act(input, { account: id, region, arn: globalArn('iam', { account: id, region }, 'root') })
  }

  const world = () => worldOf({ accounts: accounts.all, call, registryOf, urlOf: elb.urlOf })

  return {
    awsUrl: awsAt.url,
    githubUrl: githubAt.url,
    clock,
    accounts,
    network,
    journal,
    faults,
    worldFaults,
    github,
    ecs,
    elb,
    traffic: elb.traffic,
    metrics: { ...services.metrics, put: (nameOrId, metric) => services.metrics.put(placeOf(nameOrId), metric) },
    demand: (nameOrId, wanted) => services.scaling.demand(placeOf(nameOrId), wanted),
    secrets,
    env: (nameOrId, region) =>
      environmentOf(accountOf(nameOrId), { awsUrl: awsAt.url, githubUrl: githubAt.url }, region),
    registryOf,
    putImage,
    call,
    world,
    orderFault: text => order(text, controlled),
    async close() {
      await services.close()
      clock.stop()
      await Promise.all(listening.map(one => one.close()))
    },
  }
}
