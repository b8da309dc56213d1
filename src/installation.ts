import type { Logger } from '@logtape/logtape'
import type { Config } from './config.ts'
import { type Db, type DbOptions, openDb } from './db/connection.ts'
import { type Embedded, startEmbedded } from './db/embedded.ts'
import { mailersendTransport } from './mail/mailersend.ts'
import { smtpTransport } from './mail/smtp.ts'
import type { Transport } from './mail/transport.ts'
import type { Settings } from './settings.ts'

/** The databases this process may speak to; `embedded` when it is our own PostgreSQL. */
export type Databases = {
  appUrl: string
  ownerUrl: string | undefined
  /** Of the one role that reads answers; without it nothing is prepared for sharing. */
  counterUrl: string | undefined
  embedded: Embedded | undefined
}

export const findDatabases = async (config: Config, warn: (sentence: string) => void): Promise<Databases> => {
  if (config.DATABASE_URL)
    return {
      appUrl: config.DATABASE_URL,
      ownerUrl: config.DATABASE_OWNER_URL,
      counterUrl: config.DATABASE_COUNTER_URL,
      embedded: undefined,
    }
  const embedded = await startEmbedded({ dataDir: config.DATA_DIR, warn })
  const { appUrl, ownerUrl, counterUrl } = embedded
  return { appUrl, ownerUrl, counterUrl, embedded }
}

export const openAppDb = (url: string, log?: Logger, options: Pick<DbOptions, 'onPool'> = {}): Db =>
  openDb(url, {
    ...options,
    max: 10,
    onError: (error) =>
      log?.warn('database connection lost {code}', { code: error instanceof Error ? error.name : '' }),
  })

/** What mails leave by; none keeps them in the ledger. */
export const transportOf = (config: Config): Transport | undefined => {
  const { MAILERSEND_API_KEY: apiKey, MAILERSEND_API_URL: baseUrl, SMTP_URL: url, DEMO } = config
  // demo people must never be written to; only a test that names its own MailerSend gets their mail
  if (DEMO === '1' && !baseUrl) return undefined
  if (apiKey) return mailersendTransport({ apiKey, ...(baseUrl ? { baseUrl } : {}) })
  return url && DEMO !== '1' ? smtpTransport({ url }) : undefined
}

export const transportKind = (config: Config): 'mailersend' | 'smtp' | 'none' => {
  if (!transportOf(config)) return 'none'
  return config.MAILERSEND_API_KEY ? 'mailersend' : 'smtp'
}

export const settingsOf = (
  config: Config,
  transport: Transport | undefined,
  embedded: Embedded | undefined,
): Settings => ({
  publicUrl: config.PUBLIC_URL,
  mail: transport ? 'ready' : 'kept',
  mailFrom: config.MAIL_FROM,
  demo: config.DEMO === '1',
  rateLimits: config.RATE_LIMITS === 'on',
  // without a key of its own only a demo gets this far
  secretKey: config.SECRET_KEY ?? embedded?.secretKey ?? 'krajan-demo',
  ...(embedded || config.DATABASE_COUNTER_URL ? { counting: 'here' } : {}),
})
