// What does a workflow consist of, once every file it names has been read?
import type { MappingToken, ScalarToken, TemplateToken } from '@actions/workflow-parser/templates/tokens/index'
import type { Expression } from '../expressions/parse.ts'
import type { Place } from '../refusal.ts'
import type { StandIn } from '../stand-in.ts'
import type { Entry } from './tokens.ts'

/** A workflow file. Tokens are evaluated only when their turn comes. */
export type Workflow = {
  at: Place
  name: ScalarToken | undefined
  runName: ScalarToken | undefined
  on: TemplateToken | undefined
  inputs: InputDeclaration[]
  env: Entry[]
  permissions: TemplateToken | undefined
  concurrency: TemplateToken | undefined
  jobs: Job[]
  token: MappingToken
}

export type Job = {
  id: string
  at: Place
  name: ScalarToken | undefined
  needs: { id: string; at: Place }[]
  condition: Expression
  runsOn: TemplateToken | undefined
  timeoutMinutes: ScalarToken | undefined
  continueOnError: ScalarToken | undefined
  env: Entry[]
  environment: TemplateToken | undefined
  permissions: TemplateToken | undefined
  concurrency: TemplateToken | undefined
  outputs: Entry[]
  steps: Step[]
  token: MappingToken
}

/** A step of a job or of a composite action. */
export type Step = {
  /** The name others know it by; undefined when the author gave none. */
  id: string | undefined
  /** `github.action`: the id, or the name the runner makes up. */
  action: string
  at: Place
  name: ScalarToken | undefined
  condition: Expression
  env: Entry[]
  continueOnError: ScalarToken | undefined
  timeoutMinutes: ScalarToken | undefined
  work: Script | Use
  token: MappingToken
}

export type Script = {
  kind: 'script'
  run: ScalarToken
  shell: string | undefined
  workingDirectory: ScalarToken | undefined
}

export type Use = { kind: 'use'; uses: string; with: Entry[]; action: Action }

/** Where an action's files are: in a folder known from the start, or in the workspace once a step has filled it. */
export type Home =
  | { kind: 'folder'; folder: string; repository: string; ref: string }
  | { kind: 'workspace'; path: string }

export type InputDeclaration = {
  name: string
  required: boolean
  default: ScalarToken | undefined
  type: string
  /** What a `choice` allows; empty for any other type. */
  options: string[]
  deprecation: string | undefined
}

export type Action = NodeAction | CompositeAction | StoodIn

export type NodeAction = {
  kind: 'node'
  home: Home
  using: string
  inputs: InputDeclaration[]
  outputs: string[]
  main: string
  post: string | undefined
  postCondition: Expression
}

export type CompositeAction = {
  kind: 'composite'
  home: Home
  inputs: InputDeclaration[]
  outputs: Entry[]
  steps: Step[]
  file: string
}

export type StoodIn = { kind: 'stand-in'; standIn: StandIn; repository: string; ref: string }
