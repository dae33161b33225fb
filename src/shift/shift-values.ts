// What do the inputs of a shift say in the words of those who do it?
import { readDuration } from '../decisions/duration.ts'
import { isStatusPattern } from '../decisions/probe.ts'
import { readLadder } from '../decisions/shift-plan.ts'
import type { Step } from '../decisions/traffic-shift.ts'
import { isUrl, type Values } from '../input.ts'
import type { ProbeAll } from '../smoke/probe.ts'
import type { greenInputs, pairInputs, stepInputs } from './shift-inputs.ts'

type Asked = Values<typeof pairInputs & typeof greenInputs & typeof stepInputs>

/** What green is judged by; undefined: by the clock alone. */
export const evidenceOf = <E extends { evidence: boolean }>(given: E): E | undefined =>
  given.evidence ? given : undefined

/** Percents of a ladder. */
export const weightsOf = (ladder: Step[]): number[] => ladder.map(step => step.weight)

/** How long to watch after each step (ms), where ECS says which steps there are. */
export const bakesOf = ({ steps, bake }: Pick<Asked, 'steps' | 'bake'>): number[] => {
  const ladder = ladderOf({ steps, bake })
  return steps.length > 0 && !('problem' in ladder)
    ? ladder.map(one => one.bake)
    : bake.length > 0
      ? bake.map(one => readDuration(one, 'm') ?? 0)
      : [15 * 60_000]
}

/** The ladder, or what is wrong with it. */
export const ladderOf = ({ steps, bake }: Pick<Asked, 'steps' | 'bake'>) =>
  readLadder(
    steps.length > 0 ? steps : ['5', '50', '100'],
    bake.map(one => readDuration(one, 'm')),
  )

/** The smoke test, where there are addresses. */
export const smokeOf = (inputs: Asked): ProbeAll | undefined =>
  inputs.smokeUrls.length === 0
    ? undefined
    : {
        urls: inputs.smokeUrls,
        headers: inputs.smokeHeaders,
        expected: {
          statuses: inputs.smokeExpectStatus,
          text: inputs.smokeExpectText,
          consecutive: inputs.smokeConsecutive,
        },
        interval: inputs.smokeIntervalSeconds,
        requestTimeout: inputs.smokeRequestTimeoutSeconds,
        timeout: inputs.smokeTimeoutSeconds,
      }

/** What is wrong with addresses and statuses. */
export const smokeProblems = ({ smokeUrls, smokeExpectStatus }: Pick<Asked, 'smokeUrls' | 'smokeExpectStatus'>) => [
  ...smokeUrls.filter(url => !isUrl(url)).map(url => `smoke-urls has "${url}": write whole addresses, https://…`),
  ...smokeExpectStatus
    .filter(pattern => !isStatusPattern(pattern))
    .map(pattern => `smoke-expect-status has "${pattern}": write 200, 2xx or 200-299`),
]
