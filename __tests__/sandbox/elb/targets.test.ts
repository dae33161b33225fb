// Which health does the load balancer find in its targets?
import { expect, test } from '@jest/globals'
import { bench, to } from './bench.ts'

test('a target is registering, checked, healthy, draining and gone', async () => {
  const on = bench()
  const group = await on.group('web')
  await on.serve(to([group, 1]))
  await on.target(group, 1, 'ok')
  expect(await on.health(group)).toEqual(['initial Elb.RegistrationInProgress'])
  await on.clock.advance(3_000)
  expect(await on.health(group)).toEqual(['healthy'])
  await on.call('DeregisterTargets', { TargetGroupArn: group, Targets: [{ Id: '10.0.0.1' }] })
  await on.clock.advance(299_000)
  expect(await on.health(group)).toEqual(['draining Target.DeregistrationInProgress'])
  await on.clock.advance(1_000)
  expect(await on.health(group)).toEqual([])
  const { TargetHealthDescriptions } = await on.call('DescribeTargetHealth', {
    TargetGroupArn: group,
    Targets: [{ Id: '10.0.0.1' }],
  })
  expect(TargetHealthDescriptions).toEqual([
    {
      Target: { Id: '10.0.0.1', Port: 8080, AvailabilityZone: undefined },
      HealthCheckPort: undefined,
      TargetHealth: {
        State: 'unused',
        Reason: 'Target.NotRegistered',
        Description: 'Target is not registered to the target group',
      },
    },
  ])
})

test('a group that no listener uses is not checked', async () => {
  const on = bench()
  const group = await on.group('web')
  let knocked = 0
  await on.target(group, 1, async () => {
    knocked++
    return { status: 200, headers: {}, body: Buffer.alloc(0) }
  })
  await on.clock.advance(120_000)
  expect(await on.health(group)).toEqual(['unused Target.NotInUse'])
  expect(knocked).toBe(0)
  await on.serve(to([group, 1]))
  expect(await on.health(group)).toEqual(['initial Elb.InitialHealthChecking'])
  await on.clock.advance(30_000)
  expect(await on.health(group)).toEqual(['healthy'])
})

test('a target that fails twice is unhealthy, in AWS’s words for each way to fail', async () => {
  const on = bench()
  const group = await on.group('web', { HealthCheckIntervalSeconds: 10, HealthCheckPath: '/health' })
  await on.serve(to([group, 1]))
  await on.target(group, 1, 500)
  await on.target(group, 2, async () => ({
    status: 200,
    headers: {},
    body: Buffer.alloc(0),
    afterMs: Number.POSITIVE_INFINITY,
  }))
  await on.target(group, 3, () => Promise.reject(new Error('connection refused')))
  await on.clock.advance(4_000)
  expect(await on.health(group)).toEqual(Array(3).fill('initial Elb.InitialHealthChecking'))
  await on.clock.advance(16_000)
  const { TargetHealthDescriptions } = await on.call('DescribeTargetHealth', { TargetGroupArn: group })
  expect(TargetHealthDescriptions).toMatchObject([
    {
      TargetHealth: {
        Reason: 'Target.ResponseCodeMismatch',
        Description: 'Health checks failed with these codes: [500]',
      },
    },
    { TargetHealth: { Reason: 'Target.Timeout', Description: 'Request timed out' } },
    { TargetHealth: { Reason: 'Target.FailedHealthChecks', Description: 'Health checks failed' } },
  ])
})

test('a slow answer within the timeout passes', async () => {
  const on = bench()
  const group = await on.group('web')
  await on.serve(to([group, 1]))
  await on.target(group, 1, async () => ({ status: 200, headers: {}, body: Buffer.alloc(0), afterMs: 4_900 }))
  await on.clock.advance(7_000)
  expect(await on.health(group)).toEqual(['initial Elb.InitialHealthChecking'])
  await on.clock.advance(1_000)
  expect(await on.health(group)).toEqual(['healthy'])
})

test('one that registers again while it drains begins anew', async () => {
  const on = bench()
  const group = await on.group('web')
  await on.serve(to([group, 1]))
  await on.target(group, 1, 'ok')
  await on.clock.advance(5_000)
  await on.call('DeregisterTargets', { TargetGroupArn: group, Targets: [{ Id: '10.0.0.1' }] })
  await on.call('RegisterTargets', { TargetGroupArn: group, Targets: [{ Id: '10.0.0.1' }] })
  await on.clock.advance(400_000)
  expect(await on.health(group)).toEqual(['healthy'])
})

test('nobody waits for a target to drain whose group is gone, or that is registered again', async () => {
  const on = bench()
  const group = await on.group('web')
  const { targets } = on.elb
  const target = { ip: '10.0.0.1', port: 8080 }
  const drained: string[] = []
  await on.target(group, 1, 'ok')
  targets.deregister(group, target, () => drained.push('registered again'))
  targets.register(group, target)
  targets.deregister(group, target, () => drained.push('group gone'))
  await on.call('DeleteTargetGroup', { TargetGroupArn: group })
  expect(drained).toEqual(['registered again', 'group gone'])
})

test('the deregistration delay is an attribute', async () => {
  const on = bench()
  const group = await on.group('web')
  const delay = (Value: string) =>
    on.call('ModifyTargetGroupAttributes', {
      TargetGroupArn: group,
      Attributes: [{ Key: 'deregistration_delay.timeout_seconds', Value }],
    })
  await expect(delay('3601')).rejects.toMatchObject({ code: 'ValidationError' })
  await delay('10')
  await on.target(group, 1, 'ok')
  let drained = false
  on.elb.targets.deregister(group, { ip: '10.0.0.1', port: 8080 }, () => {
    drained = true
  })
  await on.clock.advance(9_999)
  expect(drained).toBe(false)
  await on.clock.advance(1)
  expect(drained).toBe(true)
  const { Attributes } = await on.call('DescribeTargetGroupAttributes', { TargetGroupArn: group })
  expect(Attributes).toContainEqual({ Key: 'deregistration_delay.timeout_seconds', Value: '10' })
})
