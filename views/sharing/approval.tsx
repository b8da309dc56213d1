import { Button, ButtonRow, PostButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { CheckboxField } from '../components/field.tsx'
import { Form } from '../components/form.tsx'
import type { ReleasePageProps } from './release-props.ts'

/** Whoever prepared it is told why it takes another; everybody else is told what to look at. */
export const Approval = ({ t, base, release, mayShare, isOwn, approval }: ReleasePageProps) => {
  const path = `${base}/${release.id}`
  if (!mayShare || isOwn)
    return (
      <Card title={t('sharing.approval')} id="approval">
        <p>{t(mayShare ? 'sharing.approval_own' : 'sharing.approval_reader')}</p>
      </Card>
    )
  return (
    <Card title={t('sharing.approval')} id="approval" highlight>
      <p>{t('sharing.approval_check')}</p>
      <ol class="points">
        {([1, 2, 3, 4] as const).map((check) => (
          <li>
            {t(`sharing.check_${check}`)}
            {check === 3 && (
              <>
                {' '}
                <a href={`${base}/plan/${release.slug}/${release.wave}`}>{t('sharing.plan')}</a>
              </>
            )}
          </li>
        ))}
      </ol>
      <Form
        t={t}
        action={`${path}/approve`}
        errors={approval.errors}
        labels={{ checked: t('sharing.checked') }}
        hidden={{ version: approval.typed.version ?? release.version }}
      >
        <CheckboxField
          t={t}
          name="checked"
          label={t('sharing.checked')}
          checked={approval.typed.checked === 'on'}
          error={approval.errors.checked}
          required
        />
        <ButtonRow>
          <Button icon="check">{t('sharing.approve')}</Button>
        </ButtonRow>
      </Form>
      <PostButton
        action={`${path}/reject`}
        kind="danger"
        fields={{ version: release.version }}
        confirm={t('sharing.reject_question')}
        deed
      >
        {t('sharing.reject')}
      </PostButton>
    </Card>
  )
}
