import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { type Play, play, SHA } from '../play.ts'
import { scripted } from '../scene.ts'

const REPOSITORY = '127214192604.dkr.ecr.ap-south-1.amazonaws.com/web'
const image = scripted({ answers: [{ body: 'v1' }] })
let stage: Play
let bin: string
beforeEach(async () => {
  stage = await play()
  stage.sandbox.putImage('staging', 'web', image, ['v0'])
  bin = mkdtempSync(join(tmpdir(), 'bin-'))
})
afterEach(async () => {
  rmSync(bin, { recursive: true })
  await stage.close()
})

/** A `docker` that writes down how it was called, and fails at one command. Its push lasts until the test has put the image. */
function dockerThat(fails = ''): { calls(): { args: string[]; input: string }[] } {
  const journal = join(bin, 'calls')
  writeFileSync(journal, '')
  const script = `#!${process.execPath}
const { appendFileSync, existsSync, readFileSync } = require('node:fs')
const args = process.argv.slice(2)
const input = args.includes('--password-stdin') ? readFileSync(0, 'utf8') : ''
appendFileSync('${journal}', JSON.stringify({ args, input }) + '\\n')
while (args[0] === 'push' && !existsSync('${bin}/pushed') && '${fails}' === '') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
if (args[0] === '${fails}') { console.error('denied: not today'); process.exit(1) }
`
  writeFileSync(join(bin, 'docker'), script)
  chmodSync(join(bin, 'docker'), 0o755)
  return {
    calls: () =>
      readFileSync(journal, 'utf8')
        .trim()
        .split('\n')
        .filter(Boolean)
        .map(line => JSON.parse(line)),
  }
}
const build = (inputs: Record<string, string> = {}, env: Record<string, string> = {}) =>
  stage.run('build-push', { inputs: { repository: REPOSITORY, ...inputs }, env: { PATH: bin, ...env } })

test('an image of the commit that is there is used, and Docker is not asked', async () => {
  stage.sandbox.putImage('staging', 'web', image, [`sha-${SHA.slice(0, 7)}`])
  const docker = dockerThat()
  expect(await build()).toMatchObject({
    code: 0,
    outputs: {
      digest: image.digest,
      image: `${REPOSITORY}@${image.digest}`,
      'image-tag': 'sha-a1b2c3d',
      built: 'false',
    },
  })
  expect(docker.calls()).toEqual([])
})

describe('an image that is not there', () => {
  test('is built and pushed, with the password on stdin and masked, and logged out at the end', async () => {
    const docker = dockerThat()
    const begun = stage.start('build-push', {
      inputs: { repository: REPOSITORY, dockerfile: 'My $(touch x) File' },
      env: { PATH: bin },
    })
    while (!docker.calls().some(({ args }) => args[0] === 'push')) await new Promise(resolve => setImmediate(resolve))
    stage.sandbox.putImage('staging', 'web', image, ['sha-a1b2c3d'])
    writeFileSync(join(bin, 'pushed'), '')
    const ended = await begun.ended
    expect(ended).toMatchObject({ code: 0, outputs: { digest: image.digest, built: 'true' } })
    const calls = docker.calls()
    expect(calls.map(({ args }) => args[0])).toEqual(['build', 'login', 'push', 'logout', 'image'])
    expect(calls[0]?.args).toContain('My $(touch x) File')
    expect(calls[0]?.args).toContain(`org.opencontainers.image.revision=${SHA}`)
    const password = calls[1]?.input ?? ''
    expect(password).not.toBe('')
    expect(calls.flatMap(({ args }) => args).join(' ')).not.toContain(password)
    expect(ended.log).not.toContain(password)
  })

  test.each([
    ['build', /Error: docker build of Dockerfile failed: denied: not today/, ['build']],
    ['login', /Error: docker login to .* failed: denied: not today/, ['build', 'login']],
    ['push', /Error: docker push of .* failed: denied: not today/, ['build', 'login', 'push', 'logout']],
  ])('is red when the %s fails, and says so in one line', async (command, line, sequence) => {
    const docker = dockerThat(command)
    const ended = await build()
    expect(ended.code).toBe(1)
    expect(ended.log).toMatch(line)
    expect(ended.log).not.toMatch(/^\s+at /m)
    expect(docker.calls().map(({ args }) => args[0])).toEqual(sequence)
  })

  test('is not built with the credentials of another account', async () => {
    stage.sandbox.putImage('production', 'web', image, ['v0'])
    const docker = dockerThat()
    const ended = await build({ repository: '429032495558.dkr.ecr.ap-south-1.amazonaws.com/web' })
    expect(ended.log).toMatch(/Error: .*429032495558/)
    expect(ended.code).toBe(1)
    expect(docker.calls()).toEqual([])
  })

  test('cannot be built without Docker', async () => {
    expect((await build()).log).toContain('Error: Docker was not found on this runner: use a runner with Docker')
  })
})

test.each([
  [{ repository: `${REPOSITORY}:v1` }, /repository is ".*": write host and repository without a tag/],
  [{ 'image-tag': 'a b' }, /image-tag is "a b": write letters, digits/],
  [{ repository: REPOSITORY.replace('/web', '/wbe') }, /Repository .*\/wbe was not found: create it/],
])('%j is refused', async (inputs, line) => {
  const ended = await build(inputs)
  expect(ended.log).toMatch(line)
  expect(ended.code).toBe(1)
})
