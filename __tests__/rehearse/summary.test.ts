// How does the Markdown of a step summary become HTML that cannot hurt?
import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { renderSummary } from '../../rehearse/report/summary.ts'

const shown = (markdown: string) => renderSummary(markdown).html.trim()

test.each([
  ['# Title', '<h5>Title</h5>'],
  ['**bold** and `code`', '<p><strong>bold</strong> and <code>code</code></p>'],
  ['- a\n- b', '<ul>\n<li>a</li>\n<li>b</li>\n</ul>'],
  [
    '[docs](https://example.test/a?b=1&c=2)',
    '<p><a href="https://example.test/a?b=1&amp;c=2" rel="noreferrer">docs</a></p>',
  ],
  ['[trap](javascript:alert(1))', '<p>trap</p>'],
  [
    '![picture](https://example.test/a.png)',
    '<p><a href="https://example.test/a.png" rel="noreferrer">picture</a></p>',
  ],
  ['a <b onclick="x">b</b> <br> c', '<p>a &lt;b onclick=&quot;x&quot;&gt;b&lt;/b&gt; <br> c</p>'],
  ['a <script><a href="javascript:b()">', '<p>a &lt;script&gt;&lt;a href=&quot;javascript:b()&quot;&gt;</p>'],
  ['a &lt;b&gt; &amp; c', '<p>a &lt;b&gt; &amp; c</p>'],
  ['<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
  ['```\n<i> & "\n```', '<pre><code>&lt;i&gt; &amp; &quot;\n</code></pre>'],
  [
    '```mermaid\nflowchart LR\n  a --> b\n```',
    '<pre class="mermaid" title="A Mermaid diagram"><code>flowchart LR\n  a --&gt; b\n</code></pre>',
  ],
])('%j', (markdown, html) => {
  expect(shown(markdown)).toBe(html)
})

test('a table keeps its alignment, and can be scrolled', () => {
  expect(shown('| a | b |\n|---|--:|\n| 1 | `2` |')).toBe(
    '<div class="wide"><table><thead><tr><th>a</th><th class="right">b</th></tr></thead>' +
      '<tbody><tr><td>1</td><td class="right"><code>2</code></td></tr></tbody></table></div>',
  )
})

test('details can be folded, and are closed where the summary forgot to', () => {
  const closed = '<details><summary>More</summary>\n\ntext\n\n</details>'
  expect(shown(closed).replaceAll('\n', '')).toBe('<details><summary>More</summary><p>text</p></details>')
  expect(shown('<details open><summary>More\n\ntext')).toMatch(/<\/summary><\/details>$/)
  expect(shown('text\n\n</details></summary>')).toBe('<p>text</p>')
})

test('no text makes a tag that we did not choose, an attribute or a script', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '<',
      '>',
      '"',
      "'",
      '/',
      '&',
      '`',
      '[',
      '](',
      ')',
      '|',
      '\n',
      '<details>',
      '</details>',
      '<summary>',
    ),
    fc.constantFrom(
      '<script>',
      '<img src=x onerror=y>',
      'javascript:',
      '<svg onload=z>',
      '<!--',
      ']]>',
      '<a href=',
      '## ',
    ),
    fc.string(),
  )
  fc.assert(
    fc.property(fc.array(piece), pieces => {
      const html = shown(pieces.join(''))
      const tags = [...html.matchAll(/<\/?([a-z0-9]+)([^>]*)>/gi)]
      for (const [whole, name, attributes] of tags) {
        expect([whole, name]).toEqual([
          whole,
          expect.stringMatching(
            /^(p|h[56]|a|pre|code|em|strong|del|ul|ol|li|hr|br|blockquote|details|summary|table|thead|tbody|tr|t[hd]|div|input|s(ub|up)|kbd)$/i,
          ),
        ])
        expect(attributes).not.toMatch(/\son\w+=/)
        expect(attributes).not.toMatch(/javascript:/i)
      }
      expect(html.match(/<details/g)?.length).toBe(html.match(/<\/details>/g)?.length)
    }),
    { numRuns: 1000 },
  )
})
