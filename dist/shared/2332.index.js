export const id = 2332;
export const ids = [2332];
export const modules = {

/***/ 2332:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   get: () => (/* binding */ get)
/* harmony export */ });
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7067);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4708);
/* harmony import */ var _proxy_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7090);
// What does an address answer?



/** A body is read up to this many bytes: enough for a health page, bounded for anything else. */
const LONGEST_BODY = 256 * 1024;
/** One GET, without following redirects; never rejects. Gives up after `timeout` ms or when cancelled. */
async function get(address, { headers, timeout, cancel }) {
    const url = new URL(address);
    const agent = await (0,_proxy_js__WEBPACK_IMPORTED_MODULE_2__/* .agentTo */ .b)(url);
    return new Promise(resolve => {
        let late;
        const end = (answer) => {
            clearTimeout(late);
            resolve(answer);
        };
        const options = {
            headers: { 'user-agent': 'ecs-release', ...headers },
            signal: cancel,
            ...(agent ? { agent } : { agent: false }),
        };
        const request = (url.protocol === 'https:' ? node_https__WEBPACK_IMPORTED_MODULE_1__.request : node_http__WEBPACK_IMPORTED_MODULE_0__.request)(url, options, response => {
            const chunks = [];
            let size = 0;
            const { statusCode: status = 0, headers } = response;
            const done = () => end({
                status,
                body: Buffer.concat(chunks).toString('utf8'),
                ...(headers.location ? { location: headers.location } : {}),
            });
            response.on('data', (chunk) => {
                chunks.push(chunk);
                size += chunk.length;
                if (size > LONGEST_BODY) {
                    done();
                    response.destroy();
                }
            });
            response.on('end', done);
            response.on('error', error => end({ error: explain(error) }));
        });
        late = setTimeout(() => {
            end({ error: `did not answer within ${timeout / 1000} s` });
            request.destroy();
        }, timeout);
        request.on('error', error => end({ error: explain(error) }));
        request.end();
    });
}
const WORDS = {
    ECONNREFUSED: 'refused the connection',
    ECONNRESET: 'cut the connection',
    ENOTFOUND: 'has no DNS entry',
    EAI_AGAIN: 'could not be looked up in DNS',
    ETIMEDOUT: 'could not be reached in time',
    CERT_HAS_EXPIRED: 'has a TLS certificate that expired',
    DEPTH_ZERO_SELF_SIGNED_CERT: 'has a self-signed TLS certificate',
    ERR_TLS_CERT_ALTNAME_INVALID: 'has a TLS certificate for another name',
    ABORT_ERR: 'was not waited for: the job was cancelled',
};
const explain = (error) => WORDS[error.code ?? ''] ?? `could not be asked: ${error.message}`;


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


/***/ })

};
