import { finish } from '../shared/index.js'
await finish('blue-green-shift')
