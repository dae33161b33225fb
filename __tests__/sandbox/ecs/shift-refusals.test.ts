// Which configurations of traffic shifts does ECS refuse, and which does the sandbox not play?
import { describe, expect, test } from '@jest/globals'
import type { Fields } from '../../../sandbox/aws/service.ts'
import { bench } from './bench.ts'
import { colours, version } from './colours.ts'
import { vpc } from './scenes.ts'

type Balancer = Fields & { advancedConfiguration: Fields }

async function creating(change: (balancer: Balancer) => unknown[], configuration: Fields = {}): Promise<unknown> {
  const on = await bench()
  const at = await colours(on)
  await on.revision(version('v1'))
  const [balancer] = at.loadBalancers as Balancer[]
  return on.call('CreateService', {
    serviceName: 'web',
    taskDefinition: 'web:1',
    desiredCount: 1,
    launchType: 'FARGATE',
    networkConfiguration: vpc,
    loadBalancers: change(balancer as Balancer),
    deploymentConfiguration: { strategy: 'BLUE_GREEN', ...configuration },
  })
}

describe('load balancers', () => {
  const advanced = (more: Fields) => (one: Balancer) => [
    { ...one, advancedConfiguration: { ...one.advancedConfiguration, ...more } },
  ]
  test.each<[string, (one: Balancer) => unknown[], RegExp]>([
    [
      'without their advanced configuration',
      ({ advancedConfiguration: _, ...one }) => [one],
      /^advancedConfiguration field is required for all loadBalancers when using a non-ROLLING deployment strategy$/,
    ],
    [
      'a listener where a rule belongs',
      advanced({
        productionListenerRule: 'arn:aws:elasticloadbalancing:ap-south-1:127214192604:listener/app/demo/1/2',
      }),
      /^productionListenerRule has an invalid ARN format. Must be RuleArn for ALB or ListenerArn for NLB. Got: arn/,
    ],
    [
      'one rule for both',
      one => advanced({ testListenerRule: one.advancedConfiguration.productionListenerRule })(one),
      /^The following rules cannot be used as both production and test listener rules: arn/,
    ],
    [
      'one group twice',
      one => advanced({ alternateTargetGroupArn: one.targetGroupArn })(one),
      /^Duplicate targetGroupArn found: arn/,
    ],
    ['no role', advanced({ roleArn: undefined }), /^roleArn cannot be null or empty\.$/],
  ])('%s', async (_, change, message) => {
    await expect(creating(change)).rejects.toMatchObject({
      code: 'InvalidParameterException',
      message: expect.stringMatching(message),
    })
  })
})

describe('configurations', () => {
  const hook = (more: Fields) => ({
    lifecycleHooks: [{ targetType: 'PAUSE', lifecycleStages: ['PRE_SCALE_UP'], ...more }],
  })
  test.each<[Fields, string, RegExp]>([
    [{ strategy: 'RED' }, 'InvalidParameterException', /RED/],
    [{ linearConfiguration: { stepPercent: 10 } }, 'InvalidParameterException', /only valid when.*LINEAR/],
    [{ strategy: 'LINEAR', linearConfiguration: { stepPercent: 2 } }, 'InvalidParameterException', /stepPercent/],
    [
      { strategy: 'LINEAR', linearConfiguration: { stepPercent: 10.55 } },
      'InvalidParameterException',
      /multiple of 0\.1/,
    ],
    [
      { strategy: 'CANARY', canaryConfiguration: { canaryBakeTimeInMinutes: 1441 } },
      'InvalidParameterException',
      /canaryBake/,
    ],
    [
      hook({ targetType: 'WAIT' }),
      'InvalidParameterException',
      /^Invalid targetType\. Valid values are: AWS_LAMBDA, PAUSE$/,
    ],
    [
      hook({ lifecycleStages: ['TEST_TRAFFIC_SHIFT'] }),
      'InvalidParameterException',
      /^Invalid lifecycle stage provided for Pause Hook$/,
    ],
    [hook({ timeoutConfiguration: { timeoutInMinutes: 20_161 } }), 'InvalidParameterException', /timeoutInMinutes/],
    [hook({ targetType: 'AWS_LAMBDA' }), 'UnsupportedFeatureException', /hooks of type AWS_LAMBDA/],
    [{ strategy: 'ROLLING', ...hook({}) }, 'UnsupportedFeatureException', /hooks of rolling updates/],
    [{ strategy: 'ROLLING', earlySuccessCriteria: { enable: true } }, 'UnsupportedFeatureException', /early success/],
  ])('%j: %s', async (configuration, code, message) => {
    await expect(creating(one => [one], configuration)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    })
  })

  test('33.3 percent is a multiple of 0.1', async () => {
    const linearConfiguration = { stepPercent: 33.3 }
    expect(await creating(one => [one], { strategy: 'LINEAR', linearConfiguration })).toMatchObject({
      service: { deploymentConfiguration: { linearConfiguration } },
    })
  })
})
