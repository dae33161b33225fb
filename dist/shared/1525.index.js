export const id = 1525;
export const ids = [1525,4995];
export const modules = {

/***/ 5153:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dp: () => (/* binding */ isRegion),
/* harmony export */   dE: () => (/* binding */ logStreamLink),
/* harmony export */   iQ: () => (/* binding */ partitionOf),
/* harmony export */   oT: () => (/* binding */ serviceLink)
/* harmony export */ });
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

/***/ 4995:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   call: () => (/* binding */ call),
/* harmony export */   callOr: () => (/* binding */ callOr),
/* harmony export */   clientSettings: () => (/* binding */ clientSettings),
/* harmony export */   regionOrFail: () => (/* binding */ regionOrFail)
/* harmony export */ });
/* harmony import */ var _decisions_region_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5153);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7279);
/* harmony import */ var _credentials_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4564);
/* harmony import */ var _proxy_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7090);
/* harmony import */ var _runner_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5112);
// How do we reach AWS, and what do its errors mean to a user?





/** The region a client works in: the given one, or the environment's. */
function regionOrFail(region) {
    const known = region ?? _runner_js__WEBPACK_IMPORTED_MODULE_4__/* .runner */ .l.variable('AWS_REGION') ?? _runner_js__WEBPACK_IMPORTED_MODULE_4__/* .runner */ .l.variable('AWS_DEFAULT_REGION');
    if (known)
        return known;
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('No AWS region is set: give aws-region to aws-actions/configure-aws-credentials before this step, or set AWS_REGION.');
}
/**
 * Settings every client shares. `standard` retries, since `adaptive` slows every later call after one throttle
 * (measured: 2.1 s instead of 12 ms). Times in milliseconds: a connection or an answer that takes longer is lost.
 */
async function clientSettings(service, region, maxAttempts = 5, lost = { connection: 5_000, request: 20_000 }) {
    const credentials = (0,_credentials_js__WEBPACK_IMPORTED_MODULE_2__/* .renewable */ .AQ)();
    const agent = await agentFor(service, region);
    return {
        region,
        maxAttempts,
        retryMode: 'standard',
        customUserAgent: 'ecs-release',
        ...(credentials ? { credentials } : {}),
        requestHandler: {
            connectionTimeout: lost.connection,
            requestTimeout: lost.request,
            throwOnRequestTimeout: true,
            ...(agent ? { httpAgent: agent, httpsAgent: agent } : {}),
        },
    };
}
/** For the proxy that leads to a service: by the address that is really called. */
async function agentFor(service, region) {
    const given = [`AWS_ENDPOINT_URL_${service.toUpperCase().replaceAll('-', '_')}`, 'AWS_ENDPOINT_URL'].map(_runner_js__WEBPACK_IMPORTED_MODULE_4__/* .runner */ .l.variable);
    const address = given.find(Boolean) ?? `https://${service}.${region}.${(0,_decisions_region_js__WEBPACK_IMPORTED_MODULE_0__/* .partitionOf */ .iQ)(region).suffix}`;
    if (!URL.canParse(address))
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR(`AWS_ENDPOINT_URL is no address: write https://host:port (found "${address}").`);
    return (0,_proxy_js__WEBPACK_IMPORTED_MODULE_3__/* .agentTo */ .b)(new URL(address));
}
/** Does a call; an error becomes a `Failure` that names resource or permission, says what was found and what to do. */
async function call(purpose, send) {
    try {
        return await renewing(send, purpose.region);
    }
    catch (error) {
        throw translate(error, purpose);
    }
}
/** Does a call of which some refusals, named as the service names them, are answers too: then that name. */
async function callOr(purpose, refusals, send) {
    try {
        return await call(purpose, send);
    }
    catch (error) {
        const { cause } = error;
        const refusal = refusals.find(name => cause instanceof Error && cause.name === name);
        if (refusal === undefined)
            throw error;
        return refusal;
    }
}
/** Once more with fresh credentials, where those it had have expired and the job can get others. */
async function renewing(send, region) {
    await (0,_credentials_js__WEBPACK_IMPORTED_MODULE_2__/* .renewWhenDue */ .A3)(() => clientSettings('sts', region));
    try {
        return await send();
    }
    catch (error) {
        if (!EXPIRED.test(error.name) || !(await (0,_credentials_js__WEBPACK_IMPORTED_MODULE_2__/* .renew */ .qV)(() => clientSettings('sts', region))))
            throw error;
        return send();
    }
}
const THROTTLED = /^(Throttl|TooManyRequests|RequestLimitExceeded|SlowDown|RequestThrottled|ProvisionedThroughput)/;
const EXPIRED = /^(ExpiredToken|RequestExpired|TokenRefreshRequired)/;
const LOST = /^(ECONN|EPIPE|ETIMEDOUT|EAI_AGAIN|ENOTFOUND|EHOSTUNREACH|ENETUNREACH|TimeoutError|UND_ERR)/;
function translate(error, { permission, resource, region, known = {} }) {
    const { name, message } = error;
    const say = (line, more = {}) => new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR(line, { ...more, cause: error });
    const line = known[name];
    if (line)
        return say(line(message));
    if (name === 'CredentialsProviderError' || /Could not load credentials/.test(message))
        return say('No AWS credentials were found: run aws-actions/configure-aws-credentials before this step (the job needs permissions: id-token: write), or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.');
    if (EXPIRED.test(name))
        return say(`The AWS credentials expired during ${permission} on ${resource}: ${(0,_credentials_js__WEBPACK_IMPORTED_MODULE_2__/* .howToRenew */ .B)()}.`);
    if (/^(UnrecognizedClient|InvalidClientTokenId|InvalidSignature|SignatureDoesNotMatch|MissingAuthenticationToken|IncompleteSignature)/.test(name))
        return say(`AWS does not accept the credentials (${name}): check the keys or the role that this job assumes.`);
    if (/^(AccessDenied|UnauthorizedOperation|NotAuthorized)/.test(name)) {
        const who = message.match(/User: (\S+)/)?.[1];
        // A call can ask for a second permission: RunTask, for one, asks for iam:PassRole on the task's roles.
        const [, denied = permission, on] = message.match(/perform: ([\w-]+:\w+)(?: on resource: (\S+))?/) ?? [];
        const what = denied === permission
            ? `${permission} on ${resource}`
            : `${denied}${on ? ` on ${on}` : ''}, which ${permission} on ${resource} needs,`;
        return say(`${what} is denied${who ? ` to ${who}` : ''}: allow ${denied} in the role's policy (each action's README has the policy it needs).`, { denied });
    }
    const status = error.$metadata?.httpStatusCode ?? 0;
    if (THROTTLED.test(name) || status === 429)
        return say(`AWS throttled ${permission} on ${resource} again and again (${name}): try again later.`, {
            passing: true,
        });
    const network = [error, error.cause].find(one => one && LOST.test(one.code ?? one.name));
    if (network)
        return say(`AWS cannot be reached in ${region} for ${permission} on ${resource} (${network.message || network.code}): check the region, the network and HTTPS_PROXY.`, { passing: true });
    if (status >= 500)
        return say(`AWS is out of order: ${permission} on ${resource} answered ${status} ${name}.`, { passing: true });
    return say(`${permission} on ${resource} was refused: ${(message || name).replace(/\.$/, '')}.`);
}


/***/ }),

/***/ 4564:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A3: () => (/* binding */ renewWhenDue),
/* harmony export */   AQ: () => (/* binding */ renewable),
/* harmony export */   B: () => (/* binding */ howToRenew),
/* harmony export */   EQ: () => (/* binding */ canRenew),
/* harmony export */   _Z: () => (/* binding */ rememberRole),
/* harmony export */   qV: () => (/* binding */ renew),
/* harmony export */   tQ: () => (/* binding */ renewEarly)
/* harmony export */ });
/* harmony import */ var _runner_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5112);
// Where do fresh credentials come from when those of the job run out?

/** One a process: the role that the job assumed, and what it was given since. */
const session = {
    ...{ role: undefined, renewed: undefined, renewing: undefined, early: false },
    ...{ endsAt: undefined, tryAgainAt: 0, refused: undefined },
};
/**
 * How long (ms) before their end they are renewed: whoever is in the middle of something must not find them gone, nor
 * when a call takes long.
 */
const BEFORE_THE_END = 6 * 60_000;
const TRY_AGAIN = 60_000;
/** Whether the job may ask GitHub who it is (`permissions: id-token: write`), and its credentials are ones that expire. */
const canRenew = () => ['ACTIONS_ID_TOKEN_REQUEST_URL', 'ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'AWS_SESSION_TOKEN'].every(_runner_js__WEBPACK_IMPORTED_MODULE_0__/* .runner */ .l.variable);
/** To be said while the credentials still hold, where AWS_ROLE_ARN does not say it: later nobody can ask who it was. */
function rememberRole(arn) {
    session.role = arn;
}
/**
 * What to do about credentials that have expired, by why they were not renewed: this job cannot say who it is, or nobody
 * knows which role it had, since one whose credentials have expired cannot ask; or AWS refused it.
 */
function howToRenew() {
    if (!canRenew())
        return "raise role-duration-seconds of aws-actions/configure-aws-credentials (and the role's maximum session duration), or give the job permissions: id-token: write, so that they can be renewed";
    const role = roleNow();
    if (!role)
        return 'run aws-actions/configure-aws-credentials again before this step, or set AWS_ROLE_ARN to the role of this job, so that it can be assumed again';
    return `run aws-actions/configure-aws-credentials again before this step; ${role} could not be assumed with the identity of this job${session.refused ? ` (${session.refused.replace(/\.$/, '')})` : ''}`;
}
const roleNow = () => session.role ?? _runner_js__WEBPACK_IMPORTED_MODULE_0__/* .runner */ .l.variable('AWS_ROLE_ARN');
/** From now on they are renewed before they end, and once now, as nobody says when those of the job do. Whether that works. */
async function renewEarly(stsSettings) {
    session.early = true;
    return renew(stsSettings);
}
/** Renews them where their end is near; never fails, since they still hold. */
async function renewWhenDue(stsSettings) {
    const { early, endsAt, tryAgainAt } = session;
    const now = Date.now();
    if (!early || session.renewing || endsAt === undefined || endsAt - now > BEFORE_THE_END || now < tryAgainAt)
        return;
    session.tryAgainAt = now + TRY_AGAIN;
    await renew(stsSettings);
}
/** For AWS clients; undefined where they find credentials by themselves. What has no expiry in the future is asked for at each call. */
function renewable() {
    if (!canRenew())
        return undefined;
    const own = (name) => _runner_js__WEBPACK_IMPORTED_MODULE_0__/* .runner */ .l.variable(name) ?? '';
    return async () => ({
        ...(session.renewed ?? {
            accessKeyId: own('AWS_ACCESS_KEY_ID'),
            secretAccessKey: own('AWS_SECRET_ACCESS_KEY'),
            sessionToken: own('AWS_SESSION_TOKEN'),
        }),
        expiration: new Date(0),
    });
}
/** Assumes the role again with the job's identity; false where that cannot be. Calls at the same time share one answer. */
function renew(stsSettings) {
    session.renewing ??= assumeAgain(stsSettings)
        .catch(error => {
        session.refused = error.message;
        _runner_js__WEBPACK_IMPORTED_MODULE_0__/* .runner */ .l.debug(`The credentials could not be renewed: ${error.message}`);
        return false;
    })
        .finally(() => {
        session.renewing = undefined;
    });
    return session.renewing;
}
async function assumeAgain(stsSettings) {
    const role = roleNow();
    if (!role || !canRenew())
        return false;
    const { AssumeRoleWithWebIdentityCommand, STSClient } = await Promise.all(/* import() */[__webpack_require__.e(5861), __webpack_require__.e(1695)]).then(__webpack_require__.t.bind(__webpack_require__, 1695, 19));
    const command = new AssumeRoleWithWebIdentityCommand({
        RoleArn: role,
        RoleSessionName: 'ecs-release',
        WebIdentityToken: await _runner_js__WEBPACK_IMPORTED_MODULE_0__/* .runner */ .l.idToken('sts.amazonaws.com'),
    });
    const { Credentials: given } = await new STSClient(await stsSettings()).send(command);
    const { AccessKeyId, SecretAccessKey, SessionToken } = given ?? {};
    if (!AccessKeyId || !SecretAccessKey || !SessionToken)
        return false;
    for (const secret of [SecretAccessKey, SessionToken])
        _runner_js__WEBPACK_IMPORTED_MODULE_0__/* .runner */ .l.mask(secret);
    const [first, expired] = [session.endsAt === undefined, (session.endsAt ?? 0) <= Date.now()];
    session.renewed = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
    session.endsAt = given?.Expiration?.getTime();
    if (!session.early || (expired && !first))
        _runner_js__WEBPACK_IMPORTED_MODULE_0__/* .runner */ .l.line('The AWS credentials expired; the role was assumed again with the identity of this job.');
    else
        _runner_js__WEBPACK_IMPORTED_MODULE_0__/* .runner */ .l.debug(`The role was assumed again, until ${given?.Expiration?.toISOString()}.`);
    return true;
}


/***/ }),

/***/ 3845:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $s: () => (/* binding */ readServiceDeployment),
/* harmony export */   Vb: () => (/* binding */ nameOf),
/* harmony export */   gv: () => (/* binding */ readTask),
/* harmony export */   kg: () => (/* binding */ readHook),
/* harmony export */   uS: () => (/* binding */ readService)
/* harmony export */ });
/** The last part of an ARN, or the name itself. */
const nameOf = (arnOrName) => arnOrName.split('/').at(-1);
/** `family:n` of a task definition's ARN. */
const revisionOf = (arn) => nameOf(arn ?? '');
const STATES = { IN_PROGRESS: 'in-progress', COMPLETED: 'completed', FAILED: 'failed' };
const readDeployment = (one) => ({
    id: one.id ?? '',
    primary: one.status === 'PRIMARY',
    revision: revisionOf(one.taskDefinition),
    desired: one.desiredCount ?? 0,
    running: one.runningCount ?? 0,
    pending: one.pendingCount ?? 0,
    failed: one.failedTasks ?? 0,
    state: one.rolloutState && STATES[one.rolloutState],
    reason: one.rolloutStateReason ?? '',
    createdAt: one.createdAt?.getTime() ?? 0,
    updatedAt: one.updatedAt?.getTime() ?? 0,
});
/** A service in our words. */
const readService = (one) => ({
    arn: one.serviceArn ?? '',
    name: one.serviceName ?? '',
    cluster: nameOf(one.clusterArn ?? ''),
    active: one.status === 'ACTIVE',
    controller: one.deploymentController?.type ?? 'ECS',
    desired: one.desiredCount ?? 0,
    running: one.runningCount ?? 0,
    ...(one.createdAt ? { createdAt: one.createdAt.getTime() } : {}),
    revision: revisionOf(one.taskDefinition),
    deployments: (one.deployments ?? []).map(readDeployment),
    events: (one.events ?? [])
        .map(event => ({ id: event.id ?? '', at: event.createdAt?.getTime() ?? 0, text: event.message ?? '' }))
        .sort((a, b) => a.at - b.at),
    targetGroups: (one.loadBalancers ?? []).flatMap(each => each.targetGroupArn ?? []),
    alternates: Object.fromEntries((one.loadBalancers ?? []).flatMap(({ targetGroupArn, advancedConfiguration }) => targetGroupArn && advancedConfiguration?.alternateTargetGroupArn
        ? [[targetGroupArn, advancedConfiguration.alternateTargetGroupArn]]
        : [])),
    strategy: one.deploymentConfiguration?.strategy ?? 'ROLLING',
    breaker: {
        enabled: one.deploymentConfiguration?.deploymentCircuitBreaker?.enable ?? false,
        rollback: one.deploymentConfiguration?.deploymentCircuitBreaker?.rollback ?? false,
    },
    minimumHealthyPercent: one.deploymentConfiguration?.minimumHealthyPercent,
    maximumPercent: one.deploymentConfiguration?.maximumPercent,
    gracePeriod: one.healthCheckGracePeriodSeconds,
    alarms: one.deploymentConfiguration?.alarms?.alarmNames ?? [],
    ...(one.deploymentConfiguration?.lifecycleHooks?.length ? { hooks: one.deploymentConfiguration.lifecycleHooks } : {}),
});
/** A task in our words. */
const readTask = (one) => ({
    id: nameOf(one.taskArn ?? ''),
    deployment: one.startedBy ?? '',
    revision: revisionOf(one.taskDefinitionArn),
    status: one.lastStatus ?? '',
    health: one.healthStatus === 'HEALTHY' ? 'healthy' : one.healthStatus === 'UNHEALTHY' ? 'unhealthy' : 'unknown',
    createdAt: one.createdAt?.getTime(),
    startedAt: one.startedAt?.getTime(),
    stoppedAt: one.stoppedAt?.getTime(),
    stopCode: one.stopCode,
    stoppedReason: one.stoppedReason,
    address: one.attachments
        ?.flatMap(attachment => attachment.details ?? [])
        .find(detail => detail.name === 'privateIPv4Address')?.value,
    containers: (one.containers ?? []).map(container => ({
        name: container.name ?? '',
        image: container.image ?? '',
        exitCode: container.exitCode,
        reason: container.reason,
    })),
});
/** A lifecycle hook of a service deployment in our words. */
const readHook = ({ hookId, status, expiresAt, timeoutAction }) => ({
    id: hookId ?? '',
    status: status ?? '',
    expiresAt: expiresAt?.getTime(),
    atTimeout: timeoutAction === 'CONTINUE' ? 'go-on' : 'go-back',
});
const openPause = ({ lifecycleHookDetails = [] }) => {
    const open = lifecycleHookDetails.map(readHook).find(({ status }) => status === 'AWAITING_ACTION');
    return open ? { pause: { id: open.id, expiresAt: open.expiresAt, atTimeout: open.atTimeout } } : {};
};
/** A service deployment in our words. */
const readServiceDeployment = (one) => ({
    ...openPause(one),
    arn: one.serviceDeploymentArn ?? '',
    status: one.status ?? '',
    reason: one.rollback?.reason ?? one.statusReason ?? '',
    stage: one.lifecycleStage,
    weight: one.targetServiceRevision?.requestedProductionTrafficWeight,
    alarms: one.alarms?.triggeredAlarmNames ?? [],
});


/***/ }),

/***/ 1525:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  ecs: () => (/* binding */ ecs)
});

// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-ecs/dist-cjs/index.js
var dist_cjs = __webpack_require__(212);
// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
// EXTERNAL MODULE: ./build/src/turns.js
var turns = __webpack_require__(1993);
// EXTERNAL MODULE: ./build/src/io/aws.js
var aws = __webpack_require__(4995);
// EXTERNAL MODULE: ./build/src/io/ecs-facts.js
var ecs_facts = __webpack_require__(3845);
;// CONCATENATED MODULE: ./build/src/io/ecs-history.js
// What did a service deploy, as far as ECS remembers?




/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ListServiceDeployments.html, …API_DescribeServiceRevisions.html */
const DEPLOYMENTS_A_PAGE = 100;
const REVISIONS_A_CALL = 20;
/** Deployments that are looked into, newest first: of more, none is gone back to. */
const NEWEST = 100;
/** Pages that are read to find them: AWS promises no order. */
const PAGES = 20;
/** The service deployments and revisions that ECS keeps for 90 days. */
function serviceHistory(client, purpose) {
    return {
        /** The newest deployments of a service, with the images that each ran; oldest first. */
        async listAttempts(cluster, service) {
            const briefs = [];
            let nextToken;
            for (let page = 0; page < PAGES; page++) {
                const command = new dist_cjs/* ListServiceDeploymentsCommand */.jz8({
                    ...{ cluster, service, maxResults: DEPLOYMENTS_A_PAGE },
                    ...(nextToken ? { nextToken } : {}),
                });
                const answer = await (0,aws.call)(purpose('ListServiceDeployments', cluster, service), () => client.send(command));
                for (const one of answer.serviceDeployments ?? []) {
                    const arn = one.targetServiceRevisionArn;
                    if (arn)
                        briefs.push({ number: (0,ecs_facts/* nameOf */.Vb)(arn), arn, at: one.createdAt?.getTime() ?? 0, status: one.status ?? '' });
                }
                nextToken = answer.nextToken;
                if (!nextToken)
                    break;
            }
            const newest = briefs.toSorted((a, b) => a.at - b.at).slice(-NEWEST);
            const arns = [...new Set(newest.map(one => one.arn))];
            const answers = await Promise.all((0,turns/* inBatches */.o)(arns, REVISIONS_A_CALL).map(serviceRevisionArns => (0,aws.call)(purpose('DescribeServiceRevisions', cluster, service), () => client.send(new dist_cjs/* DescribeServiceRevisionsCommand */.oF5({ serviceRevisionArns })))));
            const revisions = new Map(answers.flatMap(one => one.serviceRevisions ?? []).map(one => [one.serviceRevisionArn ?? '', one]));
            return newest.flatMap(({ arn, number, at, status }) => {
                const found = revisions.get(arn);
                if (!found?.taskDefinition)
                    return [];
                const images = (found.containerImages ?? []).map((one) => ({
                    container: one.containerName ?? '',
                    image: one.image ?? '',
                    digest: one.imageDigest ?? one.image?.match(/@(sha256:[0-9a-f]{64})$/)?.[1],
                }));
                return [{ number, revision: (0,ecs_facts/* nameOf */.Vb)(found.taskDefinition), at, status, images }];
            });
        },
    };
}

// EXTERNAL MODULE: external "node:stream/consumers"
var consumers_ = __webpack_require__(8321);
;// CONCATENATED MODULE: ./build/src/io/task-definitions.js
// How are task definitions read and registered without losing a member that the SDK does not know yet?




/**
 * Task definitions as ECS's own JSON, on the way in and out: the SDK drops members newer than itself, and a dropped
 * member is a setting lost in production.
 */
function taskDefinitions(client, once, region) {
    return {
        /** One by ARN, `family:n` or family (its newest active revision); undefined when ECS knows none. */
        async describeTaskDefinition(reference) {
            const command = new dist_cjs/* DescribeTaskDefinitionCommand */.Zy$({ taskDefinition: reference, include: ['TAGS'] });
            let answer;
            command.middlewareStack.add(next => async (args) => {
                const result = await next(args);
                const response = result.response;
                const body = await (0,consumers_.buffer)(response.body);
                response.body = body;
                if (response.statusCode === 200)
                    answer = JSON.parse(body.toString('utf8'));
                return result;
            }, { step: 'deserialize', priority: 'low' });
            const purpose = {
                permission: 'ecs:DescribeTaskDefinition',
                resource: `task definition ${reference}`,
                region,
                known: { ClientException: (message) => message },
            };
            try {
                await (0,aws.call)(purpose, () => client.send(command));
            }
            catch (error) {
                if (error instanceof failure/* Failure */.HR && /Unable to describe task definition/i.test(error.message))
                    return undefined;
                throw error;
            }
            return answer && registered(answer);
        },
        /**
         * Registers a definition; ECS's own words when it refuses it. Tried once: a second try after a lost answer would
         * make a second revision.
         */
        async registerTaskDefinition(definition, tags) {
            const body = { ...definition, ...(tags.length > 0 ? { tags } : {}) };
            const command = new dist_cjs/* RegisterTaskDefinitionCommand */.$Hl({ family: definition.family, containerDefinitions: [] });
            command.middlewareStack.add(next => args => {
                ;
                args.request.body = JSON.stringify(body);
                return next(args);
            }, { step: 'serialize', priority: 'low' });
            const purpose = {
                permission: 'ecs:RegisterTaskDefinition',
                resource: `family ${definition.family}`,
                region,
                known: {
                    ClientException: (message) => `ECS refuses the task definition of family ${definition.family}: ${message}`,
                },
            };
            const { taskDefinition } = await (0,aws.call)(purpose, () => once.send(command));
            const arn = taskDefinition?.taskDefinitionArn ?? '';
            return { arn, revision: arn.split('/').at(-1), active: true, definition, tags };
        },
    };
}
const registered = ({ taskDefinition, tags = [] }) => ({
    arn: taskDefinition.taskDefinitionArn,
    revision: taskDefinition.taskDefinitionArn.split('/').at(-1),
    active: taskDefinition.status === 'ACTIVE',
    definition: taskDefinition,
    tags,
});

;// CONCATENATED MODULE: ./build/src/io/ecs.js
// What do ECS's services, deployments and tasks look like, and how do we change them?







/** DescribeServices takes ten services, DescribeTasks a hundred tasks: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeServices.html */
const SERVICES_A_CALL = 10;
const TASKS_A_CALL = 100;
/** ECS in one region. */
async function ecs(givenRegion) {
    const region = (0,aws.regionOrFail)(givenRegion);
    const client = new dist_cjs/* ECSClient */.Zgc(await (0,aws.clientSettings)('ecs', region));
    const once = new dist_cjs/* ECSClient */.Zgc(await (0,aws.clientSettings)('ecs', region, 1));
    /** As each service has it: an update replaces the whole of it, so what is not to change is sent as it is. */
    const configurations = new Map();
    /** ARNs of records, by the number of the deployment. */
    const records = new Map();
    const purpose = (permission, cluster, service) => ({
        permission: `ecs:${permission}`,
        resource: `service ${service} in cluster ${cluster}`,
        region,
        known: {
            ClusterNotFoundException: () => `Cluster "${cluster}" was not found in ${region}: check the input cluster, the region, and the account of the role.`,
            ServiceNotFoundException: () => `Service "${service}" was not found in cluster "${cluster}" in ${region}: check the input service.`,
            ServiceNotActiveException: () => `Service "${service}" in cluster "${cluster}" is not active: it was deleted. Create it again before releasing to it.`,
        },
    });
    async function describeTasks(cluster, service, desiredStatus) {
        const arns = [];
        let nextToken;
        do {
            const page = await (0,aws.call)(purpose('ListTasks', cluster, service), () => client.send(new dist_cjs/* ListTasksCommand */.MYg({ cluster, serviceName: service, desiredStatus, nextToken })));
            arns.push(...(page.taskArns ?? []));
            nextToken = page.nextToken;
        } while (nextToken);
        const batches = (0,turns/* inBatches */.o)(arns, TASKS_A_CALL).map(tasks => (0,aws.call)(purpose('DescribeTasks', cluster, service), () => client.send(new dist_cjs/* DescribeTasksCommand */.z8X({ cluster, tasks }))));
        return (await Promise.all(batches)).flatMap(batch => (batch.tasks ?? []).map(ecs_facts/* readTask */.gv));
    }
    async function describeServices(cluster, names) {
        const batches = (0,turns/* inBatches */.o)(names, SERVICES_A_CALL).map(services => (0,aws.call)(purpose('DescribeServices', cluster, services.join(', ')), () => client.send(new dist_cjs/* DescribeServicesCommand */.H7c({ cluster, services }))));
        const found = (await Promise.all(batches)).flatMap(batch => batch.services ?? []);
        for (const { serviceName, deploymentConfiguration } of found)
            if (serviceName && deploymentConfiguration)
                configurations.set(serviceName, deploymentConfiguration);
        const services = found.map(ecs_facts/* readService */.uS);
        return { services, missing: names.filter(name => !services.some(one => one.name === (0,ecs_facts/* nameOf */.Vb)(name))) };
    }
    async function recordsSince(cluster, service, after) {
        const command = new dist_cjs/* ListServiceDeploymentsCommand */.jz8({ cluster, service, createdAt: { after: new Date(after) } });
        const listed = await (0,aws.call)(purpose('ListServiceDeployments', cluster, service), () => client.send(command));
        return (listed.serviceDeployments ?? []).flatMap(one => one.serviceDeploymentArn ?? []).slice(0, 20);
    }
    return {
        region,
        ...taskDefinitions(client, once, region),
        ...serviceHistory(client, purpose),
        /** Services by name; those ECS does not know are in `missing`. */
        describeServices,
        /**
         * Changes a service, asking once: when an answer is lost, only a look tells whether it was carried out. Sends nothing
         * that was not asked for. Answers the service with its new deployment.
         */
        async updateService(cluster, service, { configuration, ...change }) {
            if (configuration && !configurations.has(service))
                await describeServices(cluster, [service]);
            const deploymentConfiguration = configuration && {
                ...configurations.get(service),
                ...configuration,
            };
            const command = { cluster, service, ...change, ...(deploymentConfiguration ? { deploymentConfiguration } : {}) };
            const asked = purpose('UpdateService', cluster, service);
            const known = {
                ...asked.known,
                ClientException: (message) => /TaskDefinition/.test(message)
                    ? `Task definition ${change.taskDefinition} was not taken by ECS (${message.replace(/\.$/, '')}): check the input task-definition, the region and the account.`
                    : `ECS refuses the update of service ${service}: ${message}`,
            };
            const answer = await (0,aws.call)({ ...asked, known }, () => once.send(new dist_cjs/* UpdateServiceCommand */.kZr(command)));
            if (!answer.service)
                throw new failure/* Failure */.HR(`ECS answered the update of service ${service} without a service.`);
            return (0,ecs_facts/* readService */.uS)(answer.service);
        },
        /** ECS's newer record of a deployment; undefined where there is none. */
        async serviceDeployment(cluster, service, following) {
            const number = (0,ecs_facts/* nameOf */.Vb)(following.deployment);
            const known = records.get(number);
            const arns = known ? [known] : await recordsSince(cluster, service, following.createdAt - 60_000);
            if (arns.length === 0)
                return undefined;
            const { serviceDeployments = [] } = await (0,aws.call)(purpose('DescribeServiceDeployments', cluster, service), () => client.send(new dist_cjs/* DescribeServiceDeploymentsCommand */.A6p({ serviceDeploymentArns: arns })));
            // A deployment and the service revision it brings have one number: ecs-svc/N and …:service-revision/cluster/service/N.
            const ours = serviceDeployments.find(one => (0,ecs_facts/* nameOf */.Vb)(one.targetServiceRevision?.arn ?? '') === number);
            if (ours?.serviceDeploymentArn)
                records.set(number, ours.serviceDeploymentArn);
            return ours && (0,ecs_facts/* readServiceDeployment */.$s)(ours);
        },
        /** Stops a deployment that is under way, so that ECS returns the service to what it had. */
        async stopWithRollback(cluster, service, arn) {
            await (0,aws.call)(purpose('StopServiceDeployment', cluster, service), () => client.send(new dist_cjs/* StopServiceDeploymentCommand */.a8L({ serviceDeploymentArn: arn, stopType: 'ROLLBACK' })));
        },
        /** Tasks that run, or are on their way to. */
        runningTasks: (cluster, service) => describeTasks(cluster, service, 'RUNNING'),
        /** Tasks that stopped within the last hour, as long as ECS shows them. */
        stoppedTasks: (cluster, service) => describeTasks(cluster, service, 'STOPPED'),
    };
}


/***/ }),

/***/ 7090:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ agentTo)
/* harmony export */ });
/* harmony import */ var _actions_http_client_lib_proxy__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9783);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7279);
// Through which proxy does a request go, if through any?


/**
 * An agent for the proxy that HTTPS_PROXY names, unless NO_PROXY excepts the address; loaded only where there is one.
 * A proxy that is no address is a failure, which does not show it: a password may be in it.
 */
async function agentTo(url) {
    try {
        const proxy = (0,_actions_http_client_lib_proxy__WEBPACK_IMPORTED_MODULE_0__/* .getProxyUrl */ .s)(url);
        return proxy && new (await __webpack_require__.e(/* import() */ 7659).then(__webpack_require__.bind(__webpack_require__, 7659))).HttpsProxyAgent(proxy);
    }
    catch {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('HTTPS_PROXY is no address: write http://host:port (what it is now is not shown here).');
    }
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
