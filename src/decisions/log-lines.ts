// What may be shown of what a container wrote?

/**
 * The lines of one log event, each harmless in the runner's log: the runner would act on `##[command]` wherever it
 * stands, and on `::command::` at the beginning of a line, which no line has that is printed after its subject.
 * https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
export const harmlessLines = (message: string): string[] =>
  message.split(/\r\n|\n|\r/).map(line => line.replaceAll('##[', '## ['))

/** A line as it may be handed on: outputs and summaries take a megabyte in all. */
export const shorten = (line: string): string => (line.length > 1000 ? `${line.slice(0, 1000)}…` : line)

/** Log events as lines that may be printed, quoted and handed on: harmless, and none too long. */
export const linesOf = (events: string[]): string[] => events.flatMap(harmlessLines).map(shorten)

/** What AWS says, of which a part may be another's (names, reasons), as one harmless line. */
export const harmlessText = (text: string): string => harmlessLines(text).join(' ')

/** Frames of stack traces (JavaScript, Java, Python, Go), markers under them, and what Node writes last of all. */
const FRAME = /^\s*$|^\s+at |^\s*File "|^\s*\^+\s*$|^Node\.js v\d|^\s*[{}]\s*$|^goroutine \d+|^\t|^\s+\.\.\. \d+ more/
const TELLS =
  /error|exception|fatal|panic|cannot|can't|failed|refused|denied|not (set|found|defined)|missing|caused by/i

/** The lines of a program's end that say something by themselves, oldest first. */
export const tellingLines = (lines: string[]): string[] => lines.filter(line => !FRAME.test(line))

/** The one that says most of why it ended: the last that speaks of an error, else the last; empty when there is none. */
export function mostTelling(lines: string[]): string {
  const telling = tellingLines(lines)
  return telling.findLast(line => TELLS.test(line)) ?? telling.at(-1) ?? ''
}
