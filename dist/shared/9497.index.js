export const id = 9497;
export const ids = [9497];
export const modules = {

/***/ 9497:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  "default": () => (/* binding */ ecs_deploy_wait)
});

// EXTERNAL MODULE: ./build/src/action.js
var action = __webpack_require__(7663);
// EXTERNAL MODULE: ./build/src/decisions/services.js
var decisions_services = __webpack_require__(4057);
// EXTERNAL MODULE: ./build/src/decisions/settings.js
var decisions_settings = __webpack_require__(5236);
// EXTERNAL MODULE: ./build/src/input.js
var input = __webpack_require__(249);
// EXTERNAL MODULE: ./build/src/log.js
var src_log = __webpack_require__(6671);
// EXTERNAL MODULE: ./build/src/release/look.js + 4 modules
var look = __webpack_require__(2952);
// EXTERNAL MODULE: ./build/src/release/permissions.js
var permissions = __webpack_require__(2863);
// EXTERNAL MODULE: ./build/src/release/release.js + 1 modules
var release = __webpack_require__(8326);
;// CONCATENATED MODULE: ./build/src/release/settings.js

/** Inputs for how ECS deploys; each is sent only when it is set. */
const settingsInputs = {
    minimumHealthyPercent: (0,input/* count */.U9)(0, 100)({ description: 'How many tasks must stay healthy, in percent. Unset: left as it is.' }),
    maximumPercent: (0,input/* count */.U9)(100)({ description: 'How many tasks there may be, in percent. Unset: left as it is.' }),
    circuitBreaker: (0,input/* oneOf */.yL)('rollback', 'on', 'off')({ description: 'ECS’s deployment circuit breaker, with or without rollback. Unset: left as it is.' }),
    healthCheckGracePeriodSeconds: (0,input/* duration */.p0)('seconds')({
        description: 'How long failing health checks do not count at first. Unset: left as it is.',
    }),
    alarms: (0,input/* list */.p_)({ description: 'CloudWatch alarms that make ECS roll a deployment back. Unset: left as they are.' }),
    deploymentSettings: (0,input/* oneOf */.yL)('set', 'check')({
        description: '`set`: the five settings above are made so. `check`: a service that has others is a warning.',
        default: 'set',
    }),
};
/** The inputs in the words of a decision. */
const settingsOf = (inputs) => ({
    ...inputs,
    gracePeriod: inputs.healthCheckGracePeriodSeconds,
});

// EXTERNAL MODULE: ./build/src/release/targets.js
var release_targets = __webpack_require__(3141);
// EXTERNAL MODULE: ./build/src/decisions/outcome.js
var outcome = __webpack_require__(3105);
// EXTERNAL MODULE: ./build/src/decisions/region.js
var decisions_region = __webpack_require__(5153);
// EXTERNAL MODULE: ./build/src/decisions/rollout-summary.js
var rollout_summary = __webpack_require__(5277);
;// CONCATENATED MODULE: ./build/src/release/tell.js




/** Writes outputs, evidence and summary; the step is green when all services are, or with `failOn` all, when one is. */
async function tellDeployment(outcomes, failOn, world, tell) {
    const { runner } = world;
    const told = (0,outcome/* tellOutcomes */.lR)(outcomes);
    for (const [name, value] of Object.entries(told))
        tell(name, value);
    for (const one of outcomes)
        if (one.diagnosis)
            runner.group(`${one.service}: evidence`, one.diagnosis.evidence);
    const { region } = await world.ecs();
    await runner.summary((0,rollout_summary/* summarizeRollouts */.q)(outcomes, one => (0,decisions_region/* serviceLink */.oT)(region, one.cluster, one.service)));
    const good = failOn === 'all' ? outcomes.some(outcome/* tookOver */.I$) : outcomes.every(outcome/* tookOver */.I$);
    if (outcomes.length === 1)
        return { good, line: told.message };
    for (const line of (0,outcome/* sayOutcomes */.ts)(outcomes))
        runner.line(line);
    return { good, line: (0,outcome/* resultOf */.Bg)(outcomes).line };
}
/** What would be done to each service, a line each. */
function tellPlan(targets, asked, { force, desiredCount }, world) {
    const redeploys = ({ before, revision }) => force || before.revision !== revision;
    for (const target of targets) {
        const { name, before, revision } = target;
        const move = before.revision === revision
            ? `${force ? 'deploys' : 'stays on'} ${revision}${force ? ' anew' : ''}`
            : `moves from ${before.revision} to ${revision}`;
        const counts = desiredCount === undefined || desiredCount === before.desired
            ? []
            : [`desired-count is ${before.desired}, not ${desiredCount}`];
        const differences = [...(0,decisions_settings/* differFrom */.JE)(asked, before), ...counts];
        world.runner.line(`${name}: ${move} (${(0,decisions_settings/* showSettings */.l0)(before)})${differences.length > 0 ? `; ${differences.join('; ')}` : ''}`);
    }
    const moving = targets.filter(redeploys).length;
    return { good: true, line: `Plan: ${moving} of ${targets.length} services would move. Nothing was changed.` };
}

;// CONCATENATED MODULE: ./build/src/actions/ecs-deploy-wait.js
// Did the new revision take over one or many services, and if not, why not?











/* harmony default export */ const ecs_deploy_wait = ((0,action/* action */.X)({
    question: 'Did the new revision take over one or many services, and if not, why not?',
    about: 'Moves ECS services to a revision and follows each deployment to its verdict. Green means that the new revision runs with all its tasks, that they and their targets are healthy, and that the old tasks have drained. Red says why, what is live now, and what to do.',
    usage: `cluster: staging
service: web
task-definition: \${{ steps.register.outputs.revision }}
wait-for-minutes: 15
`,
    inputs: {
        cluster: (0,input/* text */.Qq)({ description: 'The name or ARN of the ECS cluster.', required: true }),
        service: (0,input/* list */.p_)({ description: 'The name of the service, or several of them.' }),
        services: (0,input/* namesOrMap */.c9)({
            description: 'Several services: a list, lines of `name=task-definition`, or a YAML map of `name` to `service`, `task-definition`, `image`, `image-tag`, `container-name`, `aliases`.',
        }),
        only: (0,input/* list */.p_)({ description: 'Release only these of them, by name or alias.' }),
        aliases: (0,input/* map */.Tj)({ description: 'Other names for services: `web=default`.' }),
        order: (0,input/* groups */.TN)({
            description: 'Groups of services, one a line. A group begins when the one before has taken over; when one fails, the later ones are not touched.',
        }),
        taskDefinition: (0,input/* text */.Qq)({
            description: 'The revision to move to: an ARN, `family:revision`, a family (its newest active revision), or a file in the repository (JSON or YAML), which is then registered. Unset: what each service runs now, with `image` or `image-tag` in it.',
        }),
        image: (0,input/* text */.Qq)({ description: 'An image to put into the task definition, which is then registered.' }),
        imageTag: (0,input/* text */.Qq)({
            description: 'A tag in the repository that each service runs from now, to be put into its task definition.',
        }),
        containerName: (0,input/* text */.Qq)({ description: 'The container that gets the image. Unset: the only essential one.' }),
        wait: (0,input/* flag */.Jt)({ description: 'Whether to wait for the verdict.', default: 'true' }),
        waitForServiceStability: (0,input/* flag */.Jt)({
            description: 'What amazon-ecs-deploy-task-definition calls `wait`; given, it goes before `wait`.',
        }),
        waitForMinutes: (0,input/* duration */.p0)('minutes')({
            description: 'How long the new revision may take to take over. The limit is used to the last second.',
            default: '15',
        }),
        waitFor: (0,input/* oneOf */.yL)('drained', 'serving')({
            description: '`serving`: the new tasks serve. `drained`: and the old ones are gone.',
            default: 'drained',
        }),
        settleSeconds: (0,input/* duration */.p0)('seconds')({
            description: 'How long each new task must have been up. Unset: 30 seconds where neither a load balancer nor a container health check vouches for a task, else none.',
        }),
        requireLogs: (0,input/* flag */.Jt)({
            description: 'Whether each new task must have written a line to CloudWatch Logs.',
            default: 'false',
        }),
        hopelessAfter: (0,input/* count */.U9)(1)({
            description: 'How many tasks that end for the same lasting reason, with none that is well, are enough to give up. Unset: as many as ECS’s circuit breaker (half of the desired count, at least 3).',
        }),
        onFailure: (0,input/* oneOf */.yL)('rollback', 'keep')({
            description: 'What to do when the new revision failed or did not take over in time and ECS has not undone it: go back to the revision that served before, or leave everything as it is.',
            default: 'rollback',
        }),
        onRollback: (0,input/* oneOf */.yL)('report', 'wait')({
            description: 'A rollback of ECS’s is reported when ECS decides it. `wait`: then it is also followed to its end.',
            default: 'report',
        }),
        mode: (0,input/* oneOf */.yL)('independent', 'together')({
            description: '`independent`: each service goes on if another fails. `together`: when one fails, all go back.',
            default: 'independent',
        }),
        rollbackScope: (0,input/* oneOf */.yL)('failed', 'all')({
            description: 'Whether a failure brings back only its own service, or all that this release has changed.',
            default: 'failed',
        }),
        failOn: (0,input/* oneOf */.yL)('any', 'all')({ description: 'Whether the step is red when any service failed, or only when all did.', default: 'any' }),
        allowZero: (0,input/* flag */.Jt)({
            description: 'Whether a service that wants no task (desired count 0) may end green.',
            default: 'false',
        }),
        forceNewDeployment: (0,input/* flag */.Jt)({
            description: 'Deploy again although the service already runs this revision.',
            default: 'false',
        }),
        desiredCount: (0,input/* count */.U9)()({ description: 'The number of tasks. Unset: left as it is.' }),
        ...settingsInputs,
        plan: (0,input/* flag */.Jt)({ description: 'Show what would change, and change nothing.', default: 'false' }),
    },
    outputs: {
        verdict: 'What ECS did: `succeeded`, `nothing-to-do`, `failed`, `rolled-back`, `stopped`, `superseded`, `timed-out` or `cancelled` (`progressing` when not waited for); of several services the worst.',
        result: 'Of several services: `succeeded`, `partial` or `failed`.',
        remedy: 'What this action did about it: `none`, `rolled-back`, `kept` or `needs-human`.',
        revision: 'The revision that was released, `family:n`.',
        taskDefinitionArn: 'Its ARN; of several revisions one a line.',
        previousRevision: 'The revision that ran before.',
        liveRevision: 'The revision that serves now; empty when nothing does.',
        liveVerified: '`true` when as many of its tasks run as the service wants.',
        deploymentId: 'The id of the ECS deployment, `ecs-svc/…`; of several services one a line.',
        cause: 'Why it ended badly, in one clause.',
        nextStep: 'What to do next, in one sentence.',
        message: 'The last line of the log; of several services a line each.',
        succeeded: 'The services that took over, one a line.',
        failed: 'The services that did not, one a line.',
        results: 'JSON: all of this for each service.',
    },
    elsewhere: {
        'run-task': 'run the task in a step before this one, with the action run-task, so that nothing is deployed when it fails',
    },
    permissions: {
        aws: permissions/* releasePermissions */.GZ,
        github: [],
    },
    rules(inputs) {
        const planned = (0,decisions_services/* planServices */.M)({ ...inputs, container: inputs.containerName });
        const problems = 'problems' in planned ? planned.problems : [];
        if (inputs.service.length === 0 && inputs.services === undefined)
            problems.push('service is empty, and so is services: give the name of the service, or several of them');
        const { taskDefinition, image, imageTag, services, forceNewDeployment, desiredCount } = inputs;
        const asked = [taskDefinition, image, imageTag, services, desiredCount].some(one => one !== undefined);
        const changes = inputs.deploymentSettings === 'set' && Object.keys((0,decisions_settings/* settingsChange */.QP)(settingsOf(inputs))).length > 0;
        if (!asked && !forceNewDeployment && !changes)
            problems.push('task-definition is empty: give the revision to move to, an image or image-tag to put into it, or force-new-deployment');
        const joint = inputs.order.length > 1 || inputs.mode === 'together' || inputs.rollbackScope === 'all';
        if (!inputs.wait && joint)
            problems.push('wait is false, so order, mode and rollback-scope cannot be kept: leave them out, or wait');
        if (inputs.waitForMinutes === 0 && inputs.wait)
            problems.push('wait-for-minutes is 0: give some time, or wait: false');
        if (desiredCount === 0 && !inputs.allowZero)
            problems.push('desired-count is 0, so nothing would run: add allow-zero: true if that is what you want');
        if (image !== undefined && imageTag !== undefined)
            problems.push('image and image-tag are both set: give one of them');
        return problems;
    },
    async run(inputs, world, tell) {
        const { cluster } = inputs;
        const settings = settingsOf(inputs);
        const { groups: wanted } = (0,decisions_services/* planServices */.M)({ ...inputs, container: inputs.containerName });
        const targets = await (0,release_targets/* resolveTargets */.h5)(wanted, cluster, world, inputs.plan);
        tell('revision', [...new Set(targets.flat().map(one => one.revision))].join('\n'));
        tell('taskDefinitionArn', [...new Set(targets.flat().map(release_targets/* arnOf */.RY))].join('\n'));
        if (inputs.plan)
            return tellPlan(targets.flat(), settings, { ...inputs, force: inputs.forceNewDeployment }, world);
        if (inputs.deploymentSettings === 'check')
            for (const { name, before } of targets.flat())
                for (const difference of (0,decisions_settings/* differFrom */.JE)(settings, before))
                    world.runner.warn(`${name}: ${difference}.`);
        const order = {
            ...inputs,
            wait: inputs.waitForServiceStability ?? inputs.wait,
            groups: targets,
            limit: inputs.waitForMinutes,
            settle: inputs.settleSeconds,
            force: inputs.forceNewDeployment,
            change: {
                ...(inputs.deploymentSettings === 'set' ? (0,decisions_settings/* settingsChange */.QP)(settings) : {}),
                ...(inputs.desiredCount === undefined ? {} : { desiredCount: inputs.desiredCount }),
            },
        };
        const log = (0,src_log/* startLog */.l)(world.clock, world.runner.line);
        const outcomes = await (0,release/* releaseServices */.s)(order, world, await (0,look/* createLook */.yd)(cluster, log, world));
        return tellDeployment(outcomes, inputs.failOn, world, tell);
    },
}));


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


/***/ })

};
