// How do the actions compare with what people use today?
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type Contestant, coldStarts } from './bench/cold-start.ts'

const USAGE = `npm run bench [-- --official <dist>]
  --official <dist>  folder "dist" of aws-actions/amazon-ecs-deploy-task-definition, to race against`

const { values } = parseArgs({ options: { official: { type: 'string' }, help: { type: 'boolean' } } })
if (values.help) {
  console.log(USAGE)
  process.exit(0)
}

const deploy = { cluster: 'prod', service: 'web', 'task-definition': 'web:1' }
const image = `123456789012.dkr.ecr.eu-west-1.amazonaws.com/web@sha256:${'0'.repeat(64)}`
const INPUTS: Record<string, Record<string, string>> = {
  'build-push': { repository: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/web' },
  'deployment-record': { environment: 'staging', state: 'RUNNING', 'github-token': 'token' },
  'detect-env': { service: 'web', 'branch-map': 'main=staging' },
  'ecs-deploy-wait': deploy,
  'register-task-def': { cluster: 'prod', service: 'web', image },
  'smoke-test': { urls: '{url}', 'timeout-seconds': '1' },
}

const ours: Contestant[] = Object.entries(INPUTS).map(([name, inputs]) => ({
  name,
  script: resolve(`dist/${name}/index.js`),
  inputs,
}))
const peers: Contestant[] = values.official
  ? [
      {
        name: 'amazon-ecs-deploy-task-definition (official)',
        script: resolve(join(values.official, 'index.js')),
        inputs: { ...deploy, 'task-definition': writeDefinition() },
      },
    ]
  : []

/** The official action registers a file before it deploys. */
function writeDefinition(): string {
  const path = resolve('build/bench-task-definition.json')
  writeFileSync(path, JSON.stringify({ family: 'web', containerDefinitions: [{ name: 'app', image: 'web' }] }))
  return path
}

const results = await coldStarts([...ours, ...peers])
const reference = results.find(one => one.name.endsWith('(official)'))
const ratio = (value: number | undefined, other: number | undefined) =>
  value === undefined || other === undefined ? '' : ` (${(value / other).toFixed(2)} ×)`
const ms = (value: number | undefined) => (value === undefined ? '–' : `${Math.round(value)} ms`)

console.log(`Cold start on Node ${process.versions.node}: medians of 15 runs, taking turns, from the spawn\n`)
console.log('| action | first line | first request | loaded |')
console.log('|---|---|---|---|')
for (const one of results)
  console.log(
    `| ${one.name} | ${ms(one.firstLine)}${ratio(one.firstLine, reference?.firstLine)} | ${ms(one.firstRequest)}${ratio(one.firstRequest, reference?.firstRequest)} | ${one.loadedKiB || '–'} KiB |`,
  )
const archive = execFileSync('sh', ['-c', 'git archive HEAD | gzip -9 | wc -c'], { encoding: 'utf8' })
console.log(`\nAll that a job downloads (git archive, gzip): ${(Number(archive) / 1e6).toFixed(2)} MB`)
if (!reference) console.log('\nWith --official <dist>, the official action races too.')
