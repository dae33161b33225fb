// How does plain Node load a package that imports JSON without saying so?
// @actions/workflow-parser 0.3.61 does; bundlers and jest forgive it, Node does not. Use: node --import ./rehearse/json-imports.js
import { register } from 'node:module'

register('./json-imports-hook.js', import.meta.url)
