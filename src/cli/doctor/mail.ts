import { createTransport } from 'nodemailer'
import type { Config } from '../../config.ts'
import { openDb } from '../../db/connection.ts'
import { backlogNow } from '../../db/examination.ts'
import { counted, type Finding, ok, problem, warning } from './finding.ts'

const timeoutMs = 5_000

/** Whether mail can leave; nothing is sent to find out. */
export const transport = async (config: Config): Promise<Finding> => {
  const { MAILERSEND_API_KEY, MAILERSEND_API_URL, SMTP_URL, DEMO } = config
  if (DEMO === '1' && !MAILERSEND_API_URL) return ok('mail', 'a demo sends nothing')
  if (MAILERSEND_API_KEY) return mailersend(MAILERSEND_API_KEY, MAILERSEND_API_URL ?? 'https://api.mailersend.com/v1')
  if (SMTP_URL) return smtp(SMTP_URL)
  return warning(
    'mail',
    'nothing is set, mails stay in the ledger',
    'set MAILERSEND_API_KEY or SMTP_URL, and MAIL_FROM',
  )
}

/** The ledger, in all centres together. */
export const ledger = async (appUrl: string): Promise<Finding[]> => {
  const db = openDb(appUrl, { max: 1, waitMs: 5_000 })
  const backlog = await backlogNow(db, new Date())
    .catch(() => undefined)
    .finally(() => db.destroy())
  if (!backlog) return []
  const { ready, oldest, lapsed, uncertain, failed } = backlog
  const minutes = oldest ? (Date.now() - oldest.getTime()) / 60_000 : 0
  const waits =
    ready === 0
      ? 'no mail waits'
      : `${counted(ready, 'mail')} ${ready === 1 ? 'waits' : 'wait'}, the longest for ${counted(Math.max(0, Math.round(minutes)), 'minute')}`
  return [
    minutes > 15 ? warning('backlog', waits, 'see whether the server runs and mail can leave') : ok('backlog', waits),
    uncertain > 0
      ? warning('uncertain', `${counted(uncertain, 'mail')} may have left or not`, 'look at them in the ledger')
      : ok('uncertain', 'no mail whose answer was lost'),
    failed > 0
      ? warning(
          'failed',
          `${counted(failed, 'mail')} ${failed === 1 ? 'was' : 'were'} given up`,
          'look at them in the ledger',
        )
      : ok('failed', 'no mail was given up'),
    lapsed > 0
      ? warning(
          'leases',
          `${counted(lapsed, 'mail')} ${lapsed === 1 ? 'was' : 'were'} in the hand of a sender that stopped`,
          'a running server sees to them',
        )
      : ok('leases', 'none has lapsed'),
  ]
}

/** Asking for the quota proves the key and costs none of it. */
const mailersend = async (key: string, baseUrl: string): Promise<Finding> => {
  const signal = AbortSignal.timeout(timeoutMs)
  const answer = await fetch(`${baseUrl}/api-quota`, { headers: { Authorization: `Bearer ${key}` }, signal }).catch(
    () => undefined,
  )
  await answer?.body?.cancel()
  if (!answer || answer.status >= 500)
    return warning('mail', 'MailerSend cannot be reached', 'check the network; mails wait meanwhile')
  return answer.status === 401
    ? problem('mail', 'MailerSend does not take the key', 'check MAILERSEND_API_KEY')
    : ok('mail', 'MailerSend takes the key')
}

const smtp = async (url: string): Promise<Finding> => {
  const timeouts = { connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs }
  const server = createTransport({ url, ...timeouts, disableFileAccess: true, disableUrlAccess: true })
  const refused = await server.verify().then(
    () => undefined,
    (error: Error & { code?: string }) => error.code ?? 'ESOCKET',
  )
  server.close()
  if (!refused) return ok('mail', 'the mail server takes us')
  return refused === 'EAUTH'
    ? problem('mail', 'the mail server does not take the user or the password', 'check SMTP_URL')
    : warning('mail', 'the mail server cannot be reached', 'check SMTP_URL and the network; mails wait meanwhile')
}
