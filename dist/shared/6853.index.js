export const id = 6853;
export const ids = [6853];
export const modules = {

/***/ 7663:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ action)
/* harmony export */ });
/** Types an action from its own spec. */
const action = (spec) => spec;


/***/ }),

/***/ 6853:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   "default": () => (__WEBPACK_DEFAULT_EXPORT__)
/* harmony export */ });
/* harmony import */ var _action_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7663);
/* harmony import */ var _decisions_duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7897);
/* harmony import */ var _decisions_markdown_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7956);
/* harmony import */ var _decisions_probe_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9827);
/* harmony import */ var _input_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(249);
/* harmony import */ var _log_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6671);
/* harmony import */ var _smoke_probe_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9385);
// Does what is running do what it must?







/* harmony default export */ const __WEBPACK_DEFAULT_EXPORT__ = ((0,_action_js__WEBPACK_IMPORTED_MODULE_3__/* .action */ .X)({
    question: 'Does what is running do what it must?',
    about: 'Asks addresses until each has given so many good answers in a row. Redirects are answers, not followed. Red says which address gave what.',
    usage: `urls: https://staging.example.com/healthz
expect-text: ok
`,
    inputs: {
        urls: (0,_input_js__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)({ description: 'The addresses to ask.', required: true }),
        expectStatus: (0,_input_js__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)({ description: 'Statuses of a good answer: `200`, `2xx`, `200-299`.', default: '2xx' }),
        expectText: (0,_input_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)({ description: 'A text that the body of a good answer has.' }),
        headers: (0,_input_js__WEBPACK_IMPORTED_MODULE_1__/* .map */ .Tj)({ description: 'Headers to send, `Name=value`.', secret: true }),
        consecutive: (0,_input_js__WEBPACK_IMPORTED_MODULE_1__/* .count */ .U9)(1, 100)({ description: 'How many good answers in a row are enough.', default: '2' }),
        intervalSeconds: (0,_input_js__WEBPACK_IMPORTED_MODULE_1__/* .duration */ .p0)('seconds')({ description: 'Time between two tries of an address.', default: '2' }),
        requestTimeoutSeconds: (0,_input_js__WEBPACK_IMPORTED_MODULE_1__/* .duration */ .p0)('seconds')({ description: 'How long one answer may take.', default: '10' }),
        timeoutSeconds: (0,_input_js__WEBPACK_IMPORTED_MODULE_1__/* .duration */ .p0)('seconds')({ description: 'How long all of it may take.', default: '60' }),
    },
    outputs: {
        verdict: '`answering` or `not-answering`.',
        url: 'The first address that was asked.',
        message: 'The last line of the log.',
        results: 'JSON: verdict, note and tries of each address.',
    },
    permissions: { aws: [], github: [] },
    rules: ({ urls, expectStatus }) => [
        ...urls.filter(url => !(0,_input_js__WEBPACK_IMPORTED_MODULE_1__/* .isUrl */ .gU)(url)).map(url => `urls has "${url}": write whole addresses, https://…`),
        ...expectStatus
            .filter(pattern => !(0,_decisions_probe_js__WEBPACK_IMPORTED_MODULE_4__/* .isStatusPattern */ .XI)(pattern))
            .map(pattern => `expect-status has "${pattern}": write 200, 2xx or 200-299`),
    ],
    async run(inputs, world, tell) {
        const { clock } = world;
        const log = (0,_log_js__WEBPACK_IMPORTED_MODULE_2__/* .startLog */ .l)(clock, world.runner.line);
        const started = clock.now();
        const probing = {
            headers: inputs.headers,
            expected: { statuses: inputs.expectStatus, text: inputs.expectText, consecutive: inputs.consecutive },
            interval: inputs.intervalSeconds,
            requestTimeout: inputs.requestTimeoutSeconds,
            until: started + inputs.timeoutSeconds,
        };
        tell('url', inputs.urls[0]);
        const results = await Promise.all(inputs.urls.map(url => (0,_smoke_probe_js__WEBPACK_IMPORTED_MODULE_5__/* .probe */ .d)({ url, ...probing }, world, log)));
        const bad = results.filter(one => one.verdict !== 'answering');
        const took = (0,_decisions_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .showDuration */ .kJ)(clock.now() - started);
        const line = bad.length === 0
            ? `${results.length === 1 ? results[0]?.url : `All ${results.length} addresses`} answered well, ${inputs.consecutive} times in a row.`
            : `${bad.map(one => `${one.url} ${one.note}`).join('; ')} (${took}). Look at what runs there and what it depends on.`;
        tell('verdict', bad.length === 0 ? 'answering' : 'not-answering');
        tell('message', line);
        tell('results', JSON.stringify(results));
        await world.runner.summary([
            '| address | verdict | last answer | tries |',
            '|---|---|---|---|',
            ...results.map(({ url, verdict, note, tries }) => `| ${(0,_decisions_markdown_js__WEBPACK_IMPORTED_MODULE_6__/* .code */ .a)(url)} | ${verdict === 'answering' ? '✅' : '❌'} ${verdict} | ${(0,_decisions_markdown_js__WEBPACK_IMPORTED_MODULE_6__/* .cell */ .H)(note)} | ${tries} |`),
            '',
        ].join('\n'));
        return { good: bad.length === 0, line };
    },
}));


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

/***/ 9827:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Kl: () => (/* binding */ faultOf),
/* harmony export */   XI: () => (/* binding */ isStatusPattern),
/* harmony export */   ih: () => (/* binding */ judgeProbe)
/* harmony export */ });
// Does what is running answer as it must?
/** Judges all tries of one address, oldest first: well after so many good answers in a row, ill when its time is up. */
function judgeProbe(tries, expected, timeIsUp) {
    let row = 0;
    for (const one of tries) {
        row = faultOf(one, expected) === undefined ? row + 1 : 0;
        if (row >= expected.consecutive)
            return { verdict: 'answering', note: describeTry(one) };
    }
    const last = tries.at(-1);
    const fault = last && faultOf(last, expected);
    const note = fault ?? (last ? `${row} of ${expected.consecutive} good answers in a row` : 'not tried yet');
    return { verdict: timeIsUp ? 'not-answering' : 'trying', note };
}
/** What is wrong with one try; undefined when it is good. */
function faultOf(one, { statuses, text }) {
    if ('error' in one)
        return one.error;
    if (!statuses.some(pattern => matches(pattern, one.status)))
        return `${describeTry(one)}${one.location ? ` to ${one.location}` : ''}, expected ${statuses.join(' or ')}`;
    if (text !== undefined && !one.body.includes(text))
        return `${describeTry(one)}, but its body has no "${text}": ${excerpt(one.body)}`;
    return undefined;
}
const describeTry = (one) => ('error' in one ? one.error : `answered ${one.status} in ${one.ms} ms`);
/** `200`, `2xx`, `200-299`. */
const matches = (pattern, status) => {
    const [from, to = from] = pattern.split('-');
    return status >= Number(from.replaceAll('x', '0')) && status <= Number(to.replaceAll('x', '9'));
};
/** Whether a text is a status, a class of them, or a range. */
const isStatusPattern = (text) => /^[1-5](\d\d|xx)(-[1-5]\d\d)?$/.test(text);
const excerpt = (body) => {
    const line = body.replaceAll(/\s+/g, ' ').trim();
    return line.length > 120 ? `${line.slice(0, 120)}…` : line || '(empty)';
};


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

/***/ 9385:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ probe)
/* harmony export */ });
/* harmony import */ var _decisions_probe_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9827);
/* harmony import */ var _watch_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2226);
// Does an address answer well, so many times in a row, within its time?


/** Asks one address until it has answered well so often, its time is up, or the job is cancelled. Never rejects. */
async function probe({ url, headers, expected, interval, requestTimeout, until }, { clock, cancel, http }, log) {
    const { get } = await http();
    const tries = [];
    const { judgement } = await (0,_watch_js__WEBPACK_IMPORTED_MODULE_0__/* .watch */ .w)({
        clock,
        cancel,
        until,
        async look() {
            const at = clock.now();
            const answer = await get(url, { headers, timeout: requestTimeout, cancel });
            return { at, ms: clock.now() - at, ...answer };
        },
        judge(one) {
            const before = tries.at(-1);
            tries.push(one);
            const said = (0,_decisions_probe_js__WEBPACK_IMPORTED_MODULE_1__/* .judgeProbe */ .ih)(tries, expected, clock.now() >= until);
            const fault = (0,_decisions_probe_js__WEBPACK_IMPORTED_MODULE_1__/* .faultOf */ .Kl)(one, expected);
            if (said.verdict !== 'trying' || !before || (0,_decisions_probe_js__WEBPACK_IMPORTED_MODULE_1__/* .faultOf */ .Kl)(before, expected) !== fault)
                log(url, said.verdict === 'trying' ? (fault ?? said.note) : said.note);
            return { judgement: said, ...(said.verdict === 'trying' ? { lookAgainIn: interval } : {}) };
        },
        mayPass: () => false,
    });
    const { verdict, note } = judgement ?? { verdict: 'not-answering', note: 'the job was cancelled' };
    return { url, tries: tries.length, verdict: verdict === 'answering' ? verdict : 'not-answering', note };
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
