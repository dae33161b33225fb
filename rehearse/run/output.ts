// What does a step say on its output, and what does the runner do about it?
import type { Annotation } from '../happening.ts'
import { type Command, commandIn, commandNames } from './commands.ts'
import type { Log } from './log.ts'
import type { Masks } from './masks.ts'

/** Listens to a step. `failed` turns true when a command could not be done, which fails the step. */
type Listener = { hear(line: string): void; failed(): boolean }

/** Why a command is not done here. */
const refused: Record<string, string> = {
  'set-output': 'The `set-output` command is removed: write name=value to $GITHUB_OUTPUT',
  'save-state': 'The `save-state` command is removed: write name=value to $GITHUB_STATE',
  'set-env': 'The `set-env` command is disabled: write name=value to $GITHUB_ENV',
  'add-path': 'The `add-path` command is disabled: write the folder to $GITHUB_PATH',
  'add-matcher': 'Problem matchers are not implemented in a rehearsal',
  'remove-matcher': 'Problem matchers are not implemented in a rehearsal',
}

/** The runner's ear: commands are done, every other line is written to the log. */
export function newListener(log: Log, masks: Masks): Listener {
  let stopToken: string | undefined
  let echo = false
  let failed = false

  const fail = (command: Command, why: string) => {
    log.error(`Unable to process command '::${command.name}::' successfully.`)
    log.error(why)
    failed = true
  }

  const quiet: Record<string, (command: Command) => void> = {
    error: command => log.annotate(annotationOf('error', command)),
    warning: command => log.annotate(annotationOf('warning', command)),
    notice: command => log.annotate(annotationOf('notice', command)),
    debug: command => log.write('debug', command.text),
    'add-mask': command => {
      if (command.text.trim() === '') log.warning("Can't add secret mask for empty string in ##[add-mask] command.")
      masks.add(command.text)
    },
  }
  const loud: Record<string, (command: Command) => void> = {
    group: command => log.write('group', command.text),
    endgroup: () => log.write('endgroup', ''),
    echo: command => {
      const value = command.text.trim().toLowerCase()
      if (value === 'on' || value === 'off') echo = value === 'on'
      else fail(command, `Invalid echo command value: '${command.text}'. It is 'on' or 'off'`)
    },
    'stop-commands': command => {
      if (command.text === '' || commandNames.includes(command.text.toLowerCase())) {
        fail(command, 'Invoked ::stop-commands:: without a token of its own')
        return
      }
      if (command.text.length > 6) masks.add(command.text)
      stopToken = command.text
    },
  }

  return {
    failed: () => failed,
    hear(line) {
      const command = commandIn(line, stopToken === undefined ? commandNames : [stopToken])
      if (!command) log.write('plain', line)
      else if (stopToken !== undefined) {
        log.write('command', line)
        stopToken = undefined
      } else if (refused[command.name]) fail(command, refused[command.name] ?? '')
      else {
        if (echo && loud[command.name]) log.write('command', line)
        const act = loud[command.name] ?? quiet[command.name]
        act?.(command)
      }
    },
  }
}

function annotationOf(level: Annotation['level'], { text, properties }: Command): Annotation {
  const { title, file, line, endline } = properties
  const annotation: Annotation = { level, message: text }
  if (title !== undefined) annotation.title = title
  if (file !== undefined) annotation.file = file
  if (line !== undefined && Number.isInteger(Number(line))) annotation.line = Number(line)
  if (endline !== undefined && Number.isInteger(Number(endline))) annotation.endLine = Number(endline)
  return annotation
}
