import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  buildCommand,
  isIndex,
  nativeOf,
  type Recipe,
  readBuilt,
  refuseRecipe,
} from '../../src/decisions/build-command.ts'
import { explainBuild, instructionsOf, ownLines, stepFailed } from '../../src/decisions/build-failure.ts'
import { judgeDocker } from '../../src/decisions/docker-trouble.ts'
import { judgeTrial, type TrialLook } from '../../src/decisions/trial.ts'

const recipe: Recipe = {
  reference: 'registry/web:v1',
  context: 'app',
  dockerfile: 'app/Dockerfile',
  target: undefined,
  buildArgs: {},
  labels: {},
  platforms: [],
  provenance: false,
  sbom: false,
  secrets: [],
  cache: undefined,
  epoch: undefined,
}
const line = (...args: Parameters<typeof buildCommand>) => buildCommand(...args).args.join(' ')
const both = ['linux/amd64', 'linux/arm64']

describe('a build', () => {
  test.each<[string, Parameters<typeof buildCommand>, string]>([
    [
      'by buildx',
      ['buildx', recipe, 'engine'],
      'buildx build --output type=docker --provenance=false --sbom=false --progress plain --file app/Dockerfile -- app',
    ],
    ['by BuildKit', ['buildkit', recipe, 'engine'], 'build --progress plain --file app/Dockerfile -- app'],
    ['by the classic builder', ['classic', recipe, 'engine'], 'build --file app/Dockerfile -- app'],
    [
      'by buildx, which writes what it built',
      ['buildx', recipe, 'engine', '/tmp/built'],
      'buildx build --output type=docker --provenance=false --sbom=false --progress plain --file app/Dockerfile --metadata-file /tmp/built -- app',
    ],
    [
      'by the classic builder, which writes what it built',
      ['classic', recipe, 'engine', '/tmp/built'],
      'build --file app/Dockerfile --iidfile /tmp/built -- app',
    ],
    [
      'with everything',
      [
        'buildx',
        { ...recipe, target: 'prod', buildArgs: { A: 'b c' }, labels: { l: '$(x)' }, epoch: 1700000000 },
        'engine',
      ],
      'buildx build --output type=docker,rewrite-timestamp=true --provenance=false --sbom=false --progress plain --file app/Dockerfile --target prod --build-arg A=b c --build-arg SOURCE_DATE_EPOCH=1700000000 --label l=$(x) -- app',
    ],
    [
      'of several platforms, into the cache',
      ['buildx', { ...recipe, platforms: both, provenance: true, sbom: true }, 'cache'],
      'buildx build --output type=cacheonly --provenance=true --sbom=true --progress plain --file app/Dockerfile --platform linux/amd64,linux/arm64 -- app',
    ],
    [
      'of several platforms, the native one for a trial',
      ['buildx', nativeOf({ ...recipe, platforms: both, provenance: true }, 'linux/arm64'), 'engine'],
      'buildx build --output type=docker --provenance=false --sbom=false --progress plain --file app/Dockerfile --platform linux/arm64 -- app',
    ],
    [
      'of several platforms, to the registry',
      ['buildx', { ...recipe, platforms: both }, 'registry', '/tmp/metadata'],
      'buildx build --output type=registry --provenance=false --sbom=false --progress plain --file app/Dockerfile --metadata-file /tmp/metadata --tag registry/web:v1 --platform linux/amd64,linux/arm64 -- app',
    ],
    [
      'with a cache in ECR',
      ['buildx', { ...recipe, cache: { kind: 'registry', reference: 'registry/web:buildcache' } }, 'engine'],
      'buildx build --output type=docker --provenance=false --sbom=false --progress plain --file app/Dockerfile --cache-from type=registry,ref=registry/web:buildcache --cache-to type=registry,ref=registry/web:buildcache,mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true -- app',
    ],
    [
      'with GitHub’s cache, which the push only reads',
      ['buildx', { ...recipe, platforms: both, cache: { kind: 'gha', scope: 'web' } }, 'registry'],
      'buildx build --output type=registry --provenance=false --sbom=false --progress plain --file app/Dockerfile --tag registry/web:v1 --platform linux/amd64,linux/arm64 --cache-from type=gha,scope=web -- app',
    ],
    [
      'with GitHub’s cache',
      ['buildx', { ...recipe, cache: { kind: 'gha', scope: 'web' } }, 'engine'],
      'buildx build --output type=docker --provenance=false --sbom=false --progress plain --file app/Dockerfile --cache-from type=gha,scope=web --cache-to type=gha,scope=web,mode=max,ignore-error=true -- app',
    ],
    [
      'of several platforms, with the times of the commit',
      ['buildx', { ...recipe, platforms: both, epoch: 5 }, 'registry'],
      'buildx build --output type=registry,rewrite-timestamp=true --provenance=false --sbom=false --progress plain --file app/Dockerfile --tag registry/web:v1 --platform linux/amd64,linux/arm64 --build-arg SOURCE_DATE_EPOCH=5 -- app',
    ],
    [
      'by an engine with containerd’s images, which cannot rewrite times',
      [
        'buildx-containerd',
        { ...recipe, epoch: 5, cache: { kind: 'registry', reference: 'registry/web:buildcache' } },
        'engine',
      ],
      'buildx build --output type=docker --provenance=false --sbom=false --progress plain --file app/Dockerfile --build-arg SOURCE_DATE_EPOCH=5 --cache-from type=registry,ref=registry/web:buildcache --cache-to type=registry,ref=registry/web:buildcache,mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true -- app',
    ],
    [
      'by an engine with images of its own has no cache either',
      ['buildx-engine', { ...recipe, epoch: 5, cache: { kind: 'gha', scope: 'web' } }, 'engine'],
      'buildx build --output type=docker --provenance=false --sbom=false --progress plain --file app/Dockerfile --build-arg SOURCE_DATE_EPOCH=5 -- app',
    ],
    [
      'without buildx has no cache',
      ['buildkit', { ...recipe, cache: { kind: 'gha', scope: 'web' } }, 'engine'],
      'build --progress plain --file app/Dockerfile -- app',
    ],
  ])('%s', (_, args, expected) => {
    expect(line(...args)).toBe(expected)
  })

  test('tells the builder by its environment', () => {
    expect(buildCommand('buildx', recipe, 'engine').env).toEqual({})
    expect(buildCommand('buildkit', { ...recipe, epoch: 5 }, 'engine').env).toEqual({
      DOCKER_BUILDKIT: '1',
      SOURCE_DATE_EPOCH: '5',
    })
    expect(buildCommand('classic', { ...recipe, epoch: 5 }, 'engine')).toMatchObject({ env: { DOCKER_BUILDKIT: '0' } })
    expect(line('classic', { ...recipe, epoch: 5 }, 'engine')).not.toContain('EPOCH')
  })

  test('has the value of a secret in no word, only in the environment', () => {
    const secrets: Recipe['secrets'] = [
      { id: 'npm', from: { variable: 'BUILD_SECRET_1', value: 'hunter2' } },
      { id: 'key', from: { file: '/run/key' } },
    ]
    const { args, env } = buildCommand('buildx', { ...recipe, secrets }, 'engine')
    expect(args.join(' ')).toContain('--secret id=npm,env=BUILD_SECRET_1 --secret id=key,src=/run/key')
    expect(args.join(' ')).not.toContain('hunter2')
    expect(env).toEqual({ BUILD_SECRET_1: 'hunter2' })
  })

  test('keeps every text of a user as one word, whatever it holds', () => {
    const text = fc.string({ unit: 'binary' })
    fc.assert(
      fc.property(text, text, text, text, (message, branch, context, dockerfile) => {
        const { args } = buildCommand(
          'buildx',
          { ...recipe, context, dockerfile, labels: { message }, buildArgs: { branch } },
          'engine',
        )
        expect(args.slice(-2)).toEqual(['--', context])
        expect(args[args.indexOf('--file') + 1]).toBe(dockerfile)
        expect(args[args.indexOf('--label') + 1]).toBe(`message=${message}`)
        expect(args[args.indexOf('--build-arg') + 1]).toBe(`branch=${branch}`)
      }),
    )
  })

  test.each<[Parameters<typeof refuseRecipe>, string | undefined]>([
    [['buildx', { ...recipe, platforms: both, sbom: true }], undefined],
    [['buildx-containerd', { ...recipe, platforms: both, provenance: true }], undefined],
    [
      ['buildx-engine', { ...recipe, provenance: true }],
      'this runner has no builder but the engine’s: add docker/setup',
    ],
    [['buildx-engine', { ...recipe, secrets: [{ id: 'x', from: { file: 'y' } }] }], undefined],
    [['buildkit', { ...recipe, platforms: both }], 'Several platforms, provenance and sbom need buildx'],
    [['buildkit', { ...recipe, sbom: true }], 'Several platforms, provenance and sbom need buildx'],
    [['buildkit', { ...recipe, platforms: ['linux/amd64'], secrets: [{ id: 'x', from: { file: 'y' } }] }], undefined],
    [['classic', { ...recipe, secrets: [{ id: 'x', from: { file: 'y' } }] }], 'Build secrets need BuildKit'],
    [['classic', { ...recipe, platforms: ['linux/amd64'] }], 'The input platforms needs BuildKit'],
    [['classic', recipe], undefined],
  ])('%j', (args, refusal) => {
    if (refusal === undefined) expect(refuseRecipe(...args)).toBeUndefined()
    else expect(refuseRecipe(...args)).toContain(refusal)
  })

  test('is an index with several platforms or attestations', () => {
    expect(
      [recipe, { ...recipe, platforms: ['a'] }, { ...recipe, platforms: both }, { ...recipe, sbom: true }].map(isIndex),
    ).toEqual([false, false, true, true])
  })
})

test.each<[unknown, ReturnType<typeof readBuilt>]>([
  ['sha256:1\n', { digest: undefined, ids: ['sha256:1'] }],
  [
    { 'containerimage.config.digest': 'sha256:1', 'containerimage.digest': 'sha256:2', other: 'x' },
    { digest: 'sha256:2', ids: ['sha256:1', 'sha256:2'] },
  ],
  [{ 'containerimage.digest': 'sha256:2' }, { digest: 'sha256:2', ids: ['sha256:2'] }],
  [undefined, { digest: undefined, ids: [] }],
])('of what was built, as %j says, the names are known', (written, built) => {
  expect(readBuilt(written)).toEqual(built)
})

const DOCKERFILE = 'FROM scratch AS base\nCOPY . /\n\n# a comment\nFROM base\nRUN ["/nope", \\\n  "x"]\nCMD ["/x"]\n'
const BUILDX = `#8 [2/3] RUN false
#8 0.512 about to fail
#8 0.600 it did
#8 ERROR: process "/bin/sh -c false" did not complete successfully: exit code: 1
------
 > [2/3] RUN false:
0.512 about to fail
0.600 it did
------
Dockerfile:3
--------------------
   1 |     FROM alpine
   2 |
   3 | >>> RUN false
   4 |     CMD x
--------------------
ERROR: failed to solve: process "/bin/sh -c false" did not complete successfully: exit code: 1`
const BUILDKIT = `#5 [stage-1 1/1] RUN ["/nope",   "x"]
#5 sha256:1968655ef1d95a49a9b4379f927f525072b957c32d6fcb7e8eaa8801f5eab785
#5 0.780 runc run failed: exec: "/nope": no such file or directory
#5 ERROR: executor failed running [/nope x]: exit code: 1
------
 > [stage-1 1/1] RUN ["/nope",   "x"]:
------
executor failed running [/nope x]: exit code: 1`
const CLASSIC = `Sending build context to Docker daemon  4.096kB
Step 1/5 : FROM scratch AS base
 --->
Step 4/5 : RUN ["/nope",   "x"]
 ---> Running in 97c838ec41c8
this came of it
The command '/nope x' returned a non-zero code: 3`

describe('a build that failed', () => {
  test.each<[string, string, string | undefined, object]>([
    [
      'buildx',
      BUILDX,
      undefined,
      {
        line: 3,
        reason: 'process "/bin/sh -c false" did not complete successfully: exit code: 1',
        last: ['about to fail', 'it did'],
      },
    ],
    [
      'buildx, of a step on several lines',
      'Dockerfile:7\n--------------------\n   6 |     \n   7 | >>> RUN echo so; \\\n   8 | >>>   exit 3\n   9 |     \n--------------------\nERROR: failed to build: failed to solve: process "/bin/sh -c echo so;   exit 3" did not complete successfully: exit code: 3',
      undefined,
      { line: 7, reason: 'process "/bin/sh -c echo so;   exit 3" did not complete successfully: exit code: 3' },
    ],
    [
      'BuildKit',
      BUILDKIT,
      DOCKERFILE,
      {
        line: 6,
        reason: '[/nope x]: exit code: 1',
        last: ['runc run failed: exec: "/nope": no such file or directory'],
      },
    ],
    [
      'the classic builder',
      CLASSIC,
      DOCKERFILE,
      {
        line: 6,
        reason: "The command '/nope x' returned a non-zero code: 3",
        last: ['this came of it', "The command '/nope x' returned a non-zero code: 3"],
      },
    ],
    [
      'a parse error',
      'Error response from daemon: dockerfile parse error line 2: unknown instruction: FOO',
      'FROM a\nFOO b',
      { line: 2, reason: 'dockerfile parse error line 2: unknown instruction: FOO' },
    ],
    [
      'a parse error of buildx',
      'Dockerfile:2\nERROR: failed to solve: dockerfile parse error on line 2: unknown instruction: FOO',
      undefined,
      { line: 2, reason: 'dockerfile parse error on line 2: unknown instruction: FOO' },
    ],
    [
      'a file that is not there',
      '#4 [1/1] COPY nothere /\n#4 ERROR: "/nothere" not found: not found\n------\n > [1/1] COPY nothere /:\n------\nfailed to compute cache key: "/nothere" not found: not found',
      'FROM scratch\nCOPY nothere /',
      { line: 2, reason: 'failed to compute cache key: "/nothere" not found: not found' },
    ],
    [
      'no Dockerfile',
      'unable to prepare context: unable to evaluate symlinks in Dockerfile path: lstat x: no such file or directory',
      undefined,
      { line: undefined },
    ],
    ['nothing', '', undefined, { line: undefined, reason: 'the builder said nothing', last: [] }],
  ])('is explained: %s', (_, output, dockerfile, expected) => {
    expect(explainBuild(output.split('\n'), dockerfile)).toMatchObject(expected)
  })

  test('is explained from the end of much output', () => {
    const output = [...Array(500)].map((_, at) => `#9 ${at}.100 line ${at}`)
    const { last } = explainBuild([...output, '#9 ERROR: exit code: 1'], undefined)
    expect([last.length, last[0], last.at(-1)]).toEqual([20, 'line 480', 'line 499'])
  })

  const said = 'dial tcp: connection refused, unexpected EOF, no space left on device'
  test.each<[string, string, boolean]>([
    ['buildx', BUILDX.replaceAll('about to fail', said), true],
    ['buildx, with such words in the Dockerfile', BUILDX.replaceAll('RUN false', `RUN echo ${said}; false`), true],
    ['BuildKit', BUILDKIT.replace('no such file or directory', said), true],
    ['the classic builder', CLASSIC.replace('this came of it', said), true],
    ['a step that does not end', BUILDX.replaceAll(/did not complete.*/g, said), false],
    [
      'an image to build from that cannot be had',
      `#2 0.1 x\n#2 ERROR: ${said}\nERROR: failed to solve: ${said}`,
      false,
    ],
    ['the classic builder whose engine goes away', `Step 1/2 : RUN x\nsomething\n${said}`, false],
  ])('by the exit code of a step is told from other trouble: %s', (_, output, failed) => {
    const lines = output.split('\n')
    expect(stepFailed(lines)).toBe(failed)
    expect(ownLines(lines).join('\n').includes(said)).toBe(!failed)
  })

  test('does not take what a program wrote for the word of the builder', () => {
    const fake = "The command '/x' returned a non-zero code: 3"
    expect(stepFailed(['Step 1/2 : RUN x', fake, 'unexpected EOF'])).toBe(false)
    expect(
      stepFailed([`#5 0.1 ${fake}`, '#5 0.2 ERROR: process "x" did not complete successfully: exit code: 1']),
    ).toBe(false)
  })

  test('finds its line among instructions that go on over lines', () => {
    expect(instructionsOf(DOCKERFILE).map(({ line, text }) => [line, text.split(' ')[0]])).toEqual([
      [1, 'FROM'],
      [2, 'COPY'],
      [5, 'FROM'],
      [6, 'RUN'],
      [8, 'CMD'],
    ])
  })
})

test.each([
  [
    'ERROR: Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
    'no-engine',
    false,
    'The Docker engine does not run: start it before this step.',
  ],
  [
    'permission denied while trying to connect to the Docker daemon socket',
    'no-engine',
    false,
    'This user may not speak to the Docker engine',
  ],
  [
    'error parsing HTTP 405 response body: invalid character \'M\' looking for beginning of value: "Method not allowed\\n"',
    'denied',
    false,
    'it can only be read now',
  ],
  ['write /var/lib/docker/tmp/x: no space left on device', 'disk-full', false, 'the disk is full'],
  [
    'denied: Your authorization token has expired. Reauthenticate and try again.',
    'expired',
    false,
    'the login expired',
  ],
  [
    "tag invalid: The image tag 'v1' already exists in the 'web' repository and cannot be overwritten because the tag is immutable.",
    'immutable',
    false,
    'does not let tags move',
  ],
  [
    'denied: User: arn:aws:iam::1:user/x is not authorized to perform: ecr:InitiateLayerUpload on resource: y',
    'denied',
    false,
    'ecr:InitiateLayerUpload',
  ],
  ['no basic auth credentials', 'no-login', false, 'does not accept the login'],
  [
    'Error response from daemon: Get "https://r/v2/": unauthorized: incorrect username or password',
    'no-login',
    false,
    'does not accept the login',
  ],
  [
    'Error response from daemon: Get "https://r/v2/": dial tcp: lookup r on 1.1.1.1:53: no such host',
    'unreachable',
    true,
    'cannot be reached (Get "https://r/v2/": dial tcp: lookup r on 1.1.1.1:53: no such host)',
  ],
  ['dial tcp 127.0.0.1:5000: connect: connection refused', 'unreachable', true, 'cannot be reached'],
  ['error pushing: read tcp 10.0.0.1: read: connection reset by peer', 'lost', true, 'the connection was lost'],
  ['received unexpected HTTP status: 503 Service Unavailable', 'lost', true, 'the connection was lost'],
  ['cannot write /tmp/x because server did not provide an image ID', 'lost', true, 'the connection was lost'],
  ['unexpected EOF', 'lost', true, 'the connection was lost'],
  ['error: something odd', 'other', false, 'docker push of x failed: something odd'],
  ['', 'other', false, 'docker push of x failed: exit code 7'],
])('%j is %s', (said, kind, passing, words) => {
  const trouble = judgeDocker(
    'docker push of x',
    ['The push refers to repository [x]', said].filter(Boolean).slice(said ? 0 : 1),
    7,
  )
  expect(trouble).toMatchObject({ kind, passing, line: expect.stringContaining(words) })
})

describe('a trial of an image', () => {
  const plan = { path: '/healthz', startedAt: 0, limit: 30_000 }
  const up = (now: number, answer?: TrialLook['answer']): TrialLook => ({ now, running: true, exitCode: 0, answer })
  const gone = (now: number, exitCode: number): TrialLook => ({ now, running: false, exitCode, answer: undefined })
  const refused = { error: 'refused the connection' }
  test.each<[string, string | undefined, TrialLook[], object | undefined]>([
    ['goes on while it starts', '/healthz', [up(0, refused)], undefined],
    ['goes on after one good answer', '/healthz', [up(1000, { status: 200 })], undefined],
    [
      'is well after two',
      '/healthz',
      [up(0, refused), up(1000, { status: 200 }), up(2000, { status: 204 })],
      { good: true, line: 'answers /healthz with 204' },
    ],
    [
      'is not well when it dies after an answer',
      '/healthz',
      [up(1000, { status: 200 }), gone(2000, 137)],
      { good: false, line: 'ended with exit code 137 after 2 s, before /healthz was answered well' },
    ],
    ['is not well when it ends, be it with 0', '/healthz', [gone(1000, 0)], { good: false }],
    [
      'is not well at the limit',
      '/healthz',
      [up(29_000, { status: 200 }), up(30_000, { status: 503 })],
      { good: false, line: 'did not answer /healthz well within 30 s: status 503' },
    ],
    [
      'says why it was not answered',
      '/healthz',
      [up(30_000, refused)],
      { good: false, line: 'did not answer /healthz well within 30 s: refused the connection' },
    ],
    [
      'without a path is well with exit code 0',
      undefined,
      [gone(100, 0)],
      { good: true, line: 'ended with exit code 0 after 0 s' },
    ],
    [
      'without a path is not well with another',
      undefined,
      [gone(1000, 1)],
      { good: false, line: 'ended with exit code 1 after 1 s' },
    ],
    ['without a path goes on for a while', undefined, [up(4999)], undefined],
    ['without a path is well when it stays up', undefined, [up(0), up(5000)], { good: true, line: 'stays up (5 s)' }],
  ])('%s', (_, path, looks, tried) => {
    if (tried === undefined) expect(judgeTrial({ ...plan, path }, looks)).toBeUndefined()
    else expect(judgeTrial({ ...plan, path }, looks)).toMatchObject(tried)
  })
})
