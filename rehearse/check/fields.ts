// Which fields do the contexts have that the runner fills?

/**
 * By context, what an expression may name right under it.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/contexts
 */
export const fields: Record<string, readonly string[]> = {
  github: [
    ...['action', 'action_path', 'action_ref', 'action_repository', 'action_status', 'actor', 'actor_id', 'api_url'],
    ...[
      'base_ref',
      'env',
      'event',
      'event_name',
      'event_path',
      'graphql_url',
      'head_ref',
      'job',
      'output',
      'path',
      'ref',
    ],
    ...['ref_name', 'ref_protected', 'ref_type', 'repository', 'repository_id', 'repository_owner', 'repositoryurl'],
    ...['repository_owner_id', 'retention_days', 'run_attempt', 'run_id', 'run_number'],
    ...['secret_source', 'server_url', 'sha', 'state', 'step_summary', 'token', 'triggering_actor', 'workflow'],
    ...['workflow_ref', 'workflow_sha', 'workspace'],
  ],
  job: ['status', 'check_run_id', 'workflow_ref', 'workflow_sha', 'workflow_repository', 'workflow_file_path'],
  runner: ['name', 'os', 'arch', 'temp', 'tool_cache', 'debug', 'environment'],
}
