export const id = 2492;
export const ids = [2492];
export const modules = {

/***/ 111:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   docker: () => (/* binding */ docker)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_readline__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(481);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7279);
/* harmony import */ var _runner_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5112);
// How are images built, tried and pushed on this machine?




/** What the last lines are read from; a build can write a hundred thousand. */
const KEPT = 2000;
/**
 * The Docker engine of this machine. Every word is an argument of its own: nothing passes through a shell. A command
 * ends when `cancel` is aborted; `judge` says what a failed one means.
 */
function docker(cancel, judge) {
    async function run(args, { input, env = {}, heard, cancel: until = cancel } = {}) {
        const lines = [];
        const keep = (line) => {
            lines.push(line);
            if (lines.length > KEPT)
                lines.shift();
            heard?.(line);
        };
        const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)('docker', args, {
            env: { ..._runner_js__WEBPACK_IMPORTED_MODULE_3__/* .runner */ .l.environment(), ...env },
            stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
            detached: true,
        });
        // The whole group: an older client ignores the signal for the sake of buildx, its child, which does not get it.
        const end = () => endGroup(child);
        until.addEventListener('abort', end);
        if (until.aborted)
            end();
        const ended = new Promise((resolve, reject) => {
            child.once('error', (error) => {
                if (error.code === 'ENOENT')
                    reject(new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR('Docker was not found on this runner: use a runner with Docker, such as ubuntu-latest.'));
                else
                    reject(error);
            });
            child.once('close', code => resolve({ code, lines }));
        }).finally(() => until.removeEventListener('abort', end));
        for (const stream of [child.stdout, child.stderr])
            if (stream)
                (0,node_readline__WEBPACK_IMPORTED_MODULE_1__.createInterface)({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }).on('line', keep);
        // A program that ends before it has read its input is heard of by its exit code.
        child.stdin?.on('error', () => undefined);
        child.stdin?.end(input);
        return ended;
    }
    /** Runs to exit code 0 and answers the lines; else throws what went wrong. */
    async function must(doing, args, how = {}) {
        const { code, lines } = await run(args, how);
        if (code === 0)
            return lines;
        if (cancel.aborted && !how.cancel)
            throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR(`${doing} was broken off: the job was cancelled.`);
        const { line, passing } = judge(doing, lines, code);
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR(line, { passing });
    }
    /** `Driver: docker` is the engine's own BuildKit; what it can do hangs on where the engine keeps its images. */
    async function buildxOf() {
        const lines = await must('docker buildx inspect', ['buildx', 'inspect']);
        if (!lines.some(line => /^Driver:\s+docker$/.test(line.trim())))
            return 'buildx';
        const { lines: store } = await run(['info', '--format', '{{json .DriverStatus}}']);
        return store.join('').includes('io.containerd.snapshotter') ? 'buildx-containerd' : 'buildx-engine';
    }
    /** What must be done although the job is cancelled. */
    const anyway = new AbortController().signal;
    return {
        /** Which builder there is, and the platform that this machine runs: `linux/amd64`. */
        async builder() {
            const format = '{{.Client.Version}} {{.Server.Os}}/{{.Server.Arch}}';
            const [said = ''] = await must('docker version', ['version', '--format', format]);
            const [, major = '0', native = 'linux/amd64'] = said.match(/^(\d+)\S* (\S+\/\S+)$/) ?? [];
            // Whoever says so wants the classic builder: https://docs.docker.com/reference/cli/docker/#environment-variables
            if (_runner_js__WEBPACK_IMPORTED_MODULE_3__/* .runner */ .l.variable('DOCKER_BUILDKIT') === '0')
                return { builder: 'classic', native };
            const { code } = await run(['buildx', 'version']);
            if (code === 0)
                return { builder: await buildxOf(), native };
            // BuildKit was part of the client until 23.0: https://docs.docker.com/engine/release-notes/23.0/
            return { builder: Number(major) >= 19 && Number(major) < 23 ? 'buildkit' : 'classic', native };
        },
        /** The password goes over stdin, so that no list of running programs shows it. */
        login: (host, { username, password }) => must(`docker login to ${host}`, ['login', '--username', username, '--password-stdin', host], { input: password }),
        logout: (host) => run(['logout', host], { cancel: anyway }),
        /** The engine's own name of an image: that of `names` which it knows; undefined when it knows none. */
        async idOf(names) {
            for (const name of names) {
                const { code, lines } = await run(['image', 'inspect', '--format', '{{.Id}}', name]);
                if (code === 0)
                    return lines.find(line => line.startsWith('sha256:'));
            }
            return undefined;
        },
        tag: (image, reference) => must(`docker tag of ${reference}`, ['tag', image, reference]),
        /** Runs a build; `heard` gets each line as it comes. */
        build: ({ args, env }, heard) => run(args, { env, heard }),
        /** Pushes and answers the digest that the engine says it sent; `sha256:…`. */
        async push(reference, heard) {
            const ran = await run(['push', reference], { heard });
            const line = ran.lines.findLast(line => /digest: sha256:[0-9a-f]{64}/.test(line));
            return { ran, digest: line?.match(/sha256:[0-9a-f]{64}/)?.[0] };
        },
        /** Ports that an image says it listens on; TCP alone. */
        async exposedPorts(reference) {
            const format = '{{json .Config.ExposedPorts}}';
            const lines = await must(`docker image inspect of ${reference}`, [
                'image',
                'inspect',
                '--format',
                format,
                reference,
            ]);
            const ports = Object.keys(JSON.parse(lines.join('') || 'null') ?? {});
            return ports.filter(port => !port.endsWith('/udp')).map(port => Number.parseInt(port, 10));
        },
        /**
         * Starts a container under a name that is known before it is there; a port is bound to a free one of the loopback.
         * Variables come from a file (`NAME=value`, one a line): Docker's client itself must not take them for its own.
         */
        start: (container, image, port, variables) => must(`docker run of ${image.name}`, [
            ...['run', '--detach', '--name', container, '--label', 'ecs-release.trial', '--env-file', variables],
            ...(port === undefined ? [] : ['--publish', `127.0.0.1::${port}`]),
            image.id,
        ]),
        async state(container) {
            const format = '{{.State.Running}} {{.State.ExitCode}}';
            const [said = ''] = await must('docker inspect', ['inspect', '--format', format, container]);
            const [running, code] = said.split(' ');
            return { running: running === 'true', exitCode: Number(code) };
        },
        /** The address that a container's port is bound to: `127.0.0.1:49153`. */
        async address(container, port) {
            const { code, lines } = await run(['port', container, `${port}/tcp`]);
            return code === 0 ? lines.find(line => line.startsWith('127.0.0.1:')) : undefined;
        },
        lastLines: async (container, count) => (await run(['logs', '--tail', String(count), container], { cancel: anyway })).lines,
        /** Whether a container is gone, or was never there. */
        async remove(container) {
            const { code, lines } = await run(['rm', '--force', '--volumes', container], { cancel: anyway });
            return code === 0 || lines.some(line => /no such container/i.test(line));
        },
    };
}
function endGroup(child) {
    try {
        process.kill(-child.pid, 'SIGTERM');
    }
    catch {
        // It has ended by itself, or this system has no groups.
        child.kill();
    }
}


/***/ })

};
