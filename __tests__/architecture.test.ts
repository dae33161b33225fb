import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, test } from '@jest/globals'

type File = { path: string; text: string; imports: { from: string; typeOnly: boolean }[] }

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /\.[jt]s$/.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name))

const read = (path: string): File => {
  const text = readFileSync(path, 'utf8')
  const found = text.matchAll(
    /^(?:import|export)\s+(type\s)?[^'"]*?from\s+'([^']+)'|^import\s+'([^']+)'|import\('([^']+)'\)/gm,
  )
  const imports = [...found].map(([, type, named, bare, lazy]) => {
    const from = named ?? bare ?? lazy ?? ''
    return { from: from.startsWith('.') ? normalize(join(dirname(path), from)) : from, typeOnly: type !== undefined }
  })
  return { path, text, imports }
}

const source = filesBelow('src').map(read)
const house = [...source, ...['sandbox', 'rehearse', 'scripts'].flatMap(filesBelow).map(read)]
const places = (files: File[], wrong: (file: File) => string[]) =>
  files.flatMap(file => wrong(file).map(what => `${file.path}: ${what}`))
const below = (folder: string) => source.filter(({ path }) => path.startsWith(`src/${folder}/`))

describe('the house', () => {
  test('decisions import nothing but decisions', () => {
    expect(
      places(below('decisions'), ({ imports }) =>
        imports.map(one => one.from).filter(from => !from.startsWith('src/decisions/')),
      ),
    ).toEqual([])
  })

  test('decisions know no clock, no chance, no environment and no log', () => {
    const ambient = /\b(Date\.now|new Date\(\)|Math\.random|process\.|console\.\w+\(|setTimeout|fetch\()/g
    expect(places(below('decisions'), ({ text }) => text.match(ambient) ?? [])).toEqual([])
  })

  test('ports take only types from decisions, but for what a name or a link is called', () => {
    const pure = ['src/decisions/region.ts']
    expect(
      places(below('io'), ({ imports }) =>
        imports
          .filter(one => one.from.startsWith('src/decisions/') && !one.typeOnly && !pure.includes(one.from))
          .map(one => one.from),
      ),
    ).toEqual([])
  })

  test('wiring takes only types from ports, but for the region', () => {
    const wiring = source.filter(
      ({ path }) => !/^src\/(io|decisions)\//.test(path) && !['src/main.ts', 'src/world.ts'].includes(path),
    )
    expect(
      places(wiring, ({ imports }) =>
        imports
          .filter(one => one.from.startsWith('src/io/') && !one.typeOnly && one.from !== 'src/io/aws.ts')
          .map(one => one.from),
      ),
    ).toEqual([])
  })

  test('a room takes only what lies below it', () => {
    // What each room of src/ may take from other rooms; all may take from the shell, from decisions, and types from ports.
    const below: Record<string, string[]> = {
      ...{ evidence: [], images: [], release: [], smoke: [], tasks: [] },
      shift: ['evidence', 'release', 'smoke'],
      'shift-by-ecs': ['evidence', 'release', 'smoke'],
      rollback: ['release', 'shift', 'smoke'],
      monitor: ['evidence', 'release', 'rollback', 'shift', 'smoke'],
    }
    const rooms = [...new Set(source.flatMap(({ path }) => path.split('/').slice(1, -1)))]
    const room = (path: string) => /^src\/([^/]+)\//.exec(path)?.[1] ?? ''
    expect(rooms.toSorted()).toEqual([...Object.keys(below), 'actions', 'decisions', 'io'].toSorted())
    expect(
      places(source, ({ path, imports }) =>
        imports
          .map(one => one.from)
          .filter(from => room(path) in below && room(from) in below && room(from) !== room(path))
          .filter(from => !below[room(path)]?.includes(room(from))),
      ),
    ).toEqual([])
  })

  test('SDKs are touched by ports alone', () => {
    const sdk = /^@(aws-sdk|actions|octokit)\//
    expect(
      places(
        source.filter(({ path }) => !path.startsWith('src/io/')),
        ({ imports }) => imports.map(one => one.from).filter(from => sdk.test(from)),
      ),
    ).toEqual([])
  })

  test('nothing waits but the loop and the clock it is given', () => {
    const timers = /\b(setTimeout|setInterval)\(|timers\/promises/g
    // A connection that does not answer is given up by a timer of its own.
    const allowed = ['src/io/clock.ts', 'src/io/http.ts']
    expect(
      places(
        source.filter(({ path }) => !allowed.includes(path)),
        ({ text }) => text.match(timers) ?? [],
      ),
    ).toEqual([])
  })

  test('the environment is read in one place', () => {
    expect(
      places(
        source.filter(({ path }) => path !== 'src/io/runner.ts'),
        ({ text }) => text.match(/process\.env/g) ?? [],
      ),
    ).toEqual([])
  })

  test('product, sandbox and rehearsal do not know each other’s code', () => {
    const side = (path: string) => path.split('/')[0]
    const strangers: Record<string, string[]> = {
      src: ['sandbox', 'rehearse', 'scripts'],
      sandbox: ['src', 'rehearse', 'scripts'],
      rehearse: ['src', 'scripts'],
    }
    expect(
      places(house, ({ path, imports }) =>
        imports.map(one => one.from).filter(from => strangers[side(path) ?? '']?.includes(side(from) ?? '')),
      ),
    ).toEqual([])
  })

  test('each file opens with the question it answers', () => {
    expect(places(house, ({ text }) => (/^\/\/ \S/.test(text) ? [] : ['no comment on its first line']))).toEqual([])
  })

  test('no file is longer than two hundred lines', () => {
    expect(
      places(house, ({ text }) => (text.split('\n').length > 201 ? [`${text.split('\n').length} lines`] : [])),
    ).toEqual([])
  })

  test('no name says util, helper, manager, handler, impl, common, misc or base', () => {
    const vague = /(^|[/-])(utils?|helpers?|managers?|handlers?|impl|common|misc|base|types)([.-]|$)/
    expect(house.map(({ path }) => path).filter(path => vague.test(path))).toEqual([])
  })

  test('there is one class a tree: its error', () => {
    const classes = house.flatMap(({ path, text }) =>
      [...text.matchAll(/^(?:export )?class (\w+)/gm)].map(([, name]) => `${path}: ${name}`),
    )
    expect(classes.toSorted()).toEqual([
      'rehearse/refusal.ts: Refusal',
      'sandbox/aws/service.ts: AwsError',
      'src/failure.ts: Failure',
    ])
  })
})
