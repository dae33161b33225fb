export const id = 3522;
export const ids = [3522];
export const modules = {

/***/ 7663:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ action)
/* harmony export */ });
/** Types an action from its own spec. */
const action = (spec) => spec;


/***/ }),

/***/ 3522:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  "default": () => (/* binding */ detect_env)
});

// EXTERNAL MODULE: ./build/src/action.js
var action = __webpack_require__(7663);
;// CONCATENATED MODULE: ./build/src/decisions/environment.js
// Which environment does this event deploy to?
/** Chooses the environment; fails closed: what is not clearly a staging or production tag is neither. */
function chooseEnvironment(event, sources) {
    if (/^pull_request/.test(event.name))
        return { skip: 'a pull request is not deployed' };
    if (event.release?.draft)
        return { skip: 'the release is a draft' };
    if (event.name === 'release' && !event.release)
        return { problem: 'the payload of the release event has no release: it is not the one that GitHub sent' };
    if (event.name === 'release') {
        const idle = whyIdle(event.action, sources);
        if (idle)
            return { skip: idle };
    }
    const source = sources.source === 'auto' ? sourceOf(event) : sources.source;
    const choice = {
        tag: () => byTag(event, sources),
        branch: () => byBranch(event, sources),
        input: () => byInput(event, sources),
    }[source]();
    return source === 'input' ? choice : agreeing(choice, sources.given, source);
}
/**
 * Why this action of a release event deploys nothing. Every release is `published` once, a draft too when it is no longer
 * one; `released` and `prereleased` come beside it, and would deploy it twice.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#release
 */
function whyIdle(act, { deployEdited }) {
    if (act === 'published' || (act === 'edited' && deployEdited))
        return undefined;
    if (act === 'edited')
        return 'a release that is edited is not deployed again, unless deploy-edited is true';
    return `release "${act ?? ''}" deploys nothing; "published" does`;
}
const sourceOf = (event) => {
    if (event.name === 'release')
        return 'tag';
    if (event.name !== 'push')
        return 'input';
    return event.ref.startsWith('refs/tags/') ? 'tag' : 'branch';
};
const tagOf = (event) => event.release?.tag ?? event.ref.match(/^refs\/tags\/(.*)$/s)?.[1];
function byTag(event, sources) {
    const tag = tagOf(event);
    if (tag === undefined)
        return { problem: `source is tag, but ${event.name} on ${event.ref} has none` };
    const kind = kindOfTag(tag, sources);
    if (!kind) {
        const problem = `tag "${tag}" is neither a staging tag (v1.2.3-rc.1) nor a production tag (v1.2.3): rename it, or widen rc-pattern or production-pattern`;
        return sources.unmatched === 'skip' ? { skip: problem } : { problem };
    }
    const environment = kind === 'rc' ? sources.staging : sources.production;
    const mismatch = event.release && event.release.prerelease !== (kind === 'rc');
    const words = `tag "${tag}" means ${environment}, but the release's pre-release box is ${event.release?.prerelease ? 'ticked' : 'not ticked'}`;
    if (mismatch && sources.onMismatch === 'error')
        return { problem: `${words}: correct the one or the other` };
    return { deploy: { environment, tag, warnings: mismatch && sources.onMismatch === 'warn' ? [words] : [] } };
}
// SemVer's own rule: numbers without leading zeros. https://semver.org/#spec-item-2
const NUMBER = String.raw `(?:0|[1-9]\d*)`;
const CORE = String.raw `v${NUMBER}\.${NUMBER}\.${NUMBER}`;
const RC = String.raw `-rc\.${NUMBER}`;
function kindOfTag(tag, { rcPattern, productionPattern }) {
    if (new RegExp(`^${CORE}(?:${rcPattern?.source ?? RC})$`).test(tag))
        return 'rc';
    return new RegExp(`^(?:${productionPattern?.source ?? CORE})$`).test(tag) ? 'plain' : undefined;
}
function byBranch(event, { branches }) {
    const branch = event.ref.match(/^refs\/heads\/(.*)$/s)?.[1];
    if (branch === undefined)
        return { problem: `source is branch, but ${event.name} on ${event.ref} has none` };
    const environment = Object.hasOwn(branches, branch) ? branches[branch] : undefined;
    if (environment === undefined)
        return { skip: `branch "${branch}" is not in branch-map` };
    return { deploy: { environment, tag: undefined, warnings: [] } };
}
/** By hand: what the workflow names, unless the tag it runs on says something else. */
function byInput(event, sources) {
    const { given } = sources;
    if (given === undefined)
        return { problem: `environment is empty, and ${event.name} names none: give the environment to deploy to` };
    const tag = tagOf(event);
    const kind = tag === undefined ? undefined : kindOfTag(tag, sources);
    const meant = kind && (kind === 'rc' ? sources.staging : sources.production);
    if (meant && meant !== given)
        return disagree(given, 'tag', meant);
    return { deploy: { environment: given, tag, warnings: [] } };
}
const agreeing = (choice, given, source) => 'deploy' in choice && given !== undefined && given !== choice.deploy.environment
    ? disagree(given, source, choice.deploy.environment)
    : choice;
const disagree = (given, source, meant) => ({
    problem: `environment is "${given}", but the ${source} says "${meant}": let both say the same, or leave environment empty`,
});
/** `0.1.0` and, of a staging tag, the number of its release candidate. */
function readVersion(tag) {
    const [, version = '', suffix = ''] = tag?.match(/^v?(\d+\.\d+\.\d+)(.*)$/s) ?? [];
    return { version, rcNumber: suffix.match(/(\d+)$/)?.[1] ?? '' };
}

// EXTERNAL MODULE: ./build/src/decisions/image.js
var decisions_image = __webpack_require__(7596);
// EXTERNAL MODULE: ./build/src/decisions/region.js
var decisions_region = __webpack_require__(5153);
;// CONCATENATED MODULE: ./build/src/decisions/environment-map.js
// What does the repository's map say of an environment?


const KEYS = ['short', 'account', 'region', 'cluster', 'registry', 'service', 'role', 'url'];
const SHORT = { production: 'prod' };
/** Reads one environment out of the parsed map; every problem at once. `service` is used where the map names none. */
function readEnvironment(map, name, service) {
    if (!isObject(map))
        return { problems: ['it is not a map with a key "environments"'] };
    const environments = isObject(map.environments) ? map.environments : {};
    const known = Object.keys(environments);
    const entry = Object.hasOwn(environments, name) ? environments[name] : undefined;
    if (!isObject(entry))
        return { problems: [`environments has no "${name}"; it has: ${known.join(', ') || 'none'}`] };
    const path = `environments.${name}`;
    const problems = Object.keys(entry)
        .filter(key => !KEYS.includes(key))
        .map(key => `${path}.${key} is not known; known are: ${KEYS.join(', ')}`);
    return problems.length > 0 ? { problems } : readEntry(entry, map, name, service);
}
function readEntry(entry, map, name, givenService) {
    const path = `environments.${name}`;
    const problems = [];
    const say = (key, what) => void problems.push(`${path}.${key} ${what}`);
    const word = (key) => entry[key] === undefined || entry[key] === null ? '' : String(entry[key]);
    const repository = (0,decisions_image/* readRepository */.Nu)(word('registry'));
    const account = word('account') || (repository?.ecr?.account ?? '');
    const region = word('region') || (repository?.ecr?.region ?? '');
    if (!word('registry'))
        say('registry', `is missing: write host and repository, such as ${(0,decisions_image/* ecrHost */.Fd)('123456789012', 'eu-west-1')}/app`);
    else if (!repository)
        say('registry', `is "${word('registry')}": write host and repository without a tag`);
    if (!account)
        say('account', 'is missing: write the 12 digits of the AWS account, in quotes');
    else if (!/^\d{12}$/.test(account))
        say('account', `is "${account}": write the 12 digits of the AWS account, in quotes`);
    else if (repository?.ecr && repository.ecr.account !== account)
        say('account', `is ${account}, but the registry belongs to ${repository.ecr.account}: correct the one or the other`);
    if (!region)
        say('region', 'is missing: write an AWS region such as eu-west-1');
    else if (!(0,decisions_region/* isRegion */.Dp)(region))
        say('region', `is "${region}": write an AWS region such as eu-west-1`);
    else if (repository?.ecr && repository.ecr.region !== region)
        say('region', `is ${region}, but the registry is in ${repository.ecr.region}: correct the one or the other`);
    if (!word('cluster'))
        say('cluster', 'is missing: write the name of the ECS cluster');
    if (word('url') && !/^https?:\/\/[^\s/]+/.test(word('url')))
        say('url', `is "${word('url')}": write a whole address, https://…`);
    if (word('role') && !/^arn:aws[\w-]*:iam::\d{12}:role\//.test(word('role')))
        say('role', `is "${word('role')}": write the ARN of an IAM role`);
    if (problems.length > 0)
        return { problems };
    const service = word('service') || (typeof map.service === 'string' ? map.service : '') || givenService;
    return {
        service,
        environment: {
            name,
            short: word('short') || (SHORT[name] ?? name),
            account,
            region,
            cluster: word('cluster'),
            registry: word('registry'),
            service: service ?? '',
            role: word('role'),
            url: word('url'),
        },
    };
}
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
/** `{app}-{env-short}` with its names filled in; the problem names the one that is not known. */
function fillTemplate(template, names) {
    const unknown = [...template.matchAll(/\{([^}]*)\}/g)]
        .map(([, name]) => name)
        .find(name => !(name in names));
    return unknown === undefined
        ? { text: template.replaceAll(/\{([^}]*)\}/g, (_, name) => names[name]) }
        : {
            problem: `has {${unknown}}, which is not known; known are: ${Object.keys(names)
                .map(name => `{${name}}`)
                .join(', ')}`,
        };
}

// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
// EXTERNAL MODULE: ./build/src/input.js
var input = __webpack_require__(249);
// EXTERNAL MODULE: ./node_modules/semver/index.js
var semver = __webpack_require__(2088);
;// CONCATENATED MODULE: ./build/src/release/going-back.js
// Does a release go back behind what its environment had already?


/**
 * Warns of a release that goes back behind what its environment had already, or throws a Failure where that is `required`.
 * Without a version in the tag, or without a token, nothing can be compared.
 */
async function checkOrder({ environment, tag }, token, required, world) {
    const version = semver.valid(tag);
    if (!version)
        return;
    if (!token) {
        if (required)
            throw new failure/* Failure */.HR('require-increasing needs github-token to read earlier deployments.');
        return;
    }
    const later = await latestAfter(version, environment, await world.github(token)).catch(error => {
        if (required)
            throw error;
        const { message } = error;
        world.runner.warn(`Whether ${tag} goes back behind an earlier release to ${environment} is not known. ${message}`);
        return undefined;
    });
    if (!later)
        return;
    const words = `${tag} goes back: v${later} was deployed to ${environment} before`;
    if (required)
        throw new failure/* Failure */.HR(`${words}. Release a later version; or, to go back on purpose, set require-increasing to false.`);
    world.runner.warn(`${words}.`);
}
/** The latest version after `version` that was deployed well: one that failed never took over, so nothing goes back behind it. */
async function latestAfter(version, environment, github) {
    const later = (await github.listDeployments(environment))
        .map(({ id, ref }) => ({ id, version: semver.valid(ref) ?? '' }))
        .filter(one => one.version && semver.gt(one.version, version))
        .sort((a, b) => semver.rcompare(a.version, b.version));
    // What was once a success stays among the statuses, also when a later release made the record inactive.
    for (const one of later)
        if ((await github.listStatuses(one.id)).some(({ state }) => state === 'success'))
            return one.version;
    return undefined;
}

// EXTERNAL MODULE: ./build/src/yaml.js
var yaml = __webpack_require__(4978);
;// CONCATENATED MODULE: ./build/src/actions/detect-env.js
// Which environment, version, account and registry does this event deploy to?








/* harmony default export */ const detect_env = ((0,action/* action */.X)({
    question: 'Which environment, version, account and registry does this event deploy to?',
    about: 'Reads the event and the repository’s map of environments. It fails closed: a tag that is not clearly a staging or a production tag deploys nothing, and a tag that disagrees with the release’s pre-release box is refused.',
    usage: `environment: \${{ inputs.environment }}
`,
    inputs: {
        source: (0,input/* oneOf */.yL)('auto', 'tag', 'branch', 'input')({
            description: 'What decides: the tag, the branch or the input `environment`. `auto`: the tag of a release or tag event, the branch of a push, the input for all others.',
            default: 'auto',
        }),
        environment: (0,input/* text */.Qq)({
            description: 'The environment to deploy to, such as the input of a `workflow_dispatch`. If an event says another one, nothing is deployed.',
        }),
        config: (0,input/* text */.Qq)({
            description: 'The map of environments in the repository.',
            default: '.github/ecs-release.yml',
        }),
        service: (0,input/* text */.Qq)({ description: 'The service, when the map names none.' }),
        rcPattern: (0,input/* pattern */.T1)({
            description: 'What follows `v1.2.3` in a staging tag, as a regular expression. Unset: `-rc.` and a number.',
        }),
        productionPattern: (0,input/* pattern */.T1)({ description: 'A whole production tag, as a regular expression. Unset: `v1.2.3`.' }),
        stagingEnvironment: (0,input/* text */.Qq)({ description: 'The environment of staging tags.', default: 'staging' }),
        productionEnvironment: (0,input/* text */.Qq)({ description: 'The environment of production tags.', default: 'production' }),
        branchMap: (0,input/* map */.Tj)({
            description: 'Branches that are deployed, and where to: `main=production`. Any other branch deploys nothing.',
        }),
        unmatched: (0,input/* oneOf */.yL)('error', 'skip')({
            description: 'What a tag of neither form does: fail, or deploy nothing.',
            default: 'error',
        }),
        onMismatch: (0,input/* oneOf */.yL)('error', 'warn', 'ignore')({
            description: 'What to do when the tag and the release’s pre-release box disagree.',
            default: 'error',
        }),
        deployEdited: (0,input/* flag */.Jt)({
            description: 'Deploy a release again when it is saved again (`edited`), whatever was changed in it: a way to go back to an old release. Without, mending its notes deploys nothing.',
            default: 'false',
        }),
        requireIncreasing: (0,input/* flag */.Jt)({
            description: 'Fail, instead of warning, when a later version was deployed well to this environment before.',
            default: 'false',
        }),
        appTemplate: (0,input/* text */.Qq)({
            description: 'A name made of `{app}`, `{env}` and `{env-short}`.',
            default: '{app}-{env-short}',
        }),
        githubToken: (0,input/* text */.Qq)({
            description: 'Reads earlier deployments, to notice a release that goes back (permission `deployments: read`).',
            default: '${{ github.token }}',
            secret: true,
        }),
    },
    outputs: {
        shouldDeploy: '`true` when this event deploys something.',
        environment: 'Long name, the GitHub environment: `production`. Empty when nothing is deployed.',
        environmentShort: 'Short name: `prod`.',
        tag: 'The release’s tag.',
        version: 'The version without `v` and suffix: `0.1.0`.',
        rcNumber: 'The number of the release candidate.',
        isPrerelease: '`true` for a staging tag.',
        imageTag: 'The tag of the commit’s image: `sha-a1b2c3d`.',
        account: 'The AWS account.',
        region: 'The AWS region.',
        cluster: 'The ECS cluster.',
        registry: 'Host and repository of the image.',
        role: 'The IAM role to assume.',
        url: 'The address of the service.',
        serviceId: 'The service.',
        app: 'The name made by `app-template`.',
        sha: 'The commit, 40 digits.',
        repoFullName: '`owner/repository`.',
        releaseName: 'The title of the release.',
        releaseBody: 'The text of the release.',
    },
    permissions: {
        aws: [],
        github: [
            { scope: 'contents', access: 'read', why: 'to check out the map of environments' },
            { scope: 'deployments', access: 'read', why: 'to notice a release that goes back' },
        ],
    },
    async run(inputs, world, tell) {
        const { runner } = world;
        // What is not decided to the end deploys nothing; of two values of an output the runner takes the later.
        tell('shouldDeploy', 'false');
        tell('environment', '');
        const { event, releaseName, releaseBody } = await world.event({ required: true });
        const choice = chooseEnvironment(event, {
            source: inputs.source,
            given: inputs.environment,
            rcPattern: inputs.rcPattern,
            productionPattern: inputs.productionPattern,
            staging: inputs.stagingEnvironment,
            production: inputs.productionEnvironment,
            branches: inputs.branchMap,
            unmatched: inputs.unmatched,
            onMismatch: inputs.onMismatch,
            deployEdited: inputs.deployEdited,
        });
        if ('problem' in choice)
            throw new failure/* Failure */.HR(`${choice.problem.charAt(0).toUpperCase()}${choice.problem.slice(1)}.`);
        if ('skip' in choice)
            return { good: true, line: `Nothing to deploy: ${choice.skip}.` };
        const { environment, tag, warnings } = choice.deploy;
        for (const warning of warnings)
            runner.warn(warning);
        const place = await placeOf(environment, inputs.config, inputs.service, world);
        const short = place?.short ?? environment;
        const service = place?.service ?? inputs.service ?? '';
        const app = fillTemplate(inputs.appTemplate, { app: service, env: environment, 'env-short': short });
        if ('problem' in app)
            throw new failure/* Failure */.HR(`app-template ${app.problem}.`);
        await checkOrder(choice.deploy, inputs.githubToken, inputs.requireIncreasing, world);
        const { version, rcNumber } = readVersion(tag);
        const sha = runner.variable('GITHUB_SHA') ?? '';
        const said = {
            shouldDeploy: 'true',
            environment,
            environmentShort: short,
            tag: tag ?? '',
            version,
            rcNumber,
            isPrerelease: String(environment === inputs.stagingEnvironment && tag !== undefined),
            imageTag: (0,decisions_image/* commitTag */.m)(sha),
            account: place?.account ?? '',
            region: place?.region ?? '',
            cluster: place?.cluster ?? '',
            registry: place?.registry ?? '',
            role: place?.role ?? '',
            url: place?.url ?? '',
            serviceId: service,
            app: app.text,
            sha,
            repoFullName: runner.variable('GITHUB_REPOSITORY') ?? '',
            releaseName,
            releaseBody,
        };
        for (const [name, value] of Object.entries(said))
            tell(name, value);
        const where = place ? ` (account ${place.account}, ${place.region}, cluster ${place.cluster})` : '';
        return { good: true, line: `${tag ?? event.ref} deploys to ${environment}${where}.` };
    },
}));
/** What the map says of the environment; without a map the service must be named, and nothing else is known. */
async function placeOf(name, config, service, world) {
    const content = await (await world.files()).readYaml(config, yaml/* texts */.Te);
    if (content === undefined) {
        if (service === undefined)
            throw new failure/* Failure */.HR(`service is empty and there is no ${config}: check out the repository before this step and write the map, or give the input service.`);
        return undefined;
    }
    const reading = readEnvironment(content, name, service);
    if ('problems' in reading)
        throw new failure/* Failure */.HR(reading.problems.map(problem => `${config}: ${problem}.`).join('\n'));
    if (!reading.service)
        throw new failure/* Failure */.HR(`service is empty and ${config} has no key "service": write one of them.`);
    return reading.environment;
}


/***/ }),

/***/ 9073:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ isDefinitionText)
/* harmony export */ });
// Which values of a task definition are texts to ECS, even when they look like numbers or flags?
/**
 * Members whose values, at whatever depth, ECS takes as texts.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html
 */
const WITH_TEXTS = [
    ...['environment', 'environmentFiles', 'secrets', 'secretOptions', 'dockerLabels', 'labels', 'tags', 'options'],
    ...['driverOpts', 'command', 'entryPoint', 'systemControls', 'properties', 'extraHosts', 'dockerSecurityOptions'],
    ...['dnsServers', 'dnsSearchDomains', 'links', 'credentialSpecs', 'family', 'name', 'image', 'user', 'hostname'],
    ...['sourceVolume', 'containerName', 'workingDirectory', 'containerPortRange'],
];
/** Texts of the whole task; the same members of a container are numbers. */
const OF_THE_TASK = ['cpu', 'memory'];
/** Whether the value at a path of a task definition, or of what is to be changed in one, is a text to ECS. */
function isDefinitionText(path) {
    const containers = path.indexOf('containerDefinitions');
    // What follows is a position, or the name of a container, which may be any word.
    const members = containers < 0 ? path : path.slice(containers + 2);
    return (members.some(member => WITH_TEXTS.includes(member)) ||
        (containers < 0 && OF_THE_TASK.includes(members.at(-1))));
}


/***/ }),

/***/ 7897:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $7: () => (/* binding */ readDuration),
/* harmony export */   kJ: () => (/* binding */ showDuration),
/* harmony export */   lY: () => (/* binding */ showTime),
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
/** `10:30:05`, in UTC, of a time in ms since the epoch. */
const showTime = (at) => new Date(at).toISOString().slice(11, 19);


/***/ }),

/***/ 7596:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AM: () => (/* binding */ readImage),
/* harmony export */   Fd: () => (/* binding */ ecrHost),
/* harmony export */   Nu: () => (/* binding */ readRepository),
/* harmony export */   VK: () => (/* binding */ shortDigest),
/* harmony export */   dz: () => (/* binding */ isTag),
/* harmony export */   m: () => (/* binding */ commitTag)
/* harmony export */ });
/* harmony import */ var _region_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5153);
// What is an image called, where does it live, and what is it pinned to?

// https://docs.aws.amazon.com/AmazonECR/latest/userguide/Registries.html (dual-stack and FIPS hosts too)
const ECR_HOST = /^(\d{12})\.dkr[.-]ecr(?:-fips)?\.([a-z0-9-]+)\.(?:amazonaws\.com(?:\.cn)?|on\.aws|on\.amazonwebservices\.com\.cn)$/;
// https://docs.docker.com/reference/cli/docker/image/tag/ : path components, then an optional tag of 128 characters
const REPOSITORY = /^([a-z0-9.-]+(?::\d+)?)\/([a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*)$/;
/** Takes `host/path` apart; undefined when it is not a repository (a tag or digest behind it makes it none). */
function readRepository(uri) {
    const [, host, name] = uri.match(REPOSITORY) ?? [];
    if (host === undefined || name === undefined || !(host.includes('.') || host.includes(':') || host === 'localhost'))
        return undefined;
    const [, account, region] = host.match(ECR_HOST) ?? [];
    return { uri, host, name, ecr: account && region ? { account, region } : undefined };
}
/** Takes `repository[:tag][@sha256:…]` apart; undefined when it is not an image. */
function readImage(reference) {
    const [, repository, tag, digest] = reference.match(/^([^\s@]+?)(?::([\w][\w.-]{0,127}))?(?:@(sha256:[0-9a-f]{64}))?$/) ?? [];
    // A port is no tag: the colon of localhost:5000/app is followed by a slash.
    return repository === undefined || repository.endsWith('/') ? undefined : { repository, tag, digest };
}
/** Whether a text can be an image's tag. */
const isTag = (text) => /^[\w][\w.-]{0,127}$/.test(text);
/** The private registry of an account in a region. */
const ecrHost = (account, region) => `${account}.dkr.ecr.${region}.${(0,_region_js__WEBPACK_IMPORTED_MODULE_0__/* .partitionOf */ .iQ)(region).suffix}`;
/** The tag of a commit's image, as `sha-a1b2c3d`. */
const commitTag = (sha) => `sha-${sha.slice(0, 7)}`;
/** A digest for people: `sha256:1f2e3d4c5b6a`. */
const shortDigest = (digest) => digest.slice(0, 'sha256:'.length + 12);


/***/ }),

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

/***/ 6868:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ readCommand)
/* harmony export */ });
/* unused harmony export splitWords */
// Which words is a command, when no shell runs it?
/**
 * The words of a command: a JSON list of texts, or a line cut into words as a POSIX shell cuts it. A problem follows the
 * input's name and never repeats the command, which may hold a secret.
 */
function readCommand(text) {
    const trimmed = text.trim();
    if (!trimmed.startsWith('['))
        return splitWords(trimmed);
    const list = parseList(trimmed);
    return list && list.length > 0
        ? { words: list }
        : { problem: 'begins with [ and is not a JSON list of texts: write ["alembic", "upgrade", "head"]' };
}
function parseList(text) {
    try {
        const list = JSON.parse(text);
        return Array.isArray(list) && list.every(one => typeof one === 'string') ? list : undefined;
    }
    catch {
        return undefined;
    }
}
/** One piece of a line; what a shell would act on is refused outside quotes, as nobody here would act on it. */
const PIECE = /'(?<single>[^']*)'|"(?<double>(?:[^"\\]|\\.)*)"|\\(?<escaped>.)|(?<open>['"])|(?<blank>[ \t]+)|(?<operator>&&|\|\||>>|<<|[|&;<>()`\n]|\$[\w({@*#?!$-])|(?<plain>.)/gs;
/**
 * Words between blanks. Single quotes keep all; double quotes keep all but a backslash before `$`, a backtick, `"`, a
 * backslash or a line break; outside quotes a backslash keeps the next character. Nothing is expanded.
 * https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02
 */
function splitWords(line) {
    const words = [];
    let word;
    for (const { groups = {} } of line.matchAll(PIECE)) {
        const { single, double, escaped, open, blank, operator, plain } = groups;
        if (open)
            return { problem: `has a quote ${open} that is never closed` };
        if (operator)
            return { problem: refused(operator) };
        if (blank) {
            if (word !== undefined)
                words.push(word);
            word = undefined;
        }
        else if (escaped === '\n') {
            // The next line goes on with this one.
        }
        else
            word = (word ?? '') + (single ?? escaped ?? plain ?? unquote(double));
    }
    return { words: word === undefined ? words : [...words, word] };
}
const unquote = (quoted) => quoted.replaceAll(/\\([$`"\\\n])/g, (_, character) => (character === '\n' ? '' : character));
const refused = (operator) => `has ${operator === '\n' ? 'a line break' : operator[0] === '$' ? '$' : operator} outside quotes, and no shell runs it: put it in quotes, or write a JSON list such as ["sh", "-c", "…"] to run one`;


/***/ }),

/***/ 249:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G5: () => (/* binding */ command),
/* harmony export */   Jt: () => (/* binding */ flag),
/* harmony export */   OZ: () => (/* binding */ url),
/* harmony export */   Pq: () => (/* binding */ json),
/* harmony export */   Qq: () => (/* binding */ text),
/* harmony export */   T1: () => (/* binding */ pattern),
/* harmony export */   TN: () => (/* binding */ groups),
/* harmony export */   Tj: () => (/* binding */ map),
/* harmony export */   U9: () => (/* binding */ count),
/* harmony export */   c9: () => (/* binding */ namesOrMap),
/* harmony export */   fM: () => (/* binding */ kind),
/* harmony export */   gU: () => (/* binding */ isUrl),
/* harmony export */   kG: () => (/* binding */ definitionPatch),
/* harmony export */   p0: () => (/* binding */ duration),
/* harmony export */   p_: () => (/* binding */ list),
/* harmony export */   yL: () => (/* binding */ oneOf)
/* harmony export */ });
/* harmony import */ var _decisions_definition_texts_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9073);
/* harmony import */ var _decisions_duration_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7897);
/* harmony import */ var _decisions_words_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6868);
/* harmony import */ var _yaml_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4978);
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
    const ms = (0,_decisions_duration_js__WEBPACK_IMPORTED_MODULE_1__/* .readDuration */ .$7)(value, unit === 'seconds' ? 's' : 'm');
    return ms === undefined
        ? { problem: `is "${value}": write a number of ${unit}, or a duration such as 90s or 15m` }
        : { value: ms };
});
/** A command: a JSON list, or a line that is split as a shell would; no shell runs it. */
const command = kind('command', value => {
    const read = (0,_decisions_words_js__WEBPACK_IMPORTED_MODULE_2__/* .readCommand */ .U)(value);
    return 'words' in read ? { value: read.words } : read;
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
const list = collection('list', [], value => readList(value));
async function readList(value) {
    if (/^(\[|- )/.test(value)) {
        const parsed = await (0,_yaml_js__WEBPACK_IMPORTED_MODULE_3__/* .parseYaml */ .hN)(value, _yaml_js__WEBPACK_IMPORTED_MODULE_3__/* .texts */ .Te);
        if (!Array.isArray(parsed) || parsed.some(one => typeof one === 'object'))
            return { problem: 'is not a list of words: write one a line, or with commas, or as a JSON list' };
        return { value: parsed.map(String) };
    }
    const words = value.split(value.includes('\n') ? '\n' : ',');
    return { value: words.map(word => word.trim()).filter(Boolean) };
}
/**
 * `NAME=value` one a line or with commas on one line (cut at the first `=`), or a JSON or YAML object; or the list of
 * pairs that AWS writes: `[{"name": …, "value": …}]`, also with `key`, also with `valueFrom`.
 */
const map = collection('map', {}, async (value) => {
    const wrong = { problem: 'is not a map: write NAME=value one a line, or a JSON or YAML object' };
    const lines = value.split(value.includes('\n') ? '\n' : /,(?=\s*[\w.-]+=)/).map(line => line.trim());
    const pairs = lines.filter(Boolean).map(line => line.match(/^([\w./-]+)=(.*)$/s));
    if (!value.startsWith('{') && pairs.every(pair => pair !== null))
        return { value: Object.fromEntries(pairs.map(pair => [pair[1], pair[2]])) };
    const parsed = await (0,_yaml_js__WEBPACK_IMPORTED_MODULE_3__/* .parseYaml */ .hN)(value, _yaml_js__WEBPACK_IMPORTED_MODULE_3__/* .texts */ .Te);
    if (parsed === null || typeof parsed !== 'object')
        return wrong;
    const entries = Array.isArray(parsed) ? parsed.map(pairOf) : Object.entries(parsed);
    if (entries.some(pair => pair.some(one => one === undefined || one === null || typeof one === 'object')))
        return wrong;
    return { value: Object.fromEntries(entries.map(([name, one]) => [name, String(one)])) };
});
const pairOf = (pair) => [
    pair?.name ?? pair?.key,
    pair?.value ?? pair?.valueFrom,
];
/** Names as a list takes them, or a map of name to something: `name=value` one a line or with commas, JSON or YAML. */
const namesOrMap = kind('list or map', async (value) => {
    const pairs = readPairs(value.split(value.includes('\n') ? '\n' : ',')) ?? readPairs([value]);
    if (pairs)
        return { value: pairs };
    const parsed = /^[[{-]|:(\s|$)/m.test(value) ? await (0,_yaml_js__WEBPACK_IMPORTED_MODULE_3__/* .parseYaml */ .hN)(value, _yaml_js__WEBPACK_IMPORTED_MODULE_3__/* .texts */ .Te) : undefined;
    if (parsed !== undefined && parsed !== null && typeof parsed === 'object')
        return { value: parsed };
    return readList(value);
});
/** `name=value` each, or a name alone, of which nothing more is said; undefined when it is something else, or names only. */
function readPairs(parts) {
    const found = parts.map(part => part.trim()).filter(Boolean);
    const pairs = found.map(part => part.match(/^([\w-]+)(?:=(.*))?$/));
    if (!pairs.every(pair => pair !== null) || !pairs.some(pair => pair[2] !== undefined))
        return undefined;
    return Object.fromEntries(pairs.map(([, name, value]) => [name, value ?? null]));
}
/** Groups one a line, names with commas; or a JSON or YAML list of lists. */
const groups = collection('groups, one a line', [], async (value) => {
    if (!/^(\[|- )/.test(value))
        return {
            value: value
                .split('\n')
                .map(line => line
                .split(',')
                .map(word => word.trim())
                .filter(Boolean))
                .filter(group => group.length > 0),
        };
    const parsed = await (0,_yaml_js__WEBPACK_IMPORTED_MODULE_3__/* .parseYaml */ .hN)(value, _yaml_js__WEBPACK_IMPORTED_MODULE_3__/* .texts */ .Te);
    return Array.isArray(parsed)
        ? { value: parsed.map(group => (Array.isArray(group) ? group.map(String) : [String(group)])) }
        : { problem: 'is not a list of groups: write one group a line, names with commas' };
});
/** Any JSON or YAML; with `keeps` some of its values stay texts. */
const anyJson = (keeps) => kind('JSON or YAML', async (value) => {
    const parsed = await (0,_yaml_js__WEBPACK_IMPORTED_MODULE_3__/* .parseYaml */ .hN)(value, keeps);
    return parsed === undefined ? { problem: 'is neither JSON nor YAML' } : { value: parsed };
});
/** Any JSON or YAML. */
const json = anyJson(_yaml_js__WEBPACK_IMPORTED_MODULE_3__/* .asRead */ .vl);
/** What is to be changed in a task definition: texts of ECS stay as they were written. */
const definitionPatch = anyJson(_decisions_definition_texts_js__WEBPACK_IMPORTED_MODULE_0__/* .isDefinitionText */ .H);


/***/ }),

/***/ 4978:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $E: () => (/* binding */ contentOf),
/* harmony export */   Te: () => (/* binding */ texts),
/* harmony export */   hN: () => (/* binding */ parseYaml),
/* harmony export */   vl: () => (/* binding */ asRead)
/* harmony export */ });
/** Everything is a text: `1.10`, `0123` and `1234e56` are tags and values, not numbers. */
const texts = () => true;
/** Numbers and flags are what JSON and YAML take them for. */
const asRead = () => false;
/** What a text of JSON or YAML says; undefined when it is neither. The parser of YAML is loaded by those who need it. */
async function parseYaml(text, keeps) {
    try {
        return choose(JSON.parse(text), JSON.parse(quoted(text)), keeps, []);
    }
    catch {
        const { parseDocument } = await __webpack_require__.e(/* import() */ 8815).then(__webpack_require__.t.bind(__webpack_require__, 8815, 19));
        const document = parseDocument(text);
        try {
            return document.errors.length > 0 ? undefined : await contentOf(document, keeps);
        }
        catch {
            return undefined;
        }
    }
}
/** What a document without errors says. Nothing (`web:`, `web: null`, `web: ~`) stays nothing. */
async function contentOf(document, keeps) {
    const { visit } = await __webpack_require__.e(/* import() */ 8815).then(__webpack_require__.t.bind(__webpack_require__, 8815, 19));
    const asWritten = (which) => visit(document, {
        Scalar(place, node) {
            if (which(place, node.value))
                node.value = node.source ?? node.value;
        },
    });
    asWritten(place => place === 'key');
    const read = document.toJS();
    asWritten((_, value) => value !== null);
    return choose(read, document.toJS(), keeps, []);
}
/** JSON in which numbers and flags are texts. */
const quoted = (json) => json.replaceAll(/"(?:[^"\\]|\\.)*"|(-?\d[\d.eE+-]*|true|false)/g, (all, bare) => (bare ? `"${bare}"` : all));
/** Of one thing read in two ways, the values as read or as written. */
function choose(read, written, keeps, path) {
    if (read === null || typeof read !== 'object')
        return keeps(path) ? written : read;
    const other = written;
    const each = ([name, one]) => [name, choose(one, other[name], keeps, [...path, name])];
    return Array.isArray(read)
        ? Object.entries(read).map(one => each(one)[1])
        : Object.fromEntries(Object.entries(read).map(each));
}


/***/ })

};
