// How does a gantt look?
import { duration } from '../duration.ts'
import { ticks } from './axis.ts'
import type { Bar, Gantt } from './gantt.ts'
import { type Html, html } from './html.ts'

const width = 880
const left = 150
const right = 30
const rowHeight = 34
const top = 34

/** An SVG with one row for each section; a row grows when its bars overlap. Text takes the colours of the page. */
export function ganttPicture(gantt: Gantt): Html {
  const bars = gantt.sections.flatMap(section => section.bars)
  const start = Math.min(...bars.map(bar => bar.from))
  const span = Math.max(Math.max(...bars.map(bar => bar.to)) - start, 1)
  const x = (at: number) => left + ((at - start) / span) * (width - left - right)
  const height = top + gantt.sections.length * rowHeight + 24
  const said = gantt.sections.map(({ name, bars }) => `${name}: ${bars.map(bar => sayBar(bar, start)).join(', ')}`)
  return html`<div class="picture"><svg viewBox="0 0 ${width} ${height}" role="img" class="gantt">
<title>${gantt.title}</title><desc>${said.join('. ')}</desc>
<text x="0" y="16" class="strong">${gantt.title}</text>
${ticks(span, 8).map(at => {
  const place = x(start + at).toFixed(1)
  return html`<line x1="${place}" x2="${place}" y1="${top - 4}" y2="${height - 22}" class="grid"/><text x="${place}" y="${height - 6}" class="dim middle">${duration(at)}</text>`
})}
${gantt.sections.map((section, index) => {
  const y = top + index * rowHeight
  return html`<text x="0" y="${y + 21}">${section.name}</text>${section.bars.map(bar => drawBar(bar, x, y, start))}`
})}
</svg></div>`
}

function drawBar(bar: Bar, x: (at: number) => number, y: number, start: number): Html {
  const [from, to] = [x(bar.from), x(bar.to)]
  const kind = bar.tags.find(tag => tag !== 'milestone') ?? 'plain'
  if (bar.tags.includes('milestone')) {
    const middle = y + 16
    const beyond = from > width - 140
    return html`<g><title>${sayBar(bar, start)}</title><path d="M${from.toFixed(1)} ${middle - 8}l8 8l-8 8l-8 -8z" class="milestone ${kind}"/><text x="${(from + (beyond ? -14 : 14)).toFixed(1)}" y="${y + 21}" class="strong${beyond ? ' end' : ''}">${bar.label}</text></g>`
  }
  const fits = to - from > bar.label.length * 7 + 8
  return html`<g><title>${sayBar(bar, start)}</title><rect x="${from.toFixed(1)}" y="${y + 4}" width="${Math.max(to - from - 1, 2).toFixed(1)}" height="24" rx="3" class="bar ${kind}"/>${
    fits && html`<text x="${(from + 7).toFixed(1)}" y="${y + 20}" class="in-bar ${kind}">${bar.label}</text>`
  }</g>`
}

const sayBar = (bar: Bar, start: number) =>
  bar.tags.includes('milestone')
    ? `${bar.label} at ${duration(bar.from - start)}`
    : `${bar.label} from ${duration(bar.from - start)} to ${duration(bar.to - start)}`
