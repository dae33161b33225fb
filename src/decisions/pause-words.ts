// How is a pause of ECS said, and how do people answer it?
import { showTime } from './duration.ts'
import type { PauseHook, ShiftRecord } from './pause.ts'

/** `post test traffic shift`. */
export const stageName = (stage: string | undefined): string => (stage ?? 'none yet').toLowerCase().replaceAll('_', ' ')

/** `; unanswered, ECS goes back at 12:43:40 UTC`. */
export const sayUnanswered = ({ expiresAt, atTimeout }: Pick<PauseHook, 'expiresAt' | 'atTimeout'>): string =>
  expiresAt === undefined
    ? ''
    : `; unanswered, ECS ${atTimeout === 'go-on' ? 'goes on' : 'goes back'} at ${showTime(expiresAt)} UTC`

/** The stage whose pause nobody answered, by ECS's reason for going back. */
export const unansweredStage = (reason: string): string | undefined =>
  /([A-Z_]+) pause hook timed out/.exec(reason)?.[1]

/** How people answer the open pause of a deployment, and until when; ECS's API asks for each hook by its id. */
export function howToAnswer(record: ShiftRecord): string {
  const first = record.hooks.find(({ status }) => status === 'AWAITING_ACTION')
  if (!first) return 'Look at the service now.'
  const [, , , region] = record.arn.split(':')
  const then = first.atTimeout === 'go-on' ? 'goes on' : 'goes back'
  const until =
    first.expiresAt === undefined ? '' : ` before ${showTime(first.expiresAt)} UTC, or ECS ${then} by itself`
  const command = `aws ecs continue-service-deployment --region ${region} --service-deployment-arn ${record.arn} --hook-id ${first.id} --action CONTINUE`
  return `Answer the pause at ${stageName(record.stage)}${until}: ${command} (or ROLLBACK).`
}
