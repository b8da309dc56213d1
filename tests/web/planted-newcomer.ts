import type { Db } from '../../src/db/connection.ts'
import { newId, randomId } from '../../src/lib/ids.ts'
import { newToken, sha256 } from '../../src/lib/tokens.ts'

type Of = { centre_id: string; contact_id: string; word: string }

/** A proven enquiry of somebody; answers its id. */
export const aNewcomer = async (db: Db, { word, centre_id, contact_id }: Of): Promise<string> => {
  const id = newId()
  const at = new Date()
  const email = `${word}-${id}@example.org`
  await db
    .insertInto('newcomers')
    .values({
      ...{
        centre_id,
        contact_id,
        id,
        kind: 'enquiry',
        name: word,
        email,
        email_norm: email,
        phone: '+420777123456',
        lang: 'cs',
      },
      ...{ track: 'return', topic: 'work', message: word, agreed: word, agreed_edition: '1', created_at: at },
      ...{ token_hash: sha256(newToken()), idempotency_key: randomId(), proven_at: at },
      expires_at: new Date(at.getTime() + 86_400_000),
    })
    .execute()
  return id
}
