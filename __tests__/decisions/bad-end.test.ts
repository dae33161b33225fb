import { expect, test } from '@jest/globals'
import { badEnds } from '../../src/decisions/bad-end.ts'
import type { TaskFacts } from '../../src/decisions/snapshot.ts'

const ended = (id: string, more: Partial<TaskFacts>): TaskFacts => ({
  ...{ id, deployment: 'ecs-svc/1', revision: 'web:2', status: 'STOPPED', health: 'unknown', address: undefined },
  ...{ createdAt: 1, startedAt: 2, stoppedAt: 1000, stopCode: 'EssentialContainerExited', stoppedReason: undefined },
  containers: [{ name: 'app', image: 'i', exitCode: 1, reason: undefined }],
  ...more,
})

test('tasks that ended by what they do count, those that were taken away do not', () => {
  const tasks = [
    ended('exited', {}),
    ended('memory', {
      stoppedAt: 1001,
      containers: [{ name: 'app', image: 'i', exitCode: 137, reason: 'OutOfMemoryError: killed' }],
    }),
    ended('never-started', {
      stoppedAt: 1002,
      stopCode: 'TaskFailedToStart',
      stoppedReason: 'CannotPullContainerError: not found',
    }),
    ended('unhealthy', {
      stoppedAt: 1003,
      stopCode: 'ServiceSchedulerInitiated',
      stoppedReason: 'Task failed ELB health checks in (target-group x)',
    }),
    ended('sick', {
      stoppedAt: 1004,
      stopCode: 'ServiceSchedulerInitiated',
      stoppedReason: 'Task failed container health checks',
    }),
    ended('scaled-in', {
      stopCode: 'ServiceSchedulerInitiated',
      stoppedReason: 'Scaling activity initiated by (deployment ecs-svc/1)',
    }),
    ended('by-a-person', { stopCode: 'UserInitiated', stoppedReason: 'Task stopped by user' }),
    ended('spot', { stopCode: 'SpotInterruption' }),
    ended('another-revision', { revision: 'web:1' }),
    ended('earlier', { stoppedAt: 999 }),
  ]
  expect(badEnds(tasks, 'web:2', 1000)).toEqual([
    { id: 'exited', at: 1000, cause: 'container "app" exited with code 1' },
    { id: 'memory', at: 1001, cause: 'container "app" ran out of memory (exit 137)' },
    { id: 'never-started', at: 1002, cause: expect.stringMatching(/^its image does not exist/) },
    { id: 'unhealthy', at: 1003, cause: "the load balancer's health check fails" },
    { id: 'sick', at: 1004, cause: 'the health check of container "app" fails' },
  ])
})
