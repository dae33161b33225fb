export const id = 1571;
export const ids = [1571];
export const modules = {

/***/ 1571:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  "default": () => (/* binding */ run_task)
});

// EXTERNAL MODULE: ./build/src/action.js
var action = __webpack_require__(7663);
// EXTERNAL MODULE: ./build/src/decisions/region.js
var decisions_region = __webpack_require__(5153);
// EXTERNAL MODULE: ./build/src/decisions/task-definition.js
var task_definition = __webpack_require__(4500);
;// CONCATENATED MODULE: ./build/src/decisions/task-launch.js
/**
 * What was asked for, else what the service has, else Fargate. A platform version goes with the service's own launch
 * type only. A task definition of another network mode than `awsvpc` takes no network.
 */
function chooseLaunch(asked, service, { networkMode }) {
    const ownLaunch = asked.launchType === undefined && asked.strategy.length === 0;
    const from = ownLaunch ? service : undefined;
    const strategy = from?.strategy ?? asked.strategy;
    const launchType = strategy.length > 0 ? undefined : (from?.launchType ?? asked.launchType ?? 'FARGATE');
    const network = joinNetworks(asked.network, service?.network);
    if (networkMode === 'awsvpc' && !network?.subnets.length)
        return {
            problem: 'subnets is empty and the task definition has network mode awsvpc: give subnets, or service to take its network',
        };
    if (networkMode !== 'awsvpc' && asked.network?.subnets.length)
        return {
            problem: `subnets is given, and network mode ${networkMode ?? 'bridge'} of the task definition takes none`,
        };
    return {
        launch: {
            network: networkMode === 'awsvpc' ? network : undefined,
            launchType,
            strategy,
            platformVersion: from?.platformVersion,
        },
    };
}
const joinNetworks = (asked, service) => asked || service
    ? {
        subnets: asked?.subnets.length ? asked.subnets : (service?.subnets ?? []),
        securityGroups: asked?.securityGroups.length ? asked.securityGroups : (service?.securityGroups ?? []),
        assignPublicIp: asked?.assignPublicIp ?? service?.assignPublicIp,
    }
    : undefined;
/** Reads a capacity provider strategy as ECS takes it; undefined when it is none. */
function readStrategy(value) {
    const isProvider = (one) => {
        const { capacityProvider, weight = 0, base = 0, ...rest } = (one ?? {});
        return (typeof capacityProvider === 'string' &&
            Number.isInteger(weight) &&
            Number.isInteger(base) &&
            Object.keys(rest).length === 0);
    };
    return Array.isArray(value) && value.length > 0 && value.every(isProvider) ? value : undefined;
}
/**
 * What makes two runs the same work, as text: the place in the workflow, and what is to run. Network and capacity are
 * left out: work that was done is done, wherever it ran.
 */
const workOf = (place, request) => JSON.stringify([
    place.repository,
    place.run,
    place.job,
    place.step,
    request.cluster,
    request.taskDefinition,
    request.count,
    request.container,
    request.command,
    Object.entries(request.environment).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    request.cpu ?? '',
    request.memory ?? '',
    request.taskRole ?? '',
]);
/**
 * Names of the n-th try of some work, from a digest of it in hexadecimal: `startedBy` takes up to 128 letters, digits,
 * `-`, `/` and `_`, a client token 64 characters. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html
 */
const nameTry = (run, digest, turn) => ({
    startedBy: `ecs-release/${run.replaceAll(/[^\w-]/g, '')}/${digest.slice(0, 16)}/${turn}`,
    token: `${digest.slice(0, 48)}-${turn}`,
});

// EXTERNAL MODULE: ./build/src/decisions/duration.js
var duration = __webpack_require__(7897);
// EXTERNAL MODULE: ./build/src/decisions/diagnosis.js
var decisions_diagnosis = __webpack_require__(2780);
;// CONCATENATED MODULE: ./build/src/decisions/task-run.js
/** The container called `name`, by default the only one that is essential. The problem follows the word "Input". */
function chooseMain({ containerDefinitions: containers = [] }, name) {
    const names = containers.map(one => one.name).join(', ') || 'none';
    const [only, other] = containers.filter(one => (name === undefined ? one.essential !== false : one.name === name));
    if (only?.name && !other) {
        const others = containers.filter(one => one !== only && one.essential !== false).map(one => one.name ?? '');
        return { main: { name: only.name, essential: only.essential !== false, others } };
    }
    return {
        problem: name === undefined
            ? `container-name is empty and it is not clear whose exit code counts: say which one of ${names}`
            : `container-name "${name}" is not in the task definition; it has: ${names}`,
    };
}
/** What the reasons begin with that we give ECS. */
const OURS = 'ecs-release: ';
/** The reason that we give ECS when the container that counts has ended and others would run on. */
const REST = `${OURS}the container that counts has ended`;
/** ECS shows a new task within seconds, and a stopped one for an hour; this long (ms) it may be missing. */
const MISSING_FOR = 60_000;
/**
 * Judges all that was seen of one task, oldest first. The first final verdict stands, whatever comes after it. No other
 * container's exit counts, unless it was an essential one that ended before.
 */
function judgeTask(seen, main) {
    let judgement = { verdict: 'pending', exitCode: undefined };
    let missingSince;
    let outrun = false;
    for (const { at, task } of seen) {
        if (task) {
            missingSince = undefined;
            judgement = judgeSnapshot(task, main);
            outrun ||= isOutrun(task, main);
            if (outrun && judgement.verdict === 'succeeded')
                judgement = { ...judgement, verdict: 'failed' };
        }
        else {
            missingSince ??= at;
            if (at - missingSince >= MISSING_FOR)
                judgement = { verdict: 'lost', exitCode: undefined };
        }
        if (isFinal(judgement.verdict))
            return judgement;
    }
    return judgement;
}
/** Whether nothing can change any more. */
const isFinal = (verdict) => verdict !== 'pending' && verdict !== 'running';
function judgeSnapshot(task, main) {
    const own = task.containers.find(one => one.name === main.name);
    const exitCode = own?.exitCode;
    const over = task.status === 'STOPPED';
    const judged = (verdict) => ({ verdict, exitCode });
    // ECS says why it stops a task in the same look or a later one; the reason is waited for.
    const ended = exitCode !== undefined && (over || task.stopping || !main.essential);
    if (!ended && !over)
        return judged(task.startedAt === undefined ? 'pending' : 'running');
    // Whoever is stopped from outside may well exit 0 on SIGTERM with its work half done.
    if (task.stopCode === 'UserInitiated' && task.stoppedReason !== REST)
        return judged('stopped');
    if (exitCode === 0)
        return judged(stoppedFromOutside(task) ? 'stopped' : failedBeside(task, main) ? 'failed' : 'succeeded');
    if (/OutOfMemory|killed due to memory/i.test(own?.reason ?? ''))
        return judged('out-of-memory');
    return judged(exitCode === undefined && neverStarted(task) ? 'never-started' : 'failed');
}
/** Capacity that was taken away, for example. Without a code, or with our own reason, it ended of itself. */
const stoppedFromOutside = ({ stopCode, stoppedReason }) => stopCode !== undefined && stopCode !== 'EssentialContainerExited' && stoppedReason !== REST;
/** Whether a container was only stopped with the rest: 128 + SIGTERM or SIGKILL. */
const isSignalled = ({ exitCode, reason }) => exitCode !== undefined && [137, 143].includes(exitCode) && !reason;
/** The essential containers beside the one that counts that have ended. */
const endedBeside = ({ containers }, { others = [] }) => containers.filter(one => others.includes(one.name) && one.exitCode !== undefined);
/** An essential container that fails takes the whole task with it: who exits 0 then may have been told to. */
const failedBeside = (task, main) => task.stopCode === 'EssentialContainerExited' &&
    endedBeside(task, main).some(one => one.exitCode !== 0 && !isSignalled(one));
/** Whether another essential container has ended and the one that counts still runs: it will be stopped. */
const isOutrun = (task, main) => task.stopping &&
    endedBeside(task, main).length > 0 &&
    task.containers.some(one => one.name === main.name && one.status === 'RUNNING' && one.exitCode === undefined);
/** Whether we have told it to stop before its work was done, at the limit or on cancel. */
const isStoppedByUs = ({ stopCode, stoppedReason = '' }) => stopCode === 'UserInitiated' && stoppedReason.startsWith(OURS) && stoppedReason !== REST;
const neverStarted = ({ stopCode, startedAt }) => stopCode === 'TaskFailedToStart' || startedAt === undefined;
/** Whether one of its containers has run, so that there may be lines of it. */
const hasBegun = ({ startedAt, containers }) => startedAt !== undefined || containers.some(one => one.status === 'RUNNING' || one.exitCode !== undefined);
/** Whether one of its containers may still work. */
const mayWork = ({ status, containers }) => status !== 'STOPPED' && !(containers.length > 0 && containers.every(one => one.status === 'STOPPED'));
/**
 * Whether what an earlier try of the same step started has ended, and not all of it well, so that it may be tried anew.
 * What we have stopped counts as ended.
 */
function mayStartAnew(tasks, main) {
    const verdicts = tasks.map(task => (isStoppedByUs(task) ? 'stopped' : judgeSnapshot(task, main).verdict));
    return verdicts.every(isFinal) && verdicts.some(verdict => verdict !== 'succeeded');
}
/** Statuses in the order in which a task takes them. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html */
const STATUSES = [
    'PROVISIONING',
    'PENDING',
    'ACTIVATING',
    'RUNNING',
    'DEACTIVATING',
    'STOPPING',
    'DEPROVISIONING',
    'STOPPED',
];
const rank = (task) => (task ? STATUSES.indexOf(task.status) : -1);
/** The one of two looks in which a task is further: ECS reads from copies, and may show again what was before. */
const further = (before, now) => before && rank(now) < rank(before) ? before : now;
/** What is new since the look before, a line each: `coming` on the way up, `going` on the way down. */
function explainTask(before, now) {
    if (rank(now) < rank(before))
        return { coming: [], going: [] };
    const because = now.status === 'STOPPED' && now.stoppedReason ? `: ${now.stoppedReason}` : '';
    const status = rank(now) > rank(before) ? [`${now.status.toLowerCase()}${because}`] : [];
    const exits = now.containers
        .filter(one => one.exitCode !== undefined && before?.containers.find(same(one))?.exitCode === undefined)
        .map(({ name, exitCode, reason }) => `container "${name}" exited with code ${exitCode}${reason ? `: ${reason}` : ''}`);
    return rank(now) <= STATUSES.indexOf('RUNNING')
        ? { coming: status, going: exits }
        : { coming: [], going: [...exits, ...status] };
}
const same = ({ name }) => (other) => other.name === name;

;// CONCATENATED MODULE: ./build/src/decisions/task-cause.js
// Why did a one-off task end badly, or never begin, and what should be done next?


const ANEW = 'run the job again: it is started anew';
/** Why a task ended as it did. */
function explainEnd({ verdict, task, lastLine }, revision, main) {
    switch (verdict) {
        case 'succeeded':
        case 'started':
            return { cause: '', next: '' };
        case 'timed-out':
            return {
                cause: `it was still ${task?.startedAt === undefined ? 'pending' : 'running'} at the limit${lastLine && `, saying "${lastLine}"`}`,
                next: 'Find out what it waits for, or raise wait-for-minutes.',
            };
        case 'cancelled':
            return { cause: 'the job was cancelled', next: `To have it done, ${ANEW}.` };
        case 'lost':
            return {
                cause: 'ECS does not show its task any more',
                next: `Read its log and see what it has done, then ${ANEW}.`,
            };
        case 'stopped':
            return explainStopped(task);
        default:
            return explainFailed(verdict, task, lastLine, revision, main);
    }
}
function explainStopped(task) {
    const said = task?.stoppedReason ? ` ("${task.stoppedReason}")` : '';
    if (task?.stopCode === 'SpotInterruption')
        return {
            cause: `AWS took its Spot capacity away before it had ended${said}`,
            next: `To have it done, ${ANEW}; work that must not be interrupted belongs on FARGATE.`,
        };
    if (task && isStoppedByUs(task))
        return { cause: `an earlier try of this step had stopped its task${said}`, next: `To have it done, ${ANEW}.` };
    if (task?.stopCode && !['UserInitiated', 'EssentialContainerExited'].includes(task.stopCode))
        return {
            cause: `ECS stopped its task before it had ended: ${task.stopCode}${said}`,
            next: `Read its log and see what it has done, then ${ANEW}.`,
        };
    return { cause: `somebody stopped its task${said}`, next: `Find out who (CloudTrail, StopTask), then ${ANEW}.` };
}
function explainFailed(verdict, task, lastLine, revision, main) {
    const own = task.containers.filter(({ name }) => name === main.name);
    const first = verdict === 'failed' && endedFirst(task, main);
    const next = first && `Make container "${first.name}" not essential in ${revision}, or let it wait for container "${main.name}".`;
    if (first && next && own[0]?.exitCode === 0)
        return {
            cause: `essential container "${first.name}" ended too (exit ${first.exitCode}${first.reason ? `: ${first.reason}` : ''}), and container "${main.name}" was not seen to end before it (exit 0): it may have been stopped halfway`,
            next,
        };
    if (first && next)
        return {
            cause: `container "${first.name}" ended first (exit ${first.exitCode}${first.reason ? `: ${first.reason}` : ''}), and ECS stopped container "${main.name}" with it (exit ${own[0]?.exitCode})`,
            next,
        };
    const guilty = (0,decisions_diagnosis/* guiltyContainer */.aZ)(task);
    const diagnosis = explain(revision, [lastLine], [], [{ ...stopOf(task), containers: verdict === 'never-started' ? [guilty] : own }]);
    if (diagnosis.class !== 'unknown' && diagnosis.class !== 'exit-code')
        return diagnosis;
    const cause = own[0]?.exitCode === undefined ? `ECS says: ${task.stoppedReason || 'nothing'}` : diagnosis.cause;
    return { cause, next: `Read its last log lines; once that is mended, ${ANEW}.` };
}
/** Why ECS stopped it; of a container that is not essential ECS says nothing, and of our own stop nothing is to be said. */
function stopOf(task) {
    if (task.stopCode && task.stopCode !== 'UserInitiated')
        return task;
    return { ...task, stopCode: 'EssentialContainerExited', stoppedReason: undefined };
}
/** An essential container that ended of itself, when the one that counts was only stopped with it, or may have been. */
function endedFirst({ stopCode, containers }, main) {
    const own = containers.find(({ name }) => name === main.name);
    if (stopCode !== 'EssentialContainerExited' || !own || !(isSignalled(own) || own.exitCode === 0))
        return undefined;
    const beside = containers
        .filter(one => one !== own && (main.others?.includes(one.name) ?? true))
        .filter(one => one.exitCode !== undefined && !isSignalled(one));
    return beside.find(one => one.exitCode !== 0) ?? beside[0];
}
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/api_failures_messages.html
const REFUSALS = [
    [
        /^RESOURCE:(\w+).*/s,
        'no container instance of the cluster has enough $1 left',
        'Add instances, make the task smaller, or run it on Fargate.',
    ],
    [
        /^AGENT.*/s,
        'the ECS agent of the container instance is not connected',
        'Run the job again; when it stays so, look at the instance.',
    ],
    [
        /^ATTRIBUTE.*/s,
        'no container instance has an attribute that the task definition asks for',
        "Compare the task definition's requiresAttributes with those of the instances.",
    ],
];
/** Why ECS placed fewer tasks than were asked for: the `failures` of an answer that was otherwise good. */
function explainRefusals([reason = ''], revision) {
    for (const [shows, cause, next] of REFUSALS)
        if (shows.test(reason))
            return { cause: reason.replace(shows, cause), next };
    const diagnosis = explain(revision, [], [reason], []);
    if (diagnosis.class !== 'unknown')
        return diagnosis;
    return {
        cause: reason ? `ECS did not place it and says: ${reason}` : 'ECS did not place it and gives no reason',
        next: 'Check the launch type, the capacity of the cluster and the subnets, then run the job again.',
    };
}
const explain = (revision, logLines, events, stopped) => (0,decisions_diagnosis/* explainRollout */.Lf)({ revision, stopped, targets: [], events, logLines, notSeen: [], alarms: [] });

;// CONCATENATED MODULE: ./build/src/decisions/task-outcome.js
// How did a one-off run end, and in which words do we say it?


/** Worst first: what one word says of several tasks. */
const ORDER = [
    'failed',
    'out-of-memory',
    'never-started',
    'stopped',
    'lost',
    'timed-out',
    'cancelled',
    'started',
    'succeeded',
];
/** The task that speaks for all: the one that ended worst. */
const worstOf = ({ tasks }) => tasks.toSorted((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict))[0];
/** One word for all tasks. */
const verdictOf = (run) => run.refusals.length > 0 ? 'never-started' : (worstOf(run)?.verdict ?? 'cancelled');
/** Whether the step is green. */
const isWell = (verdict) => verdict === 'succeeded' || verdict === 'started';
/** The beginning of an id, as the log names tasks. */
const shortId = (id) => id.slice(0, 8);
/** Why one task of the run ended as it did, and what to do. */
function explainTaskOutcome(one, { revision, main, cluster }) {
    const { cause, next } = explainEnd(one, revision, main);
    return isRefused(one.stop)
        ? { cause, next: `Stop it by hand: aws ecs stop-task --cluster ${cluster} --task ${one.id}.` }
        : { cause, next };
}
/** Cause and next step of the whole run. */
function explainRun(run) {
    if (run.refusals.length > 0)
        return explainRefusals(run.refusals, run.revision);
    const worst = worstOf(run);
    return worst
        ? explainTaskOutcome(worst, run)
        : explainEnd({ verdict: 'cancelled', task: undefined, lastLine: '' }, run.revision, run.main);
}
/** The last line of the log: the verdict and, when it is bad, the cause, what was done, and the next thing to do. */
function explainRunOutcome(run) {
    const { revision, main, count, tasks, refusals, takenUp } = run;
    const { cause, next } = explainRun(run);
    const stops = tasks.map(explainStop).filter(Boolean).map(sentence);
    const ids = tasks.map(({ id }) => shortId(id)).join(', ');
    const already = takenUp ? ['An earlier try of this step had started it, so nothing was started twice.'] : [];
    const bad = tasks.filter(one => !isWell(one.verdict));
    const say = (...sentences) => sentences.filter(Boolean).join(' ');
    if (refusals.length > 0) {
        const placed = tasks.length > 0 ? `ECS placed only ${tasks.length} of ${count} tasks.` : '';
        return say(`${revision} never started: ${cause}.`, placed, ...stops, next);
    }
    switch (verdictOf(run)) {
        case 'succeeded': {
            const where = tasks.length > 1 ? ` in all ${tasks.length} tasks` : '';
            return say(`${revision} ran to its end: container "${main.name}" exited with code 0${where}, after ${(0,duration/* showDuration */.kJ)(longest(run))}.`, ...already);
        }
        case 'started':
            return say(`${revision} was started and is not waited for: task ${ids}.`, ...already);
        case 'cancelled':
            return tasks.length === 0 ? 'Cancelled before anything was started.' : say('Cancelled.', ...stops, next);
    }
    if (tasks.length === 1)
        return say(`${revision} ${headOf(bad[0], run)}: ${cause}.`, ...stops, next);
    const each = bad.map(one => `task ${shortId(one.id)} ${headOf(one, run)}: ${explainTaskOutcome(one, run).cause}`);
    return say(`${bad.length} of ${tasks.length} tasks of ${revision} did not succeed. ${each.map(sentence).join(' ')}`, ...stops, next);
}
function headOf({ verdict }, { limit }) {
    switch (verdict) {
        case 'never-started':
            return 'never started';
        case 'stopped':
            return 'was stopped';
        case 'lost':
            return 'was lost sight of';
        case 'timed-out':
            return `did not end within ${(0,duration/* showDuration */.kJ)(limit)}`;
        case 'cancelled':
            return 'was cancelled';
        default:
            return 'failed';
    }
}
const sentence = (clause) => `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;
const isRefused = (stop) => typeof stop === 'object';
/** What our StopTask came to, as a clause. */
function explainStop({ id, stop }) {
    if (stop === undefined)
        return '';
    if (isRefused(stop))
        return `task ${shortId(id)} could not be stopped and may run on (${stop.refused.replace(/\.$/, '')})`;
    return stop === 'over'
        ? `task ${shortId(id)} was stopped and is over`
        : `task ${shortId(id)} was told to stop: SIGTERM now, SIGKILL after its stop timeout`;
}
/** What ECS says of the tasks that did not end well, a line each. */
const showEvidence = ({ tasks, refusals }) => [
    ...refusals.map(reason => `not placed: ${reason || 'no reason given'}`),
    ...tasks
        .filter(({ verdict }) => !isWell(verdict))
        .flatMap(({ id, task }) => {
        const of = (what, ...said) => said.some(Boolean) ? [`task ${shortId(id)}${what}: ${said.filter(Boolean).join(': ')}`] : [];
        return [
            ...of('', task?.stopCode, task?.stoppedReason),
            ...(task?.containers ?? []).flatMap(({ name, reason }) => of(`, container "${name}"`, reason)),
        ];
    }),
];
const longest = ({ tasks }) => Math.max(0, ...tasks.map(({ took }) => took));
/** The outputs of a run. */
function tellRun(run) {
    const { tasks, lines } = run;
    const worst = worstOf(run);
    const { cause, next } = explainRun(run);
    return {
        verdict: verdictOf(run),
        exitCode: worst?.exitCode === undefined ? '' : String(worst.exitCode),
        stoppedReason: worst?.task?.stoppedReason ?? run.refusals.join('\n'),
        cause,
        nextStep: next,
        logLines: lines.join('\n'),
        seconds: String(Math.round(longest(run) / 1000)),
        message: explainRunOutcome(run),
        results: JSON.stringify(tasks.map(one => ({
            id: one.id,
            verdict: one.verdict,
            exitCode: one.exitCode,
            stoppedReason: one.task?.stoppedReason,
            ...explainTaskOutcome(one, run),
        }))),
    };
}

// EXTERNAL MODULE: ./build/src/decisions/markdown.js
var markdown = __webpack_require__(7956);
;// CONCATENATED MODULE: ./build/src/decisions/task-summary.js
// What does the summary of a one-off run show?



/** Markdown: a table of the tasks, the verdict, and the last lines of the log. */
function summarizeRun(run, linkTo) {
    const rows = run.tasks.map(one => {
        const link = linkTo(one);
        return [
            (0,markdown/* code */.a)(one.id),
            (0,markdown/* cell */.H)(run.revision),
            (0,markdown/* cell */.H)(run.main.name),
            `${isWell(one.verdict) ? '✅' : '❌'} ${one.verdict}`,
            one.exitCode === undefined ? '–' : String(one.exitCode),
            (0,markdown/* cell */.H)(explainTaskOutcome(one, run).cause) || '–',
            (0,duration/* showDuration */.kJ)(one.took),
            link ? `[log](${link})` : '–',
        ];
    });
    return [
        '| task | revision | container | verdict | exit code | cause | took | log |',
        '|---|---|---|---|---|---|---|---|',
        ...rows.map(row => `| ${row.join(' | ')} |`),
        '',
        (0,markdown/* cell */.H)(explainRunOutcome(run)),
        '',
        ...lastLines(run.lines),
    ].join('\n');
}
function lastLines(lines) {
    if (lines.length === 0)
        return [];
    const longest = Math.max(2, ...lines.flatMap(line => [...line.matchAll(/`+/g)].map(([run]) => run.length)));
    const fence = '`'.repeat(longest + 1);
    return ['<details><summary>Last log lines</summary>', '', fence, ...lines, fence, '', '</details>', ''];
}

// EXTERNAL MODULE: ./build/src/decisions/words.js
var decisions_words = __webpack_require__(6868);
// EXTERNAL MODULE: ./build/src/input.js
var input = __webpack_require__(249);
// EXTERNAL MODULE: ./build/src/log.js
var src_log = __webpack_require__(6671);
// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
// EXTERNAL MODULE: ./build/src/watch.js
var watch = __webpack_require__(2226);
// EXTERNAL MODULE: ./build/src/decisions/log-lines.js
var log_lines = __webpack_require__(9941);
;// CONCATENATED MODULE: ./build/src/tasks/follow-tasks.js
// How do one-off tasks go, and what do they write meanwhile?





const startTrail = ({ id, arn }) => ({
    id,
    arn,
    seen: [],
    last: undefined,
    reading: { task: id, after: undefined, drained: false },
    lastLine: '',
    endedAt: undefined,
});
/** Whether ECS has nothing more to do about it. */
const isOver = ({ last }) => last?.status === 'STOPPED';
/** Milliseconds between two looks while a task runs, and while its end or its last lines are waited for. */
const RUNNING = 4_000;
const ENDING = 2_000;
/** Lines are delivered within seconds: this long (ms) after a task's end its log is read until nothing new comes, and no longer than that. */
const GRACE = 5_000;
const GRACE_AT_MOST = 30_000;
/** Lines that are kept. */
const KEPT = 50;
/** Whether nothing more is to come of a task: it has ended, and so has its log. */
const isSilent = (trail, { clock, readLines }) => trail.endedAt !== undefined &&
    (!readLines || !mayWrite(trail) || clock.now() >= trail.endedAt + (trail.reading.drained ? GRACE : GRACE_AT_MOST));
const mayWrite = ({ last }) => last !== undefined && hasBegun(last);
/** Looks at tasks and reads their logs until all are ready; prints what is new. `lines` gets what they wrote. */
async function followTasks(trails, until, isReady, follower, lines) {
    const { clock, cancel, cluster, main, tasks, log, readLines } = follower;
    async function look() {
        const open = trails.filter(one => !isOver(one));
        const shown = await tasks.describe(cluster, open.map(({ id }) => id));
        const news = new Map();
        for (const trail of open) {
            const task = shown.find(({ id }) => id === trail.id);
            trail.seen.push({ at: clock.now(), task });
            if (task) {
                news.set(trail, explainTask(trail.last, task));
                trail.last = further(trail.last, task);
            }
            if (isFinal(judgeTask(trail.seen, main).verdict))
                trail.endedAt ??= clock.now();
        }
        const written = await Promise.all(trails.map(one => (readLines && mayWrite(one) ? readLines(one.reading) : [])));
        for (const [i, trail] of trails.entries())
            tell(trail, written[i] ?? [], news.get(trail));
    }
    /** What a task wrote comes before the news of its end. */
    function tell(trail, written, news) {
        const task = shortId(trail.id);
        const [subject, mark] = trails.length > 1 ? [`${main.name} ${task}`, `${task}: `] : [main.name, ''];
        for (const line of news?.coming ?? [])
            log(`task ${task}`, line);
        for (const line of written)
            log(subject, line);
        for (const line of news?.going ?? [])
            log(`task ${task}`, line);
        lines.push(...written.map(line => (0,log_lines/* shorten */.ml)(`${mark}${line}`)));
        lines.splice(0, lines.length - KEPT);
        trail.lastLine = (0,log_lines/* shorten */.ml)(written.findLast(line => line.trim() !== '') ?? trail.lastLine);
    }
    return (0,watch/* watch */.w)({
        clock,
        cancel,
        until,
        look,
        judge() {
            const waiting = trails.filter(one => !isReady(one));
            const lookAgainIn = waiting.every(one => one.endedAt !== undefined) ? ENDING : RUNNING;
            return { judgement: undefined, ...(waiting.length > 0 ? { lookAgainIn } : {}) };
        },
        mayPass: failure/* mayPass */.bg,
        onBlind: error => log(cluster, error instanceof Error ? `cannot look: ${error.message}` : 'can look again'),
    });
}

;// CONCATENATED MODULE: ./build/src/tasks/end-tasks.js
// What is done about one-off tasks that do not end in time, or whose job is cancelled?





/** ECS kills a container 120 s after SIGTERM at the latest; the rest is for its network interface (ms). */
const STOPPING = 180_000;
/** How long (ms) it is tried to stop a task; a cancelled job is killed 10 s after its SIGINT. */
const PATIENCE = 60_000;
const PATIENCE_WHEN_CANCELLED = 5_000;
/** Follows tasks to their verdicts. At the limit it stops what still runs and sees it stop; on cancel it only stops it. */
async function followToEnd(begun, until, follower) {
    const trails = begun.map(startTrail);
    const lines = [];
    const { ended } = await followTasks(trails, until, one => isSilent(one, follower), follower, lines).catch(error => {
        throw lostSight(error, trails);
    });
    const late = trails.filter(one => one.endedAt === undefined);
    if (late.length === 0)
        await stopRest(trails, follower);
    else if (ended === 'cancelled')
        await stop(late, 'the job was cancelled', follower);
    else
        await stopAndSee(late, 'it did not end within wait-for-minutes', follower, lines);
    return {
        tasks: trails.map(one => outcomeOf(one, late.includes(one) && (ended === 'cancelled' ? 'cancelled' : 'timed-out'), follower)),
        lines,
    };
}
/** Stops tasks that are not to run because ECS could not place all of them. */
async function takeBack(placed, follower) {
    const trails = placed.map(startTrail);
    const lines = [];
    await stopAndSee(trails, 'not all tasks could be placed', follower, lines);
    return { tasks: trails.map(one => outcomeOf(one, 'never-started', follower)), lines };
}
/** Tasks that are not waited for. */
const leave = (begun) => ({
    lines: [],
    tasks: begun.map(task => ({
        ...{ id: task.id, arn: task.arn, task, exitCode: undefined, lastLine: '', took: 0 },
        verdict: 'started',
    })),
});
async function stopAndSee(trails, why, follower, lines) {
    await stop(trails, why, follower);
    const { clock, warn } = follower;
    const isReady = (one) => one.stop !== 'told' || (isOver(one) && isSilent(one, follower));
    // What cannot be seen is said in the outcome; it must not hide the verdict.
    await followTasks(trails, clock.now() + STOPPING, isReady, follower, lines).catch(error => warn(error.message));
}
/** Tells tasks to stop, also when the job is cancelled: this is what is left to do then. */
async function stop(trails, why, { tasks, cluster, clock, cancel }) {
    const until = clock.now() + (cancel.aborted ? PATIENCE_WHEN_CANCELLED : PATIENCE);
    const tell = async (id) => {
        const { blind } = await (0,watch/* watch */.w)({
            clock,
            cancel: new AbortController().signal,
            until,
            look: () => tasks.stop(cluster, id, `ecs-release: ${why}`),
            judge: () => ({ judgement: undefined }),
            mayPass: failure/* mayPass */.bg,
        });
        if (blind)
            throw blind;
    };
    await Promise.all(trails.map(async (trail) => {
        trail.stop = await tell(trail.id).then(() => 'told', error => ({ refused: error.message }));
    }));
}
/** When the container that counts is not essential, the others do not end with it. */
async function stopRest(trails, { tasks, cluster, main, log, warn }) {
    const left = main.essential ? [] : trails.filter(({ last }) => last?.stopping === false);
    for (const { id } of left) {
        log(`task ${shortId(id)}`, `container "${main.name}" has ended: stopping the others`);
        await tasks.stop(cluster, id, REST).catch(error => warn(error.message));
    }
}
/** By ECS's own clock where it is known. */
function tookOf({ seen, endedAt, last: task }) {
    if (task?.createdAt !== undefined && task.stoppedAt !== undefined)
        return task.stoppedAt - task.createdAt;
    return (endedAt ?? seen.at(-1)?.at ?? 0) - (seen[0]?.at ?? 0);
}
/** The judge's verdict; a task that was stopped by us, or that was not seen to end, has the one that says why. */
function outcomeOf(trail, instead, { main }) {
    const { id, arn, seen, last, lastLine, stop } = trail;
    const { verdict, exitCode } = judgeTask(seen, main);
    const own = isFinal(verdict) && verdict !== 'stopped' && verdict !== 'lost';
    return {
        id,
        arn,
        exitCode,
        lastLine,
        task: last,
        took: tookOf(trail),
        verdict: instead && !own ? instead : verdict,
        ...(instead && !own && stop ? { stop: stop === 'told' && isOver(trail) ? 'over' : stop } : {}),
    };
}
/** Looking is no longer possible (credentials that ran out, for example), and the tasks go on. */
function lostSight(error, trails) {
    const open = trails.filter(one => one.endedAt === undefined).map(({ id }) => shortId(id));
    return error instanceof failure/* Failure */.HR && open.length > 0
        ? new failure/* Failure */.HR(`${error.message} Task ${open.join(', ')} goes on: run the job again to take it up.`, {
            cause: error,
        })
        : error;
}

;// CONCATENATED MODULE: ./build/src/tasks/prepare-task.js
// What exactly is ECS asked to run, and whose exit code counts?





/** Looks up task definition and service, and puts the request together. Throws a `Failure` that names what does not fit. */
async function prepareTask(order, ecs, tasks) {
    const { arn, revision, definition } = await findDefinition(order.taskDefinition, ecs);
    const chosen = chooseMain(definition, order.containerName);
    if ('problem' in chosen)
        throw new failure/* Failure */.HR(`Input ${chosen.problem}.`);
    const { main } = chosen;
    const words = (0,decisions_words/* readCommand */.U)(order.command ?? '');
    return {
        main,
        revision,
        awslogs: (0,task_definition/* awslogsOf */.uI)(definition, main.name),
        request: {
            cluster: order.cluster,
            taskDefinition: arn,
            count: order.count,
            container: main.name,
            command: 'words' in words ? words.words : [],
            environment: order.environmentVariables,
            cpu: order.cpu,
            memory: order.memory,
            taskRole: order.taskRoleArn,
            tags: order.tags,
            ...(await findLaunch(order, definition, tasks)),
        },
    };
}
async function findDefinition(reference, ecs) {
    const registered = await ecs.describeTaskDefinition(reference);
    if (registered)
        return registered;
    throw new failure/* Failure */.HR(`Task definition "${reference}" was not found: check the input task-definition, the region and the account.`);
}
async function findLaunch(order, definition, tasks) {
    const { cluster, service, subnets, securityGroups, assignPublicIp, launchType } = order;
    const ofService = service === undefined ? undefined : await tasks.launchOf(cluster, service);
    if (service !== undefined && !ofService)
        throw new failure/* Failure */.HR(`Service "${service}" was not found in cluster "${cluster}": check the inputs service and cluster.`);
    const network = { subnets, securityGroups, assignPublicIp };
    const asked = { network, launchType, strategy: readStrategy(order.capacityProviderStrategy) ?? [] };
    const chosen = chooseLaunch(asked, ofService, definition);
    if ('problem' in chosen)
        throw new failure/* Failure */.HR(`Input ${chosen.problem}.`);
    return chosen.launch;
}

;// CONCATENATED MODULE: ./build/src/tasks/read-lines.js
// What do the tasks of a run write, line by line, while they are followed?



/**
 * Reads what is new in a task's log, one GetLogEvents a call; each line comes once. What may not be read is left out, and
 * that is said once: the verdict does not depend on it.
 */
function lineReader(awslogs, container, logs, warn) {
    let source;
    let refused = false;
    return async (reading) => {
        reading.drained = refused;
        if (refused)
            return [];
        try {
            source ??= logs(awslogs.region);
            const stream = (0,task_definition/* logStream */.Vc)(awslogs, container, reading.task);
            const { lines, next } = await (await source).linesAfter(awslogs.group, stream, reading.after);
            reading.drained = next === reading.after;
            reading.after = next;
            return lines.flatMap(log_lines/* harmlessLines */.vL);
        }
        catch (error) {
            if ((0,failure/* mayPass */.bg)(error))
                return [];
            if (!refused)
                warn(`${error.message} Until then its lines are not shown.`);
            refused = true;
            return [];
        }
    };
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./build/src/tasks/start-tasks.js
// How is one-off work started once and only once, whatever happened to the job before?






/** How long (ms) a start may take while ECS throttles or cannot be reached. */
const start_tasks_PATIENCE = 60_000;
/** How long (ms) a task that we have stopped may take to end: SIGKILL comes 120 s after SIGTERM at the latest. */
const start_tasks_STOPPING = 180_000;
/** Milliseconds between two looks at that. */
const start_tasks_ENDING = 4_000;
/** An answer with tasks older than this (ms) is that of an earlier call with the same token. */
const OLD = 60_000;
/**
 * Finds the tasks of an earlier try of the same step by their `startedBy` and takes them up, unless they all ended and
 * not all well; else starts them, each try under a client token of its own, which ECS remembers for a day. So a lost
 * answer, a killed process or a run job again never has the same work done twice at once, or again after it went well.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/ECS_Idempotency.html
 */
async function startOnce(request, main, starter) {
    const { tasks, clock, log, place, attempt } = starter;
    const digest = (0,external_node_crypto_.createHash)('sha256').update(workOf(place, request)).digest('hex');
    const takeUp = (found) => {
        log(namesOf(found), 'an earlier try of this step started it: taking it up');
        return { tasks: found, refusals: [], takenUp: true };
    };
    const last = await lastTry(request.cluster, n => nameTry(place.run, digest, n).startedBy, attempt, tasks);
    if (last && !mayStartAnew(last.found, main))
        return takeUp(last.found);
    if (last && !(await seeStopped(request.cluster, last.found, starter)))
        return { tasks: [], refusals: [], takenUp: false };
    if (last)
        log(namesOf(last.found), 'an earlier try of this step ended without success: starting anew');
    for (let turn = (last?.turn ?? 0) + 1;; turn++) {
        const asked = clock.now();
        const placed = await runPatiently(request, nameTry(place.run, digest, turn), starter);
        if (!placed)
            return { tasks: [], refusals: [], takenUp: false };
        const replayed = placed.tasks.filter(task => (task.createdAt ?? asked) < asked - OLD).map(task => task.id);
        const known = [...placed.conflicting, ...replayed];
        if (known.length === 0)
            return { tasks: placed.tasks, refusals: placed.refusals, takenUp: false };
        // ECS answered with tasks that it did not list, or that it has forgotten an hour after their end.
        const found = await tasks.describe(request.cluster, known);
        if (found.length > 0 && !mayStartAnew(found, main))
            return takeUp(found);
        if (!(await seeStopped(request.cluster, found, starter)))
            return { tasks: [], refusals: [], takenUp: false };
        log(request.cluster, 'an earlier try of this step ended, without success or so long ago that ECS has forgotten how');
    }
}
const namesOf = (found) => `task ${found.map(({ id }) => shortId(id)).join(', ')}`;
/** Waits for the end of what an earlier try has stopped, so that nothing works twice at once; false: the job was cancelled. */
async function seeStopped(cluster, found, { tasks, clock, cancel, log }) {
    const open = found.filter(task => isStoppedByUs(task) && mayWork(task));
    if (open.length === 0)
        return true;
    log(namesOf(open), 'an earlier try of this step had stopped it: waiting for its end');
    const { judgement, ended, blind } = await (0,watch/* watch */.w)({
        clock,
        cancel,
        until: clock.now() + start_tasks_STOPPING,
        look: () => tasks.describe(cluster, open.map(({ id }) => id)),
        judge: shown => (shown.some(mayWork) ? { judgement: false, lookAgainIn: start_tasks_ENDING } : { judgement: true }),
        mayPass: failure/* mayPass */.bg,
    });
    if (judgement)
        return true;
    if (ended === 'cancelled')
        return false;
    throw (blind ??
        new failure/* Failure */.HR(`An earlier try of this step had stopped ${namesOf(open)}, which does not end: run the job again.`));
}
/** The tasks of the newest try that ECS still shows: an attempt of the job makes one try, seldom more. */
async function lastTry(cluster, startedBy, attempts, tasks) {
    let last;
    for (let turn = 1; turn <= attempts || last?.turn === turn - 1; turn++) {
        const found = await tasks.startedBy(cluster, startedBy(turn));
        if (found.length > 0)
            last = { turn, found };
    }
    return last;
}
/** RunTask until ECS answers; undefined when the job is cancelled, and nothing is left running then. */
async function runPatiently(request, names, { tasks, clock, cancel }) {
    const { judgement, ended, blind } = await (0,watch/* watch */.w)({
        clock,
        cancel,
        until: clock.now() + start_tasks_PATIENCE,
        look: () => tasks.run(request, names),
        judge: placed => ({ judgement: placed }),
        mayPass: failure/* mayPass */.bg,
    });
    if (judgement)
        return judgement;
    if (ended === 'cancelled' && blind === undefined)
        return undefined;
    // A call without an answer may have started something all the same.
    const found = await tasks.startedBy(request.cluster, names.startedBy);
    if (found.length > 0)
        return { tasks: found, refusals: [], conflicting: [] };
    if (ended === 'cancelled')
        return undefined;
    throw blind ?? new failure/* Failure */.HR('ECS did not answer RunTask.');
}

;// CONCATENATED MODULE: ./build/src/actions/run-task.js
// Did the one-off task (migration, sample job, connectivity check) succeed?













/* harmony default export */ const run_task = ((0,action/* action */.X)({
    question: 'Did the one-off task (migration, sample job, connectivity check) succeed?',
    about: 'Runs a task once and follows it to the exit code of the container that counts, with its lines as they come. Green means that this container ended with exit code 0 in every task, and was not stopped by anything else. A job that is run again takes up what its earlier attempt started: work that runs or went well is not started twice, work that ended badly is started anew. At the limit and on cancel the task is stopped. ECS forgets a stopped task after an hour; a job run again later than that starts it anew.',
    usage: `cluster: staging
service: web
task-definition: \${{ steps.register.outputs.revision }}
command: alembic upgrade head
`,
    inputs: {
        cluster: (0,input/* text */.Qq)({ description: 'The name or ARN of the ECS cluster.', required: true }),
        taskDefinition: (0,input/* text */.Qq)({
            description: 'What to run: an ARN, `family:revision`, or a family (its newest active revision).',
            required: true,
        }),
        containerName: (0,input/* text */.Qq)({
            description: 'The container whose exit code counts and whose command and environment are changed. Unset: the only essential one.',
        }),
        command: (0,input/* text */.Qq)({
            description: 'The command instead of the container’s own: a JSON list, or a line that is cut into words as a shell cuts it. No shell runs it.',
        }),
        environmentVariables: (0,input/* map */.Tj)({
            description: 'More environment variables of the container, `NAME=value`. ECS shows them with the task.',
        }),
        service: (0,input/* text */.Qq)({
            description: 'A service of the cluster whose network and launch type are taken, where nothing else is given.',
        }),
        subnets: (0,input/* list */.p_)({ description: 'The subnets of the task.' }),
        securityGroups: (0,input/* list */.p_)({ description: 'The security groups of the task.' }),
        assignPublicIp: (0,input/* oneOf */.yL)('ENABLED', 'DISABLED')({ description: 'Whether the task has a public address.' }),
        launchType: (0,input/* oneOf */.yL)('FARGATE', 'EC2', 'EXTERNAL')({
            description: 'On what it runs. Unset: on what `service` runs, else on Fargate.',
        }),
        capacityProviderStrategy: (0,input/* json */.Pq)({
            description: 'On what it runs instead of a launch type: `[{"capacityProvider": "FARGATE_SPOT", "weight": 1}]`.',
        }),
        cpu: (0,input/* text */.Qq)({ description: 'CPU of the task instead of the task definition’s: `512`, `.5 vCPU`.' }),
        memory: (0,input/* text */.Qq)({ description: 'Memory of the task instead of the task definition’s: `1024`, `1 GB`.' }),
        taskRoleArn: (0,input/* text */.Qq)({ description: 'The role of the task instead of the task definition’s.' }),
        count: (0,input/* count */.U9)(1, 10)({ description: 'How many such tasks to run; all must succeed.', default: '1' }),
        tags: (0,input/* map */.Tj)({ description: 'Tags of the task, `key=value`.' }),
        wait: (0,input/* flag */.Jt)({ description: 'Whether to follow the task to its end.', default: 'true' }),
        waitForMinutes: (0,input/* duration */.p0)('minutes')({
            description: 'How long it may take, its start included; then it is stopped. Keep it below the life of the credentials (an hour, unless more was asked for).',
            default: '30',
        }),
    },
    outputs: {
        verdict: '`succeeded`, `failed`, `out-of-memory`, `never-started`, `stopped` (by somebody, or with its capacity), `lost` (ECS shows it no more), `timed-out`, `cancelled`, or `started` without `wait`; of several tasks the worst.',
        exitCode: 'The exit code of the container that counts; of several tasks that of the worst. Empty when there is none.',
        revision: 'The revision that was run, `family:n`.',
        taskArns: 'The ARNs of the tasks, one a line.',
        taskIds: 'The ids of the tasks, one a line.',
        stoppedReason: 'Why it stopped, in the words of ECS.',
        cause: 'Why it ended badly, in one clause.',
        nextStep: 'What to do next, in one sentence.',
        logLines: 'The last 50 lines of the container that counts.',
        seconds: 'How long it took, in seconds, from its creation to its end.',
        message: 'The last line of the log.',
        results: 'JSON: id, verdict, exit code and cause of each task.',
    },
    permissions: {
        aws: [
            { action: 'ecs:DescribeTaskDefinition', on: 'any', why: 'to find its containers and logs' },
            { action: 'ecs:ListTasks', on: 'any', why: 'to find what an earlier attempt started' },
            { action: 'ecs:RunTask', on: 'task-definition', why: 'to start it' },
            { action: 'ecs:DescribeTasks', on: 'tasks', why: 'to follow it' },
            { action: 'ecs:StopTask', on: 'tasks', why: 'to stop it at the limit or on cancel' },
            { action: 'iam:PassRole', on: 'roles', why: 'ECS asks for it when the task definition names roles' },
            { action: 'ecs:DescribeServices', on: 'service', why: 'to take the network of `service`', optional: true },
            { action: 'ecs:TagResource', on: 'tasks', why: 'for `tags`', optional: true },
            { action: 'logs:GetLogEvents', on: 'log-group', why: 'to show its lines', optional: true },
        ],
        github: [],
    },
    rules({ command = '', service, subnets, securityGroups, assignPublicIp, launchType, capacityProviderStrategy }) {
        const words = (0,decisions_words/* readCommand */.U)(command);
        const problems = 'problem' in words ? [`command ${words.problem}`] : [];
        const nowhere = service === undefined && subnets.length === 0;
        if (nowhere && capacityProviderStrategy === undefined && (launchType ?? 'FARGATE') === 'FARGATE')
            problems.push('subnets is empty: give subnets, or service to take its network');
        else if (nowhere && (securityGroups.length > 0 || assignPublicIp !== undefined))
            problems.push('subnets is empty, but security-groups or assign-public-ip is given: give subnets or service');
        if (capacityProviderStrategy !== undefined && !readStrategy(capacityProviderStrategy))
            problems.push('capacity-provider-strategy is not a strategy: write [{"capacityProvider": "FARGATE_SPOT", "weight": 1}]');
        if (capacityProviderStrategy !== undefined && launchType !== undefined)
            problems.push('launch-type and capacity-provider-strategy are both given, and ECS takes only one: leave one out');
        return problems;
    },
    async run(inputs, world, tell) {
        const { clock, cancel, runner } = world;
        const startedAt = clock.now();
        const log = (0,src_log/* startLog */.l)(clock, runner.line);
        const tasks = await world.tasks();
        const { request, main, revision, awslogs } = await prepareTask(inputs, await world.ecs(), tasks);
        tell('revision', revision);
        const { cluster, count } = request;
        const changed = [...(request.command.length > 0 ? ['its command'] : []), ...Object.keys(request.environment)];
        log(revision, `runs container "${main.name}"${changed.length > 0 ? ` with ${changed.join(', ')} given here` : ''}`);
        const readLines = awslogs && lineReader(awslogs, main.name, world.logs, runner.warn);
        if (!readLines)
            log(revision, `container "${main.name}" does not log to CloudWatch with a stream prefix: no lines`);
        const place = placeOf(runner.variable, startedAt);
        const attempt = Number(runner.variable('GITHUB_RUN_ATTEMPT') ?? 1);
        const begun = await startOnce(request, main, { tasks, clock, cancel, log, place, attempt });
        tell('taskArns', begun.tasks.map(one => one.arn).join('\n'));
        tell('taskIds', begun.tasks.map(one => one.id).join('\n'));
        await world.keepRole();
        const follower = { cluster, main, tasks, readLines, clock, cancel, log, warn: runner.warn };
        const ended = begun.refusals.length > 0
            ? await takeBack(begun.tasks, follower)
            : inputs.wait
                ? await followToEnd(begun.tasks, startedAt + inputs.waitForMinutes, follower)
                : leave(begun.tasks);
        const run = {
            ...{ cluster, revision, main, count, limit: inputs.waitForMinutes },
            ...{ refusals: begun.refusals, takenUp: begun.takenUp, ...ended },
        };
        const told = tellRun(run);
        for (const [name, value] of Object.entries(told))
            tell(name, value);
        const region = awslogs?.region ?? tasks.region;
        await runner.summary(summarizeRun(run, ({ id }) => awslogs && (0,decisions_region/* logStreamLink */.dE)(region, awslogs.group, (0,task_definition/* logStream */.Vc)(awslogs, main.name, id))));
        const evidence = showEvidence(run);
        if (evidence.length > 0)
            runner.group('In the words of ECS', evidence);
        return { good: isWell(verdictOf(run)), line: told.message };
    },
}));
/** Outside of a workflow no two runs are the same. */
const placeOf = (variable, now) => ({
    repository: variable('GITHUB_REPOSITORY') ?? '',
    run: variable('GITHUB_RUN_ID') ?? String(now),
    job: variable('GITHUB_JOB') ?? '',
    step: variable('GITHUB_ACTION') ?? '',
});


/***/ }),

/***/ 169:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Kl: () => (/* binding */ classOf),
/* harmony export */   hE: () => (/* binding */ CAUSES),
/* harmony export */   u7: () => (/* binding */ secretIn)
/* harmony export */ });
// Texts: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resolve-stopped-errors.html
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resource-initialization-error.html
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html
const CAUSES = [
    {
        class: 'wrong-architecture',
        shows: /exec format error|image (Manifest )?does not contain descriptor matching platform|no match for platform/i,
        cause: ({ container }) => `the image of ${container} is built for another CPU architecture`,
        next: ({ revision }) => `Build the image for the architecture in ${revision}'s runtimePlatform, or change that.`,
    },
    {
        class: 'log-group-missing',
        shows: /log group does not exist/i,
        cause: () => 'the log group of its awslogs driver does not exist',
        next: () => 'Create the log group, or set awslogs-create-group and allow logs:CreateLogGroup to the execution role.',
    },
    {
        class: 'log-denied',
        shows: /not authorized to perform: logs:/i,
        cause: () => "the task's execution role may not write to its log group",
        next: () => 'Allow logs:CreateLogStream and logs:PutLogEvents (and logs:CreateLogGroup with awslogs-create-group) to the execution role.',
    },
    {
        class: 'pull-denied',
        shows: /ecr:(Get|Batch)|CannotPull[\s\S]*(access denied|denied:|AccessDenied|not authorized|403 Forbidden|no basic auth)/i,
        cause: ({ container }) => `the image of ${container} may not be pulled`,
        next: () => 'Allow ecr:GetAuthorizationToken, ecr:BatchGetImage and ecr:GetDownloadUrlForLayer to the execution role, and to this account in the repository policy.',
    },
    {
        class: 'secret-missing',
        shows: /can.t find the specified secret|secret[\s\S]*ResourceNotFoundException|ParameterNotFound|invalid (ssm )?parameters|did not contain json key/i,
        cause: ({ text }) => `a secret that it refers to ${/json key/i.test(text) ? 'lacks a JSON key' : 'does not exist'}${named(secretIn(text))}`,
        next: () => 'Create the secret (or its key) in this account and region, or correct its valueFrom in the task definition.',
    },
    {
        class: 'secret-denied',
        shows: /unable to retrieve secret[\s\S]*AccessDenied|secretsmanager:GetSecretValue|ssm:GetParameters/i,
        cause: ({ text }) => `the task's execution role may not read a secret${named(secretIn(text))}`,
        next: () => 'Allow secretsmanager:GetSecretValue or ssm:GetParameters (and kms:Decrypt) to the execution role.',
    },
    {
        class: 'no-network',
        shows: /i\/o timeout|dial tcp|context deadline exceeded|Client\.Timeout|request canceled|context canceled|connection issue|unable to reach/i,
        cause: () => 'its tasks have no network route to what they need at start (registry, secrets or logs)',
        next: () => "Check the subnets' route (NAT gateway, public IP or VPC endpoints) and the security groups.",
    },
    {
        class: 'role-not-assumable',
        shows: /unable to assume the role/i,
        cause: ({ text }) => `ECS cannot assume the role ${text.match(/assume the role '([^']+)'/)?.[1] ?? 'of its tasks'}`,
        next: () => 'Check that the role exists and that its trust policy allows sts:AssumeRole to ecs-tasks.amazonaws.com; a new role takes a minute to be known everywhere.',
    },
    {
        class: 'image-not-found',
        shows: /(CannotPull[\s\S]*(not found|manifest unknown|does not exist|NotFound))|ImageNotFoundException/i,
        cause: ({ image }) => `its image does not exist${named(image)}`,
        next: () => 'Push the image first: check the push step and its credentials, the repository, the account and region in its name, and the tag or digest.',
    },
    {
        class: 'pull-failed',
        shows: /CannotPull/,
        cause: ({ container }) => `the image of ${container} could not be pulled`,
        next: () => 'Read the reason above; a rate limit or a broken layer needs another registry or a new push.',
    },
    {
        class: 'out-of-memory',
        shows: /OutOfMemory|killed due to memory usage/i,
        cause: ({ container, exitCode }) => `${container} ran out of memory${exitCode ? ` (exit ${exitCode})` : ''}`,
        next: ({ container }) => `Raise the memory of the task or of ${container}, or make it use less.`,
    },
    {
        class: 'container-health',
        shows: /failed container health checks/i,
        cause: ({ container }) => `the health check of ${container} fails`,
        next: () => 'Run the health check command in the image; check its path, port and start period.',
    },
    {
        class: 'target-health',
        shows: /failed ELB health checks|is unhealthy in \((target-group|elb) /i,
        cause: ({ health }) => `the load balancer's health check fails${named(health)}`,
        next: () => 'Read its logs and open the health check path on the task; check its port, its security group, and what it depends on (secrets, database).',
    },
    {
        class: 'held-back',
        shows: /because of the service deployment configuration/i,
        cause: () => 'its minimumHealthyPercent and maximumPercent let ECS neither stop nor start a task',
        next: () => 'Lower minimumHealthyPercent or raise maximumPercent, so that at least one task may go or come.',
    },
    {
        class: 'no-capacity',
        shows: /capacity is unavailable|SpotInterruption|ResourceLimitExceeded|vCPU|no container instance met/i,
        cause: () => 'there is no capacity to run its tasks',
        next: () => 'Try another availability zone, capacity provider or task size, or raise the quota.',
    },
    {
        class: 'cannot-start',
        shows: /CannotStartContainer|CannotCreateContainer|ContainerRuntime|executable file not found|no such file or directory/i,
        cause: ({ container }) => `${container} cannot be started`,
        next: () => 'Check the command and entry point against what is in the image.',
    },
    {
        class: 'stopped-by-someone',
        shows: /UserInitiated|Task stopped by user/i,
        cause: () => 'somebody stopped its tasks',
        next: () => 'Find out who (CloudTrail, StopTask), then release again.',
    },
    {
        class: 'exit-code',
        shows: /EssentialContainerExited|Essential container in task exited/i,
        cause: ({ container, exitCode, lastLine }) => `${container} ${exitCode === undefined ? 'ended' : `exited with code ${exitCode}${EXITS[exitCode] ?? ''}`}${lastLine && `, saying "${lastLine}"`}`,
        next: ({ exitCode, revision }) => exitCode === 0
            ? `The process ended by itself without an error: a service's process must keep running in the foreground.`
            : `Read the last log lines; run ${revision}'s image with the same environment and secrets, and check what it connects to at start (database).`,
    },
];
// 128 + signal: https://tldp.org/LDP/abs/html/exitcodes.html
const EXITS = {
    126: ' (its command cannot be executed)',
    127: ' (its command was not found)',
    134: ' (aborted, SIGABRT)',
    137: ' (killed, SIGKILL)',
    139: ' (crashed, SIGSEGV)',
    143: ' (terminated, SIGTERM)',
};
const named = (what) => (what ? `: ${what}` : '');
/** The ARN of the secret or parameter that a text is about. */
const secretIn = (text) => text.match(/arn:aws[\w-]*:(?:secretsmanager|ssm):[^\s,"')\]]+/)?.[0].replace(/[.:]+$/, '');
/** The class of what AWS says of one ended task. */
const classOf = (text) => CAUSES.find(one => one.shows.test(text))?.class;


/***/ }),

/***/ 2780:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HG: () => (/* binding */ taskText),
/* harmony export */   Lf: () => (/* binding */ explainRollout),
/* harmony export */   Mq: () => (/* binding */ foldByCause),
/* harmony export */   aZ: () => (/* binding */ guiltyContainer)
/* harmony export */ });
/* harmony import */ var _causes_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(169);
/* harmony import */ var _log_lines_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9941);
// Why did a rollout end badly, what shows it, and what should be done next?


/** Lines of a container's end that are shown. */
const LINES_SHOWN = 8;
/** Names the cause that most stopped tasks share, else what targets or events say; with its evidence and a next step. */
function explainRollout(symptoms) {
    const { logLines, notSeen, alarms } = symptoms;
    if (alarms.length > 0)
        return explainAlarms(alarms);
    const found = explainStopped(foldByCause(symptoms), symptoms) ?? explainOutside(symptoms);
    const lines = (0,_log_lines_js__WEBPACK_IMPORTED_MODULE_1__/* .tellingLines */ .$h)(logLines).slice(-LINES_SHOWN);
    const more = [...lines.map(line => `log: ${line}`), ...notSeen.map(what => `not seen: ${what}`)];
    return { ...found, evidence: [...found.evidence, ...more] };
}
function explainStopped(folded, symptoms) {
    const [first] = folded;
    if (!first)
        return undefined;
    const stopped = folded.map(one => explainFolded(one, symptoms.stopped.length));
    return { ...withLastLine(first, symptoms), evidence: [...stopped, ...explainTargets(symptoms.targets)] };
}
/** Those in ALARM now, or all of them when none is any more. */
const explainAlarms = (alarms) => ({
    class: 'alarm',
    cause: `alarm ${ringing(alarms)
        .map(one => `"${one.name}"`)
        .join(' or ')} went off`,
    evidence: ringing(alarms).map(({ name, state, reason }) => `alarm ${name} is ${state}: ${reason || 'no reason given'}`),
    next: 'Look at what the alarm measures at the time of the deployment; release again when the new revision is mended.',
});
const ringing = (alarms) => {
    const now = alarms.filter(one => one.state === 'ALARM');
    return now.length > 0 ? now : alarms;
};
/** Lines are of the newest task, so they say more of the first cause only. */
const withLastLine = ({ tasks }, symptoms) => {
    const [task] = tasks;
    const lastLine = (0,_log_lines_js__WEBPACK_IMPORTED_MODULE_1__/* .mostTelling */ .Ft)(symptoms.logLines);
    // Of a binary for another CPU ECS knows the exit code only.
    const text = /exec format error/i.test(lastLine) ? lastLine : taskText(task);
    return explainText(text, symptoms, guiltyContainer(task), lastLine);
};
const explainFolded = ({ cause, tasks }, all) => `${tasks.length} of ${all} stopped tasks: ${cause}. ECS says: ${taskText(tasks[0])}`;
/** All that AWS says of a stopped task's end. */
const taskText = (task) => [task.stopCode, task.stoppedReason, ...task.containers.map(one => one.reason)].filter(Boolean).join('; ');
/** The container that brought a task down: one with a reason, else one with a bad exit, else one that ended. */
const guiltyContainer = ({ containers }) => containers.find(one => one.reason) ??
    containers.find(one => one.exitCode !== undefined && ![0, 143].includes(one.exitCode)) ??
    containers.find(one => one.exitCode !== undefined) ??
    containers[0];
/** One entry a cause, the most frequent first; tasks that say nothing of their end are left out. */
function foldByCause(symptoms) {
    const byCause = new Map();
    for (const task of symptoms.stopped) {
        const diagnosis = explainText(taskText(task), symptoms, guiltyContainer(task));
        if (!diagnosis)
            continue;
        const folded = byCause.get(diagnosis.cause) ?? { ...diagnosis, tasks: [] };
        folded.tasks.push(task);
        byCause.set(diagnosis.cause, folded);
    }
    return [...byCause.values()].sort((a, b) => b.tasks.length - a.tasks.length);
}
function explainText(text, symptoms, container, lastLine = '') {
    const cause = _causes_js__WEBPACK_IMPORTED_MODULE_0__/* .CAUSES */ .hE.find(one => one.shows.test(text));
    if (!cause)
        return undefined;
    const found = {
        text,
        container: container ? `container "${container.name}"` : 'a container',
        image: container?.image,
        exitCode: container?.exitCode,
        revision: symptoms.revision,
        health: healthReason(symptoms),
        lastLine,
    };
    return { class: cause.class, cause: cause.cause(found), next: cause.next(found) };
}
/** The load balancer's own words for why it holds our targets unhealthy. */
const healthReason = ({ targets, events }) => targets.find(one => one.state === 'unhealthy' && one.reason)?.reason ??
    events.map(event => event.match(/due to \(reason ([^)]*)\)/)?.[1]).findLast(Boolean) ??
    '';
/** No stopped task says anything: then a target or an event does, or nobody. */
function explainOutside(symptoms) {
    const ill = explainTargets(symptoms.targets);
    if (ill.length > 0)
        return { ...explainText('failed ELB health checks', symptoms, undefined), evidence: ill };
    for (const event of symptoms.events.toReversed()) {
        const diagnosis = explainText(event, symptoms, undefined);
        if (diagnosis)
            return { ...diagnosis, evidence: [`event: ${event}`] };
    }
    const events = symptoms.events.slice(-3).map(event => `event: ${event}`);
    const said = symptoms.stopped
        .filter(task => task.stopCode !== 'ServiceSchedulerInitiated')
        .map(taskText)
        .filter(Boolean);
    return {
        class: 'unknown',
        cause: said[0]
            ? `ECS says of a stopped task: ${said[0]}`
            : 'neither its tasks nor its targets nor its events give a reason',
        evidence: [...new Set(said)].map(text => `stopped task: ${text}`).concat(events),
        next: "Look at the service's health check, security groups, secrets and logs.",
    };
}
const explainTargets = (targets) => targets
    .filter(one => one.state === 'unhealthy')
    .map(one => `target ${one.id}:${one.port} is unhealthy: ${one.reason ?? 'no reason given'}`);


/***/ }),

/***/ 9941:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $h: () => (/* binding */ tellingLines),
/* harmony export */   Dx: () => (/* binding */ linesOf),
/* harmony export */   Ft: () => (/* binding */ mostTelling),
/* harmony export */   fT: () => (/* binding */ harmlessText),
/* harmony export */   ml: () => (/* binding */ shorten),
/* harmony export */   vL: () => (/* binding */ harmlessLines)
/* harmony export */ });
// What may be shown of what a container wrote?
/**
 * The lines of one log event, each harmless in the runner's log: the runner would act on `##[command]` wherever it
 * stands, and on `::command::` at the beginning of a line, which no line has that is printed after its subject.
 * https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
const harmlessLines = (message) => message.split(/\r\n|\n|\r/).map(line => line.replaceAll('##[', '## ['));
/** A line as it may be handed on: outputs and summaries take a megabyte in all. */
const shorten = (line) => (line.length > 1000 ? `${line.slice(0, 1000)}…` : line);
/** Log events as lines that may be printed, quoted and handed on: harmless, and none too long. */
const linesOf = (events) => events.flatMap(harmlessLines).map(shorten);
/** What AWS says, of which a part may be another's (names, reasons), as one harmless line. */
const harmlessText = (text) => harmlessLines(text).join(' ');
/** Frames of stack traces (JavaScript, Java, Python, Go), markers under them, and what Node writes last of all. */
const FRAME = /^\s*$|^\s+at |^\s*File "|^\s*\^+\s*$|^Node\.js v\d|^\s*[{}]\s*$|^goroutine \d+|^\t|^\s+\.\.\. \d+ more/;
const TELLS = /error|exception|fatal|panic|cannot|can't|failed|refused|denied|not (set|found|defined)|missing|caused by/i;
/** The lines of a program's end that say something by themselves, oldest first. */
const tellingLines = (lines) => lines.filter(line => !FRAME.test(line));
/** The one that says most of why it ended: the last that speaks of an error, else the last; empty when there is none. */
function mostTelling(lines) {
    const telling = tellingLines(lines);
    return telling.findLast(line => TELLS.test(line)) ?? telling.at(-1) ?? '';
}


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


/***/ })

};
