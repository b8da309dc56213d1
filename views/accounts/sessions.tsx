import { shortDateTime } from '../../src/lib/format.ts'
import { Badge } from '../components/badge.tsx'
import { ButtonRow, PostButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Flash } from '../components/flash.tsx'
import type { StaffT } from '../messages/index.ts'
import { AccountHead } from './account-tabs.tsx'

export type ShownSession = { id: string; device: string | undefined; created_at: Date; is_this: boolean }

type Props = {
  t: StaffT
  member: { name: string; email: string }
  sessions: readonly ShownSession[]
  done?: string | undefined
}

export const SessionsPage = ({ t, member, sessions, done }: Props) => (
  <>
    <AccountHead t={t} member={member} current="sessions" />
    {(done === 'ended' || done === 'others') && <Flash tone="good">{t(`sessions.done_${done}`)}</Flash>}
    <Card title={t('sessions.title')}>
      <p>{t('sessions.text')}</p>
      <ul class="stack-small">
        {sessions.map((session) => (
          <li class="cluster spread">
            <SessionLine t={t} session={session} />
          </li>
        ))}
      </ul>
    </Card>
    <Card title={t('sessions.end')}>
      <p>{t('own.sign_out_everywhere_text')}</p>
      <ButtonRow>
        {sessions.length > 1 && (
          <PostButton action="/account/sessions/others" kind="secondary">
            {t('sessions.end_others')}
          </PostButton>
        )}
        <PostButton action="/account/sign-out-everywhere" kind="danger">
          {t('own.sign_out_everywhere')}
        </PostButton>
      </ButtonRow>
    </Card>
  </>
)

const SessionLine = ({ t, session }: { t: StaffT; session: ShownSession }) => {
  const device = session.device ?? t('sessions.unknown')
  const since = shortDateTime(t, session.created_at)
  return (
    <>
      <div>
        <strong>{device}</strong>
        <p class="muted">{t('sessions.since', { since })}</p>
      </div>
      {session.is_this ? (
        <Badge>{t('sessions.this')}</Badge>
      ) : (
        <PostButton action={`/account/sessions/${session.id}/end`} kind="quiet" size="small">
          {t('sessions.end_one')}
          <span class="visually-hidden">
            {' '}
            {device}, {since}
          </span>
        </PostButton>
      )}
    </>
  )
}
