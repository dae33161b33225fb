// Which files follow from the specs of the actions? Writes them, or with --check says which are out of date.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Action } from '../src/action.ts'
import { actions } from '../src/main.ts'
import { contractOf, indexOf, readmeOf } from './contract.ts'

const specs: [string, Action][] = await Promise.all(
  Object.entries(actions).map(
    async ([name, load]): Promise<[string, Action]> => [name, (await load()).default as Action],
  ),
)

const current = (path: string) => readFile(path, 'utf8').catch(() => '')
const front = await current('README.md')
const files: [path: string, text: string][] = [
  ...specs.flatMap(([name, spec]): [string, string][] => [
    [`actions/${name}/action.yml`, contractOf(name, spec)],
    [`actions/${name}/README.md`, readmeOf(name, spec)],
  ]),
  ['README.md', front.replace(/(<!-- actions -->\n)[\s\S]*?(<!-- \/actions -->)/, `$1\n${indexOf(specs)}\n\n$2`)],
]

const check = process.argv.includes('--check')
for (const [path, text] of files) {
  if ((await current(path)) === text) continue
  if (check) {
    console.error(`${path} is out of date: run npm run generate`)
    process.exitCode = 1
    continue
  }
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text)
  console.log(`wrote ${path}`)
}
