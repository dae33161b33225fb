// Where do the labels of a traffic picture go?
import { type Html, html } from './html.ts'
import type { Mark } from './traffic.ts'

/** A label on its row, with the place of its line and the side that it is written on. */
type Placed = { mark: Mark; at: number; row: number; side: 'right' | 'left' }

/** About how wide a letter is. */
const letter = 6.6

/** Puts each label on the first row where it touches no other; a label near the right edge goes to the left of its line. */
export function placeMarks(marks: readonly Mark[], x: (at: number) => number, edge: number): Placed[] {
  const ends: number[] = []
  return marks
    .map(mark => {
      const at = x(mark.at)
      const size = (textOf(mark).length + 1) * letter
      return { mark, at, size, side: at + size > edge ? ('left' as const) : ('right' as const) }
    })
    .sort((a, b) => leftOf(a) - leftOf(b))
    .map(({ mark, at, size, side }) => {
      const from = side === 'left' ? at - size : at
      const free = ends.findIndex(end => end + 6 < from)
      const row = free < 0 ? ends.length : free
      ends[row] = from + size
      return { mark, at, row, side }
    })
}

const leftOf = ({ at, size, side }: { at: number; size: number; side: string }) => (side === 'left' ? at - size : at)

/** The line of a mark from its label down to the axis. */
export function drawMark({ mark, at, side }: Placed, labelY: number, floor: number): Html {
  const kind = mark.kind === 'start' ? 'start' : mark.good === false ? 'bad' : 'good'
  const place = at.toFixed(1)
  return html`<g class="mark ${kind}"><line x1="${place}" x2="${place}" y1="${labelY - 4}" y2="${floor}"/><text x="${(at + (side === 'left' ? -5 : 5)).toFixed(1)}" y="${labelY + 6}"${side === 'left' && html` class="end"`}>${textOf(mark)}</text></g>`
}

/** A bar over the time of each release, from its start to its verdict. */
export function drawStretches(marks: readonly Mark[], x: (at: number) => number, y: number): Html[] {
  return marks.flatMap(mark => {
    const begun = marks.find(one => one.kind === 'start' && one.release === mark.release)
    if (mark.kind !== 'verdict' || !begun) return []
    const [from, to] = [x(begun.at), x(mark.at)]
    return html`<rect x="${from.toFixed(1)}" y="${y}" width="${(to - from).toFixed(1)}" height="3" class="stretch ${mark.good === false ? 'bad' : 'good'}"/>`
  })
}

const textOf = ({ kind, label, good }: Mark) => `${kind === 'start' ? '▸' : good === false ? '✗' : '✓'} ${label}`
