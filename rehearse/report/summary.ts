// How does the Markdown of a step summary look?
import { Marked, type Tokens } from 'marked'
import { readGantt } from './gantt.ts'
import { ganttPicture } from './gantt-picture.ts'
import { escaped, type Html, html } from './html.ts'
import { link } from './link.ts'
import { readChart } from './xychart.ts'
import { chartPicture } from './xychart-picture.ts'

/** The raw tags of GitHub's own HTML that a summary may use, bare as they are. */
const tag = /<(\/?)(details|summary|br|sub|sup|kbd)( open)?\s*\/?>/gi

/**
 * HTML of GitHub's Markdown: tables, code, lists, links, a few raw tags, gantts and charts as pictures. Any other raw HTML is shown
 * as the text it is; pictures from elsewhere become links, as the report loads nothing.
 */
export function renderSummary(markdown: string): Html {
  const marked = new Marked({
    gfm: true,
    renderer: {
      html: ({ text }: Tokens.HTML | Tokens.Tag) => keepKnownTags(text),
      // Marked leaves text unescaped after a raw <script>, <pre> or <code>, which would let it through as markup.
      text(token: Tokens.Text | Tokens.Escape) {
        return 'tokens' in token && token.tokens ? this.parser.parseInline(token.tokens) : textWithEntities(token.text)
      },
      code: ({ text, lang }: Tokens.Code) => codeBlock(text, lang).html,
      image: ({ href, text }: Tokens.Image) => link(href, html`${text || href}`).html,
      // The report has headings of its own above: a summary's begin below them.
      heading({ depth, tokens }: Tokens.Heading) {
        const level = depth <= 2 ? 5 : 6
        return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>`
      },
      link({ href, tokens }: Tokens.Link) {
        return link(href, { html: this.parser.parseInline(tokens) }).html
      },
      table(token: Tokens.Table) {
        return `<div class="wide">${tableOf(token, cell => this.parser.parseInline(cell.tokens))}</div>`
      },
    },
  })
  return { html: balanced(String(marked.parse(markdown, { async: false }))) }
}

/** Escaped, but for entities: `&lt;` in Markdown is a sign, not five letters. */
const textWithEntities = (text: string) => escaped(text).replace(/&amp;(#\d{1,7}|#x[\da-f]{1,6}|[a-z]\w+);/gi, '&$1;')

function keepKnownTags(text: string): string {
  let kept = ''
  let end = 0
  for (const match of text.matchAll(tag)) {
    kept += escaped(text.slice(end, match.index)) + match[0].toLowerCase()
    end = match.index + match[0].length
  }
  return kept + escaped(text.slice(end))
}

function codeBlock(text: string, language: string | undefined): Html {
  const gantt = language === 'mermaid' ? readGantt(text) : undefined
  if (gantt) return ganttPicture(gantt)
  const chart = language === 'mermaid' ? readChart(text) : undefined
  if (chart) return chartPicture(chart)
  return html`<pre${language === 'mermaid' && html` class="mermaid" title="A Mermaid diagram"`}><code>${text}\n</code></pre>`
}

function tableOf({ header, rows }: Tokens.Table, inside: (cell: Tokens.TableCell) => string): string {
  const line = (cells: Tokens.TableCell[], name: string) =>
    `<tr>${cells.map(cell => `<${name}${cell.align ? ` class="${cell.align}"` : ''}>${inside(cell)}</${name}>`).join('')}</tr>`
  return `<table><thead>${line(header, 'th')}</thead><tbody>${rows.map(row => line(row, 'td')).join('')}</tbody></table>`
}

// A summary that forgets to close its details must not swallow the rest of the report, nor close what is not its own.
function balanced(text: string): string {
  const open: string[] = []
  const whole = text.replace(/<(\/?)(details|summary)( open)?>/g, (written, slash: string, name: string) => {
    if (slash === '') {
      open.push(name)
      return written
    }
    if (open.at(-1) !== name) return ''
    open.pop()
    return written
  })
  return (
    whole +
    open
      .reverse()
      .map(name => `</${name}>`)
      .join('')
  )
}
