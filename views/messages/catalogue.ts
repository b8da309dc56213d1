/** Languages of public pages, mails and surveys; staff pages speak the first two. */
export const languages = ['cs', 'en', 'de', 'uk'] as const
export const staffLanguages = ['cs', 'en'] as const

export type Lang = (typeof languages)[number]
export type StaffLang = (typeof staffLanguages)[number]

/** The Czech texts name the keys; a language that lacks one does not compile. */
export const publicCatalogue = <K extends string>(
  texts: Record<'cs', Record<K, string>> & Record<Lang, Record<NoInfer<K>, string>>,
) => texts

export const staffCatalogue = <K extends string>(
  texts: Record<'cs', Record<K, string>> & Record<StaffLang, Record<NoInfer<K>, string>>,
) => texts
