// What is a release asked to do, and with which services?
import type { OnFailure } from '../decisions/remedy.ts'
import type { Wanted } from '../decisions/services.ts'
import type { Service } from '../decisions/snapshot.ts'
import type { Change } from '../io/ecs.ts'

/** What is to be done, for all services alike. */
export type Order = {
  cluster: string
  groups: Target[][]
  /** Milliseconds that a new revision has to take over. */
  limit: number
  /** Milliseconds each new task must have been up; undefined: by what vouches for them. */
  settle: number | undefined
  allowZero: boolean
  waitFor: 'serving' | 'drained'
  requireLogs: boolean
  hopelessAfter: number | undefined
  force: boolean
  /** Whether the verdicts are waited for. */
  wait: boolean
  /** What else of the service is to be changed. */
  change: Omit<Change, 'taskDefinition' | 'forceNewDeployment'>
  /** Whether pause hooks that look as if an earlier shift had left them stay all the same. */
  keepHooks?: boolean
  onFailure: OnFailure
  /** Whether a service that somebody else has deployed to since it was looked at is left alone. */
  unchanged?: true
  /** Whether a rollback of ECS's is followed to its end. */
  onRollback: 'report' | 'wait'
  /** `together`: when one fails, the others are not waited for. */
  mode: 'independent' | 'together'
  /** Whether a failure brings back only its own service, or all that this release has changed. */
  rollbackScope: 'failed' | 'all'
}

/** A service and the revision it shall run. */
export type Target = Wanted & { before: Service; taskDefinition: string; revision: string }
