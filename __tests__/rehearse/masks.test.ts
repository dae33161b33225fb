// What is hidden, and what is not?
import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { newMasks } from '../../rehearse/run/masks.ts'

const hide = (secrets: readonly string[], text: string) => {
  const masks = newMasks()
  for (const secret of secrets) masks.add(secret)
  return masks.hide(text)
}

test.each([
  ['a secret wherever it is', ['s3cret'], 'as3cretb s3cret', 'a***b ***'],
  ['secrets that overlap as one', ['abcd', 'cdef'], 'xabcdefx', 'x***x'],
  ['secrets that touch as one', ['abc', 'def'], 'abcdef!', '***!'],
  ['each line of a secret', ['one\r\ntwo\n'], 'one, two', '***, ***'],
  [
    'the secret in base64, at any offset',
    ['hush-hush'],
    Buffer.from('user:hush-hush').toString('base64'),
    /^dXNlcjpo\*\*\*$/,
  ],
  ['the secret in an address', ['a b&c'], 'x=a%20b%26c', 'x=***'],
  ['the secret in JSON', ['a"b'], '{"x":"a\\"b"}', '{"x":"***"}'],
  ['nothing for an empty secret', ['', '  '], 'a  b', 'a  b'],
])('hides %s', (_, secrets, text, hidden) => {
  expect(hide(secrets, text)).toEqual(typeof hidden === 'string' ? hidden : expect.stringMatching(hidden))
})

test('no secret is left in any text, and a text without secrets stays as it is', () => {
  const secret = fc.string({ minLength: 4, maxLength: 12, unit: fc.constantFrom(...'abcxyz01') })
  const plain = fc.string({ unit: fc.constantFrom(...'ABC -') })
  fc.assert(
    fc.property(fc.array(secret, { minLength: 1 }), fc.array(plain), (secrets, between) => {
      const text = secrets.map((one, index) => `${between[index] ?? ''}${one}`).join('')
      const hidden = hide(secrets, text)
      for (const one of secrets) expect(hidden).not.toContain(one)
      expect(hide(secrets, between.join(''))).toBe(between.join(''))
    }),
  )
})
