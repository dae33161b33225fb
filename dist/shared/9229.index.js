export const id = 9229;
export const ids = [9229];
export const modules = {

/***/ 9143:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IP: () => (/* binding */ writeNote),
/* harmony export */   Qs: () => (/* binding */ judgeLease),
/* harmony export */   VC: () => (/* binding */ readNote)
/* harmony export */ });
// Who may move traffic on a rule now? The one whose test rule stands, until its time is over.
const KEY = 'ecs-release:';
/** Longest value of a tag, and what it may have. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Tag.html */
const LONGEST = 256;
const plain = (text) => text.replaceAll(/[^\p{L}\p{Z}\p{N}_.:/=+\-@]/gu, '-').slice(0, LONGEST);
/** As tags, one fact each; those that are not given are left out. */
function writeNote(note) {
    const { until, since, attempt, weight, ...texts } = note;
    const facts = {
        ...texts,
        until: until === undefined ? undefined : new Date(until).toISOString(),
        since: since === undefined ? undefined : new Date(since).toISOString(),
        attempt: attempt?.toString(),
        weight: weight?.toString(),
    };
    return Object.fromEntries(Object.entries(facts).flatMap(([name, value]) => (value === undefined ? [] : [[`${KEY}${name}`, plain(value)]])));
}
/** Undefined for the tags of a rule that is none of ours. */
function readNote(tags) {
    const text = (name) => tags[`${KEY}${name}`] ?? '';
    if (text('holder') === '')
        return undefined;
    const time = (name) => Date.parse(text(name)) || 0;
    return {
        ...{ run: text('run'), holder: text('holder'), attempt: Number(text('attempt')) || 1 },
        ...{ blue: text('blue'), green: text('green'), revision: text('revision') },
        ...{ until: time('until'), since: time('since'), weight: Number(text('weight')) || 0 },
    };
}
/**
 * Whose a test rule is. `over`: whoever made it has let go of it, did not renew it in time, or was an earlier attempt of
 * this very run, which GitHub ends before it begins the next.
 */
function judgeLease(note, me, now) {
    if (note.holder === me.holder)
        return 'ours';
    if (note.until <= now)
        return 'over';
    return note.run === plain(me.run) && note.attempt < me.attempt ? 'over' : 'theirs';
}


/***/ }),

/***/ 3108:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ET: () => (/* binding */ stickinessOf),
/* harmony export */   IY: () => (/* binding */ listenerOfRule),
/* harmony export */   Rj: () => (/* binding */ fingerprint),
/* harmony export */   cY: () => (/* binding */ withWeights),
/* harmony export */   fW: () => (/* binding */ greenShare),
/* harmony export */   fy: () => (/* binding */ isOnly),
/* harmony export */   jq: () => (/* binding */ withOnly),
/* harmony export */   tl: () => (/* binding */ tuplesOf)
/* harmony export */ });
// What does a listener rule do with its traffic, and how is it told to do the same with other weights?
/** The listener of a rule, which its ARN names. https://docs.aws.amazon.com/service-authorization/latest/reference/list_awselasticloadbalancingv2.html */
const listenerOfRule = (rule) => rule.replace(':listener-rule/', ':listener/').replace(/\/[^/]+$/, '');
/** Groups that the actions forward to; a bare group is one of weight 1. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Action.html */
function tuplesOf(actions) {
    const forward = forwardOf(actions);
    if (!forward)
        return [];
    const several = forward.ForwardConfig?.TargetGroups ?? [];
    if (several.length > 0)
        return several.map(one => ({ group: one.TargetGroupArn ?? '', weight: one.Weight ?? 1 }));
    return forward.TargetGroupArn ? [{ group: forward.TargetGroupArn, weight: 1 }] : [];
}
/** Seconds that a client stays with its group by the rule's own stickiness; undefined when it does not. */
function stickinessOf(actions) {
    const config = forwardOf(actions)?.ForwardConfig?.TargetGroupStickinessConfig;
    return config?.Enabled ? (config.DurationSeconds ?? 0) : undefined;
}
/** Percent of the pair's traffic that green gets; undefined when neither has any weight. */
function greenShare(actions, { blue, green }) {
    const [ofBlue, ofGreen] = [blue, green].map(group => weightOf(actions, group));
    return ofBlue + ofGreen === 0 ? undefined : (100 * ofGreen) / (ofBlue + ofGreen);
}
const weightOf = (actions, group) => tuplesOf(actions)
    .filter(one => one.group === group)
    .reduce((sum, one) => sum + one.weight, 0);
/** A weight is a whole number up to this. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupTuple.html */
const HEAVIEST = 999;
/** Groups of one forward action. https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html */
const MOST_GROUPS = 5;
/**
 * All actions as they are, but for the weights of blue and green: `green` percent of the pair's traffic. The pair's
 * weights add up to 100, unless further groups have weight too: these keep their share, and where it can be, their number.
 */
function withWeights(actions, pair, green) {
    const tuples = tuplesOf(actions);
    const others = tuples.filter(one => one.group !== pair.blue && one.group !== pair.green);
    const scale = scaleOf(actions, pair, others, green);
    if (!scale)
        return { problem: `the rule's weights cannot give ${green} % beside those of its other target groups` };
    const weights = new Map([
        [pair.blue, (scale.total * (100 - green)) / 100],
        [pair.green, (scale.total * green) / 100],
    ]);
    const kept = tuples.map(({ group, weight }) => ({ group, weight: weights.get(group) ?? weight * scale.others }));
    const missing = [...weights].filter(([group]) => !tuples.some(one => one.group === group));
    const next = [...kept, ...missing.map(([group, weight]) => ({ group, weight }))];
    if (next.length > MOST_GROUPS)
        return { problem: `the rule forwards to ${tuples.length} target groups already, and AWS allows ${MOST_GROUPS}` };
    return { actions: forwardingTo(actions, next) };
}
/** What the pair's weights add up to, and by how much those of the other groups have to grow so that all are whole. */
function scaleOf(actions, pair, others, green) {
    const heaviest = Math.max(0, ...others.map(one => one.weight));
    if (heaviest === 0)
        return { total: 100, others: 1 };
    const now = weightOf(actions, pair.blue) + weightOf(actions, pair.green);
    for (let by = 1; by * Math.max(now, heaviest) <= HEAVIEST && now > 0; by++)
        if ((now * by * green) % 100 === 0)
            return { total: now * by, others: by };
    return undefined;
}
/** All actions as they are, but `gone` gets nothing any more and is no part of the rule; `stays` has all of the pair's traffic. */
function withOnly(actions, stays, gone) {
    const others = tuplesOf(actions).filter(one => one.group !== stays && one.group !== gone);
    const shared = others.some(one => one.weight > 0);
    const weight = shared ? Math.min(HEAVIEST, weightOf(actions, stays) + weightOf(actions, gone)) : 100;
    const at = tuplesOf(actions).findIndex(one => one.group === stays || one.group === gone);
    return forwardingTo(actions, others.toSpliced(Math.max(0, at), 0, { group: stays, weight }));
}
/** Whether `stays` has all of the pair's traffic, and `gone` is no part of the rule. */
const isOnly = (actions, stays, gone) => weightOf(actions, stays) > 0 && !tuplesOf(actions).some(one => one.group === gone);
/** The actions that forward to these groups, in a form that can be sent. */
function forwardingTo(actions, tuples) {
    return actions.map(action => {
        if (action !== forwardOf(actions))
            return sendable(action);
        const { TargetGroupArn: _, ...rest } = action;
        const TargetGroups = tuples.map(({ group, weight }) => ({ TargetGroupArn: group, Weight: weight }));
        return { ...rest, ForwardConfig: { ...action.ForwardConfig, TargetGroups } };
    });
}
/**
 * ELB never shows the secret of an OIDC client; to keep it, that has to be said.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_AuthenticateOidcActionConfig.html
 */
const sendable = (action) => action.AuthenticateOidcConfig
    ? { ...action, AuthenticateOidcConfig: { ...action.AuthenticateOidcConfig, UseExistingClientSecret: true } }
    : action;
/** Of several actions the one that forwards; there is one at most. */
const forwardOf = (actions) => actions.find(one => one.Type === 'forward');
/**
 * A text that is the same for actions that do the same, however they are written: who reads another one than was
 * written last sees that somebody else wrote.
 */
function fingerprint(actions) {
    return canonical(actions.map(action => {
        if (action.Type !== 'forward')
            return withoutSecretMembers(action);
        const { TargetGroupArn: _, ForwardConfig, ...rest } = action;
        const groups = tuplesOf([action]).toSorted((a, b) => (a.group < b.group ? -1 : 1));
        const alone = groups.length === 1 && (groups[0]?.weight ?? 0) > 0;
        const sticky = ForwardConfig?.TargetGroupStickinessConfig;
        return {
            ...rest,
            groups: alone ? [{ group: groups[0]?.group }] : groups,
            sticky: sticky?.Enabled ? (sticky.DurationSeconds ?? 0) : false,
        };
    }));
}
const withoutSecretMembers = ({ AuthenticateOidcConfig, ...rest }) => {
    if (!AuthenticateOidcConfig)
        return rest;
    const { UseExistingClientSecret: _, ClientSecret: __, ...config } = AuthenticateOidcConfig;
    return { ...rest, AuthenticateOidcConfig: config };
};
/** JSON with its members in order, and without those that are undefined. */
function canonical(value) {
    if (Array.isArray(value))
        return `[${value.map(canonical).join(',')}]`;
    if (value === null || typeof value !== 'object')
        return JSON.stringify(value) ?? 'null';
    const members = Object.entries(value).filter(([, inner]) => inner !== undefined);
    return `{${members
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`)
        .join(',')}}`;
}


/***/ }),

/***/ 2492:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _r: () => (/* binding */ chooseRule),
/* harmony export */   a$: () => (/* binding */ judgeLive),
/* harmony export */   hv: () => (/* binding */ groupName)
/* harmony export */ });
/* harmony import */ var _listener_rule_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3108);
// Which of two services is live? What the weights say, never what anything is called.

const refusal = (line) => ({ refusal: line });
const list = (names) => names.join(', ');
/** The name in a target group's ARN. */
const groupName = (arn) => arn.split(':').at(-1)?.split('/').at(1) ?? arn;
/**
 * The rule that carries the pair's traffic: the one that is `asked` for, or the only one of the listener that forwards to
 * a group of the pair. Rules that are ours (`testRules`) carry none.
 */
function chooseRule(rules, pair, asked, testRules = []) {
    if (asked !== undefined) {
        const rule = rules.find(one => one.arn === asked);
        return rule ? { rule } : refusal(`listener-rule ${asked} is not a rule of its listener`);
    }
    const groups = pair.flatMap(one => one.groups);
    const using = rules.filter(rule => !testRules.includes(rule.arn) && (0,_listener_rule_js__WEBPACK_IMPORTED_MODULE_0__/* .tuplesOf */ .tl)(rule.actions).some(one => groups.includes(one.group)));
    const [rule, ...others] = using;
    if (!rule)
        return refusal(`no rule of the listener forwards to a target group of ${list(pair.map(one => one.service))}`);
    if (others.length > 0)
        return refusal(`${using.length} rules of the listener forward to target groups of ${list(pair.map(one => one.service))} (priorities ${list(using.map(one => String(one.priority ?? 'default')))}): give listener-rule`);
    return { rule };
}
/**
 * Reads the colours of two services (`pair`) off a rule. `all` are the services of the cluster with their target groups,
 * so that a group that two of them use is found; `healthy` counts healthy targets.
 */
function judgeLive(rule, pair, all, healthy) {
    const tuples = (0,_listener_rule_js__WEBPACK_IMPORTED_MODULE_0__/* .tuplesOf */ .tl)(rule.actions);
    if (tuples.length === 0)
        return refusal('the rule forwards to no target group, so no service is live by it');
    const shared = sharedGroup(pair, all);
    if (shared)
        return refusal(shared);
    const inRule = pair.map(one => one.groups.filter(group => tuples.some(tuple => tuple.group === group)));
    const [first, second] = inRule;
    const several = pair.find((_, i) => (inRule[i]?.length ?? 0) > 1);
    if (several)
        return refusal(`the rule forwards to several target groups of ${several.service}, and one is wanted`);
    if (!first[0] && !second[0])
        return refusal(`the rule forwards to ${list(tuples.map(one => groupName(one.group)))}, and neither ${pair[0].service} nor ${pair[1].service} is behind ${tuples.length === 1 ? 'it' : 'them'}`);
    const sides = pair.map((one, i) => sideOf(rule, one, inRule[i]?.[0], inRule[1 - i]?.[0]));
    const weighted = sides.filter(one => one !== undefined && one.share > 0);
    if (weighted.length === 2)
        return { both: weighted };
    const [live] = weighted;
    if (!live)
        return refusal('neither target group of the pair has any weight, so no service is live');
    if ((healthy.get(live.group) ?? 0) === 0)
        return refusal(`${live.service} is live and has no healthy target in ${groupName(live.group)}: mend it first, since a shift that fails could not come back to it`);
    const other = pair.find(one => one.service !== live.service);
    const own = inRule[pair.indexOf(other)]?.[0];
    if (!own && other.groups.length > 1)
        return refusal(`${other.service} has ${other.groups.length} target groups (${list(other.groups.map(groupName))}), and which is for this rule cannot be told`);
    return { live, idle: { service: other.service, group: own ?? other.groups[0] } };
}
function sideOf({ actions }, { service }, own, other) {
    if (!own)
        return undefined;
    const share = (0,_listener_rule_js__WEBPACK_IMPORTED_MODULE_0__/* .greenShare */ .fW)(actions, { green: own, blue: other ?? '' });
    return share === undefined ? undefined : { service, group: own, share };
}
/** A target group of one of the pair that another service uses too: then its weight says nothing of either. */
function sharedGroup(pair, all) {
    for (const { service, groups } of pair)
        for (const group of groups) {
            const users = all.filter(one => one.groups.includes(group)).map(one => one.service);
            const everybody = [
                ...new Set([service, ...pair.filter(one => one.groups.includes(group)).map(one => one.service), ...users]),
            ];
            if (everybody.length > 1)
                return `target group ${groupName(group)} is used by ${everybody.length} services (${list(everybody)}), so which is live cannot be told`;
        }
    return undefined;
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

/***/ 8997:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Iy: () => (/* binding */ shiftTime),
/* harmony export */   JT: () => (/* binding */ LEAST_KEPT),
/* harmony export */   bh: () => (/* binding */ readLadder),
/* harmony export */   dp: () => (/* binding */ explainPlan),
/* harmony export */   iB: () => (/* binding */ explainNativeCost),
/* harmony export */   s4: () => (/* binding */ planProblems)
/* harmony export */ });
/* harmony import */ var _duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7897);
/* harmony import */ var _traffic_shift_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6689);
// What would a shift do, how long does it take, and what does it cost?


/** How long (ms) a side keeps its tasks after it lost its weight, at least: field reports of 503s end with 120 s. */
const LEAST_KEPT = 120_000;
/** What the source of this ladder of steps asks for: a quarter of an hour at first, an hour at the end. */
const [FIRST, BETWEEN, LAST] = [15, 30, 60].map(minutes => minutes * 60_000);
/** Steps in order, each a whole percent above the one before, the last one 100; the bakes of a short list go on. */
function readLadder(steps, bakes) {
    const weights = steps.map(one => Number(one.replace(/\s*%$/, '')));
    const rising = weights.every((one, i) => Number.isInteger(one) && one >= 1 && one <= 100 && one > (weights[i - 1] ?? 0));
    if (weights.length === 0 || !rising)
        return { problem: `steps is "${steps.join(',')}": write whole percents from 1 to 100 that rise, such as 5,50,100` };
    if (weights.at(-1) !== 100)
        return { problem: `steps ends at ${weights.at(-1)}: the last step is 100` };
    if (bakes.includes(undefined))
        return { problem: 'bake has a duration that cannot be read: write minutes, or durations such as 90s or 15m' };
    if (bakes.length > weights.length)
        return { problem: `bake has ${bakes.length} durations for ${weights.length} steps: give one a step, or fewer` };
    const usual = (i) => (i === weights.length - 1 ? LAST : i === 0 ? FIRST : BETWEEN);
    return weights.map((weight, i) => ({ weight, bake: bakes[i] ?? bakes.at(-1) ?? usual(i) }));
}
/** How long (ms) it takes from the first weight to the end of blue when all goes well. */
function shiftTime({ ladder, keepBlueFor }, share = 0) {
    const left = (0,_traffic_shift_js__WEBPACK_IMPORTED_MODULE_1__/* .remainingSteps */ ._D)(ladder, share).reduce((sum, step) => sum + step.bake, 0);
    const last = ladder.at(-1);
    // Blue is retired by whoever does the last step.
    return last?.weight === 100 ? left + Math.max(0, Math.max(keepBlueFor, LEAST_KEPT) - last.bake) : left;
}
/** Runner minutes (Linux, 2 cores, private repositories) since January 2026. https://docs.github.com/en/billing/reference/actions-runner-pricing */
const A_MINUTE = 0.006;
/** A thousand metrics of GetMetricData. https://aws.amazon.com/cloudwatch/pricing/ */
const A_THOUSAND_METRICS = 0.01;
/**
 * Calls of AWS for one service, as measured in the sandbox (`__tests__/scenarios/blue-green-calls.test.ts`): to begin and to
 * end, for each step, and for each minute, with evidence and by the clock alone.
 */
const CALLS = { ends: 60, step: 8, minute: 11.2, clockMinute: 4.5 };
/** Calls in a minute of watching what ECS shifts, and metrics asked for in a minute of watching anything. */
const NATIVE_CALLS = 12;
const METRICS = 41;
/** The plan in lines: for each pair what is moved, then what all of it takes, if anything is to be done. */
function explainPlan(pairs, schedule) {
    const lines = pairs.map(pair => `${pair.name}: ${explainPair(pair, schedule)}`);
    const busy = pairs.filter(pair => !isDone(pair, schedule));
    if (busy.length === 0 || schedule.back)
        return lines;
    const watched = Math.max(...busy.map(one => shiftTime(schedule, one.share)));
    const calls = busy.map(({ share }) => callsFor(schedule, share)).reduce((sum, one) => sum + one, 0);
    const metrics = schedule.evidence ? busy.length * minutesOf(watched) : 0;
    return [...lines, explainCost(schedule.turns * watched, calls, metrics)];
}
/** About how many calls of AWS it takes to shift one service from a share of green to the end of the ladder. */
function callsFor(schedule, share = 0) {
    const steps = (0,_traffic_shift_js__WEBPACK_IMPORTED_MODULE_1__/* .remainingSteps */ ._D)(schedule.ladder, share).length;
    const minute = schedule.evidence ? CALLS.minute : CALLS.clockMinute;
    return Math.round(CALLS.ends + steps * CALLS.step + minute * minutesOf(shiftTime(schedule, share)));
}
/** Whether nothing is left to do: all of the wanted steps were done before, and nothing was cut off. */
const isDone = ({ share, unfinished }, { ladder, back }) => (share === 100 && !unfinished) || (!back && share > (ladder.at(-1)?.weight ?? 100));
function explainPair(pair, schedule) {
    const { blue, green, share } = pair;
    const { ladder, keepBlueFor, back } = schedule;
    const [before, after] = [blue, green].map(one => `${one.service} on ${one.revision} (${showTasks(one.size)})`);
    const percent = Math.round(share);
    const now = share === 0
        ? `${before} is live`
        : share === 100
            ? `${after} has all of the traffic already`
            : `${before} has ${100 - percent} % of the traffic and ${after} ${percent} %`;
    if (isDone(pair, schedule))
        return `${now}: ${share === 100 ? 'nothing is' : 'no step of this job is'} left to do`;
    if (back)
        return share === 0 ? `${now}, and nothing goes back` : `${now}; all of it goes back to ${blue.service} at once`;
    const last = ladder.at(-1)?.weight === 100;
    const rest = last ? `; ${blue.service} is kept for ${(0,_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .showDuration */ .kJ)(keepBlueFor)} without traffic` : '';
    const steps = (0,_traffic_shift_js__WEBPACK_IMPORTED_MODULE_1__/* .remainingSteps */ ._D)(ladder, share).map(step => `${step.weight} % for ${(0,_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .showDuration */ .kJ)(step.bake)}`);
    if (share === 100)
        return `${now}, and is watched to the end of that step${rest}`;
    if (share > 0)
        return `${now}; ${steps.length > 0 ? `${green.service} gets ${steps.join(', ')}` : 'that step is watched to its end'}${rest}`;
    const made = green.exists ? '' : ` (made like ${blue.service})`;
    return `${now}; ${green.service}${made} gets ${green.revision}: ${steps.join(', ')}${rest}`;
}
const showTasks = (count) => `${count} ${count === 1 ? 'task' : 'tasks'}`;
const minutesOf = (ms) => Math.ceil(ms / 60_000);
/** What it costs to watch a shift by ECS for so long (ms). */
const explainNativeCost = (time) => explainCost(time, minutesOf(time) * NATIVE_CALLS, minutesOf(time));
/** What so much time (ms) costs, so many calls of AWS, and so many minutes of metrics. */
function explainCost(time, calls, metricMinutes) {
    const money = (dollars) => `$${dollars.toFixed(2)}`;
    const asked = money((metricMinutes * METRICS * A_THOUSAND_METRICS) / 1000);
    return `at least ${(0,_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .showDuration */ .kJ)(minutesOf(time) * 60_000)} of watching: ${money(minutesOf(time) * A_MINUTE)} of runner time (Linux, 2 cores, private repository), about ${calls} calls of AWS, ${asked} of CloudWatch`;
}
/** Why a shift must not begin: the credentials or the job would end before it. */
function planProblems(schedule, { renewable, holds }, jobLimit) {
    const takes = schedule.turns * (shiftTime(schedule) + schedule.limit);
    const minutes = (ms) => Math.ceil(ms / 60_000);
    const problems = [];
    if (takes > jobLimit)
        problems.push(`The plan may take ${minutes(takes)} minutes and the job ends after ${minutes(jobLimit)}: ${minutes(takes - jobLimit)} minutes are missing. Give each step a job of its own (step), shorten bake or wait-for-minutes, or say job-limit on a runner that allows more.`);
    if (!renewable && holds !== undefined && takes > holds)
        problems.push(`The plan may take ${minutes(takes)} minutes and the AWS credentials hold for ${minutes(holds)}: ${minutes(takes - holds)} minutes are missing. Give the job permissions: id-token: write, so that they are renewed, or raise role-duration-seconds of aws-actions/configure-aws-credentials and say session-minutes.`);
    return problems;
}


/***/ }),

/***/ 6689:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   SY: () => (/* binding */ currentStep),
/* harmony export */   XJ: () => (/* binding */ lacksTargets),
/* harmony export */   _D: () => (/* binding */ remainingSteps),
/* harmony export */   lE: () => (/* binding */ nextMove)
/* harmony export */ });
/** The steps that are still to be made from a share of green: what weights say is all that counts. */
const remainingSteps = (ladder, green) => ladder.filter(step => step.weight > green);
/** The step that a share of green belongs to: the last that it has reached; undefined before the first. */
const currentStep = (ladder, green) => ladder.findLast(step => step.weight <= green);
/**
 * Decides the next move. Weights only rise along the ladder, one step at a time and each after its bake; they fall only
 * to nothing, at once. The same facts give the same move, whoever looks and whatever went before.
 */
function nextMove(facts, rules) {
    const { green, back, lead, now, since } = facts;
    if (back !== undefined)
        return green > 0 ? turnBack(back, facts) : { do: 'reverted', because: back };
    if (green > 0 && lead.lead === 'back')
        return turnBack(lead.because, facts);
    if (green > 0 && lead.lead === 'hold')
        return { do: 'hold', because: lead.because };
    const [next] = remainingSteps(rules.ladder, green);
    const step = currentStep(rules.ladder, green);
    const until = step ? since + step.bake : now;
    if (green > 0 && (now < until || lead.lead !== 'go'))
        return { do: 'bake', until, because: lead.because };
    if (!next)
        return { do: 'accept', because: lead.because };
    const lacks = rules.allowUndersized ? undefined : lacksTargets(next.weight, facts);
    if (!lacks)
        return { do: 'shift', to: next.weight, because: lead.because };
    if (now - (rules.lackingSince ?? now) < rules.patience)
        return { do: 'wait', because: lacks };
    return green > 0 ? turnBack(lacks, facts) : { do: 'reverted', because: lacks };
}
/** Back to blue, where blue can take it: traffic on a group without a healthy target is lost. */
const turnBack = (because, { healthy }) => healthy.blue > 0 ? { do: 'revert', because } : { do: 'mend-blue', because };
/**
 * What green lacks for a weight; undefined when it has enough. It must have its share of all the tasks that carry the
 * traffic: 90 % of the traffic on 10 % of the tasks is how releases fall over.
 */
function lacksTargets(weight, { healthy, size }) {
    const least = Math.max(1, Math.ceil((size * weight) / 100));
    return healthy.green >= least
        ? undefined
        : `green has ${healthy.green} healthy targets, and ${weight} % of what ${size} tasks carry needs ${least}`;
}


/***/ }),

/***/ 5795:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ patiently)
/* harmony export */ });
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7279);
/* harmony import */ var _watch_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2226);
// What if AWS cannot answer just now?


/** How long (ms) it is asked again. */
const PATIENCE = 60_000;
/** Asks until there is an answer, for a minute: more than the SDK's own tries, which are over within seconds. Rejects with what stood in the way. */
async function patiently({ clock, cancel }, ask) {
    const { judgement, blind } = await (0,_watch_js__WEBPACK_IMPORTED_MODULE_1__/* .watch */ .w)({
        clock,
        cancel,
        until: clock.now() + PATIENCE,
        look: async () => ({ answer: await ask() }),
        judge: judgement => ({ judgement }),
        mayPass: _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .mayPass */ .bg,
    });
    if (judgement)
        return judgement.answer;
    throw blind ?? new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('The job was cancelled before anything was touched.');
}


/***/ }),

/***/ 6913:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  g: () => (/* binding */ chooseSides),
  E: () => (/* binding */ resolveFor)
});

;// CONCATENATED MODULE: ./build/src/decisions/sides-to-undo.js
/**
 * The sides of a way back, by the name of the service that the note calls green. Undefined where no side has traffic to give
 * back as far as is known: one has all of it, and nothing tells that it was new.
 */
function sidesToUndo(colour, noted) {
    if ('live' in colour) {
        const { live, idle } = colour;
        if (noted === live.service)
            return { blue: idle, green: live, share: 100 };
        return noted === idle.service ? { blue: live, green: idle, share: 0 } : undefined;
    }
    const green = colour.both.find(one => one.service === noted);
    const blue = colour.both.find(one => one !== green);
    if (green && blue)
        return { blue, green, share: green.share };
    const has = ({ service, share }) => `${service} has ${Math.round(share)} %`;
    return {
        refusal: `${colour.both.map(has).join(' and ')} of the traffic, and no test rule with the note of a shift tells which of them was there before, so nothing goes back: run it with the task definition that is to have all of the traffic and resume: continue, or set the weights by hand`,
    };
}

// EXTERNAL MODULE: ./build/src/release/targets.js
var targets = __webpack_require__(3141);
;// CONCATENATED MODULE: ./build/src/shift/choose-sides.js


/**
 * Who is blue and who is green: whoever is live is blue, unless it runs what is wanted; of two that have traffic, green
 * is the one that runs what is wanted. On a way back green is what the note of the interrupted shift says.
 */
async function chooseSides(colour, there, wanted, { cluster, resume, standing }, world) {
    const serviceOf = (name) => there.find(one => one?.name === name);
    const wantedOn = async (name) => (await resolveFor(wanted, name, cluster, world, true)).revision;
    const side = ({ service, group }) => ({ service: serviceOf(service), group });
    const undo = resume === 'rollback' ? sidesToUndo(colour, standing?.note?.green) : undefined;
    if (undo)
        return 'refusal' in undo ? undo : undoing(undo, there, standing?.note?.revision);
    if ('live' in colour) {
        const { live, idle } = colour;
        const revision = await wantedOn(live.service);
        if (serviceOf(live.service).revision === revision) {
            const before = serviceOf(idle.service);
            // It has all traffic already: what is left to do, if anything, is to watch it and to retire what was before.
            const blue = before ?? serviceOf(live.service);
            return {
                blue: { service: blue, group: idle.group ?? '' },
                green: { name: live.service, service: serviceOf(live.service), group: live.group },
                share: 100,
                revision,
            };
        }
        const green = { name: idle.service, service: serviceOf(idle.service), group: idle.group };
        return { blue: side(live), green, share: 0, revision };
    }
    const [first, second] = colour.both;
    const running = [];
    for (const one of colour.both)
        if ((await wantedOn(one.service)) === serviceOf(one.service).revision)
            running.push(one);
    const noted = running.find(one => one.service === standing?.note?.green);
    const green = running.length === 1 ? running[0] : noted;
    if (!green)
        return {
            refusal: `traffic is shared by ${first.service} on ${serviceOf(first.service).revision} (${Math.round(first.share)} %) and ${second.service} on ${serviceOf(second.service).revision} (${Math.round(second.share)} %), and an earlier shift was left there: run it again with that revision, or with resume: rollback`,
        };
    const blue = green === first ? second : first;
    const found = serviceOf(green.service);
    return {
        blue: side(blue),
        green: { name: green.service, service: found, group: green.group },
        share: green.share,
        revision: found.revision,
    };
}
/** The sides of a way back as they are; `noted`: the revision that was on its way. */
function undoing({ blue, green, share }, there, noted) {
    const serviceOf = (name) => there.find(one => one?.name === name);
    const service = serviceOf(green.service);
    const before = serviceOf(blue.service);
    if (!before || blue.group === undefined)
        return { refusal: `${blue.service}, which had the traffic before, was not found, so nothing can go back to it` };
    return {
        blue: { service: before, group: blue.group },
        green: { name: green.service, service, group: green.group },
        share,
        // What has traffic is what it runs; what has none may not have come so far.
        revision: (share > 0 ? undefined : noted) || service?.revision || '',
    };
}
/** What is wanted, worked out from what a service runs; registered unless it is a `plan`. */
async function resolveFor({ name, taskDefinition, image, imageTag, container }, service, cluster, world, plan) {
    const one = { name, service, taskDefinition, image, imageTag, container };
    const [target] = (await (0,targets/* resolveTargets */.h5)([[one]], cluster, world, plan)).flat();
    if (!target)
        throw new Error(`${service} was not resolved`);
    return { revision: target.revision, taskDefinition: target.taskDefinition };
}


/***/ }),

/***/ 2987:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  h: () => (/* binding */ countHealthy),
  c: () => (/* binding */ findPair)
});

// EXTERNAL MODULE: ./build/src/decisions/listener-rule.js
var listener_rule = __webpack_require__(3108);
// EXTERNAL MODULE: ./build/src/decisions/live-colour.js
var live_colour = __webpack_require__(2492);
;// CONCATENATED MODULE: ./build/src/decisions/test-rule.js
const USUAL_HEADER = { name: 'X-Ecs-Release', value: 'green' };
/**
 * Conditions and priority of the test rule: those of the production rule and a header, or a host in place of its own; on a
 * test listener of its own, everything. Right before the production rule, unless a priority is given.
 */
function testRoute(production, wish, name) {
    const { testHost, testListener, testHeader = USUAL_HEADER } = wish;
    const priority = wish.testPriority ?? (testListener !== undefined || production.isDefault ? 1 : (production.priority ?? 1) - 1);
    const guarded = production.actions.some(one => /^(authenticate|jwt)/.test(one.Type ?? ''));
    if (guarded && wish.testHeader === undefined && testListener === undefined)
        return {
            problem: `the production rule of ${name} asks for a login, which a test rule would lead around: give a test-header that nobody can guess, or a test-listener that nobody else reaches`,
        };
    if (priority < 1)
        return {
            problem: `no priority is left before the production rule of ${name}, which has 1: give test-rule-priority`,
        };
    if (!production.isDefault &&
        testListener === undefined &&
        priority >= (production.priority ?? Number.POSITIVE_INFINITY))
        return {
            problem: `test-rule-priority ${priority} of ${name} comes after its production rule (${production.priority}), which would take the test requests: give a smaller one`,
        };
    const own = production.conditions.map(conditionToSend);
    const { transforms } = production;
    if (testListener !== undefined)
        return {
            route: {
                listener: testListener,
                priority,
                transforms,
                headers: {},
                conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/*'] } }],
            },
        };
    if (testHost !== undefined) {
        const rest = own.filter(one => one.Field !== 'host-header');
        const host = { Field: 'host-header', HostHeaderConfig: { Values: [testHost] } };
        return {
            route: {
                ...{ listener: production.listener, priority, transforms, headers: { Host: testHost } },
                conditions: [...rest, host],
            },
        };
    }
    const header = {
        Field: 'http-header',
        HttpHeaderConfig: { HttpHeaderName: testHeader.name, Values: [testHeader.value] },
    };
    return {
        route: {
            listener: production.listener,
            priority,
            transforms,
            headers: { [testHeader.name]: testHeader.value },
            conditions: [...own, header],
        },
    };
}
/** ELB shows hosts and paths in two forms and takes only one of them. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RuleCondition.html */
function conditionToSend({ Values, ...condition }) {
    const long = Object.keys(condition).some(name => name.endsWith('Config'));
    return long ? condition : { ...condition, ...(Values ? { Values } : {}) };
}

// EXTERNAL MODULE: ./build/src/decisions/snapshot.js
var snapshot = __webpack_require__(9049);
;// CONCATENATED MODULE: ./build/src/decisions/under-way.js
// Is a service still on its way to what it is to run, so that its revision says what was asked for and not what serves?

/**
 * What is under way on a service, as the end of a sentence; undefined when what it was asked for is what it runs. Old tasks
 * that only drain serve nobody new, and a size that changes after a completed rollout is no rollout.
 */
function underWay({ deployments }) {
    const primary = (0,snapshot/* primaryOf */.Os)({ deployments });
    if (!primary)
        return undefined;
    const { state, running, desired, revision } = primary;
    const others = deployments.filter(one => one !== primary && one.desired > 0);
    if (others.length === 0 && (state === 'completed' || running >= desired))
        return undefined;
    const tasks = [
        `${running} of ${desired} tasks of ${revision} run`,
        ...others.map(one => `${one.running} of ${one.revision}`),
    ].join(', and ');
    return state === 'failed' ? `its last deployment failed: ${tasks}` : `a deployment is under way on it: ${tasks}`;
}

// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
// EXTERNAL MODULE: ./build/src/shift/choose-sides.js + 1 modules
var choose_sides = __webpack_require__(6913);
// EXTERNAL MODULE: ./build/src/shift/hold-rule.js
var hold_rule = __webpack_require__(6436);
;// CONCATENATED MODULE: ./build/src/shift/find-pair.js
// How do two services stand now: which is live, what shall the other one run, and who else is at it?







/** Looks at a pair. Throws a Failure that says in one line why it cannot be shifted. Registers nothing. */
async function findPair(wanted, { cluster, resume, createService }, everybody, world) {
    const refuse = (line) => new failure/* Failure */.HR(`${wanted.name}: ${line}.`);
    const [ecs, rules] = await Promise.all([world.ecs(), world.listenerRules()]);
    const { services } = await ecs.describeServices(cluster, wanted.services);
    const there = wanted.services.map(name => services.find(one => one.name === name && one.active));
    if (!there.some(Boolean))
        throw refuse(`neither ${wanted.services.join(' nor ')} was found in cluster "${cluster}": check blue-service and green-service`);
    for (const one of there)
        if (one && one.controller !== 'ECS')
            throw refuse(`${one.name} has the deployment controller ${one.controller}, and ECS is wanted`);
    for (const one of there)
        if (one && one.strategy !== 'ROLLING')
            throw refuse(`ECS itself shifts the traffic of ${one.name} (strategy ${one.strategy}): use engine: ecs, or ROLLING`);
    const pair = wanted.services.map((service, i) => ({
        service,
        groups: there[i]?.targetGroups ?? [],
        desired: there[i]?.desired ?? 0,
    }));
    const listener = wanted.listener ?? (0,listener_rule/* listenerOfRule */.IY)(wanted.rule);
    const all = await rules.rulesOf(listener);
    const tests = wanted.rule === undefined ? await (0,hold_rule/* testRulesAmong */.Wo)(all, pair, rules) : [];
    const chosen = (0,live_colour/* chooseRule */._r)(all, pair, wanted.rule, tests);
    if ('refusal' in chosen)
        throw refuse(chosen.refusal);
    const { rule } = chosen;
    const routed = testRoute(rule, wanted, wanted.name);
    if ('problem' in routed)
        throw refuse(routed.problem);
    const { route } = routed;
    const near = route.listener === listener ? all : await rules.rulesOf(route.listener);
    const standing = await (0,hold_rule/* standingAt */.Ib)(route.priority, near, rules);
    const healthy = await healthyIn(rule, pair, world);
    // A side that traffic may go back from need not be well for that.
    for (const { service, groups } of pair)
        if (service === standing?.note?.green)
            for (const group of groups)
                healthy.set(group, Number.POSITIVE_INFINITY);
    const colour = (0,live_colour/* judgeLive */.a$)(rule, pair, (await everybody()) ?? [], healthy);
    if ('refusal' in colour)
        throw refuse(colour.refusal);
    const sides = await (0,choose_sides/* chooseSides */.g)(colour, there, wanted, { cluster, resume, standing }, world);
    if ('refusal' in sides)
        throw refuse(sides.refusal);
    const moving = 'live' in colour && resume === 'continue' && underWay(liveOf(sides));
    if (moving)
        throw refuse(`${liveOf(sides).name} has all of the traffic, and ${moving}: wait until it is over, or go back from it, then run again`);
    if (!sides.green.service && !createService && resume === 'continue')
        throw refuse(`${sides.green.name} was not found in cluster "${cluster}", and create-service is false: check blue-service and green-service, or create it`);
    return { wanted, cluster, rule, route, standing, sticky: (0,listener_rule/* stickinessOf */.ET)(rule.actions), ...sides };
}
/** Which of them has all of the traffic, when one has. */
const liveOf = ({ blue, green, share }) => (share === 100 && green.service) || blue.service;
/** Healthy targets of the pair's groups that are in the rule. */
async function healthyIn(rule, pair, world) {
    const groups = [...new Set(pair.flatMap(one => one.groups))].filter(group => JSON.stringify(rule.actions).includes(group));
    return countHealthy(groups, world);
}
/** How many targets of each group are healthy now. */
async function countHealthy(groups, world) {
    const targets = await (await world.loadBalancer()).describeTargets(groups);
    return new Map(groups.map(group => [group, targets.filter(one => one.group === group && one.state === 'healthy').length]));
}


/***/ }),

/***/ 6436:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DL: () => (/* binding */ LEASE),
/* harmony export */   Gt: () => (/* binding */ holdRule),
/* harmony export */   Ib: () => (/* binding */ standingAt),
/* harmony export */   Kd: () => (/* binding */ holderOf),
/* harmony export */   WI: () => (/* binding */ rulesUsing),
/* harmony export */   Wo: () => (/* binding */ testRulesAmong),
/* harmony export */   __: () => (/* binding */ writeDown),
/* harmony export */   qV: () => (/* binding */ renew),
/* harmony export */   sU: () => (/* binding */ stillHeld)
/* harmony export */ });
/* harmony import */ var _decisions_lease_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9143);
/* harmony import */ var _decisions_listener_rule_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3108);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7279);
// Is this run the only one that moves traffic on a rule?



/** How long (ms) a lease holds without being renewed; and what must be left of it, so that no look is too late. */
const LEASE = 10 * 60_000;
const RENEW_BELOW = 5 * 60_000;
/** Whoever this process is: its run, its attempt, and a word that no other process has. */
function holderOf({ runner }, holder) {
    const of = (name) => runner.variable(name) ?? '';
    const run = `${of('GITHUB_SERVER_URL')}/${of('GITHUB_REPOSITORY')}/actions/runs/${of('GITHUB_RUN_ID')}`;
    return { run, attempt: Number(of('GITHUB_RUN_ATTEMPT')) || 1, holder };
}
/** What stands at a priority, among the rules of a listener. */
async function standingAt(priority, all, rules) {
    const rule = all.find(one => one.priority === priority);
    if (!rule)
        return undefined;
    const tags = await rules.tagsOf(rule.arn);
    return tags && { rule, note: (0,_decisions_lease_js__WEBPACK_IMPORTED_MODULE_1__/* .readNote */ .VC)(tags) };
}
/** Rules of a listener that forward to a target group of the pair. */
function rulesUsing(all, pair) {
    const groups = pair.flatMap(one => one.groups);
    return all.filter(rule => (0,_decisions_listener_rule_js__WEBPACK_IMPORTED_MODULE_2__/* .tuplesOf */ .tl)(rule.actions).some(one => groups.includes(one.group)));
}
/** Rules (ARNs) of a listener that forward to the pair and are test rules of ours. Asks only where several forward to it. */
async function testRulesAmong(all, pair, rules) {
    const using = rulesUsing(all, pair);
    if (using.length < 2)
        return [];
    const noted = await Promise.all(using.map(async ({ arn }) => ({ arn, note: (0,_decisions_lease_js__WEBPACK_IMPORTED_MODULE_1__/* .readNote */ .VC)((await rules.tagsOf(arn)) ?? {}) })));
    return noted.flatMap(({ arn, note }) => (note ? [arn] : []));
}
/**
 * Makes the test rule, or takes it over from a run that is over; its hints go with it. Throws a Failure that names the run
 * which has it otherwise. AWS decides between two who ask at once: it makes one rule at a priority, and deletes it once.
 */
async function holdRule(route, group, about, me, { rules, clock }) {
    const first = { ...me, ...about, until: clock.now() + LEASE, weight: 0, since: 0 };
    let before;
    for (let tries = 0; tries < 3; tries++) {
        const hints = before && before.green === about.green && before.revision === about.revision ? before : undefined;
        const note = { ...first, ...(hints ? { weight: hints.weight, since: hints.since } : {}) };
        const { listener, priority, conditions, transforms } = route;
        const actions = [{ Type: 'forward', TargetGroupArn: group }];
        const made = await rules.create({ listener, priority, conditions, transforms, actions, tags: (0,_decisions_lease_js__WEBPACK_IMPORTED_MODULE_1__/* .writeNote */ .IP)(note) });
        if (made !== 'in-use')
            return { rule: made, note, taken: before };
        const standing = await standingAt(priority, await rules.rulesOf(listener), rules);
        if (!standing)
            continue;
        const known = standing.note;
        if (!known)
            throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR(`Priority ${priority} of the listener is taken by a rule that is not a test rule of ours (${standing.rule.arn}): give another test-rule-priority.`);
        const whose = (0,_decisions_lease_js__WEBPACK_IMPORTED_MODULE_1__/* .judgeLease */ .Qs)(known, me, clock.now());
        if (whose === 'ours')
            return { rule: standing.rule, note: known, taken: before };
        if (whose === 'theirs')
            throw heldBy(known);
        // Of several who find it over, AWS lets one delete it.
        if (await rules.remove(standing.rule.arn))
            before = known;
    }
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR(`Priority ${route.priority} of the listener is taken again and again by others: try again later.`);
}
/** Another run has it. */
const heldBy = ({ run, until, revision }) => new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR(`Another run is moving this traffic, to ${revision}: ${run} (it holds the test rule until ${new Date(until).toISOString()}). Wait for its end, then run again; if it died, re-run that run, which takes over at once, or go back with rollback, which takes the test rule away.`);
/** Whether it is still ours; what the lease lacks of time is added, for work that takes `ms`. */
async function stillHeld(held, { rules, clock }, ms = 0) {
    const tags = await rules.tagsOf(held.rule.arn);
    const note = tags && (0,_decisions_lease_js__WEBPACK_IMPORTED_MODULE_1__/* .readNote */ .VC)(tags);
    if (note?.holder !== held.note.holder)
        return false;
    await renew(held, { rules, clock }, ms);
    return true;
}
/** Makes the lease longer where little is left of it. */
async function renew(held, { rules, clock }, ms = 0) {
    if (held.note.until - clock.now() >= RENEW_BELOW + ms)
        return;
    await writeDown(held, { until: clock.now() + LEASE + ms }, rules);
}
/** Notes something on the rule. */
async function writeDown(held, facts, rules) {
    await rules.tag(held.rule.arn, (0,_decisions_lease_js__WEBPACK_IMPORTED_MODULE_1__/* .writeNote */ .IP)(facts));
    Object.assign(held.note, facts);
}


/***/ }),

/***/ 9038:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  _M: () => (/* binding */ letRest),
  oQ: () => (/* binding */ restoreScaling),
  K: () => (/* binding */ suspendScaling)
});

;// CONCATENATED MODULE: ./build/src/decisions/suspension.js
// What of a service's scaling is suspended while its traffic moves, and what was before?
/**
 * While traffic moves no task may go: blue must stay able to take all of it back, and green's load is still to come.
 * Adding tasks stays allowed, since more of them harm nothing. What a user had suspended stays so.
 */
const whileShifting = (before) => ({ in: true, out: before.out, scheduled: true });
/** What it is to be after the shift: as before where it is still as the shift left it, as it is `now` where somebody else set it. */
const afterShift = (before, now) => ({
    ...{ in: now.in && before.in, scheduled: now.scheduled && before.scheduled, out: now.out },
});
const sameSuspension = (a, b) => a.in === b.in && a.out === b.out && a.scheduled === b.scheduled;
/** As a tag's value: the letters of what is suspended, or `none`. Tags take neither commas nor braces. */
function writeSuspension(one) {
    const words = [one.in ? 'in' : '', one.out ? 'out' : '', one.scheduled ? 'scheduled' : ''].filter(Boolean);
    return words.join(' ') || 'none';
}
/** Undefined for a text that `writeSuspension` did not write. */
function readSuspension(text) {
    const words = text?.split(' ') ?? [];
    if (words.length === 0 || !words.every(word => ['none', 'in', 'out', 'scheduled'].includes(word)))
        return undefined;
    return { in: words.includes('in'), out: words.includes('out'), scheduled: words.includes('scheduled') };
}

;// CONCATENATED MODULE: ./build/src/shift/keep-size.js
// How is it seen to that no task goes while traffic moves, and none comes back to a side at rest?

/** Tags of a target group: what was suspended before we did, and the least number of tasks of a side that rests with none. */
const SUSPENDED = 'ecs-release:scaling';
const LEAST = 'ecs-release:least';
/** Suspends scaling of the services that are scaled; what was before is noted first, so that whoever comes can restore it. */
async function suspendScaling({ cluster, sides, world, log }) {
    const [scaling, tags] = await Promise.all([world.scaling(), world.listenerRules()]);
    const found = await scaling.describe(cluster, sides.map(one => one.service));
    for (const { service, suspended } of found) {
        const { group = '' } = sides.find(one => one.service === service) ?? {};
        const noted = readSuspension((await tags.tagsOf(group))?.[SUSPENDED]);
        const wanted = whileShifting(suspended);
        if (!noted)
            await tags.tag(group, { [SUSPENDED]: writeSuspension(suspended) });
        if (noted && sameSuspension(wanted, suspended))
            continue;
        await scaling.suspend(cluster, service, wanted);
        log(service, 'its scaling takes no task away from now on');
    }
}
/**
 * Makes scaling what it was before, but for what somebody else has set since; does nothing where nothing is noted. A side
 * without tasks goes on resting, as does one that has just given them back (`resting`), which ECS may not show yet.
 */
async function restoreScaling({ cluster, sides, world, log }, resting) {
    const [scaling, tags] = await Promise.all([world.scaling(), world.listenerRules()]);
    for (const { service, group } of sides) {
        const noted = (await tags.tagsOf(group)) ?? {};
        const before = readSuspension(noted[SUSPENDED]);
        const wakes = noted[LEAST] !== undefined && service !== resting && (await hasTasks(cluster, service, world))
            ? noted[LEAST]
            : undefined;
        if (!before && wakes === undefined)
            continue;
        const [now] = await scaling.describe(cluster, [service]);
        if (before) {
            const then = now && afterShift(before, now.suspended);
            if (then)
                await scaling.suspend(cluster, service, then);
            await tags.untag(group, [SUSPENDED]);
            log(service, then ? said(before, then) : 'it is not scaled any more');
        }
        if (wakes === undefined)
            continue;
        // Neither the none of its rest nor what it was before: somebody else has set it since.
        const least = now && [0, Number(wakes)].includes(now.least) ? Number(wakes) : undefined;
        if (least !== undefined)
            await scaling.atLeast(cluster, service, least);
        await tags.untag(group, [LEAST]);
        if (least !== undefined)
            log(service, `is scaled to ${least} tasks at least again`);
        else if (now)
            log(service, `is scaled to ${now.least} tasks at least, as somebody set it since it rested (before: ${wakes})`);
    }
}
const said = (before, then) => sameSuspension(before, then)
    ? 'its scaling is as it was before'
    : `its scaling is as somebody set it meanwhile (suspended: ${writeSuspension(then)}; before: ${writeSuspension(before)})`;
const hasTasks = async (cluster, service, world) => {
    const { services } = await (await world.ecs()).describeServices(cluster, [service]);
    return (services[0]?.desired ?? 0) > 0;
};
/**
 * A side gives its tasks back. A scaled service is brought back to its least number of tasks, whoever set it to none: while
 * it rests that is none too. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html
 */
async function letRest(cluster, { service, group = '' }, world) {
    const [scaling, tags, ecs] = await Promise.all([world.scaling(), world.listenerRules(), world.ecs()]);
    for (const { least } of (await scaling.describe(cluster, [service])).filter(one => one.least > 0)) {
        await tags.tag(group, { [LEAST]: String(least) });
        await scaling.atLeast(cluster, service, 0);
    }
    await ecs.updateService(cluster, service, { desiredCount: 0 });
}


/***/ }),

/***/ 4802:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ revertTraffic)
/* harmony export */ });
/* harmony import */ var _decisions_listener_rule_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3108);
/* harmony import */ var _watch_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2226);
// How does all traffic get back to blue, with one write?


/** How long (ms) the rule may take to show what was written; what ELB shows follows what it took by moments. */
const PATIENCE = 3_000;
/**
 * Puts all of the pair's traffic on blue, as the only one of the two, with one write; everything else of the rule stays.
 * Reads the rule before, unless it is given, and after. Not `written` when it was so already. Does not look whether blue can
 * carry it. Not stopped by a cancel. `rules` are other than the usual ones where there is no time.
 */
async function revertTraffic({ rule, blue, green }, world, given, read) {
    const rules = given ?? (await world.listenerRules());
    const before = read ?? (await rules.rule(rule));
    if ((0,_decisions_listener_rule_js__WEBPACK_IMPORTED_MODULE_0__/* .isOnly */ .fy)(before.actions, blue, green))
        return { written: false, verified: true, rule: before };
    await rules.write(before, (0,_decisions_listener_rule_js__WEBPACK_IMPORTED_MODULE_0__/* .withOnly */ .jq)(before.actions, blue, green));
    const { judgement } = await (0,_watch_js__WEBPACK_IMPORTED_MODULE_1__/* .watch */ .w)({
        clock: world.clock,
        cancel: new AbortController().signal,
        until: world.clock.now() + PATIENCE,
        look: () => rules.rule(rule),
        judge: now => {
            const verified = (0,_decisions_listener_rule_js__WEBPACK_IMPORTED_MODULE_0__/* .isOnly */ .fy)(now.actions, blue, green);
            return { judgement: { verified, rule: now }, ...(verified ? {} : { lookAgainIn: 300 }) };
        },
        mayPass: () => true,
    });
    return { written: true, verified: false, rule: before, ...judgement };
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


/***/ })

};
