import type { Activity } from '../../src/contacts/queries/activities.ts'
import type { ContactRecord } from '../../src/contacts/queries/contacts.ts'
import type { HouseholdMember } from '../../src/contacts/queries/households.ts'
import type { FormState } from '../../src/web/forms.ts'
import type { StaffT } from '../messages/index.ts'

/** What the page of a contact is drawn from; its cards take the same. */
export type ContactPageProps = {
  t: StaffT
  base: string
  contact: ContactRecord
  activities: Activity[]
  older: string | undefined
  today: string
  mayEdit: boolean
  done?: string | undefined
  activityForm: FormState
  nextStepForm: FormState
  household: HouseholdMember[]
  householdForm: FormState
  activityKey: string
}
