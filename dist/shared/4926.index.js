export const id = 4926;
export const ids = [4926];
export const modules = {

/***/ 4926:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   commitTime: () => (/* binding */ commitTime)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var _runner_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5112);
// When was a commit made?


/** Seconds since the epoch; undefined when git or the commit is not there. No shell is started. */
const commitTime = (sha) => new Promise(resolve => {
    const args = ['show', '--no-patch', '--format=%ct', '--end-of-options', sha];
    (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.execFile)('git', args, { cwd: _runner_js__WEBPACK_IMPORTED_MODULE_1__/* .runner */ .l.variable('GITHUB_WORKSPACE') ?? '.' }, (error, stdout) => {
        const seconds = Number(stdout.trim());
        resolve(error || !Number.isInteger(seconds) || seconds <= 0 ? undefined : seconds);
    });
});


/***/ })

};
