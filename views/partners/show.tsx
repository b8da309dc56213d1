import { readablePhone } from '../../src/lib/phone.ts'
import type { PartnerRecord } from '../../src/partners/queries.ts'
import type { FormState } from '../../src/web/forms.ts'
import { StateBadge } from '../components/badge.tsx'
import { Button, ButtonLink, PostButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { DefinitionList } from '../components/definition-list.tsx'
import { TextField } from '../components/field.tsx'
import { Flash } from '../components/flash.tsx'
import { Form } from '../components/form.tsx'
import { PageHead } from '../components/page-head.tsx'
import { editShortcut } from '../components/shortcuts.tsx'
import type { StaffT } from '../messages/index.ts'
import { LanguageTicks, languageNames } from './languages.tsx'

export type PartnerPageProps = {
  t: StaffT
  base: string
  partner: PartnerRecord
  /** referrals it has not answered yet */
  openReferrals: number
  form: FormState
  mayEdit: boolean
  done?: string | undefined
}

export const PartnerPage = (props: PartnerPageProps) => {
  const { t, base, partner, openReferrals, mayEdit, done } = props
  return (
    <>
      <PageHead
        title={partner.name}
        eyebrow={t(`partner.${partner.kind}`)}
        back={{ href: `${base}/partners`, label: t('partners.title') }}
        actions={
          mayEdit && (
            <ButtonLink kind="secondary" icon="edit" href={`${base}/partners/${partner.id}/edit`} attrs={editShortcut}>
              {t('common.edit')}
            </ButtonLink>
          )
        }
      />
      {(done === 'added' || done === 'saved') && <Flash tone="good">{t(`partners.done_${done}`)}</Flash>}
      {!partner.active && (
        <Flash tone="waiting">
          {t('partners.inactive_text')} {openReferrals > 0 && t('partners.inactive_open', { count: openReferrals })}
        </Flash>
      )}
      <div class="with-aside">
        <Services {...props} />
        <Facts t={t} partner={partner} />
      </div>
    </>
  )
}

const Facts = ({ t, partner }: Pick<PartnerPageProps, 't' | 'partner'>) => (
  <Card title={t('partners.facts')}>
    <DefinitionList
      items={[
        { term: t('partners.person'), value: partner.person },
        { term: t('partners.email'), value: <a href={`mailto:${partner.email}`}>{partner.email}</a> },
        {
          term: t('partners.phone'),
          value: partner.phone && <a href={`tel:${partner.phone}`}>{readablePhone(partner.phone)}</a>,
        },
        { term: t('partners.town'), value: partner.town },
        { term: t('partners.languages'), value: languageNames(t, partner.languages) },
        { term: t('partners.note'), value: partner.note },
      ]}
    />
  </Card>
)

const Services = ({ t, base, partner, form, mayEdit }: PartnerPageProps) => (
  <Card title={t('partners.services')} id="services">
    {partner.services.length === 0 && <p class="muted">{t('partners.no_services')}</p>}
    <ul class="stack-small">
      {partner.services.map((service) => (
        <li class="cluster">
          <strong>{service.name}</strong>
          <span class="muted">{languageNames(t, service.languages)}</span>
          {!service.active && <StateBadge tone="neutral">{t('partners.not_offered')}</StateBadge>}
          {mayEdit && (
            <PostButton
              action={`${base}/partners/${partner.id}/services/${service.id}`}
              fields={{ active: service.active ? 'off' : 'on' }}
              kind="quiet"
              size="small"
            >
              {t(service.active ? 'partners.offer_no_more' : 'partners.offer_again')}
              <span class="visually-hidden"> {service.name}</span>
            </PostButton>
          )}
        </li>
      ))}
    </ul>
    {mayEdit && (
      <details open={Object.keys(form.errors).length > 0}>
        <summary>{t('partners.add_service')}</summary>
        <Form
          t={t}
          action={`${base}/partners/${partner.id}/services`}
          errors={form.errors}
          labels={{ name: t('partners.service_name') }}
        >
          <TextField
            t={t}
            name="name"
            label={t('partners.service_name')}
            value={form.typed.name ?? ''}
            required
            maxlength={150}
            {...(form.errors.name ? { error: form.errors.name } : {})}
          />
          <LanguageTicks t={t} typed={form.typed} legend={t('partners.service_languages')} />
          <Button kind="secondary">{t('partners.add_service')}</Button>
        </Form>
      </details>
    )}
  </Card>
)
