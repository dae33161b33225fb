// What is asked of a shift by ECS, and what is known of it while it goes?
import type { EvidenceJudgement } from '../decisions/evidence.ts'
import type { Configuration } from '../decisions/native-strategy.ts'
import type { Facts, Move } from '../decisions/pause.ts'
import type { EvidencePolicy } from '../decisions/reaction.ts'
import type { Service } from '../decisions/snapshot.ts'
import type { EvidenceOptions } from '../evidence/evidence-inputs.ts'
import type { Measure } from '../evidence/measure.ts'
import type { EcsShift, Route, Shift } from '../io/ecs-shift.ts'
import type { Look, Rollout } from '../release/look.ts'
import type { Target } from '../release/order.ts'
import type { ProbeAll } from '../smoke/probe.ts'
import type { World } from '../world.ts'

/** What is measured, what it leads to, and how long a step may wait for evidence at most (ms). */
export type Evidence = { options: EvidenceOptions; policy: EvidencePolicy; longest: number }

/** What is to be done. Times in milliseconds. */
export type NativeOrder = {
  cluster: string
  target: Target
  /** Percent of green after each step; none: as the service is set. */
  steps: number[]
  /** How long green is judged after each step; the last one stands for all later steps. */
  bakes: number[]
  /** How long ECS keeps blue after the last judgement; undefined: as the service is set. */
  keepBlueFor: number | undefined
  /** Whether pauses are set for this release and taken off after it, or those that the service has are answered. */
  hooks: 'set' | 'keep'
  smoke: ProbeAll | undefined
  /** Undefined: green is judged by its test, its tasks and the clock alone. */
  evidence: Evidence | undefined
  /** How long ECS may get no further before the release is sent back. */
  limit: number
  /** How long credentials hold that cannot be renewed, and the job. */
  session: number
  jobLimit: number
}

/** A deployment that is followed: what it is, and what was seen and done of it so far. Times in ms since the epoch. */
export type ShiftRun = {
  order: NativeOrder
  world: World
  look: Look
  shift: EcsShift
  rollout: Rollout
  configuration: Configuration
  /** Stages at which pauses are ours to answer; undefined: all. */
  stages: string[] | undefined
  record?: Shift | undefined
  recordAt: number
  service: Service
  serviceAt: number
  routes?: { green: Route[]; blue: Route[] } | undefined
  /** What the listener rule sends to green, in percent, and when that was read. */
  percent?: number | undefined
  percentAt: number
  /** Green's share, since when it has it, and the largest it ever had. */
  share: number
  shareSince: number
  reached: number
  pause?: { hooks: string; since: number } | undefined
  smoke: Facts['smoke']
  answered: Facts['answered']
  /** Green's share, each time it changed. */
  history: { at: number; green: number }[]
  measure?: Measure
  /** When another look at the evidence is worth its calls. */
  measureAt: number
  judged?: EvidenceJudgement
  /** JSON, one a change of the judgement. */
  decisions: string[]
  /** When the present share has had its time. */
  bakeEndsAt: number
  /** When ECS last did something that can be seen. */
  movedAt: number
  moved: string
  /** Whether its tasks do not get well, or ECS gets nowhere with it. */
  ill?: true
  /** Why and when we sent it back. */
  sentBack?: { because: string; at: number }
  /** The last thing that was said of a wait. */
  said: string
}

/** How it ended; `lost`: AWS could not be asked any more, refused what had to be done, or does not end it. */
export type ShiftEnd = { end: Extract<Move, { move: 'end' }>['end'] | 'cancelled' | 'lost'; because: string }
