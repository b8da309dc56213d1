import type { Activity } from '../../src/contacts/queries/activities.ts'
import type { ContactRecord } from '../../src/contacts/queries/contacts.ts'
import type { Stay } from '../../src/contacts/queries/enrolments.ts'
import type { ContactFacts } from '../../src/contacts/queries/facts.ts'
import type { HouseholdMember } from '../../src/contacts/queries/households.ts'
import type { Candidate } from '../../src/contacts/queries/relations.ts'
import type { OpenTask } from '../../src/contacts/queries/tasks.ts'
import type { CentreStage } from '../../src/lib/stages.ts'
import type { TimelineGroup } from '../../src/lib/timeline.ts'
import type { FormState } from '../../src/web/forms.ts'
import type { StaffT } from '../messages/index.ts'

export const cardNames = ['addresses', 'statuses', 'affiliations', 'relations', 'obligations'] as const
export type CardName = (typeof cardNames)[number]

/** A form of a card that is shown: empty, or again with what was typed, of which of its facts, and with what it needs to be right. */
export type CardState = {
  name: CardName
  form: FormState
  item?: string
  candidates?: Candidate[]
  conflict?: Record<string, string>
}

/** What the page of a contact is drawn from; its cards take the same. */
export type ContactPageProps = {
  t: StaffT
  base: string
  contact: ContactRecord
  activities: Activity[]
  older: string | undefined
  /** The group of the timeline that is shown alone. */
  shown: TimelineGroup | undefined
  /** What is being written, not kept yet. */
  preview: string | undefined
  tasks: OpenTask[]
  taskKey: string
  /** What was just ticked off. */
  about: string | undefined
  today: string
  mayEdit: boolean
  done?: string | undefined
  activityForm: FormState
  nextStepForm: FormState
  household: HouseholdMember[]
  householdForm: FormState
  facts: ContactFacts
  /** partners of the directory, to choose an organisation from */
  partners: readonly string[]
  /** the one card whose form was refused */
  card?: CardState | undefined
  cardKey: string
  activityKey: string
  stages: readonly CentreStage[]
  stays: readonly Stay[]
}
