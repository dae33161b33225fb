// How does a user ask for a shift of traffic?
import { count, duration, flag, groups, list, map, namesOrMap, oneOf, text } from '../input.ts'

/** Which services, behind which rule, with what. */
export const pairInputs = {
  cluster: text({ description: 'The name or ARN of the ECS cluster.', required: true }),
  service: list({
    description:
      'The name of a pair, or several: `web` means the services `web-blue` and `web-green`. Which of the two is live is read from the weights of the rule, never from names. With `engine: ecs`: the service.',
  }),
  services: namesOrMap({
    description:
      'Several pairs: a list, or a YAML map of name to `blue-service`, `green-service`, `listener-rule`, `listener`, `test-rule-priority`, `test-host`, `test-listener`, `target-group`, `task-definition`, `image`, `image-tag`, `container-name`.',
  }),
  blueService: text({ description: 'One of the two services, where it is not called after the pair.' }),
  greenService: text({
    description:
      'The other one. It is made like the live one when it does not exist, unless `create-service` is false.',
  }),
  order: groups({
    description:
      'Groups of pairs, one a line. A group begins when each of the one before has all of its traffic (with `step`: as much as that) and was watched; when one fails, the later ones are not touched.',
  }),
  only: list({ description: 'Shift only these of them.' }),
  mode: oneOf(
    'independent',
    'together',
  )({
    description:
      '`independent`: each pair goes on if another fails. `together`: when one fails, all go back whose blue still has its tasks; a pair that is done with its last step, or with `step`, waits for the others.',
    default: 'independent',
  }),
  engine: oneOf(
    'alb',
    'ecs',
  )({
    description:
      '`alb`: weights on a listener rule between two services. `ecs`: the blue-green, linear and canary strategies of ECS itself. Unset: `alb` where a listener or a listener rule is given, else `ecs`.',
  }),
  listenerRule: text({
    description: 'The ARN of the production rule, or of a listener’s default rule: where the traffic is shared.',
  }),
  listener: text({
    description: 'The ARN of the listener, where only one of its rules forwards to the two services.',
  }),
  taskDefinition: text({
    description:
      'The revision to release: an ARN, `family:revision`, a family (its newest active revision), or a file, which is then registered. Unset: what is live now, with `image` or `image-tag` in it.',
  }),
  image: text({ description: 'An image to put into the task definition, which is then registered.' }),
  imageTag: text({
    description: 'A tag in the repository that the live service runs from, to be put into its task definition.',
  }),
  containerName: text({ description: 'The container that gets the image. Unset: the only essential one.' }),
}

/** How green is reached before it has traffic, and what it is made of where it is not there. */
export const greenInputs = {
  testRulePriority: count(
    1,
    50_000,
  )({
    description:
      'The priority of the test rule, which leads to green, and is the lock of the release. Unset: the one before the production rule’s, or 1 before a default rule.',
  }),
  testHeader: text({
    description:
      'The header by which the test rule knows a test request, `Name: value`. Unset: `X-Ecs-Release: green`.',
    secret: true,
  }),
  testHost: text({ description: 'A host name for test requests, in place of a header.' }),
  testListener: text({ description: 'The ARN of a listener for test requests alone, in place of a header.' }),
  createService: flag({
    description: 'Make the other service like the live one where it does not exist; otherwise that is an error.',
    default: 'true',
  }),
  createTargetGroup: flag({ description: 'Make a target group for green where there is none.', default: 'false' }),
  targetGroup: text({ description: 'Its name. Unset: the service’s, with `-tg`.' }),
  targetGroupProtocol: oneOf('HTTP', 'HTTPS')({ description: 'Its protocol. Unset: as the live one’s.' }),
  targetGroupPort: count(1, 65_535)({ description: 'Its port. Unset: as the live one’s.' }),
  vpcId: text({ description: 'Its VPC. Unset: as the live one’s.' }),
  healthPath: text({ description: 'The path of its health check. Unset: as the live one’s.' }),
  smokeUrls: list({
    description:
      'Addresses that must answer well from green, through the test rule, before it gets traffic. Unset: its health checks must do.',
  }),
  smokeHeaders: map({ description: 'Headers to send, beside that of the test rule.', secret: true }),
  smokeExpectStatus: list({ description: 'Statuses of a good answer: `200`, `2xx`, `200-299`.', default: '2xx' }),
  smokeExpectText: text({ description: 'A text that the body of a good answer has.' }),
  smokeConsecutive: count(1, 100)({ description: 'How many good answers in a row are enough.', default: '2' }),
  smokeIntervalSeconds: duration('seconds')({ description: 'Time between two tries.', default: '2' }),
  smokeRequestTimeoutSeconds: duration('seconds')({ description: 'How long one answer may take.', default: '10' }),
  smokeTimeoutSeconds: duration('seconds')({ description: 'How long all of it may take.', default: '60' }),
  waitForMinutes: duration('minutes')({
    description:
      'How long green may take to be well, and to have enough healthy targets before a step, and before blue gives its tasks back.',
    default: '15',
  }),
}

/** How traffic moves. */
export const stepInputs = {
  steps: list({
    description:
      'Percents of the traffic for green, rising to 100. Unset: 5, 50, 100; with `engine: ecs` as the service is set.',
  }),
  bake: list({
    description:
      'How long to watch after each step; the last one stands for all later steps. Unset: 15m after the first, 60m after the last, 30m between.',
  }),
  maxBake: duration('minutes')({
    description: 'How long to watch after a step at most, when too little is seen to call it well.',
    default: '120',
  }),
  step: count(
    1,
    100,
  )({
    description:
      'Go no further than this step, so that each step can be a job of its own. Steps before it that are not done are done first, each watched; where the traffic is past it already nothing is done, and it is red when a side with traffic has no healthy target. Unset: all of them.',
  }),
  keepBlueFor: duration('minutes')({
    description:
      'How long the side that was live keeps all of its tasks after it lost its traffic, and longer while green has too few healthy targets for all of it. Unset: 60m.',
  }),
  keepGreen: flag({ description: 'Leave green’s tasks running when it was given up.', default: 'false' }),
  allowUndersized: flag({
    description: 'Allow weight on a target group with too few healthy targets.',
    default: 'false',
  }),
  hooks: oneOf(
    'set',
    'keep',
  )({
    description:
      'For `engine: ecs`. `set`: ECS pauses for this release only; pauses that a killed or held run leaves on the service are taken off by the next release or rollback. `keep`: at the pause hooks that the service has.',
    default: 'set',
  }),
  evidence: flag({
    description: 'Whether green is judged by what is measured; otherwise by the clock alone.',
    default: 'true',
  }),
  onCancel: oneOf(
    'rollback',
    'keep',
  )({
    description: 'What a cancelled job does until the last step was watched: all traffic back, or weights as they are.',
    default: 'rollback',
  }),
  resume: oneOf(
    'continue',
    'rollback',
  )({
    description:
      'What to do with a shift that was interrupted: go on from what the weights say, or all traffic back to the side that the note on its test rule says was live before, whatever is named now.',
    default: 'continue',
  }),
  plan: flag({
    description: 'Show what would be done, how long it takes and what it costs, and change nothing.',
    default: 'false',
  }),
  sessionMinutes: duration('minutes')({
    description:
      'How long the job’s AWS credentials hold, where they cannot be renewed (permission `id-token: write`) and AWS_CREDENTIAL_EXPIRATION does not say it.',
    default: '60',
  }),
  jobLimit: duration('minutes')({ description: 'When the job is ended by its runner.', default: '360' }),
}
