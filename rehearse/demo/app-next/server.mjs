// The next version of the demo's service: it wants a database, and nobody has told it where.
import { createServer } from 'node:http'

const { PORT = '8080', SERVICE = 'service', VERSION = 'unknown', DATABASE_URL } = process.env

console.log(`${SERVICE} ${VERSION} starts`)
if (!DATABASE_URL) {
  console.error('Error: DATABASE_URL is not set')
  process.exit(1)
}

/** What it is asked: by its users, and by whoever wants to know whether it is well. */
const PATHS = ['/', '/healthz']

const server = createServer((request, response) => {
  const [path = '/'] = (request.url ?? '').split('?')
  response.writeHead(PATHS.includes(path) ? 200 : 404, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ version: VERSION, path }))
})
server.listen(PORT, () => console.log(`${SERVICE} ${VERSION} listens on ${PORT}`))
process.on('SIGTERM', () => server.close(() => process.exit(0)))
