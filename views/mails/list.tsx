import type { Page } from '../../src/lib/paging.ts'
import type { MailState } from '../../src/lib/words.ts'
import type { MailFilter, MailLine } from '../../src/mail/queries/mails.ts'
import { EmptyState } from '../components/empty-state.tsx'
import { SelectField, TextField } from '../components/field.tsx'
import { Filters } from '../components/filters.tsx'
import { Flash } from '../components/flash.tsx'
import { PageHead } from '../components/page-head.tsx'
import { Pager } from '../components/pager.tsx'
import type { StaffT } from '../messages/index.ts'
import { MailTable } from './table.tsx'

export type MailsPageProps = {
  t: StaffT
  slug: string
  states: readonly MailState[]
  filter: MailFilter
  page: Page<MailLine>
}

export const MailsPage = ({ t, slug, states, filter, page }: MailsPageProps) => {
  const base = `/app/${slug}/mail`
  const filtered = Boolean(filter.state || filter.address || filter.registrationId)
  return (
    <>
      <PageHead title={t('mail.title')} lead={t('mail.lead')} />
      <MailFilters t={t} base={base} states={states} filter={filter} filtered={filtered} />
      {filter.registrationId && <Flash>{t('mail.of_registration')}</Flash>}
      <MailTable
        t={t}
        slug={slug}
        rows={page.rows}
        caption={t('mail.caption')}
        empty={<NoMail t={t} filtered={filtered} />}
      />
      <Pager
        t={t}
        firstHref={filter.after && addressOf(base, { ...filter, after: undefined })}
        nextHref={page.next && addressOf(base, { ...filter, after: page.next })}
      />
    </>
  )
}

type FiltersProps = { t: StaffT; base: string; states: readonly MailState[]; filter: MailFilter; filtered: boolean }

const MailFilters = ({ t, base, states, filter, filtered }: FiltersProps) => (
  <Filters t={t} label={t('mail.filters')} action={base} clearHref={filtered ? base : undefined}>
    <TextField t={t} name="address" type="search" label={t('mail.address')} value={filter.address} maxlength={254} />
    <SelectField
      t={t}
      name="state"
      label={t('mail.state')}
      empty={t('mail.any_state')}
      value={filter.state}
      options={states.map((state) => ({ value: state, label: t(`mail.state.${state}`) }))}
    />
    {filter.registrationId && <input type="hidden" name="registration" value={filter.registrationId} />}
  </Filters>
)

const NoMail = ({ t, filtered }: { t: StaffT; filtered: boolean }) =>
  filtered ? (
    <EmptyState icon="mail" title={t('mail.none_found')}>
      {t('mail.none_found_text')}
    </EmptyState>
  ) : (
    <EmptyState icon="mail" title={t('mail.empty')}>
      {t('mail.empty_text')}
    </EmptyState>
  )

const addressOf = (base: string, { address, state, registrationId, after }: MailFilter): string => {
  const asked = Object.entries({ address, state, registration: registrationId, after })
  const query = new URLSearchParams(asked.flatMap(([name, value]) => (value ? [[name, value]] : [])))
  return query.size > 0 ? `${base}?${query}` : base
}
