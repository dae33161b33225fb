// How does a user write a limit, or that there is none?
import { readDuration } from '../decisions/duration.ts'
import type { Ratio } from '../decisions/watched-metric.ts'
import { kind } from '../input.ts'

/** `none`: not watched. */
export type Unless<T> = T | 'none'

/** A share of 0 to 1, written in percent with or without its sign; decimal, so that 0.51 is what it says. */
export const percent = kind<Unless<number>>('percent or `none`', value => {
  if (value === 'none') return { value }
  const [, number] = value.match(/^(\d+(?:\.\d+)?)\s*%?$/) ?? []
  const share = Number(`${number}e-2`)
  return number !== undefined && share > 0 && share < 1
    ? { value: share }
    : { problem: `is "${value}": write a percentage between 0 and 100, such as 0.5, or none` }
})

/** Milliseconds; a bare number counts in them. */
export const milliseconds = kind<Unless<number>>('duration (milliseconds) or `none`', value => {
  if (value === 'none') return { value }
  const ms = /^\d+(\.\d+)?$/.test(value) ? Number(value) : readDuration(value, 's')
  return ms !== undefined && ms > 0
    ? { value: ms }
    : { problem: `is "${value}": write a number of milliseconds, a duration such as 800ms or 1.5s, or none` }
})

/** A whole number, or none. */
export const atMost = kind<Unless<number>>('whole number or `none`', value =>
  value === 'none' || /^\d+$/.test(value)
    ? { value: value === 'none' ? value : Number(value) }
    : { problem: `is "${value}": write a whole number, or none` },
)

/** So many, or a share of all: `2`, `50%`. */
export const atLeast = kind<Unless<{ count: number } | { share: number }>>(
  'whole number, percentage or `none`',
  value => {
    if (value === 'none') return { value }
    const [, number, sign] = value.match(/^(\d+)\s*(%?)$/) ?? []
    if (number === undefined || (sign && Number(number) > 100))
      return { problem: `is "${value}": write a whole number such as 2, a percentage such as 50%, or none` }
    return { value: sign ? { share: Number(`${number}e-2`) } : { count: Number(number) } }
  },
)

/** `3/5`, `3 of 5`. */
export const ratio = kind<Ratio>('such as `3/5`', value => {
  const [, n, of] = (value.match(/^(\d+)\s*(?:\/|of)\s*(\d+)$/) ?? []).map(Number)
  return n && of && n <= of && of <= 60
    ? { value: { n, of } }
    : { problem: `is "${value}": write how many of how many, such as 3/5` }
})
