import { start } from '../shared/index.js'
await start('register-task-def')
