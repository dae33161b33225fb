// What does a Mermaid gantt say?

export type Bar = { label: string; from: number; to: number; tags: readonly string[] }
export type Gantt = { title: string; sections: { name: string; bars: Bar[] }[] }

/** Settings that change nothing in our picture. */
const ignored = /^(axisFormat|tickInterval|todayMarker|excludes|weekday|%%)/
const known = ['active', 'done', 'crit', 'milestone']
const units: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/**
 * Reads the part of Mermaid's gantt that our summaries use: sections, and bars with a start and an end or a length, all in
 * milliseconds (`dateFormat x`). Undefined for anything else. https://mermaid.js.org/syntax/gantt.html
 */
export function readGantt(text: string): Gantt | undefined {
  const [head, ...lines] = text
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean)
  if (head !== 'gantt' || !lines.includes('dateFormat x')) return undefined
  const gantt: Gantt = { title: '', sections: [] }
  for (const line of lines) {
    if (line === 'dateFormat x' || ignored.test(line)) continue
    const [word = '', ...rest] = line.split(' ')
    const section = gantt.sections.at(-1)
    if (word === 'title') gantt.title = rest.join(' ')
    else if (word === 'section') gantt.sections.push({ name: rest.join(' '), bars: [] })
    else {
      const bar = readBar(line)
      if (!bar || !section) return undefined
      section.bars.push(bar)
    }
  }
  return gantt.sections.some(section => section.bars.length > 0) ? gantt : undefined
}

function readBar(line: string): Bar | undefined {
  const [, label = '', rest = ''] = /^(.*?)\s*:(.*)$/.exec(line) ?? []
  const parts = rest
    .split(',')
    .map(part => part.trim())
    .filter(Boolean)
  const tags = parts.filter(part => known.includes(part))
  const [start, end, ...more] = parts.filter(part => !known.includes(part)).slice(-2)
  const from = Number(start)
  const [, count, unit] = /^(\d+)(ms|s|m|h|d)?$/.exec(end ?? '') ?? []
  if (!Number.isFinite(from) || start === undefined || count === undefined || more.length > 0) return undefined
  const to = unit === undefined ? Number(count) : from + Number(count) * (units[unit] ?? 1)
  return { label, from, to, tags }
}
