import type { Lang } from '../../views/messages/index.ts'
import type { PlannedCode } from './release/plan.ts'

type Labels = Record<Lang, string>

const code = (name: string, labels: Labels): PlannedCode => ({ code: name, labels })

/** Answers that no questionnaire offers: they stand in packages, in every language, beside the words of the network. */
export const yes = code('yes', { cs: 'Ano', en: 'Yes', de: 'Ja', uk: 'Так' })
export const no = code('no', { cs: 'Ne', en: 'No', de: 'Nein', uk: 'Ні' })
export const missing = code('missing', { cs: 'Neuvedeno', en: 'Not stated', de: 'Keine Angabe', uk: 'Не вказано' })
export const notAsked = code('not_asked', {
  cs: 'Netýká se',
  en: 'Not asked',
  de: 'Nicht gefragt',
  uk: 'Не запитували',
})
