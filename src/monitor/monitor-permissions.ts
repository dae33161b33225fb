// What must a role be allowed so that a revision can be watched and taken back?
import type { Action } from '../action.ts'
import { rollbackPermissions } from '../rollback/rollback-permissions.ts'

/** What a watch asks for that a rollback does not, or does without. */
const TO_WATCH: Action['permissions']['aws'] = [
  { action: 'cloudwatch:GetMetricData', on: 'any', why: 'to measure' },
  { action: 'elasticloadbalancing:DescribeTargetGroups', on: 'any', why: 'to know whose metrics they are' },
  { action: 'elasticloadbalancing:DescribeTargetHealth', on: 'any', why: 'to see how many targets are healthy' },
  { action: 'cloudwatch:DescribeAlarms', on: 'any', why: 'for `watch-alarms`', optional: true },
]

/** For watching a revision and taking it back. */
export const monitorPermissions: Action['permissions']['aws'] = [
  ...TO_WATCH,
  ...rollbackPermissions.filter(one => !TO_WATCH.some(({ action }) => action === one.action)),
]
