// What must a role be allowed so that services can be taken back?
import type { Action } from '../action.ts'
import { releasePermissions, shiftPermissions } from '../release/permissions.ts'

/** What a rollback needs to know before, and does not do without. */
const NEEDED: Record<string, string> = {
  'ecs:ListServiceDeployments': 'to know what was live before',
  'ecs:DescribeTaskDefinition': 'to look at the revision that is gone back to',
}

const WHY: Record<string, string> = {
  'ecs:RegisterTaskDefinition': 'to register a revision that is not active any more again',
  'ecs:TagResource': 'to register it with its tags',
  'ecr:DescribeImages': 'to refuse a revision whose image is gone, and to find a tag',
}

/** What it takes to move all traffic of a pair, to bring tasks up for it, and to take away what a dead run left. */
const FOR_WEIGHTS =
  /:(DescribeRules|ModifyRule|DeleteRule|ModifyListener|DescribeTargetGroupAttributes|\w+Tags|\w+ScalableTargets?)$/

/** For taking services back. */
export const rollbackPermissions: Action['permissions']['aws'] = [
  ...releasePermissions.map(({ optional, ...one }) => {
    const why = NEEDED[one.action]
    if (why) return { ...one, why }
    return optional ? { ...one, optional, why: WHY[one.action] ?? one.why } : one
  }),
  { action: 'ecs:DescribeServiceRevisions', on: 'any', why: 'to know which revision and digests each deployment ran' },
  ...shiftPermissions
    .filter(one => !releasePermissions.some(each => each.action === one.action))
    .filter(one => FOR_WEIGHTS.test(one.action))
    .map(one => ({ ...one, why: 'for `listener-rule`', optional: true as const })),
]
