export const id = 3710;
export const ids = [3710];
export const modules = {

/***/ 641:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ splitAdvice)
/* harmony export */ });
// What in the line of a failure is the cause, and what is to be done about it?
const ADVICE = /^(.+?)(?:\.|:) ((?:allow|check|give|make|mend|raise|run|set|turn|use|wait)\b(?!ed\b).*)$/is;
/** A failure's line without its last stop, as the end of a sentence; what it says to do, as a sentence, or `otherwise`. */
function splitAdvice(line, otherwise) {
    const whole = line.replace(/\.$/, '');
    const plain = whole.replace(/: try again later$/, '');
    if (plain !== whole)
        return { because: plain, next: 'Run again later.' };
    const [, because = plain, advice] = ADVICE.exec(plain) ?? [];
    if (advice === undefined)
        return { because, next: otherwise };
    const runs = /\brun (it )?again\b/i.test(advice) ? '' : ', then run again';
    return { because, next: `${advice.charAt(0).toUpperCase()}${advice.slice(1)}${runs}.` };
}


/***/ }),

/***/ 9879:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   y: () => (/* binding */ writeAlert)
/* harmony export */ });
// What must somebody be told at once, for those who alert people?
/** The JSON of an alert, with what was measured beyond its limit, if anything was. */
const writeAlert = (alert, breach) => JSON.stringify({
    ...alert,
    ...(breach ? { metric: breach.metric, value: breach.value, threshold: breach.threshold } : {}),
});


/***/ }),

/***/ 8846:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  W: () => (/* binding */ judgeSightings),
  e: () => (/* binding */ replay)
});

// EXTERNAL MODULE: ./build/src/decisions/evidence.js + 4 modules
var evidence = __webpack_require__(1960);
// EXTERNAL MODULE: ./build/src/decisions/minutes.js
var decisions_minutes = __webpack_require__(1412);
;// CONCATENATED MODULE: ./build/src/decisions/sightings.js
// What has been seen of a revision while it is watched?

/** What sightings come to, for metrics with these periods (ms). Minutes before `settle` ms of the current step do not count. */
function gatherEvidence(given, begun, settle, periods) {
    const sightings = inOrder(given);
    const step = sightings.findLast(one => one.kind === 'step');
    const since = (0,decisions_minutes/* nextPeriod */.$z)((step?.since ?? begun) + settle);
    const reads = sightings.filter(one => one.kind === 'metrics');
    const read = (colour) => reads.flatMap(one => (one[colour] ? [{ at: one.at, from: one.from, to: one.to, values: one[colour] }] : []));
    const green = (0,decisions_minutes/* closePeriods */.VR)(read('green'), since);
    const stopped = sightings.filter(one => one.kind === 'tasks').flatMap(one => one.stopped);
    return {
        since,
        green: green.closed,
        open: green.open,
        control: step?.control === false ? [] : (0,decisions_minutes/* closePeriods */.VR)(read('control'), since).closed,
        before: sightings.findLast(one => one.kind === 'before')?.sum,
        closedUntil: green.until,
        flow: flowOf(reads, (0,decisions_minutes/* nextPeriod */.$z)(begun)),
        others: Object.fromEntries(Object.entries(periods).map(([id, period]) => {
            const from = (0,decisions_minutes/* nextPeriod */.$z)(begun, period);
            const parts = reads.flatMap(({ at, others }) => {
                const one = others?.[id];
                return one ? [{ at, from: one.from, to: one.to, values: one.points }] : [];
            });
            const { closed, until } = (0,decisions_minutes/* closePeriods */.VR)(parts, from, period);
            return [id, { points: closed, from, until }];
        })),
        targets: sightings.filter(one => one.kind === 'targets'),
        stopped: [...new Map(stopped.map(one => [one.id, one])).values()],
        alarms: alarmsOf(sightings),
        probes: probesOf(sightings),
        troubles: troublesOf(sightings),
    };
}
/** How long (ms) after its end a minute has come, where nothing is late. */
const USUALLY_THERE = 3 * decisions_minutes/* MINUTE */.pY;
/** What was measured of both together, from a moment on to the end of the newest minute that had requests. */
function flowOf(reads, from) {
    const known = new Map();
    const came = new Map();
    for (const one of reads)
        for (const colour of ['green', 'control'])
            for (const minute of one[colour] ?? [])
                if (minute.at >= from && minute.requests > 0) {
                    known.set(`${colour} ${minute.at}`, minute);
                    if (!came.has(minute.at))
                        came.set(minute.at, one.at);
                }
    if (known.size === 0)
        return undefined;
    const minutes = [...known.values()];
    const until = Math.max(...minutes.map(one => one.at)) + decisions_minutes/* MINUTE */.pY;
    const late = Math.max(0, (came.get(until - decisions_minutes/* MINUTE */.pY) ?? until) - until - USUALLY_THERE);
    return { requests: minutes.reduce((sum, one) => sum + one.requests, 0), from, until, late };
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
    return (0,evidence/* judgeEvidence */.Z)(gatherEvidence(sightings, begun, rules.settle, periods), rules, at, bakeEndsAt);
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


/***/ }),

/***/ 806:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Sc: () => (/* binding */ drawErrors),
/* harmony export */   _u: () => (/* binding */ MOST_POINTS),
/* harmony export */   wo: () => (/* binding */ drawLines)
/* harmony export */ });
/* harmony import */ var _minutes_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1412);
// How do errors and weights go, minute by minute, in a picture?

/** Points of a picture: more of them cannot be told apart. */
const MOST_POINTS = 120;
/**
 * Percent of failed requests a minute: green, its control where there is one, and the limit where there is one; with a
 * sentence that names the lines. Empty when there are not two minutes.
 */
function drawErrors(name, { green, control }, limit) {
    const times = [...green, ...control].map(one => one.at);
    const [first, last] = [Math.min(...times), Math.max(...times)];
    if (times.length === 0 || first === last)
        return [];
    const span = (last - first) / _minutes_js__WEBPACK_IMPORTED_MODULE_0__/* .MINUTE */ .pY;
    const count = Math.min(MOST_POINTS, Math.round(span) + 1);
    const rates = (minutes) => Array.from({ length: count }, (_, i) => {
        const at = first + (i * (last - first)) / (count - 1);
        const one = minutes.find(each => Math.abs(each.at - at) <= _minutes_js__WEBPACK_IMPORTED_MODULE_0__/* .MINUTE */ .pY / 2);
        return one && one.requests > 0 ? Math.round((10_000 * one.errors) / one.requests) / 100 : 0;
    });
    const lines = [
        { named: 'green', values: rates(green) },
        ...(control.length > 0 ? [{ named: 'its control', values: rates(control) }] : []),
        ...(limit === undefined
            ? []
            : [{ named: 'the limit', values: Array.from({ length: count }, () => Number((limit * 100).toPrecision(6))) }]),
    ];
    const highest = Math.ceil(Math.max(1, ...lines.flatMap(one => one.values)));
    const title = `${name}: percent of requests that failed`;
    return [
        `Lines, in order: ${lines.map(one => one.named).join(', ')}.`,
        '',
        ...drawLines(title, Math.round(span), highest, lines.map(one => one.values)),
    ];
}
/** A chart of percents over so many minutes, up to `most`. https://mermaid.js.org/syntax/xyChart.html */
const drawLines = (title, minutes, most, lines) => [
    '```mermaid',
    'xychart-beta',
    `  title "${title.replaceAll('"', "'")}"`,
    `  x-axis "minutes" 0 --> ${Math.max(1, minutes)}`,
    `  y-axis "percent" 0 --> ${most}`,
    ...lines.map(values => `  line [${values.join(', ')}]`),
    '```',
    '',
];


/***/ }),

/***/ 6732:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   OA: () => (/* binding */ showShareBeyond),
/* harmony export */   Zo: () => (/* binding */ showNumber),
/* harmony export */   ij: () => (/* binding */ explainProof),
/* harmony export */   px: () => (/* binding */ showCount),
/* harmony export */   zY: () => (/* binding */ showShare)
/* harmony export */ });
/** 1812 → `1,812`. */
const showCount = (count) => String(count).replaceAll(/\B(?=(\d{3})+$)/g, ',');
/** 0.0171 → `1.71 %`: three digits. */
const showShare = (share) => `${Number((share * 100).toPrecision(3))} %`;
/** A share with as many digits as it takes to differ from its limit. */
function showShareBeyond(share, limit) {
    for (const digits of [3, 4, 5, 6]) {
        const [shown, at] = [share, limit].map(one => Number((one * 100).toPrecision(digits)));
        if (shown !== at)
            return `${shown} %`;
    }
    return showShare(share);
}
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


/***/ }),

/***/ 1960:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  V: () => (/* binding */ USUAL),
  Z: () => (/* binding */ judgeEvidence)
});

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

// EXTERNAL MODULE: ./build/src/decisions/advice.js
var advice = __webpack_require__(641);
// EXTERNAL MODULE: ./build/src/decisions/minutes.js
var decisions_minutes = __webpack_require__(1412);
// EXTERNAL MODULE: ./build/src/decisions/watched-metric.js
var watched_metric = __webpack_require__(9384);
;// CONCATENATED MODULE: ./build/src/decisions/blindness.js
// Can it still be seen how a revision does?



/** Expected requests from which silence is no chance: with 7, none come once in a thousand times. */
const CHANCE_OF_SILENCE = 7;
/** What cannot be seen any more, the longest first. Traffic that never came is not among it: nothing says that it should. */
function findBlindness(evidence, rules, now) {
    return [
        ...evidence.troubles.map(({ channel, since, because: said }) => {
            const { because, next } = (0,advice/* splitAdvice */.B)(said, '');
            return { since, because: `${LOST[channel]}: ${because}`, ...(next ? { next } : {}) };
        }),
        ...silence(evidence, rules),
        ...silenceOfAll(evidence, rules),
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
    const { green, closedUntil, since, probes, flow } = evidence;
    const last = green.at(-1);
    const late = flow?.late ?? 0;
    const from = (last ? last.at + decisions_minutes/* MINUTE */.pY : since) + late;
    const quiet = (closedUntil - from) / decisions_minutes/* MINUTE */.pY;
    if (quiet * decisions_minutes/* MINUTE */.pY < blindAfter)
        return [];
    const answered = Object.values(probes).flat();
    const own = answered.filter(one => one.fault === undefined && one.at >= from && one.at < closedUntil);
    if (own.length > 0)
        return [{ since: from, because: `${subject} answers our probes, but no metric tells of it` }];
    const served = green.reduce((sum, one) => sum + one.requests, 0);
    const rate = (served / Math.max(from - late - since, decisions_minutes/* MINUTE */.pY)) * decisions_minutes/* MINUTE */.pY;
    if (rate * quiet < CHANCE_OF_SILENCE)
        return [];
    const before = `served about ${Math.round(rate)} requests a minute until then`;
    return [{ since: from, because: `no metric tells of ${subject} any more, which ${before}` }];
}
/**
 * No metric of any traffic, of green's nor of its control's, where there was some earlier in this watch, maybe in another
 * step: the metrics are gone, not the requests. One of the two that goes on shows that metrics come.
 */
function silenceOfAll({ flow, closedUntil }, { blindAfter, subject, control }) {
    if (!flow)
        return [];
    const from = flow.until + flow.late;
    if (closedUntil - from < blindAfter)
        return [];
    const rate = (flow.requests / (flow.until - flow.from)) * decisions_minutes/* MINUTE */.pY;
    if (rate * ((closedUntil - from) / decisions_minutes/* MINUTE */.pY) < CHANCE_OF_SILENCE)
        return [];
    const before = `which served about ${Math.round(rate)} requests a minute until then`;
    return [{ since: from, because: `no metric tells of ${subject} or ${control} any more, ${before}` }];
}
const missingMetrics = ({ others }, { metrics, blindAfter }) => metrics
    .filter(metric => (0,watched_metric/* isJudged */.sL)(metric) && metric.missing === 'blind')
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

// EXTERNAL MODULE: ./build/src/decisions/duration.js
var duration = __webpack_require__(7897);
// EXTERNAL MODULE: ./build/src/decisions/evidence-words.js
var evidence_words = __webpack_require__(6732);
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
    const end = last.at + decisions_minutes/* MINUTE */.pY;
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
        const from = end - minutes * decisions_minutes/* MINUTE */.pY;
        const sum = own.backTo(from, limit.share);
        const against = theirs.backTo(from, limit.share);
        for (const one of minutes === WINDOWS[0] ? sum.urgent : []) {
            const beside = createSum(control.minutes, measure, one.at + decisions_minutes/* MINUTE */.pY).backTo(one.at, limit.share);
            const found = consider(1, { total: measure.total(one), bad: measure.bad(one) }, beside);
            if (found)
                return found;
        }
        const proven = sum.bad >= LEAST_BAD && sum.above >= LEAST_MINUTES && isUnlikely(sum.bad, sum.total, limit.share, limit.alpha);
        if (!proven)
            continue;
        // Of a window that is not full yet, as much as there is.
        const span = (end - sum.oldest) / decisions_minutes/* MINUTE */.pY;
        const found = consider(span, { total: sum.total, bad: sum.bad }, against);
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
    const sum = { total: 0, bad: 0, above: 0, urgent: [], oldest: end };
    return {
        backTo(from, share) {
            for (let one = minutes[next]; one && one.at >= from; one = minutes[--next]) {
                const [total, bad] = [measure.total(one), measure.bad(one)];
                sum.total += total;
                sum.oldest = one.at;
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
        const breach = { metric, value: (0,evidence_words/* showShareBeyond */.OA)(proof.bad / proof.total, share), threshold: (0,evidence_words/* showShare */.zY)(share) };
        const sentence = (0,evidence_words/* explainProof */.ij)(proof, { subject, did, share, control: rules.control });
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
    const find = (value, above) => (0,watched_metric/* findBreach */.Rv)(pointsOf(green, value), { above }, asked, decisions_minutes/* MINUTE */.pY);
    const rate = maxErrorRate === undefined ? undefined : find(errorRate, maxErrorRate);
    const latency = maxLatency === undefined ? undefined : find(minute => minute.p95, maxLatency);
    const harms = [];
    if (rate)
        harms.push(literal(subject, 'error rate', (0,evidence_words/* showShareBeyond */.OA)(rate.value, maxErrorRate), (0,evidence_words/* showShare */.zY)(maxErrorRate), asked));
    if (latency)
        harms.push(literal(subject, 'p95 latency', `${(0,evidence_words/* showNumber */.Zo)(latency.value)} ms`, `${maxLatency} ms`, asked));
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
    const found = (0,watched_metric/* findBreach */.Rv)(points, { below: minThroughput }, asked, decisions_minutes/* MINUTE */.pY);
    const [value, threshold] = [found?.value ?? 0, minThroughput].map(one => `${(0,evidence_words/* showCount */.px)(one)} requests a minute`);
    return found ? [literal(subject, 'throughput', value, threshold, asked)] : [];
}
const metricHarm = ({ others }, { metrics, rule, ratio }) => metrics.filter(watched_metric/* isJudged */.sL).flatMap(metric => {
    const asked = rule === 'each' ? { n: 1, of: 1 } : ratio;
    const found = (0,watched_metric/* findBreach */.Rv)(others[metric.id]?.points ?? [], metric, asked, metric.period * 1000);
    if (!found)
        return [];
    const limit = metric.above !== undefined && found.value > metric.above ? metric.above : metric.below;
    return [literal('what was asked for', metric.label, (0,evidence_words/* showNumber */.Zo)(found.value), (0,evidence_words/* showNumber */.Zo)(limit ?? 0), asked)];
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
    // A part of a minute is a sample of it, which a proof knows how to take; a limit that is taken literally does not.
    const lookAgainIn = rules.rule === 'proof' && mayBeHarmful(evidence, rules) ? SUSPICIOUS : USUAL;
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
        return { state: 'blind', sentence, ...(blind.next ? { next: blind.next } : {}), since: blind.since, lookAgainIn };
    }
    const lacks = findLacks(evidence, rules);
    const seen = explainSeen(evidence, rules);
    if (now < bakeEndsAt)
        return { state: 'watching', sentence: seen, lookAgainIn };
    if (lacks.length > 0) {
        const next = unknownOf(evidence, rules) > 0 ? { next: SEE_ANSWERS } : {};
        return { state: 'insufficient', sentence: `${seen}; ${lacks.join('; ')}`, ...next, lookAgainIn };
    }
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
        const seen = visible === undefined ? 'nothing' : `only ${what} of at least ${(0,evidence_words/* showShare */.zY)(roundUp(visible))}`;
        return [`${(0,evidence_words/* showCount */.px)(needed)} good ones are needed${literal ? '' : `: ${seen} would have been seen`}`];
    };
    const errors = maxErrorRate === undefined ? [] : lacks(ERRORS, maxErrorRate, 'an error rate');
    const slow = maxLatency === undefined || errors.length > 0 ? [] : lacks(SLOW, SLOW_SHARE, 'a share of slow requests');
    const { others, targets, alarms } = evidence;
    return [
        ...(unknownOf(evidence, rules) > 0 ? ['no 5XX is reported, so that these may have failed'] : []),
        ...errors,
        ...slow,
        ...metrics
            .filter(one => (0,watched_metric/* isJudged */.sL)(one) && one.missing === 'blind' && (others[one.id]?.points.length ?? 0) === 0)
            .map(one => `${one.label} has no value`),
        ...(rules.minHealthy && targets.length === 0 ? [`the targets of ${subject} were not seen`] : []),
        ...rules.alarms.filter(name => !alarms.some(one => one.name === name)).map(name => `alarm ${name} was not seen`),
        ...probes
            .filter(url => (evidence.probes[url] ?? []).filter(one => one.fault === undefined).length < consecutive)
            .map(url => `${url} gave fewer than ${consecutive} good answers`),
    ];
}
/** Requests without a reported code that say nothing: those on their way when a minute ended, and those that clients gave up. */
const FEW_UNCODED = 5;
const SHARE_UNCODED = 0.01;
/**
 * Requests of which no answer is reported, though no 5XX is either, where they are more than chance and than what was usual
 * before: maybe 5XX is what is not reported. 0 where there are none to speak of.
 */
function unknownOf({ green, before }, { maxErrorRate }) {
    if (maxErrorRate === undefined)
        return 0;
    const unknown = sum(green, one => one.uncoded ?? 0);
    const usual = before ? Math.max(0, before.uncoded ?? 0) / before.requests : 0;
    return unknown > FEW_UNCODED && unknown > (usual + SHARE_UNCODED) * sum(green, one => one.requests) ? unknown : 0;
}
/** To three digits, upwards: what is said to be seen must be seen. */
function roundUp(share) {
    const step = 10 ** (Math.floor(Math.log10(share)) - 2);
    return Math.ceil(share / step) * step;
}
/** More requests would not help. */
const SEE_ANSWERS = 'Look in the access logs of the load balancer how they ended; where it reports no 5XX, watch errors by a metric of your own (metrics) and set max-error-rate: none.';
/** What was served, and how: the sentence while nothing is wrong. */
function explainSeen(evidence, rules) {
    const { green, since, closedUntil } = evidence;
    const { maxErrorRate, maxLatency, subject } = rules;
    const minutes = Math.max(0, Math.round((closedUntil - since) / decisions_minutes/* MINUTE */.pY));
    if (maxErrorRate === undefined && maxLatency === undefined)
        return `nothing speaks against ${subject}`;
    const requests = sum(green, one => one.requests);
    if (requests === 0)
        return `no request to ${subject} was measured in ${minutes} min`;
    const [failed, slow, timed] = [sum(green, ERRORS.bad), sum(green, SLOW.bad), sum(green, SLOW.total)];
    const share = (bad, total) => (0,evidence_words/* showShare */.zY)(total > 0 ? bad / total : 0);
    const late = maxLatency === undefined
        ? ''
        : `, ${share(slow, timed)} took longer than ${maxLatency} ms (at most ${(0,evidence_words/* showShare */.zY)(SLOW_SHARE)})`;
    const errors = maxErrorRate === undefined
        ? ''
        : `, ${(0,evidence_words/* showCount */.px)(failed)} failed (${share(failed, requests)}, at most ${(0,evidence_words/* showShare */.zY)(maxErrorRate)})`;
    const unknown = unknownOf(evidence, rules);
    const uncoded = unknown > 0 ? `; of ${(0,evidence_words/* showCount */.px)(unknown)} no answer is reported` : '';
    return `${subject} served ${(0,evidence_words/* showCount */.px)(requests)} requests in ${minutes} min${errors}${late}${uncoded}`;
}


/***/ }),

/***/ 5609:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IA: () => (/* binding */ trafficQueries),
/* harmony export */   Qv: () => (/* binding */ commonStart),
/* harmony export */   Tj: () => (/* binding */ loadBalancerDimension),
/* harmony export */   aQ: () => (/* binding */ codeQueries),
/* harmony export */   eg: () => (/* binding */ periodsToRead),
/* harmony export */   f6: () => (/* binding */ hasCodes),
/* harmony export */   vK: () => (/* binding */ metricQueries),
/* harmony export */   wM: () => (/* binding */ readMinutes)
/* harmony export */ });
/* unused harmony exports groupDimension, slowShare */
/* harmony import */ var _minutes_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1412);
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
        period: _minutes_js__WEBPACK_IMPORTED_MODULE_0__/* .MINUTE */ .pY / 1000,
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
const CODES = ['2XX', '3XX', '4XX'];
/**
 * Queries for the answers of a target group that are no errors: where no 5XX is reported, they show whether there was any.
 * Answers 1XX, and those that the load balancer gives by itself, have no such metric.
 */
const codeQueries = (prefix, { group, loadBalancer }) => CODES.map(code => ({
    ...{ id: `${prefix}_codes${code}`, period: _minutes_js__WEBPACK_IMPORTED_MODULE_0__/* .MINUTE */ .pY / 1000, statistic: 'Sum' },
    ...{ namespace: 'AWS/ApplicationELB', name: `HTTPCode_Target_${code}_Count` },
    dimensions: { TargetGroup: groupDimension(group), LoadBalancer: loadBalancer },
}));
/** Whether any answer's code is reported at all: an emulator of CloudWatch may have none. */
const hasCodes = (prefix, series) => CODES.some(code => (series.get(`${prefix}_codes${code}`)?.points.length ?? 0) > 0);
/**
 * Minutes that had requests. What CloudWatch does not have of a minute that has a RequestCount is 0, as load balancers only
 * report what happened; without one nothing is known of it. Undefined when an answer was not complete. `coded`: the codes
 * of answers were asked for, and are reported.
 */
function readMinutes(prefix, series, slowerThan, coded = false) {
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
        const answered = CODES.reduce((sum, code) => sum + (value(`codes${code}`, at) ?? 0), value('unreached', at) ?? 0);
        const more = coded && value('errors', at) === undefined ? requests - answered : 0;
        const uncoded = more === 0 ? {} : { uncoded: more };
        if (slowerThan === undefined)
            return { at, requests, errors, slow: 0, ...uncoded };
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
            ...uncoded,
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
function periodsToRead(now, readUntil, period = _minutes_js__WEBPACK_IMPORTED_MODULE_0__/* .MINUTE */ .pY) {
    const to = Math.floor(now / period) * period;
    const again = Math.min(now, readUntil) - Math.max(_minutes_js__WEBPACK_IMPORTED_MODULE_0__/* .READ_AGAIN */ .KL, _minutes_js__WEBPACK_IMPORTED_MODULE_0__/* .DELIVERY */ .HD + 2 * period);
    return { from: Math.max(Math.floor(again / period) * period, to - FURTHEST_BACK), to };
}
/** CloudWatch keeps minutes for 15 days; nobody watches longer than this (ms). */
const FURTHEST_BACK = 6 * 60 * _minutes_js__WEBPACK_IMPORTED_MODULE_0__/* .MINUTE */ .pY;
/** Where one read for several periods begins: where a period of each begins, as CloudWatch may count them from there. */
function commonStart(from, periods) {
    const step = periods.reduce((a, b) => (a * b) / divisor(a, b), _minutes_js__WEBPACK_IMPORTED_MODULE_0__/* .MINUTE */ .pY);
    return Math.floor(from / step) * step;
}
const divisor = (a, b) => (b === 0 ? a : divisor(b, a % b));


/***/ }),

/***/ 1412:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $z: () => (/* binding */ nextPeriod),
/* harmony export */   HD: () => (/* binding */ DELIVERY),
/* harmony export */   KL: () => (/* binding */ READ_AGAIN),
/* harmony export */   VR: () => (/* binding */ closePeriods),
/* harmony export */   h_: () => (/* binding */ oldestAwaited),
/* harmony export */   pY: () => (/* binding */ MINUTE)
/* harmony export */ });
// Which minutes of the metrics are closed, so that they may be judged?
const MINUTE = 60_000;
/**
 * How long (ms) after its end nothing of a minute counts. Load balancers report a minute node by node, one to three minutes
 * after its end, so on first sight it is a share of itself.
 */
const DELIVERY = 60_000;
/** How far back (ms) each look reads again, as late data may change a minute that was seen already. */
const READ_AGAIN = 5 * MINUTE;
/** How far back (ms) a look still asks for what had nothing yet: metrics that are late are late for all of their minutes. */
const READ_LATE = 20 * MINUTE;
/**
 * Where a read has to begin so that nothing late is missed: at the oldest period, from `since` on, that had nothing yet and
 * is not older than `READ_LATE`, or that first had something less than `READ_AGAIN` ago; undefined when there is none.
 * `came` has when (ms) each period first had something, by its start; pass the one of each series that is read.
 */
function oldestAwaited(came, { since, now, period = MINUTE }) {
    const first = nextPeriod(Math.max(since, now - READ_LATE), period);
    const late = [...came].filter(([start, at]) => start >= since && now - at < READ_AGAIN).map(([start]) => start);
    let gap = first;
    while (came.has(gap))
        gap += period;
    const oldest = Math.min(gap, ...late);
    return oldest + period <= now ? oldest : undefined;
}
/**
 * A period is closed when two reads in a row, both at least a minute after its end, had the same of it, or both had
 * nothing; what comes after nothing must stand still first, too. Order and repetition of reads do not matter: they are taken
 * by their time, one of each. Once closed it stays so, and the last read that had it says what it is: late data only add to it.
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
            // What was counted has happened, also when CloudWatch does not tell of it any more.
            if (value === undefined && before?.value !== undefined)
                continue;
            const again = before?.text === text;
            const stood = value !== undefined && ((before?.stood ?? false) || again);
            seen.set(start, { value, text, stood, empty: value === undefined && ((before?.empty ?? false) || again) });
        }
    }
    for (let start = first; start < last; start += period) {
        const one = seen.get(start);
        if (!one)
            continue;
        if (one.stood || one.empty)
            until = start + period;
        if (one.value)
            (one.stood ? closed : open).push(one.value);
    }
    return { closed, open, until };
}
/** The first whole period that begins at or after a moment. */
const nextPeriod = (moment, period = MINUTE) => Math.ceil(moment / period) * period;


/***/ }),

/***/ 8286:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ whatFollows)
/* harmony export */ });
/* harmony import */ var _duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7897);
// What does a judgement of the evidence lead to, by what the user wants done?

/**
 * What follows from a judgement at `now`. Whoever bakes until `bakeEndsAt` may be let bake on until `latestAt`. Nothing but
 * harm of green's own, and what the user asked for, leads back. `noMore`: why `latestAt` is earlier than was asked for.
 */
function whatFollows(judgement, { now, latestAt, noMore }, policy) {
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
                    ? lead('wait', `${sentence}; the watch goes on for at most ${(0,_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .showDuration */ .kJ)(latestAt - now)}`)
                    : lead('hold', noMore === undefined ? sentence : `${sentence}, and ${noMore}`);
            // What is everyone's fault is not accepted, and not this revision's to go back for.
            if (judgement.shared)
                return lead('hold');
            if (policy.onInsufficientData === 'accept')
                return lead('go');
            return lead(policy.onInsufficientData === 'rollback' ? 'back' : 'hold');
    }
}


/***/ }),

/***/ 9384:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Rv: () => (/* binding */ findBreach),
/* harmony export */   Uw: () => (/* binding */ readMetrics),
/* harmony export */   sL: () => (/* binding */ isJudged)
/* harmony export */ });
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


/***/ }),

/***/ 4808:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  jN: () => (/* binding */ evidenceInputs),
  uY: () => (/* binding */ evidenceProblems),
  eh: () => (/* binding */ policyInputs),
  fD: () => (/* binding */ rulesOf)
});

// EXTERNAL MODULE: ./build/src/decisions/probe.js
var probe = __webpack_require__(9827);
// EXTERNAL MODULE: ./build/src/decisions/watched-metric.js
var watched_metric = __webpack_require__(9384);
// EXTERNAL MODULE: ./build/src/input.js
var input = __webpack_require__(249);
// EXTERNAL MODULE: ./build/src/decisions/duration.js
var duration = __webpack_require__(7897);
;// CONCATENATED MODULE: ./build/src/evidence/limits.js
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

;// CONCATENATED MODULE: ./build/src/evidence/evidence-inputs.js




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
        ...(0,watched_metric/* readMetrics */.Uw)(options.metrics).problems,
        ...probeUrls.filter(url => !(0,input/* isUrl */.gU)(url)).map(url => `probe-urls has "${url}": write whole addresses, https://…`),
        ...probeExpectStatus
            .filter(pattern => !(0,probe/* isStatusPattern */.XI)(pattern))
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
        metrics: (0,watched_metric/* readMetrics */.Uw)(options.metrics).metrics,
        probes: options.probeUrls,
        subject: subject.name,
        control: subject.control,
        released: subject.released,
    };
}


/***/ }),

/***/ 5898:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  F: () => (/* binding */ createMeasure)
});

// EXTERNAL MODULE: ./build/src/decisions/decision-lines.js + 1 modules
var decision_lines = __webpack_require__(8846);
// EXTERNAL MODULE: ./build/src/decisions/minutes.js
var decisions_minutes = __webpack_require__(1412);
// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
// EXTERNAL MODULE: ./build/src/evidence/evidence-inputs.js + 1 modules
var evidence_inputs = __webpack_require__(4808);
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

// EXTERNAL MODULE: ./build/src/decisions/probe.js
var decisions_probe = __webpack_require__(9827);
// EXTERNAL MODULE: ./build/src/decisions/metric-plan.js
var metric_plan = __webpack_require__(5609);
;// CONCATENATED MODULE: ./build/src/evidence/measure-metrics.js


const HOUR = 60 * decisions_minutes/* MINUTE */.pY;
/** Reads what the rules ask for; nothing, without a call, when they ask for no metric. */
function createMetricReader(subject, rules, world) {
    const { clock } = world;
    const { group, loadBalancer } = subject;
    const own = (0,metric_plan/* metricQueries */.vK)(rules.metrics);
    const periods = own.map(one => one.period * 1000);
    let { control } = subject;
    let slowBy = 'count';
    /** Where the last complete reads ended, the newer one last. */
    let ends = [subject.since, subject.since];
    /** When each period of each series first had something. */
    const came = new Map();
    const toRead = (id, at, period) => {
        const { from, to } = (0,metric_plan/* periodsToRead */.eg)(at, ends[0], period);
        const awaited = (0,decisions_minutes/* oldestAwaited */.h_)(came.get(id) ?? NONE, { since: subject.since, now: at, period });
        return { from: Math.min(from, awaited ?? from), to };
    };
    const note = (id, at, found) => {
        const known = came.get(id) ?? new Map();
        for (const one of found ?? [])
            if (!known.has(one.at))
                known.set(one.at, at);
        came.set(id, known);
    };
    /** Whether the codes of answers are reported at all. */
    let coded = false;
    const answers = (prefix, of) => of === undefined || loadBalancer === undefined || rules.maxErrorRate === undefined
        ? []
        : (0,metric_plan/* codeQueries */.aQ)(prefix, { group: of, loadBalancer });
    const traffic = (prefix, of, by = slowBy) => of === undefined || loadBalancer === undefined
        ? []
        : (0,metric_plan/* trafficQueries */.IA)(prefix, { group: of, loadBalancer }, { slowerThan: rules.maxLatency, slowBy: by, p95: rules.rule !== 'proof' });
    return {
        async readBefore() {
            const { before } = subject;
            if (!before || loadBalancer === undefined)
                return [];
            const until = Math.floor(before.until / decisions_minutes/* MINUTE */.pY) * decisions_minutes/* MINUTE */.pY;
            const queries = [
                ...traffic('count', before.group, 'count'),
                ...traffic('place', before.group, 'percentiles'),
                ...answers('count', before.group),
                ...answers('place', before.group),
            ];
            const series = await (await world.metrics()).read(queries, until - HOUR, until);
            coded = (0,metric_plan/* hasCodes */.f6)('count', series);
            const counted = (0,metric_plan/* readMinutes */.wM)('count', series, rules.maxLatency, coded) ?? [];
            const placed = (0,metric_plan/* readMinutes */.wM)('place', series, rules.maxLatency, coded) ?? [];
            // CloudWatch has slow requests by their percentiles, and does not count them.
            if (slowIn(counted) === 0 && slowIn(placed) > 0)
                slowBy = 'percentiles';
            const minutes = slowBy === 'count' ? counted : placed;
            return minutes.length === 0 ? [] : [{ kind: 'before', at: clock.now(), sum: addUp(minutes, until - HOUR) }];
        },
        async read() {
            const queries = [...traffic('green', group), ...answers('green', group), ...traffic('control', control), ...own];
            if (queries.length === 0)
                return [];
            const at = clock.now();
            const colours = [...(group === undefined ? [] : ['green']), ...(control === undefined ? [] : ['control'])];
            const usual = (0,metric_plan/* periodsToRead */.eg)(at, ends[0]);
            const minutes = { from: Math.min(usual.from, ...colours.map(one => toRead(one, at, decisions_minutes/* MINUTE */.pY).from)), to: usual.to };
            const ranges = own
                .filter(one => !one.hidden)
                .map(({ id, period }) => ({ id, period: period * 1000, ...toRead(`own ${id}`, at, period * 1000) }));
            const from = (0,metric_plan/* commonStart */.Qv)(Math.min(minutes.from, ...ranges.map(one => one.from)), periods);
            const series = await (await world.metrics()).read(queries, from, minutes.to);
            coded ||= (0,metric_plan/* hasCodes */.f6)('green', series);
            const within = (found) => found?.filter(one => one.at >= minutes.from && one.at < minutes.to);
            const green = within((0,metric_plan/* readMinutes */.wM)('green', series, rules.maxLatency, coded));
            const beside = within((0,metric_plan/* readMinutes */.wM)('control', series, rules.maxLatency));
            const others = readOthers(series, ranges);
            note('green', at, green);
            note('control', at, beside);
            for (const [id, { points }] of Object.entries(others))
                note(`own ${id}`, at, points);
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
            if (other !== control)
                came.delete('control');
            control = other;
        },
    };
}
const NONE = new Map();
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
    const uncoded = sum(one => one.uncoded ?? 0);
    return {
        ...{ at, requests: sum(one => one.requests), errors: sum(one => one.errors), slow: slowIn(minutes), timed },
        ...(uncoded === 0 ? {} : { uncoded }),
    };
}

;// CONCATENATED MODULE: ./build/src/evidence/measure-channels.js
// What does one look at a watched revision ask, and what comes of it?




/**
 * Milliseconds between two looks at what changes slowly. With metrics at each look that makes about eight calls a minute.
 * Targets are looked at each time while some are not healthy, and tasks at once when targets came or went.
 */
const EVERY = { targets: 30_000, tasks: 120_000, alarms: 60_000 };
/** Looks are not exactly on time. */
const TOLERANCE = 1_000;
/** The channels by which a revision is watched. */
function createChannels(subject, options, rules, world) {
    const { clock } = world;
    const { cluster, service, revision, group } = subject;
    const metrics = createMetricReader(subject, rules, world);
    const asked = new Map();
    let ill = false;
    /** Targets at the look before; a task that ends takes its own with it, and the next one brings another. */
    let known;
    let changed = false;
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
            const present = targets
                .filter(one => one.state !== 'draining')
                .map(one => `${one.id}:${one.port}`)
                .sort()
                .join();
            changed = known !== undefined && present !== known;
            known = present;
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
            if (changed && !channels.includes('tasks')) {
                asked.set('tasks', now);
                sightings.push(...(await see('tasks', ask.tasks())));
            }
            changed = false;
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

;// CONCATENATED MODULE: ./build/src/evidence/measure.js





/** Begins to measure; nothing is asked until `check` or `look`. */
function createMeasure(subject, options, world, log) {
    const begun = subject.since;
    const rules = (0,evidence_inputs/* rulesOf */.fD)(options, {
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
            const said = (0,decision_lines/* judgeSightings */.W)(seen, header, now, bakeEndsAt);
            const line = { kind: 'decision', at: now, bakeEndsAt, saw: seen.slice(told), said };
            told = seen.length;
            lines.push(JSON.stringify(line));
            return said;
        },
        minutes() {
            const since = Math.floor(begun / 60_000) * 60_000;
            return {
                green: (0,decisions_minutes/* closePeriods */.VR)(readsOf(seen, 'green'), since).closed,
                control: (0,decisions_minutes/* closePeriods */.VR)(readsOf(seen, 'control'), since).closed,
            };
        },
        before: () => seen.find(one => one.kind === 'before')?.sum,
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


/***/ }),

/***/ 2181:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   MC: () => (/* binding */ sessionOf),
/* harmony export */   fK: () => (/* binding */ outlast),
/* harmony export */   jS: () => (/* binding */ MARGIN)
/* harmony export */ });
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7279);

const minutes = (ms) => Math.ceil(ms / 60_000);
/** What (ms) comes after the last minute of a watch: metrics that are late, and the way back. */
const MARGIN = 5 * 60_000;
/**
 * How long the job's credentials hold from now on. Where the job can prove who it is, fresh ones come now and, from then on,
 * in time. Otherwise AWS_CREDENTIAL_EXPIRATION says it or, where that is not set, `given` (ms) is the most that it can be.
 */
async function sessionOf(given, world) {
    const { runner, clock } = world;
    // Keys of a user do not end.
    if (runner.variable('AWS_SESSION_TOKEN') === undefined)
        return { renewable: false, holds: undefined };
    // As JSON where it comes from an output of aws-actions/configure-aws-credentials.
    const said = Date.parse((runner.variable('AWS_CREDENTIAL_EXPIRATION') ?? '').replaceAll('"', ''));
    const holds = Number.isNaN(said) ? given : said - clock.now();
    return { renewable: await world.keepFresh(), holds };
}
/**
 * Sees to it that work which takes so long (ms) does not lose its credentials on the way; where they cannot be renewed it must
 * fit into what is left, and a Failure names what is missing. Answers how long (ms) they hold from now on.
 */
async function outlast(work, session, world) {
    const { renewable, holds } = await sessionOf(session, world);
    if (renewable || holds === undefined)
        return Number.POSITIVE_INFINITY;
    if (work <= holds)
        return holds;
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR(`This takes ${minutes(work)} minutes and the AWS credentials hold for ${minutes(holds)} at most: ${minutes(work - holds)} minutes are missing. Give the job permissions: id-token: write (and let its role be assumed with it), so that they are renewed, or raise role-duration-seconds of aws-actions/configure-aws-credentials and say session-minutes.`);
}


/***/ })

};
