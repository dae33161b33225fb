// How does it look who answered when?
import { duration } from '../duration.ts'
import { roundTop, ticks } from './axis.ts'
import { type Html, html } from './html.ts'
import { isError, type Mark, spanOf, type Timeline, type Traffic, timelineOf } from './traffic.ts'
import { errorBand, type Scale, slowLine, versionBands } from './traffic-bands.ts'
import { drawMark, drawStretches, placeMarks } from './traffic-marks.ts'

/** Sizes in the units of the picture: about pixels at full width. */
const size = { width: 880, left: 54, right: 16, plot: 190, slow: 46, label: 18 }

/** How many colours versions take in turn; see the style sheet. */
const colours = 5

/** A figure for each environment, all over the same time: bands of versions over time, errors on top, below them the response time. */
export function trafficFigures(traffic: Traffic): Html[] {
  const environments = [...new Set(traffic.samples.map(sample => sample.environment))]
  const span = spanOf(traffic)
  return environments.map(environment => {
    const ours = <One extends { environment: string }>(all: readonly One[]) =>
      all.filter(one => one.environment === environment)
    return figure(environment, { samples: ours(traffic.samples), marks: ours(traffic.marks) }, span)
  })
}

function figure(environment: string, traffic: Traffic, span: ReturnType<typeof spanOf>): Html {
  const timeline = timelineOf(traffic.samples, span)
  const errors = traffic.samples.filter(isError).length
  const said = `${traffic.samples.length} requests, ${errors === 0 ? 'every one answered well' : `${errors} of them not answered well`}`
  const entries = timeline.versions.map(
    (version, index) => html`<li><i class="v${index % colours}"></i>${version}: ${countOf(version, timeline)}</li>`,
  )
  return html`<figure>
<h3>${environment}</h3>
<p class="facts"><span>${said}</span><span>${duration(timeline.end - timeline.start)} in all</span></p>
<div class="picture">${picture(environment, said, timeline, traffic.marks)}</div>
<ul class="legend">${entries}<li><i class="errors"></i>errors: ${errors}</li><li><i class="slow"></i>response time, 95th percentile</li></ul>
</figure>`
}

function picture(environment: string, said: string, timeline: Timeline, marks: readonly Mark[]): Html {
  const { start, step, slices, versions } = timeline
  const { width, left, right, plot, slow, label } = size
  const x = (at: number) => left + ((at - start) / (slices.length * step)) * (width - left - right)
  const placed = placeMarks(marks, x, width - right)
  const top = 16 + (Math.max(-1, ...placed.map(one => one.row)) + 1) * label
  const floor = top + plot
  const longest = roundTop(Math.max(1, ...slices.map(slice => slice.slow ?? 0)))
  const slowFloor = floor + 26 + slow
  const answers: Scale = { x, y: share => floor - share * plot }
  const waits: Scale = { x, y: ms => slowFloor - (ms / longest) * slow }
  const height = slowFloor + 26
  const id = `hatch-${environment.replace(/\W/g, '-')}`
  return html`<svg viewBox="0 0 ${width} ${height}" role="img" class="traffic">
<title>Which version answered in ${environment}, and when</title>
<desc>${said}. ${versions.map(version => `${sayVersion(version, timeline)}. `)}${marks.map(mark => `${mark.label} at ${duration(mark.at - start)}. `)}</desc>
${hatch(id)}
${[0, 0.5, 1].map(share => level(answers.y(share), `${share * 100} %`))}
${versionBands(timeline, answers).map((path, index) => html`<path d="${path}" class="v${index % colours}"/>`)}
<path d="${errorBand(timeline, answers)}" fill="url(#${id})"/>
<text x="${left}" y="${floor + 15}" class="dim">share of answers, in steps of ${step < 60_000 ? `${step / 1000} seconds` : `${step / 60_000} minutes`}</text>
${[0, longest].map(ms => level(waits.y(ms), ms === 0 ? '0' : `${ms} ms`))}
<path d="${slowLine(timeline, waits)}" class="slow"/>
${ticks(slices.length * step, 9).map(
  at => html`<text x="${x(start + at).toFixed(1)}" y="${height - 6}" class="dim middle">${duration(at)}</text>`,
)}
${drawStretches(marks, x, top - 5)}
${placed.map(one => drawMark(one, 10 + one.row * label, floor))}
</svg>`
}

const level = (y: number, text: string) =>
  html`<line x1="${size.left}" x2="${size.width - size.right}" y1="${y}" y2="${y}" class="grid"/><text x="${size.left - 6}" y="${y + 4}" class="dim end">${text}</text>`

/** Errors differ from answers by more than colour. */
const hatch = (id: string) =>
  html`<defs><pattern id="${id}" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="5" height="5" class="errors"/><line x1="0" x2="0" y1="0" y2="5" class="hatch"/></pattern></defs>`

const countOf = (version: string, { slices }: Timeline) =>
  slices.reduce((sum, slice) => sum + (slice.answers.get(version) ?? 0), 0)

function sayVersion(version: string, { slices, start, step }: Timeline): string {
  const seen = slices.filter(slice => slice.answers.has(version)).map(slice => slice.at - start)
  return `${version} answered from ${duration(seen.at(0) ?? 0)} to ${duration((seen.at(-1) ?? 0) + step)}`
}
