import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  count,
  definitionPatch,
  duration,
  flag,
  groups,
  type Input,
  json,
  list,
  map,
  namesOrMap,
  oneOf,
  pattern,
  text,
  url,
} from '../src/input.ts'
import { kebab, readInputs, unfittingInputs, unknownInputs } from '../src/inputs.ts'

const description = 'The thing. More of it.'
const read = async (input: Input, given: string) => {
  const reading = await readInputs({ it: input }, { it: given })
  return reading.problems.length > 0 ? reading.problems.join() : reading.values.it
}

describe('an input', () => {
  test.each<[string, Input, string, unknown]>([
    ['text is trimmed', text({ description }), ' a b ', 'a b'],
    ['an empty one is an unset one', text({ description, default: 'x' }), '  ', 'x'],
    ['without a default it is undefined', text({ description }), '', undefined],
    [
      'a default that is an expression is the runner’s to fill in',
      text({ description, default: '${{ github.token }}' }),
      '',
      undefined,
    ],
    ['a flag', flag({ description }), 'True', true],
    ['a count', count(1, 10)({ description }), '10', 10],
    ['a duration in its own unit', duration('minutes')({ description }), '15', 900_000],
    ['a duration with a unit', duration('minutes')({ description }), '90s', 90_000],
    ['one of a few words', oneOf('a', 'b')({ description }), 'b', 'b'],
    ['a URL', url({ description }), 'https://x/y', 'https://x/y'],
    ['JSON', json({ description }), '{"a":[1]}', { a: [1] }],
    ['YAML', json({ description }), 'a:\n  - 1', { a: [1] }],
    ['a list with commas', list({ description }), 'a, b ,,c', ['a', 'b', 'c']],
    ['a list one a line', list({ description }), 'a,1\n\n b \n', ['a,1', 'b']],
    ['a list in JSON', list({ description }), '["a", 1]', ['a', '1']],
    ['a list in YAML', list({ description }), '- a\n- b', ['a', 'b']],
    ['an unset list is empty', list({ description }), '', []],
    ['a map one a line, cut at the first =', map({ description }), 'A=1=2\nB= x y', { A: '1=2', B: ' x y' }],
    ['a map with commas', map({ description }), 'A=1,2,B=3', { A: '1,2', B: '3' }],
    ['a map in JSON', map({ description }), '{"A": 1, "B": true}', { A: '1', B: 'true' }],
    ['a map in YAML', map({ description }), 'A: 1\nB: "x=y"', { A: '1', B: 'x=y' }],
    [
      'a map as AWS writes it',
      map({ description }),
      '[{"name": "A", "value": "1"}, {"key": "B", "value": "2,C=3"}]',
      { A: '1', B: '2,C=3' },
    ],
    ['a map of secrets as AWS writes it', map({ description }), '- name: A\n  valueFrom: arn:a', { A: 'arn:a' }],
    ['an unset map is empty', map({ description }), '', {}],
    [
      'a map in YAML whose values look like numbers',
      map({ description }),
      'A: 1.10\nB: 1234e56\nC: 0123\nD: 0x10\nE: 012345678901\nF: True',
      { A: '1.10', B: '1234e56', C: '0123', D: '0x10', E: '012345678901', F: 'True' },
    ],
    [
      'a map in JSON whose values look like numbers',
      map({ description }),
      '{\n\t"A": 1.10, "B": 12e5, "C": true, "D": "say \\"1.10\\" true"}',
      { A: '1.10', B: '12e5', C: 'true', D: 'say "1.10" true' },
    ],
    ['names that look like numbers', map({ description }), '0123: a\n0x10: b', { '0123': 'a', '0x10': 'b' }],
    ['pairs that look like numbers', map({ description }), '- name: A\n  value: 1.10', { A: '1.10' }],
    ['a list in YAML that looks like numbers', list({ description }), '- 1.10\n- 0123', ['1.10', '0123']],
    ['a list in JSON that looks like numbers', list({ description }), '[1.10, 1e3]', ['1.10', '1e3']],
    ['groups that look like numbers', groups({ description }), '[[1.10], 1e3]', [['1.10'], ['1e3']]],
    [
      'a map of entries that look like numbers',
      namesOrMap({ description }),
      'web:\n  image-tag: 1.10\napi: 1234e56\nworker:\nother: null',
      { web: { 'image-tag': '1.10' }, api: '1234e56', worker: null, other: null },
    ],
    ['names with commas', namesOrMap({ description }), 'web, api', ['web', 'api']],
    ['pairs with commas', namesOrMap({ description }), 'web=web:1, api=api:1', { web: 'web:1', api: 'api:1' }],
    ['pairs and names with commas', namesOrMap({ description }), 'web=web:1,api', { web: 'web:1', api: null }],
    ['pairs and names one a line', namesOrMap({ description }), 'web=web:1\napi', { web: 'web:1', api: null }],
    ['a pair whose value has a comma', namesOrMap({ description }), 'web=a,b c', { web: 'a,b c' }],
    ['numbers in JSON are numbers', json({ description }), '[{"weight": 1}]', [{ weight: 1 }]],
    [
      'a change of a task definition, with numbers and texts',
      definitionPatch({ description }),
      'cpu: 0512\ncontainerDefinitions:\n  options:\n    cpu: 64\n    essential: true\n    user: 0100\n    environment:\n      - name: A\n        value: 1.10',
      {
        cpu: '0512',
        containerDefinitions: {
          options: { cpu: 64, essential: true, user: '0100', environment: [{ name: 'A', value: '1.10' }] },
        },
      },
    ],
  ])('%s', async (_, input, given, expected) => {
    expect(await read(input, given)).toEqual(expected)
  })

  test.each<[string, Input, string, string]>([
    ['a required one that is empty', text({ description, required: true }), '', 'it is empty: give the thing'],
    ['a flag that is none', flag({ description }), 'yes', 'it is "yes": write true or false'],
    ['a count out of range', count(1, 10)({ description }), '11', 'it is "11": write a whole number from 1 to 10'],
    ['a count with a unit', count()({ description }), '10m', 'it is "10m"'],
    ['a duration that is none', duration('seconds')({ description }), 'soon', 'it is "soon"'],
    ['a word that is none of them', oneOf('a', 'b', 'c')({ description }), 'd', 'it is "d": write a, b or c'],
    ['a URL without a scheme', url({ description }), 'example.com', 'it is "example.com"'],
    ['a pattern that is none', pattern({ description }), '(', 'which is not a regular expression'],
    ['a list of lists', list({ description }), '[["a"]]', 'it is not a list of words'],
    ['a map of maps', map({ description }), '{"a": {"b": 1}}', 'it is not a map'],
    ['a map that is a list', map({ description }), '[1]', 'it is not a map'],
    ['a map that is a list of something else', map({ description }), '[{"name": "A"}]', 'it is not a map'],
    ['a map that is a list of nothing', map({ description }), '[null]', 'it is not a map'],
    ['a map that is a word', map({ description }), 'abc', 'it is not a map'],
  ])('says what is wrong: %s', async (_, input, given, problem) => {
    expect(await read(input, given)).toContain(problem)
  })

  test('a value of a map in YAML or JSON comes as it was written, whatever it looks like', async () => {
    const likeNumbers = fc.stringMatching(/^[0-9a-fx.e+-]+$/).filter(value => value !== '-')
    await fc.assert(
      fc.asyncProperty(likeNumbers, async value => {
        expect(await read(map({ description }), `A: ${value}\nB: x`)).toEqual({ A: value, B: 'x' })
        expect(await read(list({ description }), `- ${value}\n- x`)).toEqual([value, 'x'])
        expect(await read(namesOrMap({ description }), `a:\n  image-tag: ${value}`)).toEqual({
          a: { 'image-tag': value },
        })
      }),
      { examples: [['1.10'], ['1234e56'], ['0123'], ['0x10'], ['-0'], ['.5'], ['+1'], ['1e400']] },
    )
  })

  test('a secret is not in the problem', async () => {
    expect(await read(flag({ description, secret: true }), 'hunter2')).toBe('it is "***": write true or false')
  })

  test('all problems come at once, by the names a user wrote', async () => {
    const inputs = {
      aName: text({ description, required: true }),
      bName: count()({ description }),
      c: flag({ description }),
    }
    expect(await readInputs(inputs, { 'b-name': 'x', c: 'true' })).toEqual({
      values: { aName: undefined, bName: undefined, c: true },
      problems: ['a-name is empty: give the thing', expect.stringContaining('b-name is "x"')],
    })
  })

  test.each<[string, string[], string[]]>([
    ['rules speak of what could be read', ['a is "x"'], ['b is empty: give it', 'c and d are both set']],
    ['what they say of the others is left out', ['b is "x"', 'd is "y"'], []],
  ])('%s', (_, problems, expected) => {
    const rules = () => ['b is empty: give it', 'c and d are both set']
    expect(unfittingInputs(rules, { values: {}, problems })).toEqual(expected)
  })

  test('a rule that needs what could not be read says nothing; without that its error is an error', () => {
    const rules = () => {
      throw new TypeError('no length')
    }
    expect(unfittingInputs(rules, { values: {}, problems: ['a is "x"'] })).toEqual([])
    expect(() => unfittingInputs(rules, { values: {}, problems: [] })).toThrow('no length')
  })

  test('any list of words comes through lines and JSON alike', async () => {
    const word = fc
      .stringMatching(/^[^\s,"'[\]{}#&*!|>%@`:-][^\n,]{0,10}$/)
      .map(one => one.trim())
      .filter(Boolean)
    await fc.assert(
      fc.asyncProperty(fc.array(word, { minLength: 2, maxLength: 5 }), async words => {
        expect(await read(list({ description }), words.join('\n'))).toEqual(words)
        expect(await read(list({ description }), JSON.stringify(words))).toEqual(words)
      }),
    )
  })
})

test('a misspelt input is told with the nearest one, a strange one without', () => {
  const inputs = { taskDefinition: text({ description }), cluster: text({ description }) }
  expect(unknownInputs(inputs, { 'task-defintion': 'x', clusters: 'y', cluster: 'z', foo: '' })).toEqual([
    { name: 'task-defintion', nearest: 'task-definition' },
    { name: 'clusters', nearest: 'cluster' },
    { name: 'foo' },
  ])
})

test('names are written with dashes', () => {
  expect(kebab('waitForMinutes')).toBe('wait-for-minutes')
})
