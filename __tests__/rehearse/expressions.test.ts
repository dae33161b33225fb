// What do expressions come to?
import { expect, test } from '@jest/globals'
import { evaluate } from '../../rehearse/expressions/evaluate.ts'
import { functionsFor } from '../../rehearse/expressions/functions.ts'
import { environmentValue, isTrue } from '../../rehearse/expressions/values.ts'

const status = { success: () => false, failure: () => true, cancelled: () => false }
const scope = {
  contexts: {
    github: { event: { list: [1, 2], nested: { a: true }, nothing: null }, ref: 'refs/heads/Main' },
    env: environmentValue({ PATH: '/bin', path: 'lower' }),
  },
  functions: functionsFor(status),
}
const allowed = ['github', 'env', 'vars', 'success(0,MAX)', 'failure(0,0)', 'always(0,0)', 'cancelled(0,0)']
const result = (text: string) => evaluate({ text, allowed }, scope)

test.each([
  ['github.event.list[1]', '2'],
  ['github.event.nested.a', 'true'],
  ['github.event.nothing', ''],
  ['github.event.not.there', ''],
  ['github.EVENT.Nested.A', 'true'],
  ["github.ref == 'refs/heads/main'", 'true'],
  ['vars.anything', ''],
  ['env.path', 'lower'],
  ['env.PATH', '/bin'],
  ['env.Path', ''],
  ["'it''s a ''word'''", "it's a 'word'"],
  ["format('{{{0}}} ''{1}''', 'a', 1.50)", "{a} '1.5'"],
  ["github.event.nothing || 'otherwise'", 'otherwise'],
  ['github.event.nested && 1', '1'],
  ["'1' == 1", 'true'],
  ["'' == 0", 'true'],
  ["null == ''", 'true'],
  ["join(github.event.list, '+')", '1+2'],
  ['toJSON(github.event.nested)', '{\n  "a": true\n}'],
  ["contains(github.ref, 'MAIN')", 'true'],
  ["case(false, 'a', always(), 'b', 'c')", 'b'],
])('%s is %j', (text, value) => {
  expect(result(text).coerceString()).toBe(value)
})

test.each([
  ['false', false],
  ['0', false],
  ["''", false],
  ['null', false],
  ["'false'", true],
  ["'0'", true],
  ['-1', true],
  ['github.event', true],
  ['github.event.list', true],
  ['failure()', true],
  ['success()', false],
  ["success('a')", false],
  ['!cancelled()', true],
])('as a condition %s is %s', (text, value) => {
  expect(isTrue(result(text))).toBe(value)
})

test.each([
  ['secrets.KEY', "Unrecognized named-value: 'secrets'"],
  ['github.ref ==', 'Unexpected end of expression'],
  ["fromJSON('{')", 'Error parsing JSON when evaluating fromJson'],
])('%s is an error', (text, message) => {
  expect(() => result(text)).toThrow(message)
})
