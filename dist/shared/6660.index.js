export const id = 6660;
export const ids = [6660];
export const modules = {

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

/***/ 2652:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ NO_EDITS),
/* harmony export */   w: () => (/* binding */ editDefinition)
/* harmony export */ });
/** Nothing is wanted to be different. */
const NO_EDITS = {
    ...{ family: undefined, cpu: undefined, memory: undefined, taskRoleArn: undefined, executionRoleArn: undefined },
    ...{ images: {}, containers: [], image: undefined, environment: {}, removeEnvironment: [], secrets: {} },
    ...{ environmentFiles: [], logDriver: undefined, logOptions: {}, labels: {}, command: undefined },
    ...{ healthCheck: undefined, patch: undefined },
};
/** The definition as it is wanted, and which containers were meant; or every problem at once. */
function editDefinition(definition, edits) {
    const there = definition.containerDefinitions ?? [];
    const names = there.map(one => one.name ?? '');
    const chosen = chooseContainers(there, edits);
    const unknown = [...edits.containers, ...Object.keys(edits.images)].filter(name => !names.includes(name));
    const problems = [
        ...unknown.map(name => `container-name "${name}" is not in the task definition; it has: ${names.join(', ') || 'none'}`),
        ...(typeof chosen === 'string' ? [chosen] : []),
    ];
    if (problems.length > 0 || typeof chosen === 'string')
        return { problems };
    const { family, cpu, memory, taskRoleArn, executionRoleArn } = edits;
    const edited = {
        ...definition,
        ...given({ family, cpu, memory, taskRoleArn, executionRoleArn }),
        containerDefinitions: there.map(one => {
            const image = edits.images[one.name ?? ''];
            const own = chosen.includes(one.name ?? '') ? editContainer(one, edits) : one;
            return image === undefined ? own : { ...own, image };
        }),
    };
    return {
        definition: edits.patch === undefined ? edited : patchDefinition(edited, edits.patch),
        containers: [...new Set([...(edits.image === undefined ? [] : chosen), ...Object.keys(edits.images)])],
    };
}
/** The names that the edits are for, or why that cannot be told. */
function chooseContainers(there, { containers, ...edits }) {
    if (containers.length > 0)
        return containers;
    if (!forContainers(edits))
        return [];
    const essential = there.filter(one => one.essential !== false).map(one => one.name ?? '');
    if (essential.length === 1)
        return essential;
    return essential.length === 0
        ? 'container-name is empty and the task definition has no essential container: say which one is meant'
        : `container-name is empty and the task definition has several containers: say which one of ${essential.join(', ')}`;
}
const forContainers = ({ image, command, healthCheck, logDriver, ...edits }) => [image, command, healthCheck, logDriver].some(one => one !== undefined) ||
    [
        edits.environment,
        edits.removeEnvironment,
        edits.secrets,
        edits.environmentFiles,
        edits.logOptions,
        edits.labels,
    ].some(one => Object.keys(one).length > 0);
function editContainer(container, edits) {
    // A variable that becomes a secret, or the other way round, is one thing: ECS refuses both.
    const gone = (name) => edits.removeEnvironment.includes(name) || name in edits.secrets;
    const environment = merge(pairs(container.environment, 'value'), edits.environment, gone);
    const secrets = merge(pairs(container.secrets, 'valueFrom'), edits.secrets, name => name in edits.environment);
    const files = edits.environmentFiles.map(value => ({ value, type: 's3' }));
    return {
        ...container,
        ...given({ image: edits.image, command: edits.command }),
        ...listed('environment', container, environment, 'value'),
        ...listed('secrets', container, secrets, 'valueFrom'),
        ...(files.length > 0 ? { environmentFiles: files } : {}),
        ...logs(container, edits),
        ...(Object.keys(edits.labels).length > 0
            ? { dockerLabels: { ...container.dockerLabels, ...edits.labels } }
            : {}),
        ...(edits.healthCheck ? { healthCheck: { ...container.healthCheck, ...edits.healthCheck } } : {}),
    };
}
const pairs = (value, member) => new Map((Array.isArray(value) ? value : []).map(one => [String(one.name), String(one[member] ?? '')]));
const merge = (there, wanted, gone) => new Map([...[...there].filter(([name]) => !gone(name)), ...Object.entries(wanted)]);
/** A list of name and value as ECS takes it; left out where there was none and none is wanted. */
const listed = (member, container, values, value) => values.size > 0 || container[member] !== undefined
    ? { [member]: [...values].map(([name, text]) => ({ name, [value]: text })) }
    : {};
/** Another driver takes none of the old one's options. */
function logs(container, { logDriver, logOptions }) {
    if (logDriver === undefined && Object.keys(logOptions).length === 0)
        return {};
    const before = (container.logConfiguration ?? {});
    const driver = logDriver ?? before.logDriver ?? 'awslogs';
    const options = { ...(driver === before.logDriver ? before.options : {}), ...logOptions };
    return { logConfiguration: { ...(driver === before.logDriver ? before : {}), logDriver: driver, options } };
}
const given = (values) => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
function patchDefinition(definition, patch) {
    const { containerDefinitions: containers, ...rest } = patch;
    const patched = mergePatch(definition, rest);
    if (containers === undefined)
        return patched;
    if (Array.isArray(containers))
        return { ...patched, containerDefinitions: containers };
    const byName = containers;
    return {
        ...patched,
        containerDefinitions: (definition.containerDefinitions ?? []).flatMap(one => {
            const change = byName[one.name ?? ''];
            return change === null ? [] : [change === undefined ? one : mergePatch(one, change)];
        }),
    };
}
/** RFC 7396: null removes, objects merge, all else replaces. https://www.rfc-editor.org/rfc/rfc7396#section-2 */
function mergePatch(target, patch) {
    if (patch === null || typeof patch !== 'object' || Array.isArray(patch))
        return patch;
    const merged = new Map(Object.entries(target !== null && typeof target === 'object' && !Array.isArray(target) ? target : {}));
    for (const [name, value] of Object.entries(patch)) {
        if (value === null)
            merged.delete(name);
        else
            merged.set(name, mergePatch(merged.get(name), value));
    }
    return Object.fromEntries(merged);
}


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

/***/ 7919:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   y: () => (/* binding */ lastResort)
/* harmony export */ });
/** The judge's own reason, in place of a diagnosis that found none; with a next step that fits it. */
function lastResort(diagnosis, { because, lacks, blind }) {
    const say = (cause, next) => ({ ...diagnosis, cause, next });
    if (blind)
        return say('AWS could not be asked any more, so how it ended was not seen', 'Look at the service in the console; run this job again to follow it to its end.');
    const unanswered = /pause hook at ([a-z ]+) timed out/.exec(because)?.[1];
    if (unanswered)
        return say(`the pause hook at ${unanswered} timed out: nobody answered it, so ECS went back`, 'Have whoever set that pause hook on the service answer it the next time (ContinueServiceDeployment), or take it off; then try again.');
    const waits = /\bit is paused at [a-z ]+/.exec(because)?.[0];
    if (waits)
        return say(`${waits}, and nobody has answered the pause`, 'Have whoever set that pause hook on the service answer it (ContinueServiceDeployment), or take it off; then try again.');
    if (diagnosis.class !== 'unknown' || diagnosis.cause.startsWith('ECS says'))
        return diagnosis;
    if (lacks?.what === 'logs')
        return say('its tasks run, but have not written a line to their log group', 'Make the container write a line when it starts, and check its awslogs settings and the execution role; or unset require-logs.');
    if (/wants no task/.test(because))
        return say(because, 'Give desired-count, or allow-zero: true when a service without tasks is what you want.');
    if (/was deleted/.test(because))
        return say(because, 'Create the service again, and find out who deleted it.');
    if (diagnosis.evidence.some(line => line.startsWith('not seen: ')))
        return say('its tasks failed, and this role may not see why', 'Allow what was not seen (above) to the role, or look at the stopped tasks in the console.');
    return diagnosis;
}


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

/***/ 3105:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BO: () => (/* binding */ liveNow),
/* harmony export */   Bg: () => (/* binding */ resultOf),
/* harmony export */   I$: () => (/* binding */ tookOver),
/* harmony export */   Kg: () => (/* binding */ isGood),
/* harmony export */   Kw: () => (/* binding */ explainOutcome),
/* harmony export */   e1: () => (/* binding */ explainLive),
/* harmony export */   lR: () => (/* binding */ tellOutcomes),
/* harmony export */   ts: () => (/* binding */ sayOutcomes)
/* harmony export */ });
/* harmony import */ var _duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7897);

/** What the last look says is live: ours after a good end, else what runs beside ours, else whatever runs. */
function liveNow(revision, verdict, last, blind) {
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
    const verified = !blind && count >= service.desired;
    return { revision: name, running: count, desired: service.desired, verified, ...(blind ? { before: true } : {}) };
}
/** Whether the new revision serves. */
const isGood = (verdict) => verdict === 'succeeded' || verdict === 'nothing-to-do' || verdict === 'progressing';
/** Whether it runs what was released: not so when it was brought back because another service failed. */
const tookOver = ({ verdict, remedy }) => isGood(verdict) && remedy === 'none';
/** The last line of the log: the verdict and, when it is bad, the cause, what is live, and the next thing to do. */
function explainOutcome(outcome) {
    const { revision, previous, verdict, because, live, startedAt, endedAt } = outcome;
    const took = (0,_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .showDuration */ .kJ)(endedAt - startedAt);
    const was = previous && previous !== revision ? ` (was ${previous})` : '';
    const tasks = live ? `${live.running} of ${live.desired} tasks` : 'no task';
    switch (verdict) {
        case 'succeeded':
            if (outcome.remedyNote)
                return `${revision} took over, after ${took}. ${outcome.remedyNote} ${explainLive(live)}`;
            return `${revision} is live: ${tasks}${was}, after ${took}.`;
        case 'nothing-to-do':
            return `${revision} was live already: ${tasks}, nothing to do.`;
        case 'progressing':
            return `${revision} is on its way${was}, and not waited for.`;
        case 'skipped':
            return `${revision} was not released: ${because}.`;
        case 'stopped':
            return bad(outcome, `was stopped: ${because}`);
        case 'superseded':
            return `${revision} was superseded: ${because}. ${explainLive(live)} Find out who deployed it before you release again.`;
        case 'cancelled':
            if (outcome.deployment === '')
                return `Cancelled: ${because}. ${explainLive(live)}`;
            return `Cancelled while ${revision} was taking over. ${explainLive(live)} ECS goes on by itself: release again to follow it, or release ${previous ?? 'another revision'}.`;
        case 'rolled-back':
            return bad(outcome, `was rolled back ${because}`);
        case 'failed':
            return bad(outcome, /^by /.test(because) ? `was given up ${because}` : `failed, as ${because}`);
        case 'timed-out':
            return bad(outcome, live?.before ? `was lost sight of after ${took} (${because})` : `did not take over within ${took} (${because})`);
    }
}
function bad({ revision, because, diagnosis, remedyNote, live }, what) {
    const cause = diagnosis && diagnosis.cause !== because ? `: ${diagnosis.cause}` : '';
    return [`${revision} ${what}${cause}.`, remedyNote, explainLive(live), diagnosis?.next].filter(Boolean).join(' ');
}
/** What is live, as a sentence. */
function explainLive(live) {
    if (!live)
        return 'Nothing is live.';
    const { revision, running, desired, verified, before } = live;
    if (before)
        return `${revision} was live (${running} of ${desired} tasks) when it was last seen.`;
    return verified
        ? `${revision} is live (${running} of ${desired} tasks).`
        : `${revision} is live with only ${running} of ${desired} tasks.`;
}
/** Worst first: what one word says of several services. */
const ORDER = [
    'failed',
    'timed-out',
    'rolled-back',
    'stopped',
    'superseded',
    'cancelled',
    'skipped',
    'progressing',
    'succeeded',
    'nothing-to-do',
];
const REMEDIES = ['needs-human', 'kept', 'rolled-back', 'none'];
/**
 * Bytes that outputs may take: Linux gives a program 128 KiB for one variable, and users hand all of them on as one.
 * https://man7.org/linux/man-pages/man2/execve.2.html (MAX_ARG_STRLEN)
 */
const RESULTS = 60_000;
const TEXT = 15_000;
const bytes = (text) => new TextEncoder().encode(text).length;
/** A text of so many services that it would not fit is cut; the log has it whole. */
const fitting = (text) => bytes(text) <= TEXT ? text : `${new TextDecoder().decode(new TextEncoder().encode(text).slice(0, TEXT))}… (cut)`;
/** JSON of all services; evidence lines that would make it too long stay in the log, the last of each service first. */
function resultsOf(outcomes) {
    const most = Math.max(0, ...outcomes.map(one => one.diagnosis?.evidence.length ?? 0));
    const withLines = (count) => JSON.stringify(outcomes.map(({ seen, diagnosis, ...rest }) => ({
        ...rest,
        diagnosis: diagnosis && { ...diagnosis, evidence: diagnosis.evidence.slice(0, count) },
    })));
    for (let count = most; count > 0; count--) {
        const results = withLines(count);
        if (bytes(results) <= RESULTS)
            return results;
    }
    return withLines(0);
}
/** One sentence or more for each; with its name where there are several. */
const sayOutcomes = (outcomes) => outcomes.map(one => (outcomes.length === 1 ? explainOutcome(one) : `${one.service}: ${explainOutcome(one)}`));
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
        cause: fitting(lines(one => one.diagnosis?.cause)),
        nextStep: fitting(lines(one => one.diagnosis?.next)),
        message: fitting(sayOutcomes(outcomes).join('\n')),
        result: resultOf(outcomes).result,
        succeeded: lines(one => (tookOver(one) ? one.service : undefined)),
        failed: lines(one => (tookOver(one) ? undefined : one.service)),
        results: resultsOf(outcomes),
    };
}
/** What several services come to, and which versions they are left with. */
function resultOf(outcomes) {
    const good = outcomes.filter(tookOver);
    const bad = outcomes.filter(one => !tookOver(one));
    const names = (some) => some.map(one => one.service).join(', ');
    const live = outcomes.map(one => `${one.service} on ${one.live?.revision ?? 'nothing'}`).join(', ');
    if (bad.length === 0)
        return { result: 'succeeded', line: `All ${outcomes.length} services took over: ${names(good)}.` };
    const result = good.length === 0 ? 'failed' : 'partial';
    return {
        result,
        line: `${bad.length} of ${outcomes.length} services did not take over: ${names(bad)}. Live now: ${live}.`,
    };
}


/***/ }),

/***/ 4366:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EE: () => (/* binding */ ourStages),
/* harmony export */   M3: () => (/* binding */ LEFT),
/* harmony export */   MU: () => (/* binding */ isOurs),
/* harmony export */   Mb: () => (/* binding */ inTheWay),
/* harmony export */   OB: () => (/* binding */ ourHook),
/* harmony export */   Tp: () => (/* binding */ longestPause),
/* harmony export */   Zt: () => (/* binding */ shortestPause),
/* harmony export */   jn: () => (/* binding */ sweepHooks),
/* harmony export */   ko: () => (/* binding */ SWEPT),
/* harmony export */   m_: () => (/* binding */ withoutOurs)
/* harmony export */ });
/** Where the judge is asked: green is tested, a step is to come, all traffic has moved. */
const AFTER_TEST = 'POST_TEST_TRAFFIC_SHIFT';
const BEFORE_STEP = 'PRE_PRODUCTION_TRAFFIC_SHIFT';
const AFTER_LAST = 'POST_PRODUCTION_TRAFFIC_SHIFT';
/** In LINEAR and CANARY there is a pause before every step; in BLUE_GREEN the one after the test is before the only one. */
const ourStages = (strategy) => strategy === 'BLUE_GREEN' ? [AFTER_TEST, AFTER_LAST] : [AFTER_TEST, BEFORE_STEP, AFTER_LAST];
/** Beside what the judge needs (ms): so long at least nobody may be there to answer, a runner that is started again for example. */
const MARGIN = 10 * 60_000;
/** A pause hook waits for 14 days at most. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/pause-lifecycle-hooks.html */
const LONGEST_MINUTES = 20_160;
/**
 * By this our hooks are told from those of others, which may have the same stages: a hook has no name, and nobody's own
 * waits for minutes that end in 7.
 */
const ENDS_IN = 7;
/** What a judge may need at most (ms), so that it has its answer before a pause ends. */
const longestPause = (LONGEST_MINUTES - 10) * 60_000 - MARGIN;
/** The hook that pauses for the judge; when nobody answers in time, ECS goes back. `longest` (ms): what the judge may need. */
const ourHook = (strategy, longest) => ({
    targetType: 'PAUSE',
    lifecycleStages: ourStages(strategy),
    timeoutConfiguration: {
        timeoutInMinutes: signed(Math.ceil((longest + MARGIN) / 60_000)),
        action: 'ROLLBACK',
    },
});
/** The next number of minutes, from this one on, that only we have. */
const signed = (minutes) => minutes + ((10 + ENDS_IN - (minutes % 10)) % 10);
/** Whether a hook is one that a run of this action has set: for all the stages of the judge, and back in doubt. */
const isOurs = ({ targetType, lifecycleStages = [], timeoutConfiguration }) => targetType === 'PAUSE' &&
    timeoutConfiguration?.action === 'ROLLBACK' &&
    (timeoutConfiguration.timeoutInMinutes ?? 0) % 10 === ENDS_IN &&
    ['BLUE_GREEN', 'LINEAR'].some(strategy => ourStages(strategy).join() === lifecycleStages.join());
/** A service's hooks without those that this action has set. */
const withoutOurs = ({ lifecycleHooks = [] }) => lifecycleHooks.filter(hook => !isOurs(hook));
/**
 * What an update has to set besides, so that it does not wait for a judge that is not there: a run that was killed, or
 * left its release held, leaves its pause hooks on the service. Hooks of others stay; empty where none is ours.
 */
const sweepHooks = ({ hooks = [] }) => hooks.some(isOurs) ? { lifecycleHooks: hooks.filter(hook => !isOurs(hook)) } : {};
/** How that is said, beside the update. */
const SWEPT = 'the pause hooks that an earlier shift had left on the service are taken off with this update';
/** And how it is said where nothing is updated. */
const LEFT = 'pause hooks that an earlier shift had left stay on the service, since nothing is updated: the next release or rollback that moves it takes them off';
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


/***/ }),

/***/ 8595:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CT: () => (/* binding */ stageName),
/* harmony export */   DB: () => (/* binding */ unansweredStage),
/* harmony export */   _H: () => (/* binding */ howToAnswer),
/* harmony export */   kh: () => (/* binding */ sayUnanswered)
/* harmony export */ });
/* harmony import */ var _duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7897);
// How is a pause of ECS said, and how do people answer it?

/** `post test traffic shift`. */
const stageName = (stage) => (stage ?? 'none yet').toLowerCase().replaceAll('_', ' ');
/** `; unanswered, ECS goes back at 12:43:40 UTC`. */
const sayUnanswered = ({ expiresAt, atTimeout }) => expiresAt === undefined
    ? ''
    : `; unanswered, ECS ${atTimeout === 'go-on' ? 'goes on' : 'goes back'} at ${(0,_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .showTime */ .lY)(expiresAt)} UTC`;
/** The stage whose pause nobody answered, by ECS's reason for going back. */
const unansweredStage = (reason) => /([A-Z_]+) pause hook timed out/.exec(reason)?.[1];
/** How people answer the open pause of a deployment, and until when; ECS's API asks for each hook by its id. */
function howToAnswer(record) {
    const first = record.hooks.find(({ status }) => status === 'AWAITING_ACTION');
    if (!first)
        return 'Look at the service now.';
    const [, , , region] = record.arn.split(':');
    const then = first.atTimeout === 'go-on' ? 'goes on' : 'goes back';
    const until = first.expiresAt === undefined ? '' : ` before ${(0,_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .showTime */ .lY)(first.expiresAt)} UTC, or ECS ${then} by itself`;
    const command = `aws ecs continue-service-deployment --region ${region} --service-deployment-arn ${record.arn} --hook-id ${first.id} --action CONTINUE`;
    return `Answer the pause at ${stageName(record.stage)}${until}: ${command} (or ROLLBACK).`;
}


/***/ }),

/***/ 2389:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ planRemedy),
/* harmony export */   u: () => (/* binding */ NOTHING_MORE)
/* harmony export */ });
/**
 * The default goes back only to a revision that has served before; when there is none, nothing is touched. What ECS
 * already undid, and what somebody else deployed over us, is not ours to change.
 */
function planRemedy(verdict, onFailure, revision, before, now) {
    if (now && !now.active)
        return { roll: 'not', remedy: 'needs-human', because: 'The service is gone: create it again.' };
    if (verdict !== 'failed' && verdict !== 'timed-out')
        return { roll: 'not', remedy: 'none', because: '' };
    if (onFailure === 'stop')
        return { roll: 'not', remedy: 'needs-human', because: NOTHING_MORE };
    if (onFailure === 'keep')
        return { roll: 'not', remedy: 'kept', because: 'It was left as it is (on-failure: keep).' };
    const running = before.deployments
        .filter(one => one.revision !== revision && one.running > 0)
        .sort((a, b) => b.createdAt - a.createdAt);
    const served = running.find(hasServed);
    if (!served)
        return {
            roll: 'not',
            remedy: 'needs-human',
            because: running[0]
                ? `${running[0].revision} ran before and had not taken over either, so nothing was touched.`
                : 'No revision of this service has served before, so nothing was touched.',
        };
    return { roll: 'back', to: served.revision };
}
/** What is said of a way back that failed. */
const NOTHING_MORE = 'Nothing more was done: a person must look now.';
/** It was completed once: it is now, or ECS is going back to it. */
const hasServed = ({ state, reason }) => state === 'completed' || state === undefined || (state === 'in-progress' && /roll(ing|ed)? ?back/i.test(reason));


/***/ }),

/***/ 8455:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  V7: () => (/* binding */ COPIES_AGREE),
  VY: () => (/* binding */ judgeRollout),
  QI: () => (/* binding */ wantsDetails)
});

// EXTERNAL MODULE: ./build/src/decisions/diagnosis.js
var diagnosis = __webpack_require__(2780);
// EXTERNAL MODULE: ./build/src/decisions/snapshot.js
var decisions_snapshot = __webpack_require__(9049);
;// CONCATENATED MODULE: ./build/src/decisions/hopeless.js


/**
 * Causes that another try cannot mend. Networks and capacity come back, and permissions take minutes to reach all of
 * AWS, so these are waited for. https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency
 */
const LASTING = [
    'image-not-found',
    'secret-missing',
    'log-group-missing',
    'out-of-memory',
    'wrong-architecture',
    'cannot-start',
    'exit-code',
    'container-health',
    'target-health',
];
/** As many as ECS's own circuit breaker: half of the desired count, from 3 to 200. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html */
const breakerThreshold = (desired) => Math.min(200, Math.max(3, Math.ceil(desired / 2)));
/**
 * Why the rollout is hopeless; undefined while there is hope. What is proven absent is enough by itself; else the same
 * lasting cause `after` times with no task that is well. What ECS's circuit breaker counts is left to it to decide.
 */
function whyHopeless(following, snapshot, after) {
    const { service, stopped = [], tasks, proof } = snapshot;
    if (proof)
        return proof;
    const ours = service?.deployments.find(one => one.id === following.deployment);
    if (!service || !ours)
        return undefined;
    const limit = after ?? breakerThreshold(service.desired);
    if (service.breaker.enabled && ours.failed >= breakerThreshold(service.desired))
        return undefined;
    if (ours.running > 0 && (!tasks || anyIsWell(tasks, following, snapshot, service)))
        return undefined;
    const [most] = (0,diagnosis/* foldByCause */.Mq)({ revision: following.revision, stopped, targets: [], events: [] });
    if (!most || most.tasks.length < limit || !LASTING.includes(most.class))
        return undefined;
    return `${most.tasks.length} tasks ended the same way and none is well`;
}
/**
 * Well is: its own health check says so, or the load balancer, or, where neither looks, it has run for half a minute.
 * In doubt a task is well: behind a load balancer whose targets were not looked at.
 */
function anyIsWell(tasks, following, snapshot, service) {
    const own = (0,decisions_snapshot/* ourTasks */.Lv)(following, tasks);
    if (own.some(task => task.health === 'healthy'))
        return true;
    if (service.targetGroups.length > 0) {
        const targets = (0,decisions_snapshot/* ourTargets */.HP)(following, snapshot);
        return own.length > 0 && (!targets || targets.some(target => target.state === 'healthy'));
    }
    return own.some(({ health, startedAt }) => health === 'unknown' && startedAt !== undefined && snapshot.at - startedAt > 30_000);
}

// EXTERNAL MODULE: ./build/src/decisions/pause-words.js
var pause_words = __webpack_require__(8595);
// EXTERNAL MODULE: ./build/src/decisions/undone.js
var decisions_undone = __webpack_require__(6566);
;// CONCATENATED MODULE: ./build/src/decisions/rollout.js
// Has our deployment taken over, failed, been undone, or been replaced?




const progressing = (because, lacks) => ({
    verdict: 'progressing',
    because,
    ...(lacks ? { lacks } : {}),
});
/**
 * Judges all that was seen of a service, oldest first. The first final verdict stands, whatever comes after it; a
 * deployment is known by its id alone, so the order in a snapshot and a repeated snapshot change nothing.
 */
function judgeRollout(following, seen, rules) {
    let judgement = progressing('nothing was seen yet');
    let goodSince;
    for (const snapshot of seen) {
        judgement = judgeDeployment(following, snapshot, rules);
        if (judgement.verdict === 'succeeded') {
            goodSince ??= snapshot.at;
            judgement = judgeTasks(following, snapshot, rules, goodSince);
        }
        else
            goodSince = undefined;
        const hopeless = judgement.verdict === 'progressing' && whyHopeless(following, snapshot, rules.hopelessAfter);
        if (hopeless)
            judgement = { verdict: 'failed', because: hopeless };
        if (judgement.verdict === 'progressing' && rules.giveUp !== undefined && snapshot === seen.at(-1))
            judgement = { verdict: 'stopped', because: rules.giveUp };
        if (judgement.verdict === 'progressing' && snapshot.at >= rules.until)
            judgement = { ...judgement, verdict: 'timed-out' };
        if (judgement.verdict !== 'progressing')
            return judgement;
    }
    return judgement;
}
/** Whether ECS's own record is content, so that tasks and targets decide the rest. */
const wantsDetails = (following, snapshot, rules) => judgeDeployment(following, snapshot, rules).verdict === 'succeeded';
/** What ECS's own records say. */
function judgeDeployment(following, snapshot, rules) {
    const { service } = snapshot;
    const { deployment, revision } = following;
    if (!service?.active)
        return { verdict: 'failed', because: 'the service was deleted' };
    const ours = service.deployments.find(one => one.id === deployment);
    const primary = (0,decisions_snapshot/* primaryOf */.Os)(service);
    const recorded = (0,decisions_undone/* judgeRecord */.dy)(snapshot, primary);
    if (recorded)
        return recorded;
    if (ours?.state === 'failed')
        return (0,decisions_undone/* judgeEnd */.d8)(ours.reason, following, service, primary);
    const { answer } = following;
    if (answer && snapshot.at - answer.at < COPIES_AGREE && service.desired !== answer.desired)
        return progressing('ECS shows what was before the update');
    if (ours?.primary)
        return sayPause(judgeCounts(ours, service, rules), snapshot);
    // A rollback makes the earlier deployment primary again, and when it is over only the events tell of it.
    const undone = service.events.find(event => event.text.includes(`(deployment ${deployment}) deployment failed`));
    if (undone)
        return (0,decisions_undone/* judgeEnd */.d8)(undone.text, following, service, primary);
    // A rollback that nobody has touched since before our deployment undid what came before us.
    if (primary && (ours || primary.updatedAt > following.createdAt) && decisions_undone/* ROLLS_BACK */.hd.test(primary.reason))
        return { verdict: 'rolled-back', because: (0,decisions_undone/* whoRolledBack */.SD)(primary.reason), instead: primary };
    if (!primary || (0,decisions_snapshot/* isStale */.QO)(following, service))
        return progressing(`ECS does not show the deployment of ${revision} yet`);
    return {
        verdict: 'superseded',
        because: `a newer deployment of ${primary.revision} took its place`,
        instead: primary,
    };
}
/** How long (ms) after an update an answer may be older than it. */
const COPIES_AGREE = 10_000;
/** What is named first is the same whatever order AWS lists it in. */
const byId = (a, b) => (a.id < b.id ? -1 : 1);
function judgeCounts(ours, service, { waitFor }) {
    const running = `${ours.running} of ${service.desired} tasks run on ${ours.revision}`;
    // The answer to an update shows a deployment that wants no task yet; the service knows how many it wants.
    if (ours.running < service.desired || ours.pending > 0)
        return progressing(running);
    if (waitFor === 'serving')
        return { verdict: 'succeeded', because: running };
    const others = service.deployments.filter(one => one.id !== ours.id && one.running + one.pending > 0);
    if (others.length > 0) {
        const left = others.reduce((sum, one) => sum + one.running + one.pending, 0);
        const revisions = [...new Set(others.map(one => one.revision))].sort().join(' and ');
        return progressing(`${left} of ${revisions}'s tasks are still draining`);
    }
    if (ours.state === 'in-progress')
        return progressing('ECS does not call the deployment completed yet');
    return { verdict: 'succeeded', because: running };
}
/** Where ECS waits for an answer, that is why nothing else comes. */
function sayPause(judgement, { serviceDeployment }) {
    const { pause, stage } = serviceDeployment ?? {};
    if (!pause || judgement.verdict !== 'progressing')
        return judgement;
    return progressing(`it is paused at ${(0,pause_words/* stageName */.CT)(stage)}${(0,pause_words/* sayUnanswered */.kh)(pause)}`);
}
/** What tasks and targets say, once ECS's own record is content. */
function judgeTasks(following, snapshot, rules, goodSince) {
    const { service, at } = snapshot;
    const ours = service?.deployments.find(one => one.id === following.deployment);
    if (service?.desired === 0)
        return rules.allowZero
            ? { verdict: 'succeeded', because: 'the service wants no task, so nothing runs' }
            : { verdict: 'failed', because: 'the service wants no task (desired count 0), so nothing runs' };
    const tasks = snapshot.tasks && (0,decisions_snapshot/* ourTasks */.Lv)(following, snapshot.tasks).toSorted(byId);
    const ill = tasks?.find(task => task.health === 'unhealthy' || task.status !== 'RUNNING');
    if (ill)
        return progressing(`task ${ill.id} is ${ill.health === 'unhealthy' ? 'unhealthy' : ill.status}`, { what: 'tasks' });
    const unwell = judgeTargets(following, snapshot, tasks?.length ?? 1);
    if (unwell)
        return progressing(unwell, { what: 'targets' });
    // ECS counts from one copy and lists from another: of a task that is not listed nothing is known.
    if (tasks && service && tasks.length < service.desired)
        return progressing(`ECS lists ${tasks.length} of ${service.desired} tasks so far`, { what: 'tasks' });
    const silent = rules.requireLogs && tasks?.find(task => !snapshot.logged?.includes(task.id));
    if (silent)
        return progressing(`task ${silent.id} has written no line yet`, { what: 'logs' });
    const upSince = tasks ? Math.max(0, ...tasks.map(task => task.startedAt ?? at)) : goodSince;
    const settled = upSince + (rules.settle ?? settleFor(service, tasks));
    if (at < settled)
        return progressing('the new tasks have not been up long enough yet', { what: 'time', at: settled });
    return { verdict: 'succeeded', because: `${ours?.running} of ${service?.desired} tasks run on ${ours?.revision}` };
}
/** Without a load balancer or a health check ECS is content as soon as a process runs; this long (ms) it must have run. */
const SETTLE_UNVOUCHED = 30_000;
const settleFor = (service, tasks) => service?.targetGroups.length || (tasks?.length && tasks.every(task => task.health === 'healthy'))
    ? 0
    : SETTLE_UNVOUCHED;
/** What is not well yet with the load balancer's view of our tasks; undefined when all is, or nobody may look. */
function judgeTargets(following, snapshot, tasks) {
    const targets = (0,decisions_snapshot/* ourTargets */.HP)(following, snapshot)?.toSorted(byId);
    if (!targets)
        return undefined;
    const ill = targets.find(target => target.state !== 'healthy');
    if (ill)
        return `target ${ill.id}:${ill.port} is ${ill.state}${ill.reason ? ` (${ill.reason})` : ''}`;
    const { targetGroups = [], alternates = {} } = snapshot.service ?? {};
    const within = (group) => targets.filter(one => one.group === group || one.group === alternates[group]);
    const short = targetGroups.find(group => within(group).length < tasks);
    return short && `the load balancer does not have all ${tasks} tasks as targets yet`;
}


/***/ }),

/***/ 4057:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ planServices),
/* harmony export */   Z: () => (/* binding */ isArnOf)
/* harmony export */ });
// Which services are released, with what, and in which order?
/** The name of a service, given as its ARN or as its name. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-account-settings.html#ecs-resource-ids */
const serviceName = (reference) => reference.match(/^arn:[\w-]+:ecs:[\w-]+:\d+:service\/(?:[^/]+\/)?([^/]+)$/)?.[1] ?? reference;
/** Whether an ARN, with its cluster or as ECS once wrote it without, is that of a service. */
const isArnOf = (given, arn) => given === arn || given === arn.replace(/:service\/[^/]+\//, ':service/');
const KEYS = ['service', 'task-definition', 'image', 'image-tag', 'container-name', 'aliases'];
/** Groups of services in the order in which they are released; without an order all are one group. Or every problem. */
function planServices(asked) {
    const problems = [];
    const entries = readEntries(asked, problems);
    const aliases = new Map(Object.entries(asked.aliases));
    for (const [name, entry] of entries)
        for (const alias of entry.aliases)
            aliases.set(alias, name);
    const resolve = (given, input) => {
        const name = serviceName(given);
        const meant = entries.has(name) ? name : (aliases.get(name) ?? name);
        if (entries.has(meant))
            return [meant];
        problems.push(`${input} has "${given}", which is not among the services: ${[...entries.keys()].join(', ')}`);
        return [];
    };
    const only = asked.only.flatMap(name => resolve(name, 'only'));
    const order = asked.order.map(group => group.flatMap(name => resolve(name, 'order')));
    const chosen = [...entries.keys()].filter(name => asked.only.length === 0 || only.includes(name));
    const ordered = order.flat();
    if (order.length > 0)
        for (const name of chosen.filter(one => !ordered.includes(one)))
            problems.push(`order does not say when "${name}" is released: put it into a group, or leave it out by only`);
    const twice = ordered.find((name, i) => ordered.indexOf(name) !== i);
    if (twice)
        problems.push(`order has "${twice}" twice`);
    const ecsName = (name) => serviceName(entries.get(name).service);
    const same = chosen.find((name, i) => chosen.findIndex(one => ecsName(one) === ecsName(name)) !== i);
    if (same)
        problems.push(`services has "${entries.get(same)?.service}" twice`);
    if (problems.length > 0)
        return { problems };
    const groups = order.length > 0 ? order.map(group => group.filter(name => chosen.includes(name))) : [chosen];
    return {
        groups: groups
            .filter(group => group.length > 0)
            .map(group => group.map(name => wantedOf(name, entries.get(name), asked))),
    };
}
function readEntries({ service, services }, problems) {
    const plain = (name) => [serviceName(name), { service: name, aliases: [] }];
    if (services === undefined)
        return new Map([...new Set(service)].map(plain));
    if (Array.isArray(services))
        return new Map([...service, ...services.map(String)].map(plain));
    if (services === null || typeof services !== 'object') {
        problems.push('services is not a list or a map of services');
        return new Map();
    }
    const entries = Object.entries(services).map(([name, value]) => {
        if (value === null)
            return plain(name);
        if (typeof value === 'string')
            return [serviceName(name), { service: name, aliases: [], 'task-definition': value }];
        const entry = value;
        for (const key of Object.keys(entry).filter(one => !KEYS.includes(one)))
            problems.push(`services.${name}.${key} is not known; known are: ${KEYS.join(', ')}`);
        const aliases = Array.isArray(entry.aliases) ? entry.aliases.map(String) : [];
        return [serviceName(name), { ...entry, service: typeof entry.service === 'string' ? entry.service : name, aliases }];
    });
    return new Map([...service.map(plain), ...entries]);
}
function wantedOf(name, entry, asked) {
    const text = (key) => (isNothing(entry[key]) ? undefined : String(entry[key]));
    const [image, imageTag] = [text('image'), text('image-tag')];
    return {
        name,
        service: serviceName(entry.service),
        ...(entry.service.startsWith('arn:') ? { arn: entry.service } : {}),
        taskDefinition: text('task-definition') ?? asked.taskDefinition,
        // Its own image, of whatever form, comes before the common one.
        image: image ?? (imageTag === undefined ? asked.image : undefined),
        imageTag: imageTag ?? (image === undefined ? asked.imageTag : undefined),
        container: text('container-name') ?? asked.container,
    };
}
const isNothing = (value) => value === undefined || value === null;


/***/ }),

/***/ 5236:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JE: () => (/* binding */ differFrom),
/* harmony export */   Ke: () => (/* binding */ neededChange),
/* harmony export */   PO: () => (/* binding */ settingsBack),
/* harmony export */   QP: () => (/* binding */ settingsChange),
/* harmony export */   l0: () => (/* binding */ showSettings)
/* harmony export */ });
/** One line for people: `min 100 %, max 200 %, circuit breaker with rollback, grace 60 s`. */
function showSettings({ minimumHealthyPercent: least, maximumPercent: most, breaker, gracePeriod, alarms, strategy, }) {
    return [
        ...(strategy === 'ROLLING' ? [] : [strategy]),
        ...(least === undefined ? [] : [`min ${least} %`]),
        ...(most === undefined ? [] : [`max ${most} %`]),
        `circuit breaker ${showBreaker(breaker)}`,
        ...(gracePeriod === undefined ? [] : [`grace ${gracePeriod} s`]),
        ...(alarms.length > 0 ? [`alarms ${alarms.join(', ')}`] : []),
    ].join(', ');
}
const showBreaker = ({ enabled, rollback }) => enabled ? `with${rollback ? '' : 'out'} rollback` : 'off';
/** Where the service differs from what is asked for, a line each: `maximum-percent is 150, not 200`. */
function differFrom(asked, service) {
    const is = {
        'minimum-healthy-percent': service.minimumHealthyPercent,
        'maximum-percent': service.maximumPercent,
        'circuit-breaker': service.breaker.enabled ? (service.breaker.rollback ? 'rollback' : 'on') : 'off',
        'health-check-grace-period-seconds': service.gracePeriod,
        alarms: service.alarms.toSorted().join(', ') || 'none',
    };
    const wanted = {
        'minimum-healthy-percent': asked.minimumHealthyPercent,
        'maximum-percent': asked.maximumPercent,
        'circuit-breaker': asked.circuitBreaker,
        'health-check-grace-period-seconds': asked.gracePeriod === undefined ? undefined : asked.gracePeriod / 1000,
        alarms: asked.alarms.length > 0 ? asked.alarms.toSorted().join(', ') : undefined,
    };
    return Object.entries(wanted).flatMap(([name, value]) => {
        const now = is[name];
        return value === undefined || value === now ? [] : [`${name} is ${now ?? 'not set'}, not ${value}`];
    });
}
/** What is to be sent: nothing that was not asked for. Names as ECS has them. */
function settingsChange(asked) {
    const configuration = {
        ...(asked.minimumHealthyPercent === undefined ? {} : { minimumHealthyPercent: asked.minimumHealthyPercent }),
        ...(asked.maximumPercent === undefined ? {} : { maximumPercent: asked.maximumPercent }),
        ...(asked.circuitBreaker === undefined
            ? {}
            : {
                deploymentCircuitBreaker: {
                    enable: asked.circuitBreaker !== 'off',
                    rollback: asked.circuitBreaker === 'rollback',
                },
            }),
        ...(asked.alarms.length > 0 ? { alarms: { alarmNames: asked.alarms, enable: true, rollback: true } } : {}),
    };
    return {
        ...(Object.keys(configuration).length > 0 ? { configuration } : {}),
        ...(asked.gracePeriod === undefined ? {} : { healthCheckGracePeriodSeconds: Math.round(asked.gracePeriod / 1000) }),
    };
}
/** What gives a service back what it had `before`: only of that which was changed. */
function settingsBack(changed, before) {
    const { minimumHealthyPercent = 100, maximumPercent = 200, breaker, alarms, gracePeriod = 0, desired } = before;
    const had = {
        minimumHealthyPercent,
        maximumPercent,
        deploymentCircuitBreaker: { enable: breaker.enabled, rollback: breaker.rollback },
        alarms: { alarmNames: alarms, enable: alarms.length > 0, rollback: alarms.length > 0 },
    };
    const configuration = Object.fromEntries(Object.entries(had).filter(([name]) => name in (changed.configuration ?? {})));
    return {
        ...(changed.desiredCount === undefined ? {} : { desiredCount: desired }),
        ...(changed.healthCheckGracePeriodSeconds === undefined ? {} : { healthCheckGracePeriodSeconds: gracePeriod }),
        ...(Object.keys(configuration).length > 0 ? { configuration } : {}),
    };
}
/** Of what is asked for, that which the service does not have already: what is the same is not sent. */
function neededChange(asked, service) {
    const same = settingsBack(asked, service);
    const known = (same.configuration ?? {});
    const configuration = Object.fromEntries(Object.entries(asked.configuration ?? {}).filter(([name, value]) => !(name in known) || !sameSetting(value, known[name])));
    return {
        ...(asked.desiredCount === same.desiredCount ? {} : { desiredCount: asked.desiredCount }),
        ...(asked.healthCheckGracePeriodSeconds === same.healthCheckGracePeriodSeconds
            ? {}
            : { healthCheckGracePeriodSeconds: asked.healthCheckGracePeriodSeconds }),
        ...(Object.keys(configuration).length > 0 ? { configuration } : {}),
    };
}
const sameSetting = (one, other) => {
    const sorted = (value) => JSON.stringify(value, (_, member) => Array.isArray(member)
        ? member.toSorted()
        : member && typeof member === 'object'
            ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
            : member);
    return sorted(one) === sorted(other);
};


/***/ }),

/***/ 9049:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HP: () => (/* binding */ ourTargets),
/* harmony export */   Lv: () => (/* binding */ ourTasks),
/* harmony export */   Os: () => (/* binding */ primaryOf),
/* harmony export */   QO: () => (/* binding */ isStale),
/* harmony export */   Rs: () => (/* binding */ previousRevision),
/* harmony export */   c1: () => (/* binding */ groupsOf)
/* harmony export */ });
/**
 * The tasks that our deployment started. ECS names it in `startedBy` (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Task.html);
 * where no deployment is named, as emulators of ECS do, revision and time tell.
 */
const ourTasks = ({ deployment, revision, createdAt }, tasks) => tasks.filter(task => task.deployment === deployment ||
    (!task.deployment.startsWith('ecs-svc/') && task.revision === revision && (task.createdAt ?? 0) >= createdAt));
/** All groups in which tasks of the service may be. */
const groupsOf = ({ targetGroups, alternates = {} }) => [
    ...new Set([...targetGroups, ...Object.values(alternates)]),
];
/** Targets at the addresses of our tasks; when tasks have none that we know, all that are not draining. */
function ourTargets(following, snapshot) {
    const addresses = ourTasks(following, snapshot.tasks ?? []).flatMap(task => task.address ?? []);
    return addresses.length > 0
        ? snapshot.targets?.filter(target => addresses.includes(target.id))
        : snapshot.targets?.filter(target => target.state !== 'draining');
}
/**
 * Whether an answer is older than our deployment: ECS reads from copies, and nobody can have replaced us with something
 * older. A rollback is younger than what it undoes.
 */
function isStale({ deployment, createdAt }, service) {
    const primary = primaryOf(service);
    return (primary !== undefined && primary.createdAt < createdAt && !service.deployments.some(one => one.id === deployment));
}
/** The deployment that ECS is at now; undefined for a service that is gone. */
const primaryOf = (service) => service?.deployments.find(one => one.primary);
/** The revision that served before `revision` came: what the service names, or what is still there beside it. */
function previousRevision(before, revision) {
    if (before.revision !== revision)
        return before.revision;
    return before.deployments.filter(one => one.revision !== revision).sort((a, b) => b.createdAt - a.createdAt)[0]
        ?.revision;
}


/***/ }),

/***/ 6566:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   SD: () => (/* binding */ whoRolledBack),
/* harmony export */   d8: () => (/* binding */ judgeEnd),
/* harmony export */   dy: () => (/* binding */ judgeRecord),
/* harmony export */   hd: () => (/* binding */ ROLLS_BACK)
/* harmony export */ });
/* harmony import */ var _pause_words_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8595);
// Was our deployment undone, by whom, and did ECS go back to what was before?

/** How ECS words a rollback, in the reason of the deployment that it goes back to. */
const ROLLS_BACK = /roll(ing|ed)?[ -]?back/i;
/**
 * What the service-deployment record says, where it was read: it tells what somebody stopped from what ECS undid.
 * Reasons: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_service_deployment_events.html
 */
function judgeRecord({ serviceDeployment }, primary) {
    if (!serviceDeployment)
        return undefined;
    const { status, reason } = serviceDeployment;
    const also = primary ? { instead: primary } : {};
    const byUser = /\bby (a )?user\b/i.test(reason);
    if (status === 'ROLLBACK_FAILED')
        return { verdict: 'failed', because: `ECS could not roll it back (${reason})`, ...also };
    if (status.startsWith('ROLLBACK_'))
        return byUser
            ? { verdict: 'stopped', because: 'somebody stopped the deployment, and ECS rolls it back', ...also }
            : { verdict: 'rolled-back', because: whoRolledBack(reason), ...also };
    if (status !== 'STOPPED' && status !== 'STOP_REQUESTED')
        return undefined;
    if (byUser)
        return { verdict: 'stopped', because: 'somebody stopped the deployment (StopServiceDeployment)', ...also };
    // ECS also calls stopped what gave way to a newer deployment: of that the service itself tells more.
    return /circuit breaker|alarm/i.test(reason) ? { verdict: 'failed', because: whoRolledBack(reason) } : undefined;
}
/** Ours has failed: did ECS go back, or did somebody deploy over what it left? */
function judgeEnd(reason, following, { events }, primary) {
    const because = whoRolledBack(reason);
    const instead = primary && primary.id !== following.deployment ? { instead: primary } : {};
    const wentBack = instead.instead &&
        (instead.instead.createdAt < following.createdAt ||
            ROLLS_BACK.test(instead.instead.reason) ||
            events.some(event => event.at >= following.createdAt && / rolling back to deployment /.test(event.text)));
    return { verdict: wentBack ? 'rolled-back' : 'failed', because, ...instead };
}
const whoRolledBack = (reason) => {
    const paused = (0,_pause_words_js__WEBPACK_IMPORTED_MODULE_0__/* .unansweredStage */ .DB)(reason);
    if (paused)
        return `by ECS because the pause hook at ${(0,_pause_words_js__WEBPACK_IMPORTED_MODULE_0__/* .stageName */ .CT)(paused)} timed out`;
    if (/alarm/i.test(reason))
        return 'by ECS because of an alarm';
    return /circuit breaker|tasks failed to start/i.test(reason) ? 'by the circuit breaker' : 'by ECS';
};


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

/***/ 4578:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J5: () => (/* binding */ refused),
/* harmony export */   O$: () => (/* binding */ findServices),
/* harmony export */   qN: () => (/* binding */ begin)
/* harmony export */ });
/* harmony import */ var _decisions_outcome_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3105);
/* harmony import */ var _decisions_pause_hooks_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4366);
/* harmony import */ var _decisions_settings_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5236);
/* harmony import */ var _decisions_snapshot_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9049);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7279);
/* harmony import */ var _watch_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2226);
/* harmony import */ var _follow_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9610);
// How is a service set on its way to a revision?







/** All services as they are now, or one failure that names every one that cannot be released to. */
async function findServices(cluster, names, ecs) {
    const { services, missing } = await ecs.describeServices(cluster, names);
    const problems = [
        ...missing.map(name => `Service "${name}" was not found in cluster "${cluster}": check the inputs service and cluster.`),
        ...services.flatMap(one => unfit(one) ?? []),
    ];
    if (problems.length > 0)
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR(problems.length === 1 ? problems[0] : problems.map(one => `- ${one}`).join('\n'));
    return services;
}
function unfit({ name, active, controller }) {
    if (!active)
        return `Service "${name}" was deleted: create it again before releasing to it.`;
    if (controller === 'CODE_DEPLOY')
        return `Service "${name}" is deployed by CodeDeploy (deployment controller CODE_DEPLOY): release it with CodeDeploy, or recreate it with the ECS controller.`;
    if (controller === 'EXTERNAL')
        return `Service "${name}" has an EXTERNAL deployment controller: release it with the tool that owns its task sets.`;
    return undefined;
}
/**
 * Updates the service, unless it runs the revision already or is on its way there: then a run that was cut off here
 * before is taken up again, and no second deployment is made. What ECS refuses is an outcome that changed nothing.
 */
async function begin(target, order, startedAt, ecs, look) {
    const { before, name, service, revision } = target;
    const { settle, allowZero, waitFor, requireLogs, hopelessAfter } = order;
    const rules = { until: startedAt + order.limit, settle, allowZero, waitFor, requireLogs, hopelessAfter };
    const change = (0,_decisions_settings_js__WEBPACK_IMPORTED_MODULE_4__/* .neededChange */ .Ke)(order.change, before);
    const start = (rollout, already) => ({
        target,
        already,
        change,
        startedAt,
        phase: 'releasing',
        rollout: { ...rollout, name },
    });
    const primary = (0,_decisions_snapshot_js__WEBPACK_IMPORTED_MODULE_5__/* .primaryOf */ .Os)(before);
    const swept = order.keepHooks || setsHooks(change) ? {} : (0,_decisions_pause_hooks_js__WEBPACK_IMPORTED_MODULE_1__/* .sweepHooks */ .jn)(before);
    if (primary?.revision === revision &&
        primary.state !== 'failed' &&
        !order.force &&
        Object.keys(change).length === 0) {
        const already = primary.state !== 'in-progress';
        if (!already)
            look.log(name, `deployment ${primary.id} of ${revision} is under way already`);
        if (swept.lifecycleHooks)
            look.log(name, _decisions_pause_hooks_js__WEBPACK_IMPORTED_MODULE_1__/* .LEFT */ .M3);
        return start((0,_follow_js__WEBPACK_IMPORTED_MODULE_3__/* .startFollowing */ .Es)(primary, before, rules, look.clock), already);
    }
    try {
        const sent = 'lifecycleHooks' in swept ? withConfiguration(change, swept) : change;
        const after = await update(target, { ...order, change: sent }, rules.until, ecs, look);
        if (sent !== change)
            look.log(name, _decisions_pause_hooks_js__WEBPACK_IMPORTED_MODULE_1__/* .SWEPT */ .ko);
        const ours = (0,_decisions_snapshot_js__WEBPACK_IMPORTED_MODULE_5__/* .primaryOf */ .Os)(after);
        if (!ours)
            throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR(`ECS took the update of service ${service} but shows no deployment for it: look at its events.`);
        const was = (0,_decisions_snapshot_js__WEBPACK_IMPORTED_MODULE_5__/* .previousRevision */ .Rs)(before, revision);
        look.log(name, ours.id === primary?.id
            ? `settings are changed; deployment ${ours.id} of ${revision} goes on`
            : `deployment ${ours.id} takes ${revision}${was ? ` (was ${was})` : ''}`);
        const rollout = (0,_follow_js__WEBPACK_IMPORTED_MODULE_3__/* .startFollowing */ .Es)(ours, after, rules, look.clock);
        if (ours.id === primary?.id)
            rollout.following.answer = { at: look.clock.now(), desired: after.desired };
        return start(rollout, false);
    }
    catch (refusal) {
        return { refusal: refusal, outcome: refused(target, order, refusal, startedAt, look) };
    }
}
const setsHooks = ({ configuration = {} }) => 'lifecycleHooks' in configuration;
const withConfiguration = (change, configuration) => ({
    ...change,
    configuration: { ...change.configuration, ...configuration },
});
/** One update, tried again while it may pass; when an answer was lost, a look tells whether ECS had taken it. */
async function update({ before, service, revision, taskDefinition }, order, until, ecs, look) {
    const primary = (0,_decisions_snapshot_js__WEBPACK_IMPORTED_MODULE_5__/* .primaryOf */ .Os)(before);
    // A deployment of this revision that failed stays primary without a rollback: only force makes ECS try again.
    const force = order.force || (primary?.revision === revision && primary.state === 'failed');
    let tried = false;
    const { judgement, blind, ended } = await (0,_watch_js__WEBPACK_IMPORTED_MODULE_6__/* .watch */ .w)({
        clock: look.clock,
        cancel: look.cancel,
        until,
        async look() {
            if (tried || order.unchanged) {
                const { services } = await ecs.describeServices(order.cluster, [service]);
                const now = (0,_decisions_snapshot_js__WEBPACK_IMPORTED_MODULE_5__/* .primaryOf */ .Os)(services[0]);
                const other = now !== undefined && now.id !== primary?.id;
                if (tried && services[0] && other && now.revision === revision)
                    return services[0];
                if (order.unchanged && other && now.createdAt > (primary?.createdAt ?? 0))
                    throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR(`somebody deployed ${now.revision} to ${service} meanwhile (${now.id}): nothing was touched`);
            }
            tried = true;
            return ecs.updateService(order.cluster, service, {
                taskDefinition,
                ...order.change,
                ...(force ? { forceNewDeployment: true } : {}),
            });
        },
        judge: updated => ({ judgement: updated }),
        mayPass: _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .mayPass */ .bg,
    });
    if (judgement)
        return judgement;
    if (ended !== 'cancelled')
        throw blind;
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR(tried
        ? 'the job was cancelled while ECS was asked, so whether ECS took it is not known'
        : 'the job was cancelled before ECS was asked');
}
/** ECS refused the update of this service, so nothing of it changed. */
function refused({ name, before, revision }, order, refusal, startedAt, look) {
    const seen = [{ at: startedAt, service: before }];
    const because = refusal.message.replace(/\.$/, '');
    return {
        service: name,
        cluster: order.cluster,
        revision,
        previous: (0,_decisions_snapshot_js__WEBPACK_IMPORTED_MODULE_5__/* .previousRevision */ .Rs)(before, revision),
        deployment: '',
        verdict: look.cancel.aborted ? 'cancelled' : 'failed',
        because,
        remedy: 'none',
        remedyNote: 'Nothing of it was changed.',
        live: (0,_decisions_outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .liveNow */ .BO)(revision, 'failed', seen[0]),
        diagnosis: look.cancel.aborted
            ? undefined
            : { class: 'refused', cause: because, evidence: [], next: 'Mend what is refused, then release again.' },
        startedAt,
        endedAt: look.clock.now(),
        seen,
    };
}


/***/ }),

/***/ 2787:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ diagnose)
/* harmony export */ });
/* harmony import */ var _decisions_diagnosis_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2780);
/* harmony import */ var _decisions_log_lines_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9941);
/* harmony import */ var _decisions_snapshot_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9049);
/* harmony import */ var _decisions_task_definition_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4500);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7279);
// What can be found out about a rollout that ended badly?





/** Last lines of a container that are read: a stack trace takes ten or twenty of them. */
const LOG_LINES = 50;
/** Collects the symptoms of our own deployment, as far as this role may see them, and explains them. Never throws. */
async function diagnose(cluster, rollout, sources) {
    const { following, service, seen } = rollout;
    const notSeen = [];
    const attempt = (otherwise, ask) => ask().catch(error => {
        // An explanation that cannot be had must not hide the verdict.
        notSeen.push(error instanceof _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR && error.denied ? `this role may not use ${error.denied}` : error.message);
        return otherwise;
    });
    const last = seen.findLast(one => one.service);
    const stopped = await attempt([], async () => (0,_decisions_snapshot_js__WEBPACK_IMPORTED_MODULE_3__/* .ourTasks */ .Lv)(following, await (await sources.ecs()).stoppedTasks(cluster, service)));
    const groups = last?.service ? (0,_decisions_snapshot_js__WEBPACK_IMPORTED_MODULE_3__/* .groupsOf */ .c1)(last.service) : [];
    const targets = groups.length > 0
        ? await attempt([], async () => {
            const now = await (await sources.loadBalancer()).describeTargets(groups);
            return (0,_decisions_snapshot_js__WEBPACK_IMPORTED_MODULE_3__/* .ourTargets */ .HP)(following, { at: 0, service: undefined, targets: now, tasks: last?.tasks ?? [] }) ?? [];
        })
        : [];
    const logLines = await attempt([], () => lastLines(stopped, following.revision, sources));
    const events = (last?.service?.events ?? []).filter(event => event.at >= following.createdAt).map(event => event.text);
    const triggered = last?.serviceDeployment?.alarms ?? [];
    const names = triggered.length > 0 ? triggered : (last?.service?.alarms ?? []);
    const alarms = /alarm/i.test(rollout.judgement.because) ? await attempt([], () => alarmsNow(names, sources)) : [];
    const symptoms = { revision: following.revision, stopped, targets, events, logLines, notSeen, alarms };
    return (0,_decisions_diagnosis_js__WEBPACK_IMPORTED_MODULE_0__/* .explainRollout */ .Lf)(harmless(symptoms));
}
/** What AWS tells holds names and reasons of others; log lines are harmless from the beginning. */
function harmless(told) {
    if (typeof told === 'string')
        return (0,_decisions_log_lines_js__WEBPACK_IMPORTED_MODULE_4__/* .harmlessText */ .fT)(told);
    if (Array.isArray(told))
        return told.map(harmless);
    if (told === null || typeof told !== 'object')
        return told;
    return Object.fromEntries(Object.entries(told).map(([name, value]) => [name, harmless(value)]));
}
/** All of them, with what CloudWatch says of each; it may have forgotten one, or not know it. */
async function alarmsNow(names, sources) {
    const found = names.length > 0 ? await (await sources.alarms()).describeAlarms(names) : [];
    return names.map(name => found.find(one => one.name === name) ?? { name, state: 'unknown to CloudWatch', reason: '' });
}
/** The newest stopped task's guilty container, in its own words. */
async function lastLines(stopped, revision, { ecs, logs }) {
    const newest = stopped.toSorted((a, b) => (b.stoppedAt ?? 0) - (a.stoppedAt ?? 0)).find(task => task.startedAt);
    const container = newest && (0,_decisions_diagnosis_js__WEBPACK_IMPORTED_MODULE_0__/* .guiltyContainer */ .aZ)(newest);
    if (!newest || !container)
        return [];
    const registered = await (await ecs()).describeTaskDefinition(revision);
    const awslogs = registered && (0,_decisions_task_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .awslogsOf */ .uI)(registered.definition, container.name);
    if (!awslogs)
        return [];
    const stream = (0,_decisions_task_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .logStream */ .Vc)(awslogs, container.name, newest.id);
    const events = await (await logs(awslogs.region)).lastLines(awslogs.group, stream, LOG_LINES);
    return (0,_decisions_log_lines_js__WEBPACK_IMPORTED_MODULE_4__/* .linesOf */ .Dx)(events).slice(-LOG_LINES);
}


/***/ }),

/***/ 9610:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Es: () => (/* binding */ startFollowing),
/* harmony export */   GL: () => (/* binding */ followRollouts),
/* harmony export */   h4: () => (/* binding */ followRollout)
/* harmony export */ });
/* harmony import */ var _decisions_rollout_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8455);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7279);
/* harmony import */ var _turns_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1993);
/* harmony import */ var _watch_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2226);
/* harmony import */ var _look_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2952);
// How do rollouts go, from their deployments to their verdicts?





/** Takes up a deployment from the answer that showed it. */
const startFollowing = (ours, now, rules, clock) => ({
    service: now.name,
    following: { deployment: ours.id, revision: ours.revision, createdAt: ours.createdAt },
    rules,
    seen: [{ at: clock.now(), service: now }],
    asked: new Map(),
});
/** Milliseconds between two looks while something moves, and when nothing has moved for a while. */
const MOVING = 4_500;
const STILL = 5_000;
const STILL_AFTER = 10_000;
/**
 * Follows rollouts at once, one DescribeServices for ten services. When one has its verdict, `next` hears of it and may
 * answer what is to be followed then (the way back, for example), while the others go on. Ends when none is left.
 */
async function followRollouts(rollouts, look, next) {
    const open = new Map(rollouts.map(one => [one.service, one]));
    let lastMove = look.clock.now();
    const settle = async (rollout, judgement) => {
        open.delete(rollout.service);
        for (const further of await next({ ...rollout, judgement }))
            open.set(further.service, further);
    };
    const wait = () => {
        const now = look.clock.now();
        const due = [...open.values()].flatMap(one => [
            one.rules.until,
            one.lacks?.what === 'time' ? one.lacks.at : Number.POSITIVE_INFINITY,
        ]);
        const nearest = Math.min(...due.filter(one => one > now));
        return Math.min(now - lastMove > STILL_AFTER ? STILL : MOVING, nearest - now);
    };
    while (open.size > 0) {
        const { ended, blind } = await (0,_watch_js__WEBPACK_IMPORTED_MODULE_3__/* .watch */ .w)({
            clock: look.clock,
            cancel: look.cancel,
            until: () => Math.max(...[...open.values()].map(one => one.rules.until)),
            look: async () => {
                const { seen, moved } = await lookAround([...open.values()], look);
                if (moved)
                    lastMove = look.clock.now();
                const judged = seen.map(one => [one, (0,_decisions_rollout_js__WEBPACK_IMPORTED_MODULE_0__/* .judgeRollout */ .VY)(one.following, one.seen, one.rules)]);
                for (const [one, judgement] of judged)
                    note(one, judgement, look.clock.now());
                await Promise.all(judged.map(([one, judgement]) => judgement.verdict === 'progressing' ? undefined : settle(one, judgement)));
            },
            judge: () => ({ judgement: undefined, ...(open.size > 0 ? { lookAgainIn: wait() } : {}) }),
            mayPass: _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .mayPass */ .bg,
            onBlind: error => look.log(look.cluster, error instanceof Error ? `cannot look: ${error.message}` : 'can look again'),
        }).catch(error => {
            // What will not pass (denied, expired credentials) ends the watching, not the story: there is something to tell.
            if (!(error instanceof _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR))
                throw error;
            return { ended: 'time-is-up', blind: error };
        });
        for (const one of [...open.values()]) {
            const { because, lacks } = (0,_decisions_rollout_js__WEBPACK_IMPORTED_MODULE_0__/* .judgeRollout */ .VY)(one.following, one.seen, one.rules);
            const why = blind instanceof Error
                ? { because: blind.message, blind: true }
                : { because, ...(lacks ? { lacks } : {}) };
            if (ended === 'cancelled')
                await settle(one, { verdict: 'cancelled', because: 'the job was cancelled' });
            else if (ended === 'time-is-up')
                await settle(one, { ...why, verdict: 'timed-out', because: why.because.replace(/\.$/, '') });
        }
    }
}
/** Services of one DescribeServices, and how many calls are under way at a time. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeServices.html */
const A_CALL = 10;
const AT_ONCE = 5;
/**
 * Looks at all of them. Those that could not be looked at for something that passes wait for the next time; when it is
 * all of them, that fails.
 */
async function lookAround(rollouts, look) {
    const seen = [];
    const failures = [];
    let moved = false;
    const unlessItPasses = async (act) => {
        try {
            await act();
        }
        catch (error) {
            if (!(0,_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .mayPass */ .bg)(error))
                throw error;
            failures.push(error);
        }
    };
    const found = [];
    await (0,_turns_js__WEBPACK_IMPORTED_MODULE_4__/* .inTurns */ .g)((0,_turns_js__WEBPACK_IMPORTED_MODULE_4__/* .inBatches */ .o)(rollouts, A_CALL), AT_ONCE, batch => unlessItPasses(async () => {
        const names = batch.map(one => one.service);
        const { services } = await look.ecs.describeServices(look.cluster, names);
        for (const one of batch)
            found.push([one, services.find(service => service.name === one.service)]);
    }));
    await (0,_turns_js__WEBPACK_IMPORTED_MODULE_4__/* .inTurns */ .g)(found, AT_ONCE, ([rollout, service]) => unlessItPasses(async () => {
        if (await (0,_look_js__WEBPACK_IMPORTED_MODULE_2__/* .lookAt */ .t5)(rollout, service, look))
            moved = true;
        seen.push(rollout);
    }));
    if (seen.length === 0)
        throw failures[0];
    return { seen, moved };
}
/** What is lacking, and since when, decides what the next look asks for. */
function note(rollout, { lacks }, now) {
    if (lacks?.what !== rollout.lacks?.what)
        rollout.lackingSince = lacks && now;
    rollout.lacks = lacks;
}
/** One rollout alone, to its end; see `followRollouts`. */
async function followRollout(rollout, look) {
    const ends = [];
    await followRollouts([rollout], look, async (one) => {
        ends.push(one);
        return [];
    });
    return ends[0];
}


/***/ }),

/***/ 2952:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  yd: () => (/* binding */ createLook),
  _h: () => (/* binding */ ifAllowed),
  t5: () => (/* binding */ lookAt)
});

// EXTERNAL MODULE: ./build/src/decisions/rollout.js + 1 modules
var rollout = __webpack_require__(8455);
// EXTERNAL MODULE: ./build/src/decisions/snapshot.js
var decisions_snapshot = __webpack_require__(9049);
;// CONCATENATED MODULE: ./build/src/decisions/details.js
// What must be asked for, besides the service itself, to judge and explain what one look shows?


/** What changes without DescribeServices showing it is asked for at least this often (ms). */
const EVERY = {
    record: 20_000,
    tasks: Number.POSITIVE_INFINITY,
    stopped: Number.POSITIVE_INFINITY,
    targets: 30_000,
    logs: 30_000,
};
/**
 * Details are asked for when the service shows a change, when ECS is content and only they are left to judge by, and now
 * and then. What is lacking is asked for at each look, and the longer it lacks, the less often.
 */
function wantedDetails(following, rules, snapshot, known) {
    const { at, service } = snapshot;
    if (!service)
        return new Set();
    const { before, asked, lacks, lackingSince = at } = known;
    const changed = showsChange(following, before, snapshot);
    const well = (0,rollout/* wantsDetails */.QI)(following, snapshot, rules);
    const scrutinized = well && (changed || !lacks || (lacks.what === 'time' && at >= lacks.at));
    const running = (ours(following, snapshot)?.running ?? 0) > 0;
    const isDue = (detail) => {
        const patience = lacks?.what === detail ? Math.min(EVERY[detail], (at - lackingSince) / 2) : EVERY[detail];
        return at - (asked.get(detail) ?? Number.NEGATIVE_INFINITY) >= patience;
    };
    const wanted = {
        record: wantsRecord(following, service) && ((changed && !leads(following, service)) || isDue('record')),
        tasks: running && (scrutinized || gainsTasks(following, before, snapshot) || isDue('tasks')),
        stopped: losesTasks(following, before, snapshot),
        targets: running && service.targetGroups.length > 0 && (scrutinized || isDue('targets')),
        logs: well && rules.requireLogs && (scrutinized || isDue('logs')),
    };
    return new Set(Object.keys(wanted).filter(detail => wanted[detail]));
}
const ours = (following, { service } = {}) => service?.deployments.find(one => one.id === following.deployment);
/** Its own record tells more where traffic is shifted, and when our deployment is no longer on its way to take over. */
const wantsRecord = (following, service) => service.strategy !== 'ROLLING' || (!(0,decisions_snapshot/* isStale */.QO)(following, service) && !leads(following, service));
/** Whether our deployment is the one that takes over. */
function leads(following, service) {
    const deployment = service.deployments.find(one => one.id === following.deployment);
    return deployment?.primary === true && deployment.state !== 'failed';
}
/** Whether ECS's record of our deployment is not what it was. */
function showsChange(following, before, snapshot) {
    const shown = (one) => JSON.stringify([ours(following, one), one?.service?.desired]);
    return shown(before) !== shown(snapshot);
}
function gainsTasks(following, before, snapshot) {
    const [was, is] = [ours(following, before), ours(following, snapshot)];
    return was?.running !== is?.running || was?.failed !== is?.failed;
}
/** A task of ours has ended: ECS counts a failure more, a running task less, or has started one more than is wanted. */
function losesTasks(following, before, snapshot) {
    const [was, is] = [ours(following, before), ours(following, snapshot)];
    if (!is)
        return false;
    return (is.failed > (was?.failed ?? 0) ||
        is.running < (was?.running ?? 0) ||
        (was !== undefined && begun(was) && restarts(before, snapshot)));
}
const begun = ({ running, pending, failed }) => running + pending + failed > 0;
/** ECS says in an event that it started tasks; after the first time, it replaces some that ended. */
function restarts(before, { service }) {
    const starts = (one) => one?.events.filter(event => / has started \d+ tasks/.test(event.text)) ?? [];
    const known = new Set(starts(before?.service).map(event => event.id));
    return starts(service).some(event => !known.has(event.id));
}

// EXTERNAL MODULE: ./build/src/decisions/log-lines.js
var log_lines = __webpack_require__(9941);
// EXTERNAL MODULE: ./build/src/decisions/diagnosis.js
var diagnosis = __webpack_require__(2780);
// EXTERNAL MODULE: ./build/src/decisions/pause-words.js
var pause_words = __webpack_require__(8595);
;// CONCATENATED MODULE: ./build/src/decisions/progress.js
// What has changed in a rollout since the last look that a reader wants to know?




/** One line a change, without time and subject; none when nothing changed. */
function explainProgress(following, before, after) {
    const [was, is] = [before?.service, after.service];
    if (!is)
        return was ? ['the service is gone'] : [];
    if ((0,decisions_snapshot/* isStale */.QO)(following, is))
        return [];
    return [
        ...explainEvents(before, after),
        ...explainDesired(following, was, after),
        ...explainOurs(following, was, is),
        ...explainStopped(following, before, after),
        ...explainTargets(following, before, after),
        ...explainOthers(following, was, is),
        ...explainShift(following, before, after),
    ];
}
const progress_ours = (following, service) => service?.deployments.find(one => one.id === following.deployment);
/** ECS may show for a moment what it had before it was asked for another number: that is no news. */
function explainDesired({ answer }, was, { at, service: is }) {
    if (!was || !is || was.desired === is.desired)
        return [];
    if (answer && at - answer.at < rollout/* COPIES_AGREE */.V7 && is.desired !== answer.desired)
        return [];
    return [`${is.desired} ${tasks(is.desired)} wanted (${was.desired === 1 ? 'was' : 'were'} ${was.desired})`];
}
function explainOurs(following, was, is) {
    const [before, now] = [progress_ours(following, was), progress_ours(following, is)];
    if (!now)
        return [];
    const lines = [];
    if (now.running !== (before?.running ?? 0))
        lines.push(now.desired > 0
            ? `${now.running} of ${now.desired} ${tasks(now.desired)} running on ${now.revision}`
            : `${now.revision} wants no task any more${now.running > 0 ? `: ${left(now)}` : ''}`);
    const told = is.events.some(event => event.text.includes(`(deployment ${now.id}) deployment completed`));
    if (now.state === 'completed' && before?.state !== 'completed' && !told)
        lines.push('ECS calls the deployment completed');
    if (now.state === 'failed' && before?.state !== 'failed')
        lines.push(`ECS gave the deployment up: ${now.reason || 'no reason given'}`);
    return lines;
}
/** How far ECS has shifted traffic, where it does. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/blue-green-deployment-how-it-works.html */
function explainShift({ revision }, before, after) {
    const [was, is] = [before?.serviceDeployment, after.serviceDeployment];
    if (!is?.stage)
        return [];
    const lines = [
        ...(is.stage === was?.stage ? [] : [`stage ${(0,pause_words/* stageName */.CT)(is.stage)}`]),
        ...(is.pause && is.pause.id !== was?.pause?.id
            ? [`waits at the pause of stage ${(0,pause_words/* stageName */.CT)(is.stage)} until somebody answers it${(0,pause_words/* sayUnanswered */.kh)(is.pause)}`]
            : []),
    ];
    return is.weight === undefined || is.weight === was?.weight
        ? lines
        : [...lines, `${revision} takes ${is.weight} % of production traffic`];
}
/** Why tasks stopped, one line a cause; where that may not be seen, how many ECS counts. */
function explainStopped(following, before, after) {
    if (!after.stopped) {
        const failed = (progress_ours(following, after.service)?.failed ?? 0) - (progress_ours(following, before?.service)?.failed ?? 0);
        return failed > 0 ? [`${failed} ${tasks(failed)} of ${following.revision} failed to start`] : [];
    }
    const known = new Set(before?.stopped?.map(one => one.id));
    const stopped = after.stopped.filter(one => !known.has(one.id));
    const events = after.service?.events.map(event => event.text) ?? [];
    const symptoms = {
        revision: following.revision,
        targets: after.targets ?? [],
        events,
        logLines: [],
        notSeen: [],
        alarms: [],
    };
    return (0,diagnosis/* foldByCause */.Mq)({ ...symptoms, stopped }).map(({ cause, tasks: ended }) => {
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
/** ECS's own events, each once and in order; what was there before the deployment is not of it. */
function explainEvents(before, { service }) {
    if (!before?.service || !service)
        return [];
    const known = new Set(before.service.events.map(event => event.id));
    return service.events.filter(event => !known.has(event.id)).map(event => `ECS: ${shortEvent(event.text)}`);
}
/** An event without the service it is of, with tasks and target groups as short as they can be told apart. */
const shortEvent = (text) => text
    .replace(/^\(service [^)]*?(?:, taskSet [^)]*)?\) /, '')
    .replace(/\btask ([0-9a-f]{7})[0-9a-f]{25}\b/g, 'task $1')
    .replace(/arn:[^\s)]*:targetgroup\/([^/\s)]+)\/[0-9a-f]+/g, '$1')
    .replace(/ For more information, see .*$/, '');
function explainTargets(following, before, after) {
    const [were, are] = [before && (0,decisions_snapshot/* ourTargets */.HP)(following, before), (0,decisions_snapshot/* ourTargets */.HP)(following, after)];
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

// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
// EXTERNAL MODULE: ./build/src/decisions/causes.js
var causes = __webpack_require__(169);
// EXTERNAL MODULE: ./build/src/decisions/image.js
var decisions_image = __webpack_require__(7596);
;// CONCATENATED MODULE: ./build/src/release/prove.js
// Is what a task could not find proven absent, so that no new task can ever start?



/** Asks ECR for images and Secrets Manager for secrets, each once. */
function prover(world) {
    const asked = new Map();
    const once = (what, ask) => {
        const answer = asked.get(what) ?? ask().catch(() => undefined);
        asked.set(what, answer);
        return answer;
    };
    async function imageIsAbsent(reference) {
        const image = (0,decisions_image/* readImage */.AM)(reference);
        const repository = image && (0,decisions_image/* readRepository */.Nu)(image.repository);
        if (!repository?.ecr || !(image?.digest || image?.tag))
            return undefined;
        const registry = await world.registry(repository.ecr.region);
        const found = await registry.describeImage(repository, image.digest ? { digest: image.digest } : { tag: image.tag ?? '' });
        return found ? undefined : `ECR does not have ${reference}`;
    }
    async function secretIsAbsent(arn) {
        const region = arn.split(':')[3];
        const there = await (await world.secrets(region)).exists(arn);
        return there ? undefined : `Secrets Manager does not have ${arn}`;
    }
    return async (stopped) => {
        for (const task of stopped) {
            const text = (0,diagnosis/* taskText */.HG)(task);
            const kind = (0,causes/* classOf */.Kl)(text);
            const image = kind === 'image-not-found' ? task.containers.map(one => one.image).find(one => text.includes(one)) : undefined;
            const secret = kind === 'secret-missing' ? (0,causes/* secretIn */.u7)(text) : undefined;
            const proof = (image && (await once(image, () => imageIsAbsent(image)))) ||
                (secret && (await once(secret, () => secretIsAbsent(secret))));
            if (proof)
                return proof;
        }
        return undefined;
    };
}

// EXTERNAL MODULE: ./build/src/decisions/task-definition.js
var task_definition = __webpack_require__(4500);
;// CONCATENATED MODULE: ./build/src/release/writers.js

/** Ids of the tasks of which some container has written; tasks whose containers log elsewhere count as having written. */
function writers(world) {
    const written = new Set();
    const definitions = new Map();
    const definitionOf = (revision) => {
        const asked = definitions.get(revision) ?? world.ecs().then(ecs => ecs.describeTaskDefinition(revision));
        definitions.set(revision, asked);
        return asked;
    };
    return async (tasks) => {
        for (const task of tasks.filter(one => !written.has(one.id)))
            if (await hasWritten(task, await definitionOf(task.revision), world))
                written.add(task.id);
        return [...written];
    };
}
async function hasWritten(task, registered, { logs }) {
    const streams = task.containers.flatMap(({ name }) => {
        const awslogs = registered && (0,task_definition/* awslogsOf */.uI)(registered.definition, name);
        return awslogs ? [{ ...awslogs, stream: (0,task_definition/* logStream */.Vc)(awslogs, name, task.id) }] : [];
    });
    for (const { group, stream, region } of streams)
        if ((await (await logs(region)).lastLines(group, stream, 1)).length > 0)
            return true;
    return streams.length === 0;
}

;// CONCATENATED MODULE: ./build/src/release/look.js
// What does one look at a service ask for, and what comes of it?







/** A look into the world, for the services of one cluster. */
async function createLook(cluster, log, world) {
    return {
        cluster,
        ecs: await world.ecs(),
        loadBalancer: world.loadBalancer,
        prove: prover(world),
        logged: writers(world),
        clock: world.clock,
        cancel: world.cancel,
        log,
        warn: world.runner.warn,
        denied: new Set(),
    };
}
/** Adds what this look shows to the rollout; details are asked for when something changed. Answers whether it did. */
async function lookAt(rollout, service, look) {
    const before = lastKnown(rollout);
    const snapshot = { at: look.clock.now(), service };
    await addDetails(snapshot, before, rollout, look);
    const lines = explainProgress(rollout.following, before, snapshot).map(log_lines/* harmlessText */.fT);
    for (const line of lines)
        look.log(rollout.name, line);
    remember(rollout, snapshot);
    return lines.length > 0;
}
async function addDetails(snapshot, before, rollout, look) {
    const { following, rules, service: name, asked, lacks, lackingSince } = rollout;
    const { cluster, ecs } = look;
    const wanted = wantedDetails(following, rules, snapshot, { before, asked, lacks, lackingSince });
    for (const detail of wanted)
        asked.set(detail, snapshot.at);
    const ask = async (detail, otherwise, question) => wanted.has(detail) ? ifAllowed(look, question) : otherwise;
    const set = (details) => Object.assign(snapshot, Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined)));
    const record = () => ecs.serviceDeployment(cluster, name, following);
    set({ serviceDeployment: await ask('record', before?.serviceDeployment, record) });
    set({ tasks: await ask('tasks', before?.tasks, () => ecs.runningTasks(cluster, name)) });
    const stopped = await ask('stopped', undefined, async () => (0,decisions_snapshot/* ourTasks */.Lv)(following, await ecs.stoppedTasks(cluster, name)));
    set({ stopped: stopped ?? before?.stopped });
    set({
        targets: await ask('targets', before?.targets, () => targetsOf(following, { ...before, ...snapshot }, look)),
    });
    set({ proof: before?.proof ?? (stopped && (await look.prove(stopped))) });
    const own = (0,decisions_snapshot/* ourTasks */.Lv)(following, snapshot.tasks ?? []);
    set({ logged: await ask('logs', before?.logged, () => look.logged(own)) });
}
/**
 * Targets in the groups of the service. Of two groups between which ECS shifts traffic, the one in which our tasks were
 * found is asked; until they were, the other one where the first has none of them.
 */
async function targetsOf(following, known, look) {
    const balancer = await look.loadBalancer();
    const { targetGroups = [], alternates = {} } = known.service ?? {};
    const found = new Set((0,decisions_snapshot/* ourTargets */.HP)(following, known)?.map(one => one.group));
    const first = targetGroups.map(group => (found.has(alternates[group] ?? '') ? alternates[group] : group));
    const targets = await balancer.describeTargets(first);
    if ((0,decisions_snapshot/* ourTargets */.HP)(following, { ...known, targets })?.length)
        return targets;
    const others = first.flatMap(group => (alternates[group] === undefined ? [] : [alternates[group]]));
    return others.length > 0 ? [...targets, ...(await balancer.describeTargets(others))] : targets;
}
/** The last look, with what was known of targets when they were last asked for; stale answers are passed over. */
function lastKnown({ following, seen }) {
    const last = seen.findLast(one => !one.service || !(0,decisions_snapshot/* isStale */.QO)(following, one.service));
    const targets = seen.findLast(one => one.targets)?.targets;
    return last && targets ? { ...last, targets } : last;
}
/** Looks that show the same are kept as one stretch, its first and its last, however long it takes. */
function remember({ seen }, snapshot) {
    const same = (one) => JSON.stringify({ ...one, at: 0 }) === JSON.stringify({ ...snapshot, at: 0 });
    if (same(seen.at(-1)) && same(seen.at(-2)))
        seen.pop();
    seen.push(snapshot);
}
/** What may not be seen is left out, and said once: a verdict needs less than an explanation. */
async function ifAllowed({ denied, warn }, ask) {
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


/***/ }),

/***/ 2863:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GZ: () => (/* binding */ releasePermissions),
/* harmony export */   Q1: () => (/* binding */ blueGreenPermissions),
/* harmony export */   tq: () => (/* binding */ shiftPermissions)
/* harmony export */ });
/** For releasing services: the first three are needed, the others make the verdict surer and its explanation richer. */
const releasePermissions = [
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
        action: 'ecs:RegisterTaskDefinition',
        on: 'task-definition',
        why: 'for `image`, `image-tag` and a file',
        optional: true,
    },
    {
        action: 'ecs:TagResource',
        on: 'task-definition',
        why: 'to register a revision with the tags of the one before, or of the file',
        optional: true,
    },
    {
        action: 'ecs:ListServiceDeployments',
        on: 'service',
        why: 'to tell a stop from a rollback, and follow blue-green stages',
        optional: true,
    },
    {
        action: 'ecs:DescribeServiceDeployments',
        on: 'any',
        why: 'to tell a stop from a rollback, and follow blue-green stages',
        optional: true,
    },
    { action: 'ecs:StopServiceDeployment', on: 'any', why: 'to go back by ECS’s own rollback', optional: true },
    {
        action: 'elasticloadbalancing:DescribeTargetHealth',
        on: 'any',
        why: 'to see the load balancer’s view of the tasks',
        optional: true,
    },
    {
        action: 'logs:GetLogEvents',
        on: 'log-group',
        why: 'to show the last lines of a failing container',
        optional: true,
    },
    {
        action: 'ecr:DescribeImages',
        on: 'repository',
        why: 'to prove that an image is missing, and to pin a tag',
        optional: true,
    },
    { action: 'secretsmanager:DescribeSecret', on: 'any', why: 'to prove that a secret is missing', optional: true },
    { action: 'cloudwatch:DescribeAlarms', on: 'any', why: 'to say why an alarm rolled back', optional: true },
];
/** For moving traffic between two services by the weights of a listener rule. */
const shiftPermissions = [
    ...releasePermissions.map(one => ['elasticloadbalancing:DescribeTargetHealth', 'ecs:DescribeTaskDefinition'].includes(one.action)
        ? { action: one.action, on: one.on, why: one.why }
        : one),
    { action: 'elasticloadbalancing:DescribeRules', on: 'any', why: 'to see which service is live' },
    { action: 'elasticloadbalancing:DescribeTargetGroups', on: 'any', why: 'to measure green' },
    {
        action: 'elasticloadbalancing:DescribeTargetGroupAttributes',
        on: 'any',
        why: 'to know how long requests may last',
    },
    { action: 'cloudwatch:GetMetricData', on: 'any', why: 'to judge green by what is measured' },
    { action: 'elasticloadbalancing:DescribeTags', on: 'any', why: 'to see who else moves traffic' },
    { action: 'elasticloadbalancing:AddTags', on: 'any', why: 'to say so, and what scaling was' },
    { action: 'elasticloadbalancing:RemoveTags', on: 'any', why: 'to leave nothing behind' },
    { action: 'elasticloadbalancing:CreateRule', on: 'any', why: 'for the test rule, which is the lock' },
    { action: 'elasticloadbalancing:DeleteRule', on: 'any', why: 'to take it away again' },
    { action: 'elasticloadbalancing:ModifyRule', on: 'any', why: 'to move traffic' },
    { action: 'application-autoscaling:DescribeScalableTargets', on: 'any', why: 'to see whether services are scaled' },
    {
        action: 'application-autoscaling:RegisterScalableTarget',
        on: 'any',
        why: 'to keep tasks while traffic moves',
        optional: true,
    },
    {
        action: 'elasticloadbalancing:ModifyListener',
        on: 'any',
        why: 'to move traffic on a default rule',
        optional: true,
    },
    { action: 'elasticloadbalancing:CreateTargetGroup', on: 'any', why: 'for `create-target-group`', optional: true },
    {
        action: 'elasticloadbalancing:ModifyTargetGroupAttributes',
        on: 'any',
        why: 'for `create-target-group`',
        optional: true,
    },
    { action: 'ecs:CreateService', on: 'service', why: 'to make a green service that is not there', optional: true },
    { action: 'ecs:ListServices', on: 'any', why: 'to see whether others use the target groups', optional: true },
];
/** For shifts by ECS, beside what a release and the evidence need. */
const shiftByEcsPermissions = [
    ...releasePermissions.map(one => /ServiceDeployment/.test(one.action)
        ? { action: one.action, on: one.on, why: 'to see where ECS stands and when it pauses, and to send it back' }
        : one),
    { action: 'ecs:ContinueServiceDeployment', on: 'any', why: 'to answer the pauses of ECS' },
    {
        action: 'ecs:DescribeServiceRevisions',
        on: 'any',
        why: 'to know which target group is green, and which rule has the weights',
        optional: true,
    },
    {
        action: 'elasticloadbalancing:DescribeRules',
        on: 'any',
        why: 'to read the weights that the rule really has',
        optional: true,
    },
    {
        action: 'elasticloadbalancing:DescribeListeners',
        on: 'any',
        why: 'to read them of a Network Load Balancer',
        optional: true,
    },
];
/** For either engine: what only one of them needs is not needed by all. */
const blueGreenPermissions = [
    ...shiftPermissions,
    ...shiftByEcsPermissions
        .filter(one => !shiftPermissions.some(known => known.action === one.action))
        .map(one => ({ ...one, why: `${one.why}, with \`engine: ecs\``, optional: true })),
];


/***/ }),

/***/ 8326:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  s: () => (/* binding */ releaseServices)
});

// EXTERNAL MODULE: ./build/src/decisions/outcome.js
var decisions_outcome = __webpack_require__(3105);
// EXTERNAL MODULE: ./build/src/decisions/snapshot.js
var snapshot = __webpack_require__(9049);
// EXTERNAL MODULE: ./build/src/turns.js
var turns = __webpack_require__(1993);
// EXTERNAL MODULE: ./build/src/release/begin.js
var begin = __webpack_require__(4578);
// EXTERNAL MODULE: ./build/src/decisions/last-resort.js
var last_resort = __webpack_require__(7919);
// EXTERNAL MODULE: ./build/src/release/diagnose.js
var diagnose = __webpack_require__(2787);
// EXTERNAL MODULE: ./build/src/release/way-back.js
var way_back = __webpack_require__(9890);
;// CONCATENATED MODULE: ./build/src/release/conclude.js
// A rollout has its verdict: why, what do we do about it, and what is live then?





/**
 * Writes down what the verdict means, and answers the way back when there is one to follow. `undo` brings back a service
 * that ended well, because another one did not.
 */
async function conclude(one, order, world, look, undo) {
    if (one.phase === 'returning')
        return concludeReturn(one);
    if (!undo)
        await concludeRelease(one, order, world);
    const outcome = one.outcome;
    const back = await (0,way_back/* wayBack */.l)(one, outcome, order, await world.ecs(), look, undo);
    one.phase = back ? 'returning' : 'over';
    if (back)
        one.rollout = back;
    return back;
}
async function concludeRelease(one, order, world) {
    const { target, rollout, already, startedAt } = one;
    const { following, seen } = rollout;
    const judgement = one.judgement;
    const verdict = already && judgement.verdict === 'succeeded' ? 'nothing-to-do' : judgement.verdict;
    const endedAt = world.clock.now();
    const ill = ['failed', 'rolled-back', 'timed-out'].includes(verdict);
    one.outcome = {
        service: target.name,
        cluster: order.cluster,
        revision: following.revision,
        previous: (0,snapshot/* previousRevision */.Rs)(target.before, following.revision),
        deployment: following.deployment,
        verdict,
        because: judgement.because,
        remedy: 'none',
        remedyNote: '',
        live: (0,decisions_outcome/* liveNow */.BO)(following.revision, verdict, seen.at(-1), judgement.blind),
        diagnosis: ill ? (0,last_resort/* lastResort */.y)(await (0,diagnose/* diagnose */.h)(order.cluster, { ...rollout, judgement }, world), judgement) : undefined,
        startedAt,
        endedAt,
        seen,
    };
}
/** The way back is over: what served before serves again, or a person must look. */
function concludeReturn(one) {
    const outcome = one.outcome;
    const judgement = one.judgement;
    const { following, seen } = one.rollout;
    const good = judgement.verdict === 'succeeded';
    const byEcs = outcome.verdict === 'rolled-back';
    one.phase = 'over';
    outcome.live = (0,decisions_outcome/* liveNow */.BO)(outcome.revision, 'failed', seen.at(-1), judgement.blind);
    outcome.seen = [...outcome.seen, ...seen];
    if (byEcs && good)
        outcome.remedyNote = `The rollback to ${following.revision} is complete.`;
    else if (good)
        Object.assign(outcome, { remedy: 'rolled-back', remedyNote: `It was rolled back to ${following.revision}.` });
    else
        Object.assign(outcome, {
            remedy: 'needs-human',
            remedyNote: judgement.verdict === 'cancelled'
                ? `Going back to ${following.revision} was not followed to its end, as the job was cancelled: look at the service now.`
                : `Going back to ${following.revision} did not succeed (${judgement.because}): look at the service now.`,
        });
}

// EXTERNAL MODULE: ./build/src/release/follow.js
var follow = __webpack_require__(9610);
;// CONCATENATED MODULE: ./build/src/release/release.js
// How does a release get to its services, group after group, and what do we do when it does not?






/** Updates at once: more of them would only be throttled. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/request-throttling.html */
const AT_ONCE = 10;
/**
 * Releases group after group; within a group all services at once, each to its own verdict. A group that fails keeps the
 * later ones from being touched. Never throws once a service was changed: then everything is an outcome.
 */
async function releaseServices(order, world, look) {
    const outcomes = new Map();
    const released = new Map();
    for (const group of order.groups) {
        const failed = [...outcomes.values()].find(one => !(0,decisions_outcome/* isGood */.Kg)(one.verdict));
        if (failed)
            for (const target of group)
                outcomes.set(target.name, untouched(target, failed, order, look));
        else
            await releaseGroup(group, order, released, outcomes, world, look);
    }
    return order.groups.flat().flatMap(one => outcomes.get(one.name) ?? []);
}
/** `released`, by ECS's name, are the services of the groups before; those of this group are added to it. */
async function releaseGroup(group, order, released, outcomes, world, look) {
    const startedAt = look.clock.now();
    const ecs = await world.ecs();
    const begun = [];
    const refusals = [];
    await (0,turns/* inTurns */.g)(group, AT_ONCE, async (target) => {
        const one = await (0,begin/* begin */.qN)(target, order, startedAt, ecs, look);
        if ('refusal' in one) {
            refusals.push({ name: target.name, error: one.refusal });
            outcomes.set(target.name, one.outcome);
        }
        else
            begun.push(one);
    });
    // Nothing was changed by this run, so there is nothing to tell but why.
    if (begun.length === 0 &&
        refusals[0] &&
        !look.cancel.aborted &&
        [...outcomes.values()].every(one => one.deployment === ''))
        throw refusals[0].error;
    if (!order.wait) {
        for (const one of begun)
            outcomes.set(one.target.name, onItsWay(one, order, look));
        return;
    }
    for (const one of begun)
        released.set(one.rollout.service, one);
    const joint = order.mode === 'together' || order.rollbackScope === 'all';
    const all = () => [...released.values()];
    const bringAllBack = async (because) => {
        // Those under way are given up at the next look; those that ended well go back now.
        for (const one of all())
            if (one.phase === 'releasing')
                one.rollout.rules = { ...one.rollout.rules, giveUp: because };
        const done = joint
            ? all().filter(one => one.phase === 'over' && !one.already && one.outcome && (0,decisions_outcome/* isGood */.Kg)(one.outcome.verdict))
            : [];
        return (await Promise.all(done.map(one => conclude(one, order, world, look, 'undo')))).flatMap(one => one ?? []);
    };
    await world.keepRole();
    const undone = refusals[0] && joint ? await bringAllBack(`${refusals[0].name} was refused`) : [];
    await (0,follow/* followRollouts */.GL)([...begun.map(one => one.rollout), ...undone], look, async (followed) => {
        const one = released.get(followed.service);
        const releasing = one.phase === 'releasing';
        one.judgement = followed.judgement;
        const further = await conclude(one, order, world, look);
        const outcome = one.outcome;
        const first = releasing && !(0,decisions_outcome/* isGood */.Kg)(outcome.verdict) && outcome.verdict !== 'stopped' && !look.cancel.aborted;
        const others = first && joint ? await bringAllBack(`${one.target.name} failed`) : [];
        return [...(further ? [further] : []), ...others];
    });
    for (const one of released.values())
        if (one.outcome)
            outcomes.set(one.target.name, one.outcome);
}
/** Where it stands right after the update, when nobody waits. */
const onItsWay = ({ target, already, rollout, startedAt }, order, look) => ({
    ...untouchedAt(target, order, look),
    deployment: rollout.following.deployment,
    verdict: already ? 'nothing-to-do' : 'progressing',
    live: (0,decisions_outcome/* liveNow */.BO)(target.before.revision, 'progressing', { at: startedAt, service: target.before }),
    startedAt,
});
const untouched = (target, failed, order, look) => ({
    ...untouchedAt(target, order, look),
    verdict: 'skipped',
    because: `${failed.service} failed before it was its turn`,
});
const untouchedAt = ({ name, before, revision }, order, look) => ({
    service: name,
    cluster: order.cluster,
    revision,
    previous: (0,snapshot/* previousRevision */.Rs)(before, revision),
    deployment: '',
    verdict: 'skipped',
    because: '',
    remedy: 'none',
    remedyNote: '',
    live: (0,decisions_outcome/* liveNow */.BO)(before.revision, 'progressing', { at: look.clock.now(), service: before }),
    diagnosis: undefined,
    startedAt: look.clock.now(),
    endedAt: look.clock.now(),
    seen: [{ at: look.clock.now(), service: before }],
});


/***/ }),

/***/ 5797:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  K4: () => (/* binding */ draft),
  H0: () => (/* binding */ fromFile),
  Kg: () => (/* binding */ fromRevision),
  Wb: () => (/* binding */ ownTags),
  nH: () => (/* binding */ pinImage),
  xc: () => (/* binding */ registerOnce),
  Lo: () => (/* binding */ startFrom)
});

// EXTERNAL MODULE: ./build/src/decisions/task-definition.js
var task_definition = __webpack_require__(4500);
;// CONCATENATED MODULE: ./build/src/decisions/definition-diff.js
// What differs between two task definitions, for a reader who must not see a variable's value?

/** One line a difference, by its path; values of environment variables and of secret log options are never in it. */
function diffDefinitions(before, after) {
    const [was, is] = [named((0,task_definition/* canonical */.$N)(before)), named((0,task_definition/* canonical */.$N)(after))];
    return differences([], was, is);
}
/** Lists of things with names become maps by name, so that one more container does not shift all others. */
function named(value) {
    if (Array.isArray(value)) {
        const names = value.map(one => one !== null && typeof one === 'object' ? one.name : undefined);
        if (names.length > 0 && names.every(name => typeof name === 'string') && new Set(names).size === names.length)
            return Object.fromEntries(value.map((one, i) => [names[i], named(without(one, 'name'))]));
        return value.map(named);
    }
    if (value === null || typeof value !== 'object')
        return value;
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, named(member)]));
}
const without = (value, member) => Object.fromEntries(Object.entries(value).filter(([name]) => name !== member));
function differences(path, was, is) {
    if (JSON.stringify(was) === JSON.stringify(is))
        return [];
    const where = path.join('.');
    const map = [was, is].every(one => one === undefined || isMap(one));
    if (isHidden(path) || (path[2] === 'environment' && path.length === 3 && !map))
        return [`${where}: ${was === undefined ? 'added' : is === undefined ? 'removed' : 'another value'}`];
    if (map) {
        const names = [...new Set([...Object.keys(was ?? {}), ...Object.keys(is ?? {})])].sort();
        return names.flatMap(name => differences([...path, name], was?.[name], is?.[name]));
    }
    if (was === undefined)
        return [`${where}: ${show(is)}, was not set`];
    if (is === undefined)
        return [`${where}: removed, was ${show(was)}`];
    return [`${where}: ${show(is)}, was ${show(was)}`];
}
/** Names (of a container, a variable, an option) may have dots, so that their place in the path tells what they are of. */
const isHidden = ([, , member, part, name]) => (member === 'environment' && part !== undefined) ||
    (member === 'logConfiguration' && part === 'options' && /token|key|secret|password/i.test(name ?? ''));
const isMap = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
/** Texts as they are, other values as JSON; digests as short as they can be told apart by eye. */
const show = (value) => (typeof value === 'string' ? value : JSON.stringify(value)).replace(/(sha256:[0-9a-f]{12})[0-9a-f]{52}/g, '$1');

// EXTERNAL MODULE: ./build/src/decisions/definition-edits.js
var definition_edits = __webpack_require__(2652);
// EXTERNAL MODULE: ./build/src/decisions/definition-texts.js
var definition_texts = __webpack_require__(9073);
// EXTERNAL MODULE: ./build/src/decisions/image.js
var decisions_image = __webpack_require__(7596);
// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
// EXTERNAL MODULE: ./build/src/watch.js
var watch = __webpack_require__(2226);
;// CONCATENATED MODULE: ./build/src/release/revise.js
// Which revision carries what is wanted, and is it really new?







/** From what the inputs name: a path, `family:n` or an ARN, a family (a word that is no file), or what a service runs. */
async function startFrom({ taskDefinition, cluster, service, }, ecs, world) {
    if (taskDefinition === undefined)
        return fromService(cluster, service, ecs);
    if (/^arn:|^[\w-]+:\d+$/.test(taskDefinition))
        return fromRevision(taskDefinition, ecs);
    const isFile = /[./]/.test(taskDefinition) || (await (await world.files()).read(taskDefinition)) !== undefined;
    return isFile ? fromFile(taskDefinition, world) : fromRevision(taskDefinition, ecs);
}
/** What the service runs now. */
async function fromService(cluster, service, ecs) {
    const { services } = await ecs.describeServices(cluster, [service]);
    const [found] = services;
    if (!found)
        throw new failure/* Failure */.HR(`Service "${service}" was not found in cluster "${cluster}": check the inputs service and cluster.`);
    return fromRevision(found.revision, ecs);
}
/** What is registered as `family:n`, an ARN, or newest in a family. */
async function fromRevision(reference, ecs) {
    const registered = await ecs.describeTaskDefinition(reference);
    if (!registered)
        throw new failure/* Failure */.HR(`Task definition "${reference}" was not found: check the input task-definition, the region and the account.`);
    return { definition: (0,task_definition/* stripReadOnly */.Vl)(registered.definition), tags: ownTags(registered.tags), registered };
}
/** Without those that AWS itself sets, of CloudFormation for example, and takes from nobody. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Tag.html */
const ownTags = (tags) => tags.filter(({ key }) => !/^aws:/i.test(key ?? ''));
/** A file of the repository; what `aws ecs describe-task-definition` printed will do too. */
async function fromFile(path, world) {
    const content = await (await world.files()).readYaml(path, definition_texts/* isDefinitionText */.H);
    if (content === undefined)
        throw new failure/* Failure */.HR(`task-definition "${path}" does not exist in the workspace: check out the repository before this step, and check the path.`);
    const { taskDefinition = content, tags } = (content ?? {});
    const { tags: own, ...definition } = (0,task_definition/* withTexts */.j8)((0,task_definition/* stripReadOnly */.Vl)((taskDefinition ?? {})));
    if (typeof definition.family !== 'string' || !Array.isArray(definition.containerDefinitions))
        throw new failure/* Failure */.HR(`task-definition "${path}" is not a task definition: it needs "family" and a list "containerDefinitions".`);
    return { definition, tags: own ?? tags ?? [] };
}
/** The digest decides what runs: a tag can move between now and the next task. */
async function pinImage(image, world) {
    const { repository: uri, tag, digest } = (0,decisions_image/* readImage */.AM)(image);
    if (digest)
        return `${uri}@${digest}`;
    const repository = (0,decisions_image/* readRepository */.Nu)(uri);
    if (!repository?.ecr)
        throw new failure/* Failure */.HR(`image "${image}" is not in ECR, so its tag cannot be pinned: give it by digest, repository@sha256:….`);
    const found = await (await world.registry(repository.ecr.region)).describeImage(repository, { tag: tag });
    if (!found)
        throw new failure/* Failure */.HR(`image "${image}" does not exist: repository ${repository.name} has no tag "${tag}". Push it first.`);
    return `${uri}@${found.digest}`;
}
/** Works out the next definition, and whether it, or what we started from, is registered as it is. */
async function draft(base, edits, tags, ecs) {
    const edited = (0,definition_edits/* editDefinition */.w)(base.definition, edits);
    if ('problems' in edited)
        throw new failure/* Failure */.HR(edited.problems.map(one => `${one}.`).join('\n'));
    const { definition, containers } = edited;
    const newest = await ecs.describeTaskDefinition(definition.family);
    const candidates = [base.registered, newest].filter(one => one?.active && one.definition.family === definition.family);
    const same = candidates.find(one => one && (0,task_definition/* sameDefinition */.uD)(one.definition, definition));
    const before = base.registered ?? newest;
    const named = new Set(tags.map(one => one.key));
    return {
        definition,
        containers,
        tags: [...base.tags.filter(one => !named.has(one.key)), ...tags],
        same,
        diff: before ? diffDefinitions(before.definition, definition) : [],
    };
}
/** How long (ms) a registration may take while ECS throttles or cannot be reached. */
const PATIENCE = 60_000;
/** Registers once: when an answer was lost on its way, the newest revision tells whether ECS had taken it. */
async function registerOnce({ definition, tags }, ecs, { clock, cancel }) {
    let tried = false;
    const { judgement, blind } = await (0,watch/* watch */.w)({
        clock,
        cancel,
        until: clock.now() + PATIENCE,
        async look() {
            const newest = tried ? await ecs.describeTaskDefinition(definition.family) : undefined;
            tried = true;
            if (newest && (0,task_definition/* sameDefinition */.uD)(newest.definition, definition))
                return newest;
            return ecs.registerTaskDefinition(definition, tags);
        },
        judge: registered => ({ judgement: registered }),
        mayPass: failure/* mayPass */.bg,
    });
    if (judgement)
        return judgement;
    throw blind ?? new failure/* Failure */.HR(`Cancelled before a revision of ${definition.family} was registered.`);
}


/***/ }),

/***/ 3141:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ repositoryNow),
/* harmony export */   RY: () => (/* binding */ arnOf),
/* harmony export */   h5: () => (/* binding */ resolveTargets),
/* harmony export */   we: () => (/* binding */ checkArn)
/* harmony export */ });
/* harmony import */ var _decisions_definition_edits_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2652);
/* harmony import */ var _decisions_image_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7596);
/* harmony import */ var _decisions_services_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4057);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7279);
/* harmony import */ var _turns_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1993);
/* harmony import */ var _begin_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4578);
/* harmony import */ var _revise_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5797);
// Which revision shall each service run?







/** All services as they are now and the revision for each; images are registered before any service is touched. */
async function resolveTargets(groups, cluster, world, plan) {
    const ecs = await world.ecs();
    const services = await (0,_begin_js__WEBPACK_IMPORTED_MODULE_3__/* .findServices */ .O$)(cluster, groups.flat().map(one => one.service), ecs);
    const resolved = [];
    for (const group of groups) {
        const targets = [];
        for (const wanted of group) {
            const before = services.find(one => one.name === wanted.service);
            checkArn(wanted, before, cluster);
            targets.push({ ...wanted, before, ...(await revisionFor(wanted, before, ecs, world, plan)) });
        }
        resolved.push(targets);
    }
    // One service alone learns from its update that a revision is missing; of several, none is touched then.
    if (plan || services.length > 1)
        await refuseMissing(resolved.flat(), ecs);
    return resolved;
}
/** Throws where the user named a service by the ARN of another cluster, region or account. */
function checkArn({ arn }, { arn: found }, cluster) {
    if (arn !== undefined && !(0,_decisions_services_js__WEBPACK_IMPORTED_MODULE_5__/* .isArnOf */ .Z)(arn, found))
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR(`Service "${arn}" is not the one in cluster "${cluster}", which is ${found}: check the inputs service and cluster, the region and the account.`);
}
/** Fails with all revisions that are not registered; says nothing where this role may not look. */
async function refuseMissing(targets, ecs) {
    const references = [...new Set(targets.map(one => one.taskDefinition).filter(Boolean))];
    const missing = [];
    await (0,_turns_js__WEBPACK_IMPORTED_MODULE_6__/* .inTurns */ .g)(references, 5, async (reference) => {
        const found = await ecs.describeTaskDefinition(reference).catch(error => {
            if (error instanceof _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR && error.denied)
                return { active: true };
            throw error;
        });
        if (!found?.active)
            missing.push(reference);
    });
    if (missing.length > 0)
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR(`Task definition ${missing.map(one => `"${one}"`).join(', ')} was not found or is not active: check the input task-definition, the region and the account. No service was touched.`);
}
/** The ARN of the revision, which is of the service's own account and region; empty where nothing is registered yet. */
const arnOf = ({ before, taskDefinition, revision }) => taskDefinition === '' || taskDefinition.startsWith('arn:')
    ? taskDefinition
    : `${before.arn.split(':').slice(0, 5).join(':')}:task-definition/${revision}`;
async function revisionFor(wanted, before, ecs, world, plan) {
    const { taskDefinition, image, imageTag } = wanted;
    if (image !== undefined || imageTag !== undefined)
        return withImage(wanted, before, ecs, world, plan);
    if (taskDefinition === undefined)
        return { taskDefinition: before.revision, revision: before.revision };
    const named = taskDefinition.match(/(?:^|\/)([\w-]+:\d+)$/)?.[1];
    if (named)
        return { taskDefinition, revision: named };
    const base = await baseOf(taskDefinition, ecs, world);
    // ECS takes a family too, but only a look says which revision is its newest.
    if (base.registered)
        return { taskDefinition: base.registered.arn, revision: base.registered.revision };
    return putInPlace(await (0,_revise_js__WEBPACK_IMPORTED_MODULE_4__/* .draft */ .K4)(base, _decisions_definition_edits_js__WEBPACK_IMPORTED_MODULE_0__/* .NO_EDITS */ .q, [], ecs), wanted.name, taskDefinition, ecs, world, plan);
}
/** The name of a family has neither dot nor slash; the path of a file has one. */
const baseOf = (reference, ecs, world) => /^(?!arn:).*[./]/.test(reference) ? (0,_revise_js__WEBPACK_IMPORTED_MODULE_4__/* .fromFile */ .H0)(reference, world) : (0,_revise_js__WEBPACK_IMPORTED_MODULE_4__/* .fromRevision */ .Kg)(reference, ecs);
async function withImage({ name, taskDefinition, image, imageTag, container }, before, ecs, world, plan) {
    const base = await baseOf(taskDefinition ?? before.revision, ecs, world);
    const wanted = image ?? `${repositoryNow(base.definition, container, name)}:${imageTag}`;
    const edits = {
        ..._decisions_definition_edits_js__WEBPACK_IMPORTED_MODULE_0__/* .NO_EDITS */ .q,
        image: await (0,_revise_js__WEBPACK_IMPORTED_MODULE_4__/* .pinImage */ .nH)(wanted, world),
        containers: container === undefined ? [] : [container],
    };
    return putInPlace(await (0,_revise_js__WEBPACK_IMPORTED_MODULE_4__/* .draft */ .K4)(base, edits, [], ecs), name, wanted, ecs, world, plan);
}
/** The revision that is as the draft says: one that is there, or one that is registered now. */
async function putInPlace(next, name, what, ecs, world, plan) {
    if (next.same)
        return { taskDefinition: next.same.arn, revision: next.same.revision };
    if (plan)
        return { taskDefinition: '', revision: `${next.definition.family} (next)` };
    const registered = await (0,_revise_js__WEBPACK_IMPORTED_MODULE_4__/* .registerOnce */ .xc)(next, ecs, world);
    world.runner.line(`${name}: ${registered.revision} is registered with ${what}`);
    return { taskDefinition: registered.arn, revision: registered.revision };
}
/** The repository that a service's container runs from now. */
function repositoryNow(definition, container, name) {
    const containers = definition.containerDefinitions ?? [];
    const essential = containers.filter(one => one.essential !== false);
    const [one, ...others] = container === undefined ? essential : containers.filter(each => each.name === container);
    const repository = one?.image && others.length === 0 ? (0,_decisions_image_js__WEBPACK_IMPORTED_MODULE_1__/* .readImage */ .AM)(one.image)?.repository : undefined;
    if (repository)
        return repository;
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR(`image-tag of "${name}" says nothing of a repository, and its container cannot be told: give container-name, or the whole image.`);
}


/***/ }),

/***/ 9890:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ stopWithRollback),
/* harmony export */   l: () => (/* binding */ wayBack)
/* harmony export */ });
/* harmony import */ var _decisions_pause_hooks_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4366);
/* harmony import */ var _decisions_remedy_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2389);
/* harmony import */ var _decisions_settings_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5236);
/* harmony import */ var _decisions_snapshot_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9049);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7279);
/* harmony import */ var _watch_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2226);
/* harmony import */ var _follow_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9610);
// How does a service go back to what served before, after a release that ended badly?







/** Goes back to what served before where that is ours to do, or follows ECS on its own way back; says what is not done. */
async function wayBack(one, outcome, order, ecs, look, undo) {
    const { target, rollout } = one;
    const last = rollout.seen.at(-1)?.service;
    const { giveUp, ...own } = rollout.rules;
    const rules = {
        ...own,
        hopelessAfter: Number.POSITIVE_INFINITY,
        settle: 0,
        allowZero: true,
        requireLogs: false,
        waitFor: 'drained',
    };
    const follow = (ours, now) => ({
        ...(0,_follow_js__WEBPACK_IMPORTED_MODULE_2__/* .startFollowing */ .Es)(ours, now, { ...rules, until: look.clock.now() + order.limit }, look.clock),
        name: target.name,
    });
    if (outcome.verdict === 'rolled-back' && order.onRollback === 'wait') {
        const primary = (0,_decisions_snapshot_js__WEBPACK_IMPORTED_MODULE_3__/* .primaryOf */ .Os)(last);
        return primary && last ? follow(primary, last) : undefined;
    }
    if (one.judgement?.blind) {
        Object.assign(outcome, {
            remedy: 'needs-human',
            remedyNote: 'Nothing was touched, since how far ECS has come is not known.',
        });
        return undefined;
    }
    const plan = (0,_decisions_remedy_js__WEBPACK_IMPORTED_MODULE_4__/* .planRemedy */ .Q)(undo || giveUp ? 'failed' : outcome.verdict, order.onFailure, outcome.revision, target.before, last);
    if (plan.roll === 'not') {
        Object.assign(outcome, { remedy: plan.remedy, remedyNote: plan.because });
        return undefined;
    }
    try {
        const theirs = await foreignDeployment(one, plan.to, order, ecs);
        if (theirs) {
            const note = `${theirs.revision} was deployed over it meanwhile (${theirs.id}), so nothing was touched.`;
            Object.assign(outcome, { remedy: 'needs-human', remedyNote: note });
            return undefined;
        }
        look.log(target.name, `goes back to ${plan.to}`);
        const settings = (0,_decisions_settings_js__WEBPACK_IMPORTED_MODULE_5__/* .settingsBack */ .PO)(one.change, target.before);
        // ECS's own way back brings the revision only.
        const byEcs = Object.keys(settings).length === 0 ? await stopOurs(one, order, ecs, look) : undefined;
        const now = byEcs ?? (await updateBack(one, plan.to, settings, order, ecs, look));
        return follow((0,_decisions_snapshot_js__WEBPACK_IMPORTED_MODULE_3__/* .primaryOf */ .Os)(now), now);
    }
    catch (error) {
        Object.assign(outcome, {
            remedy: 'needs-human',
            remedyNote: `Going back to ${plan.to} failed: ${error.message}`,
        });
        return undefined;
    }
}
/** A new deployment of what served before, which waits at no pause of ours. */
async function updateBack({ target, rollout }, to, settings, order, ecs, look) {
    const swept = (0,_decisions_pause_hooks_js__WEBPACK_IMPORTED_MODULE_0__/* .sweepHooks */ .jn)(rollout.seen.at(-1)?.service ?? target.before);
    const configuration = { ...settings.configuration, ...swept };
    const back = { taskDefinition: to, ...settings, ...(Object.keys(configuration).length > 0 ? { configuration } : {}) };
    const now = await ecs.updateService(order.cluster, target.service, back);
    if (swept.lifecycleHooks)
        look.log(target.name, _decisions_pause_hooks_js__WEBPACK_IMPORTED_MODULE_0__/* .SWEPT */ .ko);
    return now;
}
/** What is primary and neither ours nor the way back to `to`: somebody deployed since the last look, which may be minutes ago. */
async function foreignDeployment({ rollout, target }, to, order, ecs) {
    const [now] = (await ecs.describeServices(order.cluster, [target.service])).services;
    const primary = (0,_decisions_snapshot_js__WEBPACK_IMPORTED_MODULE_3__/* .primaryOf */ .Os)(now);
    if (now && (!now.active || !primary))
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('the service is gone');
    const { deployment, createdAt } = rollout.following;
    const known = primary?.id === deployment || primary?.revision === to || (primary?.createdAt ?? 0) < createdAt;
    return known ? undefined : primary;
}
/** ECS's own way back from our deployment, while it is under way. */
async function stopOurs({ rollout, target }, order, ecs, look) {
    const { deployment } = rollout.following;
    const last = rollout.seen.at(-1)?.service?.deployments.find(one => one.id === deployment);
    if (!last?.primary || last.state !== 'in-progress')
        return undefined;
    return stopWithRollback(order.cluster, target.service, rollout.following, ecs, look);
}
/** How long (ms) ECS may take to show that it rolls back. */
const PATIENCE = 60_000;
/**
 * ECS's own way back from a deployment that is under way, where it works: it keeps the tasks that still serve. Answers the
 * service as it then is; undefined where a new update must do.
 */
async function stopWithRollback(cluster, service, following, ecs, look) {
    const { deployment, revision } = following;
    try {
        const record = await ecs.serviceDeployment(cluster, service, following);
        if (!record || !['PENDING', 'IN_PROGRESS'].includes(record.status))
            return undefined;
        await ecs.stopWithRollback(cluster, service, record.arn);
    }
    catch {
        return undefined;
    }
    const { judgement } = await (0,_watch_js__WEBPACK_IMPORTED_MODULE_6__/* .watch */ .w)({
        clock: look.clock,
        cancel: look.cancel,
        until: look.clock.now() + PATIENCE,
        look: async () => (await ecs.describeServices(cluster, [service])).services[0],
        judge: service => {
            const primary = (0,_decisions_snapshot_js__WEBPACK_IMPORTED_MODULE_3__/* .primaryOf */ .Os)(service);
            const back = primary && primary.id !== deployment && primary.revision !== revision;
            return back && service ? { judgement: service } : { judgement: service, lookAgainIn: 2000 };
        },
        mayPass: () => true,
    });
    const primary = (0,_decisions_snapshot_js__WEBPACK_IMPORTED_MODULE_3__/* .primaryOf */ .Os)(judgement);
    return primary && primary.id !== deployment ? judgement : undefined;
}


/***/ }),

/***/ 1993:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ inTurns),
/* harmony export */   o: () => (/* binding */ inBatches)
/* harmony export */ });
// How is much done without all of it at once?
/** Acts on all items, at most `atOnce` at a time, in their order. Rejects with the first that does. */
async function inTurns(items, atOnce, act) {
    const waiting = [...items];
    const worker = async () => {
        for (let item = waiting.shift(); item !== undefined; item = waiting.shift())
            await act(item);
    };
    await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
}
/** The items in groups of `size`, the last one smaller. */
const inBatches = (items, size) => Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));


/***/ })

};
