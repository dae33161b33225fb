export const id = 9619;
export const ids = [9619];
export const modules = {

/***/ 7663:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ action)
/* harmony export */ });
/** Types an action from its own spec. */
const action = (spec) => spec;


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

/***/ 8742:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Kd: () => (/* binding */ sameCommit),
/* harmony export */   Ny: () => (/* binding */ chooseImage),
/* harmony export */   pM: () => (/* binding */ COMMIT_LABEL)
/* harmony export */ });
// Is an image built, taken as it is, or refused?
/** https://github.com/opencontainers/image-spec/blob/main/annotations.md */
const COMMIT_LABEL = 'org.opencontainers.image.revision';
/** Whether two names of a commit, one of them perhaps cut short, mean the same one. */
const sameCommit = (one, other) => one !== '' && other !== '' && (one.startsWith(other) || other.startsWith(one));
/** Decides from what is held under `reference`; a primary tag moves only with `overwrite`. */
function chooseImage(held, ifExists, sha, reference) {
    if (!held || ifExists === 'overwrite')
        return { do: 'build' };
    const { commit } = held;
    const other = `${reference} is in the registry already, and is of commit ${commit?.slice(0, 7)}, not ${sha.slice(0, 7)}`;
    if (ifExists === 'fail')
        return {
            do: 'refuse',
            line: `${reference} is in the registry already (if-exists: fail): release under another tag.`,
        };
    if (commit === undefined || commit === '')
        return {
            do: 'take',
            why: 'is there already',
            warning: `${reference} does not say which commit it is of: taken as it is.`,
        };
    if (sameCommit(commit, sha))
        return { do: 'take', why: 'is there already', warning: undefined };
    if (ifExists === 'skip')
        return { do: 'take', why: 'is there already', warning: `${other}: taken as it is (if-exists: skip).` };
    return {
        do: 'refuse',
        line: `${other}: release under another tag, or set if-exists to skip (take it) or overwrite (move the tag).`,
    };
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

/***/ 4344:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JM: () => (/* binding */ datedTag),
/* harmony export */   Vd: () => (/* binding */ planTags),
/* harmony export */   cO: () => (/* binding */ tagOf),
/* harmony export */   dz: () => (/* binding */ SCHEMES)
/* harmony export */ });
/* unused harmony export timestampOf */
/* harmony import */ var _image_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7596);
// Which tags does an image get?

/** Names of schemes, and what they stand for. A template is a scheme too. */
const SCHEMES = {
    release: '{tag}',
    'branch-sha-time': '{branch}-{short-sha}-{timestamp}',
    'branch-latest': '{branch}-latest',
    sha: 'sha-{short-sha}',
    'staging-date': 'staging-{date}',
    'prod-date': 'prod-{date}',
    'tag-hash': '{tag}-{hash}',
};
/** https://docs.docker.com/reference/cli/docker/image/tag/ */
const LONGEST = 128;
/** Digits of a hash in a name that was cut. */
const HASH = 8;
/** FNV-1a of 32 bits, enough to keep a repository's names apart: http://www.isthe.com/chongo/tech/comp/fnv/ */
const hashOf = (text) => [...text]
    .reduce((hash, one) => Math.imul(hash ^ one.codePointAt(0), 0x01000193) >>> 0, 0x811c9dc5)
    .toString(16)
    .padStart(HASH, '0');
/** Room for `.99` behind a dated tag. */
const SUFFIX = 3;
const PLACEHOLDER = /\{([\w-]*)\}/g;
/**
 * The tags of `schemes`, first is primary, and of `extra`, which all may move; each once. Problems name the scheme and
 * follow the input's name; warnings say what was lost of a release's tag.
 */
function planTags(schemes, extra, facts) {
    const values = valuesOf(facts);
    const read = [...schemes.map(scheme => ({ scheme, moves: false })), ...extra.map(scheme => ({ scheme, moves: true }))];
    const problems = read.flatMap(({ scheme, moves }) => problemWith(scheme, values, moves ? 'extra-tags' : 'tag-scheme'));
    if (problems.length > 0)
        return { problems };
    const tags = read.map(({ scheme, moves }) => {
        const template = SCHEMES[scheme] ?? scheme;
        const named = [...template.matchAll(PLACEHOLDER)].map(([, name]) => name);
        const dated = named.includes('date') && !named.some(name => UNIQUE.includes(name));
        const fixed = named.some(name => name !== 'branch');
        const commit = named.some(name => COMMIT.includes(name));
        return { tag: fill(template, values, dated ? LONGEST - SUFFIX : LONGEST), moves: moves || !fixed, dated, commit };
    });
    const named = read.some(({ scheme }) => (SCHEMES[scheme] ?? scheme).includes('{tag}'));
    return {
        tags: tags.filter(({ tag }, at) => tags.findIndex(one => one.tag === tag) === at),
        warnings: named && facts.tag !== undefined ? changedTag(facts.tag) : [],
    };
}
/** Of a release's tag that an image cannot have: two of them may become the same. */
function changedTag(tag) {
    const made = tagOf(tag);
    if (made === tag)
        return [];
    return [
        `The tag "${tag}" cannot be that of an image and becomes ${made}: another release's tag may become the same. Release under letters, digits, dots, dashes and underscores.`,
    ];
}
const COMMIT = ['sha', 'short-sha', 'hash'];
/** Parts that two commits, or two runs, do not share. */
const UNIQUE = [...COMMIT, 'timestamp', 'tag'];
/** Parts that may be cut to fit. */
const CUTTABLE = ['branch', 'tag'];
function valuesOf({ tag, branch, sha, startedAt }) {
    const timestamp = timestampOf(startedAt);
    const short = sha.slice(0, 7);
    return { tag, branch, sha, 'short-sha': short, hash: short, timestamp, date: timestamp.slice(0, 8) };
}
/** 14 digits in UTC: `20260128103045`. */
const timestampOf = (ms) => new Date(ms)
    .toISOString()
    .replaceAll(/\.\d+Z$|\D/g, '')
    .slice(0, 14);
function problemWith(scheme, values, input) {
    const template = SCHEMES[scheme] ?? scheme;
    const named = [...template.matchAll(PLACEHOLDER)].map(([, name]) => name);
    const unknown = named.find(name => !(name in values));
    if (unknown !== undefined)
        return [
            `${input} has {${unknown}}: there are ${Object.keys(values)
                .map(name => `{${name}}`)
                .join(', ')}`,
        ];
    if (input === 'tag-scheme' && named.length === 0)
        return [
            `${input} is "${scheme}": write ${Object.keys(SCHEMES).join(', ')}, or a template such as {branch}-{short-sha}`,
        ];
    const missing = named.find(name => !values[name]);
    if (missing !== undefined)
        return [
            `${input} ${scheme} needs a ${missing === 'tag' ? 'tag, and this run is for none: give the input tag' : missing}`,
        ];
    return (0,_image_js__WEBPACK_IMPORTED_MODULE_0__/* .isTag */ .dz)(fill(template, values, LONGEST)) ? [] : [`${input} is "${scheme}", which cannot be a tag`];
}
/** The template with its parts made fit for a tag, branch and tag cut so that the whole is no longer than `longest`. */
function fill(template, values, longest) {
    const written = (cut) => template.replaceAll(PLACEHOLDER, (_, name) => {
        const value = clean(values[name] ?? '').replace(/^[.-]+/, '');
        const most = CUTTABLE.includes(name) ? cut : LONGEST;
        // What is cut keeps a hash of the whole, so that two long names that begin alike do not become one.
        const fitting = value.length <= most ? value : `${value.slice(0, most - HASH - 1)}-${hashOf(values[name] ?? '')}`;
        return (most > HASH + 1 ? fitting : value.slice(0, most)).replace(/[.-]+$/, '') || '_';
    });
    const places = [...template.matchAll(PLACEHOLDER)].filter(([, name]) => CUTTABLE.includes(name)).length;
    const whole = clean(written(LONGEST));
    // With one character in place of each part that may be cut.
    const room = longest - written(1).length + places;
    const fitting = whole.length <= longest ? whole : clean(written(Math.max(1, Math.floor(room / Math.max(1, places)))));
    return fitting.slice(0, longest).replace(/^[.-]+/, '') || '_';
}
/** What a tag cannot hold becomes a dash. */
const clean = (text) => text.replaceAll(/[^\w.-]+/g, '-');
/** The n-th of a day: `staging-20260128`, then `staging-20260128.2`. */
const datedTag = (tag, n) => (n === 1 ? tag : `${tag}.${n}`);
/** A text as a tag: what cannot be in one becomes a dash, and what is too long is cut. */
const tagOf = (text) => fill('{tag}', { tag: text }, LONGEST);


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

/***/ 1888:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ patientImages),
/* harmony export */   N: () => (/* binding */ asker)
/* harmony export */ });
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7279);
/* harmony import */ var _watch_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2226);


/** How long a lost connection is tried again while much is copied, and for a question whose answer is a line (ms). */
const PATIENCE = 60_000;
const LITTLE_PATIENCE = 10_000;
/**
 * Asks until there is an answer, a refusal, or no patience left; each time that the connection is lost anew is told.
 * `meanwhile` is for a job that is cancelled: `an image was copied: no tag is set`.
 */
const asker = ({ clock, cancel, runner }, meanwhile, patience = PATIENCE) => async (ask) => {
    const { judgement, ended, blind } = await (0,_watch_js__WEBPACK_IMPORTED_MODULE_1__/* .watch */ .w)({
        clock,
        cancel,
        until: clock.now() + patience,
        look: async () => ({ value: await ask() }),
        judge: judgement => ({ judgement }),
        mayPass: _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .mayPass */ .bg,
        onBlind: error => error !== undefined && runner.line(`${error.message} Trying again.`),
    });
    if (ended === 'cancelled')
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR(`The job was cancelled while ${meanwhile}. Run the job again.`);
    if (!judgement)
        throw blind;
    return judgement.value;
};
/** The images of a repository, asked for again when the connection is lost. */
async function patientImages(repository, world) {
    const images = await world.images(repository);
    const again = asker(world, `${repository.uri} was asked for its images`, LITTLE_PATIENCE);
    return {
        find: reference => again(() => images.find(reference)),
        blob: digest => again(() => images.blob(digest)),
        setTag: (manifest, tag) => again(() => images.setTag(manifest, tag)),
    };
}


/***/ }),

/***/ 7920:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ZU: () => (/* binding */ sourceInputs),
/* harmony export */   ol: () => (/* binding */ pushInputs),
/* harmony export */   wc: () => (/* binding */ tagInputs)
/* harmony export */ });
/* harmony import */ var _decisions_tags_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4344);
/* harmony import */ var _input_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(249);
// What may a user say of how images are built, tagged and kept?


const names = (words) => words.map(word => `\`${word}\``).join(', ');
/** Which images, from what. */
const sourceInputs = {
    repository: (0,_input_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)({
        description: 'Host and repository of the image, without a tag: `123456789012.dkr.ecr.eu-west-1.amazonaws.com/app`.',
    }),
    images: (0,_input_js__WEBPACK_IMPORTED_MODULE_1__/* .namesOrMap */ .c9)({
        description: 'Several images instead of one, a line each: `repository context=folder dockerfile=file target=stage build-arg.NAME=value tag-suffix=-worker`; or a YAML list with these names. Repositories without a host are below `registry`.',
    }),
    registry: (0,_input_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)({ description: 'The registry of repositories in `images` that name none.' }),
    context: (0,_input_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)({ description: 'The folder that is built.', default: '.' }),
    dockerfile: (0,_input_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)({ description: 'The Dockerfile.', default: 'Dockerfile' }),
    target: (0,_input_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)({ description: 'The stage of the Dockerfile. Unset: the last.' }),
    buildArgs: (0,_input_js__WEBPACK_IMPORTED_MODULE_1__/* .map */ .Tj)({ description: 'Build arguments of every image: `NAME=value`. They can be read in the image.' }),
    buildSecrets: (0,_input_js__WEBPACK_IMPORTED_MODULE_1__/* .map */ .Tj)({
        description: 'Secrets for `RUN --mount=type=secret,id=NAME`: `NAME=value`. They are in no layer, argument or log; BuildKit alone.',
        secret: true,
    }),
    buildSecretFiles: (0,_input_js__WEBPACK_IMPORTED_MODULE_1__/* .map */ .Tj)({ description: 'The same from files: `NAME=path`.' }),
    labels: (0,_input_js__WEBPACK_IMPORTED_MODULE_1__/* .map */ .Tj)({
        description: 'Labels beside those of commit, source, version and time, which every image gets.',
    }),
    platforms: (0,_input_js__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)({
        description: 'Platforms, such as `linux/amd64, linux/arm64`; several need buildx. Unset: the runner’s own.',
    }),
    provenance: (0,_input_js__WEBPACK_IMPORTED_MODULE_1__/* .flag */ .Jt)({ description: 'Attest how it was built (makes an index; needs buildx).', default: 'false' }),
    sbom: (0,_input_js__WEBPACK_IMPORTED_MODULE_1__/* .flag */ .Jt)({ description: 'Attest what is in it (makes an index; needs buildx).', default: 'false' }),
    cache: (0,_input_js__WEBPACK_IMPORTED_MODULE_1__/* .oneOf */ .yL)('ecr', 'gha')({
        description: 'Keep layers for the next build: beside the image under `cache-tag` (`ecr`), or in GitHub’s cache (`gha`). Needs buildx with a builder of its own (docker/setup-buildx-action); without it is built without a cache.',
    }),
    cacheTag: (0,_input_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)({ description: 'The tag of the cache in the repository; it moves.', default: 'buildcache' }),
    parallel: (0,_input_js__WEBPACK_IMPORTED_MODULE_1__/* .count */ .U9)(1, 16)({ description: 'How many images are built at the same time.', default: '4' }),
};
/** What they are called. */
const tagInputs = {
    imageTag: (0,_input_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)({
        description: 'The tag of the image. Unset: the first of `tag-scheme`, else `sha-` and seven digits of the commit.',
    }),
    tagScheme: (0,_input_js__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)({
        description: `Tags, the first is primary: ${names(Object.keys(_decisions_tags_js__WEBPACK_IMPORTED_MODULE_0__/* .SCHEMES */ .dz))}, or templates such as \`{branch}-{short-sha}-{timestamp}\`. Times are those of the run, in UTC.`,
    }),
    extraTags: (0,_input_js__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)({ description: 'More tags, which move from image to image: `latest`, `{branch}-latest`.' }),
    tag: (0,_input_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)({ description: 'What `{tag}` stands for. Unset: the release, or the tag of the run.' }),
    gitSha: (0,_input_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)({ description: 'The commit. Unset: that of the run.' }),
    dateCollision: (0,_input_js__WEBPACK_IMPORTED_MODULE_1__/* .oneOf */ .yL)('suffix', 'move', 'fail')({
        description: 'For the second image of a day under a dated tag: `suffix` makes `staging-20260128.2`, `move` moves the tag.',
        default: 'suffix',
    }),
    ifExists: (0,_input_js__WEBPACK_IMPORTED_MODULE_1__/* .oneOf */ .yL)('skip', 'fail', 'overwrite')({
        description: 'When the primary tag is there already: `skip` takes it, `fail` is red, `overwrite` builds and moves it. Unset: an image of the same commit is taken, one of another commit is refused.',
    }),
};
/** Where they go, and what must be true before and after. */
const pushInputs = {
    push: (0,_input_js__WEBPACK_IMPORTED_MODULE_1__/* .flag */ .Jt)({
        description: 'Push. `false` builds and tries alone, as for pull requests, and asks AWS nothing.',
        default: 'true',
    }),
    createRepository: (0,_input_js__WEBPACK_IMPORTED_MODULE_1__/* .flag */ .Jt)({
        description: 'Make the ECR repository when there is none; one that is there stays as it is.',
        default: 'false',
    }),
    immutableTags: (0,_input_js__WEBPACK_IMPORTED_MODULE_1__/* .flag */ .Jt)({ description: 'A repository that is made lets no tag move.', default: 'true' }),
    mutableTags: (0,_input_js__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)({ description: 'Tags that may move in it all the same, with `*`: `*-latest`.' }),
    scanOnPush: (0,_input_js__WEBPACK_IMPORTED_MODULE_1__/* .flag */ .Jt)({ description: 'A repository that is made scans what is pushed.', default: 'true' }),
    lifecyclePolicy: (0,_input_js__WEBPACK_IMPORTED_MODULE_1__/* .json */ .Pq)({ description: 'The lifecycle policy of a repository that is made.' }),
    encryption: (0,_input_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)({
        description: 'The encryption of a repository that is made: `AES256`, `KMS`, or the ARN of a key.',
    }),
    verifyRun: (0,_input_js__WEBPACK_IMPORTED_MODULE_1__/* .flag */ .Jt)({
        description: 'Start each image before anything is pushed: it must answer `verify-path`; without one it must end with exit code 0 or stay up for 5 s. Of several platforms the runner’s own is started.',
        default: 'false',
    }),
    verifyPath: (0,_input_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)({ description: 'A path that must be answered with 2xx or 3xx twice: `/healthz`.' }),
    verifyPort: (0,_input_js__WEBPACK_IMPORTED_MODULE_1__/* .count */ .U9)(1, 65535)({ description: 'The port of `verify-path`. Unset: the only one that the image exposes.' }),
    verifyEnvironment: (0,_input_js__WEBPACK_IMPORTED_MODULE_1__/* .map */ .Tj)({
        description: 'Environment variables of the trial, which reach the container alone: `NAME=value`, each on one line.',
    }),
    verifyTimeoutSeconds: (0,_input_js__WEBPACK_IMPORTED_MODULE_1__/* .duration */ .p0)('seconds')({ description: 'How long it may take to answer.', default: '30' }),
    maxSeverity: (0,_input_js__WEBPACK_IMPORTED_MODULE_1__/* .oneOf */ .yL)('CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'INFORMATIONAL', 'UNDEFINED')({
        description: 'Wait for ECR’s scan, basic or enhanced, and be red when it finds anything worse than this; tags behind the primary one are set only after it. Unset: no scan is waited for.',
    }),
    scanTimeoutMinutes: (0,_input_js__WEBPACK_IMPORTED_MODULE_1__/* .duration */ .p0)('minutes')({ description: 'How long a scan may take.', default: '10' }),
    loginOnly: (0,_input_js__WEBPACK_IMPORTED_MODULE_1__/* .flag */ .Jt)({ description: 'Log Docker in, for later steps, and do nothing else.', default: 'false' }),
    registries: (0,_input_js__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)({
        description: 'For `login-only`: accounts (12 digits), registries or repositories. Unset: the account’s own registry.',
    }),
    skipLogout: (0,_input_js__WEBPACK_IMPORTED_MODULE_1__/* .flag */ .Jt)({ description: 'Stay logged in when the job ends.', default: 'false' }),
    githubToken: (0,_input_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)({
        description: 'Reads when the run began, for tags with a time (permission `actions: read`; without it the event’s time is taken).',
        default: '${{ github.token }}',
        secret: true,
    }),
};


/***/ }),

/***/ 7624:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  PP: () => (/* binding */ hostsOf),
  IC: () => (/* binding */ imagesOf),
  PC: () => (/* binding */ labelsOf),
  Vb: () => (/* binding */ nameOf),
  nY: () => (/* binding */ planRun),
  oF: () => (/* binding */ withSuffix)
});

// EXTERNAL MODULE: ./build/src/decisions/image.js
var decisions_image = __webpack_require__(7596);
// EXTERNAL MODULE: ./build/src/decisions/image-choice.js
var image_choice = __webpack_require__(8742);
;// CONCATENATED MODULE: ./build/src/decisions/images.js
// Which images are built, from what, and where do they go?

const FIELDS = ['repository', 'context', 'dockerfile', 'target', 'build-args', 'tag-suffix'];
/**
 * The images of a list. A line is `repository context=folder dockerfile=file target=stage tag-suffix=-x build-arg.NAME=value`;
 * a bare second word is the context; YAML has the same names, and `build-args` as a map. The Dockerfile is the context's
 * own unless named. Problems follow the word `images`.
 */
function readImages({ images, registry, buildArgs, }) {
    const entries = entriesOf(images);
    if (!entries || entries.length === 0)
        return {
            problems: ['images is not a list of images: write one a line, `repository context=folder`, or a YAML list'],
        };
    const problems = [];
    const found = entries.flatMap((entry, at) => {
        const where = `images, entry ${at + 1}`;
        if (typeof entry === 'string') {
            problems.push(`${where} ${entry}`);
            return [];
        }
        const strange = Object.keys(entry).find(name => !FIELDS.includes(name));
        if (strange !== undefined)
            problems.push(`${where} has "${strange}": there are ${FIELDS.join(', ')}`);
        const { repository: name = '', context = '.', target, dockerfile } = entry;
        const repository = locate(name, registry);
        if (!repository) {
            problems.push(`${where} has the repository "${name}": write host and repository without a tag, or a name below the input registry`);
            return [];
        }
        const suffix = String(entry['tag-suffix'] ?? '');
        if (suffix && !(0,decisions_image/* isTag */.dz)(`x${suffix}`))
            problems.push(`${where} has the tag-suffix "${suffix}", which no tag can end with`);
        const own = entry['build-args'];
        return [
            {
                repository,
                context,
                dockerfile: dockerfile ?? dockerfileIn(context),
                target,
                buildArgs: { ...buildArgs, ...mapOf(own) },
                tagSuffix: suffix,
            },
        ];
    });
    const names = found.map(({ repository, tagSuffix }) => `${repository.uri}${tagSuffix}`);
    const twice = names.find((name, at) => names.indexOf(name) !== at);
    if (twice !== undefined)
        problems.push(`images has ${twice} twice, and both would get the same tag: give one of them a tag-suffix`);
    return problems.length > 0 ? { problems } : { images: found };
}
/** A repository by its whole name, or below a registry. */
function locate(name, registry) {
    return (0,decisions_image/* readRepository */.Nu)(name) ?? (registry ? (0,decisions_image/* readRepository */.Nu)(`${registry.replace(/\/+$/, '')}/${name}`) : undefined);
}
const dockerfileIn = (context) => context === '.' ? 'Dockerfile' : `${context.replace(/\/+$/, '')}/Dockerfile`;
const mapOf = (given) => Object.fromEntries(Object.entries(given ?? {}).map(([name, value]) => [name, String(value)]));
/** Entries as YAML has them; a text is what is wrong with one. */
function entriesOf(images) {
    if (Array.isArray(images))
        return images.map(one => (typeof one === 'string' ? readLine(one) : readEntry(one)));
    if (typeof images !== 'object' || images === null)
        return undefined;
    return Object.entries(images).map(([repository, rest]) => typeof rest === 'string' ? readLine(`${repository} ${rest}`) : readEntry({ repository, ...rest }));
}
const readEntry = (one) => typeof one === 'object' && one !== null && !Array.isArray(one)
    ? one
    : 'is neither a line nor a map: write `repository context=folder`';
function readLine(line) {
    const [repository = '', ...words] = line.trim().split(/\s+/);
    const entry = { repository };
    const buildArgs = {};
    for (const [at, word] of words.entries()) {
        const [, name, value = ''] = word.match(/^([\w.-]+)=(.*)$/) ?? [];
        if (name === undefined && at === 0)
            entry.context = word;
        else if (name === undefined)
            return `has the word "${word}": write name=value`;
        else if (name.startsWith('build-arg.'))
            buildArgs[name.slice('build-arg.'.length)] = value;
        else
            entry[name] = value;
    }
    return { ...entry, ...(Object.keys(buildArgs).length > 0 ? { 'build-args': buildArgs } : {}) };
}

// EXTERNAL MODULE: ./build/src/decisions/tags.js
var decisions_tags = __webpack_require__(4344);
// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
;// CONCATENATED MODULE: ./build/src/images/plan-images.js
// What is to be built in this run, under which tags, and with which labels?





/** Tags of this run, the primary one first. A Failure names each scheme that does not fit. */
async function planRun(given, world) {
    const { runner } = world;
    const sha = given.gitSha ?? runner.variable('GITHUB_SHA') ?? '';
    // Fewer digits are of several commits in any grown repository.
    if (!/^[0-9a-f]{6,64}$/.test(sha))
        throw new failure/* Failure */.HR(`The commit "${sha}" is none: give git-sha, the whole commit.`);
    const schemes = given.tagScheme.length > 0 ? given.tagScheme : given.imageTag === undefined ? ['sha'] : [];
    const templates = [...schemes, ...given.extraTags].map(scheme => decisions_tags/* SCHEMES */.dz[scheme] ?? scheme);
    const epoch = await world.commitTime(sha);
    const needsTime = templates.some(template => /\{(timestamp|date)\}/.test(template));
    const startedAt = needsTime ? await beginningOf(world, given.githubToken, epoch) : 0;
    const tag = given.tag ?? (await releaseTag(world));
    const branch = runner.variable('GITHUB_HEAD_REF') ?? runner.variable('GITHUB_REF_NAME') ?? '';
    const planned = (0,decisions_tags/* planTags */.Vd)(schemes, given.extraTags, { tag, branch, sha, startedAt });
    if ('problems' in planned)
        throw new failure/* Failure */.HR(planned.problems.map(problem => `Input ${problem}.`).join('\n'));
    for (const warning of planned.warnings)
        runner.warn(warning);
    if (runner.variable('GITHUB_REF')?.startsWith('refs/tags/') && templates.some(one => one.includes('{branch}')))
        runner.warn(`This run is for tag ${branch}, and has no branch: {branch} is ${branch}.`);
    const explicit = given.imageTag === undefined ? [] : [{ tag: given.imageTag, moves: false, dated: false, commit: false }];
    const tags = [...explicit, ...planned.tags.filter(one => one.tag !== given.imageTag)];
    return { tags, sha, version: tag ?? tags[0].tag, epoch };
}
async function releaseTag(world) {
    const ref = world.runner.variable('GITHUB_REF') ?? '';
    return ref.startsWith('refs/tags/') ? ref.slice('refs/tags/'.length) : (await world.event()).event.release?.tag;
}
/** When the run began: the same for all its jobs and attempts, as the run itself, its event and its commit are. */
async function beginningOf(world, token, epoch) {
    const { runner, clock } = world;
    const run = Number(runner.variable('GITHUB_RUN_ID') ?? 0);
    const created = token && run ? await (await world.github(token)).runCreatedAt(run).catch(() => undefined) : undefined;
    // Hosts that only speak like GitHub may leave the time out.
    const known = (Number.isFinite(created) ? created : undefined) ??
        (await world.event()).time ??
        (epoch === undefined ? undefined : epoch * 1000);
    if (known === undefined)
        runner.warn('When this run began is not known: another attempt will write another time into its tags. Allow actions: read.');
    return known ?? clock.now();
}
/** The images of a run: those of the list, or the only one. */
function imagesOf(given) {
    const { repository, images, context, dockerfile, target, buildArgs } = given;
    if (images !== undefined)
        return repository === undefined
            ? readImages(given)
            : { problems: ['repository and images are both given: write the repository into images, or leave images out'] };
    if (repository === undefined)
        return { problems: ['repository is empty: give host and repository of the image, without a tag'] };
    const read = (0,decisions_image/* readRepository */.Nu)(repository);
    if (!read)
        return {
            problems: [
                `repository is "${repository}": write host and repository without a tag, such as 123456789012.dkr.ecr.eu-west-1.amazonaws.com/app`,
            ],
        };
    return { images: [{ repository: read, context, dockerfile, target, buildArgs, tagSuffix: '' }] };
}
/** Of an image with a suffix, each tag with it. */
const withSuffix = (tag, suffix) => suffix === '' ? tag : (0,decisions_tags/* tagOf */.cO)(tag.slice(0, 128 - suffix.length)) + suffix;
/** https://github.com/opencontainers/image-spec/blob/main/annotations.md */
function labelsOf({ sha, version, epoch }, world) {
    const { runner } = world;
    return {
        [image_choice/* COMMIT_LABEL */.pM]: sha,
        'org.opencontainers.image.source': `${runner.variable('GITHUB_SERVER_URL')}/${runner.variable('GITHUB_REPOSITORY')}`,
        'org.opencontainers.image.version': version,
        ...(epoch === undefined ? {} : { 'org.opencontainers.image.created': new Date(epoch * 1000).toISOString() }),
    };
}
/** How people call an image in a log: its name, with the suffix of its tags. */
const nameOf = ({ repository, tagSuffix }) => `${repository.name}${tagSuffix}`;
/** Each registry once. */
const hostsOf = (repositories) => repositories.filter((one, at) => repositories.findIndex(({ host }) => host === one.host) === at);


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

/***/ 6671:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ startLog)
/* harmony export */ });
/* harmony import */ var _decisions_duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7897);
// How does a line of the log begin?

/** A log that begins now. */
function startLog(clock, line) {
    const start = clock.now();
    return (subject, fact) => line(`${(0,_decisions_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .showElapsed */ .u4)(clock.now() - start)}  ${subject}: ${fact}`);
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
