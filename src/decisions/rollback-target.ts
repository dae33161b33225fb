// Which revision does a service go back to, or why to none?
import { isTag } from './image.ts'
import type { Line, Ran, Release } from './release-line.ts'
import { andNothingIsPiled } from './rollback-record.ts'
import type { Revision } from './snapshot.ts'

/** Where to go: the last known-good, or one that was named; `name` is a version, an image's tag, or the number of a record. */
export type Wish =
  | { kind: 'last-good' }
  | { kind: 'revision'; revision: Revision }
  | { kind: 'digest'; digest: string }
  /** `digest`: what the tag is in the registry now; `image`: the repository with that tag, as a definition writes it. */
  | { kind: 'name'; name: string; digest: string | undefined; image: string | undefined }

/** What a user wrote; of a name, what the registry says of it is still to be asked. */
export function readWish(text: string): Wish | undefined {
  const [, revision] = text.match(/^(?:arn:\S+:task-definition\/)?([\w-]+:\d+)$/) ?? []
  if (text === 'last-good') return { kind: 'last-good' }
  if (/^sha256:[0-9a-f]{64}$/.test(text)) return { kind: 'digest', digest: text }
  if (revision) return { kind: 'revision', revision }
  return isTag(text) ? { kind: 'name', name: text, digest: undefined, image: undefined } : undefined
}

export type Rules = {
  wish: Wish
  /** Revisions to get away from; when none of them is live by now, nothing is to be undone. */
  from: Revision[]
  /** Only what was deployed after this moment (ms since the epoch) is to be undone. */
  since: number | undefined
  /** Whether it may be more than one release back. */
  allowSkip: boolean
  /** Whether a way back that failed may be tried again. */
  again: boolean
  /** Whether a version comes before another one, as far as both are versions. */
  precedes(version: string, other: string): boolean
}

export type Choice =
  /** To a revision that was live before. */
  | {
      go: 'back'
      revision: Revision
      images: Ran[]
      version: string | undefined
      sha: string | undefined
      because: string
      passed: string[]
    }
  /** The service is on its way back, or has come back: that is followed to its end, and nothing else is sent. */
  | { go: 'on'; revision: Revision; because: string }
  | { go: 'nowhere'; because: string }
  | { go: 'refused'; because: string }

/** Chooses for one service. Never `n − 1`: what failed, what was left before and what is not known to have served is passed over. */
export function chooseTarget(line: Line, rules: Rules): Choice {
  const { current, wayBack, undone, begun } = line
  if (begun !== undefined) return refuse(`${begun} is being deployed just now: wait for its end, or stop it`)
  if ((wayBack?.failed || undone !== undefined) && !rules.again)
    return refuse(
      undone === undefined
        ? `going back to ${current.revision} from ${wayBack?.from} has failed already, ${andNothingIsPiled('rollback')}`
        : `going back to ${undone} has failed already (ECS undid it, so ${current.revision} is live), ${andNothingIsPiled('rollback')}`,
    )
  const idle = whyIdle(line, rules)
  if (idle) return idle
  if (rules.wish.kind === 'last-good') return lastGood(line, rules)
  return named(line, rules, rules.wish)
}

function whyIdle({ current, wayBack }: Line, { wish, from, since }: Rules): Choice | undefined {
  const old = since !== undefined && (wayBack?.at ?? current.at) < since
  // What is named as bad is left, also when it was itself gone back to.
  const meant = from.includes(current.revision)
  const wanted = wish.kind === 'last-good' || matcher(wish)(current)
  if (wayBack && wanted && !old && !meant)
    return {
      go: 'on',
      revision: current.revision,
      because: wayBack.byEcs ? `ECS rolled ${wayBack.from} back by itself` : `${wayBack.from} was left for it already`,
    }
  if (old) return { go: 'nowhere', because: `it runs ${show(current)} since before this run began` }
  if (from.length > 0 && !meant) return { go: 'nowhere', because: `it runs ${show(current)}, not ${from.join(' or ')}` }
  return undefined
}

function lastGood(line: Line, { precedes, from }: Rules): Choice {
  const { current, behind } = line
  const first = `${show(current)} is the first that was ever deployed to it`
  // Whoever names it as bad wants to get away from it, and cannot.
  if (line.only && from.length > 0) return refuse(`${first}, so there is none to go back to: release a better one`)
  if (line.only) return { go: 'nowhere', because: first }
  const version = current.version
  const fits = (one: Release) => !version || !one.version || precedes(one.version, version)
  const found = behind.findLast(fits)
  if (found)
    return back(
      line,
      found,
      'the last that was live and well',
      behind.filter(one => !fits(one)),
    )
  const passed = passedOver(line, undefined, behind)
  return refuse(
    `no release before ${show(current)} is known to have been live and well${passed.length > 0 ? ` (${passed.join('; ')})` : ''}: name the revision to go back to`,
  )
}

function named(line: Line, { allowSkip }: Rules, asked: Exclude<Wish, { kind: 'last-good' }>): Choice {
  const { current, behind, tried } = line
  const isIt = matcher(asked)
  if (isIt(current)) return { go: 'on', revision: current.revision, because: 'it runs that already' }
  const at = behind.findLastIndex(isIt)
  const found = behind[at]
  if (found) {
    const between = behind.slice(at + 1)
    if (between.length === 0 || allowSkip) return back(line, found, 'which was asked for', [])
    return refuse(
      `${show(found)} is ${between.length + 1} releases back, ${between.map(show).join(' and ')} ${between.length > 1 ? 'are' : 'is'} between: go back one release at a time, or set allow-skip: true in the action rollback`,
    )
  }
  const bad = tried.findLast(isIt)
  if (bad)
    return refuse(
      `${show(bad)} is none to go back to, as ${bad.fault ?? 'it was left for an earlier one'}: release it with ecs-deploy-wait if that is what you want`,
    )
  if (asked.kind !== 'revision')
    return refuse(
      `no deployment that ECS or the records remember ran ${wording(asked)}: name the revision to go back to`,
    )
  if (!allowSkip)
    return refuse(
      `${asked.revision} is not among the deployments that ECS or the records remember, so how far back it is is not known: set allow-skip: true in the action rollback to take it all the same`,
    )
  const unknown = { version: undefined, sha: undefined, images: [] }
  return {
    go: 'back',
    revision: asked.revision,
    ...unknown,
    because: 'which was asked for',
    passed: [],
  }
}

const wording = (asked: Exclude<Wish, { kind: 'last-good' | 'revision' }>): string =>
  asked.kind === 'digest' ? asked.digest : `${asked.name}${asked.digest ? ` (${asked.digest})` : ''}`

/** A tag that has moved names what it is now before what it was. */
function matcher(asked: Exclude<Wish, { kind: 'last-good' }>): (one: Release) => boolean {
  switch (asked.kind) {
    case 'revision':
      return one => one.revision === asked.revision || one.original === asked.revision
    case 'digest':
      return one => one.images.some(({ digest, image }) => digest === asked.digest || image.endsWith(asked.digest))
    case 'name': {
      const { name, digest, image } = asked
      const plain = (version: string) => version.replace(/^v(?=\d)/, '')
      return one =>
        (one.version !== undefined && plain(one.version) === plain(name)) ||
        String(one.record) === name ||
        one.images.some(ran =>
          digest === undefined ? ran.image === image : (ran.digest ?? ran.image).endsWith(digest),
        )
    }
  }
}

function back(line: Line, found: Release, why: string, unfit: Release[]): Choice {
  const { revision, images, version, sha } = found
  return {
    go: 'back',
    revision,
    images,
    version,
    sha,
    because: why,
    passed: passedOver(line, found, unfit),
  }
}

/** What was tried after it, and why none of that is gone back to. */
function passedOver({ tried, current }: Line, found: Release | undefined, unfit: Release[]): string[] {
  const after = tried.slice(found ? tried.lastIndexOf(found) + 1 : 0)
  const reasons = new Map<Revision, string>()
  for (const one of after) {
    const why =
      one.fault ?? (unfit.includes(one) ? `${one.version} does not come before ${current.version}` : undefined)
    if (why !== undefined && one.revision !== current.revision) reasons.set(one.revision, why)
  }
  return [...reasons].map(([revision, why]) => `${revision}: ${why}`)
}

const show = ({ revision, version }: Release): string => (version ? `${revision} (${version})` : revision)

const refuse = (because: string): Choice => ({ go: 'refused', because })
