// How does a rehearsal look while it runs?
import { duration } from './duration.ts'
import type { Happening, JobReport, Line, RunReport, StepPlace, StepReport } from './happening.ts'
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
  const dim = (text: string) => page.paint('dim', text)
  let start = 0
  return happening => {
    switch (happening.what) {
      case 'nothing-started':
        return page.say(`${happening.report.workflow}: nothing starts, as ${happening.report.why}`)
      case 'run-started':
        start = happening.run.start
        page.say(page.paint('bold', happening.run.name))
        return page.say(dim(originOf(happening.run)))
      case 'run-note':
        return page.say(dim(happening.text))
      case 'job-started': {
        const { name, runsOn } = happening.job
        return page.say(`\n${page.paint('bold', name)}${runsOn ? dim(` on ${runsOn}`) : ''}`)
      }
      case 'job-note':
        return page.say(dim(`  ${happening.text}`))
      case 'step-started':
        steps.start(happening.place, happening.step)
        return page.follow(
          `${duration(happening.step.start - start)} ${happening.place.job} › ${happening.step.name} …`,
        )
      case 'line':
        return steps.line(happening.place, happening.line)
      case 'step-finished':
        return steps.end(happening.place, happening.step)
      case 'job-finished':
        return endJob(page, happening.job)
      case 'run-finished':
        page.follow('')
        return page.say(`\n${ending(page, happening.run)}`)
    }
  }
}

function endJob(page: Page, job: JobReport): void {
  const { environment, annotations } = job
  if (environment?.url) page.say(page.paint('dim', `  environment ${environment.name}: ${environment.url}`))
  for (const { level, message } of annotations) page.say(`  ${page.paint(lineStyles[level], `${level}: ${message}`)}`)
  page.say(ending(page, job))
}

/** The name of a step is said with its first line, and with its end; a step that says nothing takes one line. */
function stepPrinter(page: Page) {
  const named = new Set<StepReport>()
  // The step that runs now, after the composites it is in.
  const running: StepReport[] = []
  let group: string | undefined
  const nameAll = (steps: readonly StepReport[]) => {
    for (const [depth, step] of steps.entries()) {
      if (named.has(step)) continue
      named.add(step)
      page.say(`${'  '.repeat(depth + 1)}${page.paint(depth === 0 ? 'bold' : undefined, step.name)}`)
    }
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
      page.say(`${'  '.repeat(place.path.length)}${ending(page, { ...step, result: step.conclusion })}`)
    },
  }
}

/** The sign, the name and the time of something that has ended. */
function ending(
  page: Page,
  { name, result, start, end }: { name: string; result: Result; start: number; end: number },
) {
  const time = result === 'skipped' ? '' : page.paint('dim', ` ${duration(end - start)}`)
  return `${page.paint(styles[result], signs[result])} ${name}${time}`
}

const originOf = (run: RunReport) => `${run.event} · ${run.ref} · ${run.sha.slice(0, 7)} · ${run.file}`
