// What in the line of a failure is the cause, and what is to be done about it?

const ADVICE = /^(.+?)(?:\.|:) ((?:allow|check|give|make|mend|raise|run|set|turn|use|wait)\b(?!ed\b).*)$/is

/** A failure's line without its last stop, as the end of a sentence; what it says to do, as a sentence, or `otherwise`. */
export function splitAdvice(line: string, otherwise: string): { because: string; next: string } {
  const whole = line.replace(/\.$/, '')
  const plain = whole.replace(/: try again later$/, '')
  if (plain !== whole) return { because: plain, next: 'Run again later.' }
  const [, because = plain, advice] = ADVICE.exec(plain) ?? []
  if (advice === undefined) return { because, next: otherwise }
  const runs = /\brun (it )?again\b/i.test(advice) ? '' : ', then run again'
  return { because, next: `${advice.charAt(0).toUpperCase()}${advice.slice(1)}${runs}.` }
}
