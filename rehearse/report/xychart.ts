// What does a Mermaid xychart say?

export type Series = { kind: 'line' | 'bar'; name: string; values: number[] }
export type Axis = { name: string; from: number; to: number }
export type Chart = { title: string; x: Axis & { labels?: string[] }; y: Axis; series: Series[] }

const quoted = '(?:"([^"]*)"|(\\S+?))?'
const range = new RegExp(`^([xy])-axis\\s+${quoted}\\s*(-?[\\d.]+)\\s*-->\\s*(-?[\\d.]+)$`)
const named = new RegExp(`^x-axis\\s+${quoted}\\s*\\[(.*)\\]$`)
const series = new RegExp(`^(line|bar)\\s+${quoted}\\s*\\[(.*)\\]$`)

/**
 * Reads the part of Mermaid's xychart that our summaries use: a title, a range or labels below, a range at the side, lines
 * and bars. Undefined for anything else. https://mermaid.js.org/syntax/xyChart.html
 */
export function readChart(text: string): Chart | undefined {
  const [head, ...lines] = text
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean)
  if (head !== 'xychart-beta' && head !== 'xychart') return undefined
  const chart: Chart = { title: '', x: noAxis(), y: noAxis(), series: [] }
  for (const line of lines) if (!readLine(line, chart)) return undefined
  const longest = Math.max(0, ...chart.series.map(one => one.values.length))
  if (longest === 0 || chart.series.some(one => one.values.some(Number.isNaN))) return undefined
  if (Number.isNaN(chart.x.to)) Object.assign(chart.x, { from: 1, to: longest })
  if (Number.isNaN(chart.y.to))
    Object.assign(chart.y, { from: 0, to: Math.max(...chart.series.flatMap(one => one.values)) })
  return chart.y.to > chart.y.from ? chart : undefined
}

const noAxis = (): Axis => ({ name: '', from: Number.NaN, to: Number.NaN })

function readLine(line: string, chart: Chart): boolean {
  const title = /^title\s+"?([^"]*)"?$/.exec(line)
  const axis = range.exec(line)
  const labels = named.exec(line)
  const drawn = series.exec(line)
  if (title) chart.title = title[1] ?? ''
  else if (axis)
    chart[axis[1] as 'x' | 'y'] = { name: axis[2] ?? axis[3] ?? '', from: Number(axis[4]), to: Number(axis[5]) }
  else if (labels) chart.x = { ...chart.x, name: labels[1] ?? labels[2] ?? '', labels: listOf(labels[3]) }
  else if (drawn)
    chart.series.push({
      kind: drawn[1] as Series['kind'],
      name: drawn[2] ?? drawn[3] ?? '',
      values: listOf(drawn[4]).map(Number),
    })
  else return line.startsWith('%%')
  return true
}

const listOf = (text = ''): string[] =>
  text
    .split(',')
    .map(one => one.trim().replace(/^"|"$/g, ''))
    .filter(Boolean)
