// What shapes do answers, errors and waits take over time?
import type { Slice, Timeline } from './traffic.ts'

/** Where times and values are on the picture. */
export type Scale = { x(at: number): number; y(value: number): number }

/** All answers and errors of a slice. */
const sizeOf = (slice: Slice): number => slice.errors + sum([...slice.answers.values()])

/** The path of each version's share, one on top of the other, in steps; `y` takes shares, 1 for all. */
export function versionBands({ versions, slices, step }: Timeline, scale: Scale): string[] {
  return versions.map((_, index) => {
    const upTo = (count: number) => (slice: Slice) =>
      sum(versions.slice(0, count).map(version => slice.answers.get(version) ?? 0)) / sizeOf(slice)
    return steps(slices, upTo(index), upTo(index + 1), scale, step)
  })
}

/** The path of the errors' share, on top of all answers. */
export const errorBand = ({ slices, step }: Timeline, scale: Scale): string =>
  steps(
    slices,
    slice => 1 - slice.errors / sizeOf(slice),
    () => 1,
    scale,
    step,
  )

/** The line of the slowest answers, broken where nobody answered; `y` takes milliseconds. */
export function slowLine({ slices, step }: Timeline, { x, y }: Scale): string {
  let drawing = false
  return slices
    .map(({ at, slow }) => {
      const move = drawing ? 'L' : 'M'
      drawing = slow !== undefined
      return slow === undefined ? '' : `${move}${x(at + step / 2).toFixed(1)} ${y(slow).toFixed(1)}`
    })
    .join('')
}

function steps(
  slices: readonly Slice[],
  bottom: (slice: Slice) => number,
  top: (slice: Slice) => number,
  { x, y }: Scale,
  step: number,
): string {
  return slices
    .filter(slice => sizeOf(slice) > 0 && top(slice) > bottom(slice))
    .map(slice => {
      const [from, to] = [x(slice.at).toFixed(1), x(slice.at + step).toFixed(1)]
      const [low, high] = [y(bottom(slice)).toFixed(1), y(top(slice)).toFixed(1)]
      return `M${from} ${low}V${high}H${to}V${low}Z`
    })
    .join('')
}

const sum = (counts: readonly number[]) => counts.reduce((a, b) => a + b, 0)
