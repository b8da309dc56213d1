import type { Code, Codes, Labels, Manifest } from '../format.ts'
import type { Contents } from '../package.ts'

export type Licence = { name?: string; path?: string; title?: string }
export type Source = { title: string; path?: string }

/** What of a release its descriptions may say: nothing but what is published, and names that everybody knows. */
export type Described = Pick<Manifest, 'centre' | 'survey' | 'wave' | 'snapshot' | 'week'> &
  Contents & {
    /** Paths of the worlds in the package. */
    worldNames: readonly string[]
    /** Names of the survey and of the centre; without them their codes stand in. */
    title?: Labels
    publisher?: Labels
    licences?: readonly Licence[]
    sources?: readonly Source[]
  }

export const languages = ['cs', 'en', 'de', 'uk'] as const
export type Language = (typeof languages)[number]

const isLanguage = /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/

/** Texts by language, ours first and always in the same order; without any the fallback, in no language. */
export const textsOf = (labels: Labels | undefined, fallback: string): { language?: string; text: string }[] => {
  const rank = (language: string) => (languages as readonly string[]).indexOf(language) + 1 || languages.length + 1
  const texts = Object.entries(labels ?? {})
    .filter(([language, text]) => isLanguage.test(language) && text !== '')
    .map(([language, text]) => ({ language, text }))
    .sort((a, b) => rank(a.language) - rank(b.language) || (a.language < b.language ? -1 : 1))
  return texts.length > 0 ? texts : [{ text: fallback }]
}

/** The text to show where there is room for one: English, else the first there is. */
export const textOf = (labels: Labels | undefined, fallback: string): string => {
  const texts = textsOf(labels, fallback)
  return (texts.find(({ language }) => language === 'en') ?? texts[0])?.text ?? fallback
}

/** A code's name, else the code itself. */
export const codeText = ({ code, labels }: Code): string => textOf(labels, code)

export const dimensionsOf = ({ frames, items }: Codes) => [...frames, ...items]

export const titleOf = ({ title, survey }: Described): string => textOf(title, survey)

/** A name of letters, digits and dashes for what the release is called in catalogues. */
export const nameOf = ({
  centre,
  survey,
  wave,
  snapshot,
}: Pick<Described, 'centre' | 'survey' | 'wave' | 'snapshot'>): string =>
  [centre, survey, wave, String(snapshot)].map((part) => part.toLowerCase().replace(/[^a-z0-9]+/g, '-')).join('-')
