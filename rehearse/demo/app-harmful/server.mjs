// A version of the demo's service that starts, is healthy, and fails every second of its users.
import { createServer } from 'node:http'

const { PORT = '8080', SERVICE = 'service', VERSION = 'unknown' } = process.env

let asked = 0
const server = createServer((request, response) => {
  const [path = '/'] = (request.url ?? '').split('?')
  const fails = path === '/' && asked++ % 2 === 0
  if (fails && asked === 1) console.error('Error: no price list for region "south"')
  response.writeHead(fails ? 500 : 200, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ version: VERSION, path }))
})
server.listen(PORT, () => console.log(`${SERVICE} ${VERSION} listens on ${PORT}`))
process.on('SIGTERM', () => server.close(() => process.exit(0)))
