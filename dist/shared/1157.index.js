export const id = 1157;
export const ids = [1157];
export const modules = {

/***/ 1157:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  "default": () => (/* binding */ promote_image)
});

// EXTERNAL MODULE: ./build/src/action.js
var action = __webpack_require__(7663);
// EXTERNAL MODULE: ./build/src/decisions/image.js
var decisions_image = __webpack_require__(7596);
// EXTERNAL MODULE: ./build/src/decisions/manifest.js
var decisions_manifest = __webpack_require__(2888);
// EXTERNAL MODULE: ./build/src/decisions/region.js
var region = __webpack_require__(5153);
;// CONCATENATED MODULE: ./build/src/decisions/promotion.js
// Which digest may be promoted, and who must allow it?


/** A newer deployment makes an earlier one `inactive`: how that one ended stays true, and it alone. */
const succeeded = ({ statuses }) => statuses.find(({ state }) => state !== 'inactive')?.state === 'success';
/** Names in a payload that are no repository's. */
const GENERIC = /^(?:images?|digests?|(?:image|manifest)[-_]?digests?|sha256|\d*)$/i;
/**
 * The digest that a record of success names, in its payload or in what its statuses of success say: the one at the name
 * of the repository, as in `web@sha256:…` or `{"web": "sha256:…"}`; else the only one there is. A record that names other
 * repositories and not this one names nothing.
 */
function recordedDigest(records, repository) {
    for (const record of records) {
        if (!succeeded(record))
            continue;
        const said = record.statuses.filter(({ state }) => state === 'success').map(({ description }) => description);
        const mentions = [...inPayload(record.payload, undefined), ...said.flatMap(text => inText(text, undefined))];
        const own = mentions.filter(({ name }) => name !== undefined && isNameOf(name, repository));
        const theirs = mentions.some(({ name }) => name !== undefined);
        const digests = new Set((own.length > 0 ? own : theirs ? [] : mentions).map(({ digest }) => digest));
        if (digests.size === 1)
            return { id: record.id, digest: [...digests][0] };
    }
    return undefined;
}
function inPayload(payload, key) {
    if (typeof payload === 'string') {
        const inner = key === undefined ? parsed(payload) : undefined;
        return inner === undefined ? inText(payload, key) : inPayload(inner, undefined);
    }
    return Object.entries(payload ?? {}).flatMap(([name, one]) => inPayload(one, GENERIC.test(name) ? '' : name));
}
function parsed(text) {
    try {
        const read = JSON.parse(text);
        return typeof read === 'object' && read !== null ? read : undefined;
    }
    catch {
        return undefined;
    }
}
/** A reference names its own repository; a digest alone is that of its key in the payload, if that is a name. */
const inText = (text, key) => [...text.matchAll(/(?:([\w./:-]*\w)@)?(sha256:[0-9a-f]{64})/g)].map(([, reference, digest]) => ({
    name: reference ?? (key || undefined),
    digest: digest,
}));
/** By the whole path, without host and tag; a name without a path is the last part of one. */
function isNameOf(reference, repository) {
    const parts = reference.split('/');
    const path = (/[.:]/.test(parts[0]) && parts.length > 1 ? parts.slice(1) : parts).join('/').split(':')[0];
    return path === repository || path === repository.split('/').at(-1);
}
/** The recorded digest wins over a bare repository; a tag or digest that differs from it is refused. */
function chooseSource(facts) {
    const { name, tag, tagDigest, digest, requireRecord, recorded } = facts;
    if (requireRecord !== undefined) {
        if (!recorded)
            return {
                refuse: `No successful record of ${requireRecord} names a digest for this commit: release it there first.`,
            };
        const given = digest ?? tagDigest;
        if (tag !== undefined && digest === undefined && tagDigest === undefined)
            return { refuse: missing(name, tag) };
        if (given !== undefined && given !== recorded.digest)
            return {
                refuse: `${name}${digest === undefined ? `:${tag}` : ''} is ${(0,decisions_image/* shortDigest */.VK)(given)}, but ${requireRecord} proved ${(0,decisions_image/* shortDigest */.VK)(recorded.digest)} (deployment ${recorded.id}): promote what was proved, or release this one to ${requireRecord} first.`,
            };
        return { digest: recorded.digest, warning: undefined };
    }
    if (digest !== undefined) {
        const moved = tag !== undefined && tagDigest !== digest;
        const now = tagDigest === undefined ? 'gone' : `on ${(0,decisions_image/* shortDigest */.VK)(tagDigest)}`;
        return {
            digest,
            warning: moved ? `${name}:${tag} is ${now} now: the digest that was given is promoted.` : undefined,
        };
    }
    if (tag === undefined)
        return {
            refuse: `${name} names neither tag nor digest: give one, or require-record to take what an environment proved.`,
        };
    return tagDigest === undefined ? { refuse: missing(name, tag) } : { digest: tagDigest, warning: undefined };
}
const missing = (name, tag) => `${name}:${tag} was not found: check the tag, and that it was pushed.`;
const PULL = ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchCheckLayerAvailability'];
const PUSH = [...PULL, 'ecr:InitiateLayerUpload', 'ecr:UploadLayerPart', 'ecr:CompleteLayerUpload', 'ecr:PutImage'];
const arnOf = ({ name, ecr }) => ecr ? `arn:${(0,region/* partitionOf */.iQ)(ecr.region).partition}:ecr:${ecr.region}:${ecr.account}:repository/${name}` : name;
/** What the role needs, and what the repository of another account must say of the caller's: both, as IAM takes them. */
function policiesFor(source, destination, caller) {
    const role = {
        Version: '2012-10-17',
        Statement: [
            { Effect: 'Allow', Action: ['ecr:GetAuthorizationToken'], Resource: '*' },
            { Effect: 'Allow', Action: PULL, Resource: arnOf(source) },
            { Effect: 'Allow', Action: PUSH, Resource: arnOf(destination) },
        ],
    };
    const other = [source, destination].find(({ ecr }) => ecr !== undefined && ecr.account !== caller);
    if (!other)
        return { role, repository: undefined };
    return {
        role,
        repository: {
            Version: '2012-10-17',
            Statement: [
                {
                    Effect: 'Allow',
                    Principal: { AWS: `arn:${(0,region/* partitionOf */.iQ)(other.ecr?.region ?? '').partition}:iam::${caller}:root` },
                    Action: other === source ? PULL : PUSH,
                },
            ],
        },
    };
}

// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
// EXTERNAL MODULE: ./build/src/images/ask-again.js
var ask_again = __webpack_require__(1888);
// EXTERNAL MODULE: ./build/src/images/build-inputs.js
var build_inputs = __webpack_require__(7920);
// EXTERNAL MODULE: ./build/src/images/plan-images.js + 1 modules
var plan_images = __webpack_require__(7624);
// EXTERNAL MODULE: ./build/src/decisions/tags.js
var tags = __webpack_require__(4344);
// EXTERNAL MODULE: ./build/src/log.js
var src_log = __webpack_require__(6671);
// EXTERNAL MODULE: ./build/src/turns.js
var turns = __webpack_require__(1993);
;// CONCATENATED MODULE: ./build/src/images/copy-image.js
// How does an image come from one registry into another, byte for byte?



const AT_ONCE = 4;
/** A signature of a signature of an image is as deep as this goes. */
const DEEPEST = 4;
/** Where cosign keeps what it knows of an image, beside the list of referrers. */
const BESIDE = ['sig', 'att', 'sbom'];
/** Copies everything that a manifest is made of, and what refers to it; sets no tag. What is there already is not sent again. */
async function copyImage(from, to, manifest, { referrers }) {
    const copied = { sent: 0, mounted: 0, there: 0, bytes: 0, referrers: 0 };
    const { again } = to;
    const sameRegistry = from.oci.host === to.oci.host;
    async function copyBlob(blob) {
        if (await again(() => to.oci.hasBlob(to.name, blob.digest))) {
            copied.there++;
            return;
        }
        await again(async () => {
            const location = await to.oci.beginUpload(to.name, blob.digest, sameRegistry ? from.name : undefined);
            if (location === undefined) {
                copied.mounted++;
                return;
            }
            await to.oci.finishUpload(to.name, location, blob, await from.oci.blob(from.name, blob.digest));
            copied.sent++;
            copied.bytes += blob.size;
        });
    }
    /** Children and blobs first: a registry takes a manifest only when it has all that this names. */
    async function copyManifest(one, depth) {
        const content = (0,decisions_manifest/* readManifest */.WI)(one);
        if (!content)
            throw new failure/* Failure */.HR(`${from.name}@${one.digest} is not a manifest: it cannot be promoted.`);
        for (const child of content.children)
            await copyManifest(await manifestOf(child.digest), depth);
        const blobs = [...(content.config ? [content.config] : []), ...content.layers].filter(isHere);
        const different = blobs.filter((blob, at) => blobs.findIndex(({ digest }) => digest === blob.digest) === at);
        await (0,turns/* inTurns */.g)(different, AT_ONCE, copyBlob);
        if (await again(() => to.oci.manifest(to.name, one.digest)))
            copied.there++;
        else {
            const listed = await again(() => to.oci.putManifest(to.name, one.digest, one));
            if (content.subject && !listed)
                await listReferrer(content.subject.digest, one, content.artifactType);
            copied.sent++;
        }
        if (referrers && depth < DEEPEST)
            await copyReferrers(one.digest, depth);
    }
    async function manifestOf(digest) {
        const found = await again(() => from.oci.manifest(from.name, digest));
        if (found)
            return found;
        throw new failure/* Failure */.HR(`${from.name}@${digest} is named by the image, but is not in ${from.oci.host}: it cannot be promoted whole.`);
    }
    async function copyReferrers(digest, depth) {
        for (const one of await again(() => from.oci.referrers(from.name, digest))) {
            await copyManifest(await manifestOf(one.digest), depth + 1);
            copied.referrers++;
        }
        for (const kind of BESIDE) {
            const tag = `${digest.replace(':', '-')}.${kind}`;
            const found = await again(() => from.oci.manifest(from.name, tag));
            if (!found)
                continue;
            await copyManifest(found, depth + 1);
            if ((await again(() => to.oci.manifest(to.name, tag)))?.digest !== found.digest)
                await again(() => to.oci.putManifest(to.name, tag, found));
            copied.referrers++;
        }
    }
    /** Registries from before OCI 1.1 keep the list under a tag, which whoever writes a referrer keeps up to date. */
    async function listReferrer(subject, one, artifactType) {
        const entry = {
            mediaType: one.mediaType,
            digest: one.digest,
            size: one.body.length,
            ...(artifactType ? { artifactType } : {}),
        };
        const listed = (await again(() => to.oci.referrers(to.name, subject))).filter(({ digest }) => digest !== one.digest);
        const mediaType = 'application/vnd.oci.image.index.v1+json';
        const index = { schemaVersion: 2, mediaType, manifests: [...listed, entry] };
        const tag = subject.replace(':', '-');
        await again(() => to.oci.putManifest(to.name, tag, { mediaType, body: Buffer.from(JSON.stringify(index)) }));
    }
    await copyManifest(manifest, 0);
    return copied;
}
/** Layers that must not be passed on lie where they came from: https://github.com/opencontainers/image-spec/blob/main/layer.md#non-distributable-layers */
const isHere = ({ mediaType }) => !/nondistributable|foreign/.test(mediaType);

;// CONCATENATED MODULE: ./build/src/images/promote.js
// How is an image put under its tags at another registry, and who has to allow it?






/** Copies, tags, and reads back. A tag that is on another image stops it before anything is sent. */
async function promote({ from, to, manifest, plan, destination, referrers, dateCollision }, world) {
    const { runner } = world;
    const log = (0,src_log/* startLog */.l)(world.clock, runner.line);
    const tags = [];
    for (const planned of plan.tags)
        tags.push(await placeTag(planned, { to, manifest, dateCollision, destination }));
    const copied = await copyImage(from, to, manifest, { referrers });
    const { sent, mounted, bytes } = copied;
    if (sent + mounted > 0)
        log(to.name, `${sent} pieces sent (${bytes} bytes of layers), ${mounted} taken from ${from.name}, ${copied.there} were there`);
    const set = [];
    let changed = sent + mounted > 0;
    for (const { tag, there, moves } of tags) {
        if (!there && !(await setTag(to, tag, manifest))) {
            const line = `${destination.uri}:${tag} is not set: the repository does not let tags move.`;
            if (!moves)
                throw new failure/* Failure */.HR(line);
            runner.warn(line);
            continue;
        }
        const now = await to.again(() => to.oci.manifest(to.name, tag));
        if (!now?.body.equals(manifest.body))
            throw new failure/* Failure */.HR(`${destination.uri}:${tag} is ${now ? (0,decisions_image/* shortDigest */.VK)(now.digest) : 'nothing'} after it was set to ${(0,decisions_image/* shortDigest */.VK)(manifest.digest)}: somebody else set the same tag. Run the job again.`);
        log(to.name, `${tag} ${there ? 'was there' : 'is set'}, and is ${manifest.digest}`);
        changed ||= !there;
        set.push(tag);
    }
    if (changed && sent + mounted === 0)
        return { tags: set, changed, how: 'all was there but the tags' };
    const what = copied.referrers > 0 ? `with ${copied.referrers} referrer${copied.referrers > 1 ? 's' : ''}` : 'without a pull';
    return { tags: set, changed, how: changed ? `copied ${what}` : 'all was there, nothing to do' };
}
const MOST_OF_A_DAY = 99;
/** Under which name a tag goes, and whether it is there on this very image. Throws when it is on another and must not move. */
async function placeTag({ tag, moves, dated }, { to, manifest, dateCollision, destination }) {
    const last = dated && dateCollision === 'suffix' ? MOST_OF_A_DAY : 1;
    for (let n = 1; n <= last; n++) {
        const name = (0,tags/* datedTag */.JM)(tag, n);
        const found = await to.again(() => to.oci.manifest(to.name, name));
        if (found?.digest === manifest.digest)
            return { tag: name, there: true, moves };
        if (!found || moves || (dated && dateCollision === 'move'))
            return { tag: name, there: false, moves };
        if (n === last)
            throw new failure/* Failure */.HR(`${destination.uri}:${name} is ${(0,decisions_image/* shortDigest */.VK)(found.digest)} already, not ${(0,decisions_image/* shortDigest */.VK)(manifest.digest)}: a tag that was given does not move. Release under another tag.`);
    }
    throw new failure/* Failure */.HR(`${tag} could not be placed.`);
}
/** Whether the tag could be set. */
async function setTag({ oci, name, again }, tag, manifest) {
    try {
        await again(() => oci.putManifest(name, tag, manifest));
        return true;
    }
    catch (error) {
        if (error instanceof failure/* Failure */.HR && /immutable|TAG_INVALID|\((409|412),/i.test(error.message))
            return false;
        throw error;
    }
}
/** Deployments that are asked for their statuses: a commit is not released to an environment more often. */
const NEWEST = 20;
/** What an environment's newest successful record of a commit says was deployed of a repository. */
async function findRecord({ environment, repository, sha }, token, world) {
    if (!token)
        throw new failure/* Failure */.HR('github-token is empty: leave it out to use the job’s own token.');
    const github = await world.github(token);
    const records = await github.listDeployments(environment, { sha, limit: NEWEST });
    const read = records.map(async ({ id, payload }) => ({ id, payload, statuses: await github.listStatuses(id) }));
    return recordedDigest(await Promise.all(read), repository);
}
/** Of a refusal, both policies that it takes; of a repository that is not there, its name; any other error as it is. */
async function explainGap(error, source, destination, world) {
    if (!(error instanceof failure/* Failure */.HR))
        return error;
    if (/NAME_UNKNOWN/.test(error.message)) {
        const missing = error.message.startsWith(`${destination.host} `) ? destination : source;
        return new failure/* Failure */.HR(`Repository ${missing.uri} was not found: create it, or check the account, region and name.`, {
            cause: error,
        });
    }
    if (error.denied === undefined)
        return error;
    const region = source.ecr?.region ?? destination.ecr?.region;
    const caller = region === undefined ? '' : await world.account(region).catch(() => '');
    if (!/^\d{12}$/.test(caller))
        return error;
    const { role, repository } = policiesFor(source, destination, caller);
    const { runner } = world;
    runner.group('The policy of the role', JSON.stringify(role, undefined, 2).split('\n'));
    if (!repository)
        return new failure/* Failure */.HR(`${error.message} The policy it needs is shown above.`, { cause: error });
    const other = [source, destination].find(({ ecr }) => ecr && ecr.account !== caller);
    runner.group(`The policy of repository ${other.uri}`, JSON.stringify(repository, undefined, 2).split('\n'));
    return new failure/* Failure */.HR(`${error.message} Account ${caller} must be let in by account ${other.ecr?.account}: both policies are shown above.`, { cause: error });
}

// EXTERNAL MODULE: ./build/src/input.js
var input = __webpack_require__(249);
;// CONCATENATED MODULE: ./build/src/actions/promote-image.js
// Is the very digest that staging proved in production's registry?










const { imageTag, extraTags, tag, gitSha, dateCollision } = build_inputs/* tagInputs */.wc;
const inputs = {
    source: (0,input/* text */.Qq)({
        description: 'The image: `repository:tag`, `repository@sha256:…`, or a bare repository with `require-record`. A digest wins over a tag.',
        required: true,
    }),
    destination: (0,input/* text */.Qq)({
        description: 'Host and repository that it is copied to, in whatever account, region or registry.',
        required: true,
    }),
    requireRecord: (0,input/* text */.Qq)({
        description: 'The environment that must have proved this digest for this commit: its GitHub deployment succeeded and names it. Anything else is refused.',
    }),
    imageTag,
    tagScheme: (0,input/* list */.p_)({
        description: 'Tags at the destination, the first is primary: those of build-push, or templates. Unset, and no `image-tag`: `release` and `prod-date`.',
    }),
    ...{ extraTags, tag, gitSha, dateCollision },
    referrers: (0,input/* flag */.Jt)({ description: 'Copy what refers to it as well: signatures, attestations.', default: 'true' }),
    githubToken: (0,input/* text */.Qq)({
        description: 'Reads the record (permission `deployments: read`).',
        default: '${{ github.token }}',
        secret: true,
    }),
};
/* harmony default export */ const promote_image = ((0,action/* action */.X)({
    question: "Is the very digest that staging proved in production's registry?",
    about: 'Copies an image from registry to registry, byte for byte: index, platforms and referrers too. Nothing is built, pulled or pushed by Docker. The tag is set last, and read back: green means that the destination gives exactly the source’s bytes. Run again it finds all there and does nothing; a tag that is on another image is not moved.',
    usage: `source: 111122223333.dkr.ecr.eu-west-1.amazonaws.com/web
destination: 444455556666.dkr.ecr.eu-west-1.amazonaws.com/web
require-record: staging
`,
    inputs,
    outputs: {
        image: 'The image by digest at the destination: `repository@sha256:…`.',
        digest: 'The digest, the same as at the source: `sha256:…`.',
        imageTag: 'The primary tag.',
        tags: 'All tags that it has there now, one a line.',
        copied: '`true` when anything had to be copied or tagged.',
        platforms: 'Its platforms, one a line; empty when it is not an index.',
        message: 'The last line of the log.',
    },
    permissions: {
        aws: [
            { action: 'ecr:GetAuthorizationToken', on: 'any', why: 'to log in to both registries' },
            { action: 'ecr:BatchGetImage', on: 'repository', why: 'to read manifests, and to prove what was copied' },
            { action: 'ecr:GetDownloadUrlForLayer', on: 'repository', why: 'to read layers at the source' },
            { action: 'ecr:BatchCheckLayerAvailability', on: 'repository', why: 'to see which layers are there' },
            { action: 'ecr:InitiateLayerUpload', on: 'repository', why: 'to copy, at the destination' },
            { action: 'ecr:UploadLayerPart', on: 'repository', why: 'to copy, at the destination' },
            { action: 'ecr:CompleteLayerUpload', on: 'repository', why: 'to copy, at the destination' },
            { action: 'ecr:PutImage', on: 'repository', why: 'to copy, and to set tags' },
        ],
        github: [{ scope: 'deployments', access: 'read', why: 'for `require-record`' }],
    },
    rules: ({ source, destination }) => [
        ...(sourceOf(source) ? [] : [`source is "${source}": write repository:tag or repository@sha256:…, with its host`]),
        ...((0,decisions_image/* readRepository */.Nu)(destination)
            ? []
            : [`destination is "${destination}": write host and repository without a tag`]),
    ],
    async run(given, world, tell) {
        const { runner } = world;
        const { repository, ...wanted } = sourceOf(given.source);
        const destination = (0,decisions_image/* readRepository */.Nu)(given.destination);
        const plan = await (0,plan_images/* planRun */.nY)(plannable(given), world);
        const again = (0,ask_again/* asker */.N)(world, 'an image was copied: no tag is set');
        const from = { oci: await world.oci(repository.host), name: repository.name, again };
        const to = { oci: await world.oci(destination.host), name: destination.name, again };
        try {
            const tagDigest = wanted.tag === undefined
                ? undefined
                : (await again(() => from.oci.manifest(from.name, wanted.tag)))?.digest;
            const recorded = given.requireRecord === undefined
                ? undefined
                : await findRecord({ environment: given.requireRecord, repository: repository.name, sha: plan.sha }, given.githubToken, world);
            const choice = chooseSource({
                ...wanted,
                name: repository.uri,
                tagDigest,
                recorded,
                requireRecord: given.requireRecord,
            });
            if ('refuse' in choice)
                throw new failure/* Failure */.HR(choice.refuse);
            if (choice.warning !== undefined)
                runner.warn(choice.warning);
            const manifest = await again(() => from.oci.manifest(from.name, choice.digest));
            if (!manifest)
                throw new failure/* Failure */.HR(recorded
                    ? `${repository.uri}@${choice.digest}, which the record of ${given.requireRecord} names (deployment ${recorded.id}), was not found: it was deleted, perhaps by a lifecycle policy, or was released from another repository.`
                    : `${repository.uri}@${choice.digest} was not found: it was deleted, perhaps by a lifecycle policy.`);
            tell('digest', manifest.digest);
            const content = (0,decisions_manifest/* readManifest */.WI)(manifest);
            tell('platforms', content
                ? (0,decisions_manifest/* runnable */.as)(content)
                    .map(({ platform }) => `${platform?.os}/${platform?.architecture}`)
                    .join('\n')
                : '');
            const { tags, changed, how } = await promote({ from, to, manifest, plan, destination, referrers: given.referrers, dateCollision: given.dateCollision }, world);
            tell('image', `${destination.uri}@${manifest.digest}`);
            tell('imageTag', tags[0] ?? '');
            tell('tags', tags.join('\n'));
            tell('copied', String(changed));
            const line = `${destination.name}:${tags[0]} is ${(0,decisions_image/* shortDigest */.VK)(manifest.digest)}, byte for byte as in ${repository.uri}: ${how}.`;
            tell('message', line);
            return { good: true, line };
        }
        catch (error) {
            throw await explainGap(error, { ...repository, ecr: repository.ecr ?? from.oci.owner() }, { ...destination, ecr: destination.ecr ?? to.oci.owner() }, world);
        }
    },
}));
function sourceOf(source) {
    const image = (0,decisions_image/* readImage */.AM)(source);
    const repository = image && (0,decisions_image/* readRepository */.Nu)(image.repository);
    return repository && { repository, tag: image.tag, digest: image.digest };
}
const plannable = (given) => ({
    ...{ imageTag: given.imageTag, tag: given.tag, gitSha: given.gitSha, githubToken: given.githubToken },
    extraTags: given.extraTags,
    tagScheme: given.tagScheme.length > 0 || given.imageTag !== undefined ? given.tagScheme : ['release', 'prod-date'],
});


/***/ })

};
