export const id = 7343;
export const ids = [7343];
export const modules = {

/***/ 7343:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  "default": () => (/* binding */ blue_green_shift)
});

// EXTERNAL MODULE: ./build/src/action.js
var action = __webpack_require__(7663);
;// CONCATENATED MODULE: ./build/src/decisions/lease.js
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

;// CONCATENATED MODULE: ./build/src/decisions/listener-rule.js
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

// EXTERNAL MODULE: ./build/src/decisions/duration.js
var duration = __webpack_require__(7897);
;// CONCATENATED MODULE: ./build/src/decisions/traffic-shift.js
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
    const [next] = remainingSteps(rules.ladder, green);
    const step = currentStep(rules.ladder, green);
    const until = step ? since + step.bake : now;
    const alert = lead.lead === 'hold' ? { alert: true } : {};
    if (green > 0 && (now < until || lead.lead !== 'go'))
        return { do: 'bake', until, because: lead.because, ...alert };
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

;// CONCATENATED MODULE: ./build/src/decisions/shift-plan.js
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
    const left = remainingSteps(ladder, share).reduce((sum, step) => sum + step.bake, 0);
    const last = ladder.at(-1)?.bake ?? 0;
    return left + Math.max(0, Math.max(keepBlueFor, LEAST_KEPT) - last);
}
/** Runner minutes (Linux, 2 cores, private repositories) since January 2026. https://docs.github.com/en/billing/reference/actions-runner-pricing */
const A_MINUTE = 0.006;
/** A thousand metrics of GetMetricData. https://aws.amazon.com/cloudwatch/pricing/ */
const A_THOUSAND_METRICS = 0.01;
/** Calls of AWS and metrics asked for in a minute of watching one service, as measured in the sandbox. */
const CALLS = 12;
const METRICS = 32;
/** The plan in lines: for each pair what is moved, then what all of it takes. */
function explainPlan(pairs, schedule) {
    const { ladder, keepBlueFor, turns, services } = schedule;
    const steps = (share) => remainingSteps(ladder, share)
        .map(step => `${step.weight} % for ${(0,duration/* showDuration */.kJ)(step.bake)}`)
        .join(', ');
    const lines = pairs.map(({ name, blue, green, share }) => {
        const how = share > 0 ? ` (has ${Math.round(share)} % already)` : green.exists ? '' : ` (made like ${blue.service})`;
        const next = steps(share) || 'no step is left';
        return `${name}: ${blue.service} on ${blue.revision} with ${blue.size} tasks is live; ${green.service}${how} gets ${green.revision}: ${next}; ${blue.service} is kept for ${(0,duration/* showDuration */.kJ)(keepBlueFor)} without traffic`;
    });
    const minutes = Math.ceil((turns * shiftTime(schedule)) / 60_000);
    const money = (dollars) => `$${dollars.toFixed(2)}`;
    const asked = money((minutes * METRICS * services * A_THOUSAND_METRICS) / 1000);
    return [
        ...lines,
        `at least ${(0,duration/* showDuration */.kJ)(minutes * 60_000)} of watching: ${money(minutes * A_MINUTE)} of runner time (Linux, 2 cores, private repository), about ${minutes * CALLS * services} calls of AWS, ${asked} of CloudWatch`,
    ];
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

// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
;// CONCATENATED MODULE: ./build/src/hold-rule.js
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
    return tags && { rule, note: readNote(tags) };
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
        const { listener, priority, conditions } = route;
        const actions = [{ Type: 'forward', TargetGroupArn: group }];
        const made = await rules.create({ listener, priority, conditions, actions, tags: writeNote(note) });
        if (made !== 'in-use')
            return { rule: made, note, taken: before };
        const standing = await standingAt(priority, await rules.rulesOf(listener), rules);
        if (!standing)
            continue;
        const known = standing.note;
        if (!known)
            throw new failure/* Failure */.HR(`Priority ${priority} of the listener is taken by a rule that is not a test rule of ours (${standing.rule.arn}): give another test-rule-priority.`);
        const whose = judgeLease(known, me, clock.now());
        if (whose === 'ours')
            return { rule: standing.rule, note: known, taken: before };
        if (whose === 'theirs')
            throw heldBy(known);
        // Of several who find it over, AWS lets one delete it.
        if (await rules.remove(standing.rule.arn))
            before = known;
    }
    throw new failure/* Failure */.HR(`Priority ${route.priority} of the listener is taken again and again by others: try again later.`);
}
/** Another run has it. */
const heldBy = ({ run, until, revision }) => new failure/* Failure */.HR(`Another run is moving this traffic, to ${revision}: ${run} (until ${new Date(until).toISOString()} at least). Wait for its end, then run again.`);
/** Whether it is still ours; what the lease lacks of time is added, for work that takes `ms`. */
async function stillHeld(held, { rules, clock }, ms = 0) {
    const tags = await rules.tagsOf(held.rule.arn);
    const note = tags && readNote(tags);
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
    await rules.tag(held.rule.arn, writeNote(facts));
    Object.assign(held.note, facts);
}

;// CONCATENATED MODULE: ./build/src/decisions/suspension.js
// What of a service's scaling is suspended while its traffic moves, and what was before?
/**
 * While traffic moves no task may go: blue must stay able to take all of it back, and green's load is still to come.
 * Adding tasks stays allowed, since more of them harm nothing. What a user had suspended stays so.
 */
const whileShifting = (before) => ({ in: true, out: before.out, scheduled: true });
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

;// CONCATENATED MODULE: ./build/src/keep-size.js
// How is it seen to that no task goes while traffic moves, and that scaling is as it was afterwards?

/** Tag of a target group: it is there for as long as scaling is suspended by us. */
const TAG = 'ecs-release:scaling';
/** Suspends scaling of the services that are scaled; what was before is noted first, so that whoever comes can restore it. */
async function suspendScaling({ cluster, sides, world, log }) {
    const [scaling, tags] = await Promise.all([world.scaling(), world.listenerRules()]);
    const found = await scaling.describe(cluster, sides.map(one => one.service));
    for (const { service, suspended } of found) {
        const wanted = whileShifting(suspended);
        const { group = '' } = sides.find(one => one.service === service) ?? {};
        const noted = readSuspension((await tags.tagsOf(group))?.[TAG]);
        if (noted && sameSuspension(wanted, suspended))
            continue;
        if (!noted)
            await tags.tag(group, { [TAG]: writeSuspension(suspended) });
        await scaling.suspend(cluster, service, noted ? whileShifting(noted) : wanted);
        log(service, 'its scaling takes no task away from now on');
    }
}
/** Makes scaling what it was before; does nothing where nothing is noted. */
async function restoreScaling({ cluster, sides, world, log }) {
    const [scaling, tags] = await Promise.all([world.scaling(), world.listenerRules()]);
    for (const { service, group } of sides) {
        const noted = readSuspension((await tags.tagsOf(group))?.[TAG]);
        if (!noted)
            continue;
        await scaling.suspend(cluster, service, noted);
        await tags.untag(group, [TAG]);
        log(service, 'its scaling is as it was before');
    }
}

// EXTERNAL MODULE: ./build/src/watch.js
var watch = __webpack_require__(2226);
;// CONCATENATED MODULE: ./build/src/revert.js
// How does all traffic get back to blue, with one write?


/** How long (ms) the rule may take to show what was written; what ELB shows follows what it took by moments. */
const PATIENCE = 3_000;
/**
 * Puts all of the pair's traffic on blue, as the only one of the two, with one write; everything else of the rule stays.
 * Reads the rule before and after. Not `written` when it was so already. Does not look whether blue can carry it.
 * Not stopped by a cancel. `rules` are other than the usual ones where there is no time.
 */
async function revertTraffic({ rule, blue, green }, world, given) {
    const rules = given ?? (await world.listenerRules());
    const before = await rules.rule(rule);
    if (isOnly(before.actions, blue, green))
        return { written: false, verified: true, rule: before };
    await rules.write(before, withOnly(before.actions, blue, green));
    const { judgement } = await (0,watch/* watch */.w)({
        clock: world.clock,
        cancel: new AbortController().signal,
        until: world.clock.now() + PATIENCE,
        look: () => rules.rule(rule),
        judge: now => {
            const verified = isOnly(now.actions, blue, green);
            return { judgement: { verified, rule: now }, ...(verified ? {} : { lookAgainIn: 300 }) };
        },
        mayPass: () => true,
    });
    return { written: true, verified: false, rule: before, ...judgement };
}

;// CONCATENATED MODULE: ./build/src/shift.js
/** The rule shows a new share. */
function arrived(shift, green, at) {
    shift.share = green;
    shift.since = at;
    shift.history.push({ at, green });
}
/** Somebody else is at it: nothing is written over it. */
const heldEnd = (because) => ({
    ...{ verdict: 'held', remedy: 'needs-human', because },
    next: 'Nothing was written over it: find out who did it, then run again.',
});

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
        return end('none', 'cancelled before anything was changed', '');
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
        const share = greenShare(now.actions, pair) ?? 0;
        if (share === 0)
            return end('none', 'cancelled; green had no traffic', 'Run again to go on.');
        if (onCancel === 'keep')
            return end('kept', `cancelled; ${Math.round(share)} % of the traffic stays on green (on-cancel: keep)`, 'Run again to go on, or with resume: rollback.');
        const { verified } = await revertTraffic({ rule: rule.arn, ...pair }, world, rules);
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
            const standing = await standingAt(test.priority, await rules.rulesOf(test.listener), rules);
            return standing?.note?.holder === test.holder ? standing : undefined;
        };
        const shareNow = async () => greenShare((await rules.rule(rule)).actions, { blue: blue.group, green: green.group }) ?? 0;
        const standing = await testRule();
        if (!standing)
            continue;
        await restoreScaling({ cluster, sides: [blue, green], world, log });
        const share = await shareNow();
        if (share > 0) {
            log(name, `green has ${Math.round(share)} % of the traffic: run again to go on, or with resume: rollback`);
            await rules.tag(standing.rule.arn, writeNote({ until: world.clock.now() }));
            continue;
        }
        // Green that never had traffic has nothing on its way to it.
        if (standing.note && standing.note.since > 0)
            await pass(LEAST_KEPT, world);
        if (!(await testRule()) || (await shareNow()) > 0)
            continue;
        const ecs = await world.ecs();
        const [now] = (await ecs.describeServices(cluster, [green.service])).services;
        if (now && now.desired > 0)
            await ecs.updateService(cluster, green.service, { desiredCount: 0 });
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

// EXTERNAL MODULE: ./build/src/decisions/services.js
var services = __webpack_require__(4057);
;// CONCATENATED MODULE: ./build/src/decisions/target-group.js
// Which target group does green get, and is the one that is there the same?
/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html */
const LONGEST_NAME = 32;
/** The group's name: the given one, or the service's with `-tg`. */
const groupNameFor = (service, { name }) => name ?? `${service}-tg`;
/** What is wrong with a name that AWS would refuse; undefined when nothing is. */
function nameProblem(name) {
    if (name.length > LONGEST_NAME)
        return `target group "${name}" has ${name.length} characters, and AWS allows ${LONGEST_NAME}: give a shorter target-group`;
    if (!/^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/.test(name) || name.startsWith('internal-'))
        return `target group "${name}" may have letters, digits and hyphens only, none at its ends, and not begin with internal-`;
    return undefined;
}
/** Settings of a new group: blue's, with what is asked for in them. */
const settingsFor = (blue, wish) => ({
    ...blue,
    Protocol: wish.protocol ?? blue.Protocol,
    Port: wish.port ?? blue.Port,
    VpcId: wish.vpcId ?? blue.VpcId,
    healthCheck: { ...blue.healthCheck, ...(wish.healthPath ? { HealthCheckPath: wish.healthPath } : {}) },
});
/** What is different in a group that is there, as `Port is 8080, not 8002`; the health check only where it was asked for. */
function settingsDifferences(there, wanted, wish) {
    const members = ['Protocol', 'ProtocolVersion', 'Port', 'VpcId', 'TargetType', 'IpAddressType'];
    const found = members.flatMap(name => there[name] === wanted[name] ? [] : [`${name} is ${there[name]}, not ${wanted[name]}`]);
    const path = there.healthCheck.HealthCheckPath;
    return wish.healthPath !== undefined && path !== wish.healthPath
        ? [...found, `HealthCheckPath is ${path}, not ${wish.healthPath}`]
        : found;
}

;// CONCATENATED MODULE: ./build/src/decisions/pairs.js
// Which two services are one, behind which rule, and what shall the new one run?


/** Members of an entry that are of its pair; all others are of its service. */
const OWN = ['blue-service', 'green-service', 'listener', 'listener-rule', 'test-rule-priority', 'test-host'];
const MORE = ['test-listener', 'target-group'];
/** Groups of pairs in the order in which they are shifted, or every problem. */
function planPairs(asked) {
    const { entries, rest } = splitEntries(asked.services);
    const service = asked.service.length === 0 && rest === undefined && asked.blueService !== undefined
        ? [asked.blueService]
        : asked.service;
    const planned = (0,services/* planServices */.M)({ ...asked, service, services: rest });
    const problems = 'problems' in planned ? planned.problems : [];
    if (service.length === 0 && rest === undefined)
        problems.push('service is empty, and so are services and blue-service: say which two services share the traffic');
    if ((asked.blueService === undefined) !== (asked.greenService === undefined))
        problems.push('blue-service and green-service belong together: give both, or none');
    const header = readHeader(asked.testHeader);
    if (header && 'problem' in header)
        problems.push(header.problem);
    if ('problems' in planned || (header && 'problem' in header))
        return { problems };
    const many = planned.groups.flat().length > 1;
    if (many && asked.blueService !== undefined)
        problems.push('blue-service and green-service are for one pair: give them in services, one for each name');
    const groups = planned.groups.map(group => group.map(wanted => pairOf(wanted, entries.get(wanted.name) ?? {}, asked, header)));
    for (const pair of groups.flat())
        problems.push(...problemsOf(pair, asked));
    const rules = groups.flat().flatMap(one => one.rule ?? []);
    const twice = rules.find((rule, i) => rules.indexOf(rule) !== i);
    if (twice)
        problems.push(`listener-rule ${twice} is given for two pairs: each needs a rule of its own`);
    return problems.length > 0 ? { problems } : { groups };
}
function splitEntries(services) {
    const entries = new Map();
    if (services === null || typeof services !== 'object' || Array.isArray(services))
        return { entries, rest: services };
    const rest = Object.entries(services).map(([name, value]) => {
        if (value === null || typeof value !== 'object' || Array.isArray(value))
            return [name, value];
        const members = Object.entries(value);
        const isOwn = (key) => [...OWN, ...MORE].includes(key);
        entries.set(name, Object.fromEntries(members.filter(([key]) => isOwn(key))));
        return [name, Object.fromEntries(members.filter(([key]) => !isOwn(key)))];
    });
    return { entries, rest: Object.fromEntries(rest) };
}
function pairOf({ arn: _, service, ...wanted }, own, asked, header) {
    const text = (key) => (own[key] === undefined || own[key] === null ? undefined : String(own[key]));
    const blue = text('blue-service') ?? asked.blueService ?? `${service}-blue`;
    const green = text('green-service') ?? asked.greenService ?? `${service}-green`;
    const priority = text('test-rule-priority');
    return {
        ...wanted,
        services: [blue, green],
        listener: text('listener') ?? (text('listener-rule') === undefined ? asked.listener : undefined),
        rule: text('listener-rule') ?? (text('listener') === undefined ? asked.listenerRule : undefined),
        testPriority: priority === undefined ? asked.testRulePriority : Number(priority),
        testHost: text('test-host') ?? asked.testHost,
        testHeader: header,
        testListener: text('test-listener') ?? asked.testListener,
        group: text('target-group') ?? asked.targetGroup,
    };
}
function problemsOf({ name, services, listener, rule, testPriority, testHost, testListener, group }, asked) {
    const problems = [];
    const [blue, green] = services;
    if (blue === green)
        problems.push(`blue-service and green-service of "${name}" are both "${blue}": two are wanted`);
    if (listener === undefined && rule === undefined)
        problems.push(`listener-rule of "${name}" is empty, and so is listener: say which rule carries its traffic`);
    if (listener !== undefined && !/:listener\/app\//.test(listener))
        problems.push(`listener of "${name}" is "${listener}": give the ARN of a listener of an Application Load Balancer`);
    if (rule !== undefined && !/:listener-rule\/app\//.test(rule))
        problems.push(`listener-rule of "${name}" is "${rule}": give the ARN of a rule of an Application Load Balancer`);
    if (testPriority !== undefined && !(Number.isInteger(testPriority) && testPriority >= 1 && testPriority <= 50_000))
        problems.push(`test-rule-priority of "${name}" is "${testPriority}": write a whole number from 1 to 50000`);
    if (testHost !== undefined && testListener !== undefined)
        problems.push(`test-host and test-listener of "${name}" are both set: give one of them`);
    if (asked.createTargetGroup)
        for (const one of group === undefined ? services : [group]) {
            const problem = nameProblem(groupNameFor(one, { name: group }));
            if (problem)
                problems.push(problem);
        }
    return [...new Set(problems)];
}
/** `Name: value`, as a request has it. */
function readHeader(text) {
    if (text === undefined)
        return undefined;
    const [, name, value] = text.match(/^([\w-]+)\s*[:=]\s*(\S.*)$/) ?? [];
    return name && value ? { name, value } : { problem: `test-header is "${text}": write Name: value` };
}

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
        metrics: readMetrics(options.metrics).metrics,
        probes: options.probeUrls,
        subject: subject.name,
        control: subject.control,
        released: subject.released,
    };
}

;// CONCATENATED MODULE: ./build/src/decisions/live-colour.js
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
    const using = rules.filter(rule => !testRules.includes(rule.arn) && tuplesOf(rule.actions).some(one => groups.includes(one.group)));
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
    const tuples = tuplesOf(rule.actions);
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
    const share = greenShare(actions, { green: own, blue: other ?? '' });
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
    if (testListener !== undefined)
        return {
            route: {
                listener: testListener,
                priority,
                headers: {},
                conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/*'] } }],
            },
        };
    if (testHost !== undefined) {
        const rest = own.filter(one => one.Field !== 'host-header');
        const host = { Field: 'host-header', HostHeaderConfig: { Values: [testHost] } };
        return {
            route: { listener: production.listener, priority, headers: { Host: testHost }, conditions: [...rest, host] },
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

// EXTERNAL MODULE: ./build/src/targets.js
var targets = __webpack_require__(3999);
;// CONCATENATED MODULE: ./build/src/find-pair.js
// How do two services stand now: which is live, what shall the other one run, and who else is at it?






/** Looks at a pair. Throws a Failure that says in one line why it cannot be shifted. Registers nothing. */
async function findPair(wanted, { cluster, resume }, everybody, world) {
    const refuse = (line) => new failure/* Failure */.HR(`${wanted.name}: ${line}.`);
    const [ecs, rules] = await Promise.all([world.ecs(), world.listenerRules()]);
    const { services } = await ecs.describeServices(cluster, wanted.services);
    const there = wanted.services.map(name => services.find(one => one.name === name && one.active));
    if (!there.some(Boolean))
        throw refuse(`neither ${wanted.services.join(' nor ')} was found in cluster "${cluster}": check blue-service and green-service`);
    for (const one of there)
        if (one && one.controller !== 'ECS')
            throw refuse(`${one.name} has the deployment controller ${one.controller}, and ECS is wanted`);
    const pair = wanted.services.map((service, i) => ({
        service,
        groups: there[i]?.targetGroups ?? [],
        desired: there[i]?.desired ?? 0,
    }));
    const listener = wanted.listener ?? listenerOfRule(wanted.rule);
    const all = await rules.rulesOf(listener);
    const mine = all
        .filter(one => wanted.testListener === undefined && one.priority === wanted.testPriority)
        .map(one => one.arn);
    const chosen = chooseRule(all, pair, wanted.rule, mine);
    if ('refusal' in chosen)
        throw refuse(chosen.refusal);
    const { rule } = chosen;
    const routed = testRoute(rule, wanted, wanted.name);
    if ('problem' in routed)
        throw refuse(routed.problem);
    const { route } = routed;
    const near = route.listener === listener ? all : await rules.rulesOf(route.listener);
    const standing = await standingAt(route.priority, near, rules);
    const colour = judgeLive(rule, pair, (await everybody()) ?? [], await healthyIn(rule, pair, world));
    if ('refusal' in colour)
        throw refuse(colour.refusal);
    const sides = await chooseSides(colour, there, wanted, { cluster, resume, standing }, world);
    if ('refusal' in sides)
        throw refuse(sides.refusal);
    return { wanted, cluster, rule, route, standing, sticky: stickinessOf(rule.actions), ...sides };
}
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
/**
 * Who is blue and who is green: whoever is live is blue, unless it runs what is wanted; of two that have traffic, green
 * is the one that runs what is wanted.
 */
async function chooseSides(colour, there, wanted, { cluster, resume, standing }, world) {
    const serviceOf = (name) => there.find(one => one?.name === name);
    const wantedOn = async (name) => (await resolveFor(wanted, name, cluster, world, true)).revision;
    const side = ({ service, group }) => ({ service: serviceOf(service), group });
    if ('live' in colour) {
        const { live, idle } = colour;
        const revision = await wantedOn(live.service);
        if (serviceOf(live.service).revision === revision) {
            const before = serviceOf(idle.service);
            const note = standing?.note;
            // It has all traffic already: what is left to do, if anything, is to watch it and to retire what was before.
            const blue = before ?? serviceOf(live.service);
            return {
                blue: { service: blue, group: idle.group ?? '' },
                green: { name: live.service, service: serviceOf(live.service), group: live.group },
                share: 100,
                revision: note?.revision ?? revision,
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
    const noted = colour.both.find(one => one.service === standing?.note?.green);
    const green = running.length === 1 ? running[0] : noted;
    if (!green || (resume === 'continue' && !running.includes(green)))
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
/** What is wanted, worked out from what a service runs; registered unless it is a `plan`. */
async function resolveFor({ name, taskDefinition, image, imageTag, container }, service, cluster, world, plan) {
    const one = { name, service, taskDefinition, image, imageTag, container };
    const [target] = (await (0,targets/* resolveTargets */.h)([[one]], cluster, world, plan)).flat();
    if (!target)
        throw new Error(`${service} was not resolved`);
    return { revision: target.revision, taskDefinition: target.taskDefinition };
}

// EXTERNAL MODULE: ./build/src/log.js
var src_log = __webpack_require__(6671);
// EXTERNAL MODULE: ./build/src/permissions.js
var permissions = __webpack_require__(8693);
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
/** The ladder, or what is wrong with it. */
const ladderOf = ({ steps, bake }) => readLadder(steps.length > 0 ? steps : ['5', '50', '100'], bake.map(one => (0,duration/* readDuration */.$7)(one, 'm')));
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

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./build/src/guard.js
// How is it seen to that a cancelled job changes nothing any more?

/** What each port has that changes something. */
const MUTATING = {
    ecs: ['updateService', 'registerTaskDefinition', 'stopWithRollback'],
    listenerRules: ['write', 'create', 'remove', 'tag', 'untag'],
    targetGroups: ['create', 'copyAttributes'],
    scaling: ['suspend'],
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
    const healthy = await countHealthy([blue.group, green.group], world);
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
            const up = ((await countHealthy([group], world)).get(group) ?? 0) > 0;
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
    const { verified, rule: now } = await revertTraffic(reference, world, shift.rules);
    shift.expected = fingerprint(now.actions);
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
// EXTERNAL MODULE: ./build/src/look.js + 4 modules
var look = __webpack_require__(3582);
// EXTERNAL MODULE: ./build/src/probe.js
var probe = __webpack_require__(3827);
// EXTERNAL MODULE: ./build/src/release.js + 5 modules
var release = __webpack_require__(3531);
;// CONCATENATED MODULE: ./build/src/prepare-green.js
// How does green come to run what is wanted, at blue's size, and answer, before it gets any traffic?






/** The target group of green: the one that it has, one of the name that is there, or a new one like blue's. */
async function groupOfGreen(found, { createGroup, group: wish }, world) {
    const { green, blue, wanted } = found;
    if (green.group !== undefined)
        return green.group;
    const groups = await world.targetGroups();
    const name = groupNameFor(green.name, { name: wanted.group });
    const there = await groups.named(name);
    const [like] = await groups.describe([blue.group]);
    if (!like)
        throw new failure/* Failure */.HR(`Target group ${blue.group} was not found.`);
    const settings = settingsFor(like.settings, { ...wish, name });
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
    const differences = settingsDifferences(there.settings, wanted, wish);
    if (differences.length > 0)
        throw new failure/* Failure */.HR(`Target group "${there.name}" is there and is another one: ${differences.join(', ')}. Give another target-group, or ask for what it has.`);
    return there.arn;
}
/** Why green cannot have traffic, and what to do; undefined when it can. `serving`: its users judge it, no smoke test. */
async function prepareGreen(found, target, serving, order, world, log) {
    const outcome = await deployGreen(found, target, order, world, log);
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
async function deployGreen(found, target, { limit, settle }, world, log) {
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
                    ...{ before: service, revision: target.revision, taskDefinition: target.taskDefinition },
                },
            ],
        ],
        ...{ allowZero: false, waitFor: 'serving', requireLogs: false, hopelessAfter: undefined, force: false, wait: true },
        change: { desiredCount: size },
        ...{ onFailure: 'keep', onRollback: 'report', mode: 'independent', rollbackScope: 'failed' },
    };
    const [outcome] = await (0,release/* releaseServices */.s)(order, world, await (0,look/* createLook */.yd)(cluster, (_, fact) => log(green.name, fact), world));
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
const weigh_PATIENCE = 10_000;
const DOUBT = 1_500;
/** The rule as it is now, if it is as we left it; what else it is, otherwise. Looks twice, since an answer may be old. */
const readRule = (shift, world) => readUntil(shift, shift.expected, DOUBT, world);
async function readUntil(shift, wanted, ms, { clock }) {
    const { judgement, blind } = await (0,watch/* watch */.w)({
        clock,
        cancel: new AbortController().signal,
        until: clock.now() + ms,
        look: () => shift.rules.rule(shift.found.rule.arn),
        judge: rule => fingerprint(rule.actions) === wanted
            ? { judgement: rule }
            : { judgement: { foreign: sayForeign(rule, shift) }, lookAgainIn: 1_000 },
        mayPass: () => true,
    });
    if (blind !== undefined || !judgement)
        throw blind;
    return judgement;
}
function sayForeign(rule, { found, share }) {
    const seen = greenShare(rule.actions, { blue: found.blue.group, green: found.green.group });
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
        const next = withWeights(actions, pair, green);
        if ('problem' in next)
            throw new failure/* Failure */.HR(`${found.wanted.name}: ${next.problem}.`);
        return next.actions;
    });
}
/** Writes what the rule does; `green` is its share then. */
async function writeActions(shift, green, world, change) {
    const { rules, held } = shift;
    if (!(await stillHeld(held, { rules, clock: world.clock })))
        return { foreign: 'another run has taken the test rule, which is the lock of this traffic' };
    const before = await readRule(shift, world);
    if ('foreign' in before)
        return before;
    const actions = change(before.actions);
    const wanted = fingerprint(actions);
    if (wanted !== shift.expected) {
        await rules.write(before, actions);
        shift.expected = wanted;
        const after = await readUntil(shift, wanted, weigh_PATIENCE, world);
        if ('foreign' in after)
            return after;
    }
    arrived(shift, green, world.clock.now());
    await writeDown(held, { weight: green, since: shift.since }, rules);
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
            await renew(shift.held, { rules: shift.rules, clock });
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
    const kept = shift.since + Math.max(keepFor, LEAST_KEPT, times.blue.deregistrationDelay * 1000);
    const left = kept - world.clock.now();
    if (left > 0)
        log(blue.service.name, `is kept for another ${(0,duration/* showDuration */.kJ)(left)}, without traffic`);
    const met = await stand(shift, () => kept, world);
    if (met)
        return heldEnd('foreign' in met ? met.foreign : met.back);
    if (sticky !== undefined) {
        const foreign = await writeActions(shift, 100, world, actions => withOnly(actions, green.group, blue.group));
        if (foreign)
            return heldEnd(foreign.foreign);
        log(blue.service.name, 'is no part of the rule any more, so that no client is kept with it');
        const gone = await stand(shift, () => shift.since + LEAST_KEPT, world);
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
    const due = hadTraffic ? since + Math.max(LEAST_KEPT, times.green.deregistrationDelay * 1000) : 0;
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
async function emptyService({ found, log }, service, world) {
    const ecs = await world.ecs();
    const [now] = (await ecs.describeServices(found.cluster, [service])).services;
    if (!now || now.desired === 0)
        return;
    await ecs.updateService(found.cluster, service, { desiredCount: 0 });
    log(service, `gives its ${now.desired} tasks back`);
}
/** Scaling is as it was, and the test rule is gone, or only let go of when another job or a person goes on. */
async function leave(shift, keepRule, world) {
    const { found, held, log, rules } = shift;
    await restoreScaling({ cluster: found.cluster, sides: sidesOf(shift), world, log });
    if (keepRule)
        await writeDown(held, { until: world.clock.now() }, rules);
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
    const said = { line: '', decision: '', alert: '' };
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
        const step = currentStep(ladder, shift.share);
        if (shift.share === 0 || !step)
            return { lead: 'go', because: 'nothing is on green yet' };
        const now = clock.now();
        const judgement = measure.judge(now, shift.since + step.bake);
        const lead = whatFollows(judgement, { now, latestAt: shift.since + Math.max(step.bake, rules.maxBake) }, rules.policy);
        again = judgement.lookAgainIn;
        breach = judgement.breach;
        const { state, sentence } = judgement;
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
        const first = nextMove({ ...facts, size: shift.size, healthy: { green: many, blue: many } }, asked);
        if (first.do !== 'shift' && first.do !== 'revert')
            return first;
        if (first.do === 'shift')
            await growGreen(shift, world);
        const healthy = await healthyNow(shift, world);
        const lacks = first.do === 'shift' && lacksTargets(first.to, { healthy, size: shift.size });
        lackingSince = lacks ? (lackingSince ?? clock.now()) : undefined;
        return nextMove({ ...facts, size: shift.size, healthy }, { ...asked, lackingSince });
    };
    /** Does a move; answers when (ms) to look again, undefined at the end. */
    const act = async (move) => {
        const { found } = shift;
        switch (move.do) {
            case 'shift': {
                const foreign = await weigh(shift, move.to, world);
                if (foreign)
                    return over(heldEnd(foreign.foreign));
                const bake = currentStep(ladder, move.to)?.bake ?? 0;
                const weights = `blue=${100 - move.to} green=${move.to}`;
                say(`${move.to} % of the traffic goes to ${found.green.name} on ${found.revision} (${weights}), watched for ${(0,duration/* showDuration */.kJ)(bake)}`);
                measure.restart(shift.since, move.to < 100 ? found.blue.group : undefined);
                return Math.min(shift_weights_LOOK, bake);
            }
            case 'bake': {
                if (move.alert && said.alert !== move.because)
                    world.runner.warn(`${name}: ${move.because}`);
                said.alert = move.alert ? move.because : '';
                const left = move.until - clock.now();
                if (left <= 0)
                    say(`${shift.share} % stays, as ${move.because}`);
                return left > 0 ? Math.min(again, left) : again;
            }
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
            await renew(shift.held, { rules: shift.rules, clock });
            if (shift.share > 0)
                await measure.look();
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
    const me = holderOf(world, order.holder);
    const { taken, ...held } = await holdRule(first.route, group, about, me, { rules, clock: world.clock });
    if (taken)
        log(first.wanted.name, `goes on from ${taken.run}, which is over`);
    // Under the lock everything is looked at anew: whoever had it may have moved it.
    const found = await findPair(first.wanted, order, everybody, world);
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
        ...{ found, held, rules: await world.listenerRules(), log, ladder, phase: 'preparing', back: undefined },
        ...{ share: found.share, since: hinted ? held.note.since : now, expected: fingerprint(found.rule.actions) },
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
    await suspendScaling({ cluster, sides: sidesOf(shift), world, log });
    await renew(shift.held, { rules: shift.rules, clock: world.clock }, order.limit + LEASE);
    const target = shift.share < 100 && (await resolveFor(wanted, blue.service.name, cluster, world, false));
    if (target)
        found.revision = target.revision;
    const measure = createMeasure(await subjectOf(shift, world), order.evidence, world, log);
    state.measure = measure;
    await measure.check();
    const ill = target && (await prepareGreen(found, target, shift.share > 0, order, world, log));
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
;// CONCATENATED MODULE: ./build/src/decisions/shift-summary.js
// What does the summary of a shift show?



/** Points of a picture: more of them cannot be told apart. */
const MOST_POINTS = 120;
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
        ...results.flatMap(one => [
            `**${(0,markdown/* cell */.H)(one.name)}:** ${(0,markdown/* cell */.H)(explainShift(one))}`,
            '',
            ...weights(one),
            ...errors(one),
            ...judgements(one),
        ]),
    ].join('\n');
}
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

;// CONCATENATED MODULE: ./build/src/tell-shift.js



/** Writes outputs and summary; green when every pair is. What held or went back is an alert of its own. */
async function tellShift(results, world, tell) {
    const told = tellResults(results);
    for (const [name, value] of Object.entries(told))
        tell(name, value);
    const { region } = await world.ecs();
    await world.runner.summary(summarizeShift(results, one => (0,decisions_region/* serviceLink */.oT)(region, one.cluster, one.green.service)));
    const good = results.every(shift_outcome_isGood);
    const [only] = results;
    if (only && results.length === 1)
        return { good, line: explainShift(only) };
    for (const line of told.message.split('\n'))
        world.runner.line(line);
    const bad = results.filter(one => !shift_outcome_isGood(one)).map(one => one.name);
    return {
        good,
        line: good
            ? `All ${results.length} pairs have their traffic on green: ${results.map(one => one.name).join(', ')}.`
            : `${bad.length} of ${results.length} pairs did not take over: ${bad.join(', ')}. Live now: ${told.liveRevision.replaceAll('\n', ', ')}.`,
    };
}
/** A pair in the words of the plan. */
const plannedPair = ({ wanted, blue, green, revision, share }) => ({
    name: wanted.name,
    blue: { service: blue.service.name, revision: blue.service.revision, size: blue.service.desired },
    green: { service: green.name, revision, exists: green.service !== undefined },
    share,
});

;// CONCATENATED MODULE: ./build/src/actions/blue-green-shift.js
// Has all traffic moved to green in steps, safely, or back to blue?












const blue_green_shift_HOUR = 60 * 60_000;
/* harmony default export */ const blue_green_shift = ((0,action/* action */.X)({
    question: 'Has all traffic moved to green in steps, safely, or back to blue?',
    about: 'Releases a revision beside the one that is live and moves traffic to it step by step, each step watched. Green means that the new revision has all of the traffic and was well to the end of the last step. Red says why, where the traffic is now, and what to do. Run again after any interruption: it goes on from what the weights say.',
    usage: `cluster: production
service: web
listener-rule: arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener-rule/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2/9683b2d02a6cabee
image: \${{ steps.build.outputs.image }}
smoke-urls: https://web.example.com/healthz
`,
    inputs: { ...pairInputs, ...greenInputs, ...stepInputs, ...evidenceInputs, ...policyInputs('rollback') },
    outputs: {
        verdict: '`finished`, `reverted`, `nothing-to-do`, `planned`, `held`, `failed` or `cancelled`; of several pairs the worst.',
        remedy: 'What this action did about it: `none`, `reverted`, `kept` or `needs-human`.',
        revision: 'The revision that was released, `family:n`; of several pairs one a line, as all that follows.',
        previousRevision: 'The revision that was live before.',
        previousCount: 'How many tasks it had.',
        liveRevision: 'The revision that has most of the traffic now.',
        liveService: 'The service that runs it.',
        weights: 'Who has how much of the traffic, `blue=95 green=5`; blue is who was live before.',
        step: 'Percent of the traffic that green has.',
        cause: 'Why it ended badly, in one clause.',
        nextStep: 'What to do next, in one sentence.',
        message: 'The last line of the log; of several pairs a line each.',
        breachedMetric: 'The metric that called for going back.',
        value: 'What it was.',
        threshold: 'What it might have been.',
        decisions: 'Each judgement as a JSON line.',
        results: 'JSON: all of this for each pair.',
    },
    permissions: { aws: permissions/* shiftPermissions */.tq, github: [] },
    rules(inputs) {
        const problems = [...smokeProblems(inputs), ...evidenceProblems(inputs)];
        const { image, imageTag, taskDefinition, services, step, resume } = inputs;
        const ladder = ladderOf(inputs);
        if ('problem' in ladder)
            problems.push(ladder.problem);
        else if (step !== undefined && !ladder.some(one => one.weight === step))
            problems.push(`step is ${step}, which is not among steps: ${ladder.map(one => one.weight).join(', ')}`);
        if (image !== undefined && imageTag !== undefined)
            problems.push('image and image-tag are both set: give one of them');
        if (![image, imageTag, taskDefinition].some(one => one !== undefined) && !isMap(services) && resume !== 'rollback')
            problems.push('task-definition is empty: give the revision to release, or an image or image-tag to put into it');
        const planned = engineOf(inputs) === 'alb' ? planPairs(asked(inputs)) : undefined;
        if (planned && 'problems' in planned)
            problems.push(...planned.problems);
        return problems;
    },
    async run(inputs, world, tell) {
        const ladder = ladderOf(inputs);
        const { groups } = planPairs(asked(inputs));
        const { cluster, resume } = inputs;
        const everybody = servicesOf(cluster, world);
        const found = await findAll(groups, { cluster, resume }, everybody, world);
        const schedule = {
            ...{ ladder: inputs.step === undefined ? ladder : ladder.filter(one => one.weight <= inputs.step) },
            ...{ keepBlueFor: inputs.keepBlueFor ?? blue_green_shift_HOUR, limit: inputs.waitForMinutes },
            ...{ turns: groups.length, services: groups.flat().length },
        };
        const log = (0,src_log/* startLog */.l)(world.clock, world.runner.line);
        for (const line of explainPlan(found.flat().map(plannedPair), schedule))
            log('plan', line);
        const problems = planProblems(schedule, await sessionOf(inputs.sessionMinutes, world), inputs.jobLimit);
        if (problems.length > 0)
            throw new failure/* Failure */.HR(problems.join('\n'));
        if (inputs.plan)
            return tellPlanned(found.flat(), tell);
        await world.keepRole();
        const results = await shiftServices({
            ...{ groups: found, cluster, resume, ladder, mode: inputs.mode, onCancel: inputs.onCancel },
            ...{ limit: inputs.waitForMinutes, patience: inputs.waitForMinutes, settle: undefined },
            ...{ stopAt: inputs.step ?? 100, keepBlueFor: schedule.keepBlueFor, keepGreen: inputs.keepGreen },
            ...{ allowUndersized: inputs.allowUndersized, createGroup: inputs.createTargetGroup, smoke: smokeOf(inputs) },
            group: {
                ...{ protocol: inputs.targetGroupProtocol, port: inputs.targetGroupPort },
                ...{ vpcId: inputs.vpcId, healthPath: inputs.healthPath },
            },
            maxBake: inputs.maxBake,
            evidence: inputs,
            policy: { ...inputs, onHarm: 'rollback', blindLimit: inputs.blindLimitMinutes },
        }, everybody, world);
        return tellShift(results, world, tell);
    },
    async after(world) {
        const kept = JSON.parse(world.runner.kept('pairs') || '[]');
        if (kept.length > 0)
            await tidyAfter(kept, (0,src_log/* startLog */.l)(world.clock, world.runner.line), world);
    },
}));
/** `alb` where a rule to put weights on is named, else ECS itself. */
function engineOf(inputs) {
    const named = inputs.listener ?? inputs.listenerRule ?? JSON.stringify(inputs.services ?? '').match(/"listener(-rule)?"/);
    return inputs.engine ?? (named ? 'alb' : 'ecs');
}
const isMap = (services) => services !== null && typeof services === 'object' && !Array.isArray(services);
/** The inputs in the words of a decision. */
const asked = (inputs) => ({
    ...inputs,
    aliases: {},
    container: inputs.containerName,
});
async function findAll(groups, how, everybody, world) {
    return Promise.all(groups.map(group => Promise.all(group.map(wanted => findPair(wanted, how, everybody, world)))));
}
/** All services of the cluster, asked for once. */
function servicesOf(cluster, world) {
    let asked;
    return () => {
        asked ??= world
            .serviceCopies()
            .then(copies => copies.list(cluster))
            .then(all => all
            .filter(one => one.active)
            .map(({ name, targetGroups, desired }) => ({ service: name, groups: targetGroups, desired })))
            .catch(error => {
            if (error instanceof failure/* Failure */.HR && error.denied)
                return undefined;
            throw error;
        });
        return asked;
    };
}
/** How long the job's credentials hold: without a session token they do not end. */
async function sessionOf(given, world) {
    const { runner } = world;
    const ends = runner.variable('AWS_SESSION_TOKEN') !== undefined;
    const renewable = ['ACTIONS_ID_TOKEN_REQUEST_URL', 'ACTIONS_ID_TOKEN_REQUEST_TOKEN'].every(runner.variable);
    return { renewable, holds: ends ? given : undefined };
}
function tellPlanned(found, tell) {
    const line = `Plan for ${found.length === 1 ? 'one pair' : `${found.length} pairs`}. Nothing was changed.`;
    tell('verdict', 'planned');
    tell('remedy', 'none');
    tell('revision', found.map(one => one.revision).join('\n'));
    tell('liveRevision', found.map(one => one.blue.service.revision).join('\n'));
    tell('liveService', found.map(one => one.blue.service.name).join('\n'));
    tell('weights', found.map(one => `blue=${Math.round(100 - one.share)} green=${Math.round(one.share)}`).join('\n'));
    tell('message', line);
    return { good: true, line };
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

/***/ 3827:
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
