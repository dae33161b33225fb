// Is what users read still what a reviewer has read?
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect } from '@jest/globals'

/**
 * Compares a text with `__tests__/golden/<name>.txt`. With `UPDATE_GOLDEN=1` the file is written instead: read the
 * difference as a user would before it is committed. Ports, which no two runs share, are left out.
 */
export function expectGolden(name: string, text: string): void {
  const path = `__tests__/golden/${name}.txt`
  const shown = `${text.replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT').trimEnd()}\n`
  if (process.env.UPDATE_GOLDEN === '1') {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, shown)
  }
  expect(shown).toBe(existsSync(path) ? readFileSync(path, 'utf8') : `(there is no ${path}: run with UPDATE_GOLDEN=1)`)
}
