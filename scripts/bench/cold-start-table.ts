// How do cold starts look in a table?
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Contestant, coldStarts } from './cold-start.ts'

const deploy = { cluster: 'prod', service: 'web', 'task-definition': 'web:1' }
const image = `123456789012.dkr.ecr.eu-west-1.amazonaws.com/web@sha256:${'0'.repeat(64)}`
const INPUTS: Record<string, Record<string, string>> = {
  'build-push': { repository: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/web' },
  'deployment-record': { environment: 'staging', state: 'RUNNING', 'github-token': 'token' },
  'detect-env': { service: 'web', 'branch-map': 'main=staging' },
  'ecs-deploy-wait': deploy,
  'register-task-def': { cluster: 'prod', service: 'web', image },
  'run-task': { cluster: 'prod', 'task-definition': 'web:1', subnets: 'subnet-0a0a0a0a0a0a0a0a0' },
  'smoke-test': { urls: '{url}', 'timeout-seconds': '1' },
}

const OFFICIAL = 'amazon-ecs-deploy-task-definition (official)'

/** Starts each action, and the official one when its `dist` is given, in turns. */
export async function coldStartTable(official: string | undefined): Promise<string> {
  const ours: Contestant[] = Object.entries(INPUTS).map(([name, inputs]) => ({
    name,
    script: resolve(`dist/${name}/index.js`),
    inputs,
  }))
  const peers = official
    ? [
        {
          name: OFFICIAL,
          script: resolve(join(official, 'index.js')),
          inputs: { ...deploy, 'task-definition': writeDefinition() },
        },
      ]
    : []
  const results = await coldStarts([...ours, ...peers])
  const reference = results.find(one => one.name === OFFICIAL)
  const ratio = (value: number | undefined, other: number | undefined) =>
    value === undefined || other === undefined ? '' : ` (${(value / other).toFixed(2)} ×)`
  const ms = (value: number | undefined) => (value === undefined ? '–' : `${Math.round(value)} ms`)
  const rows = results.map(
    one =>
      `| ${one.name} | ${ms(one.firstLine)}${ratio(one.firstLine, reference?.firstLine)} | ${ms(one.firstRequest)}${ratio(one.firstRequest, reference?.firstRequest)} | ${one.loadedKiB || '–'} KiB |`,
  )
  return [
    `On Node ${process.versions.node}: medians of 15 runs, taking turns, from the spawn.`,
    '',
    '| action | first line | first request | loaded |',
    '| --- | --- | --- | --- |',
    ...rows,
  ].join('\n')
}

/** The official action registers a file before it deploys. */
function writeDefinition(): string {
  const path = resolve('build/bench-task-definition.json')
  writeFileSync(path, JSON.stringify({ family: 'web', containerDefinitions: [{ name: 'app', image: 'web' }] }))
  return path
}
