import * as z from 'zod'
import { countryCodes } from '../lib/countries.ts'
import { relationWords } from '../lib/relations.ts'
import { addressKinds, obligationStates, residenceTitles } from '../lib/words.ts'
import { day, line, requiredLine, text, tick, version } from '../web/forms.ts'

/** The small forms on a contact's page. A form's `key` becomes the id of what it writes, so that it writes it once. */
const key = z.uuid({ error: 'field.reload' })

const optionalDay = z
  .union([z.literal(''), day], { error: 'field.date' })
  .default('')
  .transform((typed) => typed || null)

const inOrder =
  (from: string, to: string) =>
  (typed: Record<string, unknown>): boolean =>
    !typed[from] || !typed[to] || String(typed[from]) <= String(typed[to])

export const AddressForm = z
  .object({
    key,
    address_kind: z.enum(addressKinds),
    street: line(200),
    postal_code: line(20),
    town: requiredLine(100),
    municipality_code: text(6).refine((code) => /^(\d{6})?$/.test(code), { error: 'people.origin_code_wrong' }),
    country: z.enum(countryCodes).default('CZ'),
    address_from: optionalDay,
    address_to: optionalDay,
    address_replaces: tick,
  })
  .refine(inOrder('address_from', 'address_to'), { error: 'people.ends_before', path: ['address_to'] })
export type AddressForm = z.infer<typeof AddressForm>

/** A citizenship is a country, a residence is one of its titles: one choice. */
export const StatusForm = z
  .object({
    key,
    status: z.enum([...residenceTitles, ...countryCodes]),
    status_from: optionalDay,
    status_to: optionalDay,
    status_replaces: tick,
  })
  .refine(inOrder('status_from', 'status_to'), { error: 'people.ends_before', path: ['status_to'] })
export type StatusForm = z.infer<typeof StatusForm>

export const AffiliationForm = z
  .object({
    key,
    organisation: requiredLine(200),
    position: line(200),
    affiliation_from: optionalDay,
    affiliation_to: optionalDay,
  })
  .refine(inOrder('affiliation_from', 'affiliation_to'), { error: 'people.ends_before', path: ['affiliation_to'] })
export type AffiliationForm = z.infer<typeof AffiliationForm>

export const EndForm = z.object({ ended_on: day })

export const RelationForm = z.object({
  key,
  who: requiredLine(200),
  relation: z.enum(relationWords),
  other_id: z.union([z.literal(''), z.uuid()]).default(''),
})
export type RelationForm = z.infer<typeof RelationForm>

const years = z
  .string()
  .trim()
  .transform((typed) => Number(typed.replace(',', '.')))
  .refine((count) => count >= 0.25 && count <= 20, { error: 'people.years_owed_wrong' })

const duty = {
  agreement: line(100),
  years_owed: years,
  start_by: day,
  started_on: optionalDay,
  obligation_note: text(1000),
}

export const ObligationForm = z.object({ key, ...duty })
export type ObligationForm = z.infer<typeof ObligationForm>

export const ObligationChangeForm = z.object({ ...duty, state: z.enum(obligationStates), version })
export type ObligationChangeForm = z.infer<typeof ObligationChangeForm>
