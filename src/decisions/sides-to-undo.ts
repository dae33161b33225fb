// Which of two sides does an interrupted shift go back from? What its note says, never what the inputs name now.
import type { LiveColour, Side } from './live-colour.ts'

/** Where traffic is to go (`blue`) and what it is taken from; `share`: percent that green has. */
export type Undo = {
  blue: { service: string; group: string | undefined }
  green: { service: string; group: string | undefined }
  share: number
}

/**
 * The sides of a way back, by the name of the service that the note calls green. Undefined where no side has traffic to give
 * back as far as is known: one has all of it, and nothing tells that it was new.
 */
export function sidesToUndo(
  colour: Exclude<LiveColour, { refusal: string }>,
  noted: string | undefined,
): Undo | { refusal: string } | undefined {
  if ('live' in colour) {
    const { live, idle } = colour
    if (noted === live.service) return { blue: idle, green: live, share: 100 }
    return noted === idle.service ? { blue: live, green: idle, share: 0 } : undefined
  }
  const green = colour.both.find(one => one.service === noted)
  const blue = colour.both.find(one => one !== green)
  if (green && blue) return { blue, green, share: green.share }
  const has = ({ service, share }: Side) => `${service} has ${Math.round(share)} %`
  return {
    refusal: `${colour.both.map(has).join(' and ')} of the traffic, and no test rule with the note of a shift tells which of them was there before, so nothing goes back: run it with the task definition that is to have all of the traffic and resume: continue, or set the weights by hand`,
  }
}
