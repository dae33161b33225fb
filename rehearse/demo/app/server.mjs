// The service of the demo: says which version it is.
import { createServer } from 'node:http'

const { PORT = '8080', SERVICE = 'service', VERSION = 'unknown' } = process.env

/** What it is asked: by its users, and by whoever wants to know whether it is well. */
const PATHS = ['/', '/healthz']

const server = createServer((request, response) => {
  const [path = '/'] = (request.url ?? '').split('?')
  response.writeHead(PATHS.includes(path) ? 200 : 404, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ version: VERSION, path }))
})
server.listen(PORT, () => console.log(`${SERVICE} ${VERSION} listens on ${PORT}`))
process.on('SIGTERM', () => server.close(() => process.exit(0)))
