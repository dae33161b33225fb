// Do the inputs of a build go together, and can they be what they say?

import { isTag } from '../decisions/image.ts'
import { COMMIT_LABEL } from '../decisions/image-choice.ts'
import { SCHEMES } from '../decisions/tags.ts'
import type { Values } from '../input.ts'
import type { pushInputs, sourceInputs, tagInputs } from './build-inputs.ts'

type Given = Values<typeof sourceInputs & typeof tagInputs & typeof pushInputs>

/** A line for each tag or scheme that is none. */
export function wrongTags({ imageTag, tagScheme }: Given): string[] {
  const wrong = tagScheme.filter(scheme => !(scheme in SCHEMES) && !scheme.includes('{'))
  return [
    ...(imageTag === undefined || isTag(imageTag)
      ? []
      : [`image-tag is "${imageTag}": write letters, digits, dots, dashes and underscores, 128 at most`]),
    ...wrong.map(
      scheme =>
        `tag-scheme is "${scheme}": write ${Object.keys(SCHEMES).join(', ')}, or a template such as {branch}-{short-sha}`,
    ),
  ]
}

/** A line for each of the other inputs that cannot be. */
export function wrongChoices({
  encryption,
  verifyRun,
  verifyPath,
  verifyEnvironment,
  cacheTag,
  labels,
}: Given): string[] {
  return [
    ...(encryption === undefined || /^(AES256|KMS|arn:aws[\w-]*:kms:.+)$/.test(encryption)
      ? []
      : [`encryption is "${encryption}": write AES256, KMS, or the ARN of a key`]),
    ...(verifyPath === undefined || verifyPath.startsWith('/')
      ? []
      : [`verify-path is "${verifyPath}": begin it with /`]),
    ...(verifyPath !== undefined && !verifyRun
      ? ['verify-path is given, but verify-run is not true: nothing would be asked']
      : []),
    ...Object.entries(verifyEnvironment).flatMap(([name, value]) => wrongVariable(name, value)),
    ...(COMMIT_LABEL in labels
      ? [`labels has ${COMMIT_LABEL}, which says the commit: it is that of git-sha, and no other`]
      : []),
    ...(isTag(cacheTag) ? [] : [`cache-tag is "${cacheTag}", which is no tag`]),
  ]
}

/** What Docker's files of variables cannot hold: https://docs.docker.com/reference/cli/docker/container/run/#env */
function wrongVariable(name: string, value: string): string[] {
  if (name === '' || /^#|[\s=]/.test(name)) return [`verify-environment has "${name}", which is no name of a variable`]
  return /[\r\n]/.test(value)
    ? [`verify-environment has ${name} on several lines, which Docker does not take: write it on one, as with base64`]
    : []
}
