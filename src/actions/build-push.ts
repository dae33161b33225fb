// Is this commit's image in the registry, and what is its digest?
import { action } from '../action.ts'
import type { ImageSpec } from '../decisions/images.ts'
import { summarizeImages } from '../decisions/images-summary.ts'
import { pushInputs, sourceInputs, tagInputs } from '../images/build-inputs.ts'
import { wrongChoices, wrongTags } from '../images/build-rules.ts'
import { logIn } from '../images/log-in.ts'
import { lookUp, makeRepositories, type Seen } from '../images/look-up-images.ts'
import { imagesOf, planRun, withSuffix } from '../images/plan-images.ts'
import { publish } from '../images/publish-images.ts'
import { factsOf, recipeOf } from '../images/recipes.ts'
import { logOut } from '../images/registry-logins.ts'
import { removeTrial } from '../images/try-image.ts'
import type { Values } from '../input.ts'
import type { World } from '../world.ts'

const inputs = { ...sourceInputs, ...tagInputs, ...pushInputs }
type Given = Values<typeof inputs>

export default action({
  question: "Is this commit's image in the registry, and what is its digest?",
  about:
    'Looks for the commit’s image and answers its digest. When it is not there it is built with BuildKit (buildx, where there is one), started if asked for, pushed, and proved: the registry’s own digest for every tag is the one that was built. Of several images all are built and tried before the first is pushed. An image of the same commit is never built twice. The registry is looked at again right before each push, so that a tag which somebody else pushed during the build is not pushed over; only a repository that does not let tags move closes the second that remains. With buildx and a BuildKit of its own (docker/setup-buildx-action) all times in the image are the commit’s, so that the same commit built twice is the same digest; with any other builder the files keep the times of the checkout, and the digest differs. `DOCKER_BUILDKIT=0` asks for the classic builder. The tests run all builders for real, several platforms, provenance and a cache in ECR too; `sbom` and GitHub’s cache need what no test reaches (an image from Docker Hub, GitHub’s own service), and there the very command line is tested.',
  usage: `repository: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/web
tag-scheme: release, sha
verify-run: true
verify-path: /healthz
`,
  inputs,
  outputs: {
    image: 'The image by digest: `repository@sha256:…`; of several, the first.',
    digest: 'The digest: `sha256:…`; of several, that of the first.',
    imageTag: 'The primary tag.',
    tags: 'All tags it has now, one a line.',
    built: '`true` when one was built in this run.',
    commit: 'The commit of the run.',
    images:
      'JSON of all images: `image`, `repository`, `tag`, `tags`, `digest`, `commit` (that the image is of; empty when it does not say), `size` (bytes), `seconds` (built) and `built`.',
    digests: 'JSON of repository name and digest, without an account: `{"web": "sha256:…"}`.',
    registry: 'The host of the (first) registry.',
    expiresAt: 'When the login ends, as `2026-01-28T22:30:45.000Z`; empty without one.',
    message: 'The last line of the log.',
  },
  permissions: {
    aws: [
      { action: 'ecr:GetAuthorizationToken', on: 'any', why: 'to log Docker in' },
      { action: 'ecr:BatchGetImage', on: 'repository', why: 'to find the image, and to prove what was pushed' },
      { action: 'ecr:BatchCheckLayerAvailability', on: 'repository', why: 'to push' },
      { action: 'ecr:InitiateLayerUpload', on: 'repository', why: 'to push' },
      { action: 'ecr:UploadLayerPart', on: 'repository', why: 'to push' },
      { action: 'ecr:CompleteLayerUpload', on: 'repository', why: 'to push' },
      { action: 'ecr:PutImage', on: 'repository', why: 'to push, and to set tags' },
      {
        action: 'ecr:GetDownloadUrlForLayer',
        on: 'repository',
        why: 'to tell whose commit an image is of, and to build from it',
        optional: true,
      },
      { action: 'ecr:CreateRepository', on: 'repository', why: 'for `create-repository`', optional: true },
      { action: 'ecr:PutLifecyclePolicy', on: 'repository', why: 'for `lifecycle-policy`', optional: true },
      { action: 'ecr:DescribeImageScanFindings', on: 'repository', why: 'for `max-severity`', optional: true },
      { action: 'ecr:StartImageScan', on: 'repository', why: 'for `max-severity`', optional: true },
    ],
    github: [
      { scope: 'contents', access: 'read', why: 'to check out what is built' },
      { scope: 'actions', access: 'read', why: 'for tags with a time: when the run began' },
    ],
  },
  rules: given => [...wrongImages(given), ...wrongTags(given), ...wrongChoices(given)],
  async run(given, world, tell) {
    if (given.loginOnly) return logIn(given, world, tell)
    const { images: specs } = imagesOf(given) as { images: ImageSpec[] }
    const plan = await planRun(given, world)
    const [primary, ...others] = plan.tags as [(typeof plan.tags)[0], ...typeof plan.tags]
    tell('commit', plan.sha)
    tell('registry', (specs[0] as ImageSpec).repository.host)
    const { push, createRepository, dateCollision, ifExists } = given
    const repositories = specs.map(one => one.repository)
    if (push && createRepository) await makeRepositories(repositories, newRepository(given), world)
    const asked = { ifExists, dateCollision, sha: plan.sha }
    const places = push ? await lookUp(specs, primary, asked, world) : await unseen(specs, primary.tag, world)
    tell('imageTag', (places[0] as (typeof places)[0]).tag)

    const published = await publish(
      {
        ...{
          places,
          dateCollision,
          tags: others,
          sha: plan.sha,
          pushes: push,
          parallel: given.parallel,
          skipLogout: given.skipLogout,
        },
        recipes: places.map(place => recipeOf(place, plan, given, world)),
        overwrite: ifExists === 'overwrite',
        trial: given.verifyRun
          ? {
              ...{ path: given.verifyPath, port: given.verifyPort, environment: given.verifyEnvironment },
              limit: given.verifyTimeoutSeconds,
            }
          : undefined,
        scan: given.maxSeverity && { allowed: given.maxSeverity, limit: given.scanTimeoutMinutes },
      },
      world,
    )
    const facts = await factsOf(places, published, plan.sha)
    tell('built', String(places.some(({ choice }) => choice.do === 'build')))
    if (published.expiresAt !== undefined) tell('expiresAt', new Date(published.expiresAt).toISOString())
    const [first] = facts
    if (first) {
      tell('digest', first.digest)
      tell('image', first.image)
      tell('tags', first.tags.join('\n'))
      tell('images', JSON.stringify(facts))
      tell('digests', JSON.stringify(Object.fromEntries(facts.map(one => [one.name, one.digest]))))
      await world.runner.summary(summarizeImages(facts))
    }
    const line = tellImages(places, facts)
    tell('message', line)
    return { good: true, line }
  },
  async after(world) {
    try {
      await removeTrial(world)
    } finally {
      await logOut(world)
    }
  },
})

const unseen = async (specs: ImageSpec[], tag: string, world: World) =>
  Promise.all(
    specs.map(async spec => {
      const own = withSuffix(tag, spec.tagSuffix)
      const seen: Seen = { choice: { do: 'build' }, held: undefined, commit: undefined }
      const reference = `${spec.repository.uri}:${own}`
      const images = await world.images(spec.repository)
      return { spec, tag: own, reference, images, look: async () => seen, ...seen }
    }),
  )

type Places = Awaited<ReturnType<typeof lookUp>>

function tellImages(places: Places, facts: Awaited<ReturnType<typeof factsOf>>): string {
  const [first] = places as [Places[0]]
  const built = places.filter(({ choice }) => choice.do === 'build').length
  const name = `${first.spec.repository.name}:${first.tag}`
  if (facts.length === 0)
    return places.length === 1
      ? `Image ${name} was built, and not pushed.`
      : `${built} images were built, and not pushed.`
  if (places.length === 1)
    return `Image ${name} ${built ? 'was built and pushed' : 'is there already'}: ${facts[0]?.digest.slice(0, 19)}.`
  return `${places.length} images are in the registry as ${first.tag}: ${built} built, ${places.length - built} there already.`
}

function newRepository(given: Given) {
  const { immutableTags: immutable, mutableTags, scanOnPush, encryption, lifecyclePolicy } = given
  const policy = lifecyclePolicy === undefined ? undefined : JSON.stringify(lifecyclePolicy)
  return { immutable, mutableTags, scanOnPush, encryption, lifecyclePolicy: policy }
}

function wrongImages(given: Given): string[] {
  if (given.loginOnly) return []
  const read = imagesOf(given)
  return 'problems' in read ? read.problems : []
}
