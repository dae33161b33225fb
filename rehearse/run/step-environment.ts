// Which environment does a step's program have?
import type { StepGithub } from './scope.ts'
import type { JobState } from './state.ts'

/** The fields of the `github` context that reach a program as GITHUB_ variables. */
const shared =
  'action action_path action_ref action_repository actor actor_id api_url base_ref env event_name event_path graphql_url ' +
  'head_ref job output path ref ref_name ref_protected ref_type repository repository_id repository_owner ' +
  'repository_owner_id retention_days run_attempt run_id run_number server_url sha state step_summary ' +
  'triggering_actor workflow workflow_ref workflow_sha workspace'

/**
 * The whole environment of a program: what the runner gives and what the workflow sets. Of this process's own, only PATH.
 * @param env the step's `env` context, with INPUT_ and STATE_ variables
 * @param own what the `github` context says of this step alone
 */
export function environmentOf(state: JobState, env: Record<string, string>, own: StepGithub): Record<string, string> {
  const { machine, folders, access, facts, contexts, paths } = state
  const mine = { PATH: machine.path, HOME: folders.home, CI: 'true', ...machine.env, ...env }
  const { idToken } = access
  return {
    ...mine,
    PATH: [...paths].reverse().concat(mine.PATH).join(':'),
    GITHUB_ACTIONS: 'true',
    ...prefixed('GITHUB_', { ...contexts.github, ...own }, shared.split(' ')),
    ...prefixed('RUNNER_', contexts.runner, Object.keys(contexts.runner)),
    RUNNER_WORKSPACE: folders.workspace.replace(/\/[^/]+$/, ''),
    ...(idToken && facts.permissions['id-token'] === 'write'
      ? { ACTIONS_ID_TOKEN_REQUEST_URL: idToken.url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: idToken.token }
      : {}),
  }
}

function prefixed(prefix: string, context: Record<string, unknown>, names: readonly string[]): Record<string, string> {
  const pairs = names.flatMap(name => {
    const value = context[name]
    return typeof value === 'string' || typeof value === 'boolean' ? [[prefix + name.toUpperCase(), String(value)]] : []
  })
  return Object.fromEntries(pairs)
}
