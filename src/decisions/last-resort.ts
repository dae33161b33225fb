// What do we say of a bad end that no task, no target and no event tells of?
import type { Diagnosis } from './diagnosis.ts'
import type { Judgement } from './rollout.ts'

/** The judge's own reason, in place of a diagnosis that found none; with a next step that fits it. */
export function lastResort(
  diagnosis: Diagnosis,
  { because, lacks, blind }: Pick<Judgement, 'because' | 'lacks' | 'blind'>,
): Diagnosis {
  const say = (cause: string, next: string): Diagnosis => ({ ...diagnosis, cause, next })
  if (blind)
    return say(
      'AWS could not be asked any more, so how it ended was not seen',
      'Look at the service in the console; run this job again to follow it to its end.',
    )
  const unanswered = /pause hook at ([a-z ]+) timed out/.exec(because)?.[1]
  if (unanswered)
    return say(
      `the pause hook at ${unanswered} timed out: nobody answered it, so ECS went back`,
      'Have whoever set that pause hook on the service answer it the next time (ContinueServiceDeployment), or take it off; then try again.',
    )
  const waits = /\bit is paused at [a-z ]+/.exec(because)?.[0]
  if (waits)
    return say(
      `${waits}, and nobody has answered the pause`,
      'Have whoever set that pause hook on the service answer it (ContinueServiceDeployment), or take it off; then try again.',
    )
  if (diagnosis.class !== 'unknown' || diagnosis.cause.startsWith('ECS says')) return diagnosis
  if (lacks?.what === 'logs')
    return say(
      'its tasks run, but have not written a line to their log group',
      'Make the container write a line when it starts, and check its awslogs settings and the execution role; or unset require-logs.',
    )
  if (/wants no task/.test(because))
    return say(because, 'Give desired-count, or allow-zero: true when a service without tasks is what you want.')
  if (/was deleted/.test(because)) return say(because, 'Create the service again, and find out who deleted it.')
  if (diagnosis.evidence.some(line => line.startsWith('not seen: ')))
    return say(
      'its tasks failed, and this role may not see why',
      'Allow what was not seen (above) to the role, or look at the stopped tasks in the console.',
    )
  return diagnosis
}
