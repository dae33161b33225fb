// Which tags does an image get?
import { isTag } from './image.ts'

/** What tags are made of. */
export type TagFacts = {
  /** A release's tag, `v0.1.0`; undefined when the run is for none. */
  tag: string | undefined
  branch: string
  /** The whole commit. */
  sha: string
  /** When the run began, in milliseconds since the epoch: the same for all images and attempts of a run. */
  startedAt: number
}

export type PlannedTag = {
  tag: string
  /** It is set anew by each build, as `main-latest` is; an immutable repository may refuse that. */
  moves: boolean
  /** It says nothing but a day: the second of a day gets `.2`. */
  dated: boolean
  /** It names the commit, and would lie about an image of another. */
  commit: boolean
}

/** Names of schemes, and what they stand for. A template is a scheme too. */
export const SCHEMES: Record<string, string> = {
  release: '{tag}',
  'branch-sha-time': '{branch}-{short-sha}-{timestamp}',
  'branch-latest': '{branch}-latest',
  sha: 'sha-{short-sha}',
  'staging-date': 'staging-{date}',
  'prod-date': 'prod-{date}',
  'tag-hash': '{tag}-{hash}',
}

/** https://docs.docker.com/reference/cli/docker/image/tag/ */
const LONGEST = 128
/** Digits of a hash in a name that was cut. */
const HASH = 8
/** FNV-1a of 32 bits, enough to keep a repository's names apart: http://www.isthe.com/chongo/tech/comp/fnv/ */
const hashOf = (text: string): string =>
  [...text]
    .reduce((hash, one) => Math.imul(hash ^ (one.codePointAt(0) as number), 0x01000193) >>> 0, 0x811c9dc5)
    .toString(16)
    .padStart(HASH, '0')
/** Room for `.99` behind a dated tag. */
const SUFFIX = 3
const PLACEHOLDER = /\{([\w-]*)\}/g

/**
 * The tags of `schemes`, first is primary, and of `extra`, which all may move; each once. Problems name the scheme and
 * follow the input's name; warnings say what was lost of a release's tag.
 */
export function planTags(
  schemes: string[],
  extra: string[],
  facts: TagFacts,
): { tags: PlannedTag[]; warnings: string[] } | { problems: string[] } {
  const values = valuesOf(facts)
  const read = [...schemes.map(scheme => ({ scheme, moves: false })), ...extra.map(scheme => ({ scheme, moves: true }))]
  const problems = read.flatMap(({ scheme, moves }) => problemWith(scheme, values, moves ? 'extra-tags' : 'tag-scheme'))
  if (problems.length > 0) return { problems }
  const tags = read.map(({ scheme, moves }): PlannedTag => {
    const template = SCHEMES[scheme] ?? scheme
    const named = [...template.matchAll(PLACEHOLDER)].map(([, name]) => name as string)
    const dated = named.includes('date') && !named.some(name => UNIQUE.includes(name))
    const fixed = named.some(name => name !== 'branch')
    const commit = named.some(name => COMMIT.includes(name))
    return { tag: fill(template, values, dated ? LONGEST - SUFFIX : LONGEST), moves: moves || !fixed, dated, commit }
  })
  const named = read.some(({ scheme }) => (SCHEMES[scheme] ?? scheme).includes('{tag}'))
  return {
    tags: tags.filter(({ tag }, at) => tags.findIndex(one => one.tag === tag) === at),
    warnings: named && facts.tag !== undefined ? changedTag(facts.tag) : [],
  }
}

/** Of a release's tag that an image cannot have: two of them may become the same. */
function changedTag(tag: string): string[] {
  const made = tagOf(tag)
  if (made === tag) return []
  return [
    `The tag "${tag}" cannot be that of an image and becomes ${made}: another release's tag may become the same. Release under letters, digits, dots, dashes and underscores.`,
  ]
}

const COMMIT = ['sha', 'short-sha', 'hash']
/** Parts that two commits, or two runs, do not share. */
const UNIQUE = [...COMMIT, 'timestamp', 'tag']
/** Parts that may be cut to fit. */
const CUTTABLE = ['branch', 'tag']

type TagValues = Record<string, string | undefined>

function valuesOf({ tag, branch, sha, startedAt }: TagFacts): TagValues {
  const timestamp = timestampOf(startedAt)
  const short = sha.slice(0, 7)
  return { tag, branch, sha, 'short-sha': short, hash: short, timestamp, date: timestamp.slice(0, 8) }
}

/** 14 digits in UTC: `20260128103045`. */
export const timestampOf = (ms: number): string =>
  new Date(ms)
    .toISOString()
    .replaceAll(/\.\d+Z$|\D/g, '')
    .slice(0, 14)

function problemWith(scheme: string, values: TagValues, input: string): string[] {
  const template = SCHEMES[scheme] ?? scheme
  const named = [...template.matchAll(PLACEHOLDER)].map(([, name]) => name as string)
  const unknown = named.find(name => !(name in values))
  if (unknown !== undefined)
    return [
      `${input} has {${unknown}}: there are ${Object.keys(values)
        .map(name => `{${name}}`)
        .join(', ')}`,
    ]
  if (input === 'tag-scheme' && named.length === 0)
    return [
      `${input} is "${scheme}": write ${Object.keys(SCHEMES).join(', ')}, or a template such as {branch}-{short-sha}`,
    ]
  const missing = named.find(name => !values[name])
  if (missing !== undefined)
    return [
      `${input} ${scheme} needs a ${missing === 'tag' ? 'tag, and this run is for none: give the input tag' : missing}`,
    ]
  return isTag(fill(template, values, LONGEST)) ? [] : [`${input} is "${scheme}", which cannot be a tag`]
}

/** The template with its parts made fit for a tag, branch and tag cut so that the whole is no longer than `longest`. */
function fill(template: string, values: TagValues, longest: number): string {
  const written = (cut: number) =>
    template.replaceAll(PLACEHOLDER, (_, name: string) => {
      const value = clean(values[name] ?? '').replace(/^[.-]+/, '')
      const most = CUTTABLE.includes(name) ? cut : LONGEST
      // What is cut keeps a hash of the whole, so that two long names that begin alike do not become one.
      const fitting = value.length <= most ? value : `${value.slice(0, most - HASH - 1)}-${hashOf(values[name] ?? '')}`
      return (most > HASH + 1 ? fitting : value.slice(0, most)).replace(/[.-]+$/, '') || '_'
    })
  const places = [...template.matchAll(PLACEHOLDER)].filter(([, name]) => CUTTABLE.includes(name as string)).length
  const whole = clean(written(LONGEST))
  // With one character in place of each part that may be cut.
  const room = longest - written(1).length + places
  const fitting = whole.length <= longest ? whole : clean(written(Math.max(1, Math.floor(room / Math.max(1, places)))))
  return fitting.slice(0, longest).replace(/^[.-]+/, '') || '_'
}

/** What a tag cannot hold becomes a dash. */
const clean = (text: string): string => text.replaceAll(/[^\w.-]+/g, '-')

/** The n-th of a day: `staging-20260128`, then `staging-20260128.2`. */
export const datedTag = (tag: string, n: number): string => (n === 1 ? tag : `${tag}.${n}`)

/** A text as a tag: what cannot be in one becomes a dash, and what is too long is cut. */
export const tagOf = (text: string): string => fill('{tag}', { tag: text }, LONGEST)
