export const id = 894;
export const ids = [894];
export const modules = {

/***/ 7663:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ action)
/* harmony export */ });
/** Types an action from its own spec. */
const action = (spec) => spec;


/***/ }),

/***/ 6894:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   "default": () => (__WEBPACK_DEFAULT_EXPORT__)
/* harmony export */ });
/* harmony import */ var _action_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7663);
/* harmony import */ var _decisions_image_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7596);
/* harmony import */ var _decisions_task_definition_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4500);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7279);
/* harmony import */ var _input_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(249);
/* harmony import */ var _watch_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2226);
// Which task definition revision carries this image, and is it really new?






/* harmony default export */ const __WEBPACK_DEFAULT_EXPORT__ = ((0,_action_js__WEBPACK_IMPORTED_MODULE_4__/* .action */ .X)({
    question: 'Which task definition revision carries this image, and is it really new?',
    about: 'Takes the task definition from a file, or from what the service runs now, puts the image into one container, and registers it. Everything else stays as it is. What is registered already is not registered again.',
    usage: `task-definition: ecs/web.json
image: \${{ steps.image.outputs.image }}
`,
    inputs: {
        taskDefinition: (0,_input_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq)({
            description: 'A task definition in the repository, JSON or YAML. Unset: the revision that `service` runs now.',
        }),
        cluster: (0,_input_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq)({ description: 'The cluster of `service`.' }),
        service: (0,_input_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq)({ description: 'The service whose task definition is taken when no file is given.' }),
        containerName: (0,_input_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq)({ description: 'The container that gets the image. Unset: the only essential one.' }),
        image: (0,_input_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq)({
            description: 'The image: `repository@sha256:…`, or `repository:tag` of an ECR repository, which is pinned to its digest.',
            required: true,
        }),
    },
    outputs: {
        taskDefinitionArn: 'The ARN of the revision.',
        revision: 'The revision without an account: `family:n`.',
        changed: '`true` when a new revision was registered.',
        image: 'The image by digest.',
    },
    permissions: {
        aws: [
            { action: 'ecs:DescribeTaskDefinition', on: 'any', why: 'to read what is registered' },
            { action: 'ecs:RegisterTaskDefinition', on: 'task-definition', why: 'to register a new revision' },
            { action: 'iam:PassRole', on: 'roles', why: 'ECS asks for it when the task definition names roles' },
            {
                action: 'ecs:TagResource',
                on: 'task-definition',
                why: 'to carry tags over to the new revision',
                optional: true,
            },
            { action: 'ecs:DescribeServices', on: 'service', why: 'to find what the service runs', optional: true },
            { action: 'ecr:DescribeImages', on: 'repository', why: 'to pin a tag to its digest', optional: true },
        ],
        github: [{ scope: 'contents', access: 'read', why: 'to check out the task definition' }],
    },
    rules({ taskDefinition, cluster, service, image }) {
        const reference = (0,_decisions_image_js__WEBPACK_IMPORTED_MODULE_0__/* .readImage */ .AM)(image);
        const problems = [];
        if (!reference || !(0,_decisions_image_js__WEBPACK_IMPORTED_MODULE_0__/* .readRepository */ .Nu)(reference.repository) || (!reference.digest && !reference.tag))
            problems.push(`image is "${image}": write repository@sha256:… or repository:tag`);
        if (taskDefinition === undefined && (cluster === undefined || service === undefined))
            problems.push('task-definition is empty: give a file, or cluster and service to take what the service runs now');
        return problems;
    },
    async run(inputs, world, tell) {
        const ecs = await world.ecs();
        const image = await pin(inputs.image, world);
        tell('image', image);
        const base = inputs.taskDefinition === undefined
            ? await runningNow(inputs.cluster, inputs.service, ecs)
            : await fromFile(inputs.taskDefinition, world);
        const next = (0,_decisions_task_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .withImage */ .Mo)(base.definition, image, inputs.containerName);
        if ('problem' in next)
            throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR(`${next.problem}.`);
        const newest = await ecs.describeTaskDefinition(next.definition.family);
        const same = [base.registered, newest].find(one => one?.active && (0,_decisions_task_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .sameDefinition */ .uD)(one.definition, next.definition));
        const registered = same ?? (await register(next.definition, base.tags, ecs, world));
        tell('taskDefinitionArn', registered.arn);
        tell('revision', registered.revision);
        tell('changed', String(!same));
        const what = `${registered.revision} has ${(0,_decisions_image_js__WEBPACK_IMPORTED_MODULE_0__/* .shortDigest */ .VK)(image.split('@')[1])} in container "${next.container}"`;
        return { good: true, line: same ? `${what}: it is registered already, nothing to do.` : `${what}: registered.` };
    },
}));
async function runningNow(cluster, service, ecs) {
    const { services } = await ecs.describeServices(cluster, [service]);
    const [found] = services;
    if (!found)
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR(`service "${service}" was not found in cluster "${cluster}": check the inputs service and cluster.`);
    const registered = await ecs.describeTaskDefinition(found.revision);
    if (!registered)
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR(`${found.revision}, which service "${service}" runs, is gone: give a file as task-definition.`);
    return { definition: (0,_decisions_task_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .stripReadOnly */ .Vl)(registered.definition), tags: registered.tags, registered };
}
async function fromFile(path, world) {
    const content = await (await world.files()).readYaml(path);
    if (content === undefined)
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR(`task-definition "${path}" does not exist in the workspace: check out the repository before this step, and check the path.`);
    // `aws ecs describe-task-definition` wraps what it prints.
    const { taskDefinition = content, tags } = (content ?? {});
    const definition = (0,_decisions_task_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .withTexts */ .j8)((0,_decisions_task_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .stripReadOnly */ .Vl)((taskDefinition ?? {})));
    if (typeof definition.family !== 'string' || !Array.isArray(definition.containerDefinitions))
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR(`task-definition "${path}" is not a task definition: it needs "family" and a list "containerDefinitions".`);
    const { tags: own, ...rest } = definition;
    return { definition: rest, tags: own ?? tags ?? [] };
}
/** The digest decides what runs: a tag can move between now and the next task. */
async function pin(image, world) {
    const { repository: uri, tag, digest } = (0,_decisions_image_js__WEBPACK_IMPORTED_MODULE_0__/* .readImage */ .AM)(image);
    if (digest)
        return `${uri}@${digest}`;
    const repository = (0,_decisions_image_js__WEBPACK_IMPORTED_MODULE_0__/* .readRepository */ .Nu)(uri);
    if (!repository?.ecr)
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR(`image "${image}" is not in ECR, so its tag cannot be pinned: give it by digest, repository@sha256:….`);
    const found = await (await world.registry(repository.ecr.region)).describeImage(repository, { tag: tag });
    if (!found)
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR(`image "${image}" does not exist: repository ${repository.name} has no tag "${tag}". Push it first.`);
    return `${uri}@${found.digest}`;
}
/** How long (ms) a registration may take while ECS throttles or cannot be reached. */
const PATIENCE = 60_000;
/** Registers once: when an answer was lost on its way, the newest revision tells whether ECS had taken it. */
async function register(definition, tags, ecs, { clock, cancel }) {
    let tried = false;
    const { judgement, blind } = await (0,_watch_js__WEBPACK_IMPORTED_MODULE_5__/* .watch */ .w)({
        clock,
        cancel,
        until: clock.now() + PATIENCE,
        async look() {
            const newest = tried ? await ecs.describeTaskDefinition(definition.family) : undefined;
            tried = true;
            if (newest && (0,_decisions_task_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .sameDefinition */ .uD)(newest.definition, definition))
                return newest;
            return ecs.registerTaskDefinition(definition, tags);
        },
        judge: registered => ({ judgement: registered }),
        mayPass: _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .mayPass */ .bg,
    });
    if (judgement)
        return judgement;
    throw blind ?? new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR(`Cancelled before a revision of ${definition.family} was registered.`);
}


/***/ }),

/***/ 7897:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $7: () => (/* binding */ readDuration),
/* harmony export */   kJ: () => (/* binding */ showDuration),
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

/***/ 5153:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dp: () => (/* binding */ isRegion),
/* harmony export */   iQ: () => (/* binding */ partitionOf),
/* harmony export */   oT: () => (/* binding */ serviceLink)
/* harmony export */ });
/* unused harmony export logStreamLink */
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

/***/ 4500:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Mo: () => (/* binding */ withImage),
/* harmony export */   Vc: () => (/* binding */ logStream),
/* harmony export */   Vl: () => (/* binding */ stripReadOnly),
/* harmony export */   j8: () => (/* binding */ withTexts),
/* harmony export */   uD: () => (/* binding */ sameDefinition),
/* harmony export */   uI: () => (/* binding */ awslogsOf)
/* harmony export */ });
/** What ECS adds to a registered definition and does not take back. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskDefinition.html */
const READ_ONLY = [
    'taskDefinitionArn',
    'revision',
    'status',
    'requiresAttributes',
    'compatibilities',
    'registeredAt',
    'registeredBy',
    'deregisteredAt',
    'deleteRequestedAt',
];
/** A definition as it can be registered: without read-only members, and without the members that say nothing. */
function stripReadOnly(definition) {
    return Object.fromEntries(Object.entries(definition).filter(([name]) => !READ_ONLY.includes(name)));
}
/** The definition with the texts that YAML reads as numbers or flags: `cpu: 256`, and values of variables. */
function withTexts(definition) {
    const { cpu, memory, containerDefinitions } = definition;
    return {
        ...definition,
        ...(cpu === undefined ? {} : { cpu: text(cpu) }),
        ...(memory === undefined ? {} : { memory: text(memory) }),
        ...(containerDefinitions
            ? { containerDefinitions: containerDefinitions.map(one => (one.environment ? withTextValues(one) : one)) }
            : {}),
    };
}
const withTextValues = (container) => ({
    ...container,
    environment: list(container.environment).map(({ value, ...rest }) => ({ ...rest, value: text(value) })),
});
/**
 * The definition with `image` in its container `name` (by default its only container, or its only essential one).
 * The problem names the containers there are.
 */
function withImage(definition, image, name) {
    const containers = definition.containerDefinitions ?? [];
    const names = containers.map(one => one.name).join(', ') || 'none';
    const essential = containers.filter(one => one.essential !== false);
    const [only] = name === undefined ? essential : containers.filter(one => one.name === name);
    if (!only)
        return { problem: `container-name "${name ?? ''}" is not in the task definition; it has: ${names}` };
    if (name === undefined && essential.length > 1)
        return {
            problem: `container-name is empty and the task definition has several containers: say which one of ${names}`,
        };
    return {
        container: only.name ?? '',
        definition: {
            ...definition,
            containerDefinitions: containers.map(one => (one === only ? { ...one, image } : one)),
        },
    };
}
/** Whether two definitions are the same to ECS: whatever the order of members, defaults filled in or left out. */
const sameDefinition = (one, other) => JSON.stringify(canonical(one)) === JSON.stringify(canonical(other));
/** What ECS fills in where nothing is said. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html */
const CONTAINER_DEFAULTS = { essential: true, cpu: 0 };
const PORT_DEFAULTS = { protocol: 'tcp' };
const HEALTH_DEFAULTS = { interval: 30, timeout: 5, retries: 3 };
function canonical(definition) {
    const awsvpc = definition.networkMode === 'awsvpc';
    const containers = (definition.containerDefinitions ?? []).map(container => ({
        ...CONTAINER_DEFAULTS,
        ...container,
        environment: byName(container.environment, 'name'),
        secrets: byName(container.secrets, 'name'),
        portMappings: list(container.portMappings).map(port => ({
            ...PORT_DEFAULTS,
            ...port,
            // In awsvpc mode the host port is the container port, said or not; elsewhere 0 and nothing are one.
            hostPort: awsvpc ? port.containerPort : port.hostPort || undefined,
        })),
        ...(container.healthCheck ? { healthCheck: { ...HEALTH_DEFAULTS, ...container.healthCheck } } : {}),
    }));
    return tidy({
        ...stripReadOnly(definition),
        tags: undefined,
        cpu: text(definition.cpu),
        memory: text(definition.memory),
        containerDefinitions: containers,
    });
}
const list = (value) => (Array.isArray(value) ? value : []);
const byName = (value, key) => list(value).toSorted((a, b) => String(a[key]).localeCompare(String(b[key]), 'en'));
const text = (value) => (value === undefined || value === null ? undefined : String(value));
/** Members in order; nothing, empty lists and empty objects are one. */
function tidy(value) {
    if (Array.isArray(value))
        return value.length === 0 ? undefined : value.map(tidy);
    if (value === null || typeof value !== 'object')
        return value ?? undefined;
    const entries = Object.entries(value)
        .map(([name, member]) => [name, tidy(member)])
        .filter(([, member]) => member !== undefined)
        .sort(([a], [b]) => (a < b ? -1 : 1));
    return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
/** The awslogs settings of a container; undefined when it logs elsewhere or without a stream prefix. */
function awslogsOf(definition, container) {
    const one = definition.containerDefinitions?.find(each => each.name === container);
    const { logDriver, options = {} } = (one?.logConfiguration ?? {});
    const [group, prefix] = [options['awslogs-group'], options['awslogs-stream-prefix']];
    return logDriver === 'awslogs' && group && prefix ? { group, prefix, region: options['awslogs-region'] } : undefined;
}
/** Stream of a task's container: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html */
const logStream = ({ prefix }, container, task) => `${prefix}/${container}/${task}`;


/***/ }),

/***/ 249:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jt: () => (/* binding */ flag),
/* harmony export */   OZ: () => (/* binding */ url),
/* harmony export */   Pq: () => (/* binding */ json),
/* harmony export */   Qq: () => (/* binding */ text),
/* harmony export */   T1: () => (/* binding */ pattern),
/* harmony export */   Tj: () => (/* binding */ map),
/* harmony export */   U9: () => (/* binding */ count),
/* harmony export */   gU: () => (/* binding */ isUrl),
/* harmony export */   p0: () => (/* binding */ duration),
/* harmony export */   p_: () => (/* binding */ list),
/* harmony export */   yL: () => (/* binding */ oneOf)
/* harmony export */ });
/* harmony import */ var _decisions_duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7897);
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
    const ms = (0,_decisions_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .readDuration */ .$7)(value, unit === 'seconds' ? 's' : 'm');
    return ms === undefined
        ? { problem: `is "${value}": write a number of ${unit}, or a duration such as 90s or 15m` }
        : { value: ms };
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
const list = collection('list', [], async (value) => {
    if (/^(\[|- )/.test(value)) {
        const parsed = await parseYaml(value);
        if (!Array.isArray(parsed) || parsed.some(one => typeof one === 'object'))
            return { problem: 'is not a list of words: write one a line, or with commas, or as a JSON list' };
        return { value: parsed.map(String) };
    }
    const words = value.split(value.includes('\n') ? '\n' : ',');
    return { value: words.map(word => word.trim()).filter(Boolean) };
});
/** `NAME=value` one a line or with commas on one line (cut at the first `=`), or a JSON or YAML object. */
const map = collection('map', {}, async (value) => {
    const wrong = { problem: 'is not a map: write NAME=value one a line, or a JSON or YAML object' };
    const lines = value.split(value.includes('\n') ? '\n' : /,(?=\s*[\w.-]+=)/).map(line => line.trim());
    const pairs = lines.filter(Boolean).map(line => line.match(/^([\w./-]+)=(.*)$/s));
    if (!value.startsWith('{') && pairs.every(pair => pair !== null))
        return { value: Object.fromEntries(pairs.map(pair => [pair[1], pair[2]])) };
    const parsed = await parseYaml(value);
    if (parsed === null || typeof parsed !== 'object' || Array.isArray(parsed))
        return wrong;
    const entries = Object.entries(parsed);
    if (entries.some(([, one]) => one === null || typeof one === 'object'))
        return wrong;
    return { value: Object.fromEntries(entries.map(([name, one]) => [name, String(one)])) };
});
/** Any JSON or YAML. */
const json = kind('JSON or YAML', async (value) => {
    const parsed = await parseYaml(value);
    return parsed === undefined ? { problem: 'is neither JSON nor YAML' } : { value: parsed };
});
/** YAML is a superset of JSON; its parser is loaded by the few who need it. */
async function parseYaml(value) {
    try {
        return JSON.parse(value);
    }
    catch {
        const { parse } = await __webpack_require__.e(/* import() */ 815).then(__webpack_require__.t.bind(__webpack_require__, 8815, 19));
        try {
            return parse(value);
        }
        catch {
            return undefined;
        }
    }
}


/***/ }),

/***/ 2226:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ watch)
/* harmony export */ });
// When do we look again? The only loop that waits.
/** Waits of a blind watch: twice as long each time, never longer than this (ms), so that a storm is not made worse. */
const LONGEST_BLIND_WAIT = 15_000;
/**
 * Looks, judges, waits; ends with a final judgement, at the limit, or when cancelled. The last look is taken at the
 * limit itself, so that not a second of it is lost. Looks that fail in passing make the waits longer, not the limit.
 */
async function watch(options) {
    const { clock, cancel, until } = options;
    let judgement;
    let wait = 1000;
    let blind;
    for (;;) {
        if (cancel.aborted)
            return { judgement, ended: 'cancelled', ...(blind ? { blind } : {}) };
        const lastLook = clock.now() >= until;
        try {
            const seen = await options.look(cancel);
            if (blind !== undefined)
                options.onBlind?.(undefined);
            blind = undefined;
            const judged = options.judge(seen);
            judgement = judged.judgement;
            if (judged.lookAgainIn === undefined)
                return { judgement, ended: 'judged' };
            wait = judged.lookAgainIn;
        }
        catch (error) {
            if (cancel.aborted)
                continue;
            if (!options.mayPass(error))
                throw error;
            if (blind === undefined)
                options.onBlind?.(error);
            blind = error;
            wait = Math.min(wait * 2, LONGEST_BLIND_WAIT);
        }
        if (lastLook)
            return { judgement, ended: 'time-is-up', ...(blind ? { blind } : {}) };
        await clock.sleep(Math.min(wait, until - clock.now()), cancel);
    }
}


/***/ })

};
