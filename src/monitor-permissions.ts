// What must a role be allowed so that a revision can be watched, and taken back?
import type { Action } from './action.ts'
import { rollbackPermissions } from './rollback-permissions.ts'

/** For watching a revision and taking it back; what is only asked for by some inputs is optional. */
export const monitorPermissions: Action['permissions']['aws'] = [
  { action: 'cloudwatch:GetMetricData', on: 'any', why: 'to measure' },
  ...rollbackPermissions.map(one =>
    one.action === 'elasticloadbalancing:DescribeTargetHealth'
      ? { action: one.action, on: one.on, why: 'to see how many targets are healthy' }
      : one.action === 'cloudwatch:DescribeAlarms'
        ? { ...one, why: 'for `watch-alarms`' }
        : one,
  ),
  { action: 'elasticloadbalancing:DescribeTargetGroups', on: 'any', why: 'to know whose metrics they are' },
]
