import type { Scope } from '../../db/scope.ts'

/** For the person themselves: what they wrote on our public pages, and the sentence they agreed to. */
export const newcomersData = async ({ db, centreId }: Pick<Scope, 'db' | 'centreId'>, contactId: string) => ({
  newcomers: await db
    .selectFrom('newcomers')
    .where('centre_id', '=', centreId)
    .where('contact_id', '=', contactId)
    .select(['kind', 'name', 'email', 'phone', 'lang', 'track', 'topic', 'message', 'agreed', 'agreed_edition'])
    .select(['created_at', 'proven_at'])
    .orderBy('created_at')
    .orderBy('id')
    .execute(),
})
