import type { HouseholdMember } from '../../src/contacts/queries/households.ts'
import { fullName } from '../../src/lib/names.ts'
import type { FormState } from '../../src/web/forms.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { EmailField, SelectField } from '../components/field.tsx'
import { Form } from '../components/form.tsx'
import type { StaffT } from '../messages/index.ts'

export type HouseholdProps = {
  t: StaffT
  base: string
  contact: { id: string }
  household: HouseholdMember[]
  householdForm: FormState
  mayEdit: boolean
}

/** Families move together: who lives with the contact, with a way to their own pages. */
export const Household = ({ t, base, contact, household, householdForm, mayEdit }: HouseholdProps) => (
  <Card title={t('household.title')} id="household">
    {household.length === 0 && <p class="muted">{t('household.nobody')}</p>}
    {household.length > 0 && (
      <ul>
        {household.map((one) => (
          <li>
            {one.id === contact.id ? (
              <strong>{fullName(one)}</strong>
            ) : (
              <a href={`${base}/contacts/${one.id}`}>{fullName(one)}</a>
            )}{' '}
            <span class="muted">({t(`household.${one.role}`)})</span>
          </li>
        ))}
      </ul>
    )}
    {mayEdit && (
      <details open={Object.keys(householdForm.errors).length > 0}>
        <summary>{t('household.add')}</summary>
        <HouseholdFields t={t} action={`${base}/contacts/${contact.id}/household`} form={householdForm} />
      </details>
    )}
  </Card>
)

type FieldsProps = { t: StaffT; action: string; form: FormState }

const HouseholdFields = ({ t, action, form: { typed, errors } }: FieldsProps) => (
  <Form t={t} action={action} errors={errors} labels={{ email: t('contacts.email'), role: t('household.role') }}>
    <EmailField
      t={t}
      name="email"
      label={t('contacts.email')}
      hint={t('household.email_hint')}
      value={typed.email ?? ''}
      required
      autocomplete="off"
      {...(errors.email ? { error: errors.email } : {})}
    />
    <SelectField
      t={t}
      name="role"
      label={t('household.role')}
      value={typed.role ?? ''}
      required
      options={(['partner', 'child', 'parent', 'other'] as const).map((role) => ({
        value: role,
        label: t(`household.${role}`),
      }))}
      {...(errors.role ? { error: errors.role } : {})}
    />
    <Button kind="secondary">{t('household.add')}</Button>
  </Form>
)
