import { ownData } from '../../views/mail/own-data.tsx'
import type { Lang } from '../../views/messages/index.ts'
import { findCentre } from '../centres/queries.ts'
import { findContactByEmail } from '../contacts/queries/points.ts'
import type { Scope } from '../db/scope.ts'
import { waitForTurn } from '../db/turn.ts'
import { normalEmail } from '../lib/email.ts'
import { newId } from '../lib/ids.ts'
import { fullName } from '../lib/names.ts'
import { after } from '../lib/time.ts'
import { newToken, sha256 } from '../lib/tokens.ts'
import { countMailsSince, queueMail } from '../mail/ledger.ts'
import { createPersonalToken, deleteOldTokens } from './queries.ts'

const validHours = 24
const mostADay = 3

/** Sends the way to the own page to an address we know; who asks learns nothing of whether we do. */
export const sendLink = async (scope: Scope, address: string, lang: Lang): Promise<void> => {
  const { db, centreId, now } = scope
  await waitForTurn(db, centreId, `own data ${normalEmail(address)}`)
  await deleteOldTokens(db, centreId, now)
  const contact = await findContactByEmail(db, centreId, address)
  if (!contact) return
  const sent = await countMailsSince(scope, address, ['own_data_link'], after(now, { days: -1 }))
  if (sent >= mostADay) return

  const token = newToken()
  const until = after(now, { hours: validHours })
  const centre = await findCentre(db, centreId, lang)
  const link = `${scope.settings.publicUrl}/me/${token}?lang=${lang}`
  await queueMail(scope, {
    class: 'security',
    kind: 'own_data_link',
    dedupeKey: `own_data:${newId()}`,
    to: { address, name: fullName(contact) },
    lang,
    contactId: contact.id,
    notAfter: until,
    content: ownData({ lang, centre, link, until }),
  })
  await createPersonalToken(db, centreId, { token_hash: sha256(token), contact_id: contact.id, expires_at: until })
}
