import { createServer } from 'node:http'

// A mail service that takes everything at once, in a process of its own.
createServer((request, response) => {
  request.resume()
  request.on('end', () => {
    if (request.method === 'GET') return response.end('ok')
    response.writeHead(202, { 'x-message-id': 'bench' })
    return response.end()
  })
}).listen(Number(process.env.PORT), '127.0.0.1')
