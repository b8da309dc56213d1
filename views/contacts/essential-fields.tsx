import { languageName } from '../../src/lib/format.ts'
import { EmailField, PhoneField, SelectField, TextField } from '../components/field.tsx'
import { languages } from '../messages/index.ts'
import { type FormFields, fieldOf, hintedField } from './form-fields.ts'

type EssentialsProps = { fields: FormFields; owners: readonly { id: string; name: string }[] }

/** Who it is, how to reach them, from where, and whose they are: enough for most contacts. */
export const Essentials = ({ fields, owners }: EssentialsProps) => {
  const { t, form } = fields
  const field = (name: string) => ({ ...fieldOf(fields, name), autocomplete: 'off' })
  const langs = languages.map((lang) => ({ value: lang, label: languageName(t, lang) }))
  const members = owners.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <>
      <div class="grid">
        <TextField {...field('given_name')} />
        <TextField {...field('family_name')} />
      </div>
      <div class="grid">
        <EmailField {...field('email')} />
        <PhoneField {...field('phone')} />
        <SelectField
          {...fieldOf(fields, 'lang', langs)}
          value={form.typed.lang ?? 'cs'}
          empty={false}
          required
          options={langs}
        />
      </div>
      <div class="grid">
        <TextField {...field('municipality_origin')} />
        <TextField {...field('residence')} />
        <TextField {...field('field')} />
      </div>
      <div class="grid">
        <TextField {...hintedField(fields, 'tags', t('contacts.tags_hint'))} autocomplete="off" />
        <SelectField {...fieldOf(fields, 'owner_id', members)} empty={t('contacts.nobody')} options={members} />
      </div>
    </>
  )
}
