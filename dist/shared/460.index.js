export const id = 460;
export const ids = [460];
export const modules = {

/***/ 7663:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ action)
/* harmony export */ });
/** Types an action from its own spec. */
const action = (spec) => spec;


/***/ }),

/***/ 6460:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  "default": () => (/* binding */ ecs_deploy_wait)
});

// EXTERNAL MODULE: ./build/src/action.js
var action = __webpack_require__(7663);
// EXTERNAL MODULE: ./build/src/decisions/duration.js
var duration = __webpack_require__(7897);
;// CONCATENATED MODULE: ./build/src/decisions/outcome.js

/** What the last look says is live: ours after a good end, else what runs beside ours, else whatever runs. */
function liveNow(revision, verdict, last) {
    const service = last?.service;
    if (!service)
        return undefined;
    const running = new Map();
    for (const one of service.deployments)
        running.set(one.revision, (running.get(one.revision) ?? 0) + one.running);
    const others = [...running].filter(([name, count]) => name !== revision && count > 0).sort((a, b) => b[1] - a[1]);
    const ours = [revision, running.get(revision) ?? 0];
    const [first] = isGood(verdict) ? [ours] : [...others, ours];
    if (!first || (first[1] === 0 && !isGood(verdict)))
        return undefined;
    const [name, count] = first;
    return { revision: name, running: count, desired: service.desired, verified: count >= service.desired };
}
/** Whether the new revision serves. */
const isGood = (verdict) => verdict === 'succeeded' || verdict === 'nothing-to-do';
/** The last line of the log: the verdict and, when it is bad, the cause, what is live, and the next thing to do. */
function explainOutcome(outcome) {
    const { revision, previous, verdict, because, live, startedAt, endedAt } = outcome;
    const took = (0,duration/* showDuration */.kJ)(endedAt - startedAt);
    const was = previous && previous !== revision ? ` (was ${previous})` : '';
    const tasks = live ? `${live.running} of ${live.desired} tasks` : 'no task';
    switch (verdict) {
        case 'succeeded':
            return `${revision} is live: ${tasks}${was}, after ${took}.`;
        case 'nothing-to-do':
            return `${revision} was live already: ${tasks}, nothing to do.`;
        case 'superseded':
            return `${revision} was superseded: ${because}. ${explainLive(live)} Find out who deployed it before you release again.`;
        case 'cancelled':
            return `Cancelled while ${revision} was taking over. ${explainLive(live)} ECS goes on by itself: release again to follow it, or release ${previous ?? 'another revision'}.`;
        case 'rolled-back':
            return bad(outcome, `was rolled back ${because}`);
        case 'failed':
            return bad(outcome, /^by /.test(because) ? `was given up ${because}` : `failed, as ${because}`);
        case 'timed-out':
            return bad(outcome, `did not take over within ${took} (${because})`);
    }
}
function bad({ revision, diagnosis, remedyNote, live }, what) {
    const cause = diagnosis ? `: ${diagnosis.cause}` : '';
    return [`${revision} ${what}${cause}.`, remedyNote, explainLive(live), diagnosis?.next].filter(Boolean).join(' ');
}
function explainLive(live) {
    if (!live)
        return 'Nothing is live.';
    const { revision, running, desired, verified } = live;
    return verified
        ? `${revision} is live (${running} of ${desired} tasks).`
        : `${revision} is live with only ${running} of ${desired} tasks.`;
}
/** Worst first: what one word says of several services. */
const ORDER = [
    'failed',
    'timed-out',
    'rolled-back',
    'superseded',
    'cancelled',
    'succeeded',
    'nothing-to-do',
];
const REMEDIES = ['needs-human', 'kept', 'rolled-back', 'none'];
/** The outputs of one or several rollouts; of several services one line each, and the worst verdict. */
function tellOutcomes(outcomes) {
    const lines = (value) => [...new Set(outcomes.flatMap(one => value(one) ?? []))].join('\n');
    return {
        verdict: ORDER.find(verdict => outcomes.some(one => one.verdict === verdict)) ?? '',
        remedy: REMEDIES.find(remedy => outcomes.some(one => one.remedy === remedy)) ?? '',
        previousRevision: lines(one => one.previous),
        liveRevision: lines(one => one.live?.revision),
        liveVerified: String(outcomes.every(one => one.live?.verified)),
        deploymentId: lines(one => one.deployment),
        cause: lines(one => one.diagnosis?.cause),
        nextStep: lines(one => one.diagnosis?.next),
        message: outcomes.length === 1
            ? explainOutcome(outcomes[0])
            : outcomes.map(one => `${one.service}: ${explainOutcome(one)}`).join('\n'),
        results: JSON.stringify(outcomes.map(({ seen, ...rest }) => rest)),
    };
}

// EXTERNAL MODULE: ./build/src/decisions/region.js
var decisions_region = __webpack_require__(5153);
// EXTERNAL MODULE: ./build/src/decisions/markdown.js
var markdown = __webpack_require__(7956);
;// CONCATENATED MODULE: ./build/src/decisions/rollout-summary.js
// What does a rollout's summary show?



/** Markdown for the step summary: a table of the services, then for each what happened, why, and its timeline. */
function summarizeRollouts(outcomes, linkTo) {
    const rows = outcomes.map(one => {
        return [
            `[${(0,markdown/* cell */.H)(one.service)}](${linkTo(one)})`,
            (0,markdown/* cell */.H)(one.previous ?? '–'),
            (0,markdown/* cell */.H)(one.revision),
            `${isGood(one.verdict) ? '✅' : '❌'} ${one.verdict}`,
            one.remedy,
            one.live ? `${(0,markdown/* cell */.H)(one.live.revision)} (${one.live.running} of ${one.live.desired} tasks)` : 'nothing',
            (0,duration/* showDuration */.kJ)(one.endedAt - one.startedAt),
        ];
    });
    return [
        '| service | from | to | verdict | remedy | live now | time |',
        '|---|---|---|---|---|---|---|',
        ...rows.map(row => `| ${row.join(' | ')} |`),
        '',
        ...outcomes.flatMap(one => [...explain(one), ...timeline(one), ...events(one)]),
    ].join('\n');
}
function explain(outcome) {
    const { diagnosis } = outcome;
    const lines = [`**${(0,markdown/* cell */.H)(outcome.service)}:** ${(0,markdown/* cell */.H)(explainOutcome(outcome))}`, ''];
    if (!diagnosis)
        return lines;
    return [...lines, ...diagnosis.evidence.map(line => `- ${(0,markdown/* code */.a)(line)}`), ''];
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

// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
// EXTERNAL MODULE: ./build/src/input.js
var input = __webpack_require__(249);
// EXTERNAL MODULE: ./build/src/log.js
var src_log = __webpack_require__(6671);
;// CONCATENATED MODULE: ./build/src/decisions/snapshot.js
// What does one look at a service show?
/** Targets at the addresses of our tasks; when tasks have none that we know, all that are not draining. */
function ourTargets(following, snapshot) {
    const addresses = snapshot.tasks
        ?.filter(task => task.deployment === following.deployment)
        .flatMap(task => task.address ?? []);
    return addresses?.length
        ? snapshot.targets?.filter(target => addresses.includes(target.id))
        : snapshot.targets?.filter(target => target.state !== 'draining');
}
/**
 * Whether an answer is older than our deployment: ECS reads from copies, and nobody can have replaced us with something
 * older. A rollback is younger than what it undoes.
 */
function isStale({ deployment, createdAt }, service) {
    const primary = service.deployments.find(one => one.primary);
    return (primary !== undefined && primary.createdAt < createdAt && !service.deployments.some(one => one.id === deployment));
}
/** The revision that served before `revision` came: what the service names, or what is still there beside it. */
function previousRevision(before, revision) {
    if (before.revision !== revision)
        return before.revision;
    return before.deployments.filter(one => one.revision !== revision).sort((a, b) => b.createdAt - a.createdAt)[0]
        ?.revision;
}

;// CONCATENATED MODULE: ./build/src/decisions/causes.js
// Texts: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html
// and https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resolve-stopped-errors.html
const CAUSES = [
    {
        class: 'wrong-architecture',
        shows: /exec format error|image (Manifest )?does not contain descriptor matching platform|no match for platform/i,
        cause: ({ container }) => `the image of container "${container}" is built for another CPU architecture`,
        next: ({ revision }) => `Build the image for the architecture in ${revision}'s runtimePlatform, or change that.`,
    },
    {
        class: 'log-group-missing',
        shows: /log group does not exist|failed to create Cloudwatch log stream/i,
        cause: () => 'the log group of its awslogs driver does not exist',
        next: () => 'Create the log group, or set awslogs-create-group and allow logs:CreateLogGroup to the execution role.',
    },
    {
        class: 'pull-denied',
        shows: /ecr:\w+|CannotPull[\s\S]*(access denied|denied:|AccessDenied|not authorized|403 Forbidden|no basic auth)/i,
        cause: ({ container }) => `the image of container "${container}" may not be pulled`,
        next: () => 'Allow ecr:GetAuthorizationToken, ecr:BatchGetImage and ecr:GetDownloadUrlForLayer to the execution role, and to this account in the repository policy.',
    },
    {
        class: 'secret-missing',
        shows: /can.t find the specified secret|secret[\s\S]*ResourceNotFoundException|ParameterNotFound|invalid parameters|did not contain json key/i,
        cause: ({ text }) => `a secret that it refers to does not exist${arnIn(text)}`,
        next: () => 'Create the secret in this account and region, or correct its valueFrom in the task definition.',
    },
    {
        class: 'secret-denied',
        shows: /unable to retrieve secret[\s\S]*AccessDenied|secretsmanager:GetSecretValue|ssm:GetParameters/i,
        cause: ({ text }) => `the task's execution role may not read a secret${arnIn(text)}`,
        next: () => 'Allow secretsmanager:GetSecretValue or ssm:GetParameters (and kms:Decrypt) to the execution role.',
    },
    {
        class: 'no-network',
        shows: /i\/o timeout|dial tcp|context deadline exceeded|Client\.Timeout|request canceled|connection issue|unable to reach/i,
        cause: () => 'its tasks have no network route to what they need at start (registry, secrets or logs)',
        next: () => "Check the subnets' route (NAT gateway, public IP or VPC endpoints) and the security groups.",
    },
    {
        class: 'image-not-found',
        shows: /(CannotPull[\s\S]*(not found|manifest unknown|does not exist|NotFound))|ImageNotFoundException/i,
        cause: ({ image }) => `its image does not exist: ${image}`,
        next: () => 'Push the image first: check the repository, the account and region in its name, and the tag or digest.',
    },
    {
        class: 'pull-failed',
        shows: /CannotPull/,
        cause: ({ container }) => `the image of container "${container}" could not be pulled`,
        next: () => 'Read the reason above; a rate limit or a broken layer needs another registry or a new push.',
    },
    {
        class: 'out-of-memory',
        shows: /OutOfMemory|killed due to memory usage/i,
        cause: ({ container, exitCode }) => `container "${container}" ran out of memory${exitCode ? ` (exit ${exitCode})` : ''}`,
        next: ({ container }) => `Raise the memory of the task or of container "${container}", or make it use less.`,
    },
    {
        class: 'container-health',
        shows: /failed container health checks/i,
        cause: ({ container }) => `the health check of container "${container}" fails`,
        next: () => 'Run the health check command in the image; check its path, port and start period.',
    },
    {
        class: 'target-health',
        shows: /failed ELB health checks/i,
        cause: ({ health }) => `the load balancer's health check fails${health ? `: ${health}` : ''}`,
        next: () => 'Open the health check path on the task; check its port, its security group, and what it depends on (secrets, database).',
    },
    {
        class: 'no-capacity',
        shows: /capacity is unavailable|unable to place a task|SpotInterruption|ResourceLimitExceeded|vCPU|no container instance met/i,
        cause: () => 'there is no capacity to run its tasks',
        next: () => 'Try another availability zone, capacity provider or task size, or raise the quota.',
    },
    {
        class: 'cannot-start',
        shows: /CannotStartContainer|CannotCreateContainer|ContainerRuntime|executable file not found|no such file or directory/i,
        cause: ({ container }) => `container "${container}" cannot be started`,
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
        cause: ({ container, exitCode, lastLine }) => `container "${container}" ${exitCode === undefined ? 'ended' : `exited with code ${exitCode}${EXITS[exitCode] ?? ''}`}${lastLine && `, its last line "${lastLine}"`}`,
        next: ({ exitCode, revision }) => exitCode === 0
            ? `The process ended by itself without an error: a service's process must keep running in the foreground.`
            : `Read the last log lines; run ${revision}'s image with the same environment and secrets, and check what it connects to at start.`,
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
const arnIn = (text) => {
    const arn = text.match(/arn:aws[\w-]*:(?:secretsmanager|ssm):[^\s,"')\]]+/)?.[0];
    return arn ? `: ${arn.replace(/[.:]+$/, '')}` : '';
};

;// CONCATENATED MODULE: ./build/src/decisions/diagnosis.js
// Why did a rollout end badly, what shows it, and what should be done next?

/** Names the cause that most stopped tasks share, else what targets or events say; with its evidence and a next step. */
function explainRollout(symptoms) {
    const { stopped, logLines, notSeen } = symptoms;
    const [first, ...others] = foldByCause(symptoms);
    const found = first ? withLastLine(first, symptoms) : explainOutside(symptoms);
    return {
        class: found.class,
        cause: found.cause,
        evidence: [
            ...(first ? [first, ...others].map(one => explainFolded(one, stopped.length)) : found.evidence),
            ...logLines.map(line => `log: ${line}`),
            ...notSeen.map(what => `not seen: ${what}`),
        ],
        next: found.next,
    };
}
/** Lines are of the newest task, so they say more of the first cause only. */
const withLastLine = ({ tasks }, symptoms) => {
    const [task] = tasks;
    const lastLine = symptoms.logLines.findLast(line => line.trim() !== '') ?? '';
    return explainText(taskText(task), symptoms, guiltyContainer(task), lastLine);
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
    const cause = CAUSES.find(one => one.shows.test(text));
    if (!cause)
        return undefined;
    const found = {
        text,
        container: container?.name ?? 'app',
        image: container?.image ?? 'the image',
        exitCode: container?.exitCode,
        revision: symptoms.revision,
        health: healthReason(symptoms),
        lastLine,
    };
    return { class: cause.class, cause: cause.cause(found), evidence: [text], next: cause.next(found) };
}
/** The load balancer's own words for why it holds our targets unhealthy. */
const healthReason = ({ targets, events }) => targets.find(one => one.state === 'unhealthy' && one.reason)?.reason ??
    events.map(event => event.match(/due to \(reason ([^)]*)\)/)?.[1]).findLast(Boolean) ??
    '';
/** No stopped task says anything: then a target or an event does, or nobody. */
function explainOutside(symptoms) {
    const ill = symptoms.targets.filter(one => one.state === 'unhealthy');
    if (ill.length > 0) {
        const diagnosis = explainText('failed ELB health checks', symptoms, undefined);
        return {
            ...diagnosis,
            evidence: ill.map(one => `target ${one.id}:${one.port} is unhealthy: ${one.reason ?? 'no reason given'}`),
        };
    }
    for (const event of symptoms.events.toReversed()) {
        const diagnosis = explainText(event, symptoms, undefined);
        if (diagnosis)
            return { ...diagnosis, evidence: [`event: ${event}`] };
    }
    return {
        class: 'unknown',
        cause: 'neither its tasks nor its targets nor its events give a reason',
        evidence: symptoms.events.slice(-3).map(event => `event: ${event}`),
        next: "Look at the service's health check, security groups, secrets and logs.",
    };
}

// EXTERNAL MODULE: ./build/src/decisions/task-definition.js
var task_definition = __webpack_require__(4500);
;// CONCATENATED MODULE: ./build/src/diagnose.js
// What can be found out about a rollout that ended badly?




/** Last lines of a container that go into the evidence. */
const LOG_LINES = 5;
/** Collects the symptoms of our own deployment, as far as this role may see them, and explains them. Never throws. */
async function diagnose(cluster, rollout, sources) {
    const { following, service, seen } = rollout;
    const notSeen = [];
    const attempt = (otherwise, ask) => ask().catch(error => {
        // An explanation that cannot be had must not hide the verdict.
        notSeen.push(error instanceof failure/* Failure */.HR && error.denied ? `this role may not use ${error.denied}` : error.message);
        return otherwise;
    });
    const last = seen.findLast(one => one.service);
    const stopped = await attempt([], async () => (await sources.ecs.stoppedTasks(cluster, service)).filter(task => task.deployment === following.deployment));
    const groups = last?.service?.targetGroups ?? [];
    const targets = groups.length > 0
        ? await attempt([], async () => {
            const now = await (await sources.loadBalancer()).describeTargets(groups);
            return ourTargets(following, { at: 0, service: undefined, targets: now, tasks: last?.tasks ?? [] }) ?? [];
        })
        : [];
    const logLines = await attempt([], () => lastLines(stopped, following.revision, sources));
    const events = (last?.service?.events ?? []).filter(event => event.at >= following.createdAt).map(event => event.text);
    const symptoms = { revision: following.revision, stopped, targets, events, logLines, notSeen };
    return explainRollout(symptoms);
}
/** The newest stopped task's guilty container, in its own words. */
async function lastLines(stopped, revision, { ecs, logs }) {
    const newest = stopped.toSorted((a, b) => (b.stoppedAt ?? 0) - (a.stoppedAt ?? 0)).find(task => task.startedAt);
    const container = newest && guiltyContainer(newest);
    if (!newest || !container)
        return [];
    const registered = await ecs.describeTaskDefinition(revision);
    const awslogs = registered && (0,task_definition/* awslogsOf */.uI)(registered.definition, container.name);
    if (!awslogs)
        return [];
    return (await logs(awslogs.region)).lastLines(awslogs.group, (0,task_definition/* logStream */.Vc)(awslogs, container.name, newest.id), LOG_LINES);
}

;// CONCATENATED MODULE: ./build/src/decisions/progress.js
// What has changed in a rollout since the last look that a reader wants to know?


/** One line a change, without time and subject; none when nothing changed. */
function explainProgress(following, before, after) {
    const [was, is] = [before?.service, after.service];
    if (!is)
        return was ? ['the service is gone'] : [];
    if (isStale(following, is))
        return [];
    return [
        ...explainDesired(was, is),
        ...explainOurs(following, was, is),
        ...explainStopped(following, before, after),
        ...explainTargets(following, before, after),
        ...explainOthers(following, was, is),
    ];
}
const ours = (following, service) => service?.deployments.find(one => one.id === following.deployment);
const explainDesired = (was, is) => was && was.desired !== is.desired ? [`the desired count is now ${is.desired} (was ${was.desired})`] : [];
function explainOurs(following, was, is) {
    const [before, now] = [ours(following, was), ours(following, is)];
    if (!now)
        return [];
    const lines = [];
    if (now.running !== (before?.running ?? 0))
        lines.push(`${now.running} of ${now.desired} ${tasks(now.desired)} running on ${now.revision}`);
    if (now.state === 'completed' && before?.state !== 'completed')
        lines.push('ECS calls the deployment completed');
    if (now.state === 'failed' && before?.state !== 'failed')
        lines.push(`ECS gave the deployment up: ${now.reason || 'no reason given'}`);
    return lines;
}
/** Why tasks stopped, one line a cause; where that may not be seen, how many ECS counts. */
function explainStopped(following, before, after) {
    if (!after.stopped) {
        const failed = (ours(following, after.service)?.failed ?? 0) - (ours(following, before?.service)?.failed ?? 0);
        return failed > 0 ? [`${failed} ${tasks(failed)} of ${following.revision} failed to start`] : [];
    }
    const known = new Set(before?.stopped?.map(one => one.id));
    const stopped = after.stopped.filter(one => !known.has(one.id));
    const events = after.service?.events.map(event => event.text) ?? [];
    const symptoms = { revision: following.revision, targets: after.targets ?? [], events, logLines: [], notSeen: [] };
    return foldByCause({ ...symptoms, stopped }).map(({ cause, tasks: ended }) => {
        const [first] = ended;
        return ended.length === 1
            ? `task ${first?.id.slice(0, 7)} stopped: ${cause}`
            : `${ended.length} tasks stopped: ${cause}`;
    });
}
function explainOthers(following, was, is) {
    const lines = [];
    for (const other of is.deployments.filter(one => one.id !== following.deployment)) {
        const before = was?.deployments.find(one => one.id === other.id);
        if (other.primary && !before?.primary && was)
            lines.push(`${other.revision} is primary now${other.reason ? `: ${other.reason}` : ''}`);
        else if (before && before.running > other.running)
            lines.push(`${named(following, other)} drains: ${left(other)}`);
    }
    for (const gone of was?.deployments ?? [])
        if (gone.id !== following.deployment && gone.running > 0 && !is.deployments.some(one => one.id === gone.id))
            lines.push(`${named(following, gone)} has drained`);
    return lines;
}
function explainTargets(following, before, after) {
    const [were, are] = [before && ourTargets(following, before), ourTargets(following, after)];
    if (!are)
        return [];
    const healthy = are.filter(target => target.state === 'healthy').length;
    const lines = [];
    if (healthy !== (were ?? []).filter(target => target.state === 'healthy').length)
        lines.push(`${healthy} of ${are.length} ${are.length === 1 ? 'target' : 'targets'} healthy`);
    for (const target of are.filter(one => one.state === 'unhealthy'))
        if (!were?.some(one => one.id === target.id && one.port === target.port && one.state === 'unhealthy'))
            lines.push(`target ${target.id}:${target.port} is unhealthy: ${target.reason ?? 'no reason given'}`);
    return lines;
}
const tasks = (count) => (count === 1 ? 'task' : 'tasks');
/** A rollback moves a service to a revision that it still runs: then the two deployments have one name. */
const named = (following, { revision }) => revision === following.revision ? `the earlier deployment of ${revision}` : revision;
const left = ({ running }) => running === 0 ? 'none of its tasks is left' : `${running} ${tasks(running)} left`;

;// CONCATENATED MODULE: ./build/src/decisions/rollout.js
// Has our deployment taken over, failed, been undone, or been replaced?

const progressing = (because) => ({ verdict: 'progressing', because });
/**
 * Judges all that was seen of a service, oldest first. The first final verdict stands, whatever comes after it; a
 * deployment is known by its id alone, so the order in a snapshot and a repeated snapshot change nothing.
 */
function judgeRollout(following, seen, rules) {
    let judgement = progressing('nothing was seen yet');
    let goodSince;
    for (const snapshot of seen) {
        judgement = judgeDeployment(following, snapshot);
        if (judgement.verdict === 'succeeded') {
            goodSince ??= snapshot.at;
            judgement = judgeTasks(following, snapshot, rules, goodSince);
        }
        else
            goodSince = undefined;
        if (judgement.verdict === 'progressing' && snapshot.at >= rules.until)
            judgement = { verdict: 'timed-out', because: judgement.because };
        if (judgement.verdict !== 'progressing')
            return judgement;
    }
    return judgement;
}
/** Whether ECS's own record is content, so that tasks and targets decide the rest. */
const wantsDetails = (following, snapshot) => judgeDeployment(following, snapshot).verdict === 'succeeded';
/** What ECS's own record says. */
function judgeDeployment(following, { service }) {
    const { deployment, revision } = following;
    if (!service?.active)
        return { verdict: 'failed', because: 'the service was deleted' };
    const ours = service.deployments.find(one => one.id === deployment);
    const primary = service.deployments.find(one => one.primary);
    if (ours?.state === 'failed')
        return judgeFailed(ours, primary);
    if (ours?.primary)
        return judgeCounts(ours, service);
    if (primary && primary.id !== deployment && /roll(ing|ed)?[ -]?back/i.test(primary.reason))
        return { verdict: 'rolled-back', because: whoRolledBack(primary.reason), instead: primary };
    // A rollback makes the earlier deployment primary again, and when it is over only the events tell of it.
    const undone = service.events.find(event => event.text.includes(`(deployment ${deployment}) deployment failed`));
    if (undone)
        return { verdict: 'rolled-back', because: whoRolledBack(undone.text), ...(primary ? { instead: primary } : {}) };
    if (!primary || isStale(following, service))
        return progressing(`ECS does not show the deployment of ${revision} yet`);
    return {
        verdict: 'superseded',
        because: `a newer deployment of ${primary.revision} took its place`,
        instead: primary,
    };
}
function judgeFailed(ours, primary) {
    const because = whoRolledBack(ours.reason);
    return primary && primary.id !== ours.id
        ? { verdict: 'rolled-back', because, instead: primary }
        : { verdict: 'failed', because };
}
const whoRolledBack = (reason) => {
    if (/alarm/i.test(reason))
        return 'by ECS because of an alarm';
    return /circuit breaker|tasks failed to start/i.test(reason) ? 'by the circuit breaker' : 'by ECS';
};
function judgeCounts(ours, service) {
    const others = service.deployments.filter(one => one.id !== ours.id && one.running + one.pending > 0);
    // The answer to an update shows a deployment that wants no task yet; the service knows how many it wants.
    if (ours.running < service.desired || ours.pending > 0)
        return progressing(`${ours.running} of ${service.desired} tasks run on ${ours.revision}`);
    const [other] = others;
    if (other)
        return progressing(`${other.running + other.pending} of ${other.revision}'s tasks are still draining`);
    if (ours.state === 'in-progress')
        return progressing('ECS does not call the deployment completed yet');
    return { verdict: 'succeeded', because: `${ours.running} of ${service.desired} tasks run on ${ours.revision}` };
}
/** What tasks and targets say, once ECS's own record is content. */
function judgeTasks(following, snapshot, rules, goodSince) {
    const { service, at } = snapshot;
    const ours = service?.deployments.find(one => one.id === following.deployment);
    if (service?.desired === 0)
        return rules.allowZero
            ? { verdict: 'succeeded', because: 'the service wants no task, so nothing runs' }
            : { verdict: 'failed', because: 'the service wants no task (desired count 0), so nothing runs' };
    const tasks = snapshot.tasks?.filter(task => task.deployment === following.deployment);
    const ill = tasks?.find(task => task.health === 'unhealthy' || task.status !== 'RUNNING');
    if (ill)
        return progressing(`task ${ill.id} is ${ill.health === 'unhealthy' ? 'unhealthy' : ill.status}`);
    const unwell = judgeTargets(following, snapshot, tasks?.length ?? 1);
    if (unwell)
        return progressing(unwell);
    const upSince = tasks ? Math.max(0, ...tasks.map(task => task.startedAt ?? at)) : goodSince;
    if (at < upSince + (rules.settle ?? settleFor(service, tasks)))
        return progressing('the new tasks have not been up long enough yet');
    return { verdict: 'succeeded', because: `${ours?.running} of ${service?.desired} tasks run on ${ours?.revision}` };
}
/** Without a load balancer or a health check ECS is content as soon as a process runs; this long (ms) it must have run. */
const SETTLE_UNVOUCHED = 30_000;
const settleFor = (service, tasks) => service?.targetGroups.length || (tasks?.length && tasks.every(task => task.health === 'healthy'))
    ? 0
    : SETTLE_UNVOUCHED;
/** What is not well yet with the load balancer's view of our tasks; undefined when all is, or nobody may look. */
function judgeTargets(following, snapshot, tasks) {
    const targets = ourTargets(following, snapshot);
    if (!targets)
        return undefined;
    const ill = targets.find(target => target.state !== 'healthy');
    if (ill)
        return `target ${ill.id}:${ill.port} is ${ill.state}${ill.reason ? ` (${ill.reason})` : ''}`;
    const short = snapshot.service?.targetGroups.find(group => targets.filter(one => one.group === group).length < tasks);
    return short && `the load balancer does not have all ${tasks} tasks as targets yet`;
}

// EXTERNAL MODULE: ./build/src/watch.js
var watch = __webpack_require__(2226);
;// CONCATENATED MODULE: ./build/src/follow.js
// How do rollouts go, from their deployments to their verdicts?





/** Takes up a deployment from the answer that showed it. */
const startFollowing = (ours, now, clock) => ({
    service: now.name,
    following: { deployment: ours.id, revision: ours.revision, createdAt: ours.createdAt },
    seen: [{ at: clock.now(), service: now }],
});
/** Milliseconds between two looks while something moves, and when nothing has moved for a minute. */
const MOVING = 4_000;
const STILL = 6_000;
const STILL_AFTER = 60_000;
/** Targets change without ECS's record changing, so they are looked at this often (ms) until all is well. */
const TARGETS_EVERY = 15_000;
/** Follows all rollouts of one cluster at once, one DescribeServices for ten services, to a verdict each. */
async function followRollouts(cluster, rollouts, rules, look) {
    const verdicts = new Map();
    const denied = new Set();
    let lastMove = look.clock.now();
    const seeing = (ask) => ifAllowed(denied, look.warn, ask);
    async function see(rollout, service) {
        const before = lastKnown(rollout);
        const snapshot = { at: look.clock.now(), service };
        if (service && needsTasks(rollout, snapshot))
            Object.assign(snapshot, { tasks: await seeing(() => look.ecs.runningTasks(cluster, rollout.service)) });
        else if (before?.tasks)
            snapshot.tasks = before.tasks;
        if (service && losesTasks(rollout, snapshot))
            Object.assign(snapshot, { stopped: await seeing(() => stoppedTasks(cluster, rollout, look)) });
        else if (before?.stopped)
            snapshot.stopped = before.stopped;
        if (service && service.targetGroups.length > 0 && needsTargets(rollout, snapshot)) {
            const groups = service.targetGroups;
            Object.assign(snapshot, {
                targets: await seeing(async () => (await look.loadBalancer()).describeTargets(groups)),
            });
        }
        const lines = explainProgress(rollout.following, before, snapshot);
        for (const line of lines)
            look.log(rollout.service, line);
        if (lines.length > 0)
            lastMove = look.clock.now();
        rollout.seen.push(snapshot);
    }
    const open = () => rollouts.filter(one => !verdicts.has(one.service));
    const { ended, blind } = await (0,watch/* watch */.w)({
        clock: look.clock,
        cancel: look.cancel,
        until: rules.until,
        look: async () => {
            const { services } = await look.ecs.describeServices(cluster, open().map(one => one.service));
            await Promise.all(open().map(one => see(one, services.find(service => service.name === one.service))));
        },
        judge: () => {
            for (const one of open()) {
                const judgement = judgeRollout(one.following, one.seen, rules);
                if (judgement.verdict !== 'progressing')
                    verdicts.set(one.service, judgement);
            }
            const wait = look.clock.now() - lastMove > STILL_AFTER ? STILL : MOVING;
            return { judgement: undefined, ...(open().length > 0 ? { lookAgainIn: wait } : {}) };
        },
        mayPass: failure/* mayPass */.bg,
        onBlind: error => look.log(cluster, error instanceof Error ? `cannot look: ${error.message}` : 'can look again'),
    });
    return rollouts.map(one => {
        const judgement = verdicts.get(one.service);
        if (judgement)
            return { ...one, judgement: judgement };
        if (ended === 'cancelled')
            return { ...one, judgement: { verdict: 'cancelled', because: 'the job was cancelled' } };
        const because = blind instanceof Error ? blind.message : judgeRollout(one.following, one.seen, rules).because;
        return { ...one, judgement: { verdict: 'timed-out', because } };
    });
}
/** The last look, with what was known of targets when they were last asked for; stale answers are passed over. */
function lastKnown({ following, seen }) {
    const last = seen.findLast(one => !one.service || !isStale(following, one.service));
    const targets = seen.findLast(one => one.targets)?.targets;
    return last && targets ? { ...last, targets } : last;
}
/** Tasks are asked for again when ECS's record of our deployment changed, and before a rollout may be called well. */
function needsTasks({ following, seen }, snapshot) {
    if (wantsDetails(following, snapshot))
        return true;
    const [before, now] = [ourDeployment(following, seen.at(-1)), ourDeployment(following, snapshot)];
    return (now?.running ?? 0) > 0 && (before?.running !== now?.running || before?.failed !== now?.failed);
}
/** A task of ours has ended since the last look: ECS counts a failure more, or a running task less. */
function losesTasks({ following, seen }, snapshot) {
    const [before, now] = [ourDeployment(following, seen.at(-1)), ourDeployment(following, snapshot)];
    return now !== undefined && (now.failed > (before?.failed ?? 0) || now.running < (before?.running ?? 0));
}
const ourDeployment = (following, { service } = {}) => service?.deployments.find(one => one.id === following.deployment);
async function stoppedTasks(cluster, { following, service }, { ecs }) {
    return (await ecs.stoppedTasks(cluster, service)).filter(task => task.deployment === following.deployment);
}
function needsTargets({ following, seen }, snapshot) {
    if (wantsDetails(following, snapshot))
        return true;
    const ours = ourDeployment(following, snapshot);
    const last = seen.findLast(one => one.targets)?.at ?? 0;
    return (ours?.running ?? 0) > 0 && snapshot.at - last >= TARGETS_EVERY;
}
/** What may not be seen is left out, and said once: a verdict needs less than an explanation. */
async function ifAllowed(denied, warn, ask) {
    try {
        return await ask();
    }
    catch (error) {
        if (!(error instanceof failure/* Failure */.HR) || !error.denied)
            throw error;
        if (!denied.has(error.denied))
            warn(`${error.message} Until then less is checked and explained.`);
        denied.add(error.denied);
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/src/decisions/remedy.js
/**
 * The default goes back only to a revision that has served before; when there is none, nothing is touched. What ECS
 * already undid, and what somebody else deployed over us, is not ours to change.
 */
function planRemedy(verdict, onFailure, revision, before) {
    if (verdict !== 'failed' && verdict !== 'timed-out')
        return { roll: 'not', remedy: 'none', because: '' };
    if (onFailure === 'keep')
        return { roll: 'not', remedy: 'kept', because: 'It was left as it is (on-failure: keep).' };
    const served = before?.deployments
        .filter(one => one.revision !== revision && one.running > 0 && one.state !== 'failed' && one.state !== 'in-progress')
        .sort((a, b) => b.createdAt - a.createdAt)[0];
    if (!served)
        return {
            roll: 'not',
            remedy: 'needs-human',
            because: 'No revision of this service has served before, so nothing was touched.',
        };
    return { roll: 'back', to: served.revision };
}

;// CONCATENATED MODULE: ./build/src/mend.js
// Does what served before serve again after a rollout that ended badly?


/** Goes back to the revision that served, where that is ours to do, and proves that it serves again. */
async function mend(followed, before, { cluster, limit, onFailure }, ecs, look) {
    const { service, judgement, following } = followed;
    const plan = planRemedy(judgement.verdict, onFailure, following.revision, before);
    if (plan.roll === 'not')
        return { remedy: plan.remedy, remedyNote: plan.because };
    try {
        look.log(service, `goes back to ${plan.to}`);
        const after = await ecs.updateService(cluster, service, { taskDefinition: plan.to });
        const back = startFollowing(after.deployments.find(one => one.primary), after, look.clock);
        const rules = { until: look.clock.now() + limit, settle: 0, allowZero: true };
        const [result] = await followRollouts(cluster, [back], rules, look);
        const last = back.seen.at(-1);
        if (result?.judgement.verdict === 'succeeded')
            return { remedy: 'rolled-back', remedyNote: `It was rolled back to ${plan.to}.`, last };
        const because = result?.judgement.because;
        return {
            remedy: 'needs-human',
            remedyNote: `Going back to ${plan.to} did not succeed (${because}): look at the service now.`,
            last,
        };
    }
    catch (error) {
        return { remedy: 'needs-human', remedyNote: `Going back to ${plan.to} failed: ${error.message}` };
    }
}

;// CONCATENATED MODULE: ./build/src/release.js
// How does a revision get to its services, and what do we do when it does not?






/** Moves all services to the revision, follows them to their verdicts, and mends what ended badly; never throws once a service was changed. */
async function releaseServices(order, world, log) {
    const ecs = await world.ecs();
    const look = {
        ecs,
        loadBalancer: world.loadBalancer,
        clock: world.clock,
        cancel: world.cancel,
        log,
        warn: world.runner.warn,
    };
    const startedAt = world.clock.now();
    const before = await findServices(order, ecs);
    const begun = [];
    const refused = [];
    for (const service of before)
        await begin(service, order, look, ecs).then(one => begun.push(one), refusal => refused.push({ service: service.name, before: service, refusal }));
    if (begun.length === 0)
        throw refused[0]?.refusal;
    const rules = { until: startedAt + order.limit, settle: order.settle, allowZero: order.allowZero };
    const followed = await followRollouts(order.cluster, begun, rules, look);
    const outcomes = refused.map(one => notBegun(one, order, startedAt, world.clock.now()));
    for (const [i, one] of followed.entries()) {
        const { before, already } = begun[i];
        outcomes.push(await conclude(one, before, already, startedAt, order, world, look));
    }
    return outcomes;
}
/** All services as they are now, or one failure that names every one that cannot be released to. */
async function findServices({ cluster, services: names }, ecs) {
    const { services, missing } = await ecs.describeServices(cluster, names);
    const problems = [
        ...missing.map(name => `service "${name}" was not found in cluster "${cluster}": check the inputs service and cluster`),
        ...services.flatMap(one => unfit(one) ?? []),
    ];
    if (problems.length > 0)
        throw new failure/* Failure */.HR(problems.length === 1 ? `${upper(problems[0])}.` : problems.map(one => `- ${upper(one)}.`).join('\n'));
    return services;
}
function unfit({ name, active, controller }) {
    if (!active)
        return `service "${name}" was deleted: create it again before releasing to it`;
    if (controller === 'CODE_DEPLOY')
        return `service "${name}" is deployed by CodeDeploy (deployment controller CODE_DEPLOY): release it with CodeDeploy, or recreate it with the ECS controller`;
    if (controller === 'EXTERNAL')
        return `service "${name}" has an EXTERNAL deployment controller: release it with the tool that owns its task sets`;
    return undefined;
}
const upper = (text) => text.charAt(0).toUpperCase() + text.slice(1);
/**
 * Updates the service, unless it runs the revision already or is on its way there: then a run that was cut off here
 * before is taken up again, and no second deployment is made.
 */
async function begin(before, order, look, ecs) {
    const primary = before.deployments.find(one => one.primary);
    if (primary?.revision === order.revision && primary.state !== 'failed' && !order.force) {
        const already = primary.state !== 'in-progress';
        if (!already)
            look.log(before.name, `deployment ${primary.id} of ${order.revision} is under way already`);
        return start(before, primary, before, look, already);
    }
    // A deployment of this revision that failed stays primary without a rollback: only force makes ECS try again.
    const force = order.force || primary?.revision === order.revision;
    const after = await ecs.updateService(order.cluster, before.name, {
        taskDefinition: order.taskDefinition,
        ...(force ? { forceNewDeployment: true } : {}),
    });
    const ours = after.deployments.find(one => one.primary);
    if (!ours)
        throw new failure/* Failure */.HR(`ECS took the update of service ${before.name} but shows no deployment for it: look at the service's events.`);
    const was = previousRevision(before, order.revision);
    look.log(before.name, `deployment ${ours.id} takes ${order.revision}${was ? ` (was ${was})` : ''}`);
    return start(before, ours, after, look, false);
}
const start = (before, ours, now, look, already) => ({
    ...startFollowing(ours, now, look.clock),
    before,
    already,
});
/** The verdict, its cause, what we do about it, and what is live then. */
async function conclude(followed, before, already, startedAt, order, world, look) {
    const { service, judgement, following, seen } = followed;
    const verdict = already && judgement.verdict === 'succeeded' ? 'nothing-to-do' : judgement.verdict;
    const ill = verdict === 'failed' || verdict === 'rolled-back' || verdict === 'timed-out';
    const diagnosis = ill
        ? await diagnose(order.cluster, followed, {
            ecs: await world.ecs(),
            loadBalancer: world.loadBalancer,
            logs: world.logs,
        })
        : undefined;
    const endedAt = world.clock.now();
    const { remedy, remedyNote, last } = await mend(followed, before, order, await world.ecs(), look);
    return {
        service,
        cluster: order.cluster,
        revision: following.revision,
        previous: previousRevision(before, following.revision),
        deployment: following.deployment,
        verdict,
        because: judgement.because,
        remedy,
        remedyNote,
        live: liveNow(following.revision, verdict, last ?? seen.at(-1)),
        diagnosis,
        startedAt,
        endedAt,
        seen,
    };
}
/** ECS refused the update of this service, so nothing of it changed. */
function notBegun({ service, before, refusal }, order, startedAt, endedAt) {
    const seen = [{ at: startedAt, service: before }];
    return {
        service,
        cluster: order.cluster,
        revision: order.revision,
        previous: previousRevision(before, order.revision),
        deployment: '',
        verdict: 'failed',
        because: refusal.message.replace(/\.$/, ''),
        remedy: 'none',
        remedyNote: 'Nothing of it was changed.',
        live: liveNow(order.revision, 'failed', seen[0]),
        diagnosis: undefined,
        startedAt,
        endedAt,
        seen,
    };
}

;// CONCATENATED MODULE: ./build/src/actions/ecs-deploy-wait.js
// Did the new revision take over one or many services, and if not, why not?








/* harmony default export */ const ecs_deploy_wait = ((0,action/* action */.X)({
    question: 'Did the new revision take over one or many services, and if not, why not?',
    about: 'Moves ECS services to a revision and follows the deployment to its verdict. Green means that the new revision runs with all its tasks, that they and their targets are healthy, and that the old tasks have drained. Red says why, what is live now, and what to do.',
    usage: `cluster: staging
service: web
task-definition: \${{ steps.register.outputs.revision }}
wait-for-minutes: 15
`,
    inputs: {
        cluster: (0,input/* text */.Qq)({ description: 'The name or ARN of the ECS cluster.', required: true }),
        service: (0,input/* list */.p_)({ description: 'The name of the service, or several of them.', required: true }),
        taskDefinition: (0,input/* text */.Qq)({
            description: 'The revision to move to: an ARN, `family:revision`, or a family (its newest active revision).',
            required: true,
        }),
        waitForMinutes: (0,input/* duration */.p0)('minutes')({
            description: 'How long the new revision may take to take over. The limit is used to the last second.',
            default: '15',
        }),
        onFailure: (0,input/* oneOf */.yL)('rollback', 'keep')({
            description: 'What to do when the new revision failed or did not take over in time and ECS has not undone it: go back to the revision that served before, or leave everything as it is.',
            default: 'rollback',
        }),
        settleSeconds: (0,input/* duration */.p0)('seconds')({
            description: 'How long each new task must have been up. Unset: 30 seconds where neither a load balancer nor a container health check vouches for a task, else none.',
        }),
        allowZero: (0,input/* flag */.Jt)({
            description: 'Whether a service that wants no task (desired count 0) may end green.',
            default: 'false',
        }),
        forceNewDeployment: (0,input/* flag */.Jt)({
            description: 'Deploy again although the service already runs this revision.',
            default: 'false',
        }),
    },
    outputs: {
        verdict: 'What ECS did: `succeeded`, `nothing-to-do`, `failed`, `rolled-back`, `superseded`, `timed-out` or `cancelled`; of several services the worst.',
        remedy: 'What this action did about it: `none`, `rolled-back`, `kept` or `needs-human`.',
        revision: 'The revision that was released, `family:n`.',
        previousRevision: 'The revision that ran before.',
        liveRevision: 'The revision that serves now; empty when nothing does.',
        liveVerified: '`true` when as many of its tasks run as the service wants.',
        deploymentId: 'The id of the ECS deployment, `ecs-svc/…`; of several services one a line.',
        cause: 'Why it ended badly, in one clause.',
        nextStep: 'What to do next, in one sentence.',
        message: 'The last line of the log.',
        results: 'JSON: all of this for each service.',
    },
    permissions: {
        aws: [
            { action: 'ecs:DescribeServices', on: 'service', why: 'to follow the deployment' },
            { action: 'ecs:UpdateService', on: 'service', why: 'to move the service, and back' },
            { action: 'iam:PassRole', on: 'roles', why: 'ECS asks for it when the task definition names roles' },
            { action: 'ecs:ListTasks', on: 'any', why: 'to find the tasks of the deployment', optional: true },
            { action: 'ecs:DescribeTasks', on: 'tasks', why: 'to see their health and why they stopped', optional: true },
            {
                action: 'ecs:DescribeTaskDefinition',
                on: 'any',
                why: 'to find the newest revision of a family, and log streams',
                optional: true,
            },
            {
                action: 'elasticloadbalancing:DescribeTargetHealth',
                on: 'any',
                why: "to see the load balancer's view of the tasks",
                optional: true,
            },
            {
                action: 'logs:GetLogEvents',
                on: 'log-group',
                why: 'to show the last lines of a failing container',
                optional: true,
            },
        ],
        github: [],
    },
    async run(inputs, world, tell) {
        const log = (0,src_log/* startLog */.l)(world.clock, world.runner.line);
        const { arn, revision } = await resolveRevision(inputs.taskDefinition, world);
        tell('revision', revision);
        const outcomes = await releaseServices({
            cluster: inputs.cluster,
            services: inputs.service,
            taskDefinition: arn,
            revision,
            limit: inputs.waitForMinutes,
            settle: inputs.settleSeconds,
            allowZero: inputs.allowZero,
            force: inputs.forceNewDeployment,
            onFailure: inputs.onFailure,
        }, world, log);
        const region = (await world.ecs()).region;
        await world.runner.summary(summarizeRollouts(outcomes, one => (0,decisions_region/* serviceLink */.oT)(region, one.cluster, one.service)));
        for (const one of outcomes)
            if (one.diagnosis)
                world.runner.group(`${one.service}: evidence`, one.diagnosis.evidence);
        const told = tellOutcomes(outcomes);
        for (const [name, value] of Object.entries(told))
            tell(name, value);
        return { good: outcomes.every(one => isGood(one.verdict)), line: told.message };
    },
}));
/** ECS takes a family too, but only its answer says which revision that is now. */
async function resolveRevision(reference, world) {
    const named = reference.match(/(?:^|\/)([\w-]+:\d+)$/)?.[1];
    if (named)
        return { arn: reference, revision: named };
    const registered = await (await world.ecs()).describeTaskDefinition(reference);
    if (registered)
        return { arn: registered.arn, revision: registered.revision };
    throw new failure/* Failure */.HR(`Task definition "${reference}" was not found: check the input task-definition, the region and the account.`);
}


/***/ }),

/***/ 7897:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $7: () => (/* binding */ readDuration),
/* harmony export */   kJ: () => (/* binding */ showDuration),
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

/***/ 5153:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dp: () => (/* binding */ isRegion),
/* harmony export */   iQ: () => (/* binding */ partitionOf),
/* harmony export */   oT: () => (/* binding */ serviceLink)
/* harmony export */ });
/* unused harmony export logStreamLink */
// Which partition does a region belong to, and what follows from it for hosts, ARNs and links?
// https://docs.aws.amazon.com/general/latest/gr/rande.html and https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
const PARTITIONS = [
    [/^cn-/, { partition: 'aws-cn', suffix: 'amazonaws.com.cn', console: 'console.amazonaws.cn' }],
    [/^us-gov-/, { partition: 'aws-us-gov', suffix: 'amazonaws.com', console: 'console.amazonaws-us-gov.com' }],
];
const COMMERCIAL = { partition: 'aws', suffix: 'amazonaws.com', console: 'console.aws.amazon.com' };
/** Partition name, DNS suffix and console host of a region. */
const partitionOf = (region) => PARTITIONS.find(([pattern]) => pattern.test(region))?.[1] ?? COMMERCIAL;
/** Whether a text is shaped like a region: `ap-south-1`, `us-gov-west-1`, `cn-north-1`. */
const isRegion = (text) => /^[a-z]{2}(-[a-z]+)+-\d$/.test(text);
/** The ECS console's page of a service. */
const serviceLink = (region, cluster, service) => `https://${partitionOf(region).console}/ecs/v2/clusters/${encodeURIComponent(cluster)}/services/${encodeURIComponent(service)}/health?region=${region}`;
/** The CloudWatch console's page of a log stream. */
const logStreamLink = (region, group, stream) => `https://${partitionOf(region).console}/cloudwatch/home?region=${region}#logsV2:log-groups/log-group/${consoleEscape(group)}/log-events/${consoleEscape(stream)}`;
// The console reads its fragment twice, with $ in place of %.
const consoleEscape = (text) => encodeURIComponent(encodeURIComponent(text)).replaceAll('%', '$');


/***/ }),

/***/ 4500:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Mo: () => (/* binding */ withImage),
/* harmony export */   Vc: () => (/* binding */ logStream),
/* harmony export */   Vl: () => (/* binding */ stripReadOnly),
/* harmony export */   j8: () => (/* binding */ withTexts),
/* harmony export */   uD: () => (/* binding */ sameDefinition),
/* harmony export */   uI: () => (/* binding */ awslogsOf)
/* harmony export */ });
/** What ECS adds to a registered definition and does not take back. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskDefinition.html */
const READ_ONLY = [
    'taskDefinitionArn',
    'revision',
    'status',
    'requiresAttributes',
    'compatibilities',
    'registeredAt',
    'registeredBy',
    'deregisteredAt',
    'deleteRequestedAt',
];
/** A definition as it can be registered: without read-only members, and without the members that say nothing. */
function stripReadOnly(definition) {
    return Object.fromEntries(Object.entries(definition).filter(([name]) => !READ_ONLY.includes(name)));
}
/** The definition with the texts that YAML reads as numbers or flags: `cpu: 256`, and values of variables. */
function withTexts(definition) {
    const { cpu, memory, containerDefinitions } = definition;
    return {
        ...definition,
        ...(cpu === undefined ? {} : { cpu: text(cpu) }),
        ...(memory === undefined ? {} : { memory: text(memory) }),
        ...(containerDefinitions
            ? { containerDefinitions: containerDefinitions.map(one => (one.environment ? withTextValues(one) : one)) }
            : {}),
    };
}
const withTextValues = (container) => ({
    ...container,
    environment: list(container.environment).map(({ value, ...rest }) => ({ ...rest, value: text(value) })),
});
/**
 * The definition with `image` in its container `name` (by default its only container, or its only essential one).
 * The problem names the containers there are.
 */
function withImage(definition, image, name) {
    const containers = definition.containerDefinitions ?? [];
    const names = containers.map(one => one.name).join(', ') || 'none';
    const essential = containers.filter(one => one.essential !== false);
    const [only] = name === undefined ? essential : containers.filter(one => one.name === name);
    if (!only)
        return { problem: `container-name "${name ?? ''}" is not in the task definition; it has: ${names}` };
    if (name === undefined && essential.length > 1)
        return {
            problem: `container-name is empty and the task definition has several containers: say which one of ${names}`,
        };
    return {
        container: only.name ?? '',
        definition: {
            ...definition,
            containerDefinitions: containers.map(one => (one === only ? { ...one, image } : one)),
        },
    };
}
/** Whether two definitions are the same to ECS: whatever the order of members, defaults filled in or left out. */
const sameDefinition = (one, other) => JSON.stringify(canonical(one)) === JSON.stringify(canonical(other));
/** What ECS fills in where nothing is said. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html */
const CONTAINER_DEFAULTS = { essential: true, cpu: 0 };
const PORT_DEFAULTS = { protocol: 'tcp' };
const HEALTH_DEFAULTS = { interval: 30, timeout: 5, retries: 3 };
function canonical(definition) {
    const awsvpc = definition.networkMode === 'awsvpc';
    const containers = (definition.containerDefinitions ?? []).map(container => ({
        ...CONTAINER_DEFAULTS,
        ...container,
        environment: byName(container.environment, 'name'),
        secrets: byName(container.secrets, 'name'),
        portMappings: list(container.portMappings).map(port => ({
            ...PORT_DEFAULTS,
            ...port,
            // In awsvpc mode the host port is the container port, said or not; elsewhere 0 and nothing are one.
            hostPort: awsvpc ? port.containerPort : port.hostPort || undefined,
        })),
        ...(container.healthCheck ? { healthCheck: { ...HEALTH_DEFAULTS, ...container.healthCheck } } : {}),
    }));
    return tidy({
        ...stripReadOnly(definition),
        tags: undefined,
        cpu: text(definition.cpu),
        memory: text(definition.memory),
        containerDefinitions: containers,
    });
}
const list = (value) => (Array.isArray(value) ? value : []);
const byName = (value, key) => list(value).toSorted((a, b) => String(a[key]).localeCompare(String(b[key]), 'en'));
const text = (value) => (value === undefined || value === null ? undefined : String(value));
/** Members in order; nothing, empty lists and empty objects are one. */
function tidy(value) {
    if (Array.isArray(value))
        return value.length === 0 ? undefined : value.map(tidy);
    if (value === null || typeof value !== 'object')
        return value ?? undefined;
    const entries = Object.entries(value)
        .map(([name, member]) => [name, tidy(member)])
        .filter(([, member]) => member !== undefined)
        .sort(([a], [b]) => (a < b ? -1 : 1));
    return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
/** The awslogs settings of a container; undefined when it logs elsewhere or without a stream prefix. */
function awslogsOf(definition, container) {
    const one = definition.containerDefinitions?.find(each => each.name === container);
    const { logDriver, options = {} } = (one?.logConfiguration ?? {});
    const [group, prefix] = [options['awslogs-group'], options['awslogs-stream-prefix']];
    return logDriver === 'awslogs' && group && prefix ? { group, prefix, region: options['awslogs-region'] } : undefined;
}
/** Stream of a task's container: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html */
const logStream = ({ prefix }, container, task) => `${prefix}/${container}/${task}`;


/***/ }),

/***/ 249:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jt: () => (/* binding */ flag),
/* harmony export */   OZ: () => (/* binding */ url),
/* harmony export */   Pq: () => (/* binding */ json),
/* harmony export */   Qq: () => (/* binding */ text),
/* harmony export */   T1: () => (/* binding */ pattern),
/* harmony export */   Tj: () => (/* binding */ map),
/* harmony export */   U9: () => (/* binding */ count),
/* harmony export */   gU: () => (/* binding */ isUrl),
/* harmony export */   p0: () => (/* binding */ duration),
/* harmony export */   p_: () => (/* binding */ list),
/* harmony export */   yL: () => (/* binding */ oneOf)
/* harmony export */ });
/* harmony import */ var _decisions_duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7897);
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
    const ms = (0,_decisions_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .readDuration */ .$7)(value, unit === 'seconds' ? 's' : 'm');
    return ms === undefined
        ? { problem: `is "${value}": write a number of ${unit}, or a duration such as 90s or 15m` }
        : { value: ms };
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
const list = collection('list', [], async (value) => {
    if (/^(\[|- )/.test(value)) {
        const parsed = await parseYaml(value);
        if (!Array.isArray(parsed) || parsed.some(one => typeof one === 'object'))
            return { problem: 'is not a list of words: write one a line, or with commas, or as a JSON list' };
        return { value: parsed.map(String) };
    }
    const words = value.split(value.includes('\n') ? '\n' : ',');
    return { value: words.map(word => word.trim()).filter(Boolean) };
});
/** `NAME=value` one a line or with commas on one line (cut at the first `=`), or a JSON or YAML object. */
const map = collection('map', {}, async (value) => {
    const wrong = { problem: 'is not a map: write NAME=value one a line, or a JSON or YAML object' };
    const lines = value.split(value.includes('\n') ? '\n' : /,(?=\s*[\w.-]+=)/).map(line => line.trim());
    const pairs = lines.filter(Boolean).map(line => line.match(/^([\w./-]+)=(.*)$/s));
    if (!value.startsWith('{') && pairs.every(pair => pair !== null))
        return { value: Object.fromEntries(pairs.map(pair => [pair[1], pair[2]])) };
    const parsed = await parseYaml(value);
    if (parsed === null || typeof parsed !== 'object' || Array.isArray(parsed))
        return wrong;
    const entries = Object.entries(parsed);
    if (entries.some(([, one]) => one === null || typeof one === 'object'))
        return wrong;
    return { value: Object.fromEntries(entries.map(([name, one]) => [name, String(one)])) };
});
/** Any JSON or YAML. */
const json = kind('JSON or YAML', async (value) => {
    const parsed = await parseYaml(value);
    return parsed === undefined ? { problem: 'is neither JSON nor YAML' } : { value: parsed };
});
/** YAML is a superset of JSON; its parser is loaded by the few who need it. */
async function parseYaml(value) {
    try {
        return JSON.parse(value);
    }
    catch {
        const { parse } = await __webpack_require__.e(/* import() */ 815).then(__webpack_require__.t.bind(__webpack_require__, 8815, 19));
        try {
            return parse(value);
        }
        catch {
            return undefined;
        }
    }
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
    const { clock, cancel, until } = options;
    let judgement;
    let wait = 1000;
    let blind;
    for (;;) {
        if (cancel.aborted)
            return { judgement, ended: 'cancelled', ...(blind ? { blind } : {}) };
        const lastLook = clock.now() >= until;
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
        if (lastLook)
            return { judgement, ended: 'time-is-up', ...(blind ? { blind } : {}) };
        await clock.sleep(Math.min(wait, until - clock.now()), cancel);
    }
}


/***/ })

};
