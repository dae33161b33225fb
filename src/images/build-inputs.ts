// What may a user say of how images are built, tagged and kept?
import { SCHEMES } from '../decisions/tags.ts'
import { count, duration, flag, json, list, map, namesOrMap, oneOf, text } from '../input.ts'

const names = (words: readonly string[]) => words.map(word => `\`${word}\``).join(', ')

/** Which images, from what. */
export const sourceInputs = {
  repository: text({
    description: 'Host and repository of the image, without a tag: `123456789012.dkr.ecr.eu-west-1.amazonaws.com/app`.',
  }),
  images: namesOrMap({
    description:
      'Several images instead of one, a line each: `repository context=folder dockerfile=file target=stage build-arg.NAME=value tag-suffix=-worker`; or a YAML list with these names. Repositories without a host are below `registry`.',
  }),
  registry: text({ description: 'The registry of repositories in `images` that name none.' }),
  context: text({ description: 'The folder that is built.', default: '.' }),
  dockerfile: text({ description: 'The Dockerfile.', default: 'Dockerfile' }),
  target: text({ description: 'The stage of the Dockerfile. Unset: the last.' }),
  buildArgs: map({ description: 'Build arguments of every image: `NAME=value`. They can be read in the image.' }),
  buildSecrets: map({
    description:
      'Secrets for `RUN --mount=type=secret,id=NAME`: `NAME=value`. They are in no layer, argument or log; BuildKit alone.',
    secret: true,
  }),
  buildSecretFiles: map({ description: 'The same from files: `NAME=path`.' }),
  labels: map({
    description: 'Labels beside those of commit, source, version and time, which every image gets.',
  }),
  platforms: list({
    description: 'Platforms, such as `linux/amd64, linux/arm64`; several need buildx. Unset: the runner’s own.',
  }),
  provenance: flag({ description: 'Attest how it was built (makes an index; needs buildx).', default: 'false' }),
  sbom: flag({ description: 'Attest what is in it (makes an index; needs buildx).', default: 'false' }),
  cache: oneOf(
    'ecr',
    'gha',
  )({
    description:
      'Keep layers for the next build: beside the image under `cache-tag` (`ecr`), or in GitHub’s cache (`gha`). Needs buildx with a builder of its own (docker/setup-buildx-action); without it is built without a cache.',
  }),
  cacheTag: text({ description: 'The tag of the cache in the repository; it moves.', default: 'buildcache' }),
  parallel: count(1, 16)({ description: 'How many images are built at the same time.', default: '4' }),
}

/** What they are called. */
export const tagInputs = {
  imageTag: text({
    description: 'The tag of the image. Unset: the first of `tag-scheme`, else `sha-` and seven digits of the commit.',
  }),
  tagScheme: list({
    description: `Tags, the first is primary: ${names(Object.keys(SCHEMES))}, or templates such as \`{branch}-{short-sha}-{timestamp}\`. Times are those of the run, in UTC.`,
  }),
  extraTags: list({ description: 'More tags, which move from image to image: `latest`, `{branch}-latest`.' }),
  tag: text({ description: 'What `{tag}` stands for. Unset: the release, or the tag of the run.' }),
  gitSha: text({ description: 'The commit. Unset: that of the run.' }),
  dateCollision: oneOf(
    'suffix',
    'move',
    'fail',
  )({
    description:
      'For the second image of a day under a dated tag: `suffix` makes `staging-20260128.2`, `move` moves the tag.',
    default: 'suffix',
  }),
  ifExists: oneOf(
    'skip',
    'fail',
    'overwrite',
  )({
    description:
      'When the primary tag is there already: `skip` takes it, `fail` is red, `overwrite` builds and moves it. Unset: an image of the same commit is taken, one of another commit is refused.',
  }),
}

/** Where they go, and what must be true before and after. */
export const pushInputs = {
  push: flag({
    description: 'Push. `false` builds and tries alone, as for pull requests, and asks AWS nothing.',
    default: 'true',
  }),
  createRepository: flag({
    description: 'Make the ECR repository when there is none; one that is there stays as it is.',
    default: 'false',
  }),
  immutableTags: flag({ description: 'A repository that is made lets no tag move.', default: 'true' }),
  mutableTags: list({ description: 'Tags that may move in it all the same, with `*`: `*-latest`.' }),
  scanOnPush: flag({ description: 'A repository that is made scans what is pushed.', default: 'true' }),
  lifecyclePolicy: json({ description: 'The lifecycle policy of a repository that is made.' }),
  encryption: text({
    description: 'The encryption of a repository that is made: `AES256`, `KMS`, or the ARN of a key.',
  }),
  verifyRun: flag({
    description:
      'Start each image before anything is pushed: it must answer `verify-path`; without one it must end with exit code 0 or stay up for 5 s. Of several platforms the runner’s own is started.',
    default: 'false',
  }),
  verifyPath: text({ description: 'A path that must be answered with 2xx or 3xx twice: `/healthz`.' }),
  verifyPort: count(
    1,
    65535,
  )({ description: 'The port of `verify-path`. Unset: the only one that the image exposes.' }),
  verifyEnvironment: map({
    description: 'Environment variables of the trial, which reach the container alone: `NAME=value`, each on one line.',
  }),
  verifyTimeoutSeconds: duration('seconds')({ description: 'How long it may take to answer.', default: '30' }),
  maxSeverity: oneOf(
    'CRITICAL',
    'HIGH',
    'MEDIUM',
    'LOW',
    'INFORMATIONAL',
    'UNDEFINED',
  )({
    description:
      'Wait for ECR’s scan, basic or enhanced, and be red when it finds anything worse than this; tags behind the primary one are set only after it. Unset: no scan is waited for.',
  }),
  scanTimeoutMinutes: duration('minutes')({ description: 'How long a scan may take.', default: '10' }),
  loginOnly: flag({ description: 'Log Docker in, for later steps, and do nothing else.', default: 'false' }),
  registries: list({
    description:
      'For `login-only`: accounts (12 digits), registries or repositories. Unset: the account’s own registry.',
  }),
  skipLogout: flag({ description: 'Stay logged in when the job ends.', default: 'false' }),
  githubToken: text({
    description:
      'Reads when the run began, for tags with a time (permission `actions: read`; without it the event’s time is taken).',
    default: '${{ github.token }}',
    secret: true,
  }),
}
