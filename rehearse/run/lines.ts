// Which lines does a program print?
import type { Readable } from 'node:stream'

/** Calls `hear` with each line as it is complete, and with an unfinished one at the end. */
export function linesOf(stream: Readable, hear: (line: string) => void): void {
  let rest = ''
  stream.setEncoding('utf8')
  stream.on('data', (text: string) => {
    // A carriage return at the very end may be half of a line end.
    const lines = (rest + text).split(/\r\n|\n|\r(?=[^\n])/)
    rest = lines.pop() ?? ''
    for (const line of lines) hear(line)
  })
  stream.on('close', () => {
    if (rest !== '') hear(rest.replace(/\r$/, ''))
    rest = ''
  })
}
