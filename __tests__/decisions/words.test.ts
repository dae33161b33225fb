import { execFileSync } from 'node:child_process'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { readCommand, splitWords } from '../../src/decisions/words.ts'

describe('a command', () => {
  test.each<[string, string[]]>([
    ['alembic upgrade head', ['alembic', 'upgrade', 'head']],
    ['  bin/job   --once\t', ['bin/job', '--once']],
    [`sh -c 'alembic upgrade head && echo "$DONE"'`, ['sh', '-c', 'alembic upgrade head && echo "$DONE"']],
    ['sh -c "echo \\"a b\\" \\$HOME $HOME \\n"', ['sh', '-c', 'echo "a b" $HOME $HOME \\n']],
    ['a\\ b c\\"d', ['a b', 'c"d']],
    [`it's'"' "ok`, ["its' ok"]],
    [`--name='' ""`, ['--name=', '']],
    ['one \\\n two', ['one', 'two']],
    ['"a\\\nb"', ['ab']],
    ['price=5$ *.sql ~ #1 {a,b} a=b', ['price=5$', '*.sql', '~', '#1', '{a,b}', 'a=b']],
    ['ends-with\\', ['ends-with\\']],
    ['', []],
    ['["alembic", "upgrade", "head && rm"]', ['alembic', 'upgrade', 'head && rm']],
  ])('%j is the words %j', (text, words) => {
    expect(readCommand(text)).toEqual({ words })
  })

  test.each<[string, RegExp]>([
    [`echo 'open`, /^has a quote ' that is never closed$/],
    ['echo "open \\"', /^has a quote " that is never closed$/],
    ['alembic upgrade head && echo done', /^has && outside quotes, and no shell runs it: .*\["sh", "-c", "…"\]/],
    ['a || b', /^has \|\| outside/],
    ['cat < a', /^has < outside/],
    ['a; b', /^has ; outside/],
    ['a | b', /^has \| outside/],
    ['echo $HOME', /^has \$ outside/],
    ['echo $(whoami)', /^has \$ outside/],
    ['echo `whoami`', /^has ` outside/],
    ['one\ntwo', /^has a line break outside/],
    ['[1, 2]', /^begins with \[ and is not a JSON list of texts/],
    ['[]', /^begins with \[/],
    ['["a"', /^begins with \[/],
  ])('%j is refused in words that do not repeat it', (text, problem) => {
    expect(readCommand(text)).toEqual({ problem: expect.stringMatching(problem) })
  })
})

test('words that are quoted come back as they were', () => {
  const single = (word: string) => `'${word.replaceAll("'", `'\\''`)}'`
  const double = (word: string) => `"${word.replaceAll(/[$`"\\]/g, character => `\\${character}`)}"`
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string({ unit: 'binary' }), fc.constantFrom(single, double))), quoted => {
      const line = quoted.map(([word, quote]) => quote(word)).join(' ')
      expect(splitWords(line)).toEqual({ words: quoted.map(([word]) => word) })
    }),
  )
})

test('what is not refused is cut as /bin/sh cuts it', () => {
  const piece = fc.constantFrom('a', 'b', ' ', '  ', '\t', "'", '"', '\\', '\\\n', '=', '{', '.', ',')
  const line = fc.array(piece, { maxLength: 12 }).map(pieces => pieces.join(''))
  const lines = fc
    .sample(line, { numRuns: 2000, seed: 7 })
    .filter(one => 'words' in splitWords(one) && !one.endsWith('\\'))
  // The words of each line, each ended by a character that no line has, and an empty word of its own after each line.
  const script = lines.map(one => `printf '%s\\001' begin ${one}\nprintf '\\002'`).join('\n')
  const said = execFileSync('/bin/sh', { input: script, encoding: 'utf8' })
  const byShell = said.split('\u0002').slice(0, -1)
  expect(lines.length).toBeGreaterThan(500)
  expect(byShell.map(one => one.split('\u0001').slice(1, -1))).toEqual(
    lines.map(one => (splitWords(one) as { words: string[] }).words),
  )
})
