import { fieldGroups } from '../../src/lib/import-fields.ts'
import type { RawRow } from '../../src/lib/imports.ts'
import type { FormState } from '../../src/web/forms.ts'
import { Button, ButtonLink, ButtonRow } from '../components/button.tsx'
import { Field } from '../components/field.tsx'
import { Form } from '../components/form.tsx'
import type { StaffT } from '../messages/index.ts'
import { ImportHead, type ListHead } from './steps.tsx'

type Props = {
  t: StaffT
  base: string
  list: ListHead
  header: readonly string[]
  sample: readonly RawRow[]
  mapping: readonly string[]
  form: FormState
}

export const ColumnsPage = ({ t, base, list, header, sample, mapping, form }: Props) => (
  <>
    <ImportHead t={t} base={base} list={list} step="columns" lead={t('imports.columns_lead')} />
    <Form
      t={t}
      action={`${base}/imports/${list.id}/columns`}
      errors={form.errors}
      labels={Object.fromEntries(header.map((_, at) => [`column_${at}`, titleOf(t, header, at)]))}
    >
      <div class="grid">
        {header.map((_, at) => (
          <Field
            t={t}
            name={`column_${at}`}
            label={titleOf(t, header, at)}
            hint={exampleOf(t, sample, at)}
            required
            {...(form.errors[`column_${at}`] ? { error: form.errors[`column_${at}`] } : {})}
            control={(control) => (
              <select class="input" {...control}>
                <option value="">{t('imports.do_not')}</option>
                <FieldChoices t={t} chosen={mapping[at] ?? ''} />
              </select>
            )}
          />
        ))}
      </div>
      <ButtonRow>
        <Button>{t('imports.go_on')}</Button>
        <ButtonLink kind="quiet" href={`${base}/imports/${list.id}/file`}>
          {t('imports.back')}
        </ButtonLink>
      </ButtonRow>
    </Form>
  </>
)

const FieldChoices = ({ t, chosen }: { t: StaffT; chosen: string }) => (
  <>
    {(['name', 'contact', 'facts', 'work'] as const).map((group) => (
      <optgroup label={t(`imports.group.${group}`)}>
        {fieldGroups[group].map((field) => (
          <option value={field} selected={field === chosen}>
            {t(`imports.field.${field}`)}
          </option>
        ))}
      </optgroup>
    ))}
  </>
)

const titleOf = (t: StaffT, header: readonly string[], at: number) =>
  header[at] || t('imports.column_nth', { nth: at + 1 })

const exampleOf = (t: StaffT, sample: readonly RawRow[], at: number) => {
  const texts = [...new Set(sample.map(([, cells]) => cells[at]?.trim() ?? '').filter(Boolean))].slice(0, 3)
  return texts.length > 0 ? t('imports.example', { text: texts.join(' · ').slice(0, 90) }) : ''
}
