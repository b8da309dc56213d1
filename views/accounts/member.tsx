import { shortDay } from '../../src/lib/format.ts'
import type { FormState } from '../../src/web/forms.ts'
import { Button, PostButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { DefinitionList } from '../components/definition-list.tsx'
import { Flash } from '../components/flash.tsx'
import { Form } from '../components/form.tsx'
import { PageHead } from '../components/page-head.tsx'
import type { StaffT } from '../messages/index.ts'
import { RoleChoice } from './member-form.tsx'
import { MemberState } from './member-state.tsx'
import type { ShownMember } from './team.tsx'

export type MemberPageProps = {
  t: StaffT
  base: string
  member: ShownMember & { version: number }
  /** nobody changes their own role, nor shuts themselves out */
  isOwn: boolean
  form: FormState
  isStale: boolean
  /** without mail a link is handed over by hand */
  sendsMail: boolean
  done?: string | undefined
}

export const MemberPage = (props: MemberPageProps) => {
  const { t, base, member, isOwn, isStale, form } = props
  return (
    <>
      <PageHead title={member.name} back={{ href: base, label: t('settings.members') }} />
      <Done {...props} />
      {isStale && (
        <Flash tone="bad" title={t('error.409.title')}>
          {t('members.conflict')}
        </Flash>
      )}
      {form.errors.form && <Flash tone="bad">{form.errors.form}</Flash>}
      <Card title={t('members.facts')}>
        <DefinitionList
          items={[
            { term: t('sign_in.email'), value: <a href={`mailto:${member.email}`}>{member.email}</a> },
            { term: t('members.state'), value: <MemberState t={t} member={member} /> },
            { term: t('members.role'), value: t(`role.${member.role}`) },
            { term: t('members.signed_in'), value: member.signed_in_at && shortDay(t, member.signed_in_at) },
          ]}
        />
      </Card>
      {isOwn ? <Flash>{t('members.own')}</Flash> : <Decisions {...props} />}
    </>
  )
}

const Done = ({ t, member: { name, disabled_at }, done }: MemberPageProps) => {
  if (done === 'saved' || done === 'invited' || done === 'link')
    return <Flash tone="good">{t(`members.done_${done}`)}</Flash>
  // an old address may say what is not so any more
  if (done !== (disabled_at ? 'closed' : 'opened')) return null
  return <Flash tone="good">{t(`members.done_${done}`, { name })}</Flash>
}

const Decisions = ({ t, base, member, sendsMail, form: { typed, errors } }: MemberPageProps) => (
  <>
    <Card title={t('members.change_role')}>
      <Form
        t={t}
        action={`${base}/${member.id}`}
        errors={errors.role ? { role: errors.role } : {}}
        labels={{ role: t('members.role') }}
        hidden={{ version: member.version }}
      >
        <RoleChoice t={t} value={typed.role ?? member.role} error={errors.role} />
        <Button kind="secondary">{t('common.save')}</Button>
      </Form>
    </Card>
    {!member.disabled_at && <NewLink {...{ t, base, member, sendsMail }} />}
    <Card title={t(member.disabled_at ? 'members.open' : 'members.close')}>
      <p>{t(member.disabled_at ? 'members.open_text' : 'members.close_text')}</p>
      {member.disabled_at ? (
        <PostButton action={`${base}/${member.id}/enable`} fields={{ version: member.version }} kind="secondary">
          {t('members.open')}
        </PostButton>
      ) : (
        <PostButton
          action={`${base}/${member.id}/disable`}
          fields={{ version: member.version }}
          kind="danger"
          confirm={t('members.close_question', { name: member.name })}
          deed
        >
          {t('members.close')}
        </PostButton>
      )}
    </Card>
  </>
)

const NewLink = ({ t, base, member, sendsMail }: Pick<MemberPageProps, 't' | 'base' | 'member' | 'sendsMail'>) => {
  const how = sendsMail ? 'text' : 'kept'
  return (
    <Card title={t(member.accepted_at ? 'members.forgot' : 'members.not_yet')}>
      <p>{t(member.accepted_at ? `members.forgot_${how}` : `members.not_yet_${how}`)}</p>
      <PostButton action={`${base}/${member.id}/link`} kind="secondary">
        {t(sendsMail ? 'members.new_link' : 'members.new_link_kept')}
      </PostButton>
    </Card>
  )
}
