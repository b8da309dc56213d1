import { languageName } from './format.ts'
import { memo } from './memo.ts'

/** Languages people speak to each other in a centre (ISO 639), more than those we write in. */
export const knownLanguages: readonly string[] = (
  'cs en de uk sk pl ru vi fr es it pt nl sv da no fi hu ro bg sr hr bs sl mk sq el tr ar he fa ku ka hy az kk uz mn zh ja ko ' +
  'hi bn ur ta te ml mr gu pa ne si th id ms tl sw am et lv lt ga be rom'
).split(' ')

export const languagesIn = memo((lang: string) => {
  const [cs = 'cs', en = 'en', de = 'de', uk = 'uk', ...rest] = knownLanguages
  const named = (value: string) => ({ value, label: languageName({ lang }, value) })
  return [...[cs, en, de, uk].map(named), ...rest.map(named).sort((a, b) => a.label.localeCompare(b.label, lang))]
})
