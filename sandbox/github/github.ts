// What is GitHub to the sandbox?
import type { Clock } from '../clock.ts'
import type { Faults } from '../faults.ts'
import type { Ids } from '../ids.ts'
import type { Journal } from '../journal.ts'
import type { Answer } from '../wire/listen.ts'
import { type Job, type JobSpec, jobsOf } from './jobs.ts'
import { type Claims, oidcOf } from './oidc.ts'
import { type Repository, repositoriesOf } from './repositories.ts'
import { routesOf } from './routes.ts'
import { githubServer } from './server.ts'

export type Github = {
  /** Answers requests to GitHub's API. */
  answer: Answer
  /** What can be asked, as GitHub documents it: `POST /repos/{owner}/{repo}/deployments` … */
  operations: string[]
  /** A job starts: its tokens, as the runner hands them to its steps. */
  openJob(spec: JobSpec): Job
  /** The repository `acme/app`, made when there is none; `refs` says which branches and tags it has, `runs` when workflows ran. */
  repository(name: string, given?: Partial<Pick<Repository, 'refs' | 'conflicts' | 'runs'>>): Repository
  /** For STS: the claims of an identity token of GitHub's. */
  verify(token: string): Claims | undefined
}

export type GithubNeeds = {
  clock: Clock
  ids: Ids
  faults: Faults
  journal: Journal
  /** Where `answer` is served. */
  url: () => string
}

/** GitHub's deployments API, jobs' tokens and identity tokens. */
export function githubOf({ clock, ids, faults, journal, url }: GithubNeeds): Github {
  const repositories = repositoriesOf({ clock })
  const jobs = jobsOf(repositories, ids, url)
  const oidc = oidcOf(clock)
  return {
    operations: routesOf(repositories, url).map(({ method, template }) => `${method} ${template}`),
    answer: githubServer({ repositories, jobs, oidc, clock, ids, faults, journal, url }),
    openJob: jobs.open,
    repository: repositories.put,
    verify: oidc.verify,
  }
}
