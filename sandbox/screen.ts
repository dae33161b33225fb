// What does a person read who starts a sandbox, and asks about it?
import type { Sum } from './aws/elb/traffic/ledger.ts'
import type { Entry } from './journal.ts'
import type { Sandbox } from './sandbox.ts'
import type { AccountWorld } from './world.ts'

export const usage = `A small local AWS and GitHub for rehearsing releases.

npm run sandbox -- [options]                    start one; Ctrl-C ends it and leaves nothing behind
  --port PORT                                   where AWS answers (4555)
  --speed N                                     N seconds of AWS time in one second (1)
  --empty                                       without the sample service
  --loopback-registries                         ECR names registries by 127.0.0.1:PORT, so that docker can push to them
  --fault SERVICE:OPERATION:FAULT[:TIMES]       order a fault from the start; may be given again
  --help

npm run sandbox -- COMMAND [--port PORT]        ask or tell one that runs
  fault SERVICE:OPERATION:FAULT[:TIMES]         ecs:DescribeServices:throttling:3, ecr:*:drop, github:*:server-error:1
  fault NAME [KEY=VALUE …]                      a fault of the world: no-capacity, kill-task service=web …
  faults                                        what is ordered, how often it has struck, and what can be ordered
  no-faults                                     from now on nothing goes wrong on order
  image ACCOUNT REPOSITORY:TAG SCRIPT           put an image that does what a script says, without a container engine
  image ACCOUNT REPOSITORY:TAG FOLDER COMMAND   put a folder as an image, and what runs in it: ./app node server.mjs
  traffic ORDER                                 traffic in numbers: '{"to":"web","rps":40}' (aws/elb/traffic/order.ts has all of it)
  traffic                                       what has become of it
  no-traffic                                    from now on none flows
  journal                                       every call so far
  world                                         what is there
`

/** The one screen that a sandbox starts with. `token` is a GitHub token for `acme/app`. */
export function welcome(sandbox: Sandbox, world: AccountWorld[], token: string): string {
  const { speed } = sandbox.clock
  const accounts = world.map(one => {
    const exports = Object.entries(sandbox.env(one.account)).map(([name, value]) => `${name}=${value}`)
    const balancers = one.loadBalancers.map(
      ({ name, url }) => `  load balancer  ${url ?? 'without a listener'} (${name})\n`,
    )
    return [
      `${one.name}: account ${one.account}\n`,
      `  export ${exports.join(' ')}\n`,
      `  registry       ${one.registry} (aws ecr get-login-password | docker login -u AWS --password-stdin ${one.registry})\n`,
      ...balancers,
      ...one.services.map(serviceLine),
    ].join('')
  })
  return `A small AWS at ${sandbox.awsUrl}${speed === 1 ? '' : `, ${speed} times as fast as the wall clock`}

${accounts.join('\n')}
GitHub: ${sandbox.githubUrl}
  export GITHUB_API_URL=${sandbox.githubUrl} GITHUB_TOKEN=${token} GITHUB_REPOSITORY=acme/app

Make something go wrong   npm run sandbox -- fault ecs:DescribeServices:throttling:3
See what was called       npm run sandbox -- journal
See what is there         npm run sandbox -- world
All there is              npm run sandbox -- --help
Stop                      Ctrl-C
`
}

const serviceLine = ({ cluster, name, taskDefinition, running, desired, state }: AccountWorld['services'][number]) =>
  `  service        ${cluster}/${name} on ${taskDefinition}: ${running} of ${desired} running, ${state}\n`

/** The world, a few lines an account. */
export function worldText(world: AccountWorld[]): string {
  return world
    .map(one =>
      [
        `${one.name}: account ${one.account}, registry ${one.registry}\n`,
        ...one.repositories.map(({ uri, tags }) => `  repository     ${uri}: ${tags.join(', ') || 'no tags'}\n`),
        ...one.loadBalancers.map(({ name, url }) => `  load balancer  ${name}: ${url ?? 'without a listener'}\n`),
        ...one.services.map(serviceLine),
      ].join(''),
    )
    .join('\n')
}

/** The journal, one line a call. */
export function journalText(entries: Entry[]): string {
  return entries
    .map(({ time, service, operation, account, status, error, fault, remarks }) => {
      const outcome = [status ?? 'no answer', error, fault && `(ordered: ${fault})`, ...(remarks ?? [])]
      const clock = new Date(time).toISOString().slice(11, 19)
      return `${clock}  ${account.padEnd(12)}  ${service} ${operation}  ${outcome.filter(Boolean).join(' ')}\n`
    })
    .join('')
}

/** What became of traffic, in all and by target group. */
export function trafficText({ all, groups }: { all: Sum; groups: Record<string, Sum> }): string {
  const line = (name: string, { requests, failed, causes }: Sum) => {
    const why = Object.entries(causes).flatMap(([cause, count]) => (count > 0 ? `${cause} ${count}` : []))
    const failures = failed === 0 ? 'none failed' : `${failed} failed: ${why.join(', ')}`
    return `${name}: ${requests} requests, ${failures}\n`
  }
  const named = Object.entries(groups).map(([arn, sum]) => line(arn.split('/').at(-2) ?? arn, sum))
  return `${line('all', all)}${named.join('')}`
}

type Faults = {
  ordered: ({ service?: string; operation?: string; effect?: unknown; fired: number } & Record<string, unknown>)[]
  world: { name: string; summary: string }[]
}

/** What is ordered and what can be. */
export function faultsText({ ordered, world }: Faults): string {
  const orders = ordered.map(({ service = '*', operation = '*', effect, perSecond, fired }) => {
    const what =
      perSecond === undefined
        ? typeof effect === 'string'
          ? effect
          : JSON.stringify(effect)
        : `at most ${perSecond} a second`
    return `${service}:${operation}: ${what}, has struck ${fired} ${fired === 1 ? 'time' : 'times'}\n`
  })
  const offers = world.map(({ name, summary }) => `fault ${name}: ${summary}\n`)
  return `${orders.join('') || 'Nothing is ordered on the wire.\n'}${offers.join('')}`
}
