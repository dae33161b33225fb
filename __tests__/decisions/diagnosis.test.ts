import { describe, expect, test } from '@jest/globals'
import { explainRollout, foldByCause, guiltyContainer, type Symptoms, taskText } from '../../src/decisions/diagnosis.ts'
import { container, ended, exited, symptoms, target, task } from './facts.ts'

const unhealthy = (event: string) =>
  `(service web) (port 80) is unhealthy in (target-group tg) due to (reason ${event})`
const failsHealth = (id: string) =>
  ended(id, 'ServiceSchedulerInitiated', 'Task failed ELB health checks in (target-group tg)')

describe('stopped tasks', () => {
  test('are folded by cause, the most frequent first, and the others stay as evidence', () => {
    expect(explainRollout(symptoms({ stopped: [exited('1', 1), exited('2', 137), exited('3', 137)] }))).toMatchObject({
      class: 'exit-code',
      cause: 'container "app" exited with code 137 (killed, SIGKILL)',
      evidence: [
        '2 of 3 stopped tasks: container "app" exited with code 137 (killed, SIGKILL). ECS says: EssentialContainerExited; Essential container in task exited',
        '1 of 3 stopped tasks: container "app" exited with code 1. ECS says: EssentialContainerExited; Essential container in task exited',
      ],
    })
  })

  test('that ECS took away for want of nothing are no cause, and are counted', () => {
    const scaled = ended('1', 'ServiceSchedulerInitiated', 'Scaling activity initiated by (deployment ecs-svc/2)')
    expect(foldByCause(symptoms({ stopped: [scaled, exited('2', 1)] }))).toMatchObject([{ tasks: [{ id: '2' }] }])
    expect(explainRollout(symptoms({ stopped: [scaled, exited('2', 1)] })).evidence).toEqual([
      expect.stringMatching(/^1 of 2 stopped tasks: container "app" exited with code 1\./),
    ])
    expect(explainRollout(symptoms({ stopped: [scaled] }))).toMatchObject({ class: 'unknown', evidence: [] })
  })

  test('are told in all the words that AWS has for them, and none that it has not', () => {
    const containers = [container(), container({ name: 'proxy', reason: 'CannotPull' }), container({ reason: 'OOM' })]
    expect(taskText(ended('1', 'TaskFailedToStart', 'Task failed to start', { containers }))).toBe(
      'TaskFailedToStart; Task failed to start; CannotPull; OOM',
    )
    expect(taskText(task('1'))).toBe('')
  })

  test('stand with the targets that are ill beside them', () => {
    const targets = [target('1', 'unhealthy', 'Request timed out'), target('2', 'initial'), target('3', 'unhealthy')]
    expect(explainRollout(symptoms({ stopped: [failsHealth('1')], targets }))).toMatchObject({
      cause: "the load balancer's health check fails: Request timed out",
      evidence: [
        expect.stringContaining('1 of 1 stopped tasks'),
        'target 10.0.0.1:80 is unhealthy: Request timed out',
        'target 10.0.0.3:80 is unhealthy: no reason given',
      ],
    })
  })
})

describe('the container that brought a task down', () => {
  test.each([
    ['has a reason', [{ exitCode: 1 }, { exitCode: 137, reason: 'OutOfMemoryError' }]],
    ['else ended badly', [{ exitCode: 143 }, { exitCode: 3 }]],
    ['else ended badly, not well', [{ exitCode: 0 }, { exitCode: 1 }]],
    ['else ended, while others still run', [{}, { exitCode: 0 }]],
    ['else ended, even only terminated', [{}, { exitCode: 143 }]],
  ])('%s', (_, [side = {}, guilty = {}]) => {
    const containers = [container({ name: 'side', ...side }), container({ name: 'guilty', ...guilty })]
    expect(guiltyContainer({ ...task('1'), containers })?.name).toBe('guilty')
    expect(guiltyContainer({ ...task('1'), containers: containers.toReversed() })?.name).toBe('guilty')
  })

  test('is the first where nothing tells them apart, and none where there is none', () => {
    const containers = [container({ name: 'first' }), container({ name: 'second' })]
    expect(guiltyContainer({ ...task('1'), containers })?.name).toBe('first')
    expect(guiltyContainer(task('1'))).toBeUndefined()
  })
})

describe('last log lines', () => {
  test('are evidence, and the last that says something is part of the cause', () => {
    const diagnosis = explainRollout(
      symptoms({
        stopped: [exited('1', 1)],
        logLines: ['starts', 'Error: no database', '  ', ''],
        notSeen: ['this role may not use elasticloadbalancing:DescribeTargetHealth'],
      }),
    )
    expect(diagnosis.cause).toBe('container "app" exited with code 1, saying "Error: no database"')
    expect(diagnosis.evidence.slice(1)).toEqual([
      'log: starts',
      'log: Error: no database',
      'not seen: this role may not use elasticloadbalancing:DescribeTargetHealth',
    ])
  })

  test('are the last eight', () => {
    const logLines = Array.from({ length: 10 }, (_, i) => `line ${i}`)
    const { evidence } = explainRollout(symptoms({ stopped: [exited('1', 1)], logLines }))
    expect(evidence.slice(1)).toEqual(logLines.slice(2).map(line => `log: ${line}`))
  })

  test('that say nothing are not part of the cause', () => {
    expect(explainRollout(symptoms({ stopped: [exited('1', 1)], logLines: [' '] })).cause).toBe(
      'container "app" exited with code 1',
    )
  })

  test('tell of a binary for another CPU, of which ECS knows the exit code only', () => {
    const logLines = ['exec /usr/local/bin/serve: exec format error']
    expect(explainRollout(symptoms({ stopped: [exited('1', 255)], logLines }))).toMatchObject({
      class: 'wrong-architecture',
      cause: 'the image of container "app" is built for another CPU architecture',
      evidence: [expect.stringContaining('exited with code 255'), `log: ${logLines[0]}`],
    })
  })

  test('tell of nothing else: what an application writes is no word of AWS', () => {
    const logLines = ['OutOfMemory: dial tcp 10.0.0.1:5432: i/o timeout']
    expect(explainRollout(symptoms({ stopped: [exited('1', 1)], logLines })).class).toBe('exit-code')
  })
})

describe("why the load balancer's health check fails", () => {
  const failing = { stopped: [failsHealth('1')] }
  const cause = (more: Partial<Symptoms>) => explainRollout(symptoms({ ...failing, ...more })).cause

  test('is what it says of an unhealthy target', () => {
    const targets = [
      target('1', 'draining', 'Target deregistration is in progress'),
      target('2', 'unhealthy'),
      target('3', 'unhealthy', 'Health checks failed with these codes: [503]'),
    ]
    expect(cause({ targets, events: [unhealthy('Request timed out')] })).toBe(
      "the load balancer's health check fails: Health checks failed with these codes: [503]",
    )
  })

  test('else what the newest event says of one', () => {
    const events = [unhealthy('Request timed out'), unhealthy('codes: [500]'), '(service web) has started 1 tasks.']
    expect(cause({ events })).toBe("the load balancer's health check fails: codes: [500]")
    expect(cause({ events, targets: [target('1', 'healthy', 'fine')] })).toContain('[500]')
  })

  test('else is not known', () => {
    expect(cause({})).toBe("the load balancer's health check fails")
  })
})

describe('without a stopped task that says why', () => {
  test('ill targets are the cause, before any event', () => {
    const targets = [target('1', 'unhealthy', 'Request timed out'), target('2'), target('3', 'unhealthy')]
    const events = ['(service web) was unable to place a task. Reason: Capacity is unavailable at this time.']
    expect(explainRollout(symptoms({ targets, events }))).toMatchObject({
      class: 'target-health',
      cause: "the load balancer's health check fails: Request timed out",
      evidence: [
        'target 10.0.0.1:80 is unhealthy: Request timed out',
        'target 10.0.0.3:80 is unhealthy: no reason given',
      ],
    })
    // Targets that are still checked are not ill.
    expect(explainRollout(symptoms({ targets: [target('1', 'initial')], events })).class).toBe('no-capacity')
  })

  test('the newest event that names a cause does', () => {
    const capacity = '(service web) was unable to place a task. Reason: Capacity is unavailable at this time.'
    const health = '(service web) (task 1) failed container health checks.'
    const started = '(service web) has started 1 tasks.'
    expect(explainRollout(symptoms({ events: [health, capacity, started] })).evidence).toEqual([`event: ${capacity}`])
    expect(explainRollout(symptoms({ events: [capacity, health] })).class).toBe('container-health')
  })

  test('what AWS says in words that are not known is quoted, each once', () => {
    const lost = (id: string) => ended(id, 'TerminationNotice', 'Host EC2 (instance i-1) terminated.')
    expect(explainRollout(symptoms({ stopped: [lost('1'), lost('2')], events: ['one', 'two'] }))).toEqual({
      class: 'unknown',
      cause: 'ECS says of a stopped task: TerminationNotice; Host EC2 (instance i-1) terminated.',
      evidence: ['stopped task: TerminationNotice; Host EC2 (instance i-1) terminated.', 'event: one', 'event: two'],
      next: "Look at the service's health check, security groups, secrets and logs.",
    })
  })

  test('and with nothing to go by it says so, shows the last three events, and what to look at', () => {
    expect(explainRollout(symptoms({ events: ['one', 'two', 'three', 'four'], logLines: ['up'] }))).toEqual({
      class: 'unknown',
      cause: 'neither its tasks nor its targets nor its events give a reason',
      evidence: ['event: two', 'event: three', 'event: four', 'log: up'],
      next: "Look at the service's health check, security groups, secrets and logs.",
    })
  })
})

describe('an alarm that ended it', () => {
  const alarm = (name: string, state: string, reason = '') => ({ name, state, reason })
  const next =
    'Look at what the alarm measures at the time of the deployment; release again when the new revision is mended.'

  test('is the cause, before all else', () => {
    const alarms = [alarm('5xx', 'ALARM', 'Threshold Crossed'), alarm('slow', 'OK'), alarm('queue', 'ALARM')]
    expect(explainRollout(symptoms({ alarms, stopped: [exited('1', 1)] }))).toEqual({
      class: 'alarm',
      cause: 'alarm "5xx" or "queue" went off',
      evidence: ['alarm 5xx is ALARM: Threshold Crossed', 'alarm queue is ALARM: no reason given'],
      next,
    })
  })

  test('may be over by the time it is looked at: then it is one of them', () => {
    const alarms = [alarm('5xx', 'OK', 'fine again'), alarm('slow', 'INSUFFICIENT_DATA')]
    expect(explainRollout(symptoms({ alarms }))).toMatchObject({
      cause: 'alarm "5xx" or "slow" went off',
      evidence: ['alarm 5xx is OK: fine again', 'alarm slow is INSUFFICIENT_DATA: no reason given'],
    })
  })
})
