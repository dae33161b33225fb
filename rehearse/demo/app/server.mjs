// The service of the demo: says which version it is.
import { createServer } from 'node:http'

const { PORT = '8080', VERSION = 'unknown' } = process.env

const server = createServer((request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ version: VERSION, path: request.url }))
})
server.listen(PORT, () => console.log(`address-api ${VERSION} listens on ${PORT}`))
process.on('SIGTERM', () => server.close(() => process.exit(0)))
