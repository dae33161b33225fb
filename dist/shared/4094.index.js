export const id = 4094;
export const ids = [4094];
export const modules = {

/***/ 4094:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readEvent: () => (/* binding */ readEvent)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7279);
/* harmony import */ var _runner_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5112);
// Which event started this run?



/**
 * The event as the runner tells it, with the title and text of a release. Where it is `required`, a Failure when the
 * runner's telling is missing: a container or a script that drops it must not look like an event that deploys nothing.
 */
async function readEvent({ required = false } = {}) {
    const variable = required ? needed : _runner_js__WEBPACK_IMPORTED_MODULE_2__/* .runner */ .l.variable;
    const name = variable('GITHUB_EVENT_NAME') ?? '';
    const path = variable('GITHUB_EVENT_PATH');
    const payload = path === undefined ? {} : await readPayload(path);
    const { action, release } = payload;
    return {
        event: {
            name,
            action,
            ref: _runner_js__WEBPACK_IMPORTED_MODULE_2__/* .runner */ .l.variable('GITHUB_REF') ?? '',
            release: release && {
                tag: release.tag_name ?? '',
                prerelease: release.prerelease === true,
                draft: release.draft === true,
            },
        },
        releaseName: release?.name ?? '',
        releaseBody: release?.body ?? '',
        time: timeOf(payload),
    };
}
function timeOf({ release, head_commit, pull_request, workflow_run }) {
    const time = Date.parse(release?.published_at ?? head_commit?.timestamp ?? pull_request?.updated_at ?? workflow_run?.created_at ?? '');
    return Number.isNaN(time) ? undefined : time;
}
function needed(variable) {
    const value = _runner_js__WEBPACK_IMPORTED_MODULE_2__/* .runner */ .l.variable(variable);
    if (value !== undefined)
        return value;
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR(`${variable} is not set, so which event this is cannot be told: this action runs in a GitHub Actions job, with the variables of its runner.`);
}
async function readPayload(path) {
    const refuse = (why) => new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR(`The event's payload at GITHUB_EVENT_PATH (${path}) cannot be read: ${why.split('\n')[0]}.`);
    let payload;
    try {
        payload = JSON.parse(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(path, 'utf8'));
    }
    catch (error) {
        throw refuse(error.message);
    }
    if (typeof payload === 'object' && payload !== null && !Array.isArray(payload))
        return payload;
    throw refuse('it is no JSON object');
}


/***/ })

};
