export const id = 7196;
export const ids = [7196];
export const modules = {

/***/ 9106:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $P: () => (/* binding */ namedIn),
/* harmony export */   Am: () => (/* binding */ fitDescription),
/* harmony export */   Kh: () => (/* binding */ reckonSteps),
/* harmony export */   R8: () => (/* binding */ GITHUB_STATES),
/* harmony export */   TV: () => (/* binding */ describeRecord),
/* harmony export */   ag: () => (/* binding */ said),
/* harmony export */   b7: () => (/* binding */ naming),
/* harmony export */   gk: () => (/* binding */ refuseState),
/* harmony export */   m: () => (/* binding */ findJobRecord)
/* harmony export */ });
// What should GitHub's deployment say now?
// https://docs.github.com/en/rest/deployments/statuses#create-a-deployment-status
const GITHUB_STATES = {
    QUEUED: 'queued',
    RUNNING: 'in_progress',
    SUCCEEDED: 'success',
    FAILED: 'failure',
};
/** GitHub cuts or refuses a longer description. */
const LONGEST = 140;
/** A description that fits, with what must not be cut at its end; cut at the end of a word. */
function fitDescription(text, end = '') {
    const line = text.replaceAll(/\s+/g, ' ').trim();
    const room = LONGEST - end.length;
    return (line.length <= room ? line : `${line.slice(0, room - 1).replace(/\s+\S*$/, '')}…`) + end;
}
/**
 * A status's description. That of a success names the image's digest, whole, so that a later promotion can ask which image
 * was proved here; that of any end names the revision, so that a later rollback knows which ones were good.
 */
function describeRecord(state, version, environment, { failedStep, message }, digest, revision = '') {
    const end = naming(revision);
    if (state === 'FAILED' && failedStep)
        return fitDescription(`${failedStep}: ${message}`, end);
    const what = `${version} to ${environment}`;
    if (state !== 'SUCCEEDED' || !digest)
        return fitDescription(`${what}: ${message || state.toLowerCase()}`, state === 'SUCCEEDED' ? end : '');
    const room = LONGEST - digest.length - end.length - 3;
    return fitDescription(`${what.length > room ? `${what.slice(0, room)}…` : what}: ${digest} ${message}`, end);
}
/** Revisions at the end of a description; too many of them are left out. */
const naming = (revisions) => {
    const end = ` [${revisions.split('\n').filter(Boolean).join(', ')}]`;
    return end.length > 3 && end.length <= LONGEST / 2 ? end : '';
};
/** The revisions that a description names. */
const namedIn = (description) => {
    const [, list = ''] = description.match(/ \[((?:[\w-]+:\d+(?:, )?)+)\]$/) ?? [];
    return list.split(', ').filter(Boolean);
};
/** Whether a record may go from GitHub's `from` to our `to`; else why not. A record never steps back. */
function refuseState(from, to) {
    const order = ['pending', 'waiting', 'queued', 'in_progress'];
    if (from === undefined || from === GITHUB_STATES[to])
        return undefined;
    const isFinal = !order.includes(from);
    const backwards = order.indexOf(from) > order.indexOf(GITHUB_STATES[to]) && order.includes(GITHUB_STATES[to]);
    return isFinal || backwards ? `the record is ${from} and cannot become ${to}` : undefined;
}
/** The record GitHub made for the job's `environment:`: the one whose status links to this very run; no rollback's own. */
const findJobRecord = (records, runUrl) => records.find(({ task, statuses }) => task !== 'rollback' && statuses.some(({ logUrl }) => logUrl === runUrl || logUrl.startsWith(`${runUrl}/`)));
/** What the steps so far add up to: the first that failed decides, and says why. */
function reckonSteps(steps) {
    const entries = Object.entries(steps);
    const failed = entries.find(([, one]) => one.outcome === 'failure') ?? entries.find(([, one]) => one.outcome === 'cancelled');
    if (!failed)
        return { state: 'SUCCEEDED', failedStep: '', message: said(steps, 'message') };
    const [id, { outcome, outputs = {} }] = failed;
    const message = outcome === 'cancelled' ? 'cancelled' : (outputs.message ?? outputs.cause ?? '');
    return { state: 'FAILED', failedStep: id, message: message || `step ${id} failed: read its log` };
}
/** An output by its name, of whichever step has it; the last one that says something. */
const said = (steps, output) => Object.values(steps)
    .map(one => one.outputs?.[output])
    .findLast(value => value) ?? '';


/***/ }),

/***/ 2559:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ lineUp),
/* harmony export */   Q: () => (/* binding */ AT_ONCE)
/* harmony export */ });
/** Puts what ECS and the records know into one line. A release that was left for an earlier one is no part of it any more. */
function lineUp(history) {
    const { current } = history;
    const all = releasesOf(history);
    const listed = all.findLast(one => one.number === numberOf(current.id));
    const now = listed ?? read(history, { ...current, at: current.createdAt, status: '', number: '', images: [] });
    const tried = all.filter(one => one !== now && (listed ? all.indexOf(one) < all.indexOf(now) : one.at <= now.at));
    const later = all.filter(one => one !== now && !tried.includes(one) && one.number !== '');
    const behind = standing(tried);
    const same = behind.findIndex(one => one.original === now.original);
    if (same >= 0)
        behind.length = same;
    const newest = later.at(-1) ?? (listed ? undefined : tried.findLast(one => one.number !== ''));
    const shared = {
        current: now,
        behind,
        tried,
        only: isOnly(history, all, now),
        begun: later.findLast(one => /^(PENDING|IN_PROGRESS)$/.test(one.status))?.revision,
    };
    const isUndone = newest?.status.startsWith('ROLLBACK_') && newest.original !== now.original && (listed || same >= 0);
    if (newest && isUndone) {
        const before = all.filter(one => one !== newest && one.at <= newest.at);
        if (leftFor(newest, before) !== undefined)
            return { ...shared, wayBack: undefined, undone: newest.revision };
        const failed = newest.status === 'ROLLBACK_FAILED' || current.state === 'failed';
        return { ...shared, wayBack: { from: newest.revision, at: newest.at, byEcs: true, failed }, undone: undefined };
    }
    const from = leftFor(now, tried);
    const wayBack = from === undefined ? undefined : { from, at: now.at, byEcs: false, failed: current.state === 'failed' };
    return { ...shared, wayBack, undone: undefined };
}
/** How long (ms) after its service the first deployment comes, at most. */
const AT_ONCE = 60_000;
/** ECS forgets a deployment after 90 days: that none is known proves nothing, but where the first one is known. */
const isOnly = ({ began }, all, now) => began !== undefined &&
    all.every(one => one.original === now.original) &&
    Math.min(now.at, ...all.map(one => one.at)) - began < AT_ONCE;
const numberOf = (deployment) => deployment.split('/').at(-1);
/** Those that are good to go back to, oldest first: one that comes again takes its old place, and what came after it is gone. */
function standing(tried) {
    const line = [];
    for (const one of tried.filter(each => served(each) && !each.fault)) {
        const again = line.findIndex(each => each.original === one.original);
        if (again >= 0)
            line.length = again;
        line.push(one);
    }
    return line;
}
/** What was left for `one`, when it had served before something else was tried; undefined when it is new. */
function leftFor(one, before) {
    const was = before.findLastIndex(each => each.original === one.original && served(each));
    return was < 0 ? undefined : before.slice(was).findLast(each => each.original !== one.original)?.revision;
}
/** Whether ECS, or where it has forgotten a record, says that it took over. */
const served = ({ status }) => status === 'SUCCESSFUL' || status === 'RECORDED';
/** All that was deployed, oldest first; what ECS has forgotten is there when a record tells of its success. */
function releasesOf(history) {
    const { attempts, records, current } = history;
    const families = new Set([current, ...attempts].map(one => familyOf(one.revision)));
    const known = new Set(attempts.map(one => one.revision));
    const forgotten = records
        .filter(one => one.state === 'good')
        .flatMap(({ names, at }) => names.map(revision => ({ revision, at, status: 'RECORDED', number: '', images: [] })))
        .filter(({ revision }) => families.has(familyOf(revision)) && !known.has(revision));
    return [...attempts, ...forgotten]
        .map(one => read(history, one))
        .toSorted((a, b) => a.at - b.at || (a.number < b.number ? -1 : 1));
}
const familyOf = (revision) => revision.replace(/:\d+$/, '');
const read = ({ records, copies }, { revision, at, status, number, images }) => ({
    ...{ revision, original: copies[revision] ?? revision, at, status, number, images },
    ...toldOf({ revision, at, status, images }, records),
});
/**
 * The newest word of any record about it, after it began; a record that names no revision is known by the digest. That a
 * way back to it failed says nothing of it: it was good once, and what it lacks now is for a person to mend.
 */
function toldOf(one, records) {
    const digests = one.images.map(({ digest }) => digest);
    const about = records
        .filter(({ kind, state }) => kind === 'release' || state === 'good')
        .filter(({ names, left, digest, state }) => names.includes(one.revision) ||
        (left.includes(one.revision) && state === 'good') ||
        (names.length === 0 && digest !== undefined && digests.includes(digest)))
        .toSorted((a, b) => a.endedAt - b.endedAt || a.id - b.id);
    const brought = about.findLast(({ left, version }) => version !== undefined && !left.includes(one.revision));
    const record = about.findLast(({ left }) => !left.includes(one.revision))?.id;
    const last = about.findLast(({ endedAt, state }) => state !== 'open' && endedAt >= one.at);
    return { fault: faultOf(one, last), version: brought?.version, sha: brought?.sha, record };
}
function faultOf({ status, revision }, last) {
    if (status === 'ROLLBACK_FAILED')
        return 'it failed, and ECS could not roll it back';
    if (status.startsWith('ROLLBACK_'))
        return 'ECS rolled it back';
    if (/^STOP/.test(status))
        return 'it was stopped before it had taken over';
    if (/^(PENDING|IN_PROGRESS)$/.test(status))
        return 'it has not taken over yet';
    if (last?.left.includes(revision))
        return `it was left for ${last.names.join(', ')} (deployment ${last.id})`;
    return last?.state === 'bad' ? `it is recorded as failed (deployment ${last.id})` : undefined;
}


/***/ }),

/***/ 5040:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $0: () => (/* binding */ sayReturns),
/* harmony export */   DX: () => (/* binding */ recordState),
/* harmony export */   GU: () => (/* binding */ alertOf),
/* harmony export */   I_: () => (/* binding */ explainReturn),
/* harmony export */   S3: () => (/* binding */ isBack),
/* harmony export */   SM: () => (/* binding */ remedyOf),
/* harmony export */   Vj: () => (/* binding */ verdictOf),
/* harmony export */   WL: () => (/* binding */ tellRollback),
/* harmony export */   gz: () => (/* binding */ sayRollback)
/* harmony export */ });
/* harmony import */ var _duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7897);
/* harmony import */ var _outcome_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3105);
/* harmony import */ var _snapshot_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9049);
// How did a rollback end, and in which words do we say it?



/** One word for all of it; the verdict of the service that ended worst. */
function verdictOf({ outcomes, refused, smoke }) {
    if (refused.length > 0 || outcomes.some(isRefused))
        return 'refused';
    if (outcomes.length === 0)
        return 'nothing-to-do';
    return smoke.verdict === 'not-answering' ? smoke.verdict : (0,_outcome_js__WEBPACK_IMPORTED_MODULE_1__/* .tellOutcomes */ .lR)(outcomes).verdict;
}
/** Refused by ECS, or left alone because somebody else was there: nothing of it was changed. */
const isRefused = ({ verdict, deployment }) => verdict === 'skipped' || (verdict === 'failed' && deployment === '');
/** Whether what was to be live is live and, where it was asked, answers. */
const isBack = ({ outcomes, refused, smoke }) => refused.length === 0 && smoke.verdict !== 'not-answering' && outcomes.every(one => (0,_outcome_js__WEBPACK_IMPORTED_MODULE_1__/* .isGood */ .Kg)(one.verdict));
/** What the record says of it. */
function recordState(undone) {
    const bad = undone.outcomes.filter(one => !(0,_outcome_js__WEBPACK_IMPORTED_MODULE_1__/* .isGood */ .Kg)(one.verdict));
    if (isBack(undone))
        return 'back';
    if (bad.some(one => one.verdict === 'cancelled'))
        return 'cancelled';
    if (bad.length > 0 && undone.outcomes.every(isRefused))
        return 'not-begun';
    return bad.length > 0 && bad.every(one => one.verdict === 'superseded') ? 'overtaken' : 'failed';
}
/** What was done: a rollback that did not come to its end needs a person, unless ECS goes on by itself. */
function remedyOf(undone) {
    if (isBack(undone))
        return undone.outcomes.some(one => one.verdict === 'succeeded') ? 'rolled-back' : 'none';
    return recordState(undone) === 'cancelled' ? 'none' : 'needs-human';
}
/** Of one service, in a sentence or more. */
function explainReturn(outcome) {
    const { revision, previous, verdict, because, live, startedAt, endedAt } = outcome;
    const was = previous && previous !== revision ? ` (was ${previous})` : '';
    const tasks = live ? `${live.running} of ${live.desired} tasks` : 'no task';
    switch (verdict) {
        case 'succeeded':
            return `${revision} is live again: ${tasks}${was}, after ${(0,_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .showDuration */ .kJ)(endedAt - startedAt)}.`;
        case 'nothing-to-do':
            return `${revision} is live already: ${tasks}, nothing to undo.`;
        case 'skipped':
            return `${revision} was not gone back to: ${because}.`;
        case 'superseded':
            return `Rollback overtaken: ${(0,_outcome_js__WEBPACK_IMPORTED_MODULE_1__/* .explainOutcome */ .Kw)(outcome)}`;
        case 'cancelled':
            return outcome.deployment === ''
                ? (0,_outcome_js__WEBPACK_IMPORTED_MODULE_1__/* .explainOutcome */ .Kw)(outcome)
                : `Cancelled while ${revision} was coming back. ${(0,_outcome_js__WEBPACK_IMPORTED_MODULE_1__/* .explainLive */ .e1)(live)} ECS goes on by itself: run the rollback again to follow it.`;
        default:
            return `Rollback failed: ${(0,_outcome_js__WEBPACK_IMPORTED_MODULE_1__/* .explainOutcome */ .Kw)(outcome)}`;
    }
}
/** A line for each service. */
const sayReturns = ({ outcomes, idle, refused }) => {
    const several = outcomes.length + idle.length + refused.length > 1;
    const line = (service, text) => (several ? `${service}: ${text}` : text);
    return [
        ...outcomes.map(one => line(one.service, explainReturn(one))),
        ...idle.map(one => several
            ? `${one.service}: nothing to undo: ${one.because}.`
            : `Nothing to undo in ${one.service}: ${one.because}.`),
        ...refused.map(one => several
            ? `${one.service} cannot go back: ${one.because}.`
            : `${one.service} cannot go back: ${one.because}. Nothing was touched: it runs ${one.revision}.`),
    ];
};
/** The last line of the log. */
function sayRollback(undone) {
    const { outcomes, idle, refused, smoke } = undone;
    const lines = sayReturns(undone);
    const asked = smoke.line && outcomes.every(one => (0,_outcome_js__WEBPACK_IMPORTED_MODULE_1__/* .isGood */ .Kg)(one.verdict)) ? ` ${smoke.line}` : '';
    const human = smoke.verdict === 'not-answering' ? ' It is back, but does not answer well: a person must look now.' : '';
    if (lines.length === 1)
        return `${lines[0]}${asked}${human}`;
    if (refused.length > 0)
        return `Nothing was touched: ${refused.map(one => one.service).join(', ')} cannot go back.`;
    const bad = outcomes.filter(one => !(0,_outcome_js__WEBPACK_IMPORTED_MODULE_1__/* .isGood */ .Kg)(one.verdict));
    const live = outcomes.map(one => `${one.service} on ${one.live?.revision ?? 'nothing'}`).join(', ');
    if (bad.length > 0)
        return `Rollback failed: ${bad.map(one => one.service).join(', ')} of ${outcomes.length} services ${bad.length > 1 ? 'are' : 'is'} not back. Live now: ${live}. A person must look now.`;
    if (outcomes.length === 0)
        return `Nothing to undo in ${idle.map(one => one.service).join(', ')}.`;
    const stays = idle.map(one => ` Nothing to undo in ${one.service}: ${one.because}.`).join('');
    return `Live again: ${live}.${stays}${asked}${human}`;
}
/** The outputs of a rollback; of several services one line each. */
function tellRollback(undone) {
    const { outcomes, idle, refused, smoke } = undone;
    const told = (0,_outcome_js__WEBPACK_IMPORTED_MODULE_1__/* .tellOutcomes */ .lR)(outcomes);
    const others = [...idle, ...refused];
    const lines = (values) => [...new Set(values.filter(Boolean))].join('\n');
    const each = (value) => outcomes.map(one => (outcomes.length > 1 ? `${one.service}: ${value(one)}` : value(one))).join('\n');
    return {
        ...told,
        verdict: verdictOf(undone),
        result: resultOf(undone),
        remedy: remedyOf(undone),
        revision: lines(outcomes.map(one => one.revision)),
        previousRevision: lines([...outcomes.map(one => one.previous), ...refused.map(one => one.revision)]),
        liveRevision: lines([...outcomes.map(one => one.live?.revision), ...others.map(one => one.revision)]),
        liveService: lines(outcomes.map(one => one.seen.at(-1)?.service?.name)),
        message: [...sayReturns(undone), ...(smoke.line ? [smoke.line] : [])].join('\n').slice(0, MESSAGE),
        cause: told.cause || lines(refused.map(one => one.because)),
        succeeded: lines(outcomes.map(one => ((0,_outcome_js__WEBPACK_IMPORTED_MODULE_1__/* .isGood */ .Kg)(one.verdict) ? one.service : ''))),
        failed: lines([
            ...outcomes.map(one => ((0,_outcome_js__WEBPACK_IMPORTED_MODULE_1__/* .isGood */ .Kg)(one.verdict) ? '' : one.service)),
            ...refused.map(one => one.service),
        ]),
        tasks: each(({ live }) => (live ? `${live.running} of ${live.desired}` : 'none')),
        targets: each(targetsOf),
        smoke: smoke.verdict,
    };
}
function resultOf(undone) {
    if (isBack(undone))
        return 'succeeded';
    return undone.outcomes.some(one => (0,_outcome_js__WEBPACK_IMPORTED_MODULE_1__/* .isGood */ .Kg)(one.verdict)) && undone.smoke.verdict !== 'not-answering'
        ? 'partial'
        : 'failed';
}
/** Characters: what is longer is in the log. */
const MESSAGE = 10_000;
/** What the load balancer said last of the tasks of the revision. */
function targetsOf({ seen, deployment, revision }) {
    const last = seen.findLast(one => one.targets);
    if (!last)
        return seen.at(-1)?.service?.targetGroups.length ? 'not seen' : 'no load balancer';
    const targets = (0,_snapshot_js__WEBPACK_IMPORTED_MODULE_2__/* .ourTargets */ .HP)({ deployment, revision, createdAt: 0 }, last) ?? [];
    return `${targets.filter(one => one.state === 'healthy').length} of ${targets.length} healthy`;
}
/** What somebody must be told at once, for the output `alert`; undefined where nobody has to look. */
function alertOf(undone, place) {
    if (remedyOf(undone) !== 'needs-human')
        return undefined;
    const { outcomes, refused } = undone;
    const where = place.environment || place.cluster;
    return {
        severity: 'critical',
        title: refused.length > 0 ? `Rollback of ${where} is not possible` : `Rollback of ${where} failed`,
        message: sayRollback(undone),
        ...place,
        services: [
            ...outcomes.map(({ service, previous, revision, live, verdict, diagnosis }) => ({
                ...{ service, from: previous, to: revision, live: live?.revision, verdict },
                ...{ cause: diagnosis?.cause, next: diagnosis?.next },
            })),
            ...refused.map(({ service, revision, because }) => ({
                ...{ service, from: revision, live: revision, verdict: 'refused', cause: because },
            })),
        ],
    };
}


/***/ }),

/***/ 1483:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B2: () => (/* binding */ andNothingIsPiled),
/* harmony export */   Md: () => (/* binding */ payloadOf),
/* harmony export */   aE: () => (/* binding */ readRecord),
/* harmony export */   eA: () => (/* binding */ failedRollback),
/* harmony export */   sR: () => (/* binding */ describeRollback),
/* harmony export */   wn: () => (/* binding */ TASK),
/* harmony export */   xj: () => (/* binding */ STATES),
/* harmony export */   zh: () => (/* binding */ explainFailedRollback),
/* harmony export */   zv: () => (/* binding */ recordOf)
/* harmony export */ });
/* harmony import */ var _deployment_record_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9106);
// What do GitHub's records say of releases and rollbacks, and may a release go on after a rollback that failed?

/** GitHub's name for what a record of ours is about. */
const TASK = 'rollback';
/** What a record of it holds: the members of a release's record, and those that make it a rollback's. */
const payloadOf = ({ services, from, to, reason, actor, environment, version, digest }, run) => ({
    kind: TASK,
    from: from.join(', '),
    to: to.join(', '),
    reason,
    actor,
    serviceId: services.join(', '),
    environment,
    ...run,
    stackId: '',
    serviceUrl: '',
    version,
    digest,
    initiator: actor,
});
/** GitHub's word for each: only `failure` keeps a later release from going on. */
const STATES = {
    running: 'in_progress',
    back: 'success',
    failed: 'failure',
    'not-begun': 'error',
    overtaken: 'error',
    cancelled: 'in_progress',
};
/** A status's description: what happened, and at its end what was gone back to. */
const describeRollback = ({ to }, message) => (0,_deployment_record_js__WEBPACK_IMPORTED_MODULE_0__/* .fitDescription */ .Am)(message.replaceAll('\n', ' '), (0,_deployment_record_js__WEBPACK_IMPORTED_MODULE_0__/* .naming */ .b7)(to.join('\n')));
const DIGEST = /sha256:[0-9a-f]{64}/;
const FINAL = ['success', 'failure', 'error'];
/**
 * A record in the words of a release line. What once succeeded stays good, also when a later release made it inactive; the
 * last word is GitHub's own and without a description when the record is that of a job.
 */
function readRecord({ id, ref, sha, payload, createdAt = 0, statuses }) {
    const fields = fieldsOf(payload);
    const kind = fields.kind === TASK ? TASK : 'release';
    const ends = statuses.filter(one => FINAL.includes(one.state));
    const won = ends.some(one => one.state === 'success');
    const lost = ends.some(one => one.state === 'failure' || kind === 'release');
    const own = ends.filter(one => (one.state === 'success') === won);
    const description = own.find(one => one.description !== '')?.description ?? '';
    const named = statuses.map(one => one.description.match(/^(\S+) to \S+: /)?.[1]).find(Boolean);
    const version = fields.version || named || (/^[0-9a-f]{40}$/.test(ref) ? undefined : ref);
    const endedAt = Math.max(createdAt, ...ends.map(one => one.createdAt ?? createdAt));
    return {
        ...{ id, kind, state: won ? 'good' : lost ? 'bad' : 'open', at: createdAt, endedAt, version, sha },
        ...{ said: description, digest: (fields.digest ?? description).match(DIGEST)?.[0] },
        names: kind === TASK ? words(fields.to) : (own.map(one => (0,_deployment_record_js__WEBPACK_IMPORTED_MODULE_0__/* .namedIn */ .$P)(one.description)).find(all => all.length > 0) ?? []),
        left: kind === TASK ? words(fields.from) : [],
    };
}
const words = (text) => (text ?? '').split(', ').filter(Boolean);
function fieldsOf(payload) {
    if (typeof payload !== 'string')
        return (payload ?? {});
    try {
        return fieldsOf(JSON.parse(payload));
    }
    catch {
        return {};
    }
}
/** The rollback whose failure nobody has cleared: no release and no rollback after it ended well. */
function failedRollback(records) {
    for (const one of records.toSorted((a, b) => b.at - a.at || b.id - a.id)) {
        if (one.kind === TASK && one.state === 'bad')
            return one;
        // Of other jobs in the environment nothing is known: only a record that names what it brought clears.
        if (one.state === 'good' && (one.names.length > 0 || one.digest !== undefined))
            return undefined;
    }
    return undefined;
}
/** What stands in the way, as a clause. */
const explainFailedRollback = ({ id, said }) => `an earlier rollback failed (deployment ${id}: ${said.replace(/\.?(?: \[[^\]]*\])?$/, '')})`;
/** What follows from it; which action is to be told, as not all have that input. */
const andNothingIsPiled = (action) => `and nothing is piled on it: look at the service, then set after-failed-rollback: allow in the action ${action}`;
/** How long (ms) before ECS's deployment its record may have been made: both are asked for at once, by two clocks. */
const APART = 60_000;
/** The newest record of a rollback to these revisions that was made since ECS's deployment began at `since`. */
const recordOf = (records, to, since) => records
    .filter(one => one.kind === TASK && one.at >= since - APART && to.every(each => one.names.includes(each)))
    .toSorted((a, b) => b.at - a.at || b.id - a.id)[0];


/***/ }),

/***/ 9495:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ readWish),
/* harmony export */   b: () => (/* binding */ chooseTarget)
/* harmony export */ });
/* harmony import */ var _image_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7596);
/* harmony import */ var _rollback_record_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1483);
// Which revision does a service go back to, or why to none?


/** What a user wrote; of a name, what the registry says of it is still to be asked. */
function readWish(text) {
    const [, revision] = text.match(/^(?:arn:\S+:task-definition\/)?([\w-]+:\d+)$/) ?? [];
    if (text === 'last-good')
        return { kind: 'last-good' };
    if (/^sha256:[0-9a-f]{64}$/.test(text))
        return { kind: 'digest', digest: text };
    if (revision)
        return { kind: 'revision', revision };
    return (0,_image_js__WEBPACK_IMPORTED_MODULE_0__/* .isTag */ .dz)(text) ? { kind: 'name', name: text, digest: undefined, image: undefined } : undefined;
}
/** Chooses for one service. Never `n − 1`: what failed, what was left before and what is not known to have served is passed over. */
function chooseTarget(line, rules) {
    const { current, wayBack, undone, begun } = line;
    if (begun !== undefined)
        return refuse(`${begun} is being deployed just now: wait for its end, or stop it`);
    if ((wayBack?.failed || undone !== undefined) && !rules.again)
        return refuse(undone === undefined
            ? `going back to ${current.revision} from ${wayBack?.from} has failed already, ${(0,_rollback_record_js__WEBPACK_IMPORTED_MODULE_1__/* .andNothingIsPiled */ .B2)('rollback')}`
            : `going back to ${undone} has failed already (ECS undid it, so ${current.revision} is live), ${(0,_rollback_record_js__WEBPACK_IMPORTED_MODULE_1__/* .andNothingIsPiled */ .B2)('rollback')}`);
    const idle = whyIdle(line, rules);
    if (idle)
        return idle;
    if (rules.wish.kind === 'last-good')
        return lastGood(line, rules);
    return named(line, rules, rules.wish);
}
function whyIdle({ current, wayBack }, { wish, from, since }) {
    const old = since !== undefined && (wayBack?.at ?? current.at) < since;
    // What is named as bad is left, also when it was itself gone back to.
    const meant = from.includes(current.revision);
    const wanted = wish.kind === 'last-good' || matcher(wish)(current);
    if (wayBack && wanted && !old && !meant)
        return {
            go: 'on',
            revision: current.revision,
            because: wayBack.byEcs ? `ECS rolled ${wayBack.from} back by itself` : `${wayBack.from} was left for it already`,
        };
    if (old)
        return { go: 'nowhere', because: `it runs ${show(current)} since before this run began` };
    if (from.length > 0 && !meant)
        return { go: 'nowhere', because: `it runs ${show(current)}, not ${from.join(' or ')}` };
    return undefined;
}
function lastGood(line, { precedes, from }) {
    const { current, behind } = line;
    const first = `${show(current)} is the first that was ever deployed to it`;
    // Whoever names it as bad wants to get away from it, and cannot.
    if (line.only && from.length > 0)
        return refuse(`${first}, so there is none to go back to: release a better one`);
    if (line.only)
        return { go: 'nowhere', because: first };
    const version = current.version;
    const fits = (one) => !version || !one.version || precedes(one.version, version);
    const found = behind.findLast(fits);
    if (found)
        return back(line, found, 'the last that was live and well', behind.filter(one => !fits(one)));
    const passed = passedOver(line, undefined, behind);
    return refuse(`no release before ${show(current)} is known to have been live and well${passed.length > 0 ? ` (${passed.join('; ')})` : ''}: name the revision to go back to`);
}
function named(line, { allowSkip }, asked) {
    const { current, behind, tried } = line;
    const isIt = matcher(asked);
    if (isIt(current))
        return { go: 'on', revision: current.revision, because: 'it runs that already' };
    const at = behind.findLastIndex(isIt);
    const found = behind[at];
    if (found) {
        const between = behind.slice(at + 1);
        if (between.length === 0 || allowSkip)
            return back(line, found, 'which was asked for', []);
        return refuse(`${show(found)} is ${between.length + 1} releases back, ${between.map(show).join(' and ')} ${between.length > 1 ? 'are' : 'is'} between: go back one release at a time, or set allow-skip: true in the action rollback`);
    }
    const bad = tried.findLast(isIt);
    if (bad)
        return refuse(`${show(bad)} is none to go back to, as ${bad.fault ?? 'it was left for an earlier one'}: release it with ecs-deploy-wait if that is what you want`);
    if (asked.kind !== 'revision')
        return refuse(`no deployment that ECS or the records remember ran ${wording(asked)}: name the revision to go back to`);
    if (!allowSkip)
        return refuse(`${asked.revision} is not among the deployments that ECS or the records remember, so how far back it is is not known: set allow-skip: true in the action rollback to take it all the same`);
    const unknown = { version: undefined, sha: undefined, images: [] };
    return {
        go: 'back',
        revision: asked.revision,
        ...unknown,
        because: 'which was asked for',
        passed: [],
    };
}
const wording = (asked) => asked.kind === 'digest' ? asked.digest : `${asked.name}${asked.digest ? ` (${asked.digest})` : ''}`;
/** A tag that has moved names what it is now before what it was. */
function matcher(asked) {
    switch (asked.kind) {
        case 'revision':
            return one => one.revision === asked.revision || one.original === asked.revision;
        case 'digest':
            return one => one.images.some(({ digest, image }) => digest === asked.digest || image.endsWith(asked.digest));
        case 'name': {
            const { name, digest, image } = asked;
            const plain = (version) => version.replace(/^v(?=\d)/, '');
            return one => (one.version !== undefined && plain(one.version) === plain(name)) ||
                String(one.record) === name ||
                one.images.some(ran => digest === undefined ? ran.image === image : (ran.digest ?? ran.image).endsWith(digest));
        }
    }
}
function back(line, found, why, unfit) {
    const { revision, images, version, sha } = found;
    return {
        go: 'back',
        revision,
        images,
        version,
        sha,
        because: why,
        passed: passedOver(line, found, unfit),
    };
}
/** What was tried after it, and why none of that is gone back to. */
function passedOver({ tried, current }, found, unfit) {
    const after = tried.slice(found ? tried.lastIndexOf(found) + 1 : 0);
    const reasons = new Map();
    for (const one of after) {
        const why = one.fault ?? (unfit.includes(one) ? `${one.version} does not come before ${current.version}` : undefined);
        if (why !== undefined && one.revision !== current.revision)
            reasons.set(one.revision, why);
    }
    return [...reasons].map(([revision, why]) => `${revision}: ${why}`);
}
const show = ({ revision, version }) => (version ? `${revision} (${version})` : revision);
const refuse = (because) => ({ go: 'refused', because });


/***/ }),

/***/ 8863:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ imagesOf),
/* harmony export */   X: () => (/* binding */ readLine)
/* harmony export */ });
/* harmony import */ var _decisions_release_line_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2559);
/* harmony import */ var _decisions_snapshot_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9049);
/* harmony import */ var _decisions_task_definition_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4500);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7279);
/* harmony import */ var _watch_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2226);
// What was live in a service, one release after the other, as far as ECS and the records know?





/** How long (ms) ECS may be asked in vain, and how long its two answers may disagree about what is newest. */
const PATIENCE = 60_000;
const COPIES_AGREE = 15_000;
/** The service as it is and its line. What this role may not ask is left out, with a warning. */
async function readLine(cluster, found, records, { clock, cancel, ecs: port, runner }) {
    const ecs = await port();
    const started = clock.now();
    let looks = 0;
    const { judgement, blind } = await (0,_watch_js__WEBPACK_IMPORTED_MODULE_2__/* .watch */ .w)({
        clock,
        cancel,
        until: started + PATIENCE,
        async look() {
            const again = looks++ > 0 ? (await ecs.describeServices(cluster, [found.name])).services[0] : found;
            const service = again ?? found;
            const attempts = await attemptsOf(cluster, service.name, ecs, runner.warn);
            const current = (0,_decisions_snapshot_js__WEBPACK_IMPORTED_MODULE_3__/* .primaryOf */ .Os)(service);
            if (!current)
                throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR(`Service "${service.name}" has no deployment: release to it first.`);
            const copies = await copiesOf(attempts, current.revision, ecs);
            return { service, line: (0,_decisions_release_line_js__WEBPACK_IMPORTED_MODULE_4__/* .lineUp */ .G)({ current, attempts, records, copies, began: service.createdAt }) };
        },
        judge: read => ({
            judgement: read,
            ...(read.line.begun !== undefined && clock.now() - started < COPIES_AGREE ? { lookAgainIn: 2_000 } : {}),
        }),
        mayPass: _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .mayPass */ .bg,
    });
    if (judgement)
        return judgement;
    throw blind ?? new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('Cancelled before it was known what was live before: nothing was touched.');
}
async function attemptsOf(cluster, service, ecs, warn) {
    try {
        return await ecs.listAttempts(cluster, service);
    }
    catch (error) {
        if (!(error instanceof _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR) || !error.denied)
            throw error;
        warn(`${error.message} Until then only records say what was live before.`);
        return [];
    }
}
/** Revisions that are compared, newest first: what is older is no part of a way back. */
const COMPARED = 20;
/**
 * Which revisions run with the same digests and in all else as an earlier one did: they were registered to go back to
 * that one, as it was not active any more.
 */
async function copiesOf(attempts, current, ecs) {
    const ran = new Map();
    for (const one of attempts.slice(-COMPARED))
        if (!ran.has(one.revision))
            ran.set(one.revision, one.images);
    if (!ran.has(current))
        ran.set(current, await imagesOf(current, ecs));
    const definitions = new Map();
    const definitionOf = (revision) => {
        const known = definitions.get(revision) ?? describePinned(revision, ran.get(revision) ?? [], ecs);
        definitions.set(revision, known);
        return known;
    };
    const copies = {};
    const all = [...ran];
    for (const [i, [revision, images]] of all.entries())
        for (const [earlier] of all.slice(0, i).filter(([, others]) => sameImages(images, others))) {
            const [one, other] = await Promise.all([revision, earlier].map(definitionOf));
            if (one && other && (0,_decisions_task_definition_js__WEBPACK_IMPORTED_MODULE_0__/* .sameDefinition */ .uD)(one, other))
                copies[revision] ??= copies[earlier] ?? earlier;
        }
    return copies;
}
async function describePinned(revision, images, ecs) {
    const registered = await ecs.describeTaskDefinition(revision);
    const digests = new Map(images.flatMap(({ container, digest }) => (digest ? [[container, digest]] : [])));
    return registered && (0,_decisions_task_definition_js__WEBPACK_IMPORTED_MODULE_0__/* .pinned */ .dp)(registered.definition, digests);
}
/** Of one that ECS does not list yet: those that it names by digest. */
async function imagesOf(revision, ecs) {
    const registered = await ecs.describeTaskDefinition(revision);
    return (registered?.definition.containerDefinitions ?? []).map(({ name = '', image = '' }) => ({
        container: name,
        image,
        digest: image.match(/@(sha256:[0-9a-f]{64})$/)?.[1],
    }));
}
const sameImages = (one, other) => one.length > 0 &&
    one.length === other.length &&
    one.every(({ container, digest }) => digest !== undefined && other.some(each => each.container === container && each.digest === digest));


/***/ }),

/***/ 1179:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ readRecords),
/* harmony export */   v: () => (/* binding */ readNewestRollback)
/* harmony export */ });
/* harmony import */ var _decisions_rollback_record_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1483);
/* harmony import */ var _turns_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1993);


/** Records that are asked for their statuses, newest first, and how many at a time. */
const NEWEST = 30;
const AT_ONCE = 10;
/** The newest records of an environment, newest first. */
async function readRecords(environment, github) {
    return withStatuses(await github.listDeployments(environment, { limit: NEWEST }), github);
}
/** The newest rollback of it alone: in most environments there is none, and nothing more is to be asked. */
async function readNewestRollback(environment, github) {
    const [newest] = await withStatuses(await github.listDeployments(environment, { task: _decisions_rollback_record_js__WEBPACK_IMPORTED_MODULE_0__/* .TASK */ .wn, limit: 1 }), github);
    return newest;
}
async function withStatuses(records, github) {
    await (0,_turns_js__WEBPACK_IMPORTED_MODULE_1__/* .inTurns */ .g)(records, AT_ONCE, async (one) => {
        one.statuses = await github.listStatuses(one.id);
    });
    return records.map(_decisions_rollback_record_js__WEBPACK_IMPORTED_MODULE_0__/* .readRecord */ .aE);
}


/***/ }),

/***/ 4821:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ rollbackPermissions)
/* harmony export */ });
/* harmony import */ var _release_permissions_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2863);

/** What a rollback needs to know before, and does not do without. */
const NEEDED = {
    'ecs:ListServiceDeployments': 'to know what was live before',
    'ecs:DescribeTaskDefinition': 'to look at the revision that is gone back to',
};
const WHY = {
    'ecs:RegisterTaskDefinition': 'to register a revision that is not active any more again',
    'ecs:TagResource': 'to register it with its tags',
    'ecr:DescribeImages': 'to refuse a revision whose image is gone, and to find a tag',
};
/** What it takes to move all traffic of a pair, to bring tasks up for it, and to take away what a dead run left. */
const FOR_WEIGHTS = /:(DescribeRules|ModifyRule|DeleteRule|ModifyListener|DescribeTargetGroupAttributes|\w+Tags|\w+ScalableTargets?)$/;
/** For taking services back. */
const rollbackPermissions = [
    ..._release_permissions_js__WEBPACK_IMPORTED_MODULE_0__/* .releasePermissions */ .GZ.map(({ optional, ...one }) => {
        const why = NEEDED[one.action];
        if (why)
            return { ...one, why };
        return optional ? { ...one, optional, why: WHY[one.action] ?? one.why } : one;
    }),
    { action: 'ecs:DescribeServiceRevisions', on: 'any', why: 'to know which revision and digests each deployment ran' },
    ..._release_permissions_js__WEBPACK_IMPORTED_MODULE_0__/* .shiftPermissions */ .tq
        .filter(one => !_release_permissions_js__WEBPACK_IMPORTED_MODULE_0__/* .releasePermissions */ .GZ.some(each => each.action === one.action))
        .filter(one => FOR_WEIGHTS.test(one.action))
        .map(one => ({ ...one, why: 'for `listener-rule`', optional: true })),
];


/***/ }),

/***/ 6540:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  rF: () => (/* binding */ askRegistry),
  yN: () => (/* binding */ precedes),
  WZ: () => (/* binding */ setCourse),
  H_: () => (/* binding */ wishOf)
});

// EXTERNAL MODULE: ./node_modules/semver/index.js
var semver = __webpack_require__(2088);
// EXTERNAL MODULE: ./build/src/decisions/image.js
var decisions_image = __webpack_require__(7596);
// EXTERNAL MODULE: ./build/src/decisions/rollback-target.js
var rollback_target = __webpack_require__(9495);
// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
// EXTERNAL MODULE: ./build/src/patiently.js
var patiently = __webpack_require__(5795);
// EXTERNAL MODULE: ./build/src/release/targets.js
var targets = __webpack_require__(3141);
// EXTERNAL MODULE: ./build/src/rollback/read-line.js
var read_line = __webpack_require__(8863);
// EXTERNAL MODULE: ./build/src/decisions/definition-edits.js
var definition_edits = __webpack_require__(2652);
// EXTERNAL MODULE: ./build/src/decisions/task-definition.js
var task_definition = __webpack_require__(4500);
// EXTERNAL MODULE: ./build/src/release/revise.js + 1 modules
var revise = __webpack_require__(5797);
;// CONCATENATED MODULE: ./build/src/rollback/restore.js
// Can a revision that was live before be run again as it ran then?





/**
 * Looks after its images, and registers it anew where it is not active any more or where a tag of it has moved: with the
 * digests that ran. With `plan` nothing is registered.
 */
async function restore(revision, images, world, plan) {
    const ecs = await world.ecs();
    const registered = await ecs.describeTaskDefinition(revision);
    if (!registered)
        return {
            refusal: `its task definition was deleted: release its image with ecs-deploy-wait`,
        };
    const looks = await Promise.all((registered.definition.containerDefinitions ?? []).map(({ name = '', image = '' }) => lookAfter(image, images.find(ran => ran.container === name)?.digest, world)));
    const gone = looks.flatMap(one => ('gone' in one ? one.gone : []));
    if (gone.length > 0)
        return { refusal: `its image ${gone.join(' and ')} is gone: push it again, or name another revision to go back to` };
    const moved = looks.flatMap(one => ('moved' in one && one.moved ? one.moved : []));
    if (registered.active && moved.length === 0)
        return { taskDefinition: registered.arn, revision: registered.revision, copy: undefined };
    const why = registered.active ? `${moved.join(' and ')} is another image by now` : 'it is not active any more';
    if (plan)
        return { taskDefinition: '', revision: `${registered.definition.family} (next)`, copy: why };
    return { ...(await copyOf(registered, images, ecs, world)), copy: why };
}
async function copyOf(registered, images, ecs, world) {
    const digests = new Map(images.flatMap(({ container, digest }) => (digest ? [[container, digest]] : [])));
    const definition = (0,task_definition/* stripReadOnly */.Vl)((0,task_definition/* pinned */.dp)(registered.definition, digests));
    const next = await (0,revise/* draft */.K4)({ definition, tags: (0,revise/* ownTags */.Wb)(registered.tags) }, definition_edits/* NO_EDITS */.q, [], ecs);
    const { arn, revision } = next.same ?? (await (0,revise/* registerOnce */.xc)(next, ecs, world));
    return { taskDefinition: arn, revision };
}
/** What has become of an image: whether the digest that ran is there, and whether its tag has moved on. */
async function lookAfter(reference, ran, world) {
    const image = (0,decisions_image/* readImage */.AM)(reference);
    const repository = image && (0,decisions_image/* readRepository */.Nu)(image.repository);
    if (!image || !repository?.ecr)
        return { moved: undefined };
    const digest = image.digest ?? ran;
    const tag = image.tag ?? 'latest';
    try {
        const registry = await world.registry(repository.ecr.region);
        const found = await registry.describeImage(repository, digest ? { digest } : { tag });
        if (!found)
            return { gone: digest ? `${repository.uri}@${digest}` : reference };
        return { moved: image.digest || !digest || found.tags.includes(tag) ? undefined : `${repository.uri}:${tag}` };
    }
    catch (error) {
        if (!(error instanceof failure/* Failure */.HR))
            throw error;
        // A repository that is gone has no image; what may not be seen now is for ECS to find out.
        if (!error.denied && !error.passing)
            return { gone: reference };
        world.runner.warn(`Whether ${reference} is still there is not known. ${error.message}`);
        return { moved: undefined };
    }
}

// EXTERNAL MODULE: ./build/src/rollback/undo.js + 1 modules
var undo = __webpack_require__(5845);
;// CONCATENATED MODULE: ./build/src/rollback/set-course.js
// Where does a service go back to, and can that be run again?









/** Looks at what was live before, chooses, and sees to it that it can be run again; nothing of the service is touched. */
async function setCourse(wanted, found, wanting, records, world) {
    const { service, line } = await (0,read_line/* readLine */.X)(wanting.cluster, found, records, world);
    const wish = await (0,patiently/* patiently */.d)(world, () => askRegistry(wishOf(wanted, wanting.to), service, wanted, world));
    const choice = (0,rollback_target/* chooseTarget */.b)(line, { ...wanting, wish, precedes });
    const course = { name: wanted.name, wanted, service, line, target: undefined };
    const cannot = (because) => ({ ...course, choice: { go: 'refused', because } });
    if (choice.go === 'refused' || choice.go === 'nowhere')
        return { ...course, choice };
    if (service.desired === 0 && !wanting.allowZero)
        return cannot('it wants no task (desired count 0), so nothing would run: scale it up, or set allow-zero: true in the action rollback');
    if (choice.go === 'on') {
        const taskDefinition = `${service.arn.split(':').slice(0, 5).join(':')}:task-definition/${choice.revision}`;
        return { ...course, choice, target: { taskDefinition, revision: choice.revision, copy: undefined } };
    }
    const restored = await (0,patiently/* patiently */.d)(world, () => restore(choice.revision, choice.images, world, wanting.plan));
    return 'refusal' in restored
        ? cannot(`${(0,undo/* nameOf */.Vb)(choice)}, ${choice.because}, cannot be run again: ${restored.refusal}`)
        : { ...course, choice, target: restored };
}
/** A service's own target comes before that of all. */
function wishOf({ taskDefinition, imageTag }, to) {
    const text = taskDefinition ?? imageTag ?? to;
    const wish = (0,rollback_target/* readWish */.a)(text);
    if (!wish)
        throw new failure/* Failure */.HR(`to is "${text}": write last-good, a revision (family:n), a digest, a version or a tag.`);
    return wish;
}
/** A version of which another one is known to come before it, and no pre-release where the other is a release. */
function precedes(version, other) {
    const [one, two] = [semver.parse(version), semver.parse(other)];
    if (!one || !two)
        return true;
    return semver.lt(one, two) && (one.prerelease.length === 0 || two.prerelease.length > 0);
}
/** What a tag is now, in the repository that the service runs from. */
async function askRegistry(wish, service, { container, name }, world) {
    if (wish.kind !== 'name')
        return wish;
    const registered = await (await world.ecs()).describeTaskDefinition(service.revision);
    if (!registered)
        return wish;
    const uri = (0,targets/* repositoryNow */.$)(registered.definition, container, name);
    const repository = (0,decisions_image/* readRepository */.Nu)(uri);
    const image = `${uri}:${wish.name}`;
    if (!repository?.ecr)
        return { ...wish, image };
    try {
        const found = await (await world.registry(repository.ecr.region)).describeImage(repository, { tag: wish.name });
        return { ...wish, image, digest: found?.digest };
    }
    catch (error) {
        if (!(error instanceof failure/* Failure */.HR))
            throw error;
        world.runner.warn(`What ${image} is now is not known. ${error.message}`);
        return { ...wish, image };
    }
}


/***/ }),

/***/ 4661:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  E: () => (/* binding */ takePairsBack)
});

// EXTERNAL MODULE: ./build/src/decisions/duration.js
var duration = __webpack_require__(7897);
// EXTERNAL MODULE: ./build/src/decisions/listener-rule.js
var listener_rule = __webpack_require__(3108);
// EXTERNAL MODULE: ./build/src/decisions/shift-plan.js
var shift_plan = __webpack_require__(8997);
// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
// EXTERNAL MODULE: ./build/src/patiently.js
var patiently = __webpack_require__(5795);
// EXTERNAL MODULE: ./build/src/shift/keep-size.js + 1 modules
var keep_size = __webpack_require__(9038);
// EXTERNAL MODULE: ./build/src/watch.js
var watch = __webpack_require__(2226);
// EXTERNAL MODULE: ./build/src/decisions/lease.js
var lease = __webpack_require__(9143);
;// CONCATENATED MODULE: ./build/src/rollback/free-rule.js
// Does the test rule of a shift that died keep the next release out, after the way back?






/** Milliseconds between two looks: a shift that is alive looks at the rule as often. */
const LOOK = 15_000;
/**
 * Takes away the test rules, which are locks, of shifts to `gone`. A shift that lives sees within this time that its traffic
 * was taken, and lets go by itself; one that does not is dead, and asks for its lock before each write if it is not. What may be at work before its first share, or whose
 * traffic somebody moves again, is left alone, and said. What AWS refuses is a warning: traffic and tasks are well.
 */
async function freeRule(course, back, log, world) {
    const { gone, moved, open } = back;
    try {
        const rules = await world.listenerRules();
        for (const arn of course.besides) {
            const note = (0,lease/* readNote */.VC)((await (0,patiently/* patiently */.d)(world, () => rules.tagsOf(arn))) ?? {});
            if (!note || note.green !== gone.service.name)
                continue;
            if (!moved && !(open && note.since > 0)) {
                if (note.until > world.clock.now())
                    log(course.name, `${holds(note)}: nothing is taken from it`);
                continue;
            }
            const seen = await letGo(course, back, arn, log, world);
            if (seen === 'cancelled' || seen === 'gone')
                continue;
            if (seen === 'used')
                log(course.name, `${holds(note)}, and somebody moves the traffic: nothing is taken from it`);
            else if (await (0,patiently/* patiently */.d)(world, () => rules.remove(arn)))
                log(course.name, `the test rule of ${note.run}, which is over, is taken away`);
        }
    }
    catch (error) {
        if (!(error instanceof failure/* Failure */.HR))
            throw error;
        world.runner.warn(`The next release of ${course.name} may have to wait, as a test rule is still there: ${error.message}`);
    }
}
const holds = ({ run, until }) => `${run} holds the test rule until ${new Date(until).toISOString()}`;
/** Whether the holder of a test rule has let go of it, or had all the time it takes and did not: `over`. */
async function letGo({ rule, name }, { stays, gone, since }, arn, log, { clock, cancel, listenerRules }) {
    const rules = await listenerRules();
    const until = since + shift_plan/* LEAST_KEPT */.JT;
    let said = false;
    const { judgement, ended, blind } = await (0,watch/* watch */.w)({
        ...{ clock, cancel, until: until + LOOK, mayPass: failure/* mayPass */.bg },
        async look() {
            const [now, tags] = await Promise.all([rules.rule(rule.arn), rules.tagsOf(arn)]);
            const note = tags && (0,lease/* readNote */.VC)(tags);
            if (!note)
                return 'gone';
            if ((0,listener_rule/* greenShare */.fW)(now.actions, { blue: stays.group, green: gone.group }) !== 0)
                return 'used';
            return note.until <= clock.now() || clock.now() >= until ? 'over' : 'held';
        },
        judge(seen) {
            if (seen !== 'held')
                return { judgement: seen };
            if (!said)
                log(name, 'waits to see whether the run that holds the test rule lets go of it');
            said = true;
            return { judgement: 'used', lookAgainIn: Math.min(LOOK, until - clock.now()) };
        },
    });
    if (ended === 'cancelled')
        return 'cancelled';
    if (blind !== undefined || !judgement)
        throw blind;
    return judgement;
}

// EXTERNAL MODULE: ./build/src/decisions/live-colour.js
var live_colour = __webpack_require__(2492);
// EXTERNAL MODULE: ./build/src/decisions/release-line.js
var release_line = __webpack_require__(2559);
;// CONCATENATED MODULE: ./build/src/decisions/pair-line.js
// Which of two services behind one rule was live before, as far as their deployments and the records know?

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
        began: second && beganWith([first, second]),
    };
}
/** When the pair was made; undefined unless each of the two still has the deployment with which its service began. */
function beganWith(sides) {
    const begins = sides.flatMap(one => (one?.began !== undefined && one.since - one.began < release_line/* AT_ONCE */.Q ? [one.began] : []));
    return begins.length === sides.length ? Math.min(...begins) : undefined;
}

// EXTERNAL MODULE: ./build/src/decisions/rollback-target.js
var rollback_target = __webpack_require__(9495);
// EXTERNAL MODULE: ./build/src/decisions/snapshot.js
var snapshot = __webpack_require__(9049);
// EXTERNAL MODULE: ./build/src/shift/hold-rule.js
var hold_rule = __webpack_require__(6436);
// EXTERNAL MODULE: ./build/src/rollback/read-line.js
var read_line = __webpack_require__(8863);
// EXTERNAL MODULE: ./build/src/rollback/set-course.js + 1 modules
var set_course = __webpack_require__(6540);
;// CONCATENATED MODULE: ./build/src/rollback/read-pair.js
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
    const tests = wanted.rule === undefined ? await (0,hold_rule/* testRulesAmong */.Wo)(all, pair, rules) : [];
    const chosen = (0,live_colour/* chooseRule */._r)(all, pair, wanted.rule, tests);
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
    const besides = (0,hold_rule/* rulesUsing */.WI)(all, pair).flatMap(({ arn }) => (arn === chosen.rule.arn ? [] : [arn]));
    return { ...settle(wanted.name, choice, leaves, comes), line, rule: chosen.rule, leaves, comes, besides };
}
async function readSide({ service: name, group, share }, there, world) {
    const service = there.find(one => one.name === name);
    const primary = (0,snapshot/* primaryOf */.Os)(service);
    if (!service || !primary)
        return undefined;
    const images = await (0,read_line/* imagesOf */.I)(service.revision, await world.ecs());
    const { revision, createdAt: since } = primary;
    const side = { service: name, revision, since, share, images, began: service.createdAt };
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
// EXTERNAL MODULE: ./build/src/decisions/outcome.js
var outcome = __webpack_require__(3105);
// EXTERNAL MODULE: ./build/src/decisions/remedy.js
var remedy = __webpack_require__(2389);
// EXTERNAL MODULE: ./build/src/decisions/traffic-shift.js
var traffic_shift = __webpack_require__(6689);
// EXTERNAL MODULE: ./build/src/release/diagnose.js
var diagnose = __webpack_require__(2787);
// EXTERNAL MODULE: ./build/src/release/follow.js
var follow = __webpack_require__(9610);
// EXTERNAL MODULE: ./build/src/release/look.js + 4 modules
var release_look = __webpack_require__(2952);
// EXTERNAL MODULE: ./build/src/shift/find-pair.js + 2 modules
var find_pair = __webpack_require__(2987);
// EXTERNAL MODULE: ./build/src/shift/revert.js
var revert = __webpack_require__(4802);
;// CONCATENATED MODULE: ./build/src/decisions/carrying.js
// Does what all traffic went back to carry it?
/**
 * Looks that must be good, one after the other. Load balancers find out within a few checks whether targets stand the
 * traffic: two failed ones, 30 s apart by default, or as they are set.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
 */
const GOOD_LOOKS = 3;
/** Judges looks in their order; `looking` is for the caller to end when it has waited long enough. */
function judgeCarrying(looks, comes, leaves) {
    const last = looks.at(-1);
    if (!last)
        return { state: 'looking', because: `whether ${comes} carries the traffic was not seen` };
    if (last.left !== 0) {
        const what = last.left === undefined ? `none to ${comes}` : `${Math.round(last.left)} % to ${leaves}`;
        return { state: 'overtaken', because: `somebody moved the traffic again, ${what}` };
    }
    const well = ({ healthy, needed }) => healthy >= needed;
    const because = `${comes} has all the traffic, and ${last.healthy} of the ${last.needed} healthy targets that it needs`;
    if (!well(last))
        return { state: 'too-few', because };
    const good = looks.slice(looks.findLastIndex(one => !well(one)) + 1);
    return { state: good.length >= GOOD_LOOKS ? 'carries' : 'looking', because };
}

;// CONCATENATED MODULE: ./build/src/rollback/carry.js
// All traffic went back: is it looked after for a while, until what has it is seen to carry it?





/** Milliseconds between two looks, and how long there may be too few healthy targets. */
const carry_LOOK = 15_000;
const PATIENCE = 90_000;
/**
 * Looks at weights and targets until it is clear; `cancelled` when the job is. Throws nothing: what cannot be seen is said. With
 * `atOnce` it also ends with the first look that shows too few targets, for a caller who can do something about it.
 */
async function seeItCarry({ rule, comes, leaves, needed, atOnce = false }, world, log) {
    const { clock, cancel } = world;
    const rules = await world.listenerRules();
    const names = [comes.service.name, leaves.service.name];
    const looks = [];
    const { judgement, ended, blind } = await (0,watch/* watch */.w)({
        ...{ clock, cancel, mayPass: failure/* mayPass */.bg },
        until: clock.now() + PATIENCE,
        async look() {
            const [now, healthy] = await Promise.all([rules.rule(rule), (0,find_pair/* countHealthy */.h)([comes.group], world)]);
            const left = (0,listener_rule/* greenShare */.fW)(now.actions, { blue: comes.group, green: leaves.group });
            return { at: clock.now(), left, healthy: healthy.get(comes.group) ?? 0, needed };
        },
        judge(look) {
            looks.push(look);
            const judgement = judgeCarrying(looks, ...names);
            const { state } = judgement;
            const final = state === 'carries' || state === 'overtaken' || (atOnce && state === 'too-few');
            return { judgement, ...(final ? {} : { lookAgainIn: carry_LOOK }) };
        },
    }).catch(error => ({ judgement: undefined, ended: 'judged', blind: error }));
    if (ended === 'cancelled')
        return 'cancelled';
    const last = looks.at(-1);
    if (judgement?.state === 'carries' && last)
        log(names[0], `carries all traffic: ${last.healthy} of ${needed} targets healthy, ${looks.length} looks`);
    if (!blind && judgement)
        return judgement;
    const why = blind instanceof Error ? `: ${blind.message.replace(/\.$/, '')}` : '';
    return { state: 'looking', because: `whether ${names[0]} carries the traffic that it got could not be seen${why}` };
}

;// CONCATENATED MODULE: ./build/src/rollback/take-pair-back.js
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
        const seen = (await (0,patiently/* patiently */.d)(world, () => (0,find_pair/* countHealthy */.h)([comes.group], world))).get(comes.group) ?? 0;
        // Targets of tasks that were just told to end are healthy for a while.
        const healthy = Math.min(seen, comes.service.desired);
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
        if (!verified)
            return outcome('failed', {
                because: 'the rule does not show the weights that were written',
                remedyNote: remedy/* NOTHING_MORE */.u,
            });
        const needed = order.allowUndersized ? 1 : size;
        const about = { rule: course.rule.arn, comes, leaves: course.leaves, needed };
        const first = await seeItCarry({ ...about, atOnce: true }, world, log);
        const ill = first !== 'cancelled' && first.state === 'too-few' && (await bringBackUp(course, comes, size, order, log, world));
        if (ill)
            return { ...(await outcome('succeeded')), ...ill, remedy: 'needs-human', remedyNote: remedy/* NOTHING_MORE */.u };
        const again = first !== 'cancelled' && first.state === 'too-few';
        const carried = again ? await seeItCarry(about, world, log) : first;
        if (carried === 'cancelled' || carried.state === 'carries')
            return outcome('succeeded');
        const moved = await outcome('succeeded');
        const verdict = carried.state === 'overtaken' ? 'superseded' : 'failed';
        return { ...moved, verdict, because: carried.because, remedy: 'needs-human', remedyNote: remedy/* NOTHING_MORE */.u };
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
/**
 * Tasks that were told to end just before we came are counted as long as ECS's copies show what was before; when their targets
 * are gone ECS shows how many are wanted. Then they are brought up again, under the traffic; answers what is ill.
 */
async function bringBackUp(course, comes, size, order, log, world) {
    const { name } = comes.service;
    const [now] = await (0,patiently/* patiently */.d)(world, async () => (await (await world.ecs()).describeServices(order.cluster, [name])).services);
    if (!now || now.desired >= size)
        return undefined;
    log(course.name, `${name} wants ${now.desired} tasks only, and needs ${size}: they are brought up again`);
    const ill = await bringUp(course, comes, size, order, log, world);
    return ill?.verdict === 'cancelled' ? { ...ill, because: 'the job was cancelled while its tasks came up again' } : ill;
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
    const primary = (0,snapshot/* primaryOf */.Os)(up);
    const look = await (0,release_look/* createLook */.yd)(cluster, (_, fact) => log(comes.service.name, fact), world);
    const until = world.clock.now() + limit;
    const rules = {
        until,
        settle: undefined,
        allowZero: false,
        waitFor: 'serving',
        requireLogs: false,
        hopelessAfter: undefined,
    };
    const rollout = { ...(0,follow/* startFollowing */.Es)(primary, up, rules, world.clock), name: comes.service.name };
    rollout.following.answer = { at: world.clock.now(), desired: size };
    const { judgement, seen } = await (0,follow/* followRollout */.h4)(rollout, look);
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
        deployment: (0,snapshot/* primaryOf */.Os)(comes.service)?.id ?? '',
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

;// CONCATENATED MODULE: ./build/src/rollback/undo-pairs.js
// How do pairs of services go back by the weights of their rules: traffic first, then sizes?










/** Each pair by one write to its rule; what is left gives its tasks back when nobody can be on the way to it any more. */
const takePairsBack = (order, world) => ({
    look: (records, since) => Promise.all(order.pairs.flat().map(wanted => (0,patiently/* patiently */.d)(world, () => readPair(wanted, { ...order, since }, records, world)))),
    async act(going, log) {
        // Tasks that come up, and those that go when nobody is on the way to them, may outlast the job's credentials.
        const remembered = world.keepRole();
        const outcomes = [];
        const groups = order.pairs.map(group => going.filter(one => group.some(wanted => wanted.name === one.name)));
        // Traffic does not wait for the pair before it, unless an order was given.
        for (const group of groups.toReversed())
            outcomes.push(...(await Promise.all(group.map(one => takePairBack(one, order, log, world)))));
        await remembered;
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
    const moved = choice.go !== 'on';
    const since = world.clock.now();
    try {
        const sides = [stays, gone].map(one => ({ service: one.service.name, group: one.group }));
        await (0,keep_size/* restoreScaling */.oQ)({ cluster: order.cluster, sides, world, log });
        const done = (!moved && !open) || order.keepGreen || (await retire(course, stays, gone, order, log, world));
        if (done)
            await freeRule(course, { stays, gone, moved, open, since }, log, world);
        return done;
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
        judge: only => ({ judgement: only, ...(only && clock.now() < until ? { lookAgainIn: undo_pairs_LOOK } : {}) }),
    });
    if (ended === 'cancelled')
        return false;
    if (!alone) {
        log(gone.service.name, 'keeps its tasks: somebody changed the rule');
        return true;
    }
    await (0,keep_size/* letRest */._M)(cluster, { service: gone.service.name, group: gone.group }, world);
    log(gone.service.name, 'gives its tasks back');
    return true;
}
/** Milliseconds between two looks at a rule that nobody is to change. */
const undo_pairs_LOOK = 15_000;


/***/ }),

/***/ 7091:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ takeServicesBack)
/* harmony export */ });
/* harmony import */ var _decisions_outcome_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3105);
/* harmony import */ var _decisions_remedy_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(2389);
/* harmony import */ var _decisions_snapshot_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(9049);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7279);
/* harmony import */ var _patiently_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5795);
/* harmony import */ var _release_begin_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4578);
/* harmony import */ var _release_look_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2952);
/* harmony import */ var _release_release_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8326);
/* harmony import */ var _release_targets_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3141);
/* harmony import */ var _release_way_back_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(9890);
/* harmony import */ var _turns_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(1993);
/* harmony import */ var _set_course_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(6540);
// How do services go back by a deployment of an earlier revision?












/** Services that are looked into at a time. */
const AT_ONCE = 5;
/** Each service by an update in which only its task definition is another one. */
const takeServicesBack = (order, world) => ({
    async look(records, since) {
        const ecs = await world.ecs();
        const all = order.groups.flat();
        const names = all.map(one => one.service);
        const services = await (0,_patiently_js__WEBPACK_IMPORTED_MODULE_2__/* .patiently */ .d)(world, () => (0,_release_begin_js__WEBPACK_IMPORTED_MODULE_3__/* .findServices */ .O$)(order.cluster, names, ecs));
        const courses = [];
        await (0,_turns_js__WEBPACK_IMPORTED_MODULE_9__/* .inTurns */ .g)(all, AT_ONCE, async (wanted) => {
            const found = services.find(one => one.name === wanted.service);
            if (!found)
                return;
            (0,_release_targets_js__WEBPACK_IMPORTED_MODULE_6__/* .checkArn */ .we)(wanted, found, order.cluster);
            courses.push(await (0,_set_course_js__WEBPACK_IMPORTED_MODULE_8__/* .setCourse */ .WZ)(wanted, found, { ...order, since }, records, world));
        });
        return courses.toSorted((a, b) => all.indexOf(a.wanted) - all.indexOf(b.wanted));
    },
    async act(going, log) {
        const look = await (0,_release_look_js__WEBPACK_IMPORTED_MODULE_4__/* .createLook */ .yd)(order.cluster, log, world);
        const targets = await Promise.all(going.map(one => targetOf(one, order, world, look)));
        const groups = order.groups
            .map(group => group.flatMap(wanted => targets.find(one => one.name === wanted.name) ?? []))
            .filter(group => group.length > 0)
            .toReversed();
        const way = {
            ...{ cluster: order.cluster, groups, limit: order.limit, waitFor: order.waitFor, allowZero: order.allowZero },
            ...{ settle: undefined, requireLogs: false, hopelessAfter: undefined, force: false, wait: true, change: {} },
            ...{ onFailure: 'stop', onRollback: 'report', mode: 'independent', rollbackScope: 'failed', unchanged: true },
        };
        try {
            return (await (0,_release_release_js__WEBPACK_IMPORTED_MODULE_5__/* .releaseServices */ .s)(way, world, look)).map(judgeEnd);
        }
        catch (error) {
            if (!(error instanceof _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR))
                throw error;
            return targets.map(one => judgeEnd((0,_release_begin_js__WEBPACK_IMPORTED_MODULE_3__/* .refused */ .J5)(one, way, error, look.clock.now(), look)));
        }
    },
});
/** What took over is what was wanted; what did not is for a person, unless ECS goes on by itself. */
function judgeEnd(outcome) {
    const { verdict, remedyNote } = outcome;
    if ((0,_decisions_outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .isGood */ .Kg)(verdict))
        return { ...outcome, remedy: verdict === 'succeeded' ? 'rolled-back' : 'none' };
    if (verdict === 'cancelled' || verdict === 'skipped')
        return outcome;
    // What is to be done next is the way back, not a release.
    const { diagnosis } = outcome;
    if (diagnosis?.class === 'refused')
        return {
            ...outcome,
            diagnosis: { ...diagnosis, next: 'Mend what is refused, then roll back again.' },
            remedy: 'needs-human',
        };
    return { ...outcome, remedy: 'needs-human', remedyNote: remedyNote || _decisions_remedy_js__WEBPACK_IMPORTED_MODULE_10__/* .NOTHING_MORE */ .u };
}
/** A deployment that is under way is stopped first: ECS's own way back keeps the tasks that still serve. */
async function targetOf({ wanted, service, choice, target }, { cluster }, world, look) {
    const { taskDefinition = '', revision = '' } = target ?? {};
    const primary = (0,_decisions_snapshot_js__WEBPACK_IMPORTED_MODULE_11__/* .primaryOf */ .Os)(service);
    const going = { ...wanted, taskDefinition, revision, before: service };
    if (choice.go !== 'back' || primary?.state !== 'in-progress')
        return going;
    const following = { deployment: primary.id, revision: primary.revision, createdAt: primary.createdAt };
    const now = await (0,_release_way_back_js__WEBPACK_IMPORTED_MODULE_7__/* .stopWithRollback */ .D)(cluster, service.name, following, await world.ecs(), look);
    if (!now)
        return going;
    look.log(wanted.name, `deployment ${primary.id} of ${primary.revision} is stopped, and ECS rolls it back`);
    const theirs = (0,_decisions_snapshot_js__WEBPACK_IMPORTED_MODULE_11__/* .primaryOf */ .Os)(now)?.revision;
    return { ...going, before: now, ...(theirs === choice.revision ? { revision: theirs } : {}) };
}


/***/ }),

/***/ 5845:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  jf: () => (/* binding */ leftBy),
  Vb: () => (/* binding */ nameOf),
  tN: () => (/* binding */ undo)
});

// EXTERNAL MODULE: ./build/src/decisions/outcome.js
var outcome = __webpack_require__(3105);
// EXTERNAL MODULE: ./build/src/decisions/rollback-outcome.js
var rollback_outcome = __webpack_require__(5040);
// EXTERNAL MODULE: ./build/src/decisions/rollback-record.js
var rollback_record = __webpack_require__(1483);
// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
// EXTERNAL MODULE: ./build/src/log.js
var src_log = __webpack_require__(6671);
// EXTERNAL MODULE: ./build/src/rollback/read-records.js
var read_records = __webpack_require__(1179);
;// CONCATENATED MODULE: ./build/src/rollback/record-rollback.js



async function openRecords(environment, token, world) {
    const none = { told: [], begin: async () => undefined, end: async () => { } };
    if (!environment || !token)
        return none;
    const { runner } = world;
    const trying = async (otherwise, what, ask) => {
        try {
            return await ask();
        }
        catch (error) {
            if (!(error instanceof failure/* Failure */.HR))
                throw error;
            runner.warn(`${what} ${error.message}`);
            return otherwise;
        }
    };
    const unread = 'What the records say of earlier releases is not known.';
    const github = await trying(undefined, unread, () => world.github(token));
    if (!github)
        return none;
    const told = await trying([], unread, () => (0,read_records/* readRecords */.T)(environment, github));
    const unwritten = 'The rollback is not recorded.';
    const server = `${runner.variable('GITHUB_SERVER_URL')}/${runner.variable('GITHUB_REPOSITORY')}`;
    const run = {
        commitSha: runner.variable('GITHUB_SHA') ?? '',
        repoFullName: runner.variable('GITHUB_REPOSITORY') ?? '',
        actionsRunUrl: `${server}/actions/runs/${runner.variable('GITHUB_RUN_ID')}`,
    };
    const say = (id, rollback, state, message) => github.createStatus(id, {
        state: rollback_record/* STATES */.xj[state],
        description: (0,rollback_record/* describeRollback */.sR)(rollback, message),
        environmentUrl: undefined,
        logUrl: run.actionsRunUrl,
    });
    return {
        told,
        begin: (rollback, { since, underWay }) => trying(undefined, unwritten, async () => {
            const earlier = (0,rollback_record/* recordOf */.zv)(told, rollback.to, since);
            if (earlier?.state === 'open')
                return earlier.id;
            // Under way, and its record is closed: an earlier run has told its end.
            if (earlier && underWay)
                return undefined;
            const id = await github.createDeployment({
                ref: rollback.sha || run.commitSha,
                environment,
                task: rollback_record/* TASK */.wn,
                description: (0,rollback_record/* describeRollback */.sR)(rollback, `rollback from ${rollback.from.join(', ')}`),
                production: environment === 'production',
                payload: (0,rollback_record/* payloadOf */.Md)(rollback, { ...run, commitSha: rollback.sha || run.commitSha }),
            });
            await trying(undefined, unwritten, () => say(id, rollback, 'running', `goes back from ${rollback.from.join(', ')}`));
            return id;
        }),
        end: (id, rollback, state, message) => trying(undefined, unwritten, async () => {
            if (id !== undefined)
                await say(id, rollback, state, message);
        }),
    };
}

;// CONCATENATED MODULE: ./build/src/rollback/undo.js
// How do services get back to what was live before, and is it live again?






/** Takes services back. Throws a Failure only while nothing is touched. `given`: the log of what this is a part of. */
async function undo(order, engine, world, given) {
    const log = given ?? (0,src_log/* startLog */.l)(world.clock, world.runner.line);
    const [records, since] = await Promise.all([
        openRecords(order.environment, order.githubToken, world),
        order.undo === 'this-run' ? runBegan(order.githubToken, world) : undefined,
    ]);
    const courses = await engine.look(records.told, since, log);
    for (const one of courses)
        sayCourse(one, order.plan, log);
    const untouched = judgeCourses(courses, (0,rollback_record/* failedRollback */.eA)(records.told), order.again);
    const nothing = { smoke: { verdict: 'not-asked', line: '' }, record: undefined };
    const going = courses.filter(one => one.target);
    if (untouched.refused.length > 0 || order.plan || going.length === 0)
        return { outcomes: [], ...untouched, ...nothing, courses, planned: order.plan && untouched.refused.length === 0 };
    const rollback = rollbackOf(going, order, world);
    // Traffic does not wait for GitHub.
    const recording = records.begin(rollback, takingOf(going));
    const outcomes = await engine.act(going, log);
    const well = outcomes.every(one => (0,outcome/* isGood */.Kg)(one.verdict));
    const smoke = well && !world.cancel.aborted ? await order.smoke(log) : nothing.smoke;
    const undone = { outcomes, ...untouched, smoke };
    const record = await recording;
    const tidied = (0,rollback_outcome/* recordState */.DX)(undone) !== 'back' || (await (engine.tidy?.(going, record !== undefined, log) ?? true));
    await records.end(record, rollback, tidied ? (0,rollback_outcome/* recordState */.DX)(undone) : 'cancelled', (0,rollback_outcome/* sayRollback */.gz)(undone));
    return { ...undone, courses, planned: false, record };
}
/** What is left for the revision that comes: what is live, or what was, where the service is on its way back already. */
const leftBy = ({ choice, line }) => choice.go === 'on' ? (line.wayBack?.from ?? line.current.revision) : line.current.revision;
async function runBegan(token, world) {
    if (!token)
        throw new failure/* Failure */.HR('undo is this-run, which needs github-token to know when this run began.');
    return (await world.github(token)).runCreatedAt(Number(world.runner.variable('GITHUB_RUN_ID')));
}
function sayCourse({ name, line, choice, target }, plan, log) {
    if (choice.go === 'on')
        log(name, `is on ${choice.revision}: ${choice.because}`);
    if (choice.go !== 'back' || !target)
        return;
    for (const one of choice.passed)
        log(name, `passes over ${one}`);
    const goes = plan ? 'would go back' : 'goes back';
    log(name, `${goes} from ${line.current.revision} to ${nameOf(choice)}, ${choice.because}`);
    if (target.copy)
        log(name, `${plan ? 'would run' : 'runs'} it as ${target.revision}, since ${target.copy}`);
}
/** A revision, with its version where that is known. */
const nameOf = ({ revision, version }) => version ? `${revision} (${version})` : revision;
/** Those that stay where they are; where one cannot go, or an earlier rollback has failed, none goes. */
function judgeCourses(courses, failed, again) {
    const told = ({ name, line, choice }) => ({
        service: name,
        revision: line.current.revision,
        because: choice.because,
    });
    const idle = courses.filter(one => one.choice.go === 'nowhere').map(told);
    const refused = courses.filter(one => one.choice.go === 'refused').map(told);
    if (refused.length > 0 || !failed || again)
        return { idle, refused };
    const because = `${(0,rollback_record/* explainFailedRollback */.zh)(failed)}, ${(0,rollback_record/* andNothingIsPiled */.B2)('rollback')}`;
    return { idle, refused: courses.filter(one => one.target).map(one => ({ ...told(one), because })) };
}
function rollbackOf(going, order, { runner }) {
    const known = going.map(({ choice }) => (choice.go === 'back' ? choice : undefined));
    const one = (texts) => (new Set(texts).size === 1 ? (texts[0] ?? '') : '');
    return {
        environment: order.environment ?? '',
        services: going.map(({ name }) => name),
        from: going.map(leftBy),
        to: going.map(({ target }) => target?.revision ?? ''),
        reason: order.reason,
        actor: runner.variable('GITHUB_ACTOR') ?? '',
        version: one(known.map(each => each?.version)),
        sha: one(known.map(each => each?.sha)),
        digest: one(known.flatMap(each => each?.images.map(ran => ran.digest) ?? [])),
    };
}
/** Since when what is undone was there; of services that are on their way back, since when they are. */
const takingOf = (going) => ({
    since: Math.min(...going.map(({ line }) => line.wayBack?.at ?? line.current.at)),
    underWay: going.every(({ choice, line }) => choice.go === 'on' && !line.wayBack?.failed),
});


/***/ }),

/***/ 1950:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KH: () => (/* binding */ smokeTest),
/* harmony export */   Nh: () => (/* binding */ smokeInputs),
/* harmony export */   bx: () => (/* binding */ smokeRules)
/* harmony export */ });
/* harmony import */ var _decisions_probe_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9827);
/* harmony import */ var _input_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(249);
/* harmony import */ var _probe_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9385);
// How does a user ask for a smoke test as a part of something else, and what comes of it?



/** The inputs of smoke-test, as a part of another action. */
const smokeInputs = {
    smokeUrls: (0,_input_js__WEBPACK_IMPORTED_MODULE_0__/* .list */ .p_)({ description: 'Addresses that must answer well. Unset: nothing is asked.' }),
    smokeExpectStatus: (0,_input_js__WEBPACK_IMPORTED_MODULE_0__/* .list */ .p_)({ description: 'Statuses of a good answer: `200`, `2xx`, `200-299`.', default: '2xx' }),
    smokeExpectText: (0,_input_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({ description: 'A text that the body of a good answer has.' }),
    smokeHeaders: (0,_input_js__WEBPACK_IMPORTED_MODULE_0__/* .map */ .Tj)({ description: 'Headers to send, `Name=value`.', secret: true }),
    smokeConsecutive: (0,_input_js__WEBPACK_IMPORTED_MODULE_0__/* .count */ .U9)(1, 100)({ description: 'How many good answers in a row are enough.', default: '2' }),
    smokeIntervalSeconds: (0,_input_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)('seconds')({ description: 'Time between two tries of an address.', default: '2' }),
    smokeRequestTimeoutSeconds: (0,_input_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)('seconds')({ description: 'How long one answer may take.', default: '10' }),
    smokeTimeoutSeconds: (0,_input_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)('seconds')({ description: 'How long all of it may take.', default: '60' }),
};
/** What is wrong with them. */
const smokeRules = ({ smokeUrls, smokeExpectStatus }) => [
    ...smokeUrls.filter(url => !(0,_input_js__WEBPACK_IMPORTED_MODULE_0__/* .isUrl */ .gU)(url)).map(url => `smoke-urls has "${url}": write whole addresses, https://…`),
    ...smokeExpectStatus
        .filter(pattern => !(0,_decisions_probe_js__WEBPACK_IMPORTED_MODULE_1__/* .isStatusPattern */ .XI)(pattern))
        .map(pattern => `smoke-expect-status has "${pattern}": write 200, 2xx or 200-299`),
];
/** Asks all addresses at once, each until it answers well or its time is up. Never rejects. */
async function smokeTest(inputs, world, log) {
    const { smokeUrls: urls, smokeConsecutive: consecutive } = inputs;
    if (urls.length === 0)
        return { verdict: 'not-asked', line: '', probed: [] };
    const probing = {
        headers: inputs.smokeHeaders,
        expected: { statuses: inputs.smokeExpectStatus, text: inputs.smokeExpectText, consecutive },
        interval: inputs.smokeIntervalSeconds,
        requestTimeout: inputs.smokeRequestTimeoutSeconds,
        until: world.clock.now() + inputs.smokeTimeoutSeconds,
    };
    const probed = await Promise.all(urls.map(url => (0,_probe_js__WEBPACK_IMPORTED_MODULE_2__/* .probe */ .d)({ url, ...probing }, world, log)));
    const bad = probed.filter(one => one.verdict !== 'answering');
    if (bad.length > 0)
        return { verdict: 'not-answering', line: `${bad.map(one => `${one.url} ${one.note}`).join('; ')}.`, probed };
    const what = urls.length === 1 ? urls[0] : `All ${urls.length} addresses`;
    return { verdict: 'answering', line: `${what} answered well, ${consecutive} times in a row.`, probed };
}


/***/ })

};
