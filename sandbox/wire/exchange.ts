// What happens to any call, whichever server it came to?
import { refusal } from '../aws/refusals.ts'
import { AwsError } from '../aws/service.ts'
import type { Effect, Faults, Met } from '../faults.ts'
import type { Journal } from '../journal.ts'
import type { HttpResponse } from '../network.ts'
import type { Reply } from './listen.ts'

/** What is known of a call; `admit` adds what only a look at the request's credentials and body tells. */
export type Call = Met & {
  /** ARN or name of who calls; empty while nobody can be told. */
  caller: string
  remarks?: string[]
}

export type Steps = {
  /** Finds out who calls and what they ask. Throws `AwsError` when they may not. */
  admit(): void
  act(): HttpResponse | Promise<HttpResponse>
  /** Puts an error in the server's own form. */
  refuse(error: AwsError): HttpResponse
}

/** Admits the call, lets happen to it what was ordered, carries it out, and writes it into the journal. */
export async function exchange(
  call: Call,
  { admit, act, refuse }: Steps,
  { faults, journal }: { faults: Faults; journal: Journal },
): Promise<Reply> {
  let effect: Effect | undefined
  let error: AwsError | undefined
  let reply: Reply
  try {
    admit()
    effect = faults.meet(call)
    if (effect?.kind === 'error') throw new AwsError(effect.code, effect.message, effect.status)
    reply = await replyTo(act, effect)
  } catch (thrown) {
    error = thrown instanceof AwsError ? thrown : mishap(thrown, call)
    reply = { response: refuse(error) }
  }
  const { service, operation, account, caller, input, remarks = [] } = call
  journal.write({
    service,
    operation,
    account,
    caller,
    input,
    status: typeof reply === 'object' ? reply.response.status : undefined,
    ...(error && { error: error.code }),
    ...(effect && { fault: effect.kind }),
    ...(remarks.length > 0 && { remarks }),
  })
  return reply
}

async function replyTo(act: Steps['act'], effect: Effect | undefined): Promise<Reply> {
  if (effect?.kind === 'drop') return 'cut'
  if (effect?.kind === 'hang') return 'silence'
  const response = await act()
  if (effect?.kind === 'lost-answer') return 'cut'
  return effect?.kind === 'latency' ? { response, delay: effect.ms } : { response }
}

/** Our own bug: shown whole, since nobody can mend what they cannot see. */
function mishap(thrown: unknown, { tongue }: Call): AwsError {
  const text = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
  return refusal(tongue, 'server-error', `The sandbox itself failed: ${text}`)
}
