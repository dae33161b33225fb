import { start } from '../shared/index.js'
await start('build-push')
