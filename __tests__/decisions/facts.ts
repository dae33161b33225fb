// What do a service, its deployments, tasks and targets look like, unless a test says otherwise?
import type { Symptoms } from '../../src/decisions/diagnosis.ts'
import type { Rules } from '../../src/decisions/rollout.ts'
import type { Deployment, Following, Service, Snapshot, TargetFacts, TaskFacts } from '../../src/decisions/snapshot.ts'

/** Ours is `ecs-svc/2` of `web:2`; it came a second after the epoch. */
export const following: Following = { deployment: 'ecs-svc/2', revision: 'web:2', createdAt: 1000 }

export const rules: Rules = {
  until: 600_000,
  settle: 0,
  allowZero: false,
  waitFor: 'drained',
  requireLogs: false,
  hopelessAfter: undefined,
}

/** Ours, all well. */
export const deployment = (more: Partial<Deployment> = {}): Deployment => ({
  id: 'ecs-svc/2',
  primary: true,
  revision: 'web:2',
  desired: 2,
  running: 2,
  pending: 0,
  failed: 0,
  state: 'completed',
  reason: '',
  createdAt: 1000,
  updatedAt: 1000,
  ...more,
})

/** The one that ours is to replace. */
export const old = (more: Partial<Deployment> = {}) =>
  deployment({ id: 'ecs-svc/1', primary: false, revision: 'web:1', createdAt: 1, updatedAt: 1, ...more })

/** One that came after ours. */
export const newer = (more: Partial<Deployment> = {}) =>
  deployment({ id: 'ecs-svc/3', revision: 'web:3', createdAt: 2000, updatedAt: 2000, state: 'in-progress', ...more })

export const service = (deployments: Deployment[], more: Partial<Service> = {}): Service => ({
  arn: 'arn:aws:ecs:ap-south-1:127214192604:service/staging/web',
  name: 'web',
  cluster: 'staging',
  active: true,
  controller: 'ECS',
  desired: 2,
  running: 2,
  revision: 'web:2',
  deployments,
  events: [],
  targetGroups: [],
  strategy: 'ROLLING',
  breaker: { enabled: true, rollback: true },
  minimumHealthyPercent: 100,
  maximumPercent: 200,
  gracePeriod: undefined,
  alarms: [],
  ...more,
})

export const task = (id: string, more: Partial<TaskFacts> = {}): TaskFacts => ({
  id,
  deployment: 'ecs-svc/2',
  revision: 'web:2',
  status: 'RUNNING',
  health: 'unknown',
  createdAt: 1500,
  startedAt: 2000,
  stoppedAt: undefined,
  stopCode: undefined,
  stoppedReason: undefined,
  address: `10.0.0.${id}`,
  containers: [],
  ...more,
})

/** The target at the address of a task. */
export const target = (id: string, state = 'healthy', reason?: string): TargetFacts => ({
  group: 'tg',
  id: `10.0.0.${id}`,
  port: 80,
  state,
  reason,
})

/** One look, a minute after the epoch. */
export const seen = (
  deployments: Deployment[],
  at = 60_000,
  more: Partial<Snapshot> = {},
  change: Partial<Service> = {},
): Snapshot => ({ at, service: service(deployments, change), ...more })

/** A task of ours that ended, as AWS tells of it. */
export const ended = (id: string, stopCode: string, stoppedReason: string, more: Partial<TaskFacts> = {}): TaskFacts =>
  task(id, { status: 'STOPPED', startedAt: undefined, stoppedAt: 3000, stopCode, stoppedReason, ...more })

export const container = (more: Partial<TaskFacts['containers'][number]> = {}): TaskFacts['containers'][number] => ({
  name: 'app',
  image: 'registry/app:v2',
  exitCode: undefined,
  reason: undefined,
  ...more,
})

export const exited = (id: string, exitCode: number, reason?: string): TaskFacts =>
  ended(id, 'EssentialContainerExited', 'Essential container in task exited', {
    containers: [container({ exitCode, reason })],
  })

/** Nothing is known, unless said otherwise. */
export const symptoms = (more: Partial<Symptoms> = {}): Symptoms => ({
  revision: 'web:2',
  stopped: [],
  targets: [],
  events: [],
  logLines: [],
  notSeen: [],
  alarms: [],
  ...more,
})
