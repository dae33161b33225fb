// Which environment does this event deploy to?

/** What GitHub says of the event; texts as they came, trusted nowhere. */
export type Event = {
  name: string
  action: string | undefined
  /** `refs/tags/v0.1.0`, `refs/heads/main` … */
  ref: string
  release: { tag: string; prerelease: boolean; draft: boolean } | undefined
}

export type Sources = {
  source: 'auto' | 'tag' | 'branch' | 'input'
  /** The environment that the workflow names itself. */
  given: string | undefined
  /** What follows `v1.2.3` in a staging tag; undefined: `-rc.` and a number. */
  rcPattern: RegExp | undefined
  /** A whole production tag; undefined: `v1.2.3`. */
  productionPattern: RegExp | undefined
  staging: string
  production: string
  branches: Record<string, string>
  unmatched: 'error' | 'skip'
  onMismatch: 'error' | 'warn' | 'ignore'
  /** Whether saving a release again deploys it: a way back that a repository must have chosen. */
  deployEdited: boolean
}

export type Target = { environment: string; tag: string | undefined; warnings: string[] }

/** Where to deploy, or why not to, or what is wrong. */
export type Choice = { deploy: Target } | { skip: string } | { problem: string }

/** Chooses the environment; fails closed: what is not clearly a staging or production tag is neither. */
export function chooseEnvironment(event: Event, sources: Sources): Choice {
  if (/^pull_request/.test(event.name)) return { skip: 'a pull request is not deployed' }
  if (event.release?.draft) return { skip: 'the release is a draft' }
  if (event.name === 'release' && !event.release)
    return { problem: 'the payload of the release event has no release: it is not the one that GitHub sent' }
  if (event.name === 'release') {
    const idle = whyIdle(event.action, sources)
    if (idle) return { skip: idle }
  }
  const source = sources.source === 'auto' ? sourceOf(event) : sources.source
  const choice = {
    tag: () => byTag(event, sources),
    branch: () => byBranch(event, sources),
    input: () => byInput(event, sources),
  }[source]()
  return source === 'input' ? choice : agreeing(choice, sources.given, source)
}

/**
 * Why this action of a release event deploys nothing. Every release is `published` once, a draft too when it is no longer
 * one; `released` and `prereleased` come beside it, and would deploy it twice.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#release
 */
function whyIdle(act: string | undefined, { deployEdited }: Sources): string | undefined {
  if (act === 'published' || (act === 'edited' && deployEdited)) return undefined
  if (act === 'edited') return 'a release that is edited is not deployed again, unless deploy-edited is true'
  return `release "${act ?? ''}" deploys nothing; "published" does`
}

const sourceOf = (event: Event): 'tag' | 'branch' | 'input' => {
  if (event.name === 'release') return 'tag'
  if (event.name !== 'push') return 'input'
  return event.ref.startsWith('refs/tags/') ? 'tag' : 'branch'
}

const tagOf = (event: Event): string | undefined => event.release?.tag ?? event.ref.match(/^refs\/tags\/(.*)$/s)?.[1]

function byTag(event: Event, sources: Sources): Choice {
  const tag = tagOf(event)
  if (tag === undefined) return { problem: `source is tag, but ${event.name} on ${event.ref} has none` }
  const kind = kindOfTag(tag, sources)
  if (!kind) {
    const problem = `tag "${tag}" is neither a staging tag (v1.2.3-rc.1) nor a production tag (v1.2.3): rename it, or widen rc-pattern or production-pattern`
    return sources.unmatched === 'skip' ? { skip: problem } : { problem }
  }
  const environment = kind === 'rc' ? sources.staging : sources.production
  const mismatch = event.release && event.release.prerelease !== (kind === 'rc')
  const words = `tag "${tag}" means ${environment}, but the release's pre-release box is ${event.release?.prerelease ? 'ticked' : 'not ticked'}`
  if (mismatch && sources.onMismatch === 'error') return { problem: `${words}: correct the one or the other` }
  return { deploy: { environment, tag, warnings: mismatch && sources.onMismatch === 'warn' ? [words] : [] } }
}

// SemVer's own rule: numbers without leading zeros. https://semver.org/#spec-item-2
const NUMBER = String.raw`(?:0|[1-9]\d*)`
const CORE = String.raw`v${NUMBER}\.${NUMBER}\.${NUMBER}`
const RC = String.raw`-rc\.${NUMBER}`

function kindOfTag(tag: string, { rcPattern, productionPattern }: Sources): 'rc' | 'plain' | undefined {
  if (new RegExp(`^${CORE}(?:${rcPattern?.source ?? RC})$`).test(tag)) return 'rc'
  return new RegExp(`^(?:${productionPattern?.source ?? CORE})$`).test(tag) ? 'plain' : undefined
}

function byBranch(event: Event, { branches }: Sources): Choice {
  const branch = event.ref.match(/^refs\/heads\/(.*)$/s)?.[1]
  if (branch === undefined) return { problem: `source is branch, but ${event.name} on ${event.ref} has none` }
  const environment = Object.hasOwn(branches, branch) ? branches[branch] : undefined
  if (environment === undefined) return { skip: `branch "${branch}" is not in branch-map` }
  return { deploy: { environment, tag: undefined, warnings: [] } }
}

/** By hand: what the workflow names, unless the tag it runs on says something else. */
function byInput(event: Event, sources: Sources): Choice {
  const { given } = sources
  if (given === undefined)
    return { problem: `environment is empty, and ${event.name} names none: give the environment to deploy to` }
  const tag = tagOf(event)
  const kind = tag === undefined ? undefined : kindOfTag(tag, sources)
  const meant = kind && (kind === 'rc' ? sources.staging : sources.production)
  if (meant && meant !== given) return disagree(given, 'tag', meant)
  return { deploy: { environment: given, tag, warnings: [] } }
}

const agreeing = (choice: Choice, given: string | undefined, source: string): Choice =>
  'deploy' in choice && given !== undefined && given !== choice.deploy.environment
    ? disagree(given, source, choice.deploy.environment)
    : choice

const disagree = (given: string, source: string, meant: string): Choice => ({
  problem: `environment is "${given}", but the ${source} says "${meant}": let both say the same, or leave environment empty`,
})

/** `0.1.0` and, of a staging tag, the number of its release candidate. */
export function readVersion(tag: string | undefined): { version: string; rcNumber: string } {
  const [, version = '', suffix = ''] = tag?.match(/^v?(\d+\.\d+\.\d+)(.*)$/s) ?? []
  return { version, rcNumber: suffix.match(/(\d+)$/)?.[1] ?? '' }
}
