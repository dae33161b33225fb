// What does a service with two target groups stand behind?
import type { Fields } from '../../../sandbox/aws/service.ts'
import type { Script } from '../../../sandbox/runtime/script.ts'
import type { Bench } from './bench.ts'
import { balanced, completed, running, targetGroup } from './scenes.ts'

type Shown = { serviceDeploymentArn: string; status: string }

export type Colours = {
  a: string
  b: string
  productionRule: string
  testRule: string
  loadBalancers: Fields[]
  /** Weights of the groups A and B in the production and in the test rule. */
  weights(): Promise<{ production: number[]; test: number[] }>
  /** Of 40 requests, how many each version answered. */
  answers(headers?: Record<string, string>): Promise<Record<string, number>>
  /** The newest service deployment, as DescribeServiceDeployments shows it. */
  record(): Promise<Fields & Shown & { lifecycleStage: string; lifecycleHookDetails: Fields[] }>
  /** Lifecycle stages one after the other, until `done`. */
  stages(done: () => Promise<boolean>): Promise<string[]>
}

/** Two groups behind one listener: a rule for production, and one for requests that carry the header `x-test`. */
export async function colours(on: Bench): Promise<Colours> {
  const { group: a } = await balanced(on)
  const b = await targetGroup(on, 'green')
  const { Listeners } = await on.balance('DescribeListeners', { LoadBalancerArn: await balancerArn(on) })
  const { ListenerArn } = (Listeners as Fields[])[0] as Fields
  const rule = async (Priority: number, Conditions: Fields[], TargetGroups: Fields[]) => {
    const { Rules } = await on.balance('CreateRule', {
      ListenerArn,
      Priority,
      Conditions,
      Actions: [{ Type: 'forward', ForwardConfig: { TargetGroups } }],
    })
    return String((Rules as Fields[])[0]?.RuleArn)
  }
  const testRule = await rule(
    1,
    [{ Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'x-test', Values: ['*'] } }],
    [{ TargetGroupArn: b, Weight: 1 }],
  )
  const productionRule = await rule(
    2,
    [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/*'] } }],
    [
      { TargetGroupArn: b, Weight: 1 },
      { TargetGroupArn: a, Weight: 0 },
    ],
  )
  const url = on.elb.urlOf('demo') ?? ''

  const made: Colours = {
    a,
    b,
    productionRule,
    testRule,
    loadBalancers: [
      {
        targetGroupArn: a,
        containerName: 'app',
        containerPort: 8080,
        advancedConfiguration: {
          alternateTargetGroupArn: b,
          productionListenerRule: productionRule,
          testListenerRule: testRule,
          roleArn: 'arn:aws:iam::127214192604:role/ecsInfrastructureRole',
        },
      },
    ],
    async weights() {
      const { Rules } = await on.balance('DescribeRules', { RuleArns: [productionRule, testRule] })
      const [production = [], test = []] = (
        Rules as { Actions: [{ ForwardConfig: { TargetGroups: Fields[] } }] }[]
      ).map(({ Actions: [action] }) =>
        [a, b].map(arn =>
          Number(action.ForwardConfig.TargetGroups.find(one => one.TargetGroupArn === arn)?.Weight ?? 0),
        ),
      )
      return { production, test }
    },
    async answers(headers = {}) {
      const seen: Record<string, number> = {}
      for (let turn = 0; turn < 40; turn++) {
        const response = await fetch(url, { headers })
        const said = response.ok ? await response.text() : String(response.status)
        seen[said] = (seen[said] ?? 0) + 1
      }
      return seen
    },
    async record() {
      const { serviceDeployments } = await on.call('ListServiceDeployments', { service: 'web' })
      const [newest] = serviceDeployments as Shown[]
      const described = await on.call('DescribeServiceDeployments', {
        serviceDeploymentArns: [newest?.serviceDeploymentArn],
      })
      return (described.serviceDeployments as Awaited<ReturnType<Colours['record']>>[])[0] as Awaited<
        ReturnType<Colours['record']>
      >
    },
    async stages(done) {
      const seen: string[] = []
      await on.until(async () => {
        const { lifecycleStage } = await made.record()
        if (lifecycleStage !== undefined && seen.at(-1) !== lifecycleStage) seen.push(lifecycleStage)
        return done()
      })
      return seen
    },
  }
  return made
}

/** Answers the version `name` to everything. */
export const version = (name: string, more: Script = {}): Script => ({ answers: [{ body: name }], ...more })

/** The service `web` of version `v1`, two tasks in group A, deployed and at rest. */
export async function deployed(on: Bench, configuration: Fields = {}): Promise<Colours> {
  const made = await colours(on)
  await on.revision(version('v1'))
  await running(on, {
    loadBalancers: made.loadBalancers,
    deploymentConfiguration: { strategy: 'BLUE_GREEN', bakeTimeInMinutes: 5, ...configuration },
  })
  return made
}

/** Begins a deployment of a version, and lets a moment pass. */
export async function update(on: Bench, script: Script, more: Fields = {}): Promise<void> {
  await on.call('UpdateService', { service: 'web', taskDefinition: await on.revision(script), ...more })
  await on.pass(3)
}

/** Waits until the newest service deployment is in a stage, or in a later status. */
export async function stage(on: Bench, { record }: Colours, wanted: string): Promise<void> {
  await on.until(async () => (await record()).lifecycleStage === wanted)
}

export const over = async (on: Bench, { record }: Colours): Promise<string> => {
  await on.until(async () => /SUCCESSFUL|STOPPED|ROLLBACK_FAILED/.test((await record()).status))
  await completed(on)
  return (await record()).status
}

async function balancerArn(on: Bench): Promise<string> {
  const { LoadBalancers } = await on.balance('DescribeLoadBalancers', { Names: ['demo'] })
  return String((LoadBalancers as Fields[])[0]?.LoadBalancerArn)
}
