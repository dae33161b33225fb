// Does a log line match a filter pattern?
import { AwsError } from '../service.ts'

/**
 * A test for an unstructured filter pattern: all plain terms must be in the line, none of those with `-`, and at least
 * one of those with `?` (which AWS only looks at when there are no plain ones). Case matters. Patterns in braces,
 * brackets or percent signs are refused by name rather than misread.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function lineTest(pattern: string): (line: string) => boolean {
  if (/^\s*[{[%]/.test(pattern)) {
    const message = `Invalid filter pattern: the sandbox reads terms and quoted phrases only, not ${pattern}`
    throw new AwsError('InvalidParameterException', message)
  }
  const terms = [...pattern.matchAll(/([?-]?)(?:"((?:[^"\\]|\\.)*)"|(\S+))/g)].map(([, sign = '', phrase, word]) => ({
    sign,
    text: phrase?.replace(/\\(.)/g, '$1') ?? word ?? '',
  }))
  const signed = (sign: string) => terms.filter(term => term.sign === sign).map(({ text }) => text)
  const [all, any, none] = [signed(''), signed('?'), signed('-')]
  return line =>
    all.every(text => line.includes(text)) &&
    !none.some(text => line.includes(text)) &&
    (all.length > 0 || any.length === 0 || any.some(text => line.includes(text)))
}
