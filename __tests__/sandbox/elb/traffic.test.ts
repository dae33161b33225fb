// Do real requests get through the load balancer, and what do they get when they do not?
import { expect, test } from '@jest/globals'
import { bench, to } from './bench.ts'

const bodies = async (url: string, times: number) => {
  const all: string[] = []
  for (let time = 0; time < times; time++) all.push(await (await fetch(url)).text())
  return all
}

test('requests go round the healthy targets', async () => {
  const on = bench()
  const group = await on.group('web')
  const { url } = await on.serve(to([group, 1]))
  await on.target(group, 1, 'one')
  await on.target(group, 2, 'two')
  await on.target(group, 3, async ({ path }) => ({
    status: path === '/' ? 500 : 200,
    headers: {},
    body: Buffer.from('sick'),
  }))
  await on.clock.advance(40_000)
  expect(await on.health(group)).toEqual(['healthy', 'healthy', 'unhealthy Target.ResponseCodeMismatch'])
  expect(await bodies(url, 4)).toEqual(['one', 'two', 'one', 'two'])
})

test('weights of the default action and of a rule share the traffic out, and change node by node', async () => {
  const on = bench()
  const [blue, green] = [await on.group('blue'), await on.group('green')]
  const { url, listener } = await on.serve(to([blue, 90], [green, 10]))
  await on.target(blue, 1, 'blue')
  await on.target(green, 2, 'green')
  await on.clock.advance(5_000)
  const shares = (await bodies(url, 200)).filter(body => body === 'green').length
  expect(shares).toBeGreaterThan(5)
  expect(shares).toBeLessThan(40)
  await on.call('ModifyListener', { ListenerArn: listener, DefaultActions: [to([blue, 0], [green, 1])] })
  expect(new Set(await bodies(url, 10))).toContain('blue')
  await on.clock.advance(5_000)
  expect(new Set(await bodies(url, 10))).toEqual(new Set(['green']))
  await on.call('CreateRule', {
    ListenerArn: listener,
    Priority: 1,
    Conditions: [{ Field: 'path-pattern', Values: ['/old*'] }],
    Actions: [to([blue, 1], [green, 0])],
  })
  await on.clock.advance(5_000)
  expect(new Set(await bodies(`${url}/old`, 10))).toEqual(new Set(['blue']))
})

test('no target that could answer is 503, a refused connection 502, an answer that never comes 504', async () => {
  const on = bench()
  const group = await on.group('web', { HealthCheckPath: '/health' })
  const { url } = await on.serve(to([group, 1]))
  expect((await fetch(url)).status).toBe(503)
  const leave = on.vpc.listen('10.0.0.1:8080', async ({ path }) => ({
    status: 200,
    headers: {},
    body: Buffer.from('ok'),
    ...(path === '/slow' && { afterMs: Number.POSITIVE_INFINITY }),
  }))
  await on.call('RegisterTargets', { TargetGroupArn: group, Targets: [{ Id: '10.0.0.1' }] })
  expect((await fetch(url)).status).toBe(503)
  await on.clock.advance(5_000)
  expect((await fetch(url)).status).toBe(200)
  const slow = fetch(`${url}/slow`)
  while (on.seen.length < 4) await new Promise(resolve => setImmediate(resolve))
  await on.clock.advance(60_000)
  expect((await slow).status).toBe(504)
  leave()
  const cut = await fetch(url)
  expect([cut.status, cut.headers.get('server')]).toEqual([502, 'awselb/2.0'])
})

test('when all targets are unhealthy the load balancer fails open', async () => {
  const on = bench()
  const group = await on.group('web', { HealthCheckPath: '/health' })
  const { url } = await on.serve(to([group, 1]))
  await on.target(group, 1, async ({ path }) => ({
    status: path === '/health' ? 500 : 200,
    headers: {},
    body: Buffer.from('still here'),
  }))
  await on.clock.advance(60_000)
  expect(await on.health(group)).toEqual(['unhealthy Target.ResponseCodeMismatch'])
  expect(await bodies(url, 1)).toEqual(['still here'])
})

test('a draining target finishes what it has begun and gets nothing new', async () => {
  const on = bench()
  const group = await on.group('web')
  const { url } = await on.serve(to([group, 1]))
  await on.target(group, 1, async ({ path }) => ({
    status: 200,
    headers: {},
    body: Buffer.from('old'),
    ...(path === '/slow' && { afterMs: 20_000 }),
  }))
  await on.target(group, 2, 'new')
  await on.clock.advance(5_000)
  const slow = fetch(`${url}/slow`)
  while (on.seen.length < 1) await new Promise(resolve => setImmediate(resolve))
  await on.call('DeregisterTargets', { TargetGroupArn: group, Targets: [{ Id: '10.0.0.1' }] })
  expect(await on.health(group)).toEqual(['draining Target.DeregistrationInProgress', 'healthy'])
  expect(new Set(await bodies(url, 4))).toEqual(new Set(['new']))
  await on.clock.advance(20_000)
  expect(await (await slow).text()).toBe('old')
})

test('targets learn whom they serve, and observers what happened', async () => {
  const on = bench()
  const group = await on.group('web')
  const { url, balancer, listener } = await on.serve(to([group, 1]))
  await on.target(group, 1, async ({ headers }) => ({
    status: 201,
    headers: { 'x-own': 'yes' },
    body: Buffer.from(`${headers['x-forwarded-for']} ${headers['x-forwarded-proto']}`),
    afterMs: headers['user-agent']?.startsWith('ELB') ? 0 : 250,
  }))
  await on.call('ModifyTargetGroup', { TargetGroupArn: group, Matcher: { HttpCode: '200-299' } })
  await on.clock.advance(5_000)
  const answer = fetch(`${url}/path?q=1`, { headers: { 'x-forwarded-for': '203.0.113.7' } })
  while (on.seen.length < 1) await new Promise(resolve => setImmediate(resolve))
  await on.clock.advance(250)
  const response = await answer
  expect([response.status, response.headers.get('x-own'), await response.text()]).toEqual([
    201,
    'yes',
    '203.0.113.7, 127.0.0.1 http',
  ])
  expect(on.seen).toEqual([
    {
      at: on.clock.now() - 250,
      loadBalancerArn: balancer,
      listenerArn: listener,
      targetGroupArn: group,
      target: '10.0.0.1:8080',
      method: 'GET',
      path: '/path?q=1',
      status: 201,
      targetStatus: 201,
      ms: 250,
    },
  ])
})

test('fixed responses and redirects need no target', async () => {
  const on = bench()
  const { url, listener } = await on.serve({
    Type: 'fixed-response',
    FixedResponseConfig: { StatusCode: '418', ContentType: 'text/plain', MessageBody: 'teapot' },
  })
  const response = await fetch(url)
  expect([response.status, await response.text()]).toEqual([418, 'teapot'])
  await on.call('ModifyListener', {
    ListenerArn: listener,
    DefaultActions: [
      {
        Type: 'redirect',
        RedirectConfig: { StatusCode: 'HTTP_301', Protocol: 'HTTPS', Port: '443', Path: '/new#{path}' },
      },
    ],
  })
  await on.clock.advance(5_000)
  const moved = await fetch(`${url}/a?b=1`, { redirect: 'manual' })
  expect([moved.status, moved.headers.get('location')]).toEqual([301, 'https://127.0.0.1:443/newa?b=1'])
})
