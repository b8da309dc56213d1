import type { Child } from 'hono/jsx'
import { languageName } from '../../src/lib/format.ts'
import { fullName } from '../../src/lib/names.ts'
import type { FormState } from '../../src/web/forms.ts'
import { Button, ButtonLink, ButtonRow } from '../components/button.tsx'
import { EmailField, PhoneField, SelectField, TextAreaField, TextField } from '../components/field.tsx'
import { Flash } from '../components/flash.tsx'
import { Form } from '../components/form.tsx'
import { PageHead } from '../components/page-head.tsx'
import { languages, type StaffT } from '../messages/index.ts'

type Known = { id: string; given_name: string; family_name: string }

export type ContactFormProps = {
  t: StaffT
  base: string
  form: FormState
  owners: { id: string; name: string }[]
  /** the address belongs to somebody known */
  known?: Known | undefined
}

export const NewContactPage = ({
  t,
  base,
  form,
  owners,
  known,
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
      labels={labels(t)}
      hidden={{ idempotency_key: idempotencyKey }}
      attrs={{ 'data-lock': '' }}
    >
      <PersonFields t={t} form={form} owners={owners} />
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
    <Form t={t} action={`${base}/contacts/${contact.id}`} errors={form.errors} labels={labels(t)} hidden={{ version }}>
      <PersonFields t={t} form={form} owners={owners} {...(conflict ? { conflict } : {})} />
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

type FieldsProps = {
  t: StaffT
  form: FormState
  owners: { id: string; name: string }[]
  conflict?: Record<string, string>
}

const PersonFields = ({ t, form, owners, conflict }: FieldsProps) => {
  const field = (name: keyof ReturnType<typeof labels>) => ({
    t,
    name,
    label: labels(t)[name],
    value: form.typed[name] ?? '',
    ...errorOf(form, name),
    ...savedNow(t, name, form, conflict),
  })
  return (
    <>
      <div class="grid">
        <TextField {...field('given_name')} autocomplete="off" />
        <TextField {...field('family_name')} autocomplete="off" />
        <TextField
          {...field('birth_name')}
          autocomplete="off"
          hint={field('birth_name').hint ?? t('contacts.birth_name_hint')}
        />
      </div>
      <div class="grid">
        <EmailField {...field('email')} autocomplete="off" />
        <PhoneField {...field('phone')} autocomplete="off" />
        <SelectField
          {...field('lang')}
          value={form.typed.lang ?? 'cs'}
          empty={false}
          required
          options={languages.map((lang) => ({ value: lang, label: languageName(t, lang) }))}
        />
      </div>
      <div class="grid">
        <TextField {...field('municipality_origin')} autocomplete="off" />
        <TextField {...field('residence')} autocomplete="off" />
        <TextField {...field('field')} autocomplete="off" />
      </div>
      <div class="grid">
        <TextField {...field('tags')} autocomplete="off" hint={field('tags').hint ?? t('contacts.tags_hint')} />
        <SelectField
          {...field('owner_id')}
          empty={t('contacts.nobody')}
          options={owners.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </div>
    </>
  )
}

const errorOf = (form: FormState, name: string) => (form.errors[name] ? { error: form.errors[name] } : {})

const savedNow = (
  t: StaffT,
  name: string,
  form: FormState,
  conflict: Record<string, string> | undefined,
): { hint?: Child } => {
  const saved = conflict?.[name]
  if (saved === undefined || saved === (form.typed[name] ?? '')) return {}
  return { hint: <strong>{saved ? t('contacts.saved_value', { value: saved }) : t('contacts.saved_empty')}</strong> }
}

const labels = (t: StaffT) => ({
  given_name: t('contacts.given_name'),
  family_name: t('contacts.family_name'),
  birth_name: t('contacts.birth_name'),
  email: t('contacts.email'),
  phone: t('contacts.phone'),
  lang: t('contacts.lang'),
  municipality_origin: t('contacts.municipality_origin'),
  residence: t('contacts.residence'),
  field: t('contacts.field'),
  tags: t('contacts.tags'),
  owner_id: t('contacts.owner'),
  track: t('contacts.track'),
  note: t('contacts.note'),
})
