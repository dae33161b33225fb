// What is one AWS service of the sandbox, and how do its operations answer?

/** Who calls: resolved from the signature's access key before an operation runs. */
export type Caller = {
  /** 12 digits. */
  account: string
  /** Region of the signature's credential scope. */
  region: string
  /** Caller's ARN as STS GetCallerIdentity shows it. */
  arn: string
}

export type Fields = Record<string, unknown>

/**
 * One operation: input as AWS's model names it, in; output likewise, out. Times are `Date`s on both sides; the wire
 * turns them into what its protocol sends. Members that are `undefined` are not sent; what the model calls a map is a
 * `Map` in the output of a query service. Throws `AwsError` for everything AWS answers with an error.
 */
export type Operation = (input: Fields, caller: Caller) => Fields | Promise<Fields>

/** A service is a name, a protocol and a table of operations; the wire finds it by one of the two keys. */
export type Service = {
  /** Name in the signature's credential scope, in the journal and in faults: `ecs`, `ecr`, `elasticloadbalancing` … */
  name: string
  /** Prefix of IAM actions, where it differs from the name. */
  iam?: string
  /**
   * `words: 'query'` marks a service that spoke the query protocol once, and still has its errors:
   * https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#awsquerycompatible-trait
   */
  protocol:
    | { kind: 'json'; target: string; version?: '1.0' | '1.1'; words?: 'query' }
    | { kind: 'query'; version: string; namespace: string }
  operations: Record<string, Operation>
  /**
   * Members whose text on the wire means something else, wherever they stand in an input. The query protocol sends
   * every leaf as text, so its services list all their numbers and flags; JSON ones only times and blobs.
   */
  members?: Record<string, 'number' | 'flag' | 'time' | 'blob'>
  /** Operations that AWS answers without a signature (AssumeRoleWithWebIdentity). */
  unsigned?: string[]
  /** ARN of what a call acts on, as IAM's refusals name it; without it the first ARN in the input, or `*`. */
  resource?: (operation: string, input: Fields, caller: Caller) => string | undefined
  /** A further action (and its resource) that the caller must be allowed for this input. */
  also?: (operation: string, input: Fields, caller: Caller) => { action: string; resource: string } | undefined
}

/** An error as AWS answers it: code, HTTP status, message, and members of the error's own shape. */
export class AwsError extends Error {
  readonly code: string
  readonly status: number
  readonly members: Fields
  constructor(code: string, message: string, status = 400, members: Fields = {}) {
    super(message)
    this.code = code
    this.status = status
    this.members = members
  }
}
