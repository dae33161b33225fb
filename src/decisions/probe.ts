// Does what is running answer as it must?

/** One try: what came back, or why nothing did. Durations in milliseconds. */
export type Try = { at: number; ms: number } & ({ status: number; body: string; location?: string } | { error: string })

/** What a good answer is. */
export type Expectation = { statuses: string[]; text: string | undefined; consecutive: number }

export type ProbeJudgement = { verdict: 'trying' | 'answering' | 'not-answering'; note: string }

/** Judges all tries of one address, oldest first: well after so many good answers in a row, ill when its time is up. */
export function judgeProbe(tries: readonly Try[], expected: Expectation, timeIsUp: boolean): ProbeJudgement {
  let row = 0
  for (const one of tries) {
    row = faultOf(one, expected) === undefined ? row + 1 : 0
    if (row >= expected.consecutive) return { verdict: 'answering', note: describeTry(one) }
  }
  const last = tries.at(-1)
  const fault = last && faultOf(last, expected)
  const note = fault ?? (last ? `${row} of ${expected.consecutive} good answers in a row` : 'not tried yet')
  return { verdict: timeIsUp ? 'not-answering' : 'trying', note }
}

/** What is wrong with one try; undefined when it is good. */
export function faultOf(one: Try, { statuses, text }: Expectation): string | undefined {
  if ('error' in one) return one.error
  if (!statuses.some(pattern => matches(pattern, one.status)))
    return `${describeTry(one)}${one.location ? ` to ${one.location}` : ''}, expected ${statuses.join(' or ')}`
  if (text !== undefined && !one.body.includes(text))
    return `${describeTry(one)}, but its body has no "${text}": ${excerpt(one.body)}`
  return undefined
}

const describeTry = (one: Try): string => ('error' in one ? one.error : `answered ${one.status} in ${one.ms} ms`)

/** `200`, `2xx`, `200-299`. */
const matches = (pattern: string, status: number): boolean => {
  const [from, to = from] = pattern.split('-') as [string, string?]
  return status >= Number(from.replaceAll('x', '0')) && status <= Number(to.replaceAll('x', '9'))
}

/** Whether a text is a status, a class of them, or a range. */
export const isStatusPattern = (text: string): boolean => /^[1-5](\d\d|xx)(-[1-5]\d\d)?$/.test(text)

const excerpt = (body: string): string => {
  const line = body.replaceAll(/\s+/g, ' ').trim()
  return line.length > 120 ? `${line.slice(0, 120)}…` : line || '(empty)'
}
