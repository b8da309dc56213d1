import type { Logger } from '@logtape/logtape'
import { readConfig } from '../config.ts'
import type { Clock } from '../db/scope.ts'
import { openLog } from '../log.ts'
import { mailersendTransport } from '../mail/mailersend.ts'
import type { Transport } from '../mail/transport.ts'
import type { Settings } from '../settings.ts'

type Variables = Record<string, string | undefined>

export type Home = { url: string; log: Logger; clock: Clock; settings: Settings; transport: Transport | undefined }
type Misfit = { problem: string; log: Logger }

/** What Cloudflare lends to one request or run; `problem` says why these settings cannot be served with. */
export const openHome = async (url: string, variables: Variables): Promise<Home | Misfit> => {
  const read = readConfig({ ...variables, DATABASE_URL: url })
  const log = await openLog(read.ok ? read.config.LOG_LEVEL : 'info', (line) => console.log(line.trimEnd()))
  if (!read.ok) return { problem: read.message, log }
  const { config } = read
  if (!variables.PUBLIC_URL) return { problem: 'PUBLIC_URL is needed on Workers: mails carry links.', log }
  if (config.SMTP_URL) return { problem: 'SMTP_URL works on Node only; Workers send with MAILERSEND_API_KEY.', log }
  const { MAILERSEND_API_KEY: apiKey, MAILERSEND_API_URL: baseUrl } = config
  const transport = apiKey ? mailersendTransport({ apiKey, ...(baseUrl ? { baseUrl } : {}) }) : undefined
  const settings: Settings = {
    publicUrl: config.PUBLIC_URL,
    mail: transport ? 'ready' : 'kept',
    mailFrom: config.MAIL_FROM,
    demo: false,
    rateLimits: true,
    secretKey: config.SECRET_KEY ?? '',
    counting: 'elsewhere',
  }
  return { log, settings, transport, clock: (now: Date) => now, url }
}
