// Which files does a hash stand for?
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { hashFiles } from '../../rehearse/expressions/hash-files.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hash-files-'))
  mkdirSync(join(folder, 'a/b'), { recursive: true })
  for (const file of ['package.json', 'a/package.json', 'a/b/package.json', 'a/b/c.txt']) {
    writeFileSync(join(folder, file), file)
  }
})
afterAll(() => rmSync(folder, { recursive: true }))

test.each([
  [['package.json'], ['./package.json', 'packag?.json', 'p*.json']],
  [['**/package.json'], ['package.json', 'a/package.json', 'a/b/package.json']],
  [['a/**'], ['a/package.json', 'a/b/*']],
])('%j stands for the same files as %j', (patterns, others) => {
  expect(hashFiles(folder, patterns)).toMatch(/^[0-9a-f]{64}$/)
  expect(hashFiles(folder, others)).toBe(hashFiles(folder, patterns))
})

test('a star stops at a folder, and no file gives no hash', () => {
  expect(hashFiles(folder, ['*.txt'])).toBe('')
  expect(hashFiles(folder, ['a/*.json'])).not.toBe(hashFiles(folder, ['a/**/*.json']))
})

test.each(['/etc/passwd', '../x', '!a', 'a[bc]', '~/x', ''])('%j is refused', pattern => {
  expect(() => hashFiles(folder, [pattern])).toThrow('only relative patterns')
})
