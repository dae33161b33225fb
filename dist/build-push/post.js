import { finish } from '../shared/index.js'
await finish('build-push')
