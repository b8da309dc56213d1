import type { PropsWithChildren } from 'hono/jsx'
import { countriesIn } from '../../src/lib/countries.ts'
import { occupationName, occupations } from '../../src/lib/isco.ts'
import { regionCodes, regionName } from '../../src/lib/regions.ts'
import { barriers, horizons, lawfulBases, triggers } from '../../src/lib/words.ts'
import { CheckboxField, DateField, SelectField, TextAreaField, TextField } from '../components/field.tsx'
import { type FormFields, fieldOf, hasSomething, hintedField } from './form-fields.ts'
import { LanguageRows, languageNames, PointRows, pointNames } from './form-rows.tsx'
import { savedNow } from './saved-now.tsx'

/** The rest, folded away by what it is about; a part is open where it holds something or something in it is wrong. */
export const FurtherFields = ({ fields }: { fields: FormFields }) => (
  <div class="stack">
    <Names fields={fields} />
    <Part title={fields.t('people.reach')} fields={fields} names={pointNames}>
      <p class="muted">{fields.t('people.reach_lead')}</p>
      <PointRows fields={fields} />
    </Part>
    <Places fields={fields} />
    <Work fields={fields} />
    <Return fields={fields} />
    <Lawful fields={fields} />
  </div>
)

type PartProps = PropsWithChildren<{ title: string; fields: FormFields; names: readonly string[] }>

const Part = ({ title, fields, names, children }: PartProps) => (
  <details class="card" open={hasSomething(fields, names) || isAsked(fields, names)}>
    <summary>{title}</summary>
    <div class="stack">{children}</div>
  </details>
)

const isAsked = ({ form }: FormFields, names: readonly string[]) =>
  Boolean(form.typed.more) && names.some((name) => name.startsWith(`${form.typed.more}_`))

const own = [
  'title_before',
  'title_after',
  'birth_name',
  'former_names',
  'nickname',
  'native_name',
  'latin_name',
  'born',
]

const Names = ({ fields }: { fields: FormFields }) => {
  const { t } = fields
  const field = (name: string) => ({ ...fieldOf(fields, name), autocomplete: 'off' })
  return (
    <Part title={t('people.names')} fields={fields} names={own}>
      <div class="grid">
        <TextField {...field('title_before')} />
        <TextField {...field('title_after')} />
      </div>
      <div class="grid">
        <TextField {...hintedField(fields, 'birth_name', t('contacts.birth_name_hint'))} autocomplete="off" />
        <TextField {...hintedField(fields, 'former_names', t('people.former_names_hint'))} autocomplete="off" />
        <TextField {...field('nickname')} />
      </div>
      <div class="grid">
        <TextField {...field('native_name')} />
        <TextField {...hintedField(fields, 'latin_name', t('people.latin_name_hint'))} autocomplete="off" />
        <TextField {...hintedField(fields, 'born', t('people.born_hint'))} autocomplete="off" />
      </div>
    </Part>
  )
}

const Places = ({ fields }: { fields: FormFields }) => {
  const { t } = fields
  const areas = [...regionCodes.map((value) => ({ value, label: regionName(t, value) })), ...countriesIn(t.lang)]
  return (
    <Part title={t('people.places')} fields={fields} names={['residence_area', 'origin_code']}>
      <input
        type="hidden"
        name="residence_area_was"
        value={fields.form.typed.residence_area_was ?? fields.form.typed.residence_area ?? ''}
      />
      <div class="grid">
        <SelectField
          {...hintedField(fields, 'residence_area', t('people.residence_area_hint'), areas)}
          empty={t('people.unknown')}
          options={areas}
        />
        <TextField
          {...hintedField(fields, 'origin_code', t('people.origin_code_hint'))}
          inputmode="numeric"
          width="medium"
          autocomplete="off"
        />
      </div>
    </Part>
  )
}

const Work = ({ fields }: { fields: FormFields }) => {
  const { t, form } = fields
  const groups: { value: string; label: string }[] = occupations.map(([value]) => ({
    value,
    label: occupationName(t, value),
  }))
  const finer = form.typed.isco ?? ''
  if (finer && !groups.some(({ value }) => value === finer))
    groups.push({ value: finer, label: occupationName(t, finer) })
  return (
    <Part title={t('people.work')} fields={fields} names={['isco', ...languageNames]}>
      <div class="grid">
        <SelectField {...fieldOf(fields, 'isco', groups)} empty={t('people.unknown')} options={groups} />
      </div>
      <LanguageRows fields={fields} />
    </Part>
  )
}

const Return = ({ fields }: { fields: FormFields }) => {
  const { t } = fields
  const names = [...triggers.map((code) => `trigger_${code}`), ...barriers.map((code) => `barrier_${code}`)]
  const when = horizons.map((value) => ({ value, label: t(`people.horizon.${value}`) }))
  return (
    <Part title={t('people.return')} fields={fields} names={['horizon', ...names]}>
      <div class="grid">
        <SelectField {...fieldOf(fields, 'horizon', when)} width="medium" empty={t('people.unknown')} options={when} />
      </div>
      <Ticks fields={fields} legend={t('people.triggers')} kind="trigger" codes={triggers} />
      <Ticks fields={fields} legend={t('people.barriers')} kind="barrier" codes={barriers} />
    </Part>
  )
}

type TicksProps = { fields: FormFields; legend: string; kind: 'trigger' | 'barrier'; codes: readonly string[] }

const Ticks = ({ fields, legend, kind, codes }: TicksProps) => (
  <fieldset>
    <legend class="field-label">{legend}</legend>
    <div class="grid ticks">
      {codes.map((code) => {
        const { t, form, conflict } = fields
        const { value, hint: _hint, ...field } = fieldOf(fields, `${kind}_${code}`)
        const saved = savedNow(t, `${kind}_${code}`, form, conflict, [{ value: 'on', label: '✓' }])
        return <CheckboxField {...field} checked={value === 'on'} {...(saved ? { hint: saved } : {})} />
      })}
    </div>
  </fieldset>
)

const Lawful = ({ fields }: { fields: FormFields }) => {
  const { t } = fields
  const bases = lawfulBases.map((value) => ({ value, label: t(`people.lawful_basis.${value}`) }))
  return (
    <Part title={t('people.lawful')} fields={fields} names={['lawful_basis', 'source_note', 'informed_on']}>
      <p class="muted">{t('people.lawful_lead')}</p>
      <div class="grid">
        <TextAreaField {...hintedField(fields, 'source_note', t('people.source_note_hint'))} rows={2} />
        <SelectField {...fieldOf(fields, 'lawful_basis', bases)} empty={t('people.unknown')} options={bases} />
        <DateField {...fieldOf(fields, 'informed_on')} />
      </div>
    </Part>
  )
}
