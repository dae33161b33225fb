// What does a file of names and values say?
import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { pairsIn } from '../../rehearse/run/file-commands.ts'

test.each([
  ['one line', 'a=1\n', [['a', '1']]],
  ['no line end', 'a=1', [['a', '1']]],
  ['an equals sign in the value', 'a=b=c\n', [['a', 'b=c']]],
  ['markers in the value', 'a=b<<c\n', [['a', 'b<<c']]],
  [
    'several lines',
    'a<<end\n1\n\n  2\nend\nb=3\n',
    [
      ['a', '1\n\n  2'],
      ['b', '3'],
    ],
  ],
  ['a value of no lines', 'a<<end\nend\n', [['a', '']]],
  ['a value of one empty line', 'a<<end\n\nend\n', [['a', '']]],
  ['an equals sign in the delimiter', 'a<<e=f\n1\ne=f', [['a', '1']]],
  ['empty lines between', '\n\na=1\n\n', [['a', '1']]],
  [
    'the same name twice',
    'a=1\na=2\n',
    [
      ['a', '1'],
      ['a', '2'],
    ],
  ],
])('reads %s', (_, text, pairs) => {
  expect(pairsIn(text)).toEqual(pairs)
})

test.each([
  ['just words\n', "Invalid format 'just words'"],
  ['=1\n', "Invalid format '=1'. Name must not be empty"],
  ['<<end\nend\n', "Invalid format '<<end'. Name must not be empty and delimiter must not be empty"],
  ['a<<end\n1\n', "Invalid value. Matching delimiter not found 'end'"],
])('refuses %j', (text, message) => {
  expect(() => pairsIn(text)).toThrow(message)
})

test('what was written with a delimiter that the value does not have is read as it was', () => {
  const name = fc.string({ minLength: 1, unit: fc.constantFrom(...'abc-_') })
  const value = fc.string({ unit: fc.constantFrom(...'ab=<\n \t') })
  fc.assert(
    fc.property(fc.array(fc.tuple(name, value)), pairs => {
      expect(pairsIn(pairs.map(([key, text]) => `${key}<<-end-\n${text}\n-end-\n`).join(''))).toEqual(pairs)
    }),
  )
})
