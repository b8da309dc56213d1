import { languageName } from '../../src/lib/format.ts'
import type { MailLine, MailRecord } from '../../src/mail/queries/mails.ts'
import { Card } from '../components/card.tsx'
import { DefinitionList } from '../components/definition-list.tsx'
import { Flash } from '../components/flash.tsx'
import { PageHead } from '../components/page-head.tsx'
import type { StaffT } from '../messages/index.ts'
import { mailTones } from './state.tsx'
import { MailTable, Moment } from './table.tsx'

export type MailPageProps = {
  t: StaffT
  slug: string
  mail: MailRecord
  /** Personal links were taken out of the text. */
  masked: boolean
  /** It waited when a backup was restored. */
  restored: boolean
  beside: readonly MailLine[]
}

export const MailPage = ({ t, slug, mail, masked, restored, beside }: MailPageProps) => {
  const base = `/app/${slug}/mail`
  return (
    <>
      <PageHead
        back={{ href: base, label: t('mail.title') }}
        eyebrow={t(`mail.kind.${mail.kind}`)}
        title={<span lang={mail.lang}>{mail.subject}</span>}
      />
      <Flash tone={mailTones[mail.state]} title={t(`mail.state.${mail.state}`)}>
        {t(restored ? 'mail.explained.restored' : `mail.explained.${mail.state}`)}
      </Flash>
      <Card title={t('mail.facts')}>
        <DefinitionList items={factsOf(t, slug, restored ? { ...mail, last_error: '' } : mail)} />
      </Card>
      <Card title={t('mail.as_html')}>
        {masked && <p>{t('mail.masked')}</p>}
        <iframe
          class="mail-frame"
          title={t('mail.as_html')}
          src={`${base}/${mail.id}/html`}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
        />
      </Card>
      <Card title={t('mail.as_text')}>
        <pre class="mail-text" lang={mail.lang}>
          {mail.body}
        </pre>
      </Card>
      {beside.length > 0 && (
        <Card title={t('mail.others')}>
          <MailTable t={t} slug={slug} rows={beside} caption={t('mail.others')} />
        </Card>
      )}
    </>
  )
}

const factsOf = (t: StaffT, slug: string, mail: MailRecord) =>
  [
    { term: t('mail.recipient'), value: mail.to_name ? `${mail.to_name} <${mail.to_address}>` : mail.to_address },
    { term: t('mail.lang'), value: languageName(t, mail.lang) },
    { term: t('mail.created'), value: <Moment t={t} moment={mail.created_at} /> },
    mail.accepted_at && { term: t('mail.accepted_at'), value: <Moment t={t} moment={mail.accepted_at} /> },
    mail.state === 'ready' && { term: t('mail.next_attempt'), value: <Moment t={t} moment={mail.not_before} /> },
    mail.not_after && { term: t('mail.not_after'), value: <Moment t={t} moment={mail.not_after} /> },
    mail.attempts > 0 && { term: t('mail.attempts'), value: mail.attempts },
    mail.last_error && { term: t('mail.last_error'), value: mail.last_error },
    mail.contact_id && {
      term: t('mail.contact'),
      value: <a href={`/app/${slug}/contacts/${mail.contact_id}`}>{t('mail.show_contact')}</a>,
    },
  ].filter((fact) => fact !== false && fact !== null && fact !== '')
