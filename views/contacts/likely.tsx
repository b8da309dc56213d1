import type { Candidate } from '../../src/contacts/match.ts'
import { fullName } from '../../src/lib/names.ts'
import { Button } from '../components/button.tsx'
import { Flash } from '../components/flash.tsx'
import { Reasons } from '../duplicates/reasons.tsx'
import type { StaffT } from '../messages/index.ts'

/** Inside the form of somebody new: who may be the same person, and the way on. */
export const Likely = ({ t, base, candidates }: { t: StaffT; base: string; candidates: readonly Candidate[] }) => (
  <Flash
    tone="waiting"
    title={t('likely.title')}
    action={
      <Button kind="secondary" size="small" name="someone_else" value="on">
        {t('likely.someone_else')}
      </Button>
    }
  >
    <p>{t('likely.text')}</p>
    <ul class="stack-small">
      {candidates.map(({ contact, reasons }) => (
        <li>
          <a href={`${base}/contacts/${contact.id}`}>
            {fullName(contact)}
            <span class="visually-hidden"> – {t('likely.open')}</span>
          </a>
          {': '}
          <Reasons t={t} reasons={reasons} />
        </li>
      ))}
    </ul>
  </Flash>
)
