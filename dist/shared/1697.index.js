export const id = 1697;
export const ids = [1697];
export const modules = {

/***/ 1697:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   temporaryPath: () => (/* binding */ temporaryPath),
/* harmony export */   withSecretFile: () => (/* binding */ withSecretFile)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6760);
/* harmony import */ var _runner_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5112);
// Where may a file lie that only this job needs?





/** A path that nothing has; the runner clears its folder when the job ends. */
const temporaryPath = () => (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(_runner_js__WEBPACK_IMPORTED_MODULE_4__/* .runner */ .l.variable('RUNNER_TEMP') ?? (0,node_os__WEBPACK_IMPORTED_MODULE_2__.tmpdir)(), `ecs-release-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)()}`);
/** Writes what nobody else on this machine may read, and takes it away when it was used. */
async function withSecretFile(text, use) {
    const path = temporaryPath();
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.writeFile)(path, text, { mode: 0o600, flag: 'wx' });
    try {
        return await use(path);
    }
    finally {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(path, { force: true });
    }
}


/***/ })

};
