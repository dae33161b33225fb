// What do all the simulated hours come to?
import { SLOW } from '../../../src/decisions/proof.ts'
import { errorHour, ownHour, RATES, SLOW_RATES, SLOW_SHARES, sharedHour, slowHour, TRUTHS } from './cells.ts'
import { simulate, type Tally } from './hours.ts'
import { held, naiveP95, OURS, proof, rivals, unguarded } from './rivals.ts'

/** Tallies by the rule's name, of one simulated hour. */
export type Cell = { rate: number; truth: string; tallies: Map<string, Tally> }

export type Simulations = { errors: Cell[]; shared: Cell[]; own: Cell[]; slow: Cell[] }

const SEED = 20261121
const SLOW_LIMIT = { share: 0.05, alpha: 0.001 }
/** `most` bounds the runs of a cell. */
export function runSimulations({
  most = Number.POSITIVE_INFINITY,
  rates = RATES,
  onCell = () => {},
}: {
  most?: number
  rates?: number[]
  onCell?: () => void
} = {}): Simulations {
  const cell = (rate: number, truth: string, tallies: Map<string, Tally>): Cell => {
    onCell()
    return { rate, truth, tallies }
  }
  const runs = (wanted: number) => Math.min(wanted, most)
  const guarded = [proof(OURS), unguarded, held]
  const busy = rates.filter(one => one >= 0.5 && one <= 10)
  return {
    errors: rates.flatMap(rate =>
      TRUTHS.map(truth => cell(rate, truth.title, simulate(errorHour(rate, truth), rivals, runs(truth.runs), SEED))),
    ),
    shared: busy.map(rate => cell(rate, 'everybody 2 %', simulate(sharedHour(rate), guarded, runs(2000), SEED))),
    own: busy.flatMap(rate =>
      [0.02, 0.05].map(bad =>
        cell(rate, `green alone ${bad * 100} %`, simulate(ownHour(rate, bad), guarded, runs(2000), SEED)),
      ),
    ),
    slow: SLOW_RATES.flatMap(rate =>
      SLOW_SHARES.map(slow =>
        cell(
          rate,
          `${slow * 100} %`,
          simulate(
            slowHour(rate, slow),
            [naiveP95, proof(OURS, SLOW, SLOW_LIMIT)],
            runs(slow < 0.05 ? 10_000 : 2000),
            SEED,
          ),
        ),
      ),
    ),
  }
}
