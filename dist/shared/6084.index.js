export const id = 6084;
export const ids = [6084];
export const modules = {

/***/ 6084:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  "default": () => (/* binding */ blue_green_shift)
});

// EXTERNAL MODULE: ./build/src/action.js
var action = __webpack_require__(7663);
// EXTERNAL MODULE: ./build/src/decisions/lease.js
var lease = __webpack_require__(9143);
// EXTERNAL MODULE: ./build/src/decisions/listener-rule.js
var listener_rule = __webpack_require__(3108);
// EXTERNAL MODULE: ./build/src/decisions/shift-plan.js
var shift_plan = __webpack_require__(8997);
// EXTERNAL MODULE: ./build/src/hold-rule.js
var hold_rule = __webpack_require__(2051);
// EXTERNAL MODULE: ./build/src/keep-size.js + 1 modules
var keep_size = __webpack_require__(2977);
// EXTERNAL MODULE: ./build/src/revert.js
var revert = __webpack_require__(8675);
;// CONCATENATED MODULE: ./build/src/shift.js
/** The rule shows a new share. */
function arrived(shift, green, at) {
    shift.share = green;
    shift.since = at;
    shift.history.push({ at, green });
}
/** Nothing is moved any more: somebody else is at it, or people must decide. */
const heldEnd = (because) => ({
    ...{ verdict: 'held', remedy: 'needs-human', because },
    next: 'Nothing was written over it: find out who did it, then run again.',
});

// EXTERNAL MODULE: ./build/src/watch.js
var watch = __webpack_require__(2226);
;// CONCATENATED MODULE: ./build/src/cancel-shift.js
// The job is cancelled: how is traffic safe in the few seconds that are left, and who does the rest?








/** How long (ms) a write that was under way may take to come to its end, before the one that counts. */
const SETTLED = 1_500;
/** Resolves when the job is cancelled. */
const cancelled = (cancel) => new Promise(resolve => {
    if (cancel.aborted)
        resolve();
    else
        cancel.addEventListener('abort', () => resolve(), { once: true });
});
/**
 * One write that puts all traffic on blue, verified; nothing else. The runner gives 7.5 seconds:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-cancellation
 */
async function cancelShift(shift, onCancel, writing, rules, world) {
    const end = (remedy, because, next) => ({
        ...{ verdict: 'cancelled', remedy, because, next },
    });
    if (!shift)
        return end('none', 'cancelled before any traffic was moved', '');
    const { found, phase } = shift;
    const { blue, green, rule } = found;
    if (phase === 'accepted' || phase === 'retiring' || phase === 'over')
        return end('kept', `cancelled; the traffic was on ${green.name} for good by then`, 'Run again to bring the rest to its end.');
    const settled = new AbortController();
    const over = writing.catch(() => undefined).then(() => settled.abort());
    await Promise.race([over, world.clock.sleep(SETTLED, settled.signal)]);
    try {
        const pair = { blue: blue.group, green: green.group };
        const now = await rules.rule(rule.arn);
        const share = (0,listener_rule/* greenShare */.fW)(now.actions, pair) ?? 0;
        if (share === 0)
            return end('none', 'cancelled; green had no traffic', 'Run again to go on.');
        if (onCancel === 'keep')
            return end('kept', `cancelled; ${Math.round(share)} % of the traffic stays on green (on-cancel: keep)`, 'Run again to go on, or with resume: rollback.');
        const { verified } = await (0,revert/* revertTraffic */._)({ rule: rule.arn, ...pair }, world, rules);
        arrived(shift, 0, world.clock.now());
        shift.log(found.wanted.name, `all traffic is back on ${blue.service.name}`);
        return verified
            ? end('reverted', 'cancelled, reverted', 'Run again to begin anew.')
            : end('needs-human', 'cancelled; the way back was written, and the rule does not show it', 'Look at the rule now.');
    }
    catch (error) {
        const why = error.message.replace(/\.$/, '');
        return end('needs-human', `cancelled; traffic could not be brought back (${why})`, 'Run again with resume: rollback.');
    }
}
/**
 * What a cancelled run left: green without traffic gives its tasks back, scaling is as it was, the test rule goes. The
 * job's end has five minutes. Does nothing where the run came to its own end, or where another has taken over.
 */
async function tidyAfter(pairs, log, world) {
    const rules = await world.listenerRules();
    for (const { name, cluster, rule, test, blue, green } of pairs) {
        const testRule = async () => {
            const standing = await (0,hold_rule/* standingAt */.Ib)(test.priority, await rules.rulesOf(test.listener), rules);
            return standing?.note?.holder === test.holder ? standing : undefined;
        };
        const shareNow = async () => (0,listener_rule/* greenShare */.fW)((await rules.rule(rule)).actions, { blue: blue.group, green: green.group }) ?? 0;
        const standing = await testRule();
        if (!standing)
            continue;
        const share = await shareNow();
        const [resting] = share === 100 ? [blue.service] : share === 0 ? [green.service] : [];
        await (0,keep_size/* restoreScaling */.oQ)({ cluster, sides: [blue, green], world, log }, resting);
        if (share > 0) {
            log(name, `green has ${Math.round(share)} % of the traffic: run again to go on, or with resume: rollback`);
            await rules.tag(standing.rule.arn, (0,lease/* writeNote */.IP)({ until: world.clock.now() }));
            continue;
        }
        // Green that never had traffic has nothing on its way to it.
        if (standing.note && standing.note.since > 0)
            await pass(shift_plan/* LEAST_KEPT */.JT, world);
        if (!(await testRule()) || (await shareNow()) > 0)
            continue;
        const { services } = await (await world.ecs()).describeServices(cluster, [green.service]);
        // Asked for also where ECS shows none: what it shows may be older than what was asked for last.
        if (services[0]?.active) {
            await (0,keep_size/* letRest */._M)({ cluster, sides: [green], world });
            await (await world.ecs()).updateService(cluster, green.service, { desiredCount: 0 });
        }
        await rules.remove(standing.rule.arn);
        log(green.service, 'has given its tasks back after the cancel');
    }
}
const pass = (ms, { clock, cancel }) => (0,watch/* watch */.w)({
    ...{ clock, cancel, until: clock.now() + ms },
    look: async () => { },
    judge: () => ({ judgement: undefined, lookAgainIn: ms }),
    mayPass: () => false,
});

;// CONCATENATED MODULE: ./build/src/decisions/native-strategy.js
// Which of ECS's own strategies takes which steps, and where does it pause for us?
/**
 * The strategy that shifts by these steps (percent of green after each). ECS knows equal steps of 3 % and more, two jumps
 * of which the first is 0.1 % at least, and one: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LinearConfiguration.html
 */
function chooseStrategy(steps) {
    const [first = 0, second] = steps;
    const tenths = steps.every(one => Math.abs(one * 10 - Math.round(one * 10)) < 1e-9 && one > 0 && one <= 100);
    if (tenths && steps.length === 1 && first === 100)
        return { strategy: 'BLUE_GREEN' };
    if (tenths && steps.length === 2 && first < 100 && second === 100)
        return { strategy: 'CANARY', canaryPercent: first };
    if (tenths && first >= 3 && equal(steps, equalSteps(first)))
        return { strategy: 'LINEAR', stepPercent: first };
    return {
        problem: `steps has ${steps.join(', ')}, which ECS cannot shift by: it takes one step (100), two (5, 100) or equal ones (25, 50, 75, 100). Write one of these, or engine: alb for any other`,
    };
}
const equal = (some, others) => some.length === others.length && some.every((one, index) => one === others[index]);
/** Percent after each step of so many, in tenths exactly; the last one is 100. */
const equalSteps = (percent) => {
    const tenths = Math.round(percent * 10);
    return Array.from({ length: Math.ceil(1000 / tenths) }, (_, index) => Math.min(1000, (index + 1) * tenths) / 10);
};
/** Percent of green after each step, by a configuration; what it leaves out is as ECS has it by default. */
function stepsOf({ strategy, linearConfiguration, canaryConfiguration }) {
    if (strategy === 'LINEAR')
        return equalSteps(linearConfiguration?.stepPercent ?? 10);
    const percent = canaryConfiguration?.canaryPercent ?? 5;
    return strategy === 'CANARY' && percent < 100 ? [percent, 100] : [100];
}
/** How long (ms) ECS itself stands still after a step, and after the last one. */
const ownBakes = (configuration) => ({
    step: 60_000 *
        (configuration.strategy === 'LINEAR'
            ? (configuration.linearConfiguration?.stepBakeTimeInMinutes ?? 6)
            : configuration.strategy === 'CANARY'
                ? (configuration.canaryConfiguration?.canaryBakeTimeInMinutes ?? 10)
                : 0),
    last: 60_000 * (configuration.bakeTimeInMinutes ?? 0),
});
/** The strategy's members of a deployment configuration. We bake while it is paused, so ECS need not between steps. */
function strategyMembers(chosen) {
    const { strategy } = chosen;
    return {
        strategy,
        linearConfiguration: chosen.strategy === 'LINEAR' ? { stepPercent: chosen.stepPercent, stepBakeTimeInMinutes: 0 } : undefined,
        canaryConfiguration: chosen.strategy === 'CANARY' ? { canaryPercent: chosen.canaryPercent, canaryBakeTimeInMinutes: 0 } : undefined,
    };
}

// EXTERNAL MODULE: ./build/src/decisions/pairs.js
var pairs = __webpack_require__(8504);
// EXTERNAL MODULE: ./build/src/decisions/services.js
var services = __webpack_require__(4057);
;// CONCATENATED MODULE: ./build/src/decisions/shift-engine.js
// Who moves the traffic: ECS by its strategies, or we by weights on a rule?
/** `alb` where a rule to put weights on is named, else ECS itself: it stays safe when nobody watches. */
function engineOf({ engine, listener, listenerRule, services }) {
    const entries = services !== null && typeof services === 'object' ? Object.values(services) : [];
    const named = entries.some(one => one !== null && typeof one === 'object' && ('listener' in one || 'listener-rule' in one));
    return engine ?? (listener !== undefined || listenerRule !== undefined || named ? 'alb' : 'ecs');
}
const ONLY_WEIGHTS = [
    ...['services', 'blueService', 'greenService', 'listener', 'listenerRule', 'step', 'testRulePriority'],
    ...['testHeader', 'testHost', 'testListener', 'targetGroup', 'targetGroupProtocol', 'targetGroupPort', 'vpcId'],
    ...['healthPath'],
];
/** Names of inputs that mean nothing to ECS, and were given. */
const notForEcs = (given) => [
    ...ONLY_WEIGHTS.filter(name => given[name] !== undefined),
    ...['createTargetGroup', 'allowUndersized', 'keepGreen'].filter(name => given[name] === true),
    ...(given.resume === 'rollback' ? ['resume'] : []),
    ...(given.onCancel === 'keep' ? ['onCancel'] : []),
    ...(Array.isArray(given.service) && given.service.length > 1 ? ['service with several names'] : []),
];

// EXTERNAL MODULE: ./build/src/decisions/probe.js
var decisions_probe = __webpack_require__(9827);
;// CONCATENATED MODULE: ./build/src/decisions/watched-metric.js
/**
 * The newest value beyond its bounds when so many of the last so many are; by time, so a period without a value is none of
 * them. Points are in order, `period` in milliseconds.
 */
function findBreach(points, bounds, ratio, period) {
    const last = points.at(-1);
    if (!last)
        return undefined;
    const beyond = points.filter(({ at, value }) => at > last.at - ratio.of * period && isBeyond(value, bounds));
    return beyond.length >= ratio.n ? beyond.at(-1) : undefined;
}
const isBeyond = (value, { above, below }) => (above !== undefined && value > above) || (below !== undefined && value < below);
/** Whether an entry is judged, or only part of another's expression. */
const isJudged = ({ above, below }) => above !== undefined || below !== undefined;
const KEYS = 'id, label, namespace, metric-name, statistic, dimensions, expression, period, above, below, missing';
/** Entries of the input `metrics`, or every problem with it; each follows the input's name. */
function readMetrics(given) {
    if (given === undefined)
        return { metrics: [], problems: [] };
    const list = Array.isArray(given) ? given : [given];
    const read = list.map((entry, i) => readEntry(entry, `metrics[${i}]`, i));
    const metrics = read.flatMap(one => one.metric ?? []);
    const twice = metrics.find((one, i) => metrics.findIndex(other => other.id === one.id) !== i);
    const problems = read.flatMap(one => one.problems);
    if (twice)
        problems.push(`metrics has the id "${twice.id}" twice`);
    if (problems.length === 0 && metrics.length > 0 && !metrics.some(isJudged))
        problems.push('metrics has no entry with above or below, so none of them would be judged');
    return { metrics, problems };
}
function readEntry(entry, where, i) {
    const problems = [];
    if (entry === null || typeof entry !== 'object')
        return { problems: [`${where} is not an object: write namespace, metric-name, statistic, above`] };
    const given = entry;
    const known = KEYS.split(', ');
    for (const key of Object.keys(given).filter(one => !known.includes(one)))
        problems.push(`${where}.${key} is not known; known are: ${KEYS}`);
    const text = (key, otherwise) => {
        const value = given[key] ?? otherwise;
        if (typeof value === 'string' && value !== '')
            return value;
        problems.push(`${where}.${key} ${value === undefined ? 'is missing' : `is ${JSON.stringify(value)}: write a text`}`);
        return '';
    };
    const number = (key) => {
        const value = given[key];
        if (value === undefined || (typeof value === 'number' && Number.isFinite(value)))
            return value;
        problems.push(`${where}.${key} is ${JSON.stringify(value)}: write a number`);
        return undefined;
    };
    const id = text('id', `m${i + 1}`);
    if (/^(green|control)_/.test(id))
        problems.push(`${where}.id is "${id}", which is ours: choose another`);
    if (!/^[a-z]\w{0,200}$/.test(id) && id)
        problems.push(`${where}.id is "${id}": begin with a small letter, no blanks`);
    const period = number('period') ?? 60;
    if (period < 60 || period % 60 !== 0)
        problems.push(`${where}.period is ${period}: write seconds, a multiple of 60`);
    const missing = text('missing', 'blind');
    if (missing !== 'ok' && missing !== 'blind')
        problems.push(`${where}.missing is "${missing}": write ok or blind`);
    const dimensions = given.dimensions ?? {};
    if (typeof dimensions !== 'object' || Array.isArray(dimensions) || dimensions === null)
        problems.push(`${where}.dimensions is not a map: write Name: value`);
    const source = given.expression === undefined
        ? {
            namespace: text('namespace'),
            name: text('metric-name'),
            statistic: text('statistic', 'Average'),
            dimensions: Object.fromEntries(Object.entries(dimensions).map(([name, one]) => [name, String(one)])),
        }
        : { expression: text('expression') };
    const label = text('label', 'name' in source && source.name ? source.name : id);
    const both = { id, label, period, above: number('above'), below: number('below') };
    return { metric: { ...both, missing: missing === 'ok' ? 'ok' : 'blind', ...source }, problems };
}

// EXTERNAL MODULE: ./build/src/input.js
var input = __webpack_require__(249);
// EXTERNAL MODULE: ./build/src/decisions/duration.js
var duration = __webpack_require__(7897);
;// CONCATENATED MODULE: ./build/src/limits.js
// How does a user write a limit, or that there is none?


/** A share of 0 to 1, written in percent with or without its sign; decimal, so that 0.51 is what it says. */
const percent = (0,input/* kind */.fM)('percent or `none`', value => {
    if (value === 'none')
        return { value };
    const [, number] = value.match(/^(\d+(?:\.\d+)?)\s*%?$/) ?? [];
    const share = Number(`${number}e-2`);
    return number !== undefined && share > 0 && share < 1
        ? { value: share }
        : { problem: `is "${value}": write a percentage between 0 and 100, such as 0.5, or none` };
});
/** Milliseconds; a bare number counts in them. */
const milliseconds = (0,input/* kind */.fM)('duration (milliseconds) or `none`', value => {
    if (value === 'none')
        return { value };
    const ms = /^\d+(\.\d+)?$/.test(value) ? Number(value) : (0,duration/* readDuration */.$7)(value, 's');
    return ms !== undefined && ms > 0
        ? { value: ms }
        : { problem: `is "${value}": write a number of milliseconds, a duration such as 800ms or 1.5s, or none` };
});
/** A whole number, or none. */
const atMost = (0,input/* kind */.fM)('whole number or `none`', value => value === 'none' || /^\d+$/.test(value)
    ? { value: value === 'none' ? value : Number(value) }
    : { problem: `is "${value}": write a whole number, or none` });
/** So many, or a share of all: `2`, `50%`. */
const atLeast = (0,input/* kind */.fM)('whole number, percentage or `none`', value => {
    if (value === 'none')
        return { value };
    const [, number, sign] = value.match(/^(\d+)\s*(%?)$/) ?? [];
    if (number === undefined || (sign && Number(number) > 100))
        return { problem: `is "${value}": write a whole number such as 2, a percentage such as 50%, or none` };
    return { value: sign ? { share: Number(`${number}e-2`) } : { count: Number(number) } };
});
/** `3/5`, `3 of 5`. */
const ratio = (0,input/* kind */.fM)('such as `3/5`', value => {
    const [, n, of] = (value.match(/^(\d+)\s*(?:\/|of)\s*(\d+)$/) ?? []).map(Number);
    return n && of && n <= of && of <= 60
        ? { value: { n, of } }
        : { problem: `is "${value}": write how many of how many, such as 3/5` };
});

;// CONCATENATED MODULE: ./build/src/evidence-inputs.js




/** What is watched, and where the limits are. */
const evidenceInputs = {
    rule: (0,input/* oneOf */.yL)('proof', 'n-of-m', 'each')({
        description: '`proof`: harm must be more than chance and more than what blue (or the hour before the release) shows. `n-of-m`: a limit is exceeded in so many of the last minutes. `each`: a limit is exceeded in the newest minute.',
        default: 'proof',
    }),
    maxErrorRate: percent({
        description: 'The limit of failed requests (5XX of the targets, and targets that do not answer), in percent.',
        default: '0.5',
    }),
    maxLatencyP95: milliseconds({
        description: 'The limit of the 95th percentile of the response time: at most 5 % of the requests may take longer.',
        default: '1000',
    }),
    confidence: percent({
        description: 'For `rule: proof`: how sure it must be that the limit is exceeded, in percent.',
        default: '99.9',
    }),
    minRequests: (0,input/* count */.U9)(1)({
        description: 'How many good requests make a revision healthy. Unset: as many as it takes to be below the limits with 95 % certainty, 600 for 0.5 %.',
    }),
    nOfM: ratio({
        description: 'For `rule: n-of-m`, and for throughput and your own `metrics` under `rule: proof`: how many of the last minutes must be bad.',
        default: '3/5',
    }),
    settleSeconds: (0,input/* duration */.p0)('seconds')({
        description: 'How long after the release (or a step of a shift) what is measured does not count.',
        default: '60',
    }),
    sharedFault: (0,input/* oneOf */.yL)('hold', 'rollback')({
        description: 'For `rule: proof`: what to do when blue, or the hour before the release, is as bad. `hold`: alert, go on watching, and never call it healthy.',
        default: 'hold',
    }),
    minThroughput: (0,input/* count */.U9)(1)({
        description: 'The least number of requests a minute. Unset: not watched.',
    }),
    maxRestarts: atMost({
        description: 'How many tasks of the new revision may end badly while it is watched.',
        default: '2',
    }),
    minHealthyTargets: atLeast({
        description: 'How many targets must be healthy: a number, or a percentage of those that are in service.',
        default: '50%',
    }),
    consecutive: (0,input/* count */.U9)(1, 100)({
        description: 'How many looks in a row must find too few healthy targets, or a probe without a good answer.',
        default: '3',
    }),
    probeUrls: (0,input/* list */.p_)({ description: 'Addresses that are asked at each look, best of all by a route to green alone.' }),
    probeExpectStatus: (0,input/* list */.p_)({ description: 'Statuses of a good answer: `200`, `2xx`, `200-299`.', default: '2xx' }),
    probeExpectText: (0,input/* text */.Qq)({ description: 'A text that the body of a good answer has.' }),
    probeHeaders: (0,input/* map */.Tj)({ description: 'Headers to send with probes, `Name=value`.', secret: true }),
    probeTimeoutSeconds: (0,input/* duration */.p0)('seconds')({ description: 'How long one answer may take.', default: '5' }),
    watchAlarms: (0,input/* list */.p_)({ description: 'CloudWatch alarms that must not go off.' }),
    alarmAtStart: (0,input/* oneOf */.yL)('refuse', 'ignore', 'breach')({
        description: 'An alarm that went off before the release says nothing of it. `refuse`: do not begin. `ignore`: it counts once it has been well again. `breach`: it counts.',
        default: 'refuse',
    }),
    alarmWithoutData: (0,input/* oneOf */.yL)('ignore', 'blind')({
        description: 'What an alarm means that has no data (INSUFFICIENT_DATA): nothing, or that too little can be seen.',
        default: 'ignore',
    }),
    metrics: (0,input/* json */.Pq)({
        description: 'Your own metrics: a YAML or JSON list of `{namespace, metric-name, statistic, dimensions, period, above, below, label, missing}`, or `{id, expression, above, below}` for metric math over the ids of others. A value strictly above or below is a breach. `missing: ok` for a metric that is sent only now and then.',
    }),
    blindAfterMinutes: (0,input/* duration */.p0)('minutes')({
        description: 'After how long without anything to be seen the watch calls itself blind.',
        default: '5',
    }),
};
/** Inputs for what the evidence leads to; the safe answer to blindness is not the same for a shift and after it. */
const policyInputs = (onBlind) => ({
    onInsufficientData: (0,input/* oneOf */.yL)('extend', 'accept', 'hold', 'rollback')({
        description: 'What to do when too little was seen to call the revision healthy. `extend`: watch longer, up to the maximum, and hold then.',
        default: 'extend',
    }),
    onBlind: (0,input/* oneOf */.yL)('hold', 'rollback')({ description: 'What to do when nothing can be seen for longer than `blind-limit-minutes`.', default: onBlind }),
    blindLimitMinutes: (0,input/* duration */.p0)('minutes')({
        description: 'How long nothing may be seen before `on-blind` is done.',
        default: '10',
    }),
});
/** What is wrong with them. */
function evidenceProblems(options) {
    const { probeUrls, probeExpectStatus, confidence } = options;
    return [
        ...readMetrics(options.metrics).problems,
        ...probeUrls.filter(url => !(0,input/* isUrl */.gU)(url)).map(url => `probe-urls has "${url}": write whole addresses, https://…`),
        ...probeExpectStatus
            .filter(pattern => !(0,decisions_probe/* isStatusPattern */.XI)(pattern))
            .map(pattern => `probe-expect-status has "${pattern}": write 200, 2xx or 200-299`),
        ...(confidence === 'none' || confidence < 0.9 ? ['confidence is too low: write 90 to 99.9999'] : []),
    ];
}
const unlessNone = (value) => (value === 'none' ? undefined : value);
/** The options in the words of the judge. */
function rulesOf(options, subject) {
    const traffic = (value) => (subject.traffic ? value : undefined);
    return {
        rule: options.rule,
        maxErrorRate: traffic(unlessNone(options.maxErrorRate)),
        maxLatency: traffic(unlessNone(options.maxLatencyP95)),
        alpha: 1 - (unlessNone(options.confidence) ?? 0.999),
        minRequests: options.minRequests,
        ratio: options.nOfM,
        minThroughput: traffic(options.minThroughput),
        maxRestarts: unlessNone(options.maxRestarts),
        minHealthy: traffic(unlessNone(options.minHealthyTargets)),
        consecutive: options.consecutive,
        sharedFault: options.sharedFault,
        settle: options.settleSeconds,
        blindAfter: options.blindAfterMinutes,
        alarms: options.watchAlarms,
        alarmAtStart: options.alarmAtStart,
        alarmWithoutData: options.alarmWithoutData,
        metrics: readMetrics(options.metrics).metrics,
        probes: options.probeUrls,
        subject: subject.name,
        control: subject.control,
        released: subject.released,
    };
}

// EXTERNAL MODULE: ./build/src/inputs.js + 1 modules
var inputs = __webpack_require__(7);
// EXTERNAL MODULE: ./build/src/log.js
var src_log = __webpack_require__(6671);
// EXTERNAL MODULE: ./build/src/permissions.js
var permissions = __webpack_require__(8693);
// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
// EXTERNAL MODULE: ./build/src/find-pair.js + 1 modules
var find_pair = __webpack_require__(7650);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./build/src/guard.js
// How is it seen to that a cancelled job changes nothing any more?

/** What each port has that changes something. */
const MUTATING = {
    ecs: ['updateService', 'registerTaskDefinition', 'stopWithRollback'],
    listenerRules: ['write', 'create', 'remove', 'tag', 'untag'],
    targetGroups: ['create', 'copyAttributes'],
    scaling: ['suspend', 'atLeast'],
    serviceCopies: ['copy'],
};
/**
 * The same world, in which nothing can be changed once the job is cancelled: whatever is still on its way through the
 * code then stops at its next change. `onWrite` hears of each write of a rule, so that a last one can come after it.
 */
function guarded(world, onWrite) {
    const guard = async (name, ...given) => {
        const port = (await world[name](...given));
        const checked = MUTATING[name].map(method => [
            method,
            (...words) => {
                if (world.cancel.aborted)
                    return Promise.reject(new failure/* Failure */.HR('The job was cancelled.'));
                const done = port[method](...words);
                if (method === 'write')
                    onWrite(done);
                return done;
            },
        ]);
        return { ...port, ...Object.fromEntries(checked) };
    };
    const ports = Object.keys(MUTATING);
    return { ...world, ...Object.fromEntries(ports.map(name => [name, (...given) => guard(name, ...given)])) };
}

;// CONCATENATED MODULE: ./build/src/decisions/minutes.js
// Which minutes of the metrics are closed, so that they may be judged?
const MINUTE = 60_000;
/**
 * How long (ms) after its end nothing of a minute counts. Load balancers report a minute node by node, one to three minutes
 * after its end, so on first sight it is a share of itself.
 */
const DELIVERY = 60_000;
/** How far back (ms) each look reads again, as late data may change a minute that was seen already. */
const READ_AGAIN = 5 * MINUTE;
/**
 * A period is closed when two reads in a row, both at least a minute after its end, had the same of it, or both had
 * nothing. Order and repetition of reads do not matter: they are taken by their time, one of each. The last read decides
 * what a period's value is, so one that changes late is open again until it has stood still.
 */
function closePeriods(reads, since, period = MINUTE) {
    if (reads.length === 0)
        return { closed: [], open: [], until: since };
    const sorted = [...new Map(reads.map(read => [read.at, read])).values()].sort((a, b) => a.at - b.at);
    const first = Math.max(since, Math.min(...sorted.map(read => read.from)));
    const last = Math.max(...sorted.map(read => read.to));
    const [closed, open] = [[], []];
    let until = since;
    const seen = new Map();
    for (const read of sorted) {
        const values = new Map(read.values.map(value => [value.at, value]));
        for (let start = Math.max(first, read.from); start < read.to; start += period) {
            if (read.at < start + period + DELIVERY)
                continue;
            const value = values.get(start);
            const text = JSON.stringify(value) ?? '';
            const before = seen.get(start);
            seen.set(start, { value, text, times: before?.text === text ? before.times + 1 : 1 });
        }
    }
    for (let start = first; start < last; start += period) {
        const one = seen.get(start);
        if (!one)
            continue;
        if (one.times >= 2)
            until = start + period;
        if (one.value)
            (one.times >= 2 ? closed : open).push(one.value);
    }
    return { closed, open, until };
}
/** The first whole period that begins at or after a moment. */
const nextPeriod = (moment, period = MINUTE) => Math.ceil(moment / period) * period;

;// CONCATENATED MODULE: ./build/src/decisions/metric-plan.js
// What is CloudWatch asked for, and what do its answers say of a minute?

/** `app/web/50dc6c495c0c9188` of a load balancer's ARN, `targetgroup/web/73e2d6bc24d8a067` of a group's. */
const loadBalancerDimension = (arn) => arn.split(':loadbalancer/').at(1) ?? arn;
const groupDimension = (arn) => arn.split(':').at(-1) ?? arn;
const PERCENTILES = ['p90', 'p95', 'p99'];
/**
 * Queries for a target group's traffic, ids beginning with `prefix`. A request is an error when a target answers 5XX or
 * cannot be reached; errors that the load balancer makes by itself belong to no target group.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
 */
function trafficQueries(prefix, { group, loadBalancer }, { slowerThan, slowBy, p95 }) {
    const query = (name, metric, statistic) => ({
        id: `${prefix}_${name}`,
        period: MINUTE / 1000,
        namespace: 'AWS/ApplicationELB',
        name: metric,
        dimensions: { TargetGroup: groupDimension(group), LoadBalancer: loadBalancer },
        statistic,
    });
    const time = (name, statistic) => query(name, 'TargetResponseTime', statistic);
    const percentiles = slowBy === 'percentiles' ? PERCENTILES : p95 ? ['p95'] : [];
    const slow = slowerThan === undefined
        ? []
        : [
            time('timed', 'SampleCount'),
            ...(slowBy === 'count' ? [time('slow', `TC(${slowerThan / 1000}:)`)] : []),
            ...percentiles.map(one => time(one, one)),
        ];
    return [
        query('requests', 'RequestCount', 'Sum'),
        query('errors', 'HTTPCode_Target_5XX_Count', 'Sum'),
        query('unreached', 'TargetConnectionErrorCount', 'Sum'),
        ...slow,
    ];
}
/**
 * Minutes that had requests. What CloudWatch does not have of a minute that has a RequestCount is 0, as load balancers only
 * report what happened; without one nothing is known of it. Undefined when an answer was not complete.
 */
function readMinutes(prefix, series, slowerThan) {
    const own = [...series].filter(([id]) => id.startsWith(`${prefix}_`));
    if (own.length === 0 || own.some(([, one]) => !one.complete))
        return undefined;
    const all = new Map(own.map(([id, { points }]) => [id, new Map(points.map(one => [one.at, one.value]))]));
    const value = (name, at) => all.get(`${prefix}_${name}`)?.get(at);
    return [...(all.get(`${prefix}_requests`) ?? [])]
        .filter(([, requests]) => requests > 0)
        .sort(([a], [b]) => a - b)
        .map(([at, requests]) => {
        const errors = Math.min(requests, (value('errors', at) ?? 0) + (value('unreached', at) ?? 0));
        if (slowerThan === undefined)
            return { at, requests, errors, slow: 0 };
        const timed = value('timed', at) ?? 0;
        const [p90, p95, p99] = PERCENTILES.map(one => value(one, at));
        const places = p90 === undefined || p95 === undefined || p99 === undefined ? undefined : { p90, p95, p99 };
        const estimated = places ? slowShare(places, slowerThan / 1000) * timed : 0;
        return {
            at,
            requests,
            errors,
            slow: value('slow', at) ?? Math.round(estimated),
            ...(timed === requests ? {} : { timed }),
            ...(p95 === undefined ? {} : { p95: Number((p95 * 1000).toFixed(6)) }),
        };
    });
}
/** Which share is slower than a limit, between percentiles by a straight line; beyond them no more than they prove. */
function slowShare({ p90, p95, p99 }, limit) {
    const between = (low, high, from, to) => high > low ? from + ((to - from) * (limit - low)) / (high - low) : to;
    if (p99 <= limit)
        return 0;
    if (p95 <= limit)
        return between(p95, p99, 0.05, 0.01);
    return p90 <= limit ? between(p90, p95, 0.1, 0.05) : 0.1;
}
/** Queries for users' own metrics, by their own ids. */
const metricQueries = (metrics) => metrics.map(one => ({
    id: one.id,
    period: one.period,
    ...(one.above === undefined && one.below === undefined ? { hidden: true } : {}),
    ...('expression' in one
        ? { expression: one.expression }
        : { namespace: one.namespace, name: one.name, dimensions: one.dimensions, statistic: one.statistic }),
}));
/**
 * Whole periods to be read now, from `from` to before `to` (ms since the epoch). `readUntil` is where the last complete read
 * but one ended: each period is read twice at least, also those that could not be read in their time.
 */
function periodsToRead(now, readUntil, period = MINUTE) {
    const to = Math.floor(now / period) * period;
    const again = Math.min(now, readUntil) - Math.max(READ_AGAIN, DELIVERY + 2 * period);
    return { from: Math.max(Math.floor(again / period) * period, to - FURTHEST_BACK), to };
}
/** CloudWatch keeps minutes for 15 days; nobody watches longer than this (ms). */
const FURTHEST_BACK = 6 * 60 * MINUTE;
/** Where one read for several periods begins: where a period of each begins, as CloudWatch may count them from there. */
function commonStart(from, periods) {
    const step = periods.reduce((a, b) => (a * b) / divisor(a, b), MINUTE);
    return Math.floor(from / step) * step;
}
const divisor = (a, b) => (b === 0 ? a : divisor(b, a % b));

;// CONCATENATED MODULE: ./build/src/shift-sizes.js
// Do both sides have the tasks that their traffic needs?



/** Healthy targets of both sides, now. */
async function healthyNow({ found }, world) {
    const { blue, green } = found;
    const healthy = await (0,find_pair/* countHealthy */.hA)([blue.group, green.group], world);
    return { blue: healthy.get(blue.group) ?? 0, green: healthy.get(green.group) ?? 0 };
}
/** Green gets as many tasks as blue has now: it may have been scaled since. */
async function growGreen(shift, world) {
    const { cluster, blue, green } = shift.found;
    const ecs = await world.ecs();
    const { services } = await ecs.describeServices(cluster, [blue.service.name, green.name]);
    const desired = (name) => services.find(one => one.name === name)?.desired ?? 0;
    shift.size = Math.max(shift.size, desired(blue.service.name));
    if (desired(green.name) >= shift.size)
        return;
    shift.log(green.name, `gets ${shift.size} tasks, as ${blue.service.name} has`);
    await ecs.updateService(cluster, green.name, { desiredCount: shift.size });
}
/** Blue at its full size again. */
async function mendBlue(shift, world) {
    const { cluster, blue } = shift.found;
    const ecs = await world.ecs();
    const { services } = await ecs.describeServices(cluster, [blue.service.name]);
    if ((services[0]?.desired ?? 0) < shift.size)
        await ecs.updateService(cluster, blue.service.name, { desiredCount: shift.size });
}
/** How long (ms) blue may take to be up again. */
const BLUE_UP = 5 * 60_000;
/** Whether blue has a healthy target; where it has none it is brought up first. */
async function blueCanTakeIt(shift, world) {
    const { group } = shift.found.blue;
    const { judgement } = await (0,watch/* watch */.w)({
        clock: world.clock,
        cancel: world.cancel,
        until: world.clock.now() + BLUE_UP,
        async look() {
            const up = ((await (0,find_pair/* countHealthy */.hA)([group], world)).get(group) ?? 0) > 0;
            if (!up)
                await mendBlue(shift, world);
            return up;
        },
        judge: up => ({ judgement: up, ...(up ? {} : { lookAgainIn: 5_000 }) }),
        mayPass: failure/* mayPass */.bg,
    });
    return judgement ?? false;
}

;// CONCATENATED MODULE: ./build/src/go-back.js
// How does all traffic of a pair go back to blue, and how is that told?




/** One write, which nobody but us must have been before; sizes come later. Not onto a blue without a healthy target. */
async function goBack(shift, because, world, breach) {
    const { found, log } = shift;
    const { blue, green, rule } = found;
    const more = breach ? { breach } : {};
    if (!(await blueCanTakeIt(shift, world)))
        return {
            ...{ verdict: 'held', remedy: 'needs-human', ...more },
            because: `${because}; and ${blue.service.name} has no healthy target to go back to`,
            next: `Bring ${blue.service.name} up, then run again with resume: rollback.`,
        };
    const reference = { rule: rule.arn, blue: blue.group, green: green.group };
    const { verified, rule: now } = await (0,revert/* revertTraffic */._)(reference, world, shift.rules);
    shift.expected = (0,listener_rule/* fingerprint */.Rj)(now.actions);
    arrived(shift, 0, world.clock.now());
    log(found.wanted.name, `all traffic goes back to ${blue.service.name}: ${because}`);
    world.runner.warn(`${found.wanted.name}: all traffic went back from ${found.revision} to ${blue.service.revision}: ${because}.`);
    return {
        ...{ verdict: 'reverted', because, ...more },
        remedy: verified ? 'reverted' : 'needs-human',
        next: verified ? 'Find the cause, then release again.' : 'The rule does not show it: look at it now.',
    };
}

;// CONCATENATED MODULE: ./build/src/decisions/binomial.js
// How likely is it that so many of so many are bad?
/** ln √(2π). */
const HALF_LN_2PI = 0.5 * Math.log(2 * Math.PI);
/**
 * ln of P(Binomial(n, p) ≥ e). In logarithms, as the tail itself underflows where it proves most. Exact to about 1e-13 of
 * the tail: the point by Loader's saddle-point form ("Fast and accurate computation of binomial probabilities", 2000), where
 * nothing large cancels, the rest as a sum of terms of one sign.
 */
function logTail(e, n, p) {
    if (e <= 0)
        return 0;
    if (e > n || p <= 0)
        return Number.NEGATIVE_INFINITY;
    if (p >= 1)
        return 0;
    if (e > n * p)
        return logPoint(e, n, p) + Math.log(sumFrom(e, n, p));
    // Below the mean the other side is summed: it is less than about a half, so 1 minus it loses nothing.
    return Math.log1p(-Math.exp(logPoint(n - e + 1, n, 1 - p)) * sumFrom(n - e + 1, n, 1 - p));
}
/** P(Binomial(n, p) ≥ e): how often so many bad ones come about when each is bad with probability `p`. */
const tail = (e, n, p) => Math.exp(logTail(e, n, p));
/** Whether P(Binomial(n, p) ≥ e) is below `alpha`; at once where e is not above its mean, as the tail is then above any such. */
const isUnlikely = (e, n, p, alpha) => e > n * p && logTail(e, n, p) < Math.log(alpha);
/** P(X ≥ e) ÷ P(X = e), for e above the mean: terms of a falling series, until they no longer count. */
function sumFrom(e, n, p) {
    const odds = p / (1 - p);
    let [sum, term] = [1, 1];
    for (let k = e; k < n && term > sum * 1e-18; k++) {
        term *= ((n - k) / (k + 1)) * odds;
        sum += term;
    }
    return sum;
}
/** ln of P(Binomial(n, p) = x). */
function logPoint(x, n, p) {
    if (x === n)
        return n * Math.log(p);
    if (x === 0)
        return n * Math.log1p(-p);
    const rest = n - x;
    return (stirlingError(n) -
        stirlingError(x) -
        stirlingError(rest) -
        deviance(x, n * p) -
        deviance(rest, n * (1 - p)) -
        HALF_LN_2PI -
        0.5 * (Math.log(x) + Math.log(rest / n)));
}
/** n! up to 15, which numbers hold exactly. */
const FACTORIALS = [1];
for (let n = 1; n < 16; n++)
    FACTORIALS.push(FACTORIALS[n - 1] * n);
/** ln n! minus Stirling's approximation of it. */
function stirlingError(n) {
    const factorial = FACTORIALS[n];
    if (factorial !== undefined)
        return Math.log(factorial) - (n + 0.5) * Math.log(n) + n - HALF_LN_2PI;
    const square = n * n;
    return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) / n;
}
/** x ln(x/m) + m − x, also where x is next to m and all of it cancels. */
function deviance(x, m) {
    const v = (x - m) / (x + m);
    if (Math.abs(v) >= 0.1)
        return x * Math.log(x / m) + m - x;
    let sum = (x - m) * v;
    let term = 2 * x * v;
    for (let j = 1;; j++) {
        term *= v * v;
        const next = sum + term / (2 * j + 1);
        if (next === sum)
            return sum;
        sum = next;
    }
}
/** The fewest bad ones of `n` that are unlikely (below `alpha`) where each is bad with probability `p`; n + 1 when none are. */
function fewestUnlikely(n, p, alpha) {
    let [likely, unlikely] = [Math.floor(n * p), n + 1];
    while (unlikely - likely > 1) {
        const middle = (likely + unlikely) >>> 1;
        if (isUnlikely(middle, n, p, alpha))
            unlikely = middle;
        else
            likely = middle;
    }
    return unlikely;
}
/**
 * The smallest rate that would have been proven above `p`, nine times of ten, with `n` requests; undefined when none would.
 * `least` is how many bad ones a proof takes in any case.
 */
function visibleRate(n, p, alpha, least) {
    const needed = Math.max(least, fewestUnlikely(n, p, alpha));
    if (needed > n)
        return undefined;
    let [low, high] = [p, 1];
    for (let i = 0; i < 50; i++) {
        const middle = (low + high) / 2;
        if (tail(needed, n, middle) >= POWER)
            high = middle;
        else
            low = middle;
    }
    return high;
}
const POWER = 0.9;

;// CONCATENATED MODULE: ./build/src/decisions/blindness.js


/** Expected requests from which silence is no chance: with 7, none come once in a thousand times. */
const CHANCE_OF_SILENCE = 7;
/** What cannot be seen any more, the longest first. Traffic that never came is not among it: nothing says that it should. */
function findBlindness(evidence, rules, now) {
    return [
        ...evidence.troubles.map(({ channel, since, because }) => ({ since, because: `${LOST[channel]}: ${because}` })),
        ...silence(evidence, rules),
        ...missingMetrics(evidence, rules),
        ...(rules.alarmWithoutData === 'blind' ? alarmsWithoutData(evidence) : []),
    ]
        .filter(({ since }) => now - since >= rules.blindAfter)
        .sort((a, b) => a.since - b.since);
}
const LOST = {
    metrics: 'metrics cannot be read',
    targets: 'target health cannot be read',
    tasks: 'tasks cannot be read',
    alarms: 'alarms cannot be read',
};
/** Closed minutes without a metric while there were requests: our own, that were answered, or those that had come until then. */
function silence(evidence, { blindAfter, subject }) {
    const { green, closedUntil, since, probes } = evidence;
    const last = green.at(-1);
    const from = last ? last.at + MINUTE : since;
    const quiet = (closedUntil - from) / MINUTE;
    if (quiet * MINUTE < blindAfter)
        return [];
    const answered = Object.values(probes).flat();
    const own = answered.filter(one => one.fault === undefined && one.at >= from && one.at < closedUntil);
    if (own.length > 0)
        return [{ since: from, because: `${subject} answers our probes, but no metric tells of it` }];
    const served = green.reduce((sum, one) => sum + one.requests, 0);
    const rate = (served / Math.max(from - since, MINUTE)) * MINUTE;
    if (rate * quiet < CHANCE_OF_SILENCE)
        return [];
    const before = `served about ${Math.round(rate)} requests a minute until then`;
    return [{ since: from, because: `no metric tells of ${subject} any more, which ${before}` }];
}
const missingMetrics = ({ others }, { metrics, blindAfter }) => metrics
    .filter(metric => isJudged(metric) && metric.missing === 'blind')
    .flatMap(({ id, label, period }) => {
    const seen = others[id];
    const last = seen?.points.at(-1);
    const from = last ? last.at + period * 1000 : (seen?.from ?? 0);
    const quiet = (seen?.until ?? 0) - from;
    return seen && quiet >= Math.max(blindAfter, period * 1000)
        ? [{ since: from, because: `${label} has no value` }]
        : [];
});
const alarmsWithoutData = ({ alarms, since }) => alarms
    .filter(one => one.state === 'INSUFFICIENT_DATA')
    .map(one => ({ since: Math.max(one.since, since), because: `alarm ${one.name} has no data` }));

;// CONCATENATED MODULE: ./build/src/decisions/evidence-words.js
/** 1812 → `1,812`. */
const showCount = (count) => String(count).replaceAll(/\B(?=(\d{3})+$)/g, ',');
/** 0.0171 → `1.71 %`: four digits at most. */
const showShare = (share) => `${Number((share * 100).toPrecision(4))} %`;
/** Four digits at most: of a metric whose unit nobody knows. */
const showNumber = (value) => String(Number(value.toPrecision(6)));
const showMinutes = (minutes) => `${minutes} min`;
/** How often something with this probability (its logarithm) happens: `once in 1,235`, `once in 10^8`. */
function showChance(log) {
    const power = -log / Math.LN10;
    return power < 4 ? `once in ${showCount(Math.round(Math.exp(-log)))}` : `once in 10^${Math.round(power)}`;
}
const rateOf = ({ bad, total }) => (total > 0 ? showShare(bad / total) : '0 %');
/** The proof in a sentence without its end: what was seen, how likely that is at the limit, how the control did. */
function explainProof(proof, { subject, did, share, control }) {
    const seen = `${subject} served ${showCount(proof.total)} requests in ${showMinutes(proof.minutes)}, ${showCount(proof.bad)} ${did} (${rateOf(proof)}); if the true rate were your limit ${showShare(share)}, this many would occur about ${showChance(proof.log)}`;
    if (!proof.control)
        return `${seen}; there is nothing to compare it with`;
    const { live } = proof.control;
    const beside = live
        ? `${control} had ${rateOf(proof.control)} in the same minutes`
        : `before the release it was ${rateOf(proof.control)}`;
    return `${seen}; ${beside}${proof.shared ? ', which is not significantly better' : ''}`;
}

;// CONCATENATED MODULE: ./build/src/decisions/proof.js
// Is it proven that too many requests are bad, and that it is not everyone's fault?


const ERRORS = { total: one => one.requests, bad: one => Math.min(one.errors, one.requests) };
const SLOW = {
    total: one => one.timed ?? one.requests,
    bad: one => Math.min(one.slow, one.timed ?? one.requests),
};
/** Windows in minutes: the short one finds a sudden fault, the long one a slight one. */
const WINDOWS = [5, 15, 60];
/** Fewer bad ones prove nothing, nor do those of one minute alone: retries make errors come in clusters. */
const LEAST_BAD = 3;
const LEAST_MINUTES = 2;
/** The emergency lane: so many times the limit, and so many bad ones, in one minute. */
const EMERGENCY = { times: 10, bad: 10 };
/** A control with fewer requests says nothing. */
const LEAST_CONTROL = 50;
/**
 * Judges closed minutes, by time: a window is proven harmful when so many bad requests are too unlikely at the limit, and
 * its control is significantly better. What is proven but shared is answered only when nothing else is. More bad requests
 * never make the answer better.
 */
function proveHarm(green, control, measure, limit) {
    const last = green.at(-1);
    if (!last)
        return undefined;
    const end = last.at + MINUTE;
    let shared;
    const consider = (minutes, tally, against) => {
        const log = logTail(tally.bad, tally.total, limit.share);
        const compared = compare(tally, against, control, measure, limit.alpha);
        const proof = { ...tally, minutes, log, control: compared?.control, shared: compared?.shared ?? false };
        if (!proof.shared)
            return proof;
        shared ??= proof;
        return undefined;
    };
    const [own, theirs] = [createSum(green, measure), createSum(control.minutes, measure, end)];
    for (const minutes of WINDOWS) {
        const from = end - minutes * MINUTE;
        const sum = own.backTo(from, limit.share);
        const against = theirs.backTo(from, limit.share);
        for (const one of minutes === WINDOWS[0] ? sum.urgent : []) {
            const beside = createSum(control.minutes, measure, one.at + MINUTE).backTo(one.at, limit.share);
            const found = consider(1, { total: measure.total(one), bad: measure.bad(one) }, beside);
            if (found)
                return found;
        }
        const proven = sum.bad >= LEAST_BAD && sum.above >= LEAST_MINUTES && isUnlikely(sum.bad, sum.total, limit.share, limit.alpha);
        if (!proven)
            continue;
        const found = consider(minutes, { total: sum.total, bad: sum.bad }, against);
        if (found)
            return found;
    }
    return shared;
}
/** Sums up minutes that are in order, newest first and by time, further back at each call. */
function createSum(minutes, measure, end = Number.POSITIVE_INFINITY) {
    let next = minutes.length - 1;
    while (next >= 0 && minutes[next].at >= end)
        next--;
    const sum = { total: 0, bad: 0, above: 0, urgent: [] };
    return {
        backTo(from, share) {
            for (let one = minutes[next]; one && one.at >= from; one = minutes[--next]) {
                const [total, bad] = [measure.total(one), measure.bad(one)];
                sum.total += total;
                sum.bad += bad;
                if (bad > 0 && bad / total > share)
                    sum.above++;
                if (bad >= EMERGENCY.bad && bad / total >= share * EMERGENCY.times)
                    sum.urgent.push(one);
            }
            return sum;
        },
    };
}
/** Whether green is worse than its control by more than chance; undefined when there is no control to speak of. */
function compare({ total, bad }, beside, { before }, measure, alpha) {
    const earlier = before && { total: measure.total(before), bad: measure.bad(before) };
    const live = beside.total >= LEAST_CONTROL;
    const chosen = live ? beside : earlier;
    if (!chosen || chosen.total < LEAST_CONTROL)
        return undefined;
    // Were both alike, each bad request would be green's with the probability that any request is.
    const log = logTail(bad, bad + chosen.bad, total / (total + chosen.total));
    return { control: { total: chosen.total, bad: chosen.bad, log, live }, shared: log >= Math.log(alpha) };
}

;// CONCATENATED MODULE: ./build/src/decisions/harm.js
// Does anything that was seen of a revision say that it does harm?




/** p95 above a limit is the same as more than this share slower than it, and a share can be tested at any traffic. */
const SLOW_SHARE = 0.05;
/** All that speaks against the revision; what needs no statistics first. */
function findHarm(evidence, rules) {
    return [
        ...alarmHarm(evidence, rules),
        ...taskHarm(evidence, rules),
        ...targetHarm(evidence, rules),
        ...probeHarm(evidence, rules),
        ...(rules.rule === 'proof' ? provenHarm(evidence, rules) : literalHarm(evidence, rules)),
        ...throughputHarm(evidence, rules),
        ...metricHarm(evidence, rules),
    ];
}
/** An alarm counts when it went off since the release, or has been seen well since. */
const alarmHarm = ({ alarms }, { alarmAtStart, released }) => alarms
    .filter(one => one.state === 'ALARM' && (one.since >= released || one.wasWell || alarmAtStart === 'breach'))
    .map(({ name, reason }) => ({
    breach: { metric: `alarm ${name}`, value: 'ALARM', threshold: 'OK' },
    sentence: `alarm ${name} went off${reason ? ` (${reason.replace(/\.$/, '')})` : ''}`,
}));
function taskHarm({ stopped }, { maxRestarts, subject }) {
    if (maxRestarts === undefined || stopped.length <= maxRestarts)
        return [];
    const last = stopped.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1)).at(-1);
    const breach = { metric: 'task restarts', value: String(stopped.length), threshold: String(maxRestarts) };
    return [{ breach, sentence: `${stopped.length} tasks of ${subject} ended badly (the last: ${last?.cause})` }];
}
function targetHarm({ targets }, { minHealthy, consecutive, subject }) {
    if (!minHealthy)
        return [];
    const needed = ({ healthy, unhealthy }) => 'count' in minHealthy ? minHealthy.count : Math.max(1, Math.ceil((healthy + unhealthy) * minHealthy.share));
    const looks = targets.slice(-consecutive);
    const [last] = looks.slice(-1);
    if (!last || looks.length < consecutive || looks.some(one => one.healthy >= needed(one)))
        return [];
    const breach = { metric: 'healthy targets', value: String(last.healthy), threshold: String(needed(last)) };
    const all = last.healthy + last.unhealthy;
    return [
        { breach, sentence: `${last.healthy} of ${all} targets of ${subject} are healthy, ${consecutive} looks in a row` },
    ];
}
const probeHarm = ({ probes }, { consecutive }) => Object.entries(probes).flatMap(([url, tries]) => {
    const last = tries.slice(-consecutive);
    if (last.length < consecutive || last.some(one => one.fault === undefined))
        return [];
    const breach = { metric: `probe ${url}`, value: last.at(-1)?.fault ?? '', threshold: 'a good answer' };
    return [{ breach, sentence: `${url} did not answer well ${consecutive} times in a row (${last.at(-1)?.fault})` }];
});
function provenHarm(evidence, rules) {
    const { maxErrorRate, maxLatency, alpha, subject } = rules;
    const control = { minutes: evidence.control, before: evidence.before };
    const prove = (measure, share, metric, did) => {
        const proof = proveHarm(evidence.green, control, measure, { share, alpha });
        if (!proof)
            return [];
        const breach = { metric, value: showShare(proof.bad / proof.total), threshold: showShare(share) };
        const sentence = explainProof(proof, { subject, did, share, control: rules.control });
        return [{ breach, sentence, ...(proof.shared && rules.sharedFault === 'hold' ? { shared: true } : {}) }];
    };
    return [
        ...(maxErrorRate === undefined ? [] : prove(ERRORS, maxErrorRate, 'error rate', 'failed')),
        ...(maxLatency === undefined
            ? []
            : prove(SLOW, SLOW_SHARE, `requests slower than ${maxLatency} ms`, `took longer than ${maxLatency} ms`)),
    ];
}
function literalHarm({ green }, { rule, ratio, maxErrorRate, maxLatency, subject }) {
    const asked = rule === 'each' ? { n: 1, of: 1 } : ratio;
    const find = (value, above) => findBreach(pointsOf(green, value), { above }, asked, MINUTE);
    const rate = maxErrorRate === undefined ? undefined : find(errorRate, maxErrorRate);
    const latency = maxLatency === undefined ? undefined : find(minute => minute.p95, maxLatency);
    const harms = [];
    if (rate)
        harms.push(literal(subject, 'error rate', showShare(rate.value), showShare(maxErrorRate), asked));
    if (latency)
        harms.push(literal(subject, 'p95 latency', `${showNumber(latency.value)} ms`, `${maxLatency} ms`, asked));
    return harms;
}
const literal = (subject, metric, value, threshold, { n, of }) => ({
    breach: { metric, value, threshold },
    sentence: `${metric} of ${subject} is ${value}, beyond the limit ${threshold}${of > 1 ? ` in ${n} of the last ${of} periods` : ''}`,
});
/** A minute without requests has no rate, so it is not a bad one. */
const errorRate = ({ requests, errors }) => requests > 0 ? Math.min(errors, requests) / requests : undefined;
const pointsOf = (minutes, value) => minutes.flatMap(one => {
    const found = value(one);
    return found === undefined ? [] : [{ at: one.at, value: found }];
});
/** A minute of which nothing is there had no requests only where its control shows that the minute was delivered. */
function throughputHarm({ green, control, closedUntil }, rules) {
    const { minThroughput, ratio, rule, subject } = rules;
    if (minThroughput === undefined)
        return [];
    const own = new Map(green.map(one => [one.at, one.requests]));
    for (const { at } of control)
        if (at < closedUntil && !own.has(at))
            own.set(at, 0);
    const points = [...own].map(([at, value]) => ({ at, value })).sort((a, b) => a.at - b.at);
    const asked = rule === 'each' ? { n: 1, of: 1 } : ratio;
    const found = findBreach(points, { below: minThroughput }, asked, MINUTE);
    const [value, threshold] = [found?.value ?? 0, minThroughput].map(one => `${showCount(one)} requests a minute`);
    return found ? [literal(subject, 'throughput', value, threshold, asked)] : [];
}
const metricHarm = ({ others }, { metrics, rule, ratio }) => metrics.filter(isJudged).flatMap(metric => {
    const asked = rule === 'each' ? { n: 1, of: 1 } : ratio;
    const found = findBreach(others[metric.id]?.points ?? [], metric, asked, metric.period * 1000);
    if (!found)
        return [];
    const limit = metric.above !== undefined && found.value > metric.above ? metric.above : metric.below;
    return [literal('what was asked for', metric.label, showNumber(found.value), showNumber(limit ?? 0), asked)];
});

;// CONCATENATED MODULE: ./build/src/decisions/evidence.js
// What does the evidence allow to be said of a new revision?








/** Milliseconds between looks, and when one minute that would prove harm only waits for a second look. */
const USUAL = 15_000;
const SUSPICIOUS = 5_000;
/**
 * Judges all that is known at `now`. Until `bakeEndsAt` a revision is watched; from then on it is healthy only when enough
 * was seen of it, else insufficient. Harm is said at once, at any time. Neither what could not be measured nor a minute that
 * may still grow is ever taken for a bad one.
 */
function judgeEvidence(evidence, rules, now, bakeEndsAt) {
    const harms = findHarm(evidence, rules);
    const harm = harms.find(one => !one.shared);
    if (harm)
        return { state: 'harmful', sentence: harm.sentence, breach: harm.breach, lookAgainIn: USUAL };
    const lookAgainIn = mayBeHarmful(evidence, rules) ? SUSPICIOUS : USUAL;
    const [shared] = harms;
    if (shared)
        return {
            state: now < bakeEndsAt ? 'watching' : 'insufficient',
            sentence: shared.sentence,
            breach: shared.breach,
            shared: true,
            lookAgainIn,
        };
    const [blind] = findBlindness(evidence, rules, now);
    if (blind) {
        const sentence = `for ${(0,duration/* showDuration */.kJ)(now - blind.since)} ${blind.because}`;
        return { state: 'blind', sentence, since: blind.since, lookAgainIn };
    }
    const lacks = findLacks(evidence, rules);
    const seen = explainSeen(evidence, rules);
    if (now < bakeEndsAt)
        return { state: 'watching', sentence: seen, lookAgainIn };
    if (lacks.length > 0)
        return { state: 'insufficient', sentence: `${seen}; ${lacks.join('; ')}`, lookAgainIn };
    return { state: 'healthy', sentence: seen, lookAgainIn };
}
/** Whether minutes that are not closed yet would prove harm, were they to stay as they are. */
function mayBeHarmful(evidence, rules) {
    if (evidence.open.length === 0)
        return false;
    const green = [...evidence.green, ...evidence.open].sort((a, b) => a.at - b.at);
    return findHarm({ ...evidence, green }, rules).some(one => !one.shared);
}
const sum = (minutes, of) => minutes.reduce((all, one) => all + of(one), 0);
/** Requests that were well: what is needed is counted in these, so that a bad one more is never what was lacking. */
const well = (minutes, { total, bad }) => sum(minutes, total) - sum(minutes, bad);
/** By the rule of three so many good requests show, at 95 %, that the rate is below the limit. */
const ruleOfThree = (share) => Math.ceil(3 / share);
/** What is missing before the revision may be called healthy, each as a clause. */
function findLacks(evidence, rules) {
    const { maxErrorRate, maxLatency, minRequests, rule, alpha, metrics, probes, consecutive, subject } = rules;
    const literal = rule !== 'proof';
    const lacks = (measure, share, what) => {
        const needed = minRequests ?? (literal ? 1 : ruleOfThree(share));
        if (well(evidence.green, measure) >= needed)
            return [];
        const visible = literal ? undefined : visibleRate(sum(evidence.green, measure.total), share, alpha, LEAST_BAD);
        const seen = visible === undefined ? 'nothing' : `only ${what} of at least ${showShare(roundUp(visible))}`;
        return [`${showCount(needed)} good ones are needed${literal ? '' : `: ${seen} would have been seen`}`];
    };
    const errors = maxErrorRate === undefined ? [] : lacks(ERRORS, maxErrorRate, 'an error rate');
    const slow = maxLatency === undefined || errors.length > 0 ? [] : lacks(SLOW, SLOW_SHARE, 'a share of slow requests');
    const { others, targets, alarms } = evidence;
    return [
        ...errors,
        ...slow,
        ...metrics
            .filter(one => isJudged(one) && one.missing === 'blind' && (others[one.id]?.points.length ?? 0) === 0)
            .map(one => `${one.label} has no value`),
        ...(rules.minHealthy && targets.length === 0 ? [`the targets of ${subject} were not seen`] : []),
        ...rules.alarms.filter(name => !alarms.some(one => one.name === name)).map(name => `alarm ${name} was not seen`),
        ...probes
            .filter(url => (evidence.probes[url] ?? []).filter(one => one.fault === undefined).length < consecutive)
            .map(url => `${url} gave fewer than ${consecutive} good answers`),
    ];
}
/** To three digits, upwards: what is said to be seen must be seen. */
function roundUp(share) {
    const step = 10 ** (Math.floor(Math.log10(share)) - 2);
    return Math.ceil(share / step) * step;
}
/** What was served, and how: the sentence while nothing is wrong. */
function explainSeen(evidence, rules) {
    const { green, since, closedUntil } = evidence;
    const { maxErrorRate, maxLatency, subject } = rules;
    const minutes = Math.max(0, Math.round((closedUntil - since) / MINUTE));
    if (maxErrorRate === undefined && maxLatency === undefined)
        return `nothing speaks against ${subject}`;
    const requests = sum(green, one => one.requests);
    if (requests === 0)
        return `no request to ${subject} was measured in ${minutes} min`;
    const [failed, slow, timed] = [sum(green, ERRORS.bad), sum(green, SLOW.bad), sum(green, SLOW.total)];
    const share = (bad, total) => showShare(total > 0 ? bad / total : 0);
    const late = maxLatency === undefined
        ? ''
        : `, ${share(slow, timed)} took longer than ${maxLatency} ms (at most ${showShare(SLOW_SHARE)})`;
    const errors = maxErrorRate === undefined
        ? ''
        : `, ${showCount(failed)} failed (${share(failed, requests)}, at most ${showShare(maxErrorRate)})`;
    return `${subject} served ${showCount(requests)} requests in ${minutes} min${errors}${late}`;
}

;// CONCATENATED MODULE: ./build/src/decisions/sightings.js
// What has been seen of a revision while it is watched?

/** What sightings come to, for metrics with these periods (ms). Minutes before `settle` ms of the current step do not count. */
function gatherEvidence(given, begun, settle, periods) {
    const sightings = inOrder(given);
    const step = sightings.findLast(one => one.kind === 'step');
    const since = nextPeriod((step?.since ?? begun) + settle);
    const reads = sightings.filter(one => one.kind === 'metrics');
    const read = (colour) => reads.flatMap(one => (one[colour] ? [{ at: one.at, from: one.from, to: one.to, values: one[colour] }] : []));
    const green = closePeriods(read('green'), since);
    const stopped = sightings.filter(one => one.kind === 'tasks').flatMap(one => one.stopped);
    return {
        since,
        green: green.closed,
        open: green.open,
        control: step?.control === false ? [] : closePeriods(read('control'), since).closed,
        before: sightings.findLast(one => one.kind === 'before')?.sum,
        closedUntil: green.until,
        others: Object.fromEntries(Object.entries(periods).map(([id, period]) => {
            const from = nextPeriod(begun, period);
            const parts = reads.flatMap(({ at, others }) => {
                const one = others?.[id];
                return one ? [{ at, from: one.from, to: one.to, values: one.points }] : [];
            });
            const { closed, until } = closePeriods(parts, from, period);
            return [id, { points: closed, from, until }];
        })),
        targets: sightings.filter(one => one.kind === 'targets'),
        stopped: [...new Map(stopped.map(one => [one.id, one])).values()],
        alarms: alarmsOf(sightings),
        probes: probesOf(sightings),
        troubles: troublesOf(sightings),
    };
}
/** By time and, at one time, by what they say; each once. */
function inOrder(given) {
    const all = [...new Map(given.map(one => [JSON.stringify(one), one]))];
    return all.sort(([a, one], [b, other]) => one.at - other.at || (a < b ? -1 : 1)).map(([, one]) => one);
}
function alarmsOf(sightings) {
    const all = new Map();
    for (const one of sightings)
        if (one.kind === 'alarm') {
            const wasWell = (all.get(one.name)?.wasWell ?? false) || one.state !== 'ALARM';
            all.set(one.name, { name: one.name, state: one.state, since: one.since, reason: one.reason, wasWell });
        }
    return [...all.values()];
}
function probesOf(sightings) {
    const all = {};
    for (const one of sightings)
        if (one.kind === 'probe') {
            all[one.url] ??= [];
            all[one.url]?.push({ at: one.at, fault: one.fault });
        }
    return all;
}
/** A channel is in trouble from its first failed look after the last good one. */
function troublesOf(sightings) {
    const all = new Map();
    for (const one of sightings) {
        if (one.kind === 'trouble')
            all.set(one.channel, {
                channel: one.channel,
                since: all.get(one.channel)?.since ?? one.at,
                because: one.because,
            });
        else if (one.kind === 'alarm')
            all.delete('alarms');
        else if (one.kind === 'targets' || one.kind === 'tasks')
            all.delete(one.kind);
        else if (one.kind === 'metrics' && !one.partial)
            all.delete('metrics');
    }
    return [...all.values()];
}

;// CONCATENATED MODULE: ./build/src/decisions/decision-lines.js
// How is a watch written down, so that it can be judged again?


/** Judges all that was seen. */
function judgeSightings(sightings, { begun, rules }, at, bakeEndsAt) {
    const periods = Object.fromEntries(rules.metrics.map(one => [one.id, one.period * 1000]));
    return judgeEvidence(gatherEvidence(sightings, begun, rules.settle, periods), rules, at, bakeEndsAt);
}
/** Judges a recorded watch again, line by line; by other rules where they are given. A problem names the line. */
function replay(text, otherRules) {
    const lines = [];
    for (const [i, line] of text.split('\n').entries()) {
        if (line.trim() === '')
            continue;
        try {
            lines.push(JSON.parse(line));
        }
        catch {
            return { problem: `line ${i + 1} is not JSON` };
        }
    }
    const [header, ...decisions] = lines;
    if (header?.kind !== 'watch' || header.version !== 1)
        return { problem: 'it does not begin with the line of a watch that this version can read' };
    const odd = decisions.findIndex(one => one?.kind !== 'decision' || !Array.isArray(one.saw));
    if (odd >= 0)
        return { problem: `decision ${odd + 1} of it is not one` };
    const seen = [];
    const by = { begun: header.begun, rules: otherRules ?? header.rules };
    return {
        header,
        decisions: decisions.map(({ at, bakeEndsAt, saw, said }) => {
            seen.push(...saw);
            const judged = judgeSightings(seen, by, at, bakeEndsAt);
            return { at, recorded: said, judged, same: JSON.stringify(judged) === JSON.stringify(said) };
        }),
    };
}

// EXTERNAL MODULE: ./build/src/decisions/diagnosis.js
var diagnosis = __webpack_require__(2780);
;// CONCATENATED MODULE: ./build/src/decisions/bad-end.js
// Which tasks of a revision ended badly, and why?

/** Texts: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html */
const BY_ITSELF = ['EssentialContainerExited', 'TaskFailedToStart'];
const FOR_ITS_HEALTH = /health checks?|is unhealthy/i;
/**
 * Tasks of the revision that ended since a moment (ms since the epoch) because of what they do: they exited, never started,
 * or were stopped for their health. What was scaled in, replaced, or taken away with its host says nothing of them.
 */
const badEnds = (tasks, revision, since) => tasks
    .filter(task => task.revision === revision &&
    (task.stoppedAt ?? 0) >= since &&
    (BY_ITSELF.includes(task.stopCode ?? '') || FOR_ITS_HEALTH.test(task.stoppedReason ?? '')))
    .map(task => ({ id: task.id, at: task.stoppedAt ?? 0, cause: causeOf(task, revision) }))
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
function causeOf(task, revision) {
    const [folded] = (0,diagnosis/* foldByCause */.Mq)({ revision, stopped: [task], targets: [], events: [] });
    return folded?.cause ?? ((0,diagnosis/* taskText */.HG)(task) || 'ECS gives no reason');
}

;// CONCATENATED MODULE: ./build/src/measure-metrics.js


const HOUR = 60 * MINUTE;
/** Reads what the rules ask for; nothing, without a call, when they ask for no metric. */
function createMetricReader(subject, rules, world) {
    const { clock } = world;
    const { group, loadBalancer } = subject;
    const own = metricQueries(rules.metrics);
    const periods = own.map(one => one.period * 1000);
    let { control } = subject;
    let slowBy = 'count';
    /** Where the last complete reads ended, the newer one last. */
    let ends = [subject.since, subject.since];
    const traffic = (prefix, of, by = slowBy) => of === undefined || loadBalancer === undefined
        ? []
        : trafficQueries(prefix, { group: of, loadBalancer }, { slowerThan: rules.maxLatency, slowBy: by, p95: rules.rule !== 'proof' });
    return {
        async readBefore() {
            const { before } = subject;
            if (!before || loadBalancer === undefined)
                return [];
            const until = Math.floor(before.until / MINUTE) * MINUTE;
            const queries = [...traffic('count', before.group, 'count'), ...traffic('place', before.group, 'percentiles')];
            const series = await (await world.metrics()).read(queries, until - HOUR, until);
            const counted = readMinutes('count', series, rules.maxLatency) ?? [];
            const placed = readMinutes('place', series, rules.maxLatency) ?? [];
            // CloudWatch has slow requests by their percentiles, and does not count them.
            if (slowIn(counted) === 0 && slowIn(placed) > 0)
                slowBy = 'percentiles';
            const minutes = slowBy === 'count' ? counted : placed;
            return minutes.length === 0 ? [] : [{ kind: 'before', at: clock.now(), sum: addUp(minutes, until - HOUR) }];
        },
        async read() {
            const queries = [...traffic('green', group), ...traffic('control', control), ...own];
            if (queries.length === 0)
                return [];
            const at = clock.now();
            const minutes = periodsToRead(at, ends[0]);
            const ranges = own
                .filter(one => !one.hidden)
                .map(({ id, period }) => ({ id, period: period * 1000, ...periodsToRead(at, ends[0], period * 1000) }));
            const from = commonStart(Math.min(minutes.from, ...ranges.map(one => one.from)), periods);
            const series = await (await world.metrics()).read(queries, from, minutes.to);
            const within = (found) => found?.filter(one => one.at >= minutes.from && one.at < minutes.to);
            const green = within(readMinutes('green', series, rules.maxLatency));
            const beside = within(readMinutes('control', series, rules.maxLatency));
            const others = readOthers(series, ranges);
            const wanted = { green: traffic('green', group).length > 0, control: traffic('control', control).length > 0 };
            const partial = (wanted.green && !green) || (wanted.control && !beside) || Object.keys(others).length < ranges.length;
            if (!partial)
                ends = [ends[1], minutes.to];
            const seen = {
                kind: 'metrics',
                ...{ at, ...minutes },
                ...(green ? { green } : {}),
                ...(beside ? { control: beside } : {}),
                ...(ranges.length > 0 ? { others } : {}),
                ...(partial ? { partial: true } : {}),
            };
            return partial ? [seen, { kind: 'trouble', at, channel: 'metrics', because: INCOMPLETE }] : [seen];
        },
        compareWith(other) {
            control = other;
        },
    };
}
const INCOMPLETE = 'CloudWatch’s answer is not complete';
/** Whole periods of users' own metrics; what was not complete is left out. */
function readOthers(series, ranges) {
    const found = ranges.flatMap(({ id, period, from, to }) => {
        const one = series.get(id);
        if (!one?.complete)
            return [];
        const points = one.points.filter(({ at }) => at >= from && at < to && at % period === 0);
        return [[id, { from, to, points }]];
    });
    return Object.fromEntries(found);
}
const slowIn = (minutes) => minutes.reduce((all, one) => all + one.slow, 0);
function addUp(minutes, at) {
    const sum = (of) => minutes.reduce((all, one) => all + of(one), 0);
    const timed = sum(one => one.timed ?? one.requests);
    return { at, requests: sum(one => one.requests), errors: sum(one => one.errors), slow: slowIn(minutes), timed };
}

;// CONCATENATED MODULE: ./build/src/measure-channels.js
// What does one look at a watched revision ask, and what comes of it?




/**
 * Milliseconds between two looks at what changes slowly. With metrics at each look that makes about eight calls a minute.
 * Targets are looked at each time while some are not healthy.
 */
const EVERY = { targets: 30_000, tasks: 60_000, alarms: 60_000 };
/** Looks are not exactly on time. */
const TOLERANCE = 1_000;
/** The channels by which a revision is watched. */
function createChannels(subject, options, rules, world) {
    const { clock } = world;
    const { cluster, service, revision, group } = subject;
    const metrics = createMetricReader(subject, rules, world);
    const asked = new Map();
    let ill = false;
    const ask = {
        async targets() {
            if (!rules.minHealthy || group === undefined)
                return [];
            const at = clock.now();
            const targets = await (await world.loadBalancer()).describeTargets([group]);
            const count = (...states) => targets.filter(one => states.includes(one.state)).length;
            // New ones (initial) and leaving ones (draining) are neither.
            const [healthy, unhealthy] = [count('healthy'), count('unhealthy', 'unavailable')];
            ill = healthy === 0 || unhealthy > 0;
            return [{ kind: 'targets', at, healthy, unhealthy }];
        },
        async tasks() {
            if (rules.maxRestarts === undefined)
                return [];
            const at = clock.now();
            const stopped = await (await world.ecs()).stoppedTasks(cluster, service);
            return [{ kind: 'tasks', at, stopped: badEnds(stopped, revision, subject.since) }];
        },
        async alarms() {
            if (rules.alarms.length === 0)
                return [];
            const at = clock.now();
            const found = await (await world.alarms()).describeAlarms(rules.alarms);
            const missing = rules.alarms.filter(name => !found.some(one => one.name === name));
            if (missing.length > 0)
                throw new failure/* Failure */.HR(`Alarm ${missing.join(', ')} was not found: check the input watch-alarms, the region and the account.`);
            return found.map(({ name, state, reason, since }) => ({ kind: 'alarm', at, name, state, since, reason }));
        },
    };
    /** A connection that fails says nothing of the revision when AWS cannot be reached from here either. */
    async function probe(reached) {
        if (rules.probes.length === 0)
            return [];
        const { get } = await world.http();
        const expected = { statuses: options.probeExpectStatus, text: options.probeExpectText, consecutive: 1 };
        const { probeHeaders: headers, probeTimeoutSeconds: timeout } = options;
        const tries = rules.probes.map(async (url) => {
            const at = clock.now();
            const answer = await get(url, { headers, timeout, cancel: world.cancel });
            if (world.cancel.aborted || ('error' in answer && !reached))
                return [];
            const fault = (0,decisions_probe/* faultOf */.Kl)({ at, ms: clock.now() - at, ...answer }, expected);
            return [{ kind: 'probe', at, url, ...(fault === undefined ? {} : { fault }) }];
        });
        return (await Promise.all(tries)).flat();
    }
    const due = (now) => Object.keys(EVERY).filter(channel => now - (asked.get(channel) ?? Number.NEGATIVE_INFINITY) >= EVERY[channel] - TOLERANCE ||
        (channel === 'targets' && ill));
    const see = (channel, asking) => asking.catch(error => {
        if (!(error instanceof failure/* Failure */.HR))
            throw error;
        return [{ kind: 'trouble', at: clock.now(), channel, because: error.message.replace(/\.$/, '') }];
    });
    return {
        async check() {
            const before = await metrics.readBefore();
            for (const channel of due(clock.now()))
                asked.set(channel, clock.now());
            const now = await Promise.all([metrics.read(), ask.targets(), ask.tasks(), ask.alarms()]);
            const sightings = [...before, ...now.flat()];
            refuseOldAlarms(sightings, rules);
            return sightings;
        },
        async look() {
            const now = clock.now();
            const channels = due(now);
            for (const channel of channels)
                asked.set(channel, now);
            const looks = [see('metrics', metrics.read()), ...channels.map(channel => see(channel, ask[channel]()))];
            const sightings = (await Promise.all(looks)).flat();
            return [...sightings, ...(await probe(!sightings.some(one => one.kind === 'trouble')))];
        },
        compareWith: metrics.compareWith,
    };
}
/** An alarm that went off before the release can say nothing of it. */
function refuseOldAlarms(sightings, { alarmAtStart, released }) {
    const old = sightings.filter(one => one.kind === 'alarm' && one.state === 'ALARM' && one.since < released);
    if (alarmAtStart !== 'refuse' || old.length === 0)
        return;
    const names = old.map(one => (one.kind === 'alarm' ? one.name : '')).join(', ');
    throw new failure/* Failure */.HR(`Alarm ${names} went off before the release, so it can say nothing of it: mend what it measures, or set alarm-at-start to ignore or breach.`);
}

;// CONCATENATED MODULE: ./build/src/measure.js





/** Begins to measure; nothing is asked until `check` or `look`. */
function createMeasure(subject, options, world, log) {
    const begun = subject.since;
    const rules = rulesOf(options, {
        name: subject.revision,
        control: 'blue',
        released: subject.before?.until ?? begun,
        traffic: subject.group !== undefined && subject.loadBalancer !== undefined,
    });
    const header = { kind: 'watch', version: 1, begun, rules };
    const lines = [JSON.stringify(header)];
    const seen = [];
    let told = 0;
    const troubles = new Set();
    const channels = createChannels(subject, options, rules, world);
    /** Says what cannot be seen, once, and once when it can be again. */
    const tellTroubles = (sightings) => {
        const now = sightings.filter(one => one.kind === 'trouble');
        for (const { channel, because } of now)
            if (!troubles.has(channel))
                log(subject.service, `its ${channel} cannot be seen: ${because}`);
        for (const { channel } of now)
            troubles.add(channel);
        for (const channel of troubles)
            if (isSeen(channel, sightings)) {
                troubles.delete(channel);
                log(subject.service, `its ${channel} can be seen again`);
            }
    };
    return {
        rules,
        async check() {
            const nothing = nothingToWatch(rules);
            if (nothing)
                throw nothing;
            seen.push(...(await channels.check()));
        },
        async look() {
            const sightings = await channels.look();
            tellTroubles(sightings);
            seen.push(...sightings);
        },
        judge(now, bakeEndsAt) {
            const said = judgeSightings(seen, header, now, bakeEndsAt);
            const line = { kind: 'decision', at: now, bakeEndsAt, saw: seen.slice(told), said };
            told = seen.length;
            lines.push(JSON.stringify(line));
            return said;
        },
        minutes() {
            const since = Math.floor(begun / 60_000) * 60_000;
            return {
                green: closePeriods(readsOf(seen, 'green'), since).closed,
                control: closePeriods(readsOf(seen, 'control'), since).closed,
            };
        },
        restart(since, control) {
            seen.push({ kind: 'step', at: world.clock.now(), since, control: control !== undefined });
            channels.compareWith(control);
        },
        lines: () => [...lines],
    };
}
const readsOf = (seen, colour) => seen.flatMap(one => one.kind === 'metrics' && one[colour] ? [{ at: one.at, from: one.from, to: one.to, values: one[colour] }] : []);
const KINDS = {
    metrics: 'metrics',
    targets: 'targets',
    tasks: 'tasks',
    alarms: 'alarm',
};
/** Whether the channel was seen in this look, and nothing was wrong with it. */
const isSeen = (channel, sightings) => sightings.some(one => one.kind === KINDS[channel]) &&
    !sightings.some(one => one.kind === 'trouble' && one.channel === channel);
/** Why there is nothing to watch; undefined when there is. */
function nothingToWatch(rules) {
    const { maxErrorRate, maxLatency, minThroughput, minHealthy, alarms, metrics, probes, maxRestarts } = rules;
    const watched = [maxErrorRate, maxLatency, minThroughput, minHealthy, maxRestarts].some(one => one !== undefined);
    if (watched || alarms.length + metrics.length + probes.length > 0)
        return undefined;
    return new failure/* Failure */.HR('There is nothing to watch: the service is behind no load balancer, and neither max-restarts nor watch-alarms, metrics or probe-urls is given.');
}

// EXTERNAL MODULE: ./build/src/decisions/outcome.js
var decisions_outcome = __webpack_require__(3105);
// EXTERNAL MODULE: ./build/src/decisions/target-group.js
var target_group = __webpack_require__(118);
// EXTERNAL MODULE: ./build/src/look.js + 4 modules
var src_look = __webpack_require__(3582);
// EXTERNAL MODULE: ./build/src/probe.js
var probe = __webpack_require__(3827);
// EXTERNAL MODULE: ./build/src/release.js + 1 modules
var release = __webpack_require__(5754);
;// CONCATENATED MODULE: ./build/src/prepare-green.js
// How does green come to run what is wanted, at blue's size, and answer, before it gets any traffic?






/** The target group of green: the one that it has, one of the name that is there, or a new one like blue's. */
async function groupOfGreen(found, { createGroup, group: wish }, world) {
    const { green, blue, wanted } = found;
    if (green.group !== undefined)
        return green.group;
    const groups = await world.targetGroups();
    const name = (0,target_group/* groupNameFor */.wO)(green.name, { name: wanted.group });
    const there = await groups.named(name);
    const [like] = await groups.describe([blue.group]);
    if (!like)
        throw new failure/* Failure */.HR(`Target group ${blue.group} was not found.`);
    const settings = (0,target_group/* settingsFor */.zc)(like.settings, { ...wish, name });
    if (there)
        return same(there, settings, { ...wish, name });
    if (!createGroup)
        throw new failure/* Failure */.HR(`${green.name} has no target group, and there is none called "${name}": give target-group, or create-target-group: true.`);
    const made = await groups.create(name, settings);
    const now = made === 'in-use' ? await groups.named(name) : made;
    if (!now)
        throw new failure/* Failure */.HR(`Target group "${name}" could not be made: another one of this name came and went.`);
    const arn = same(now, settings, { ...wish, name });
    await groups.copyAttributes(blue.group, arn);
    world.runner.line(`${wanted.name}: target group ${name} is made, ${settings.Protocol} ${settings.Port}`);
    return arn;
}
function same(there, wanted, wish) {
    const differences = (0,target_group/* settingsDifferences */.C6)(there.settings, wanted, wish);
    if (differences.length > 0)
        throw new failure/* Failure */.HR(`Target group "${there.name}" is there and is another one: ${differences.join(', ')}. Give another target-group, or ask for what it has.`);
    return there.arn;
}
/** Why green cannot have traffic, and what to do; undefined when it can. `serving`: its users judge it, no smoke test. */
async function prepareGreen(found, target, serving, order, world, log) {
    const outcome = await deployGreen(found, target, serving, order, world, log);
    if (!(0,decisions_outcome/* isGood */.Kg)(outcome.verdict)) {
        const { cause = outcome.because, next = 'Find the cause, then release again.', evidence = [], } = outcome.diagnosis ?? {};
        if (evidence.length > 0)
            world.runner.group(`${found.green.name}: evidence`, evidence);
        return { because: `${found.green.name} did not get well on ${target.revision}: ${cause}`, next };
    }
    const ill = serving || !order.smoke ? undefined : await smokeGreen(found, order.smoke, world, log);
    return ill === undefined
        ? undefined
        : {
            because: `the smoke test of green failed: ${ill}`,
            next: 'Look at what runs there and what it depends on, then release again.',
        };
}
/** Green with the wanted revision at blue's size now, followed to its verdict like any other deployment. */
async function deployGreen(found, target, serving, { limit, settle }, world, log) {
    const { cluster, green, blue, wanted } = found;
    const ecs = await world.ecs();
    const [now] = (await ecs.describeServices(cluster, [blue.service.name])).services;
    const size = now?.desired ?? blue.service.desired;
    const service = green.service ?? (await makeGreen(found, target.taskDefinition, size, world, log));
    const order = {
        cluster,
        limit,
        settle,
        groups: [
            [
                {
                    ...{ name: wanted.name, service: green.name, image: undefined, imageTag: undefined, container: undefined },
                    // A side that was at rest a moment ago may be shown with the tasks that it had: its size is always sent.
                    before: serving ? service : { ...service, desired: -1 },
                    ...{ revision: target.revision, taskDefinition: target.taskDefinition },
                },
            ],
        ],
        ...{ allowZero: false, waitFor: 'serving', requireLogs: false, hopelessAfter: undefined, force: false, wait: true },
        change: { desiredCount: size },
        ...{ onFailure: 'keep', onRollback: 'report', mode: 'independent', rollbackScope: 'failed' },
    };
    const [outcome] = await (0,release/* releaseServices */.s)(order, world, await (0,src_look/* createLook */.yd)(cluster, (_, fact) => log(green.name, fact), world));
    return outcome;
}
/** A service like blue. When an answer was lost, a look tells whether ECS had made it. */
async function makeGreen({ cluster, green, blue }, taskDefinition, size, world, log) {
    const copies = await world.serviceCopies();
    const copy = { name: green.name, taskDefinition, desiredCount: size, group: green.group };
    const made = await copies.copy(cluster, blue.service.name, copy).catch(async (error) => {
        const { services } = await (await world.ecs()).describeServices(cluster, [green.name]);
        const there = services.find(one => one.active && one.targetGroups.includes(green.group));
        if (!there)
            throw error;
        return there;
    });
    log(green.name, `is made like ${blue.service.name}, for ${size} tasks`);
    return made;
}
/** What is wrong with green's answers through its test rule; undefined when nothing is. */
async function smokeGreen({ route, wanted }, { urls, headers, expected, interval, requestTimeout, timeout }, world, log) {
    const until = world.clock.now() + timeout;
    const probed = await Promise.all(urls.map(url => (0,probe/* probe */.d)({ url, headers: { ...headers, ...route.headers }, expected, interval, requestTimeout, until }, world, (on, fact) => log(wanted.name, `smoke test of green, ${on}: ${fact}`))));
    const bad = probed.filter(one => one.verdict !== 'answering');
    return bad.length === 0 ? undefined : bad.map(one => `${one.url} ${one.note}`).join('; ');
}

;// CONCATENATED MODULE: ./build/src/weigh.js
// How is a weight written so that nothing else of the rule changes, and nobody else is overwritten?





/** How long (ms) ELB may take to show what it took, and what it had before somebody else's change is believed. */
const PATIENCE = 10_000;
const DOUBT = 1_500;
/** The rule as it is now, if it is as we left it; what else it is, otherwise. Looks twice, since an answer may be old. */
const readRule = (shift, world) => readUntil(shift, shift.expected, DOUBT, world);
async function readUntil(shift, wanted, ms, { clock }) {
    const { judgement, blind } = await (0,watch/* watch */.w)({
        clock,
        cancel: new AbortController().signal,
        until: clock.now() + ms,
        look: () => shift.rules.rule(shift.found.rule.arn),
        judge: rule => (0,listener_rule/* fingerprint */.Rj)(rule.actions) === wanted
            ? { judgement: rule }
            : { judgement: { foreign: sayForeign(rule, shift) }, lookAgainIn: 1_000 },
        mayPass: () => true,
    });
    if (blind !== undefined || !judgement)
        throw blind;
    return judgement;
}
function sayForeign(rule, { found, share }) {
    const seen = (0,listener_rule/* greenShare */.fW)(rule.actions, { blue: found.blue.group, green: found.green.group });
    if (seen === undefined)
        return 'somebody took both target groups out of the rule';
    return Math.round(seen) === Math.round(share)
        ? 'somebody changed the rule besides its weights'
        : `somebody changed the weights: green has ${Math.round(seen)} %, and this run had left it at ${Math.round(share)} %`;
}
/** Writes green's percent, having read the lock and the rule before, and reading the rule afterwards. */
function weigh(shift, green, world) {
    const { found } = shift;
    const pair = { blue: found.blue.group, green: found.green.group };
    return writeActions(shift, green, world, actions => {
        const next = (0,listener_rule/* withWeights */.cY)(actions, pair, green);
        if ('problem' in next)
            throw new failure/* Failure */.HR(`${found.wanted.name}: ${next.problem}.`);
        return next.actions;
    });
}
/** Writes what the rule does; `green` is its share then. */
async function writeActions(shift, green, world, change) {
    const { rules, held } = shift;
    if (!(await (0,hold_rule/* stillHeld */.sU)(held, { rules, clock: world.clock })))
        return { foreign: 'another run has taken the test rule, which is the lock of this traffic' };
    const before = await readRule(shift, world);
    if ('foreign' in before)
        return before;
    const actions = change(before.actions);
    const wanted = (0,listener_rule/* fingerprint */.Rj)(actions);
    if (wanted !== shift.expected) {
        // Noted first: whoever comes after an interruption must know that requests may be on their way to green.
        await (0,hold_rule/* writeDown */.__)(held, { weight: green, since: world.clock.now() }, rules);
        await rules.write(before, actions);
        shift.expected = wanted;
        const after = await readUntil(shift, wanted, PATIENCE, world);
        if ('foreign' in after)
            return after;
    }
    arrived(shift, green, world.clock.now());
    return undefined;
}

;// CONCATENATED MODULE: ./build/src/retire.js
// When does the side without traffic give its tasks back, and what is left behind?









const LOOK = 15_000;
/** Both sides as scaling knows them. */
const sidesOf = ({ found }) => [
    { service: found.blue.service.name, group: found.blue.group },
    { service: found.green.name, group: found.green.group },
];
/** Waits until `until`, looking at the rule meanwhile; answers what somebody else did to it, or why all is to go back. */
async function stand(shift, until, world) {
    const { clock, cancel } = world;
    let met;
    const { ended } = await (0,watch/* watch */.w)({
        clock,
        cancel,
        until: () => Math.max(until(), clock.now() + 1),
        async look() {
            const rule = await readRule(shift, world);
            await (0,hold_rule/* renew */.qV)(shift.held, { rules: shift.rules, clock });
            if ('foreign' in rule)
                met = rule;
            else if (shift.back !== undefined)
                met = { back: shift.back };
            return met === undefined && clock.now() < until();
        },
        judge: more => ({ judgement: undefined, ...(more ? { lookAgainIn: Math.min(LOOK, until() - clock.now()) } : {}) }),
        mayPass: failure/* mayPass */.bg,
    });
    if (ended === 'cancelled')
        throw new failure/* Failure */.HR('The job was cancelled.');
    return met;
}
/**
 * Blue gives its tasks back: when it has been kept long enough, and nobody can be on their way to it any more. Clients that
 * the rule keeps with blue would find nobody, so blue leaves such a rule before.
 */
async function retireBlue(shift, keepFor, world) {
    const { found, times, log } = shift;
    const { blue, green, sticky } = found;
    const kept = shift.since + Math.max(keepFor, shift_plan/* LEAST_KEPT */.JT, times.blue.deregistrationDelay * 1000);
    const left = kept - world.clock.now();
    if (left > 0)
        log(blue.service.name, `is kept for another ${(0,duration/* showDuration */.kJ)(left)}, without traffic`);
    const met = await stand(shift, () => kept, world);
    if (met)
        return heldEnd('foreign' in met ? met.foreign : met.back);
    if (sticky !== undefined) {
        const foreign = await writeActions(shift, 100, world, actions => (0,listener_rule/* withOnly */.jq)(actions, green.group, blue.group));
        if (foreign)
            return heldEnd(foreign.foreign);
        log(blue.service.name, 'is no part of the rule any more, so that no client is kept with it');
        const gone = await stand(shift, () => shift.since + shift_plan/* LEAST_KEPT */.JT, world);
        if (gone)
            return heldEnd('foreign' in gone ? gone.foreign : gone.back);
    }
    shift.phase = 'retiring';
    await emptyService(shift, blue.service.name, world);
    return undefined;
}
/** Green gives its tasks back after it lost its traffic, or at once when it never had any. */
async function retireGreen(shift, world) {
    const { found, times, since, log } = shift;
    const hadTraffic = shift.history.some(one => one.green > 0);
    const due = hadTraffic ? since + Math.max(shift_plan/* LEAST_KEPT */.JT, times.green.deregistrationDelay * 1000) : 0;
    const left = due - world.clock.now();
    if (left > 0)
        log(found.green.name, `keeps its tasks for ${(0,duration/* showDuration */.kJ)(left)}, as requests may be on their way to it`);
    // Why all went back is known; what counts here is that nobody gave green traffic again.
    const met = left > 0 ? await stand({ ...shift, back: undefined }, () => due, world) : undefined;
    if (met && 'foreign' in met)
        log(found.green.name, `keeps its tasks: ${met.foreign}`);
    else
        await emptyService(shift, found.green.name, world);
}
/** Asks for no task, also where ECS shows none: what it shows may be older than what was asked for last. */
async function emptyService(shift, service, world) {
    const { found, log } = shift;
    shift.resting = service;
    const ecs = await world.ecs();
    const { services } = await ecs.describeServices(found.cluster, [service]);
    if (!services[0]?.active)
        return;
    await (0,keep_size/* letRest */._M)({ cluster: found.cluster, sides: sidesOf(shift).filter(one => one.service === service), world });
    await ecs.updateService(found.cluster, service, { desiredCount: 0 });
    log(service, 'gives its tasks back');
}
/** Scaling is as it was, and the test rule is gone, or only let go of when another job or a person goes on. */
async function leave(shift, keepRule, world) {
    const { found, held, log, rules } = shift;
    await (0,keep_size/* restoreScaling */.oQ)({ cluster: found.cluster, sides: sidesOf(shift), world, log }, shift.resting);
    if (keepRule)
        await (0,hold_rule/* writeDown */.__)(held, { until: world.clock.now() }, rules);
    else
        await rules.remove(held.rule.arn);
    shift.phase = 'over';
}

;// CONCATENATED MODULE: ./build/src/decisions/reaction.js
// What does a judgement of the evidence lead to, by what the user wants done?

/**
 * What follows from a judgement at `now`. Whoever bakes until `bakeEndsAt` may be let bake on until `latestAt`. Nothing but
 * harm of green's own, and what the user asked for, leads back.
 */
function whatFollows(judgement, { now, latestAt }, policy) {
    const { state, sentence, since = now } = judgement;
    const lead = (lead, why = sentence) => ({ lead, because: why });
    switch (state) {
        case 'watching':
            return lead('wait');
        case 'healthy':
            return lead('go');
        case 'harmful':
            return lead(policy.onHarm === 'rollback' ? 'back' : 'hold');
        case 'blind':
            if (now - since < policy.blindLimit)
                return lead('wait');
            return lead(policy.onBlind === 'rollback' ? 'back' : 'hold', `${sentence}, and that is too long`);
        case 'insufficient':
            if (policy.onInsufficientData === 'extend')
                return now < latestAt
                    ? lead('wait', `${sentence}; the watch goes on for at most ${(0,duration/* showDuration */.kJ)(latestAt - now)}`)
                    : lead('hold');
            // What is everyone's fault is not accepted, and not this revision's to go back for.
            if (judgement.shared)
                return lead('hold');
            if (policy.onInsufficientData === 'accept')
                return lead('go');
            return lead(policy.onInsufficientData === 'rollback' ? 'back' : 'hold');
    }
}

// EXTERNAL MODULE: ./build/src/decisions/traffic-shift.js
var traffic_shift = __webpack_require__(6689);
;// CONCATENATED MODULE: ./build/src/shift-weights.js
// How does traffic move step by step, with each step watched, until all of it is on green or back on blue?










/** Milliseconds between two looks: metrics come by the minute, and the sooner one is seen the better. */
const shift_weights_LOOK = 15_000;
/** While green's targets come up. */
const SOON = 5_000;
/** How long (ms) AWS may be out of reach before this run says so and ends, with the weights as they are. */
const BLIND = 15 * 60_000;
/** Moves traffic up to the last step; undefined once that was watched and is well, else how it ended. */
async function shiftWeights(shift, measure, rules, world) {
    const { clock, cancel } = world;
    const { name } = shift.found.wanted;
    const ladder = shift.ladder.filter(step => step.weight <= rules.stopAt);
    const said = { line: '', decision: '', shared: false };
    let lackingSince;
    let again = shift_weights_LOOK;
    let breach;
    let seenAt = clock.now();
    let end;
    const say = (line) => {
        if (line !== said.line)
            shift.log(name, line);
        said.line = line;
    };
    /** What the evidence of this step leads to. */
    const follow = () => {
        const step = (0,traffic_shift/* currentStep */.SY)(ladder, shift.share);
        if (shift.share === 0 || !step)
            return { lead: 'go', because: 'nothing is on green yet' };
        const now = clock.now();
        if (!measure)
            return now < shift.since + step.bake
                ? { lead: 'wait', because: 'nothing is measured' }
                : { lead: 'go', because: 'nothing was measured (evidence: false)' };
        const judgement = measure.judge(now, shift.since + step.bake);
        const lead = whatFollows(judgement, { now, latestAt: shift.since + Math.max(step.bake, rules.maxBake) }, rules.policy);
        again = judgement.lookAgainIn;
        breach = judgement.breach;
        const { state, sentence, shared = false } = judgement;
        if (shared && !said.shared)
            world.runner.warn(`${name}: ${sentence}.`);
        said.shared = shared;
        const decision = JSON.stringify({ pair: name, green: shift.share, state, lead: lead.lead });
        if (decision !== said.decision || lead.lead !== 'wait')
            shift.decisions.push(JSON.stringify({ at: new Date(now).toISOString(), ...JSON.parse(decision), sentence }));
        said.decision = decision;
        return lead;
    };
    /** Healthy targets are asked for only when something is about to move. */
    const decide = async (lead) => {
        const facts = { now: clock.now(), green: shift.share, since: shift.since, lead, back: shift.back };
        const asked = { ladder, allowUndersized: rules.allowUndersized, patience: rules.patience, lackingSince };
        const many = Number.POSITIVE_INFINITY;
        const first = (0,traffic_shift/* nextMove */.lE)({ ...facts, size: shift.size, healthy: { green: many, blue: many } }, asked);
        if (first.do !== 'shift' && first.do !== 'revert')
            return first;
        if (first.do === 'shift')
            await growGreen(shift, world);
        const healthy = await healthyNow(shift, world);
        const lacks = first.do === 'shift' && (0,traffic_shift/* lacksTargets */.XJ)(first.to, { healthy, size: shift.size });
        lackingSince = lacks ? (lackingSince ?? clock.now()) : undefined;
        return (0,traffic_shift/* nextMove */.lE)({ ...facts, size: shift.size, healthy }, { ...asked, lackingSince });
    };
    /** Does a move; answers when (ms) to look again, undefined at the end. */
    const act = async (move) => {
        const { found } = shift;
        switch (move.do) {
            case 'shift': {
                const foreign = await weigh(shift, move.to, world);
                if (foreign)
                    return over(heldEnd(foreign.foreign));
                const bake = (0,traffic_shift/* currentStep */.SY)(ladder, move.to)?.bake ?? 0;
                const weights = `blue=${100 - move.to} green=${move.to}`;
                say(`${move.to} % of the traffic goes to ${found.green.name} on ${found.revision} (${weights}), watched for ${(0,duration/* showDuration */.kJ)(bake)}`);
                measure?.restart(shift.since, move.to < 100 ? found.blue.group : undefined);
                return Math.min(shift_weights_LOOK, bake);
            }
            case 'bake': {
                const left = move.until - clock.now();
                if (left <= 0)
                    say(`${shift.share} % stays, as ${move.because}`);
                return left > 0 ? Math.min(again, left) : again;
            }
            case 'hold':
                return over({
                    ...heldEnd(move.because),
                    next: 'Decide what to do, then run again to go on, or with resume: rollback.',
                });
            case 'wait':
                say(`waits: ${move.because}`);
                return SOON;
            case 'mend-blue':
                say(`should go back (${move.because}), and blue has no healthy target: it is brought up first`);
                await mendBlue(shift, world);
                shift.back ??= move.because;
                return SOON;
            case 'revert':
                return over(await goBack(shift, move.because, world, breach));
            case 'reverted':
                return over({
                    verdict: 'failed',
                    remedy: 'none',
                    because: move.because,
                    next: 'Find the cause, then release again.',
                });
            case 'accept':
                shift.log(name, `${shift.share} % is well: ${move.because}`);
                return undefined;
        }
    };
    const over = (how) => {
        end = how;
    };
    const { ended, blind } = await (0,watch/* watch */.w)({
        clock,
        cancel,
        until: () => seenAt + BLIND,
        async look() {
            const rule = await readRule(shift, world);
            if ('foreign' in rule)
                return over(heldEnd(rule.foreign));
            await (0,hold_rule/* renew */.qV)(shift.held, { rules: shift.rules, clock });
            if (shift.share > 0)
                await measure?.look();
            const next = await act(await decide(follow()));
            seenAt = clock.now();
            return next;
        },
        judge: next => ({ judgement: undefined, ...(next === undefined ? {} : { lookAgainIn: next }) }),
        mayPass: failure/* mayPass */.bg,
        onBlind: error => shift.log(name, error instanceof Error ? `cannot look: ${error.message}` : 'can look again'),
    });
    if (ended === 'cancelled')
        throw new failure/* Failure */.HR('The job was cancelled.');
    if (ended === 'judged')
        return end;
    return heldEnd(blind instanceof Error ? blind.message.replace(/\.$/, '') : 'AWS could not be asked any more');
}

;// CONCATENATED MODULE: ./build/src/shift-pair.js
// How does one pair get from what is live to what is wanted, and what is done when it does not?












const done = (because) => ({ verdict: 'nothing-to-do', remedy: 'none', because, next: '' });
/** Does it all for one pair. Leaves all traffic on one side and well, or says why it could not, and where it is. */
async function shiftPair(first, order, everybody, state, log, world) {
    if (first.share === 100 && first.standing?.note === undefined)
        return done(`${first.green.name} runs ${first.revision} and has all of the traffic`);
    const rules = await world.listenerRules();
    const group = await groupOfGreen(first, order, world);
    keepForPost(first, group, order, world);
    const about = { blue: first.blue.service.name, green: first.green.name, revision: first.revision };
    const me = (0,hold_rule/* holderOf */.Kd)(world, order.holder);
    const { taken, ...held } = await (0,hold_rule/* holdRule */.Gt)(first.route, group, about, me, { rules, clock: world.clock });
    if (taken)
        log(first.wanted.name, `goes on from ${taken.run}, which is over`);
    // Under the lock everything is looked at anew: whoever had it may have moved it.
    const found = await (0,find_pair/* findPair */.c6)(first.wanted, order, everybody, world);
    const ready = { ...found, green: { ...found.green, group: found.green.group ?? group } };
    const shift = await begin(ready, held, order, log, world);
    state.shift = shift;
    const end = await move(shift, order, state, world).catch(error => brokenOff(shift, error, world));
    return tidy(shift, end, order, world);
}
async function begin(found, held, { ladder }, log, world) {
    const groups = await world.targetGroups();
    const [blue, green] = await Promise.all([groups.times(found.blue.group), groups.times(found.green.group)]);
    const now = world.clock.now();
    const hinted = Math.round(found.share) === held.note.weight && held.note.since > 0;
    return {
        ...{
            found,
            held,
            rules: await world.listenerRules(),
            log,
            ladder,
            phase: 'preparing',
            back: undefined,
            resting: undefined,
        },
        ...{ share: found.share, since: hinted ? held.note.since : now, expected: (0,listener_rule/* fingerprint */.Rj)(found.rule.actions) },
        ...{ size: found.blue.service.desired, times: { blue, green }, decisions: [] },
        history: [{ at: now, green: found.share }],
    };
}
async function move(shift, order, state, world) {
    const { found, log } = shift;
    const { cluster, blue, green, wanted } = found;
    if (order.resume === 'rollback')
        return shift.share === 0
            ? done('no traffic is on green, so nothing goes back')
            : goBack(shift, 'resume: rollback was asked for', world);
    await (0,keep_size/* suspendScaling */.K)({ cluster, sides: sidesOf(shift), world, log });
    await (0,hold_rule/* renew */.qV)(shift.held, { rules: shift.rules, clock: world.clock }, order.limit + hold_rule/* LEASE */.DL);
    const target = shift.share < 100 && (await (0,find_pair/* resolveFor */.EM)(wanted, blue.service.name, cluster, world, false));
    if (target)
        found.revision = target.revision;
    const measure = order.evidence && createMeasure(await subjectOf(shift, world), order.evidence, world, log);
    if (measure)
        state.measure = measure;
    // As early as can be; of a service that is still to be made nothing can be asked yet.
    if (found.green.service)
        await measure?.check();
    const ill = target && (await prepareGreen(found, target, shift.share > 0, order, world, log));
    if (!ill && !found.green.service)
        await measure?.check();
    if (ill && shift.share > 0)
        return { ...(await goBack(shift, ill.because, world)), next: ill.next };
    if (ill)
        return { verdict: 'failed', remedy: 'none', ...ill };
    shift.phase = 'shifting';
    const end = await shiftWeights(shift, measure, order, world);
    if (end)
        return end;
    const next = order.ladder.find(one => one.weight > shift.share);
    const finished = { verdict: 'finished', remedy: 'none' };
    if (next)
        return {
            ...finished,
            because: `${shift.share} % of the traffic is on ${found.revision} and well`,
            next: `Go on with step ${next.weight}.`,
        };
    state.accepted();
    const met = await stand(shift, () => (state.mayRetire() ? 0 : Number.POSITIVE_INFINITY), world);
    if (met)
        return 'back' in met ? goBack(shift, met.back, world) : heldEnd(met.foreign);
    shift.phase = 'accepted';
    const kept = await retireBlue(shift, order.keepBlueFor, world);
    return kept ?? { ...finished, because: `${green.name} on ${found.revision} has all of the traffic`, next: '' };
}
/** Something was refused or lost on the way: what has no traffic yet gets none, and what has goes back where it can be. */
async function brokenOff(shift, error, world) {
    if (!(error instanceof failure/* Failure */.HR) || world.cancel.aborted)
        throw error;
    const because = error.message.replace(/\.$/, '');
    const next = 'Mend what is refused, then run again.';
    const held = { verdict: 'held', remedy: 'needs-human', because, next };
    if (shift.share === 0)
        return { verdict: 'failed', remedy: 'none', because, next };
    if (shift.phase === 'accepted' || shift.phase === 'retiring')
        return held;
    return goBack(shift, because, world).catch(() => held);
}
/** After the traffic the sizes, then scaling and the test rule. What somebody else changed is left as it is. */
async function tidy(shift, end, { keepGreen }, world) {
    const goesOn = end.verdict === 'held' || (end.verdict === 'finished' && shift.share < 100);
    const gaveUp = end.verdict === 'reverted' || end.verdict === 'failed';
    const stays = goesOn || end.remedy === 'needs-human';
    try {
        if (gaveUp && !stays && !keepGreen)
            await retireGreen(shift, world);
        await leave(shift, stays, world);
        return end;
    }
    catch (error) {
        if (!(error instanceof failure/* Failure */.HR) || world.cancel.aborted)
            throw error;
        return { ...end, next: `${end.next} Not all was tidied up: ${error.message}`.trim() };
    }
}
async function subjectOf({ found, since, share }, world) {
    const { cluster, green, blue, revision } = found;
    const [group] = await (await world.targetGroups()).describe([green.group]);
    const [balancer] = group?.loadBalancers ?? [];
    return {
        ...{ cluster, service: green.name, revision, group: green.group, since },
        loadBalancer: balancer === undefined ? undefined : loadBalancerDimension(balancer),
        control: share < 100 ? blue.group : undefined,
        before: { group: blue.group, until: since },
    };
}
function keepForPost({ cluster, rule, route, blue, green, wanted }, group, order, world) {
    order.kept.push({
        ...{ name: wanted.name, cluster, rule: rule.arn },
        test: { listener: route.listener, priority: route.priority, holder: order.holder },
        blue: { service: blue.service.name, group: blue.group },
        green: { service: green.name, group },
    });
    world.runner.keep('pairs', JSON.stringify(order.kept));
}

;// CONCATENATED MODULE: ./build/src/shift-services.js
// How are several pairs shifted, in order or together, and what if one of them fails?





const isGood = ({ verdict }) => verdict === 'finished' || verdict === 'nothing-to-do';
/**
 * Shifts group after group; within a group all pairs at once. A later group begins when each of the group before has all
 * of its traffic and was watched. When one fails, later groups are not touched; `together`: and those before go back.
 */
async function shiftServices(order, everybody, world) {
    // Once the job is cancelled nothing but the way back is done or said.
    const say = (0,src_log/* startLog */.l)(world.clock, world.runner.line);
    const log = (subject, fact) => {
        if (!world.cancel.aborted)
            say(subject, fact);
    };
    let writing = Promise.resolve();
    const live = guarded(world, one => {
        writing = Promise.allSettled([writing, one]);
    });
    const urgent = await world.listenerRules(undefined, 'urgent');
    const own = { ...order, holder: (0,external_node_crypto_.randomUUID)(), kept: [] };
    const states = order.groups.map(group => group.map(found => stateOf(found)));
    const all = states.flat();
    const failed = () => all.find(one => one.end && !isGood(one.end) && one.end.verdict !== 'skipped');
    function stateOf(found) {
        let accept = () => { };
        const progressed = new Promise(resolve => {
            accept = resolve;
        });
        let isAccepted = false;
        return {
            ...{ name: found.wanted.name, found, startedAt: world.clock.now(), progressed },
            accepted() {
                isAccepted = true;
                accept();
            },
            isAccepted: () => isAccepted,
            mayRetire: () => isAccepted && (order.mode === 'independent' || all.every(one => one.isAccepted())),
        };
    }
    const run = async (state) => {
        state.startedAt = world.clock.now();
        const end = await shiftPair(state.found, own, everybody, state, log, live).catch(error => {
            if (world.cancel.aborted)
                return new Promise(() => { });
            return failureEnd(error);
        });
        if (world.cancel.aborted)
            return;
        finish(state, end);
    };
    const finish = (state, end) => {
        state.end ??= end;
        state.accepted();
        if (isGood(end) || order.mode !== 'together')
            return;
        for (const { shift } of all.toReversed())
            if (shift && shift.phase !== 'over' && shift.phase !== 'retiring')
                shift.back ??= `${state.name} did not take over`;
    };
    const shiftAll = async () => {
        const running = [];
        for (const group of states) {
            const bad = failed();
            if (bad)
                for (const state of group)
                    state.end = {
                        verdict: 'skipped',
                        remedy: 'none',
                        because: `${bad.name} did not take over before its turn`,
                        next: '',
                    };
            else {
                running.push(...group.map(run));
                await Promise.all(group.map(one => one.progressed));
            }
        }
        await Promise.all(running);
    };
    await Promise.race([shiftAll(), cancelled(world.cancel)]);
    if (world.cancel.aborted)
        await Promise.all(all.map(async (state) => {
            if (state.shift)
                state.shift.log = say;
            state.end ??= await cancelShift(state.shift, order.onCancel, writing, urgent, world);
        }));
    return all.map(({ name, found, shift, measure, end, startedAt }) => ({
        ...{ name, cluster: order.cluster, startedAt, endedAt: world.clock.now() },
        ...{ blue: side(shift?.found ?? found, 'blue'), green: side(shift?.found ?? found, 'green') },
        revision: (shift?.found ?? found).revision,
        share: shift?.share ?? found.share,
        history: shift?.history ?? [],
        decisions: shift?.decisions ?? [],
        minutes: measure?.minutes() ?? { green: [], control: [] },
        end: end,
    }));
}
const side = ({ blue, green, revision }, which) => which === 'blue'
    ? { service: blue.service.name, revision: blue.service.revision, size: blue.service.desired }
    : { service: green.name, revision, size: blue.service.desired };
/** What was refused before anything was changed, or held by another run. */
function failureEnd(error) {
    if (!(error instanceof Error) || error.name !== 'Failure')
        throw error;
    const because = error.message.replace(/\.$/, '');
    const verdict = /^Another run/.test(because) ? 'held' : 'failed';
    return { verdict, remedy: 'none', because, next: '' };
}

// EXTERNAL MODULE: ./build/src/decisions/region.js
var decisions_region = __webpack_require__(5153);
;// CONCATENATED MODULE: ./build/src/decisions/shift-outcome.js
// How did a shift end, what is live now, and in which words is it said?

/** Whoever has more of the traffic; of equals the one that served before. */
const liveOf = ({ blue, green, share }) => share > 50 ? green : blue;
const whole = (share) => Math.round(share * 10) / 10;
const weightsOf = ({ share }) => `blue=${whole(100 - share)} green=${whole(share)}`;
/** The last line: the verdict, what is live, and the next thing to do. */
function explainShift(result) {
    const { end, blue, green, share, startedAt, endedAt } = result;
    const live = liveOf(result);
    const has = share > 0 && share < 100
        ? `${blue.service} on ${blue.revision} has ${whole(100 - share)} % of the traffic and ${green.service} on ${green.revision} ${whole(share)} %.`
        : `${live.revision} is live (${live.service}).`;
    const words = [
        sayVerdict(result, (0,duration/* showDuration */.kJ)(endedAt - startedAt)),
        end.verdict === 'finished' && share === 100 ? '' : has,
        end.next,
    ];
    return words.filter(Boolean).join(' ');
}
function sayVerdict({ end, blue, green, share }, took) {
    const because = end.because.replace(/\.$/, '');
    switch (end.verdict) {
        case 'finished':
            return share === 100
                ? `${green.revision} is live: ${green.service} has all of the traffic (was ${blue.revision} on ${blue.service}), after ${took}.`
                : `${because}, after ${took}.`;
        case 'nothing-to-do':
            return `Nothing to do: ${because}.`;
        case 'reverted':
            return `${green.revision} was reverted: ${because}.`;
        case 'held':
            return `Held: ${because}.`;
        case 'cancelled':
            return `${because.charAt(0).toUpperCase()}${because.slice(1)}.`;
        case 'skipped':
            return `${green.revision} was not shifted: ${because}.`;
        case 'failed':
            return `${green.revision} got no traffic: ${because}.`;
    }
}
/** Worst first. */
const VERDICTS = ['held', 'failed', 'reverted', 'cancelled', 'skipped', 'finished', 'nothing-to-do'];
const REMEDIES = ['needs-human', 'kept', 'reverted', 'none'];
const shift_outcome_isGood = ({ end }) => end.verdict === 'finished' || end.verdict === 'nothing-to-do';
/** The outputs; of several pairs a line each, and the worst verdict. */
function tellResults(results) {
    const lines = (value) => results.flatMap(one => value(one) ?? []).join('\n');
    const verdict = VERDICTS.find(one => results.some(({ end }) => end.verdict === one)) ?? 'nothing-to-do';
    return {
        verdict: verdict === 'skipped' ? 'failed' : verdict,
        remedy: REMEDIES.find(one => results.some(({ end }) => end.remedy === one)) ?? 'none',
        revision: lines(one => one.revision),
        previousRevision: lines(one => one.blue.revision),
        liveRevision: lines(one => liveOf(one).revision),
        liveService: lines(one => liveOf(one).service),
        liveVerified: String(results.every(one => one.end.remedy !== 'needs-human')),
        deploymentId: '',
        previousCount: lines(one => String(one.blue.size)),
        weights: lines(weightsOf),
        step: lines(one => String(whole(one.share))),
        cause: lines(one => (shift_outcome_isGood(one) ? undefined : one.end.because)),
        nextStep: lines(one => one.end.next || undefined),
        message: lines(one => (results.length === 1 ? explainShift(one) : `${one.name}: ${explainShift(one)}`)),
        breachedMetric: lines(one => one.end.breach?.metric),
        value: lines(one => one.end.breach?.value),
        threshold: lines(one => one.end.breach?.threshold),
        decisions: results.flatMap(one => one.decisions).join('\n'),
        results: JSON.stringify(results.map(({ history, decisions, minutes, end, ...one }) => ({
            ...one,
            ...end,
            live: liveOf({ history, decisions, minutes, end, ...one }),
        }))),
    };
}

// EXTERNAL MODULE: ./build/src/decisions/markdown.js
var markdown = __webpack_require__(7956);
;// CONCATENATED MODULE: ./build/src/decisions/shift-pictures.js
// What do weights, errors and judgements of a shift look like over time?

/** Points of a picture: more of them cannot be told apart. */
const MOST_POINTS = 120;
/** Markdown: pictures of a shift's traffic and errors, and its judgements; nothing where nothing was seen. */
const drawShift = (shift) => [...weights(shift), ...errors(shift), ...judgements(shift)];
/** Green's percent, a point a minute (fewer of a long shift). */
function weights({ name, history, endedAt }) {
    const [first] = history;
    if (!first || history.length < 2)
        return [];
    const minutes = Math.max(1, (endedAt - first.at) / 60_000);
    const points = Math.min(MOST_POINTS, Math.max(2, Math.ceil(minutes) + 1));
    const values = Array.from({ length: points }, (_, i) => {
        const at = first.at + (i * (endedAt - first.at)) / (points - 1);
        return Math.round(history.findLast(one => one.at <= at)?.green ?? 0);
    });
    return chart(`${name}: percent of the traffic on green`, Math.ceil(minutes), 'percent', 100, [values]);
}
/** Percent of failed requests a minute, of green and of its control. */
function errors({ name, minutes }) {
    const { green, control } = minutes;
    const times = [...new Set([...green, ...control].map(one => one.at))].toSorted((a, b) => a - b);
    const [first, last] = [times[0], times.at(-1)];
    if (first === undefined || last === undefined || last === first)
        return [];
    const count = Math.min(MOST_POINTS, Math.round((last - first) / 60_000) + 1);
    const rates = (all) => Array.from({ length: count }, (_, i) => {
        const at = first + (i * (last - first)) / (count - 1);
        const one = all.find(each => Math.abs(each.at - at) <= 30_000);
        return one && one.requests > 0 ? Math.round((10_000 * one.errors) / one.requests) / 100 : 0;
    });
    const lines = [rates(green), ...(control.length > 0 ? [rates(control)] : [])];
    const highest = Math.max(1, ...lines.flat());
    const named = control.length > 0 ? 'The first line is green, the second its control.' : 'The line is green.';
    return [
        named,
        '',
        ...chart(`${name}: percent of requests that failed`, Math.round((last - first) / 60_000), 'percent', Math.ceil(highest), lines),
    ];
}
/** https://mermaid.js.org/syntax/xyChart.html */
const chart = (title, minutes, unit, most, lines) => [
    '```mermaid',
    'xychart-beta',
    `  title "${title.replaceAll('"', "'")}"`,
    `  x-axis "minutes" 0 --> ${Math.max(1, minutes)}`,
    `  y-axis "${unit}" 0 --> ${most}`,
    ...lines.map(values => `  line [${values.join(', ')}]`),
    '```',
    '',
];
function judgements({ decisions }) {
    if (decisions.length === 0)
        return [];
    const lines = decisions.map(line => {
        const { at = '', green = '', state = '', lead = '', sentence = '' } = JSON.parse(line);
        return `- ${(0,markdown/* code */.a)(`${at.slice(11, 19)} ${green} % ${state} → ${lead}`)} ${(0,markdown/* cell */.H)(sentence)}`;
    });
    return ['<details><summary>Judgements</summary>', '', ...lines, '', '</details>', ''];
}

;// CONCATENATED MODULE: ./build/src/decisions/shift-summary.js
// What does the summary of a shift show?




/** Markdown: a table of the pairs, then for each what happened, its traffic and errors over time, and its judgements. */
function summarizeShift(results, linkTo) {
    const rows = results.map(one => [
        `[${(0,markdown/* cell */.H)(one.name)}](${linkTo(one)})`,
        (0,markdown/* cell */.H)(`${one.blue.service} ${one.blue.revision}`),
        (0,markdown/* cell */.H)(`${one.green.service} ${one.green.revision}`),
        `${shift_outcome_isGood(one) ? '✅' : '❌'} ${one.end.verdict}`,
        one.end.remedy,
        (0,markdown/* cell */.H)(`${liveOf(one).revision} (${liveOf(one).service})`),
        weightsOf(one),
        (0,duration/* showDuration */.kJ)(one.endedAt - one.startedAt),
    ]);
    return [
        '| pair | blue | green | verdict | remedy | live now | weights | time |',
        '|---|---|---|---|---|---|---|---|',
        ...rows.map(row => `| ${row.join(' | ')} |`),
        '',
        ...results.flatMap(one => [`**${(0,markdown/* cell */.H)(one.name)}:** ${(0,markdown/* cell */.H)(explainShift(one))}`, '', ...drawShift(one)]),
    ].join('\n');
}

;// CONCATENATED MODULE: ./build/src/tell-shift.js



/** Writes outputs and summary; green when every pair is. */
async function tellShift(results, world, tell) {
    const told = tellResults(results);
    for (const [name, value] of Object.entries(told))
        tell(name, value);
    const { region } = await world.ecs();
    await world.runner.summary(summarizeShift(results, one => (0,decisions_region/* serviceLink */.oT)(region, one.cluster, liveOf(one).service)));
    const good = results.every(shift_outcome_isGood);
    const [only] = results;
    if (only && results.length === 1)
        return { good, line: explainShift(only) };
    for (const line of told.message.split('\n'))
        world.runner.line(line);
    const names = (some) => some.map(one => one.name).join(', ');
    const bad = results.filter(one => !shift_outcome_isGood(one));
    const live = results.map(one => `${one.name} on ${liveOf(one).revision}`).join(', ');
    return {
        good,
        line: good
            ? `All ${results.length} pairs have their traffic where it was wanted: ${names(results)}.`
            : `${bad.length} of ${results.length} pairs did not take over: ${names(bad)}. Live now: ${live}.`,
    };
}
/** A pair in the words of the plan. */
const plannedPair = ({ wanted, blue, green, revision, share }) => ({
    name: wanted.name,
    blue: { service: blue.service.name, revision: blue.service.revision, size: blue.service.desired },
    green: { service: green.name, revision, exists: green.service !== undefined },
    share,
});
/** What would be done, and that nothing was. */
function tellPlanned(found, tell) {
    const line = `Plan for ${found.length === 1 ? 'one pair' : `${found.length} pairs`}. Nothing was changed.`;
    const lines = (value) => found.map(value).join('\n');
    const live = (one) => one.share > 50
        ? { service: one.green.name, revision: one.revision }
        : { ...one.blue.service, service: one.blue.service.name };
    tell('verdict', 'planned');
    tell('remedy', 'none');
    tell('revision', lines(one => one.revision));
    tell('liveRevision', lines(one => live(one).revision));
    tell('liveService', lines(one => live(one).service));
    tell('weights', lines(one => `blue=${Math.round(100 - one.share)} green=${Math.round(one.share)}`));
    tell('message', line);
    return { good: true, line };
}

;// CONCATENATED MODULE: ./build/src/shift-by-weights.js






/** Finds all pairs, prints the plan, and does it, unless it is only a plan or would not come to its end in time. */
async function shiftByWeights(order, world, tell) {
    const { cluster, resume } = order;
    const everybody = servicesOf(cluster, world);
    const groups = await Promise.all(order.groups.map(group => Promise.all(group.map(wanted => (0,find_pair/* findPair */.c6)(wanted, { cluster, resume }, everybody, world)))));
    const schedule = {
        ...{ ladder: order.ladder.filter(one => one.weight <= order.stopAt), keepBlueFor: order.keepBlueFor },
        ...{ limit: order.limit, turns: groups.length, services: groups.flat().length },
    };
    const log = (0,src_log/* startLog */.l)(world.clock, world.runner.line);
    for (const line of (0,shift_plan/* explainPlan */.dp)(groups.flat().map(plannedPair), schedule))
        log('plan', line);
    const problems = (0,shift_plan/* planProblems */.s4)(schedule, await sessionOf(order.session, world), order.jobLimit);
    if (problems.length > 0)
        throw new failure/* Failure */.HR(problems.join('\n'));
    if (order.plan)
        return tellPlanned(groups.flat(), tell);
    return tellShift(await shiftServices({ ...order, groups }, everybody, world), world, tell);
}
/** How long the job's credentials hold: without a session token they do not end. */
async function sessionOf(given, world) {
    const ends = world.runner.variable('AWS_SESSION_TOKEN') !== undefined;
    return { renewable: ends && (await world.keepFresh()), holds: ends ? given : undefined };
}
/** All services of the cluster, asked for once; undefined where this role may not list them. */
function servicesOf(cluster, world) {
    const ask = async () => {
        const all = await (await world.serviceCopies()).list(cluster);
        return all
            .filter(one => one.active)
            .map(({ name, targetGroups, desired }) => ({ service: name, groups: targetGroups, desired }));
    };
    let asked;
    return () => {
        asked ??= ask().catch(error => {
            if (error instanceof failure/* Failure */.HR && error.denied)
                return undefined;
            throw error;
        });
        return asked;
    };
}

;// CONCATENATED MODULE: ./build/src/shift-inputs.js
// How does a user ask for a shift of traffic?

/** Which services, behind which rule, with what. */
const pairInputs = {
    cluster: (0,input/* text */.Qq)({ description: 'The name or ARN of the ECS cluster.', required: true }),
    service: (0,input/* list */.p_)({
        description: 'The name of a pair, or several: `web` means the services `web-blue` and `web-green`. Which of the two is live is read from the weights of the rule, never from names. With `engine: ecs`: the service.',
    }),
    services: (0,input/* namesOrMap */.c9)({
        description: 'Several pairs: a list, or a YAML map of name to `blue-service`, `green-service`, `listener-rule`, `listener`, `test-rule-priority`, `test-host`, `test-listener`, `target-group`, `task-definition`, `image`, `image-tag`, `container-name`.',
    }),
    blueService: (0,input/* text */.Qq)({ description: 'One of the two services, where it is not called after the pair.' }),
    greenService: (0,input/* text */.Qq)({ description: 'The other one. It is made like the live one when it does not exist.' }),
    order: (0,input/* groups */.TN)({
        description: 'Groups of pairs, one a line. A group begins when each of the one before has all of its traffic and was watched; when one fails, the later ones are not touched.',
    }),
    only: (0,input/* list */.p_)({ description: 'Shift only these of them.' }),
    mode: (0,input/* oneOf */.yL)('independent', 'together')({
        description: '`independent`: each pair goes on if another fails. `together`: when one fails, all go back.',
        default: 'independent',
    }),
    engine: (0,input/* oneOf */.yL)('alb', 'ecs')({
        description: '`alb`: weights on a listener rule between two services. `ecs`: the blue-green, linear and canary strategies of ECS itself. Unset: `alb` where a listener or a listener rule is given, else `ecs`.',
    }),
    listenerRule: (0,input/* text */.Qq)({
        description: 'The ARN of the production rule, or of a listener’s default rule: where the traffic is shared.',
    }),
    listener: (0,input/* text */.Qq)({
        description: 'The ARN of the listener, where only one of its rules forwards to the two services.',
    }),
    taskDefinition: (0,input/* text */.Qq)({
        description: 'The revision to release: an ARN, `family:revision`, a family (its newest active revision), or a file, which is then registered. Unset: what is live now, with `image` or `image-tag` in it.',
    }),
    image: (0,input/* text */.Qq)({ description: 'An image to put into the task definition, which is then registered.' }),
    imageTag: (0,input/* text */.Qq)({
        description: 'A tag in the repository that the live service runs from, to be put into its task definition.',
    }),
    containerName: (0,input/* text */.Qq)({ description: 'The container that gets the image. Unset: the only essential one.' }),
};
/** How green is reached before it has traffic, and what it is made of where it is not there. */
const greenInputs = {
    testRulePriority: (0,input/* count */.U9)(1, 50_000)({
        description: 'The priority of the test rule, which leads to green, and is the lock of the release. Unset: the one before the production rule’s, or 1 before a default rule.',
    }),
    testHeader: (0,input/* text */.Qq)({
        description: 'The header by which the test rule knows a test request, `Name: value`. Unset: `X-Ecs-Release: green`.',
    }),
    testHost: (0,input/* text */.Qq)({ description: 'A host name for test requests, in place of a header.' }),
    testListener: (0,input/* text */.Qq)({ description: 'The ARN of a listener for test requests alone, in place of a header.' }),
    createTargetGroup: (0,input/* flag */.Jt)({ description: 'Make a target group for green where there is none.', default: 'false' }),
    targetGroup: (0,input/* text */.Qq)({ description: 'Its name. Unset: the service’s, with `-tg`.' }),
    targetGroupProtocol: (0,input/* oneOf */.yL)('HTTP', 'HTTPS')({ description: 'Its protocol. Unset: as the live one’s.' }),
    targetGroupPort: (0,input/* count */.U9)(1, 65_535)({ description: 'Its port. Unset: as the live one’s.' }),
    vpcId: (0,input/* text */.Qq)({ description: 'Its VPC. Unset: as the live one’s.' }),
    healthPath: (0,input/* text */.Qq)({ description: 'The path of its health check. Unset: as the live one’s.' }),
    smokeUrls: (0,input/* list */.p_)({
        description: 'Addresses that must answer well from green through the test rule before it gets traffic.',
    }),
    smokeHeaders: (0,input/* map */.Tj)({ description: 'Headers to send, beside that of the test rule.', secret: true }),
    smokeExpectStatus: (0,input/* list */.p_)({ description: 'Statuses of a good answer: `200`, `2xx`, `200-299`.', default: '2xx' }),
    smokeExpectText: (0,input/* text */.Qq)({ description: 'A text that the body of a good answer has.' }),
    smokeConsecutive: (0,input/* count */.U9)(1, 100)({ description: 'How many good answers in a row are enough.', default: '2' }),
    smokeIntervalSeconds: (0,input/* duration */.p0)('seconds')({ description: 'Time between two tries.', default: '2' }),
    smokeRequestTimeoutSeconds: (0,input/* duration */.p0)('seconds')({ description: 'How long one answer may take.', default: '10' }),
    smokeTimeoutSeconds: (0,input/* duration */.p0)('seconds')({ description: 'How long all of it may take.', default: '60' }),
    waitForMinutes: (0,input/* duration */.p0)('minutes')({
        description: 'How long green may take to be well, and to have enough healthy targets before a step.',
        default: '15',
    }),
};
/** How traffic moves. */
const stepInputs = {
    steps: (0,input/* list */.p_)({
        description: 'Percents of the traffic for green, rising to 100. Unset: 5, 50, 100; with `engine: ecs` as the service is set.',
    }),
    bake: (0,input/* list */.p_)({
        description: 'How long to watch after each step; the last one stands for all later steps. Unset: 15m after the first, 60m after the last, 30m between.',
    }),
    maxBake: (0,input/* duration */.p0)('minutes')({
        description: 'How long to watch after a step at most, when too little is seen to call it well.',
        default: '120',
    }),
    step: (0,input/* count */.U9)(1, 100)({
        description: 'Go no further than this step, which a job of its own does. Unset: all of them.',
    }),
    keepBlueFor: (0,input/* duration */.p0)('minutes')({
        description: 'How long the side that was live keeps all of its tasks after it lost its traffic. Unset: 60m.',
    }),
    keepGreen: (0,input/* flag */.Jt)({ description: 'Leave green’s tasks running when it was given up.', default: 'false' }),
    allowUndersized: (0,input/* flag */.Jt)({
        description: 'Allow weight on a target group with too few healthy targets.',
        default: 'false',
    }),
    hooks: (0,input/* oneOf */.yL)('set', 'keep')({
        description: 'For `engine: ecs`. `set`: ECS pauses for this release only. `keep`: at the pause hooks that the service has.',
        default: 'set',
    }),
    evidence: (0,input/* flag */.Jt)({
        description: 'Whether green is judged by what is measured; otherwise by the clock alone.',
        default: 'true',
    }),
    onCancel: (0,input/* oneOf */.yL)('rollback', 'keep')({
        description: 'What a cancelled job does until the last step was watched: all traffic back, or weights as they are.',
        default: 'rollback',
    }),
    resume: (0,input/* oneOf */.yL)('continue', 'rollback')({
        description: 'What to do with a shift that was interrupted: go on from what the weights say, or all traffic back.',
        default: 'continue',
    }),
    plan: (0,input/* flag */.Jt)({
        description: 'Show what would be done, how long it takes and what it costs, and change nothing.',
        default: 'false',
    }),
    sessionMinutes: (0,input/* duration */.p0)('minutes')({
        description: 'How long the job’s AWS credentials hold, where they cannot be renewed (permissions: id-token: write).',
        default: '60',
    }),
    jobLimit: (0,input/* duration */.p0)('minutes')({ description: 'When the job is ended by its runner.', default: '360' }),
};

// EXTERNAL MODULE: ./build/src/begin.js
var src_begin = __webpack_require__(5276);
;// CONCATENATED MODULE: ./build/src/decisions/pause.js
const wait = (because) => ({ move: 'wait', because });
/** Stages in their order. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/blue-green-deployment-how-it-works.html */
const STAGES = [
    'RECONCILE_SERVICE',
    'PRE_SCALE_UP',
    'SCALE_UP',
    'POST_SCALE_UP',
    'TEST_TRAFFIC_SHIFT',
    'POST_TEST_TRAFFIC_SHIFT',
    'PRE_PRODUCTION_TRAFFIC_SHIFT',
    'PRODUCTION_TRAFFIC_SHIFT',
    'POST_PRODUCTION_TRAFFIC_SHIFT',
    'BAKE_TIME',
    'CLEAN_UP',
];
/** `post test traffic shift`. */
const stageName = (stage) => (stage ?? 'none yet').toLowerCase().replaceAll('_', ' ');
/** A load balancer needs up to a minute until all of it routes by new weights (ms). */
const PROPAGATION = 60_000;
/** An answer has to be there this long (ms) before ECS acts by itself. */
const LAST_MOMENT = 60_000;
/** Weights that are told in tenths of a percent are the same when they differ by less than this. */
const SAME = 0.06;
const openPauses = ({ hooks }) => hooks.filter(({ status }) => status === 'AWAITING_ACTION');
/** Whether ECS is on its way back, or has been. */
const goesBack = ({ status }) => status.startsWith('ROLLBACK_');
/**
 * Percent of production that green has; of two figures that disagree the larger one, since that is what may do harm. Where
 * there is none, the stage tells.
 */
function shareOf({ record: { weight, stage }, percent }) {
    if (weight !== undefined || percent !== undefined)
        return Math.max(weight ?? 0, percent ?? 0);
    return STAGES.indexOf(stage ?? '') >= STAGES.indexOf('POST_PRODUCTION_TRAFFIC_SHIFT') ? 100 : 0;
}
/** The next move. What cannot be told is waited for; when a pause is about to end undecided, green goes back. */
function nextMove(facts) {
    const { record, smoke, evidence, giveUp, now } = facts;
    const over = judgeStatus(record);
    if (over)
        return over;
    const open = openPauses(record);
    const ours = open.length > 0 && isOurs(facts);
    const goBack = (because) => ({ move: 'go-back', hook: open[0]?.id, because });
    if (giveUp !== undefined)
        return goBack(giveUp);
    if (typeof smoke === 'object')
        return goBack(smoke.fault);
    const share = shareOf(facts);
    if (share > 0 && evidence.lead === 'back')
        return goBack(evidence.because);
    if (open.length === 0)
        return wait(`ECS is in stage ${stageName(record.stage)}`);
    if (!ours)
        return wait(`the pause at ${stageName(record.stage)} is not ours: somebody else has to answer it`);
    const next = answer(facts, share);
    if (next.move !== 'wait')
        return next;
    const ends = Math.min(...open.map(one => one.expiresAt ?? Number.POSITIVE_INFINITY));
    if (now < ends - LAST_MOMENT)
        return next;
    if (next.held && open.every(one => one.atTimeout === 'go-back'))
        return { move: 'end', end: 'held', because: next.because };
    return goBack(`the pause at ${stageName(record.stage)} was about to end, and ${next.because}`);
}
/** What ECS says of a deployment that is over or on its way back; a status that nobody knows is waited for. */
function judgeStatus({ status, reason }) {
    switch (status) {
        case 'PENDING':
        case 'IN_PROGRESS':
            return undefined;
        case 'SUCCESSFUL':
            return { move: 'end', end: 'finished', because: reason };
        case 'ROLLBACK_SUCCESSFUL':
            return { move: 'end', end: 'reverted', because: reason };
        case 'ROLLBACK_FAILED':
            return { move: 'end', end: 'failed', because: reason };
        case 'STOPPED':
            return { move: 'end', end: 'stopped', because: reason };
        default:
            return wait(`ECS says ${stageName(status)}`);
    }
}
/** A stage that ECS has learnt since cannot be one that somebody else chose among those we know. */
const isOurs = ({ record: { stage }, stages }) => stages === undefined || stage === undefined || stages.includes(stage) || !STAGES.includes(stage);
/** What an open pause of ours is answered. */
function answer(facts, share) {
    const { record, smoke, evidence, percent, pausedSince, now } = facts;
    const goOn = (because) => ({
        move: 'continue',
        hooks: openPauses(record).map(({ id }) => id),
        because,
    });
    const settled = now >= (pausedSince ?? now) + PROPAGATION;
    if (isBeforeTest(record))
        return goOn('nothing is to be judged yet');
    if (smoke === 'wanted')
        return settled ? { move: 'smoke' } : wait('the load balancer may not route to green yet');
    const lags = whatLags(facts, share);
    if (lags !== undefined)
        return settled ? { move: 'wait', because: lags, held: true } : wait(lags);
    if (share === 0)
        return goOn(smoke === 'answering' && facts.answered.length === 0 ? 'green answers' : 'green has no production traffic yet');
    if (evidence.lead === 'go')
        return goOn(evidence.because);
    return evidence.lead === 'hold'
        ? { move: 'wait', because: evidence.because, held: true }
        : wait(evidence.because || `green has ${percent ?? record.weight} %`);
}
/** Green cannot be tried yet, and gets no traffic by going on: another of our pauses comes before that. */
const isBeforeTest = ({ stage = '' }) => STAGES.includes(stage) && STAGES.indexOf(stage) < STAGES.indexOf('POST_TEST_TRAFFIC_SHIFT');
/** What the weights still lack of what must have happened before; undefined when they are as they must be. */
function whatLags({ record, percent, answered }, share) {
    const { stage, weight } = record;
    if (percent !== undefined && weight !== undefined && Math.abs(percent - weight) >= SAME)
        return `the listener rule sends ${percent} % to green, and ECS asked for ${weight} %`;
    const last = answered.findLast(one => one.stage === 'PRE_PRODUCTION_TRAFFIC_SHIFT');
    const open = openPauses(record).map(({ id }) => id);
    if (stage === 'PRE_PRODUCTION_TRAFFIC_SHIFT' && last && share <= last.percent && !open.includes(last.hook))
        return `green still has ${share} %, though a step was taken`;
    if (stage === 'POST_PRODUCTION_TRAFFIC_SHIFT' && share < 100)
        return `green has ${share} %, though all traffic is to have moved`;
    return undefined;
}

// EXTERNAL MODULE: ./build/src/follow.js
var follow = __webpack_require__(452);
;// CONCATENATED MODULE: ./build/src/decisions/native-plan.js
// What would ECS do, and how long would it take?



/** Steps with how long (ms) each is judged at least: ECS's own stand is part of it. */
function judgedSteps({ bakes }, configuration) {
    const { step, last } = ownBakes(configuration);
    return stepsOf(configuration).map((percent, index) => ({
        percent,
        judged: Math.max(bakes[index] ?? bakes.at(-1) ?? 0, percent < 100 ? step : shift_plan/* LEAST_KEPT */.JT - last),
    }));
}
/** How long (ms) it takes at least, from the first share to the end of blue. */
const planTime = (order, configuration) => judgedSteps(order, configuration).reduce((sum, { judged }) => sum + judged, ownBakes(configuration).last);
/** As the end of a sentence: who goes where, by which steps, each judged for how long, and what that takes at least. */
function explainNativePlan(order, before, configuration) {
    const { name, revision } = order.target;
    const steps = judgedSteps(order, configuration).map(({ percent, judged }) => `${percent} % judged for ${(0,duration/* showDuration */.kJ)(judged)}`);
    const kept = (0,duration/* showDuration */.kJ)(ownBakes(configuration).last);
    return `${name} goes from ${before.revision} to ${revision} by ${configuration.strategy} (${before.desired} more tasks meanwhile): ${steps.join(', ')}; ECS keeps ${before.revision} for ${kept} after that; at least ${(0,duration/* showDuration */.kJ)(planTime(order, configuration))} in all`;
}

;// CONCATENATED MODULE: ./build/src/decisions/pause-hooks.js
/** Where the judge is asked: green is tested, a step is to come, all traffic has moved. */
const AFTER_TEST = 'POST_TEST_TRAFFIC_SHIFT';
const BEFORE_STEP = 'PRE_PRODUCTION_TRAFFIC_SHIFT';
const AFTER_LAST = 'POST_PRODUCTION_TRAFFIC_SHIFT';
/** In LINEAR and CANARY there is a pause before every step; in BLUE_GREEN the one after the test is before the only one. */
const ourStages = (strategy) => strategy === 'BLUE_GREEN' ? [AFTER_TEST, AFTER_LAST] : [AFTER_TEST, BEFORE_STEP, AFTER_LAST];
/** Beside what the judge needs (ms): so long nobody may be there to answer, a runner that is started again for example. */
const MARGIN = 10 * 60_000;
/** A pause hook waits for 14 days at most. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/pause-lifecycle-hooks.html */
const LONGEST_MINUTES = 20_160;
/** What a judge may need at most (ms), so that it has its answer before a pause ends. */
const longestPause = LONGEST_MINUTES * 60_000 - MARGIN;
/** The hook that pauses for the judge; when nobody answers in time, ECS goes back. `longest` (ms): what the judge may need. */
const ourHook = (strategy, longest) => ({
    targetType: 'PAUSE',
    lifecycleStages: ourStages(strategy),
    timeoutConfiguration: {
        timeoutInMinutes: Math.ceil((longest + MARGIN) / 60_000),
        action: 'ROLLBACK',
    },
});
/** Whether a hook is one that a run of this action has set: for all the stages of the judge, and back in doubt. */
const pause_hooks_isOurs = ({ targetType, lifecycleStages = [], timeoutConfiguration }) => targetType === 'PAUSE' &&
    timeoutConfiguration?.action === 'ROLLBACK' &&
    ['BLUE_GREEN', 'LINEAR'].some(strategy => ourStages(strategy).join() === lifecycleStages.join());
/** A service's hooks without those that this action has set. */
const withoutOurs = ({ lifecycleHooks = [] }) => lifecycleHooks.filter(hook => !pause_hooks_isOurs(hook));
/** Hooks of others that pause where the judge does: of two at one stage nobody can tell which is whose. */
const inTheWay = (configuration, strategy) => [
    ...new Set(withoutOurs(configuration)
        .filter(({ targetType }) => targetType === 'PAUSE')
        .flatMap(({ lifecycleStages = [] }) => lifecycleStages)
        .filter(stage => ourStages(strategy).includes(stage))),
];
/** How long (ms) the shortest of a service's own pauses waits, and whether it then goes on. */
function shortestPause({ lifecycleHooks = [] }) {
    const pauses = lifecycleHooks.filter(({ targetType }) => targetType === 'PAUSE');
    if (pauses.length === 0)
        return undefined;
    return {
        waits: 60_000 * Math.min(...pauses.map(one => one.timeoutConfiguration?.timeoutInMinutes ?? 1440)),
        goesOn: pauses.some(one => one.timeoutConfiguration?.action === 'CONTINUE'),
    };
}

;// CONCATENATED MODULE: ./build/src/judge-share.js
// What does the evidence say of green, with the share of production that it has?






/**
 * Asks for all of the evidence once, of the revision that serves now: so what may not be read is known before anything
 * shifts. Throws a Failure.
 */
async function checkEvidence({ cluster, target, evidence }, world, look) {
    if (!evidence)
        return;
    const { service, revision } = target;
    const [route] = await (await world.ecsShift()).routesNow(cluster, service);
    const where = { loadBalancer: balancerOf(route?.rule), group: route?.group, control: undefined };
    const subject = { cluster, service, revision, ...where, since: look.clock.now() };
    await createMeasure(subject, evidence.options, world, look.log).check();
}
/** Green's evidence begins anew with each share; blue is its control while it has traffic. */
function restartMeasure(run, since) {
    const { order, world, look, share, rollout, history } = run;
    const [green] = run.routes?.green ?? [];
    const blue = run.routes?.blue.find(({ group }) => group !== green?.group)?.group;
    const control = share < 100 ? blue : undefined;
    run.measureAt = 0;
    run.measure?.restart(since, control);
    if (run.measure || !order.evidence)
        return;
    const begun = history[1]?.at ?? since;
    run.measure = createMeasure({
        ...{ cluster: order.cluster, service: rollout.service, revision: rollout.following.revision },
        ...{ loadBalancer: balancerOf(green?.rule), group: green?.group, control, since },
        ...(blue === undefined ? {} : { before: { group: blue, until: Math.min(begun, since) } }),
    }, order.evidence.options, world, look.log);
}
/** `app/name/id`, which the ARNs of rules and listeners have as well as metrics. */
const balancerOf = (rule) => rule?.match(/(?:app|net)\/[^/]+\/[^/]+/)?.[0];
/** What follows from all that is known of green with its present share. */
async function judgeShare(run) {
    const { order, share, shareSince, look, measure, record, sentBack } = run;
    const now = look.clock.now();
    if (sentBack || (record && goesBack(record)))
        return { lead: 'wait', because: 'it goes back' };
    if (share === 0)
        return { lead: 'wait', because: 'green has no production traffic yet' };
    const index = stepsOf(run.configuration).findIndex(percent => percent >= share - 0.06);
    const bake = order.bakes.at(index) ?? order.bakes.at(-1) ?? 0;
    const bakeEndsAt = shareSince + Math.max(bake, share < 100 ? 0 : shift_plan/* LEAST_KEPT */.JT - ownBakes(run.configuration).last);
    run.bakeEndsAt = bakeEndsAt;
    if (!measure || !order.evidence)
        return now >= bakeEndsAt
            ? { lead: 'go', because: `green had ${share} % for its time` }
            : { lead: 'wait', because: `green has ${share} % until ${(0,duration/* showTime */.lY)(bakeEndsAt)} UTC` };
    if (now >= run.measureAt)
        await measure.look();
    const judged = measure.judge(now, bakeEndsAt);
    if (now >= run.measureAt)
        run.measureAt = now + judged.lookAgainIn;
    const latestAt = Math.max(bakeEndsAt, shareSince + order.evidence.longest);
    const lead = whatFollows(judged, { now, latestAt }, order.evidence.policy);
    noteJudgement(run, judged, lead);
    return lead;
}
/** A judgement is told when it is another one than before; figures that grow make it no other. */
function noteJudgement(run, judged, { lead }) {
    const { look, order, share } = run;
    const now = look.clock.now();
    const before = run.judged;
    run.judged = judged;
    if (before?.state === judged.state && JSON.parse(run.decisions.at(-1) ?? '{}').green === share)
        return;
    const { state, sentence } = judged;
    run.decisions.push(JSON.stringify({ at: new Date(now).toISOString(), green: share, state, lead, sentence }));
    look.log(order.target.name, `${state} at ${share} %: ${sentence}`);
}

;// CONCATENATED MODULE: ./build/src/plan-shift.js
// How would a service deploy to shift its traffic, and can that be done?







/**
 * Says what would be done and what it costs. Answers what is to be changed of how the service deploys, and how it deploys
 * then. Throws a Failure where that cannot be done, or would not come to its end; nothing is changed.
 */
async function planShift(order, before, now, world, look) {
    const change = changeOf(order, before, now);
    const planned = { ...now, ...change.configuration };
    look.log('plan', explainNativePlan(order, before, planned));
    look.log('plan', (0,shift_plan/* explainCost */.HZ)(planTime(order, planned), 1));
    await checkTime(order, planned, world);
    await checkEvidence(order, world, look);
    return { change, planned };
}
/** How the service is to deploy. Throws a Failure where it cannot shift traffic, or its pauses do not fit. */
function changeOf(order, before, now) {
    const { name } = order.target;
    const chosen = order.steps.length === 0 ? undefined : chooseStrategy(order.steps);
    if (chosen && 'problem' in chosen)
        throw new failure/* Failure */.HR(`Input ${chosen.problem}.`);
    const strategy = chosen?.strategy ?? now.strategy;
    if (strategy === undefined || strategy === 'ROLLING')
        throw new failure/* Failure */.HR(`Service "${name}" deploys by ROLLING, which shifts no traffic: give steps (5, 100 for example), or set a strategy on the service, or take engine: alb.`);
    if (before.targetGroups.length === 0)
        throw new failure/* Failure */.HR(`Service "${name}" is behind no load balancer, so there is no traffic to shift: use ecs-deploy-wait.`);
    if (before.desired === 0)
        throw new failure/* Failure */.HR(`Service "${name}" wants no task (desired count 0), so nothing would be shifted: scale it up first.`);
    const minutes = order.keepBlueFor === undefined ? undefined : Math.ceil(order.keepBlueFor / 60_000);
    if (order.hooks === 'keep')
        checkPauses(order, now);
    const configuration = {
        ...(chosen ? strategyMembers(chosen) : {}),
        ...(minutes === undefined ? {} : { bakeTimeInMinutes: minutes }),
        ...(order.hooks === 'set' ? { lifecycleHooks: hooksFor(order, now, strategy) } : {}),
    };
    return Object.keys(configuration).length > 0 ? { configuration } : {};
}
function hooksFor(order, now, strategy) {
    const { name } = order.target;
    const [stage] = inTheWay(now, strategy);
    if (stage)
        throw new failure/* Failure */.HR(`Service "${name}" has a pause hook of its own at ${stage}, where this release is to be judged: give hooks: keep, and it is judged there, or take that hook off.`);
    if (longest(order) > longestPause)
        throw new failure/* Failure */.HR('ECS pauses for 14 days at most: give a shorter bake.');
    return [...withoutOurs(now), ourHook(strategy, longest(order))];
}
function checkPauses(order, now) {
    const { name } = order.target;
    const pause = shortestPause(now);
    if (!pause && order.smoke)
        throw new failure/* Failure */.HR(`Service "${name}" has no pause hook, so green cannot be tried before it gets traffic: give hooks: set.`);
    if (pause && pause.waits < longest(order))
        throw new failure/* Failure */.HR(`Service "${name}" pauses for ${pause.waits / 60_000} minutes only, and the judge may need ${Math.ceil(longest(order) / 60_000)}: give its pause hooks a longer timeout, or a shorter bake, or hooks: set.`);
}
/** What the judge may need at one pause (ms): the test of green, with the time until traffic gets there, or the longest bake. */
const longest = ({ smoke, bakes, evidence }) => Math.max(smoke ? smoke.timeout + 60_000 : 0, ...bakes, evidence?.longest ?? 0);
/** Throws a Failure where the credentials or the job would end before it, with the minutes that are missing. */
async function checkTime(order, configuration, world) {
    const { limit, session, jobLimit } = order;
    const ladder = [{ weight: 100, bake: planTime(order, configuration) }];
    const schedule = { ladder, keepBlueFor: 0, limit, turns: 1, services: 1 };
    const problems = (0,shift_plan/* planProblems */.s4)(schedule, await sessionOf(session, world), jobLimit);
    if (problems.length > 0)
        throw new failure/* Failure */.HR(problems.join('\n'));
}

;// CONCATENATED MODULE: ./build/src/begin-shift.js
// Is a service on its way to a revision already, and how is it set out to shift its traffic there?






/** ECS's verdict is taken from its record; what its tasks look like only says that nothing is left to hope for. */
const RULES = {
    until: Number.POSITIVE_INFINITY,
    settle: 0,
    allowZero: true,
    waitFor: 'drained',
    requireLogs: false,
    hopelessAfter: undefined,
};
/**
 * Sets the service out, or takes up the deployment of this revision that is under way: a run that was cut off here is so
 * taken up again. `there`: it runs the revision already. Throws a Failure, with nothing changed, where that cannot be.
 */
async function beginShift(order, world, look) {
    const shift = await world.ecsShift();
    const { cluster, target } = order;
    const { service: name, revision } = target;
    const open = await settled(order, shift, look);
    const before = await serviceNow(order, look);
    const configuration = await shift.configurationOf(cluster, name);
    const primary = before.deployments.find(one => one.primary);
    if (open) {
        await world.keepFresh();
        const deployment = before.deployments.find(one => one.id === `ecs-svc/${open.number}`);
        if (!deployment || deployment.revision !== revision)
            throw new failure/* Failure */.HR(`Service "${name}" is on its way to ${deployment?.revision ?? 'another revision'} (deployment ecs-svc/${open.number}): wait until that has ended, or end it, before you release ${revision}. Nothing was changed.`);
        look.log(target.name, `deployment ${deployment.id} of ${revision} is under way already: it is taken up`);
        return { before, configuration, rollout: rolloutOf(order, before, deployment, look) };
    }
    if (primary && primary.revision === revision && primary.state === 'completed')
        return { there: before };
    const { change, planned } = await planShift(order, before, configuration, world, look);
    const asked = { ...orderOf(order), change: change };
    if (look.cancel.aborted)
        throw new failure/* Failure */.HR('The job was cancelled before anything was changed.');
    const begun = await (0,src_begin/* begin */.qN)({ ...target, before }, asked, look.clock.now(), await world.ecs(), look);
    if ('refusal' in begun)
        return { refusal: begun.refusal, before };
    return {
        before,
        configuration: planned,
        rollout: { ...begun.rollout, rules: RULES },
    };
}
/** The deployment that is under way, if any; one that ECS takes back is waited for, since nothing can begin before. */
async function settled(order, shift, look) {
    const { cluster, target } = order;
    let told = false;
    const { judgement, ended, blind } = await (0,watch/* watch */.w)({
        clock: look.clock,
        cancel: look.cancel,
        until: look.clock.now() + order.limit,
        look: () => shift.underWay(cluster, target.service),
        judge(open) {
            const busy = open && (goesBack(open) || open.status === 'STOP_REQUESTED');
            if (busy && !told)
                look.log(target.name, `deployment ecs-svc/${open.number} still goes back: that is waited for`);
            told ||= busy === true;
            return { judgement: open, ...(busy ? { lookAgainIn: 5_000 } : {}) };
        },
        mayPass: failure/* mayPass */.bg,
    });
    if (ended === 'judged')
        return judgement;
    if (ended === 'cancelled')
        throw new failure/* Failure */.HR('The job was cancelled before anything was changed.');
    throw blind ?? new failure/* Failure */.HR(`Service "${target.name}" still goes back from another deployment: wait until it has.`);
}
/** The service as it is now. */
async function serviceNow({ cluster, target }, { ecs }) {
    const [service] = (await ecs.describeServices(cluster, [target.service])).services;
    if (!service?.active)
        throw new failure/* Failure */.HR(`Service "${target.name}" is gone: create it again before releasing to it.`);
    return service;
}
const rolloutOf = (order, now, deployment, look) => ({
    ...(0,follow/* startFollowing */.E)(deployment, now, RULES, look.clock),
    name: order.target.name,
});
/** A release of one service, as ecs-deploy-wait does it. */
const orderOf = (order) => ({
    ...RULES,
    ...{ cluster: order.cluster, limit: order.limit, groups: [], force: false, wait: true },
    ...{ onFailure: 'rollback', onRollback: 'wait', mode: 'independent', rollbackScope: 'failed' },
});

;// CONCATENATED MODULE: ./build/src/answer-pauses.js
// How is green tried while ECS is paused, and how is ECS told to go on or back?


/** Asks all addresses of green until each has answered well, or their time is up. */
async function tryGreen(run) {
    const { order, world, look } = run;
    const { smoke } = order;
    if (!smoke)
        return;
    const until = look.clock.now() + smoke.timeout;
    const { headers, expected, interval, requestTimeout } = smoke;
    const probed = await Promise.all(smoke.urls.map(url => (0,probe/* probe */.d)({ url, headers, expected, interval, requestTimeout, until }, world, look.log)));
    if (look.cancel.aborted)
        return;
    const bad = probed.filter(one => one.verdict !== 'answering');
    run.smoke =
        bad.length === 0
            ? 'answering'
            : { fault: `green failed its test: ${bad.map(one => `${one.url} ${one.note}`).join('; ')}` };
}
/** Lets the pauses go on. One that somebody else has answered meanwhile is theirs: the next look shows what came of it. */
async function answerPauses(run, hooks, because) {
    const { record, shift, look, order } = run;
    if (!record)
        return;
    for (const hook of hooks) {
        if ((await shift.answer(record.arn, hook, 'CONTINUE')) === 'gone')
            continue;
        run.answered.push({ hook, stage: record.stage, percent: run.share });
        run.movedAt = look.clock.now();
        look.log(order.target.name, `goes on from ${stageName(record.stage)}: ${because}`);
    }
}
/** Sends the deployment back: by its open pause, or by a stop. */
async function sendBack(run, hook, because) {
    const { record, shift, look, order } = run;
    if (!record)
        return;
    if (run.sentBack === undefined)
        look.log(order.target.name, because === run.judged?.sentence ? 'goes back' : `goes back: ${because}`);
    run.sentBack ??= { because, at: look.clock.now() };
    if (hook !== undefined && (await shift.answer(record.arn, hook, 'ROLLBACK')) === 'taken')
        return;
    await shift.stop(record.arn);
}

// EXTERNAL MODULE: ./build/src/decisions/last-resort.js
var last_resort = __webpack_require__(7919);
;// CONCATENATED MODULE: ./build/src/decisions/native-outcome.js


/**
 * Why ECS took a deployment back, by its own reason, and whether its tasks can tell more of that.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/troubleshooting-blue-green.html
 */
function whyBack(reason) {
    const [, stage] = reason.match(/([A-Z_]+) pause hook timed out/) ?? [];
    if (stage)
        return {
            because: `nobody answered the pause at ${stageName(stage)} in time, so ECS took it back`,
            next: 'Release again.',
            tasksTell: false,
        };
    if (/\bby (a )?user\b/i.test(reason))
        return {
            because: 'somebody else sent it back, and ECS took it back',
            next: 'Find out who did and why before you release again.',
            tasksTell: false,
        };
    if (/alarm/i.test(reason))
        return { because: 'ECS took it back because of an alarm', next: '', tasksTell: true };
    if (/circuit breaker/i.test(reason))
        return { because: 'the circuit breaker of ECS took it back', next: '', tasksTell: true };
    return { because: `ECS took it back (${reason.replace(/\.$/, '')})`, next: '', tasksTell: true };
}
/** Whether the step is green. */
const isFine = ({ verdict }) => ['finished', 'nothing-to-do', 'planned'].includes(verdict);
/** `blue=95 green=5`; empty where nothing tells. */
const showWeights = (percent) => percent === undefined ? '' : `blue=${tenths(100 - percent)} green=${tenths(percent)}`;
const tenths = (percent) => String(Math.round(percent * 10) / 10);
/** The last line of the log: the verdict and, when it is bad, the cause, what is live, and the next thing to do. */
function explainShiftEnd(outcome) {
    const { revision, previous, because, verdict, diagnosis, startedAt, endedAt, reached } = outcome;
    const took = (0,duration/* showDuration */.kJ)(endedAt - startedAt);
    const live = explainLive(outcome);
    const share = reached > 0 ? ` It had ${tenths(reached)} % of production at most.` : ' It had no production traffic.';
    const next = diagnosis?.next ?? '';
    const say = (...parts) => parts.filter(Boolean).join(' ');
    switch (verdict) {
        case 'finished':
            return say(`${revision} has all traffic${previous ? ` (was ${previous})` : ''}, after ${took}.`, live);
        case 'nothing-to-do':
            return say(`${revision} was live already, nothing to do.`, live);
        case 'planned':
            return `Plan: ${because}. Nothing was changed.`;
        case 'reverted':
            return say(`${revision} went back: ${because}.${share}`, live, next);
        case 'held':
            return say(`${revision} is held at ${tenths(outcome.percent ?? reached)} %: ${because}.`, live, `Answer the pause (ContinueServiceDeployment)${outcome.expiresAt === undefined ? '' : ` before ${(0,duration/* showTime */.lY)(outcome.expiresAt)} UTC, or ECS goes back by itself`}.`);
        case 'cancelled':
            return say(`Cancelled: ${because}.`, live);
        case 'failed':
            return say(`${revision} failed: ${because}.`, live, next);
    }
}
function explainLive({ live }) {
    if (!live)
        return 'What is live was not seen.';
    const { revision, running, desired, before } = live;
    const tasks = `${running} of ${desired} tasks`;
    if (before)
        return `${revision} was live (${tasks}) when it was last seen.`;
    return running >= desired ? `${revision} is live (${tasks}).` : `${revision} is live with only ${tasks}.`;
}
/** The outputs, by their names in our code. */
function tellShiftEnd(outcome) {
    const { verdict, remedy, live, percent, reached, diagnosis, breach, decisions, service, revision } = outcome;
    return {
        verdict,
        remedy,
        revision,
        previousRevision: outcome.previous ?? '',
        liveRevision: live?.revision ?? '',
        liveVerified: String(live?.verified ?? false),
        liveService: service,
        weights: showWeights(percent),
        step: reached === 0 ? '' : tenths(reached),
        deploymentId: outcome.deployment,
        cause: isFine(outcome) ? '' : (diagnosis?.cause ?? outcome.because),
        nextStep: isFine(outcome) ? '' : (diagnosis?.next ?? ''),
        message: explainShiftEnd(outcome),
        breachedMetric: breach?.metric ?? '',
        value: breach?.value ?? '',
        threshold: breach?.threshold ?? '',
        decisions: decisions.join('\n'),
    };
}

// EXTERNAL MODULE: ./build/src/decisions/rollout.js + 2 modules
var decisions_rollout = __webpack_require__(3391);
// EXTERNAL MODULE: ./build/src/decisions/snapshot.js
var snapshot = __webpack_require__(9049);
// EXTERNAL MODULE: ./build/src/diagnose.js
var diagnose = __webpack_require__(4717);
;// CONCATENATED MODULE: ./build/src/conclude-shift.js
// A shift by ECS is over: why, what is live then, and is the service set as it was?








/** What is said of a service as it stands, before anything is done. */
const standing = ({ target, cluster }, service, startedAt, look) => ({
    ...{ service: target.name, cluster, revision: target.revision, previous: (0,snapshot/* previousRevision */.Rs)(service, target.revision) },
    ...{ deployment: '', verdict: 'nothing-to-do', because: '', remedy: 'none', percent: undefined, reached: 0 },
    live: (0,decisions_outcome/* liveNow */.BO)(target.revision, 'nothing-to-do', { at: startedAt, service }),
    ...{ diagnosis: undefined, breach: undefined, expiresAt: undefined },
    ...{ decisions: [], history: [], minutes: { green: [], control: [] } },
    ...{ startedAt, endedAt: look.clock.now() },
});
/** What came of a deployment that was followed to its end, or as far as could be. */
async function concludeShift(run, end, before, startedAt) {
    const { order, look, rollout, record, sentBack, judged } = run;
    const lost = end.end === 'lost';
    const { service, percent } = lost ? run : await lastLook(run);
    const { because, next, tasksTell } = explainEnd(run, end);
    const verdict = end.end === 'finished' || end.end === 'reverted' || end.end === 'held' ? end.end : 'failed';
    const ahead = verdict === 'finished' || (verdict !== 'reverted' && (percent ?? 0) > 50);
    const left = verdict === 'reverted' && (percent ?? 0) > 0;
    const live = (0,decisions_outcome/* liveNow */.BO)(rollout.following.revision, ahead ? 'succeeded' : 'failed', { at: 0, service }, lost || undefined);
    const routed = percent === undefined || percent === (ahead ? 100 : 0);
    const cause = tasksTell ? await diagnosed(run, because, lost) : { cause: because, next, evidence: [] };
    return {
        ...standing(order, before, startedAt, look),
        ...{ deployment: rollout.following.deployment, verdict, percent },
        because: left ? `${because}; but the listener rule still sends ${percent} % to it` : because,
        remedy: end.end === 'failed' || lost || left ? 'needs-human' : sentBack ? 'reverted' : 'none',
        live: live && { ...live, verified: live.verified && routed },
        diagnosis: verdict === 'finished' ? undefined : cause,
        breach: judged?.breach,
        ...evidenceOf(run),
        expiresAt: record && openPauses(record)[0]?.expiresAt,
        endedAt: look.clock.now(),
    };
}
/** What was seen of it, for the word about it. */
const evidenceOf = ({ decisions, history, measure, reached }) => ({
    ...{ decisions, history, reached, minutes: measure?.minutes() ?? { green: [], control: [] } },
});
/** What its tasks, targets and alarms tell of a bad end. */
const diagnosed = async ({ rollout, order, world }, because, lost) => (0,last_resort/* lastResort */.y)(await (0,diagnose/* diagnose */.h)(order.cluster, { ...rollout, judgement: { verdict: 'failed', because } }, world), lost ? { because, blind: true } : { because });
function explainEnd(run, { end, because }) {
    const { rollout, sentBack, ill } = run;
    const judged = (0,decisions_rollout/* judgeRollout */.V)(rollout.following, rollout.seen, rollout.rules);
    switch (end) {
        case 'failed':
            return {
                because: `${sentBack ? `${sentBack.because}; and ` : ''}ECS could not take it back (${because.replace(/\.$/, '')})`,
                next: 'Look at the service and its listener rule now: put the weights back by hand if they are not, then stop the tasks that failed.',
                tasksTell: false,
            };
        case 'reverted':
            return sentBack
                ? { because: sentBack.because, next: 'Mend what was seen, then release again.', tasksTell: ill === true }
                : whyBack(because);
        case 'stopped':
            return {
                because: judged.verdict === 'progressing' ? `ECS stopped it (${because.replace(/\.$/, '')})` : judged.because,
                next: 'Find out who deployed or stopped it before you release again.',
                tasksTell: false,
            };
        default:
            return { because, next: 'Look at the service now, and answer its pause.', tasksTell: end === 'lost' };
    }
}
/** How the service and the weights are in the end; what may not be seen any more is as it was. */
async function lastLook({ look, order, rollout, service, percent, routes, shift }) {
    const green = routes?.green[0];
    const orElse = (otherwise, ask) => ask.catch(() => otherwise);
    const [services, now] = await Promise.all([
        orElse([service], look.ecs.describeServices(order.cluster, [rollout.service]).then(one => one.services)),
        green ? orElse(percent, shift.percentOf(green)) : percent,
    ]);
    return { service: services[0] ?? service, percent: now };
}
/** Takes our pause hooks off again, so that a later deployment of somebody else's does not wait for a judge that is not there. */
async function tidyHooks({ cluster, target, hooks }, world, look) {
    if (hooks === 'keep')
        return;
    try {
        const shift = await world.ecsShift();
        const { lifecycleHooks = [] } = await shift.configurationOf(cluster, target.service);
        if (!lifecycleHooks.some(pause_hooks_isOurs))
            return;
        const open = await shift.underWay(cluster, target.service);
        if (open && !goesBack(open))
            return;
        await shift.configure(cluster, target.service, now => ({ lifecycleHooks: withoutOurs(now) }));
    }
    catch (error) {
        look.warn(`The pause hooks of ${target.name} stay until the next release: ${error.message}`);
    }
}

;// CONCATENATED MODULE: ./build/src/cancel-natively.js
// The job is cancelled while ECS shifts: what goes back, and what is live?





/** How long (ms) a record of ECS's may be missing after an update that was just made. */
const RECORD_LATE = 3_000;
/** The job is cancelled: what is under way goes back, by one call, and nothing waits for the end of it. */
async function cancel_natively_cancelShift(order, run, before, startedAt, world, look) {
    const shift = await world.ecsShift();
    const { judgement: record } = await (0,watch/* watch */.w)({
        clock: world.clock,
        cancel: new AbortController().signal,
        until: world.clock.now() + RECORD_LATE,
        look: () => (run?.record ? shift.describe(run.record.arn) : ownUnderWay(order, run, shift, look)),
        judge: found => ({ judgement: found, ...(found ? {} : { lookAgainIn: 1_000 }) }),
        mayPass: () => true,
    });
    const outcome = {
        ...standing(order, before, startedAt, look),
        ...(run ? evidenceOf(run) : {}),
        percent: run?.percent,
    };
    const cancelled = (because, more) => ({
        ...{ ...outcome, verdict: 'cancelled', because, endedAt: world.clock.now() },
        ...{
            diagnosis: { cause: 'the job was cancelled', next: 'Release again when you want to.', evidence: [] },
            ...more,
        },
    });
    const { revision } = order.target;
    const behind = { live: (0,decisions_outcome/* liveNow */.BO)(revision, 'failed', { at: 0, service: run?.service ?? before }) };
    if (!record)
        return cancelled('nothing was changed', behind);
    if (run && record.status === 'SUCCESSFUL')
        return concludeShift(run, { end: 'finished', because: '' }, before, startedAt);
    if (record.stage === 'CLEAN_UP' && !goesBack(record))
        return cancelled(`${revision} has all traffic, and ECS goes on taking the old tasks away`, {
            live: (0,decisions_outcome/* liveNow */.BO)(revision, 'succeeded', { at: 0, service: run?.service ?? before }),
        });
    if (goesBack(record))
        return cancelled(`ECS is taking ${revision} back already`, behind);
    if (record.status !== 'PENDING' && record.status !== 'IN_PROGRESS')
        return cancelled(`ECS says ${record.status.toLowerCase()} of the deployment of ${revision}`, behind);
    const sent = { ...(run ?? {}), record, shift, look, order };
    await sendBack(sent, openPauses(record)[0]?.id, 'the job was cancelled');
    return cancelled(`ECS takes ${revision} back, and all traffic goes to ${outcome.previous ?? 'what served before'}`, {
        ...behind,
        remedy: 'reverted',
    });
}
/** What is under way, where it brings our revision: what somebody else deploys is not ours to stop. */
async function ownUnderWay({ cluster, target }, run, shift, { ecs }) {
    const open = await shift.underWay(cluster, target.service);
    if (!open)
        return undefined;
    const id = `ecs-svc/${open.number}`;
    if (run)
        return run.rollout.following.deployment === id ? open : undefined;
    const [service] = (await ecs.describeServices(cluster, [target.service])).services;
    return service?.deployments.find(one => one.id === id)?.revision === target.revision ? open : undefined;
}

;// CONCATENATED MODULE: ./build/src/decisions/native-summary.js
// What does the summary of a shift by ECS show?




/** Markdown for the step summary: what it came to, in a row, then why, and what shows it. */
function native_summary_summarizeShift(outcome, link) {
    const { service, previous, revision, verdict, remedy, live, percent, startedAt, endedAt, diagnosis } = outcome;
    const row = [
        `[${(0,markdown/* cell */.H)(service)}](${link})`,
        (0,markdown/* cell */.H)(previous ?? '–'),
        (0,markdown/* cell */.H)(revision),
        `${isFine(outcome) ? '✅' : '❌'} ${verdict}`,
        remedy,
        live ? `${(0,markdown/* cell */.H)(live.revision)} (${live.running} of ${live.desired} tasks)` : 'not seen',
        showWeights(percent) || '–',
        (0,duration/* showDuration */.kJ)(endedAt - startedAt),
    ];
    return [
        '| service | from | to | verdict | remedy | live now | weights | time |',
        '|---|---|---|---|---|---|---|---|',
        `| ${row.join(' | ')} |`,
        '',
        (0,markdown/* cell */.H)(explainShiftEnd(outcome)),
        '',
        ...(diagnosis?.evidence ?? []).map(line => `- ${(0,markdown/* code */.a)(line)}`),
        '',
        ...drawShift({ ...outcome, name: service }),
    ].join('\n');
}

;// CONCATENATED MODULE: ./build/src/look-at-shift.js
// What does one look at a deployment that ECS shifts show, and what does the evidence say of it?




/** While it is paused only its record can change, so the service and the rule are looked at this often (ms). */
const SELDOM = 60_000;
/** And the service while ECS works, where its record is looked at more often. */
const OFTEN = 9_000;
/** One look; undefined until ECS shows its record of the deployment. */
async function lookAtShift(run) {
    const { look } = run;
    const now = look.clock.now();
    const before = run.record;
    run.record = await findRecord(run);
    const paused = run.record !== undefined && openPauses(run.record).length > 0;
    if (now - run.serviceAt >= (paused ? SELDOM : OFTEN))
        await lookAtService(run);
    // The record is there already, so it is not asked for, but always shown.
    run.rollout.asked.delete('record');
    await (0,src_look/* lookAt */.t5)(run.rollout, run.service, { ...look, ecs: { ...look.ecs, serviceDeployment: async () => run.record } });
    const { record } = run;
    if (!record)
        return undefined;
    notePauses(run, before, record);
    await lookAtWeights(run, before, record);
    noteMoves(run, record);
    return {
        ...{ now, record, percent: run.percent, pausedSince: run.pause?.since, smoke: run.smoke },
        ...{ evidence: await judgeShare(run), answered: run.answered, stages: run.stages },
    };
}
async function findRecord({ record, rollout, order, shift, look }) {
    if (record)
        return (await shift.describe(record.arn)) ?? record;
    const found = await look.ecs.serviceDeployment(order.cluster, rollout.service, rollout.following);
    return found && shift.describe(found.arn);
}
async function lookAtService(run) {
    const { services } = await run.look.ecs.describeServices(run.order.cluster, [run.rollout.service]);
    if (services[0])
        run.service = services[0];
    run.serviceAt = run.look.clock.now();
}
function notePauses(run, before, record) {
    const { look, order, answered } = run;
    const open = openPauses(record);
    const name = order.target.name;
    for (const { id } of before ? openPauses(before) : [])
        if (record.hooks.some(one => one.id === id && one.status === 'SUCCEEDED') && !answered.some(one => one.hook === id))
            look.log(name, `somebody else let the pause at ${stageName(before?.stage)} go on`);
    const hooks = open.map(({ id }) => id).join(' ');
    if (open.length === 0)
        run.pause = undefined;
    else if (run.pause?.hooks !== hooks) {
        const [{ expiresAt, atTimeout }] = open;
        run.pause = { hooks, since: openedAt(run, record, look.clock.now()) };
        const then = atTimeout === 'go-on' ? 'goes on' : 'goes back';
        const until = expiresAt === undefined ? '' : `; unanswered, ECS ${then} at ${(0,duration/* showTime */.lY)(expiresAt)} UTC`;
        look.log(name, `paused at ${stageName(record.stage)}${until}`);
    }
}
/** A pause began as long before its end as its hook waits: so it is known after a restart, too. */
function openedAt({ configuration }, record, now) {
    const { lifecycleHooks = [] } = configuration;
    const [hook, second] = lifecycleHooks.filter(one => one.targetType === 'PAUSE' && one.lifecycleStages?.includes(record.stage ?? ''));
    const [{ expiresAt } = { expiresAt: undefined }] = openPauses(record);
    if (!hook || second || expiresAt === undefined)
        return now;
    return Math.min(now, expiresAt - 60_000 * (hook.timeoutConfiguration?.timeoutInMinutes ?? 1440));
}
/** The weights that the rule really has are read when they may have changed, and now and then. */
async function lookAtWeights(run, before, record) {
    const { look, shift } = run;
    const now = look.clock.now();
    run.routes ??= await (0,src_look/* ifAllowed */._h)(look, async () => {
        const routes = await shift.routesOf([record.target, ...record.sources]);
        return { green: routes.get(record.target) ?? [], blue: record.sources.flatMap(arn => routes.get(arn) ?? []) };
    });
    const changed = before?.weight !== record.weight || before?.stage !== record.stage;
    const opened = run.pause !== undefined && run.pause.since > run.percentAt;
    const doubtful = run.percent !== undefined && run.percent !== record.weight;
    if (run.routes && (changed || opened || doubtful || now - run.percentAt >= SELDOM)) {
        const { green } = run.routes;
        const read = await (0,src_look/* ifAllowed */._h)(look, () => Promise.all(green.map(route => shift.percentOf(route))));
        const percents = (read ?? []).filter(one => one !== undefined);
        run.percent = percents.length > 0 ? Math.max(...percents) : undefined;
        run.percentAt = now;
    }
    const share = shareOf({ record, percent: run.percent });
    if (share !== run.share) {
        run.share = share;
        run.shareSince = now;
        run.reached = Math.max(run.reached, share);
        run.history.push({ at: now, green: share });
        if (share > 0)
            restartMeasure(run, Math.min(now, run.pause?.since ?? now));
    }
    run.shareSince = Math.min(run.shareSince, run.pause?.since ?? now);
}
/** Whether anything moved that ECS moves, for those who wait for it. */
function noteMoves(run, { status, stage, weight, testWeight, hooks }) {
    const counts = run.service.deployments.map(({ id, running, pending, failed }) => [id, running, pending, failed]);
    const moved = JSON.stringify([status, stage, weight, testWeight, hooks.map(one => one.status), counts]);
    if (moved !== run.moved)
        run.movedAt = run.look.clock.now();
    run.moved = moved;
}

;// CONCATENATED MODULE: ./build/src/follow-shift.js
// How does a deployment that ECS shifts get to its end, with an answer from us at each of its pauses?







/** Milliseconds between two looks: while ECS works, and while green is judged, as closed minutes change no faster. */
const WORKING = 5_000;
const JUDGING = 15_000;
/** Follows it to its end. What has to be done at a look is done then, so that the next look sees what came of it. */
async function followShift(run) {
    const { clock, cancel, log } = run.look;
    const { order } = run;
    const name = order.target.name;
    let seenAt = clock.now();
    const lost = (error) => ({
        end: 'lost',
        because: error instanceof Error ? error.message.replace(/\.$/, '') : 'AWS could not be asked',
    });
    try {
        const { ended, judgement, blind } = await (0,watch/* watch */.w)({
            clock,
            cancel,
            until: () => seenAt + order.limit,
            async look() {
                const facts = await lookAtShift(run);
                seenAt = clock.now();
                const move = !facts
                    ? { move: 'wait', because: 'ECS does not show its record of the deployment yet' }
                    : nextMove({ ...facts, giveUp: whyGiveUp(run) });
                // A cancelled job sends back what is under way, and lets nothing go on before.
                if (!cancel.aborted)
                    await act(run, move);
                seenAt = clock.now();
                return move;
            },
            judge(move) {
                if (move.move === 'end')
                    return { judgement: { end: move.end, because: move.because } };
                const late = whyLate(run);
                if (late !== undefined)
                    return { judgement: { end: 'lost', because: late } };
                return { judgement: undefined, lookAgainIn: pace(run, move) };
            },
            mayPass: failure/* mayPass */.bg,
            onBlind: error => log(name, error instanceof Error ? `cannot look: ${error.message}` : 'can look again'),
        });
        if (ended === 'cancelled')
            return { end: 'cancelled', because: 'the job was cancelled' };
        return judgement ?? lost(blind);
    }
    catch (error) {
        return lost(error);
    }
}
async function act(run, move) {
    switch (move.move) {
        case 'wait':
            return sayWait(run, move);
        case 'smoke':
            return tryGreen(run);
        case 'continue':
            return answerPauses(run, move.hooks, move.because);
        case 'go-back':
            return sendBack(run, move.hook, move.because);
    }
}
/** Why a pause is not answered yet, once for each reason; figures that grow are no new one. */
function sayWait(run, { because, held }) {
    const { look, order, record, judged } = run;
    // Each judgement is told where it is made.
    if (!record || openPauses(record).length === 0 || (judged && because.startsWith(judged.sentence) && !held))
        return;
    const said = because.replaceAll(/\d+/g, '#');
    if (said === run.said)
        return;
    run.said = said;
    look.log(order.target.name, `${held ? 'held' : 'waits'}: ${because}`);
    if (held)
        look.warn(`${order.target.name} is held: ${because}.`);
}
/** How long until the next look (ms): to the moment at which a pause can be answered, where that comes before. */
function pace({ record, pause, bakeEndsAt, measureAt, look }, move) {
    if (move.move === 'smoke')
        return 0;
    if (move.move !== 'wait' || !record || !pause)
        return WORKING;
    const now = look.clock.now();
    const nearest = Math.min(...[pause.since + PROPAGATION, bakeEndsAt, measureAt].filter(at => at > now));
    return Math.min(JUDGING, nearest - now);
}
/** Why it is to be sent back whatever green shows: it was sent back before, cannot get well, or ECS gets nowhere with it. */
function whyGiveUp(run) {
    const { rollout, record, order, look, movedAt } = run;
    if (run.sentBack)
        return run.sentBack.because;
    const { verdict, because } = (0,decisions_rollout/* judgeRollout */.V)(rollout.following, rollout.seen, rollout.rules);
    if (verdict === 'failed') {
        run.ill = true;
        return because;
    }
    if (!record || openPauses(record).length > 0)
        return undefined;
    const own = ownBakes(run.configuration);
    const bakes = record.stage === 'BAKE_TIME' ? own.last : record.stage === 'PRODUCTION_TRAFFIC_SHIFT' ? own.step : 0;
    if (look.clock.now() < movedAt + order.limit + bakes)
        return undefined;
    run.ill = true;
    return `ECS got no further than ${stageName(record.stage)} within ${minutes(order.limit)}`;
}
/** The way back takes too long, too: nothing is left that we could do. */
function whyLate({ sentBack, record, look, movedAt, order }) {
    if (!sentBack && !(record && goesBack(record)))
        return undefined;
    if (look.clock.now() < Math.max(movedAt, sentBack?.at ?? 0) + order.limit)
        return undefined;
    return `${sentBack?.because ?? record?.reason}; ECS has not gone back within ${minutes(order.limit)}`;
}
const minutes = (ms) => `${Math.round(ms / 60_000)} minutes`;

;// CONCATENATED MODULE: ./build/src/shift-natively.js












/** Shifts one service, to its end and to the word about it. A cancel sends it back; a killed run is taken up by the next. */
async function shiftNatively(order, world, tell) {
    const look = await (0,src_look/* createLook */.yd)(order.cluster, (0,src_log/* startLog */.l)(world.clock, world.runner.line), world);
    const startedAt = world.clock.now();
    const outcome = await shift(order, world, look, startedAt);
    const told = tellShiftEnd(outcome);
    for (const [name, value] of Object.entries(told))
        tell(name, value);
    if (outcome.diagnosis && outcome.diagnosis.evidence.length > 0)
        world.runner.group(`${outcome.service}: evidence`, outcome.diagnosis.evidence);
    const { region } = await world.ecs();
    await world.runner.summary(native_summary_summarizeShift(outcome, (0,decisions_region/* serviceLink */.oT)(region, order.cluster, order.target.service)));
    return { good: isFine(outcome), line: explainShiftEnd(outcome) };
}
/** Says what would be done, how long it takes at least, and changes nothing. Throws a Failure where it cannot be done. */
async function planNatively(order, world, tell) {
    const look = await (0,src_look/* createLook */.yd)(order.cluster, (0,src_log/* startLog */.l)(world.clock, world.runner.line), world);
    const startedAt = world.clock.now();
    const before = await serviceNow(order, look);
    const now = await (await world.ecsShift()).configurationOf(order.cluster, order.target.service);
    const { planned } = await planShift(order, before, now, world, look);
    const outcome = {
        ...standing(order, before, startedAt, look),
        ...{ verdict: 'planned', because: explainNativePlan(order, before, planned) },
    };
    const told = tellShiftEnd(outcome);
    for (const name of ['verdict', 'remedy', 'revision', 'liveRevision', 'liveService', 'message'])
        tell(name, told[name]);
    return { good: true, line: explainShiftEnd(outcome) };
}
async function shift(order, world, look, startedAt) {
    const begun = await beginShift(order, world, look);
    if ('there' in begun) {
        await tidyHooks(order, world, look);
        return { ...standing(order, begun.there, startedAt, look), verdict: 'nothing-to-do' };
    }
    if ('refusal' in begun) {
        if (!look.cancel.aborted)
            throw begun.refusal;
        return cancel_natively_cancelShift(order, undefined, begun.before, startedAt, world, look);
    }
    const run = await runOf(order, begun, world, look);
    const end = await followShift(run);
    const outcome = end.end === 'cancelled'
        ? await cancel_natively_cancelShift(order, run, begun.before, startedAt, world, look)
        : await concludeShift(run, end, begun.before, startedAt);
    if (outcome.verdict !== 'held')
        await tidyHooks(order, world, look);
    return outcome;
}
/** What is known of a deployment that is to be followed from now on: nothing but the deployment. */
async function runOf(order, { rollout, configuration, before }, world, look) {
    const now = look.clock.now();
    return {
        ...{ order, world, look, rollout, configuration, shift: await world.ecsShift() },
        stages: order.hooks === 'set' ? ourStages(configuration.strategy) : undefined,
        ...{ service: rollout.seen[0]?.service ?? before, serviceAt: now, percentAt: 0 },
        ...{ share: 0, shareSince: now, reached: 0, measureAt: 0, bakeEndsAt: 0, movedAt: now, moved: '', said: '' },
        ...{ smoke: order.smoke ? 'wanted' : 'unwanted', answered: [], history: [{ at: now, green: 0 }], decisions: [] },
    };
}

;// CONCATENATED MODULE: ./build/src/shift-values.js
// What do the inputs of a shift say in the words of those who do it?




/** What green is judged by; undefined: by the clock alone. */
const shift_values_evidenceOf = (given) => given.evidence ? given : undefined;
/** Percents of a ladder. */
const shift_values_weightsOf = (ladder) => ladder.map(step => step.weight);
/** How long to watch after each step (ms), where ECS says which steps there are. */
const bakesOf = ({ steps, bake }) => {
    const ladder = ladderOf({ steps, bake });
    return steps.length > 0 && !('problem' in ladder)
        ? ladder.map(one => one.bake)
        : bake.length > 0
            ? bake.map(one => (0,duration/* readDuration */.$7)(one, 'm') ?? 0)
            : [15 * 60_000];
};
/** The ladder, or what is wrong with it. */
const ladderOf = ({ steps, bake }) => (0,shift_plan/* readLadder */.bh)(steps.length > 0 ? steps : ['5', '50', '100'], bake.map(one => (0,duration/* readDuration */.$7)(one, 'm')));
/** The smoke test, where there are addresses. */
const smokeOf = (inputs) => inputs.smokeUrls.length === 0
    ? undefined
    : {
        urls: inputs.smokeUrls,
        headers: inputs.smokeHeaders,
        expected: {
            statuses: inputs.smokeExpectStatus,
            text: inputs.smokeExpectText,
            consecutive: inputs.smokeConsecutive,
        },
        interval: inputs.smokeIntervalSeconds,
        requestTimeout: inputs.smokeRequestTimeoutSeconds,
        timeout: inputs.smokeTimeoutSeconds,
    };
/** What is wrong with addresses and statuses. */
const smokeProblems = ({ smokeUrls, smokeExpectStatus }) => [
    ...smokeUrls.filter(url => !(0,input/* isUrl */.gU)(url)).map(url => `smoke-urls has "${url}": write whole addresses, https://…`),
    ...smokeExpectStatus
        .filter(pattern => !(0,decisions_probe/* isStatusPattern */.XI)(pattern))
        .map(pattern => `smoke-expect-status has "${pattern}": write 200, 2xx or 200-299`),
];

// EXTERNAL MODULE: ./build/src/targets.js
var targets = __webpack_require__(3999);
;// CONCATENATED MODULE: ./build/src/actions/blue-green-shift.js
// Has all traffic moved to green in steps, safely, or back to blue?















const blue_green_shift_HOUR = 60 * 60_000;
const blue_green_shift_inputs = { ...pairInputs, ...greenInputs, ...stepInputs, ...evidenceInputs, ...policyInputs('rollback') };
/** The inputs in the words of a decision. */
const asked = (given) => ({ ...given, aliases: {}, container: given.containerName });
/* harmony default export */ const blue_green_shift = ((0,action/* action */.X)({
    question: 'Has all traffic moved to green in steps, safely, or back to blue?',
    about: 'Releases a revision beside the one that is live and moves traffic to it step by step, each step watched. Green means that the new revision has all of the traffic and was well to the end of the last step. Red says why, where the traffic is now, and what to do. Run again after any interruption: it goes on from what the weights say. With `engine: alb` (given a listener or a listener rule) it moves weights on one rule between two services, in any steps; with `engine: ecs` ECS moves the traffic by its own strategies, and brings it back when nobody answers.',
    usage: `cluster: production
service: web
listener-rule: arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener-rule/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2/9683b2d02a6cabee
image: \${{ steps.build.outputs.image }}
smoke-urls: https://web.example.com/healthz
`,
    inputs: blue_green_shift_inputs,
    outputs: {
        verdict: '`finished`, `reverted`, `nothing-to-do`, `planned`, `held`, `failed` or `cancelled`; of several pairs the worst.',
        remedy: 'What this action did about it: `none`, `reverted`, `kept` or `needs-human`.',
        revision: 'The revision that was released, `family:n`; of several pairs one a line, as all that follows.',
        previousRevision: 'The revision that was live before.',
        previousCount: 'How many tasks it had.',
        liveRevision: 'The revision that has most of the traffic now.',
        liveVerified: '`true` when that was read back from where it is set.',
        liveService: 'The service that runs it.',
        weights: 'Who has how much of the traffic, `blue=95 green=5`; blue is who was live before.',
        step: 'Percent of the traffic that green has; with `engine: ecs` the largest share it had.',
        deploymentId: 'With `engine: ecs` the id of the ECS deployment, `ecs-svc/…`.',
        cause: 'Why it ended badly, in one clause.',
        nextStep: 'What to do next, in one sentence.',
        message: 'The last line of the log; of several pairs a line each.',
        breachedMetric: 'The metric that called for going back.',
        value: 'What it was.',
        threshold: 'What it might have been.',
        decisions: 'JSON lines: the judgements.',
        results: 'JSON: all of this for each pair.',
    },
    permissions: { aws: permissions/* blueGreenPermissions */.Q1, github: [] },
    rules(given) {
        const problems = [...smokeProblems(given), ...evidenceProblems(given)];
        const { image, imageTag, taskDefinition, services, step, resume, steps } = given;
        const ladder = ladderOf(given);
        if ('problem' in ladder)
            problems.push(ladder.problem);
        else if (step !== undefined && !ladder.some(one => one.weight === step))
            problems.push(`step is ${step}, which is not among steps: ${ladder.map(one => one.weight).join(', ')}`);
        if (image !== undefined && imageTag !== undefined)
            problems.push('image and image-tag are both set: give one of them');
        const named = services !== null && typeof services === 'object' && !Array.isArray(services);
        if (![image, imageTag, taskDefinition].some(one => one !== undefined) && !named && resume !== 'rollback')
            problems.push('task-definition is empty: give the revision to release, or an image or image-tag to put into it');
        if (engineOf(given) === 'alb') {
            const planned = (0,pairs/* planPairs */.P)(asked(given));
            return 'problems' in planned ? [...problems, ...planned.problems] : problems;
        }
        const strategy = steps.length === 0 || 'problem' in ladder ? undefined : chooseStrategy(shift_values_weightsOf(ladder));
        if (strategy && 'problem' in strategy)
            problems.push(strategy.problem);
        return [...problems, ...notForEcs(given).map(name => `${(0,inputs/* kebab */.i9)(name)} is for engine: alb, and this is engine: ecs`)];
    },
    async run(given, world, tell) {
        const { cluster, resume, waitForMinutes: limit } = given;
        const evidence = shift_values_evidenceOf(given);
        if (engineOf(given) === 'ecs') {
            const { groups } = (0,services/* planServices */.M)(asked(given));
            const [target] = (await (0,targets/* resolveTargets */.h5)(groups, cluster, world, given.plan)).flat();
            const order = {
                ...{ session: given.sessionMinutes, jobLimit: given.jobLimit },
                ...{ cluster, limit, hooks: given.hooks, keepBlueFor: given.keepBlueFor, smoke: smokeOf(given) },
                ...{ target: target, bakes: bakesOf(given) },
                steps: given.steps.length === 0 ? [] : shift_values_weightsOf(ladderOf(given)),
                evidence: evidence && { options: evidence, policy: policyOf(given), longest: given.maxBake },
            };
            return (given.plan ? planNatively : shiftNatively)(order, world, tell);
        }
        const { groups } = (0,pairs/* planPairs */.P)(asked(given));
        const order = {
            ...{ groups, cluster, resume, limit, evidence, patience: limit, settle: undefined },
            ...{ ladder: ladderOf(given), stopAt: given.step ?? 100, maxBake: given.maxBake },
            ...{ keepBlueFor: given.keepBlueFor ?? blue_green_shift_HOUR, keepGreen: given.keepGreen, policy: policyOf(given) },
            ...{ mode: given.mode, onCancel: given.onCancel, allowUndersized: given.allowUndersized, plan: given.plan },
            ...{ createGroup: given.createTargetGroup, smoke: smokeOf(given) },
            ...{ session: given.sessionMinutes, jobLimit: given.jobLimit },
            group: {
                ...{ protocol: given.targetGroupProtocol, port: given.targetGroupPort },
                ...{ vpcId: given.vpcId, healthPath: given.healthPath },
            },
        };
        return shiftByWeights(order, world, tell);
    },
    async after(world) {
        const kept = JSON.parse(world.runner.kept('pairs') || '[]');
        if (kept.length > 0)
            await tidyAfter(kept, (0,src_log/* startLog */.l)(world.clock, world.runner.line), world);
    },
}));
const policyOf = (given) => ({ ...given, onHarm: 'rollback', blindLimit: given.blindLimitMinutes });


/***/ })

};
