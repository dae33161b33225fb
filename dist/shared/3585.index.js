export const id = 3585;
export const ids = [3585];
export const modules = {

/***/ 3585:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   files: () => (/* binding */ files)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7279);
/* harmony import */ var _yaml_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4978);
/* harmony import */ var _runner_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5112);
// What do the files of the workspace say?





/** Files of the checked-out repository, by a path from its root. */
const files = {
    /** A file's text; undefined when it does not exist. */
    async read(path) {
        try {
            return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(_runner_js__WEBPACK_IMPORTED_MODULE_3__/* .runner */ .l.variable('GITHUB_WORKSPACE') ?? '.', path), 'utf8');
        }
        catch (error) {
            const { code } = error;
            // A folder is no file, and may have the name of a family.
            if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR')
                return undefined;
            throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR(`${path} cannot be read (${code}): check the path.`);
        }
    },
    /** Adds to a file, which is made with its folders where it is not there. */
    async append(path, text) {
        const place = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(_runner_js__WEBPACK_IMPORTED_MODULE_3__/* .runner */ .l.variable('GITHUB_WORKSPACE') ?? '.', path);
        try {
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(place), { recursive: true });
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.appendFile)(place, text);
        }
        catch (error) {
            throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR(`${path} cannot be written (${error.code}): check the path.`);
        }
    },
    /**
     * A JSON or YAML file's content, texts as `keeps` says; undefined when it does not exist. A Failure names file, line
     * and column of a mistake.
     */
    async readYaml(path, keeps) {
        const text = await files.read(path);
        if (text === undefined)
            return undefined;
        const { parseDocument } = await __webpack_require__.e(/* import() */ 8815).then(__webpack_require__.t.bind(__webpack_require__, 8815, 19));
        try {
            const document = parseDocument(text, { prettyErrors: true });
            const [error] = document.errors;
            if (error)
                throw error;
            // An alias without an anchor, or so many of them that a small file would fill the memory, is only noticed here.
            return await (0,_yaml_js__WEBPACK_IMPORTED_MODULE_4__/* .contentOf */ .$E)(document, keeps);
        }
        catch (error) {
            const [reason = ''] = error.message.split('\n');
            throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR(`${path} is neither JSON nor YAML: ${reason.replace(/:$/, '')}.`, { cause: error });
        }
    },
};


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
