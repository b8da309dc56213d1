import { type PublicKey, publicMessages } from '../../views/messages/index.ts'
import { countryCodes } from '../lib/countries.ts'
import { memo } from '../lib/memo.ts'
import { regionCodes, regions } from '../lib/regions.ts'
import type { Field } from './fields.ts'
import { folded } from './folded.ts'

/** A word of a list names one of few things here. */
export type Meaning = { code: string; names: readonly string[] }

const said = (lines: string, labels = ''): Meaning[] =>
  lines
    .trim()
    .split('\n')
    .map((line) => {
      const [code = '', names = ''] = line.trim().split(': ')
      return { code, names: [...names.split(', '), code.replaceAll('_', ' '), ...labelsOf(labels, code)] }
    })

const langs = said(`
  cs: čeština, česky, Czech, cz, český
  en: angličtina, anglicky, English, aj, anglický
  de: němčina, německy, German, nj, německý
  uk: ukrajinština, ukrajinsky, Ukrainian, ua, ukrajinský`)

const moreLangs = said(`
  sk: slovenština, Slovak
  pl: polština, Polish
  ru: ruština, Russian, rj
  fr: francouzština, French, fj
  es: španělština, Spanish
  it: italština, Italian
  vi: vietnamština, Vietnamese
  ro: rumunština, Romanian
  bg: bulharština, Bulgarian
  hu: maďarština, Hungarian
  tr: turečtina, Turkish
  ar: arabština, Arabic
  zh: čínština, Chinese
  pt: portugalština, Portuguese
  nl: nizozemština, Dutch
  hi: hindština, Hindi`)

const levels = said(`
  A1: úplný začátečník, beginner, základy
  A2: začátečník, elementary, základní
  B1: mírně pokročilý, intermediate, středně
  B2: středně pokročilý, upper intermediate, pokročile, dobře
  C1: pokročilý, advanced, plynně, fluent, výborně
  C2: expert, proficient
  native: rodilý mluvčí, rodný jazyk, mateřština, mateřský jazyk, mother tongue, rodilá mluvčí`)

const horizons = said(
  `
  within_6_months: do půl roku, do 6 měsíců, do půlroku, within 6 months
  within_12_months: do roku, do 12 měsíců, do jednoho roku, within 12 months, within a year
  within_3_years: do tří let, do 3 let, within 3 years
  some_day: někdy, někdy v budoucnu, časem, some day, someday
  never: nikdy, nechce se vrátit, never`,
  'people.horizon',
)

const titles = said(
  `
  eu_citizen: občan EU, EU citizen
  family_of_eu: rodinný příslušník občana EU, family member of an EU citizen
  long_term_visa: dlouhodobé vízum, long-term visa
  employee_card: zaměstnanecká karta, employee card
  blue_card: modrá karta, blue card
  study: studium, study
  business: podnikání, business
  family_reunification: sloučení rodiny, family reunification
  permanent: trvalý pobyt, trvalý, permanent residence
  international_protection: mezinárodní ochrana, azyl, international protection
  temporary_protection: dočasná ochrana, temporary protection
  asylum_seeker: žadatel o azyl, žadatel o mezinárodní ochranu, asylum seeker
  other: jiné, jiný, other`,
  'people.title',
)

const triggers = said(
  `
  child: narození dítěte, dítě, child
  child_starts_school: dítě jde do školy, nástup dítěte do školy, child starts school
  parents_age: stárnoucí rodiče, péče o rodiče, rodiče, ageing parents
  stipend_ends: konec stipendia, stipend ends
  studies_end: konec studia, dokončení studia, studies end
  partner_work: práce pro partnera, partner's work
  remote_work: práce na dálku, home office, remote work
  housing: bydlení, housing
  job_offer: nabídka práce, práce, job offer
  homesick: stesk, stesk po domově, homesickness
  other: jiné, other`,
  'people.trigger',
)

const barriers = said(
  `
  work: práce, málo práce, jobs
  pay: platy, mzdy, plat, low pay
  housing: bydlení, housing
  health_care: zdravotnictví, lékaři, health care
  schools: školy, školství, schools
  partner_work: práce pro partnera, partner's work
  transport: doprava, dopravní dostupnost, transport
  culture: kultura, culture
  ties_elsewhere: vazby jinde, zázemí jinde, ties elsewhere
  care_duties: péče o blízké, care duties
  environment: životní prostředí, environment
  prejudice: předsudky, prejudice
  other: jiné, other`,
  'people.barrier',
)

const yesNo = said(`
  yes: ano, a, 1, x, true, y, ✓, pravda
  no: ne, n, 0, -, false, nepravda`)

const nicknames: Record<string, string[]> = {
  CZ: ['ČR', 'Česko', 'Česká republika', 'CZE', 'Czech Republic', 'české', 'česká'],
  SK: ['SR', 'Slovenská republika', 'SVK', 'slovenské', 'slovenská'],
  UA: ['UKR', 'ukrajinské', 'ukrajinská'],
  DE: ['SRN', 'BRD', 'DEU', 'německé', 'německá'],
  GB: ['UK', 'Anglie', 'Velká Británie', 'Great Britain', 'England'],
  US: ['USA', 'Spojené státy americké', 'United States of America'],
  VN: ['VNM', 'vietnamské'],
  PL: ['POL', 'polské'],
  RU: ['RUS', 'ruské'],
}

/** As our own pages and exports call it; asked once, before any list is read. */
function labelsOf(labels: string, code: string): string[] {
  if (!labels) return []
  // the codes are those that have labels
  return (['cs', 'en'] as const).map((lang) => publicMessages(lang)(`${labels}.${code}` as PublicKey))
}

/** Two letters of a country by its name in Czech, English or German. */
const countries: Meaning[] = countryCodes.map((code) => ({
  code,
  names: [code, ...['cs', 'en', 'de'].flatMap((lang) => named(lang)(code) ?? []), ...(nicknames[code] ?? [])],
}))

const kraje: Meaning[] = regionCodes.map((code) => {
  const { cs, en } = regions[code]
  return { code, names: [code, cs, en, cs.replace(/\s*kraj\s*/i, ''), `kraj ${cs.replace(/\s*kraj\s*/i, '')}`] }
})

const vocabularies: Partial<Record<Field, readonly Meaning[]>> = {
  lang: langs,
  level_cs: levels,
  level_en: levels,
  level_de: levels,
  level_uk: levels,
  horizon: horizons,
  residence_title: titles,
  triggers,
  barriers,
  tag_if_yes: yesNo,
  country: countries,
  residence_country: countries,
  citizenship: countries,
  residence_region: kraje,
}

export const languageNamed = finder([...langs, ...moreLangs])
export const levelNamed = finder(levels)

/** What a field can mean; stages and colleagues are each centre's own. */
export const vocabularyOf = (field: Field): readonly Meaning[] | undefined => vocabularies[field]

/** Finds the code a word stands for. */
export function finder(meanings: readonly Meaning[]): (word: string) => string | undefined {
  const codes = new Map<string, string>()
  for (const { code, names } of meanings)
    for (const name of names) if (!codes.has(folded(name))) codes.set(folded(name), code)
  const find = memo((word: string) => codes.get(folded(word)) ?? '')
  return (word) => find(word) || undefined
}

function named(lang: string) {
  const names = new Intl.DisplayNames(lang, { type: 'region', fallback: 'none' })
  return (code: string) => names.of(code)
}
