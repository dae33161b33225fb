// The shell: read inputs, run one action, write outputs, fail once.
import type { Action } from './action.ts'
import { explainError, Failure } from './failure.ts'
import { kebab, misplacedInputs, readInputs, unfittingInputs, unknownInputs } from './inputs.ts'
import { runner } from './io/runner.ts'
import { createWorld } from './world.ts'

/** Every action, loaded only when it runs. */
export const actions: Record<string, () => Promise<{ default: unknown }>> = {
  'blue-green-shift': () => import('./actions/blue-green-shift.ts'),
  'build-push': () => import('./actions/build-push.ts'),
  'deployment-record': () => import('./actions/deployment-record.ts'),
  'detect-env': () => import('./actions/detect-env.ts'),
  'ecs-deploy-wait': () => import('./actions/ecs-deploy-wait.ts'),
  'monitor-rollback': () => import('./actions/monitor-rollback.ts'),
  'promote-image': () => import('./actions/promote-image.ts'),
  'register-task-def': () => import('./actions/register-task-def.ts'),
  rollback: () => import('./actions/rollback.ts'),
  'run-task': () => import('./actions/run-task.ts'),
  'smoke-test': () => import('./actions/smoke-test.ts'),
}

/** Runs the action `name` as a step of a job: the whole life of the process. */
export async function start(name: string): Promise<void> {
  const cancel = new AbortController()
  // The runner sends SIGINT, SIGTERM 7.5 s later, and kills 2.5 s after that: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-cancellation
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => cancel.abort())
  try {
    const load = actions[name]
    if (!load) throw new Error(`there is no action "${name}"`)
    const { default: action } = (await load()) as { default: Action }
    const given = runner.inputs()
    for (const [input, { secret }] of Object.entries(action.inputs)) {
      const value = given[kebab(input)]
      if (secret && value) runner.mask(value)
    }
    const misplaced = misplacedInputs(action.elsewhere ?? {}, given)
    for (const { name, nearest } of unknownInputs(action.inputs, given))
      runner.warn(`There is no input "${name}"${nearest ? `: did you mean "${nearest}"?` : '.'}`)

    const read = await readInputs(action.inputs, given)
    const problems = [...misplaced, ...read.problems, ...unfittingInputs(action.rules, read)]
    if (problems.length > 0) throw new Failure(listProblems(problems))

    const world = createWorld(cancel.signal)
    const ending = await action.run(read.values, world, (output, value) => runner.output(kebab(output), value))
    if (ending.good) runner.line(`✓ ${ending.line}`)
    else runner.fail(`✗ ${ending.line}`)
  } catch (error) {
    const { line, stack } = explainError(error)
    if (stack) runner.line(stack)
    runner.fail(line)
  }
  // What is still on its way when a job is cancelled is not waited for: the runner would not either.
  if (cancel.signal.aborted) process.exit()
}

/** Runs the `post` of the action `name`, when the job ends. What goes wrong there fails nothing: the work is done. */
export async function finish(name: string): Promise<void> {
  try {
    const load = actions[name]
    if (!load) throw new Error(`there is no action "${name}"`)
    const { default: action } = (await load()) as { default: Action }
    await action.after?.(createWorld(new AbortController().signal))
  } catch (error) {
    runner.warn(explainError(error).line)
  }
}

const listProblems = (problems: string[]): string =>
  problems.length === 1
    ? `Input ${problems[0]}.`
    : [`${problems.length} inputs are wrong:`, ...problems.map(problem => `- ${problem}`)].join('\n')
