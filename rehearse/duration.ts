// How is a length of time written?

/** `1:05` or `1:02:03`, for milliseconds. */
export function duration(ms: number): string {
  const seconds = Math.round(ms / 1000)
  const two = (count: number) => String(count).padStart(2, '0')
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}
