export const id = 4998;
export const ids = [4998];
export const modules = {

/***/ 4998:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  "default": () => (/* binding */ build_push)
});

// EXTERNAL MODULE: ./build/src/action.js
var action = __webpack_require__(7663);
// EXTERNAL MODULE: ./build/src/decisions/duration.js
var duration = __webpack_require__(7897);
// EXTERNAL MODULE: ./build/src/decisions/image.js
var decisions_image = __webpack_require__(7596);
// EXTERNAL MODULE: ./build/src/decisions/markdown.js
var markdown = __webpack_require__(7956);
;// CONCATENATED MODULE: ./build/src/decisions/images-summary.js
// What does the summary of a build show?



/** Markdown: a table of images. */
function summarizeImages(images) {
    const rows = images.map(({ name, tags, digest, size, seconds, built }) => [
        (0,markdown/* cell */.H)(name),
        tags.map(markdown/* code */.a).join(' '),
        (0,markdown/* code */.a)((0,decisions_image/* shortDigest */.VK)(digest)),
        showSize(size),
        built ? `built in ${(0,duration/* showDuration */.kJ)((seconds ?? 0) * 1000)}` : 'was there',
    ]);
    return [
        '### Images',
        '',
        '| image | tags | digest | size | |',
        '|---|---|---|---|---|',
        ...rows.map(row => `| ${row.join(' | ')} |`),
        '',
    ].join('\n');
}
/** `12.3 MB`, in steps of a thousand. */
function showSize(bytes) {
    const step = bytes < 1000 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3));
    const amount = bytes / 1000 ** step;
    return `${step === 0 ? amount : amount.toFixed(1)} ${['B', 'kB', 'MB', 'GB'][step]}`;
}

// EXTERNAL MODULE: ./build/src/images/build-inputs.js
var build_inputs = __webpack_require__(7920);
// EXTERNAL MODULE: ./build/src/decisions/image-choice.js
var image_choice = __webpack_require__(8742);
// EXTERNAL MODULE: ./build/src/decisions/tags.js
var tags = __webpack_require__(4344);
;// CONCATENATED MODULE: ./build/src/images/build-rules.js
// Do the inputs of a build go together, and can they be what they say?



/** A line for each tag or scheme that is none. */
function wrongTags({ imageTag, tagScheme }) {
    const wrong = tagScheme.filter(scheme => !(scheme in tags/* SCHEMES */.dz) && !scheme.includes('{'));
    return [
        ...(imageTag === undefined || (0,decisions_image/* isTag */.dz)(imageTag)
            ? []
            : [`image-tag is "${imageTag}": write letters, digits, dots, dashes and underscores, 128 at most`]),
        ...wrong.map(scheme => `tag-scheme is "${scheme}": write ${Object.keys(tags/* SCHEMES */.dz).join(', ')}, or a template such as {branch}-{short-sha}`),
    ];
}
/** A line for each of the other inputs that cannot be. */
function wrongChoices({ encryption, verifyRun, verifyPath, verifyEnvironment, cacheTag, labels, }) {
    return [
        ...(encryption === undefined || /^(AES256|KMS|arn:aws[\w-]*:kms:.+)$/.test(encryption)
            ? []
            : [`encryption is "${encryption}": write AES256, KMS, or the ARN of a key`]),
        ...(verifyPath === undefined || verifyPath.startsWith('/')
            ? []
            : [`verify-path is "${verifyPath}": begin it with /`]),
        ...(verifyPath !== undefined && !verifyRun
            ? ['verify-path is given, but verify-run is not true: nothing would be asked']
            : []),
        ...Object.entries(verifyEnvironment).flatMap(([name, value]) => wrongVariable(name, value)),
        ...(image_choice/* COMMIT_LABEL */.pM in labels
            ? [`labels has ${image_choice/* COMMIT_LABEL */.pM}, which says the commit: it is that of git-sha, and no other`]
            : []),
        ...((0,decisions_image/* isTag */.dz)(cacheTag) ? [] : [`cache-tag is "${cacheTag}", which is no tag`]),
    ];
}
/** What Docker's files of variables cannot hold: https://docs.docker.com/reference/cli/docker/container/run/#env */
function wrongVariable(name, value) {
    if (name === '' || /^#|[\s=]/.test(name))
        return [`verify-environment has "${name}", which is no name of a variable`];
    return /[\r\n]/.test(value)
        ? [`verify-environment has ${name} on several lines, which Docker does not take: write it on one, as with base64`]
        : [];
}

// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
;// CONCATENATED MODULE: ./build/src/images/registry-logins.js

/** A login that ends sooner than this is renewed before a push (ms). */
const MARGIN = 10 * 60_000;
/** What `post` has to log out of. */
const HOSTS = 'hosts';
/** Logins to ECR by its tokens. Other registries are logged in to by whoever uses them: nothing is done about them. */
function registryLogins(world, docker, keep) {
    const ends = new Map();
    const hosts = new Set();
    async function renew(repository) {
        const region = await world.ecrRegion(repository);
        if (region === undefined)
            return;
        const { username, password, expiresAt } = await (await world.registry(region)).login();
        world.runner.mask(password);
        const kept = await docker.login(repository.host, { username, password }).then(() => true, isHelped);
        if (!kept)
            world.runner.line(`Docker has a credential helper for ${repository.host}, which logs in by itself.`);
        ends.set(repository.host, expiresAt ?? Number.POSITIVE_INFINITY);
        if (kept)
            hosts.add(repository.host);
        if (kept && !keep)
            world.runner.keep(HOSTS, [...hosts].join('\n'));
    }
    return {
        renew,
        async ensure(repositories) {
            for (const repository of repositories)
                if ((ends.get(repository.host) ?? 0) < world.clock.now() + MARGIN)
                    await renew(repository);
        },
        expiresAt: () => (ends.size === 0 ? undefined : Math.min(...ends.values())),
    };
}
/** ECR's credential helper asks for tokens when they are needed, and keeps none: https://github.com/awslabs/amazon-ecr-credential-helper */
function isHelped(error) {
    if (error instanceof failure/* Failure */.HR && /error storing credentials.*not implemented/i.test(error.message))
        return false;
    throw error;
}
/** Takes back what this step logged in to: the last thing of a job. */
async function logOut(world) {
    const hosts = world.runner.kept(HOSTS).split('\n').filter(Boolean);
    if (hosts.length === 0)
        return;
    const docker = await world.docker();
    for (const host of hosts) {
        await docker.logout(host);
        world.runner.line(`Logged out of ${host}.`);
    }
}

;// CONCATENATED MODULE: ./build/src/images/log-in.js



/** Logs in to each of `registries` (account, host or repository), or to the account's own; `expires-at` is that of the first to end. */
async function logIn({ registries, skipLogout }, world, tell) {
    const region = await world.region();
    const hosts = registries.map(one => hostOf(one, region));
    if (hosts.length === 0)
        hosts.push((await (await world.registry(region)).login()).endpoint);
    const logins = registryLogins(world, await world.docker(), skipLogout);
    await logins.ensure(hosts.map(placeAt));
    const ends = logins.expiresAt();
    if (ends === undefined)
        throw new failure/* Failure */.HR(`${hosts.join(', ')} is not ECR's: log in to it with docker/login-action.`);
    const expiresAt = new Date(ends).toISOString();
    tell('registry', hosts[0]);
    tell('expiresAt', expiresAt);
    const line = `Docker is logged in to ${hosts.join(', ')} until ${expiresAt}.`;
    tell('message', line);
    return { good: true, line };
}
/** A host alone, as a place to log in to. */
const placeAt = (host) => (0,decisions_image/* readRepository */.Nu)(`${host}/any`);
function hostOf(registry, region) {
    if (/^\d{12}$/.test(registry))
        return (0,decisions_image/* ecrHost */.Fd)(registry, region);
    const host = registry.replace(/^https?:\/\//, '').split('/')[0];
    if ((0,decisions_image/* readRepository */.Nu)(`${host}/any`))
        return host;
    throw new failure/* Failure */.HR(`Input registries has "${registry}": write an account (12 digits), a registry or a repository.`);
}

// EXTERNAL MODULE: ./build/src/decisions/manifest.js
var decisions_manifest = __webpack_require__(2888);
// EXTERNAL MODULE: ./build/src/images/ask-again.js
var ask_again = __webpack_require__(1888);
// EXTERNAL MODULE: ./build/src/images/plan-images.js + 1 modules
var plan_images = __webpack_require__(7624);
;// CONCATENATED MODULE: ./build/src/images/look-up-images.js
// Which of a run's images are in their registries already, and under which tag will the others go?






/** More images of a day than these are nobody's plan. */
const MOST_OF_A_DAY = 99;
/** Looks up the primary tag of every image. Throws what is refused, all of it at once. */
async function lookUp(specs, primary, asked, world) {
    const registries = await Promise.all(specs.map(spec => (0,ask_again/* patientImages */.I)(spec.repository, world)));
    const last = primary.dated && asked.dateCollision === 'suffix' ? MOST_OF_A_DAY : 1;
    for (let n = 1; n <= last; n++) {
        const tag = (0,tags/* datedTag */.JM)(primary.tag, n);
        const places = await Promise.all(specs.map((spec, at) => placeOf(spec, registries[at], tag, { ...asked, ...overwriting(primary, asked) })));
        const taken = places.some(({ choice }) => choice.do === 'refuse');
        if (!taken || n === last)
            return accept(places);
    }
    throw new failure/* Failure */.HR(`${primary.tag} was given ${MOST_OF_A_DAY} times today: choose another tag-scheme.`);
}
const overwriting = ({ dated }, { dateCollision, ifExists }) => (dated && dateCollision === 'move' ? { ifExists: ifExists ?? 'move' } : { ifExists });
function accept(places) {
    const refused = places.flatMap(({ choice }) => (choice.do === 'refuse' ? [choice.line] : []));
    if (refused.length > 0)
        throw new failure/* Failure */.HR(refused.join('\n'));
    return places;
}
async function placeOf(spec, images, tag, { ifExists, sha }) {
    const own = (0,plan_images/* withSuffix */.oF)(tag, spec.tagSuffix);
    const reference = `${spec.repository.uri}:${own}`;
    async function look() {
        const manifest = await images.find(own);
        const held = manifest && { digest: manifest.digest, commit: await commitOf(manifest, images) };
        const same = held?.commit !== undefined && (0,image_choice/* sameCommit */.Kd)(held.commit, sha);
        const choice = (0,image_choice/* chooseImage */.Ny)(held, ifExists === 'move' ? (same ? undefined : 'overwrite') : ifExists, sha, reference);
        return { choice, held: manifest, commit: held?.commit };
    }
    return { spec, images, tag: own, reference, look, ...(await look()) };
}
/** The commit that an image's label names; of an index, its first image's. Undefined when there is none to be read. */
async function commitOf(manifest, images) {
    const content = (0,decisions_manifest/* readManifest */.WI)(manifest);
    const child = content && (0,decisions_manifest/* runnable */.as)(content)[0];
    const image = child ? await images.find(child.digest) : manifest;
    const config = image && (0,decisions_manifest/* readManifest */.WI)(image)?.config;
    if (!config)
        return undefined;
    try {
        const text = await images.blob(config.digest);
        const { config: inner } = JSON.parse(text ?? '{}');
        return inner?.Labels?.[image_choice/* COMMIT_LABEL */.pM];
    }
    catch (error) {
        // Without the permission to read it, an image is one that does not say its commit.
        if (error instanceof failure/* Failure */.HR && error.denied !== undefined)
            return undefined;
        throw error;
    }
}
/** Makes the repositories that are not there. */
async function makeRepositories(repositories, plan, world) {
    for (const repository of repositories) {
        const region = await world.ecrRegion(repository);
        if (region === undefined)
            throw new failure/* Failure */.HR(`create-repository is for ECR, and ${repository.uri} is not in it.`);
        if (await (await world.ecr(region)).createRepository(repository, plan))
            world.runner.line(`Repository ${repository.uri} was made.`);
    }
}

;// CONCATENATED MODULE: ./build/src/decisions/build-command.js
// In which words is a builder told to build an image?
/** Several platforms, or attestations, make an index, which older engines cannot hold. */
const isIndex = ({ platforms, provenance, sbom }) => platforms.length > 1 || provenance || sbom;
/** An engine that keeps images in its own way holds neither an index nor a cache for elsewhere: https://docs.docker.com/build/builders/drivers/docker/ */
const makesIndexes = (builder) => builder === 'buildx' || builder === 'buildx-containerd';
const isBuildx = (builder) => makesIndexes(builder) || builder === 'buildx-engine';
/** What a builder cannot do for this recipe, as a line for its user. */
function refuseRecipe(builder, recipe) {
    if (makesIndexes(builder))
        return undefined;
    const lacks = isBuildx(builder) ? 'no builder but the engine’s' : 'no buildx';
    const without = `this runner has ${lacks}: add docker/setup-buildx-action before this step`;
    if (isIndex(recipe))
        return `Several platforms, provenance and sbom need buildx with a builder of its own, and ${without}.`;
    if (builder !== 'classic')
        return undefined;
    if (recipe.secrets.length > 0)
        return `Build secrets need BuildKit, and ${without}.`;
    return recipe.platforms.length > 0 ? `The input platforms needs BuildKit, and ${without}.` : undefined;
}
/**
 * The words after `docker`, and variables for its environment. `metadata` is a file that the builder writes to what it
 * built. Into the engine it goes without a name: a name could be moved before it is tried or pushed.
 * https://docs.docker.com/reference/cli/docker/buildx/build/
 */
function buildCommand(builder, recipe, to, metadata) {
    const { reference, context, dockerfile, target, platforms, secrets, epoch } = recipe;
    const modern = builder !== 'classic';
    const args = [
        ...(isBuildx(builder) ? ['buildx', 'build', ...outputOf(builder, recipe, to)] : ['build']),
        ...(modern ? ['--progress', 'plain'] : []),
        ...['--file', dockerfile],
        ...(metadata === undefined ? [] : [isBuildx(builder) ? '--metadata-file' : '--iidfile', metadata]),
        ...(to === 'registry' ? ['--tag', reference] : []),
        ...(target === undefined ? [] : ['--target', target]),
        ...(modern && platforms.length > 0 ? ['--platform', platforms.join(',')] : []),
        ...pairs('--build-arg', recipe.buildArgs),
        // The classic builder complains of an argument that the Dockerfile does not take.
        ...(modern && epoch !== undefined ? ['--build-arg', `SOURCE_DATE_EPOCH=${epoch}`] : []),
        ...pairs('--label', recipe.labels),
        ...secrets.flatMap(({ id, from }) => [
            '--secret',
            'file' in from ? `id=${id},src=${from.file}` : `id=${id},env=${from.variable}`,
        ]),
        ...(makesIndexes(builder) ? cacheOf(recipe, to) : []),
        // What follows is the context, whatever it begins with.
        ...['--', context],
    ];
    const values = secrets.flatMap(({ from }) => ('variable' in from ? [[from.variable, from.value]] : []));
    const env = {
        ...(isBuildx(builder) ? {} : { DOCKER_BUILDKIT: modern ? '1' : '0' }),
        ...(modern && epoch !== undefined ? { SOURCE_DATE_EPOCH: String(epoch) } : {}),
        ...Object.fromEntries(values),
    };
    return { args, env };
}
/** For the platform that this machine runs, into the engine, so that it can be started. */
const nativeOf = (recipe, native) => ({
    ...recipe,
    platforms: recipe.platforms.length > 0 ? [native] : [],
    ...{ provenance: false, sbom: false },
});
/** The times of files are those of the checkout unless a BuildKit of its own is told to write the commit's: https://github.com/moby/buildkit/blob/master/docs/build-repro.md */
function outputOf(builder, recipe, to) {
    const attestations = [`--provenance=${recipe.provenance}`, `--sbom=${recipe.sbom}`];
    const times = builder === 'buildx' && recipe.epoch !== undefined ? ',rewrite-timestamp=true' : '';
    const output = { engine: 'type=docker', cache: 'type=cacheonly', registry: 'type=registry' }[to];
    return ['--output', to === 'cache' ? output : `${output}${times}`, ...attestations];
}
/** What a builder wrote of what it built: `digest` of the manifest, `ids` by which an engine may know the image. */
function readBuilt(written) {
    if (typeof written === 'string')
        return { digest: undefined, ids: [written.trim()] };
    const said = (written ?? {});
    const [config, digest] = [said['containerimage.config.digest'], said['containerimage.digest']];
    // An engine names an image by its config, or, when containerd keeps it, by its manifest.
    return { digest, ids: [config, digest].filter(id => id !== undefined) };
}
/** Read by every build, written by the first alone. ECR takes a cache only as an image: https://docs.docker.com/build/cache/backends/registry/ */
function cacheOf({ cache, platforms }, to) {
    if (!cache)
        return [];
    const place = cache.kind === 'gha' ? `type=gha,scope=${cache.scope}` : `type=registry,ref=${cache.reference}`;
    const how = cache.kind === 'gha' ? '' : ',image-manifest=true,oci-mediatypes=true';
    const writes = to === 'cache' || (to === 'engine' && platforms.length < 2);
    return ['--cache-from', place, ...(writes ? ['--cache-to', `${place},mode=max${how},ignore-error=true`] : [])];
}
const pairs = (flag, values) => Object.entries(values).flatMap(([name, value]) => [flag, `${name}=${value}`]);

// EXTERNAL MODULE: ./build/src/log.js
var src_log = __webpack_require__(6671);
;// CONCATENATED MODULE: ./build/src/decisions/build-failure.js
// Why did a build fail, and at which line of the Dockerfile?
const LAST = 20;
const PARSED = /parse error(?: on)? line (\d+)/i;
const MARKED = /^\s*(\d+) \| >>> /;
/** Reads the output of buildx, BuildKit or the classic builder; `dockerfile` is the file's text. */
function explainBuild(output, dockerfile) {
    const lines = output.map(line => line.trimEnd()).filter(Boolean);
    const reason = reasonIn(lines);
    return { reason, line: lineIn(lines, dockerfile), last: lastOf(lines) };
}
/** A program of the Dockerfile ran, and ended badly, as BuildKit and the classic builder say it. */
const STEP_FAILED = /did not complete successfully: exit code: \d+|executor failed running .*: exit code: \d+|^The command '.*' returned a non-zero code: \d+/;
/** Whether a step of the Dockerfile ended with an exit code: then that is the cause, whatever its program wrote. */
const stepFailed = (output) => ownLines(output).some(line => STEP_FAILED.test(line));
/** What the builder itself says: not what programs wrote, and not what stands in the Dockerfile. */
function ownLines(output) {
    const lines = output.map(line => line.trimEnd()).filter(Boolean);
    const step = lines.findIndex(line => /^Step \d+\/\d+ : /.test(line));
    // The classic builder passes on what programs write as it is: sure is only what stands last.
    if (step >= 0)
        return [...lines.slice(0, step), ...lines.slice(-1)];
    let quotes = false;
    return lines.filter(line => {
        // BuildKit shows the end of a step's output, and the Dockerfile, between such lines.
        if (/^-{6,}$/.test(line))
            quotes = !quotes;
        return !quotes && (!/^#\d+ /.test(line) || /^#\d+ ERROR: /.test(line));
    });
}
function reasonIn(lines) {
    const said = lines.findLast(line => /^(ERROR: |error: |failed to (?:build|solve)|The command '.*returned a non-zero code|Error response from daemon)/i.test(line)) ??
        lines.findLast(line => /error|denied|cannot|failed|not found/i.test(line)) ??
        lines.at(-1) ??
        'the builder said nothing';
    const plain = said
        .replace(/^(ERROR: |error: |Error response from daemon: )+/i, '')
        .replace(/^(?:failed to build: )?failed to solve(?: with frontend \S+)?: /, '');
    // BuildKit wraps errors in one another; what happened stands last.
    return plain.replace(/^(?:rpc error: code = \w+ desc = |executor failed running |failed to build LLB: )+/, '').trim();
}
function lineIn(lines, dockerfile) {
    // Parse errors of all builders: `dockerfile parse error line 2:`, `… on line 2:`.
    const parsed = lines.findLast(line => PARSED.test(line))?.match(PARSED)?.[1];
    if (parsed !== undefined)
        return Number(parsed);
    // BuildKit since 0.10 shows the Dockerfile, and marks each line of the step: ` 6 | >>> RUN a; \`, ` 7 | >>>   b`.
    const last = lines.findLastIndex(line => MARKED.test(line));
    if (last >= 0) {
        let first = last;
        while (MARKED.test(lines[first - 1] ?? ''))
            first--;
        return Number(lines[first]?.match(MARKED)?.[1]);
    }
    const named = lines.findLast(line => /^[^\s:]*Dockerfile[^\s:]*:\d+$/i.test(line))?.match(/:(\d+)$/)?.[1];
    if (named !== undefined)
        return Number(named);
    return dockerfile === undefined ? undefined : lineOfStep(lines, dockerfile);
}
/** ` > [build 2/3] RUN false:` of BuildKit, `Step 2/3 : RUN false` of the classic builder: by the words of the step. */
function lineOfStep(lines, dockerfile) {
    const header = lines.findLast(line => /^ > \[.*\] .*:$/.test(line));
    const step = lines.findLast(line => /^Step \d+\/\d+ : /.test(line));
    const words = header?.replace(/^ > \[.*?\] /, '').replace(/:$/, '') ?? step?.replace(/^Step \d+\/\d+ : /, '');
    if (words === undefined)
        return undefined;
    return instructionsOf(dockerfile).findLast(({ text }) => same(text, words))?.line;
}
const same = (instruction, words) => {
    const [one, other] = [instruction, words].map(text => text.replaceAll(/\s+/g, ' ').trim().toLowerCase());
    return one === other || (other.length > 10 && (one.startsWith(other) || other.startsWith(one)));
};
/** Instructions with the line each begins at; lines that end with a backslash go on, comments are none. */
function instructionsOf(dockerfile) {
    const found = [];
    let open;
    for (const [at, raw] of dockerfile.split(/\r?\n/).entries()) {
        const text = raw.trim();
        if (text.startsWith('#') || (text === '' && !open))
            continue;
        const goesOn = text.endsWith('\\');
        const part = goesOn ? text.slice(0, -1) : text;
        if (open)
            open.text += ` ${part}`;
        else {
            open = { line: at + 1, text: part };
            found.push(open);
        }
        if (!goesOn)
            open = undefined;
    }
    return found;
}
/** What the failing step wrote; of the classic builder, all that came after the step began. */
function lastOf(lines) {
    const failed = lines.findLast(line => /^#\d+ ERROR: /.test(line))?.match(/^#\d+ /)?.[0];
    const written = failed === undefined ? [] : lines.filter(line => line.startsWith(failed) && /^#\d+ \d+\.\d+ /.test(line));
    if (written.length > 0)
        return written.map(line => line.replace(/^#\d+ \d+\.\d+ /, '')).slice(-LAST);
    const step = lines.findLastIndex(line => /^Step \d+\/\d+ : /.test(line));
    return lines
        .slice(step + 1)
        .filter(line => !/^ ---> /.test(line))
        .slice(-LAST);
}

// EXTERNAL MODULE: ./build/src/decisions/docker-trouble.js
var docker_trouble = __webpack_require__(4939);
// EXTERNAL MODULE: ./build/src/turns.js
var turns = __webpack_require__(1993);
// EXTERNAL MODULE: ./build/src/yaml.js
var yaml = __webpack_require__(4978);
;// CONCATENATED MODULE: ./build/src/images/build-log.js
// How do builds at the same time become a log that can be read?
/**
 * One build is shown as it goes, in a group; what the others write waits for its end, and then is shown in groups of
 * their own: those that have ended at once, and the next that goes on as it goes.
 */
function buildLogs(openGroup, line) {
    const waiting = [];
    let front;
    const show = (entry) => {
        const close = openGroup(entry.title);
        for (const text of entry.lines.splice(0))
            line(text);
        if (!entry.say) {
            front = { entry, close };
            return;
        }
        close();
        entry.say();
    };
    const advance = () => {
        front = undefined;
        for (const entry of waiting.filter(one => one.say)) {
            waiting.splice(waiting.indexOf(entry), 1);
            show(entry);
        }
        const next = waiting.shift();
        if (next)
            show(next);
    };
    return (title) => {
        const entry = { title, lines: [], say: undefined };
        if (front)
            waiting.push(entry);
        else
            show(entry);
        return {
            heard: text => (front?.entry === entry ? line(text) : entry.lines.push(text)),
            end(say) {
                entry.say = say;
                if (front?.entry !== entry)
                    return;
                front.close();
                say();
                advance();
            },
        };
    };
}

;// CONCATENATED MODULE: ./build/src/images/build-images.js
// Are all images built, and if not, which are not and why?








/** What is wrong with the machine or the registry, and not with the Dockerfile. */
const NOT_THE_DOCKERFILE = ['no-engine', 'disk-full', 'unreachable', 'expired', 'no-login', 'lost'];
/**
 * Builds all, `parallel` at a time, to the end of each: who fails does not stop the others, so that all that is wrong is
 * known at once. An image with several platforms or attestations goes into the builder's cache. Answers in their order.
 */
async function buildAll(work, { builder, docker, parallel }, world, log) {
    const { runner, clock, cancel } = world;
    const logs = buildLogs(runner.openGroup, runner.line);
    const done = new Map();
    async function build(one) {
        const { name, recipe } = one;
        const to = isIndex(recipe) ? 'cache' : 'engine';
        const metadata = to === 'engine' ? await world.temporaryPath() : undefined;
        const place = logs(`Build ${name}`);
        const startedAt = clock.now();
        const ran = await docker.build(buildCommand(builder, recipe, to, metadata), place.heard);
        const ms = clock.now() - startedAt;
        if (cancel.aborted)
            return place.end(() => undefined);
        const id = ran.code === 0 && metadata !== undefined ? await idIn(metadata, docker, world) : undefined;
        const problem = ran.code === 0 ? lost(id, metadata, recipe) : await explain(name, recipe, ran, world);
        done.set(one, { name, seconds: Math.round(ms / 1000), problem: problem?.line, id });
        const count = `${done.size} of ${work.length}`;
        place.end(() => {
            log(name, problem ? `not built: ${problem.line} (${count} done)` : `built in ${(0,duration/* showDuration */.kJ)(ms)} (${count} done)`);
            problem?.annotate();
        });
    }
    await (0,turns/* inTurns */.g)(work, parallel, async (one) => {
        if (!cancel.aborted)
            await build(one);
    });
    if (cancel.aborted)
        throw new failure/* Failure */.HR('The job was cancelled while images were built: nothing was pushed.');
    return work.flatMap(one => done.get(one) ?? []);
}
async function idIn(metadata, docker, { files }) {
    const { ids } = readBuilt(await (await files()).readYaml(metadata, yaml/* texts */.Te));
    return docker.idOf(ids);
}
/** What is tried and pushed is what was built, by the engine's own name of it: without it there is nothing to go on with. */
const lost = (id, metadata, { dockerfile }) => id !== undefined || metadata === undefined
    ? undefined
    : {
        line: `docker build of ${dockerfile} ended well, but the engine does not have what was built: run the job again`,
        annotate: () => undefined,
    };
async function explain(name, { dockerfile }, { lines, code }, { runner, files }) {
    const trouble = (0,docker_trouble/* judgeDocker */.E)(`docker build of ${dockerfile}`, ownLines(lines), code);
    if (!stepFailed(lines) && NOT_THE_DOCKERFILE.includes(trouble.kind))
        return { line: trouble.line, annotate: () => undefined };
    const text = await (await files()).read(dockerfile).catch(() => undefined);
    const { reason, line, last } = explainBuild(lines, text);
    const place = line === undefined ? dockerfile : `${dockerfile}:${line}`;
    return {
        line: `docker build of ${place} failed: ${reason}`,
        annotate: () => runner.annotate([reason, ...last].join('\n'), { file: dockerfile, line, title: `${name} was not built` }),
    };
}

// EXTERNAL MODULE: ./build/src/watch.js
var watch = __webpack_require__(2226);
;// CONCATENATED MODULE: ./build/src/images/push-images.js
// Are the images in their registries, each under the digest that was built?









/** How long a lost connection is tried again (ms); Docker itself has tried each layer several times by then. */
const PATIENCE = 45_000;
/**
 * Looks once more, as somebody else may have pushed while this image was built. Answers what is taken instead of being
 * pushed, undefined when it is to be pushed, and throws what is refused.
 */
async function lookAgain(place) {
    const seen = await place.look();
    if (seen.choice.do === 'refuse')
        throw new failure/* Failure */.HR(`${seen.choice.line.replace(/\.$/, '')}. Somebody pushed it while this image was built: it stays as it is.`);
    return seen.choice.do === 'take' && seen.held ? seen : undefined;
}
/**
 * Pushes the primary tag, again when the connection is lost (layers that arrived are not sent again) or the login has
 * ended, and answers what the registry then holds: exactly what was built, or a Failure. What somebody else pushed
 * meanwhile is not pushed over: the place then says that it is taken.
 */
async function push(place, load, pusher) {
    const { world, logins, log } = pusher;
    const { clock, cancel } = world;
    const name = (0,plan_images/* nameOf */.Vb)(place.spec);
    const pushed = await (0,watch/* watch */.w)({
        clock,
        cancel,
        until: clock.now() + PATIENCE,
        look: async () => {
            await logins.ensure([place.spec.repository]);
            return (await lookAgain(place)) ?? pushOnce(place, load, pusher, true);
        },
        judge: judgement => ({ judgement }),
        mayPass: failure/* mayPass */.bg,
        onBlind: error => error !== undefined && log(name, `${error.message} Trying again.`),
    });
    if (pushed.ended === 'cancelled')
        throw new failure/* Failure */.HR(`The job was cancelled while ${place.reference} was pushed: ${await leftBehind(place, world)}. Run the job again.`);
    if (pushed.judgement === undefined)
        throw pushed.blind;
    const { judgement } = pushed;
    return typeof judgement === 'string' ? prove(place, judgement, load.id) : take(place, judgement, pusher);
}
function take(place, seen, { log, world }) {
    Object.assign(place, seen);
    if (seen.choice.do === 'take' && seen.choice.warning)
        world.runner.warn(seen.choice.warning);
    log((0,plan_images/* nameOf */.Vb)(place.spec), `${place.reference} was pushed by somebody else while it was built here, and is taken`);
    return seen.held;
}
/** A cancelled job has little time left for this (ms). */
const LAST_WORD = 3_000;
/** What a push that was broken off left in the registry: the engine may have been done before its client was told to end. */
async function leftBehind({ spec, tag, held }, world) {
    try {
        const found = await (await world.images(spec.repository, AbortSignal.timeout(LAST_WORD))).find(tag);
        return found && found.digest !== held?.digest
            ? 'its tag is set, and the next attempt takes it'
            : 'its tag is not set';
    }
    catch {
        return 'whether its tag is set is not known';
    }
}
async function pushOnce(place, load, pusher, mayRenew) {
    const { logins, world } = pusher;
    const doing = `docker push of ${place.reference}`;
    const close = world.runner.openGroup(`Push ${(0,plan_images/* nameOf */.Vb)(place.spec)}`);
    let sent;
    try {
        sent = await send(place, load, pusher);
    }
    finally {
        close();
    }
    const { ran, digest } = sent;
    if (ran.code === 0 && digest !== undefined)
        return digest;
    if (ran.code === 0)
        throw new failure/* Failure */.HR(`${doing} did not say which digest it sent: look at its output above.`);
    if (world.cancel.aborted)
        throw new failure/* Failure */.HR('', { passing: true });
    const trouble = (0,docker_trouble/* judgeDocker */.E)(doing, isIndex(load.recipe) ? ownLines(ran.lines) : ran.lines, ran.code);
    if (mayRenew && ['expired', 'no-login'].includes(trouble.kind)) {
        await logins.renew(place.spec.repository);
        return pushOnce(place, load, pusher, false);
    }
    throw new failure/* Failure */.HR(trouble.line, { passing: trouble.passing });
}
/** By Docker from the engine, or by the builder from its cache; with the digest that it says it sent. */
async function send(place, { recipe, id }, { builder, docker, world }) {
    const { runner } = world;
    if (!isIndex(recipe)) {
        // Only now, as others may move a name in the engine: what was built is known by its id.
        if (id !== undefined)
            await docker.tag(id, place.reference);
        return docker.push(place.reference, runner.line);
    }
    const metadata = await world.temporaryPath();
    const ran = await docker.build(buildCommand(builder, recipe, 'registry', metadata), runner.line);
    const written = ran.code === 0 ? await (await world.files()).readYaml(metadata, yaml/* texts */.Te) : undefined;
    return { ran, digest: readBuilt(written).digest };
}
/** The registry's own answer for the tag must be the digest that was sent, and the image must be the one that was built. */
async function prove({ images, tag, reference }, digest, id) {
    const found = await images.find(tag);
    if (found?.digest === digest && id !== undefined && !(0,decisions_manifest/* isImage */.wu)(found, id))
        throw new failure/* Failure */.HR(`${reference} is ${(0,decisions_image/* shortDigest */.VK)(digest)}, which is not the image that was built (${(0,decisions_image/* shortDigest */.VK)(id)}): somebody moved the name in this engine during the push. Delete the tag, and run the job again.`);
    if (found?.digest === digest)
        return found;
    throw new failure/* Failure */.HR(`The registry holds ${found ? (0,decisions_image/* shortDigest */.VK)(found.digest) : 'nothing'} under ${reference}, but ${(0,decisions_image/* shortDigest */.VK)(digest)} was pushed: somebody else pushed the same tag. Run the job again.`);
}

;// CONCATENATED MODULE: ./build/src/decisions/scan.js
// Do the findings of a scan let an image through?
/** From harmless to worst; enhanced scanning calls what is not rated yet untriaged. */
const SEVERITIES = ['UNDEFINED', 'INFORMATIONAL', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'];
/**
 * Basic scans end `COMPLETE`, enhanced ones stay `ACTIVE`: https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageScanStatus.html
 * `allowed` is the worst severity that is let through. A scan that failed lets nothing through: it has measured nothing.
 */
function judgeScan({ status, description, counts, examples }, allowed) {
    if (status === 'NONE')
        return { verdict: 'not-begun', line: 'has not been scanned' };
    if (['IN_PROGRESS', 'PENDING'].includes(status))
        return { verdict: 'waiting', line: 'is being scanned' };
    if (status !== 'COMPLETE' && status !== 'ACTIVE')
        return { verdict: 'blind', line: `could not be scanned (${status}${description ? `: ${description}` : ''})` };
    const rank = (severity) => Math.max(0, SEVERITIES.indexOf(severity));
    const worse = Object.entries(counts).filter(([severity, count]) => count > 0 && rank(severity) > rank(allowed));
    const found = Object.entries(counts)
        .filter(([, count]) => count > 0)
        .sort(([a], [b]) => rank(b) - rank(a))
        .map(([severity, count]) => `${count} ${severity.toLowerCase()}`);
    if (worse.length === 0)
        return { verdict: 'clean', line: `was scanned: ${found.join(', ') || 'nothing found'}` };
    const names = examples.filter(({ severity }) => rank(severity) > rank(allowed)).map(({ name }) => name);
    const shown = names.slice(0, 5).join(', ');
    return {
        verdict: 'refused',
        line: `has findings above ${allowed}: ${found.join(', ')}${shown ? ` (${shown}${names.length > 5 ? ', …' : ''})` : ''}`,
    };
}

;// CONCATENATED MODULE: ./build/src/images/scan-images.js
// Do ECR's scans let these images through?





const LOOK_AGAIN = 5_000;
/** Waits for the findings on each image, of an index on each of its platforms. Throws when one is not let through. */
async function scanAll(held, allowed, limit, world, log) {
    const refused = [];
    for (const one of held) {
        const content = (0,decisions_manifest/* readManifest */.WI)(one.manifest);
        const platforms = content ? (0,decisions_manifest/* runnable */.as)(content) : [];
        const digests = platforms.length > 0 ? platforms.map(({ digest }) => digest) : [one.manifest.digest];
        for (const digest of digests) {
            const { verdict, line } = await scanOne(one, digest, allowed, limit, world);
            log((0,plan_images/* nameOf */.Vb)(one.place.spec), line);
            if (verdict !== 'clean')
                refused.push(`${one.place.reference} ${line}.`);
        }
    }
    if (refused.length > 0)
        throw new failure/* Failure */.HR(`${refused.join('\n')}\nIt is pushed, but is not released: max-severity is ${allowed}.`);
}
async function scanOne({ place }, digest, allowed, limit, world) {
    const { clock, cancel } = world;
    const { repository } = place.spec;
    const region = await world.ecrRegion(repository);
    if (region === undefined)
        throw new failure/* Failure */.HR(`max-severity is for ECR, and ${repository.uri} is not in it.`);
    const ecr = await world.ecr(region);
    let asked = false;
    const { judgement, ended, blind } = await (0,watch/* watch */.w)({
        clock,
        cancel,
        until: clock.now() + limit,
        async look() {
            const scanned = judgeScan(await ecr.scan(repository, digest), allowed);
            // Repositories that do not scan on push are asked to, once.
            if (scanned.verdict === 'not-begun' && !asked)
                await ecr.startScan(repository, digest);
            asked = true;
            return scanned;
        },
        judge: scanned => ['waiting', 'not-begun'].includes(scanned.verdict)
            ? { judgement: scanned, lookAgainIn: LOOK_AGAIN }
            : { judgement: scanned },
        mayPass: failure/* mayPass */.bg,
    });
    if (ended === 'cancelled')
        throw new failure/* Failure */.HR('The job was cancelled while a scan was waited for: further tags are not set.');
    if (blind !== undefined)
        throw blind;
    if (ended === 'time-is-up')
        return { verdict: 'blind', line: `${judgement?.line ?? 'was not scanned'} and was not done in time` };
    return judgement;
}

;// CONCATENATED MODULE: ./build/src/images/tag-images.js
// Which further tags are on an image now?





const tag_images_MOST_OF_A_DAY = 99;
/**
 * Sets the tags behind the primary one, by the registry itself, and proves each. A tag that a repository does not let
 * move is a warning, and so is one that is taken and not made to move. Answers the tags of each image, in their order.
 */
async function setTags(held, tags, { overwrite, dateCollision, sha }, world) {
    const set = held.map(() => []);
    for (const planned of tags) {
        const tag = planned.dated && dateCollision === 'suffix' ? await freeOfDay(held, planned.tag) : planned.tag;
        const moves = planned.moves || overwrite || (planned.dated && dateCollision === 'move');
        for (const [at, one] of held.entries()) {
            const name = (0,plan_images/* withSuffix */.oF)(tag, one.place.spec.tagSuffix);
            const refusal = (planned.commit && otherCommit(one, sha, name)) || (await setTag(one, name, moves));
            if (refusal === undefined)
                set[at]?.push(name);
            else if (planned.dated && dateCollision === 'fail')
                throw new failure/* Failure */.HR(refusal);
            else
                world.runner.warn(refusal);
        }
    }
    return set;
}
/** An image that was taken, not built, may be another commit's: this one's name is not for it. */
function otherCommit({ place }, sha, tag) {
    const { choice, commit, spec } = place;
    if (choice.do !== 'take' || commit === undefined || (0,image_choice/* sameCommit */.Kd)(commit, sha))
        return undefined;
    return `${spec.repository.uri}:${tag} is not set: the image is of commit ${commit.slice(0, 7)}, not ${sha.slice(0, 7)}.`;
}
/** Sets and proves one tag; else why not. */
async function setTag({ place, manifest }, tag, moves) {
    const name = `${place.spec.repository.uri}:${tag}`;
    const there = await place.images.find(tag);
    if (there?.digest === manifest.digest)
        return undefined;
    if (there && !moves)
        return `${name} stays on ${(0,decisions_image/* shortDigest */.VK)(there.digest)}: a tag that was given does not move.`;
    if ((await place.images.setTag(manifest, tag)) === 'kept')
        return `${name} stays on ${there ? (0,decisions_image/* shortDigest */.VK)(there.digest) : 'another image'}: the repository does not let tags move.`;
    const now = await place.images.find(tag);
    if (now?.digest === manifest.digest)
        return undefined;
    throw new failure/* Failure */.HR(`The registry holds ${now ? (0,decisions_image/* shortDigest */.VK)(now.digest) : 'nothing'} under ${name}, but it was set to ${(0,decisions_image/* shortDigest */.VK)(manifest.digest)}: somebody else set the same tag. Run the job again.`);
}
/** The first of a day's tags that no image has, or that is on these very images. */
async function freeOfDay(held, tag) {
    for (let n = 1; n <= tag_images_MOST_OF_A_DAY; n++) {
        const one = (0,tags/* datedTag */.JM)(tag, n);
        const there = await Promise.all(held.map(({ place }) => place.images.find((0,plan_images/* withSuffix */.oF)(one, place.spec.tagSuffix))));
        if (there.every((found, at) => !found || found.digest === held[at]?.manifest.digest))
            return one;
    }
    throw new failure/* Failure */.HR(`${tag} was given ${tag_images_MOST_OF_A_DAY} times today: choose another tag-scheme.`);
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./build/src/decisions/trial.js
// Does an image start, stay up and answer?
/** How long a container without a path must stay up (ms). */
const STAY = 5_000;
/** Good answers one after the other, so that a server that answers and dies is not taken for well. */
const ANSWERS = 2;
/** What all looks so far mean, in their order; undefined: look again. */
function judgeTrial({ path, startedAt, limit }, looks) {
    const last = looks.at(-1);
    const seconds = (ms) => `${Math.round(ms / 1000)} s`;
    if (!last.running) {
        const after = `with exit code ${last.exitCode} after ${seconds(last.now - startedAt)}`;
        if (path === undefined && last.exitCode === 0)
            return { good: true, line: `ended ${after}` };
        return {
            good: false,
            line: path === undefined ? `ended ${after}` : `ended ${after}, before ${path} was answered well`,
        };
    }
    if (path === undefined)
        return last.now - startedAt >= Math.min(STAY, limit)
            ? { good: true, line: `stays up (${seconds(last.now - startedAt)})` }
            : undefined;
    const good = (look) => look?.answer !== undefined && 'status' in look.answer && look.answer.status >= 200 && look.answer.status < 400;
    const recent = looks.slice(-ANSWERS);
    if (recent.length === ANSWERS && recent.every(good) && last.answer && 'status' in last.answer)
        return { good: true, line: `answers ${path} with ${last.answer.status}` };
    if (last.now - startedAt < limit)
        return undefined;
    const said = !last.answer ? 'nothing' : 'status' in last.answer ? `status ${last.answer.status}` : last.answer.error;
    return { good: false, line: `did not answer ${path} well within ${seconds(limit)}: ${said}` };
}

;// CONCATENATED MODULE: ./build/src/images/try-image.js
// Does a built image start, stay up and answer, here and now?




const try_image_LOOK_AGAIN = 1_000;
/** Lines of a container that did not do well. */
const LAST_LINES = 20;
/** Starts the image, follows it to an answer, and removes it, also when the job is cancelled. */
async function tryImage(image, trial, docker, world) {
    const { clock, cancel, runner } = world;
    const port = trial.path === undefined ? undefined : (trial.port ?? (await onlyPort(image, docker)));
    const container = `ecs-release-trial-${(0,external_node_crypto_.randomUUID)()}`;
    // Before it is there: a job that is killed leaves it to post.
    runner.keep(TRIAL, container);
    try {
        const variables = Object.entries(trial.environment).map(([name, value]) => `${name}=${value}\n`);
        const { withSecretFile } = await world.secretFiles();
        await withSecretFile(variables.join(''), file => docker.start(container, image, port, file));
        const startedAt = clock.now();
        const address = port === undefined ? undefined : await docker.address(container, port);
        const looks = [];
        const { judgement, ended } = await (0,watch/* watch */.w)({
            clock,
            cancel,
            until: startedAt + trial.limit,
            async look() {
                const { running, exitCode } = await docker.state(container);
                const answer = running && address ? await ask(`http://${address}${trial.path}`, world) : undefined;
                return { now: clock.now(), running, exitCode, answer };
            },
            judge(look) {
                looks.push(look);
                const judgement = judgeTrial({ path: trial.path, startedAt, limit: trial.limit }, looks);
                return judgement ? { judgement } : { judgement, lookAgainIn: try_image_LOOK_AGAIN };
            },
            mayPass: () => false,
        });
        if (ended === 'cancelled')
            throw new failure/* Failure */.HR('The job was cancelled while an image was tried: nothing was pushed.');
        const tried = judgement ?? { good: false, line: 'did not come to an end' };
        const lines = tried.good ? [] : await docker.lastLines(container, LAST_LINES);
        if (lines.length > 0) {
            const close = runner.openGroup(`Last lines of ${image.name}`);
            for (const line of lines)
                runner.line(line);
            close();
        }
        return tried;
    }
    finally {
        if (await docker.remove(container))
            runner.keep(TRIAL, '');
    }
}
/** What `post` has to remove. */
const TRIAL = 'trial';
/** Removes the container of a trial that was killed. */
async function removeTrial(world) {
    const left = world.runner.kept(TRIAL);
    if (!left)
        return;
    if (!(await (await world.docker()).remove(left)))
        throw new failure/* Failure */.HR(`Container ${left} of a trial is still there.`);
    world.runner.line(`Container ${left} of a trial was removed.`);
}
async function ask(address, { http, cancel }) {
    const answer = await (await http()).get(address, { headers: {}, timeout: 5_000, cancel });
    return 'error' in answer ? { error: answer.error } : { status: answer.status };
}
async function onlyPort({ id, name }, docker) {
    const ports = await docker.exposedPorts(id);
    if (ports.length === 1)
        return ports[0];
    throw new failure/* Failure */.HR(`${name} ${ports.length === 0 ? 'exposes no port' : `exposes several ports (${ports.join(', ')})`}: give verify-port.`);
}

;// CONCATENATED MODULE: ./build/src/images/publish-images.js
// How do images come from a commit into their registries: all of them, or none?










/** Builds all, tries all, pushes all, proves all; then scans, and then the other tags. Throws with what was done until then. */
async function publish(plan, world) {
    const log = (0,src_log/* startLog */.l)(world.clock, world.runner.line);
    const { places, recipes } = plan;
    const todo = places.flatMap((place, at) => place.choice.do === 'build' ? [{ place, recipe: recipes[at], at }] : []);
    const seconds = places.map(() => undefined);
    const held = new Map();
    for (const place of places) {
        if (place.choice.do !== 'take' || !place.held)
            continue;
        // It may be of an attempt that was killed when it pushed what it had tried; it may be anybody's.
        const untried = plan.trial ? ': it is neither built nor tried again' : '';
        if (places.length > 1 || untried)
            log((0,plan_images/* nameOf */.Vb)(place.spec), `${place.reference} ${place.choice.why}${untried}`);
        if (place.choice.warning)
            world.runner.warn(place.choice.warning);
        held.set(place, { place, manifest: place.held });
    }
    let expiresAt;
    if (todo.length > 0) {
        const docker = await world.docker();
        const { builder, native } = await docker.builder();
        for (const { recipe } of todo)
            refuse(builder, recipe, world);
        const logins = registryLogins(world, docker, plan.skipLogout);
        // A build may outlast the job's credentials.
        if (plan.pushes)
            await world.keepRole();
        // Before anything is built: images to build from, and the cache, may lie there, and a login that fails fails early.
        if (plan.pushes)
            await logins.ensure((0,plan_images/* hostsOf */.PP)(todo.map(({ place }) => place.spec.repository)));
        const work = todo.map(({ place, recipe }) => ({ name: (0,plan_images/* nameOf */.Vb)(place.spec), recipe }));
        const built = await buildAll(work, { builder, docker, parallel: plan.parallel }, world, log);
        for (const [n, { seconds: took }] of built.entries())
            seconds[todo[n].at] = took;
        refuseIncomplete(built, work.length);
        const made = todo.map((one, n) => ({ ...one, id: built[n]?.id }));
        if (plan.trial)
            await tryAll(made, plan.trial, { builder, native, docker }, world, log);
        if (plan.pushes)
            await pushAll(made, held, { builder, docker, logins }, world, log);
        // For steps that follow; a push names its image itself.
        else
            for (const { id, recipe } of made)
                if (id !== undefined)
                    await docker.tag(id, recipe.reference);
        expiresAt = logins.expiresAt();
    }
    const inRegistry = places.flatMap(place => held.get(place) ?? []);
    if (plan.scan && plan.pushes)
        await scanAll(inRegistry, plan.scan.allowed, plan.scan.limit, world, log);
    const tags = await setTags(inRegistry, plan.pushes ? plan.tags : [], plan, world);
    return { held: inRegistry, tags, seconds, expiresAt };
}
function refuse(builder, recipe, { runner }) {
    const line = refuseRecipe(builder, recipe);
    if (line !== undefined)
        throw new failure/* Failure */.HR(line);
    if (recipe.cache && !makesIndexes(builder))
        runner.warn('The input cache needs buildx with a builder of its own, which this runner has not: built without a cache. Add docker/setup-buildx-action before this step.');
}
function refuseIncomplete(built, all) {
    const bad = built.filter(one => one.problem !== undefined);
    if (bad.length === 0)
        return;
    const lines = bad.map(({ name, problem }) => (all === 1 ? problem : `- ${name}: ${problem}`));
    throw new failure/* Failure */.HR(all === 1
        ? `${lines[0]?.replace(/\.$/, '')}. Nothing was pushed.`
        : `${bad.length} of ${all} images were not built, so none was pushed:\n${lines.join('\n')}`);
}
async function tryAll(todo, trial, { builder, native, docker }, world, log) {
    const bad = [];
    for (const { place, recipe, id } of todo) {
        const name = (0,plan_images/* nameOf */.Vb)(place.spec);
        // An index lies in the builder's cache: what this machine can run of it is taken from there.
        let image = id;
        if (isIndex(recipe)) {
            const work = [{ name: `${name} for ${native}`, recipe: nativeOf(recipe, native) }];
            const built = await buildAll(work, { builder, docker, parallel: 1 }, world, log);
            refuseIncomplete(built, 1);
            image = built[0]?.id;
        }
        const { good, line } = await tryImage({ id: image, name: recipe.reference }, trial, docker, world);
        log(name, `the container ${line}`);
        if (!good)
            bad.push(`${name}: its container ${line}`);
    }
    if (bad.length > 0)
        throw new failure/* Failure */.HR(`${bad.join('\n')}. Nothing was pushed.`);
}
async function pushAll(todo, held, { builder, docker, logins }, world, log) {
    const pushed = [];
    // All before the first push: what is refused for one of them must not leave the others there.
    if (todo.length > 1)
        for (const { place } of todo)
            await lookAgain(place);
    for (const { place, ...load } of todo) {
        try {
            const manifest = await push(place, load, { builder, docker, logins, world, log });
            held.set(place, { place, manifest });
            pushed.push((0,plan_images/* nameOf */.Vb)(place.spec));
            if (place.choice.do === 'build')
                log((0,plan_images/* nameOf */.Vb)(place.spec), `pushed, and ${place.reference} is ${manifest.digest}`);
        }
        catch (error) {
            if (!(error instanceof failure/* Failure */.HR) || todo.length === 1)
                throw error;
            const rest = todo.map(one => (0,plan_images/* nameOf */.Vb)(one.place.spec)).filter(name => !pushed.includes(name));
            const there = pushed.length > 0 ? `${pushed.join(', ')} ${pushed.length > 1 ? 'are' : 'is'} pushed` : 'None is pushed';
            throw new failure/* Failure */.HR(`${error.message}\n${there}, not ${rest.join(', ')}: the next attempt takes what is there.`);
        }
    }
}

;// CONCATENATED MODULE: ./build/src/images/recipes.js


/** Values of secrets are masked here, before anything else is done with them. */
function recipeOf({ spec, reference }, plan, given, world) {
    const { context, dockerfile, target, buildArgs, repository } = spec;
    const { platforms, provenance, sbom, cache, cacheTag } = given;
    for (const value of Object.values(given.buildSecrets))
        for (const line of value.split('\n').filter(Boolean))
            world.runner.mask(line);
    const values = Object.entries(given.buildSecrets).map(([id, value], at) => ({
        id,
        from: { variable: `BUILD_SECRET_${at + 1}`, value },
    }));
    const files = Object.entries(given.buildSecretFiles).map(([id, file]) => ({ id, from: { file } }));
    return {
        ...{ reference, context, dockerfile, target, buildArgs, platforms, provenance, sbom, epoch: plan.epoch },
        labels: { ...(0,plan_images/* labelsOf */.PC)(plan, world), ...given.labels },
        secrets: [...values, ...files],
        cache: cache === undefined
            ? undefined
            : cache === 'gha'
                ? { kind: 'gha', scope: (0,plan_images/* nameOf */.Vb)(spec).replaceAll('/', '-') }
                : { kind: 'registry', reference: `${repository.uri}:${cacheTag}` },
    };
}
/** What is known of each image in its registry; none of those that were not pushed. */
async function factsOf(places, { held, tags, seconds }, sha) {
    return Promise.all(held.map(async ({ place, manifest }, at) => {
        const { spec, tag, images } = place;
        const content = (0,decisions_manifest/* readManifest */.WI)(manifest);
        const children = content ? await Promise.all((0,decisions_manifest/* runnable */.as)(content).map(({ digest }) => images.find(digest))) : [];
        const contents = children.length > 0 ? children.map(child => child && (0,decisions_manifest/* readManifest */.WI)(child)) : [content];
        return {
            image: `${spec.repository.uri}@${manifest.digest}`,
            name: (0,plan_images/* nameOf */.Vb)(spec),
            repository: spec.repository.uri,
            tag,
            tags: [tag, ...(tags[at] ?? [])],
            digest: manifest.digest,
            commit: place.choice.do === 'take' ? (place.commit ?? '') : sha,
            size: contents.reduce((sum, one) => sum + (one ? (0,decisions_manifest/* sizeOf */.$d)(one) : 0), 0),
            seconds: seconds[places.indexOf(place)] ?? 0,
            built: place.choice.do === 'build',
        };
    }));
}

;// CONCATENATED MODULE: ./build/src/actions/build-push.js
// Is this commit's image in the registry, and what is its digest?











const inputs = { ...build_inputs/* sourceInputs */.ZU, ...build_inputs/* tagInputs */.wc, ...build_inputs/* pushInputs */.ol };
/* harmony default export */ const build_push = ((0,action/* action */.X)({
    question: "Is this commit's image in the registry, and what is its digest?",
    about: 'Looks for the commit’s image and answers its digest. When it is not there it is built with BuildKit (buildx, where there is one), started if asked for, pushed, and proved: the registry’s own digest for every tag is the one that was built. Of several images all are built and tried before the first is pushed. An image of the same commit is never built twice. The registry is looked at again right before each push, so that a tag which somebody else pushed during the build is not pushed over; only a repository that does not let tags move closes the second that remains. With buildx and a BuildKit of its own (docker/setup-buildx-action) all times in the image are the commit’s, so that the same commit built twice is the same digest; with any other builder the files keep the times of the checkout, and the digest differs. `DOCKER_BUILDKIT=0` asks for the classic builder. The tests run all builders for real, several platforms, provenance and a cache in ECR too; `sbom` and GitHub’s cache need what no test reaches (an image from Docker Hub, GitHub’s own service), and there the very command line is tested.',
    usage: `repository: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/web
tag-scheme: release, sha
verify-run: true
verify-path: /healthz
`,
    inputs,
    outputs: {
        image: 'The image by digest: `repository@sha256:…`; of several, the first.',
        digest: 'The digest: `sha256:…`; of several, that of the first.',
        imageTag: 'The primary tag.',
        tags: 'All tags it has now, one a line.',
        built: '`true` when one was built in this run.',
        commit: 'The commit of the run.',
        images: 'JSON of all images: `image`, `repository`, `tag`, `tags`, `digest`, `commit` (that the image is of; empty when it does not say), `size` (bytes), `seconds` (built) and `built`.',
        digests: 'JSON of repository name and digest, without an account: `{"web": "sha256:…"}`.',
        registry: 'The host of the (first) registry.',
        expiresAt: 'When the login ends, as `2026-01-28T22:30:45.000Z`; empty without one.',
        message: 'The last line of the log.',
    },
    permissions: {
        aws: [
            { action: 'ecr:GetAuthorizationToken', on: 'any', why: 'to log Docker in' },
            { action: 'ecr:BatchGetImage', on: 'repository', why: 'to find the image, and to prove what was pushed' },
            { action: 'ecr:BatchCheckLayerAvailability', on: 'repository', why: 'to push' },
            { action: 'ecr:InitiateLayerUpload', on: 'repository', why: 'to push' },
            { action: 'ecr:UploadLayerPart', on: 'repository', why: 'to push' },
            { action: 'ecr:CompleteLayerUpload', on: 'repository', why: 'to push' },
            { action: 'ecr:PutImage', on: 'repository', why: 'to push, and to set tags' },
            {
                action: 'ecr:GetDownloadUrlForLayer',
                on: 'repository',
                why: 'to tell whose commit an image is of, and to build from it',
                optional: true,
            },
            { action: 'ecr:CreateRepository', on: 'repository', why: 'for `create-repository`', optional: true },
            { action: 'ecr:PutLifecyclePolicy', on: 'repository', why: 'for `lifecycle-policy`', optional: true },
            { action: 'ecr:DescribeImageScanFindings', on: 'repository', why: 'for `max-severity`', optional: true },
            { action: 'ecr:StartImageScan', on: 'repository', why: 'for `max-severity`', optional: true },
        ],
        github: [
            { scope: 'contents', access: 'read', why: 'to check out what is built' },
            { scope: 'actions', access: 'read', why: 'for tags with a time: when the run began' },
        ],
    },
    rules: given => [...wrongImages(given), ...wrongTags(given), ...wrongChoices(given)],
    async run(given, world, tell) {
        if (given.loginOnly)
            return logIn(given, world, tell);
        const { images: specs } = (0,plan_images/* imagesOf */.IC)(given);
        const plan = await (0,plan_images/* planRun */.nY)(given, world);
        const [primary, ...others] = plan.tags;
        tell('commit', plan.sha);
        tell('registry', specs[0].repository.host);
        const { push, createRepository, dateCollision, ifExists } = given;
        const repositories = specs.map(one => one.repository);
        if (push && createRepository)
            await makeRepositories(repositories, newRepository(given), world);
        const asked = { ifExists, dateCollision, sha: plan.sha };
        const places = push ? await lookUp(specs, primary, asked, world) : await unseen(specs, primary.tag, world);
        tell('imageTag', places[0].tag);
        const published = await publish({
            ...{
                places,
                dateCollision,
                tags: others,
                sha: plan.sha,
                pushes: push,
                parallel: given.parallel,
                skipLogout: given.skipLogout,
            },
            recipes: places.map(place => recipeOf(place, plan, given, world)),
            overwrite: ifExists === 'overwrite',
            trial: given.verifyRun
                ? {
                    ...{ path: given.verifyPath, port: given.verifyPort, environment: given.verifyEnvironment },
                    limit: given.verifyTimeoutSeconds,
                }
                : undefined,
            scan: given.maxSeverity && { allowed: given.maxSeverity, limit: given.scanTimeoutMinutes },
        }, world);
        const facts = await factsOf(places, published, plan.sha);
        tell('built', String(places.some(({ choice }) => choice.do === 'build')));
        if (published.expiresAt !== undefined)
            tell('expiresAt', new Date(published.expiresAt).toISOString());
        const [first] = facts;
        if (first) {
            tell('digest', first.digest);
            tell('image', first.image);
            tell('tags', first.tags.join('\n'));
            tell('images', JSON.stringify(facts));
            tell('digests', JSON.stringify(Object.fromEntries(facts.map(one => [one.name, one.digest]))));
            await world.runner.summary(summarizeImages(facts));
        }
        const line = tellImages(places, facts);
        tell('message', line);
        return { good: true, line };
    },
    async after(world) {
        try {
            await removeTrial(world);
        }
        finally {
            await logOut(world);
        }
    },
}));
const unseen = async (specs, tag, world) => Promise.all(specs.map(async (spec) => {
    const own = (0,plan_images/* withSuffix */.oF)(tag, spec.tagSuffix);
    const seen = { choice: { do: 'build' }, held: undefined, commit: undefined };
    const reference = `${spec.repository.uri}:${own}`;
    const images = await world.images(spec.repository);
    return { spec, tag: own, reference, images, look: async () => seen, ...seen };
}));
function tellImages(places, facts) {
    const [first] = places;
    const built = places.filter(({ choice }) => choice.do === 'build').length;
    const name = `${first.spec.repository.name}:${first.tag}`;
    if (facts.length === 0)
        return places.length === 1
            ? `Image ${name} was built, and not pushed.`
            : `${built} images were built, and not pushed.`;
    if (places.length === 1)
        return `Image ${name} ${built ? 'was built and pushed' : 'is there already'}: ${facts[0]?.digest.slice(0, 19)}.`;
    return `${places.length} images are in the registry as ${first.tag}: ${built} built, ${places.length - built} there already.`;
}
function newRepository(given) {
    const { immutableTags: immutable, mutableTags, scanOnPush, encryption, lifecyclePolicy } = given;
    const policy = lifecyclePolicy === undefined ? undefined : JSON.stringify(lifecyclePolicy);
    return { immutable, mutableTags, scanOnPush, encryption, lifecyclePolicy: policy };
}
function wrongImages(given) {
    if (given.loginOnly)
        return [];
    const read = (0,plan_images/* imagesOf */.IC)(given);
    return 'problems' in read ? read.problems : [];
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


/***/ })

};
