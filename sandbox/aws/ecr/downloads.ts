// From where may a layer be downloaded without credentials, and how long?
import type { Clock } from '../../clock.ts'
import type { Ids } from '../../ids.ts'
import type { Place } from '../arn.ts'

/** GetDownloadUrlForLayer's URLs are good for an hour; https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetDownloadUrlForLayer.html */
const hour = 3_600_000

/** Links to layers, as ECR gives them out instead of the layers themselves. */
export type Downloads = {
  /** `http://127.0.0.1:PORT/layers/…` for one blob. */
  urlOf(place: Place, blob: Buffer): string
  /** The blob behind a link's path; undefined when the link is unknown or too old. */
  blobAt(path: string): Buffer | undefined
}

/** `loopback` gives the address of a place's registry, `127.0.0.1:PORT`. */
export function downloadsOf(clock: Clock, ids: Ids, loopback: (place: Place) => string): Downloads {
  const links = new Map<string, { blob: Buffer; expiresAt: number }>()
  return {
    urlOf(place, blob) {
      const path = `/layers/${ids(32)}`
      links.set(path, { blob, expiresAt: clock.now() + hour })
      return `http://${loopback(place)}${path}`
    },
    blobAt(path) {
      const link = links.get(path)
      return link && clock.now() < link.expiresAt ? link.blob : undefined
    },
  }
}
