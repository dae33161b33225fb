// How are shares, chances and proofs told to people?
import type { Proof } from './proof.ts'

/** 1812 → `1,812`. */
export const showCount = (count: number): string => String(count).replaceAll(/\B(?=(\d{3})+$)/g, ',')

/** 0.0171 → `1.71 %`: three digits. */
export const showShare = (share: number): string => `${Number((share * 100).toPrecision(3))} %`

/** A share with as many digits as it takes to differ from its limit. */
export function showShareBeyond(share: number, limit: number): string {
  for (const digits of [3, 4, 5, 6]) {
    const [shown, at] = [share, limit].map(one => Number((one * 100).toPrecision(digits))) as [number, number]
    if (shown !== at) return `${shown} %`
  }
  return showShare(share)
}

/** Four digits at most: of a metric whose unit nobody knows. */
export const showNumber = (value: number): string => String(Number(value.toPrecision(6)))

const showMinutes = (minutes: number): string => `${minutes} min`

/** How often something with this probability (its logarithm) happens: `once in 1,235`, `once in 10^8`. */
function showChance(log: number): string {
  const power = -log / Math.LN10
  return power < 4 ? `once in ${showCount(Math.round(Math.exp(-log)))}` : `once in 10^${Math.round(power)}`
}

const rateOf = ({ bad, total }: { bad: number; total: number }): string => (total > 0 ? showShare(bad / total) : '0 %')

/** What a proof is about: `failed` and `0.5 %`, or `took longer than 1000 ms` and `5 %`. */
export type About = { subject: string; did: string; share: number; control: string }

/** The proof in a sentence without its end: what was seen, how likely that is at the limit, how the control did. */
export function explainProof(proof: Proof, { subject, did, share, control }: About): string {
  const seen = `${subject} served ${showCount(proof.total)} requests in ${showMinutes(proof.minutes)}, ${showCount(proof.bad)} ${did} (${rateOf(proof)}); if the true rate were your limit ${showShare(share)}, this many would occur about ${showChance(proof.log)}`
  if (!proof.control) return `${seen}; there is nothing to compare it with`
  const { live } = proof.control
  const beside = live
    ? `${control} had ${rateOf(proof.control)} in the same minutes`
    : `before the release it was ${rateOf(proof.control)}`
  return `${seen}; ${beside}${proof.shared ? ', which is not significantly better' : ''}`
}
