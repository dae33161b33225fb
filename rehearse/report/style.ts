// What does the report look like: type, space, colour, in light and in dark, on a phone and on paper?

/**
 * The whole style sheet. Colours are told apart by people who see red and green alike
 * (https://personal.sron.nl/~pault/), and every colour comes with a sign, a word or a pattern.
 */
export const style = `
:root {
  color-scheme: light dark;
  --page: #fbfbf9; --card: #ffffff; --ink: #1d2125; --dim: #62696f; --line: #e3e3de; --soft: #f3f3ef;
  --good: #1b7a4b; --bad: #b3261e; --odd: #8a5a00; --link: #1f5fa8;
  --v0: #4a6fa5; --v1: #88ccee; --v2: #ddcc77; --v3: #44aa99; --v4: #aa4499; --error: #cc3311; --bar: #4a6fa5; --on-bar: #ffffff;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #15181b; --card: #1c2024; --ink: #e4e6e8; --dim: #9aa1a7; --line: #30353a; --soft: #23282c;
    --good: #5cc48d; --bad: #ff8a80; --odd: #e0b25c; --link: #8ab8f0;
    --v0: #5d83b8; --v1: #7fbfe0; --v2: #cdbd6b; --v3: #4fb3a2; --v4: #b65ea6; --error: #f0643f; --bar: #7ba1d4; --on-bar: #11151a;
  }
}
* { box-sizing: border-box }
html { -webkit-text-size-adjust: 100% }
body {
  margin: 0 auto; max-width: 960px; padding: 48px 28px 96px; background: var(--page); color: var(--ink);
  font: 15px/1.55 system-ui, -apple-system, "Segoe UI", "Liberation Sans", sans-serif;
}
h1 { font-size: 30px; line-height: 1.2; letter-spacing: -.015em; margin: 0 0 6px; font-weight: 650 }
h2 { font-size: 22px; line-height: 1.25; letter-spacing: -.01em; margin: 0; font-weight: 650 }
h3 { font-size: 15px; margin: 28px 0 10px; font-weight: 650 }
h4 { font-size: 13px; margin: 0 0 10px; color: var(--dim); font-weight: 500 }
a { color: var(--link); text-underline-offset: 2px }
code, pre, .log { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace }
.lead { color: var(--dim); margin: 0 0 28px; max-width: 62ch }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
.facts { color: var(--dim); font-size: 13px; margin: 4px 0 0; overflow-wrap: anywhere }
.facts span + span::before { content: " · "; color: var(--dim); white-space: pre-wrap }
.notes { color: var(--dim); font-size: 13px; margin: 6px 0 0; padding-left: 18px }

.pill { display: inline-block; border: 1px solid currentColor; border-radius: 99px; padding: 1px 11px; font-size: 13px; font-weight: 600; white-space: nowrap }
.pill.good { color: var(--good) } .pill.bad { color: var(--bad) }
.sign { display: inline-block; width: 1.2em; font-weight: 700; text-align: center; flex: none }
.sign.success { color: var(--good) } .sign.failure { color: var(--bad) } .sign.cancelled { color: var(--odd) } .sign.skipped { color: var(--dim) }

.overview { width: 100%; border-collapse: collapse; margin: 0 0 8px }
.overview th { font-weight: 400; text-align: left } .overview td, .overview th { padding: 9px 12px 9px 0; border-top: 1px solid var(--line); vertical-align: baseline }
.overview tr:last-child > * { border-bottom: 1px solid var(--line) }
.overview td:last-child { text-align: right; padding-right: 0; color: var(--dim); font-variant-numeric: tabular-nums }
.overview a { color: inherit; text-decoration: none; font-weight: 550 } .overview a:hover { text-decoration: underline }
.overview .dim { color: var(--dim) }

section { margin: 64px 0 0 }
section > header { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 14px }
.about { margin: 10px 0 2px; max-width: 66ch }
.job { border: 1px solid var(--line); border-radius: 10px; background: var(--card); padding: 14px 18px 16px; margin: 14px 0 0 }
.job > h3 { display: flex; align-items: baseline; gap: 8px; margin: 0 }
.job > .facts { margin: 2px 0 10px 28px }
.job.skipped { background: none }
.name { flex: 1; min-width: 0; overflow-wrap: anywhere }
.time { color: var(--dim); font-size: 13px; font-variant-numeric: tabular-nums; font-weight: 400; min-width: 3.2em; text-align: right }
.tag { color: var(--dim); border: 1px solid var(--line); border-radius: 4px; padding: 0 5px; font-size: 11.5px; white-space: nowrap }

.row { display: flex; align-items: baseline; gap: 8px; padding: 4px 0; border-top: 1px solid var(--line) }
.inside .row { border-top-color: transparent }
details > .row { cursor: pointer; list-style: none } .row::-webkit-details-marker { display: none }
details > .row .name::after { content: "›"; display: inline-block; margin-left: 6px; color: var(--dim) }
details[open] > .row .name::after { transform: rotate(90deg) }
.step.post > .row { color: var(--dim) }
.inside { margin-left: 28px }
.when { width: 150px; height: 6px; align-self: center; position: relative; background: var(--soft); border-radius: 3px; flex: none }
.when i { position: absolute; top: 0; bottom: 0; background: var(--bar); border-radius: 3px; max-width: 100% }

.log { font-size: 12px; line-height: 1.6; margin: 6px 0 12px; padding: 9px 12px; background: var(--soft); border-radius: 6px; overflow-x: auto }
.log div { display: flex; gap: 12px } .log span { white-space: pre-wrap; overflow-wrap: anywhere; min-width: 0 }
.log time { color: var(--dim); min-width: 3.4em; text-align: right; flex: none; font-variant-numeric: tabular-nums }
.log summary { cursor: pointer; color: var(--dim) } .log details[open] > summary { color: var(--ink) }
.log .error span { color: var(--bad) } .log .warning span { color: var(--odd) } .log .notice span { color: var(--link) }
.log .command, .log .debug { color: var(--dim) }
.annotations { list-style: none; margin: 8px 0; padding: 0; font-size: 13.5px }
.annotations li { border-left: 3px solid var(--link); padding: 3px 0 3px 12px; margin: 6px 0; white-space: pre-line; overflow-wrap: anywhere }
.annotations .error { border-color: var(--bad) } .annotations .warning { border-color: var(--odd) }
.annotations strong { display: block; font-size: 12px; color: var(--dim); font-weight: 600 }

.summary { border: 1px solid var(--line); border-radius: 10px; background: var(--card); padding: 16px 20px; margin: 12px 0 }
.markdown > :first-child { margin-top: 0 } .markdown > :last-child { margin-bottom: 0 }
.markdown h5 { font-size: 17px; margin: 18px 0 8px } .markdown h6 { font-size: 15px; margin: 16px 0 6px }
.markdown table { border-collapse: collapse; font-size: 13.5px; width: max-content; max-width: 150% } .markdown .wide { overflow-x: auto; margin: 12px 0 }
.markdown th, .markdown td { border: 1px solid var(--line); padding: 5px 11px; text-align: left } .markdown th { background: var(--soft); font-weight: 600 }
.markdown thead:not(:has(th:not(:empty))) { display: none }
.markdown .right { text-align: right } .markdown .center { text-align: center }
.markdown code { background: var(--soft); border-radius: 4px; padding: 1px 5px; font-size: .88em }
.markdown pre { background: var(--soft); border-radius: 6px; padding: 10px 14px; overflow-x: auto; font-size: 12.5px; line-height: 1.55 }
.markdown pre code { background: none; padding: 0; font-size: 1em } .markdown summary { cursor: pointer }
.markdown .picture { margin: 18px 0 14px }
.markdown blockquote { margin: 10px 0; padding-left: 14px; border-left: 3px solid var(--line); color: var(--dim) }

.picture { overflow-x: auto } .picture svg { display: block; width: 100%; min-width: 620px; height: auto; font-size: 12px }
svg text { fill: var(--ink) } svg .dim { fill: var(--dim); font-size: 11px } svg .strong { font-weight: 600 }
svg .middle { text-anchor: middle } svg .end { text-anchor: end }
svg .grid { stroke: var(--line) } .stretch { fill: var(--good) } .stretch.bad { fill: var(--bad) }
.gantt .bar { fill: var(--bar) } .gantt .bar.done { fill: var(--line) } .gantt .bar.crit { fill: var(--error) }
.gantt .in-bar { fill: var(--on-bar) } .gantt .in-bar.done { fill: var(--dim) } .gantt .milestone { fill: var(--ink) }
.chart .line { fill: none; stroke-width: 2; stroke-linejoin: round } .chart .bar { fill: var(--v1) }
.chart .l0 { stroke: var(--v0) } .chart .l1 { stroke: var(--odd); stroke-dasharray: 7 3 } .chart .l2 { stroke: var(--error); stroke-dasharray: 2 3 }
figure { margin: 20px 0 0; border: 1px solid var(--line); border-radius: 10px; background: var(--card); padding: 4px 20px 16px }
figure h3 { margin: 14px 0 0 } figure .picture { margin-top: 12px }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: 2px 20px; margin: 10px 0 0; padding: 0; font-size: 13px }
.legend i { display: inline-block; width: 12px; height: 12px; border-radius: 3px; margin-right: 7px; vertical-align: -1px }
.legend i.slow { height: 2px; vertical-align: 4px; border-radius: 0 }
.v0 { fill: var(--v0); background: var(--v0) } .v1 { fill: var(--v1); background: var(--v1) } .v2 { fill: var(--v2); background: var(--v2) }
.v3 { fill: var(--v3); background: var(--v3) } .v4 { fill: var(--v4); background: var(--v4) }
.errors { fill: var(--error); background: repeating-linear-gradient(45deg, var(--error) 0 3px, var(--card) 3px 4.5px) }
svg .hatch { stroke: var(--card); stroke-width: 2 }
path.slow { fill: none; stroke: var(--dim); stroke-width: 1.5; stroke-linejoin: round } i.slow { background: var(--dim) }
.mark line { stroke: var(--dim); stroke-dasharray: 3 3 } .mark text { font-size: 12px; font-weight: 600 }
.mark.good line { stroke: var(--good); stroke-dasharray: none } .mark.good text { fill: var(--good) }
.mark.bad line { stroke: var(--bad); stroke-dasharray: none } .mark.bad text { fill: var(--bad) } .mark.start text { fill: var(--dim) }
footer { margin-top: 72px; padding-top: 16px; border-top: 1px solid var(--line); color: var(--dim); font-size: 13px }

@media (max-width: 640px) {
  body { padding: 28px 16px 64px } h1 { font-size: 25px } .when { display: none } .job { padding: 12px 12px 14px }
  .inside { margin-left: 14px } .job > .facts { margin-left: 0 } .summary, figure { padding-left: 14px; padding-right: 14px }
  .overview .dim { display: block }
}
@media print {
  body { max-width: none; padding: 0; font-size: 11px; background: #fff } .log { display: none }
  section { break-before: page; margin: 0 } h2, h3, h4 { break-after: avoid } .job, .summary, figure, .row { break-inside: avoid } .picture svg { min-width: 0 }
}
`
