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
