// Which of all the histories of a service is tried next?
import fc from 'fast-check'
import { type Cause, type History, play, type Setting, type Step } from './histories.ts'

/** Our deployment comes through from wherever it stands: its tasks run and are well, the others go, ECS completes it. */
export const ENDING: { step: Step; looked: boolean }[] = [
  ...Array.from({ length: 4 }, (): Step[] => [{ does: 'start' }, { does: 'run' }]).flat(),
  ...Array.from({ length: 8 }, (): Step => ({ does: 'drain' })),
  { does: 'mend' } as const,
  { does: 'complete' } as const,
  ...Array.from({ length: 4 }, (): Step => ({ does: 'rest' })),
].map(step => ({ step, looked: true }))

const does = <T extends Step>(...steps: T[]) => fc.constantFrom<Step>(...steps)

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: does({ does: 'start' }, { does: 'run' }, { does: 'drain' }) },
  { weight: 3, arbitrary: does({ does: 'mend' }, { does: 'complete' }, { does: 'rest' }, { does: 'repeat-event' }) },
  { weight: 2, arbitrary: does({ does: 'die', exitCode: 1 }, { does: 'die', exitCode: 137 }) },
  {
    weight: 2,
    arbitrary: does({ does: 'turn', health: 'healthy' }, { does: 'turn', health: 'unhealthy' }),
  },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom('initial', 'healthy', 'unhealthy', 'draining')
      .map((state): Step => ({ does: 'turn-target', state })),
  },
  {
    weight: 1,
    arbitrary: fc.oneof(
      fc.nat(4).map((desired): Step => ({ does: 'scale', desired })),
      fc.constantFrom<Cause>('breaker', 'alarm', 'user').map((cause): Step => ({ does: 'undo', cause })),
      does({ does: 'supersede' }, { does: 'delete' }),
    ),
  },
)

const anySetting: fc.Arbitrary<Setting> = fc.record({
  desired: fc.integer({ min: 1, max: 3 }),
  balanced: fc.boolean(),
  rollback: fc.boolean(),
  copies: fc.boolean(),
  before: fc.constantFrom('completed', 'in-progress', 'rolling-back'),
  stale: fc.nat(2),
  sees: fc.record({ record: fc.boolean(), tasks: fc.boolean(), targets: fc.boolean() }),
})

const anySteps = fc.array(fc.record({ step: anyStep, looked: fc.boolean() }), { minLength: 1, maxLength: 20 })

/** Settings and steps; every other history is brought to its end. */
export const anyPlot = fc.record({ setting: anySetting, steps: anySteps, ends: fc.boolean() })

export const anyHistory: fc.Arbitrary<History> = anyPlot.map(({ setting, steps, ends }) =>
  play(setting, ends ? [...steps, ...ENDING] : steps),
)
