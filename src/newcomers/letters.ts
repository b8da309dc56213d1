import { newcomerProof } from '../../views/mail/newcomer-proof.tsx'
import type { Lang } from '../../views/messages/index.ts'
import type { Centre } from '../centres/queries.ts'
import type { Scope } from '../db/scope.ts'
import { emptyMails, giveMail, queueMail } from '../mail/ledger.ts'

type Asked = { id: string; kind: 'enquiry' | 'panel'; email: string; lang: Lang; expires_at: Date; token: string }

/** Promises the letter with the link. It says nothing that was typed, so that nobody can be sent a stranger's words. */
export const askForProof = async (scope: Scope, asked: Asked, centre: Centre) => {
  const { id, kind, email, lang, expires_at: until, token } = asked
  const { publicUrl } = scope.settings
  const page = `${publicUrl}/${lang}/${centre.slug}/${kind}`
  const link = `${publicUrl}/n/${token}?lang=${lang}`
  await queueMail(scope, {
    class: 'transactional',
    kind: kind === 'enquiry' ? 'enquiry_proof' : 'panel_proof',
    dedupeKey: keyOf(id),
    to: { address: email, name: '' },
    lang,
    notAfter: until,
    content: newcomerProof({ kind, lang, centre, until, link, page }),
  })
}

/** The letter belongs to whoever followed it. */
export const giveLetter = (scope: Scope, id: string, contactId: string) => giveMail(scope, keyOf(id), contactId)

/** Whoever never proved an address is forgotten, in the ledger too. */
export const forgetLetters = (scope: Scope, ids: readonly string[]) => emptyMails(scope, ids.map(keyOf))

const keyOf = (id: string) => `newcomer:${id}`
