export const id = 492;
export const ids = [492];
export const modules = {

/***/ 2492:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   docker: () => (/* binding */ docker)
/* harmony export */ });
/* harmony import */ var _actions_exec__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2876);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7279);
// How are images built and pushed?


/** The Docker engine of this machine. Every word is an argument of its own: nothing passes through a shell. */
function docker() {
    async function run(doing, args, input) {
        const lines = [];
        const keep = (line) => {
            lines.push(line);
            if (lines.length > 20)
                lines.shift();
        };
        const options = {
            ignoreReturnCode: true,
            ...(input === undefined ? {} : { input: Buffer.from(input) }),
            listeners: { errline: keep, stdline: keep },
        };
        const code = await (0,_actions_exec__WEBPACK_IMPORTED_MODULE_0__/* .exec */ .m)('docker', args, options).catch(error => {
            if (/unable to locate executable/i.test(error.message))
                throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('Docker was not found on this runner: use a runner with Docker, such as ubuntu-latest.');
            throw error;
        });
        if (code === 0)
            return lines.join('\n');
        const reason = lines.findLast(line => /error|denied|cannot|failed/i.test(line)) ?? lines.at(-1) ?? `exit code ${code}`;
        if (/cannot connect to the docker daemon/i.test(lines.join(' ')))
            throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('The Docker engine does not run: start it before this step.');
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR(`${doing} failed: ${reason.trim()}`);
    }
    return {
        /** The password goes over stdin, so that no list of running programs shows it. */
        login: (host, { username, password }) => run(`docker login to ${host}`, ['login', '--username', username, '--password-stdin', host], password),
        logout: (host) => run(`docker logout of ${host}`, ['logout', host]),
        build: (reference, { context, file, labels }) => run(`docker build of ${file}`, [
            'build',
            '--file',
            file,
            '--tag',
            reference,
            ...Object.entries(labels).flatMap(([name, value]) => ['--label', `${name}=${value}`]),
            context,
        ]),
        push: (reference) => run(`docker push of ${reference}`, ['push', reference]),
        /** The digest under which this machine knows a pushed image: `sha256:…`. */
        async pushedDigest(reference, repository) {
            const format = '{{range .RepoDigests}}{{println .}}{{end}}';
            const { stdout } = await (0,_actions_exec__WEBPACK_IMPORTED_MODULE_0__/* .getExecOutput */ .H)('docker', ['image', 'inspect', '--format', format, reference], {
                silent: true,
            });
            return stdout
                .split('\n')
                .find(line => line.startsWith(`${repository}@`))
                ?.split('@')[1];
        },
    };
}


/***/ })

};
