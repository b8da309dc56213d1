import type { Child } from 'hono/jsx'
import { languageName } from '../../src/lib/format.ts'
import { tracks } from '../../src/lib/words.ts'
import { Card } from '../components/card.tsx'
import { CheckboxField, EmailField, TextAreaField, TextField } from '../components/field.tsx'
import { languages, type StaffT } from '../messages/index.ts'
import type { SettingsProps } from './settings.tsx'

/** How the centre is called, here and to those who read other languages. */
export const CallCard = (props: SettingsProps) => {
  const { t } = props
  return (
    <Card title={t('centre_settings.call')}>
      <div class="grid">
        <TextField {...field(props, 'name')} required autocomplete="off" />
        <TextField {...field(props, 'region')} required autocomplete="off" />
      </div>
      <div class="grid">
        {(['en', 'de', 'uk'] as const).map((lang) => (
          <TextField {...field(props, `name_${lang}`)} autocomplete="off" attrs={{ lang }} />
        ))}
      </div>
      <p class="field-hint">{t('centre_settings.names_hint')}</p>
    </Card>
  )
}

/** Where people find and reach it; all of it stands on the public pages. */
export const ReachCard = (props: SettingsProps) => {
  const { t } = props
  return (
    <Card title={t('centre_settings.reach')}>
      <div class="grid">
        <EmailField {...field(props, 'email')} required autocomplete="off" />
        <TextField {...field(props, 'phone')} type="tel" inputmode="tel" autocomplete="off" />
        <TextField {...field(props, 'web')} type="url" autocomplete="off" />
      </div>
      <TextAreaField {...field(props, 'address')} required rows={2} />
    </Card>
  )
}

/** What it works on and which languages it speaks to the public. */
export const OfferCard = (props: SettingsProps) => {
  const { t } = props
  return (
    <Card title={t('centre_settings.offer')}>
      <fieldset class="field">
        <legend class="field-label">{t('centre_settings.tracks')}</legend>
        {tracks.map((track) => (
          <CheckboxField {...tickField(props, `track_${track}`)} />
        ))}
      </fieldset>
      <fieldset class="field">
        <legend class="field-label">{t('centre_settings.languages')}</legend>
        <p class="field-hint">{t('centre_settings.languages_hint')}</p>
        {languages.map((lang) =>
          lang === 'cs' ? (
            <CheckboxField {...tickField(props, 'lang_cs')} hint={undefined} checked attrs={{ disabled: true }} />
          ) : (
            <CheckboxField {...tickField(props, `lang_${lang}`)} />
          ),
        )}
      </fieldset>
      <fieldset class="field">
        <legend class="field-label">{t('centre_settings.enquiries')}</legend>
        <p class="field-hint">{t('centre_settings.enquiries_hint')}</p>
        <CheckboxField {...tickField(props, 'takes_enquiries')} />
      </fieldset>
    </Card>
  )
}

/** By whose name letters come, and where an answer to them goes. */
export const SenderCard = (props: SettingsProps) => {
  const { t, centre, mailFrom } = props
  return (
    <Card title={t('centre_settings.sender')}>
      <p class="field-hint">{t('centre_settings.sender_hint', { address: mailFrom })}</p>
      <div class="grid">
        <TextField
          {...field(props, 'mail_from_name', t('centre_settings.mail_from_name_hint', { name: centre.name }))}
          autocomplete="off"
        />
        <EmailField
          {...field(props, 'reply_to', t('centre_settings.reply_to_hint', { email: centre.email }))}
          autocomplete="off"
        />
      </div>
    </Card>
  )
}

export const labels = (t: StaffT) => ({
  name: t('centre_settings.name'),
  name_en: t('centre_settings.name_en'),
  name_de: t('centre_settings.name_de'),
  name_uk: t('centre_settings.name_uk'),
  region: t('centre_settings.region'),
  email: t('centre_settings.email'),
  phone: t('centre_settings.phone'),
  web: t('centre_settings.web'),
  address: t('centre_settings.address'),
  track_return: t('track.return'),
  track_relocation: t('track.relocation'),
  lang_cs: languageName(t, 'cs'),
  lang_en: languageName(t, 'en'),
  lang_de: languageName(t, 'de'),
  lang_uk: languageName(t, 'uk'),
  takes_enquiries: t('centre_settings.takes_enquiries'),
  mail_from_name: t('centre_settings.mail_from_name'),
  reply_to: t('centre_settings.reply_to'),
  brand: t('centre_settings.palette'),
  brand_color: t('centre_settings.brand_color'),
})
type Name = keyof ReturnType<typeof labels>

/** A field as typed, with what is wrong with it and, where somebody was faster, what is saved now. */
export const field = ({ t, form, conflict }: SettingsProps, name: Name, hint?: Child) => ({
  t,
  name,
  label: labels(t)[name],
  value: form.typed[name] ?? '',
  hint: savedNow(t, form.typed[name] ?? '', conflict?.[name]) ?? hint,
  ...(form.errors[name] ? { error: form.errors[name] } : {}),
})

const tickField = ({ t, form, conflict }: SettingsProps, name: Name) => {
  const saved = conflict && t(conflict[name] ? 'centre_settings.ticked' : 'centre_settings.unticked')
  const typed = t(form.typed[name] ? 'centre_settings.ticked' : 'centre_settings.unticked')
  return {
    t,
    name,
    label: labels(t)[name],
    checked: form.typed[name] === 'on',
    hint: savedNow(t, typed, saved),
    ...(form.errors[name] ? { error: form.errors[name] } : {}),
  }
}

const savedNow = (t: StaffT, typed: string, saved: string | undefined): Child | undefined => {
  if (saved === undefined || saved === typed) return undefined
  return <strong>{saved ? t('contacts.saved_value', { value: saved }) : t('contacts.saved_empty')}</strong>
}
