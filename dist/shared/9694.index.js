export const id = 9694;
export const ids = [9694];
export const modules = {

/***/ 9694:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  "default": () => (/* binding */ monitor_rollback)
});

// EXTERNAL MODULE: ./build/src/action.js
var action = __webpack_require__(7663);
// EXTERNAL MODULE: ./build/src/decisions/region.js
var decisions_region = __webpack_require__(5153);
// EXTERNAL MODULE: ./build/src/decisions/snapshot.js
var snapshot = __webpack_require__(9049);
;// CONCATENATED MODULE: ./build/src/decisions/taking-over.js

/** Why what the service serves may not be what is to be watched yet, as a clause; undefined when it has taken over. */
function whyNotYet({ deployments, desired }) {
    const primary = (0,snapshot/* primaryOf */.Os)({ deployments });
    if (!primary || primary.state === 'completed')
        return undefined;
    if (primary.state === 'failed')
        return `the deployment of ${primary.revision} failed (${primary.id})`;
    // Behind a Classic Load Balancer ECS does not say how far a deployment is.
    const others = deployments.some(one => !one.primary && one.running > 0);
    if (primary.state === undefined && primary.running >= desired && !others)
        return undefined;
    return `the deployment of ${primary.revision} is still under way (${primary.id}, ${primary.running} of ${desired} tasks run)`;
}
/**
 * What the ending of a deployment that has not taken over means for who wanted to watch its revision. What served meanwhile was
 * something else, so none of it speaks for the revision.
 */
function whatItMeans({ verdict, because, blind }, diagnosis) {
    const why = diagnosis && diagnosis.cause !== because ? `: ${diagnosis.cause}` : '';
    const next = diagnosis?.next ?? '';
    switch (verdict) {
        case 'rolled-back':
            return { lead: 'undone', state: 'harmful', because: `it was rolled back ${because}${why}`, next };
        case 'failed': {
            const how = /^by /.test(because) ? `was given up ${because}` : `failed, as ${because}`;
            return { lead: 'back', state: 'harmful', because: `its deployment ${how}${why}`, next };
        }
        case 'timed-out':
            return {
                ...{ lead: 'hold', state: blind ? 'blind' : 'insufficient' },
                because: blind ? because : `it has not taken over (${because}), so none of what was served is its own`,
                next: 'Follow its deployment with the action ecs-deploy-wait, then watch again.',
            };
        case 'cancelled':
            return {
                lead: 'cancelled',
                state: 'insufficient',
                because: 'the job was cancelled before it had taken over',
                next,
            };
        default:
            return { lead: 'superseded', state: 'insufficient', because, next: '' };
    }
}

// EXTERNAL MODULE: ./build/src/decisions/alert.js
var decisions_alert = __webpack_require__(9879);
// EXTERNAL MODULE: ./build/src/decisions/duration.js
var decisions_duration = __webpack_require__(7897);
;// CONCATENATED MODULE: ./build/src/decisions/watch-outcome.js
// How did a watch end, what was done about it, and in which words do we say it?


/** Whether the revision was watched to its end and is well, or is taken for it. */
const isWell = ({ accepted }) => accepted;
/** What to do next, in one sentence; empty when nothing is. */
function nextStep({ verdict, remedy, shared, revision, accepted, next }) {
    if (accepted)
        return '';
    if (remedy === 'needs-human')
        return 'Look at it now: a person must decide.';
    if (next !== '')
        return next;
    if (remedy === 'reverted' || remedy === 'rolled-back')
        return 'Find the cause, then release again.';
    if (shared)
        return 'Look at what both depend on.';
    switch (verdict) {
        case 'healthy':
            return '';
        case 'harmful':
            return `Go back with the action rollback, or mend what ${revision} does.`;
        case 'insufficient':
            return 'Look at it yourself, watch longer (max-duration), or lower min-requests.';
        case 'blind':
            return 'Find out why nothing can be seen, then watch again.';
        case 'superseded':
            return 'Find out who changed it.';
        case 'cancelled':
            return 'Watch again: a run that is started anew begins anew.';
    }
}
/** The last line of the log: verdict, why, what was done, what is live, what to do. */
function explainWatch(outcome) {
    const { verdict, revision, because, remedyNote, live, startedAt, endedAt } = outcome;
    const took = (0,decisions_duration/* showDuration */.kJ)(endedAt - startedAt);
    const told = ['rolled-back', 'reverted', 'needs-human'].includes(outcome.remedy);
    const serves = told ? '' : sayServing(live, outcome);
    const rest = [remedyNote, serves, nextStep(outcome)].filter(Boolean).join(' ');
    switch (verdict) {
        case 'healthy':
            return `${revision} is well after ${took}: ${because}.`;
        case 'harmful':
            return `${revision} does harm: ${because}. ${rest}`;
        case 'insufficient':
            return outcome.shared
                ? `${revision} is not called well, as something else is not: ${because}. ${rest}`
                : outcome.accepted
                    ? `Too little was seen of ${revision} in ${took}, which is accepted: ${because}.`
                    : `Too little was seen of ${revision} in ${took}: ${because}. ${rest}`;
        case 'blind':
            return `${revision} cannot be judged: ${because}. ${rest}`;
        case 'superseded':
            return `${revision} is not watched any more: ${because}. ${rest}`;
        case 'cancelled':
            return `Cancelled after ${took} of watching ${revision}: ${because}. ${rest}`;
    }
}
/** What most of the tasks of a service run, whoever deployed it; undefined when none runs. */
function servingIn({ name, deployments, desired }) {
    const running = new Map();
    // Of as many, those of a deployment that is under way are not known to serve yet.
    const rank = ({ primary, state }) => (primary ? (state === 'in-progress' ? 2 : 0) : 1);
    for (const one of deployments.toSorted((a, b) => rank(a) - rank(b)))
        running.set(one.revision, (running.get(one.revision) ?? 0) + one.running);
    const [most] = [...running].sort((a, b) => b[1] - a[1]);
    if (!most || most[1] === 0)
        return undefined;
    const [revision, count] = most;
    return { revision, service: name, verified: count >= desired, tasks: `${count} of ${desired}` };
}
/** What serves, as a sentence; empty where nothing is known of it. */
function sayServing(live, { service }) {
    if (!live)
        return '';
    const where = live.service === service ? '' : ` in ${live.service}`;
    const how = live.tasks ? ` (${live.tasks} tasks)` : live.verified ? '' : ', which was not verified';
    return `${live.revision} is live${where}${how}.`;
}
/** Outputs of a watch. */
function tellWatch(outcome) {
    const { verdict, remedy, revision, breach, live, minutes, decisions, because } = outcome;
    const judged = minutes.green.filter(one => one.at >= outcome.judgedFrom);
    const sum = (of) => judged.reduce((all, one) => all + of(one), 0);
    const [requests, errors] = [sum(one => one.requests), sum(one => one.errors)];
    return {
        verdict,
        remedy,
        revision,
        liveRevision: live?.revision ?? '',
        liveService: live?.service ?? '',
        liveVerified: String(live?.verified ?? false),
        breachedMetric: breach?.metric ?? '',
        value: breach?.value ?? '',
        threshold: breach?.threshold ?? '',
        requests: String(requests),
        errors: String(errors),
        cause: outcome.accepted ? '' : because,
        nextStep: nextStep(outcome),
        message: explainWatch(outcome),
        decisions: decisions.join('\n'),
        alert: alertOf(outcome),
    };
}
/** JSON for whoever alerts people: once a watch, when something is not well; empty otherwise. */
function alertOf(outcome) {
    const { verdict, service, cluster, revision, breach, remedy, live, because } = outcome;
    if (outcome.accepted || verdict === 'healthy' || verdict === 'cancelled')
        return '';
    const nothing = verdict === 'superseded' && !live;
    const severity = verdict === 'harmful' || remedy === 'needs-human' || nothing ? 'critical' : 'warning';
    const title = {
        harmful: `${service}: ${revision} does harm`,
        insufficient: `${service}: too little was seen of ${revision}`,
        blind: `${service}: ${revision} cannot be judged`,
        superseded: `${service}: ${revision} is not watched any more`,
    }[verdict];
    const message = explainWatch(outcome);
    const told = { from: revision, live: live?.revision ?? '', cause: because, nextStep: nextStep(outcome) };
    return (0,decisions_alert/* writeAlert */.y)({ severity, title, message, service, cluster, verdict, remedy, ...told }, breach);
}

// EXTERNAL MODULE: ./build/src/decisions/error-chart.js
var error_chart = __webpack_require__(806);
// EXTERNAL MODULE: ./build/src/decisions/evidence-words.js
var evidence_words = __webpack_require__(6732);
// EXTERNAL MODULE: ./build/src/decisions/markdown.js
var markdown = __webpack_require__(7956);
// EXTERNAL MODULE: ./build/src/decisions/minutes.js
var decisions_minutes = __webpack_require__(1412);
;// CONCATENATED MODULE: ./build/src/decisions/watch-summary.js
// What does the summary of a watch show?






/** Markdown: a table, what came of it, errors over time, the judgements and the minutes. `limit` is the share that may fail. */
function summarizeWatch(outcome, link, limit) {
    const { service, revision, verdict, remedy, live, breach, startedAt, endedAt, minutes } = outcome;
    const judged = minutes.green.filter(one => one.at >= outcome.judgedFrom);
    const sum = (of) => judged.reduce((all, one) => all + of(one), 0);
    const [requests, errors] = [sum(one => one.requests), sum(one => one.errors)];
    const row = [
        `[${(0,markdown/* cell */.H)(service)}](${link})`,
        (0,markdown/* cell */.H)(revision),
        `${isWell(outcome) ? '✅' : '❌'} ${verdict}`,
        breach ? (0,markdown/* cell */.H)(`${breach.metric}: ${breach.value} (limit ${breach.threshold})`) : '–',
        remedy,
        live ? (0,markdown/* cell */.H)(`${live.revision} (${live.service})`) : 'not seen',
        `${(0,evidence_words/* showCount */.px)(requests)}, ${(0,evidence_words/* showShare */.zY)(requests > 0 ? errors / requests : 0)} failed`,
        (0,decisions_duration/* showDuration */.kJ)(endedAt - startedAt),
    ];
    return [
        '| service | revision | verdict | breach | remedy | live now | requests | watched |',
        '|---|---|---|---|---|---|---|---|',
        `| ${row.join(' | ')} |`,
        '',
        (0,markdown/* cell */.H)(explainWatch(outcome)),
        '',
        ...(0,error_chart/* drawErrors */.Sc)(service, minutes, limit),
        ...judgements(outcome),
        ...table(outcome),
    ].join('\n');
}
function judgements({ decisions }) {
    const lines = decisions.map(line => {
        const { at = '', state = '', lead = '', sentence = '' } = JSON.parse(line);
        return `- ${(0,markdown/* code */.a)(`${at.slice(11, 19)} ${state} → ${lead}`)} ${(0,markdown/* cell */.H)(sentence)}`;
    });
    return lines.length > 0 ? ['<details><summary>Judgements</summary>', '', ...lines, '', '</details>', ''] : [];
}
function table({ minutes: { green, control } }) {
    if (green.length === 0)
        return [];
    const beside = new Map(control.map(one => [one.at, one]));
    const of = (minute) => minute ? `${(0,evidence_words/* showCount */.px)(minute.requests)} | ${(0,evidence_words/* showCount */.px)(minute.errors)} | ${(0,evidence_words/* showCount */.px)(minute.slow)}` : '– | – | –';
    const compared = control.length > 0;
    return [
        '<details><summary>Minutes</summary>',
        '',
        `| minute | requests | failed | slow |${compared ? ' control: requests | failed | slow |' : ''}`,
        `|---|---|---|---|${compared ? '---|---|---|' : ''}`,
        ...green.map(one => `| ${new Date(Math.floor(one.at / decisions_minutes/* MINUTE */.pY) * decisions_minutes/* MINUTE */.pY).toISOString().slice(11, 16)} | ${of(one)} |${compared ? ` ${of(beside.get(one.at))} |` : ''}`),
        '',
        '</details>',
        '',
    ];
}

// EXTERNAL MODULE: ./build/src/evidence/evidence-inputs.js + 1 modules
var evidence_inputs = __webpack_require__(4808);
// EXTERNAL MODULE: ./build/src/input.js
var input = __webpack_require__(249);
// EXTERNAL MODULE: ./build/src/log.js
var src_log = __webpack_require__(6671);
// EXTERNAL MODULE: ./build/src/decisions/listener-rule.js
var listener_rule = __webpack_require__(3108);
// EXTERNAL MODULE: ./build/src/decisions/metric-plan.js
var metric_plan = __webpack_require__(5609);
// EXTERNAL MODULE: ./build/src/decisions/undone.js
var undone = __webpack_require__(6566);
// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
// EXTERNAL MODULE: ./build/src/release/begin.js
var begin = __webpack_require__(4578);
;// CONCATENATED MODULE: ./build/src/monitor/find-watched.js
// What is watched, and by which way would it go back?






/** Looks for it; throws a Failure that says what cannot be watched. Evidence counts from now on. */
async function findWatched(asked, world) {
    return asked.listenerRule === undefined ? findService(asked, world) : findGreen(asked, world);
}
/** Without tasks there is nothing to judge, and nothing that could go back. */
function checkSize({ name, desired }) {
    if (desired === 0)
        throw new failure/* Failure */.HR(`Service "${name}" wants no task (desired count 0), so there is nothing to watch: scale it up first.`);
}
/** What ECS goes back from is not live, and nobody wants to hear how well that is which it goes back to. */
function checkWayBack({ name, deployments }) {
    const primary = (0,snapshot/* primaryOf */.Os)({ deployments });
    if (primary?.state !== 'in-progress' || !undone/* ROLLS_BACK */.hd.test(primary.reason))
        return;
    const from = deployments.find(one => one.state === 'failed')?.revision;
    throw new failure/* Failure */.HR(`ECS is rolling service "${name}" back${from ? ` from ${from}` : ''} to ${primary.revision} (${(0,undone/* whoRolledBack */.SD)(primary.reason)}), so there is nothing new to watch: look at its events for the cause.`);
}
async function findService({ cluster, service: name }, world) {
    const ecs = await world.ecs();
    const [service] = (await (0,begin/* findServices */.O$)(cluster, [name], ecs));
    checkSize(service);
    checkWayBack(service);
    const primary = (0,snapshot/* primaryOf */.Os)(service);
    const group = await groupOf(service, world);
    return {
        name: service.name,
        service,
        subject: {
            ...{ cluster, service: service.name, revision: primary?.revision ?? service.revision, group },
            loadBalancer: group && (await dimensionOf(group, world)),
            control: undefined,
            since: world.clock.now(),
            // Rolling releases use one target group: what it served until then was the revision before.
            ...(group && primary ? { before: { group, until: primary.createdAt } } : {}),
        },
        way: { by: 'ecs' },
    };
}
/** The target group that has the tasks of what the service runs; where ECS shifts traffic it has two to choose from. */
async function groupOf(service, world) {
    if (service.strategy === 'ROLLING')
        return service.targetGroups[0];
    const routes = await (await world.ecsShift()).routesNow(service.cluster, service.name);
    return routes.at(-1)?.group ?? service.targetGroups[0];
}
/** How metrics name the load balancer of a group; undefined where it has none that counts requests. */
async function dimensionOf(group, world) {
    const [found] = await (await world.targetGroups()).describe([group]);
    const balancer = found?.loadBalancers.find(arn => arn.includes(':loadbalancer/app/'));
    return balancer && (0,metric_plan/* loadBalancerDimension */.Tj)(balancer);
}
/** One of two services behind one rule: the one that is named or, of a pair, the one that has the traffic. */
async function findGreen(asked, world) {
    const { cluster, service: name, listenerRule = '' } = asked;
    const names = pairOf(asked);
    const [found, rule] = await Promise.all([
        world.ecs().then(ecs => (0,begin/* findServices */.O$)(cluster, names, ecs)),
        world.listenerRules().then(rules => rules.rule(listenerRule)),
    ]);
    const inRule = (0,listener_rule/* tuplesOf */.tl)(rule.actions).map(one => one.group);
    const sides = names.map(each => {
        const service = found.find(one => one.name === each);
        return { service, group: service.targetGroups.find(one => inRule.includes(one)) ?? service.targetGroups[0] ?? '' };
    });
    const share = (one, other) => (0,listener_rule/* greenShare */.fW)(rule.actions, { green: one.group, blue: other.group }) ?? 0;
    const [first, second] = sides;
    const watched = names.includes(name)
        ? first
        : [first, second].find(one => share(one, one === first ? second : first) > 0);
    const blue = watched === first ? second : first;
    if (!watched || share(watched, blue) === 0)
        throw new failure/* Failure */.HR(`${watched?.service.name ?? name} has no traffic by the rule, so there is nothing to watch.`);
    if (!names.includes(name) && share(blue, watched) > 0)
        throw new failure/* Failure */.HR(`${names.join(' and ')} share the traffic: give the one that is to be watched as service.`);
    const { service, group } = watched;
    checkSize(service);
    checkWayBack(service);
    const loadBalancer = await dimensionOf(group, world);
    const released = (0,snapshot/* primaryOf */.Os)(service)?.createdAt ?? world.clock.now();
    return {
        name: service.name,
        service,
        subject: {
            ...{ cluster, service: service.name, revision: service.revision, group, loadBalancer },
            control: share(blue, watched) > 0 ? blue.group : undefined,
            since: world.clock.now(),
            ...(blue.group ? { before: { group: blue.group, until: released } } : {}),
        },
        way: {
            ...{ by: 'weights', rule: rule.arn, green: group },
            blue: { service: blue.service.name, revision: blue.service.revision, group: blue.group },
        },
    };
}
/** The watched one first, where it is named; `web` stands for `web-blue` and `web-green`. */
function pairOf({ service, blueService }) {
    if (blueService !== undefined)
        return [service, blueService];
    const [, base, colour] = service.match(/^(.*)-(blue|green)$/) ?? [];
    return colour ? [service, `${base}-${colour === 'blue' ? 'green' : 'blue'}`] : [`${service}-blue`, `${service}-green`];
}

// EXTERNAL MODULE: ./build/src/evidence/measure.js + 3 modules
var evidence_measure = __webpack_require__(5898);
// EXTERNAL MODULE: ./build/src/outlast.js
var outlast = __webpack_require__(2181);
// EXTERNAL MODULE: ./build/src/decisions/evidence.js + 4 modules
var evidence = __webpack_require__(1960);
// EXTERNAL MODULE: ./build/src/decisions/reaction.js
var reaction = __webpack_require__(8286);
// EXTERNAL MODULE: ./build/src/watch.js
var watch = __webpack_require__(2226);
;// CONCATENATED MODULE: ./build/src/monitor/still-ours.js
// Is what is watched still what is live, and what serves now?



/** Looks at the service, and at its pair and their rule where there is one: one call, or two. */
async function whatStands({ service, subject, way }, world) {
    const ecs = await world.ecs();
    if (way.by === 'ecs') {
        const { services } = await ecs.describeServices(subject.cluster, [service.name]);
        const now = services.find(one => one.name === service.name);
        return { notOurs: whoseIsIt(now, service.name, subject.revision), live: now && servingIn(now) };
    }
    const names = [service.name, way.blue.service];
    const [{ services }, rule] = await Promise.all([
        ecs.describeServices(subject.cluster, names),
        world.listenerRules().then(rules => rules.rule(way.rule)),
    ]);
    const [green, blue] = names.map(name => services.find(one => one.name === name));
    const share = (0,listener_rule/* greenShare */.fW)(rule.actions, { green: way.green, blue: way.blue.group });
    if (!share) {
        const to = share === 0 ? '' : `, and ${way.blue.service} has none either`;
        return {
            notOurs: `somebody took all traffic from ${service.name}${to}`,
            live: share === 0 && blue ? servingIn(blue) : undefined,
        };
    }
    const theirs = blue && primaryRevision(blue);
    return {
        notOurs: whoseIsIt(green, service.name, subject.revision),
        live: green && servingIn(green),
        ...(theirs === way.blue.revision
            ? {}
            : { noWayBack: `${way.blue.service} runs ${theirs ?? 'nothing'} by now, not ${way.blue.revision}` }),
    };
}
function whoseIsIt(now, name, revision) {
    const primary = (0,snapshot/* primaryOf */.Os)(now);
    if (!now?.active || !primary)
        return `service ${name} was deleted`;
    if (primary.revision !== revision)
        return `${name} is on its way to ${primary.revision}, by a deployment that is not this job’s (${primary.id})`;
    if (now.desired > 0)
        return undefined;
    return `somebody set the desired count of ${name} to 0${servingIn(now) ? '' : ', so none of its tasks runs'}`;
}
const primaryRevision = (service) => (0,snapshot/* primaryOf */.Os)(service)?.revision;

;// CONCATENATED MODULE: ./build/src/monitor/follow-evidence.js
// How does a watch go, from its first look to a judgement that leads somewhere?







/** Milliseconds between two looks at whether it is still live, and between two lines of the log when all is well. */
const OURS = 60_000;
const HEARTBEAT = 5 * 60_000;
/** Watches until something follows; each look is written down by the measure. `onLook` keeps what it wrote. */
async function followEvidence(watched, measure, { duration, longest, interval, policy }, world, log, onLook) {
    const { clock, cancel } = world;
    const { name, subject } = watched;
    const [bakeEndsAt, latestAt] = [subject.since + duration, subject.since + Math.max(duration, longest)];
    const decisions = [];
    const said = { state: '', at: clock.now(), alert: false };
    let askedOurs = clock.now();
    let last = { state: 'watching', sentence: 'nothing was seen yet', lookAgainIn: interval };
    let standing = { notOurs: undefined, live: servingIn(watched.service) };
    const say = (judgement, lead) => {
        const state = [judgement.state, judgement.shared ?? '', lead.lead].join(' ');
        const now = clock.now();
        if (state !== said.state) {
            const { breach, sentence } = judgement;
            const at = new Date(now).toISOString();
            decisions.push(JSON.stringify({ at, state: judgement.state, lead: lead.lead, sentence, ...(breach ? { breach } : {}) }));
            if (judgement.shared && !said.alert)
                world.runner.warn(`${name}: ${lead.because}. Nothing is changed.`);
            if (judgement.shared)
                said.alert = true;
        }
        const news = state !== said.state && judgement.state !== 'watching' && lead.lead === 'wait';
        if (news || now - said.at >= HEARTBEAT - 1000) {
            log(name, lead.because);
            said.at = now;
        }
        said.state = state;
    };
    const lookOnce = async () => {
        await measure.look();
        await onLook();
        if (clock.now() - askedOurs >= OURS - 1000)
            await askWhatStands();
    };
    const askWhatStands = async () => {
        askedOurs = clock.now();
        const before = standing;
        standing = await whatStands(watched, world).catch(error => {
            if (!(error instanceof failure/* Failure */.HR))
                throw error;
            return { ...before, notOurs: undefined, live: before.live && { ...before.live, verified: false } };
        });
        if (standing.noWayBack && !before.noWayBack)
            world.runner.warn(`${name}: from now on harm could only be told, not undone: ${standing.noWayBack}.`);
    };
    const { ended, judgement: lead } = await (0,watch/* watch */.w)({
        clock,
        cancel,
        until: latestAt + policy.blindLimit + OURS,
        look: () => orCancelled(lookOnce(), cancel),
        judge() {
            const now = clock.now();
            last = measure.judge(now, bakeEndsAt);
            const lead = (0,reaction/* whatFollows */.h)(last, { now, latestAt }, policy);
            say(last, lead);
            if (standing.notOurs !== undefined || lead.lead !== 'wait')
                return { judgement: lead };
            const next = last.lookAgainIn < evidence/* USUAL */.V ? Math.min(interval, last.lookAgainIn) : interval;
            const left = bakeEndsAt - now;
            return { judgement: lead, lookAgainIn: left > 0 ? Math.min(next, left) : next };
        },
        mayPass: failure/* mayPass */.bg,
    });
    const at = clock.now();
    const end = (lead, because, next = '') => ({
        ...{ judgement: last, lead, because, next, at, decisions, noWayBack: standing.noWayBack },
        live: standing.live && (askedOurs >= at ? standing.live : { ...standing.live, verified: false }),
    });
    if (ended === 'cancelled')
        return end('cancelled', `the job was cancelled; until then ${last.sentence}`);
    // A verdict is about what is live now; and what is not ours any more is not ours to take back, whatever it did.
    if (standing.notOurs === undefined)
        await askWhatStands();
    if (standing.notOurs !== undefined)
        return end('superseded', standing.notOurs);
    if (!lead || lead.lead === 'wait')
        return end('hold', `${last.sentence}, after ${(0,decisions_duration/* showDuration */.kJ)(at - subject.since)}`, last.next);
    return end(lead.lead, lead.because, last.next);
}
/** A look that hangs is not waited for when the job is cancelled: the seconds that are left are for what comes then. */
function orCancelled(look, cancel) {
    return new Promise((resolve, reject) => {
        cancel.addEventListener('abort', () => resolve(), { once: true });
        look.then(resolve, reject);
    });
}

// EXTERNAL MODULE: ./build/src/decisions/pause-hooks.js
var pause_hooks = __webpack_require__(4366);
// EXTERNAL MODULE: ./build/src/shift/find-pair.js + 2 modules
var find_pair = __webpack_require__(2987);
// EXTERNAL MODULE: ./build/src/shift/revert.js
var revert = __webpack_require__(4802);
// EXTERNAL MODULE: ./build/src/decisions/rollback-outcome.js
var rollback_outcome = __webpack_require__(5040);
// EXTERNAL MODULE: ./build/src/rollback/undo.js + 1 modules
var undo = __webpack_require__(5845);
// EXTERNAL MODULE: ./build/src/rollback/undo-pairs.js + 6 modules
var undo_pairs = __webpack_require__(4661);
// EXTERNAL MODULE: ./build/src/rollback/undo-services.js
var undo_services = __webpack_require__(7091);
;// CONCATENATED MODULE: ./build/src/monitor/take-back.js






/** Takes back what is watched, traffic first; `live` is what serves until then. Never throws a Failure: what fails is for a person. */
async function takeBack(watched, how, { because, live }, world, log) {
    try {
        return told(await rollBack(watched, how, { reason: because, plan: false }, world, log), watched, live);
    }
    catch (error) {
        if (!(error instanceof failure/* Failure */.HR))
            throw error;
        return cannotGoBack(`Going back failed: ${error.message}`, watched, live);
    }
}
/** Nothing was touched, for a reason that is a sentence, and `live` serves on. */
const cannotGoBack = (why, { service }, live) => ({
    remedy: 'needs-human',
    remedyNote: [why, sayServing(live, { service: service.name })].filter(Boolean).join(' '),
    live,
});
/** Why nothing could be taken back, so that it is known before it is needed; undefined when it could, as far as can be seen. */
async function whyNoWayBack(watched, how, world, log) {
    const planned = await rollBack(watched, how, { reason: '', plan: true }, world, log);
    return planned.refused[0]?.because ?? planned.idle[0]?.because;
}
/** The action rollback without its contract; with `plan` nothing is changed. */
function rollBack({ name, service, subject, way }, how, { reason, plan }, world, log) {
    const wanted = {
        ...{ name, taskDefinition: undefined, image: undefined, imageTag: undefined, container: undefined },
    };
    const order = {
        ...how,
        ...{ cluster: subject.cluster, from: [subject.revision], since: undefined, reason, plan },
        ...{ undo: 'latest', allowSkip: false, allowZero: false, allowUndersized: false, again: false },
        ...{ waitFor: 'drained' },
    };
    if (way.by === 'ecs')
        return (0,undo/* undo */.tN)(order, (0,undo_services/* takeServicesBack */.Z)({ ...order, groups: [[{ ...wanted, service: service.name }]] }, world), world, log);
    const pair = {
        ...wanted,
        ...{ services: [service.name, way.blue.service], listener: undefined, rule: way.rule },
        ...{
            testPriority: undefined,
            testHost: undefined,
            testHeader: undefined,
            testListener: undefined,
            group: undefined,
        },
    };
    return (0,undo/* undo */.tN)(order, (0,undo_pairs/* takePairsBack */.E)({ ...order, pairs: [[pair]] }, world), world, log);
}
function told(result, { service, way }, before) {
    const [outcome] = result.outcomes;
    const back = (0,rollback_outcome/* isBack */.S3)(result) && (0,rollback_outcome/* remedyOf */.SM)(result) !== 'none';
    const live = outcome?.live;
    // What was not touched says what it runs.
    const untouched = result.idle[0] ?? result.refused[0];
    const stays = before?.revision === untouched?.revision ? before : undefined;
    return {
        remedy: back ? (way.by === 'weights' ? 'reverted' : 'rolled-back') : 'needs-human',
        remedyNote: (0,rollback_outcome/* sayRollback */.gz)(result),
        live: outcome
            ? live && {
                ...{ revision: live.revision, verified: live.verified },
                service: outcome.seen.at(-1)?.service?.name ?? service.name,
            }
            : (stays ?? (untouched && { revision: untouched.revision, service: service.name, verified: false })),
    };
}

;// CONCATENATED MODULE: ./build/src/monitor/go-back-now.js
// The job is cancelled, and what was before is wanted: is it asked for in the seconds that are left?







/** One call, and no waiting for what comes of it; `live` is what serves until then. Never throws a Failure. */
async function goBackNow(watched, how, live, world) {
    // What is cancelled is the watch, not the way back.
    const going = { ...world, cancel: new AbortController().signal };
    try {
        return watched.way.by === 'weights'
            ? await byWeights(watched, watched.way, live, going)
            : await byEcs(watched, how, live, going);
    }
    catch (error) {
        if (!(error instanceof failure/* Failure */.HR))
            throw error;
        return cannotGoBack(`Going back failed: ${error.message}`, watched, live);
    }
}
async function byWeights(watched, way, live, world) {
    const { subject, service } = watched;
    const { blue } = way;
    const [ecs, healthy] = await Promise.all([world.ecs(), healthyIn(blue.group, world)]);
    const now = (await ecs.describeServices(subject.cluster, [blue.service])).services[0];
    const theirs = (0,snapshot/* primaryOf */.Os)(now)?.revision;
    if (healthy === 0)
        return cannotGoBack(`Nothing was touched, as ${blue.service} has no healthy target.`, watched, live);
    if (!now || theirs !== blue.revision)
        return cannotGoBack(`Nothing was touched, as ${blue.service} runs ${theirs ?? 'nothing'} by now, not ${blue.revision}.`, watched, live);
    const reference = { rule: way.rule, blue: blue.group, green: way.green };
    const { verified } = await (0,revert/* revertTraffic */._)(reference, world, await world.listenerRules(undefined, 'urgent'));
    const back = servingIn(now) ?? { revision: blue.revision, service: blue.service, verified: false };
    if (!verified) {
        const unseen = { ...back, verified: false };
        const note = `All traffic was told to go back to ${blue.revision} in ${blue.service}, but the rule does not show it.`;
        return { remedy: 'needs-human', remedyNote: note, live: unseen };
    }
    const serves = sayServing(back, { service: service.name });
    const remedyNote = `All traffic went back to ${blue.service}: ${serves} ${service.name} keeps its tasks.`;
    return { remedy: 'reverted', remedyNote, live: back };
}
const healthyIn = async (group, world) => group === '' ? 0 : ((await (0,find_pair/* countHealthy */.h)([group], world)).get(group) ?? 0);
async function byEcs(watched, how, live, world) {
    const { subject, service } = watched;
    const planned = await rollBack(watched, how, { reason: 'the job was cancelled', plan: true }, world, () => { });
    const target = planned.courses[0]?.target;
    const why = planned.refused[0]?.because ?? planned.idle[0]?.because;
    if (!target?.taskDefinition)
        return cannotGoBack(`Nothing was touched${why ? `, as ${why}` : ''}.`, watched, live);
    const ecs = await world.ecs();
    const swept = (0,pause_hooks/* sweepHooks */.jn)((await ecs.describeServices(subject.cluster, [service.name])).services[0] ?? service);
    const now = await ecs.updateService(subject.cluster, service.name, {
        taskDefinition: target.taskDefinition,
        ...(swept.lifecycleHooks ? { configuration: swept } : {}),
    });
    if (swept.lifecycleHooks)
        world.runner.line(`${service.name}: ${pause_hooks/* SWEPT */.ko}`);
    const serves = servingIn(now);
    const until = serves?.revision === target.revision ? '' : ` until ${target.revision} serves`;
    return {
        remedy: 'rolled-back',
        remedyNote: `ECS was told to go back to ${target.revision}, which was not followed: ${serves?.revision ?? 'nothing'} is live${until}.`,
        live: serves && { ...serves, verified: false },
    };
}

;// CONCATENATED MODULE: ./build/src/monitor/monitor.js
// Is a live revision well while it is watched, and if not, is what was before live again?









/** What is watched is about to be: all that may fail has been asked for once. Throws a Failure that says what is missing. */
async function prepareMonitor(watched, order, world, log) {
    const holds = await (0,outlast/* outlast */.fK)(order.duration + outlast/* MARGIN */.jS, order.session, world);
    const longest = Math.min(order.longest, holds - outlast/* MARGIN */.jS);
    if (longest < order.longest)
        log(watched.name, `the watch can go on for ${(0,decisions_duration/* showDuration */.kJ)(longest)} at most, as the credentials end then`);
    const measure = (0,evidence_measure/* createMeasure */.F)(watched.subject, order.evidence, world, log);
    await measure.check();
    const missing = order.policy.onHarm === 'hold' ? undefined : await whyNoWayBack(watched, order.way, world, log);
    if (missing)
        world.runner.warn(`Harm could only be told, not undone: ${missing}.`);
    return { measure, longest };
}
/** Watches to the end, and goes back where that is wanted. */
async function runMonitor(watched, measure, order, world, log) {
    const { subject } = watched;
    const files = await world.files();
    let kept = 0;
    const keep = async () => {
        const lines = measure.lines();
        await files.append(order.record, lines
            .slice(kept)
            .map(line => `${line}\n`)
            .join(''));
        kept = lines.length;
    };
    // A file that cannot be written is said before the watch begins, and does not end it later.
    await keep();
    const keepOn = () => keep().catch(error => {
        if (!(error instanceof failure/* Failure */.HR))
            throw error;
        world.runner.debug(error.message);
    });
    const followed = await followEvidence(watched, measure, order, world, log, keepOn);
    const minutes = () => ({ judgedFrom: (0,decisions_minutes/* nextPeriod */.$z)(subject.since + measure.rules.settle), minutes: measure.minutes() });
    const outcome = await concludeWatch(followed, watched, order, minutes, world, log);
    await keepOn();
    return outcome;
}
/** Does what follows from how a watch ended, also where it could not begin; nothing was measured then. */
async function concludeWatch(followed, watched, order, measured, world, log) {
    const { name, subject } = watched;
    const { live } = followed;
    const verdict = verdictOf(followed);
    const back = { live, ...(await react(followed, watched, order, world, log)) };
    const { breach, shared = false } = followed.judgement;
    return {
        ...{ service: name, cluster: subject.cluster, revision: subject.revision, verdict, because: followed.because },
        next: followed.next,
        ...{ breach: verdict === 'harmful' || shared ? breach : undefined, shared: shared && verdict !== 'harmful' },
        ...back,
        accepted: followed.lead === 'go',
        ...{ startedAt: subject.since, endedAt: followed.at, decisions: followed.decisions },
        ...measured(),
    };
}
/** What the judge said last, but for a watch that ended otherwise. */
function verdictOf({ judgement, lead }) {
    if (lead === 'superseded' || lead === 'cancelled')
        return lead;
    if (lead === 'undone')
        return 'harmful';
    return judgement.state === 'watching' ? 'insufficient' : judgement.state;
}
const NOTHING = { remedy: 'none', remedyNote: '' };
async function react({ lead, because, live, noWayBack }, watched, order, world, log) {
    switch (lead) {
        case 'back':
            if (noWayBack)
                return cannotGoBack(`Nothing was touched, as ${noWayBack}.`, watched, live);
            log(watched.name, `${because}: goes back`);
            world.runner.warn(`${watched.name}: ${because}. It goes back.`);
            return takeBack(watched, order.way, { because, live }, world, log);
        case 'hold':
            return { ...NOTHING, remedy: 'kept', remedyNote: `${watched.subject.revision} was left as it is.` };
        case 'cancelled':
            if (order.onCancel === 'rollback')
                return goBackNow(watched, order.way, live, world);
            return { ...NOTHING, remedy: 'kept', remedyNote: 'Nothing was changed.' };
        case 'superseded':
            return { ...NOTHING, remedyNote: 'Nothing was changed.' };
        default:
            return NOTHING;
    }
}
/** What a watch asks and costs, a line each. */
function explainMonitor(watched, order, measure) {
    const { subject } = watched;
    const { rules } = measure;
    const watchedFor = [
        ...(rules.maxErrorRate === undefined ? [] : [`errors at most ${(0,evidence_words/* showShare */.zY)(rules.maxErrorRate)}`]),
        ...(rules.maxLatency === undefined ? [] : [`at most 5 % slower than ${rules.maxLatency} ms`]),
        ...(rules.minThroughput === undefined ? [] : [`at least ${rules.minThroughput} requests a minute`]),
        ...(rules.maxRestarts === undefined ? [] : [`at most ${rules.maxRestarts} tasks that end badly`]),
        ...(rules.minHealthy === undefined ? [] : ['healthy targets']),
        ...rules.metrics.map(one => one.label),
        ...rules.alarms.map(one => `alarm ${one}`),
        ...rules.probes,
    ];
    const looks = Math.ceil(order.duration / order.interval);
    return [
        `${subject.revision} of ${watched.name} is watched for ${(0,decisions_duration/* showDuration */.kJ)(order.duration)} (at most ${(0,decisions_duration/* showDuration */.kJ)(Math.max(order.duration, order.longest))}), a look every ${(0,decisions_duration/* showDuration */.kJ)(order.interval)}, rule ${rules.rule}: ${watchedFor.join(', ')}`,
        ...(rules.maxErrorRate === undefined && rules.maxLatency === undefined
            ? [unmeasured(subject)]
            : [`compared with ${comparison(subject.control, measure.before())}`]),
        ...(order.policy.onHarm === 'hold' ? ['harm would be told, and nothing changed'] : []),
        `about ${looks + Math.ceil(order.duration / 60_000) * 5} calls of AWS, $${((looks * METRICS_A_LOOK * 0.01) / 1000).toFixed(3)} of CloudWatch`,
    ];
}
const unmeasured = ({ group, loadBalancer }) => group !== undefined && loadBalancer !== undefined
    ? 'neither errors nor latency are watched'
    : 'errors and latency are not watched, as it is behind no Application Load Balancer';
function comparison(control, before) {
    if (control !== undefined)
        return 'blue, which has traffic beside it';
    if (!before)
        return 'nothing, as nothing was served in the hour before the release';
    const rate = (0,evidence_words/* showShare */.zY)(before.errors / before.requests);
    return `the hour before the release: ${(0,evidence_words/* showCount */.px)(before.requests)} requests, of which ${rate} failed`;
}
/** Of one target group, with the codes of its answers, and of its control, at $0.01 for a thousand. https://aws.amazon.com/cloudwatch/pricing/ */
const METRICS_A_LOOK = 13;

// EXTERNAL MODULE: ./build/src/rollback/rollback-permissions.js
var rollback_permissions = __webpack_require__(4821);
;// CONCATENATED MODULE: ./build/src/monitor/monitor-permissions.js

/** What a watch asks for that a rollback does not, or does without. */
const TO_WATCH = [
    { action: 'cloudwatch:GetMetricData', on: 'any', why: 'to measure' },
    { action: 'elasticloadbalancing:DescribeTargetGroups', on: 'any', why: 'to know whose metrics they are' },
    { action: 'elasticloadbalancing:DescribeTargetHealth', on: 'any', why: 'to see how many targets are healthy' },
    { action: 'cloudwatch:DescribeAlarms', on: 'any', why: 'for `watch-alarms`', optional: true },
];
/** For watching a revision and taking it back. */
const monitorPermissions = [
    ...TO_WATCH,
    ...rollback_permissions/* rollbackPermissions */.N.filter(one => !TO_WATCH.some(({ action }) => action === one.action)),
];

// EXTERNAL MODULE: ./build/src/decisions/decision-lines.js + 1 modules
var decision_lines = __webpack_require__(8846);
;// CONCATENATED MODULE: ./build/src/monitor/replay-watch.js




/** Judges a recorded file again, by its own rules or by the inputs of this step; green when every judgement is as it was, or by other rules. */
async function replayWatch(path, given, world, tell) {
    const text = await (await world.files()).read(path);
    if (text === undefined)
        throw new failure/* Failure */.HR(`replay is "${path}", which does not exist: give the file that a watch recorded.`);
    const first = (0,decision_lines/* replay */.e)(text);
    if ('problem' in first)
        throw new failure/* Failure */.HR(`${path} cannot be judged again: ${first.problem}.`);
    const again = given.by === 'recorded' ? first : (0,decision_lines/* replay */.e)(text, mixed(first.header.rules, given.options));
    if ('problem' in again)
        throw new failure/* Failure */.HR(`${path} cannot be judged again: ${again.problem}.`);
    const { decisions, header } = again;
    let state = '';
    for (const { at, judged } of decisions) {
        if (judged.state === state)
            continue;
        state = judged.state;
        world.runner.line(`${(0,decisions_duration/* showElapsed */.u4)(at - header.begun)}  ${header.rules.subject}: ${state}: ${judged.sentence}`);
    }
    const decided = decisions.find(one => isFinal(one.judged)) ?? decisions.at(-1);
    const different = decisions.filter(one => !one.same).length;
    const { breach, sentence = '' } = decided?.judged ?? {};
    tell('verdict', decided?.judged.state ?? 'insufficient');
    tell('breachedMetric', breach?.metric ?? '');
    tell('value', breach?.value ?? '');
    tell('threshold', breach?.threshold ?? '');
    tell('decisions', decisions
        .filter((one, i) => one.judged.state !== decisions[i - 1]?.judged.state)
        .map(lineOf)
        .join('\n'));
    const same = different === 0 ? 'all as they were' : `${different} otherwise than they were`;
    const line = `${decisions.length} judgements of ${header.rules.subject} again, ${same}. In the end: ${decided?.judged.state ?? 'nothing'}${sentence && `, ${sentence}`}. Nothing was changed.`;
    tell('message', line);
    return { good: given.by === 'inputs' || different === 0, line };
}
const isFinal = ({ state }) => state === 'harmful' || state === 'healthy';
const lineOf = ({ at, judged: { state, sentence } }) => JSON.stringify({ at: new Date(at).toISOString(), state, sentence });
/** The rules of this step, of what was recorded: what was not watched then cannot be judged now. */
function mixed(recorded, options) {
    const { subject: name, control, released } = recorded;
    const traffic = [recorded.maxErrorRate, recorded.maxLatency, recorded.minHealthy].some(one => one !== undefined);
    return {
        ...(0,evidence_inputs/* rulesOf */.fD)(options, { name, control, released, traffic }),
        // Slow requests were counted by the limit of then.
        ...{ maxLatency: recorded.maxLatency, metrics: recorded.metrics, probes: recorded.probes, alarms: recorded.alarms },
    };
}

// EXTERNAL MODULE: ./build/src/decisions/last-resort.js
var last_resort = __webpack_require__(7919);
// EXTERNAL MODULE: ./build/src/decisions/rollout.js + 1 modules
var rollout = __webpack_require__(8455);
// EXTERNAL MODULE: ./build/src/release/diagnose.js
var diagnose = __webpack_require__(2787);
// EXTERNAL MODULE: ./build/src/release/follow.js
var follow = __webpack_require__(9610);
// EXTERNAL MODULE: ./build/src/release/look.js + 4 modules
var release_look = __webpack_require__(2952);
;// CONCATENATED MODULE: ./build/src/monitor/take-over.js
// Has what is to be watched taken over, and if not, why?











const rulesUntil = (until) => ({
    ...{ until, settle: 0, allowZero: false, waitFor: 'drained', requireLogs: false, hopelessAfter: undefined },
});
/**
 * Until the deployment has taken over, requests and targets are of the revision before: nothing is counted. Follows it for at
 * most `limit` ms; answers how the watch ends when it does not take over, and undefined when it has.
 */
async function awaitTakeOver({ name, service, subject }, { limit, onHarm }, world, log) {
    const why = whyNotYet(service);
    const primary = (0,snapshot/* primaryOf */.Os)(service);
    if (why === undefined || !primary)
        return undefined;
    log(name, `${why}: the watch begins when it has taken over, within ${(0,decisions_duration/* showDuration */.kJ)(limit)}`);
    const look = await (0,release_look/* createLook */.yd)(subject.cluster, log, world);
    const rollout = (0,follow/* startFollowing */.Es)(primary, service, rulesUntil(world.clock.now() + limit), world.clock);
    const rolled = await (0,follow/* followRollout */.h4)({ ...rollout, name }, look);
    if (rolled.judgement.verdict === 'succeeded')
        return undefined;
    const { lead, state, because, next } = await explain(rolled, subject.cluster, world);
    const last = rolled.seen.findLast(one => one.service)?.service;
    const at = world.clock.now();
    return {
        judgement: { state, sentence: because, lookAgainIn: limit },
        ...{
            lead: lead === 'back' && onHarm === 'hold' ? 'hold' : lead,
            because,
            next,
            at,
            noWayBack: undefined,
        },
        decisions: [JSON.stringify({ at: new Date(at).toISOString(), state, lead, sentence: because })],
        live: last && servingIn(last),
    };
}
/** What was found, as it is when it has taken over: evidence counts from then on. */
async function takenOver(found, asked, world) {
    if (whyNotYet(found.service) === undefined)
        return found;
    const now = await findWatched(asked, world);
    const { revision } = now.subject;
    if (revision === found.subject.revision && now.name === found.name)
        return now;
    throw new failure/* Failure */.HR(`${found.subject.revision} of ${found.name} had just taken over when ${revision} of ${now.name} took its place, so it was not watched: find out who deployed it.`);
}
/** What shows the cause is told, as where the revision was released. */
async function explain(rolled, cluster, world) {
    const { judgement } = rolled;
    const ill = ['failed', 'rolled-back'].includes(judgement.verdict);
    const diagnosis = ill ? (0,last_resort/* lastResort */.y)(await (0,diagnose/* diagnose */.h)(cluster, rolled, world), judgement) : undefined;
    if (diagnosis)
        world.runner.group(`${rolled.name}: evidence`, diagnosis.evidence);
    if (judgement.verdict !== 'timed-out' || judgement.blind)
        return whatItMeans(judgement, diagnosis);
    // Tasks of the revision before that are still there are not what is wrong: what keeps ours from replacing them is.
    const serving = { ...rolled.rules, until: Number.POSITIVE_INFINITY, waitFor: 'serving' };
    const { verdict, because } = (0,rollout/* judgeRollout */.VY)(rolled.following, rolled.seen, serving);
    return whatItMeans(verdict === 'progressing' ? { ...judgement, because } : judgement, diagnosis);
}

// EXTERNAL MODULE: ./build/src/smoke/smoke-inputs.js
var smoke_inputs = __webpack_require__(1950);
;// CONCATENATED MODULE: ./build/src/actions/monitor-rollback.js
// Do metrics, alarms and task health call for going back, and did we?














/* harmony default export */ const monitor_rollback = ((0,action/* action */.X)({
    question: 'Do metrics, alarms and task health call for going back, and did we?',
    about: 'Watches a revision that is live, from when its deployment has taken over: errors and slow requests of its target group, its tasks and targets, alarms, own metrics and probes. By default it goes back only for what is more than chance and more than what the version before shows. Green means that it was watched to the end, that enough was seen, and that it is well. Red says what was wrong, in which numbers, what was done about it and what is live; or that too little was seen, which is neither well nor harm.',
    usage: `cluster: production
service: web
duration: 60m
smoke-urls: https://example.com/healthz
`,
    inputs: {
        cluster: (0,input/* text */.Qq)({ description: 'The name or ARN of the ECS cluster. Needed but for `replay`.' }),
        service: (0,input/* text */.Qq)({
            description: 'The name of the service that runs the new revision. With `listener-rule` also that of a pair: `web` is whichever of `web-blue` and `web-green` has the traffic. Needed but for `replay`.',
        }),
        listenerRule: (0,input/* text */.Qq)({
            description: 'The ARN of the production rule, where traffic is shared by weights between two services. Then going back is one write of weights. Unset: the service itself goes back.',
        }),
        blueService: (0,input/* text */.Qq)({
            description: 'With `listener-rule`: the service that traffic goes back to, where it is not called after the other one.',
        }),
        duration: (0,input/* duration */.p0)('minutes')({ description: 'How long it is watched.', default: '60m' }),
        maxDuration: (0,input/* duration */.p0)('minutes')({
            description: 'How long at most, when too little was seen by then. Unset: twice the duration.',
        }),
        intervalSeconds: (0,input/* duration */.p0)('seconds')({
            description: 'Time between two looks. Only minutes that are complete are judged.',
            default: '15',
        }),
        onHarm: (0,input/* oneOf */.yL)('rollback', 'hold')({
            description: 'What to do when the revision does harm. `hold`: alert, and change nothing.',
            default: 'rollback',
        }),
        ...(0,evidence_inputs/* policyInputs */.eh)('hold'),
        onCancel: (0,input/* oneOf */.yL)('keep', 'rollback')({ description: 'What to do when the job is cancelled while it watches.', default: 'keep' }),
        ...evidence_inputs/* evidenceInputs */.jN,
        rollbackTo: (0,input/* text */.Qq)({
            description: 'Where a service goes back to: `last-good`, a revision (`family:n`), a digest, a version or a tag.',
            default: 'last-good',
        }),
        waitForMinutes: (0,input/* duration */.p0)('minutes')({
            description: 'How long the way back may take; and before the watch a deployment of the revision that is still under way.',
            default: '15',
        }),
        keepGreen: (0,input/* flag */.Jt)({
            description: 'With `listener-rule`: whether the service keeps its tasks when it has lost its traffic.',
            default: 'false',
        }),
        ...smoke_inputs/* smokeInputs */.Nh,
        environment: (0,input/* text */.Qq)({
            description: 'The GitHub environment: its deployments say what was good, and going back is recorded there, of a service and of a pair alike; when that fails the next release is refused. Unset: ECS alone says it, and nothing is recorded.',
        }),
        record: (0,input/* text */.Qq)({
            description: 'A file for all that was seen and said, as JSON lines. Unset: one in the runner’s temporary folder.',
        }),
        replay: (0,input/* text */.Qq)({
            description: 'Such a file, to be judged again. Nothing is asked of AWS then, and nothing is changed.',
        }),
        replayBy: (0,input/* oneOf */.yL)('recorded', 'inputs')({
            description: 'By which rules it is judged again: those of then, or the inputs of this step.',
            default: 'recorded',
        }),
        sessionMinutes: (0,input/* duration */.p0)('minutes')({
            description: 'How long the AWS credentials hold from now on, where they cannot be renewed (permission `id-token: write`) and AWS_CREDENTIAL_EXPIRATION does not say it.',
            default: '60',
        }),
        plan: (0,input/* flag */.Jt)({ description: 'Show what would be watched, and do nothing.', default: 'false' }),
        githubToken: (0,input/* text */.Qq)({
            description: 'Reads and writes deployments, with `environment` (permission `deployments: write`).',
            default: '${{ github.token }}',
            secret: true,
        }),
    },
    outputs: {
        verdict: '`healthy`, `harmful`, `insufficient` (too little was seen, or it is not this revision’s fault), `blind`, `superseded`, `cancelled` or `planned`; of a replay the state in the end.',
        remedy: 'What this action did about it: `none`, `reverted` (traffic), `rolled-back` (service), `kept` or `needs-human`.',
        revision: 'The revision that was watched, `family:n`.',
        liveRevision: 'The revision that is live now.',
        liveService: 'The service that runs it.',
        liveVerified: '`true` when that was seen.',
        breachedMetric: 'What was beyond its limit.',
        value: 'What it was.',
        threshold: 'What it might have been.',
        requests: 'How many requests were judged.',
        errors: 'How many of them failed.',
        cause: 'Why it ended badly, in one clause.',
        nextStep: 'What to do next, in one sentence.',
        message: 'The last line of the log.',
        decisions: 'Each change of the judgement as a JSON line.',
        alert: 'JSON, when somebody must hear of it: severity, title, message, metric, value, threshold and more; once a watch.',
        record: 'The file with all that was seen and said, for `replay`.',
    },
    permissions: {
        aws: monitorPermissions,
        github: [
            { scope: 'id-token', access: 'write', why: 'to renew credentials that would end before the watch does' },
            { scope: 'deployments', access: 'write', why: 'to record a rollback, with `environment`' },
        ],
    },
    rules(inputs) {
        const problems = [...(0,evidence_inputs/* evidenceProblems */.uY)(inputs), ...(0,smoke_inputs/* smokeRules */.bx)(inputs)];
        if (inputs.replay !== undefined)
            return problems;
        if (inputs.cluster === undefined)
            problems.push('cluster is empty: give the name of the ECS cluster');
        if (inputs.service === undefined)
            problems.push('service is empty: give the name of the service');
        if (inputs.duration === 0)
            problems.push('duration is 0: give some time');
        if (inputs.intervalSeconds < 5000)
            problems.push('interval-seconds is less than 5, and metrics come by the minute');
        if (inputs.blueService !== undefined && inputs.listenerRule === undefined)
            problems.push('blue-service is given without listener-rule: say which rule carries the traffic');
        return problems;
    },
    async run(inputs, world, tell) {
        if (inputs.replay !== undefined)
            return replayWatch(inputs.replay, { by: inputs.replayBy, options: inputs }, world, tell);
        const log = (0,src_log/* startLog */.l)(world.clock, world.runner.line);
        const asked = { ...inputs, cluster: inputs.cluster ?? '', service: inputs.service ?? '' };
        const found = await findWatched(asked, world);
        const { revision } = found.subject;
        tell('revision', revision);
        const folder = world.runner.variable('RUNNER_TEMP') ?? '.';
        const wanted = {
            ...{ duration: inputs.duration, longest: inputs.maxDuration ?? 2 * inputs.duration },
            ...{ interval: inputs.intervalSeconds, onCancel: inputs.onCancel, session: inputs.sessionMinutes },
            policy: { ...inputs, blindLimit: inputs.blindLimitMinutes },
            evidence: inputs,
            record: inputs.record ?? `${folder}/watch-${found.name}-${found.subject.since}.jsonl`,
            way: {
                ...{ to: inputs.rollbackTo, limit: inputs.waitForMinutes, keepGreen: inputs.keepGreen },
                ...{ environment: inputs.environment, githubToken: inputs.githubToken },
                smoke: about => (0,smoke_inputs/* smokeTest */.KH)(inputs, world, about),
            },
        };
        const conclude = async (outcome, limit) => {
            const told = tellWatch(outcome);
            for (const [name, value] of Object.entries(told))
                tell(name, value);
            const { region } = await world.ecs();
            const link = (0,decisions_region/* serviceLink */.oT)(region, outcome.cluster, outcome.service);
            await world.runner.summary(summarizeWatch(outcome, link, limit));
            return { good: isWell(outcome), line: explainWatch(outcome) };
        };
        const untaken = inputs.plan
            ? undefined
            : await awaitTakeOver(found, { ...inputs, limit: inputs.waitForMinutes }, world, log);
        if (untaken) {
            const nothing = () => ({ judgedFrom: untaken.at, minutes: { green: [], control: [] } });
            return conclude(await concludeWatch(untaken, found, wanted, nothing, world, log));
        }
        const watched = await takenOver(found, asked, world);
        const { measure, longest } = await prepareMonitor(watched, wanted, world, log);
        const order = { ...wanted, longest };
        for (const line of explainMonitor(watched, order, measure))
            log(watched.name, line);
        if (inputs.plan) {
            const late = whyNotYet(watched.service);
            const line = `Plan: ${revision} of ${watched.name} would be watched${late ? ` when it has taken over: ${late}` : ''}. Nothing was changed.`;
            tell('verdict', 'planned');
            tell('remedy', 'none');
            tell('message', line);
            return { good: true, line };
        }
        tell('record', order.record);
        return conclude(await runMonitor(watched, measure, order, world, log), measure.rules.maxErrorRate);
    },
}));


/***/ })

};
