import { createHash } from 'node:crypto'
import { newId } from '../lib/ids.ts'
import type { KnownPolicy, OwnColumn, Written } from '../lib/imports.ts'
import type { Additions, Change, Known } from './known.ts'
import type { Told } from './told.ts'

/** Which of a row's addresses belong to somebody else, and so to nobody here. */
export type HeldByOthers = (email: string) => boolean

type Merging = { known: Known; policy: KnownPolicy; additions: Additions; written: Written; fields: string[] }

/**
 * Adds what a row says to what is known of a person: `fill` only where nothing is known, `overwrite` in place of it. What
 * somebody can have several of is added, never taken away, and who is on a pipeline stays where they are.
 */
export const merge = (known: Known, told: Told, policy: KnownPolicy, to: Additions, isHeld: HeldByOthers): Change => {
  const version = known.isNew ? 1 : known.version + 1
  const merging: Merging = { known, policy, additions: to, written: { version }, fields: [] }
  mergeColumns(merging, told)
  mergeTags(merging, told)
  mergePoints(merging, told, isHeld)
  mergeAddress(merging, told)
  mergeStatuses(merging, told)
  mergeLanguages(merging, told)
  mergeMotives(merging, told)
  mergeAffiliation(merging, told)
  mergeStages(merging, told)
  mergeNote(merging, told)
  return { fields: merging.fields, written: merging.written }
}

export const digestOf = (note: string) => createHash('md5').update(note).digest('hex')

const mergeColumns = (merging: Merging, { columns }: Told) => {
  const { known, policy, written, fields } = merging
  const planned = known.columns.next_step !== ''
  for (const [name, value] of Object.entries(columns)) {
    const column = name as OwnColumn // the keys of columns
    const before = known.columns[column]
    const isStep = column === 'next_step' || column === 'next_step_on'
    const isTaken = isStep ? planned : before !== ''
    if (before === value || (isTaken && policy === 'fill')) continue
    known.columns[column] = value
    written.columns = { ...written.columns, [column]: [before, value] }
    fields.push(column)
    known.isChanged = true
  }
}

const mergeTags = ({ known, written, fields }: Merging, { tags }: Told) => {
  const added = tags.filter((tag) => !known.tags.includes(tag))
  if (added.length === 0) return
  known.tags = [...known.tags, ...added]
  known.isChanged = true
  written.tags = added
  fields.push('tags')
}

const mergePoints = ({ known, policy, additions, written, fields }: Merging, told: Told, isHeld: HeldByOthers) => {
  const had = new Set(known.points.map(kindOf))
  for (const { kind, value, norm } of told.points) {
    const key = `${kind} ${norm}`
    if (known.points.includes(key) || (policy === 'fill' && had.has(kind))) continue
    if (kind === 'email' && isHeld(norm)) continue
    const id = newId()
    const position = known.points.filter((point) => kindOf(point) === kind).length
    additions.points.push({ id, contact_id: known.id, kind, value, value_norm: norm, position })
    known.points.push(key)
    written.points = [...(written.points ?? []), id]
    fields.push(kind)
  }
}

const kindOf = (point: string) => point.slice(0, point.indexOf(' '))

const mergeAddress = ({ known, policy, additions, written, fields }: Merging, { address }: Told) => {
  if (!address || (address.street === '' && address.town === '' && address.postal_code === '')) return
  const key = [address.street, address.postal_code, address.town, address.country].join('|')
  if (known.addresses.includes(key) || (policy === 'fill' && known.addresses.length > 0)) return
  const id = newId()
  additions.addresses.push({ id, contact_id: known.id, ...address })
  known.addresses.push(key)
  written.addresses = [id]
  fields.push('address')
}

const mergeStatuses = ({ known, policy, additions, written, fields }: Merging, { statuses }: Told) => {
  const had = new Set(known.statuses.map(kindOf))
  for (const { kind, value } of statuses) {
    const key = `${kind} ${value}`
    if (known.statuses.includes(key) || (policy === 'fill' && had.has(kind))) continue
    const id = newId()
    additions.statuses.push({ id, contact_id: known.id, kind, value })
    known.statuses.push(key)
    written.statuses = [...(written.statuses ?? []), id]
    fields.push(kind)
  }
}

const mergeLanguages = ({ known, policy, additions, written, fields }: Merging, { languages }: Told) => {
  for (const { lang, level } of languages) {
    const before = known.languages[lang] ?? null
    if (before === level || (before !== null && policy === 'fill')) continue
    additions.languages.push({ contact_id: known.id, lang, level })
    known.languages[lang] = level
    written.languages = [...(written.languages ?? []), [lang, before, level]]
    fields.push('languages')
  }
}

const mergeMotives = ({ known, additions, written, fields }: Merging, { motives }: Told) => {
  for (const { kind, code } of motives) {
    const key = `${kind} ${code}`
    if (known.motives.includes(key)) continue
    additions.motives.push({ contact_id: known.id, kind, code })
    known.motives.push(key)
    written.motives = [...(written.motives ?? []), [kind, code]]
    fields.push(kind)
  }
}

const mergeAffiliation = ({ known, policy, additions, written, fields }: Merging, { affiliation }: Told) => {
  if (!affiliation) return
  const key = `${affiliation.organisation}|${affiliation.role}`
  if (known.affiliations.includes(key) || (policy === 'fill' && known.affiliations.length > 0)) return
  const id = newId()
  additions.affiliations.push({ id, contact_id: known.id, ...affiliation })
  known.affiliations.push(key)
  written.affiliations = [id]
  fields.push('organisation')
}

const mergeStages = ({ known, additions, written, fields }: Merging, { stages }: Told) => {
  for (const { track, stage } of stages) {
    if (known.tracks.includes(track)) continue
    const id = newId()
    additions.enrolments.push({ id, contact_id: known.id, track, stage })
    known.tracks.push(track)
    written.enrolments = [...(written.enrolments ?? []), id]
    fields.push(`stage_${track}`)
  }
}

const mergeNote = ({ known, additions, written, fields }: Merging, { note }: Told) => {
  if (note === '' || known.notes.includes(digestOf(note))) return
  const id = newId()
  additions.activities.push({ id, contact_id: known.id, kind: 'note', body: note, particulars: {} })
  known.notes.push(digestOf(note))
  written.notes = [id]
  fields.push('note')
}
