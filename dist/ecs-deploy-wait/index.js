import { start } from '../shared/index.js'
await start('ecs-deploy-wait')
