import { memo } from './memo.ts'

/** Countries by ISO 3166-1; their names come from the language of the page. */
export const countryCodes: readonly string[] = (
  'AD AE AF AG AI AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN CO ' +
  'CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FO FR GA GB GD GE GH GI GL GM GN GQ GR GT GW GY HK HN HR ' +
  'HT HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG ' +
  'MH MK ML MM MN MO MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PR PS PT PW PY QA RO RS RU ' +
  'RW SA SB SC SD SE SG SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC ' +
  'VE VN VU WS XK YE ZA ZM ZW'
).split(' ')

/** 'Německo' of DE; a code nobody knows says itself. */
export const countryName = ({ lang }: { readonly lang: string }, code: string): string =>
  (longOnlyHere.has(code) ? shortNames(lang) : names(lang)).of(code) ?? code

/** All countries in the order of the page's alphabet. */
export const countriesIn = memo((lang: string) =>
  countryCodes
    .map((value) => ({ value, label: countryName({ lang }, value) }))
    .sort((a, b) => a.label.localeCompare(b.label, lang)),
)

const names = memo((lang: string) => new Intl.DisplayNames(lang, { type: 'region' }))
// where Node says "Hongkong – ZAO Číny" and Workers "Hongkong", the short name is the same
const longOnlyHere = new Set(['HK', 'MO', 'PS'])
const shortNames = memo((lang: string) => new Intl.DisplayNames(lang, { type: 'region', style: 'short' }))
