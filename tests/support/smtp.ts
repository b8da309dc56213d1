import { once } from 'node:events'
import { createServer } from 'node:net'

export type SmtpPeer = {
  url: string
  /** Whole messages it took over, headers and all. */
  taken: () => readonly string[]
  /** Replies to give instead of the usual ones, by command; 'hang-up' closes the connection. */
  answer: (replies: Record<string, string>) => void
  close: () => Promise<void>
}

/** A mail server that speaks just enough SMTP to take a message over. */
export const startSmtp = async (): Promise<SmtpPeer> => {
  let replies: Record<string, string> = {}
  const taken: string[] = []
  const usual: Record<string, string> = {
    EHLO: '250 here',
    MAIL: '250 ok',
    RCPT: '250 ok',
    DATA: '354 go on',
    '.': '250 taken',
  }

  const server = createServer((socket) => {
    const say = (command: string) => {
      const reply = replies[command] ?? usual[command] ?? '250 ok'
      return reply === 'hang-up' ? socket.destroy() : socket.write(`${reply}\r\n`)
    }
    let text = ''
    let inMessage = false
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1')
      for (;;) {
        const end = text.indexOf(inMessage ? '\r\n.\r\n' : '\r\n')
        if (end < 0) return
        const piece = text.slice(0, end)
        text = text.slice(end + (inMessage ? 5 : 2))
        if (inMessage) taken.push(piece)
        const command = inMessage ? '.' : (piece.split(/[ :]/)[0]?.toUpperCase() ?? '')
        inMessage = command === 'DATA' && !replies.DATA
        say(command)
      }
    })
    socket.write('220 here\r\n')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    url: `smtp://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    taken: () => taken,
    answer: (wanted) => {
      replies = wanted
    },
    close: async () => {
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
