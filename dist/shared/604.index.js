export const id = 604;
export const ids = [604];
export const modules = {

/***/ 7663:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ action)
/* harmony export */ });
/** Types an action from its own spec. */
const action = (spec) => spec;


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
/* harmony export */   $N: () => (/* binding */ canonical),
/* harmony export */   Vc: () => (/* binding */ logStream),
/* harmony export */   Vl: () => (/* binding */ stripReadOnly),
/* harmony export */   j8: () => (/* binding */ withTexts),
/* harmony export */   uD: () => (/* binding */ sameDefinition),
/* harmony export */   uI: () => (/* binding */ awslogsOf)
/* harmony export */ });
/* unused harmony export withImage */
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
const DEFINITION_DEFAULTS = { enableFaultInjection: false };
const CONTAINER_DEFAULTS = { essential: true, cpu: 0 };
const PORT_DEFAULTS = { protocol: 'tcp' };
const HEALTH_DEFAULTS = { interval: 30, timeout: 5, retries: 3 };
/** A definition in which what means the same is written the same. */
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
        ...DEFINITION_DEFAULTS,
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
/* harmony export */   gU: () => (/* binding */ isUrl),
/* harmony export */   p0: () => (/* binding */ duration),
/* harmony export */   p_: () => (/* binding */ list),
/* harmony export */   yL: () => (/* binding */ oneOf)
/* harmony export */ });
/* harmony import */ var _decisions_duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7897);
/* harmony import */ var _decisions_words_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6868);
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
/** A command: a JSON list, or a line that is split as a shell would; no shell runs it. */
const command = kind('command', value => {
    const read = (0,_decisions_words_js__WEBPACK_IMPORTED_MODULE_1__/* .readCommand */ .U)(value);
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
        const parsed = await parseYaml(value);
        if (!Array.isArray(parsed) || parsed.some(one => typeof one === 'object'))
            return { problem: 'is not a list of words: write one a line, or with commas, or as a JSON list' };
        return { value: parsed.map(String) };
    }
    const words = value.split(value.includes('\n') ? '\n' : ',');
    return { value: words.map(word => word.trim()).filter(Boolean) };
}
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
/** Names as a list takes them, or a map of name to something: lines of `name=value`, JSON or YAML. */
const namesOrMap = kind('list or map', async (value) => {
    const lines = value
        .split('\n')
        .map(line => line.trim())
        .filter(Boolean);
    const pairs = lines.map(line => line.match(/^([\w-]+)=(.*)$/));
    if (pairs.every(pair => pair !== null))
        return { value: Object.fromEntries(pairs.map(pair => [pair[1], pair[2]])) };
    const parsed = /^[[{-]|:(\s|$)/m.test(value) ? await parseYaml(value) : undefined;
    if (parsed !== undefined && parsed !== null && typeof parsed === 'object')
        return { value: parsed };
    return readList(value);
});
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
    const parsed = await parseYaml(value);
    return Array.isArray(parsed)
        ? { value: parsed.map(group => (Array.isArray(group) ? group.map(String) : [String(group)])) }
        : { problem: 'is not a list of groups: write one group a line, names with commas' };
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

/***/ 3463:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  K4: () => (/* binding */ draft),
  Kg: () => (/* binding */ fromRevision),
  nH: () => (/* binding */ pinImage),
  xc: () => (/* binding */ registerOnce),
  Lo: () => (/* binding */ startFrom)
});

// EXTERNAL MODULE: ./build/src/decisions/task-definition.js
var task_definition = __webpack_require__(4500);
;// CONCATENATED MODULE: ./build/src/decisions/definition-diff.js
// What differs between two task definitions, for a reader who must not see a variable's value?

/** One line a difference, by its path; values of environment variables are never in it. */
function diffDefinitions(before, after) {
    const [was, is] = [named((0,task_definition/* canonical */.$N)(before)), named((0,task_definition/* canonical */.$N)(after))];
    return differences('', was, is);
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
    const variable = /(?:^|\.)environment\.[^.]+$/.test(path);
    if (variable)
        return [`${path}: ${was === undefined ? 'added' : is === undefined ? 'removed' : 'another value'}`];
    if (isMap(was) || isMap(is)) {
        if ((was === undefined || isMap(was)) && (is === undefined || isMap(is))) {
            const names = [...new Set([...Object.keys(was ?? {}), ...Object.keys(is ?? {})])].sort();
            return names.flatMap(name => differences(path ? `${path}.${name}` : name, was?.[name], is?.[name]));
        }
    }
    if (was === undefined)
        return [`${path}: ${show(is)}, was not set`];
    if (is === undefined)
        return [`${path}: removed, was ${show(was)}`];
    return [`${path}: ${show(is)}, was ${show(was)}`];
}
const isMap = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
/** Texts as they are, other values as JSON; digests as short as they can be told apart by eye. */
const show = (value) => (typeof value === 'string' ? value : JSON.stringify(value)).replace(/(sha256:[0-9a-f]{12})[0-9a-f]{52}/g, '$1');

;// CONCATENATED MODULE: ./build/src/decisions/definition-edits.js
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

// EXTERNAL MODULE: ./build/src/decisions/image.js
var decisions_image = __webpack_require__(7596);
// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
// EXTERNAL MODULE: ./build/src/watch.js
var watch = __webpack_require__(2226);
;// CONCATENATED MODULE: ./build/src/revise.js
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
    return { definition: (0,task_definition/* stripReadOnly */.Vl)(registered.definition), tags: registered.tags, registered };
}
/** A file of the repository; what `aws ecs describe-task-definition` printed will do too. */
async function fromFile(path, world) {
    const content = await (await world.files()).readYaml(path);
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
    const edited = editDefinition(base.definition, edits);
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
    const { clock, cancel } = options;
    const until = () => (typeof options.until === 'function' ? options.until() : options.until);
    let judgement;
    let wait = 1000;
    let blind;
    for (;;) {
        if (cancel.aborted)
            return { judgement, ended: 'cancelled', ...(blind ? { blind } : {}) };
        const lookedAt = clock.now();
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
        if (lookedAt >= until())
            return { judgement, ended: 'time-is-up', ...(blind ? { blind } : {}) };
        await clock.sleep(Math.min(wait, until() - clock.now()), cancel);
    }
}


/***/ })

};
