import { shortDateTime } from '../../src/lib/format.ts'
import type { ImportState } from '../../src/lib/imports.ts'
import { Button, ButtonRow } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Field, TextAreaField } from '../components/field.tsx'
import { Flash } from '../components/flash.tsx'
import { Form } from '../components/form.tsx'
import { PageHead } from '../components/page-head.tsx'
import { Pager } from '../components/pager.tsx'
import { type Column, Table } from '../components/table.tsx'
import type { StaffT } from '../messages/index.ts'
import { ProblemFlash, type ShownProblem } from './problem.tsx'

type Row = {
  id: string
  name: string
  state: ImportState
  row_count: number
  created_at: Date
  member_name: string | null
}
type Limits = { csv: number; xlsx: number; rows: number; xlsx_rows: number; columns: number }
type Props = {
  t: StaffT
  base: string
  limits: Limits
  imports: Row[]
  next: string | undefined
  problem?: ShownProblem | undefined
  pasted?: string
  isMissing?: boolean
}

export const NewImportPage = ({ t, base, limits, imports, next, problem, pasted = '', isMissing }: Props) => {
  const missing = isMissing ? { error: t('imports.nothing') } : {}
  return (
    <>
      <PageHead
        title={t('imports.title')}
        back={{ href: `${base}/contacts`, label: t('contacts.title') }}
        lead={t('imports.lead')}
      />
      {problem && <ProblemFlash t={t} problem={problem} />}
      <Card>
        <Form
          t={t}
          action={`${base}/contacts/import`}
          multipart
          errors={isMissing ? { file: t('imports.nothing') } : {}}
          labels={{ file: t('imports.file') }}
          attrs={{ 'data-lock': '', 'data-either': '' }}
        >
          <Field
            t={t}
            name="file"
            label={t('imports.file')}
            hint={t('imports.file_hint', limits)}
            {...missing}
            control={(control) => (
              <input class="input" type="file" accept=".csv,.txt,.xlsx,text/csv,text/plain" {...control} />
            )}
          />
          <TextAreaField
            t={t}
            name="pasted"
            label={t('imports.paste')}
            hint={t('imports.paste_hint')}
            value={pasted}
            rows={4}
          />
          <ButtonRow>
            <Button icon="check">{t('imports.upload')}</Button>
          </ButtonRow>
        </Form>
      </Card>
      <Card title={t('imports.earlier')}>
        <Table
          caption={t('imports.earlier')}
          captionHidden
          rows={imports}
          columns={columns(t, base)}
          empty={<p class="muted">{t('imports.none')}</p>}
        />
        <Pager t={t} {...(next ? { nextHref: `${base}/contacts/import?after=${next}` } : {})} />
      </Card>
    </>
  )
}

export const StaleFlash = ({ t }: { t: StaffT }) => <Flash tone="waiting">{t('imports.stale')}</Flash>

const columns = (t: StaffT, base: string): Column<Row>[] => [
  {
    key: 'name',
    label: t('imports.name'),
    header: true,
    cell: ({ id, name }) => <a href={`${base}/imports/${id}`}>{name}</a>,
  },
  { key: 'state', label: t('imports.state'), cell: ({ state }) => t(`imports.state.${state}`) },
  {
    key: 'rows',
    label: t('imports.rows'),
    numeric: true,
    cell: ({ row_count }) => new Intl.NumberFormat(t.lang).format(row_count),
  },
  { key: 'when', label: t('imports.when'), cell: ({ created_at }) => shortDateTime(t, created_at) },
  { key: 'who', label: t('imports.who'), cell: ({ member_name }) => member_name ?? '' },
]
