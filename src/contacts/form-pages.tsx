import { EditContactPage, NewContactPage } from '../../views/contacts/form.tsx'
import { listMembers } from '../accounts/queries/memberships.ts'
import { isBornAfter } from '../lib/born.ts'
import { randomId } from '../lib/ids.ts'
import { fullName } from '../lib/names.ts'
import { dayOf } from '../lib/time.ts'
import type { FormState } from '../web/forms.ts'
import type { Candidate } from './match.ts'
import { baseOf, type StaffContext } from './pages.tsx'
import { furtherPoints } from './person-fields.ts'
import type { ContactRecord } from './queries/contacts.ts'

/** The pages on which a contact is written down and changed. */
type Known = { id: string; given_name: string; family_name: string }

type Met = { known?: Known; likely?: readonly Candidate[] }

type Typed = { typed: FormState['typed']; errors?: FormState['errors'] }

export const newContactPage = async (c: StaffContext, { typed, errors = {} }: Typed, { known, likely }: Met = {}) => {
  const { t, viewer, scope } = c.var
  if (likely || Object.keys(errors).length > 0) c.status(422)
  const form = { typed, errors }
  const owners = await listMembers(scope.db, scope.centreId)
  const page = { t, base: baseOf(c), form, owners, known, likely, tracks: viewer.centre.tracks }
  return c.render(<NewContactPage {...page} idempotencyKey={form.typed.idempotency_key ?? randomId()} />, {
    title: t('contacts.new'),
    current: 'contacts',
  })
}

type EditExtras = { conflict?: Record<string, string>; known?: Known }

export const editPage = async (
  c: StaffContext,
  contact: ContactRecord,
  form: FormState,
  { conflict, known }: EditExtras = {},
) => {
  const { t, scope } = c.var
  if (conflict) c.status(409)
  else if (Object.keys(form.errors).length > 0) c.status(422)
  const owners = await listMembers(scope.db, scope.centreId, contact.owner_id)
  const opened = Number(form.typed.version ?? contact.version)
  const version = conflict || !Number.isInteger(opened) ? contact.version : opened
  const page = { t, base: baseOf(c), form, owners, contact, version, conflict, known }
  return c.render(<EditContactPage {...page} />, { title: t('contacts.edit'), current: 'contacts' })
}

type Checked = { owner_id: string | null; born?: string }

/** What only the centre and the clock know about a form that was right in itself. */
export const wrongHere = async (c: StaffContext, { owner_id, born = '' }: Checked, present: string | null = null) => {
  const { t, scope } = c.var
  const errors: Record<string, string> = {}
  if (isBornAfter(born, dayOf(scope.now))) errors.born = t('people.born_future')
  if (!(await isOwner(c, owner_id, present))) errors.owner_id = t('field.choice')
  return Object.keys(errors).length > 0 ? errors : undefined
}

/** The sentence beside the address that is somebody else's. */
export const knownAddress = (c: StaffContext, typed: Record<string, string>, known: Known, address: string) => {
  const emails = ['email', ...furtherPoints.filter(({ kind }) => kind === 'email').map(({ name }) => name)]
  const field = emails.find((name) => typed[name]?.trim() === address) ?? 'email'
  return { [field]: c.var.t('field.known', { name: fullName(known) }) }
}

/** Whether a contact can be given to this member; it may stay with somebody who is not here any more. */
const isOwner = async (c: StaffContext, id: string | null, present: string | null) =>
  id === null ||
  id === c.var.viewer.id ||
  (await listMembers(c.var.scope.db, c.var.scope.centreId, present)).some((member) => member.id === id)
