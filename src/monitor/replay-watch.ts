// What would be said today of a watch that was recorded?
import type { Ending, Tell } from '../action.ts'
import { replay } from '../decisions/decision-lines.ts'
import { showElapsed } from '../decisions/duration.ts'
import type { EvidenceJudgement } from '../decisions/evidence.ts'
import type { EvidenceRules } from '../decisions/harm.ts'
import { type EvidenceOptions, rulesOf } from '../evidence/evidence-inputs.ts'
import { Failure } from '../failure.ts'
import type { World } from '../world.ts'

/** Judges a recorded file again, by its own rules or by the inputs of this step; green when every judgement is as it was, or by other rules. */
export async function replayWatch(
  path: string,
  given: { by: 'recorded' | 'inputs'; options: EvidenceOptions },
  world: World,
  tell: Tell<{
    verdict: string
    message: string
    breachedMetric: string
    value: string
    threshold: string
    decisions: string
  }>,
): Promise<Ending> {
  const text = await (await world.files()).read(path)
  if (text === undefined)
    throw new Failure(`replay is "${path}", which does not exist: give the file that a watch recorded.`)
  const first = replay(text)
  if ('problem' in first) throw new Failure(`${path} cannot be judged again: ${first.problem}.`)
  const again = given.by === 'recorded' ? first : replay(text, mixed(first.header.rules, given.options))
  if ('problem' in again) throw new Failure(`${path} cannot be judged again: ${again.problem}.`)
  const { decisions, header } = again
  let state = ''
  for (const { at, judged } of decisions) {
    if (judged.state === state) continue
    state = judged.state
    world.runner.line(`${showElapsed(at - header.begun)}  ${header.rules.subject}: ${state}: ${judged.sentence}`)
  }
  const decided = decisions.find(one => isFinal(one.judged)) ?? decisions.at(-1)
  const different = decisions.filter(one => !one.same).length
  const { breach, sentence = '' } = decided?.judged ?? {}
  tell('verdict', decided?.judged.state ?? 'insufficient')
  tell('breachedMetric', breach?.metric ?? '')
  tell('value', breach?.value ?? '')
  tell('threshold', breach?.threshold ?? '')
  tell(
    'decisions',
    decisions
      .filter((one, i) => one.judged.state !== decisions[i - 1]?.judged.state)
      .map(lineOf)
      .join('\n'),
  )
  const same = different === 0 ? 'all as they were' : `${different} otherwise than they were`
  const line = `${decisions.length} judgements of ${header.rules.subject} again, ${same}. In the end: ${decided?.judged.state ?? 'nothing'}${sentence && `, ${sentence}`}. Nothing was changed.`
  tell('message', line)
  return { good: given.by === 'inputs' || different === 0, line }
}

const isFinal = ({ state }: EvidenceJudgement): boolean => state === 'harmful' || state === 'healthy'

const lineOf = ({ at, judged: { state, sentence } }: { at: number; judged: EvidenceJudgement }): string =>
  JSON.stringify({ at: new Date(at).toISOString(), state, sentence })

/** The rules of this step, of what was recorded: what was not watched then cannot be judged now. */
function mixed(recorded: EvidenceRules, options: EvidenceOptions): EvidenceRules {
  const { subject: name, control, released } = recorded
  const traffic = [recorded.maxErrorRate, recorded.maxLatency, recorded.minHealthy].some(one => one !== undefined)
  return {
    ...rulesOf(options, { name, control, released, traffic }),
    // Slow requests were counted by the limit of then.
    ...{ maxLatency: recorded.maxLatency, metrics: recorded.metrics, probes: recorded.probes, alarms: recorded.alarms },
  }
}
