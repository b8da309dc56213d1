import { languageName } from '../../src/lib/format.ts'
import { type PartnerKind, partnerKinds, spokenLanguages } from '../../src/lib/words.ts'
import type { PartnerLine } from '../../src/partners/queries.ts'
import { StateBadge } from '../components/badge.tsx'
import { ButtonLink } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { SelectField, TextField } from '../components/field.tsx'
import { Filters } from '../components/filters.tsx'
import { PageHead } from '../components/page-head.tsx'
import { Pager } from '../components/pager.tsx'
import { newShortcut } from '../components/shortcuts.tsx'
import { type Column, Table } from '../components/table.tsx'
import type { StaffT } from '../messages/index.ts'
import { languageNames } from './languages.tsx'

export type PartnerListProps = {
  t: StaffT
  base: string
  filter: {
    q: string
    kind?: PartnerKind | undefined
    language?: string | undefined
    after?: string | undefined
  }
  partners: PartnerLine[]
  next: string | undefined
  mayEdit: boolean
}

export const PartnerListPage = (props: PartnerListProps) => {
  const { t, base, filter, partners, next, mayEdit } = props
  const create = mayEdit && (
    <ButtonLink href={`${base}/partners/new`} icon="plus" attrs={newShortcut}>
      {t('partners.new')}
    </ButtonLink>
  )
  const isFiltered = filter.q !== '' || filter.kind !== undefined || filter.language !== undefined
  return (
    <>
      <PageHead title={t('partners.title')} lead={t('partners.lead')} actions={create} />
      <PartnerFilters {...props} isFiltered={isFiltered} />
      <Table
        caption={t('partners.list')}
        captionHidden
        rows={partners}
        columns={columns(t, base)}
        empty={
          isFiltered ? (
            <EmptyState
              title={t('partners.none_found')}
              icon="search"
              action={
                <ButtonLink kind="secondary" href={`${base}/partners`}>
                  {t('common.clear_filters')}
                </ButtonLink>
              }
            >
              {t('partners.none_found_text')}
            </EmptyState>
          ) : (
            <EmptyState title={t('partners.empty')} icon="people" action={create}>
              {t('partners.empty_text')}
            </EmptyState>
          )
        }
      />
      <Pager
        t={t}
        {...(filter.after ? { firstHref: addressOf(base, { ...filter, after: undefined }) } : {})}
        {...(next ? { nextHref: addressOf(base, { ...filter, after: next }) } : {})}
      />
    </>
  )
}

const PartnerFilters = ({ t, base, filter, isFiltered }: PartnerListProps & { isFiltered: boolean }) => (
  <Filters
    t={t}
    label={t('partners.filters')}
    action={`${base}/partners`}
    {...(isFiltered ? { clearHref: `${base}/partners` } : {})}
  >
    <TextField t={t} name="q" type="search" label={t('partners.search')} value={filter.q} maxlength={100} />
    <SelectField
      t={t}
      name="kind"
      label={t('partners.kind')}
      value={filter.kind ?? ''}
      empty={t('partners.any')}
      options={partnerKinds.map((kind) => ({ value: kind, label: t(`partner.${kind}`) }))}
    />
    <SelectField
      t={t}
      name="language"
      label={t('partners.language')}
      value={filter.language ?? ''}
      empty={t('partners.any')}
      options={spokenLanguages.map((code) => ({ value: code, label: languageName(t, code) }))}
    />
  </Filters>
)

const columns = (t: StaffT, base: string): Column<PartnerLine>[] => [
  {
    key: 'name',
    label: t('partners.name'),
    header: true,
    cell: (partner) => (
      <>
        <a href={`${base}/partners/${partner.id}`}>{partner.name}</a>
        {!partner.active && (
          <>
            {' '}
            <StateBadge tone="neutral">{t('partners.inactive')}</StateBadge>
          </>
        )}
      </>
    ),
  },
  { key: 'kind', label: t('partners.kind'), cell: (partner) => t(`partner.${partner.kind}`) },
  { key: 'town', label: t('partners.town'), cell: (partner) => partner.town },
  {
    key: 'services',
    label: t('partners.services'),
    cell: ({ services }) =>
      services
        .filter(({ active }) => active)
        .map(({ name }) => name)
        .join(', '),
  },
  { key: 'languages', label: t('partners.languages'), cell: (partner) => languageNames(t, partner.languages) },
]

const addressOf = (base: string, { q, kind, language, after }: PartnerListProps['filter']): string => {
  const asked = Object.entries({ q, kind, language, after })
  const query = new URLSearchParams(asked.flatMap(([name, value]) => (value ? [[name, value]] : [])))
  return query.size > 0 ? `${base}/partners?${query}` : `${base}/partners`
}
