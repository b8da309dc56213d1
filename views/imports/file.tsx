import { shortDay } from '../../src/lib/format.ts'
import type { ImportReading, RawRow } from '../../src/lib/imports.ts'
import { Button, ButtonLink, ButtonRow } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { type Option, SelectField } from '../components/field.tsx'
import { Flash } from '../components/flash.tsx'
import { Form } from '../components/form.tsx'
import type { StaffT } from '../messages/index.ts'
import { ProblemFlash, type ShownProblem } from './problem.tsx'
import { RawTable } from './raw-table.tsx'
import { ImportHead, type ListHead } from './steps.tsx'

type Separator = 'semicolon' | 'comma' | 'tab' | 'bar'
type Props = {
  t: StaffT
  base: string
  list: ListHead
  reading: ImportReading
  separator: Separator
  encodings: readonly string[]
  header: readonly string[]
  top: readonly RawRow[]
  sample: readonly RawRow[]
  rows: number
  same?: { id: string; day: string } | undefined
  problem?: ShownProblem | undefined
}

export const FilePage = (props: Props) => {
  const { t, base, list, reading, header, sample, same, problem } = props
  return (
    <>
      <ImportHead t={t} base={base} list={list} step="file" lead={detected(props)} />
      {problem && <ProblemFlash t={t} problem={problem} />}
      {same && (
        <Flash
          tone="waiting"
          title={t('imports.same_file', { day: shortDay(t, same.day) })}
          action={
            <ButtonLink kind="secondary" size="small" href={`${base}/imports/${same.id}`}>
              {t('imports.open')}
            </ButtonLink>
          }
        >
          {t('imports.same_file_text')}
        </Flash>
      )}
      <Card title={t('imports.first_rows', { count: sample.length })}>
        <RawTable t={t} header={header} rows={sample} />
        <ButtonRow>
          <ButtonLink href={`${base}/imports/${list.id}/columns`}>{t('imports.to_columns')}</ButtonLink>
        </ButtonRow>
      </Card>
      <Card title={t('imports.correct')}>
        <Form t={t} action={`${base}/imports/${list.id}/file`}>
          <div class="grid">{reading.format === 'csv' ? <TextChoices {...props} /> : <SheetChoice {...props} />}</div>
          <SelectField
            t={t}
            name="header"
            label={t('imports.header')}
            empty={false}
            required
            value={String(reading.header)}
            options={headerChoices(props)}
          />
          <ButtonRow>
            <Button kind="secondary">{t('imports.read_again')}</Button>
          </ButtonRow>
        </Form>
      </Card>
    </>
  )
}

const detected = ({ t, reading, separator, rows }: Props) => {
  const { format, encoding, sheet, header: nth, headerLine: line } = reading
  const header = nth > 0 ? t('imports.header_at', { line }) : t('imports.header_none')
  return format === 'xlsx'
    ? t('imports.detected_xlsx', { sheet, rows, header })
    : t('imports.detected_csv', {
        encoding: spelled(encoding),
        separator: t(`imports.separator.${separator}`),
        rows,
        header,
      })
}

/** 'UTF-8' as people write it; 'windows-1250' stays. */
const spelled = (encoding: string): string => encoding.replace(/^(utf|iso)/, (letters) => letters.toUpperCase())

const TextChoices = ({ t, reading, separator, encodings }: Props) => (
  <>
    <SelectField
      t={t}
      name="encoding"
      label={t('imports.encoding')}
      empty={false}
      required
      value={reading.encoding}
      options={encodings.map((value) => ({ value, label: spelled(value) }))}
    />
    <SelectField
      t={t}
      name="separator"
      label={t('imports.separator')}
      empty={false}
      required
      value={separator}
      options={(['semicolon', 'comma', 'tab', 'bar'] as const).map((value) => ({
        value,
        label: t(`imports.separator.${value}`),
      }))}
    />
  </>
)

const SheetChoice = ({ t, reading }: Props) => (
  <SelectField
    t={t}
    name="sheet"
    label={t('imports.sheet')}
    empty={false}
    required
    value={reading.sheet}
    options={reading.sheets.map((value) => ({ value, label: value }))}
  />
)

const headerChoices = ({ t, top }: Props): Option[] => [
  { value: '0', label: t('imports.header_none') },
  ...top.map(([line, cells], at) => ({
    value: String(at + 1),
    label: t('imports.header_row', { line, text: cells.filter(Boolean).join(', ').slice(0, 60) }),
  })),
]
