export const id = 3568;
export const ids = [3568];
export const modules = {

/***/ 3568:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  "default": () => (/* binding */ register_task_def)
});

// EXTERNAL MODULE: ./build/src/action.js
var action = __webpack_require__(7663);
// EXTERNAL MODULE: ./build/src/decisions/words.js
var words = __webpack_require__(6868);
;// CONCATENATED MODULE: ./build/src/decisions/health-check.js

// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html (seconds)
const LIMITS = [
    ['health-interval-seconds', 'healthIntervalSeconds', 5, 300],
    ['health-timeout-seconds', 'healthTimeoutSeconds', 2, 120],
    ['health-start-period-seconds', 'healthStartPeriodSeconds', 0, 300],
];
/** What is out of ECS's limits, each as `input is …`. */
function refuseHealthCheck(asked) {
    const command = asked.healthCommand?.startsWith('[') ? (0,words/* readCommand */.U)(asked.healthCommand) : undefined;
    return [
        ...LIMITS.flatMap(([name, key, least, most]) => {
            const ms = asked[key];
            const fits = ms === undefined || (ms >= least * 1000 && ms <= most * 1000);
            return fits ? [] : [`${name} is ${ms / 1000} s: write ${least} to ${most}`];
        }),
        ...(command && 'problem' in command ? [`health-command ${command.problem}`] : []),
    ];
}
/** The health check in ECS's words; undefined when nothing of it is asked for. */
function healthCheckOf(asked) {
    const seconds = (ms) => (ms === undefined ? undefined : Math.round(ms / 1000));
    const { healthCommand: line } = asked;
    const read = line?.startsWith('[') ? (0,words/* readCommand */.U)(line) : undefined;
    const check = {
        command: read && 'words' in read ? read.words : line === undefined ? undefined : ['CMD-SHELL', line],
        interval: seconds(asked.healthIntervalSeconds),
        timeout: seconds(asked.healthTimeoutSeconds),
        retries: asked.healthRetries,
        startPeriod: seconds(asked.healthStartPeriodSeconds),
    };
    const given = Object.entries(check).filter(([, value]) => value !== undefined);
    return given.length > 0 ? Object.fromEntries(given) : undefined;
}

// EXTERNAL MODULE: ./build/src/decisions/image.js
var decisions_image = __webpack_require__(7596);
// EXTERNAL MODULE: ./build/src/decisions/markdown.js
var markdown = __webpack_require__(7956);
;// CONCATENATED MODULE: ./build/src/decisions/revision-summary.js
// What does the summary of a revision show?

/** Markdown: whether it is new, which image it carries, and what differs from where it started. */
function summarizeRevision(revision, diff, changed, image) {
    const told = `**${(0,markdown/* code */.a)(revision)}** ${changed ? 'is new' : 'was registered already'}${image ? `, with ${(0,markdown/* code */.a)(image)}` : ''}.`;
    const changes = changed ? diff.map(line => `- ${(0,markdown/* code */.a)(line)}`) : [];
    return [told, '', ...changes, ...(changes.length > 0 ? [''] : [])].join('\n');
}

// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
// EXTERNAL MODULE: ./build/src/input.js
var input = __webpack_require__(249);
// EXTERNAL MODULE: ./build/src/release/revise.js + 1 modules
var revise = __webpack_require__(5797);
// EXTERNAL MODULE: ./build/src/decisions/manifest.js
var decisions_manifest = __webpack_require__(2888);
// EXTERNAL MODULE: ./build/src/decisions/task-definition.js
var task_definition = __webpack_require__(4500);
;// CONCATENATED MODULE: ./build/src/decisions/references.js
// What does a task definition refer to that must be there when a task starts?

/** All that a definition refers to, in the order in which it stands there. */
function referencesOf(definition) {
    const containers = (definition.containerDefinitions ?? []).map(one => [`container "${one.name ?? ''}"`, one]);
    const values = containers.flatMap(([where, one]) => [...(one.secrets ?? []), ...secretOptions(one.logConfiguration)].map(({ name = '', valueFrom = '' }) => ({ where: `${where}, secret ${name}`, value: valueFrom })));
    const isSecret = ({ value }) => /^arn:aws[\w-]*:secretsmanager:/.test(value);
    const roles = ['executionRoleArn', 'taskRoleArn'].flatMap(where => {
        const value = definition[where];
        return typeof value === 'string' && value !== '' ? [{ where, value }] : [];
    });
    return {
        images: containers.flatMap(([where, { image }]) => (image ? [{ where, value: image }] : [])),
        secrets: values.filter(isSecret),
        parameters: values.filter(one => !isSecret(one)),
        logGroups: containers.flatMap(([where, one]) => {
            const awslogs = (0,task_definition/* awslogsOf */.uI)(definition, one.name ?? '');
            return awslogs && !createsGroup(one.logConfiguration)
                ? [{ where, value: awslogs.group, region: awslogs.region }]
                : [];
        }),
        roles,
    };
}
const secretOptions = (logConfiguration) => logConfiguration?.secretOptions ?? [];
const createsGroup = (logConfiguration) => logConfiguration.options?.['awslogs-create-group'] === 'true';

;// CONCATENATED MODULE: ./build/src/release/verify.js
// Is everything there that the tasks of a definition need at their start?




/** ECS names them X86_64 and ARM64, images amd64 and arm64. */
const ARCHITECTURES = { X86_64: 'amd64', ARM64: 'arm64' };
/** Looks after images and their platform, secrets, log groups and roles, all at once. What this role may not ask is no problem. */
async function verifyDefinition(definition, world) {
    const { images, secrets, parameters, logGroups, roles } = referencesOf(definition);
    const unseen = new Set();
    const check = async (ask) => {
        try {
            return [(await ask()) ?? []].flat();
        }
        catch (error) {
            if (!(error instanceof failure/* Failure */.HR))
                throw error;
            if (error.denied)
                unseen.add(`${error.denied} is not allowed to this role`);
            // A repository that is missing is a problem of the definition, not of the question.
            return error.denied ? [] : [error.message.replace(/\.$/, '')];
        }
    };
    const platform = ARCHITECTURES[definition.runtimePlatform?.cpuArchitecture ?? 'X86_64'] ?? 'amd64';
    const problems = await Promise.all([
        ...images.map(one => check(() => checkImage(one, platform, world))),
        ...secrets.map(one => check(() => checkSecret(one, world))),
        ...logGroups.map(one => check(() => checkLogGroup(one, world))),
        ...roles.map(one => check(() => checkRole(one, world))),
        ...(parameters.length > 0 ? [check(() => checkParameters(parameters, world))] : []),
    ]);
    return { problems: problems.flat(), unseen: [...unseen] };
}
async function checkImage({ where, value }, platform, world) {
    const image = (0,decisions_image/* readImage */.AM)(value);
    const repository = image && (0,decisions_image/* readRepository */.Nu)(image.repository);
    if (!repository?.ecr || !image)
        return undefined;
    const registry = await world.registry(repository.ecr.region);
    const wanted = image.digest ? { digest: image.digest } : { tag: image.tag ?? 'latest' };
    if (!(await registry.describeImage(repository, wanted)))
        return `${where}: the image ${value} does not exist`;
    const platforms = await architecturesOf(await world.images(repository), image.digest ?? image.tag ?? 'latest');
    if (!platforms || platforms.includes(platform))
        return undefined;
    return `${where}: the image is built for ${platforms.join(', ')}, but the tasks run on ${platform} (runtimePlatform)`;
}
/** The CPU architectures an image is built for (`amd64`, `arm64`); undefined when its manifest does not tell. */
async function architecturesOf(images, reference) {
    const manifest = await images.find(reference);
    const content = manifest && (0,decisions_manifest/* readManifest */.WI)(manifest);
    if (content && content.children.length > 0)
        return content.children.flatMap(one => one.platform?.architecture ?? []).filter(one => one !== 'unknown');
    const config = content?.config && (await images.blob(content.config.digest));
    const { architecture } = JSON.parse(config ?? '{}');
    return architecture ? [architecture] : undefined;
}
async function checkSecret({ where, value }, world) {
    const there = await (await world.secrets(value.split(':')[3])).exists(value);
    return there ? undefined : `${where}: Secrets Manager does not have ${value}`;
}
async function checkParameters(parameters, world) {
    const missing = await (await world.secrets()).missingParameters([...new Set(parameters.map(one => one.value))]);
    const lines = parameters.filter(one => missing.includes(one.value));
    return lines.length > 0
        ? lines.map(({ where, value }) => `${where}: Parameter Store does not have ${value}`).join('\n')
        : undefined;
}
async function checkLogGroup({ where, value, region }, world) {
    const there = await (await world.logs(region)).groupExists(value);
    return there ? undefined : `${where}: the log group ${value} does not exist (or set awslogs-create-group)`;
}
async function checkRole({ where, value }, world) {
    const trusted = await (await world.roles()).trusted(value);
    if (!trusted)
        return `${where}: the role ${value} does not exist`;
    return trusted.includes('ecs-tasks.amazonaws.com')
        ? undefined
        : `${where}: the role ${value} does not trust ecs-tasks.amazonaws.com, so no task can assume it`;
}

;// CONCATENATED MODULE: ./build/src/actions/register-task-def.js
// Which task definition revision carries this image, and is it really new?








const spec = (0,action/* action */.X)({
    question: 'Which task definition revision carries this image, and is it really new?',
    about: 'Takes a task definition from a file, from a revision, or from what a service runs now, changes in it only what is named, checks that all it refers to is there, and registers it. What is registered already is not registered again. The difference is shown; values of variables never are.',
    usage: `cluster: staging
service: web
image: \${{ steps.image.outputs.image }}
environment-variables: |
  LOG_LEVEL=info
`,
    inputs: {
        taskDefinition: (0,input/* text */.Qq)({
            description: 'Where to start from: a file in the repository (JSON or YAML), an ARN, `family:revision`, or a family. Unset: the revision that `service` runs now.',
        }),
        cluster: (0,input/* text */.Qq)({ description: 'The cluster of `service`.' }),
        service: (0,input/* text */.Qq)({ description: 'The service whose task definition is taken when none is given.' }),
        family: (0,input/* text */.Qq)({ description: 'Register under this family instead of the definition’s own.' }),
        containerName: (0,input/* list */.p_)({
            description: 'The container, or containers, that the following is for. Unset: the only essential one.',
        }),
        image: (0,input/* text */.Qq)({
            description: 'The image: `repository@sha256:…`, or `repository:tag` of an ECR repository, which is pinned to its digest.',
        }),
        images: (0,input/* map */.Tj)({ description: 'Images of several containers: `container=image`.' }),
        environmentVariables: (0,input/* map */.Tj)({ description: 'Environment variables to add or change: `NAME=value`. Others stay.' }),
        removeEnvironmentVariables: (0,input/* list */.p_)({ description: 'Environment variables to take out.' }),
        secrets: (0,input/* map */.Tj)({ description: 'Secrets to add or change: `NAME=ARN` of Secrets Manager or Parameter Store.' }),
        envFiles: (0,input/* list */.p_)({ description: 'ARNs of environment files on S3; they replace those there are.' }),
        logConfigurationLogDriver: (0,input/* text */.Qq)({ description: 'The log driver.' }),
        logConfigurationOptions: (0,input/* map */.Tj)({ description: 'Options of the log driver to add or change: `name=value`.' }),
        dockerLabels: (0,input/* map */.Tj)({ description: 'Docker labels to add or change.' }),
        command: (0,input/* command */.G5)({
            description: 'The command: a JSON list, or a line that is split as a shell would (no shell runs it).',
        }),
        healthCommand: (0,input/* text */.Qq)({
            description: 'The container health check: a JSON list (`["CMD", …]`), or a line for `CMD-SHELL`.',
        }),
        healthIntervalSeconds: (0,input/* duration */.p0)('seconds')({ description: 'Time between two health checks, 5 to 300 s.' }),
        healthTimeoutSeconds: (0,input/* duration */.p0)('seconds')({ description: 'Time a health check may take, 2 to 120 s.' }),
        healthRetries: (0,input/* count */.U9)(1, 10)({ description: 'How many health checks in a row may fail.' }),
        healthStartPeriodSeconds: (0,input/* duration */.p0)('seconds')({
            description: 'Time at the start in which failures do not count, up to 300 s.',
        }),
        cpu: (0,input/* text */.Qq)({ description: 'CPU units of the task.' }),
        memory: (0,input/* text */.Qq)({ description: 'Memory of the task, in MiB.' }),
        taskRoleArn: (0,input/* text */.Qq)({ description: 'The role of the task.' }),
        executionRoleArn: (0,input/* text */.Qq)({ description: 'The role that pulls images, reads secrets and writes logs.' }),
        tags: (0,input/* map */.Tj)({ description: 'Tags of the revision to add or change. `git-sha` is added by itself.' }),
        patch: (0,input/* definitionPatch */.kG)({
            description: 'Anything else, as a JSON merge patch (RFC 7396) of the task definition; its `containerDefinitions` may be a map by container.',
        }),
        verify: (0,input/* flag */.Jt)({
            description: 'Check before registering that images (and their CPU architecture), secrets, log groups and roles are there.',
            default: 'true',
        }),
        plan: (0,input/* flag */.Jt)({ description: 'Show what would change, and register nothing.', default: 'false' }),
    },
    outputs: {
        taskDefinition: 'What the `task-definition` of a later step takes: the revision, `family:n`.',
        taskDefinitionArn: 'The ARN of the revision.',
        revision: 'The revision without an account: `family:n`.',
        changed: '`true` when a new revision was registered (or, with `plan`, would be).',
        image: 'The image by digest.',
        diff: 'What differs from where it started, a line each; no values of variables.',
    },
    permissions: {
        aws: [
            { action: 'ecs:DescribeTaskDefinition', on: 'any', why: 'to read what is registered' },
            { action: 'ecs:RegisterTaskDefinition', on: 'task-definition', why: 'to register a new revision' },
            { action: 'iam:PassRole', on: 'roles', why: 'ECS asks for it when the task definition names roles' },
            { action: 'ecs:TagResource', on: 'task-definition', why: 'to tag the new revision' },
            { action: 'ecs:DescribeServices', on: 'service', why: 'to find what the service runs', optional: true },
            {
                action: 'ecr:DescribeImages',
                on: 'repository',
                why: 'to pin a tag, and to see that the image is there',
                optional: true,
            },
            { action: 'ecr:BatchGetImage', on: 'repository', why: 'to see which architecture it is for', optional: true },
            {
                action: 'ecr:GetDownloadUrlForLayer',
                on: 'repository',
                why: 'to see which architecture it is for',
                optional: true,
            },
            { action: 'secretsmanager:DescribeSecret', on: 'any', why: 'to see that secrets are there', optional: true },
            { action: 'ssm:GetParameters', on: 'any', why: 'to see that parameters are there', optional: true },
            { action: 'logs:DescribeLogGroups', on: 'any', why: 'to see that log groups are there', optional: true },
            { action: 'iam:GetRole', on: 'roles', why: 'to see that roles are there and trust ECS', optional: true },
        ],
        github: [{ scope: 'contents', access: 'read', why: 'to check out the task definition' }],
    },
    rules(inputs) {
        const { taskDefinition, cluster, service, image, images, environmentVariables, secrets } = inputs;
        const problems = [image, ...Object.values(images)].flatMap(one => {
            const reference = one === undefined ? undefined : (0,decisions_image/* readImage */.AM)(one);
            const fine = one === undefined || (reference && (0,decisions_image/* readRepository */.Nu)(reference.repository) && (reference.digest || reference.tag));
            return fine ? [] : [`image is "${one}": write repository@sha256:… or repository:tag`];
        });
        if (taskDefinition === undefined && (cluster === undefined || service === undefined))
            problems.push('task-definition is empty: give a file or a revision, or cluster and service to take what the service runs now');
        for (const name of Object.keys(secrets).filter(one => one in environmentVariables))
            problems.push(`secrets and environment-variables both have "${name}": a variable is one or the other`);
        problems.push(...refuseHealthCheck(inputs));
        return problems;
    },
    async run(inputs, world, tell) {
        const { runner } = world;
        const ecs = await world.ecs();
        const [image, images] = await pinAll(inputs.image, inputs.images, world);
        if (image)
            tell('image', image);
        const base = await (0,revise/* startFrom */.Lo)(inputs, ecs, world);
        const sha = runner.variable('GITHUB_SHA');
        const tags = { ...(sha ? { 'git-sha': sha } : {}), ...inputs.tags };
        const next = await (0,revise/* draft */.K4)(base, editsOf(inputs, image, images), Object.entries(tags).map(([key, value]) => ({ key, value })), ecs);
        tell('diff', next.diff.join('\n'));
        tell('changed', String(!next.same));
        if (next.diff.length > 0)
            runner.group(`${next.definition.family}: what changes`, next.diff);
        if (inputs.verify && !next.same) {
            const { problems, unseen } = await verifyDefinition(next.definition, world);
            for (const what of unseen)
                runner.notice(`Not verified: ${what}.`);
            if (problems.length > 0)
                throw new failure/* Failure */.HR(`The task definition cannot start a task:\n${problems.map(one => `- ${one}`).join('\n')}`);
        }
        const registered = next.same ?? (inputs.plan ? undefined : await (0,revise/* registerOnce */.xc)(next, ecs, world));
        const revision = registered?.revision ?? `${next.definition.family} (next)`;
        if (registered) {
            tell('taskDefinition', registered.revision);
            tell('taskDefinitionArn', registered.arn);
            tell('revision', registered.revision);
        }
        await runner.summary(summarizeRevision(revision, next.diff, !next.same, image));
        const what = image
            ? `${revision} has ${(0,decisions_image/* shortDigest */.VK)(image.split('@')[1])} in container "${next.containers.join(', ')}"`
            : revision;
        const how = next.same ? 'is registered already, nothing to do' : inputs.plan ? 'would be registered' : 'registered';
        return {
            good: true,
            line: image ? `${what}: ${next.same ? `it ${how}` : how}.` : `${what} ${next.same ? how : `was ${how}`}.`,
        };
    },
});
async function pinAll(image, images, world) {
    const entries = Object.entries(images).map(async ([name, one]) => [name, await (0,revise/* pinImage */.nH)(one, world)]);
    return [image && (await (0,revise/* pinImage */.nH)(image, world)), Object.fromEntries(await Promise.all(entries))];
}
/* harmony default export */ const register_task_def = (spec);
/** The inputs in the words of a definition. */
function editsOf(inputs, image, images) {
    const { family, cpu, memory, taskRoleArn, executionRoleArn, secrets, patch } = inputs;
    return {
        ...{ family, cpu, memory, taskRoleArn, executionRoleArn, secrets, patch, image, images },
        containers: inputs.containerName,
        environment: inputs.environmentVariables,
        removeEnvironment: inputs.removeEnvironmentVariables,
        environmentFiles: inputs.envFiles,
        logDriver: inputs.logConfigurationLogDriver,
        logOptions: inputs.logConfigurationOptions,
        labels: inputs.dockerLabels,
        command: inputs.command,
        healthCheck: healthCheckOf(inputs),
    };
}


/***/ }),

/***/ 2652:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ NO_EDITS),
/* harmony export */   w: () => (/* binding */ editDefinition)
/* harmony export */ });
/** Nothing is wanted to be different. */
const NO_EDITS = {
    ...{ family: undefined, cpu: undefined, memory: undefined, taskRoleArn: undefined, executionRoleArn: undefined },
    ...{ images: {}, containers: [], image: undefined, environment: {}, removeEnvironment: [], secrets: {} },
    ...{ environmentFiles: [], logDriver: undefined, logOptions: {}, labels: {}, command: undefined },
    ...{ healthCheck: undefined, patch: undefined },
};
/** The definition as it is wanted, and which containers were meant; or every problem at once. */
function editDefinition(definition, edits) {
    const there = definition.containerDefinitions ?? [];
    const names = there.map(one => one.name ?? '');
    const chosen = chooseContainers(there, edits);
    const unknown = [...edits.containers, ...Object.keys(edits.images)].filter(name => !names.includes(name));
    const problems = [
        ...unknown.map(name => `container-name "${name}" is not in the task definition; it has: ${names.join(', ') || 'none'}`),
        ...(typeof chosen === 'string' ? [chosen] : []),
    ];
    if (problems.length > 0 || typeof chosen === 'string')
        return { problems };
    const { family, cpu, memory, taskRoleArn, executionRoleArn } = edits;
    const edited = {
        ...definition,
        ...given({ family, cpu, memory, taskRoleArn, executionRoleArn }),
        containerDefinitions: there.map(one => {
            const image = edits.images[one.name ?? ''];
            const own = chosen.includes(one.name ?? '') ? editContainer(one, edits) : one;
            return image === undefined ? own : { ...own, image };
        }),
    };
    return {
        definition: edits.patch === undefined ? edited : patchDefinition(edited, edits.patch),
        containers: [...new Set([...(edits.image === undefined ? [] : chosen), ...Object.keys(edits.images)])],
    };
}
/** The names that the edits are for, or why that cannot be told. */
function chooseContainers(there, { containers, ...edits }) {
    if (containers.length > 0)
        return containers;
    if (!forContainers(edits))
        return [];
    const essential = there.filter(one => one.essential !== false).map(one => one.name ?? '');
    if (essential.length === 1)
        return essential;
    return essential.length === 0
        ? 'container-name is empty and the task definition has no essential container: say which one is meant'
        : `container-name is empty and the task definition has several containers: say which one of ${essential.join(', ')}`;
}
const forContainers = ({ image, command, healthCheck, logDriver, ...edits }) => [image, command, healthCheck, logDriver].some(one => one !== undefined) ||
    [
        edits.environment,
        edits.removeEnvironment,
        edits.secrets,
        edits.environmentFiles,
        edits.logOptions,
        edits.labels,
    ].some(one => Object.keys(one).length > 0);
function editContainer(container, edits) {
    // A variable that becomes a secret, or the other way round, is one thing: ECS refuses both.
    const gone = (name) => edits.removeEnvironment.includes(name) || name in edits.secrets;
    const environment = merge(pairs(container.environment, 'value'), edits.environment, gone);
    const secrets = merge(pairs(container.secrets, 'valueFrom'), edits.secrets, name => name in edits.environment);
    const files = edits.environmentFiles.map(value => ({ value, type: 's3' }));
    return {
        ...container,
        ...given({ image: edits.image, command: edits.command }),
        ...listed('environment', container, environment, 'value'),
        ...listed('secrets', container, secrets, 'valueFrom'),
        ...(files.length > 0 ? { environmentFiles: files } : {}),
        ...logs(container, edits),
        ...(Object.keys(edits.labels).length > 0
            ? { dockerLabels: { ...container.dockerLabels, ...edits.labels } }
            : {}),
        ...(edits.healthCheck ? { healthCheck: { ...container.healthCheck, ...edits.healthCheck } } : {}),
    };
}
const pairs = (value, member) => new Map((Array.isArray(value) ? value : []).map(one => [String(one.name), String(one[member] ?? '')]));
const merge = (there, wanted, gone) => new Map([...[...there].filter(([name]) => !gone(name)), ...Object.entries(wanted)]);
/** A list of name and value as ECS takes it; left out where there was none and none is wanted. */
const listed = (member, container, values, value) => values.size > 0 || container[member] !== undefined
    ? { [member]: [...values].map(([name, text]) => ({ name, [value]: text })) }
    : {};
/** Another driver takes none of the old one's options. */
function logs(container, { logDriver, logOptions }) {
    if (logDriver === undefined && Object.keys(logOptions).length === 0)
        return {};
    const before = (container.logConfiguration ?? {});
    const driver = logDriver ?? before.logDriver ?? 'awslogs';
    const options = { ...(driver === before.logDriver ? before.options : {}), ...logOptions };
    return { logConfiguration: { ...(driver === before.logDriver ? before : {}), logDriver: driver, options } };
}
const given = (values) => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
function patchDefinition(definition, patch) {
    const { containerDefinitions: containers, ...rest } = patch;
    const patched = mergePatch(definition, rest);
    if (containers === undefined)
        return patched;
    if (Array.isArray(containers))
        return { ...patched, containerDefinitions: containers };
    const byName = containers;
    return {
        ...patched,
        containerDefinitions: (definition.containerDefinitions ?? []).flatMap(one => {
            const change = byName[one.name ?? ''];
            return change === null ? [] : [change === undefined ? one : mergePatch(one, change)];
        }),
    };
}
/** RFC 7396: null removes, objects merge, all else replaces. https://www.rfc-editor.org/rfc/rfc7396#section-2 */
function mergePatch(target, patch) {
    if (patch === null || typeof patch !== 'object' || Array.isArray(patch))
        return patch;
    const merged = new Map(Object.entries(target !== null && typeof target === 'object' && !Array.isArray(target) ? target : {}));
    for (const [name, value] of Object.entries(patch)) {
        if (value === null)
            merged.delete(name);
        else
            merged.set(name, mergePatch(merged.get(name), value));
    }
    return Object.fromEntries(merged);
}


/***/ }),

/***/ 2888:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $d: () => (/* binding */ sizeOf),
/* harmony export */   WI: () => (/* binding */ readManifest),
/* harmony export */   as: () => (/* binding */ runnable),
/* harmony export */   wu: () => (/* binding */ isImage)
/* harmony export */ });
// What does an image's manifest say?
/** Takes a manifest apart; undefined when it is none. */
function readManifest({ body }) {
    try {
        const { config, layers, manifests, subject, artifactType } = JSON.parse(body.toString('utf8'));
        return { config, layers: layers ?? [], children: manifests ?? [], subject, artifactType };
    }
    catch {
        return undefined;
    }
}
/** The images of an index that can be run; attestations are listed as of an unknown platform. */
const runnable = ({ children }) => children.filter(({ platform }) => platform?.os !== undefined && platform.os !== 'unknown');
/** Whether this is the image that an engine knows by `id`: the digest of its config, or, with containerd, of its manifest. */
const isImage = (manifest, id) => manifest.digest === id || readManifest(manifest)?.config?.digest === id;
/** Bytes of config and layers, as they are stored. */
const sizeOf = ({ config, layers }) => [...(config ? [config] : []), ...layers].reduce((sum, { size }) => sum + size, 0);


/***/ }),

/***/ 5797:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  K4: () => (/* binding */ draft),
  H0: () => (/* binding */ fromFile),
  Kg: () => (/* binding */ fromRevision),
  Wb: () => (/* binding */ ownTags),
  nH: () => (/* binding */ pinImage),
  xc: () => (/* binding */ registerOnce),
  Lo: () => (/* binding */ startFrom)
});

// EXTERNAL MODULE: ./build/src/decisions/task-definition.js
var task_definition = __webpack_require__(4500);
;// CONCATENATED MODULE: ./build/src/decisions/definition-diff.js
// What differs between two task definitions, for a reader who must not see a variable's value?

/** One line a difference, by its path; values of environment variables and of secret log options are never in it. */
function diffDefinitions(before, after) {
    const [was, is] = [named((0,task_definition/* canonical */.$N)(before)), named((0,task_definition/* canonical */.$N)(after))];
    return differences([], was, is);
}
/** Lists of things with names become maps by name, so that one more container does not shift all others. */
function named(value) {
    if (Array.isArray(value)) {
        const names = value.map(one => one !== null && typeof one === 'object' ? one.name : undefined);
        if (names.length > 0 && names.every(name => typeof name === 'string') && new Set(names).size === names.length)
            return Object.fromEntries(value.map((one, i) => [names[i], named(without(one, 'name'))]));
        return value.map(named);
    }
    if (value === null || typeof value !== 'object')
        return value;
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, named(member)]));
}
const without = (value, member) => Object.fromEntries(Object.entries(value).filter(([name]) => name !== member));
function differences(path, was, is) {
    if (JSON.stringify(was) === JSON.stringify(is))
        return [];
    const where = path.join('.');
    const map = [was, is].every(one => one === undefined || isMap(one));
    if (isHidden(path) || (path[2] === 'environment' && path.length === 3 && !map))
        return [`${where}: ${was === undefined ? 'added' : is === undefined ? 'removed' : 'another value'}`];
    if (map) {
        const names = [...new Set([...Object.keys(was ?? {}), ...Object.keys(is ?? {})])].sort();
        return names.flatMap(name => differences([...path, name], was?.[name], is?.[name]));
    }
    if (was === undefined)
        return [`${where}: ${show(is)}, was not set`];
    if (is === undefined)
        return [`${where}: removed, was ${show(was)}`];
    return [`${where}: ${show(is)}, was ${show(was)}`];
}
/** Names (of a container, a variable, an option) may have dots, so that their place in the path tells what they are of. */
const isHidden = ([, , member, part, name]) => (member === 'environment' && part !== undefined) ||
    (member === 'logConfiguration' && part === 'options' && /token|key|secret|password/i.test(name ?? ''));
const isMap = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
/** Texts as they are, other values as JSON; digests as short as they can be told apart by eye. */
const show = (value) => (typeof value === 'string' ? value : JSON.stringify(value)).replace(/(sha256:[0-9a-f]{12})[0-9a-f]{52}/g, '$1');

// EXTERNAL MODULE: ./build/src/decisions/definition-edits.js
var definition_edits = __webpack_require__(2652);
// EXTERNAL MODULE: ./build/src/decisions/definition-texts.js
var definition_texts = __webpack_require__(9073);
// EXTERNAL MODULE: ./build/src/decisions/image.js
var decisions_image = __webpack_require__(7596);
// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
// EXTERNAL MODULE: ./build/src/watch.js
var watch = __webpack_require__(2226);
;// CONCATENATED MODULE: ./build/src/release/revise.js
// Which revision carries what is wanted, and is it really new?







/** From what the inputs name: a path, `family:n` or an ARN, a family (a word that is no file), or what a service runs. */
async function startFrom({ taskDefinition, cluster, service, }, ecs, world) {
    if (taskDefinition === undefined)
        return fromService(cluster, service, ecs);
    if (/^arn:|^[\w-]+:\d+$/.test(taskDefinition))
        return fromRevision(taskDefinition, ecs);
    const isFile = /[./]/.test(taskDefinition) || (await (await world.files()).read(taskDefinition)) !== undefined;
    return isFile ? fromFile(taskDefinition, world) : fromRevision(taskDefinition, ecs);
}
/** What the service runs now. */
async function fromService(cluster, service, ecs) {
    const { services } = await ecs.describeServices(cluster, [service]);
    const [found] = services;
    if (!found)
        throw new failure/* Failure */.HR(`Service "${service}" was not found in cluster "${cluster}": check the inputs service and cluster.`);
    return fromRevision(found.revision, ecs);
}
/** What is registered as `family:n`, an ARN, or newest in a family. */
async function fromRevision(reference, ecs) {
    const registered = await ecs.describeTaskDefinition(reference);
    if (!registered)
        throw new failure/* Failure */.HR(`Task definition "${reference}" was not found: check the input task-definition, the region and the account.`);
    return { definition: (0,task_definition/* stripReadOnly */.Vl)(registered.definition), tags: ownTags(registered.tags), registered };
}
/** Without those that AWS itself sets, of CloudFormation for example, and takes from nobody. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Tag.html */
const ownTags = (tags) => tags.filter(({ key }) => !/^aws:/i.test(key ?? ''));
/** A file of the repository; what `aws ecs describe-task-definition` printed will do too. */
async function fromFile(path, world) {
    const content = await (await world.files()).readYaml(path, definition_texts/* isDefinitionText */.H);
    if (content === undefined)
        throw new failure/* Failure */.HR(`task-definition "${path}" does not exist in the workspace: check out the repository before this step, and check the path.`);
    const { taskDefinition = content, tags } = (content ?? {});
    const { tags: own, ...definition } = (0,task_definition/* withTexts */.j8)((0,task_definition/* stripReadOnly */.Vl)((taskDefinition ?? {})));
    if (typeof definition.family !== 'string' || !Array.isArray(definition.containerDefinitions))
        throw new failure/* Failure */.HR(`task-definition "${path}" is not a task definition: it needs "family" and a list "containerDefinitions".`);
    return { definition, tags: own ?? tags ?? [] };
}
/** The digest decides what runs: a tag can move between now and the next task. */
async function pinImage(image, world) {
    const { repository: uri, tag, digest } = (0,decisions_image/* readImage */.AM)(image);
    if (digest)
        return `${uri}@${digest}`;
    const repository = (0,decisions_image/* readRepository */.Nu)(uri);
    if (!repository?.ecr)
        throw new failure/* Failure */.HR(`image "${image}" is not in ECR, so its tag cannot be pinned: give it by digest, repository@sha256:….`);
    const found = await (await world.registry(repository.ecr.region)).describeImage(repository, { tag: tag });
    if (!found)
        throw new failure/* Failure */.HR(`image "${image}" does not exist: repository ${repository.name} has no tag "${tag}". Push it first.`);
    return `${uri}@${found.digest}`;
}
/** Works out the next definition, and whether it, or what we started from, is registered as it is. */
async function draft(base, edits, tags, ecs) {
    const edited = (0,definition_edits/* editDefinition */.w)(base.definition, edits);
    if ('problems' in edited)
        throw new failure/* Failure */.HR(edited.problems.map(one => `${one}.`).join('\n'));
    const { definition, containers } = edited;
    const newest = await ecs.describeTaskDefinition(definition.family);
    const candidates = [base.registered, newest].filter(one => one?.active && one.definition.family === definition.family);
    const same = candidates.find(one => one && (0,task_definition/* sameDefinition */.uD)(one.definition, definition));
    const before = base.registered ?? newest;
    const named = new Set(tags.map(one => one.key));
    return {
        definition,
        containers,
        tags: [...base.tags.filter(one => !named.has(one.key)), ...tags],
        same,
        diff: before ? diffDefinitions(before.definition, definition) : [],
    };
}
/** How long (ms) a registration may take while ECS throttles or cannot be reached. */
const PATIENCE = 60_000;
/** Registers once: when an answer was lost on its way, the newest revision tells whether ECS had taken it. */
async function registerOnce({ definition, tags }, ecs, { clock, cancel }) {
    let tried = false;
    const { judgement, blind } = await (0,watch/* watch */.w)({
        clock,
        cancel,
        until: clock.now() + PATIENCE,
        async look() {
            const newest = tried ? await ecs.describeTaskDefinition(definition.family) : undefined;
            tried = true;
            if (newest && (0,task_definition/* sameDefinition */.uD)(newest.definition, definition))
                return newest;
            return ecs.registerTaskDefinition(definition, tags);
        },
        judge: registered => ({ judgement: registered }),
        mayPass: failure/* mayPass */.bg,
    });
    if (judgement)
        return judgement;
    throw blind ?? new failure/* Failure */.HR(`Cancelled before a revision of ${definition.family} was registered.`);
}


/***/ })

};
