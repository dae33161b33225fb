// How do the actions compare with what people use today?
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { budget } from './bench/budget.ts'
import { coldStartTable } from './bench/cold-start-table.ts'
import { contestants } from './bench/contestants.ts'
import { fill } from './bench/document.ts'
import { runSimulations } from './bench/evidence/run.ts'
import { evidenceTables, unlikeDesigned } from './bench/evidence/tables.ts'
import { type Run, race } from './bench/race.ts'
import { rates, standings, stories } from './bench/race-tables.ts'
import { scenarios } from './bench/scenarios.ts'
import { loadTable, shiftUnderLoad } from './bench/shift/load.ts'
import { scaleTable } from './bench/shift/scale.ts'
import { ladderTable, reactionTable, safetyTable } from './bench/shift/tables.ts'
import { sizes } from './bench/size.ts'

const DOCUMENT = 'docs/benchmarks.md'
const USAGE = `npm run bench [-- [--official <dist>] [--aws <aws>] [--race | --shift | --evidence | --load] [--logs <folder>] [--write]]
  --official <dist>  folder "dist" of aws-actions/amazon-ecs-deploy-task-definition, to race against
  --aws <aws>        the AWS CLI, version 1 from pip, to race against; without, its waiter's published definition races
  --race             only the race, which needs no quiet machine
  --shift            only the shifts of traffic, which need none either
  --evidence         only the judge of evidence over simulated hours, which take two minutes of one core
  --load             a hundred shifts under real HTTP load, which take twenty minutes and are left out otherwise
  --logs <folder>    keep what each contestant said
  --write            put the tables into ${DOCUMENT}`

const { values } = parseArgs({
  options: {
    official: { type: 'string' },
    aws: { type: 'string' },
    race: { type: 'boolean', default: false },
    shift: { type: 'boolean', default: false },
    evidence: { type: 'boolean', default: false },
    load: { type: 'boolean', default: false },
    logs: { type: 'string' },
    write: { type: 'boolean', default: false },
    help: { type: 'boolean' },
  },
})
if (values.help) {
  console.log(USAGE)
  process.exit(0)
}
const { official, aws, logs } = values
if (logs) mkdirSync(logs, { recursive: true })

/** A dot a run. */
const dot = (): void => void process.stderr.write('.')

/** Its log, too, where that is wanted. */
function onRun({ scenario, contestant, phase, log }: Run): void {
  dot()
  const name = `${scenario} ${contestant} ${phase}`.replace(/[^\w]+/g, '-')
  if (logs) writeFileSync(join(logs, `${name}.txt`), log)
}

function show(name: string, title: string, text: string, document = DOCUMENT): void {
  console.log(`${title}\n\n${text}\n`)
  if (values.write) writeFileSync(document, fill(readFileSync(document, 'utf8'), name, text))
}

/** What is asked for alone; everything when nothing is. */
const alone = (['race', 'shift', 'evidence', 'load'] as const).filter(part => values[part])
const wanted = (part: 'cold-start' | 'race' | 'shift' | 'evidence') =>
  alone.length === 0 || alone.some(one => one === part)

if (wanted('cold-start')) {
  show('cold-start', 'Cold start', await coldStartTable(official))
  show('sizes', 'Size', sizes(official))
}
if (wanted('race')) {
  const racers = contestants({ ...(official && { official }), ...(aws && { aws }) })
  const runs = await race(racers, scenarios, onRun)
  process.stderr.write('\n')
  show('standings', 'The race: everybody in every scenario', standings(runs))
  show('stories', 'Scenario by scenario', stories(runs))
  show('rates', 'AWS calls a minute, for one service', rates(runs))
  show('budget', 'ecs-deploy-wait and its budget', budget(runs, 'ecs-deploy-wait'))
  if (!official) console.log('With --official <dist>, the official action races too.')
}
if (wanted('shift')) {
  show('shift-ladder', 'The ladder of the defaults', await ladderTable())
  show('shift-safety', 'A hundred shifts and ways back at 200 requests a second', await safetyTable(100, dot))
  process.stderr.write('\n')
  show('shift-reaction', 'From a fault to blue', await reactionTable())
  show('shift-scale', 'How calls and cost grow', await scaleTable(), 'docs/scale.md')
}
if (wanted('evidence')) {
  const hours = runSimulations({ onCell: dot })
  process.stderr.write('\n')
  show('evidence', 'The judge of evidence, over simulated hours', evidenceTables(hours))
  for (const line of unlikeDesigned(hours)) console.log(`Not as designed: ${line}`)
}
if (values.load) {
  show('shift-load', 'A hundred shifts under real HTTP load', loadTable(await shiftUnderLoad(100, dot)))
  process.stderr.write('\n')
}
