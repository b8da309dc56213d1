import type { Scope } from '../db/scope.ts'
import type { More } from './person-fields.ts'
import type { ContactRecord } from './queries/contacts.ts'
import { writeLanguages } from './queries/languages.ts'
import { writeMotives } from './queries/motives.ts'

/** Writes what is told of somebody beside their own columns and the ways to reach them. */
export const writeMore = async ({ db, centreId, now }: Scope, contactId: string, more: More) => {
  await Promise.all([
    writeLanguages(db, centreId, contactId, more.languages),
    writeMotives(db, centreId, contactId, 'trigger', more.triggers, now),
    writeMotives(db, centreId, contactId, 'barrier', more.barriers, now),
  ])
}

/** What differs in it, by the names of the fields. */
export const changedMore = (contact: ContactRecord, more: More): string[] => {
  const before = {
    languages: contact.languages.map(({ lang, level }) => `${lang} ${level}`),
    triggers: motivesOf(contact, 'trigger'),
    barriers: motivesOf(contact, 'barrier'),
  }
  const after = { ...more, languages: more.languages.map(({ lang, level }) => `${lang} ${level}`) }
  const differs = (field: keyof typeof before) => sorted(before[field]) !== sorted(after[field])
  return (['languages', 'triggers', 'barriers'] as const).filter(differs)
}

export const motivesOf = (contact: ContactRecord, kind: 'trigger' | 'barrier') =>
  contact.motives.filter((motive) => motive.kind === kind).map(({ code }) => code)

const sorted = (codes: readonly string[]) => [...codes].sort().join(' ')
