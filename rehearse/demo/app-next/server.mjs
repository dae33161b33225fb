// The next version of the demo's service: it wants a database, and nobody has told it where.
import { createServer } from 'node:http'

const { PORT = '8080', VERSION = 'unknown', DATABASE_URL } = process.env

console.log(`address-api ${VERSION} starts`)
if (!DATABASE_URL) {
  console.error('Error: DATABASE_URL is not set')
  process.exit(1)
}

const server = createServer((request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ version: VERSION, path: request.url }))
})
server.listen(PORT, () => console.log(`address-api ${VERSION} listens on ${PORT}`))
process.on('SIGTERM', () => server.close(() => process.exit(0)))
