export const id = 830;
export const ids = [830];
export const modules = {

/***/ 7663:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ action)
/* harmony export */ });
/** Types an action from its own spec. */
const action = (spec) => spec;


/***/ }),

/***/ 8830:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   "default": () => (__WEBPACK_DEFAULT_EXPORT__)
/* harmony export */ });
/* harmony import */ var _action_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7663);
/* harmony import */ var _decisions_image_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7596);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7279);
/* harmony import */ var _input_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(249);
/* harmony import */ var _io_aws_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4995);
// Is this commit's image in the registry, and what is its digest?





/* harmony default export */ const __WEBPACK_DEFAULT_EXPORT__ = ((0,_action_js__WEBPACK_IMPORTED_MODULE_4__/* .action */ .X)({
    question: "Is this commit's image in the registry, and what is its digest?",
    about: 'Looks for the commit’s image in ECR and answers its digest. When it is not there, it is built with Docker and pushed, and the registry’s own digest is the answer. The image of a commit is never built twice.',
    usage: `repository: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/web
`,
    inputs: {
        repository: (0,_input_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)({
            description: 'Host and repository of the image, without a tag: `123456789012.dkr.ecr.eu-west-1.amazonaws.com/app`.',
            required: true,
        }),
        imageTag: (0,_input_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)({ description: 'The tag of the commit’s image. Unset: `sha-` and seven digits of the commit.' }),
        context: (0,_input_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)({ description: 'The folder that is built.', default: '.' }),
        dockerfile: (0,_input_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)({ description: 'The Dockerfile.', default: 'Dockerfile' }),
    },
    outputs: {
        image: 'The image by digest: `repository@sha256:…`.',
        digest: 'The digest: `sha256:…`.',
        imageTag: 'The tag it has.',
        built: '`true` when it was built in this run.',
    },
    permissions: {
        aws: [
            { action: 'ecr:DescribeImages', on: 'repository', why: 'to find the image, and its digest after the push' },
            { action: 'ecr:GetAuthorizationToken', on: 'any', why: 'to log Docker in' },
            { action: 'ecr:BatchCheckLayerAvailability', on: 'repository', why: 'to push' },
            { action: 'ecr:InitiateLayerUpload', on: 'repository', why: 'to push' },
            { action: 'ecr:UploadLayerPart', on: 'repository', why: 'to push' },
            { action: 'ecr:CompleteLayerUpload', on: 'repository', why: 'to push' },
            { action: 'ecr:PutImage', on: 'repository', why: 'to push' },
        ],
        github: [{ scope: 'contents', access: 'read', why: 'to check out what is built' }],
    },
    rules: ({ repository, imageTag }) => [
        ...((0,_decisions_image_js__WEBPACK_IMPORTED_MODULE_0__/* .readRepository */ .Nu)(repository)
            ? []
            : [
                `repository is "${repository}": write host and repository without a tag, such as 123456789012.dkr.ecr.eu-west-1.amazonaws.com/app`,
            ]),
        ...(imageTag === undefined || (0,_decisions_image_js__WEBPACK_IMPORTED_MODULE_0__/* .isTag */ .dz)(imageTag)
            ? []
            : [`image-tag is "${imageTag}": write letters, digits, dots, dashes and underscores, 128 at most`]),
    ],
    async run(inputs, world, tell) {
        const sha = world.runner.variable('GITHUB_SHA') ?? '';
        const repository = (0,_decisions_image_js__WEBPACK_IMPORTED_MODULE_0__/* .readRepository */ .Nu)(inputs.repository);
        const imageTag = inputs.imageTag ?? (0,_decisions_image_js__WEBPACK_IMPORTED_MODULE_0__/* .commitTag */ .m)(sha);
        const registry = await world.registry(repository.ecr?.region ?? (0,_io_aws_js__WEBPACK_IMPORTED_MODULE_3__/* .regionOrFail */ .Ud)(undefined));
        const found = await registry.describeImage(repository, { tag: imageTag });
        const digest = found?.digest ?? (await buildAndPush(repository, imageTag, { ...inputs, sha }, registry, world));
        tell('built', String(!found));
        tell('digest', digest);
        tell('image', `${repository.uri}@${digest}`);
        tell('imageTag', imageTag);
        const how = found ? 'is there already' : 'was built and pushed';
        return { good: true, line: `Image ${repository.name}:${imageTag} ${how}: ${(0,_decisions_image_js__WEBPACK_IMPORTED_MODULE_0__/* .shortDigest */ .VK)(digest)}.` };
    },
}));
async function buildAndPush(repository, tag, { context, dockerfile, sha }, registry, world) {
    const { runner } = world;
    if (repository.ecr) {
        const account = await world.account(repository.ecr.region);
        if (account !== repository.ecr.account)
            throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR(`repository belongs to account ${repository.ecr.account}, but the credentials are of ${account}: assume a role in the right account.`);
    }
    const docker = await world.docker();
    const reference = `${repository.uri}:${tag}`;
    runner.line(`${reference} is not in the registry: building it from ${context}`);
    const source = `${runner.variable('GITHUB_SERVER_URL')}/${runner.variable('GITHUB_REPOSITORY')}`;
    await docker.build(reference, {
        context,
        file: dockerfile,
        // https://github.com/opencontainers/image-spec/blob/main/annotations.md
        labels: { 'org.opencontainers.image.revision': sha, 'org.opencontainers.image.source': source },
    });
    const login = await registry.login();
    runner.mask(login.password);
    await docker.login(repository.host, login);
    try {
        await docker.push(reference);
    }
    finally {
        await docker.logout(repository.host);
    }
    const there = await registry.describeImage(repository, { tag });
    const pushed = await docker.pushedDigest(reference, repository.uri);
    if (!there || (pushed && there.digest !== pushed))
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR(`The registry holds ${there?.digest ?? 'nothing'} under ${reference}, but ${pushed ?? 'another image'} was pushed: somebody else pushed the same tag. Run the job again.`);
    return there.digest;
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
    const parsed = await parseYaml(value);
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

/***/ 4995:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T1: () => (/* binding */ call),
/* harmony export */   Ud: () => (/* binding */ regionOrFail),
/* harmony export */   ry: () => (/* binding */ clientSettings)
/* harmony export */ });
/* harmony import */ var _actions_http_client_lib_proxy__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9783);
/* harmony import */ var _decisions_region_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5153);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7279);
/* harmony import */ var _credentials_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4564);
/* harmony import */ var _runner_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(464);
// How do we reach AWS, and what do its errors mean to a user?





/** The region a client works in: the given one, or the environment's. */
function regionOrFail(region) {
    const known = region ?? _runner_js__WEBPACK_IMPORTED_MODULE_4__/* .runner */ .l.variable('AWS_REGION') ?? _runner_js__WEBPACK_IMPORTED_MODULE_4__/* .runner */ .l.variable('AWS_DEFAULT_REGION');
    if (known)
        return known;
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR('No AWS region is set: give aws-region to aws-actions/configure-aws-credentials before this step, or set AWS_REGION.');
}
/**
 * Settings every client shares. `standard` retries, since `adaptive` slows every later call after one throttle
 * (measured: 2.1 s instead of 12 ms). Times in milliseconds: a connection or an answer that takes longer is lost.
 */
async function clientSettings(service, region, maxAttempts = 5) {
    const proxy = proxyTo(service, region);
    const credentials = (0,_credentials_js__WEBPACK_IMPORTED_MODULE_3__/* .renewable */ .AQ)();
    const agent = proxy && new (await __webpack_require__.e(/* import() */ 659).then(__webpack_require__.bind(__webpack_require__, 7659))).HttpsProxyAgent(proxy);
    return {
        region,
        maxAttempts,
        retryMode: 'standard',
        customUserAgent: 'ecs-release',
        ...(credentials ? { credentials } : {}),
        requestHandler: {
            connectionTimeout: 5_000,
            requestTimeout: 20_000,
            throwOnRequestTimeout: true,
            ...(agent ? { httpAgent: agent, httpsAgent: agent } : {}),
        },
    };
}
/** The proxy that leads to a service, unless NO_PROXY excepts it: by the address that is really called. */
function proxyTo(service, region) {
    const given = [`AWS_ENDPOINT_URL_${service.toUpperCase().replaceAll('-', '_')}`, 'AWS_ENDPOINT_URL'].map(_runner_js__WEBPACK_IMPORTED_MODULE_4__/* .runner */ .l.variable);
    const address = given.find(Boolean) ?? `https://${service}.${region}.${(0,_decisions_region_js__WEBPACK_IMPORTED_MODULE_1__/* .partitionOf */ .iQ)(region).suffix}`;
    try {
        return (0,_actions_http_client_lib_proxy__WEBPACK_IMPORTED_MODULE_0__/* .getProxyUrl */ .s)(new URL(address));
    }
    catch {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR(`HTTPS_PROXY or AWS_ENDPOINT_URL is no address: write http://host:port (found "${_runner_js__WEBPACK_IMPORTED_MODULE_4__/* .runner */ .l.variable('HTTPS_PROXY') ?? _runner_js__WEBPACK_IMPORTED_MODULE_4__/* .runner */ .l.variable('https_proxy') ?? ''}" and "${address}").`);
    }
}
/** Does a call; an error becomes a `Failure` that names resource or permission, says what was found and what to do. */
async function call(purpose, send) {
    try {
        return await renewing(send, purpose.region);
    }
    catch (error) {
        throw translate(error, purpose);
    }
}
/** Once more with fresh credentials, where those it had have expired and the job can get others. */
async function renewing(send, region) {
    try {
        return await send();
    }
    catch (error) {
        if (!EXPIRED.test(error.name) || !(await (0,_credentials_js__WEBPACK_IMPORTED_MODULE_3__/* .renew */ .qV)(() => clientSettings('sts', region))))
            throw error;
        return send();
    }
}
const THROTTLED = /^(Throttl|TooManyRequests|RequestLimitExceeded|SlowDown|RequestThrottled|ProvisionedThroughput)/;
const EXPIRED = /^(ExpiredToken|RequestExpired|TokenRefreshRequired)/;
const LOST = /^(ECONN|EPIPE|ETIMEDOUT|EAI_AGAIN|ENOTFOUND|EHOSTUNREACH|ENETUNREACH|TimeoutError|UND_ERR)/;
function translate(error, { permission, resource, region, known = {} }) {
    const { name, message } = error;
    const say = (line, more = {}) => new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR(line, { ...more, cause: error });
    const line = known[name];
    if (line)
        return say(line(message));
    if (name === 'CredentialsProviderError' || /Could not load credentials/.test(message))
        return say('No AWS credentials were found: run aws-actions/configure-aws-credentials before this step (the job needs permissions: id-token: write), or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.');
    if (EXPIRED.test(name))
        return say(`The AWS credentials expired during ${permission} on ${resource}: raise role-duration-seconds of aws-actions/configure-aws-credentials (and the role's maximum session duration), or give the job permissions: id-token: write, so that they can be renewed.`);
    if (/^(UnrecognizedClient|InvalidClientTokenId|InvalidSignature|SignatureDoesNotMatch|MissingAuthenticationToken|IncompleteSignature)/.test(name))
        return say(`AWS does not accept the credentials (${name}): check the keys or the role that this job assumes.`);
    if (/^(AccessDenied|UnauthorizedOperation|NotAuthorized)/.test(name)) {
        const who = message.match(/User: (\S+)/)?.[1];
        // A call can ask for a second permission: RunTask, for one, asks for iam:PassRole on the task's roles.
        const [, denied = permission, on] = message.match(/perform: ([\w-]+:\w+)(?: on resource: (\S+))?/) ?? [];
        const what = denied === permission
            ? `${permission} on ${resource}`
            : `${denied}${on ? ` on ${on}` : ''}, which ${permission} on ${resource} needs,`;
        return say(`${what} is denied${who ? ` to ${who}` : ''}: allow ${denied} in the role's policy (each action's README has the policy it needs).`, { denied });
    }
    const status = error.$metadata?.httpStatusCode ?? 0;
    if (THROTTLED.test(name) || status === 429)
        return say(`AWS throttled ${permission} on ${resource} again and again (${name}): try again later.`, {
            passing: true,
        });
    const network = [error, error.cause].find(one => one && LOST.test(one.code ?? one.name));
    if (network)
        return say(`AWS cannot be reached in ${region} for ${permission} on ${resource} (${network.message || network.code}): check the region, the network and HTTPS_PROXY.`, { passing: true });
    if (status >= 500)
        return say(`AWS is out of order: ${permission} on ${resource} answered ${status} ${name}.`, { passing: true });
    return say(`${permission} on ${resource} was refused: ${(message || name).replace(/\.$/, '')}.`);
}


/***/ }),

/***/ 4564:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AQ: () => (/* binding */ renewable),
/* harmony export */   EQ: () => (/* binding */ canRenew),
/* harmony export */   _Z: () => (/* binding */ rememberRole),
/* harmony export */   qV: () => (/* binding */ renew)
/* harmony export */ });
/* harmony import */ var _runner_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(464);
// Where do fresh credentials come from when those of the job run out?

/** One a process: the role that the job assumed, and what it was given since. */
const session = {
    role: undefined,
    renewed: undefined,
    renewing: undefined,
};
/** Whether the job may ask GitHub who it is (`permissions: id-token: write`), and its credentials are ones that expire. */
const canRenew = () => ['ACTIONS_ID_TOKEN_REQUEST_URL', 'ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'AWS_SESSION_TOKEN'].every(_runner_js__WEBPACK_IMPORTED_MODULE_0__/* .runner */ .l.variable);
/** To be said while the credentials still hold: whoever has expired cannot ask any more who it was. */
function rememberRole(arn) {
    session.role = arn;
}
/** For AWS clients; undefined where they find credentials by themselves. What has no expiry in the future is asked for at each call. */
function renewable() {
    if (!canRenew())
        return undefined;
    const own = (name) => _runner_js__WEBPACK_IMPORTED_MODULE_0__/* .runner */ .l.variable(name) ?? '';
    return async () => ({
        ...(session.renewed ?? {
            accessKeyId: own('AWS_ACCESS_KEY_ID'),
            secretAccessKey: own('AWS_SECRET_ACCESS_KEY'),
            sessionToken: own('AWS_SESSION_TOKEN'),
        }),
        expiration: new Date(0),
    });
}
/** Assumes the role again with the job's identity; false where that cannot be. Calls at the same time share one answer. */
function renew(stsSettings) {
    session.renewing ??= assumeAgain(stsSettings)
        .catch(error => {
        _runner_js__WEBPACK_IMPORTED_MODULE_0__/* .runner */ .l.debug(`The credentials could not be renewed: ${error.message}`);
        return false;
    })
        .finally(() => {
        session.renewing = undefined;
    });
    return session.renewing;
}
async function assumeAgain(stsSettings) {
    const { role } = session;
    if (!role || !canRenew())
        return false;
    const { AssumeRoleWithWebIdentityCommand, STSClient } = await Promise.all(/* import() */[__webpack_require__.e(861), __webpack_require__.e(695)]).then(__webpack_require__.t.bind(__webpack_require__, 1695, 19));
    const command = new AssumeRoleWithWebIdentityCommand({
        RoleArn: role,
        RoleSessionName: 'ecs-release',
        WebIdentityToken: await _runner_js__WEBPACK_IMPORTED_MODULE_0__/* .runner */ .l.idToken('sts.amazonaws.com'),
    });
    const { Credentials: given } = await new STSClient(await stsSettings()).send(command);
    const { AccessKeyId, SecretAccessKey, SessionToken } = given ?? {};
    if (!AccessKeyId || !SecretAccessKey || !SessionToken)
        return false;
    for (const secret of [SecretAccessKey, SessionToken])
        _runner_js__WEBPACK_IMPORTED_MODULE_0__/* .runner */ .l.mask(secret);
    session.renewed = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
    _runner_js__WEBPACK_IMPORTED_MODULE_0__/* .runner */ .l.line('The AWS credentials expired; the role was assumed again with the identity of this job.');
    return true;
}


/***/ })

};
