import { languagesIn } from '../../src/lib/languages.ts'
import { languageLevels } from '../../src/lib/words.ts'
import { Button } from '../components/button.tsx'
import { SelectField, TextField } from '../components/field.tsx'
import type { StaffT } from '../messages/index.ts'
import { type FormFields, fieldOf, hintedField, rowsShown } from './form-fields.ts'
import { levelName } from './level-name.ts'

const most = 8
const kinds = [
  { kind: 'email', from: 2 },
  { kind: 'phone', from: 2 },
  { kind: 'messenger', from: 1 },
  { kind: 'url', from: 1 },
] as const
type Kind = (typeof kinds)[number]['kind']

const numbered = (kind: string, from = 1) =>
  Array.from({ length: most + 1 - from }, (_, index) => `${kind}_${from + index}`)

export const pointNames = kinds.flatMap(({ kind, from }) => numbered(kind, from))
export const languageNames = [...numbered('language'), ...numbered('level')]

/** Further e-mails, phones, accounts and pages; one empty row of each waits, and a button brings another. */
export const PointRows = ({ fields }: { fields: FormFields }) => (
  <>
    {kinds.map(({ kind, from }) => (
      <PointKind fields={fields} kind={kind} rows={rowsShown(fields, kind, from, most)} />
    ))}
  </>
)

const PointKind = ({ fields, kind, rows }: { fields: FormFields; kind: Kind; rows: number[] }) => {
  const { t } = fields
  const hint = kind === 'messenger' ? t('people.messenger_hint') : undefined
  return (
    <div class="stack-small">
      {rows.map((row) => (
        <div class="grid">
          <TextField
            {...hintedField(fields, `${kind}_${row}`, hint)}
            type={kind === 'messenger' ? 'text' : kind === 'phone' ? 'tel' : kind}
            autocomplete="off"
          />
          <TextField {...hintedField(fields, `label_${kind}_${row}`, t('people.label_hint'))} autocomplete="off" />
        </div>
      ))}
      <AnotherRow t={t} kind={kind} rows={rows} />
    </div>
  )
}

export const LanguageRows = ({ fields }: { fields: FormFields }) => {
  const { t } = fields
  const rows = rowsShown(fields, 'language', 1, most)
  const levels = languageLevels.map((value) => ({ value, label: levelName(t, value) }))
  const known = languagesIn(t.lang)
  return (
    <fieldset class="stack-small">
      <legend class="field-label">{t('people.languages')}</legend>
      {rows.map((row) => (
        <div class="grid">
          <SelectField {...fieldOf(fields, `language_${row}`, known)} empty={t('common.choose')} options={known} />
          <SelectField {...fieldOf(fields, `level_${row}`, levels)} empty={t('common.choose')} options={levels} />
        </div>
      ))}
      <AnotherRow t={t} kind="language" rows={rows} />
    </fieldset>
  )
}

const AnotherRow = ({ t, kind, rows }: { t: StaffT; kind: Kind | 'language'; rows: number[] }) => (
  <div>
    <input type="hidden" name={`rows_${kind}`} value={String(rows.at(-1) ?? 0)} />
    {(rows.at(-1) ?? 0) < most && (
      <Button kind="quiet" size="small" icon="plus" name="more" value={kind}>
        {t(`people.add_${kind}`)}
      </Button>
    )}
  </div>
)
