export const id = 7788;
export const ids = [7788];
export const modules = {

/***/ 7663:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ action)
/* harmony export */ });
/** Types an action from its own spec. */
const action = (spec) => spec;


/***/ }),

/***/ 7788:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  "default": () => (/* binding */ actions_deployment_record)
});

// EXTERNAL MODULE: ./build/src/action.js
var action = __webpack_require__(7663);
// EXTERNAL MODULE: ./build/src/decisions/deployment-record.js
var deployment_record = __webpack_require__(9106);
// EXTERNAL MODULE: ./build/src/decisions/image.js
var decisions_image = __webpack_require__(7596);
// EXTERNAL MODULE: ./build/src/decisions/markdown.js
var markdown = __webpack_require__(7956);
;// CONCATENATED MODULE: ./build/src/decisions/release-summary.js



const MARKS = { success: '✅', failure: '❌', cancelled: '🚫', skipped: '⏭️' };
/** Markdown: what was released where, with its identities, its steps, and how to look at it. */
function summarizeRelease(release) {
    const { environment, version, url, sha, steps, reckoning } = release;
    const digest = (0,deployment_record/* said */.ag)(steps, 'digest');
    const [from, to] = [(0,deployment_record/* said */.ag)(steps, 'previous-revision'), (0,deployment_record/* said */.ag)(steps, 'revision')];
    const live = (0,deployment_record/* said */.ag)(steps, 'live-revision');
    const rows = [
        ['version', (0,markdown/* cell */.H)(version)],
        ['environment', url ? `[${(0,markdown/* cell */.H)(environment)}](${url})` : (0,markdown/* cell */.H)(environment)],
        ['service', (0,markdown/* cell */.H)(release.service)],
        ['commit', `[${sha.slice(0, 7)}](${release.repositoryUrl}/commit/${sha})`],
        ['image', digest && (0,markdown/* code */.a)((0,decisions_image/* shortDigest */.VK)(digest))],
        ['revision', from && to ? `${(0,markdown/* cell */.H)(from)} → ${(0,markdown/* cell */.H)(to)}` : (0,markdown/* cell */.H)(to)],
        ['live now', (0,markdown/* cell */.H)(live)],
        ['record', `[deployment](${release.recordUrl}) · [run](${release.runUrl})`],
    ];
    const title = reckoning.state === 'SUCCEEDED' ? '✅ Released' : '❌ Not released';
    return [
        `### ${title}: ${(0,markdown/* cell */.H)(version || sha.slice(0, 7))} to ${(0,markdown/* cell */.H)(environment)}`,
        '',
        '| | |',
        '|---|---|',
        ...rows.filter(([, value]) => value).map(([name, value]) => `| ${name} | ${value} |`),
        '',
        ...(reckoning.message ? [(0,markdown/* cell */.H)(reckoning.message), ''] : []),
        '| step | outcome |',
        '|---|---|',
        ...Object.entries(steps).map(([id, { outcome = '' }]) => `| ${(0,markdown/* cell */.H)(id)} | ${MARKS[outcome] ?? ''} ${outcome} |`),
        '',
        ...(url ? [`See for yourself: ${(0,markdown/* code */.a)(`curl -fsS ${(0,deployment_record/* said */.ag)(steps, 'url') || url}`)}`, ''] : []),
    ].join('\n');
}

// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
// EXTERNAL MODULE: ./build/src/input.js
var input = __webpack_require__(249);
// EXTERNAL MODULE: ./build/src/decisions/rollback-record.js
var rollback_record = __webpack_require__(1483);
// EXTERNAL MODULE: ./build/src/rollback/read-records.js
var read_records = __webpack_require__(1179);
;// CONCATENATED MODULE: ./build/src/rollback/after-rollback.js
// May a release begin, when an earlier rollback of its environment has failed?



/** Throws when one has failed and nothing has gone well since; with `allow` that is a warning. */
async function checkFailedRollback(environment, after, github, { runner }) {
    const newest = await (0,read_records/* readNewestRollback */.v)(environment, github);
    const failed = newest && (0,rollback_record/* failedRollback */.eA)([newest]) && (0,rollback_record/* failedRollback */.eA)(await (0,read_records/* readRecords */.T)(environment, github));
    if (!failed)
        return;
    const because = (0,rollback_record/* explainFailedRollback */.zh)(failed);
    if (after === 'refuse')
        throw new failure/* Failure */.HR(`Nothing is released to ${environment}: ${because}, ${(0,rollback_record/* andNothingIsPiled */.B2)('deployment-record')}.`);
    runner.warn(`It is released to ${environment} although ${because}.`);
}

;// CONCATENATED MODULE: ./build/src/actions/deployment-record.js
// What should GitHub's deployment (and the summary) say now?






/* harmony default export */ const actions_deployment_record = ((0,action/* action */.X)({
    question: "What should GitHub's deployment (and the summary) say now?",
    about: 'Keeps one GitHub deployment for a release. Where the job has an `environment:`, that is the one GitHub made for it; else a deployment is made. With `steps` it tells from their outcomes how the release ended, and writes the summary of the release.',
    usage: `environment: staging
environment-url: https://staging.example.com
steps: \${{ toJSON(steps) }}
`,
    inputs: {
        environment: (0,input/* text */.Qq)({ description: 'The environment that is released to.', required: true }),
        state: (0,input/* oneOf */.yL)('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED')({
            description: 'What the record says now. Unset: what `steps` add up to.',
        }),
        steps: (0,input/* json */.Pq)({ description: 'The steps of the release so far: the expression `toJSON(steps)`.' }),
        environmentUrl: (0,input/* url */.OZ)({ description: 'The address of the service.' }),
        version: (0,input/* text */.Qq)({ description: 'The version that is released. Unset: the tag or branch of the run.' }),
        service: (0,input/* text */.Qq)({ description: 'The service that is released.' }),
        recordId: (0,input/* count */.U9)(1)({
            description: 'The deployment to keep, as an earlier step gave it. Unset: the job’s own, or a new one.',
        }),
        afterFailedRollback: (0,input/* oneOf */.yL)('refuse', 'allow')({
            description: 'What to do when a release begins (`QUEUED`, `RUNNING`) although a rollback of the environment failed and nobody has cleared it. `allow` clears it, once the release ends well.',
            default: 'refuse',
        }),
        githubToken: (0,input/* text */.Qq)({
            description: 'Writes the deployment (permission `deployments: write`).',
            default: '${{ github.token }}',
            secret: true,
        }),
    },
    outputs: {
        recordId: 'The id of the GitHub deployment.',
        status: '`QUEUED`, `RUNNING`, `SUCCEEDED` or `FAILED`.',
        failedStep: 'The id of the step that failed.',
        message: 'What it said.',
    },
    permissions: {
        aws: [],
        github: [{ scope: 'deployments', access: 'write', why: 'to write the deployment and its statuses' }],
    },
    rules: ({ state, steps }) => {
        if (state === undefined && steps === undefined)
            return ['state is empty, and so is steps: give one of them'];
        const wrong = steps !== undefined && (typeof steps !== 'object' || steps === null || Array.isArray(steps));
        return wrong ? ['steps is not the steps context: write ${{ toJSON(steps) }}'] : [];
    },
    async run(inputs, world, tell) {
        const { runner } = world;
        const steps = (inputs.steps ?? {});
        const reckoning = (0,deployment_record/* reckonSteps */.Kh)(steps);
        const state = inputs.state ?? reckoning.state;
        tell('status', state);
        tell('failedStep', reckoning.failedStep);
        tell('message', reckoning.message);
        if (!inputs.githubToken)
            throw new failure/* Failure */.HR('github-token is empty: leave it out to use the job’s own token.');
        const server = `${runner.variable('GITHUB_SERVER_URL')}/${runner.variable('GITHUB_REPOSITORY')}`;
        const runUrl = `${server}/actions/runs/${runner.variable('GITHUB_RUN_ID')}`;
        const version = inputs.version ?? runner.variable('GITHUB_REF_NAME') ?? '';
        const sha = runner.variable('GITHUB_SHA') ?? '';
        const github = await world.github(inputs.githubToken);
        if (state === 'QUEUED' || state === 'RUNNING')
            await checkFailedRollback(inputs.environment, inputs.afterFailedRollback, github, world);
        const record = (await findRecord(github, inputs.environment, sha, runUrl, inputs.recordId)) ??
            (await makeRecord(github, world, { ...inputs, version, sha, runUrl }));
        tell('recordId', String(record.id));
        const refusal = (0,deployment_record/* refuseState */.gk)(record.state, state);
        if (refusal)
            throw new failure/* Failure */.HR(`${refusal}: a release that is done begins a new record (record-id ${record.id}).`);
        await github.createStatus(record.id, {
            state: deployment_record/* GITHUB_STATES */.R8[state],
            description: (0,deployment_record/* describeRecord */.TV)(state, version, inputs.environment, reckoning, (0,deployment_record/* said */.ag)(steps, 'digest'), (0,deployment_record/* said */.ag)(steps, 'revision')),
            environmentUrl: inputs.environmentUrl,
            logUrl: runUrl,
        });
        if (inputs.steps !== undefined)
            await runner.summary(summarizeRelease({
                environment: inputs.environment,
                version,
                service: inputs.service ?? '',
                url: inputs.environmentUrl ?? '',
                sha,
                repositoryUrl: server,
                runUrl,
                recordUrl: `${server}/deployments`,
                state,
                reckoning,
                steps,
            }));
        return {
            good: true,
            line: `The record of ${version} in ${inputs.environment} says ${state} (deployment ${record.id}).`,
        };
    },
}));
/** Statuses are asked of the newest few only: GitHub makes the job's record when the job starts. */
const NEWEST = 5;
async function findRecord(github, environment, sha, runUrl, recordId) {
    if (recordId !== undefined) {
        const [latest] = await github.listStatuses(recordId);
        return { id: recordId, state: latest?.state };
    }
    const records = await github.listDeployments(environment, { sha, limit: NEWEST });
    for (const record of records)
        record.statuses = await github.listStatuses(record.id);
    const own = (0,deployment_record/* findJobRecord */.m)(records, runUrl);
    return own && { id: own.id, state: own.statuses[0]?.state };
}
async function makeRecord(github, { runner }, release) {
    const { environment, version, sha, runUrl, service, environmentUrl } = release;
    const id = await github.createDeployment({
        ref: sha,
        environment,
        description: (0,deployment_record/* fitDescription */.Am)(`${version} to ${environment}`),
        production: environment === 'production',
        payload: {
            serviceId: service ?? '',
            environment,
            commitSha: sha,
            repoFullName: runner.variable('GITHUB_REPOSITORY') ?? '',
            stackId: '',
            serviceUrl: environmentUrl ?? '',
            actionsRunUrl: runUrl,
            version,
            initiator: runner.variable('GITHUB_ACTOR') ?? '',
        },
    });
    return { id, state: undefined };
}


/***/ }),

/***/ 9073:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ isDefinitionText)
/* harmony export */ });
// Which values of a task definition are texts to ECS, even when they look like numbers or flags?
/**
 * Members whose values, at whatever depth, ECS takes as texts.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html
 */
const WITH_TEXTS = [
    ...['environment', 'environmentFiles', 'secrets', 'secretOptions', 'dockerLabels', 'labels', 'tags', 'options'],
    ...['driverOpts', 'command', 'entryPoint', 'systemControls', 'properties', 'extraHosts', 'dockerSecurityOptions'],
    ...['dnsServers', 'dnsSearchDomains', 'links', 'credentialSpecs', 'family', 'name', 'image', 'user', 'hostname'],
    ...['sourceVolume', 'containerName', 'workingDirectory', 'containerPortRange'],
];
/** Texts of the whole task; the same members of a container are numbers. */
const OF_THE_TASK = ['cpu', 'memory'];
/** Whether the value at a path of a task definition, or of what is to be changed in one, is a text to ECS. */
function isDefinitionText(path) {
    const containers = path.indexOf('containerDefinitions');
    // What follows is a position, or the name of a container, which may be any word.
    const members = containers < 0 ? path : path.slice(containers + 2);
    return (members.some(member => WITH_TEXTS.includes(member)) ||
        (containers < 0 && OF_THE_TASK.includes(members.at(-1))));
}


/***/ }),

/***/ 9106:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $P: () => (/* binding */ namedIn),
/* harmony export */   Am: () => (/* binding */ fitDescription),
/* harmony export */   Kh: () => (/* binding */ reckonSteps),
/* harmony export */   R8: () => (/* binding */ GITHUB_STATES),
/* harmony export */   TV: () => (/* binding */ describeRecord),
/* harmony export */   ag: () => (/* binding */ said),
/* harmony export */   b7: () => (/* binding */ naming),
/* harmony export */   gk: () => (/* binding */ refuseState),
/* harmony export */   m: () => (/* binding */ findJobRecord)
/* harmony export */ });
// What should GitHub's deployment say now?
// https://docs.github.com/en/rest/deployments/statuses#create-a-deployment-status
const GITHUB_STATES = {
    QUEUED: 'queued',
    RUNNING: 'in_progress',
    SUCCEEDED: 'success',
    FAILED: 'failure',
};
/** GitHub cuts or refuses a longer description. */
const LONGEST = 140;
/** A description that fits, with what must not be cut at its end; cut at the end of a word. */
function fitDescription(text, end = '') {
    const line = text.replaceAll(/\s+/g, ' ').trim();
    const room = LONGEST - end.length;
    return (line.length <= room ? line : `${line.slice(0, room - 1).replace(/\s+\S*$/, '')}…`) + end;
}
/**
 * A status's description. That of a success names the image's digest, whole, so that a later promotion can ask which image
 * was proved here; that of any end names the revision, so that a later rollback knows which ones were good.
 */
function describeRecord(state, version, environment, { failedStep, message }, digest, revision = '') {
    const end = naming(revision);
    if (state === 'FAILED' && failedStep)
        return fitDescription(`${failedStep}: ${message}`, end);
    const what = `${version} to ${environment}`;
    if (state !== 'SUCCEEDED' || !digest)
        return fitDescription(`${what}: ${message || state.toLowerCase()}`, state === 'SUCCEEDED' ? end : '');
    const room = LONGEST - digest.length - end.length - 3;
    return fitDescription(`${what.length > room ? `${what.slice(0, room)}…` : what}: ${digest} ${message}`, end);
}
/** Revisions at the end of a description; too many of them are left out. */
const naming = (revisions) => {
    const end = ` [${revisions.split('\n').filter(Boolean).join(', ')}]`;
    return end.length > 3 && end.length <= LONGEST / 2 ? end : '';
};
/** The revisions that a description names. */
const namedIn = (description) => {
    const [, list = ''] = description.match(/ \[((?:[\w-]+:\d+(?:, )?)+)\]$/) ?? [];
    return list.split(', ').filter(Boolean);
};
/** Whether a record may go from GitHub's `from` to our `to`; else why not. A record never steps back. */
function refuseState(from, to) {
    const order = ['pending', 'waiting', 'queued', 'in_progress'];
    if (from === undefined || from === GITHUB_STATES[to])
        return undefined;
    const isFinal = !order.includes(from);
    const backwards = order.indexOf(from) > order.indexOf(GITHUB_STATES[to]) && order.includes(GITHUB_STATES[to]);
    return isFinal || backwards ? `the record is ${from} and cannot become ${to}` : undefined;
}
/** The record GitHub made for the job's `environment:`: the one whose status links to this very run; no rollback's own. */
const findJobRecord = (records, runUrl) => records.find(({ task, statuses }) => task !== 'rollback' && statuses.some(({ logUrl }) => logUrl === runUrl || logUrl.startsWith(`${runUrl}/`)));
/** What the steps so far add up to: the first that failed decides, and says why. */
function reckonSteps(steps) {
    const entries = Object.entries(steps);
    const failed = entries.find(([, one]) => one.outcome === 'failure') ?? entries.find(([, one]) => one.outcome === 'cancelled');
    if (!failed)
        return { state: 'SUCCEEDED', failedStep: '', message: said(steps, 'message') };
    const [id, { outcome, outputs = {} }] = failed;
    const message = outcome === 'cancelled' ? 'cancelled' : (outputs.message ?? outputs.cause ?? '');
    return { state: 'FAILED', failedStep: id, message: message || `step ${id} failed: read its log` };
}
/** An output by its name, of whichever step has it; the last one that says something. */
const said = (steps, output) => Object.values(steps)
    .map(one => one.outputs?.[output])
    .findLast(value => value) ?? '';


/***/ }),

/***/ 7897:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $7: () => (/* binding */ readDuration),
/* harmony export */   kJ: () => (/* binding */ showDuration),
/* harmony export */   lY: () => (/* binding */ showTime),
/* harmony export */   u4: () => (/* binding */ showElapsed)
/* harmony export */ });
// How is a duration read and written?
const UNITS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
/**
 * Milliseconds of `90`, `90s`, `15m`, `1h30m`, `250ms`; a bare number counts in `unit`. Undefined when it is none of these.
 * A name of a unit may be spelt out: `15 minutes`, `1 hour`.
 */
function readDuration(text, unit) {
    const plain = text.trim().toLowerCase();
    if (/^\d+(\.\d+)?$/.test(plain))
        return Number(plain) * UNITS[unit];
    const parts = [...plain.matchAll(/(\d+(?:\.\d+)?)\s*(ms|s|m|h)[a-z]*\s*/g)];
    if (parts.length === 0 || parts.map(part => part[0]).join('') !== plain)
        return undefined;
    return parts.reduce((sum, [, amount, name]) => sum + Number(amount) * UNITS[name], 0);
}
/** `mm:ss` since the start, as log lines begin; `h:mm:ss` from one hour on. */
function showElapsed(ms) {
    const seconds = Math.max(0, Math.floor(ms / 1000));
    const two = (value) => String(value).padStart(2, '0');
    const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
    return `${hours > 0 ? `${hours}:` : ''}${two(minutes)}:${two(seconds % 60)}`;
}
/** `1h 2m 5s`, `2m 40s`, `31s`: a duration for people, to the second. */
function showDuration(ms) {
    const seconds = Math.max(0, Math.round(ms / 1000));
    const parts = [
        [Math.floor(seconds / 3600), 'h'],
        [Math.floor(seconds / 60) % 60, 'm'],
        [seconds % 60, 's'],
    ];
    return (parts
        .filter(([amount]) => amount > 0)
        .map(([amount, unit]) => `${amount}${unit}`)
        .join(' ') || '0s');
}
/** `10:30:05`, in UTC, of a time in ms since the epoch. */
const showTime = (at) => new Date(at).toISOString().slice(11, 19);


/***/ }),

/***/ 7596:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AM: () => (/* binding */ readImage),
/* harmony export */   Fd: () => (/* binding */ ecrHost),
/* harmony export */   Nu: () => (/* binding */ readRepository),
/* harmony export */   VK: () => (/* binding */ shortDigest),
/* harmony export */   dz: () => (/* binding */ isTag),
/* harmony export */   m: () => (/* binding */ commitTag)
/* harmony export */ });
/* harmony import */ var _region_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5153);
// What is an image called, where does it live, and what is it pinned to?

// https://docs.aws.amazon.com/AmazonECR/latest/userguide/Registries.html (dual-stack and FIPS hosts too)
const ECR_HOST = /^(\d{12})\.dkr[.-]ecr(?:-fips)?\.([a-z0-9-]+)\.(?:amazonaws\.com(?:\.cn)?|on\.aws|on\.amazonwebservices\.com\.cn)$/;
// https://docs.docker.com/reference/cli/docker/image/tag/ : path components, then an optional tag of 128 characters
const REPOSITORY = /^([a-z0-9.-]+(?::\d+)?)\/([a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*)$/;
/** Takes `host/path` apart; undefined when it is not a repository (a tag or digest behind it makes it none). */
function readRepository(uri) {
    const [, host, name] = uri.match(REPOSITORY) ?? [];
    if (host === undefined || name === undefined || !(host.includes('.') || host.includes(':') || host === 'localhost'))
        return undefined;
    const [, account, region] = host.match(ECR_HOST) ?? [];
    return { uri, host, name, ecr: account && region ? { account, region } : undefined };
}
/** Takes `repository[:tag][@sha256:…]` apart; undefined when it is not an image. */
function readImage(reference) {
    const [, repository, tag, digest] = reference.match(/^([^\s@]+?)(?::([\w][\w.-]{0,127}))?(?:@(sha256:[0-9a-f]{64}))?$/) ?? [];
    // A port is no tag: the colon of localhost:5000/app is followed by a slash.
    return repository === undefined || repository.endsWith('/') ? undefined : { repository, tag, digest };
}
/** Whether a text can be an image's tag. */
const isTag = (text) => /^[\w][\w.-]{0,127}$/.test(text);
/** The private registry of an account in a region. */
const ecrHost = (account, region) => `${account}.dkr.ecr.${region}.${(0,_region_js__WEBPACK_IMPORTED_MODULE_0__/* .partitionOf */ .iQ)(region).suffix}`;
/** The tag of a commit's image, as `sha-a1b2c3d`. */
const commitTag = (sha) => `sha-${sha.slice(0, 7)}`;
/** A digest for people: `sha256:1f2e3d4c5b6a`. */
const shortDigest = (digest) => digest.slice(0, 'sha256:'.length + 12);


/***/ }),

/***/ 7956:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ cell),
/* harmony export */   a: () => (/* binding */ code)
/* harmony export */ });
// How does text that is not ours stay text in Markdown?
/** Text for a table cell or a line: Markdown, HTML and the cell's own border mean nothing in it. */
const cell = (text) => text
    .replaceAll(/[&<>]/g, character => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[character])
    .replaceAll(/([\\`*_[\]|~])/g, '\\$1')
    .replaceAll(/\s+/g, ' ');
/** Text as code on one line, whatever backticks it has. https://spec.commonmark.org/0.31.2/#code-spans */
function code(text) {
    const line = text.replaceAll(/\s+/g, ' ');
    const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
    const fence = '`'.repeat(longest + 1);
    const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
    return `${fence}${pad}${line}${pad}${fence}`;
}


/***/ }),

/***/ 5153:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dp: () => (/* binding */ isRegion),
/* harmony export */   dE: () => (/* binding */ logStreamLink),
/* harmony export */   iQ: () => (/* binding */ partitionOf),
/* harmony export */   oT: () => (/* binding */ serviceLink)
/* harmony export */ });
// Which partition does a region belong to, and what follows from it for hosts, ARNs and links?
// https://docs.aws.amazon.com/general/latest/gr/rande.html and https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
const PARTITIONS = [
    [/^cn-/, { partition: 'aws-cn', suffix: 'amazonaws.com.cn', console: 'console.amazonaws.cn' }],
    [/^us-gov-/, { partition: 'aws-us-gov', suffix: 'amazonaws.com', console: 'console.amazonaws-us-gov.com' }],
];
const COMMERCIAL = { partition: 'aws', suffix: 'amazonaws.com', console: 'console.aws.amazon.com' };
/** Partition name, DNS suffix and console host of a region. */
const partitionOf = (region) => PARTITIONS.find(([pattern]) => pattern.test(region))?.[1] ?? COMMERCIAL;
/** Whether a text is shaped like a region: `ap-south-1`, `us-gov-west-1`, `cn-north-1`. */
const isRegion = (text) => /^[a-z]{2}(-[a-z]+)+-\d$/.test(text);
/** The ECS console's page of a service. */
const serviceLink = (region, cluster, service) => `https://${partitionOf(region).console}/ecs/v2/clusters/${encodeURIComponent(cluster)}/services/${encodeURIComponent(service)}/health?region=${region}`;
/** The CloudWatch console's page of a log stream. */
const logStreamLink = (region, group, stream) => `https://${partitionOf(region).console}/cloudwatch/home?region=${region}#logsV2:log-groups/log-group/${consoleEscape(group)}/log-events/${consoleEscape(stream)}`;
// The console reads its fragment twice, with $ in place of %.
const consoleEscape = (text) => encodeURIComponent(encodeURIComponent(text)).replaceAll('%', '$');


/***/ }),

/***/ 1483:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B2: () => (/* binding */ andNothingIsPiled),
/* harmony export */   Md: () => (/* binding */ payloadOf),
/* harmony export */   aE: () => (/* binding */ readRecord),
/* harmony export */   eA: () => (/* binding */ failedRollback),
/* harmony export */   sR: () => (/* binding */ describeRollback),
/* harmony export */   wn: () => (/* binding */ TASK),
/* harmony export */   xj: () => (/* binding */ STATES),
/* harmony export */   zh: () => (/* binding */ explainFailedRollback),
/* harmony export */   zv: () => (/* binding */ recordOf)
/* harmony export */ });
/* harmony import */ var _deployment_record_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9106);
// What do GitHub's records say of releases and rollbacks, and may a release go on after a rollback that failed?

/** GitHub's name for what a record of ours is about. */
const TASK = 'rollback';
/** What a record of it holds: the members of a release's record, and those that make it a rollback's. */
const payloadOf = ({ services, from, to, reason, actor, environment, version, digest }, run) => ({
    kind: TASK,
    from: from.join(', '),
    to: to.join(', '),
    reason,
    actor,
    serviceId: services.join(', '),
    environment,
    ...run,
    stackId: '',
    serviceUrl: '',
    version,
    digest,
    initiator: actor,
});
/** GitHub's word for each: only `failure` keeps a later release from going on. */
const STATES = {
    running: 'in_progress',
    back: 'success',
    failed: 'failure',
    'not-begun': 'error',
    overtaken: 'error',
    cancelled: 'in_progress',
};
/** A status's description: what happened, and at its end what was gone back to. */
const describeRollback = ({ to }, message) => (0,_deployment_record_js__WEBPACK_IMPORTED_MODULE_0__/* .fitDescription */ .Am)(message.replaceAll('\n', ' '), (0,_deployment_record_js__WEBPACK_IMPORTED_MODULE_0__/* .naming */ .b7)(to.join('\n')));
const DIGEST = /sha256:[0-9a-f]{64}/;
const FINAL = ['success', 'failure', 'error'];
/**
 * A record in the words of a release line. What once succeeded stays good, also when a later release made it inactive; the
 * last word is GitHub's own and without a description when the record is that of a job.
 */
function readRecord({ id, ref, sha, payload, createdAt = 0, statuses }) {
    const fields = fieldsOf(payload);
    const kind = fields.kind === TASK ? TASK : 'release';
    const ends = statuses.filter(one => FINAL.includes(one.state));
    const won = ends.some(one => one.state === 'success');
    const lost = ends.some(one => one.state === 'failure' || kind === 'release');
    const own = ends.filter(one => (one.state === 'success') === won);
    const description = own.find(one => one.description !== '')?.description ?? '';
    const named = statuses.map(one => one.description.match(/^(\S+) to \S+: /)?.[1]).find(Boolean);
    const version = fields.version || named || (/^[0-9a-f]{40}$/.test(ref) ? undefined : ref);
    const endedAt = Math.max(createdAt, ...ends.map(one => one.createdAt ?? createdAt));
    return {
        ...{ id, kind, state: won ? 'good' : lost ? 'bad' : 'open', at: createdAt, endedAt, version, sha },
        ...{ said: description, digest: (fields.digest ?? description).match(DIGEST)?.[0] },
        names: kind === TASK ? words(fields.to) : (own.map(one => (0,_deployment_record_js__WEBPACK_IMPORTED_MODULE_0__/* .namedIn */ .$P)(one.description)).find(all => all.length > 0) ?? []),
        left: kind === TASK ? words(fields.from) : [],
    };
}
const words = (text) => (text ?? '').split(', ').filter(Boolean);
function fieldsOf(payload) {
    if (typeof payload !== 'string')
        return (payload ?? {});
    try {
        return fieldsOf(JSON.parse(payload));
    }
    catch {
        return {};
    }
}
/** The rollback whose failure nobody has cleared: no release and no rollback after it ended well. */
function failedRollback(records) {
    for (const one of records.toSorted((a, b) => b.at - a.at || b.id - a.id)) {
        if (one.kind === TASK && one.state === 'bad')
            return one;
        // Of other jobs in the environment nothing is known: only a record that names what it brought clears.
        if (one.state === 'good' && (one.names.length > 0 || one.digest !== undefined))
            return undefined;
    }
    return undefined;
}
/** What stands in the way, as a clause. */
const explainFailedRollback = ({ id, said }) => `an earlier rollback failed (deployment ${id}: ${said.replace(/\.?(?: \[[^\]]*\])?$/, '')})`;
/** What follows from it; which action is to be told, as not all have that input. */
const andNothingIsPiled = (action) => `and nothing is piled on it: look at the service, then set after-failed-rollback: allow in the action ${action}`;
/** How long (ms) before ECS's deployment its record may have been made: both are asked for at once, by two clocks. */
const APART = 60_000;
/** The newest record of a rollback to these revisions that was made since ECS's deployment began at `since`. */
const recordOf = (records, to, since) => records
    .filter(one => one.kind === TASK && one.at >= since - APART && to.every(each => one.names.includes(each)))
    .toSorted((a, b) => b.at - a.at || b.id - a.id)[0];


/***/ }),

/***/ 6868:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ readCommand)
/* harmony export */ });
/* unused harmony export splitWords */
// Which words is a command, when no shell runs it?
/**
 * The words of a command: a JSON list of texts, or a line cut into words as a POSIX shell cuts it. A problem follows the
 * input's name and never repeats the command, which may hold a secret.
 */
function readCommand(text) {
    const trimmed = text.trim();
    if (!trimmed.startsWith('['))
        return splitWords(trimmed);
    const list = parseList(trimmed);
    return list && list.length > 0
        ? { words: list }
        : { problem: 'begins with [ and is not a JSON list of texts: write ["alembic", "upgrade", "head"]' };
}
function parseList(text) {
    try {
        const list = JSON.parse(text);
        return Array.isArray(list) && list.every(one => typeof one === 'string') ? list : undefined;
    }
    catch {
        return undefined;
    }
}
/** One piece of a line; what a shell would act on is refused outside quotes, as nobody here would act on it. */
const PIECE = /'(?<single>[^']*)'|"(?<double>(?:[^"\\]|\\.)*)"|\\(?<escaped>.)|(?<open>['"])|(?<blank>[ \t]+)|(?<operator>&&|\|\||>>|<<|[|&;<>()`\n]|\$[\w({@*#?!$-])|(?<plain>.)/gs;
/**
 * Words between blanks. Single quotes keep all; double quotes keep all but a backslash before `$`, a backtick, `"`, a
 * backslash or a line break; outside quotes a backslash keeps the next character. Nothing is expanded.
 * https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02
 */
function splitWords(line) {
    const words = [];
    let word;
    for (const { groups = {} } of line.matchAll(PIECE)) {
        const { single, double, escaped, open, blank, operator, plain } = groups;
        if (open)
            return { problem: `has a quote ${open} that is never closed` };
        if (operator)
            return { problem: refused(operator) };
        if (blank) {
            if (word !== undefined)
                words.push(word);
            word = undefined;
        }
        else if (escaped === '\n') {
            // The next line goes on with this one.
        }
        else
            word = (word ?? '') + (single ?? escaped ?? plain ?? unquote(double));
    }
    return { words: word === undefined ? words : [...words, word] };
}
const unquote = (quoted) => quoted.replaceAll(/\\([$`"\\\n])/g, (_, character) => (character === '\n' ? '' : character));
const refused = (operator) => `has ${operator === '\n' ? 'a line break' : operator[0] === '$' ? '$' : operator} outside quotes, and no shell runs it: put it in quotes, or write a JSON list such as ["sh", "-c", "…"] to run one`;


/***/ }),

/***/ 249:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G5: () => (/* binding */ command),
/* harmony export */   Jt: () => (/* binding */ flag),
/* harmony export */   OZ: () => (/* binding */ url),
/* harmony export */   Pq: () => (/* binding */ json),
/* harmony export */   Qq: () => (/* binding */ text),
/* harmony export */   T1: () => (/* binding */ pattern),
/* harmony export */   TN: () => (/* binding */ groups),
/* harmony export */   Tj: () => (/* binding */ map),
/* harmony export */   U9: () => (/* binding */ count),
/* harmony export */   c9: () => (/* binding */ namesOrMap),
/* harmony export */   fM: () => (/* binding */ kind),
/* harmony export */   gU: () => (/* binding */ isUrl),
/* harmony export */   kG: () => (/* binding */ definitionPatch),
/* harmony export */   p0: () => (/* binding */ duration),
/* harmony export */   p_: () => (/* binding */ list),
/* harmony export */   yL: () => (/* binding */ oneOf)
/* harmony export */ });
/* harmony import */ var _decisions_definition_texts_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9073);
/* harmony import */ var _decisions_duration_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7897);
/* harmony import */ var _decisions_words_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6868);
/* harmony import */ var _yaml_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4978);
// What may a user write in an input, and what does it mean?




const kind = (name, read) => (options) => ({
    ...options,
    kind: name,
    unset: undefined,
    read: read,
});
const collection = (name, empty, read) => (options) => ({ ...options, kind: name, unset: empty, read });
/** Any text, trimmed. */
const text = kind('text', value => ({ value }));
/** `true` or `false`, as YAML 1.2 spells them. */
const flag = kind('true or false', value => /^(true|True|TRUE|false|False|FALSE)$/.test(value)
    ? { value: value.toLowerCase() === 'true' }
    : { problem: `is "${value}": write true or false` });
/** A whole number from `least` to `most`. */
const count = (least = 0, most = Number.MAX_SAFE_INTEGER) => kind('whole number', value => {
    const number = Number(value);
    const range = most === Number.MAX_SAFE_INTEGER ? `from ${least} up` : `from ${least} to ${most}`;
    return /^\d+$/.test(value) && number >= least && number <= most
        ? { value: number }
        : { problem: `is "${value}": write a whole number ${range}` };
});
/** Milliseconds of `90s`, `15m`, `1h30m`; a bare number counts in the unit that the input's name says. */
const duration = (unit) => kind(`duration (${unit})`, value => {
    const ms = (0,_decisions_duration_js__WEBPACK_IMPORTED_MODULE_1__/* .readDuration */ .$7)(value, unit === 'seconds' ? 's' : 'm');
    return ms === undefined
        ? { problem: `is "${value}": write a number of ${unit}, or a duration such as 90s or 15m` }
        : { value: ms };
});
/** A command: a JSON list, or a line that is split as a shell would; no shell runs it. */
const command = kind('command', value => {
    const read = (0,_decisions_words_js__WEBPACK_IMPORTED_MODULE_2__/* .readCommand */ .U)(value);
    return 'words' in read ? { value: read.words } : read;
});
/** One of a few words. */
const oneOf = (...words) => kind(words.map(word => `\`${word}\``).join(' or '), value => words.includes(value)
    ? { value: value }
    : { problem: `is "${value}": write ${words.slice(0, -1).join(', ')} or ${words.at(-1)}` });
/** An absolute http or https address. */
const url = kind('URL', value => isUrl(value) ? { value } : { problem: `is "${value}": write a whole address, https://…` });
/** Whether `value` is an absolute http or https address. */
const isUrl = (value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
/** A regular expression, as JavaScript writes it. */
const pattern = kind('regular expression', value => {
    try {
        return { value: new RegExp(value) };
    }
    catch (error) {
        return { problem: `is "${value}", which is not a regular expression: ${error.message}` };
    }
});
/** Words one a line, or with commas on one line, or a JSON or YAML list. Without empty ones. */
const list = collection('list', [], value => readList(value));
async function readList(value) {
    if (/^(\[|- )/.test(value)) {
        const parsed = await (0,_yaml_js__WEBPACK_IMPORTED_MODULE_3__/* .parseYaml */ .hN)(value, _yaml_js__WEBPACK_IMPORTED_MODULE_3__/* .texts */ .Te);
        if (!Array.isArray(parsed) || parsed.some(one => typeof one === 'object'))
            return { problem: 'is not a list of words: write one a line, or with commas, or as a JSON list' };
        return { value: parsed.map(String) };
    }
    const words = value.split(value.includes('\n') ? '\n' : ',');
    return { value: words.map(word => word.trim()).filter(Boolean) };
}
/**
 * `NAME=value` one a line or with commas on one line (cut at the first `=`), or a JSON or YAML object; or the list of
 * pairs that AWS writes: `[{"name": …, "value": …}]`, also with `key`, also with `valueFrom`.
 */
const map = collection('map', {}, async (value) => {
    const wrong = { problem: 'is not a map: write NAME=value one a line, or a JSON or YAML object' };
    const lines = value.split(value.includes('\n') ? '\n' : /,(?=\s*[\w.-]+=)/).map(line => line.trim());
    const pairs = lines.filter(Boolean).map(line => line.match(/^([\w./-]+)=(.*)$/s));
    if (!value.startsWith('{') && pairs.every(pair => pair !== null))
        return { value: Object.fromEntries(pairs.map(pair => [pair[1], pair[2]])) };
    const parsed = await (0,_yaml_js__WEBPACK_IMPORTED_MODULE_3__/* .parseYaml */ .hN)(value, _yaml_js__WEBPACK_IMPORTED_MODULE_3__/* .texts */ .Te);
    if (parsed === null || typeof parsed !== 'object')
        return wrong;
    const entries = Array.isArray(parsed) ? parsed.map(pairOf) : Object.entries(parsed);
    if (entries.some(pair => pair.some(one => one === undefined || one === null || typeof one === 'object')))
        return wrong;
    return { value: Object.fromEntries(entries.map(([name, one]) => [name, String(one)])) };
});
const pairOf = (pair) => [
    pair?.name ?? pair?.key,
    pair?.value ?? pair?.valueFrom,
];
/** Names as a list takes them, or a map of name to something: `name=value` one a line or with commas, JSON or YAML. */
const namesOrMap = kind('list or map', async (value) => {
    const pairs = readPairs(value.split(value.includes('\n') ? '\n' : ',')) ?? readPairs([value]);
    if (pairs)
        return { value: pairs };
    const parsed = /^[[{-]|:(\s|$)/m.test(value) ? await (0,_yaml_js__WEBPACK_IMPORTED_MODULE_3__/* .parseYaml */ .hN)(value, _yaml_js__WEBPACK_IMPORTED_MODULE_3__/* .texts */ .Te) : undefined;
    if (parsed !== undefined && parsed !== null && typeof parsed === 'object')
        return { value: parsed };
    return readList(value);
});
/** `name=value` each, or a name alone, of which nothing more is said; undefined when it is something else, or names only. */
function readPairs(parts) {
    const found = parts.map(part => part.trim()).filter(Boolean);
    const pairs = found.map(part => part.match(/^([\w-]+)(?:=(.*))?$/));
    if (!pairs.every(pair => pair !== null) || !pairs.some(pair => pair[2] !== undefined))
        return undefined;
    return Object.fromEntries(pairs.map(([, name, value]) => [name, value ?? null]));
}
/** Groups one a line, names with commas; or a JSON or YAML list of lists. */
const groups = collection('groups, one a line', [], async (value) => {
    if (!/^(\[|- )/.test(value))
        return {
            value: value
                .split('\n')
                .map(line => line
                .split(',')
                .map(word => word.trim())
                .filter(Boolean))
                .filter(group => group.length > 0),
        };
    const parsed = await (0,_yaml_js__WEBPACK_IMPORTED_MODULE_3__/* .parseYaml */ .hN)(value, _yaml_js__WEBPACK_IMPORTED_MODULE_3__/* .texts */ .Te);
    return Array.isArray(parsed)
        ? { value: parsed.map(group => (Array.isArray(group) ? group.map(String) : [String(group)])) }
        : { problem: 'is not a list of groups: write one group a line, names with commas' };
});
/** Any JSON or YAML; with `keeps` some of its values stay texts. */
const anyJson = (keeps) => kind('JSON or YAML', async (value) => {
    const parsed = await (0,_yaml_js__WEBPACK_IMPORTED_MODULE_3__/* .parseYaml */ .hN)(value, keeps);
    return parsed === undefined ? { problem: 'is neither JSON nor YAML' } : { value: parsed };
});
/** Any JSON or YAML. */
const json = anyJson(_yaml_js__WEBPACK_IMPORTED_MODULE_3__/* .asRead */ .vl);
/** What is to be changed in a task definition: texts of ECS stay as they were written. */
const definitionPatch = anyJson(_decisions_definition_texts_js__WEBPACK_IMPORTED_MODULE_0__/* .isDefinitionText */ .H);


/***/ }),

/***/ 1179:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ readRecords),
/* harmony export */   v: () => (/* binding */ readNewestRollback)
/* harmony export */ });
/* harmony import */ var _decisions_rollback_record_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1483);
/* harmony import */ var _turns_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1993);


/** Records that are asked for their statuses, newest first, and how many at a time. */
const NEWEST = 30;
const AT_ONCE = 10;
/** The newest records of an environment, newest first. */
async function readRecords(environment, github) {
    return withStatuses(await github.listDeployments(environment, { limit: NEWEST }), github);
}
/** The newest rollback of it alone: in most environments there is none, and nothing more is to be asked. */
async function readNewestRollback(environment, github) {
    const [newest] = await withStatuses(await github.listDeployments(environment, { task: _decisions_rollback_record_js__WEBPACK_IMPORTED_MODULE_0__/* .TASK */ .wn, limit: 1 }), github);
    return newest;
}
async function withStatuses(records, github) {
    await (0,_turns_js__WEBPACK_IMPORTED_MODULE_1__/* .inTurns */ .g)(records, AT_ONCE, async (one) => {
        one.statuses = await github.listStatuses(one.id);
    });
    return records.map(_decisions_rollback_record_js__WEBPACK_IMPORTED_MODULE_0__/* .readRecord */ .aE);
}


/***/ }),

/***/ 1993:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ inTurns),
/* harmony export */   o: () => (/* binding */ inBatches)
/* harmony export */ });
// How is much done without all of it at once?
/** Acts on all items, at most `atOnce` at a time, in their order. Rejects with the first that does. */
async function inTurns(items, atOnce, act) {
    const waiting = [...items];
    const worker = async () => {
        for (let item = waiting.shift(); item !== undefined; item = waiting.shift())
            await act(item);
    };
    await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
}
/** The items in groups of `size`, the last one smaller. */
const inBatches = (items, size) => Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));


/***/ }),

/***/ 4978:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $E: () => (/* binding */ contentOf),
/* harmony export */   Te: () => (/* binding */ texts),
/* harmony export */   hN: () => (/* binding */ parseYaml),
/* harmony export */   vl: () => (/* binding */ asRead)
/* harmony export */ });
/** Everything is a text: `1.10`, `0123` and `1234e56` are tags and values, not numbers. */
const texts = () => true;
/** Numbers and flags are what JSON and YAML take them for. */
const asRead = () => false;
/** What a text of JSON or YAML says; undefined when it is neither. The parser of YAML is loaded by those who need it. */
async function parseYaml(text, keeps) {
    try {
        return choose(JSON.parse(text), JSON.parse(quoted(text)), keeps, []);
    }
    catch {
        const { parseDocument } = await __webpack_require__.e(/* import() */ 8815).then(__webpack_require__.t.bind(__webpack_require__, 8815, 19));
        const document = parseDocument(text);
        try {
            return document.errors.length > 0 ? undefined : await contentOf(document, keeps);
        }
        catch {
            return undefined;
        }
    }
}
/** What a document without errors says. Nothing (`web:`, `web: null`, `web: ~`) stays nothing. */
async function contentOf(document, keeps) {
    const { visit } = await __webpack_require__.e(/* import() */ 8815).then(__webpack_require__.t.bind(__webpack_require__, 8815, 19));
    const asWritten = (which) => visit(document, {
        Scalar(place, node) {
            if (which(place, node.value))
                node.value = node.source ?? node.value;
        },
    });
    asWritten(place => place === 'key');
    const read = document.toJS();
    asWritten((_, value) => value !== null);
    return choose(read, document.toJS(), keeps, []);
}
/** JSON in which numbers and flags are texts. */
const quoted = (json) => json.replaceAll(/"(?:[^"\\]|\\.)*"|(-?\d[\d.eE+-]*|true|false)/g, (all, bare) => (bare ? `"${bare}"` : all));
/** Of one thing read in two ways, the values as read or as written. */
function choose(read, written, keeps, path) {
    if (read === null || typeof read !== 'object')
        return keeps(path) ? written : read;
    const other = written;
    const each = ([name, one]) => [name, choose(one, other[name], keeps, [...path, name])];
    return Array.isArray(read)
        ? Object.entries(read).map(one => each(one)[1])
        : Object.fromEntries(Object.entries(read).map(each));
}


/***/ })

};
