// Does an address answer well, so many times in a row, within its time?
import { type Expectation, faultOf, judgeProbe, type ProbeJudgement, type Try } from '../decisions/probe.ts'
import type { Log } from '../log.ts'
import { watch } from '../watch.ts'
import type { World } from '../world.ts'

export type Probing = {
  url: string
  /** Sent with each request; `Host` chooses the rule of a listener. */
  headers: Record<string, string>
  /** What a good answer is, and how many of them in a row are enough. */
  expected: Expectation
  /** Milliseconds between two tries, and how long one answer may take. */
  interval: number
  requestTimeout: number
  /** When the last try is made, in milliseconds since the epoch. */
  until: number
}

/** Several addresses that are asked alike, all within `timeout` ms. */
export type ProbeAll = Omit<Probing, 'url' | 'until'> & { urls: string[]; timeout: number }

export type Probed = { url: string; tries: number; verdict: 'answering' | 'not-answering'; note: string }

/** Asks one address until it has answered well so often, its time is up, or the job is cancelled. Never rejects. */
export async function probe(
  { url, headers, expected, interval, requestTimeout, until }: Probing,
  { clock, cancel, http }: Pick<World, 'clock' | 'cancel' | 'http'>,
  log: Log,
): Promise<Probed> {
  const { get } = await http()
  const tries: Try[] = []
  const { judgement } = await watch<Try, ProbeJudgement>({
    clock,
    cancel,
    until,
    async look() {
      const at = clock.now()
      const answer = await get(url, { headers, timeout: requestTimeout, cancel })
      return { at, ms: clock.now() - at, ...answer }
    },
    judge(one) {
      const before = tries.at(-1)
      tries.push(one)
      const said = judgeProbe(tries, expected, clock.now() >= until)
      const fault = faultOf(one, expected)
      if (said.verdict !== 'trying' || !before || faultOf(before, expected) !== fault)
        log(url, said.verdict === 'trying' ? (fault ?? said.note) : said.note)
      return { judgement: said, ...(said.verdict === 'trying' ? { lookAgainIn: interval } : {}) }
    },
    mayPass: () => false,
  })
  const { verdict, note } = judgement ?? { verdict: 'not-answering', note: 'the job was cancelled' }
  return { url, tries: tries.length, verdict: verdict === 'answering' ? verdict : 'not-answering', note }
}
