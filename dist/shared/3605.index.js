export const id = 3605;
export const ids = [3605,335,4995];
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

/***/ 4442:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ placeOf),
/* harmony export */   V: () => (/* binding */ unknownRepository)
/* harmony export */ });
/** Of the caller's own account, unless the repository says whose it is. */
const placeOf = ({ name, ecr }) => ({
    repositoryName: name,
    ...(ecr ? { registryId: ecr.account } : {}),
});
/** For \`known\` of a call: the line of a repository that is not there. */
const unknownRepository = ({ uri }) => ({
    RepositoryNotFoundException: () => `Repository ${uri} was not found: create it, or check the account, region and name.`,
});


/***/ }),

/***/ 447:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ bytesOf),
/* harmony export */   g: () => (/* binding */ ociRequests)
/* harmony export */ });
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7067);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4708);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7075);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6466);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7279);
/* harmony import */ var _proxy_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7090);
// How is one request made to a registry, with the login that it asks for?






/** A connection on which nothing moves for so long is lost (ms). */
const IDLE = 60_000;
const REDIRECTS = 3;
/**
 * Sends requests to one registry; it is asked without a login first, and given what it asks for. A status that is not in
 * `expected` is a Failure, one that may pass when the connection was lost or the registry is out of order.
 */
function ociRequests(host, credentials, cancel) {
    const base = `${/^(localhost|127\.\d+\.\d+\.\d+)(:|$)/.test(host) ? 'http' : 'https'}://${host}`;
    const tokens = new Map();
    let basic;
    let realm = '';
    async function send(asked, expected) {
        const url = new URL(asked.path, base);
        const own = url.host === new URL(base).host;
        const known = own ? (tokens.get(asked.scope) ?? basic) : undefined;
        let answer = await follow(url, asked, known, cancel, host);
        if (answer.statusCode === 401 && own) {
            answer.resume();
            const authorization = await authorize(answer.headers['www-authenticate'] ?? '', asked);
            // A blob is spent: whoever sends it reads it again. The login ended between two requests, as short ones do.
            if (asked.body instanceof node_stream__WEBPACK_IMPORTED_MODULE_2__.Readable) {
                asked.body.destroy();
                throw new _failure_js__WEBPACK_IMPORTED_MODULE_4__/* .Failure */ .HR(`${host} asked for a new login to ${asked.doing}.`, { passing: true });
            }
            answer = await follow(url, asked, authorization, cancel, host);
        }
        if (expected.includes(answer.statusCode))
            return answer;
        if (asked.body instanceof node_stream__WEBPACK_IMPORTED_MODULE_2__.Readable)
            asked.body.destroy();
        throw await refusal(answer, asked, host);
    }
    async function authorize(challenge, { doing, scope }) {
        const of = (name) => challenge.match(new RegExp(`${name}="([^"]*)"`, 'i'))?.[1] ?? '';
        realm = of('realm');
        const login = await credentials(host, realm);
        const header = login && `Basic ${Buffer.from(`${login.username}:${login.password}`).toString('base64')}`;
        if (/^basic/i.test(challenge)) {
            if (!header)
                throw new _failure_js__WEBPACK_IMPORTED_MODULE_4__/* .Failure */ .HR(`${host} asks for a login to ${doing}: log in to it before this step.`);
            basic = header;
            return header;
        }
        // https://distribution.github.io/distribution/spec/auth/token/
        const url = new URL(of('realm'));
        url.searchParams.set('service', of('service'));
        url.searchParams.set('scope', of('scope') || scope);
        const asked = { method: 'GET', path: url.href, doing: `log in to ${doing}`, scope };
        const answer = await follow(url, asked, header, cancel, host);
        if (answer.statusCode !== 200)
            throw await refusal(answer, asked, host);
        const { token, access_token: other } = JSON.parse((await bytesOf(answer)).toString('utf8'));
        const bearer = `Bearer ${token ?? other ?? ''}`;
        tokens.set(scope, bearer);
        return bearer;
    }
    return { send, realm: () => realm };
}
/** Reads all of an answer. */
async function bytesOf(answer) {
    const chunks = [];
    for await (const chunk of answer)
        chunks.push(chunk);
    return Buffer.concat(chunks);
}
/** Layers lie elsewhere, and that place must not see the registry's login. */
async function follow(url, asked, authorization, cancel, host) {
    let place = url;
    for (let times = 0;; times++) {
        const login = authorization !== undefined && place.host === url.host ? { authorization } : undefined;
        const answer = await once(place, { ...asked, headers: { ...asked.headers, ...login } }, cancel, host);
        const { location } = answer.headers;
        if (!['GET', 'HEAD'].includes(asked.method) ||
            location === undefined ||
            ![301, 302, 303, 307, 308].includes(answer.statusCode))
            return answer;
        if (times === REDIRECTS)
            throw new _failure_js__WEBPACK_IMPORTED_MODULE_4__/* .Failure */ .HR(`${host} would not ${asked.doing}: it sends from place to place.`);
        answer.resume();
        place = new URL(location, place);
    }
}
async function once(url, { method, headers, body, doing }, cancel, host) {
    const agent = await (0,_proxy_js__WEBPACK_IMPORTED_MODULE_5__/* .agentTo */ .b)(url);
    return new Promise((resolve, reject) => {
        const lost = (error) => reject(cancel.aborted
            ? new _failure_js__WEBPACK_IMPORTED_MODULE_4__/* .Failure */ .HR(`The job was cancelled while it tried to ${doing}.`)
            : new _failure_js__WEBPACK_IMPORTED_MODULE_4__/* .Failure */ .HR(`${host} cannot be reached to ${doing} (${error.message || error.code}): check its name, the network and the proxy.`, {
                passing: true,
                cause: error,
            }));
        const options = {
            method,
            headers: {
                'user-agent': 'ecs-release',
                ...headers,
                ...(body instanceof Buffer ? { 'content-length': body.length } : {}),
            },
            signal: cancel,
            timeout: IDLE,
            ...(agent ? { agent } : {}),
        };
        const request = (url.protocol === 'https:' ? node_https__WEBPACK_IMPORTED_MODULE_1__.request : node_http__WEBPACK_IMPORTED_MODULE_0__.request)(url, options, answer => resolve(answer));
        request.on('timeout', () => request.destroy(new Error(`nothing moved for ${IDLE / 1000} s`)));
        request.on('error', lost);
        if (body === undefined || body instanceof Buffer)
            request.end(body);
        else
            (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_3__.pipeline)(body, request).catch(lost);
    });
}
async function refusal(answer, { doing }, host) {
    const status = answer.statusCode;
    const text = (await bytesOf(answer).catch(() => Buffer.alloc(0))).toString('utf8');
    const said = saidIn(text);
    const line = `${host} would not ${doing} (${status}${said ? `, ${said}` : ''})`;
    if (status === 401)
        return new _failure_js__WEBPACK_IMPORTED_MODULE_4__/* .Failure */ .HR(`${line}: it does not accept the login.`);
    if (status === 403)
        return new _failure_js__WEBPACK_IMPORTED_MODULE_4__/* .Failure */ .HR(`${line}: allow it in the role's policy and in the repository's.`, { denied: said });
    const passing = status === 429 || status >= 500;
    return new _failure_js__WEBPACK_IMPORTED_MODULE_4__/* .Failure */ .HR(passing ? `${line}: try again later.` : `${line}.`, { passing });
}
function saidIn(text) {
    try {
        const { errors } = JSON.parse(text);
        return errors?.map(({ code, message }) => [code, message].filter(Boolean).join(': ')).join('; ') ?? '';
    }
    catch {
        return text.slice(0, 200).replaceAll(/\s+/g, ' ').trim();
    }
}


/***/ }),

/***/ 3605:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  ACCEPTED: () => (/* binding */ ACCEPTED),
  digestOf: () => (/* binding */ digestOf),
  oci: () => (/* binding */ oci),
  referrersTag: () => (/* binding */ referrersTag)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
// EXTERNAL MODULE: ./build/src/io/oci-request.js
var oci_request = __webpack_require__(447);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/src/io/registry.js
var registry = __webpack_require__(335);
// EXTERNAL MODULE: ./build/src/io/runner.js + 18 modules
var runner = __webpack_require__(5112);
;// CONCATENATED MODULE: ./build/src/io/registry-credentials.js
// Which user name and password does a registry take from us?







/** ECR names itself when it asks for a login: `Basic realm="https://127214192604.dkr.ecr.ap-south-1.amazonaws.com/",service="ecr.amazonaws.com"`. */
const ECR_REALM = /(\d{12})\.dkr[.-]ecr(?:-fips)?\.([a-z0-9-]+)\./;
/** Whose ECR registry a host or realm names. */
function ecrOwner(text) {
    const [, account, region] = text.match(ECR_REALM) ?? [];
    return account && region ? { account, region } : undefined;
}
/** For ECR a fresh login; for any other what `docker login` has kept. Undefined when there is none. */
async function credentialsFor(host, realm) {
    const owner = ecrOwner(host) ?? ecrOwner(realm);
    if (!owner)
        return fromDocker(host);
    const login = await (await (0,registry.registry)(owner.region)).login();
    runner/* runner */.l.mask(login.password);
    return login;
}
/** https://docs.docker.com/reference/cli/docker/login/#credential-stores */
async function fromDocker(host) {
    const folder = runner/* runner */.l.variable('DOCKER_CONFIG') ?? (0,external_node_path_.join)((0,external_node_os_.homedir)(), '.docker');
    const text = await (0,promises_.readFile)((0,external_node_path_.join)(folder, 'config.json'), 'utf8').catch(() => '{}');
    const { auths = {}, credHelpers = {}, credsStore } = readConfig(text, (0,external_node_path_.join)(folder, 'config.json'));
    const keys = host === 'docker.io' ? ['https://index.docker.io/v1/', host] : [host, `https://${host}`];
    for (const key of keys) {
        const { auth, username = '', password = '' } = auths[key] ?? {};
        const [user = '', ...rest] = auth ? Buffer.from(auth, 'base64').toString('utf8').split(':') : [username, password];
        if (rest.join(':'))
            return { username: user, password: rest.join(':') };
        const store = credHelpers[key] ?? (auths[key] ? credsStore : undefined);
        const kept = store && (await fromStore(store, key));
        if (kept)
            return kept;
    }
    return undefined;
}
function readConfig(text, path) {
    try {
        return JSON.parse(text);
    }
    catch (error) {
        // Without the parser's words, which quote what stands there: it may be a password.
        throw new failure/* Failure */.HR(`${path} is not JSON, so its logins cannot be read: log in anew, or mend it.`, { cause: error });
    }
}
/** A credential store is a program of Docker's: it is told the host on stdin. */
const fromStore = (store, key) => new Promise(resolve => {
    const child = (0,external_node_child_process_.execFile)(`docker-credential-${store}`, ['get'], (error, stdout) => {
        const { Username, Secret } = error ? {} : JSON.parse(stdout);
        resolve(Username && Secret ? { username: Username, password: Secret } : undefined);
    });
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(key);
});

;// CONCATENATED MODULE: ./build/src/io/oci.js
// What does a registry hold, and how is it given more?
// https://github.com/opencontainers/distribution-spec/blob/main/spec.md




/** Images and indexes, as OCI and Docker call them. */
const ACCEPTED = [
    'application/vnd.oci.image.index.v1+json',
    'application/vnd.oci.image.manifest.v1+json',
    'application/vnd.docker.distribution.manifest.list.v2+json',
    'application/vnd.docker.distribution.manifest.v2+json',
];
const digestOf = (bytes) => `sha256:${(0,external_node_crypto_.createHash)('sha256').update(bytes).digest('hex')}`;
/** One registry by its host; `http` on the loopback, else `https`. Names are paths below the host. */
function oci(host, cancel) {
    const { send, realm } = (0,oci_request/* ociRequests */.g)(host, credentialsFor, cancel);
    const ask = (method, name, rest, doing, more = {}) => {
        const scope = `repository:${name}:${['GET', 'HEAD'].includes(method) && !rest.startsWith('blobs/uploads') ? 'pull' : 'pull,push'}`;
        const path = rest.startsWith('http') ? rest : `/v2/${name}/${rest}`;
        return (expected) => send({ method, path, doing, scope, ...more }, expected);
    };
    const registry = {
        host,
        /** The account and region of an ECR registry, once it has asked for a login; undefined of any other. */
        owner: () => ecrOwner(realm()),
        /** By tag or digest, byte for byte; undefined when it is not there. */
        async manifest(name, reference) {
            const at = reference.startsWith('sha256:') ? '@' : ':';
            const headers = { accept: ACCEPTED.join(', ') };
            const answer = await ask('GET', name, `manifests/${reference}`, `read ${name}${at}${reference}`, { headers })([
                200, 404,
            ]);
            const body = await (0,oci_request/* bytesOf */.$)(answer);
            if (answer.statusCode === 404)
                return undefined;
            const digest = digestOf(body);
            const told = answer.headers['docker-content-digest'];
            if ((told ?? digest) !== digest || (at === '@' && digest !== reference))
                throw new failure/* Failure */.HR(`${host}/${name}${at}${reference} is not what it says: its bytes are ${digest}. Try again.`, {
                    passing: true,
                });
            return { digest, mediaType: mediaTypeOf(answer.headers['content-type'], body), body };
        },
        /** Answers whether the registry lists it among the referrers of its subject by itself. */
        async putManifest(name, reference, { mediaType, body }) {
            const headers = { 'content-type': mediaType };
            const at = reference.startsWith('sha256:') ? '@' : ':';
            const answer = await ask('PUT', name, `manifests/${reference}`, `write ${name}${at}${reference}`, {
                headers,
                body,
            })([201]);
            answer.resume();
            return answer.headers['oci-subject'] !== undefined;
        },
        async hasBlob(name, digest) {
            const answer = await ask('HEAD', name, `blobs/${digest}`, `look for a layer of ${name}`)([200, 404]);
            answer.resume();
            return answer.statusCode === 200;
        },
        async blob(name, digest) {
            return ask('GET', name, `blobs/${digest}`, `read a layer of ${name}`)([200]);
        },
        /** What refers to a manifest: signatures, attestations, bills of materials. */
        async referrers(name, digest) {
            const answer = await ask('GET', name, `referrers/${digest}`, `list what refers to ${name}@${digest}`)([200, 400, 404, 405]);
            const body = await (0,oci_request/* bytesOf */.$)(answer);
            // Registries from before OCI 1.1 keep the list under a tag.
            const index = answer.statusCode === 200 ? body : (await registry.manifest(name, referrersTag(digest)))?.body;
            return index ? (JSON.parse(index.toString('utf8')).manifests ?? []) : [];
        },
        /** Begins an upload; answers where to send the blob, or undefined when it could be taken from the repository `mount`. */
        async beginUpload(name, digest, mount) {
            const query = mount === undefined ? '' : `?mount=${encodeURIComponent(digest)}&from=${encodeURIComponent(mount)}`;
            const answer = await ask('POST', name, `blobs/uploads/${query}`, `begin a layer of ${name}`)([201, 202]);
            answer.resume();
            return answer.statusCode === 201 ? undefined : answer.headers.location;
        },
        /** Sends a blob of `size` bytes as it comes from elsewhere; the registry keeps it only if it has its digest. */
        async finishUpload(name, location, { digest, size }, blob) {
            const headers = { 'content-type': 'application/octet-stream', 'content-length': String(size) };
            const path = absolute(location);
            const sent = await ask('PATCH', name, path, `send a layer of ${name}`, { headers, body: blob })([202]);
            sent.resume();
            const end = new URL(absolute(sent.headers.location ?? location));
            end.searchParams.set('digest', digest);
            const done = await ask('PUT', name, end.href, `finish a layer of ${name}`, {
                headers: { 'content-length': '0' },
            })([201]);
            done.resume();
        },
    };
    const absolute = (location) => new URL(location, `${/^(localhost|127\.)/.test(host) ? 'http' : 'https'}://${host}`).href;
    return registry;
}
/** Where registries from before OCI 1.1 keep the list of what refers to a manifest. */
const referrersTag = (digest) => digest.replace(':', '-');
function mediaTypeOf(header, body) {
    const declared = JSON.parse(body.toString('utf8')).mediaType;
    return declared ?? header?.split(';')[0] ?? 'application/vnd.oci.image.manifest.v1+json';
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

/***/ 335:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   registry: () => (/* binding */ registry)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_ecr__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8249);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7279);
/* harmony import */ var _aws_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4995);
/* harmony import */ var _ecr_place_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4442);
// Which images does ECR hold, and how does Docker log in to it?




/** ECR in one region. */
async function registry(region) {
    const client = new _aws_sdk_client_ecr__WEBPACK_IMPORTED_MODULE_2__/* .ECRClient */ .S70(await (0,_aws_js__WEBPACK_IMPORTED_MODULE_1__.clientSettings)('api.ecr', region));
    return {
        /** Digest and tags of an image by tag or digest; undefined when the repository has no such image. */
        async describeImage(repository, image) {
            const command = new _aws_sdk_client_ecr__WEBPACK_IMPORTED_MODULE_2__/* .DescribeImagesCommand */ .ji5({
                ...(0,_ecr_place_js__WEBPACK_IMPORTED_MODULE_3__/* .placeOf */ .$)(repository),
                imageIds: ['tag' in image ? { imageTag: image.tag } : { imageDigest: image.digest }],
            });
            const resource = `repository ${repository.uri}`;
            const purpose = { permission: 'ecr:DescribeImages', resource, region, known: (0,_ecr_place_js__WEBPACK_IMPORTED_MODULE_3__/* .unknownRepository */ .V)(repository) };
            const answer = await (0,_aws_js__WEBPACK_IMPORTED_MODULE_1__.callOr)(purpose, ['ImageNotFoundException'], () => client.send(command));
            const [found] = typeof answer === 'string' ? [] : (answer.imageDetails ?? []);
            return found?.imageDigest ? { digest: found.imageDigest, tags: found.imageTags ?? [] } : undefined;
        },
        /**
         * User name and password for `docker login`, and until when they are good (ms since the epoch): ECR gives them for
         * twelve hours. They open every registry of the region that lets these credentials in, whichever account's it is.
         */
        async login() {
            const purpose = { permission: 'ecr:GetAuthorizationToken', resource: `registry in ${region}`, region };
            const { authorizationData } = await (0,_aws_js__WEBPACK_IMPORTED_MODULE_1__.call)(purpose, () => client.send(new _aws_sdk_client_ecr__WEBPACK_IMPORTED_MODULE_2__/* .GetAuthorizationTokenCommand */ .Eu6({})));
            const { authorizationToken = '', expiresAt, proxyEndpoint = '' } = authorizationData?.[0] ?? {};
            const token = Buffer.from(authorizationToken, 'base64').toString('utf8');
            const [username = '', password = ''] = token.split(':');
            if (!password)
                throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('ECR answered GetAuthorizationToken without a token: try again later.');
            return {
                username,
                password,
                expiresAt: expiresAt?.getTime(),
                endpoint: proxyEndpoint.replace(/^https?:\/\//, ''),
            };
        },
    };
}


/***/ })

};
