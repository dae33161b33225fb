// How does a service go from one revision to the next?
import { refuse } from '../refuse.ts'

/**
 * `ROLLING` is played by `rolling.ts`. `BLUE_GREEN`, `LINEAR` and `CANARY` belong beside it: each a planner over the
 * same tasks, with its lifecycle stages, driven by `scheduler.ts`.
 */
export function checkStrategy(strategy: unknown): 'ROLLING' {
  if (strategy === undefined || strategy === 'ROLLING') return 'ROLLING'
  if (['BLUE_GREEN', 'LINEAR', 'CANARY'].includes(String(strategy))) throw refuse.notPlayed(`strategy ${strategy}`)
  throw refuse.parameter(`Invalid deployment strategy ${strategy}.`)
}
