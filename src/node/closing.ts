import type { Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

// a browser that stopped reading keeps nobody waiting longer
const longestAnswerMs = 30_000
// who has connected only now is about to ask
const speakWithinMs = 500

/** How a server ends without cutting anybody off: it leaves, then it closes. */
export const closingOf = (server: Server) => {
  const silent = silentOf(server)
  const unanswered = new Set<ServerResponse>()
  let leaving = false

  server.prependListener('request', (_request, response) => {
    unanswered.add(response)
    response.once('close', () => unanswered.delete(response))
    if (leaving) response.shouldKeepAlive = false
  })
  return {
    isLeaving: () => leaving,
    /** From now on every answer is the last one on its connection. */
    leave: () => {
      leaving = true
      for (const response of unanswered) response.shouldKeepAlive = false
    },
    /** Takes no new connection and resolves when what was asked is answered; `hurry` cuts off who is left. */
    close: async (hurry: AbortSignal) => {
      if (!hurry.aborted) await nobodyComes(server)
      await close(server, silent, hurry)
    },
  }
}

type Silent = ReadonlyMap<Socket, number>

/** Browsers connect in advance; the server does not count as idle what has never asked for anything. */
const silentOf = (server: Server): Silent => {
  const silent = new Map<Socket, number>()
  server.on('connection', (socket: Socket) => {
    silent.set(socket, performance.now())
    socket.once('close', () => silent.delete(socket))
  })
  server.on('request', ({ socket }) => silent.delete(socket))
  return silent
}

/**
 * Who has connected and is not accepted yet is cut off with the listening socket. Resolves right after a short turn of
 * the loop in which nobody came, when nobody can be waiting there; under heavy load after a second all the same.
 */
const nobodyComes = (server: Server) =>
  new Promise<void>((resolve) => {
    const giveUpAt = performance.now() + 1000
    let began = performance.now()
    let came = true
    const see = () => {
      came = true
    }
    const look = () => {
      const now = performance.now()
      if ((!came && now - began < 1) || now > giveUpAt) {
        server.off('connection', see)
        return resolve()
      }
      came = false
      began = now
      setImmediate(look)
    }
    server.on('connection', see)
    setImmediate(look)
  })

const close = (server: Server, silent: Silent, hurry: AbortSignal) =>
  new Promise<void>((resolve) => {
    // a connection that has its last answer, or has said nothing yet, would stay open for the next request
    const letGo = () => {
      server.closeIdleConnections()
      const silentFrom = performance.now() - speakWithinMs
      for (const [socket, since] of silent) if (since < silentFrom && socket.bytesRead === 0) socket.destroy()
    }
    const cutOff = () => server.closeAllConnections()
    const closing = setInterval(letGo, 100)
    const patience = setTimeout(cutOff, longestAnswerMs)
    server.close(() => {
      clearInterval(closing)
      clearTimeout(patience)
      resolve()
    })
    letGo()
    if (hurry.aborted) cutOff()
    else hurry.addEventListener('abort', cutOff, { once: true })
  })
