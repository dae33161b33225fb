// How does a user ask for a smoke test as a part of something else, and what comes of it?
import { isStatusPattern } from '../decisions/probe.ts'
import { count, duration, isUrl, list, map, text, type Values } from '../input.ts'
import type { Log } from '../log.ts'
import type { World } from '../world.ts'
import { type Probed, probe } from './probe.ts'

/** The inputs of smoke-test, as a part of another action. */
export const smokeInputs = {
  smokeUrls: list({ description: 'Addresses that must answer well. Unset: nothing is asked.' }),
  smokeExpectStatus: list({ description: 'Statuses of a good answer: `200`, `2xx`, `200-299`.', default: '2xx' }),
  smokeExpectText: text({ description: 'A text that the body of a good answer has.' }),
  smokeHeaders: map({ description: 'Headers to send, `Name=value`.', secret: true }),
  smokeConsecutive: count(1, 100)({ description: 'How many good answers in a row are enough.', default: '2' }),
  smokeIntervalSeconds: duration('seconds')({ description: 'Time between two tries of an address.', default: '2' }),
  smokeRequestTimeoutSeconds: duration('seconds')({ description: 'How long one answer may take.', default: '10' }),
  smokeTimeoutSeconds: duration('seconds')({ description: 'How long all of it may take.', default: '60' }),
}

/** What is wrong with them. */
export const smokeRules = ({ smokeUrls, smokeExpectStatus }: Values<typeof smokeInputs>): string[] => [
  ...smokeUrls.filter(url => !isUrl(url)).map(url => `smoke-urls has "${url}": write whole addresses, https://…`),
  ...smokeExpectStatus
    .filter(pattern => !isStatusPattern(pattern))
    .map(pattern => `smoke-expect-status has "${pattern}": write 200, 2xx or 200-299`),
]

export type Smoke = {
  verdict: 'answering' | 'not-answering' | 'not-asked'
  /** As a sentence; empty when nothing was asked. */
  line: string
  probed: Probed[]
}

/** Asks all addresses at once, each until it answers well or its time is up. Never rejects. */
export async function smokeTest(inputs: Values<typeof smokeInputs>, world: World, log: Log): Promise<Smoke> {
  const { smokeUrls: urls, smokeConsecutive: consecutive } = inputs
  if (urls.length === 0) return { verdict: 'not-asked', line: '', probed: [] }
  const probing = {
    headers: inputs.smokeHeaders,
    expected: { statuses: inputs.smokeExpectStatus, text: inputs.smokeExpectText, consecutive },
    interval: inputs.smokeIntervalSeconds,
    requestTimeout: inputs.smokeRequestTimeoutSeconds,
    until: world.clock.now() + inputs.smokeTimeoutSeconds,
  }
  const probed = await Promise.all(urls.map(url => probe({ url, ...probing }, world, log)))
  const bad = probed.filter(one => one.verdict !== 'answering')
  if (bad.length > 0)
    return { verdict: 'not-answering', line: `${bad.map(one => `${one.url} ${one.note}`).join('; ')}.`, probed }
  const what = urls.length === 1 ? urls[0] : `All ${urls.length} addresses`
  return { verdict: 'answering', line: `${what} answered well, ${consecutive} times in a row.`, probed }
}
