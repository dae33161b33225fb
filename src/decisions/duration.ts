// How is a duration read and written?

const UNITS: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }

/**
 * Milliseconds of `90`, `90s`, `15m`, `1h30m`, `250ms`; a bare number counts in `unit`. Undefined when it is none of these.
 * A name of a unit may be spelt out: `15 minutes`, `1 hour`.
 */
export function readDuration(text: string, unit: 's' | 'm'): number | undefined {
  const plain = text.trim().toLowerCase()
  if (/^\d+(\.\d+)?$/.test(plain)) return Number(plain) * (UNITS[unit] as number)
  const parts = [...plain.matchAll(/(\d+(?:\.\d+)?)\s*(ms|s|m|h)[a-z]*\s*/g)]
  if (parts.length === 0 || parts.map(part => part[0]).join('') !== plain) return undefined
  return parts.reduce((sum, [, amount, name]) => sum + Number(amount) * (UNITS[name as string] as number), 0)
}

/** `mm:ss` since the start, as log lines begin; `h:mm:ss` from one hour on. */
export function showElapsed(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const two = (value: number) => String(value).padStart(2, '0')
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  return `${hours > 0 ? `${hours}:` : ''}${two(minutes)}:${two(seconds % 60)}`
}

/** `1h 2m 5s`, `2m 40s`, `31s`: a duration for people, to the second. */
export function showDuration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000))
  const parts = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor(seconds / 60) % 60, 'm'],
    [seconds % 60, 's'],
  ] as const
  return (
    parts
      .filter(([amount]) => amount > 0)
      .map(([amount, unit]) => `${amount}${unit}`)
      .join(' ') || '0s'
  )
}

/** `10:30:05`, in UTC, of a time in ms since the epoch. */
export const showTime = (at: number): string => new Date(at).toISOString().slice(11, 19)
