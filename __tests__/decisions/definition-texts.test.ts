import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { isDefinitionText } from '../../src/decisions/definition-texts.ts'
import { files } from '../../src/io/files.ts'
import { fromFile } from '../../src/release/revise.ts'
import type { World } from '../../src/world.ts'
import { texts } from '../../src/yaml.ts'

const folder = mkdtempSync(join(tmpdir(), 'definition-'))
afterAll(() => rmSync(folder, { recursive: true }))

const write = (name: string, text: string) => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}
const definitionOf = async (path: string) =>
  (await fromFile(path, { files: async () => files } as unknown as World)).definition

const YAML = `
family: 1234e56
cpu: 0512
memory: 1024
containerDefinitions:
  - name: app
    image: app:1
    cpu: 64
    essential: true
    user: 0100
    portMappings: [{ containerPort: 8080, name: 0x10 }]
    command: [sleep, 1.10]
    environment:
      - { name: VERSION, value: 1.10 }
      - { name: COMMIT, value: 1234e56 }
      - { name: ACCOUNT, value: 012345678901 }
      - { name: FLAG, value: True }
    logConfiguration: { logDriver: awslogs, options: { max-buffer-size: 0x10 } }
    dockerLabels: { release: 1.10 }
`

describe('a file with a task definition', () => {
  test('texts stay as they were written, and what ECS counts with are numbers and flags', async () => {
    expect(await definitionOf(write('web.yml', YAML))).toEqual({
      family: '1234e56',
      cpu: '0512',
      memory: '1024',
      containerDefinitions: [
        {
          name: 'app',
          image: 'app:1',
          cpu: 64,
          essential: true,
          user: '0100',
          portMappings: [{ containerPort: 8080, name: '0x10' }],
          command: ['sleep', '1.10'],
          environment: [
            { name: 'VERSION', value: '1.10' },
            { name: 'COMMIT', value: '1234e56' },
            { name: 'ACCOUNT', value: '012345678901' },
            { name: 'FLAG', value: 'True' },
          ],
          logConfiguration: { logDriver: 'awslogs', options: { 'max-buffer-size': '0x10' } },
          dockerLabels: { release: '1.10' },
        },
      ],
    })
  })

  test('the same in JSON, also as describe-task-definition prints it', async () => {
    const container = '{"name": "app", "cpu": 64, "environment": [{"name": "A", "value": 1.10}]}'
    const json = `{"taskDefinition": {"family": "web", "cpu": 256, "containerDefinitions": [${container}]}}`
    expect(await definitionOf(write('web.json', json))).toEqual({
      family: 'web',
      cpu: '256',
      containerDefinitions: [{ name: 'app', cpu: 64, environment: [{ name: 'A', value: '1.10' }] }],
    })
  })
})

test('an account without quotes keeps its zero, and nothing stays nothing', async () => {
  const path = write('environments.yml', 'account: 012345678901\nshort:\nurl: ~')
  expect(await files.readYaml(path, texts)).toEqual({ account: '012345678901', short: null, url: null })
})

test.each<[string, boolean]>([
  ['cpu', true],
  ['containerDefinitions.0.cpu', false],
  ['taskDefinition.containerDefinitions.0.cpu', false],
  ['containerDefinitions.command.essential', false],
  ['containerDefinitions.0.healthCheck.command.1', true],
  ['containerDefinitions.0.healthCheck.interval', false],
  ['ephemeralStorage.sizeInGiB', false],
])('%s is a text: %s', (path, is) => {
  expect(isDefinitionText(path.split('.'))).toBe(is)
})
