import { expect, test } from '@jest/globals'
import { splitAdvice } from '../../src/decisions/advice.ts'

test.each([
  [
    'cloudwatch:GetMetricData on metrics is denied to arn:aws:iam::1:user/a: allow cloudwatch:GetMetricData in the role.',
    'cloudwatch:GetMetricData on metrics is denied to arn:aws:iam::1:user/a',
    'Allow cloudwatch:GetMetricData in the role, then run again.',
  ],
  [
    'Another run is moving this traffic (it holds the test rule until noon). Wait for its end, then run again; if it died, re-run that run.',
    'Another run is moving this traffic (it holds the test rule until noon)',
    'Wait for its end, then run again; if it died, re-run that run.',
  ],
  [
    'AWS throttled ecs:A on arn:aws:b (Throttling): try again later.',
    'AWS throttled ecs:A on arn:aws:b (Throttling)',
    'Run again later.',
  ],
  ['web: the rule forwards to two groups.', 'web: the rule forwards to two groups', 'Mend it.'],
  ['ValidationError: 1 error: Value is used', 'ValidationError: 1 error: Value is used', 'Mend it.'],
])('%s', (line, because, next) => {
  expect(splitAdvice(line, 'Mend it.')).toEqual({ because, next })
})
