// How is green tried while ECS is paused, and how is ECS told to go on or back?
import { stageName } from '../decisions/pause-words.ts'
import { probe } from '../smoke/probe.ts'
import type { ShiftRun } from './order.ts'

/** Asks all addresses of green until each has answered well, or their time is up. */
export async function tryGreen(run: ShiftRun): Promise<void> {
  const { order, world, look } = run
  const { smoke } = order
  if (!smoke) return
  const until = look.clock.now() + smoke.timeout
  const { headers, expected, interval, requestTimeout } = smoke
  const probed = await Promise.all(
    smoke.urls.map(url => probe({ url, headers, expected, interval, requestTimeout, until }, world, look.log)),
  )
  if (look.cancel.aborted) return
  const bad = probed.filter(one => one.verdict !== 'answering')
  run.smoke =
    bad.length === 0
      ? 'answering'
      : { fault: `green failed its test: ${bad.map(one => `${one.url} ${one.note}`).join('; ')}` }
}

/** Lets the pauses go on. One that somebody else has answered meanwhile is theirs: the next look shows what came of it. */
export async function answerPauses(run: ShiftRun, hooks: string[], because: string): Promise<void> {
  const { record, shift, look, order } = run
  if (!record) return
  // Whatever comes of it is to be seen at the next look.
  run.recordAt = 0
  for (const hook of hooks) {
    if ((await shift.answer(record.arn, hook, 'CONTINUE')) === 'gone') continue
    run.answered.push({ hook, stage: record.stage, percent: run.share })
    run.movedAt = look.clock.now()
    look.log(order.target.name, `goes on from ${stageName(record.stage)}: ${because}`)
  }
}

/** What is sent back. */
export type Sent = Pick<ShiftRun, 'record' | 'shift' | 'look' | 'order' | 'sentBack' | 'judged' | 'recordAt'>

/** Sends the deployment back: by its open pause, or by a stop. */
export async function sendBack(run: Sent, hook: string | undefined, because: string): Promise<void> {
  const { record, shift, look, order } = run
  if (!record) return
  if (run.sentBack === undefined)
    look.log(order.target.name, because === run.judged?.sentence ? 'goes back' : `goes back: ${because}`)
  run.sentBack ??= { because, at: look.clock.now() }
  run.recordAt = 0
  if (hook !== undefined && (await shift.answer(record.arn, hook, 'ROLLBACK')) === 'taken') return
  await shift.stop(record.arn)
}
