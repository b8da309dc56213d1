import type { Scope } from '../db/scope.ts'
import { waitForTurn } from '../db/turn.ts'
import { normalEmail } from '../lib/email.ts'
import { normalPoint } from '../lib/points.ts'
import type { Point } from './person-fields.ts'
import type { ContactRecord } from './queries/contacts.ts'
import { createPoint, deletePoint, findContactByEmail, updatePoint } from './queries/points.ts'

type Known = { id: string; given_name: string; family_name: string }

/** The first and the further ways to reach somebody, in their order, each once; the first of a kind is the one we use. */
export const allPoints = (form: { email: string; phone: string; more?: { points: Point[] } | undefined }): Point[] => {
  const first: Point[] = [
    { kind: 'email', value: form.email, label: '' },
    { kind: 'phone', value: form.phone, label: '' },
  ]
  const given = [...first, ...(form.more?.points ?? [])].filter(({ value }) => value !== '')
  return [...new Map(given.toReversed().map((point) => [keyOf(point), point])).values()].toReversed()
}

/** Whoever else has one of these addresses; their turns are taken, so that nobody else can take one meanwhile. */
export const holderOf = async (
  { db, centreId }: Scope,
  points: readonly Point[],
  but?: string,
): Promise<{ contact: Known; address: string } | undefined> => {
  const emails = points.filter(({ kind }) => kind === 'email').map(({ value }) => value)
  for (const email of emails.map(normalEmail).sort()) await waitForTurn(db, centreId, email)
  const holders = await Promise.all(emails.map((email) => findContactByEmail(db, centreId, email)))
  const at = holders.findIndex((holder) => holder !== undefined && holder.id !== but)
  const contact = holders[at]
  return contact && { contact, address: emails[at] ?? '' }
}

/** Makes a contact's ways to be reached those of the form: what stays keeps its proof, what is gone goes. */
export const writePoints = async ({ db, centreId, now }: Scope, contact: ContactRecord, wanted: readonly Point[]) => {
  const present = new Map(contact.points.map((point) => [keyOf(point), point]))
  const keys = new Set(wanted.map(keyOf))
  for (const [key, { id }] of present) if (!keys.has(key)) await deletePoint(db, centreId, id)
  for (const [position, point] of wanted.entries()) {
    const known = present.get(keyOf(point))
    const label = point.label || (isFirst(wanted, position) ? (known?.label ?? '') : '')
    if (known) await updatePoint(db, centreId, known.id, { ...point, label, position })
    else await createPoint(db, centreId, { ...point, contact_id: contact.id, position, created_at: now })
  }
}

/** What differs between the points of a contact and those of a form, by the names of the fields. */
export const changedPoints = (contact: ContactRecord, wanted: readonly Point[]): string[] => {
  const before = said(contact.points)
  const after = said(wanted)
  return (['email', 'phone', 'other_points'] as const).filter((field) => before[field] !== after[field])
}

const said = (points: readonly Point[]) => ({
  email: firstOf(points, 'email')?.value ?? '',
  phone: firstOf(points, 'phone')?.value ?? '',
  other_points: JSON.stringify(further(points).map(({ kind, value, label }) => [kind, value, label])),
})

export const firstOf = <Some extends { kind: string }>(points: readonly Some[], kind: string) =>
  points.find((point) => point.kind === kind)

/** All but the first e-mail and the first phone. */
export const further = <Some extends { kind: string }>(points: readonly Some[]): Some[] =>
  points.filter((point) => point !== firstOf(points, 'email') && point !== firstOf(points, 'phone'))

const isFirst = (points: readonly Point[], at: number) => {
  const point = points[at]
  return (
    point !== undefined && (point.kind === 'email' || point.kind === 'phone') && firstOf(points, point.kind) === point
  )
}

const keyOf = ({ kind, value }: Pick<Point, 'kind' | 'value'>) => `${kind} ${normalPoint(kind, value)}`
