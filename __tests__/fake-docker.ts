// What does a `docker` do that is none: it writes down how it was called, and pushes into the sandbox.
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { type BuiltImage, buildImage } from '../sandbox/oci/build.ts'
import { digestOf } from '../sandbox/oci/manifest.ts'
import type { Builder } from '../src/decisions/build-command.ts'
import type { Play } from './play.ts'

export type Called = {
  args: string[]
  input: string
  env: Record<string, string>
  /** What the file of `--env-file` held, and who may read it: `600`. */
  variables?: { text: string; mode: string }
}
/** What a command writes and how it ends; `hang`: it goes on until it is killed. */
export type Answered = { code?: number; out?: string; err?: string; hang?: true }

export type FakeDocker = {
  /** For `PATH`: nothing else is there. */
  bin: string
  calls: Called[]
  /** First words of the calls, in their order: `['version', 'build', 'login', 'push']`. */
  verbs(): string[]
  /** The words of the first call that begins so. */
  words(...verb: string[]): string[]
  /** Answers calls that begin with these words from now on, instead of the usual answer. */
  on(verb: string, answer: (call: Called, times: number) => Answered | undefined | Promise<Answered | undefined>): void
  /** Resolves when a call that begins so has come. */
  met(verb: string): Promise<Called>
  /** What was built, in its order. */
  built: BuiltImage[]
  /** Names an image in the engine, as anybody may who reaches it. */
  name(reference: string, image: BuiltImage): void
  /** Digest of what was pushed as `reference`. */
  digests: Map<string, string>
  close(): void
}

/** `builder` as `docker` would find it: with buildx (and with the engine as its builder), a client before 23, or a later one without. */
export async function fakeDocker(stage: Play, builder: Builder = 'buildx'): Promise<FakeDocker> {
  const bin = mkdtempSync(join(tmpdir(), 'bin-'))
  const calls: Called[] = []
  const rules: { verb: string; times: number; answer: Parameters<FakeDocker['on']>[1] }[] = []
  const waiting: { verb: string; resolve: (call: Called) => void }[] = []
  const images = new Map<string, BuiltImage>()
  const digests = new Map<string, string>()
  const built: BuiltImage[] = []
  const beginsWith = ({ args }: Called, verb: string) => `${args.join(' ')} `.startsWith(`${verb} `)

  const put = (reference: string): string | undefined => {
    const [, host = '', name = '', tag = ''] = reference.match(/^([^/]+)\/(.+):([^:]+)$/) ?? []
    const image = images.get(reference)
    if (!image) return undefined
    stage.sandbox.putImage(host.slice(0, 12), name, image, [tag])
    digests.set(reference, image.digest)
    return `${tag}: digest: ${image.digest} size: 528\n`
  }
  const usual = (call: Called): Answered => {
    const { args } = call
    const after = (flag: string) => args.flatMap((word, at) => (word === flag ? [args[at + 1] as string] : []))
    if (beginsWith(call, 'version')) return { out: `${builder === 'buildkit' ? '20.10.24' : '28.2.2'} linux/amd64\n` }
    if (beginsWith(call, 'buildx version')) return { code: builder.startsWith('buildx') ? 0 : 1 }
    if (beginsWith(call, 'buildx inspect'))
      return { out: `Name:   it\nDriver: docker${builder === 'buildx' ? '-container' : ''}\n` }
    if (beginsWith(call, 'info'))
      return { out: builder === 'buildx-containerd' ? '[["driver-type","io.containerd.snapshotter.v1"]]\n' : '[]\n' }
    if (beginsWith(call, 'build') || beginsWith(call, 'buildx build')) {
      const labels = Object.fromEntries(after('--label').map(label => label.split(/=(.*)/s).slice(0, 2)))
      const image = buildImage({ files: { built: args.at(-1) as string }, labels })
      built.push(image)
      const into = args.some(word => /^type=(registry|cacheonly)/.test(word) && !word.includes('ref='))
        ? []
        : [idOf(image)]
      for (const name of [...after('--tag'), ...into]) images.set(name, image)
      const [metadata] = after('--metadata-file')
      const [idFile] = after('--iidfile')
      if (idFile) writeFileSync(idFile, idOf(image))
      const said = { 'containerimage.digest': image.digest, 'containerimage.config.digest': idOf(image) }
      if (metadata) writeFileSync(metadata, JSON.stringify(said))
      if (args.some(word => word.startsWith('type=registry') && !word.includes('ref='))) {
        for (const reference of after('--tag')) put(reference)
      }
      return { err: '#1 [1/1] COPY . /\n#1 DONE 0.1s\n' }
    }
    if (beginsWith(call, 'tag')) {
      const image = images.get(args[1] as string)
      if (!image) return { code: 1, err: `Error response from daemon: No such image: ${args[1]}\n` }
      images.set(args[2] as string, image)
      return {}
    }
    if (beginsWith(call, 'push')) {
      const said = put(args[1] as string)
      return said
        ? { out: `The push refers to it\n${said}` }
        : { code: 1, err: `An image does not exist locally with the tag: ${args[1]}\n` }
    }
    if (beginsWith(call, 'image inspect --format {{.Id}}')) {
      const image = images.get(args.at(-1) as string)
      return image ? { out: `${idOf(image)}\n` } : { code: 1, err: 'Error: No such image\n' }
    }
    if (beginsWith(call, 'image inspect')) return { out: '{"8080/tcp":{}}\n' }
    if (beginsWith(call, 'run')) return { out: `${'c0ffee'.repeat(10)}\n` }
    if (beginsWith(call, 'inspect')) return { out: 'true 0\n' }
    return {}
  }

  const server = createServer((request, response) =>
    stage.clock.hold(async () => {
      const call = JSON.parse(await text(request)) as Called
      calls.push(call)
      for (const one of waiting) if (beginsWith(call, one.verb)) one.resolve(call)
      const rule = rules.findLast(({ verb }) => beginsWith(call, verb))
      const ordered = rule && (await rule.answer(call, ++rule.times))
      // A build that ends well has built something, whatever it writes.
      const builds = ordered && !ordered.code && !ordered.hang && /^(buildx )?build /.test(call.args.join(' '))
      const answer = builds ? { ...usual(call), ...ordered } : (ordered ?? usual(call))
      response.end(JSON.stringify(answer))
    }),
  )
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  writeFileSync(join(bin, 'docker'), script((server.address() as AddressInfo).port))
  chmodSync(join(bin, 'docker'), 0o755)
  mkdirSync(join(bin, 'home'))

  return {
    bin,
    calls,
    digests,
    built,
    name: (reference, image) => images.set(reference, image),
    verbs: () => calls.map(({ args }) => (args[0] === 'buildx' ? `${args[0]} ${args[1]}` : (args[0] as string))),
    words: (...verb) => calls.find(call => beginsWith(call, verb.join(' ')))?.args ?? [],
    on: (verb, answer) => rules.push({ verb, times: 0, answer }),
    met: verb =>
      new Promise(resolve => {
        const found = calls.find(call => beginsWith(call, verb))
        if (found) resolve(found)
        else waiting.push({ verb, resolve })
      }),
    close() {
      server.closeAllConnections()
      server.close()
      rmSync(bin, { recursive: true })
    },
  }
}

/** An engine calls an image by the digest of its config. */
const idOf = ({ blobs: [config] }: BuiltImage): string => digestOf(config as Buffer)

const script = (port: number) => `#!${process.execPath}
const { readFileSync, statSync } = require('node:fs')
const { request } = require('node:http')
const args = process.argv.slice(2)
const input = args.includes('--password-stdin') ? readFileSync(0, 'utf8') : ''
const file = args[args.indexOf('--env-file') + 1]
const variables = args.includes('--env-file')
  ? { text: readFileSync(file, 'utf8'), mode: (statSync(file).mode & 0o777).toString(8) }
  : undefined
const names = ['DOCKER_BUILDKIT', 'SOURCE_DATE_EPOCH', 'BUILD_SECRET_1', 'MODE', 'DOCKER_CONFIG']
const env = Object.fromEntries(names.flatMap(name => (name in process.env ? [[name, process.env[name]]] : [])))
const asked = request({ host: '127.0.0.1', port: ${port}, method: 'POST' }, answer => {
  const chunks = []
  answer.on('data', chunk => chunks.push(chunk))
  answer.on('end', () => {
    const { code = 0, out = '', err = '', hang } = JSON.parse(Buffer.concat(chunks).toString())
    process.stdout.write(out)
    process.stderr.write(err)
    if (hang) setInterval(() => {}, 1000)
    else process.exitCode = code
  })
})
asked.end(JSON.stringify({ args, input, env, variables }))
`
