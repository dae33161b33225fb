// What went wrong, who can mend it, and what should they do?

/**
 * The one error that a user can act on. Its message is a single line: the input, resource or permission; what was
 * found; what to do. It is shown without a stack. Anything else that is thrown is our bug.
 */
export class Failure extends Error {
  override readonly name = 'Failure'
  /** Whether the same try may go better later: throttled, connection lost, service out of order. */
  readonly passing: boolean
  /** The IAM action that was refused, when that is what went wrong. */
  readonly denied: string | undefined

  constructor(message: string, options: { passing?: boolean; denied?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.passing = options.passing ?? false
    this.denied = options.denied
  }
}

/** Whether trying again later may help. */
export const mayPass = (error: unknown): boolean => error instanceof Failure && error.passing

/** How an error is shown: a Failure as its line, anything else as ours, with its stack and where to report it. */
export function explainError(error: unknown): { line: string; stack: string | undefined } {
  if (error instanceof Failure) return { line: error.message, stack: undefined }
  const { message, stack } = error instanceof Error ? error : { message: String(error), stack: undefined }
  return {
    line: `This is a bug in ecs-release: ${message}. Please report it with the log: https://github.com/ecs-release/ecs-release/issues`,
    stack,
  }
}
