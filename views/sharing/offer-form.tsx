import type { FormState } from '../../src/web/forms.ts'
import { Button, ButtonLink, ButtonRow } from '../components/button.tsx'
import { ChoiceGroup } from '../components/choice-group.tsx'
import { DateField, fieldId, TextAreaField } from '../components/field.tsx'
import { FieldNotes } from '../components/field-notes.tsx'
import { Form } from '../components/form.tsx'
import { PageHead } from '../components/page-head.tsx'
import type { StaffT } from '../messages/index.ts'
import { titleOf } from './release.tsx'
import type { Release } from './release-props.ts'

type Centre = { id: string; name: string }
export type OfferPageProps = {
  t: StaffT
  path: string
  release: Pick<Release, 'title' | 'snapshot'>
  centres: readonly Centre[]
  offer: FormState
}

export const OfferPage = (props: OfferPageProps) => {
  const { t, path, release, offer } = props
  const { typed, errors } = offer
  const labels = {
    audience: t('sharing.offer_whom'),
    centres: t('sharing.offer_regions'),
    agreement: t('sharing.agreement'),
    valid_until: t('sharing.valid_until'),
  }
  return (
    <>
      <PageHead
        title={t('sharing.offer')}
        back={{ href: path, label: titleOf(t, release) }}
        lead={t('sharing.offer_text')}
      />
      <Form t={t} action={`${path}/offers`} errors={errors} labels={labels}>
        <ChoiceGroup
          t={t}
          type="radio"
          name="audience"
          legend={labels.audience}
          required
          error={errors.audience}
          values={typed.audience ? [typed.audience] : []}
          choices={[
            { value: 'centre', label: t('sharing.offer_centres') },
            { value: 'network', label: t('sharing.offer_network'), hint: t('sharing.offer_network_hint') },
            { value: 'public', label: t('sharing.offer_public'), hint: t('sharing.offer_public_hint') },
          ]}
        />
        <Regions {...props} legend={labels.centres} />
        <TextAreaField
          t={t}
          name="agreement"
          label={labels.agreement}
          hint={t('sharing.agreement_hint')}
          value={typed.agreement}
          error={errors.agreement}
          required
          rows={3}
          maxlength={1000}
        />
        <DateField
          t={t}
          name="valid_until"
          label={labels.valid_until}
          hint={t('sharing.valid_until_hint')}
          value={typed.valid_until}
          error={errors.valid_until}
        />
        <ButtonRow>
          <Button>{t('sharing.offer')}</Button>
          <ButtonLink kind="quiet" href={path}>
            {t('common.cancel')}
          </ButtonLink>
        </ButtonRow>
      </Form>
    </>
  )
}

/** A name for each tick, so that a refused form keeps them all. */
const Regions = ({ t, centres, legend, offer: { typed, errors } }: OfferPageProps & { legend: string }) => {
  const id = fieldId('centres')
  if (centres.length === 0) return <p class="muted">{t('sharing.offer_no_centres')}</p>
  return (
    <fieldset
      class={errors.centres ? 'field field-invalid regions' : 'field regions'}
      aria-describedby={errors.centres ? `${id}-error` : undefined}
    >
      <legend class="field-label">{legend}</legend>
      <FieldNotes id={id} {...(errors.centres ? { error: errors.centres } : {})} />
      {centres.map((centre, at) => (
        <div class="field-check">
          <input
            class="check"
            type="checkbox"
            id={at === 0 ? id : `${id}-${at}`}
            name={`centre_${centre.id}`}
            value="on"
            checked={typed[`centre_${centre.id}`] === 'on'}
          />
          <label class="check-label" for={at === 0 ? id : `${id}-${at}`}>
            {centre.name}
          </label>
        </div>
      ))}
    </fieldset>
  )
}
