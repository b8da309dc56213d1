import type { Candidate } from '../../src/contacts/match.ts'
import { fullName } from '../../src/lib/names.ts'
import type { FormState } from '../../src/web/forms.ts'
import { Button, ButtonLink, ButtonRow } from '../components/button.tsx'
import { SelectField, TextAreaField } from '../components/field.tsx'
import { Flash } from '../components/flash.tsx'
import { Form } from '../components/form.tsx'
import { PageHead } from '../components/page-head.tsx'
import type { StaffT } from '../messages/index.ts'
import { Essentials } from './essential-fields.tsx'
import { formFields } from './form-fields.ts'
import { formLabels } from './form-labels.ts'
import { FurtherFields } from './further-fields.tsx'
import { Likely } from './likely.tsx'

type Known = { id: string; given_name: string; family_name: string }

export type ContactFormProps = {
  t: StaffT
  base: string
  form: FormState
  owners: { id: string; name: string }[]
  /** the address belongs to somebody known */
  known?: Known | undefined
  likely?: readonly Candidate[] | undefined
}

export const NewContactPage = ({
  t,
  base,
  form,
  owners,
  known,
  likely,
  tracks,
  idempotencyKey,
}: ContactFormProps & { tracks: readonly ('return' | 'relocation')[]; idempotencyKey: string }) => (
  <>
    <PageHead
      title={t('contacts.new')}
      lead={t('contacts.new_lead')}
      back={{ href: `${base}/contacts`, label: t('contacts.title') }}
    />
    <KnownAlready t={t} base={base} known={known} />
    <Form
      t={t}
      action={`${base}/contacts`}
      errors={form.errors}
      labels={formLabels(t)}
      hidden={{ idempotency_key: idempotencyKey }}
      attrs={{ 'data-lock': '' }}
    >
      <DefaultButton />
      {likely && <Likely t={t} base={base} candidates={likely} />}
      <Essentials fields={formFields(t, form)} owners={owners} />
      <SelectField
        t={t}
        name="track"
        label={t('contacts.track')}
        value={form.typed.track ?? tracks[0] ?? ''}
        empty={t('contacts.no_track')}
        {...errorOf(form, 'track')}
        options={tracks.map((track) => ({ value: track, label: t(`track.${track}`) }))}
      />
      <TextAreaField
        t={t}
        name="note"
        label={t('contacts.note')}
        value={form.typed.note ?? ''}
        rows={4}
        {...errorOf(form, 'note')}
      />
      <FurtherFields fields={formFields(t, form)} />
      <ButtonRow>
        <Button>{t('contacts.save_new')}</Button>
        <ButtonLink kind="quiet" href={`${base}/contacts`}>
          {t('common.cancel')}
        </ButtonLink>
      </ButtonRow>
    </Form>
  </>
)

export type EditContactProps = ContactFormProps & {
  contact: { id: string; given_name: string; family_name: string }
  version: number
  /** what is saved now, where somebody else was faster */
  conflict?: Record<string, string> | undefined
}

export const EditContactPage = ({ t, base, form, owners, known, contact, version, conflict }: EditContactProps) => (
  <>
    <PageHead title={t('contacts.edit')} back={{ href: `${base}/contacts/${contact.id}`, label: fullName(contact) }} />
    {conflict && (
      <Flash tone="bad" title={t('contacts.conflict_title')}>
        {t('contacts.conflict')}
      </Flash>
    )}
    <KnownAlready t={t} base={base} known={known} />
    <Form
      t={t}
      action={`${base}/contacts/${contact.id}`}
      errors={form.errors}
      labels={formLabels(t)}
      hidden={{ version }}
    >
      <DefaultButton />
      <Essentials fields={formFields(t, form, conflict)} owners={owners} />
      <FurtherFields fields={formFields(t, form, conflict)} />
      <ButtonRow>
        <Button>{t('common.save')}</Button>
        <ButtonLink kind="quiet" href={`${base}/contacts/${contact.id}`}>
          {t('common.cancel')}
        </ButtonLink>
      </ButtonRow>
    </Form>
  </>
)

const KnownAlready = ({ t, base, known }: { t: StaffT; base: string; known?: Known | undefined }) =>
  known ? (
    <Flash
      tone="waiting"
      title={t('contacts.known', { name: fullName(known) })}
      action={
        <ButtonLink kind="secondary" size="small" href={`${base}/contacts/${known.id}`}>
          {t('contacts.open_known')}
        </ButtonLink>
      }
    >
      {t('contacts.known_text')}
    </Flash>
  ) : null

/** Enter saves: without this it would press the first button of the form, which may be one that adds a row. */
const DefaultButton = () => <button type="submit" hidden tabindex={-1} />

const errorOf = (form: FormState, name: string) => (form.errors[name] ? { error: form.errors[name] } : {})
