// How does an xychart look?
import { roundTop } from './axis.ts'
import { type Html, html } from './html.ts'
import type { Chart, Series } from './xychart.ts'

const size = { width: 880, left: 54, right: 16, top: 30, plot: 150 }

/** How many strokes lines take in turn; see the style sheet. */
const strokes = 3

/** An SVG of lines and bars over one axis, told apart by stroke as well as colour. Text takes the colours of the page. */
export function chartPicture({ title, x, y, series }: Chart): Html {
  const { width, left, right, top, plot } = size
  const floor = top + plot
  const most = y.to
  const across = (share: number) => left + share * (width - left - right)
  const up = (value: number) => floor - ((Math.min(value, most) - y.from) / (most - y.from)) * plot
  const said = series.map(one => `${one.name || one.kind}: ${one.values.join(', ')}`).join('. ')
  const below = x.labels
    ? x.labels.map((label, index, all) => ({ label, share: (index + 0.5) / all.length }))
    : roundTicks(x.from, x.to).map(at => ({ label: show(at), share: (at - x.from) / (x.to - x.from || 1) }))
  return html`<div class="picture"><svg viewBox="0 0 ${width} ${floor + 36}" role="img" class="chart">
<title>${title}</title><desc>${said}</desc>
<text x="0" y="16" class="strong">${title}</text>
${[y.from, (y.from + most) / 2, most].map(
  value =>
    html`<line x1="${left}" x2="${width - right}" y1="${up(value)}" y2="${up(value)}" class="grid"/><text x="${left - 6}" y="${up(value) + 4}" class="dim end">${show(value)}</text>`,
)}
${series.map((one, index) => drawSeries(one, index, across, up, floor))}
${below.map(
  ({ label, share }) =>
    html`<text x="${across(share).toFixed(1)}" y="${floor + 15}" class="dim middle">${label}</text>`,
)}
<text x="${left}" y="${floor + 31}" class="dim">${[x.name, y.name].filter(Boolean).join(', ')}</text>
</svg></div>`
}

function drawSeries(
  { kind, values }: Series,
  index: number,
  across: (share: number) => number,
  up: (value: number) => number,
  floor: number,
): Html {
  if (kind === 'bar') {
    const wide = (across(1) - across(0)) / values.length
    return html`${values.map(
      (value, place) =>
        html`<rect x="${(across(0) + place * wide + 1).toFixed(1)}" y="${up(value).toFixed(1)}" width="${Math.max(wide - 2, 1).toFixed(1)}" height="${(floor - up(value)).toFixed(1)}" class="bar"/>`,
    )}`
  }
  const last = Math.max(values.length - 1, 1)
  const path = values.map(
    (value, place) => `${place === 0 ? 'M' : 'L'}${across(place / last).toFixed(1)} ${up(value).toFixed(1)}`,
  )
  return html`<path d="${path.join('')}" class="line l${index % strokes}"/>`
}

/** Round numbers between two, no more than nine. */
function roundTicks(from: number, to: number): number[] {
  const step = roundTop((to - from) / 8 || 1)
  const first = Math.ceil(from / step)
  return Array.from({ length: Math.floor(to / step) - first + 1 }, (_, index) => (first + index) * step)
}

const show = (value: number): string => String(Number(value.toPrecision(3)))
