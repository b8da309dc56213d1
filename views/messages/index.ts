import { IntlMessageFormat } from 'intl-messageformat'
import { accounts } from './accounts.ts'
import { bulk } from './bulk.ts'
import { type Lang, languages, type StaffLang, staffLanguages } from './catalogue.ts'
import { centresPublic, centresStaff } from './centres.ts'
import { contactLists } from './contact-lists.ts'
import { contacts } from './contacts.ts'
import { duplicates } from './duplicates.ts'
import { eventsPublic } from './events-public.ts'
import { eventsStaff } from './events-staff.ts'
import { flow } from './flow.ts'
import { forms } from './forms.ts'
import { imports } from './imports.ts'
import { jobs } from './jobs.ts'
import { mailStaff } from './mail-staff.ts'
import { mePublic } from './me-public.ts'
import { newcomersPublic, newcomersStaff } from './newcomers.ts'
import { obligations } from './obligations.ts'
import { parking } from './parking.ts'
import { partners } from './partners.ts'
import { people } from './people.ts'
import { peoplePublic } from './people-public.ts'
import { pipelines } from './pipelines.ts'
import { privacy } from './privacy.ts'
import { referralsPublic } from './referrals-public.ts'
import { referralsStaff } from './referrals-staff.ts'
import { registrationMail } from './registration-mail.ts'
import { shared } from './shared.ts'
import { sharingStaff } from './sharing.ts'
import { sharingMethod } from './sharing-method.ts'
import { sharingPublic } from './sharing-public.ts'
import { sharingReading } from './sharing-reading.ts'
import { staffLayout } from './staff-layout.ts'
import { surveysPublic } from './surveys-public.ts'
import { surveysStaff } from './surveys-staff.ts'
import { tasks } from './tasks.ts'
import { tracks } from './tracks.ts'
import { whereabouts } from './whereabouts.ts'

const publicTexts = [
  shared,
  forms,
  eventsPublic,
  privacy,
  registrationMail,
  surveysPublic,
  referralsPublic,
  mePublic,
  peoplePublic,
  centresPublic,
  sharingMethod,
  sharingPublic,
  newcomersPublic,
] as const
const staffTexts = [
  staffLayout,
  accounts,
  tasks,
  contacts,
  imports,
  contactLists,
  people,
  duplicates,
  pipelines,
  parking,
  flow,
  tracks,
  eventsStaff,
  mailStaff,
  jobs,
  bulk,
  surveysStaff,
  partners,
  referralsStaff,
  centresStaff,
  sharingStaff,
  sharingReading,
  whereabouts,
  obligations,
  newcomersStaff,
] as const

type KeysOf<C> = C extends { cs: infer Texts } ? Extract<keyof Texts, string> : never
export type PublicKey = KeysOf<(typeof publicTexts)[number]>
export type StaffKey = PublicKey | KeysOf<(typeof staffTexts)[number]>

export type { Lang, StaffLang }
export { languages, staffLanguages }

export type Values = Record<string, string | number | Date | null | undefined>

/** Looks a text up and fills it in; `t.lang` is the language it speaks. */
export type T<Key extends string> = { (key: Key, values?: Values): string; readonly lang: Lang }
export type PublicT = T<PublicKey>
export type StaffT = T<StaffKey> & { readonly lang: StaffLang }

export const publicMessages = (lang: Lang): PublicT => speaker(lang, publicTexts)
// staff catalogues exist in StaffLang only, so the narrower language is the one just passed in
export const staffMessages = (lang: StaffLang): StaffT => speaker(lang, [...publicTexts, ...staffTexts]) as StaffT

export const isLang = (text: string | undefined): text is Lang => languages.some((lang) => lang === text)
export const isStaffLang = (text: string | undefined): text is StaffLang => staffLanguages.some((lang) => lang === text)

type Catalogue = { [L in Lang]?: Record<string, string> }

const speaker = <Key extends string>(lang: Lang, catalogues: readonly Catalogue[]): T<Key> => {
  const known = speakers.get(catalogues.length + lang)
  if (known) return known
  const texts: Record<string, string> = Object.assign({}, ...catalogues.map((catalogue) => catalogue[lang]))
  if (lang === 'cs') for (const [key, text] of Object.entries(texts)) texts[key] = keptTogether(text)
  const formats = new Map<string, IntlMessageFormat>()

  const say = (key: string, values?: Values): string => {
    const text = texts[key]
    if (text === undefined) throw new Error(`no ${lang} text for ${key}`)
    if (!text.includes('{')) return text
    const format = formats.get(key) ?? new IntlMessageFormat(text, lang)
    formats.set(key, format)
    return String(format.format(values))
  }
  const t = Object.assign(say, { lang })
  speakers.set(catalogues.length + lang, t)
  return t
}

const speakers = new Map<string, T<string>>()

/** A one-letter Czech preposition or conjunction does not stand at the end of a line. */
const keptTogether = (text: string) => text.replace(/(?<=^|[\s(„])([ksvzouaiKSVZOUAI]) (?=\S)/gu, '$1\u00a0')
