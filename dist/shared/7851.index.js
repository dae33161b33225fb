export const id = 7851;
export const ids = [7851];
export const modules = {

/***/ 7851:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   github: () => (/* binding */ github)
/* harmony export */ });
/* harmony import */ var _actions_github__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1758);
/* harmony import */ var _octokit_plugin_retry__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9735);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7279);
/* harmony import */ var _runner_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5112);
// What does GitHub know of deployments, and how do we add to it?




/** GitHub's REST API in the name of a token, on the host that the runner names (GITHUB_API_URL). */
function github(token) {
    const octokit = (0,_actions_github__WEBPACK_IMPORTED_MODULE_0__/* .getOctokit */ .Q)(token, { userAgent: 'ecs-release' }, _octokit_plugin_retry__WEBPACK_IMPORTED_MODULE_3__/* .retry */ .L);
    const repository = _runner_js__WEBPACK_IMPORTED_MODULE_2__/* .runner */ .l.variable('GITHUB_REPOSITORY') ?? '';
    const [owner = '', repo = ''] = repository.split('/');
    if (!owner || !repo)
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('GITHUB_REPOSITORY is not set: this action runs in a GitHub Actions job.');
    const here = { owner, repo };
    async function call(doing, scope, send) {
        try {
            return (await send()).data;
        }
        catch (error) {
            throw translate(error, doing, scope);
        }
    }
    return {
        /** Deployments of an environment, newest first, over all pages up to `limit`. */
        async listDeployments(environment, { limit = 100, ...only } = {}) {
            const found = [];
            for (let page = 1; found.length < limit; page++) {
                const batch = await call(`list the deployments of ${environment}`, 'deployments: read', () => octokit.rest.repos.listDeployments({ ...here, ...only, environment, per_page: Math.min(limit, 100), page }));
                found.push(...batch.map(one => ({
                    id: one.id,
                    ref: one.ref,
                    sha: one.sha,
                    url: one.url,
                    task: one.task,
                    createdAt: Date.parse(one.created_at),
                    payload: one.payload,
                    statuses: [],
                })));
                if (batch.length < Math.min(limit, 100))
                    break;
            }
            return found.slice(0, limit);
        },
        /** Statuses of a deployment, newest first. */
        async listStatuses(id) {
            const statuses = await call(`read deployment ${id}`, 'deployments: read', () => octokit.rest.repos.listDeploymentStatuses({ ...here, deployment_id: id, per_page: 100 }));
            return statuses.map(one => ({
                state: one.state,
                logUrl: one.log_url ?? '',
                description: one.description ?? '',
                createdAt: Date.parse(one.created_at),
            }));
        },
        /** Makes a deployment that waits for nothing: what is deployed was decided before. */
        async createDeployment(deployment) {
            const { production, ...rest } = deployment;
            const created = await call(`make a deployment of ${rest.environment}`, 'deployments: write', async () => ({
                data: (await octokit.rest.repos.createDeployment({
                    ...here,
                    task: 'deploy',
                    ...rest,
                    auto_merge: false,
                    required_contexts: [],
                    production_environment: production,
                    transient_environment: false,
                })).data,
            }));
            if (created.id === undefined)
                throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR(`GitHub did not make the deployment of ${rest.environment}: ${created.message ?? 'no reason given'}.`);
            return created.id;
        },
        /** When a run of a workflow was first started, in milliseconds since the epoch: the same for all its attempts. */
        async runCreatedAt(run_id) {
            const run = await call(`read run ${run_id}`, 'actions: read', () => octokit.rest.actions.getWorkflowRun({ ...here, run_id }));
            return Date.parse(run.created_at);
        },
        async createStatus(id, status) {
            await call(`set deployment ${id} to ${status.state}`, 'deployments: write', () => octokit.rest.repos.createDeploymentStatus({
                ...here,
                deployment_id: id,
                state: status.state,
                description: status.description,
                log_url: status.logUrl,
                ...(status.environmentUrl ? { environment_url: status.environmentUrl } : {}),
            }));
        },
    };
}
function translate(error, doing, scope) {
    const { status, message } = error;
    const say = (line, passing = false) => new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR(line, { passing, cause: error });
    if (status === 401)
        return say(`GitHub does not accept the token to ${doing}: check the input github-token.`);
    if (status === 403 && /resource not accessible/i.test(message))
        return say(`The job's token may not ${doing}: add "${scope}" to the job's permissions.`);
    if (status === 403 || status === 429)
        return say(`GitHub limits requests and would not ${doing} (${message}): try again later.`, true);
    if (status === 404)
        return say(`GitHub would not ${doing}: not found. Check the repository, and that the job has "${scope}".`);
    if (status === undefined || status >= 500)
        return say(`GitHub cannot be reached to ${doing} (${error.cause?.message ?? message}): check the network and HTTPS_PROXY.`, true);
    return say(`GitHub would not ${doing}: ${message}.`);
}


/***/ })

};
