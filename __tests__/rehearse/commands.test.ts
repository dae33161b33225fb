// Which lines of output are commands, and what do they say?
import { expect, test } from '@jest/globals'
import type { LineKind } from '../../rehearse/happening.ts'
import { commandIn, commandNames } from '../../rehearse/run/commands.ts'
import { newMasks } from '../../rehearse/run/masks.ts'
import { newListener } from '../../rehearse/run/output.ts'

test.each([
  ['::error::plain', 'error', {}, 'plain'],
  ['  ::warning file=a.js,line=3::text', 'warning', { file: 'a.js', line: '3' }, 'text'],
  ['::notice title=a%2Cb%3Ac::50%25 of%0Atwo lines', 'notice', { title: 'a,b:c' }, '50% of\ntwo lines'],
  ['::error title=a=b,file=::x::y', 'error', { title: 'a=b' }, 'x::y'],
  ['::ENDGROUP::', 'endgroup', {}, ''],
  ['##[group]Title', 'group', {}, 'Title'],
  ['12:00 ##[error file=a%3Bb;line=1]text%5D', 'error', { file: 'a;b', line: '1' }, 'text]'],
])('%s', (line, name, properties, text) => {
  expect(commandIn(line, commandNames)).toEqual({ name, properties, text })
})

test.each(['plain', 'a ::error:: b', '::unknown::x', ':error::x', '::error x', '##[unknown]x'])(
  '%s is only a line',
  line => {
    expect(commandIn(line, commandNames)).toBeUndefined()
  },
)

/** What is logged when a step prints these lines, and whether that fails it. */
function heard(...lines: string[]) {
  const logged: [LineKind, string][] = []
  const log = {
    write: (kind: LineKind, text: string) => void logged.push([kind, text]),
    annotate: ({ level, message }: { level: LineKind; message: string }) => void logged.push([level, message]),
    error: (message: string) => void logged.push(['error', message]),
    warning: (message: string) => void logged.push(['warning', message]),
  }
  const listener = newListener(log, newMasks())
  for (const line of lines) listener.hear(line)
  return { logged, failed: listener.failed() }
}

test('commands can be stopped, and go on after the token', () => {
  const { logged } = heard('::stop-commands::enough', '::error::not one', '::enough::', '::error::one')
  expect(logged).toEqual([
    ['plain', '::error::not one'],
    ['command', '::enough::'],
    ['error', 'one'],
  ])
})

test.each([
  'set-output name=a',
  'save-state name=a',
  'set-env name=a',
  'add-path',
  'add-matcher',
  'remove-matcher owner=a',
])('::%s:: is removed, and fails the step', command => {
  const { logged, failed } = heard(`::${command}::value`)
  expect(failed).toBe(true)
  expect(logged[0]).toEqual(['error', `Unable to process command '::${command.split(' ')[0]}::' successfully.`])
})

test.each(['::stop-commands::', '::stop-commands::error', '::echo::loud'])(
  '%s cannot be done, and fails the step',
  line => {
    expect(heard(line).failed).toBe(true)
  },
)

test('echo shows the commands that change how output looks, and nothing else', () => {
  expect(heard('::echo::on', '::group::Title', '::debug::quiet').logged).toEqual([
    ['command', '::group::Title'],
    ['group', 'Title'],
    ['debug', 'quiet'],
  ])
})

test('nothing can be hidden by an empty mask', () => {
  expect(heard('::add-mask:: ').logged).toEqual([
    ['warning', "Can't add secret mask for empty string in ##[add-mask] command."],
  ])
})
