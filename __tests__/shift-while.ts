// How is traffic shifted to a new revision while something happens?
import type { Behaviour } from '../sandbox/aws/elb/traffic/order.ts'
import { type Colours, type ColoursOptions, colours, weightsIn } from './colours.ts'
import type { Ended, Started } from './play.ts'

/** Green is judged by targets and tasks alone, and minutes cost nothing. */
export const quick = { 'max-error-rate': 'none', 'max-latency-p95': 'none', bake: '2m', 'keep-blue-for': '3m' }

export type Meanwhile = { web: Colours; begun: Started }
export type During = [second: number, happens: (meanwhile: Meanwhile) => unknown][]

export type ShiftWhile = {
  options?: ColoursOptions
  inputs?: Record<string, string>
  /** By seconds from the first weight. */
  during?: During
  behaviours?: Behaviour[]
  /** Before the shift begins. */
  world?: (web: Colours) => unknown
}

export type ShiftedWhile = { web: Colours; ended: Ended; last: string; lines: string[] }

/** Shifts to `web:2` at 40 requests a second. */
export async function shiftWhile(given: ShiftWhile): Promise<ShiftedWhile> {
  const { options = {}, inputs = quick, during = [], behaviours = [], world } = given
  const web = await colours(options)
  const revision = await web.revise()
  web.sandbox.traffic.order({ to: web.loadBalancer, rps: 40, behaviours })
  await world?.(web)
  const begun = web.stage.start('blue-green-shift', {
    inputs: { ...web.inputs, 'task-definition': revision, ...inputs },
  })
  let shifted = false
  web.sandbox.faults.order({
    operation: 'ModifyRule',
    where() {
      if (shifted) return false
      shifted = true
      for (const [second, happens] of during)
        web.clock.after(second * 1000, async () => {
          await happens({ web, begun })
        })
      return false
    },
    effect: 'drop',
  })
  return told(web, await begun.ended)
}

/** The same step once more. */
export const again = async (web: Colours, inputs: Record<string, string> = quick): Promise<ShiftedWhile> =>
  told(
    web,
    await web.stage.run('blue-green-shift', {
      inputs: { ...web.inputs, 'task-definition': 'web:2', ...inputs },
      env: { GITHUB_RUN_ATTEMPT: '2' },
    }),
  )

function told(web: Colours, ended: Ended): ShiftedWhile {
  const lines = ended.log.trimEnd().split('\n')
  return { web, ended, lines, last: lines.at(-1) ?? '' }
}

/** Weights that were written, by whomever. */
export const writesOf = (web: Colours) =>
  web.sandbox.journal
    .calls({ operation: 'ModifyRule' })
    .map(({ input }) => weightsIn((input as { Actions: [] }).Actions))

/** Stops all tasks of a service; ECS starts others. */
export async function killAll(web: Colours, service: string): Promise<void> {
  const { taskArns } = await web.ecs('ListTasks', { serviceName: service })
  for (const task of taskArns as string[]) await web.ecs('StopTask', { task, reason: 'dead' })
}
