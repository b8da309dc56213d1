import { declineReasons } from '../../src/lib/words.ts'
import type { FormState } from '../../src/web/forms.ts'
import { Button } from '../components/button.tsx'
import { SelectField, TextAreaField } from '../components/field.tsx'
import { Form } from '../components/form.tsx'
import type { PublicT } from '../messages/index.ts'

type DeclineProps = { t: PublicT; action: string; form: FormState; label: string }

/** No is an answer too, with a reason that can be counted. */
export const DeclineForm = ({ t, action, form: { typed, errors }, label }: DeclineProps) => (
  <Form t={t} action={action} errors={errors} labels={{ reason: t('referral.reason'), answer: t('referral.answer') }}>
    <SelectField
      t={t}
      name="reason"
      label={t('referral.reason')}
      value={typed.reason ?? ''}
      required
      options={declineReasons.map((reason) => ({ value: reason, label: t(`decline.${reason}`) }))}
      {...(errors.reason ? { error: errors.reason } : {})}
    />
    <TextAreaField
      t={t}
      name="answer"
      label={t('referral.answer')}
      value={typed.answer ?? ''}
      rows={2}
      maxlength={500}
      {...(errors.answer ? { error: errors.answer } : {})}
    />
    <Button kind="secondary">{label}</Button>
  </Form>
)
