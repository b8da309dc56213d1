import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { smtpTransport } from '../../src/mail/smtp.ts'
import { deliver, makeCentre, promise, settings } from '../mail/post-office.ts'
import { testDatabase } from '../support/database.ts'
import { type Mailersend, startMailersend } from '../support/mailersend.ts'
import { startSmtp } from '../support/smtp.ts'

const { ownerDb, appDb } = testDatabase()
let api: Mailersend
let centre: string

beforeAll(async () => {
  api = await startMailersend()
})
afterAll(() => api.close())
beforeEach(async () => {
  api.reset()
  centre = (await makeCentre(ownerDb)).id
})

const change = (changes: { mail_from_name?: string; reply_to?: string; name_uk?: string }) =>
  ownerDb.updateTable('centres').set(changes).where('id', '=', centre).execute()
const told = () => api.taken().map(({ from, reply_to }) => [from, reply_to])
const from = (name: string) => ({ email: settings.mailFrom, name })

describe('a letter leaves', () => {
  test('by the name of the sender and with the address for replies, from the one verified address', async () => {
    await change({ mail_from_name: 'Klára z kraje', reply_to: 'odpovedi@example.org' })
    await promise(appDb, centre, {})
    await deliver(appDb, { url: api.url })
    expect(told()).toEqual([[from('Klára z kraje'), { email: 'odpovedi@example.org', name: 'Klára z kraje' }]])
  })

  test('by the name of the centre in its own language where no sender is set', async () => {
    await change({ name_uk: 'Край кличе' })
    await promise(appDb, centre, { lang: 'uk' }, { lang: 'de' })
    await deliver(appDb, { url: api.url })
    expect(told()).toEqual(
      ['Край кличе', 'Centrum Zkouška'].map((name) => [from(name), { email: 'centrum@example.org', name }]),
    )
  })

  test('as the settings are when it leaves, not when it was promised', async () => {
    await change({ mail_from_name: 'Včera', reply_to: 'zrusena@example.org' })
    await promise(appDb, centre, {})
    await change({ mail_from_name: 'Dnes', reply_to: 'ctena@example.org' })
    await deliver(appDb, { url: api.url })
    expect(told()).toEqual([[from('Dnes'), { email: 'ctena@example.org', name: 'Dnes' }]])
  })

  test('by SMTP in the same way, and a name cannot become a line of its own', async () => {
    const peer = await startSmtp()
    await change({ mail_from_name: 'Klara "z" <kraje>, Bcc: a@example.org', reply_to: 'odpovedi@example.org' })
    await promise(appDb, centre, {})
    await deliver(appDb, { transport: smtpTransport({ url: peer.url }) })
    const [message = ''] = peer.taken()
    await peer.close()
    const head = message.slice(0, message.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ')
    expect(/^From: (.*)$/m.exec(head)?.[1]?.trim()).toBe(
      `"Klara \\"z\\" <kraje>, Bcc: a@example.org" <${settings.mailFrom}>`,
    )
    expect(/^Reply-To: .*<odpovedi@example\.org>\s*$/m.test(head)).toBe(true)
    expect(/^Bcc:/m.test(head)).toBe(false)
  })
})
