// What can somebody be sent who was not there?
import { duration } from './duration.ts'
import { type Html, html } from './report/html.ts'
import { type Release, releaseSection } from './report/release.ts'
import { type Shift, shiftCharts } from './report/shift.ts'
import { pill } from './report/signs.ts'
import { style } from './report/style.ts'
import type { Traffic } from './report/traffic.ts'
import { trafficFigures } from './report/traffic-picture.ts'
import { chartPicture } from './report/xychart-picture.ts'

export type { Release } from './report/release.ts'
export type { Shift } from './report/shift.ts'
export type { Mark, Sample, Traffic } from './report/traffic.ts'

/** What a report is made from; all of it plain values, secrets masked already. */
export type Report = {
  title: string
  /** What was rehearsed and what it shows, in a sentence or two. */
  lead?: string
  releases: readonly Release[]
  /** What a client saw that asked all the time. */
  traffic?: Traffic
  /** Releases that were shifted by weights. */
  shifts?: readonly Shift[]
  /** When it was made, in milliseconds since the epoch. */
  madeAt: number
}

/** The report as one HTML file: no script, nothing from elsewhere. Every text in it is escaped. */
export function renderReport({ title, lead, releases, traffic, shifts = [], madeAt }: Report): string {
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title><style>${{ html: style }}</style></head><body>
<header><h1>${title}</h1>${lead !== undefined && html`<p class="lead">${lead}</p>`}</header>
<main>${overview(releases)}
${traffic && traffic.samples.length > 0 && html`<section id="traffic"><header><h2>Who answered when</h2></header><p class="about">A client asked all the time. Each band is a version that answered; the bar above a picture is a release, from its start to its verdict.</p>${trafficFigures(traffic)}</section>`}
${shifts.length > 0 && html`<section id="shifts"><header><h2>How the traffic was shifted</h2></header><p class="about">What the listener’s rule said, and what clients saw who asked all the time.</p>${shifts.map(one => html`<figure><h3>${one.title}</h3>${shiftCharts(one).map(chartPicture)}</figure>`)}</section>`}
${releases.map((release, index) => releaseSection(release, idOf(index)))}</main>
<footer>A rehearsal on one machine, ${new Date(madeAt).toISOString().slice(0, 16).replace('T', ' ')} UTC. AWS, GitHub’s server and every step marked “stood in” were stand-ins; times are those of the rehearsal’s clock.</footer>
</body></html>
`
  return page.html
}

function overview(releases: readonly Release[]): Html {
  return html`<table class="overview"><caption class="unseen">The releases, and what they came to</caption><tbody>${releases.map(
    ({ title, about, verdict, run }, index) => {
      const time = run.started ? duration(run.end - run.start) : ''
      return html`<tr><th scope="row"><a href="#${idOf(index)}">${title}</a>${about !== undefined && html` <span class="dim">${about}</span>`}</th><td>${pill(verdict)}</td><td>${time}</td></tr>`
    },
  )}</tbody></table>`
}

const idOf = (index: number) => `release-${index + 1}`
