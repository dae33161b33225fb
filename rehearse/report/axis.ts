// Where do the lines of a time axis go?

/** Steps that people count in, in milliseconds. */
const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400].map(
  seconds => seconds * 1000,
)

/** The smallest step that cuts a span into no more than `most` parts. */
export const stepFor = (span: number, most: number): number =>
  steps.find(step => span / step <= most) ?? Math.ceil(span / most / 86_400_000) * 86_400_000

/** Times from the start of a span, every round step; the first is 0. */
export function ticks(span: number, most: number): number[] {
  const step = stepFor(span, most)
  return Array.from({ length: Math.floor(span / step) + 1 }, (_, index) => index * step)
}

/** A round number no smaller than `most`, for the top of a scale: 1, 2, 2.5 or 5 times a power of ten. */
export function roundTop(most: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(most, 1)))
  return [1, 2, 2.5, 5, 10].map(factor => factor * power).find(top => top >= most) ?? most
}
