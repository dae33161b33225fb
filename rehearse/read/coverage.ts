// Which keys of a workflow or action file does the rehearsal live up to?

const yes = 'implemented'
const noMatrix = 'one job would become many; not implemented'
const noContainer = 'jobs run on this machine, not in a container; not implemented'
const noDefaults = 'not implemented: write `shell` and `working-directory` in each step'
const noReuse = 'a call of a reusable workflow is not implemented: rehearse that workflow itself'
const noBackground = 'steps run one after another; not implemented'
const noPaths = 'which files an event changed is not known here; not implemented'
const noHook = 'not implemented: of a node action only `main` and `post` run'
const noDocker = 'a docker action is not implemented'
const no = 'not implemented'

const implemented = (names: string) => Object.fromEntries(names.split(' ').map(name => [name, yes]))

const step = implemented('name id if env continue-on-error timeout-minutes')
const filters = {
  ...implemented('types branches branches-ignore tags tags-ignore workflows'),
  paths: noPaths,
  'paths-ignore': noPaths,
  names: no,
  versions: no,
}
const events =
  'branch-protection-rule check-run check-suite discussion discussion-comment image-version issue-comment issues label ' +
  'merge-group milestone project project-card project-column pull-request pull-request-review pull-request-review-comment ' +
  'pull-request-target push registry-package release repository-dispatch watch workflow-run'

/** By the schema's name of a mapping and the key in it: `implemented`, or why it is not. */
const coverage: Record<string, Record<string, string>> = {
  'workflow-root-strict': {
    ...implemented('on name description run-name env permissions concurrency jobs'),
    defaults: noDefaults,
  },
  ...Object.fromEntries(events.split(' ').map(event => [`${event}-mapping`, filters])),
  'cron-mapping': { cron: yes, timezone: no },
  'workflow-dispatch-mapping': { inputs: yes },
  'workflow-dispatch-input': implemented('description type required default options'),
  'workflow-call-mapping': implemented('inputs secrets outputs'),
  'workflow-call-input-definition': implemented('description type required default'),
  'workflow-call-secret-mapping-definition': implemented('description required'),
  'workflow-call-output-definition': implemented('description value'),
  'concurrency-mapping': {
    group: yes,
    'cancel-in-progress': yes,
    queue: 'no run waits for another here; not implemented',
  },
  'job-factory': {
    ...implemented('needs if name runs-on timeout-minutes continue-on-error env environment'),
    ...implemented('permissions concurrency outputs steps'),
    strategy: noMatrix,
    container: noContainer,
    services: noContainer,
    defaults: noDefaults,
    snapshot: no,
    'cancel-timeout-minutes': no,
  },
  'job-environment-mapping': implemented('name url deployment'),
  'runs-on-mapping': implemented('group labels'),
  'workflow-job': {
    ...implemented('name needs if permissions concurrency'),
    uses: noReuse,
    with: noReuse,
    secrets: noReuse,
    strategy: noMatrix,
  },
  'run-step': { ...step, ...implemented('run shell working-directory'), background: noBackground },
  'regular-step': { ...step, ...implemented('uses with'), background: noBackground },
  'uses-step': { ...step, ...implemented('uses with') },
  'wait-step': { ...step, wait: noBackground },
  'wait-all-step': { ...step, 'wait-all': noBackground },
  'cancel-step': { ...step, cancel: noBackground },
  'parallel-step': { parallel: noBackground },
  'action-root-strict': implemented('name description author inputs outputs runs branding'),
  'input-strict': implemented('description required default deprecationMessage'),
  'output-definition': implemented('description value'),
  'node-runs-strict': { ...implemented('using main post post-if'), pre: noHook, 'pre-if': noHook },
  'composite-runs-strict': implemented('using steps'),
  'container-runs-strict': {
    // Said once for the action, not once for each of its keys.
    ...implemented('using entrypoint args env pre-entrypoint pre-if post-entrypoint post-if'),
    image: noDocker,
  },
}

/** Mappings whose every key is a name (of an event, of a permission, of an icon), taken as it comes. */
const names = ['on-mapping-strict', 'permissions-mapping', 'branding']

/** Mappings that stand only under keys that are refused. */
const beneath =
  'strategy matrix workflow-defaults workflow-defaults-run job-defaults job-defaults-run container-mapping ' +
  'container-registry-credentials service-container-mapping snapshot-mapping'

/**
 * `implemented`, or a sentence that says why not; undefined for a key nobody has thought about.
 * @param mapping the schema's name of the mapping, `job-factory` for example
 */
export function coverageOf(mapping: string, key: string): string | undefined {
  if (names.includes(mapping) || beneath.split(' ').includes(mapping)) return yes
  return coverage[mapping]?.[key]
}
