// How does a rehearsal look on a terminal?
import { stripVTControlCharacters } from 'node:util'
import { expect, test } from '@jest/globals'
import { newPrinter } from '../../rehearse/console.ts'
import { duration } from '../../rehearse/duration.ts'
import { stage } from './stage.ts'

test('a terminal has a last line that says where things are, and that is gone at the end', async () => {
  const written: string[] = []
  const screen = { write: (text: string) => void written.push(text), isTTY: true, columns: 40 }
  await stage('jobs', { report: newPrinter(screen) })
  const text = written.join('')
  expect(text).toContain('0:00 good › Run echo "colour=blue" >> "')
  const last = written.filter(one => one.includes('…') || one === '\r\x1b[K').at(-1)
  expect(last).toBe('\r\x1b[K')
  expect(stripVTControlCharacters(text)).toMatch(/How jobs follow each other 0:00\n$/)
})

test.each([
  [400, '0:00'],
  [65_000, '1:05'],
  [3_723_000, '1:02:03'],
])('%d ms are %s', (ms, text) => {
  expect(duration(ms)).toBe(text)
})
