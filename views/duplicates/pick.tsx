import { bornText } from '../../src/lib/born.ts'
import { fullName } from '../../src/lib/names.ts'
import { Button } from '../components/button.tsx'
import { TextField } from '../components/field.tsx'
import { Form } from '../components/form.tsx'
import { PageHead } from '../components/page-head.tsx'
import type { StaffT } from '../messages/index.ts'

type Other = { id: string; given_name: string; family_name: string; residence: string; born: string }
type PickProps = {
  t: StaffT
  base: string
  contact: { id: string; given_name: string; family_name: string }
  q: string
  others: Other[]
}

/** Two people chosen by hand: the second is looked for here. */
export const PickPage = ({ t, base, contact, q, others }: PickProps) => (
  <>
    <PageHead
      title={t('duplicates.pick')}
      lead={t('duplicates.pick_lead')}
      back={{ href: `${base}/contacts/${contact.id}`, label: fullName(contact) }}
    />
    <Form t={t} method="get" action={`${base}/duplicates/of/${contact.id}`}>
      <TextField t={t} name="q" label={t('duplicates.pick_search')} value={q} required autocomplete="off" />
      <Button kind="secondary">{t('duplicates.pick_find')}</Button>
    </Form>
    {q && others.length === 0 && <p class="muted">{t('duplicates.pick_none')}</p>}
    <ul class="stack-small">
      {others.map((other) => (
        <li>
          <a href={`${base}/duplicates/${contact.id}/with/${other.id}`}>{fullName(other)}</a>
          <span class="muted">
            {' '}
            {[other.born && bornText(t, other.born), other.residence].filter(Boolean).join(' · ')}
          </span>
        </li>
      ))}
    </ul>
  </>
)
