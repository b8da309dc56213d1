import { IntlMessageFormat } from 'intl-messageformat'
import type { Sources } from './sources.ts'

/** Name of the catalogue -> language -> key -> ICU text. */
export type Catalogues = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>

type Element = ReturnType<IntlMessageFormat['getAst']>[number]
type Plural = Extract<Element, { pluralType?: unknown }>

/** All texts one by one. */
const texts = (catalogues: Catalogues) =>
  Object.entries(catalogues).flatMap(([catalogue, languages]) =>
    Object.entries(languages).flatMap(([lang, sentences]) =>
      Object.entries(sentences).map(([key, text]) => ({ catalogue, lang, key, text })),
    ),
  )

/** Keys that one language of a catalogue has and another lacks. */
export const missingKeys = (catalogues: Catalogues): string[] =>
  Object.entries(catalogues).flatMap(([catalogue, languages]) => {
    const keys = new Set(Object.values(languages).flatMap(Object.keys))
    return Object.entries(languages).flatMap(([lang, sentences]) =>
      [...keys].filter((key) => !sentences[key]).map((key) => `${catalogue} lacks ${key} in ${lang}`),
    )
  })

/** Keys two catalogues define, so that one hides the other. */
export const doubleKeys = (catalogues: Catalogues): string[] => {
  const definers = new Map<string, Set<string>>()
  for (const { catalogue, key } of texts(catalogues)) definers.set(key, (definers.get(key) ?? new Set()).add(catalogue))
  return [...definers]
    .filter(([, names]) => names.size > 1)
    .map(([key, names]) => `${key} stands in ${[...names].join(' and ')}`)
}

/** Texts that ICU cannot read, or that ask for other values than the Czech one. */
export const unlikeArguments = (catalogues: Catalogues): string[] =>
  texts(catalogues).flatMap(({ catalogue, lang, key, text }) => {
    const [own, czech] = [argumentsOf(text, lang), argumentsOf(catalogues[catalogue]?.cs?.[key] ?? '', 'cs')]
    return own === czech ? [] : [`${key} in ${lang} takes ${own}, not ${czech}`]
  })

/** Plurals that lack a category of their language, or have one it does not know. */
export const incompletePlurals = (catalogues: Catalogues): string[] =>
  texts(catalogues).flatMap(({ lang, key, text }) =>
    pluralsOf(astOf(text, lang) ?? []).flatMap(({ pluralType, options }) => {
      const wanted = new Intl.PluralRules(lang, { type: pluralType ?? 'cardinal' }).resolvedOptions().pluralCategories
      const given = Object.keys(options).filter((category) => !category.startsWith('='))
      return wanted.toSorted().join() === given.toSorted().join() ? [] : [`${key} in ${lang} has ${given.join(' ')}`]
    }),
  )

/** Keys no source names, be it whole or by the beginning of a template. */
export const unusedKeys = (catalogues: Catalogues, sources: Sources): string[] => {
  const code = [...sources]
    .filter(([path]) => !path.startsWith('views/messages/'))
    .map(([, text]) => text)
    .join('\n')
  const whole = new Set([...code.matchAll(/['"]([a-z_0-9]+(?:\.[a-z_0-9]+)+)['"]/g)].map(([, key]) => key))
  const templates = [...code.matchAll(/`([a-z_0-9]+\.[a-z_0-9.]*)\$\{[^`}]*\}([a-z_.]*)`/g)]
  const isUsed = (key: string) =>
    whole.has(key) || templates.some(([, start = '', end = '']) => key.startsWith(start) && key.endsWith(end))
  return [...new Set(texts(catalogues).map(({ key }) => key))]
    .filter((key) => !isUsed(key))
    .map((key) => `${key} is never said`)
}

const astOf = (text: string, lang: string): Element[] | undefined => {
  try {
    return new IntlMessageFormat(text, lang).getAst()
  } catch {
    return undefined
  }
}

const argumentsOf = (text: string, lang: string): string => {
  const ast = astOf(text, lang)
  return ast ? [...new Set(namesOf(ast))].toSorted().join(' ') || 'nothing' : 'no ICU text'
}

const inner = (element: Element): Element[] => {
  if ('options' in element) return Object.values(element.options).flatMap(({ value }) => value)
  return 'children' in element ? element.children : []
}

const [literal, pound] = [0, 7]

const namesOf = (ast: Element[]): string[] =>
  ast.flatMap((element) => [
    ...(element.type === literal || element.type === pound || 'children' in element
      ? []
      : [String('value' in element && element.value)]),
    ...namesOf(inner(element)),
  ])

const pluralsOf = (ast: Element[]): Plural[] =>
  ast.flatMap((element) => [...('pluralType' in element ? [element] : []), ...pluralsOf(inner(element))])
