// How does a rehearsal look while it runs?
import { duration } from './duration.ts'
import type { Happening, Line, RunReport, StepPlace, StepReport } from './happening.ts'
import type { Result } from './hooks.ts'
import { type Page, pageOn, type Screen, type Style } from './screen.ts'

const signs: Record<Result, string> = { success: '✓', failure: '✗', cancelled: '■', skipped: '–' }
const styles: Record<Result, Style> = { success: 'green', failure: 'red', cancelled: 'yellow', skipped: 'dim' }
const lineStyles: Partial<Record<Line['kind'], Style>> = { error: 'red', warning: 'yellow', notice: 'cyan' }

/**
 * Shows happenings as they come, a line each; on a terminal in light colour, with a last line that says where things are.
 * What a step prints of itself (its inputs, its environment) is left to the report, and so are debug lines.
 */
export function newPrinter(screen: Screen): (happening: Happening) => void {
  const page = pageOn(screen)
  const steps = stepPrinter(page)
  let start = 0
  return happening => {
    if (happening.what === 'nothing-started') {
      page.say(`${happening.report.workflow}: nothing starts, as ${happening.report.why}`)
    } else if (happening.what === 'run-started') {
      start = happening.run.start
      page.say(page.paint('bold', happening.run.name))
      page.say(page.paint('dim', originOf(happening.run)))
    } else if (happening.what === 'run-note') page.say(page.paint('dim', happening.text))
    else if (happening.what === 'job-started') {
      const { name, runsOn } = happening.job
      page.say(`\n${page.paint('bold', name)}${runsOn ? page.paint('dim', ` on ${runsOn}`) : ''}`)
    } else if (happening.what === 'job-note') page.say(page.paint('dim', `  ${happening.text}`))
    else if (happening.what === 'step-started') {
      const { place, step } = happening
      steps.start(place, step)
      page.follow(`${duration(step.start - start)} ${place.job} › ${step.name} …`)
    } else if (happening.what === 'line') steps.line(happening.place, happening.line)
    else if (happening.what === 'step-finished') steps.end(happening.place, happening.step)
    else if (happening.what === 'job-finished') {
      const { job } = happening
      const { environment } = job
      if (environment?.url) page.say(page.paint('dim', `  environment ${environment.name}: ${environment.url}`))
      for (const one of job.annotations)
        page.say(`  ${page.paint(lineStyles[one.level], `${one.level}: ${one.message}`)}`)
      page.say(ending(page, job.name, job.result, job.end - job.start))
    } else if (happening.what === 'run-finished') {
      const { run } = happening
      page.follow('')
      page.say(`\n${ending(page, run.name, run.result, run.end - run.start)}`)
    }
  }
}

/** The name of a step is said with its first line, and with its end; a step that says nothing takes one line. */
function stepPrinter(page: Page) {
  const named = new Set<StepReport>()
  // The step that runs now, after the composites it is in.
  const running: StepReport[] = []
  let group: string | undefined
  const nameAll = (steps: readonly StepReport[]) => {
    steps.forEach((one, depth) => {
      if (!named.has(one))
        page.say(`${'  '.repeat(depth + 1)}${page.paint(depth === 0 ? 'bold' : undefined, one.name)}`)
      named.add(one)
    })
  }
  return {
    start(place: StepPlace, step: StepReport) {
      running.splice(place.path.length - 1, Infinity, step)
      group = undefined
    },
    line(place: StepPlace, line: Line) {
      if (line.kind === 'group') group = line.text
      else if (line.kind === 'endgroup') group = undefined
      if (['group', 'endgroup', 'command', 'debug'].includes(line.kind)) return
      nameAll(running.slice(0, place.path.length))
      const indent = '  '.repeat(place.path.length + 1)
      // A group is named with its first line: the head of a step, which has none to show, never is.
      if (group) page.say(`${indent}${page.paint('bold', `▸ ${group}`)}`)
      const inGroup = group !== undefined
      if (inGroup) group = ''
      const text = line.kind === 'plain' ? line.text : `${line.kind}: ${line.text}`
      page.say(`${indent}${inGroup ? '  ' : ''}${page.paint(lineStyles[line.kind], text)}`)
    },
    end(place: StepPlace, step: StepReport) {
      group = undefined
      nameAll(running.slice(0, place.path.length - 1))
      page.say(`${'  '.repeat(place.path.length)}${ending(page, step.name, step.conclusion, step.end - step.start)}`)
    },
  }
}

const ending = (page: Page, name: string, result: Result, ms: number) =>
  `${page.paint(styles[result], signs[result])} ${name}${result === 'skipped' ? '' : page.paint('dim', ` ${duration(ms)}`)}`

const originOf = (run: RunReport) => `${run.event} · ${run.ref} · ${run.sha.slice(0, 7)} · ${run.file}`
