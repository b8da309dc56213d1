import { describe, expect, it } from 'vitest'
import { sha256 } from '../../src/lib/tokens.ts'
import { queueMail, withdrawMails } from '../../src/mail/ledger.ts'
import { testDatabase } from '../support/database.ts'
import { aMail, makeCentre, promise, register, rowsOf, statesOf, within } from './post-office.ts'

describe('the ledger of mails', () => {
  const database = testDatabase()

  it('writes a promised mail with everything a sender needs', async () => {
    const { id } = await makeCentre(database.ownerDb)
    const notAfter = new Date('2030-01-01T10:00:00Z')
    await promise(database.appDb, id, {
      dedupeKey: 'one',
      notAfter,
      to: { address: ' Jana@Example.org', name: 'Jana' },
    })
    const [row] = await rowsOf(database.appDb, id)
    expect(row).toMatchObject({
      centre_id: id,
      dedupe_key: 'one',
      class: 'transactional',
      kind: 'registration_confirmed',
      state: 'ready',
      to_address: ' Jana@Example.org',
      to_name: 'Jana',
      lang: 'cs',
      attempts: 0,
      not_after: notAfter,
      subject: 'Máte místo',
      html: '<p>Těšíme se</p>',
      body: 'Těšíme se',
      address_hash: sha256('jana@example.org'),
      lease_token: null,
      accepted_at: null,
    })
  })

  it('keeps a mail for reading when no transport is set', async () => {
    const { id } = await makeCentre(database.ownerDb)
    await within(database.appDb, id, (scope) => queueMail(scope, aMail()), { mail: 'kept' })
    expect(await statesOf(database.appDb, id)).toEqual(['kept'])
  })

  it('makes one mail of a promise made twice, also at the same time, and leaves the first as it was', async () => {
    const { id } = await makeCentre(database.ownerDb)
    const again = { subject: 'Jiný', html: '', body: '' }
    await promise(database.appDb, id, { dedupeKey: 'same' }, { dedupeKey: 'same', content: again })
    await Promise.all([1, 2, 3].map(() => promise(database.appDb, id, { dedupeKey: 'parallel' })))
    const rows = await rowsOf(database.appDb, id)
    expect(rows.map(({ dedupe_key, subject }) => [dedupe_key, subject])).toEqual([
      ['same', 'Máte místo'],
      ['parallel', 'Máte místo'],
    ])
  })

  it('lets two centres use the same key', async () => {
    const [one, other] = [await makeCentre(database.ownerDb), await makeCentre(database.ownerDb)]
    await promise(database.appDb, one.id, { dedupeKey: 'same' })
    await promise(database.appDb, other.id, { dedupeKey: 'same' })
    expect([await statesOf(database.appDb, one.id), await statesOf(database.appDb, other.id)]).toEqual([
      ['ready'],
      ['ready'],
    ])
  })

  it('takes the mail back together with the transaction that promised it', async () => {
    const { id } = await makeCentre(database.ownerDb)
    const broken = within(database.appDb, id, async (scope) => {
      await queueMail(scope, aMail())
      expect(await scope.db.selectFrom('mails').select('state').execute()).toEqual([{ state: 'ready' }])
      throw new Error('the registration did not work out')
    })
    await expect(broken).rejects.toThrow('did not work out')
    expect(await statesOf(database.appDb, id)).toEqual([])
  })

  it('withdraws only what is still ready, of the kinds and the registration named', async () => {
    const { id } = await makeCentre(database.ownerDb)
    const [mine, another] = [await register(database.ownerDb, id), await register(database.ownerDb, id)]
    const [wanted, otherKind, others, left] = await promise(
      database.appDb,
      id,
      { registrationId: mine, kind: 'registration_received' },
      { registrationId: mine, kind: 'registration_cancelled' },
      { registrationId: another, kind: 'registration_received' },
      { registrationId: mine, kind: 'registration_received' },
    )
    await database.ownerDb
      .updateTable('mails')
      .set({ state: 'accepted' })
      .where('id', '=', left ?? '')
      .execute()
    await within(database.appDb, id, (scope) => withdrawMails(scope, mine, ['registration_received']))
    const states = Object.fromEntries((await rowsOf(database.appDb, id)).map((row) => [row.id, row.state]))
    expect(states).toEqual({
      [wanted ?? '']: 'skipped_obsolete',
      [otherKind ?? '']: 'ready',
      [others ?? '']: 'ready',
      [left ?? '']: 'accepted',
    })
  })
})
