export const id = 2261;
export const ids = [2261];
export const modules = {

/***/ 2261:
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
// EXTERNAL MODULE: ./build/src/rollback/rollback-permissions.js
var rollback_permissions = __webpack_require__(4821);
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
// EXTERNAL MODULE: ./build/src/rollback/undo.js + 1 modules
var undo = __webpack_require__(5845);
;// CONCATENATED MODULE: ./build/src/rollback/tell-rollback.js






const RETURNED = { explain: rollback_outcome/* explainReturn */.I_, isWell: (one) => (0,outcome/* isGood */.Kg)(one.verdict) };
/** What would be done; nothing was. */
function tellPlanned(result, tell) {
    const going = result.courses.filter(one => one.choice.go === 'back');
    const line = going.map(({ name, line, choice }) => choice.go === 'back' ? `${name} would go back from ${line.current.revision} to ${(0,undo/* nameOf */.Vb)(choice)}` : '');
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
    tell('previousRevision', lines(courses.map(undo/* leftBy */.jf)));
}
function titleOf(result) {
    const verdict = (0,rollback_outcome/* verdictOf */.Vj)(result);
    if (verdict === 'nothing-to-do')
        return 'Nothing to undo';
    return (0,rollback_outcome/* isBack */.S3)(result) ? 'Rolled back' : verdict === 'refused' ? 'Not rolled back' : 'The rollback failed';
}

// EXTERNAL MODULE: ./build/src/rollback/undo-pairs.js + 6 modules
var undo_pairs = __webpack_require__(4661);
// EXTERNAL MODULE: ./build/src/rollback/undo-services.js
var undo_services = __webpack_require__(7091);
// EXTERNAL MODULE: ./build/src/smoke/smoke-inputs.js
var smoke_inputs = __webpack_require__(1950);
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
            description: 'Where to go back to: `last-good`, a revision (`family:n` or ARN), a digest, a version that was recorded, the `record-id` of a release, or a tag in the repository that the service runs from.',
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
            ? await (0,undo/* undo */.tN)(order, (0,undo_pairs/* takePairsBack */.E)({ ...order, pairs: groups }, world), world)
            : await (0,undo/* undo */.tN)(order, (0,undo_services/* takeServicesBack */.Z)({ ...order, groups: groups }, world), world);
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


/***/ })

};
