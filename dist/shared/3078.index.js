export const id = 3078;
export const ids = [3078];
export const modules = {

/***/ 3078:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  "default": () => (/* binding */ rollback)
});

// EXTERNAL MODULE: ./build/src/action.js
var action = __webpack_require__(7663);
// EXTERNAL MODULE: ./build/src/decisions/pairs.js
var decisions_pairs = __webpack_require__(8504);
// EXTERNAL MODULE: ./build/src/decisions/rollback-target.js
var rollback_target = __webpack_require__(9495);
// EXTERNAL MODULE: ./build/src/decisions/services.js
var services = __webpack_require__(4057);
// EXTERNAL MODULE: ./build/src/input.js
var input = __webpack_require__(249);
// EXTERNAL MODULE: ./build/src/rollback-permissions.js
var rollback_permissions = __webpack_require__(5824);
// EXTERNAL MODULE: ./build/src/smoke-inputs.js
var smoke_inputs = __webpack_require__(6156);
// EXTERNAL MODULE: ./build/src/decisions/markdown.js
var markdown = __webpack_require__(7956);
// EXTERNAL MODULE: ./build/src/decisions/outcome.js
var outcome = __webpack_require__(3105);
// EXTERNAL MODULE: ./build/src/decisions/region.js
var decisions_region = __webpack_require__(5153);
// EXTERNAL MODULE: ./build/src/decisions/rollback-outcome.js
var rollback_outcome = __webpack_require__(5040);
// EXTERNAL MODULE: ./build/src/decisions/rollout-summary.js
var rollout_summary = __webpack_require__(5277);
// EXTERNAL MODULE: ./build/src/undo.js + 1 modules
var undo = __webpack_require__(7491);
;// CONCATENATED MODULE: ./build/src/tell-rollback.js






const RETURNED = { explain: rollback_outcome/* explainReturn */.I_, isWell: (one) => (0,outcome/* isGood */.Kg)(one.verdict) };
/** What would be done; nothing was. */
function tellPlanned(result, tell) {
    const going = result.courses.filter(one => one.choice.go === 'back');
    const line = going.map(({ name, line, choice }) => choice.go === 'back' ? `${name} would go back from ${line.current.revision} to ${(0,undo/* nameOf */.V)(choice)}` : '');
    const text = `Plan: ${line.length > 0 ? line.join(', ') : 'nothing to undo'}. Nothing was changed.`;
    tellWays(result, tell);
    tell('verdict', 'planned');
    tell('remedy', 'none');
    tell('message', text);
    return { good: true, line: text };
}
/** Outputs, evidence, summary, and the alert when a person must look. */
async function tellEnd(result, { environment = '', cluster }, world, tell) {
    const { runner } = world;
    const { outcomes, record, smoke } = result;
    for (const [name, value] of Object.entries((0,rollback_outcome/* tellRollback */.WL)(result)))
        tell(name, value);
    tellWays(result, tell);
    tell('recordId', record === undefined ? '' : String(record));
    const server = `${runner.variable('GITHUB_SERVER_URL')}/${runner.variable('GITHUB_REPOSITORY')}`;
    const run = `${server}/actions/runs/${runner.variable('GITHUB_RUN_ID')}`;
    const alert = (0,rollback_outcome/* alertOf */.GU)(result, { environment, cluster, run, record: record === undefined ? '' : String(record) });
    tell('alert', alert ? JSON.stringify(alert) : '');
    for (const one of outcomes)
        if (one.diagnosis)
            runner.group(`${one.service}: evidence`, one.diagnosis.evidence);
    const { region } = await world.ecs();
    const line = (0,rollback_outcome/* sayRollback */.gz)(result);
    const answers = smoke.line
        ? ['| smoke test | |', '|---|---|', `| ${(0,markdown/* code */.a)(smoke.verdict)} | ${(0,markdown/* cell */.H)(smoke.line)} |`, '']
        : [];
    const links = (one) => (0,decisions_region/* serviceLink */.oT)(region, one.cluster, one.service);
    await runner.summary([
        `### ${(0,rollback_outcome/* isBack */.S3)(result) ? '↩️' : '❌'} ${titleOf(result)}`,
        '',
        ...(outcomes.length === 1 ? [] : [(0,markdown/* cell */.H)(line), '']),
        ...answers,
        ...(outcomes.length > 0 ? [(0,rollout_summary/* summarizeRollouts */.q)(outcomes, links, RETURNED)] : []),
    ].join('\n'));
    const said = (0,rollback_outcome/* sayReturns */.$0)(result);
    if (said.length > 1)
        for (const one of said)
            runner.line(one);
    return { good: (0,rollback_outcome/* isBack */.S3)(result), line };
}
function tellWays({ courses }, tell) {
    const lines = (values) => [...new Set(values.filter(Boolean))].join('\n');
    tell('revision', lines(courses.map(one => one.target?.revision ?? '')));
    tell('taskDefinitionArn', lines(courses.map(one => one.target?.taskDefinition ?? '')));
    tell('previousRevision', lines(courses.map(({ line }) => line.wayBack?.from ?? line.current.revision)));
}
function titleOf(result) {
    const verdict = (0,rollback_outcome/* verdictOf */.Vj)(result);
    if (verdict === 'nothing-to-do')
        return 'Nothing to undo';
    return (0,rollback_outcome/* isBack */.S3)(result) ? 'Rolled back' : verdict === 'refused' ? 'Not rolled back' : 'The rollback failed';
}

// EXTERNAL MODULE: ./build/src/decisions/duration.js
var duration = __webpack_require__(7897);
// EXTERNAL MODULE: ./build/src/decisions/listener-rule.js
var listener_rule = __webpack_require__(3108);
// EXTERNAL MODULE: ./build/src/decisions/shift-plan.js
var shift_plan = __webpack_require__(8997);
// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
// EXTERNAL MODULE: ./build/src/keep-size.js + 1 modules
var keep_size = __webpack_require__(2977);
// EXTERNAL MODULE: ./build/src/patiently.js
var patiently = __webpack_require__(5795);
// EXTERNAL MODULE: ./build/src/decisions/live-colour.js
var live_colour = __webpack_require__(2492);
;// CONCATENATED MODULE: ./build/src/decisions/pair-line.js
/**
 * Two services as one line: the one whose revision came later is what the other one was left for. While both have traffic
 * the later one is on its way; has it none, it was tried and given up. From weights and times, never from names.
 */
function pairHistory(sides, records) {
    const [first, second] = sides.toSorted((a, b) => a.since - b.since || a.share - b.share);
    const attempt = (side, status) => ({
        ...{ number: side.service, revision: side.revision, at: side.since, status, images: side.images },
    });
    const shared = first !== undefined && first.share > 0 && second !== undefined && second.share > 0;
    const state = shared ? 'in-progress' : 'completed';
    const given = second?.share === 0 ? 'ROLLBACK_SUCCESSFUL' : shared ? 'IN_PROGRESS' : 'SUCCESSFUL';
    const live = second && second.share > 0 ? second : first;
    return {
        current: {
            ...{ id: `pair/${live?.service}`, revision: live?.revision ?? '' },
            ...{ state, createdAt: live?.since ?? 0 },
        },
        attempts: [...(first ? [attempt(first, 'SUCCESSFUL')] : []), ...(second ? [attempt(second, given)] : [])],
        records,
        copies: {},
    };
}

// EXTERNAL MODULE: ./build/src/decisions/release-line.js
var release_line = __webpack_require__(2559);
// EXTERNAL MODULE: ./build/src/read-line.js
var read_line = __webpack_require__(9460);
// EXTERNAL MODULE: ./build/src/set-course.js + 1 modules
var set_course = __webpack_require__(2130);
;// CONCATENATED MODULE: ./build/src/read-pair.js
// How do two services behind one rule stand, and which of them is to have all traffic again?








/** Looks at a pair and chooses. Throws a Failure that says in one line why nothing can be told of it. */
async function readPair(wanted, wanting, records, world) {
    const [ecs, rules] = await Promise.all([world.ecs(), world.listenerRules()]);
    const listener = wanted.listener ?? (0,listener_rule/* listenerOfRule */.IY)(wanted.rule);
    const [{ services }, all] = await Promise.all([
        ecs.describeServices(wanting.cluster, wanted.services),
        rules.rulesOf(listener),
    ]);
    const there = services.filter(one => one.active);
    const pair = wanted.services.map(name => {
        const found = there.find(one => one.name === name);
        return { service: name, groups: found?.targetGroups ?? [], desired: found?.desired ?? 0 };
    });
    const [one, two] = pair;
    const chosen = (0,live_colour/* chooseRule */._r)(all, pair, wanted.rule);
    if ('refusal' in chosen)
        throw new failure/* Failure */.HR(`${wanted.name}: ${chosen.refusal}.`);
    // Whether the live one is well does not matter: it may be what is to be left.
    const taken = new Map(pair.flatMap(each => each.groups.map(group => [group, 1])));
    const colour = (0,live_colour/* judgeLive */.a$)(chosen.rule, [one, two], [], taken);
    if ('refusal' in colour)
        throw new failure/* Failure */.HR(`${wanted.name}: ${colour.refusal}.`);
    const found = 'live' in colour ? [colour.live, { ...colour.idle, share: 0 }] : colour.both;
    const sides = await Promise.all(found.map(each => readSide(each, there, world)));
    const known = sides.filter(each => each !== undefined);
    const line = (0,release_line/* lineUp */.G)(pairHistory(known.map(each => each.side), records));
    const leaves = known.find(each => each.service.name === line.current.number);
    const wish = await (0,set_course/* askRegistry */.rF)((0,set_course/* wishOf */.H_)(wanted, wanting.to), leaves.service, wanted, world);
    const choice = (0,rollback_target/* chooseTarget */.b)(line, { ...wanting, wish, precedes: set_course/* precedes */.yN });
    const comes = known.find(each => each !== leaves && each.group !== '');
    return { ...settle(wanted.name, choice, leaves, comes), line, rule: chosen.rule, leaves, comes };
}
async function readSide({ service: name, group, share }, there, world) {
    const service = there.find(one => one.name === name);
    const primary = service?.deployments.find(one => one.primary);
    if (!service || !primary)
        return undefined;
    const images = await (0,read_line/* imagesOf */.I)(service.revision, await world.ecs());
    const side = { service: name, revision: primary.revision, since: primary.createdAt, share, images };
    return { side, service, group: group ?? '' };
}
/** Only what the other service runs can have all traffic at once. */
function settle(name, choice, leaves, comes) {
    const refuse = (because) => ({ name, choice: { go: 'refused', because }, target: undefined });
    if (choice.go === 'nowhere' || choice.go === 'refused')
        return { name, choice, target: undefined };
    if (choice.go === 'on') {
        const because = choice.because.replace(/^ECS rolled (\S+) back by itself$/, '$1 was given up for it already');
        return { name, choice: { ...choice, because }, target: targetOf(leaves) };
    }
    if (!comes)
        return refuse('there is no other service behind the rule to go back to');
    if (comes.service.revision !== choice.revision)
        return refuse(`${choice.revision}, ${choice.because}, is not what ${comes.service.name} runs (${comes.service.revision}): release it with blue-green-shift`);
    return { name, choice, target: targetOf(comes) };
}
const targetOf = ({ service }) => ({
    taskDefinition: `${service.arn.split(':').slice(0, 5).join(':')}:task-definition/${service.revision}`,
    revision: service.revision,
    copy: undefined,
});

// EXTERNAL MODULE: ./build/src/decisions/last-resort.js
var last_resort = __webpack_require__(7919);
// EXTERNAL MODULE: ./build/src/decisions/remedy.js
var remedy = __webpack_require__(2389);
// EXTERNAL MODULE: ./build/src/decisions/traffic-shift.js
var traffic_shift = __webpack_require__(6689);
// EXTERNAL MODULE: ./build/src/diagnose.js
var diagnose = __webpack_require__(4717);
// EXTERNAL MODULE: ./build/src/find-pair.js + 1 modules
var find_pair = __webpack_require__(7650);
// EXTERNAL MODULE: ./build/src/follow.js
var follow = __webpack_require__(452);
// EXTERNAL MODULE: ./build/src/look.js + 4 modules
var src_look = __webpack_require__(3582);
// EXTERNAL MODULE: ./build/src/revert.js
var revert = __webpack_require__(8675);
;// CONCATENATED MODULE: ./build/src/take-pair-back.js
// How does the service that was live before get all traffic again, and its tasks first where it has too few?













/** Traffic first, where there are the tasks for it; else these first. Never throws a Failure. */
async function takePairBack(course, order, log, world) {
    const startedAt = world.clock.now();
    const comes = course.choice.go === 'on' ? course.leaves : course.comes;
    const outcome = (verdict, more = {}) => outcomeOf(course, comes, verdict, startedAt, order.cluster, world, more);
    if (course.choice.go === 'on')
        return outcome('nothing-to-do');
    try {
        const size = Math.max(course.leaves.service.desired, comes.service.desired);
        const healthy = (await (0,patiently/* patiently */.d)(world, () => (0,find_pair/* countHealthy */.hA)([comes.group], world))).get(comes.group) ?? 0;
        const lacks = (0,traffic_shift/* lacksTargets */.XJ)(100, { size, healthy: { green: healthy, blue: 0 } });
        if (lacks && !order.allowUndersized) {
            log(course.name, `${comes.service.name} has ${healthy} healthy targets and needs ${size}: its tasks come first, then the traffic`);
            const ill = await bringUp(course, comes, size, order, log, world);
            if (ill)
                return outcome(ill.verdict, ill);
        }
        const pair = { rule: course.rule.arn, blue: comes.group, green: course.leaves.group };
        const { verified, written } = await (0,patiently/* patiently */.d)(world, () => (0,revert/* revertTraffic */._)(pair, world));
        log(course.name, `all traffic ${written ? 'goes' : 'is'} back to ${comes.service.name}`);
        return verified
            ? outcome('succeeded')
            : outcome('failed', { because: 'the rule does not show the weights that were written', remedyNote: remedy/* NOTHING_MORE */.u });
    }
    catch (error) {
        if (!(error instanceof failure/* Failure */.HR))
            throw error;
        const because = error.message.replace(/\.$/, '');
        return world.cancel.aborted
            ? outcome('cancelled', { because: 'the job was cancelled before the traffic was touched', deployment: '' })
            : outcome('failed', { because, deployment: '', remedyNote: 'No traffic was moved.' });
    }
}
/** Brings the service up to its size, followed like a deployment; answers what is ill, with the traffic where it was. */
async function bringUp({ rule, leaves, name }, comes, size, { cluster, limit }, log, world) {
    const sides = [leaves, comes].map(one => ({ service: one.service.name, group: one.group }));
    await (0,keep_size/* suspendScaling */.K)({ cluster, sides, world, log });
    // A target group that no rule knows is not checked for its health: without weight it is.
    if (!(0,listener_rule/* tuplesOf */.tl)(rule.actions).some(one => one.group === comes.group)) {
        const rules = await world.listenerRules();
        const now = await rules.rule(rule.arn);
        const next = (0,listener_rule/* withWeights */.cY)(now.actions, { blue: leaves.group, green: comes.group }, 0);
        if ('problem' in next)
            throw new failure/* Failure */.HR(`${name}: ${next.problem}.`);
        await rules.write(now, next.actions);
    }
    const ecs = await world.ecs();
    const [before] = (await ecs.describeServices(cluster, [comes.service.name])).services;
    const up = (before?.desired ?? 0) >= size
        ? before
        : await ecs.updateService(cluster, comes.service.name, { desiredCount: size });
    const primary = up.deployments.find(one => one.primary);
    const look = await (0,src_look/* createLook */.yd)(cluster, (_, fact) => log(comes.service.name, fact), world);
    const until = world.clock.now() + limit;
    const rules = {
        until,
        settle: undefined,
        allowZero: false,
        waitFor: 'serving',
        requireLogs: false,
        hopelessAfter: undefined,
    };
    const rollout = { ...(0,follow/* startFollowing */.E)(primary, up, rules, world.clock), name: comes.service.name };
    rollout.following.answer = { at: world.clock.now(), desired: size };
    let ended;
    await (0,follow/* followRollouts */.G)([rollout], look, async (followed) => {
        ended = followed;
        return [];
    });
    const { judgement, seen } = ended;
    if (judgement.verdict === 'succeeded')
        return undefined;
    const { verdict, because } = judgement;
    if (verdict === 'cancelled')
        return { verdict, because: 'the job was cancelled before the traffic was touched', seen };
    const diagnosis = (0,last_resort/* lastResort */.y)(await (0,diagnose/* diagnose */.h)(cluster, { ...rollout, judgement, seen }, world), judgement);
    return { verdict, because, seen, diagnosis, remedyNote: `No traffic was moved. ${remedy/* NOTHING_MORE */.u}` };
}
async function outcomeOf({ leaves, name, choice }, comes, verdict, startedAt, cluster, world, more) {
    const live = (0,outcome/* isGood */.Kg)(verdict) ? comes : leaves;
    const seen = await lastLook(cluster, live, world);
    const service = seen.service ?? live.service;
    return {
        ...{ service: name, cluster, revision: comes.service.revision, verdict, because: '', startedAt },
        previous: choice.go === 'on' ? undefined : leaves.service.revision,
        deployment: comes.service.deployments.find(one => one.primary)?.id ?? '',
        ...{ remedy: (0,outcome/* isGood */.Kg)(verdict) ? (verdict === 'succeeded' ? 'rolled-back' : 'none') : 'needs-human', remedyNote: '' },
        live: {
            ...{ revision: service.revision, running: service.running, desired: service.desired },
            verified: seen.service !== undefined && service.running >= service.desired,
        },
        ...{ diagnosis: undefined, endedAt: world.clock.now() },
        ...more,
        seen: [...(more.seen ?? []), seen],
    };
}
/** The service that has the traffic, and what the load balancer says of it; as far as it can be seen. */
async function lastLook(cluster, { service, group }, world) {
    const orElse = (ask) => ask.catch(() => undefined);
    const [ecs, balancer] = await Promise.all([world.ecs(), world.loadBalancer()]);
    const [found, targets] = await Promise.all([
        orElse(ecs.describeServices(cluster, [service.name])),
        orElse(balancer.describeTargets([group])),
    ]);
    return { at: world.clock.now(), service: found?.services[0], ...(targets ? { targets } : {}) };
}

// EXTERNAL MODULE: ./build/src/watch.js
var watch = __webpack_require__(2226);
;// CONCATENATED MODULE: ./build/src/undo-pairs.js
// How do pairs of services go back by the weights of their rules: traffic first, then sizes?









/** Each pair by one write to its rule; what is left gives its tasks back when nobody can be on the way to it any more. */
const takePairsBack = (order, world) => ({
    look: (records, since) => Promise.all(order.pairs.flat().map(wanted => (0,patiently/* patiently */.d)(world, () => readPair(wanted, { ...order, since }, records, world)))),
    async act(going, log) {
        const outcomes = [];
        const groups = order.pairs.map(group => going.filter(one => group.some(wanted => wanted.name === one.name)));
        // Traffic does not wait for the pair before it, unless an order was given.
        for (const group of groups.toReversed())
            outcomes.push(...(await Promise.all(group.map(one => takePairBack(one, order, log, world)))));
        return outcomes;
    },
    async tidy(going, open, log) {
        const ends = await Promise.all(going.map(one => tidyPair(one, open, order, log, world)));
        return ends.every(Boolean);
    },
});
/** Whether nothing is left to do. What is only thought to be over, since no record is open, is left to a person. */
async function tidyPair(course, open, order, log, world) {
    const { choice, leaves, comes } = course;
    const [stays, gone] = choice.go === 'on' ? [leaves, comes] : [comes, leaves];
    if (!stays || !gone)
        return true;
    try {
        const sides = [stays, gone].map(one => ({ service: one.service.name, group: one.group }));
        await (0,keep_size/* restoreScaling */.oQ)({ cluster: order.cluster, sides, world, log });
        if (choice.go === 'on' && !open)
            return true;
        return order.keepGreen || (await retire(course, stays, gone, order, log, world));
    }
    catch (error) {
        if (!(error instanceof failure/* Failure */.HR))
            throw error;
        world.runner.warn(`${gone.service.name} may still have tasks: ${error.message}`);
        return false;
    }
}
/** No request is on its way to a service that has had no traffic for so long; then it gives its tasks back. */
async function retire(course, stays, gone, { cluster }, log, world) {
    const { clock, cancel } = world;
    const [ecs, rules, groups] = await Promise.all([world.ecs(), world.listenerRules(), world.targetGroups()]);
    const [now] = (await ecs.describeServices(cluster, [gone.service.name])).services;
    if (!now || now.desired === 0)
        return true;
    const { deregistrationDelay } = await groups.times(gone.group);
    const until = clock.now() + Math.max(shift_plan/* LEAST_KEPT */.JT, deregistrationDelay * 1000);
    log(gone.service.name, `keeps its tasks for ${(0,duration/* showDuration */.kJ)(until - clock.now())}, as requests may be on their way to it`);
    const { judgement: alone, ended } = await (0,watch/* watch */.w)({
        ...{ clock, cancel, until, mayPass: failure/* mayPass */.bg },
        look: async () => {
            const { actions } = await rules.rule(course.rule.arn);
            return (0,listener_rule/* greenShare */.fW)(actions, { blue: stays.group, green: gone.group }) === 0;
        },
        judge: only => ({ judgement: only, ...(only && clock.now() < until ? { lookAgainIn: LOOK } : {}) }),
    });
    if (ended === 'cancelled')
        return false;
    if (!alone) {
        log(gone.service.name, 'keeps its tasks: somebody changed the rule');
        return true;
    }
    await (0,keep_size/* letRest */._M)({ cluster, sides: [{ service: gone.service.name, group: gone.group }], world });
    await ecs.updateService(cluster, gone.service.name, { desiredCount: 0 });
    log(gone.service.name, 'gives its tasks back');
    return true;
}
/** Milliseconds between two looks at a rule that nobody is to change. */
const LOOK = 15_000;

// EXTERNAL MODULE: ./build/src/undo-services.js
var undo_services = __webpack_require__(7472);
;// CONCATENATED MODULE: ./build/src/actions/rollback.js
// Is the last known-good revision live again?











/* harmony default export */ const rollback = ((0,action/* action */.X)({
    question: 'Is the last known-good revision live again?',
    about: 'Takes ECS services back to the revision that was live and well before, or to one that is named, and follows that to its verdict. What was live and well is what ECS’s service deployments and, with `environment`, GitHub’s deployment records say: never simply the revision before. An earlier revision that is not active any more is registered again with the digests it ran with. Only the task definition of a service is changed; of two services that share the traffic of a `listener-rule`, only its weights, at once, and the sizes later. Green means that the earlier revision serves with all its tasks, and answers well where `smoke-urls` are given, or that nothing was to be undone. Red says why it does not, what is live, and that a person must look: nothing is piled on a rollback that failed, and with `environment` the next release is refused until somebody says otherwise.',
    usage: `cluster: production
service: web
environment: production
reason: checkout fails since v1.4.0
smoke-urls: https://example.com/healthz
`,
    inputs: {
        cluster: (0,input/* text */.Qq)({ description: 'The name or ARN of the ECS cluster.', required: true }),
        service: (0,input/* list */.p_)({ description: 'The name of the service, or several of them.' }),
        services: (0,input/* namesOrMap */.c9)({
            description: 'Several services: a list, lines of `name=revision`, or a YAML map of `name` to `service`, `task-definition` or `image-tag` (where that one goes), `container-name`, `aliases`; of pairs also `blue-service`, `green-service`, `listener-rule`, `listener`.',
        }),
        listenerRule: (0,input/* text */.Qq)({
            description: 'The ARN of the rule that shares traffic between two services: then all of it goes back to the one that was live before, by one write. Unset: the service itself goes back.',
        }),
        listener: (0,input/* text */.Qq)({
            description: 'The ARN of the listener, where only one of its rules forwards to the two services.',
        }),
        blueService: (0,input/* text */.Qq)({
            description: 'One of the two services. Unset: `web-blue` and `web-green` for the service `web`.',
        }),
        greenService: (0,input/* text */.Qq)({ description: 'The other one. Which of them is live is read from the weights of the rule.' }),
        keepGreen: (0,input/* flag */.Jt)({
            description: 'Leave the tasks of the service that lost its traffic running.',
            default: 'false',
        }),
        allowUndersized: (0,input/* flag */.Jt)({
            description: 'Move the traffic at once, though the service that gets it has too few healthy targets.',
            default: 'false',
        }),
        only: (0,input/* list */.p_)({ description: 'Take back only these of them, by name or alias.' }),
        aliases: (0,input/* map */.Tj)({ description: 'Other names for services: `web=default`.' }),
        order: (0,input/* groups */.TN)({
            description: 'Groups of services, one a line, as they were released: the last goes back first.',
        }),
        to: (0,input/* text */.Qq)({
            description: 'Where to go back to: `last-good`, a revision (`family:n` or ARN), a digest, a version that was recorded, or a tag in the repository that the service runs from.',
            default: 'last-good',
        }),
        containerName: (0,input/* text */.Qq)({
            description: 'The container in whose repository a tag is looked up. Unset: the only essential one.',
        }),
        from: (0,input/* list */.p_)({
            description: 'The revision to get away from, as an earlier step gave it. When the service runs another one by now, nothing is undone.',
        }),
        undo: (0,input/* oneOf */.yL)('latest', 'this-run')({
            description: '`this-run`: undo only what was deployed since this run of the workflow began, so that a run that failed before it changed anything undoes nothing.',
            default: 'latest',
        }),
        allowSkip: (0,input/* flag */.Jt)({
            description: 'Whether `to` may be more than one release back, or a revision of which nothing is remembered.',
            default: 'false',
        }),
        waitForMinutes: (0,input/* duration */.p0)('minutes')({
            description: 'How long the way back may take.',
            default: '15',
        }),
        waitFor: (0,input/* oneOf */.yL)('drained', 'serving')({
            description: '`serving`: the tasks of the earlier revision serve. `drained`: and the others are gone.',
            default: 'drained',
        }),
        allowZero: (0,input/* flag */.Jt)({
            description: 'Whether a service that wants no task (desired count 0) may go back.',
            default: 'false',
        }),
        ...smoke_inputs/* smokeInputs */.Nh,
        environment: (0,input/* text */.Qq)({
            description: 'The GitHub environment: its deployments say what was good, and the rollback is recorded there. Unset: ECS alone says it, and nothing is recorded.',
        }),
        reason: (0,input/* text */.Qq)({ description: 'Why, for the record.' }),
        afterFailedRollback: (0,input/* oneOf */.yL)('refuse', 'allow')({
            description: 'What to do when an earlier rollback failed and nobody has cleared it.',
            default: 'refuse',
        }),
        plan: (0,input/* flag */.Jt)({ description: 'Show what would be done, and change nothing.', default: 'false' }),
        githubToken: (0,input/* text */.Qq)({
            description: 'Reads and writes deployments (permission `deployments: write`).',
            default: '${{ github.token }}',
            secret: true,
        }),
    },
    outputs: {
        verdict: 'How it ended: `succeeded`, `nothing-to-do`, `planned`, `refused` (nothing was touched), `failed`, `rolled-back` (ECS undid it), `stopped`, `superseded`, `timed-out`, `cancelled`, or `not-answering` (it is back, and the smoke test fails); of several services the worst.',
        result: 'Of several services: `succeeded`, `partial` or `failed`.',
        remedy: 'What this action did: `rolled-back`, `none` or `needs-human`.',
        revision: 'The revision that was gone back to, `family:n`.',
        taskDefinitionArn: 'Its ARN; of several revisions one a line.',
        previousRevision: 'The revision that ran before.',
        liveRevision: 'The revision that serves now; empty when nothing does.',
        liveService: 'The ECS service that runs it.',
        liveVerified: '`true` when as many of its tasks run as the service wants.',
        deploymentId: 'The id of the ECS deployment, `ecs-svc/…`; of several services one a line.',
        tasks: 'How many tasks run, of how many that are wanted: `2 of 2`.',
        targets: 'What the load balancer says of them: `2 of 2 healthy`, `no load balancer` or `not seen`.',
        smoke: 'The smoke test: `answering`, `not-answering` or `not-asked`.',
        recordId: 'The id of the GitHub deployment that records the rollback.',
        alert: 'JSON, when a person must look: severity, title, message, and of each service from, to, live and cause.',
        cause: 'Why it ended badly, in one clause.',
        nextStep: 'What to do next, in one sentence.',
        message: 'The last line of the log; of several services a line each.',
        succeeded: 'The services that are back, one a line.',
        failed: 'The services that are not, one a line.',
        results: 'JSON: all of this for each service.',
    },
    permissions: {
        aws: rollback_permissions/* rollbackPermissions */.N,
        github: [
            { scope: 'deployments', access: 'write', why: 'to read what was good, and to record the rollback' },
            { scope: 'actions', access: 'read', why: 'to know when the run began, for `undo: this-run`' },
        ],
    },
    rules(inputs) {
        const { planned, pairs } = planOf(inputs);
        const problems = 'problems' in planned ? planned.problems : [];
        if (!pairs && (inputs.blueService ?? inputs.greenService) !== undefined)
            problems.push('listener-rule is empty: say which rule shares the traffic of blue-service and green-service');
        if (inputs.service.length === 0 && inputs.services === undefined && inputs.blueService === undefined)
            problems.push('service is empty, and so is services: give the name of the service, or several of them');
        const form = 'write last-good, a revision (family:n), a digest (sha256:…), a version or a tag';
        if (!(0,rollback_target/* readWish */.a)(inputs.to))
            problems.push(`to is "${inputs.to}": ${form}`);
        const wanted = 'groups' in planned ? planned.groups.flat() : [];
        for (const { name, image, taskDefinition, imageTag } of wanted) {
            if (image !== undefined)
                problems.push(`services has an image for ${name}: give where it goes as task-definition`);
            const own = taskDefinition ?? imageTag;
            if (own !== undefined && !(0,rollback_target/* readWish */.a)(own))
                problems.push(`services has "${own}" for ${name}: ${form}`);
        }
        if (inputs.waitForMinutes === 0)
            problems.push('wait-for-minutes is 0: give some time');
        return [...new Set([...problems, ...(0,smoke_inputs/* smokeRules */.bx)(inputs)])];
    },
    async run(inputs, world, tell) {
        const order = {
            ...inputs,
            from: inputs.from.map(one => one.split('/').at(-1)),
            again: inputs.afterFailedRollback === 'allow',
            limit: inputs.waitForMinutes,
            reason: inputs.reason ?? '',
            smoke: (log) => (0,smoke_inputs/* smokeTest */.KH)(inputs, world, log),
        };
        const { planned, pairs } = planOf(inputs);
        const groups = 'groups' in planned ? planned.groups : [];
        const result = pairs
            ? await (0,undo/* undo */.t)(order, takePairsBack({ ...order, pairs: groups }, world), world)
            : await (0,undo/* undo */.t)(order, (0,undo_services/* takeServicesBack */.Z)({ ...order, groups: groups }, world), world);
        if (result.planned)
            return tellPlanned(result, tell);
        return tellEnd(result, inputs, world, tell);
    },
}));
/** Services one by one; or pairs, where a listener or one of its rules is named. */
function planOf(inputs) {
    const asked = {
        ...inputs,
        ...{ taskDefinition: undefined, image: undefined, imageTag: undefined, container: inputs.containerName },
        ...{ testRulePriority: undefined, testHost: undefined, testHeader: undefined, testListener: undefined },
        ...{ createTargetGroup: false, targetGroup: undefined },
    };
    const named = /"listener(-rule)?":/.test(JSON.stringify(inputs.services ?? ''));
    const pairs = named || inputs.listener !== undefined || inputs.listenerRule !== undefined;
    return { pairs, planned: pairs ? (0,decisions_pairs/* planPairs */.P)(asked) : (0,services/* planServices */.M)(asked) };
}


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

/***/ 5277:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ summarizeRollouts)
/* harmony export */ });
/* harmony import */ var _duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7897);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7956);
/* harmony import */ var _outcome_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3105);
// What does a rollout's summary show?



const RELEASED = { explain: _outcome_js__WEBPACK_IMPORTED_MODULE_1__/* .explainOutcome */ .Kw, isWell: _outcome_js__WEBPACK_IMPORTED_MODULE_1__/* .tookOver */ .I$ };
/** Markdown for the step summary: a table of the services, then for each what happened, why, and its timeline. */
function summarizeRollouts(outcomes, linkTo, words = RELEASED) {
    const rows = outcomes.map(one => {
        return [
            `[${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .cell */ .H)(one.service)}](${linkTo(one)})`,
            (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .cell */ .H)(one.previous ?? '–'),
            (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .cell */ .H)(one.revision),
            `${words.isWell(one) ? '✅' : '❌'} ${one.verdict}`,
            one.remedy,
            one.live ? `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .cell */ .H)(one.live.revision)} (${one.live.running} of ${one.live.desired} tasks)` : 'nothing',
            (0,_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .showDuration */ .kJ)(one.endedAt - one.startedAt),
        ];
    });
    return [
        '| service | from | to | verdict | remedy | live now | time |',
        '|---|---|---|---|---|---|---|',
        ...rows.map(row => `| ${row.join(' | ')} |`),
        '',
        ...outcomes.flatMap(one => [...explain(one, words.explain(one)), ...timeline(one), ...events(one)]),
    ].join('\n');
}
function explain({ service, diagnosis }, explanation) {
    const lines = [`**${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .cell */ .H)(service)}:** ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .cell */ .H)(explanation)}`, ''];
    if (!diagnosis)
        return lines;
    return [...lines, ...diagnosis.evidence.map(line => `- ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .a)(line)}`), ''];
}
/** Which revision had how many tasks when, as a Mermaid gantt. https://mermaid.js.org/syntax/gantt.html */
function timeline({ service, seen, verdict, endedAt }) {
    const revisions = [...new Set(seen.flatMap(one => one.service?.deployments.map(each => each.revision) ?? []))];
    if (revisions.length === 0)
        return [];
    const bars = revisions
        .toSorted()
        .flatMap(revision => [
        `  section ${revision.replaceAll(':', ' ')}`,
        ...stretches(revision, seen, endedAt).map(({ running, from, to }) => `  ${running} running :${running > 0 ? 'active' : 'done'}, ${from}, ${to}`),
    ]);
    return [
        '```mermaid',
        'gantt',
        `  title ${service.replaceAll(/[;:#]/g, ' ')}`,
        '  dateFormat x',
        '  axisFormat %H:%M:%S',
        ...bars,
        '  section verdict',
        `  ${verdict} :milestone, ${endedAt}, 0ms`,
        '```',
        '',
    ];
}
/** Times during which a revision had the same number of running tasks; the last one lasts to the end. */
function stretches(revision, seen, end) {
    const found = [];
    for (const { at, service } of seen) {
        const ours = service?.deployments.filter(one => one.revision === revision) ?? [];
        const running = ours.reduce((sum, one) => sum + one.running, 0);
        const last = found.at(-1);
        if (last)
            last.to = at;
        if (last?.running !== running && (last || ours.length > 0))
            found.push({ running, from: at, to: end });
    }
    const last = found.at(-1);
    if (last)
        last.to = end;
    return found.filter(one => one.to > one.from);
}
function events({ seen, startedAt }) {
    const all = new Map(seen.flatMap(one => one.service?.events ?? []).map(event => [event.id, event]));
    const ours = [...all.values()].filter(event => event.at > startedAt);
    if (ours.length === 0)
        return [];
    const lines = ours.map(event => `${new Date(event.at).toISOString().slice(11, 19)} ${event.text}`);
    return ['<details><summary>ECS events</summary>', '', '```', ...lines, '```', '', '</details>', ''];
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


/***/ }),

/***/ 2977:
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
        const wanted = whileShifting(noted ?? suspended);
        if (!noted)
            await tags.tag(group, { [SUSPENDED]: writeSuspension(suspended) });
        if (noted && sameSuspension(wanted, suspended))
            continue;
        await scaling.suspend(cluster, service, wanted);
        log(service, 'its scaling takes no task away from now on');
    }
}
/**
 * Makes scaling what it was before; does nothing where nothing is noted. A side without tasks goes on resting, as does one
 * that has just given them back (`resting`), which ECS may not show yet.
 */
async function restoreScaling({ cluster, sides, world, log }, resting) {
    const [scaling, tags] = await Promise.all([world.scaling(), world.listenerRules()]);
    for (const { service, group } of sides) {
        const noted = (await tags.tagsOf(group)) ?? {};
        const before = readSuspension(noted[SUSPENDED]);
        if (before) {
            await scaling.suspend(cluster, service, before);
            await tags.untag(group, [SUSPENDED]);
            log(service, 'its scaling is as it was before');
        }
        if (noted[LEAST] === undefined || service === resting || !(await hasTasks(cluster, service, world)))
            continue;
        await scaling.atLeast(cluster, service, Number(noted[LEAST]));
        await tags.untag(group, [LEAST]);
        log(service, `is scaled to ${noted[LEAST]} tasks at least again`);
    }
}
const hasTasks = async (cluster, service, world) => {
    const { services } = await (await world.ecs()).describeServices(cluster, [service]);
    return (services[0]?.desired ?? 0) > 0;
};
/**
 * A scaled service is brought back to its least number of tasks, whoever set it to none: while it rests that is none too.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html
 */
async function letRest({ cluster, sides, world }) {
    const [scaling, tags] = await Promise.all([world.scaling(), world.listenerRules()]);
    const found = await scaling.describe(cluster, sides.map(one => one.service));
    for (const { service, least } of found.filter(one => one.least > 0)) {
        const { group = '' } = sides.find(one => one.service === service) ?? {};
        await tags.tag(group, { [LEAST]: String(least) });
        await scaling.atLeast(cluster, service, 0);
    }
}


/***/ })

};
