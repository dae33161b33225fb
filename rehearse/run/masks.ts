// What must nobody see?

/** The other shapes in which the runner hides a secret: someone may print it encoded. */
const shapes: ((secret: string) => string)[] = [
  secret => secret,
  ...[0, 1, 2].map(shift => (secret: string) => Buffer.from(secret).subarray(shift).toString('base64')),
  secret => secret.replaceAll('"', '\\"'),
  secret => secret.replaceAll("'", "''"),
  secret => JSON.stringify(secret).slice(1, -1),
  secret => encodeURIComponent(secret),
  secret => secret.replace(/[<>&"']/g, sign => entities[sign] ?? sign),
]

const entities: Record<string, string> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;', "'": '&apos;' }

/** Remembers what to hide, from the moment it is told. */
export type Masks = {
  /** Hides a value, and each line of it if it has several. */
  add(secret: string): void
  /** The text with `***` in place of everything hidden. */
  hide(text: string): string
}

/**
 * The runner's masks, with the encodings that it knows.
 * https://github.com/actions/runner/blob/v2.336.0/src/Sdk/DTLogging/Logging/ValueEncoders.cs
 */
export function newMasks(): Masks {
  const hidden = new Set<string>()
  return {
    add(secret) {
      if (secret.trim() === '') return
      const parts = [secret, ...secret.split(/[\r\n]+/).map(line => line.trim())]
      for (const part of parts.filter(part => part !== '')) {
        for (const shape of shapes) hidden.add(shape(part))
      }
      hidden.delete('')
    },
    hide(text) {
      const spots = [...hidden].flatMap(secret => spotsOf(secret, text)).sort((a, b) => a.start - b.start)
      let shown = ''
      let end = 0
      for (const spot of spots) {
        // Touching or overlapping secrets are one; a second `***` would tell where one ends.
        if (spot.start > end || shown === '') shown += `${text.slice(end, spot.start)}***`
        end = Math.max(end, spot.end)
      }
      return shown + text.slice(end)
    },
  }
}

function spotsOf(secret: string, text: string): { start: number; end: number }[] {
  const spots: { start: number; end: number }[] = []
  for (let start = text.indexOf(secret); start >= 0; start = text.indexOf(secret, start + 1)) {
    spots.push({ start, end: start + secret.length })
  }
  return spots
}
