// What can be seen from outside of a release by weights, and is it what was promised?
import type { Sandbox } from '../../sandbox/sandbox.ts'
import type { NothingStarted, RunReport } from '../happening.ts'
import { type Check, check, is, type Look, outputsOf, recordOf, something } from './observe.ts'
import type { Planned } from './releases.ts'
import type { Sample } from './traffic.ts'
import { SHIFTED } from './two-colours.ts'
import type { Weight } from './weights.ts'

/** What was seen while one release ran: what users were answered, and what the rule said. */
export type Seen = { samples: readonly Sample[]; weights: readonly Weight[]; before: string; version: string }

/** What users, load balancer, GitHub and the run itself tell of one release. Never rejects. */
export async function observeShift(
  sandbox: Sandbox,
  release: Planned,
  report: RunReport | NothingStarted,
  { samples, weights, before, version }: Seen,
): Promise<Check[]> {
  const { tag, environment, ends, answers } = release
  const said = outputsOf(report)
  const ended = () => (report.started ? report.result : report.why)
  const record = () => recordOf(sandbox, SHIFTED, environment)
  const shares = weights.map(one => one.percent).filter((one, i, all) => one !== all[i - 1])
  const last = samples.slice(-20)
  const failed = (of: (one: Sample) => boolean) => samples.filter(one => one.status !== 200 && of(one)).length
  const looks: [string, Look, (seen: string) => boolean][] = [
    [`the run ends in ${ends}`, ended, is(ends)],
    [
      `version ${answers} alone answers in the end`,
      () => [...new Set(last.map(one => `${one.status} ${one.version}`))].join(', '),
      is(`200 ${answers}`),
    ],
    [`GitHub's deployment says ${ends}`, async () => (await record()).state, is(ends)],
  ]
  if (ends === 'success')
    looks.push(
      ['the weights go 5, 50, 100', () => shares.join(', '), is('0, 5, 50, 100')],
      [
        `all ${samples.length} requests of the users were answered`,
        () => `${failed(() => true)} failed`,
        is('0 failed'),
      ],
    )
  else
    looks.push(
      [
        'the action says that the traffic was reverted',
        () => `${said.verdict}, ${said.remedy}`,
        is('reverted, reverted'),
      ],
      ['the weights go to 5 and back', () => shares.join(', '), is('0, 5, 0')],
      ['the metric that called for it is named', () => said['breached-metric'], something],
      ['so is the next step', () => said['next-step'], something],
      [`${before} failed nobody`, () => `${failed(one => one.version === before)} failed`, is('0 failed')],
      [
        `no request was lost but to ${version} itself`,
        () => `${failed(one => one.version !== version)} lost`,
        is('0 lost'),
      ],
    )
  const checks: Check[] = []
  for (const [promise, look, kept] of looks) checks.push(await check(`${tag}: ${promise}`, look, kept))
  return checks
}
