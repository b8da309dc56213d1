import { shortDay } from '../../../src/lib/format.ts'
import type { ListedKey } from '../../../src/sharing/queries/catalogue.ts'
import type { TrustedKey } from '../../../src/sharing/queries/imports.ts'
import type { FormState } from '../../../src/web/forms.ts'
import { Button, ButtonRow, PostButton } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { TextAreaField, TextField } from '../../components/field.tsx'
import { Flash } from '../../components/flash.tsx'
import { Form } from '../../components/form.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { type Column, Table } from '../../components/table.tsx'
import type { StaffT } from '../../messages/index.ts'

export type KeysPageProps = {
  t: StaffT
  base: string
  trusted: TrustedKey[]
  network: ListedKey[]
  mayEdit: boolean
  form: FormState
  done?: string | undefined
}

export const KeysPage = (props: KeysPageProps) => {
  const { t, base, trusted, network, mayEdit, done } = props
  return (
    <>
      <PageHead
        title={t('reading.keys')}
        back={{ href: `${base}/sharing/network`, label: t('reading.title') }}
        lead={t('reading.keys_lead')}
      />
      {(done === 'trusted' || done === 'gone' || done === 'in_use') && (
        <Flash tone={done === 'in_use' ? 'bad' : 'good'}>{t(`reading.key_done.${done}`)}</Flash>
      )}
      <h2>{t('reading.keys_own')}</h2>
      <Table
        caption={t('reading.keys_own')}
        captionHidden
        rows={trusted}
        columns={trustedColumns(props)}
        empty={
          <EmptyState title={t('reading.keys_empty')} icon="globe" level={3}>
            {t('reading.keys_empty_text')}
          </EmptyState>
        }
      />
      {mayEdit ? <KeyForm {...props} /> : <p class="muted">{t('reading.key_admin')}</p>}
      {network.length > 0 && (
        <>
          <h2>{t('reading.keys_network')}</h2>
          <Table caption={t('reading.keys_network')} captionHidden rows={network} columns={networkColumns(t)} />
        </>
      )}
    </>
  )
}

const KeyForm = ({ t, base, form: { typed, errors } }: KeysPageProps) => (
  <Card title={t('reading.key_add')}>
    <Form
      t={t}
      action={`${base}/sharing/network/keys`}
      errors={errors}
      labels={{ region: t('reading.key_region'), public_key: t('reading.key_pem') }}
      attrs={{ 'data-lock': '' }}
    >
      <TextField
        t={t}
        name="region"
        label={t('reading.key_region')}
        hint={t('reading.key_region_hint')}
        value={typed.region}
        error={errors.region}
        required
        maxlength={150}
      />
      <TextAreaField
        t={t}
        name="public_key"
        label={t('reading.key_pem')}
        hint={t('reading.key_pem_hint')}
        value={typed.public_key}
        error={errors.public_key}
        required
        rows={4}
        maxlength={2000}
      />
      <ButtonRow>
        <Button icon="plus">{t('reading.key_add')}</Button>
      </ButtonRow>
    </Form>
  </Card>
)

const trustedColumns = ({ t, base, mayEdit }: KeysPageProps): Column<TrustedKey>[] => [
  { key: 'region', label: t('reading.key_region'), header: true, cell: ({ region }) => region },
  fingerprint(t),
  { key: 'since', label: t('reading.key_since'), cell: ({ added_at }) => shortDay(t, added_at) },
  ...(mayEdit
    ? [
        {
          key: 'remove',
          label: t('reading.key_remove'),
          labelHidden: true,
          print: false as const,
          cell: ({ key_id }: TrustedKey) => (
            <PostButton
              kind="quiet"
              size="small"
              action={`${base}/sharing/network/keys/${key_id}/remove`}
              confirm={t('reading.key_remove_confirm', { key: key_id })}
            >
              {t('reading.key_remove')}
            </PostButton>
          ),
        },
      ]
    : []),
]

const networkColumns = (t: StaffT): Column<ListedKey>[] => [
  { key: 'region', label: t('reading.region'), header: true, cell: ({ centre }) => centre },
  fingerprint(t),
  { key: 'since', label: t('reading.key_since'), cell: ({ listed_at }) => shortDay(t, listed_at) },
]

const fingerprint = <Key extends { key_id: string }>(t: StaffT): Column<Key> => ({
  key: 'key',
  label: t('reading.key_fingerprint'),
  cell: ({ key_id }) => <span class="fingerprint">{key_id.replace(/(.{4})(?=.)/g, '$1 ')}</span>,
})
