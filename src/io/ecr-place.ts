// What is a repository called in ECR's API?
import type { Repository } from '../decisions/image.ts'

/** Of the caller's own account, unless the repository says whose it is. */
export const placeOf = ({ name, ecr }: Repository) => ({
  repositoryName: name,
  ...(ecr ? { registryId: ecr.account } : {}),
})

/** For \`known\` of a call: the line of a repository that is not there. */
export const unknownRepository = ({ uri }: Repository) => ({
  RepositoryNotFoundException: () =>
    `Repository ${uri} was not found: create it, or check the account, region and name.`,
})
