import { start } from '../shared/index.js'
await start('detect-env')
