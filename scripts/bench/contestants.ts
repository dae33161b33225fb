// Who races, and how is each of them told to deploy `web` in `staging`?
import { join, resolve } from 'node:path'
import type { Step } from '../../__tests__/play.ts'

export type Contestant = {
  name: string
  /** How it deploys a revision, `web:2`; `definition` is the same as a file, for those that register it themselves. */
  step(revision: string, definition: Record<string, unknown>): Step
}

/** Seconds: as long as the official action waits by default, 30 minutes. https://github.com/aws-actions/amazon-ecs-deploy-task-definition */
const MAX_WAIT_TIME = 1800

const peers = resolve('scripts/bench/peers')
const compiled = (name: string) => resolve(`build/scripts/bench/peers/${name}.js`)

const node =
  (script: string, ...words: string[]): NonNullable<Step['command']> =>
  execArgv => [process.execPath, ...execArgv, script, ...words]

const deploy = { cluster: 'staging', service: 'web' }

/** `aws`: the AWS CLI's program, of version 1; `official`: the folder `dist` of the official action. */
export function contestants({ aws, official }: { aws?: string; official?: string }): Contestant[] {
  return [
    {
      name: 'ecs-deploy-wait',
      step: revision => ({
        inputs: { ...deploy, 'task-definition': revision },
        command: node(resolve('dist/ecs-deploy-wait/index.js')),
      }),
    },
    aws === undefined
      ? {
          name: '`aws ecs wait`, as published',
          step: revision => ({ command: node(compiled('published-waiter'), 'staging', 'web', revision) }),
        }
      : { name: '`aws ecs wait`', step: revision => commandLine(resolve(aws), revision) },
    {
      name: '`waitUntilServicesStable`',
      step: revision => ({ command: node(compiled('sdk-waiter'), 'staging', 'web', revision, String(MAX_WAIT_TIME)) }),
    },
    ...(official === undefined
      ? []
      : [
          officialAction('the official action', official, {}),
          officialAction('the official action, `wait-max-delay-seconds: 15`', official, {
            'wait-max-delay-seconds': '15',
          }),
        ]),
  ]
}

/** The two lines that people write, in the sandbox's time. */
const commandLine = (aws: string, revision: string): Step => ({
  env: { PYTHONPATH: join(peers, 'python'), PYTHONDONTWRITEBYTECODE: '1' },
  command: () => [
    'sh',
    '-c',
    '"$0" ecs update-service --cluster staging --service web --task-definition "$1" --query service.serviceName && "$0" ecs wait services-stable --cluster staging --services web',
    aws,
    revision,
  ],
})

const officialAction = (name: string, dist: string, more: Record<string, string>): Contestant => ({
  name,
  step: (_, definition) => ({
    inputs: { ...deploy, 'task-definition': 'task-definition.json', 'wait-for-service-stability': 'true', ...more },
    files: { 'task-definition.json': JSON.stringify(definition) },
    command: node(resolve(dist, 'index.js')),
  }),
})
