export const id = 396;
export const ids = [396];
export const modules = {

/***/ 4396:
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
// EXTERNAL MODULE: ./build/src/revise.js + 2 modules
var revise = __webpack_require__(3463);
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

;// CONCATENATED MODULE: ./build/src/verify.js
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
    const platforms = await registry.platforms(repository, wanted);
    if (!platforms || platforms.includes(platform))
        return undefined;
    return `${where}: the image is built for ${platforms.join(', ')}, but the tasks run on ${platform} (runtimePlatform)`;
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
        patch: (0,input/* json */.Pq)({
            description: 'Anything else, as a JSON merge patch (RFC 7396) of the task definition; its `containerDefinitions` may be a map by container.',
        }),
        verify: (0,input/* flag */.Jt)({
            description: 'Check before registering that images (and their CPU architecture), secrets, log groups and roles are there.',
            default: 'true',
        }),
        plan: (0,input/* flag */.Jt)({ description: 'Show what would change, and register nothing.', default: 'false' }),
    },
    outputs: {
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


/***/ })

};
