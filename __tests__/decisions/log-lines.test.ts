import { describe, expect, test } from '@jest/globals'
import { harmlessText, linesOf, mostTelling, tellingLines } from '../../src/decisions/log-lines.ts'

describe('the line that says most of why a program ended', () => {
  test.each<[string, string[], string]>([
    [
      'of Node, which ends with frames and its version',
      [
        '/app/x.js:1',
        'throw err',
        '^',
        '',
        'TypeError: x is no function',
        '    at x (/app/x.js:1:7)',
        '',
        'Node.js v24.1.0',
      ],
      'TypeError: x is no function',
    ],
    [
      'of Python, which ends with the error',
      ['Traceback (most recent call last):', '  File "/app/x.py", line 1, in <module>', "KeyError: 'DB'"],
      "KeyError: 'DB'",
    ],
    [
      'of Java, whose last cause is the first one',
      ['Exception in thread "main" X', '\tat a.B.c(B.java:1)', 'Caused by: no route to db', '\t... 3 more'],
      'Caused by: no route to db',
    ],
    [
      'of Go, which ends with goroutines',
      ['panic: no database', '', 'goroutine 1 [running]:', 'main.main()', '\t/app/main.go:3 +0x1d', 'exit status 2'],
      'panic: no database',
    ],
    ['the last one, where none speaks of an error', ['listening', 'bye', ''], 'bye'],
    ['none of none', ['', '   '], ''],
  ])('%s', (_, lines, expected) => {
    expect(mostTelling(lines)).toBe(expected)
  })

  test('frames and marks are left out of what is shown', () => {
    expect(tellingLines(['Error: x', '    at y (z.js:1)', '   ^', '}', 'Node.js v20.1.0', 'bye'])).toEqual([
      'Error: x',
      'bye',
    ])
  })
})

describe('what others wrote', () => {
  test('is no command to the runner, wherever a line of it begins or ends', () => {
    expect(linesOf(['ok\r::stop-commands::tok', 'x ##[error]inj\n::error::y'])).toEqual([
      'ok',
      '::stop-commands::tok',
      'x ## [error]inj',
      '::error::y',
    ])
    expect(harmlessText('a\r::stop-commands::t\r\n##[error]b')).toBe('a ::stop-commands::t ## [error]b')
  })

  test('takes a thousand characters a line', () => {
    expect(linesOf(['x'.repeat(250_000)])).toEqual([`${'x'.repeat(1000)}…`])
  })
})
