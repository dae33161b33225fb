export const id = 7368;
export const ids = [7368];
export const modules = {

/***/ 7368:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  "default": () => (/* binding */ blue_green_shift)
});

// EXTERNAL MODULE: ./build/src/action.js
var action = __webpack_require__(7663);
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
    ...(given.createService === false ? ['createService'] : []),
    ...(given.resume === 'rollback' ? ['resume'] : []),
    ...(given.onCancel === 'keep' ? ['onCancel'] : []),
    ...(Array.isArray(given.service) && given.service.length > 1 ? ['service with several names'] : []),
];

// EXTERNAL MODULE: ./build/src/evidence/evidence-inputs.js + 1 modules
var evidence_inputs = __webpack_require__(4808);
// EXTERNAL MODULE: ./build/src/inputs.js + 1 modules
var inputs = __webpack_require__(7);
// EXTERNAL MODULE: ./build/src/log.js
var src_log = __webpack_require__(6671);
// EXTERNAL MODULE: ./build/src/release/permissions.js
var permissions = __webpack_require__(2863);
// EXTERNAL MODULE: ./build/src/release/targets.js
var targets = __webpack_require__(3141);
// EXTERNAL MODULE: ./build/src/decisions/shift-plan.js
var shift_plan = __webpack_require__(8997);
// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
// EXTERNAL MODULE: ./build/src/outlast.js
var outlast = __webpack_require__(2181);
// EXTERNAL MODULE: ./build/src/patiently.js
var patiently = __webpack_require__(5795);
// EXTERNAL MODULE: ./build/src/shift/find-pair.js + 2 modules
var find_pair = __webpack_require__(2987);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/src/decisions/advice.js
var advice = __webpack_require__(641);
;// CONCATENATED MODULE: ./build/src/at-most.js
/** What comes of something within so many milliseconds; undefined when it takes longer or fails. */
async function atMost(ms, coming, { clock }) {
    const over = new AbortController();
    try {
        return await Promise.race([coming.catch(() => undefined), clock.sleep(ms, over.signal).then(() => undefined)]);
    }
    finally {
        over.abort();
    }
}

// EXTERNAL MODULE: ./build/src/watch.js
var watch = __webpack_require__(2226);
// EXTERNAL MODULE: ./build/src/decisions/listener-rule.js
var listener_rule = __webpack_require__(3108);
// EXTERNAL MODULE: ./build/src/shift/revert.js
var revert = __webpack_require__(4802);
// EXTERNAL MODULE: ./build/src/decisions/duration.js
var duration = __webpack_require__(7897);
;// CONCATENATED MODULE: ./build/src/shift/shift.js
// What is known of traffic that is on its way from blue to green?


/** The rule shows a new share. */
function arrived(shift, green, at) {
    shift.share = green;
    shift.since = at;
    shift.history.push({ at, green });
}
/** AWS could not be asked for so long (ms) that nothing can be said of what is there. */
const outOfReach = (error, ms) => ({
    foreign: `AWS could not be asked for ${(0,duration/* showDuration */.kJ)(ms)} (${(0,advice/* splitAdvice */.B)(error.message, '').because})`,
    next: 'Run again when AWS answers: it goes on from what the weights say.',
});
/** Nothing is moved any more: somebody else is at it, or people must decide. */
const heldEnd = ({ foreign, next }) => ({
    ...{ verdict: 'held', remedy: 'needs-human', because: foreign },
    next: next ?? 'Nothing was written over it: find out who did it, then run again.',
});
/** Held, it goes on from where it is as soon as it is run again. */
const nextHeld = (advice) => advice === undefined
    ? 'Decide what to do: run again to go on, or with resume: rollback to go back.'
    : /then run again\.$/.test(advice)
        ? advice
        : `${advice} Then run again to go on, or with resume: rollback to go back.`;

;// CONCATENATED MODULE: ./build/src/shift/shift-sizes.js
// Do both sides have the tasks that their traffic needs?



/** Healthy targets of both sides, now. */
async function healthyNow({ found }, world) {
    const { blue, green } = found;
    const healthy = await (0,find_pair/* countHealthy */.h)([blue.group, green.group], world);
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
/** Blue at its full size again; whether it had to be asked for. */
async function mendBlue(shift, world) {
    const { cluster, blue } = shift.found;
    const ecs = await world.ecs();
    const { services } = await ecs.describeServices(cluster, [blue.service.name]);
    if ((services[0]?.desired ?? 0) >= shift.size)
        return false;
    await ecs.updateService(cluster, blue.service.name, { desiredCount: shift.size });
    return true;
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
            const up = ((await (0,find_pair/* countHealthy */.h)([group], world)).get(group) ?? 0) > 0;
            if (!up)
                await mendBlue(shift, world);
            return up;
        },
        judge: up => ({ judgement: up, ...(up ? {} : { lookAgainIn: 5_000 }) }),
        mayPass: failure/* mayPass */.bg,
    });
    return judgement ?? false;
}

// EXTERNAL MODULE: ./build/src/shift/hold-rule.js
var hold_rule = __webpack_require__(6436);
;// CONCATENATED MODULE: ./build/src/shift/weigh.js
// How is a weight written so that nothing else of the rule changes, and nobody else is overwritten?





/** How long (ms) ELB may take to show what it took, and what it had before somebody else's change is believed. */
const PATIENCE = 10_000;
const DOUBT = 1_500;
/**
 * The rule as it is now, if it is as we left it; what else it is, otherwise. Looks twice, since an answer may be old. A write
 * of ours whose answer was lost is ours all the same.
 */
async function readRule(shift, world, rules = shift.rules) {
    const { pending } = shift;
    const rule = await readUntil(shift, [shift.expected, ...(pending ? [pending.print] : [])], DOUBT, world, rules);
    if ('foreign' in rule || (0,listener_rule/* fingerprint */.Rj)(rule.actions) !== pending?.print)
        return rule;
    settle(shift, pending, world.clock.now());
    return rule;
}
/** What was written is there. */
function settle(shift, { print, green }, at) {
    shift.expected = print;
    shift.pending = undefined;
    arrived(shift, green, at);
}
async function readUntil(shift, wanted, ms, { clock }, rules = shift.rules) {
    const { judgement, blind } = await (0,watch/* watch */.w)({
        clock,
        cancel: new AbortController().signal,
        until: clock.now() + ms,
        look: () => rules.existing(shift.found.rule.arn),
        judge: rule => rule && wanted.includes((0,listener_rule/* fingerprint */.Rj)(rule.actions))
            ? { judgement: rule }
            : { judgement: rule ? sayForeign(rule, shift) : sayGone(shift.found), lookAgainIn: 1_000 },
        mayPass: () => true,
    });
    if (blind !== undefined || !judgement)
        throw blind;
    // What is said of the traffic from now on is what the rule says, whoever wrote it.
    if ('share' in judgement && judgement.share !== undefined)
        shift.share = Math.round(judgement.share);
    shift.ruleGone = 'foreign' in judgement && judgement.gone === true;
    if (!('foreign' in judgement))
        shift.seen = { rule: judgement, at: clock.now() };
    return judgement;
}
/** Nothing is written where there is no rule; a new one would be another one, and whoever deleted it may have meant it. */
const sayGone = ({ rule, blue, wanted }) => ({
    foreign: `the listener rule ${rule.arn} is gone (somebody deleted it), so the listener's next rule that fits, or its default one, decides where the traffic of ${wanted.name} goes now`,
    gone: true,
    next: `Make the rule again with all of its traffic to ${blue.service.name}, then run again with the new rule's ARN as listener-rule.`,
});
function sayForeign(rule, { found, history, share: now }) {
    const share = (0,listener_rule/* greenShare */.fW)(rule.actions, { blue: found.blue.group, green: found.green.group });
    if (share === undefined)
        return { foreign: 'somebody took both target groups out of the rule', gone: true };
    const ours = Math.round(history.at(-1)?.green ?? now);
    return Math.round(share) === ours
        ? { foreign: 'somebody changed the rule besides its weights', share }
        : {
            foreign: `somebody changed the weights: green has ${Math.round(share)} %, and this run had left it at ${ours} %`,
            share,
        };
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
        shift.pending = { print: wanted, green };
        await rules.write(before, actions);
        const after = await readUntil(shift, [wanted], PATIENCE, world);
        if ('foreign' in after)
            return after;
    }
    settle(shift, { print: wanted, green }, world.clock.now());
    return undefined;
}

;// CONCATENATED MODULE: ./build/src/shift/go-back.js
// How does all traffic of a pair go back to blue, and how is that told?







/** How long (ms) the rule may take to be read before a way back, and how old a read may be that counts instead. */
const AT_A_GLANCE = 3_000;
const RECENT = 60_000;
/**
 * One write, of a rule that is as it was left; sizes come later. Not onto a blue without a healthy target, and not over what
 * somebody else wrote.
 */
async function goBack(shift, because, world, { breach, next } = {}) {
    const { found, log } = shift;
    const { blue, green, rule } = found;
    const more = breach ? { breach } : {};
    const reference = { rule: rule.arn, blue: blue.group, green: green.group };
    const able = await blueCanTakeIt(shift, world);
    const fresh = !able || isFresh(shift, world);
    const went = await (0,patiently/* patiently */.d)(world, async () => {
        const before = await (fresh ? ruleAtAGlance(shift, world) : readRule(shift, world));
        if ('foreign' in before)
            return before;
        return able ? (0,revert/* revertTraffic */._)(reference, world, shift.rules, expectBack(shift, before)) : undefined;
    });
    if (!went)
        return {
            ...{ verdict: 'held', remedy: 'needs-human', ...more },
            because: `${because}; and ${blue.service.name} has no healthy target to go back to`,
            next: `Bring ${blue.service.name} up, then run again with resume: rollback.`,
        };
    if ('foreign' in went)
        return { ...heldEnd({ ...went, foreign: `${went.foreign}, when all was to go back: ${because}` }), ...more };
    const { verified, rule: now } = went;
    if (verified)
        Object.assign(shift, { expected: (0,listener_rule/* fingerprint */.Rj)(now.actions), pending: undefined });
    arrived(shift, 0, world.clock.now());
    log(found.wanted.name, `all traffic goes back to ${blue.service.name}: ${because}`);
    world.runner.warn(`${found.wanted.name}: all traffic went back from ${found.revision} to ${blue.service.revision}: ${because}.`);
    return {
        ...{ verdict: 'reverted', because, ...more },
        remedy: verified ? 'reverted' : 'needs-human',
        next: verified ? (next ?? 'Find the cause, then release again.') : 'The rule does not show it: look at it now.',
    };
}
/** Whether the rule was read so short a while ago that a way back need not wait for another look. */
const isFresh = ({ seen }, { clock }) => clock.now() - seen.at <= RECENT;
/** The rule as it is; as it was read last, where reading it fails or takes so long (`ms`) that traffic must not wait for it. */
const ruleAtAGlance = async (shift, world, rules, ms = AT_A_GLANCE) => (await atMost(ms, readRule(shift, world, rules), world)) ?? shift.seen.rule;
/** Makes known what is about to be written, so that it is taken for ours also when the answer is lost. */
function expectBack(shift, before) {
    const { blue, green } = shift.found;
    shift.pending = { print: (0,listener_rule/* fingerprint */.Rj)((0,listener_rule/* withOnly */.jq)(before.actions, blue.group, green.group)), green: 0 };
    return before;
}

;// CONCATENATED MODULE: ./build/src/shift/cancel-shift.js
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
/** How long (ms) the way back is tried, and when it is not waited for any more. */
const IN_TIME = 4_500;
const TOO_LATE = 6_000;
/** How long (ms) it may take to see whether blue can take the traffic. */
const cancel_shift_AT_A_GLANCE = 1_000;
/** How long (ms) the rule may take to be read, with another look where it is not as it was left. */
const TO_READ = 2_000;
const ANEW = 'Run again to begin anew.';
const GO_ON = 'Run again to go on from there (with resume: rollback all traffic goes back).';
const cancelEnd = (remedy, because, next) => ({
    ...{ verdict: 'cancelled', remedy, because: `cancelled${because}`, next },
});
/**
 * One write that puts all traffic on blue, verified; nothing else. The runner gives 7.5 seconds:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-cancellation
 */
async function cancelShift(shift, found, given, world) {
    if (!shift)
        return untouched(found);
    const { phase } = shift;
    if (phase === 'accepted' || phase === 'retiring' || phase === 'over')
        return cancelEnd('kept', '; the last step was well by then, so nothing goes back', 'Run again to bring the rest to its end.');
    const began = world.clock.now();
    await atMost(SETTLED, given.writing, world);
    const trying = (0,watch/* watch */.w)({
        clock: world.clock,
        cancel: new AbortController().signal,
        until: began + IN_TIME,
        look: () => bringBack(shift, given, world),
        judge: end => ({ judgement: end }),
        mayPass: () => true,
    });
    const tried = await atMost(TOO_LATE - (world.clock.now() - began), trying, world);
    const why = tried?.blind instanceof Error ? tried.blind.message.replace(/\.$/, '') : 'AWS did not answer in time';
    return (tried?.judgement ??
        cancelEnd('needs-human', `; traffic could not be brought back (${why})`, 'Run again with resume: rollback.'));
}
/** The lock of this traffic was not taken yet: what an earlier shift left is as it was, and somebody has to go on with it. */
function untouched({ green, share, standing }) {
    if (share === 0 || (share === 100 && !standing?.note))
        return cancelEnd('none', ' before any traffic was moved', '');
    const because = ` before this run moved any traffic; ${green.name} has the ${Math.round(share)} % that an earlier shift left it`;
    return cancelEnd('kept', because, GO_ON);
}
async function bringBack(shift, { onCancel, rules }, world) {
    const { blue, green, rule, wanted } = shift.found;
    const { pending, seen } = shift;
    // Where it was read a moment ago, traffic does not wait for a read that fails.
    const now = await (isFresh(shift, world)
        ? ruleAtAGlance(shift, world, rules, TO_READ)
        : readRule(shift, world, rules));
    // What was written last and cannot be read may be there.
    const unknown = pending !== undefined && shift.seen === seen;
    if (shift.share === 0 && !shift.ruleGone && !unknown)
        return pending?.green === 0
            ? cancelEnd('reverted', ', reverted', ANEW)
            : cancelEnd('none', '; green had no traffic', 'Run again to go on.');
    if ('foreign' in now)
        return cancelEnd('needs-human', `; ${now.foreign}, and nothing was written over it`, now.next ?? `Find out who did it. ${GO_ON}`);
    if (onCancel === 'keep')
        return cancelEnd('kept', '; the weights stay as they are (on-cancel: keep)', GO_ON);
    const healthy = await atMost(cancel_shift_AT_A_GLANCE, (0,find_pair/* countHealthy */.h)([blue.group], world), world);
    if (healthy?.get(blue.group) === 0) {
        if (await atMost(cancel_shift_AT_A_GLANCE, mendBlue(shift, world), world))
            shift.log(blue.service.name, `gets its ${shift.size} tasks back, as it has no healthy target`);
        return cancelEnd('needs-human', '; blue has no healthy target, so the weights stay as they are', `Run again with resume: rollback, which takes all traffic back once ${blue.service.name} is well.`);
    }
    const { verified } = await (0,revert/* revertTraffic */._)({ rule: rule.arn, blue: blue.group, green: green.group }, world, rules, expectBack(shift, now));
    arrived(shift, 0, world.clock.now());
    shift.log(wanted.name, `all traffic is back on ${blue.service.name}`);
    return verified
        ? cancelEnd('reverted', ', reverted', ANEW)
        : cancelEnd('needs-human', '; the way back was written, and the rule does not show it', 'Look at the rule now.');
}

;// CONCATENATED MODULE: ./build/src/shift/guard.js
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

// EXTERNAL MODULE: ./build/src/evidence/measure.js + 3 modules
var evidence_measure = __webpack_require__(5898);
// EXTERNAL MODULE: ./build/src/shift/choose-sides.js + 1 modules
var choose_sides = __webpack_require__(6913);
// EXTERNAL MODULE: ./build/src/decisions/snapshot.js
var snapshot = __webpack_require__(9049);
;// CONCATENATED MODULE: ./build/src/shift/guard-sides.js
// Are both sides still what the weights take them for?


/** Milliseconds between two looks at the services themselves; what they serve is measured more often. */
const EVERY = 120_000;
/**
 * A look that is due now and then, and before what cannot be taken back lightly (`now`): somebody may deploy something else to a side, which is held and never undone; and blue
 * may lose its tasks while it has traffic, which is said, and blue is brought up again.
 */
function guardSides(shift, world) {
    const { cluster, blue, green, wanted } = shift.found;
    const before = blue.service.revision;
    let due = 0;
    let warned = false;
    return async (asked) => {
        const now = world.clock.now();
        if (asked !== 'now' && now < due)
            return undefined;
        due = now + EVERY;
        const { services } = await (await world.ecs()).describeServices(cluster, [blue.service.name, green.name]);
        const at = (name) => services.find(one => one.name === name);
        for (const [side, name, revision] of [
            ['green', green.name, shift.found.revision],
            ['blue', blue.service.name, before],
        ]) {
            const primary = (0,snapshot/* primaryOf */.Os)(at(name));
            if (!primary || primary.revision === revision)
                continue;
            shift.runs = { ...shift.runs, [side]: primary.revision };
            return { foreign: `somebody deployed to ${name}: it is on ${primary.revision} now, and was on ${revision}` };
        }
        if (shift.share === 100 || at(blue.service.name)?.running !== 0) {
            warned = false;
            return undefined;
        }
        const ill = `${blue.service.name} has no task that runs, and ${100 - shift.share} % of the traffic: it is brought up again`;
        if (!warned)
            world.runner.warn(`${wanted.name}: ${ill}.`);
        if (!warned)
            shift.log(wanted.name, ill);
        warned = true;
        await mendBlue(shift, world);
        return undefined;
    };
}

// EXTERNAL MODULE: ./build/src/shift/keep-size.js + 1 modules
var keep_size = __webpack_require__(9038);
;// CONCATENATED MODULE: ./build/src/shift/nothing-to-do.js


const done = (because, next = '') => ({
    ...{ verdict: 'nothing-to-do', remedy: 'none', because, next },
});
/** What to do after a step that is not the last one. */
const goOn = (ladder, share) => {
    const next = ladder.find(one => one.weight > share);
    return next ? `Go on with step ${next.weight}.` : '';
};
/** How a pair ends that is where it was wanted, or further; undefined when there is something to do. */
async function nothingToDo(found, { resume, stopAt, ladder }, world) {
    const { share, standing } = found;
    if (share === 100 && standing?.note === undefined)
        return done('this revision took over before', resume === 'rollback' ? 'To go back from it, use the action rollback.' : '');
    if (share <= stopAt || resume === 'rollback')
        return undefined;
    const passed = `step ${stopAt} was passed before`;
    return (await illSides(found, passed, world)) ?? done(passed, goOn(ladder, share));
}
/** A side that has traffic, and no target to take it. */
async function illSides({ blue, green, share }, passed, world) {
    const sides = [
        { name: blue.service.name, group: blue.group, has: 100 - share },
        { name: green.name, group: green.group ?? '', has: share },
    ].filter(one => one.has > 0);
    const healthy = await (0,patiently/* patiently */.d)(world, () => (0,find_pair/* countHealthy */.h)(sides.map(one => one.group), world));
    const ill = sides.filter(one => healthy.get(one.group) === 0);
    if (ill.length === 0)
        return undefined;
    const isIll = (name) => ill.some(one => one.name === name);
    const bring = isIll(blue.service.name) ? [`bring ${blue.service.name} up`] : [];
    const back = isIll(green.name) ? ['run again with resume: rollback'] : [];
    const next = [...bring, ...back].join(', then ');
    return {
        ...{ verdict: 'held', remedy: 'needs-human' },
        because: `${passed}, and ${ill.map(one => `${one.name} has ${Math.round(one.has)} % of the traffic and no healthy target`).join(', and ')}`,
        next: `${next.charAt(0).toUpperCase()}${next.slice(1)}.`,
    };
}

// EXTERNAL MODULE: ./build/src/decisions/outcome.js
var decisions_outcome = __webpack_require__(3105);
// EXTERNAL MODULE: ./build/src/decisions/target-group.js
var target_group = __webpack_require__(118);
// EXTERNAL MODULE: ./build/src/release/look.js + 4 modules
var release_look = __webpack_require__(2952);
// EXTERNAL MODULE: ./build/src/release/release.js + 1 modules
var release = __webpack_require__(8326);
// EXTERNAL MODULE: ./build/src/smoke/probe.js
var probe = __webpack_require__(9385);
;// CONCATENATED MODULE: ./build/src/shift/prepare-green.js
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
    const [now] = (await (0,patiently/* patiently */.d)(world, () => ecs.describeServices(cluster, [blue.service.name]))).services;
    const size = now?.desired ?? blue.service.desired;
    const service = green.service ?? (await (0,patiently/* patiently */.d)(world, () => makeGreen(found, target.taskDefinition, size, world, log)));
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
    const [outcome] = await (0,release/* releaseServices */.s)(order, world, await (0,release_look/* createLook */.yd)(cluster, (_, fact) => log(green.name, fact), world));
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

// EXTERNAL MODULE: ./build/src/decisions/traffic-shift.js
var traffic_shift = __webpack_require__(6689);
;// CONCATENATED MODULE: ./build/src/shift/retire.js
// When does the side without traffic give its tasks back, and what is left behind?













const LOOK = 15_000;
/** How long (ms) AWS may be out of reach before this run says so and ends, with everything as it is. */
const BLIND = 15 * 60_000;
/** Both sides as scaling knows them. */
const sidesOf = ({ found }) => [
    { service: found.blue.service.name, group: found.blue.group },
    { service: found.green.name, group: found.green.group },
];
/** Waits until `until`, looking at the rule, and at what `also` sees, meanwhile; answers what was met. */
async function stand(shift, until, world, also) {
    const { clock, cancel } = world;
    let met;
    let seenAt = clock.now();
    const { ended, blind } = await (0,watch/* watch */.w)({
        clock,
        cancel,
        until: () => seenAt + BLIND,
        async look() {
            const rule = await readRule(shift, world);
            await (0,hold_rule/* renew */.qV)(shift.held, { rules: shift.rules, clock });
            seenAt = clock.now();
            // Another pair may fail while this one looks.
            const back = () => (shift.back === undefined ? undefined : { back: shift.back });
            met = 'foreign' in rule ? rule : (back() ?? (await also?.()) ?? back());
            return met === undefined && clock.now() < until();
        },
        judge: more => ({ judgement: undefined, ...(more ? { lookAgainIn: Math.min(LOOK, until() - clock.now()) } : {}) }),
        mayPass: failure/* mayPass */.bg,
    });
    if (ended === 'cancelled')
        throw new failure/* Failure */.HR('The job was cancelled.');
    if (ended === 'time-is-up')
        return outOfReach(blind, BLIND);
    return met;
}
/**
 * Blue gives its tasks back: when it has been kept long enough, and nobody can be on their way to it any more. Clients that
 * the rule keeps with blue would find nobody, so blue leaves such a rule before. As long as it stands green is watched by
 * `also`, for that is what it is kept for.
 */
async function retireBlue(shift, rules, world, also) {
    const { found, times, log } = shift;
    const { blue, green, sticky } = found;
    const kept = shift.since + Math.max(rules.keepBlueFor, shift_plan/* LEAST_KEPT */.JT, times.blue.deregistrationDelay * 1000);
    const left = kept - world.clock.now();
    if (left > 0)
        log(blue.service.name, `is kept for another ${(0,duration/* showDuration */.kJ)(left)}, without traffic`);
    const over = (met) => ('foreign' in met ? heldEnd(met) : goBack(shift, met.back, world, met));
    const met = (await stand(shift, () => kept, world, also)) ?? (await awaitTargets(shift, rules, world, also));
    if (met)
        return over(met);
    if (sticky !== undefined) {
        const foreign = await (0,patiently/* patiently */.d)(world, () => writeActions(shift, 100, world, actions => (0,listener_rule/* withOnly */.jq)(actions, green.group, blue.group)));
        if (foreign)
            return heldEnd(foreign);
        log(blue.service.name, 'is no part of the rule any more, so that no client is kept with it');
        const gone = (await stand(shift, () => shift.since + shift_plan/* LEAST_KEPT */.JT, world, also)) ??
            (await awaitTargets(shift, rules, world, also));
        if (gone)
            return over(gone);
    }
    const last = await (0,patiently/* patiently */.d)(world, () => also('now'));
    if (last)
        return over(last);
    if (shift.back !== undefined)
        return goBack(shift, shift.back, world);
    shift.phase = 'retiring';
    await (0,patiently/* patiently */.d)(world, () => emptyService(shift, { service: blue.service.name, group: blue.group }, world));
    const after = await (0,patiently/* patiently */.d)(world, () => readRule(shift, world));
    if (!('foreign' in after))
        return undefined;
    // Whoever gave it traffic in that moment did not know that its tasks go.
    if (shift.share < 100 && !shift.ruleGone)
        await (0,patiently/* patiently */.d)(world, () => wakeBlue(shift, world));
    return heldEnd({ ...after, foreign: `${after.foreign}, as ${blue.service.name} gave its tasks back` });
}
/**
 * Waits until green has the healthy targets that all of the traffic needs, as before a step: what blue gives back it cannot
 * lend any more. Answers what was met instead, also that they did not come in time.
 */
async function awaitTargets(shift, { allowUndersized, patience }, world, also) {
    const { size, log } = shift;
    const { blue, green } = shift.found;
    const until = world.clock.now() + patience;
    let lacks;
    const look = async () => {
        const healthy = await healthyNow(shift, world);
        if (healthy.green === 0)
            return { back: `${green.name} has no healthy target` };
        // A blue that an earlier run has emptied has nothing to wait with.
        const lacking = allowUndersized || blue.service.desired === 0 ? undefined : (0,traffic_shift/* lacksTargets */.XJ)(100, { healthy, size });
        if (lacking && !lacks)
            log(blue.service.name, `keeps its tasks for now: ${lacking}`);
        lacks = lacking;
        return lacks ? also() : undefined;
    };
    const met = await stand(shift, () => (lacks ? until : 0), world, look);
    if (met || !lacks)
        return met;
    return {
        foreign: `${blue.service.name} keeps its tasks, as for ${(0,duration/* showDuration */.kJ)(patience)} ${lacks}`,
        next: `Bring ${green.name} to ${size} tasks, then run again (with resume: rollback all traffic goes back).`,
    };
}
/** Blue has traffic again: what we took from it is its own again. */
async function wakeBlue(shift, world) {
    const { cluster, blue } = shift.found;
    await (await world.ecs()).updateService(cluster, blue.service.name, { desiredCount: shift.size });
    shift.resting = undefined;
    shift.log(blue.service.name, `gets its ${shift.size} tasks back, as it has traffic again`);
}
/** Green gives its tasks back after it lost its traffic, or at once when it never had any; answers who gave it some again. */
async function retireGreen(shift, world) {
    const { found, times, since, log } = shift;
    const hadTraffic = shift.history.some(one => one.green > 0);
    const due = hadTraffic ? since + Math.max(shift_plan/* LEAST_KEPT */.JT, times.green.deregistrationDelay * 1000) : 0;
    const left = due - world.clock.now();
    if (left > 0)
        log(found.green.name, `keeps its tasks for ${(0,duration/* showDuration */.kJ)(left)}, as requests may be on their way to it`);
    // Why all went back is known; what counts here is that nobody gave green traffic again.
    const standing = { ...shift, back: undefined };
    const met = left > 0 ? await stand(standing, () => due, world) : undefined;
    // What is told of the traffic is what the rule said last.
    Object.assign(shift, { share: standing.share, ruleGone: standing.ruleGone });
    if (met && 'foreign' in met) {
        log(found.green.name, `keeps its tasks: ${met.foreign}`);
        return met;
    }
    await (0,patiently/* patiently */.d)(world, () => emptyService(shift, { service: found.green.name, group: found.green.group }, world));
    return undefined;
}
/** Asks for no task, also where ECS shows none: what it shows may be older than what was asked for last. */
async function emptyService(shift, { service, group }, world) {
    const { found, log } = shift;
    shift.resting = service;
    const { services } = await (await world.ecs()).describeServices(found.cluster, [service]);
    if (!services[0]?.active)
        return;
    await (0,keep_size/* letRest */._M)(found.cluster, { service, group }, world);
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

;// CONCATENATED MODULE: ./build/src/decisions/longest-bake.js
// Until when may a step be watched, when too little is seen to call it well?

/** No shorter than the step's own bake, and no longer than leaves the time for the steps after it; `noMore` says why. */
function longestBake({ weight, bake }, since, { ladder, keepBlueFor, maxBake, endsAt }) {
    const wanted = since + Math.max(bake, maxBake);
    const latestAt = Math.max(since + bake, Math.min(wanted, endsAt - (0,shift_plan/* shiftTime */.Iy)({ ladder, keepBlueFor }, weight)));
    return { latestAt, noMore: latestAt < wanted ? NO_MORE : undefined };
}
const NO_MORE = 'there is no time to see more, as the AWS credentials of this job end and cannot be renewed (permissions: id-token: write)';

// EXTERNAL MODULE: ./build/src/decisions/reaction.js
var reaction = __webpack_require__(8286);
;// CONCATENATED MODULE: ./build/src/shift/shift-weights.js
// How does traffic move step by step, with each step watched, until all of it is on green or back on blue?













/** Milliseconds between two looks: metrics come by the minute, and the sooner one is seen the better. */
const shift_weights_LOOK = 15_000;
/** While green's targets come up. */
const SOON = 5_000;
/** Moves traffic up to the last step; undefined once that was watched and is well, else how it ended. */
async function shiftWeights(shift, measure, rules, world) {
    const { clock, cancel } = world;
    const { name } = shift.found.wanted;
    const ladder = shift.ladder.filter(step => step.weight <= rules.stopAt);
    const said = { line: '', decision: '', state: '', shared: false };
    let lackingSince;
    let again = shift_weights_LOOK;
    let breach;
    /** What the evidence says is to be done about it. */
    let advice;
    /** What called for going back, while blue has to be brought up first. */
    let owed;
    let seenAt = clock.now();
    let measured = shift.since;
    let end;
    const guard = guardSides(shift, world);
    const say = (line) => {
        if (line !== said.line)
            shift.log(name, line);
        said.line = line;
    };
    const sayBlind = (sentence) => {
        const { onBlind, blindLimit } = rules.policy;
        const then = onBlind === 'rollback' ? 'all traffic goes back' : 'it is held';
        say(`${shift.share} % stays, as ${sentence}; when that lasts ${(0,duration/* showDuration */.kJ)(blindLimit)}, ${then}`);
    };
    /** What was seen before a step says nothing of it. */
    const begin = () => {
        measured = shift.since;
        measure?.restart(shift.since, shift.share < 100 ? shift.found.blue.group : undefined);
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
        const lead = (0,reaction/* whatFollows */.h)(judgement, { now, ...longestBake(step, shift.since, { ...rules, ladder }) }, rules.policy);
        again = judgement.lookAgainIn;
        breach = judgement.breach;
        advice = judgement.next;
        const { state, sentence, shared = false } = judgement;
        if (shared && !said.shared)
            world.runner.warn(`${name}: ${sentence}.`);
        said.shared = shared;
        const decision = JSON.stringify({ pair: name, green: shift.share, state, lead: lead.lead });
        if (decision !== said.decision || lead.lead !== 'wait')
            shift.decisions.push(JSON.stringify({ at: new Date(now).toISOString(), ...JSON.parse(decision), sentence }));
        said.decision = decision;
        if (state === 'blind' && said.state !== 'blind' && lead.lead === 'wait')
            sayBlind(sentence);
        said.state = state;
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
        const move = (0,traffic_shift/* nextMove */.lE)({ ...facts, size: shift.size, healthy }, { ...asked, lackingSince });
        // More traffic only to what was released, and from what was live.
        return (move.do === 'shift' ? await guard('now') : undefined) ?? move;
    };
    /** The share whose watch goes on because too little was seen. */
    let extended;
    /** Does a move; answers when (ms) to look again, undefined at the end. */
    const act = async (move) => {
        const { found } = shift;
        switch (move.do) {
            case 'shift': {
                const foreign = await weigh(shift, move.to, world);
                if (foreign)
                    return over(heldEnd(foreign));
                const bake = (0,traffic_shift/* currentStep */.SY)(ladder, move.to)?.bake ?? 0;
                const weights = `blue=${100 - move.to} green=${move.to}`;
                say(`${move.to} % of the traffic goes to ${found.green.name} on ${found.revision} (${weights}), watched for ${(0,duration/* showDuration */.kJ)(bake)}`);
                begin();
                return Math.min(shift_weights_LOOK, bake);
            }
            case 'bake': {
                const left = move.until - clock.now();
                // What was seen grows at each look; that it is not enough is one piece of news.
                if (left <= 0 && extended !== shift.share)
                    say(`${shift.share} % stays, as ${move.because}`);
                if (left <= 0)
                    extended = shift.share;
                return left > 0 ? Math.min(again, left) : again;
            }
            case 'hold':
                return over({
                    ...heldEnd({ foreign: move.because }),
                    next: nextHeld(advice),
                });
            case 'wait':
                say(`waits: ${move.because}`);
                return SOON;
            case 'mend-blue':
                say(`should go back (${move.because}), and blue has no healthy target: it is brought up first`);
                await mendBlue(shift, world);
                if (shift.back === undefined)
                    owed = { breach, next: advice };
                shift.back ??= move.because;
                return SOON;
            case 'revert':
                return over(await goBack(shift, move.because, world, shift.back === undefined ? { breach, next: advice } : owed));
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
                return over(heldEnd(rule));
            await (0,hold_rule/* renew */.qV)(shift.held, { rules: shift.rules, clock });
            if (measured !== shift.since)
                begin();
            const foreign = shift.share > 0 ? await guard() : undefined;
            if (foreign)
                return over(heldEnd(foreign));
            if (shift.share > 0)
                await measure?.look();
            const move = await decide(follow());
            if ('foreign' in move)
                return over(heldEnd(move));
            const next = await act(move);
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
    return heldEnd(outOfReach(blind, BLIND));
}

// EXTERNAL MODULE: ./build/src/decisions/live-colour.js
var live_colour = __webpack_require__(2492);
// EXTERNAL MODULE: ./build/src/decisions/metric-plan.js
var metric_plan = __webpack_require__(5609);
;// CONCATENATED MODULE: ./build/src/shift/take-up-pair.js
// How is a pair taken up: held, looked at anew, and made known to those who may have to tidy up?





/** Under the lock everything is looked at anew: whoever had it may have moved it. */
async function takeUp(first, group, held, order, everybody, log, world) {
    const again = await (0,find_pair/* findPair */.c)(first.wanted, order, everybody, world);
    const found = { ...again, green: { ...again.green, group: again.green.group ?? group } };
    const groups = await world.targetGroups();
    const [blue, green] = await Promise.all([groups.times(found.blue.group), groups.times(found.green.group)]);
    const keeping = [found.blue.group, found.green.group].filter((_, i) => [blue, green][i]?.stickiness !== undefined);
    if (keeping.length > 0 && found.sticky === undefined)
        throw new failure/* Failure */.HR(`${found.wanted.name}: ${keeping.map(live_colour/* groupName */.hv).join(' and ')} keeps clients with their targets (stickiness), and the rule does not keep them with their group, which AWS refuses for two groups: turn the rule's stickiness on, or that of the groups off.`);
    const now = world.clock.now();
    const hinted = Math.round(found.share) === held.note.weight && held.note.since > 0;
    return {
        ...{
            found,
            held,
            rules: await world.listenerRules(),
            log,
            ladder: order.ladder,
            phase: 'preparing',
            back: undefined,
            resting: undefined,
            ruleGone: false,
            pending: undefined,
        },
        ...{ share: found.share, since: hinted ? held.note.since : now, expected: (0,listener_rule/* fingerprint */.Rj)(found.rule.actions) },
        seen: { rule: found.rule, at: now },
        ...{ size: sizeOf(found), times: { blue, green }, decisions: [] },
        history: [{ at: now, green: found.share }],
    };
}
/** How many tasks carry the traffic. Somebody may have scaled blue down since green has some. */
const sizeOf = ({ blue, green, share }) => Math.max(blue.service.desired, share > 0 ? (green.service?.desired ?? 0) : 0);
/** What is measured of green. */
async function subjectOf({ found, since, share }, world) {
    const { cluster, green, blue, revision } = found;
    const [group] = await (await world.targetGroups()).describe([green.group]);
    const [balancer] = group?.loadBalancers ?? [];
    return {
        ...{ cluster, service: green.name, revision, group: green.group, since },
        loadBalancer: balancer === undefined ? undefined : (0,metric_plan/* loadBalancerDimension */.Tj)(balancer),
        control: share < 100 ? blue.group : undefined,
        before: { group: blue.group, until: since },
    };
}
/** Tells the end of the job, before anything is changed. */
function keepForPost({ cluster, rule, route, blue, green, wanted }, group, order, world) {
    order.kept.push({
        ...{ name: wanted.name, cluster, rule: rule.arn },
        test: { listener: route.listener, priority: route.priority, holder: order.holder },
        blue: { service: blue.service.name, group: blue.group },
        green: { service: green.name, group },
    });
    world.runner.keep('pairs', JSON.stringify(order.kept));
}

;// CONCATENATED MODULE: ./build/src/shift/shift-pair.js
// How does one pair get from what is live to what is wanted, and what is done when it does not?
















/** Does it all for one pair. Leaves all traffic on one side and well, or says why it could not, and where it is. */
async function shiftPair(first, order, everybody, state, log, world) {
    const idle = await nothingToDo(first, order, world);
    if (idle)
        return idle;
    const rules = await world.listenerRules();
    const group = await (0,patiently/* patiently */.d)(world, () => groupOfGreen(first, order, world));
    keepForPost(first, group, order, world);
    const about = { blue: first.blue.service.name, green: first.green.name, revision: first.revision };
    const me = (0,hold_rule/* holderOf */.Kd)(world, order.holder);
    const { taken, ...held } = await (0,patiently/* patiently */.d)(world, () => (0,hold_rule/* holdRule */.Gt)(first.route, group, about, me, { rules, clock: world.clock }));
    if (taken)
        log(first.wanted.name, `goes on from ${taken.run}, which is over`);
    const shift = await (0,patiently/* patiently */.d)(world, () => takeUp(first, group, held, order, everybody, log, world)).catch(async (error) => {
        // Nothing was moved; whoever was here before left hints, which the next one needs.
        const leaving = taken ? (0,hold_rule/* writeDown */.__)(held, { until: 0 }, rules) : rules.remove(held.rule.arn);
        await Promise.allSettled([leaving]);
        throw error;
    });
    state.shift = shift;
    const end = await move(shift, order, state, world).catch(error => brokenOff(shift, error, world));
    return tidy(shift, end, { ...order, unfinished: taken !== undefined }, world);
}
async function move(shift, order, state, world) {
    const { found, log } = shift;
    const { cluster, blue, green, wanted } = found;
    if (order.resume === 'rollback')
        return shift.share === 0
            ? nothingGoesBack(shift)
            : goBack(shift, 'that was asked for (resume: rollback)', world, {
                next: 'Release again when it may have traffic.',
            });
    const dead = shift.share > 0 && (await greenIsDead(shift, world));
    if (dead)
        return goBack(shift, dead, world, { next: `Look at why tasks of ${green.name} end, then release again.` });
    await (0,patiently/* patiently */.d)(world, () => (0,keep_size/* suspendScaling */.K)({ cluster, sides: sidesOf(shift), world, log }));
    await (0,hold_rule/* renew */.qV)(shift.held, { rules: shift.rules, clock: world.clock }, order.limit + hold_rule/* LEASE */.DL);
    const target = shift.share < 100 && (await (0,patiently/* patiently */.d)(world, () => (0,choose_sides/* resolveFor */.E)(wanted, blue.service.name, cluster, world, false)));
    if (target && target.revision !== found.revision) {
        // It was not registered when the rule was made.
        found.revision = target.revision;
        await (0,patiently/* patiently */.d)(world, () => (0,hold_rule/* writeDown */.__)(shift.held, { revision: target.revision }, shift.rules));
    }
    const measure = order.evidence && (0,evidence_measure/* createMeasure */.F)(await (0,patiently/* patiently */.d)(world, () => subjectOf(shift, world)), order.evidence, world, log);
    if (measure)
        state.measure = measure;
    // As early as can be; of a service that is still to be made nothing can be asked yet.
    if (found.green.service)
        await (0,patiently/* patiently */.d)(world, async () => measure?.check());
    const ill = target && (await prepareGreen(found, target, shift.share > 0, order, world, log));
    if (!ill && !found.green.service)
        await (0,patiently/* patiently */.d)(world, async () => measure?.check());
    if (ill && shift.share > 0)
        return goBack(shift, ill.because, world, ill);
    if (ill)
        return { verdict: 'failed', remedy: 'none', ...ill };
    shift.phase = 'shifting';
    const end = await shiftWeights(shift, measure, order, world);
    if (end)
        return end;
    state.accepted();
    const guard = guardSides(shift, world);
    const also = async (asked) => (await guard(asked)) ?? (measure && (await harmOf(measure, world)));
    const next = goOn(order.ladder, shift.share);
    const met = next && state.mayRetire() && shift.back === undefined
        ? undefined
        : await stand(shift, () => (state.mayRetire() ? 0 : Number.POSITIVE_INFINITY), world, also);
    if (met)
        return 'back' in met ? goBack(shift, met.back, world, met) : heldEnd(met);
    const finished = { verdict: 'finished', remedy: 'none' };
    if (next)
        return { ...finished, because: `step ${shift.share} is done: ${found.revision} was well to its end`, next };
    shift.phase = 'accepted';
    const kept = await retireBlue(shift, order, world, also);
    return kept ?? { ...finished, because: `${green.name} on ${found.revision} has all of the traffic`, next: '' };
}
/** Why green cannot keep the traffic that an interrupted run left it, when blue can take it: nothing need be waited for then. */
async function greenIsDead(shift, world) {
    const healthy = await (0,patiently/* patiently */.d)(world, () => healthyNow(shift, world));
    return healthy.green === 0 && healthy.blue > 0
        ? `${shift.found.green.name} has no healthy target, and had ${Math.round(shift.share)} % of the traffic`
        : undefined;
}
/** What green does once all of the traffic is its own: harm alone counts then. */
async function harmOf(measure, { clock }) {
    await measure.look();
    const { state, sentence, breach } = measure.judge(clock.now(), Number.POSITIVE_INFINITY);
    return state === 'harmful' ? { back: sentence, breach } : undefined;
}
/** Something was refused or lost on the way: what has no traffic yet gets none, and what has goes back where it can be. */
async function brokenOff(shift, error, world) {
    if (!(error instanceof failure/* Failure */.HR) || world.cancel.aborted)
        throw error;
    const { because, next } = (0,advice/* splitAdvice */.B)(error.message, 'Mend what is refused, then run again.');
    const held = { verdict: 'held', remedy: 'needs-human', because, next };
    if (shift.share === 0)
        return { verdict: 'failed', remedy: 'none', because, next };
    // That AWS cannot be asked just now is no reason to move anything.
    if (error.passing || shift.phase === 'accepted' || shift.phase === 'retiring')
        return held;
    return goBack(shift, because, world, { next }).catch(() => held);
}
/** Green has no traffic now; requests may be on their way to it when it had some. */
function nothingGoesBack({ history, held: { note } }) {
    if (note.since > 0)
        history.unshift({ at: note.since, green: note.weight });
    return done('no traffic is on green, so nothing goes back');
}
/**
 * After the traffic the sizes, then scaling and the test rule. What somebody else changed is left as it is. Green is given up
 * too where nothing went back of a shift that was interrupted (`unfinished`).
 */
async function tidy(shift, end, { keepGreen, unfinished }, world) {
    const goesOn = end.verdict === 'held' || (end.verdict === 'finished' && shift.share < 100);
    const gaveUp = end.verdict === 'reverted' || end.verdict === 'failed' || (end.verdict === 'nothing-to-do' && unfinished);
    const stays = goesOn || end.remedy === 'needs-human';
    try {
        const met = gaveUp && !stays && !keepGreen ? await retireGreen(shift, world) : undefined;
        await (0,patiently/* patiently */.d)(world, () => leave(shift, stays, world));
        return met && end.verdict === 'nothing-to-do' ? heldEnd(met) : end;
    }
    catch (error) {
        if (!(error instanceof failure/* Failure */.HR) || world.cancel.aborted)
            throw error;
        world.runner.warn(`${shift.found.wanted.name}: not all was tidied up: the test rule may still be there, and scaling of ${sidesOf(shift)
            .map(one => one.service)
            .join(' and ')} may still be suspended, until a later run puts that right. ${error.message}`);
        return end;
    }
}

;// CONCATENATED MODULE: ./build/src/shift/shift-services.js
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
    const run = async (state, turn) => {
        state.startedAt = world.clock.now();
        // The turns after this one need their time too.
        const ladder = order.ladder.filter(one => one.weight <= order.stopAt);
        const endsAt = order.endsAt - (states.length - 1 - turn) * (0,shift_plan/* shiftTime */.Iy)({ ...order, ladder });
        const end = await shiftPair(state.found, { ...own, endsAt }, everybody, state, log, live).catch(error => {
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
        // In reverse order; who has no blue any more has no way back.
        for (const { shift } of all.toReversed())
            if (shift && shift.phase !== 'retiring' && shift.phase !== 'over')
                shift.back ??= `${state.name} did not take over`;
    };
    const shiftAll = async () => {
        const running = [];
        for (const [turn, group] of states.entries()) {
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
                running.push(...group.map(one => run(one, turn)));
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
            state.end ??= await cancelShift(state.shift, state.found, { onCancel: order.onCancel, writing, rules: urgent }, world);
        }));
    return all.map(({ name, found, shift, measure, end, startedAt }) => ({
        ...{ name, cluster: order.cluster, startedAt, endedAt: world.clock.now() },
        ...{ blue: side(shift?.found ?? found, 'blue', shift), green: side(shift?.found ?? found, 'green', shift) },
        revision: (shift?.found ?? found).revision,
        share: shift?.share ?? found.share,
        ruleGone: shift?.ruleGone ?? false,
        history: shift?.history ?? [],
        decisions: shift?.decisions ?? [],
        minutes: measure?.minutes() ?? { green: [], control: [] },
        end: end,
    }));
}
const side = ({ blue, green, revision }, which, shift) => which === 'blue'
    ? { service: blue.service.name, revision: shift?.runs?.blue ?? blue.service.revision, size: blue.service.desired }
    : { service: green.name, revision: shift?.runs?.green ?? revision, size: blue.service.desired };
/** What was refused before anything was changed, or held by another run. */
function failureEnd(error) {
    if (!(error instanceof Error) || error.name !== 'Failure')
        throw error;
    const { because, next } = (0,advice/* splitAdvice */.B)(error.message, 'Mend it, then run again.');
    const verdict = /^Another run/.test(because) ? 'held' : 'failed';
    return { verdict, remedy: 'none', because, next };
}

// EXTERNAL MODULE: ./build/src/decisions/region.js
var decisions_region = __webpack_require__(5153);
// EXTERNAL MODULE: ./build/src/decisions/alert.js
var decisions_alert = __webpack_require__(9879);
;// CONCATENATED MODULE: ./build/src/decisions/shift-outcome.js
// How did a shift end, what is live now, and in which words is it said?


/** Whoever has more of the traffic; of equals the one that served before. */
const liveOf = ({ blue, green, share }) => share > 50 ? green : blue;
const whole = (share) => Math.round(share * 10) / 10;
const weightsOf = ({ share, ruleGone }) => ruleGone ? '' : `blue=${whole(100 - share)} green=${whole(share)}`;
/** The last line: the verdict, what is live, and the next thing to do. */
function explainShift(result) {
    const { end, blue, green, share, ruleGone, startedAt, endedAt } = result;
    const live = liveOf(result);
    const has = ruleGone
        ? `What is live is not known; ${blue.service} runs ${blue.revision}, and ${green.service} ${green.revision}.`
        : share > 0 && share < 100
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
                : `${because.charAt(0).toUpperCase()}${because.slice(1)}, after ${took}.`;
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
/** JSON for whoever alerts people, when it went back, is held, or needs somebody; undefined otherwise. */
function alertOf(result) {
    const { end, name, cluster, revision, ruleGone } = result;
    const { verdict, remedy, because, next, breach } = end;
    if (verdict !== 'reverted' && verdict !== 'held' && remedy !== 'needs-human')
        return undefined;
    const severity = breach || remedy === 'needs-human' ? 'critical' : 'warning';
    const what = breach ? 'does harm' : verdict === 'reverted' ? 'was reverted' : 'is held';
    const message = explainShift(result);
    const told = { from: revision, live: ruleGone ? '' : liveOf(result).revision, cause: because, nextStep: next };
    const title = `${name}: ${revision} ${what}`;
    return (0,decisions_alert/* writeAlert */.y)({ severity, title, message, service: name, cluster, verdict, remedy, ...told }, breach);
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
        liveRevision: lines(one => (one.ruleGone ? undefined : liveOf(one).revision)),
        liveService: lines(one => (one.ruleGone ? undefined : liveOf(one).service)),
        liveVerified: String(results.every(one => one.end.remedy !== 'needs-human')),
        deploymentId: '',
        previousCount: lines(one => String(one.blue.size)),
        weights: lines(weightsOf),
        step: lines(one => (one.ruleGone ? undefined : String(whole(one.share)))),
        cause: lines(one => (shift_outcome_isGood(one) ? undefined : one.end.because)),
        nextStep: lines(one => one.end.next || undefined),
        message: lines(one => (results.length === 1 ? explainShift(one) : `${one.name}: ${explainShift(one)}`)),
        breachedMetric: lines(one => one.end.breach?.metric),
        value: lines(one => one.end.breach?.value),
        threshold: lines(one => one.end.breach?.threshold),
        alert: lines(alertOf),
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
// EXTERNAL MODULE: ./build/src/decisions/error-chart.js
var error_chart = __webpack_require__(806);
;// CONCATENATED MODULE: ./build/src/decisions/shift-pictures.js
// What do weights, errors and judgements of a shift look like over time?


/** Markdown: pictures of a shift's traffic and errors, and its judgements; nothing where nothing was seen. */
const drawShift = (shift) => [
    ...weights(shift),
    ...(0,error_chart/* drawErrors */.Sc)(shift.name, shift.minutes, undefined),
    ...judgements(shift),
];
/** Green's percent, a point a minute (fewer of a long shift). */
function weights({ name, history, endedAt }) {
    const [first] = history;
    if (!first || history.length < 2)
        return [];
    const minutes = Math.max(1, (endedAt - first.at) / 60_000);
    const points = Math.min(error_chart/* MOST_POINTS */._u, Math.max(2, Math.ceil(minutes) + 1));
    const values = Array.from({ length: points }, (_, i) => {
        const at = first.at + (i * (endedAt - first.at)) / (points - 1);
        return Math.round(history.findLast(one => one.at <= at)?.green ?? 0);
    });
    return (0,error_chart/* drawLines */.wo)(`${name}: percent of the traffic on green`, Math.ceil(minutes), 100, [values]);
}
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

;// CONCATENATED MODULE: ./build/src/shift/tell-shift.js



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
const plannedPair = ({ wanted, blue, green, revision, share, standing }) => ({
    name: wanted.name,
    blue: { service: blue.service.name, revision: blue.service.revision, size: blue.service.desired },
    green: {
        ...{ service: green.name, revision, exists: green.service !== undefined },
        size: green.service?.desired ?? 0,
    },
    share,
    unfinished: standing?.note !== undefined,
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

;// CONCATENATED MODULE: ./build/src/shift/shift-by-weights.js








/** Finds all pairs, prints the plan, and does it, unless it is only a plan or would not come to its end in time. */
async function shiftByWeights(order, world, tell) {
    const { cluster, resume, createService } = order;
    const everybody = servicesOf(cluster, world);
    const groups = await Promise.all(order.groups.map(group => Promise.all(group.map(wanted => (0,patiently/* patiently */.d)(world, () => (0,find_pair/* findPair */.c)(wanted, { cluster, resume, createService }, everybody, world))))));
    const schedule = {
        ...{ ladder: order.ladder.filter(one => one.weight <= order.stopAt), keepBlueFor: order.keepBlueFor },
        ...{ limit: order.limit, turns: groups.length },
        ...{ evidence: order.evidence !== undefined, back: resume === 'rollback' },
    };
    const log = (0,src_log/* startLog */.l)(world.clock, world.runner.line);
    for (const line of (0,shift_plan/* explainPlan */.dp)(groups.flat().map(plannedPair), schedule))
        log('plan', line);
    const begins = resume === 'continue' && groups.flat().some(one => one.share === 0);
    if (begins && !order.smoke)
        log('plan', 'green is not asked anything before it gets traffic, as there are no smoke-urls');
    const session = await (0,outlast/* sessionOf */.MC)(order.session, world);
    const problems = (0,shift_plan/* planProblems */.s4)(schedule, session, order.jobLimit);
    if (problems.length > 0)
        throw new failure/* Failure */.HR(problems.join('\n'));
    if (order.plan)
        return tellPlanned(groups.flat(), tell);
    const holds = session.renewable ? undefined : session.holds;
    const endsAt = holds === undefined ? Number.POSITIVE_INFINITY : world.clock.now() + holds - outlast/* MARGIN */.jS;
    return tellShift(await shiftServices({ ...order, groups, endsAt }, everybody, world), world, tell);
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

// EXTERNAL MODULE: ./build/src/input.js
var input = __webpack_require__(249);
;// CONCATENATED MODULE: ./build/src/shift/shift-inputs.js
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
    greenService: (0,input/* text */.Qq)({
        description: 'The other one. It is made like the live one when it does not exist, unless `create-service` is false.',
    }),
    order: (0,input/* groups */.TN)({
        description: 'Groups of pairs, one a line. A group begins when each of the one before has all of its traffic (with `step`: as much as that) and was watched; when one fails, the later ones are not touched.',
    }),
    only: (0,input/* list */.p_)({ description: 'Shift only these of them.' }),
    mode: (0,input/* oneOf */.yL)('independent', 'together')({
        description: '`independent`: each pair goes on if another fails. `together`: when one fails, all go back whose blue still has its tasks; a pair that is done with its last step, or with `step`, waits for the others.',
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
        secret: true,
    }),
    testHost: (0,input/* text */.Qq)({ description: 'A host name for test requests, in place of a header.' }),
    testListener: (0,input/* text */.Qq)({ description: 'The ARN of a listener for test requests alone, in place of a header.' }),
    createService: (0,input/* flag */.Jt)({
        description: 'Make the other service like the live one where it does not exist; otherwise that is an error.',
        default: 'true',
    }),
    createTargetGroup: (0,input/* flag */.Jt)({ description: 'Make a target group for green where there is none.', default: 'false' }),
    targetGroup: (0,input/* text */.Qq)({ description: 'Its name. Unset: the service’s, with `-tg`.' }),
    targetGroupProtocol: (0,input/* oneOf */.yL)('HTTP', 'HTTPS')({ description: 'Its protocol. Unset: as the live one’s.' }),
    targetGroupPort: (0,input/* count */.U9)(1, 65_535)({ description: 'Its port. Unset: as the live one’s.' }),
    vpcId: (0,input/* text */.Qq)({ description: 'Its VPC. Unset: as the live one’s.' }),
    healthPath: (0,input/* text */.Qq)({ description: 'The path of its health check. Unset: as the live one’s.' }),
    smokeUrls: (0,input/* list */.p_)({
        description: 'Addresses that must answer well from green, through the test rule, before it gets traffic. Unset: its health checks must do.',
    }),
    smokeHeaders: (0,input/* map */.Tj)({ description: 'Headers to send, beside that of the test rule.', secret: true }),
    smokeExpectStatus: (0,input/* list */.p_)({ description: 'Statuses of a good answer: `200`, `2xx`, `200-299`.', default: '2xx' }),
    smokeExpectText: (0,input/* text */.Qq)({ description: 'A text that the body of a good answer has.' }),
    smokeConsecutive: (0,input/* count */.U9)(1, 100)({ description: 'How many good answers in a row are enough.', default: '2' }),
    smokeIntervalSeconds: (0,input/* duration */.p0)('seconds')({ description: 'Time between two tries.', default: '2' }),
    smokeRequestTimeoutSeconds: (0,input/* duration */.p0)('seconds')({ description: 'How long one answer may take.', default: '10' }),
    smokeTimeoutSeconds: (0,input/* duration */.p0)('seconds')({ description: 'How long all of it may take.', default: '60' }),
    waitForMinutes: (0,input/* duration */.p0)('minutes')({
        description: 'How long green may take to be well, and to have enough healthy targets before a step, and before blue gives its tasks back.',
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
        description: 'Go no further than this step, so that each step can be a job of its own. Steps before it that are not done are done first, each watched; where the traffic is past it already nothing is done, and it is red when a side with traffic has no healthy target. Unset: all of them.',
    }),
    keepBlueFor: (0,input/* duration */.p0)('minutes')({
        description: 'How long the side that was live keeps all of its tasks after it lost its traffic, and longer while green has too few healthy targets for all of it. Unset: 60m.',
    }),
    keepGreen: (0,input/* flag */.Jt)({ description: 'Leave green’s tasks running when it was given up.', default: 'false' }),
    allowUndersized: (0,input/* flag */.Jt)({
        description: 'Allow weight on a target group with too few healthy targets.',
        default: 'false',
    }),
    hooks: (0,input/* oneOf */.yL)('set', 'keep')({
        description: 'For `engine: ecs`. `set`: ECS pauses for this release only; pauses that a killed or held run leaves on the service are taken off by the next release or rollback. `keep`: at the pause hooks that the service has.',
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
        description: 'What to do with a shift that was interrupted: go on from what the weights say, or all traffic back to the side that the note on its test rule says was live before, whatever is named now.',
        default: 'continue',
    }),
    plan: (0,input/* flag */.Jt)({
        description: 'Show what would be done, how long it takes and what it costs, and change nothing.',
        default: 'false',
    }),
    sessionMinutes: (0,input/* duration */.p0)('minutes')({
        description: 'How long the job’s AWS credentials hold, where they cannot be renewed (permission `id-token: write`) and AWS_CREDENTIAL_EXPIRATION does not say it.',
        default: '60',
    }),
    jobLimit: (0,input/* duration */.p0)('minutes')({ description: 'When the job is ended by its runner.', default: '360' }),
};

// EXTERNAL MODULE: ./build/src/decisions/probe.js
var decisions_probe = __webpack_require__(9827);
;// CONCATENATED MODULE: ./build/src/shift/shift-values.js
// What do the inputs of a shift say in the words of those who do it?




/** What green is judged by; undefined: by the clock alone. */
const evidenceOf = (given) => given.evidence ? given : undefined;
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

// EXTERNAL MODULE: ./build/src/decisions/lease.js
var lease = __webpack_require__(9143);
// EXTERNAL MODULE: ./build/src/turns.js
var turns = __webpack_require__(1993);
;// CONCATENATED MODULE: ./build/src/shift/tidy-after.js
// The job ends, and a run was cancelled: what did it leave, and how is all of it put away in time?








/** Pairs that are looked after at a time: more calls at once would only be throttled. */
const AT_ONCE = 10;
/**
 * What a cancelled run left: scaling is as it was, green without traffic gives its tasks back, the test rule goes. The job's
 * end has five minutes for all pairs, so scaling comes first, and the wait for requests on their way is one for all.
 * Does nothing where the run came to its own end, or where another has taken over. A pair that fails is told of, and
 * keeps no other one.
 */
async function tidyAfter(pairs, log, world) {
    const rules = await world.listenerRules();
    const each = (some, work) => (0,turns/* inTurns */.g)(some, AT_ONCE, pair => work(pair).catch(error => sayLeft(pair, error, world)));
    const [atOnce, later] = [[], []];
    await each(pairs, async (pair) => {
        const idle = await restore(pair, rules, log, world);
        // Green that never had traffic has nothing on its way to it.
        if (idle)
            (idle.hadTraffic ? later : atOnce).push(pair);
    });
    await each(atOnce, pair => putAway(pair, rules, log, world));
    if (later.length > 0)
        await pass(shift_plan/* LEAST_KEPT */.JT, world);
    await each(later, pair => putAway(pair, rules, log, world));
}
function sayLeft({ name }, error, { runner }) {
    if (!(error instanceof failure/* Failure */.HR))
        throw error;
    runner.warn(`${name}: not all was tidied up after the cancel: ${error.message}`);
}
/** The test rule, while it is this run's. */
async function testRule({ test }, rules) {
    const standing = await (0,hold_rule/* standingAt */.Ib)(test.priority, await rules.rulesOf(test.listener), rules);
    return standing?.note?.holder === test.holder ? { rule: standing.rule, note: standing.note } : undefined;
}
const shareNow = async ({ rule, blue, green }, rules) => (0,listener_rule/* greenShare */.fW)((await rules.rule(rule)).actions, { blue: blue.group, green: green.group }) ?? 0;
/** Scaling is as it was. Answers undefined where nothing else is left to do: green is in use, or this run was over. */
async function restore(pair, rules, log, world) {
    const { name, cluster, blue, green } = pair;
    const standing = await testRule(pair, rules);
    // A run that let go of it by itself has left things as they are to be.
    if (!standing || standing.note.until <= world.clock.now())
        return undefined;
    const share = await shareNow(pair, rules);
    const [resting] = share === 100 ? [blue.service] : share === 0 ? [green.service] : [];
    await (0,keep_size/* restoreScaling */.oQ)({ cluster, sides: [blue, green], world, log }, resting);
    if (share === 0)
        return { hadTraffic: standing.note.since > 0 };
    log(name, `green has ${Math.round(share)} % of the traffic: run again to go on, or with resume: rollback`);
    await rules.tag(standing.rule.arn, (0,lease/* writeNote */.IP)({ until: world.clock.now() }));
    return undefined;
}
/** Green, which has no traffic, gives its tasks back, and the test rule goes; unless somebody else has begun meanwhile. */
async function putAway(pair, rules, log, world) {
    const { cluster, green } = pair;
    const standing = await testRule(pair, rules);
    if (!standing || (await shareNow(pair, rules)) > 0)
        return;
    const { services } = await (await world.ecs()).describeServices(cluster, [green.service]);
    // Asked for also where ECS shows none: what it shows may be older than what was asked for last.
    if (services[0]?.active)
        await (0,keep_size/* letRest */._M)(cluster, green, world);
    await rules.remove(standing.rule.arn);
    log(green.service, 'has given its tasks back after the cancel');
}
const pass = (ms, { clock, cancel }) => (0,watch/* watch */.w)({
    ...{ clock, cancel, until: clock.now() + ms },
    look: async () => { },
    judge: () => ({ judgement: undefined, lookAgainIn: ms }),
    mayPass: () => false,
});

// EXTERNAL MODULE: ./build/src/decisions/pause-words.js
var pause_words = __webpack_require__(8595);
;// CONCATENATED MODULE: ./build/src/decisions/native-outcome.js
// How did a shift by ECS end, what is live now, and in which words do we say it?



/**
 * Why ECS took a deployment back, by its own reason, and whether its tasks can tell more of that.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/troubleshooting-blue-green.html
 */
function whyBack(reason) {
    const stage = (0,pause_words/* unansweredStage */.DB)(reason);
    if (stage)
        return {
            because: `nobody answered the pause at ${(0,pause_words/* stageName */.CT)(stage)} in time, so ECS took it back`,
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
            return say(`${revision} is held at ${tenths(outcome.percent ?? reached)} %: ${because}.`, live, next);
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
/** JSON for whoever alerts people, when it went back, is held, or needs somebody; empty otherwise. */
function native_outcome_alertOf(outcome) {
    const { verdict, remedy, service, cluster, revision, live, diagnosis, breach } = outcome;
    if (verdict !== 'reverted' && verdict !== 'held' && remedy !== 'needs-human')
        return '';
    const severity = breach || remedy === 'needs-human' ? 'critical' : 'warning';
    const what = breach ? 'does harm' : verdict === 'reverted' ? 'was reverted' : 'is held';
    const [message, title] = [explainShiftEnd(outcome), `${service}: ${revision} ${what}`];
    const told = { from: revision, live: live?.revision ?? '', nextStep: diagnosis?.next ?? '' };
    const cause = diagnosis?.cause ?? outcome.because;
    return (0,decisions_alert/* writeAlert */.y)({ severity, title, message, service, cluster, verdict, remedy, ...told, cause }, breach);
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
        alert: native_outcome_alertOf(outcome),
        decisions: decisions.join('\n'),
    };
}

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

// EXTERNAL MODULE: ./build/src/decisions/pause-hooks.js
var pause_hooks = __webpack_require__(4366);
;// CONCATENATED MODULE: ./build/src/decisions/pause.js
// What do we do about a deployment that ECS shifts, as it is seen now: wait, try green, let it go on, or send it back?

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
/** A load balancer needs up to a minute until all of it routes by new weights (ms). */
const PROPAGATION = 60_000;
/** An answer has to be there this long (ms) before ECS acts by itself. */
const LAST_MOMENT = 60_000;
/** What is held for people ends this long (ms) before ECS acts, so that they can still answer; at most half of the pause. */
const TO_ANSWER = 10 * 60_000;
/** Weights that are told in tenths of a percent are the same when they differ by less than this. */
const SAME = 0.06;
/** Whether the rule and ECS tell different shares. */
const disagree = (percent, weight) => percent !== undefined && weight !== undefined && Math.abs(percent - weight) >= SAME;
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
        return wait(`ECS is in stage ${(0,pause_words/* stageName */.CT)(record.stage)}`);
    if (!ours)
        return wait(`the pause at ${(0,pause_words/* stageName */.CT)(record.stage)} is not ours: somebody else has to answer it`);
    const next = answer(facts, share);
    if (next.move !== 'wait')
        return next;
    const ends = Math.min(...open.map(one => one.expiresAt ?? Number.POSITIVE_INFINITY));
    const forPeople = next.held && open.every(one => one.atTimeout === 'go-back');
    if (now < ends - (forPeople ? timeToAnswer(ends - (facts.pausedSince ?? now)) : LAST_MOMENT))
        return next;
    if (forPeople)
        return { move: 'end', end: 'held', because: next.because };
    return goBack(`the pause at ${(0,pause_words/* stageName */.CT)(record.stage)} was about to end, and ${next.because}`);
}
const timeToAnswer = (pause) => Math.max(LAST_MOMENT, Math.min(TO_ANSWER, pause / 2));
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
            return wait(`ECS says ${(0,pause_words/* stageName */.CT)(status)}`);
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
    if (disagree(percent, weight))
        return `the listener rule sends ${percent} % to green, and ECS asked for ${weight} %`;
    const last = answered.findLast(one => one.stage === 'PRE_PRODUCTION_TRAFFIC_SHIFT');
    const open = openPauses(record).map(({ id }) => id);
    if (stage === 'PRE_PRODUCTION_TRAFFIC_SHIFT' && last && share <= last.percent && !open.includes(last.hook))
        return `green still has ${share} %, though a step was taken`;
    if (stage === 'POST_PRODUCTION_TRAFFIC_SHIFT' && share < 100)
        return `green has ${share} %, though all traffic is to have moved`;
    return undefined;
}

// EXTERNAL MODULE: ./build/src/release/begin.js
var begin = __webpack_require__(4578);
// EXTERNAL MODULE: ./build/src/release/follow.js
var follow = __webpack_require__(9610);
;// CONCATENATED MODULE: ./build/src/shift-by-ecs/judge-share.js
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
    await (0,evidence_measure/* createMeasure */.F)(subject, evidence.options, world, look.log).check();
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
    run.measure = (0,evidence_measure/* createMeasure */.F)({
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
    const lead = (0,reaction/* whatFollows */.h)(judged, { now, latestAt }, order.evidence.policy);
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

;// CONCATENATED MODULE: ./build/src/shift-by-ecs/plan-shift.js
// How would a service deploy to shift its traffic, and can that be done?







/**
 * Says what would be done and what it costs. Answers what is to be changed of how the service deploys, and how it deploys
 * then. Throws a Failure where that cannot be done, or would not come to its end; nothing is changed.
 */
async function planShift(order, before, now, world, look) {
    const change = changeOf(order, before, now);
    const planned = { ...now, ...change.configuration };
    look.log('plan', explainNativePlan(order, before, planned));
    look.log('plan', (0,shift_plan/* explainNativeCost */.iB)(planTime(order, planned)));
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
    const [stage] = (0,pause_hooks/* inTheWay */.Mb)(now, strategy);
    if (stage)
        throw new failure/* Failure */.HR(`Service "${name}" has a pause hook of its own at ${stage}, where this release is to be judged: give hooks: keep, and it is judged there, or take that hook off.`);
    if (longest(order) > pause_hooks/* longestPause */.Tp)
        throw new failure/* Failure */.HR('ECS pauses for 14 days at most: give a shorter bake.');
    return [...(0,pause_hooks/* withoutOurs */.m_)(now), (0,pause_hooks/* ourHook */.OB)(strategy, longest(order))];
}
function checkPauses(order, now) {
    const { name } = order.target;
    const pause = (0,pause_hooks/* shortestPause */.Zt)(now);
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
    const schedule = { ladder, keepBlueFor: 0, limit, turns: 1 };
    const problems = (0,shift_plan/* planProblems */.s4)(schedule, await (0,outlast/* sessionOf */.MC)(session, world), jobLimit);
    if (problems.length > 0)
        throw new failure/* Failure */.HR(problems.join('\n'));
}

;// CONCATENATED MODULE: ./build/src/shift-by-ecs/begin-shift.js
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
    const primary = (0,snapshot/* primaryOf */.Os)(before);
    if (open) {
        await world.keepFresh();
        const deployment = before.deployments.find(one => one.id === `ecs-svc/${open.number}`);
        if (!deployment || deployment.revision !== revision)
            throw new failure/* Failure */.HR(`Service "${name}" is on its way to ${deployment?.revision ?? 'another revision'} (deployment ecs-svc/${open.number}): wait until that has ended, or end it, before you release ${revision}. Nothing was changed.`);
        look.log(target.name, `deployment ${deployment.id} of ${revision} is under way already: it is taken up`);
        return { before, configuration, rollout: rolloutOf(order, before, deployment, look) };
    }
    if (primary && primary.revision === revision && primary.state === 'completed')
        return { there: { service: before, primary } };
    const { change, planned } = await planShift(order, before, configuration, world, look);
    const asked = { ...orderOf(order), change: change };
    if (look.cancel.aborted)
        throw new failure/* Failure */.HR('The job was cancelled before anything was changed.');
    const begun = await (0,begin/* begin */.qN)({ ...target, before }, asked, look.clock.now(), await world.ecs(), look);
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
    ...(0,follow/* startFollowing */.Es)(deployment, now, RULES, look.clock),
    name: order.target.name,
});
/** A release of one service, as ecs-deploy-wait does it. */
const orderOf = (order) => ({
    ...RULES,
    ...{ cluster: order.cluster, limit: order.limit, groups: [], force: false, wait: true },
    keepHooks: order.hooks === 'keep',
    ...{ onFailure: 'rollback', onRollback: 'wait', mode: 'independent', rollbackScope: 'failed' },
});

;// CONCATENATED MODULE: ./build/src/shift-by-ecs/answer-pauses.js
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
    // Whatever comes of it is to be seen at the next look.
    run.recordAt = 0;
    for (const hook of hooks) {
        if ((await shift.answer(record.arn, hook, 'CONTINUE')) === 'gone')
            continue;
        run.answered.push({ hook, stage: record.stage, percent: run.share });
        run.movedAt = look.clock.now();
        look.log(order.target.name, `goes on from ${(0,pause_words/* stageName */.CT)(record.stage)}: ${because}`);
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
    run.recordAt = 0;
    if (hook !== undefined && (await shift.answer(record.arn, hook, 'ROLLBACK')) === 'taken')
        return;
    await shift.stop(record.arn);
}

// EXTERNAL MODULE: ./build/src/decisions/last-resort.js
var last_resort = __webpack_require__(7919);
// EXTERNAL MODULE: ./build/src/decisions/rollout.js + 1 modules
var decisions_rollout = __webpack_require__(8455);
// EXTERNAL MODULE: ./build/src/release/diagnose.js
var diagnose = __webpack_require__(2787);
;// CONCATENATED MODULE: ./build/src/shift-by-ecs/conclude-shift.js
// A shift by ECS is over: why, what is live then, and is the service set as it was?









/** What is said of a service as it stands, before anything is done. */
const standing = ({ target, cluster }, service, startedAt, look) => ({
    ...{ service: target.name, cluster, revision: target.revision, previous: (0,snapshot/* previousRevision */.Rs)(service, target.revision) },
    ...{ deployment: '', verdict: 'nothing-to-do', because: '', remedy: 'none', percent: undefined, reached: 0 },
    live: (0,decisions_outcome/* liveNow */.BO)(target.revision, 'nothing-to-do', { at: startedAt, service }),
    ...{ diagnosis: undefined, breach: undefined },
    ...{ decisions: [], history: [], minutes: { green: [], control: [] } },
    ...{ startedAt, endedAt: look.clock.now() },
});
/** What came of a deployment that was followed to its end, or as far as could be. */
async function concludeShift(run, end, before, startedAt) {
    const { order, look, rollout, sentBack, judged } = run;
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
        ...conclude_shift_evidenceOf(run),
        endedAt: look.clock.now(),
    };
}
/** What was seen of it, for the word about it. */
const conclude_shift_evidenceOf = ({ decisions, history, measure, reached }) => ({
    ...{ decisions, history, reached, minutes: measure?.minutes() ?? { green: [], control: [] } },
});
/** What its tasks, targets and alarms tell of a bad end. */
const diagnosed = async ({ rollout, order, world }, because, lost) => (0,last_resort/* lastResort */.y)(await (0,diagnose/* diagnose */.h)(order.cluster, { ...rollout, judgement: { verdict: 'failed', because } }, world), lost ? { because, blind: true } : { because });
function explainEnd(run, { end, because }) {
    const { order, rollout, record, sentBack, ill } = run;
    const judged = (0,decisions_rollout/* judgeRollout */.VY)(rollout.following, rollout.seen, rollout.rules);
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
        case 'held': {
            const left = order.hooks === 'set'
                ? ' The pause hooks of this release stay on the service: this job run again, or the next release or rollback, takes them off.'
                : '';
            return { because, next: `${record ? (0,pause_words/* howToAnswer */._H)(record) : 'Look at the service now.'}${left}`, tasksTell: false };
        }
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
        if (!lifecycleHooks.some(pause_hooks/* isOurs */.MU))
            return;
        const open = await shift.underWay(cluster, target.service);
        if (open && !goesBack(open))
            return look.log(target.name, `its pause hooks stay on the service, as deployment ecs-svc/${open.number} is under way: this job run again, or the next release or rollback, takes them off`);
        await shift.configure(cluster, target.service, now => ({ lifecycleHooks: (0,pause_hooks/* withoutOurs */.m_)(now) }));
    }
    catch (error) {
        look.warn(`The pause hooks of ${target.name} stay until the next release or rollback takes them off: ${error.message}`);
    }
}

;// CONCATENATED MODULE: ./build/src/shift-by-ecs/cancel-natively.js
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
        ...(run ? conclude_shift_evidenceOf(run) : {}),
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
    const sent = { ...(run ?? {}), recordAt: 0, record, shift, look, order };
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

;// CONCATENATED MODULE: ./build/src/shift-by-ecs/look-at-shift.js
// What does one look at a deployment that ECS shifts show, and what does the evidence say of it?





/** How often (ms) the record, the service and the rule are looked at while ECS stands still, for us or by itself. */
const RECORD_EVERY = 29_000;
const SERVICE_EVERY = 59_000;
const RULE_EVERY = 59_000;
/** And the service while ECS works; the record is then looked at each time. */
const OFTEN = 9_000;
/** One look; undefined until ECS shows its record of the deployment. */
async function lookAtShift(run) {
    const { look } = run;
    const now = look.clock.now();
    const before = run.record;
    const still = standsStill(run);
    const due = !still || now - run.recordAt >= RECORD_EVERY;
    if (due)
        await lookAtRecord(run);
    if (now - run.serviceAt >= (still ? SERVICE_EVERY : OFTEN))
        await lookAtService(run);
    if (due)
        await showLook(run);
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
/** It is paused, or ECS bakes: then what there is to see are metrics. */
function standsStill({ record, configuration }) {
    if (record?.status !== 'IN_PROGRESS')
        return false;
    const bakes = record.stage === 'PRODUCTION_TRAFFIC_SHIFT' && ownBakes(configuration).step > 0;
    return openPauses(record).length > 0 || record.stage === 'BAKE_TIME' || bakes;
}
async function lookAtRecord(run) {
    const { record, rollout, order, shift, look } = run;
    const arn = record?.arn ?? (await look.ecs.serviceDeployment(order.cluster, rollout.service, rollout.following))?.arn;
    run.record = (arn && (await shift.describe(arn))) || record;
    run.recordAt = look.clock.now();
}
/** Tells what is new. The record is there already, so it is not asked for, and targets are measured where anything is. */
async function showLook(run) {
    const { look, rollout, service, measure } = run;
    rollout.asked.delete('record');
    if (measure && standsStill(run))
        rollout.asked.set('targets', look.clock.now());
    // Pauses are told where they are answered.
    const { pause, ...record } = run.record ?? {};
    const shown = async () => (run.record ? record : undefined);
    await (0,release_look/* lookAt */.t5)(rollout, service, { ...look, ecs: { ...look.ecs, serviceDeployment: shown } });
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
            look.log(name, `somebody else let the pause at ${(0,pause_words/* stageName */.CT)(before?.stage)} go on`);
    const hooks = open.map(({ id }) => id).join(' ');
    if (open.length === 0)
        run.pause = undefined;
    else if (run.pause?.hooks !== hooks) {
        const [first] = open;
        run.pause = { hooks, since: openedAt(run, record, look.clock.now()) };
        look.log(name, `paused at ${(0,pause_words/* stageName */.CT)(record.stage)}${(0,pause_words/* sayUnanswered */.kh)(first)}`);
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
    run.routes ??= await (0,release_look/* ifAllowed */._h)(look, async () => {
        const routes = await shift.routesOf([record.target, ...record.sources]);
        return { green: routes.get(record.target) ?? [], blue: record.sources.flatMap(arn => routes.get(arn) ?? []) };
    });
    const changed = before?.weight !== record.weight || before?.stage !== record.stage;
    const opened = run.pause !== undefined && run.pause.since > run.percentAt;
    const doubtful = disagree(run.percent, record.weight);
    if (run.routes && (changed || opened || doubtful || now - run.percentAt >= RULE_EVERY)) {
        const { green } = run.routes;
        const read = await (0,release_look/* ifAllowed */._h)(look, () => Promise.all(green.map(route => shift.percentOf(route))));
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

;// CONCATENATED MODULE: ./build/src/shift-by-ecs/follow-shift.js
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
/** Why a pause is not answered yet, once for each reason; figures that grow are none. */
function sayWait(run, { because, held }) {
    const { look, order, record, judged, share } = run;
    // Each judgement is told where it is made.
    if (!record || openPauses(record).length === 0 || (judged && because.startsWith(judged.sentence) && !held))
        return;
    // What the evidence lacks is worded by its figures: what was said of it is its state.
    const same = judged && because.startsWith(judged.sentence);
    const said = same ? `${judged.state} at ${share} %` : because.replaceAll(/\d+/g, '#');
    if (said === run.said)
        return;
    run.said = said;
    look.log(order.target.name, `${held ? 'held' : 'waits'}: ${because}`);
    if (held)
        look.warn(`${order.target.name} is held: ${because}.`);
}
/** How long until the next look (ms): to the moment at which a pause can be answered, where that comes before. */
function pace(run, move) {
    const { pause, bakeEndsAt, measureAt, look } = run;
    if (move.move === 'smoke')
        return 0;
    if (move.move !== 'wait' || !standsStill(run))
        return WORKING;
    const now = look.clock.now();
    const nearest = [(pause?.since ?? 0) + PROPAGATION, bakeEndsAt, measureAt].filter(at => at > now);
    return Math.min(JUDGING, ...nearest.map(at => at - now));
}
/** Why it is to be sent back whatever green shows: it was sent back before, cannot get well, or ECS gets nowhere with it. */
function whyGiveUp(run) {
    const { rollout, record, order, look, movedAt } = run;
    if (run.sentBack)
        return run.sentBack.because;
    const { verdict, because } = (0,decisions_rollout/* judgeRollout */.VY)(rollout.following, rollout.seen, rollout.rules);
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
    return `ECS got no further than ${(0,pause_words/* stageName */.CT)(record.stage)} within ${minutes(order.limit)}`;
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

;// CONCATENATED MODULE: ./build/src/shift-by-ecs/see-it-serve.js
// ECS calls the deployment of this revision completed: does it serve, or what keeps it from that?





/**
 * Nothing is left to do only where it serves: its tasks may have stopped since. It has the usual limit to get well, and
 * is red with what its tasks tell where it does not.
 */
async function seeItServe(order, there, startedAt, world, look) {
    const { target, cluster, limit } = order;
    const rules = {
        ...{ until: startedAt + limit, settle: 0, allowZero: true, requireLogs: false, hopelessAfter: undefined },
        waitFor: 'serving',
    };
    if (there.service.running < there.service.desired)
        look.log(target.name, `${target.revision} has only ${there.service.running} of ${there.service.desired} tasks, though ECS calls its deployment completed: they are waited for`);
    const rollout = { ...(0,follow/* startFollowing */.Es)(there.primary, there.service, rules, look.clock), name: target.name };
    // Its deployment is over, so what its record says is no news.
    const tasksOnly = { ...look, ecs: { ...look.ecs, serviceDeployment: async () => undefined } };
    const { judgement, seen, following } = await (0,follow/* followRollout */.h4)(rollout, tasksOnly);
    const now = seen.at(-1) ?? { at: startedAt, service: there.service };
    const outcome = {
        ...standing(order, now.service ?? there.service, startedAt, look),
        deployment: following.deployment,
        live: (0,decisions_outcome/* liveNow */.BO)(target.revision, 'nothing-to-do', now, judgement.blind),
    };
    if (judgement.verdict === 'succeeded')
        return { ...outcome, deployment: '' };
    const { because } = judgement;
    if (judgement.verdict === 'cancelled')
        return {
            ...{ ...outcome, verdict: 'cancelled', because: 'nothing was changed' },
            diagnosis: { cause: 'the job was cancelled', next: 'Release again when you want to.', evidence: [] },
        };
    const diagnosis = (0,last_resort/* lastResort */.y)(await (0,diagnose/* diagnose */.h)(cluster, { ...rollout, judgement, seen }, world), judgement);
    return {
        ...{ ...outcome, verdict: 'failed', remedy: 'needs-human', endedAt: look.clock.now() },
        because: `it was live already, but does not serve (${because}): ${diagnosis.cause}`,
        diagnosis,
    };
}

;// CONCATENATED MODULE: ./build/src/shift-by-ecs/shift-natively.js













/** Shifts one service, to its end and to the word about it. A cancel sends it back; a killed run is taken up by the next. */
async function shiftNatively(order, world, tell) {
    const look = await (0,release_look/* createLook */.yd)(order.cluster, (0,src_log/* startLog */.l)(world.clock, world.runner.line), world);
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
    const look = await (0,release_look/* createLook */.yd)(order.cluster, (0,src_log/* startLog */.l)(world.clock, world.runner.line), world);
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
        return seeItServe(order, begun.there, startedAt, world, look);
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
    await tidyHooks(order, world, look);
    return outcome;
}
/** What is known of a deployment that is to be followed from now on: nothing but the deployment. */
async function runOf(order, { rollout, configuration, before }, world, look) {
    const now = look.clock.now();
    return {
        ...{ order, world, look, rollout, configuration, shift: await world.ecsShift() },
        stages: order.hooks === 'set' ? (0,pause_hooks/* ourStages */.EE)(configuration.strategy) : undefined,
        ...{ service: rollout.seen[0]?.service ?? before, serviceAt: now, recordAt: 0, percentAt: 0 },
        ...{ share: 0, shareSince: now, reached: 0, measureAt: 0, bakeEndsAt: 0, movedAt: now, moved: '', said: '' },
        ...{ smoke: order.smoke ? 'wanted' : 'unwanted', answered: [], history: [{ at: now, green: 0 }], decisions: [] },
    };
}

;// CONCATENATED MODULE: ./build/src/actions/blue-green-shift.js
// Has all traffic moved to green in steps, safely, or back to blue?















const HOUR = 60 * 60_000;
const blue_green_shift_inputs = { ...pairInputs, ...greenInputs, ...stepInputs, ...evidence_inputs/* evidenceInputs */.jN, ...(0,evidence_inputs/* policyInputs */.eh)('rollback') };
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
        alert: 'JSON, when it went back, is held or needs somebody: severity, title, message, metric, value, threshold and more.',
        decisions: 'JSON lines: the judgements.',
        results: 'JSON: all of this for each pair.',
    },
    permissions: { aws: permissions/* blueGreenPermissions */.Q1, github: [] },
    rules(given) {
        const problems = [...smokeProblems(given), ...(0,evidence_inputs/* evidenceProblems */.uY)(given)];
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
        const evidence = evidenceOf(given);
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
            ...{ keepBlueFor: given.keepBlueFor ?? HOUR, keepGreen: given.keepGreen, policy: policyOf(given) },
            ...{ mode: given.mode, onCancel: given.onCancel, allowUndersized: given.allowUndersized, plan: given.plan },
            ...{ createGroup: given.createTargetGroup, createService: given.createService, smoke: smokeOf(given) },
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
        if (kept.length === 0)
            return;
        await world.keepRole();
        await tidyAfter(kept, (0,src_log/* startLog */.l)(world.clock, world.runner.line), world);
    },
}));
const policyOf = (given) => ({ ...given, onHarm: 'rollback', blindLimit: given.blindLimitMinutes });


/***/ }),

/***/ 8504:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ planPairs)
/* harmony export */ });
/* harmony import */ var _services_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4057);
/* harmony import */ var _target_group_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(118);
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
    const planned = (0,_services_js__WEBPACK_IMPORTED_MODULE_0__/* .planServices */ .M)({ ...asked, service, services: rest });
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
            const problem = (0,_target_group_js__WEBPACK_IMPORTED_MODULE_1__/* .nameProblem */ .rH)((0,_target_group_js__WEBPACK_IMPORTED_MODULE_1__/* .groupNameFor */ .wO)(one, { name: group }));
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


/***/ }),

/***/ 118:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C6: () => (/* binding */ settingsDifferences),
/* harmony export */   rH: () => (/* binding */ nameProblem),
/* harmony export */   wO: () => (/* binding */ groupNameFor),
/* harmony export */   zc: () => (/* binding */ settingsFor)
/* harmony export */ });
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


/***/ })

};
